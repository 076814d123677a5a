package reader

import (
	"context"

	"refrain/analyzer/document"
)

func isVTT(src string) bool { return false }
func isSRT(src string) bool { return false }

func readSubtitles(ctx context.Context, in input) *document.Document { return readText(ctx, in) }
