package reader

import "strings"

const pdfMagic = "%PDF-"

// isPDF allows for bytes before the header, as programs for PDF do; some look for it everywhere in
// a file that is named as one. Elsewhere the header must begin a line, and objects must follow: a
// text may mention it.
func isPDF(c *content, named bool) fit {
	i := strings.Index(c.src[:min(len(c.src), pdfHead)], pdfMagic)
	switch {
	case i >= 0 && !strings.ContainsFunc(c.src[:i], wordRune):
		return leading
	case i >= 0 && (named || (c.src[i-1] < ' ' || c.src[i-1] >= 0x80) && strings.Contains(c.src[i:], "endobj")):
		return inside
	case i < 0 && named && strings.Contains(c.src, "\n"+pdfMagic) && strings.Contains(c.src, "endobj"):
		return inside
	}
	return unfit
}

// beforePDF is what stands before the header of a PDF.
func beforePDF(src string) string { return src[:max(0, strings.Index(src, pdfMagic))] }

// holdsPDF reports whether a program for PDF would open a file.
func holdsPDF(src string) bool { return strings.Contains(src[:min(len(src), pdfHead)], pdfMagic) }

// pdfHead is how many bytes at a file's start may hold the header of a PDF: what mail programs and
// web servers put before it is passed over.
const pdfHead = 1024
