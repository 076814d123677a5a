package pdf

import (
	"context"
	"math"
	"slices"

	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/paint"
)

// Bounds on the pictures that are drawn to see whether a text is seen.
const (
	mostPixels   = 4 << 20
	letterPixels = 8 // the least height of a letter, where that is possible
	leastScale   = 1.0
	mostScale    = 2.0

	// drawWork is how many rounds of PDFium's loops a document's pictures may take, beside half of
	// those that its text takes. Text on a large photograph, which nearly always is seen, is
	// looked at while the pictures have taken less than a sixteenth of what the text has.
	drawWork     = 300_000_000
	textShare    = 16
	lightPicture = 4_000_000 // rounds that one takes, or more

	fewLetters = 4 // on one page, below which it does not matter whether they are seen
)

// judge decides which of the doubtful objects are seen, and reports whether one is not.
func (v *visibility) judge(ctx context.Context) (found bool) {
	var painted, told []int // characters that must be seen by themselves, and on the page
	for i := range v.facts {
		owner := v.facts[i].owner
		if owner < 0 || v.veils[i] != unveiled || layout.Blank(v.page.Chars[i].Rune) ||
			v.doubts[owner] == unveiled && v.hides[owner] == unveiled {
			continue
		}
		switch why := v.never(owner); {
		case why != unveiled:
			v.veils[i] = why
		case v.doubts[owner] != unveiled:
			painted = append(painted, i)
		}
		if v.veils[i] == unveiled && v.hides[owner] != unveiled && !v.scanned(i) {
			told = append(told, i)
		}
	}
	told = append(told, v.alone(ctx, painted)...)
	slices.Sort(told)
	v.compare(ctx, slices.Compact(told))
	v.layersSeen(ctx, painted)
	v.recognised(ctx)
	return slices.ContainsFunc(v.veils, func(why veil) bool { return why != unveiled })
}

// layersSeen remembers which layers are shown on this page.
func (v *visibility) layersSeen(ctx context.Context, chars []int) {
	seen := map[string]bool{}
	for _, i := range chars {
		if o := v.facts[i].owner; v.doubts[o] == veilLayer {
			name := v.layer(ctx, &v.objects[o])
			before, ok := seen[name]
			seen[name] = (before || !ok) && v.veils[i] == unveiled
		}
	}
	for name, all := range seen {
		v.doc.layers[name]++
		if !all || v.unsurveyed {
			v.doc.layers[name] = 0
		}
	}
}

// never returns why an object is certainly not seen, or unveiled.
func (v *visibility) never(owner int32) veil {
	o := &v.objects[owner]
	switch {
	case v.doubts[owner] == veilInvisible && !(o.Mode == paint.TextClips && v.ground.Covers(owner, o.Shown())):
		return veilInvisible // Else what is painted later shows in the form of the letters.
	case v.doubts[owner] == veilTransparent && o.Mode&3 != paint.TextStrokes &&
		o.Fill.Known && o.Fill.Alpha <= paint.FaintAlpha:
		return veilTransparent
	case v.certain(owner):
		return v.hides[owner]
	}
	return unveiled
}

// scanned reports whether a character is part of what a program has recognised in the picture of
// the page, which lies over it.
func (v *visibility) scanned(i int) bool {
	if !v.scan {
		return false
	}
	f := &v.facts[i]
	top := v.ground.Top(f.box)
	return top > f.owner && v.objects[top].Kind == engine.Image
}

// recognised lifts the veil from text that stands for what a picture or a drawing shows at the
// same place, as programs add that recognise text: where the page without any text has ink.
func (v *visibility) recognised(ctx context.Context) {
	var chars []int
	for i := range v.veils {
		switch v.veils[i] {
		case veilInvisible, veilTransparent, veilCovered:
			if v.facts[i].owner < 0 {
				continue
			}
			if v.scan && v.inScan(i) {
				v.veils[i] = unveiled
			} else {
				chars = append(chars, i)
			}
		}
	}
	if len(chars) < fewLetters || !v.paints() {
		return
	}
	var texts []int32
	for i := range v.objects {
		if v.objects[i].Kind == engine.Text {
			texts = append(texts, int32(i))
		}
	}
	region, scale := v.frame(chars)
	picture := v.picture(ctx, region, scale, texts)
	if picture == nil {
		return
	}
	for from := 0; from < len(chars); {
		// Words that follow each other on a line are recognised together.
		to, box := from+1, v.facts[chars[from]].box
		for to < len(chars) && chars[to]-chars[to-1] <= 2 && v.facts[chars[to]].box.Overlaps(box) {
			box = box.Union(v.facts[chars[to]].box)
			to++
		}
		if picture.Strokes(box)*5 >= (to-from)*3 {
			for _, i := range chars[from:to] {
				v.veils[i] = unveiled
			}
		}
		from = to
	}
}

