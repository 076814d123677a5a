package pdf

import (
	"cmp"
	"context"
	"slices"

	"refrain/analyzer/reader/pdf/engine"
)

// Text that is drawn as shapes: paths as high as letters, in rows, of which each stands a little to
// the right of the one before.
const (
	fewestShapes = 80     // in rows on a page; a logo with a few words has fewer
	rowShapes    = 8      // in one row
	lowShape     = 1.5    // points
	highShape    = 40.0   // points
	letterPoints = 6      // of a path: a rectangle has five
	mostShapes   = 20_000 // that are looked at
)

// outlined reports whether the page shows text that is drawn as shapes.
func (r *pageReader) outlined(ctx context.Context, p *Page) bool {
	shapes := r.shapes(ctx)
	if len(shapes) < fewestShapes {
		return false
	}
	slices.SortFunc(shapes, func(a, b rect) int { return cmp.Compare(a.bottom, b.bottom) })
	found := 0
	for from := 0; from < len(shapes); {
		// The lower edges of a row's letters are near each other, but for those that reach below the line.
		to := from + 1
		for to < len(shapes) && shapes[to].bottom-shapes[to-1].bottom < 0.15*shapes[from].height() && shapes[to].bottom-shapes[from].bottom < 0.5*shapes[from].height() {
			to++
		}
		found += letterRow(shapes[from:to])
		from = to
	}
	return found >= fewestShapes
}

// letterRow counts the shapes of a row that may be letters.
func letterRow(row []rect) (letters int) {
	if len(row) < rowShapes {
		return 0
	}
	row = slices.Clone(row)
	slices.SortFunc(row, func(a, b rect) int { return cmp.Compare(a.left, b.left) })
	heights := make([]float32, len(row))
	for i, s := range row {
		heights[i] = s.height()
	}
	slices.Sort(heights)
	usual := heights[len(heights)/2]
	near := 0 // shapes that stand next to the one before, as high as letters of one size
	for i, s := range row {
		if s.height() < 0.45*usual || s.height() > 1.8*usual || s.width() > 2.2*usual {
			continue
		}
		if i > 0 {
			if gap := s.left - row[i-1].right; gap < -0.3*usual || gap > 1.5*usual {
				continue
			}
		}
		near++
	}
	if near*10 < len(row)*8 {
		return 0
	}
	return near
}

// shapes returns the boxes of the page's filled paths, or of the contours of large ones, that are
// as large as letters and not made of straight edges alone.
func (r *pageReader) shapes(ctx context.Context) (found []rect) {
	page := rect{r.left, r.bottom, r.right, r.top}
	for i := range r.objects {
		o := &r.objects[i]
		if o.kind != engine.Path || o.mode == 0 || o.points < letterPoints || !o.inked() || len(found) > mostShapes {
			continue
		}
		box := o.shown().meet(page)
		if letterSized(box) {
			found = append(found, box)
			continue
		}
		const contourOfLetter = 4 // points on the average
		if o.points < 4*letterPoints || o.points > 100*mostContours {
			continue
		}
		contours := r.contours(ctx, o)
		if len(contours) < rowShapes || int(o.points) < contourOfLetter*len(contours) {
			continue
		}
		for _, c := range contours {
			if c = c.meet(o.clip).meet(page); letterSized(c) {
				found = append(found, c)
			}
		}
	}
	return found
}

func letterSized(b rect) bool {
	return b.height() > lowShape && b.height() < highShape && b.width() > 0.1*b.height() && b.width() < 2.5*b.height()+1
}
