package html

import (
	"encoding/base64"
	"html"
	"net/url"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/css"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/gap"
)

// attribute appends the value of an attribute, which readers see as text.
func (h *Page) attribute(e *element, a dom.Attr) {
	h.exclude(e)
	h.Builder.Space()
	value := h.Tree.Value(a)
	h.emit(value, int(a.At), int(a.Len))
	h.Builder.Space()
}

// emit appends a text that n bytes of the page's source at an offset stand for.
func (h *Page) emit(s string, at, n int) {
	if h.origin != nil {
		at, n = h.origin.place(at, n)
	}
	h.Builder.Decoded(s, at, n)
}

// asideText appends the value of an attribute that only some readers come upon.
func (h *Page) asideText(e *element, a dom.Attr, reason string) {
	if !strings.ContainsFunc(h.Tree.Value(a), canonical.IsWordRune) {
		return
	}
	kind := e.exclusion
	if kind == document.Included || kind == document.Furniture {
		kind = document.Hidden
		h.Builder.Exclude(kind, reason)
	} else {
		h.exclude(e)
	}
	h.Builder.BreakExcluded()
	h.emit(h.Tree.Value(a), int(a.At), int(a.Len))
	h.Builder.BreakExcluded()
	h.exclude(e)
}

// picture reads the text that stands for a picture where it is not shown, or to whom does not see
// it.
func (h *Page) picture(e *element) {
	if a, ok := h.Tree.Find(e.id, "alt"); ok {
		h.asideText(e, a, "text for a picture")
	}
}

// tooltip reads the text that is shown while the mouse rests on an element.
func (h *Page) tooltip(e *element) {
	if a, ok := h.Tree.Find(e.id, "title"); ok {
		h.asideText(e, a, "shown under the mouse only")
	}
}

// placeholder reads what appears in a field that is empty.
func (h *Page) placeholder(e *element) {
	if a, ok := h.Tree.Find(e.id, "placeholder"); ok && h.Tree.Nodes[e.id].First == 0 && e.tag != dom.Input {
		h.attribute(e, a)
	}
}

// shownValues are the types of input fields whose value is shown as text.
var shownValues = []string{"", "text", "search", "email", "url", "tel", "submit", "button", "reset", "number"}

// input reads what appears in a field or on a button.
func (h *Page) input(e *element) {
	kind, _ := h.Tree.Attr(e.id, "type")
	kind = strings.ToLower(strings.Trim(kind, canonical.Blanks))
	value, ok := h.Tree.Find(e.id, "value")
	switch {
	case kind == "image":
		h.picture(e)
	case !slices.Contains(shownValues, kind) && known(kind):
	case ok && value.Len > 0:
		h.attribute(e, value)
	default:
		if a, ok := h.Tree.Find(e.id, "placeholder"); ok {
			h.attribute(e, a)
		}
	}
}

// known reports whether browsers know a type of input field. Others are fields for text.
func known(kind string) bool {
	return slices.Contains([]string{
		"hidden", "password", "checkbox", "radio", "file", "image", "color", "range", "date", "month", "week", "time",
		"datetime-local",
	}, kind)
}

// labelled reads the label of a choice, which is shown in place of what is in it. It reports
// whether that is so; that of a group comes before its choices.
func (h *Page) labelled(e *element) bool {
	if e.tag != dom.Option && e.tag != dom.Optgroup {
		return false
	}
	a, ok := h.Tree.Find(e.id, "label")
	if !ok || a.Len == 0 {
		return false
	}
	h.startBlock(e)
	h.attribute(e, a)
	h.finishBlock(e)
	return e.tag == dom.Option
}

// mostInner bounds pages within pages.
const mostInner = 4

// frameOf reads a page that is part of an attribute, and says that others are not read.
func (h *Page) frameOf(e *element) {
	if e.outer.view.gone != "" || e.style.Display == css.Absent || e.style.Invisible {
		return
	}
	name := h.Tree.Name(e.id)
	attributes := map[string]string{}
	for key, a := range h.Tree.Attrs(e.id) {
		attributes[key] = h.Tree.Value(a)
	}
	if e.tag == dom.Iframe {
		if a, ok := h.Tree.Find(e.id, "srcdoc"); ok {
			h.within(e, h.Tree.Value(a), a)
			return
		}
	}
	if a, ok := h.Tree.Find(e.id, frames[name]); ok {
		if text, ok := dataPage(h.Tree.Value(a)); ok {
			h.within(e, text, a)
			return
		}
	}
	h.frame(name, attributes)
}

// dataPage is the page that an address like "data:text/html,<p>" holds.
func dataPage(address string) (string, bool) {
	head, text, ok := strings.Cut(strings.TrimLeft(address, canonical.Blanks), ",")
	head = strings.ToLower(head)
	if !ok || !strings.HasPrefix(head, "data:text/html") {
		return "", false
	}
	text, err := url.PathUnescape(text)
	if err == nil && strings.HasSuffix(head, ";base64") {
		var data []byte
		data, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		text = string(data)
	}
	return text, err == nil
}

