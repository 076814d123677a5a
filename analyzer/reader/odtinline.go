package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// inline reads the text of a paragraph or of an element in one.
func (s *openStory) inline(style textStyle) {
	m := s.m
	m.content(func() { s.element(style) }, func(text string, at int) { s.text(text, at, style) })
}

// element reads an element in a paragraph.
func (s *openStory) element(style textStyle) {
	m := s.m
	switch m.name {
	case "text:span":
		own := s.styles.of(familyKey("text", m.attr("text:style-name"))).text
		s.inline(own.over(style))
	case "text:s", "text:tab":
		s.see(&style)
		s.d.space()
	case "text:line-break":
		s.see(&style)
		s.d.newline()
	case "text:change-start", "text:change-end", "text:change":
		s.change(style)
	case "text:note":
		s.see(&style)
		s.note()
	case "text:hidden-paragraph", "text:hidden-text", "text:conditional-text", "text:drop-down", "text:script":
		s.field(style)
	case "text:number": // the number of the paragraph, which is known
		if content := m.inside(); worded(content.part.text[content.from:content.to]) {
			s.m = s.markup(content)
			s.inline(style)
			s.m = m
			s.d.space()
		}
	case "text:ruby-text":
		s.above = append(s.above, m.inside())
	case "office:annotation":
		s.annotation()
	case "text:tracked-changes", "svg:title", "svg:desc", "text:note-citation":
	default:
		if strings.HasPrefix(m.name, "draw:") && m.name != "draw:a" {
			s.see(&style)
			s.drawn()
			return
		}
		s.inline(style)
	}
}

// text appends text, in which white space is only between words.
func (s *openStory) text(text string, at int, style textStyle) {
	shown := s.see(&style)
	if shown && style.raised == on && s.d.noteNumber(text, false) {
		return
	}
	if shown {
		if strings.Trim(text, blanks) != "" {
			s.letter.mark(s.d, style.italic == on && s.base.italic != on, s.inserted > 0)
		}
		s.letter.count(style.lang, len(text))
	}
	if strings.HasPrefix(text, cdata) {
		s.d.appendText(text, at)
		return
	}
	s.d.flow(text, at)
}

// field reads a field that may show something else than its text.
func (s *openStory) field(style textStyle) {
	m := s.m
	switch m.name {
	case "text:hidden-paragraph":
		hidden, known := constantCondition(m.attr("text:condition"))
		if !known { // The program that wrote it knew.
			hidden = m.attr("text:is-hidden") == "true"
		}
		s.gone = s.gone || hidden
		s.inline(style)
	case "text:hidden-text":
		s.hiddenField(style)
	case "text:conditional-text":
		s.conditional(style)
	case "text:drop-down":
		m.content(func() {
			if m.name == "text:label" && m.attr("text:current-selected") != "true" {
				s.d.omit(choices, m.attr("text:value"))
			}
		}, func(text string, at int) { s.text(text, at, style) })
	case "text:script":
		m.content(func() {}, func(text string, _ int) { s.d.omit("code", text) })
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
func (s *openStory) hiddenField(style textStyle) {
	m := s.m
	if m.attr("text:is-hidden") != "true" {
		s.inline(style)
		return
	}
	s.apartFrom(hiddenText, func() {
		s.see(&style)
		if words := m.attr("text:string-value"); words != "" {
			place := m.placeOf(words)
			s.d.decoded(words, place.Start, place.Len())
			s.d.space()
		}
		s.inline(style)
	})
}

// conditional reads a field that shows one of two texts, and counts the other.
func (s *openStory) conditional(style textStyle) {
	m := s.m
	yes, no := m.attr("text:string-value-if-true"), m.attr("text:string-value-if-false")
	var shown strings.Builder
	m.content(func() { s.element(style) }, func(text string, at int) {
		shown.WriteString(characters(text))
		s.text(text, at, style)
	})
	for _, words := range []string{yes, no} {
		if strings.TrimSpace(words) != strings.TrimSpace(shown.String()) {
			s.d.omit("conditional text that is not shown", words)
		}
	}
}

// change deals with the beginning or end of a tracked change, or with the place of a deletion. What
// is deleted is kept elsewhere.
func (s *openStory) change(style textStyle) {
	id := s.m.attr("text:change-id")
	switch s.m.name {
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

// deletion reads what a tracked change has deleted, at the place where it stood.
func (s *openStory) deletion(id string, style textStyle) {
	f, ok := s.deletions[id]
	if !ok || s.seen[id] {
		return
	}
	s.seen[id] = true
	m, outer, why, base, inserted := s.m, s.outer, s.why, s.base, s.inserted
	if s.inserted = 0; s.outer == document.Included {
		s.outer, s.why = document.Deleted, trackedDeletion
	}
	s.m = s.markup(f)
	var look func()
	look = func() {
		switch s.m.name {
		case "text:p", "text:h":
			s.inline(style)
			s.d.breakExcluded()
		case "office:change-info":
			s.annotation()
		default:
			s.m.each(look)
		}
	}
	s.m.each(look)
	s.m, s.outer, s.why, s.base, s.inserted = m, outer, why, base, inserted
}

// annotation counts the words of a comment.
func (s *openStory) annotation() {
	var b strings.Builder
	var look func()
	look = func() {
		if name := s.m.name; name == "dc:creator" || name == "dc:date" || name == "meta:creator-initials" {
			return
		}
		b.WriteByte(' ')
		s.m.content(look, func(text string, _ int) { b.WriteString(characters(text)) })
	}
	s.m.each(look)
	s.d.omit("comments", b.String())
}

// note has a note read after the paragraph.
func (s *openStory) note() {
	s.m.each(func() {
		if s.m.name == "text:note-body" {
			s.refer(aside{fragment: s.m.inside(), role: document.Note})
		}
	})
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *openStory) asides(place string) {
	after, above := s.after, s.above
	s.after, s.above = nil, nil
	s.d.exclude(document.Included, "")
	if len(above) > 0 {
		s.d.begin(s.role, 0, place)
		m := s.m
		for _, f := range above {
			s.m = s.markup(f)
			s.m.content(func() { s.element(s.base) }, func(text string, at int) { s.text(text, at, s.base) })
			s.d.space()
		}
		s.m = m
		s.letter.close(s.d)
		s.d.exclude(document.Included, "")
		s.d.end()
	}
	for _, a := range after {
		role := a.role
		if s.role != document.Body {
			role = s.role
		}
		t := &openStory{openText: s.openText, m: s.markup(a.fragment), role: role, place: place}
		t.sight = sight{draft: s.d, outer: a.outer, why: a.why, ground: a.ground, boxes: s.boxes + 1}
		if t.boxes > maxBoxes {
			s.d.gap(0, gapLimit, "check the file: its text boxes are nested too deep")
			continue
		}
		s.d.part = a.part.name
		switch a.kind {
		case asideWords:
			readWords(s.d, a, role, place)
		case asideDrawing:
			t.m.each(t.chart)
		default:
			t.m.each(t.block)
		}
		s.d.end()
	}
	s.d.exclude(document.Included, "")
}
