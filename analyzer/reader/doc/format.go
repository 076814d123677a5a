package doc

import (
	"slices"
	"sort"

	"refrain/analyzer/reader/office"
)

// stretch is a stretch of bytes in the main stream whose letters, or whose paragraph, are set alike.
type stretch struct {
	from, to int
	style    int    // of a paragraph
	sprms    string // what is said of it
}

// readFormats reads how letters and paragraphs are set.
func (w *word) readFormats() {
	w.runs = w.formats(tableRuns, 1, func(page string, from int) stretch {
		n := int(page[from])
		return stretch{sprms: page[from+1 : min(pageSize-1, from+1+n)]}
	})
	w.paras = w.formats(tableParagraphs, 13, func(page string, from int) stretch {
		n, at := 2*int(page[from])-1, from+1
		if n < 0 && at < pageSize {
			n, at = 2*int(page[at]), at+1
		}
		end := min(pageSize-1, at+n)
		if end < at+2 {
			return stretch{}
		}
		return stretch{style: u16(page, at), sprms: page[at+2 : end]}
	})
}

// pageSize is that of the pages that hold formats.
const pageSize = 512

// formats reads the pages of formats that a table names: each begins with where its stretches
// begin, and has size bytes for each of them, of which the first says where its format is.
func (w *word) formats(table, size int, of func(page string, from int) stretch) []stretch {
	s := w.tableOf(table)
	n := len(places(s, 4)) - 1
	var all []stretch
	for i := range max(n, 0) {
		at := u32(s, 4*(n+1)+4*i) & 0x3FFFFF * pageSize
		if at+pageSize > len(w.main) {
			w.d.Damaged("how the text is set: deleted text may be among it")
			continue
		}
		page := w.main[at : at+pageSize]
		count := min(int(page[pageSize-1]), (pageSize-1-4)/(4+size))
		for k := range count {
			f := stretch{}
			if from := 2 * int(page[4*(count+1)+size*k]); from > 0 && from < pageSize-1 {
				f = of(page, from)
			}
			if f.from, f.to = u32(page, 4*k), u32(page, 4*k+4); f.from < f.to {
				all = append(all, f)
			}
		}
		if w.d.TooMany(len(all)/100, "stretches of formats") {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return a.from - b.from })
	return all
}

// stretchAt is the stretch that holds a byte of the main stream; near is a guess.
func stretchAt(list []stretch, at int, near *int) *stretch {
	if *near < len(list) && list[*near].from <= at && at < list[*near].to {
		return &list[*near]
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].from > at }) - 1
	if i < 0 || at >= list[i].to {
		return nil
	}
	*near = i
	return &list[i]
}

// sprm is one property.
type sprm struct {
	code    int
	operand string
}

// value is the operand as a number.
func (p sprm) value() int {
	switch len(p.operand) {
	case 0:
		return 0
	case 1:
		return int(p.operand[0])
	case 2, 3:
		return u16(p.operand, 0)
	}
	return u32(p.operand, 0)
}

// sprmSizes are how many bytes operands have, by the three highest bits of their code; 0 for those
// that state their length.
var sprmSizes = [8]int{1, 1, 2, 4, 2, 2, 0, 3}

// each calls with each property of a list, as far as it is whole.
func each(list string, with func(p sprm)) {
	const tableDefinition, tabs = 0xD608, 0xC615
	for len(list) >= 2 {
		code := u16(list, 0)
		list = list[2:]
		size := sprmSizes[code>>13]
		switch {
		case size > 0:
		case code == tableDefinition:
			if len(list) < 2 {
				return
			}
			size, list = u16(list, 0)-1, list[2:]
		case len(list) == 0 || code == tabs && list[0] == 255:
			return
		default:
			size, list = int(list[0]), list[1:]
		}
		if size < 0 || size > len(list) {
			return
		}
		with(sprm{code, list[:size]})
		list = list[size:]
	}
}

// Properties of letters.
const (
	sprmDeleted     = 0x0800
	sprmInserted    = 0x0801
	sprmWebHidden   = 0x0811
	sprmItalic      = 0x0836
	sprmStrike      = 0x0837
	sprmVanish      = 0x083C
	sprmSpecial     = 0x0855
	sprmHighlight   = 0x2A0C
	sprmPlain       = 0x2A33
	sprmColourIndex = 0x2A42
	sprmRaised      = 0x2A48
	sprmStrikeTwice = 0x2A53
	sprmLettering   = 0x4A30
	sprmSize        = 0x4A43
	sprmLanguage    = 0x486D
	sprmLanguage2   = 0x4873
	sprmShade80     = 0x4866
	sprmSymbol      = 0x6A09
	sprmColour      = 0x6870
	sprmShade       = 0xCA71
)

