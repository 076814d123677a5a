package pdf

import (
	"math"
	"slices"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
)

func TestLinesFindTheCharactersBesideThem(t *testing.T) {
	p := &Page{}
	r := &pageReader{}
	for _, top := range []float32{700, 100, 110, -90} {
		box := document.Box{Left: 10, Right: 16, Top: top, Bottom: top + 10}
		p.Chars = append(p.Chars, layout.Char{Rune: 'a', Box: box})
		r.facts = append(r.facts, fact{})
	}
	r.facts[2].owner = -1 // It is not drawn.
	s := striker{pageReader: r, page: p}
	s.order()
	for y, want := range map[float32][]int{
		105: {1}, 706: {0}, -86: {3}, 300: nil, 1e12: nil, -1e12: nil, float32(math.Inf(1)): nil,
	} {
		if got := s.crossed(rule{left: 0, right: 100, y: y, thick: 1}); !slices.Equal(got, want) {
			t.Errorf("a line at %v crosses characters %v, want %v", y, got, want)
		}
	}
	empty := striker{pageReader: &pageReader{}, page: &Page{}}
	empty.order()
	if got := empty.crossed(rule{right: 100, y: 50}); got != nil {
		t.Errorf("on a page without characters a line crosses %v", got)
	}
}
