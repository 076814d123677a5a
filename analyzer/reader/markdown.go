package reader

import (
	"context"

	"refrain/analyzer/document"
)

func readMarkdown(ctx context.Context, in input) *document.Document { return readText(ctx, in) }
