package reader

import (
	"context"

	"refrain/analyzer/document"
)

func readDOCX(_ context.Context, in input) *document.Document {
	return refused(in.format, document.Gap{Reason: gapFormat})
}
