package docx

import (
	"path"
	"strings"

	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/xmltok"
)

// maxChunks is how many documents may be in each other.
const maxChunks = 3

// chunk reads a document of another format that Word shows as part of this one: a page of HTML,
// plain text, or another Word document. Others are gaps.
func (s *story) chunk(id string) {
	name, ok := s.relations.ByID[id]
	switch {
	case !ok:
		s.linked(id)
		return
	case !s.archive.Has(name):
		s.archive.Damaged(name)
		return
	case s.word.seen[name]:
		return
	}
	s.word.seen[name] = true
	src := s.archive.Unpack(name)
	ext := strings.ToLower(path.Ext(name))
	switch head := strings.ToLower(charset.Head(src)); {
	case strings.HasPrefix(src, container.ZipMagic) && s.chunks < maxChunks:
		s.wordChunk(name, src)
	case strings.HasPrefix(src, container.ZipMagic), strings.HasPrefix(src, "{\\rtf"),
		strings.HasPrefix(head, "mime-version"),
		charset.IsBinary(src):
		s.d.Embedded(name)
	case ext == ".txt":
		s.textChunk(s.archive.Part(name))
	case ext == ".htm", ext == ".html", ext == ".xhtml", strings.Contains(head, "<html"), strings.Contains(head, "<body"):
		s.pageChunk(s.archive.Part(name))
	default:
		s.d.Embedded(name)
	}
}

// pageChunk reads a page of HTML.
func (s *story) pageChunk(p xmltok.Part) {
	s.d.Part = p.Name
	h := &html.Page{Builder: s.d, Depth: s.depth, AllText: true, Exclusion: s.Outer, Reason: s.Why}
	h.Read(s.ctx, p.Text, 0)
	s.d.End()
}

// textChunk reads plain text, in which each line is a paragraph.
func (s *story) textChunk(p xmltok.Part) {
	s.d.Part = p.Name
	at := 0
	for line := range strings.Lines(p.Text) {
		s.d.Begin(s.role, 0, s.place)
		s.d.Exclude(s.Outer, s.Why)
		s.d.Text(strings.TrimRight(line, "\r\n"), at)
		at += len(line)
	}
	s.d.End()
}

// wordChunk reads a Word document.
func (s *story) wordChunk(name, src string) {
	most := s.archive.Limits
	in := input.Input{Bytes: src, Options: input.Options{Limits: most},
		Content: &input.Content{Source: src, Members: most.Members}}
	a := container.Open(in.Content.Listed(), in.Options.Limits, s.d)
	if a == nil {
		return
	}
	a.Left, a.Within = min(a.Left, s.archive.Left), s.archive.Within+name+"/"
	w := newWord(s.ctx, s.d, a, s.depth)
	w.chunks = s.chunks + 1
	if !a.Has(w.main) {
		s.d.Embedded(name)
		return
	}
	w.load()
	t := w.story(w.body.Whole(), w.relations, s.role)
	t.place, t.Boxes, t.Outer, t.Why = s.place, s.Boxes+1, s.Outer, s.Why
	t.blocks()
	w.remaining(w.footnotes, "footnote ")
	w.remaining(w.endnotes, "endnote ")
	s.archive.Left = min(s.archive.Left, a.Left)
}
