package pdf

import (
	"context"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/letters"
)

// Difference is a place where the file tells programs another text than the page shows (ISO
// 32000-1, 14.9). What is drawn is the page's text; the other is a [Layer].
type Difference struct {
	Key         string // under which the file tells the other: "ActualText", "Alt", "E", or "V" for a field
	Drawn, Told string
	Box         document.Box // on the displayed page
}

// replacement is what the file tells for what it draws within one marked content.
type replacement struct {
	mark    uint64
	key     string
	told    string
	object  uint64  // one that lies in it
	objects []int32 // all of them, in order
}

// Bounds on what a page tells for what it draws.
const (
	mostReplaced = 20_000  // stretches of the page
	longestTold  = 1 << 16 // bytes
)

// replacements finds the marked content for which the file tells another text.
func (r *pageReader) replacements(ctx context.Context) []*replacement {
	var found, at []*replacement // at are those of the object looked at last
	last, left := uint32(0), mostReplaced
	for i := range r.objects {
		o := &r.objects[i]
		if o.Marks&(engine.Replaced|engine.Told) == 0 || o.Mark == 0 || o.Kind != engine.Text && o.Kind != engine.Form {
			continue
		}
		if o.Mark != last {
			if left--; left < 0 {
				r.unsurveyed = true
				break
			}
			before := at
			last, at = o.Mark, r.replacementsOf(ctx, uint64(o.Handle), before)
			for _, a := range at {
				if !slices.Contains(before, a) {
					found = append(found, a)
				}
			}
		}
		for _, a := range at {
			for k := range 1 + o.Within {
				a.objects = append(a.objects, int32(i)+k)
			}
		}
	}
	return found
}

// replacementsOf returns the replacements that an object lies in. Some may be those of the object
// before.
func (r *pageReader) replacementsOf(ctx context.Context, object uint64, before []*replacement) []*replacement {
	var at []*replacement
	for k := range min(engine.MostMarks, int(int32(r.call(ctx, "FPDFPageObj_CountMarks", object)))) {
		mark := r.call(ctx, "FPDFPageObj_GetMark", object, uint64(k))
		for _, key := range [...]string{letters.ActualText, letters.AltText, letters.Expansion} {
			same := func(a *replacement) bool { return a.mark == mark && a.key == key }
			if known := slices.IndexFunc(before, same); known >= 0 {
				at = append(at, before[known])
			} else if told, ok := r.markText(ctx, mark, key); ok {
				at = append(at, &replacement{mark: mark, key: key, told: told, object: object})
			}
		}
	}
	return at
}

// markText returns a text among the entries of marked content.
func (r *pageReader) markText(ctx context.Context, mark uint64, key string) (string, bool) {
	name, size := r.name(ctx, key), r.scratch(ctx, 512)
	if r.call(ctx, "FPDFPageObjMark_GetParamValueType", mark, name) == 0 ||
		r.call(ctx, "FPDFPageObjMark_GetParamBlobValue", mark, name, 0, 0, uint64(size)) == 0 || r.err != nil {
		return "", false
	}
	n := r.doc.in.ReadUint32(size)
	if n > longestTold {
		r.unsurveyed = true
		return "", false
	}
	buffer := r.scratch(ctx, n+4)
	r.call(ctx, "FPDFPageObjMark_GetParamBlobValue", mark, name, uint64(buffer), uint64(n), uint64(buffer+n))
	b, ok := r.doc.in.Read(buffer, n)
	return engine.DecodeString(b), ok && r.err == nil
}

// setReplacements takes the texts that the engine would give instead of what is drawn out of the
// page, or puts them back: marked content may belong to other pages too.
func (r *pageReader) setReplacements(ctx context.Context, all []*replacement, put bool) {
	for _, a := range all {
		if a.key != letters.ActualText || r.err != nil {
			continue
		}
		if !put {
			r.call(ctx, "FPDFPageObjMark_RemoveParam", a.object, a.mark, r.name(ctx, a.key))
			continue
		}
		const utf8Mark = "\xef\xbb\xbf"
		var text uint32
		if text, r.err = r.doc.in.Put(ctx, utf8Mark+strings.ReplaceAll(a.told, "\x00", "")); r.err == nil {
			r.call(ctx, "FPDFPageObjMark_SetStringParam", r.doc.handle,
				a.object, a.mark, r.name(ctx, a.key), uint64(text))
			r.call(ctx, "free", uint64(text))
		}
	}
}

