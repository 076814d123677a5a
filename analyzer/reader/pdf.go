package reader

import (
	"context"

	"refrain/analyzer/document"
)

// pdfEngines are the engines of one Reader, started when first needed. The zero value is ready.
type pdfEngines struct{}

func (*pdfEngines) Close() error { return nil }

func readPDF(_ context.Context, in input) *document.Document {
	return refused(in.format, document.Gap{Reason: gapFormat})
}
