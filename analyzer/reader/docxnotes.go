package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// notes are the foot- or endnotes of a document.
type notes struct {
	byID  map[string]fragment
	order []string   // their ids, as they come in their part
	lines []fragment // what sets notes apart from the text: usually a line, but any text may stand there
}

// notes reads the notes in a part. Nothing refers to the lines that set them apart.
func (w *word) notes(name string) notes {
	all := notes{byID: map[string]fragment{}}
	m := w.markup(w.archive.part(name).whole())
	m.each(func() {
		m.each(func() {
			if m.name != "w:footnote" && m.name != "w:endnote" || w.d.full(len(all.order), "notes") {
				return
			}
			id := m.attr("w:id")
			switch m.attr("w:type") {
			case "", "normal":
				if _, twice := all.byID[id]; !twice {
					all.order = append(all.order, id)
				}
				all.byID[id] = m.inside()
			default:
				all.lines = append(all.lines, m.inside())
			}
		})
	})
	return all
}

// remaining reads what is left of the notes once the text has been read: the lines above them, and
// notes that nothing refers to.
func (w *word) remaining(n notes, kind string) {
	read := 0
	for _, id := range n.order {
		if w.seen[kind+id] {
			read++
			continue
		}
		t := w.story(n.byID[id], relations{}, document.Note)
		t.outer, t.why = document.Hidden, unusedNote
		t.blocks()
	}
	if read == 0 {
		return
	}
	for _, line := range n.lines {
		w.story(line, relations{}, document.Running).blocks()
	}
}

// heads are the running heads and feet of a document.
type heads struct {
	parts []string             // in the order in which sections name them
	shown map[string]bool      // by part: a page shows it
	at    [2]map[string]string // the parts of heads and of feet in the section at hand, by the pages that show them
	even  setting              // even pages have heads of their own; unset before it is known
}

// section takes note of the running heads and feet of a section. A section that names none has
// those of the section before it.
func (s *story) section() {
	h := &s.word.heads
	if h.shown == nil {
		h.shown = map[string]bool{}
		h.at = [2]map[string]string{{}, {}}
	}
	first := false
	s.m.each(func() {
		kind := 0
		switch s.m.name {
		case "w:titlePg":
			first = toggle(s.m.attr("w:val")) == on
			return
		case "w:headerReference":
		case "w:footerReference":
			kind = 1
		default:
			return
		}
		name := s.relations.byID[s.m.attr("r:id")]
		switch {
		case name == "":
			return
		case s.word.seen[name]:
		case !s.archive.has(name):
			s.archive.damaged(name)
			return
		default:
			s.word.seen[name] = true
			h.parts = append(h.parts, name)
		}
		pages := s.m.attr("w:type")
		if pages == "" {
			pages = "default"
		}
		h.at[kind][pages] = name
	})
	for _, of := range h.at {
		for pages, name := range of {
			if pages == "default" || pages == "first" && first || pages == "even" && s.word.evenHeads() {
				h.shown[name] = true
			}
		}
	}
}

// evenHeads reports whether even pages have running heads of their own.
func (w *word) evenHeads() bool {
	if w.heads.even == unset {
		w.heads.even = off
		settings := w.archive.part(w.target("/settings"))
		if !strings.Contains(settings.text, "evenAndOddHeaders") { // which is true of nearly all, and they are long
			return false
		}
		m := w.markup(settings.whole())
		m.each(func() {
			m.each(func() {
				if m.name == "w:evenAndOddHeaders" {
					w.heads.even = toggle(m.attr("w:val"))
				}
			})
		})
	}
	return w.heads.even == on
}

// runningHeads reads the running heads and feet, in the order in which sections name them.
func (w *word) runningHeads() {
	for _, name := range w.heads.parts {
		t := w.story(w.archive.part(name).whole(), w.relationsOf(name), document.Running)
		if !w.heads.shown[name] {
			t.outer, t.why = document.Hidden, unusedHead
		}
		t.blocks()
	}
}

// leftOut counts the words of what is no part of the text.
func (w *word) leftOut() {
	for _, part := range []struct {
		links      relations
		kind, what string
	}{
		{w.relations, "/comments", "comments"},
		{w.relations, "/glossaryDocument", "building blocks"},
		{w.top, "/core-properties", "document properties"},
	} {
		for _, r := range part.links.all {
			if strings.HasSuffix(r.kind, part.kind) && w.archive.has(r.target) && !w.seen[r.target] {
				w.seen[r.target] = true
				w.d.omit(part.what, w.textOf(w.archive.part(r.target).whole()))
			}
		}
	}
}

// properties are the elements of a document's properties whose words people may see.
var properties = map[string]bool{
	"dc:title": true, "dc:subject": true, "dc:description": true, "cp:keywords": true, "cp:category": true,
}

// textOf are the words of a fragment, whoever sees them. Paragraphs, breaks and tabs are blanks.
func (w *word) textOf(f fragment) string {
	var b strings.Builder
	m := w.markup(f)
	var look func()
	look = func() {
		switch {
		case m.name == "w:t", m.name == "w:delText", m.name == "m:t", m.name == "a:t", m.name == "c:v", properties[m.name]:
			if properties[m.name] {
				b.WriteByte(' ')
			}
			m.content(func() {}, func(text string, _ int) { b.WriteString(characters(text)) })
		case m.name == "w:p", m.name == "a:p", m.name == "c:pt", m.name == "w:tab", m.name == "w:br", m.name == "w:cr":
			b.WriteByte(' ')
			m.each(look)
		case m.name == "v:textpath":
			b.WriteString(" " + m.attr("string") + " ")
		case m.name == "w:noBreakHyphen":
			b.WriteByte('-')
		default:
			m.each(look)
		}
	}
	m.each(look)
	return b.String()
}
