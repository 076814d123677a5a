// Package magic knows PDF files and pictures by how they begin, without what reads them: a program
// that leaves their readers out still says what such a file is.
package magic

import (
	"strings"

	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/input"
)

const header = "%PDF-"

// PDF allows for bytes before the header, as programs for PDF do; some look for it everywhere in
// a file that is named as one. Elsewhere the header must begin a line, and objects must follow: a
// text may mention it.
func PDF(c *input.Content, named bool) input.Fit {
	i := strings.Index(c.Source[:min(len(c.Source), pdfHead)], header)
	switch {
	case i >= 0 && !strings.ContainsFunc(c.Source[:i], canonical.IsWordRune):
		return input.Leading
	case i >= 0 && (named || (c.Source[i-1] < ' ' || c.Source[i-1] >= 0x80) && strings.Contains(c.Source[i:], "endobj")):
		return input.Inside
	case i < 0 && named && strings.Contains(c.Source, "\n"+header) && strings.Contains(c.Source, "endobj"):
		return input.Inside
	}
	return input.Unfit
}

// BeforePDF is what comes before the header of a PDF.
func BeforePDF(src string) string { return src[:max(0, strings.Index(src, header))] }

// OpensPDF reports whether a program for PDF may open a file that is named as one.
func OpensPDF(c *input.Content) bool {
	return HoldsPDF(c.Source) || strings.Contains(c.Source, "\n"+header)
}

// HoldsPDF reports whether a program for PDF would open a file.
func HoldsPDF(src string) bool { return strings.Contains(src[:min(len(src), pdfHead)], header) }

// pdfHead is how many bytes at a file's start may hold the header of a PDF: what mail programs and
// web servers put before it is passed over.
const pdfHead = 1024
