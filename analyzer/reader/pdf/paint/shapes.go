package paint

import (
	"cmp"
	"context"
	"slices"

	"refrain/analyzer/reader/pdf/engine"
)

// Text that is drawn as shapes: paths as high as letters, in rows, of which each stands a little to
// the right of the one before.
const (
	fewestShapes = 60     // in rows on a page; a logo with a few words has fewer
	rowShapes    = 8      // in one row
	lowShape     = 1.5    // points
	highShape    = 40.0   // points
	letterPoints = 6      // of a path: a rectangle has five
	mostShapes   = 20_000 // that are looked at
)

// Outlined reports whether a page shows text that is drawn as shapes.
func Outlined(ctx context.Context, in *engine.Instance, objects []Object, page Rect) (bool, error) {
	shapes, err := letterShapes(ctx, in, objects, page)
	if len(shapes) < fewestShapes {
		return false, err
	}
	slices.SortFunc(shapes, func(a, b Rect) int { return cmp.Compare(a.Bottom, b.Bottom) })
	found := 0
	for from := 0; from < len(shapes); {
		// The lower edges of a row's letters are near each other, but for those that reach below
		// the line.
		const (
			step = 0.15 // heights from one lower edge to the next
			deep = 0.5  // heights from the highest to the lowest
		)
		high, to := shapes[from].Height(), from+1
		for to < len(shapes) && shapes[to].Bottom-shapes[to-1].Bottom < step*high &&
			shapes[to].Bottom-shapes[from].Bottom < deep*high {
			to++
		}
		found += letterRow(shapes[from:to])
		from = to
	}
	return found >= fewestShapes, err
}

// letterRow counts the shapes of a row that may be letters.
func letterRow(row []Rect) (letters int) {
	if len(row) < rowShapes {
		return 0
	}
	row = slices.Clone(row)
	slices.SortFunc(row, func(a, b Rect) int { return cmp.Compare(a.Left, b.Left) })
	row = withoutHoles(row)
	heights := make([]float32, len(row))
	for i, s := range row {
		heights[i] = s.Height()
	}
	slices.Sort(heights)
	usual := heights[len(heights)/2]
	near := 0 // shapes that stand next to the one before, as high as letters of one size
	for i, s := range row {
		if s.Height() < 0.45*usual || s.Height() > 1.8*usual || s.Width() > 2.2*usual {
			continue
		}
		if i > 0 {
			if gap := s.Left - row[i-1].Right; gap < -0.3*usual || gap > 1.5*usual {
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

// withoutHoles takes shapes that lie within the one before out of a row: the insides of letters.
func withoutHoles(row []Rect) []Rect {
	kept := row[:1]
	for _, s := range row[1:] {
		last := kept[len(kept)-1]
		if s.Right > last.Right || s.Bottom < last.Bottom || s.Top > last.Top {
			kept = append(kept, s)
		}
	}
	return kept
}

// letterShapes returns the boxes of the page's filled paths, or of the contours of large ones, that
// are as large as letters and not made of straight edges alone.
func letterShapes(ctx context.Context, in *engine.Instance, objects []Object, page Rect) (found []Rect, err error) {
	for i := range objects {
		o := &objects[i]
		if o.Kind != engine.Path || o.Mode == 0 || o.Points < letterPoints || !o.Inked() || len(found) > mostShapes {
			continue
		}
		box := o.Shown().Intersect(page)
		if letterSized(box) {
			found = append(found, box)
			continue
		}
		const contourOfLetter = 4 // points on the average
		if o.Points < 4*letterPoints || o.Points > 100*MostContours {
			continue
		}
		contours, failed := o.Contours(ctx, in)
		if failed != nil {
			err = failed // What is left of the page is counted all the same.
		}
		if len(contours) < rowShapes || int(o.Points) < contourOfLetter*len(contours) {
			continue
		}
		for _, c := range contours {
			if c = c.Intersect(o.Clip).Intersect(page); letterSized(c) {
				found = append(found, c)
			}
		}
	}
	return found, err
}

func letterSized(b Rect) bool {
	return b.Height() > lowShape && b.Height() < highShape && b.Width() > 0.1*b.Height() && b.Width() < 2.5*b.Height()+1
}