// inScan reports whether a character lies in the picture of the page, or at its edge, and nothing
// is painted over that.
func (v *visibility) inScan(i int) bool {
	box := v.facts[i].box
	if top := v.ground.Top(box); top >= 0 {
		return v.objects[top].Kind == engine.Image
	}
	near := box.Grown(box.Height())
	return slices.ContainsFunc(v.objects, func(o paint.Object) bool {
		return o.Kind == engine.Image && o.Shown().Intersect(near).Area() > 0
	})
}

// paints reports whether the page paints anything beside text.
func (v *visibility) paints() bool {
	return slices.ContainsFunc(v.objects, func(o paint.Object) bool {
		return o.Kind != engine.Text && o.Kind != engine.Form
	})
}

// alone draws characters with nothing else on the page, on white, and returns the words that are
// not seen so: they must be looked at where they are.
func (v *visibility) alone(ctx context.Context, chars []int) (rest []int) {
	if len(chars) < fewLetters {
		return nil
	}
	shown := v.objectsOf(chars)
	var others []int32
	for i := range v.objects {
		if _, ok := slices.BinarySearch(shown, int32(i)); !ok && v.objects[i].Kind != engine.Form {
			others = append(others, int32(i))
		}
	}
	region, scale := v.frame(chars)
	picture := v.picture(ctx, region, scale, others)
	if picture == nil {
		return nil
	}
	v.words(chars, func(word []int) {
		seen := 0
		for _, i := range word {
			if picture.Contrast(v.facts[i].box) >= paint.FaintInk {
				seen++
			}
		}
		if unseen(seen, len(word)) {
			rest = append(rest, word...)
		}
	})
	return rest
}

// unseen reports whether too few letters of a word are seen.
func unseen(seen, letters int) bool {
	const most = 3 // times as many letters as are seen, in a word that is not
	return seen*most <= letters
}

// objectsOf returns the objects of characters, in order.
func (v *visibility) objectsOf(chars []int) []int32 {
	var objects []int32
	for _, i := range chars {
		if o := v.facts[i].owner; len(objects) == 0 || objects[len(objects)-1] != o {
			objects = append(objects, o)
		}
	}
	slices.Sort(objects)
	return slices.Compact(objects)
}

// compare draws the page without the characters' objects, and with them where what lies above may
// hide them too. It veils words that make no difference.
func (v *visibility) compare(ctx context.Context, chars []int) {
	if len(chars) < fewLetters {
		return
	}
	region, scale := v.frame(chars)
	objects := v.objectsOf(chars)
	elsewhere := v.elsewhere(objects)
	without := v.picture(ctx, region, scale, append(slices.Clone(elsewhere), objects...))
	if without == nil {
		return
	}
	var with *paint.Picture
	if slices.ContainsFunc(objects, func(o int32) bool { return !v.inkTells(o) }) {
		if with = v.picture(ctx, region, scale, elsewhere); with == nil {
			return
		}
	}
	v.words(chars, func(word []int) {
		seen := 0
		for _, i := range word {
			owner, box := v.facts[i].owner, v.facts[i].box
			differs := false
			if v.inkTells(owner) {
				differs = !without.Like(v.ink(owner), box)
			} else {
				differs = with.Differs(without, box)
			}
			if differs {
				seen++
			}
		}
		if !unseen(seen, len(word)) {
			return
		}
		for _, i := range word {
			owner := v.facts[i].owner
			if v.veils[i] = v.doubts[owner]; v.veils[i] == unveiled {
				v.veils[i] = v.hides[owner]
			}
		}
	})
}

// inkTells reports whether the colour of an object and what is below it tell whether it is seen.
func (v *visibility) inkTells(owner int32) bool {
	return v.doubts[owner] == unveiled && v.hides[owner] != veilCovered && v.ink(owner).Known
}

