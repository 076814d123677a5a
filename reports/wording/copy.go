package wording

import (
	"fmt"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
)

// What the first comment in a copy of a signed PDF says, and the terminal too.
const (
	CopyOfSigned = "This is not the official document: comments were added after it was signed. The signed bytes come " +
		"first in this file and are unchanged, so the signature on them can still be verified. A viewer will say that the " +
		"document was changed after it was signed."
	CopyOfOpen = "This is not the official document: comments were added after it was certified. The certificate allows " +
		"comments. The certified bytes come first in this file and are unchanged, so they can still be verified. A viewer " +
		"will say that the document is certified and that comments were added."
	CopyOfClosed = "This is not the official document: comments were added after it was certified. The certificate " +
		"allows no comments, so a viewer will say that the document was altered or that its certification is invalid. The " +
		"certified bytes come first in this file and are unchanged: the signature on them can still be verified, best in " +
		"the original."
	CopyOfGranted = "The original grants Adobe Reader further rights, such as to save a form. Adobe Reader withdraws " +
		"them from a changed file, and will say so of this copy."
)

// CopyNotice is one of these with the name of the document whose copy it is about.
func CopyNotice(d *document.Document, notice string) string {
	return "copy of " + DocumentName(d) + ": " + notice
}

// CommentTitle is what a numbered comment on a finding begins with.
func CommentTitle(number int, e *lexicon.Entry) string {
	return fmt.Sprintf("%d. %s", number, e.Category.Name)
}

// CommentReference is where a later comment on the same entry sends its reader.
func CommentReference(first int) string {
	return fmt.Sprintf("Reasons and sources: see comment %d.", first)
}

// CommentOnPlace says about which words a comment is that cannot mark them.
func CommentOnPlace(words, where, sentence string) string {
	return fmt.Sprintf("On “%s” %s: %s", words, where, sentence)
}

// manyComments is how many comments the first one lists.
const manyComments = 100

// CommentIndex lists the numbered comments on a document's findings, one a line: "3. “flood of
// refugees”, page 2 (ii), line 14: used".
func CommentIndex(d *document.Document, findings []analyzer.Finding) []string {
	var lines []string
	for i := range findings[:min(len(findings), manyComments)] {
		f := &findings[i]
		line := fmt.Sprintf("%d. %s", i+1, Quoted(OneLine(f.Text(d))))
		place := printed(d.Locate(f.Span))
		place.Part = "" // It is the name of a part of the file, which its readers do not know.
		if parts := PlaceParts(place); len(parts) > 0 {
			line += ", " + strings.Join(parts, ", ")
		}
		lines = append(lines, display.Printable(line+": "+f.Verdict.Status.String()))
	}
	if more := len(findings) - manyComments; more > 0 {
		lines = append(lines, Count(more, "more comment")+" in the text.")
	}
	return lines
}
