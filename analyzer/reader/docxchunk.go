package reader

import (
	"path"
	"strings"
)

// maxChunks is how many documents may lie in each other.
const maxChunks = 3

// chunk reads a document of another format that Word shows as part of this one: a page of HTML,
// plain text, or another Word document. Others are gaps.
func (s *story) chunk(id string) {
	name, ok := s.relations.byID[id]
	switch {
	case !ok:
		s.linked(id)
		return
	case !s.archive.has(name):
		s.archive.damaged(name)
		return
	case s.word.seen[name]:
		return
	}
	s.word.seen[name] = true
	src := s.archive.bytes(name)
	ext := strings.ToLower(path.Ext(name))
	switch head := strings.ToLower(start(src)); {
	case strings.HasPrefix(src, zipMagic) && s.chunks < maxChunks:
		s.wordChunk(name, src)
	case strings.HasPrefix(src, zipMagic), strings.HasPrefix(src, "{\\rtf"), strings.HasPrefix(head, "mime-version"),
		binary(src):
		s.d.embedded(name)
	case ext == ".txt":
		s.textChunk(s.archive.part(name))
	case ext == ".htm", ext == ".html", ext == ".xhtml", strings.Contains(head, "<html"), strings.Contains(head, "<body"):
		s.pageChunk(s.archive.part(name))
	default:
		s.d.embedded(name)
	}
}

// pageChunk reads a page of HTML.
func (s *story) pageChunk(p part) {
	s.d.part = p.name
	h := &page{d: s.d, depth: s.depth, whole: true, around: s.outer, why: s.why}
	h.read(s.ctx, p.text, 0)
	s.d.end()
}

// textChunk reads plain text, in which each line is a paragraph.
func (s *story) textChunk(p part) {
	s.d.part = p.name
	at := 0
	for line := range strings.Lines(p.text) {
		s.d.begin(s.role, 0, s.place)
		s.d.exclude(s.outer, s.why)
		s.d.text(strings.TrimRight(line, "\r\n"), at)
		at += len(line)
	}
	s.d.end()
}

// wordChunk reads a Word document.
func (s *story) wordChunk(name, src string) {
	most := s.archive.most
	in := input{bytes: src, options: Options{Limits: most}, content: &content{src: src, most: most.Members}}
	a := openArchive(in.content.listed(), in.options.Limits, s.d)
	if a == nil {
		return
	}
	a.left, a.within = min(a.left, s.archive.left), s.archive.within+name+"/"
	w := newWord(s.ctx, s.d, a, s.depth)
	w.chunks = s.chunks + 1
	if !a.has(w.main) {
		s.d.embedded(name)
		return
	}
	w.load()
	t := w.story(w.body.whole(), w.relations, s.role)
	t.place, t.boxes, t.outer, t.why = s.place, s.boxes+1, s.outer, s.why
	t.blocks()
	w.remaining(w.footnotes, "footnote ")
	w.remaining(w.endnotes, "endnote ")
	s.archive.left = min(s.archive.left, a.left)
}
