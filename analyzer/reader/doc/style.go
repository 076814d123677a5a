package doc

import (
	"strconv"
	"unicode/utf16"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/office"
)

// style is a style of paragraphs or letters.
type style struct {
	role    office.StyleRole
	based   int
	letters bool   // it is one of letters
	sprms   string // of its paragraphs
	own     string // of its letters
	text    office.TextStyle
	done    bool
}

const noStyle = 0xFFF

// readStyles reads the sheet of styles.
func (w *word) readStyles() {
	s := w.tableOf(tableStyles)
	if len(s) < 6 {
		return
	}
	head := u16(s, 0)
	fixed := u16(s, 4) // bytes of what each style has in any case
	if head+2 > len(s) || fixed < 10 {
		w.d.Damaged("the styles")
		return
	}
	count := min(u16(s, 2), noStyle)
	s = s[2+head:]
	for range count {
		n := u16(s, 0)
		if len(s) < 2 || n > len(s)-2 {
			break
		}
		w.styles = append(w.styles, readStyle(s[2:2+n], fixed))
		s = s[2+n:]
	}
	for i := range w.styles {
		w.resolve(i, 0)
	}
}

// readStyle reads a style whose first bytes, up to fixed, are those that each has.
func readStyle(s string, fixed int) *style {
	if len(s) < fixed+2 {
		return nil
	}
	const paragraph, lettering = 1, 2
	builtIn, kind, based := u16(s, 0)&0xFFF, u16(s, 2)&0xF, u16(s, 2)>>4
	count := u16(s, 4) & 0xF
	st := &style{based: based, letters: kind == lettering}
	s = s[fixed:]
	n := u16(s, 0)
	if 2+2*n+2 > len(s) {
		return nil
	}
	st.role = roleOf(builtIn, wide(s[2:2+2*n]))
	at := 2 + 2*n + 2
	for i := range count {
		at += at & 1 // The name begins at an even offset, and so does each list.
		size := u16(s, at)
		if at+2 > len(s) || size > len(s)-at-2 {
			break
		}
		list := s[at+2 : at+2+size]
		switch {
		case kind == paragraph && i == 0 && len(list) >= 2:
			st.sprms = list[2:]
		case kind == paragraph && i == 1, kind == lettering && i == 0:
			st.own = list
		}
		at += 2 + size
	}
	return st
}

// roleOf is what a style says of its paragraphs: by its number among those that Word has, and else
// by its name.
func roleOf(builtIn int, name string) office.StyleRole {
	const firstHeading, lastHeading, firstContents, lastContents = 1, 9, 19, 27
	switch {
	case builtIn >= firstHeading && builtIn <= lastHeading:
		return office.RoleOfStyle("heading " + strconv.Itoa(builtIn))
	case builtIn >= firstContents && builtIn <= lastContents:
		return office.RoleOfStyle("toc " + strconv.Itoa(builtIn-firstContents+1))
	}
	if known, ok := builtInRoles[builtIn]; ok {
		return office.RoleOfStyle(known)
	}
	return office.RoleOfStyle(name)
}

// builtInRoles are names of styles by their numbers in Word.
var builtInRoles = map[int]string{
	29: "footnote text", 31: "header", 32: "footer", 34: "caption", 35: "table of figures", 43: "endnote text",
	47: "list", 48: "list bullet", 49: "list number", 62: "title", 84: "block text", 179: "list paragraph",
	180: "quote", 181: "intense quote",
}

// resolve makes a style's letters what they are with all that it is based on.
func (w *word) resolve(n, depth int) {
	const deepest = 50
	if n >= len(w.styles) || w.styles[n] == nil || w.styles[n].done {
		return
	}
	st := w.styles[n]
	st.done = true // Also ends a circle.
	var base office.TextStyle
	if st.based != noStyle && st.based < len(w.styles) && w.styles[st.based] != nil && depth < deepest {
		w.resolve(st.based, depth+1)
		below := w.styles[st.based]
		base = below.text
		if !st.role.Known {
			st.role = below.role
		}
		if below.sprms != "" && len(below.sprms)+len(st.sprms) < 1<<14 {
			st.sprms = below.sprms + st.sprms
		}
	}
	l := look{TextStyle: base}
	each(st.own, func(p sprm) { w.dress(&l, p, &base) })
	st.text = l.TextStyle
}

