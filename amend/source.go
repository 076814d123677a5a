package amend

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
)

// InSource is the edit of a document's source that writes a wording, with offsets into the file. It
// is false where the words are not in the source as they are in the text, but for white space: marks
// of the format part them, letters are written as entities or were folded, or the source is not
// UTF-8. Bytes that the wording leaves as they are stay out of the edit.
func InSource(d *document.Document, w Wording) (Edit, bool) {
	if !d.SourceIsUTF8 || d.Source == "" {
		return Edit{}, false
	}
	at, new := changedPart(w)
	from := d.Locate(at).Source
	if at.Len() == 0 || from.Len() <= 0 || from.Start < 0 || from.End > len(d.Source) {
		return Edit{}, false
	}
	old := from.Of(d.Source)
	if !slices.Equal(strings.Fields(old), strings.Fields(at.Of(d.Text))) || !endsAlike(old, at.Of(d.Text)) {
		return Edit{}, false
	}
	if strings.ContainsAny(new, "\n\r<>&{}\\*_`|[]") {
		return Edit{}, false // They mean something in a format.
	}
	return Edit{from, new}, true
}

// endsAlike reports whether two texts with the same words begin and end in a word.
func endsAlike(a, b string) bool { return strings.TrimSpace(a) == a && strings.TrimSpace(b) == b }

// changedPart is the part of a wording's span that it changes: whole words, without those that are
// the same at its start and its end.
func changedPart(w Wording) (document.Span, string) {
	at, old, new := w.Span, w.Old, w.New
	for {
		i := strings.IndexAny(old, " \n")
		if i <= 0 || len(new) <= i || new[:i] != old[:i] || new[i] != ' ' && new[i] != '\n' {
			break
		}
		rest := strings.TrimLeft(old[i:], " \n")
		at.Start += len(old) - len(rest)
		old, new = rest, strings.TrimLeft(new[i:], " \n")
	}
	for {
		i := strings.LastIndexAny(old, " \n")
		j := strings.LastIndexAny(new, " \n")
		if i <= 0 || j <= 0 || old[i+1:] != new[j+1:] {
			break
		}
		rest := strings.TrimRight(old[:i], " \n")
		at.End -= len(old) - len(rest)
		old, new = rest, strings.TrimRight(new[:j], " \n")
	}
	return at, new
}
