package reader

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// inline reads what lies in a paragraph. Hyperlinks, content controls, smart tags and the like only stand around runs.
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
		s.deleted++
		m.each(s.inline)
		s.deleted--
	case "w:rt", "w:sdtPr", "m:oMath", "m:oMathPara": // the small letters that tell how others are read; formulas
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
				if m.name == "w:del" || m.name == "w:moveFrom" {
					p.markGone = true
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
			p.list, p.level = m.numbered()
		case "w:outlineLvl":
			p.outline = outlineLevel(m.attr("w:val"))
		}
	})
}

// run reads letters that look alike.
func (s *story) run() {
	style := s.p.style.text
	s.ownMark = false
	s.m.each(func() {
		if s.m.name == "w:rPr" {
			letters := s.m.letters()
			style = letters.over(s.styles.of(letters.style).text).over(s.p.style.text)
		} else {
			s.piece(style)
		}
	})
}

// piece reads one piece of a run.
func (s *story) piece(style textStyle) {
	m := s.m
	shown := s.deleted == 0 && !style.unseen()
	switch m.name {
	case "w:fldChar":
		s.field(m.attr("w:fldCharType"))
		return
	case "mc:AlternateContent":
		s.choice(func() { s.piece(style) })
		return
	case "w:ruby":
		m.each(s.inline)
		return
	}
	if !shown {
		return
	}
	if s.commands > 0 {
		s.lost = s.lost || m.name == "w:t"
		return
	}
	switch m.name {
	case "w:t":
		m.content(func() {}, func(text string, at int) { s.text(text, at, style) })
	case "w:tab", "w:ptab":
		s.d.space()
	case "w:br", "w:cr":
		s.d.newline()
	case "w:noBreakHyphen":
		s.d.text("-", -1)
	case "w:softHyphen":
		s.d.text("\u00AD", -1)
	case "w:sym":
		s.symbol()
	case "w:footnoteReference":
		s.note(s.footnotes, "footnote ")
	case "w:endnoteReference":
		s.note(s.endnotes, "endnote ")
	case "w:drawing", "w:pict", "w:object":
		m.each(s.drawing)
	}
}

// text appends text that stands at an offset in the part.
func (s *story) text(text string, at int, style textStyle) {
	if s.ownMark || style.raised == on && s.d.noteNumber(text, false) {
		return
	}
	if strings.Trim(text, blanks) != "" {
		s.p.mark(s.d, style.italic == on && s.p.style.text.italic != on, s.inserted > 0)
	}
	s.p.count(style.lang, len(text))
	s.d.appendText(text, at)
}

// mark opens and closes marks, so that those of runs next to each other become one.
func (p *paragraph) mark(d *draft, italic, inserted bool) {
	set := func(is *bool, want bool, kind document.MarkKind) {
		switch {
		case want && !*is:
			d.open(kind)
		case !want && *is:
			d.close(kind)
		}
		*is = want
	}
	set(&p.italic, italic, document.Emphasis)
	set(&p.insertion, inserted, document.Inserted)
}

// close ends the marks and says which language the paragraph is in.
func (p *paragraph) close(d *draft) {
	p.mark(d, false, false)
	if d.began {
		d.block.Lang = p.language()
	}
}

// count notes that n bytes are in a language, as the format states it.
func (p *paragraph) count(lang string, n int) {
	if lang = languageTag(lang); lang == "" {
		p.unstated += n
		return
	}
	if p.languages == nil {
		p.languages = map[string]int{}
	}
	p.languages[lang] += n
}

// language is the tag that most of the paragraph is in; "" when most of it states none.
func (p *paragraph) language() string {
	best, most := "", p.unstated
	for tag, n := range p.languages {
		if n > most || n == most && tag < best {
			best, most = tag, n
		}
	}
	return best
}

// languageTag is a tag that Word gives; "" for those that name no language.
func languageTag(tag string) string {
	if len(tag) < 2 || tag[0] < 'A' || tag[0] == 'x' && tag[1] == '-' || tag == "zxx" || tag == "none" {
		return ""
	}
	return tag
}

// field deals with the beginning of a field, of its result, and with its end.
func (s *story) field(kind string) {
	last := len(s.fields) - 1
	switch {
	case kind == "begin":
		s.fields = append(s.fields, false)
		s.commands++
	case last < 0:
	case kind == "separate" && !s.fields[last]:
		s.fields[last] = true
		s.commands--
	case kind == "end":
		if !s.fields[last] {
			s.commands--
		}
		s.fields = s.fields[:last]
	}
	if s.commands == 0 {
		s.lost = false
	}
}

// symbol appends a character that is given by its number in a font. Those of fonts of pictures are blanks.
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
		s.d.text(string(r), -1)
	}
}

// note has a foot- or endnote read behind the paragraph.
func (s *story) note(notes map[string]fragment, kind string) {
	s.ownMark = isOn(s.m.attr("w:customMarkFollows"))
	id := s.m.attr("w:id")
	f, ok := notes[id]
	if !ok || s.read[kind+id] || s.role == document.Note {
		return
	}
	s.read[kind+id] = true
	s.after = append(s.after, aside{fragment: f, role: document.Note})
}

// drawing looks for text in a picture, shape or object.
func (s *story) drawing() {
	m := s.m
	switch m.name {
	case "wp:extent":
		s.scan = emu(m.attr("cx")) >= scanWidth && emu(m.attr("cy")) >= scanHeight
	case "v:shape":
		s.scan = cssLength(m.attr("style"), "width") >= scanWidth && cssLength(m.attr("style"), "height") >= scanHeight
		m.each(s.drawing)
	case "a:blip", "v:imagedata":
		if s.scan && s.deleted == 0 {
			s.d.scans++
		}
		s.scan = false
	case "w:txbxContent":
		s.after = append(s.after, aside{m.inside(), s.relations, document.Body, asideBox})
	case "a:txBody":
		s.after = append(s.after, aside{m.inside(), s.relations, document.Body, asideDrawing})
	case "dgm:relIds":
		s.picture(s.relations.byID[m.attr("r:dm")])
	case "c:chart":
		s.picture(s.relations.byID[m.attr("r:id")])
	case "o:OLEObject":
		if kind := m.attr("ProgID"); !strings.HasPrefix(kind, "Equation.") && m.attr("Type") != "Link" {
			embedded(s.d, s.relations.byID[m.attr("r:id")])
		}
	case "mc:AlternateContent":
		s.choice(s.drawing)
	default:
		m.each(s.drawing)
	}
}

// picture has the words of a diagram or chart read, which is a part of its own.
func (s *story) picture(name string) {
	if name == "" || s.read[name] {
		return
	}
	s.read[name] = true
	s.after = append(s.after, aside{s.archive.part(name).whole(), relations{}, document.Body, asideDrawing})
}
