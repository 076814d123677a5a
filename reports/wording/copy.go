package wording

import (
	"fmt"
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
)

// What the first comment in a copy of a signed PDF says, and the terminal too.
const (
	CopyOfSigned Text = "This is not the official document: comments were added after it was signed. The signed bytes " +
		"come first in this file and are unchanged, so the signature on them can still be verified. A viewer will say that the " +
		"document was changed after it was signed."
	CopyOfOpen Text = "This is not the official document: comments were added after it was certified. The certificate " +
		"allows comments. The certified bytes come first in this file and are unchanged, so they can still be verified. A viewer " +
		"will say that the document is certified and that comments were added."
	CopyOfClosed Text = "This is not the official document: comments were added after it was certified. The certificate " +
		"allows no comments, so a viewer will say that the document was altered or that its certification is invalid. The " +
		"certified bytes come first in this file and are unchanged: the signature on them can still be verified, best in " +
		"the original."
	CopyOfGranted Text = "The original grants Adobe Reader further rights, such as to save a form. Adobe Reader " +
		"withdraws them from a changed file, and will say so of this copy."
)

// CopyNotice is one of these with the name of the document whose copy it is about.
func (w Words) CopyNotice(d *document.Document, notice string) string {
	return w.Say("copy of {document}: {notice}", "document", DocumentName(d), "notice", w.Say(notice))
}

// CommentTitle is what a numbered comment on a finding begins with.
func (w Words) CommentTitle(number int, e *lexicon.Entry) string {
	return fmt.Sprintf("%d. %s", number, w.Say(e.Category.Name))
}

// CommentReference is where a later comment on the same entry sends its reader.
func (w Words) CommentReference(first int) string {
	return w.Say("Reasons and sources: see comment {n}.", "n", strconv.Itoa(first))
}

// CommentOnPlace says about which words a comment is that cannot mark them.
func (w Words) CommentOnPlace(words, where, sentence string) string {
	return w.Say("On “{words}” {where}: {sentence}", "words", words, "where", w.Say(where), "sentence", sentence)
}

// manyComments is how many comments the first one lists.
const manyComments = 100

// CommentIndex lists the numbered comments on a document's findings, one a line: "3. “flood of
// refugees”, page 2 (ii), line 14: used".
func (w Words) CommentIndex(d *document.Document, findings []analyzer.Finding) []string {
	var lines []string
	for i := range findings[:min(len(findings), manyComments)] {
		f := &findings[i]
		line := fmt.Sprintf("%d. %s", i+1, w.Quoted(OneLine(f.Text(d))))
		place := d.Locate(f.Span)
		place.Part = "" // It is the name of a part of the file, which its readers do not know.
		if parts := w.PlaceParts(place); len(parts) > 0 {
			line += ", " + strings.Join(parts, ", ")
		}
		lines = append(lines, display.Printable(line+": "+w.Status(f.Verdict.Status)))
	}
	if more := len(findings) - manyComments; more > 0 {
		lines = append(lines, w.Of(more, "{n} more comment in the text.", "{n} more comments in the text."))
	}
	return lines
}
