package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/office"
)

// inline reads what is in a paragraph. Hyperlinks, smart tags and the like only hold runs.
func (s *story) inline() {
	m := s.m
	switch m.Name {
	case "w:pPr":
		s.properties()
	case "w:r":
		s.begin()
		s.run()
	case "w:ins", "w:moveTo":
		s.inserted++
		m.Each(s.inline)
		s.inserted--
	case "w:del", "w:moveFrom":
		s.deletion(s.inline)
	case "w:rt":
		s.above = append(s.above, m.Inside())
	case "w:sdt":
		s.control(s.inline)
	case "w:sdtPr":
	case "w:subDoc":
		s.linked(m.Attr("r:id"))
	case "m:oMath", "m:oMathPara":
		s.begin()
		m.Each(s.formula)
	case "mc:AlternateContent":
		s.choice(s.inline)
	default:
		m.Each(s.inline)
	}
}

// properties reads what a paragraph says of itself.
func (s *story) properties() {
	m, p := s.m, &s.p
	m.Each(func() {
		switch m.Name {
		case "w:rPr":
			m.Each(func() {
				switch m.Name {
				case "w:del", "w:moveFrom":
					p.markGone = true
				case "w:vanish", "w:specVanish":
					p.runsOn = p.runsOn || toggle(m.Attr("w:val")) == office.On
				}
			})
		case "w:sectPr":
			s.section()
		}
		if p.begun { // It goes on in the paragraph before it, and is what that is.
			return
		}
		switch m.Name {
		case "w:pStyle":
			p.style = s.styles.Of(m.Attr("w:val"))
		case "w:numPr":
			p.list, p.level = listOf(m)
		case "w:outlineLvl":
			p.outline = outlineLevel(m.Attr("w:val"))
		case "w:pageBreakBefore":
			if toggle(m.Attr("w:val")) == office.On && s.laid.paragraph > 1 {
				s.newPage(true)
			}
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
	outer := s.style // of the run that this one is above the letters of
	s.style = s.p.base
	s.ownMark = false
	s.m.Each(func() {
		if s.m.Name == "w:rPr" {
			s.dress()
		} else {
			s.piece()
		}
	})
	s.style = outer
	s.d.Exclude(document.Included, "")
}

// dress reads what the letters of the run look like.
func (s *story) dress() {
	letters := s.letters(s.m)
	s.style = letters.Over(s.styles.Of(letters.Style).Text.Upon(s.p.base))
}

// see says whether readers see what follows in this style as part of the text. What they do not
// see is excluded until the run ends.
func (s *story) see(style *office.TextStyle) bool {
	kind, why := s.Outer, s.Why
	switch {
	case kind != document.Included:
	case s.moved > 0:
		kind, why = document.Deleted, office.TrackedMove
	case s.deleted > 0:
		kind, why = document.Deleted, office.TrackedDeletion
	case s.p.frame != "":
		kind, why = document.Hidden, s.p.frame
	case s.p.flat == office.On:
		kind, why = document.Hidden, office.TooSmall
	default:
		kind, why = style.Unseen(s.Behind(style, s.p.shade, s.backdrop))
	}
	s.d.Exclude(kind, why)
	return kind == document.Included
}

// piece reads one piece of a run.
func (s *story) piece() {
	m := s.m
	switch m.Name {
	case "w:fldChar":
		s.field()
		return
	case "mc:AlternateContent":
		s.choice(s.piece)
		return
	case "w:ruby":
		m.Each(s.inline)
		return
	}
	shown := s.see(&s.style)
	if s.commands > 0 {
		s.command(shown)
		return
	}
	switch m.Name {
	case "w:t":
		m.Content(func() {}, s.text)
	case "w:delText":
		if shown {
			s.d.Exclude(document.Deleted, office.TrackedDeletion)
		}
		m.Content(func() {}, func(text string, at int) { s.d.CharacterData(text, at) })
	case "w:tab", "w:ptab":
		s.d.Space()
	case "w:br", "w:cr":
		s.d.Newline()
		if m.Attr("w:type") == "page" {
			s.newPage(true)
		}
	case "w:lastRenderedPageBreak":
		s.newPage(false)
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
		s.Shape = office.Shape{First: len(s.After)}
		m.Each(s.drawing)
	}
}

// element appends what the element that has begun stands for.
func (s *story) element(text string) { s.d.Decoded(text, s.m.From, s.m.To-s.m.From) }

// text appends text that is at an offset in the part.
func (s *story) text(text string, at int) {
	style := &s.style
	switch {
	case s.ownMark || !s.see(style):
		if !s.ownMark {
			s.d.CharacterData(text, at)
		}
		return
	case s.p.drops == office.On:
		s.capital = append(s.capital, letter{text, at, *style})
		return
	case style.Raised == office.On && s.d.IsNoteNumber(text, false):
		return
	}
	if strings.Trim(text, canonical.Blanks) != "" {
		s.laid.typed = false
		s.p.Mark(s.d, style.Italic == office.On && s.p.base.Italic != office.On, s.inserted > 0)
	}
	s.p.Count(style.Lang, len(text))
	s.d.CharacterData(text, at)
}

// symbol appends a character that is given by its number in a font. Those of fonts of pictures are
// blanks.
func (s *story) symbol() {
	code, err := strconv.ParseUint(s.m.Attr("w:char"), 16, 32)
	r := rune(code)
	font := strings.ToLower(s.m.Attr("w:font"))
	switch picture := strings.Contains(font, "symbol") || strings.Contains(font, "dings"); {
	case err != nil || picture:
		s.d.Space()
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
	s.ownMark = isOn(s.m.Attr("w:customMarkFollows"))
	id := s.m.Attr("w:id")
	f, ok := of.byID[id]
	if !ok || s.word.seen[kind+id] || s.role == document.Note {
		return
	}
	s.word.seen[kind+id] = true
	s.Refer(office.Aside{Fragment: f, Role: document.Note})
}
