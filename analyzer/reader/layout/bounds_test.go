package layout

import (
	"testing"

	"refrain/analyzer/document"
)

func TestCrowdedPageIsLaidOutWhole(t *testing.T) {
	for name, at := range map[string]func(i int) (x, y, high float32){
		"in no order": func(i int) (x, y, high float32) {
			return float32(i * 37 % 600), float32(i * 91 % 800), float32(2 + i%7)
		},
		"rows of many pieces": func(i int) (x, y, high float32) {
			return float32(i%50_000) * 30, float32(i/50_000) * 14, 10
		},
		"a line in no order":  func(i int) (x, y, high float32) { return float32(i*7919%200_000) * 3, 100, 10 },
		"lines of low glyphs": func(i int) (x, y, high float32) { return 5, float32(i) * 12, 6 + float32(i%100)/25 },
	} {
		t.Run(name, func(t *testing.T) {
			p := &Page{Width: 600, Height: 800, Fonts: []Font{{}}}
			for i := range 200_000 {
				x, y, high := at(i)
				p.Chars = append(
					p.Chars,
					Char{
						Rune: '1' + rune(i%60),
						Tag:  -1,
						Box:  document.Box{Left: x, Top: y, Right: x + 3, Bottom: y + high},
					},
				)
			}
			n := 0
			for _, b := range Blocks([]*Page{p}) {
				for _, l := range b.Lines {
					n += len(l.Chars)
				}
			}
			if n < len(p.Chars)*9/10 {
				t.Errorf("%d characters of %d are left", n, len(p.Chars))
			}
		})
	}
}

// fuzzed makes pages of arbitrary bytes: four for each character, which are the character, where it
// stands, how large it is and what the file says of it. It returns how many are no blanks.
func fuzzed(s string) (pages []*Page, chars int) {
	elements := []Element{
		{}, {}, {Role: document.Heading, Level: 2}, {Role: document.Cell, Row: 1, Column: 1},
		{Role: document.Cell, Row: 1, Column: 2}, {Loose: true}, {Role: document.Note},
	}
	pages = []*Page{
		{Width: 256, Height: 256, Fonts: []Font{{}, {Bold: true}}, Elements: elements}, nil,
		{Width: 256, Height: 256, Turn: 1, Elements: elements},
	}
	for i := 0; i+4 <= len(s); i += 4 {
		c := Char{Rune: rune(s[i]), Font: uint16(s[i+3] & 1), Tag: int32(s[i+3]>>5) - 1}
		if c.Rune == 0xFF {
			c.Rune = Hyphen
		}
		x, y, size := float32(s[i+1]), float32(s[i+2]), float32(s[i+3]%32)
		c.Box = document.Box{Left: x, Top: y, Right: x + size/2, Bottom: y + size}
		p := pages[i/4%2*2]
		p.Chars = append(p.Chars, c)
		if !Blank(c.Rune) {
			chars++
		}
	}
	return pages, chars
}

func FuzzBlocks(f *testing.F) {
	f.Add("1\x10\x10\x0aA\x18\x10\x0ab\x20\x10\x0a\n\x00\x00\x00c\x10\x20\x0a-\x18\x20\x0a")
	f.Fuzz(func(t *testing.T, s string) {
		pages, before := fuzzed(s)
		after, page := 0, 0
		printed := map[[2]int]bool{}
		for _, b := range Blocks(pages) {
			for _, l := range b.Lines {
				if l.Page < page {
					t.Errorf("page %d comes after page %d", l.Page, page)
				}
				page = l.Page
				printed[[2]int{l.Page, l.Printed}] = l.Printed > 0
				for _, c := range l.Chars {
					if !Blank(c.Rune) {
						after++
					}
				}
			}
		}
		if after > before || after < before-4*(len(printed)+before/5) {
			t.Errorf("%d characters, want %d", after, before)
		}
	})
}
