//go:build !js

package reports

import "refrain/reports/copy"

// pdfCopies are the kinds that are copies of PDF files. A page in a browser reads none.
var pdfCopies = []Kind{
	{
		Name: "pdf", About: "a copy of a PDF with a highlight and a comment on the words of each finding",
		New: worded(copy.NewPDF), Began: never, Ended: copy.EndedPDF, Binary: true, Copy: true,
		Endings: []string{".pdf"},
	},
}
