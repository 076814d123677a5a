package docx

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// notes are the foot- or endnotes of a document.
type notes struct {
	byID  map[string]xmltok.Fragment
	order []string          // their ids, as they come in their part
	lines []xmltok.Fragment // what sets notes apart from the text: usually a line, but any text may be there
}

// notes reads the notes in a part. Nothing refers to the lines that set them apart.
func (w *word) notes(name string) notes {
	all := notes{byID: map[string]xmltok.Fragment{}}
	m := w.markup(w.archive.Part(name).Whole())
	m.Each(func() {
		m.Each(func() {
			if m.Name != "w:footnote" && m.Name != "w:endnote" || w.d.TooMany(len(all.order), "notes") {
				return
			}
			id := m.Attr("w:id")
			switch m.Attr("w:type") {
			case "", "normal":
				if _, twice := all.byID[id]; !twice {
					all.order = append(all.order, id)
				}
				all.byID[id] = m.Inside()
			default:
				all.lines = append(all.lines, m.Inside())
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
		t := w.story(n.byID[id], office.Relations{}, document.Note)
		t.Outer, t.Why = document.Hidden, office.UnusedNote
		t.blocks()
	}
	if read == 0 {
		return
	}
	for _, line := range n.lines {
		w.story(line, office.Relations{}, document.Running).blocks()
	}
}

// heads are the running heads and feet of a document.
type heads struct {
	parts []string             // in the order in which sections name them
	shown map[string]bool      // by part: a page shows it
	at    [2]map[string]string // the parts of heads and of feet in the section at hand, by the pages that show them
	even  office.Setting       // even pages have heads of their own; unset before it is known
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
	s.m.Each(func() {
		kind := 0
		switch s.m.Name {
		case "w:titlePg":
			first = toggle(s.m.Attr("w:val")) == office.On
			return
		case "w:headerReference":
		case "w:footerReference":
			kind = 1
		default:
			return
		}
		name := s.relations.ByID[s.m.Attr("r:id")]
		switch {
		case name == "":
			return
		case s.word.seen[name]:
		case !s.archive.Has(name):
			s.archive.Damaged(name)
			return
		default:
			s.word.seen[name] = true
			h.parts = append(h.parts, name)
		}
		pages := s.m.Attr("w:type")
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
	if w.heads.even == office.Unset {
		w.heads.even = office.Off
		settings := w.archive.Part(w.target("/settings"))
		if !strings.Contains(settings.Text, "evenAndOddHeaders") { // which is true of nearly all, and they are long
			return false
		}
		m := w.markup(settings.Whole())
		m.Each(func() {
			m.Each(func() {
				if m.Name == "w:evenAndOddHeaders" {
					w.heads.even = toggle(m.Attr("w:val"))
				}
			})
		})
	}
	return w.heads.even == office.On
}

// runningHeads reads the running heads and feet, in the order in which sections name them.
func (w *word) runningHeads() {
	for _, name := range w.heads.parts {
		t := w.story(w.archive.Part(name).Whole(), w.relationsOf(name), document.Running)
		if !w.heads.shown[name] {
			t.Outer, t.Why = document.Hidden, office.UnusedHead
		}
		t.blocks()
	}
}

// leftOut counts the words of what is no part of the text.
func (w *word) leftOut() {
	for _, part := range []struct {
		links      office.Relations
		kind, what string
	}{
		{w.relations, "/comments", "comments"},
		{w.relations, "/glossaryDocument", "building blocks"},
		{w.top, "/core-properties", "document properties"},
	} {
		for _, r := range part.links.All {
			if strings.HasSuffix(r.Kind, part.kind) && w.archive.Has(r.Target) && !w.seen[r.Target] {
				w.seen[r.Target] = true
				w.d.Omit(part.what, w.textOf(w.archive.Part(r.Target).Whole()))
			}
		}
	}
}

// properties are the elements of a document's properties whose words people may see.
var properties = map[string]bool{
	"dc:title": true, "dc:subject": true, "dc:description": true, "cp:keywords": true, "cp:category": true,
}

// textOf are the words of a fragment, whoever sees them. Paragraphs, breaks and tabs are blanks.
func (w *word) textOf(f xmltok.Fragment) string {
	var b strings.Builder
	m := w.markup(f)
	var look func()
	look = func() {
		switch {
		case m.Name == "w:t", m.Name == "w:delText", m.Name == "m:t", m.Name == "a:t", m.Name == "c:v", properties[m.Name]:
			if properties[m.Name] {
				b.WriteByte(' ')
			}
			m.Content(func() {}, func(text string, _ int) { b.WriteString(charset.Unescape(text)) })
		case m.Name == "w:p", m.Name == "a:p", m.Name == "c:pt", m.Name == "w:tab", m.Name == "w:br", m.Name == "w:cr":
			b.WriteByte(' ')
			m.Each(look)
		case m.Name == "v:textpath":
			b.WriteString(" " + m.Attr("string") + " ")
		case m.Name == "w:noBreakHyphen":
			b.WriteByte('-')
		default:
			m.Each(look)
		}
	}
	m.Each(look)
	return b.String()
}
