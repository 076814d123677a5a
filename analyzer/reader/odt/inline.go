package odt

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
)

// inline reads the text of a paragraph or of an element in one.
func (s *openStory) inline(style office.TextStyle) {
	m := s.m
	m.Content(func() { s.element(style) }, func(text string, at int) { s.text(text, at, style) })
}

// element reads an element in a paragraph.
func (s *openStory) element(style office.TextStyle) {
	m := s.m
	switch m.Name {
	case "text:span":
		own := s.styles.Of(familyKey("text", m.Attr("text:style-name"))).Text
		s.inline(own.Over(style))
	case "text:s", "text:tab":
		s.see(&style)
		s.d.Space()
	case "text:line-break":
		s.see(&style)
		s.d.Newline()
	case "text:change-start", "text:change-end", "text:change":
		s.change(style)
	case "text:note":
		s.see(&style)
		s.note()
	case "text:hidden-paragraph", "text:hidden-text", "text:conditional-text", "text:drop-down", "text:script":
		s.field(style)
	case "text:number": // the number of the paragraph, which is known
		if content := m.Inside(); office.Worded(content.Part.Text[content.From:content.To]) {
			s.m = s.markup(content)
			s.inline(style)
			s.m = m
			s.d.Space()
		}
	case "text:ruby-text":
		s.above = append(s.above, m.Inside())
	case "office:annotation":
		s.annotation()
	case "text:tracked-changes", "svg:title", "svg:desc", "text:note-citation":
	default:
		if strings.HasPrefix(m.Name, "draw:") && m.Name != "draw:a" {
			s.see(&style)
			s.drawn()
			return
		}
		s.inline(style)
	}
}

// text appends text, in which white space is only between words.
func (s *openStory) text(text string, at int, style office.TextStyle) {
	shown := s.see(&style)
	if shown && style.Raised == office.On && s.d.IsNoteNumber(text, false) {
		return
	}
	if shown {
		if strings.Trim(text, canonical.Blanks) != "" {
			s.letter.Mark(s.d, style.Italic == office.On && s.base.Italic != office.On, s.inserted > 0)
		}
		s.letter.Count(style.Lang, len(text))
	}
	if strings.HasPrefix(text, charset.CDATA) {
		s.d.CharacterData(text, at)
		return
	}
	s.d.Flow(text, at)
}

// field reads a field that may show something else than its text.
func (s *openStory) field(style office.TextStyle) {
	m := s.m
	switch m.Name {
	case "text:hidden-paragraph":
		hidden, known := constantCondition(m.Attr("text:condition"))
		if !known { // The program that wrote it knew.
			hidden = m.Attr("text:is-hidden") == "true"
		}
		s.gone = s.gone || hidden
		s.inline(style)
	case "text:hidden-text":
		s.hiddenField(style)
	case "text:conditional-text":
		s.conditional(style)
	case "text:drop-down":
		m.Content(func() {
			if m.Name == "text:label" && m.Attr("text:current-selected") != "true" {
				s.d.Omit(builder.ChoicesNotTaken, m.Attr("text:value"))
			}
		}, func(text string, at int) { s.text(text, at, style) })
	case "text:script":
		m.Content(func() {}, func(text string, _ int) { s.d.Omit("code", text) })
	}
}

// constantCondition reports whether a condition holds that compares two numbers or two texts.
// Others depend on fields, and are not known.
func constantCondition(s string) (holds, known bool) {
	if _, formula, ok := strings.Cut(s, ":"); ok {
		s = formula
	}
	for _, sign := range []string{"==", "!=", " EQ ", " NEQ "} {
		a, b, ok := strings.Cut(s, sign)
		if a, b = strings.TrimSpace(a), strings.TrimSpace(b); !ok || !constant(a) || !constant(b) {
			continue
		}
		return (a == b) == (sign == "==" || sign == " EQ "), true
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return false, false
	case strings.EqualFold(s, "true"), strings.EqualFold(s, "false"):
		return strings.EqualFold(s, "true"), true
	}
	n, err := strconv.ParseFloat(s, 64)
	return n != 0, err == nil
}