// replace compares what is drawn with what the file tells for it. Where nothing that is drawn can
// be read, or the parts of a ligature cannot, what is told becomes the text; where the two differ,
// that is kept as a [Difference].
func (r *pageReader) replace(p *Page, all []*replacement) {
	if len(all) == 0 {
		return
	}
	drawn := make([][]int, len(all)) // the characters of each
	of := make([][]int, len(r.objects))
	for i, a := range all {
		for _, o := range a.objects {
			if int(o) < len(of) {
				of[o] = append(of[o], i)
			}
		}
	}
	for c := range r.facts {
		if o := r.facts[c].owner; o >= 0 {
			for _, i := range of[o] {
				drawn[i] = append(drawn[i], c)
			}
		}
	}
	instead := map[int][]layout.Char{} // by the first character of what is replaced
	gone := map[int]bool{}
	for i, a := range all {
		text := p.string(drawn[i])
		switch {
		case a.key == letters.ActualText && letters.Clearer(text, a.told) && adjoining(drawn[i], gone):
			for _, c := range drawn[i] {
				gone[c] = true
			}
			instead[drawn[i][0]] = p.spread(drawn[i], a.told)
		case !letters.Agree(text, a.told, a.key):
			p.differ(text, a.told, a.key, p.span(drawn[i]))
		}
	}
	if len(gone) == 0 {
		return
	}
	chars, facts := p.Chars, r.facts
	p.Chars, r.facts = nil, nil
	for c := range chars {
		for _, n := range instead[c] {
			p.Chars = append(p.Chars, n)
			r.facts = append(r.facts, fact{index: -1, owner: facts[c].owner, box: facts[c].box})
		}
		if !gone[c] {
			p.Chars, r.facts = append(p.Chars, chars[c]), append(r.facts, facts[c])
		}
	}
}

// differ keeps a difference, and what the file tells as text that nobody sees.
func (p *Page) differ(drawn, told, key string, box document.Box) {
	p.Differences = append(p.Differences, Difference{key, drawn, told, p.Displayed(box)})
	if strings.TrimSpace(told) != "" {
		p.Layers = append(p.Layers, layout.Layer{
			Chars: layout.Set(told, box), Exclusion: document.Hidden, Reason: "/" + key + " of what is drawn",
		})
	}
}

// string is what characters say.
func (p *Page) string(chars []int) string {
	var b strings.Builder
	for k, c := range chars {
		if k > 0 && chars[k-1] != c-1 {
			b.WriteByte(' ') // a line break or blank that belongs to nothing
		}
		b.WriteRune(p.Chars[c].Rune)
	}
	return b.String()
}

// span is the box around characters.
func (p *Page) span(chars []int) (box document.Box) {
	for _, c := range chars {
		box = box.Union(p.Chars[c].Box)
	}
	return box
}

// spread puts a text where characters are.
func (p *Page) spread(chars []int, text string) []layout.Char {
	box, first := p.span(chars), p.Chars[chars[0]]
	runes := []rune(text)
	step := (box.Right - box.Left) / float32(max(1, len(runes)))
	var out []layout.Char
	for i, c := range runes {
		if c < ' ' {
			c = ' '
		}
		left := box.Left + step*float32(i)
		at := document.Box{Left: left, Top: box.Top, Right: left + step, Bottom: box.Bottom}
		out = append(out, layout.Char{Rune: c, Font: first.Font, Tag: first.Tag, Box: at})
	}
	return out
}

// adjoining reports whether characters follow each other, but for blanks, and none has gone.
func adjoining(chars []int, gone map[int]bool) bool {
	const apart = 3
	for k, c := range chars {
		if gone[c] || k > 0 && c-chars[k-1] > apart {
			return false
		}
	}
	return len(chars) > 0
}