// styleOf is the style of paragraphs with a number; one that says nothing where there is none.
func (w *word) styleOf(n int) *style {
	if n < len(w.styles) && w.styles[n] != nil && !w.styles[n].letters {
		return w.styles[n]
	}
	return &style{}
}

// wide decodes text of two bytes to a character.
func wide(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(u16(s, 2*i))
	}
	return string(utf16.Decode(units))
}

// Properties of paragraphs.
const (
	sprmStyle       = 0x4600
	sprmListLevel   = 0x260A
	sprmList        = 0x460B
	sprmInTable     = 0x2416
	sprmRowEnd      = 0x2417
	sprmOutline     = 0x2640
	sprmCellEnd     = 0x244B
	sprmInnerRow    = 0x244C
	sprmTableDepth  = 0x6649
	sprmParaShade   = 0xC64D
	sprmParaShade80 = 0x442D
)

// paragraph is how a paragraph is set.
type paragraph struct {
	style     *style
	inTable   bool
	rowEnd    bool // it is no text, it ends a row
	innerCell bool // its mark ends a cell of a table in a table
	innerRow  bool
	list      int // from 1; 0 for none
	level     int
	outline   int // from 0; 9 for text
	shade     office.Colour
	office.ParagraphMarks
}

// set reads one property of a paragraph.
func (p *paragraph) set(q sprm) {
	v := q.value()
	switch q.code {
	case sprmListLevel:
		p.level = min(v, office.MaxListLevels-1)
	case sprmList:
		const none = 0xF801
		if p.list = v; v >= none {
			p.list = 0
		}
	case sprmInTable:
		p.inTable = v != 0
	case sprmTableDepth:
		p.inTable = v > 0
	case sprmRowEnd:
		p.rowEnd = v != 0
	case sprmCellEnd:
		p.innerCell = v != 0
	case sprmInnerRow:
		p.innerRow = v != 0
	case sprmOutline:
		p.outline = v
	case sprmParaShade80:
		if v != 0 && v != 0xFFFF {
			p.shade = office.SomeColour
		}
	case sprmParaShade:
		if len(q.operand) >= 10 && (q.operand[7] != 0xFF || u16(q.operand, 8) != 0) {
			p.shade = office.SomeColour
		}
	}
}

// paragraphAt is how the paragraph is set whose mark is at a place.
func (s *story) paragraphAt(mark char) paragraph {
	p := paragraph{outline: 9}
	f := stretchAt(s.paras, mark.at, &s.nearPara)
	n := 0
	if f != nil {
		n = f.style
	}
	s.eachOfPiece(mark.piece, func(q sprm) {
		if q.code == sprmStyle {
			n = q.value()
		}
	})
	p.style = s.styleOf(n)
	each(p.style.sprms, p.set)
	if f != nil {
		each(f.sprms, p.set)
	}
	s.eachOfPiece(mark.piece, p.set)
	return p
}

// role is what a paragraph is for, and its level.
func (s *story) roleOf(p *paragraph) (role document.Role, level int) {
	style := p.style.role
	switch {
	case p.outline < 9:
		role, level = document.Heading, p.outline+1
	case style.Known:
		if role = style.Role; role == document.Heading || role == document.ListItem {
			level = style.Level
		}
	}
	if p.list > 0 && role == document.Body {
		role, level = document.ListItem, p.level+1
	}
	if role == document.Body && p.inTable {
		role = document.Cell
	}
	if s.role == document.Running || s.role == document.Note && role != document.BlockQuote {
		return s.role, 0
	}
	if role == document.Running {
		role = document.Body
	}
	return role, level
}
