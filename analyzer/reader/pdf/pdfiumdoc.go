package pdf

import (
	"context"
	"errors"
	"strings"
	"time"

	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/integrity"
	"refrain/analyzer/reader/pdf/paint"
)

// pdfiumDoc is a document that is open in PDFium.
type pdfiumDoc struct {
	engine    *PDFium
	in        *engine.Instance
	src       string
	password  string
	data      uint32 // the file, in the instance's memory
	handle    uint64
	form      uint64 // see pageReader.form
	formed    bool   // it has been asked for
	pages     int
	extra     Extra
	deadline  time.Time
	reopened  int
	rows      int            // of tables, on the pages read so far
	left      int64          // rounds of loops that may still be spent on the document
	granted   int32          // of them to the instance, since they were last counted
	tagWork   int64          // that may still be spent on the structure
	drawWork  int64          // and on seeing whether text is seen
	lightWork int64          // and whether text on photographs is
	layered   bool           // it may have layers that are hidden
	redrawn   bool           // readers see the values of fields, not their appearances
	ground    paint.Ground   // of the page at hand
	objects   []paint.Object // and what it paints; kept for the memory
	gaps      map[string]int // how many texts with wide gaps each font has written
	layers    map[string]int // on how many pages the layer of a name was shown
}

// mostReopened is how often a document that breaks its instance gets a new one. A file that breaks
// more of its pages is broken as a whole.
const mostReopened = 16

// wholeWork is how many times Options.Work the pages of a document may take together, beside a
// hundredth of it for each page, which is twice what pages take. Damage may make each page of many
// cost as much as a bad one, and a bound on time alone would be met here and not there.
const wholeWork = 3

// Pages implements Doc.
func (d *pdfiumDoc) Pages() int { return d.pages }

// Extra implements Doc.
func (d *pdfiumDoc) Extra() Extra { return d.extra }

// Held implements Doc.
func (d *pdfiumDoc) Held() int {
	if d.in == nil {
		return 0
	}
	return d.in.Held()
}

// Close implements Doc.
func (d *pdfiumDoc) Close() {
	if d.in != nil {
		d.in.Close()
		d.in = nil
	}
}

// open loads the file into a new instance.
func (d *pdfiumDoc) open(ctx context.Context) (err error) {
	if d.in, err = d.engine.engine.Instance(ctx); err != nil {
		d.in = nil
		return err
	}
	d.form, d.formed = 0, false
	if err := d.refuel(); err != nil {
		return err
	}
	if int64(len(d.src)) > d.engine.options.Memory {
		return ErrLimit
	}
	if d.data, err = d.in.Put(ctx, d.src); err != nil {
		return err
	}
	if d.extra.Astray {
		d.misplaceTable()
	}
	if err = d.load(ctx, ""); errors.Is(err, ErrPassword) && d.password != "" {
		if err = d.load(ctx, d.password); errors.Is(err, ErrPassword) {
			return ErrWrongPassword
		}
	}
	return err
}

// misplaceTable takes from the engine the places of the file's tables of objects, in its own copy
// of the file. Then it looks for all objects itself. It would take pages whose content is not where
// a table says for empty ones.
func (d *pdfiumDoc) misplaceTable() {
	for at := len(d.src); ; {
		if at = strings.LastIndex(d.src[:at], integrity.StartsTable); at < 0 {
			return
		}
		d.in.Write(d.data+uint32(at), strings.Repeat(" ", len(integrity.StartsTable)))
	}
}

// load opens the file with a password. The errors are those of Open.
func (d *pdfiumDoc) load(ctx context.Context, password string) error {
	secret, err := d.in.Put(ctx, password)
	if err != nil {
		return err
	}
	d.handle, err = d.in.Call(ctx, "FPDF_LoadMemDocument64", uint64(d.data), uint64(len(d.src)), uint64(secret))
	if err != nil {
		return err
	}
	if _, err := d.in.Call(ctx, "free", uint64(secret)); err != nil {
		return err
	}
	if d.handle != 0 {
		return nil
	}
	const wrongPassword, unknownSecurity = 4, 5
	reason, err := d.in.Call(ctx, "FPDF_GetLastError")
	switch {
	case err != nil:
		return err
	case reason == wrongPassword || reason == unknownSecurity:
		return ErrPassword
	}
	return ErrDamaged
}

// look finds out what the document is.
func (d *pdfiumDoc) look(ctx context.Context) error {
	pages, err := d.in.Call(ctx, "FPDF_GetPageCount", d.handle)
	if err != nil {
		return err
	}
	d.pages = max(0, int(int32(pages)))
	const leastPage = 1 << 10 // bytes; a file may say that it has more pages than it could hold
	d.left += int64(min(d.pages, 1+len(d.src)/leastPage)) * int64(d.engine.options.Work) / 100
	attachments, err := d.in.Call(ctx, "FPDFDoc_GetAttachmentCount", d.handle)
	if err != nil {
		return err
	}
	d.extra.Attachments = max(0, int(int32(attachments)))
	form, err := d.in.Call(ctx, "FPDF_GetFormType", d.handle)
	if err != nil {
		return err
	}
	const fullXFA = 2
	d.extra.XFA = form == fullXFA
	tagged, err := d.in.Call(ctx, "FPDFCatalog_IsTagged", d.handle)
	if err != nil {
		return err
	}
	d.extra.Tagged = uint32(tagged) != 0
	d.extra.Lang, err = d.in.ShortText(ctx, "FPDFCatalog_GetLanguage", d.handle)
	return err
}

// Page implements Doc.
func (d *pdfiumDoc) Page(ctx context.Context, index int) (*Page, error) {
	if err := d.ready(ctx); err != nil {
		return nil, err
	}
	return d.page(ctx, index)
}

// ready gives the document fuel for one more page, and a new instance when the last page has broken
// its own.
func (d *pdfiumDoc) ready(ctx context.Context) error {
	if time.Now().After(d.deadline) {
		return ErrLimit
	}
	if err := d.alive(ctx); err != nil {
		return err
	}
	return d.refuel()
}

// alive gives the document a new instance when the last page has broken its own.
func (d *pdfiumDoc) alive(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.broken() {
		if d.reopened++; d.reopened > mostReopened {
			return ErrDamaged
		}
		d.count()
		d.Close()
		if err := d.open(ctx); err != nil {
			d.count()
			d.Close()
			return err
		}
	}
	return nil
}

// broken reports whether the document needs a new instance.
func (d *pdfiumDoc) broken() bool { return d.in == nil || d.in.Broken() }

// refuel says how much work the instance may do until the next time. ErrLimit says that the
// document has had all of its share.
func (d *pdfiumDoc) refuel() error {
	d.count()
	if d.left <= 0 {
		return ErrLimit
	}
	d.granted = int32(min(int64(d.engine.options.Work), d.left))
	d.in.Refuel(d.granted)
	return nil
}

// spent is how much of what it was granted the instance has spent.
func (d *pdfiumDoc) spent() int64 { return int64(d.granted) - int64(d.in.Fuel()) }

// count takes what the instance has spent from what is left.
func (d *pdfiumDoc) count() {
	if d.granted > 0 {
		d.left -= d.spent()
	}
	d.granted = 0
}
