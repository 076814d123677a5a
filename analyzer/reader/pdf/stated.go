package pdf

import (
	"context"
	"time"
)

// Stated returns what the document information of a PDF says under a name, such as CreationDate; ""
// where it says nothing, or where the file cannot be opened.
func (e *PDFium) Stated(ctx context.Context, src, password, name string) string {
	if e.Start() != nil {
		return ""
	}
	d := &pdfiumDoc{
		engine: e, src: src, password: password, deadline: time.Now().Add(e.options.TimeFor(len(src))),
		left: wholeWork * int64(e.options.Work),
	}
	defer d.Close()
	if d.open(ctx) != nil {
		return ""
	}
	tag, err := d.in.Name(ctx, name)
	if err != nil {
		return ""
	}
	value, err := d.in.ShortText(ctx, "FPDF_GetMetaText", d.handle, uint64(tag))
	if err != nil {
		return ""
	}
	return value
}
