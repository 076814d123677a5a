package pdf

import (
	"context"
	"encoding/binary"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/letters"
	"refrain/analyzer/reader/pdf/paint"
)

// annotation is something that lies on a page (ISO 32000-1, 12.5).
type annotation struct {
	kind  int
	flags uint32
	box   paint.Rect
	quads []paint.Rect // of text that is marked
	text  string       // what it says: what is typed or filled in, or a comment
	drawn bool         // it has an appearance
	shows bool         // and that holds text, as far as is known
}

// Kinds of annotations.
const (
	noteAnnotation      = 1
	linkAnnotation      = 2
	typedAnnotation     = 3
	strikeOutAnnotation = 12
	popupAnnotation     = 16
	fieldAnnotation     = 20
)

// Kinds of form fields.
const (
	comboBoxField = 4
	listBoxField  = 5
	textField     = 6
)

// hidden reports whether the annotation is not shown on a screen.
func (a *annotation) hidden() bool {
	const hidden, noView = 1 << 1, 1 << 5
	return a.flags&(hidden|noView) != 0
}

// MostAnnotations are looked at on one page.
const MostAnnotations = 2_000

// annotate reads the annotations of the page. It reports whether there are some whose appearance
// holds text: then the page is to be read with them.
func (r *pageReader) annotate(ctx context.Context) (shows bool) {
	n := int(int32(r.call(ctx, "FPDFPage_GetAnnotCount", r.handle)))
	if n > MostAnnotations {
		r.unsurveyed = true
	}
	for i := range min(n, MostAnnotations) {
		handle := r.call(ctx, "FPDFPage_GetAnnot", r.handle, uint64(i))
		if handle == 0 {
			continue
		}
		kind := int(int32(r.call(ctx, "FPDFAnnot_GetSubtype", handle)))
		if kind != linkAnnotation && kind != popupAnnotation {
			a := r.annotation(ctx, handle, kind)
			shows = shows || a.shows && !a.hidden()
			r.annotations = append(r.annotations, a)
		}
		r.call(ctx, "FPDFPage_CloseAnnot", handle)
	}
	return shows && r.err == nil
}

// annotation reads one annotation.
func (r *pageReader) annotation(ctx context.Context, handle uint64, kind int) annotation {
	a := annotation{kind: kind, flags: uint32(r.call(ctx, "FPDFAnnot_GetFlags", handle))}
	box := r.floats(ctx, "FPDFAnnot_GetRect", handle) // left, top, right, bottom
	a.box = paint.Spanned(box[0], box[1], box[2], box[3])
	a.drawn = r.call(ctx, "FPDFAnnot_HasKey", handle, r.name(ctx, "AP")) != 0
	if kind == strikeOutAnnotation {
		a.quads = r.quads(ctx, handle, a.box)
	}
	if a.drawn {
		a.shows = r.appearanceHasText(ctx, handle)
	}
	switch kind {
	case fieldAnnotation:
		a.text = r.fieldText(ctx, handle)
	case typedAnnotation:
		if a.text = r.annotationText(ctx, handle, "Contents"); a.text == "" {
			a.text = untagged(r.annotationText(ctx, handle, "RC"))
		}
	default:
		a.text = r.annotationText(ctx, handle, "Contents")
	}
	return a
}

// quads returns the boxes of the text that an annotation marks.
func (r *pageReader) quads(ctx context.Context, handle uint64, box paint.Rect) (quads []paint.Rect) {
	const points, most = 8, 1000
	n := int(int32(r.call(ctx, "FPDFAnnot_CountAttachmentPoints", handle)))
	for i := range min(n, most) {
		buffer := r.scratch(ctx, 512)
		if r.call(ctx, "FPDFAnnot_GetAttachmentPoints", handle, uint64(i), uint64(buffer)) == 0 {
			continue
		}
		b, ok := r.doc.in.Read(buffer, 4*points)
		if !ok || r.err != nil {
			break
		}
		q := paint.Rect{Left: engine.FarAway, Bottom: engine.FarAway, Right: -engine.FarAway, Top: -engine.FarAway}
		for k := 0; k < points; k += 2 {
			x, y := engine.Float(b[4*k:]), engine.Float(b[4*k+4:])
			q = paint.Rect{Left: min(q.Left, x), Bottom: min(q.Bottom, y), Right: max(q.Right, x), Top: max(q.Top, y)}
		}
		quads = append(quads, q)
	}
	if quads == nil {
		quads = append(quads, box)
	}
	return quads
}

// appearanceHasText reports whether the appearance of an annotation holds text, or a form that may.
func (r *pageReader) appearanceHasText(ctx context.Context, handle uint64) bool {
	const most = 200
	n := int(int32(r.call(ctx, "FPDFAnnot_GetObjectCount", handle)))
	for i := range min(n, most) {
		object := r.call(ctx, "FPDFAnnot_GetObject", handle, uint64(i))
		if kind := r.call(ctx, "FPDFPageObj_GetType", object); kind == engine.Text || kind == engine.Form {
			return true
		}
	}
	return n > most
}

// annotationText returns a text among the entries of an annotation.
func (r *pageReader) annotationText(ctx context.Context, handle uint64, key string) string {
	return r.longText(ctx, "FPDFAnnot_GetStringValue", handle, r.name(ctx, key))
}

