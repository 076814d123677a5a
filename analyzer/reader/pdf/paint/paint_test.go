package paint

import (
	"context"
	"testing"

	"refrain/analyzer/reader/pdf/engine"
)

var page = Rect{Left: 0, Bottom: 0, Right: 600, Top: 800}

var black = Ink{Alpha: 255, Known: true}

// rectangle is a filled rectangle.
func rectangle(box Rect, fill Ink) *Object {
	return &Object{Kind: engine.Path, Mode: 1, Points: 5, Box: box, Clip: Everywhere, Fill: fill}
}

func TestMatrixTurnsBoxes(t *testing.T) {
	quarter := Matrix{B: 1, C: -1}
	if got, want := quarter.Rect(Rect{1, 2, 3, 5}), (Rect{-5, 1, -2, 3}); got != want {
		t.Errorf("a quarter turn gives %v, want %v", got, want)
	}
	if got := quarter.Times(quarter).Times(quarter).Times(quarter); got != Identity {
		t.Errorf("four quarter turns are %v", got)
	}
	moved := Matrix{A: 2, D: 2, E: 10}
	if got, want := quarter.Times(moved).Rect(Rect{1, 2, 3, 5}), (Rect{0, 2, 6, 6}); got != want {
		t.Errorf("a quarter turn and then a move give %v, want %v", got, want)
	}
}

func TestGroundKnowsWhatLiesBelowAndAbove(t *testing.T) {
	text := Rect{100, 100, 200, 112}
	var g Ground
	g.Reset(page)
	if colour, known, object := g.Below(text); !known || colour != white || object != -1 {
		t.Errorf("below is %v of object %d, want white paper", colour, object)
	}
	if !g.Even(text) || g.Covers(0, text) {
		t.Error("an empty page is uneven, or covers the text")
	}
	g.Add(3, rectangle(Rect{50, 50, 300, 150}, black))
	if colour, known, object := g.Below(text); !known || colour != black || object != 3 {
		t.Errorf("below is %v of object %d, want black of object 3", colour, object)
	}
	if !g.Even(text) {
		t.Error("a rectangle around the text makes it uneven")
	}
	if !g.Covers(2, text) || g.Covers(4, text) {
		t.Error("the rectangle must cover what was painted before it, and nothing after")
	}
	g.Add(4, rectangle(Rect{150, 90, 160, 150}, Ink{Red: 200, Alpha: 255, Known: true}))
	if g.Even(text) {
		t.Error("two colours are even")
	}
	g.Add(5, rectangle(text, Ink{Alpha: 3, Known: true}))
	if g.Top(text) != 4 {
		t.Errorf("object %d is on top, want 4: what is transparent hides nothing", g.Top(text))
	}
}

func TestTextDrawnAsShapesIsSeen(t *testing.T) {
	row := func(n int, step float32) (objects []Object) {
		for i := range n {
			x, y := 50+step*float32(i%40), 700-20*float32(i/40)
			letter := rectangle(Rect{x, y, x + 5, y + 8}, black)
			letter.Points = 12
			objects = append(objects, *letter)
		}
		return objects
	}
	for claim, c := range map[string]struct {
		objects []Object
		want    bool
	}{
		"three rows of letters": {row(120, 7), true},
		"a logo":                {row(40, 7), false},
		"scattered ornaments":   {row(120, 60), false},
	} {
		got, err := Outlined(context.Background(), nil, c.objects, Rect{0, 0, 3000, 800})
		if got != c.want || err != nil {
			t.Errorf("%s: %v, %v, want %v", claim, got, err, c.want)
		}
	}
}

// drawn is a white picture of 40 by 20 pixels with dark upright strokes, one pixel wide.
func drawn(strokes ...int) *Picture {
	p := &Picture{Width: 40, Height: 20, Region: Rect{0, 0, 40, 20}, Scale: 1, Pixels: make([]byte, 4*40*20)}
	for i := range p.Pixels {
		p.Pixels[i] = 255
	}
	for _, x := range strokes {
		for y := range p.Height {
			for k := range 3 {
				p.Pixels[4*(y*p.Width+x)+k] = 0
			}
		}
	}
	return p
}

func TestPictureShowsWhetherLettersAreSeen(t *testing.T) {
	word := Rect{2, 2, 30, 14}
	empty, two := drawn(), drawn(5, 20)
	if got := two.Strokes(word); got != 2 {
		t.Errorf("%d strokes, want 2", got)
	}
	if empty.Strokes(word) != 0 || empty.Contrast(word) != 0 || two.Contrast(word) != 255 {
		t.Error("strokes or contrast on white paper, or none of the strokes")
	}
	if !empty.Like(white, word) || two.Like(white, word) {
		t.Error("the empty picture must look white, and the other must not")
	}
	if !two.Differs(empty, word) || two.Differs(two, word) || two.Differs(empty, Rect{8, 2, 15, 14}) {
		t.Error("pictures differ where strokes are, and nowhere else")
	}
}