// pieceSprms are the properties that a piece may name by a number of its own.
var pieceSprms = map[int]int{
	0x41: sprmDeleted, 0x42: sprmInserted, 0x53: sprmPlain, 0x56: sprmItalic, 0x57: sprmStrike, 0x5C: sprmVanish,
	0x62: sprmColourIndex, 0x68: sprmRaised, 0x73: sprmStrikeTwice, 0x75: sprmSpecial,
	0x4D: sprmHighlight,
}

// look is what letters look like.
type look struct {
	office.TextStyle
	deleted, inserted bool
	special           bool // the letter stands for something
	symbol            rune // it is this letter of a font
	picture           bool // and that font holds pictures
}

// toggled is a property that is on or off, or as the style says or does not say.
func toggled(value int, style office.Setting) office.Setting {
	const asStyle, notAsStyle = 0x80, 0x81
	switch value {
	case 0:
		return office.Off
	case asStyle:
		return style
	case notAsStyle:
		if style == office.On {
			return office.Off
		}
		return office.On
	}
	return office.On
}

// lookAt is how the letter of a piece at a byte looks in a paragraph whose letters look as base.
func (s *story) lookAt(c char, base office.TextStyle) *look {
	f := stretchAt(s.runs, c.at, &s.nearRun)
	if s.cached != nil && s.cachedOf == f && s.cachedPiece == c.piece && s.cachedBase == s.paragraphs {
		return s.cached
	}
	l := &look{TextStyle: base}
	if f != nil {
		each(f.sprms, func(p sprm) { s.dress(l, p, &base) })
	}
	s.eachOfPiece(c.piece, func(p sprm) { s.dress(l, p, &base) })
	s.cached, s.cachedOf, s.cachedPiece, s.cachedBase = l, f, c.piece, s.paragraphs
	return l
}

// eachOfPiece calls with each property that a piece adds to those of its letters and paragraphs.
func (w *word) eachOfPiece(n int, with func(p sprm)) {
	prm := w.pieces[n].prm
	switch {
	case prm == 0:
	case prm&1 == 0:
		if code, ok := pieceSprms[prm>>1&0x7F]; ok {
			with(sprm{code, string([]byte{byte(prm >> 8)})})
		}
	case prm>>1 < len(w.prcs):
		each(w.prcs[prm>>1], with)
	}
}

// dress reads one property of letters.
func (w *word) dress(l *look, p sprm, base *office.TextStyle) {
	v := p.value()
	switch p.code {
	case sprmDeleted:
		l.deleted = v != 0
	case sprmInserted:
		l.inserted = v != 0
	case sprmItalic:
		l.Italic = toggled(v, base.Italic)
	case sprmStrike, sprmStrikeTwice:
		if v == 0 && l.Struck == office.On { // The other one may be on.
			break
		}
		l.Struck = toggled(v, base.Struck)
	case sprmVanish, sprmWebHidden:
		if p.code == sprmVanish {
			l.Hidden = toggled(v, base.Hidden)
		}
	case sprmSpecial:
		l.special = v != 0
	case sprmPlain:
		l.TextStyle = *base
	case sprmLettering:
		if v < len(w.styles) && w.styles[v] != nil {
			*base = w.styles[v].text.Upon(*base)
			l.TextStyle = *base
		}
	case sprmRaised:
		l.Raised = office.Off
		if v == 1 {
			l.Raised = office.On
		}
	case sprmSize:
		l.Size = v
	case sprmSymbol:
		l.symbol, l.picture = rune(v>>16&0xFFFF), true
	default:
		paint(l, p)
	}
}

// paint reads one property that says which colour letters have or are on.
func paint(l *look, p sprm) {
	v := p.value()
	const pattern, nothing = 0x3F, 0xFF
	switch p.code {
	case sprmColourIndex:
		l.Ink = inkOf(v)
	case sprmColour:
		l.Ink = colourOf(v)
	case sprmHighlight:
		if l.Marker = office.NoColour; v != 0 {
			l.Marker = office.SomeColour
		}
	case sprmShade80:
		if v != 0 && v != 0xFFFF {
			l.Ground = office.SomeColour
		}
	case sprmShade:
		if len(p.operand) >= 10 && (p.operand[7] != nothing || u16(p.operand, 8) != 0) {
			l.Ground = office.SomeColour
		}
	}
}

// inkOf is a colour of the sixteen that have numbers.
func inkOf(n int) office.Colour {
	const white = 8
	switch n {
	case 0:
		return office.AutoColour
	case white:
		return office.White
	}
	return office.SomeColour
}

// colourOf is a colour by red, green and blue, the lowest byte first.
func colourOf(v int) office.Colour {
	if v>>24 == 0xFF {
		return office.AutoColour
	}
	return office.RGB(byte(v), byte(v>>8), byte(v>>16))
}