// fieldText returns what is filled into a field of a form, or chosen in it.
func (r *pageReader) fieldText(ctx context.Context, handle uint64) string {
	form := r.form(ctx)
	if form == 0 {
		return r.annotationText(ctx, handle, "V")
	}
	const password, unknown = 1 << 13, -1 // not part of the form
	switch kind := r.call(ctx, "FPDFAnnot_GetFormFieldType", form, handle); int32(kind) {
	case unknown:
		return r.annotationText(ctx, handle, "V")
	case textField:
		if r.call(ctx, "FPDFAnnot_GetFormFieldFlags", form, handle)&password != 0 {
			return ""
		}
		if value := r.longText(ctx, "FPDFAnnot_GetFormFieldValue", form, handle); value != "" {
			return value
		}
		return untagged(r.annotationText(ctx, handle, "RV"))
	case comboBoxField, listBoxField:
		var chosen []string
		const most = 1000
		for i := range min(most, int(int32(r.call(ctx, "FPDFAnnot_GetOptionCount", form, handle)))) {
			if r.call(ctx, "FPDFAnnot_IsOptionSelected", form, handle, uint64(i)) != 0 {
				chosen = append(chosen, r.longText(ctx, "FPDFAnnot_GetOptionLabel", form, handle, uint64(i)))
			}
		}
		if chosen == nil {
			return r.longText(ctx, "FPDFAnnot_GetFormFieldValue", form, handle)
		}
		return strings.Join(chosen, "\n")
	}
	return ""
}

// form returns the handle with which PDFium reads the fields of the document's form, 0 if it has
// none.
func (r *pageReader) form(ctx context.Context) uint64 {
	d := r.doc
	if d.formed || r.err != nil {
		return d.form
	}
	d.formed = true
	const size, version = 256, 2 // of the table of functions that PDFium may call: none
	table, err := d.in.Put(ctx, string(append(binary.LittleEndian.AppendUint32(nil, version), make([]byte, size)...)))
	if r.err = err; err == nil {
		d.form = r.call(ctx, "FPDFDOC_InitFormFillEnvironment", d.handle, uint64(table))
	}
	return d.form
}

// longText calls a function that writes a text in UTF-16 into a buffer and returns its size in
// bytes.
func (r *pageReader) longText(ctx context.Context, function string, arguments ...uint64) (text string) {
	if r.err == nil {
		text, r.err = r.doc.in.LongText(ctx, longestTold, function, arguments...)
	}
	return text
}

// unescape undoes the escapes of XML.
var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&#13;", "\n", "&amp;", "&")

// untagged is a text without the tags of XHTML in it.
func untagged(s string) string {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(s, "<")
		b.WriteString(text)
		if !found {
			return strings.TrimSpace(unescape.Replace(b.String()))
		}
		tag, after, closed := strings.Cut(rest, ">")
		if !closed {
			return strings.TrimSpace(b.String())
		}
		if strings.HasPrefix(tag, "/p") || strings.HasPrefix(tag, "br") {
			b.WriteByte('\n')
		}
		s = after
	}
}

// addAnnotations adds what annotations say: text that is typed or filled in and has no appearance
// of its own, text that is hidden, and how many words comments have.
func (r *pageReader) addAnnotations(p *Page) {
	toPage := r.transform(r.upright)
	for i := range r.annotations {
		a := &r.annotations[i]
		if strings.TrimSpace(a.text) == "" {
			continue
		}
		box := toPage(a.box)
		own := a.kind == typedAnnotation || a.kind == fieldAnnotation
		switch {
		case !own:
			p.Comments += a.text + "\n"
		case a.hidden():
			hidden := layout.Layer{Chars: layout.Set(a.text, box), Exclusion: document.Hidden, Reason: "hidden annotation"}
			p.Layers = append(p.Layers, hidden)
		case !a.drawn:
			p.Layers = append(p.Layers, layout.Layer{Chars: layout.Set(a.text, box)})
		case a.kind == fieldAnnotation || !a.shows:
			r.compareShown(p, a, box)
		}
	}
}

// compareShown compares what is filled in or typed with what its appearance shows. Where that holds
// no text, or is to be drawn anew, readers see what is filled in.
func (r *pageReader) compareShown(p *Page, a *annotation, box document.Box) {
	words := strings.FieldsFunc(a.text, func(c rune) bool { return !unicode.IsLetter(c) })
	anew := a.kind == fieldAnnotation && r.doc.redrawn
	if len(words) < 2 && a.shows && !anew {
		return // Numbers and dates are written differently.
	}
	around := a.box.Grown(2)
	var shown []int
	for i := range p.Chars {
		f := &r.facts[i]
		if f.owner >= 0 && around.Holds((f.box.Left+f.box.Right)/2, (f.box.Bottom+f.box.Top)/2) {
			shown = append(shown, i)
		}
	}
	switch drawn := p.string(shown); {
	case letters.FilledIn(drawn, a.text):
	case !a.shows || anew:
		p.Layers = append(p.Layers, layout.Layer{Chars: layout.Set(a.text, box)})
	default:
		p.differ(drawn, a.text, "V", box)
	}
}