// within reads a page whose source is the value of an attribute.
func (h *Page) within(e *element, source string, a dom.Attr) {
	if h.inner >= mostInner {
		h.Builder.Gap(0, gap.Limit, "check the file: pages are nested too deep in it")
		return
	}
	outer := *e
	outer.view = e.outer.view
	outer.view.backdrop, outer.view.sure, outer.view.floating = css.White, true, false
	outer.decide()
	if !seenFrame(h.Tree, e) {
		outer.view.gone = "clipped"
	}
	at, n := int(a.At), int(a.Len)
	if h.origin != nil {
		at, n = h.origin.place(at, n)
	}
	inner := &Page{Builder: h.Builder, Depth: h.Depth, AllText: h.AllText, inner: h.inner + 1, added: h.added,
		base: h.base}
	inner.origin = originOf(source, h.base[at:at+n], at)
	h.startBlock(e.outer)
	inner.Tree = dom.Parse(source, 0, dom.Options{Depth: h.Depth, Stop: func() bool { return h.ctx.Err() != nil }})
	inner.showIn(h.ctx, &outer)
	h.added = inner.added
	h.Builder.Lang = e.outer.lang
	h.begin(e.outer)
}

// seenFrame reports whether a frame has room for what is in it.
func seenFrame(t *dom.Tree, e *element) bool {
	for _, name := range []string{"width", "height"} {
		if value, ok := t.Attr(e.id, name); ok && (value == "0" || value == "1") {
			return false
		}
	}
	return e.view.cut == "" && !noRoom(e.style)
}

// rawMarkup reads markup that browsers take as text, because they show something else in its place.
func (h *Page) rawMarkup(e *element) {
	for c := range h.Tree.Children(e.id) {
		n := &h.Tree.Nodes[c]
		if n.Kind != dom.Characters || h.inner >= mostInner || strings.Trim(h.Tree.Text(c), canonical.Blanks) == "" {
			continue
		}
		b := dom.NewBuilder(h.Tree.Source, dom.Options{Fragment: true, Depth: h.Depth})
		b.Markup(int(n.At), int(n.At+n.Len))
		inner := &Page{Builder: h.Builder, Depth: h.Depth, Embedded: true, inner: h.inner + 1, added: h.added,
			origin: h.origin,
			base:   h.base}
		inner.Tree = b.Tree()
		h.exclude(e)
		h.Builder.BreakExcluded()
		inner.showIn(h.ctx, e)
		h.added = inner.added
		h.exclude(e.outer)
	}
}

// origin leads from offsets in the text of an attribute back to the source that it was decoded
// from.
type origin struct {
	at, n int // the attribute's value
	joins []join
}

// join is an offset in the decoded text and the one in the source that it stands for. Behind it
// bytes correspond one to one up to the next.
type join struct{ decoded, raw int }

// originOf finds how a decoded text corresponds to the raw one, which is at an offset of the
// source.
func originOf(decoded, raw string, at int) *origin {
	o := &origin{at: at, n: len(raw)}
	if decoded == raw {
		o.joins = []join{{0, at}}
		return o
	}
	d, r := 0, 0
	for r < len(raw) && d < len(decoded) {
		o.joins = append(o.joins, join{d, at + r})
		amp := strings.IndexByte(raw[r:], '&')
		if amp < 0 {
			amp = len(raw) - r
		}
		if d+amp > len(decoded) || decoded[d:d+amp] != raw[r:r+amp] {
			return &origin{at: at, n: len(raw)}
		}
		d, r = d+amp, r+amp
		if r == len(raw) {
			break
		}
		value, n := charset.Entity(raw[r:])
		if n == 0 || !strings.HasPrefix(decoded[d:], value) {
			value, n = "&", 1
		}
		o.joins = append(o.joins, join{d, at + r})
		d, r = d+len(value), r+n
	}
	o.joins = append(o.joins, join{d, at + r})
	return o
}

// place is where n bytes at an offset of the decoded text appear in the source.
func (o *origin) place(at, n int) (int, int) {
	if len(o.joins) == 0 {
		return o.at, o.n
	}
	from, to := o.raw(at), o.raw(at+n)
	return from, max(to-from, 0)
}

func (o *origin) raw(at int) int {
	i, _ := slices.BinarySearchFunc(o.joins, at, func(j join, at int) int { return j.decoded - at })
	if i == len(o.joins) || o.joins[i].decoded > at {
		i--
	}
	if i < 0 {
		return o.at
	}
	raw := o.joins[i].raw + at - o.joins[i].decoded
	if i+1 < len(o.joins) {
		raw = min(raw, o.joins[i+1].raw)
	}
	return raw
}

// unescaped is a text with its references to characters resolved.
func unescaped(s string) string { return html.UnescapeString(s) }
