package reader

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// inline reads what lies in a paragraph. Hyperlinks, smart tags and the like only hold runs.
func (s *story) inline() {
	m := s.m
	switch m.name {
	case "w:pPr":
		s.properties()
	case "w:r":
		s.begin()
		s.run()
	case "w:ins", "w:moveTo":
		s.inserted++
		m.each(s.inline)
		s.inserted--
	case "w:del", "w:moveFrom":
		s.deletion(s.inline)
	case "w:rt":
		s.above = append(s.above, m.inside())
	case "w:sdt":
		s.control(s.inline)
	case "w:sdtPr":
	case "w:subDoc":
		s.linked(m.attr("r:id"))
	case "m:oMath", "m:oMathPara":
		s.begin()
		m.each(s.formula)
	case "mc:AlternateContent":
		s.choice(s.inline)
	default:
		m.each(s.inline)
	}
}

// properties reads what a paragraph says of itself.
func (s *story) properties() {
	m, p := s.m, &s.p
	m.each(func() {
		switch m.name {
		case "w:rPr":
			m.each(func() {
				switch m.name {
				case "w:del", "w:moveFrom":
					p.markGone = true
				case "w:vanish", "w:specVanish":
					p.runsOn = p.runsOn || toggle(m.attr("w:val")) == on
				}
			})
		case "w:sectPr":
			s.section()
		}
		if p.begun { // It goes on in the paragraph before it, and is what that is.
			return
		}
		switch m.name {
		case "w:pStyle":
			p.style = s.styles.of(m.attr("w:val"))
		case "w:numPr":
			p.list, p.level = listOf(m)
		case "w:outlineLvl":
			p.outline = outlineLevel(m.attr("w:val"))
		case "w:shd":
			p.shade = s.shading(m)
		case "w:spacing":
			p.flat = flatLines(m)
		case "w:framePr":
			p.drops = dropsCapital(m)
			p.frame = s.frame()
		}
	})
}

// run reads letters that look alike.
func (s *story) run() {
	outer := s.style // of the run that this one stands above the letters of
	s.style = s.p.base
	s.ownMark = false
	s.m.each(func() {
		if s.m.name == "w:rPr" {
			s.dress()
		} else {
			s.piece()
		}
	})
	s.style = outer
	s.d.exclude(document.Included, "")
}

// dress reads what the letters of the run look like.
func (s *story) dress() {
	letters := s.letters(s.m)
	s.style = letters.over(s.styles.of(letters.style).text.upon(s.p.base))
}

// see says whether readers see what follows in this style as part of the text. What they do not
// see is excluded until the run ends.
func (s *story) see(style *textStyle) bool {
	kind, why := s.outer, s.why
	switch {
	case kind != document.Included:
	case s.moved > 0:
		kind, why = document.Deleted, trackedMove
	case s.deleted > 0:
		kind, why = document.Deleted, trackedDeletion
	case s.p.frame != "":
		kind, why = document.Hidden, s.p.frame
	case s.p.flat == on:
		kind, why = document.Hidden, tooSmall
	default:
		kind, why = style.unseen(s.behind(style, s.p.shade, s.backdrop))
	}
	s.d.exclude(kind, why)
	return kind == document.Included
}

// piece reads one piece of a run.
func (s *story) piece() {
	m := s.m
	switch m.name {
	case "w:fldChar":
		s.field()
		return
	case "mc:AlternateContent":
		s.choice(s.piece)
		return
	case "w:ruby":
		m.each(s.inline)
		return
	}
	shown := s.see(&s.style)
	if s.commands > 0 {
		s.command(shown)
		return
	}
	switch m.name {
	case "w:t":
		m.content(func() {}, s.text)
	case "w:delText":
		if shown {
			s.d.exclude(document.Deleted, trackedDeletion)
		}
		m.content(func() {}, func(text string, at int) { s.d.appendText(text, at) })
	case "w:tab", "w:ptab":
		s.d.space()
	case "w:br", "w:cr":
		s.d.newline()
	case "w:noBreakHyphen":
		s.element("-")
	case "w:softHyphen":
		s.element("\u00AD")
	case "w:sym":
		s.symbol()
	case "w:footnoteReference":
		s.note(s.footnotes, "footnote ")
	case "w:endnoteReference":
		s.note(s.endnotes, "endnote ")
	case "w:drawing", "w:pict", "w:object":
		s.shape = shape{first: len(s.after)}
		m.each(s.drawing)
	}
}

// element appends what the element that has begun stands for.
func (s *story) element(text string) { s.d.decoded(text, s.m.from, s.m.to-s.m.from) }

// text appends text that stands at an offset in the part.
func (s *story) text(text string, at int) {
	style := &s.style
	switch {
	case s.ownMark || !s.see(style):
		if !s.ownMark {
			s.d.appendText(text, at)
		}
		return
	case s.p.drops == on:
		s.capital = append(s.capital, letter{text, at, *style})
		return
	case style.raised == on && s.d.noteNumber(text, false):
		return
	}
	if strings.Trim(text, blanks) != "" {
		s.p.mark(s.d, style.italic == on && s.p.base.italic != on, s.inserted > 0)
	}
	s.p.count(style.lang, len(text))
	s.d.appendText(text, at)
}

// symbol appends a character that is given by its number in a font. Those of fonts of pictures are
// blanks.
func (s *story) symbol() {
	code, err := strconv.ParseUint(s.m.attr("w:char"), 16, 32)
	r := rune(code)
	font := strings.ToLower(s.m.attr("w:font"))
	switch picture := strings.Contains(font, "symbol") || strings.Contains(font, "dings"); {
	case err != nil || picture:
		s.d.space()
		return
	case r >= 0xF020 && r <= 0xF0FF: // how Word numbers the characters of fonts that are not Unicode
		r -= 0xF000
	}
	if utf8.ValidRune(r) && r >= ' ' {
		s.element(string(r))
	}
}

// note has a foot- or endnote read after the paragraph.
func (s *story) note(of notes, kind string) {
	s.ownMark = isOn(s.m.attr("w:customMarkFollows"))
	id := s.m.attr("w:id")
	f, ok := of.byID[id]
	if !ok || s.word.seen[kind+id] || s.role == document.Note {
		return
	}
	s.word.seen[kind+id] = true
	s.refer(aside{fragment: f, role: document.Note})
}
