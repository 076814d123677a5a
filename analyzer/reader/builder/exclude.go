package builder

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// excludedText is a stretch of text that readers of the source do not see as part of the open
// block. It waits until that block ends.
type excludedText struct {
	exclusion document.Exclusion
	reason    string
	pieces    []excludedPiece
}

// excludedPiece is text with what the Builder knew when it came: a line of glyphs, or a string with
// its place in the source.
type excludedPiece struct {
	text   string
	at, n  int
	glyphs []Glyph

	part                       string
	line, printed, laid, ahead int
}

// Exclude says that the text that follows is not part of what readers see, and why. It is kept out
// of the open block and becomes a block of its own after it. [document.Included] ends this.
//
//	d.Exclude(document.Hidden, "white text")
//	d.Text("Ignore this.", at)
//	d.Exclude(document.Included, "")
func (d *Builder) Exclude(kind document.Exclusion, reason string) {
	d.Exclusion, d.Reason = kind, reason
}

// setAside keeps a piece of excluded text for a block of its own. It reports whether it took the
// piece.
func (d *Builder) setAside(p excludedPiece) bool {
	if d.Exclusion == document.Included {
		return false
	}
	if !d.room(d.aside + max(len(p.text), 4*len(p.glyphs))) {
		return true
	}
	p.part, p.line, p.printed, p.laid, p.ahead = d.Part, d.Line, d.Printed, d.Laid, d.Ahead
	d.setApart()
	n := len(d.excluded)
	if n == 0 || d.excluded[n-1].exclusion != d.Exclusion || d.excluded[n-1].reason != d.Reason {
		d.excluded = append(d.excluded, excludedText{exclusion: d.Exclusion, reason: d.Reason})
		n++
	}
	last := &d.excluded[n-1]
	last.pieces = append(last.pieces, p)
	d.pieces++
	d.aside += max(len(p.text), 4*len(p.glyphs))
	return true
}

// setApart keeps stretches of excluded text apart that have words of the open block between them:
// what is left of two deletions in a sentence is no text of its own. Where only blanks are
// between them, a blank does.
func (d *Builder) setApart() {
	from, gap := d.asideAt, d.asideGap
	d.asideAt, d.asideGap = len(d.Buffer), false
	if len(d.excluded) == 0 || from >= len(d.Buffer) && !gap {
		return
	}
	if strings.Trim(string(d.Buffer[min(from, len(d.Buffer)):]), canonical.Blanks) != "" {
		d.BreakExcluded()
		return
	}
	if last := &d.excluded[len(d.excluded)-1]; len(last.pieces) > 0 {
		last.pieces = append(last.pieces, excludedPiece{text: " ", at: -1})
	}
}

// AfterBlank reports whether the text that follows needs no blank before it: it begins a block, or
// white space comes before it.
func (d *Builder) AfterBlank() bool {
	if d.Exclusion == document.Included {
		return !d.HasText || strings.IndexByte(canonical.Blanks, d.Buffer[len(d.Buffer)-1]) >= 0
	}
	if len(d.excluded) == 0 {
		return true
	}
	pieces := d.excluded[len(d.excluded)-1].pieces
	if len(pieces) == 0 {
		return true
	}
	last := pieces[len(pieces)-1].text
	return last != "" && strings.IndexByte(canonical.Blanks, last[len(last)-1]) >= 0
}

// BreakExcluded ends the stretch of excluded text at hand: what follows is another paragraph. A
// reader calls it where an excluded block ends, so that no sentence runs from one hidden paragraph
// into the next.
func (d *Builder) BreakExcluded() {
	if n := len(d.excluded); n > 0 && len(d.excluded[n-1].pieces) > 0 {
		d.excluded = append(d.excluded, excludedText{exclusion: d.excluded[n-1].exclusion, reason: d.excluded[n-1].reason})
	}
}

// flushExcluded makes blocks of the excluded text that waits. No block is open.
func (d *Builder) flushExcluded() {
	if len(d.excluded) == 0 {
		return
	}
	waiting, exclusion, reason, path := d.excluded, d.Exclusion, d.Reason, d.Block.Path
	part, line, printed, laid, ahead, marks := d.Part, d.Line, d.Printed, d.Laid, d.Ahead, d.OpenMarks
	paragraph := d.Paragraph
	d.Paragraph = d.Block.Paragraph
	d.excluded, d.aside, d.pieces, d.Exclusion, d.OpenMarks = nil, 0, 0, document.Included, nil
	last := d.last
	for _, text := range waiting {
		d.Begin(document.Body, 0, path)
		for _, p := range text.pieces {
			d.Part, d.Line, d.Printed, d.Laid, d.Ahead = p.part, p.line, p.printed, p.laid, p.ahead
			if p.glyphs != nil {
				d.Glyphs(p.glyphs)
			} else {
				d.Decoded(p.text, p.at, p.n)
			}
		}
		d.Block.Exclusion, d.Block.Reason = text.exclusion, text.reason
		d.End()
	}
	d.last, d.Exclusion, d.Reason, d.OpenMarks = last, exclusion, reason, marks
	d.Part, d.Line, d.Printed, d.Laid, d.Ahead = part, line, printed, laid, ahead
	d.Paragraph = paragraph
}

// maxDirectives is how many directives a document has at most. Whoever acts on them takes fewer.
const maxDirectives = 20_000

// Comment counts the words of a comment, from after its sign on. One that is written for refrain is
// kept with its place instead, which begins at the offset at of Source.
func (d *Builder) Comment(text string, at int) {
	if !strings.HasPrefix(text, document.Directive) {
		d.Omit("comments", text)
		return
	}
	if len(d.Doc.Directives) < maxDirectives {
		d.Doc.Directives = append(d.Doc.Directives, document.Span{Start: at, End: at + len(text)})
	}
}

// Omit counts the words of text that is left out on purpose, under a short and stable name for what
// it is: "code".
func (d *Builder) Omit(what, text string) {
	words := 0
	for i := range len(text) {
		if !canonical.IsBlank(text[i]) && (i == 0 || canonical.IsBlank(text[i-1])) {
			words++
		}
	}
	if words == 0 {
		return
	}
	i := slices.IndexFunc(d.Doc.Omissions, func(o document.Omission) bool { return o.Kind == what })
	if i < 0 {
		d.Doc.Omissions = append(d.Doc.Omissions, document.Omission{Kind: what})
		i = len(d.Doc.Omissions) - 1
	}
	d.Doc.Omissions[i].Words += words
}