// elsewhere returns the objects that touch none of those given, and so make no difference to them.
func (v *visibility) elsewhere(objects []int32) (others []int32) {
	const most = 2_000_000 // comparisons
	if len(objects)*len(v.objects) > most {
		return nil
	}
	for i := range v.objects {
		o := &v.objects[i]
		touches := func(k int32) bool { return v.objects[k].Box.Touches(o.Box) }
		if o.Kind != engine.Form && !slices.ContainsFunc(objects, touches) {
			others = append(others, int32(i))
		}
	}
	return others
}

// words calls do with the characters of each word.
func (v *visibility) words(chars []int, do func(word []int)) {
	for from := 0; from < len(chars); {
		to := from + 1
		for to < len(chars) && chars[to] == chars[to-1]+1 && v.alike(chars[to], chars[from]) {
			to++
		}
		do(chars[from:to])
		from = to
	}
}

// alike reports whether two characters are doubtful for the same reasons.
func (v *visibility) alike(i, k int) bool {
	a, b := v.facts[i].owner, v.facts[k].owner
	return v.doubts[a] == v.doubts[b] && v.hides[a] == v.hides[b]
}

// frame returns what of the page is to be drawn to see the characters, and how large.
func (v *visibility) frame(chars []int) (region paint.Rect, scale float32) {
	region, scale = v.facts[chars[0]].box, leastScale
	for _, i := range chars {
		b := v.facts[i].box
		region = region.Union(b)
		scale = max(scale, letterPixels/max(1, min(b.Height(), 2*b.Width())))
	}
	region = region.Grown(1).Intersect(v.shown)
	scale = min(scale, mostScale, float32(math.Sqrt(mostPixels/float64(max(1, region.Area())))))
	return region, scale
}

// picture draws a part of the page without some objects. It returns nil if that fails or would
// take too much work, which the page then says.
func (v *visibility) picture(ctx context.Context, region paint.Rect, scale float32, without []int32) *paint.Picture {
	if v.unsurveyed || v.err != nil || v.doc.drawWork <= 0 || region.Area() <= 0 {
		v.unsurveyed = v.unsurveyed || region.Area() > 0
		return nil
	}
	before := v.doc.spent()
	active := func(on uint64) {
		for _, o := range without {
			v.call(ctx, "FPDFPageObj_SetIsActive", uint64(v.objects[o].Handle), on)
		}
	}
	active(0)
	p := &paint.Picture{Region: region, Scale: scale}
	p.Width, p.Height = int(math.Ceil(float64(region.Width()*scale))), int(math.Ceil(float64(region.Height()*scale)))
	p.Pixels = v.paintRegion(ctx, p)
	active(1)
	v.doc.drawWork -= v.doc.spent() - before
	v.doc.lightWork -= v.doc.spent() - before
	if v.err != nil {
		v.err, v.unsurveyed = nil, true
		return nil
	}
	return p
}

// paintRegion draws a part of the page in its own space.
func (v *visibility) paintRegion(ctx context.Context, p *paint.Picture) []byte {
	const bgrx, bytesPerPixel, white, withAnnotations, roughPictures = 3, 4, 0xFFFFFFFF, 1, 0x2000
	size := uint32(p.Width * p.Height * bytesPerPixel)
	pixels := v.scratch(ctx, size)
	bitmap := v.call(ctx, "FPDFBitmap_CreateEx", uint64(p.Width), uint64(p.Height), bgrx,
		uint64(pixels), uint64(p.Width*bytesPerPixel))
	v.call(ctx, "FPDFPage_SetRotation", v.handle, 0)
	v.call(ctx, "FPDFBitmap_FillRect", bitmap, 0, 0, uint64(p.Width), uint64(p.Height), white)
	whole := func(f float32) uint64 { return uint64(uint32(int32(math.Round(float64(f))))) }
	v.call(ctx, "FPDF_RenderPageBitmap", bitmap, v.handle,
		whole((v.left-p.Region.Left)*p.Scale), whole((p.Region.Top-v.top)*p.Scale),
		whole(v.shown.Width()*p.Scale), whole(v.shown.Height()*p.Scale), 0, withAnnotations|roughPictures)
	v.call(ctx, "FPDFBitmap_Destroy", bitmap)
	if v.err != nil {
		return nil
	}
	b, ok := v.doc.in.Read(pixels, size)
	if !ok {
		v.err = ErrDamaged
		return nil
	}
	return slices.Clone(b)
}
