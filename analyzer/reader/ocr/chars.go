package ocr

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
)

// Unknown stands for a word that was not recognised with confidence.
const Unknown = 0xFFFD

// How high letters rise above the line that they stand on and how far they fall below it, in sizes
// of the font.
const (
	riseHigh  = 0.68 // capitals, digits, letters such as b
	riseLow   = 0.46 // letters such as a
	fallDeep  = 0.21 // letters such as p
	belowLine = 0.22 // from the line to the lower edge of a letter's box
)

// Append appends recognised words to the characters of a page, in its space, as a PDF would have
// them: letters of one line are as high as the font seems to be, and stand on one line.
func Append(p *layout.Page, words []Word) {
	if len(words) > 0 && len(p.Chars) > 0 {
		p.Chars = append(p.Chars, layout.Char{Rune: '\n', Tag: -1})
	}
	var lines []line
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && words[to].Line == words[from].Line {
			to++
		}
		lines = append(lines, lineOf(p, words[from:to]))
		from = to
	}
	evenSizes(lines)
	for i := range lines {
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1].words[0].Text
		}
		lines[i].append(p, next)
	}
}

// line is a line of words, with boxes that are upright.
type line struct {
	words  []Word
	size   float32 // of its font, in points
	base   float32 // that its letters stand on
	bases  []float32
	slants bool // its words stand at different heights
}

// lineOf finds the size and the base of a line.
func lineOf(p *layout.Page, words []Word) line {
	l := line{words: slices.Clone(words), bases: make([]float32, len(words))}
	var sizes, bases []float32 // once for each letter, so that long words tell more
	whole := document.Box{}
	shapes := make([][2]float32, len(words))
	for i := range l.words {
		w := &l.words[i]
		w.Box = p.Upright(w.Box)
		whole = whole.Union(w.Box)
		rise, fall := shape(w.Text)
		shapes[i] = [2]float32{rise, fall}
		if !w.Sure || rise == 0 {
			continue
		}
		size := (w.Box.Bottom - w.Box.Top) / (rise + fall)
		for range utf8.RuneCountInString(w.Text) {
			sizes, bases = append(sizes, size), append(bases, w.Box.Bottom-fall*size)
		}
	}
	if len(sizes) == 0 {
		l.size = max(1, (whole.Bottom-whole.Top)/(riseHigh+fallDeep))
		l.base = whole.Bottom - fallDeep*l.size
	} else {
		l.size, l.base = max(1, median(sizes)), median(bases)
	}
	const level = 0.3 // sizes that a line may climb over its length and still be set level
	for i := range l.words {
		l.bases[i] = l.words[i].Box.Bottom - shapes[i][1]*l.size
		if shapes[i][0] > 0 && max(l.bases[i]-l.base, l.base-l.bases[i]) > level*l.size {
			l.slants = true
		}
	}
	return l
}

// shape is how far a word's letters rise and fall; 0 where they do not tell.
func shape(word string) (rise, fall float32) {
	for _, r := range word {
		switch {
		case strings.ContainsRune("acemnorsuvwxzαεικνοπστυωагезиклмнопстхчшъыьэюя", r):
			rise = max(rise, riseLow)
		case strings.ContainsRune("gpqyçηγμρчру", r):
			rise, fall = max(rise, riseLow), fallDeep
		case strings.ContainsRune("jQÇζξβφχψ()[]", r):
			rise, fall = riseHigh, fallDeep
		case unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic), r >= '0' && r <= '9':
			rise = riseHigh
		case unicode.IsLetter(r):
			return 0, 0
		}
	}
	return rise, fall
}

func median(list []float32) float32 {
	slices.Sort(list)
	return list[len(list)/2]
}

// evenSizes gives lines whose size is nearly that of most of the page exactly that: what is measured
// of print differs from line to line.
func evenSizes(lines []line) {
	const near = 0.15
	var sizes []float32
	for i := range lines {
		for range lines[i].words {
			sizes = append(sizes, lines[i].size)
		}
	}
	if len(sizes) == 0 {
		return
	}
	usual := median(sizes)
	for i := range lines {
		if l := &lines[i]; l.size > (1-near)*usual && l.size < (1+near)*usual {
			l.size = usual
		}
	}
}

// append writes the line's letters. The next line begins with a word.
func (l *line) append(p *layout.Page, next string) {
	for i := range l.words {
		w := &l.words[i]
		if i > 0 {
			p.Chars = append(p.Chars, layout.Char{Rune: ' ', Tag: -1, Style: layout.Recognised})
		}
		box := w.Box
		if base := l.base; !l.slants || l.bases[i] == 0 {
			box.Bottom = base + belowLine*l.size
		} else {
			box.Bottom = l.bases[i] + belowLine*l.size
		}
		box.Top = box.Bottom - l.size
		letters := []rune(w.Text)
		if !w.Sure {
			letters = []rune{Unknown}
		}
		if i == len(l.words)-1 && breaks(letters, next) {
			letters[len(letters)-1] = layout.Hyphen
		}
		whole := float32(0)
		for _, r := range letters {
			whole += width(r)
		}
		at, one := box.Left, box
		for k, r := range letters {
			one.Left, one.Right = at, at+(box.Right-box.Left)*width(r)/whole
			if at = one.Right; k == len(letters)-1 {
				one.Right = box.Right
			}
			p.Chars = append(p.Chars, layout.Char{Rune: r, Tag: -1, Style: layout.Recognised, Box: one})
		}
	}
	p.Chars = append(p.Chars, layout.Char{Rune: '\n', Tag: -1})
}

// width is roughly how wide a letter is beside others of its word.
func width(r rune) float32 {
	const narrow, wide = 0.55, 1.5
	switch {
	case strings.ContainsRune("ijltfrI1.,;:!|'’‘()[]-/", r):
		return narrow
	case strings.ContainsRune("mwMW—", r):
		return wide
	}
	return 1
}

// breaks reports whether a word ends with a hyphen that divides it, as the next line goes on in
// small letters.
func breaks(word []rune, next string) bool {
	n := len(word) - 1
	first, _ := utf8.DecodeRuneInString(next)
	return n >= 2 && strings.ContainsRune("-‐¬", word[n]) && unicode.IsLetter(word[n-1]) && unicode.IsLower(first)
}
