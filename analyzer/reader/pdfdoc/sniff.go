package pdfdoc

import (
	"strings"

	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/input"
)

const magic = "%PDF-"

// Is allows for bytes before the header, as programs for PDF do; some look for it everywhere in
// a file that is named as one. Elsewhere the header must begin a line, and objects must follow: a
// text may mention it.
func Is(c *input.Content, named bool) input.Fit {
	i := strings.Index(c.Source[:min(len(c.Source), pdfHead)], magic)
	switch {
	case i >= 0 && !strings.ContainsFunc(c.Source[:i], canonical.IsWordRune):
		return input.Leading
	case i >= 0 && (named || (c.Source[i-1] < ' ' || c.Source[i-1] >= 0x80) && strings.Contains(c.Source[i:], "endobj")):
		return input.Inside
	case i < 0 && named && strings.Contains(c.Source, "\n"+magic) && strings.Contains(c.Source, "endobj"):
		return input.Inside
	}
	return input.Unfit
}

// Before is what comes before the header of a PDF.
func Before(src string) string { return src[:max(0, strings.Index(src, magic))] }

// Opens reports whether a program for PDF may open a file that is named as one.
func Opens(c *input.Content) bool {
	return Holds(c.Source) || strings.Contains(c.Source, "\n"+magic)
}

// Holds reports whether a program for PDF would open a file.
func Holds(src string) bool { return strings.Contains(src[:min(len(src), pdfHead)], magic) }

// pdfHead is how many bytes at a file's start may hold the header of a PDF: what mail programs and
// web servers put before it is passed over.
const pdfHead = 1024