// constant reports whether part of a condition is a number or a text in marks.
func constant(s string) bool {
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		return true
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// hiddenField reads a field that shows text on a condition.
func (s *openStory) hiddenField(style office.TextStyle) {
	m := s.m
	if m.Attr("text:is-hidden") != "true" {
		s.inline(style)
		return
	}
	s.apartFrom(office.HiddenText, func() {
		s.see(&style)
		if words := m.Attr("text:string-value"); words != "" {
			place := m.PlaceOf(words)
			s.d.Decoded(words, place.Start, place.Len())
			s.d.Space()
		}
		s.inline(style)
	})
}

// conditional reads a field that shows one of two texts, and counts the other.
func (s *openStory) conditional(style office.TextStyle) {
	m := s.m
	yes, no := m.Attr("text:string-value-if-true"), m.Attr("text:string-value-if-false")
	var shown strings.Builder
	m.Content(func() { s.element(style) }, func(text string, at int) {
		shown.WriteString(charset.Unescape(text))
		s.text(text, at, style)
	})
	for _, words := range []string{yes, no} {
		if strings.TrimSpace(words) != strings.TrimSpace(shown.String()) {
			s.d.Omit("conditional text that is not shown", words)
		}
	}
}

// change deals with the beginning or end of a tracked change, or with the place of a deletion. What
// is deleted is kept elsewhere.
func (s *openStory) change(style office.TextStyle) {
	id := s.m.Attr("text:change-id")
	switch s.m.Name {
	case "text:change":
		s.deletion(id, style)
	case "text:change-start":
		if s.insertions[id] {
			s.inserted++
		}
	default:
		if s.insertions[id] {
			s.inserted = max(0, s.inserted-1)
		}
	}
}

// deletion reads what a tracked change has deleted, at the place where it was.
func (s *openStory) deletion(id string, style office.TextStyle) {
	f, ok := s.deletions[id]
	if !ok || s.seen[id] {
		return
	}
	s.seen[id] = true
	m, outer, why, base, inserted := s.m, s.Outer, s.Why, s.base, s.inserted
	if s.inserted = 0; s.Outer == document.Included {
		s.Outer, s.Why = document.Deleted, office.TrackedDeletion
	}
	s.m = s.markup(f)
	var look func()
	look = func() {
		switch s.m.Name {
		case "text:p", "text:h":
			s.inline(style)
			s.d.BreakExcluded()
		case "office:change-info":
			s.annotation()
		default:
			s.m.Each(look)
		}
	}
	s.m.Each(look)
	s.m, s.Outer, s.Why, s.base, s.inserted = m, outer, why, base, inserted
}

// annotation counts the words of a comment.
func (s *openStory) annotation() {
	var b strings.Builder
	var look func()
	look = func() {
		if name := s.m.Name; name == "dc:creator" || name == "dc:date" || name == "meta:creator-initials" {
			return
		}
		b.WriteByte(' ')
		s.m.Content(look, func(text string, _ int) { b.WriteString(charset.Unescape(text)) })
	}
	s.m.Each(look)
	s.d.Omit("comments", b.String())
}

// note has a note read after the paragraph.
func (s *openStory) note() {
	s.m.Each(func() {
		if s.m.Name == "text:note-body" {
			s.Refer(office.Aside{Fragment: s.m.Inside(), Role: document.Note})
		}
	})
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *openStory) asides(place string) {
	after, above := s.After, s.above
	s.After, s.above = nil, nil
	s.d.Exclude(document.Included, "")
	if len(above) > 0 {
		s.d.Begin(s.role, 0, place)
		m := s.m
		for _, f := range above {
			s.m = s.markup(f)
			s.m.Content(func() { s.element(s.base) }, func(text string, at int) { s.text(text, at, s.base) })
			s.d.Space()
		}
		s.m = m
		s.letter.Close(s.d)
		s.d.Exclude(document.Included, "")
		s.d.End()
	}
	for _, a := range after {
		role := a.Role
		if s.role != document.Body {
			role = s.role
		}
		t := &openStory{openText: s.openText, m: s.markup(a.Fragment), role: role, place: place}
		t.Sight = office.Sight{Builder: s.d, Outer: a.Outer, Why: a.Why, Ground: a.Ground, Boxes: s.Boxes + 1}
		if t.Boxes > office.MaxBoxes {
			s.d.Gap(0, gap.Limit, "check the file: its text boxes are nested too deep")
			continue
		}
		s.d.Part = a.Part.Name
		switch a.Kind {
		case office.AsideWords:
			office.ReadWords(s.d, a, role, place)
		case office.AsideDrawing:
			t.m.Each(t.chart)
		default:
			t.m.Each(t.block)
		}
		s.d.End()
	}
	s.d.Exclude(document.Included, "")
}
