package reader

import (
	"context"
	"strings"

	"refrain/analyzer/document"
)

func isHTML(src string) bool {
	s := strings.ToLower(start(src))
	return strings.Contains(s, "<html") || strings.Contains(s, "<!doctype html")
}

func readHTML(_ context.Context, in input) *document.Document {
	d := in.text("")
	hypertext(d, d.doc.Source, 0)
	return d.finish()
}

// hypertext appends what a reader sees of an HTML or XHTML text to a draft. The text starts at the offset at of the draft's source.
func hypertext(d *draft, text string, at int) {
	d.text(text, at)
}
