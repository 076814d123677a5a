package pdfdoc

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/langid"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/ocr"
	"refrain/analyzer/reader/pdf"
)

// Recognition recognises the text on pages of one document, and says in gaps what it could not.
type Recognition struct {
	d     *builder.Builder
	Pages *ocr.Pages
	err   error // why there is none
}

// Recognise begins the recognition for a document. The language is a guess unless the options name
// one.
func Recognise(r *ocr.Recogniser, d *builder.Builder, o input.Options, guess string) *Recognition {
	n := &Recognition{d: d}
	if o.Lang != "" {
		guess = o.Lang
	}
	n.Pages, n.err = r.Document(guess, o.Lang != "")
	return n
}

// PointPixels is how many pixels a point is drawn with for the recognition: 300 to the inch, or fewer
// where a page has more points than most may have pixels. It is 0 where letters could not be read.
func PointPixels(width, height float64, most int) float64 {
	const (
		inch          = 72.0
		wanted, least = 300 / inch, 100 / inch
	)
	scale := min(wanted, math.Sqrt(float64(most)/max(1, width*height)))
	if scale < least {
		return 0
	}
	return scale
}

// Page recognises what a page shows and adds the words to its text, but those that are there
// already. why is the gap that the page has without them, "" for none.
func (n *Recognition) Page(ctx context.Context, number int, p *pdf.Page, why string, draw func() (*ocr.Result, error)) {
	r, err := draw()
	switch {
	case ctx.Err() != nil:
		return
	case errors.Is(err, ocr.ErrLimit), errors.Is(err, pdf.ErrLimit):
		n.d.Gap(number, orElse(why, gap.Scan), "its text was not recognised within the limits: raise --limit ocr-time, "+
			"ocr-pages, pixels or memory, or run text recognition (OCR) on the file, and check the recognised one")
		return
	case err != nil:
		n.d.Gap(number, orElse(why, gap.Scan), "its text was not recognised: "+harmless(err.Error()))
		return
	}
	if p.Unknown {
		p.Chars, p.Lost = nil, nil // What the letters are nobody knows; what they look like is read now.
	}
	words := ocr.Beside(r.Words, charBoxes(p))
	if len(words) == 0 {
		if why != "" && !r.Blank {
			n.d.Gap(number, why, "no words were recognised on it: see whether it shows text")
		}
		return
	}
	if len(p.Chars) == 0 {
		p.Turn = r.Turn
	}
	for i := range words {
		if w := &words[i]; !w.Sure {
			p.Unsure = append(p.Unsure, pdf.Lost{Words: 1, Box: w.Box})
		}
	}
	before := len(p.Chars)
	ocr.Append(&p.Page, words)
	n.d.Loaded += builder.CharBytes * (len(p.Chars) - before)
}

// charBoxes are where a page has text that counts, on the displayed page.
func charBoxes(p *pdf.Page) (boxes []document.Box) {
	add := func(chars []layout.Char) {
		for i := range chars {
			if c := &chars[i]; !layout.Blank(c.Rune) {
				boxes = append(boxes, p.Displayed(c.Box))
			}
		}
	}
	add(p.Chars)
	for i := range p.Layers {
		if l := &p.Layers[i]; l.Exclusion == document.Included && l.Tilt == 0 {
			add(l.Chars)
		}
	}
	return boxes
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// End says which language packs were missing.
func (n *Recognition) End() {
	packages, instead := n.Pages.Wanted()
	for _, name := range packages {
		n.d.Gap(0, gapPack+": "+name, fmt.Sprintf(
			"apt-get install %s: without it the text was recognised as if it were of the language %s", name, instead))
	}
}

// waits reports whether a page waits for its text to be recognised, and which gap it has until then.
func (e *Engines) waits(p *pdf.Page) (why string, wanted bool) {
	why = missing(p)
	if why == "" && p.Outlined {
		why = gapOutlined
	}
	return why, !e.recogniser.Off() && (why != "" || p.Pictured && e.recogniser.Everywhere())
}

// recogniseAll recognises the pages that wait.
func (e *Engines) recogniseAll(
	ctx context.Context, in input.Input, d *builder.Builder, file pdf.Doc, pages []*pdf.Page, waiting []int,
) {
	drawer, draws := file.(pdf.Renderer)
	hint := ocr.HintInstall + "; or " + gap.HintOCR
	if !draws {
		hint = "the engine go draws no pages whose text could be recognised: leave --pdf-engine out"
	}
	n := Recognise(e.recogniser, d, in.Options, guess(pages, file.Extra().Lang))
	if n.err != nil && !errors.Is(n.err, ocr.ErrNone) {
		hint = n.err.Error()
	}
	for _, i := range waiting {
		p := pages[i]
		why, _ := e.waits(p)
		if n.err != nil || !draws {
			d.Gap(i+1, orElse(why, gap.Scan), hint)
			continue
		}
		n.Page(ctx, i+1, p, why, func() (*ocr.Result, error) {
			scale := PointPixels(p.Width, p.Height, in.Options.Limits.Pixels)
			if scale == 0 {
				return nil, ocr.ErrLimit
			}
			picture, err := drawer.Grey(ctx, i, p.Width, p.Height, scale)
			if err != nil {
				return nil, err
			}
			return n.Pages.Read(ctx, picture, scale)
		})
		if ctx.Err() != nil {
			return
		}
	}
	if n.err == nil && draws {
		n.End()
	}
}

// guess is the language that the text of pages is in, as far as there is some, or else the one that
// the file states.
func guess(pages []*pdf.Page, stated string) string {
	const enough = 64 << 10 // bytes
	var text strings.Builder
	for _, p := range pages {
		if p == nil || p.Unknown {
			continue
		}
		for i := range p.Chars {
			text.WriteRune(p.Chars[i].Rune)
		}
		if text.Len() > enough {
			break
		}
	}
	if lang := langid.Of(text.String()); lang != "" {
		return lang
	}
	return stated
}
