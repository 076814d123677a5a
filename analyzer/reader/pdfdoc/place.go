package pdfdoc

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf"
	"refrain/analyzer/reader/provision"
)

// placer writes the text of a PDF's pages into a Builder, in the order of reading.
type placer struct {
	*builder.Builder
	pages   []*pdf.Page
	turned  int  // how many pages have been started
	ahead   bool // the block at hand goes on on pages that have not, see layout.Block
	path    provision.Outline
	amended bool // words are struck out somewhere, so underlined ones are new
	placed  [][]placedLine
}

// placedLine is where a line is on its page.
type placedLine struct {
	number int
	box    document.Box
}

// place writes the pages' text into the Builder in the order of reading. It returns the lines of
// the pages that have places to name.
func place(d *builder.Builder, pages []*pdf.Page) [][]placedLine {
	p := placer{Builder: d, pages: pages, placed: make([][]placedLine, len(pages))}
	for _, page := range pages {
		p.amended = p.amended || page != nil && slices.ContainsFunc(page.Chars,
			func(c layout.Char) bool { return c.Style&layout.Struck != 0 })
	}
	for _, b := range pdf.Layout(pages) {
		p.Row, p.Column = b.Row, b.Column
		if b.Exclusion != document.Included {
			p.Begin(document.Body, 0, p.path.String())
			p.apart(b.Lines, b.Exclusion, b.Reason, func(layout.Char) bool { return true })
			p.End()
		} else {
			p.block(b)
		}
	}
	p.turn(len(pages) - 1)
	return p.placed
}

// turn starts pages up to one.
func (p *placer) turn(to int) {
	for ; p.turned <= to; p.turned++ {
		if page := p.pages[p.turned]; page != nil {
			p.Page(p.turned+1, label(page.Label, p.turned+1), page.Width, page.Height)
			last := &p.Doc.Pages[p.turned]
			last.Turn, last.Left, last.Bottom = page.Rotation, page.Left, page.Bottom
		} else {
			p.Page(p.turned+1, "", 0, 0)
		}
	}
}

func struck(c layout.Char) bool { return c.Style&layout.Struck != 0 }

// line says where the line is that follows.
func (p *placer) line(l layout.Line) {
	if !p.ahead {
		p.turn(l.Page)
	}
	p.Line, p.Printed, p.Ahead = l.Number, l.Printed, max(l.Page-(p.turned-1), 0)
}

// block writes a block. What is struck out of it becomes blocks of their own on the page where it
// is: before the block if that goes on on the next page, after it otherwise.
func (p *placer) block(b layout.Block) {
	path := cited(&p.path, b)
	last := b.Lines[len(b.Lines)-1].Page
	p.turn(b.Lines[0].Page)
	if p.ahead = b.Ahead; p.ahead {
		last = b.Lines[0].Page
	}
	if n := slices.IndexFunc(b.Lines, func(l layout.Line) bool { return l.Page == last }); n > 0 {
		p.Begin(document.Body, 0, path)
		p.apart(b.Lines[:n], document.Deleted, builder.StruckThrough, struck)
	}
	p.Begin(b.Role, b.Level, path)
	for i, l := range b.Lines {
		p.Newline()
		p.line(l)
		p.chars(l)
		if l.Page >= last {
			p.apart(b.Lines[i:i+1], document.Deleted, builder.StruckThrough, struck)
		}
	}
	p.End()
	p.ahead, p.Ahead = false, 0
}

// chars writes what is left of a line without what is struck out of it.
func (p *placer) chars(l layout.Line) {
	page := p.pages[l.Page]
	if len(page.Lost)+len(page.Untold)+len(page.Differences)+len(page.Unsure) > 0 {
		at := placedLine{number: l.Number}
		for _, c := range l.Chars {
			at.box = at.box.Union(page.Displayed(c.Box))
		}
		p.placed[l.Page] = append(p.placed[l.Page], at)
	}
	line := make([]builder.Glyph, 0, len(l.Chars))
	marked := map[document.MarkKind]bool{}
	gone := false
	flush := func() {
		p.Glyphs(line)
		line = line[:0]
	}
	mark := func(kind document.MarkKind, on bool) {
		if on == marked[kind] {
			return
		}
		flush()
		if marked[kind] = on; on {
			p.OpenMark(kind)
		} else {
			p.CloseMark(kind)
		}
	}
	for _, c := range l.Chars {
		if struck(c) {
			gone = true
			continue
		}
		mark(document.Recognised, c.Style&layout.Recognised != 0)
		mark(document.Inserted, p.amended && c.Style&layout.Underlined != 0)
		if gone && c.Rune == ' ' && (len(line) > 0 && line[len(line)-1].Rune == ' ' || len(line) == 0 && p.AfterBlank()) {
			continue // one blank is enough where words are gone
		}
		gone = gone && c.Rune == ' '
		line = append(line, builder.Glyph{Rune: c.Rune, Box: page.Displayed(c.Box)})
	}
	flush()
	mark(document.Inserted, false)
	mark(document.Recognised, false)
}

// apart writes the characters of lines that are wanted as excluded text. What follows on another
// line goes on, what follows after other characters does not.
func (p *placer) apart(lines []layout.Line, kind document.Exclusion, reason string, wanted func(layout.Char) bool) {
	p.Exclude(kind, reason)
	for _, l := range lines {
		p.line(l)
		for from := 0; from < len(l.Chars); {
			to := from
			for to < len(l.Chars) && wanted(l.Chars[to]) {
				to++
			}
			if to == from {
				p.BreakExcluded()
				from++
				continue
			}
			piece := make([]builder.Glyph, 0, to-from+1)
			if !p.AfterBlank() {
				piece = append(piece, builder.Glyph{Rune: ' '})
			}
			for _, c := range l.Chars[from:to] {
				piece = append(piece, builder.Glyph{Rune: c.Rune, Box: p.pages[l.Page].Displayed(c.Box)})
			}
			p.Glyphs(piece)
			from = to
		}
	}
	p.Exclude(document.Included, "")
}

// cited is where a lawyer would cite a block. Headings and numbered provisions open what follows
// them.
func cited(path *provision.Outline, b layout.Block) string {
	switch b.Role {
	case document.Title:
		return ""
	case document.Running, document.Note:
		return path.String()
	}
	var text strings.Builder
	for _, l := range b.Lines {
		for _, c := range l.Chars {
			if text.Len() < provision.Enough {
				text.WriteRune(c.Rune)
			}
		}
		text.WriteByte(' ')
	}
	start := strings.TrimSpace(text.String())
	if start == "" {
		return path.String()
	}
	label, level := provision.NumberedHeading(start)
	switch {
	case label != "" && (level < provision.Level || b.Role == document.Heading):
		return path.Cite(level, label)
	case b.Role == document.Heading:
		return path.Heading(b.Level, start)
	}
	defer func() { path.Ended(lineText(b.Lines[len(b.Lines)-1])) }()
	return path.Provision(start)
}

func lineText(l layout.Line) string {
	var text strings.Builder
	for _, c := range l.Chars {
		text.WriteRune(c.Rune)
	}
	return text.String()
}
