package reader

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
)

// excludedText is a stretch of text that readers of the source do not see as part of the open
// block. It waits until that block ends.
type excludedText struct {
	exclusion document.Exclusion
	reason    string
	pieces    []excludedPiece
}

// excludedPiece is text with what the draft knew when it came: a line of glyphs, or a string with
// its place in the source.
type excludedPiece struct {
	text   string
	at, n  int
	glyphs []glyph

	part          string
	line, printed int
}

// exclude says that the text that follows is not part of what readers see, and why. It is kept out
// of the open block and becomes a block of its own after it. [document.Included] ends this.
//
//	d.exclude(document.Hidden, "white text")
//	d.text("Ignore this.", at)
//	d.exclude(document.Included, "")
func (d *draft) exclude(kind document.Exclusion, reason string) { d.exclusion, d.reason = kind, reason }

// setAside keeps a piece of excluded text for a block of its own. It reports whether it took the
// piece.
func (d *draft) setAside(p excludedPiece) bool {
	if d.exclusion == document.Included {
		return false
	}
	if !d.room(d.aside + max(len(p.text), 4*len(p.glyphs))) {
		return true
	}
	p.part, p.line, p.printed = d.part, d.line, d.printed
	d.setApart()
	n := len(d.excluded)
	if n == 0 || d.excluded[n-1].exclusion != d.exclusion || d.excluded[n-1].reason != d.reason {
		d.excluded = append(d.excluded, excludedText{exclusion: d.exclusion, reason: d.reason})
		n++
	}
	last := &d.excluded[n-1]
	last.pieces = append(last.pieces, p)
	d.pieces++
	d.aside += max(len(p.text), 4*len(p.glyphs))
	return true
}

// setApart keeps stretches of excluded text apart that have words of the open block between them:
// what is left of two deletions in a sentence is no text of its own. Where only blanks stand
// between them, a blank does.
func (d *draft) setApart() {
	from, gap := d.asideAt, d.asideGap
	d.asideAt, d.asideGap = len(d.buf), false
	if len(d.excluded) == 0 || from >= len(d.buf) && !gap {
		return
	}
	if strings.Trim(string(d.buf[min(from, len(d.buf)):]), blanks) != "" {
		d.breakExcluded()
		return
	}
	if last := &d.excluded[len(d.excluded)-1]; len(last.pieces) > 0 {
		last.pieces = append(last.pieces, excludedPiece{text: " ", at: -1})
	}
}

// afterBlank reports whether the text that follows needs no blank before it: it begins a block, or
// white space comes before it.
func (d *draft) afterBlank() bool {
	if d.exclusion == document.Included {
		return !d.began || strings.IndexByte(blanks, d.buf[len(d.buf)-1]) >= 0
	}
	if len(d.excluded) == 0 {
		return true
	}
	pieces := d.excluded[len(d.excluded)-1].pieces
	if len(pieces) == 0 {
		return true
	}
	last := pieces[len(pieces)-1].text
	return last != "" && strings.IndexByte(blanks, last[len(last)-1]) >= 0
}

// breakExcluded ends the stretch of excluded text at hand: what follows is another paragraph. A
// reader calls it where an excluded block ends, so that no sentence runs from one hidden paragraph
// into the next.
func (d *draft) breakExcluded() {
	if n := len(d.excluded); n > 0 && len(d.excluded[n-1].pieces) > 0 {
		d.excluded = append(d.excluded, excludedText{exclusion: d.excluded[n-1].exclusion, reason: d.excluded[n-1].reason})
	}
}

// flushExcluded makes blocks of the excluded text that waits. No block is open.
func (d *draft) flushExcluded() {
	if len(d.excluded) == 0 {
		return
	}
	waiting, exclusion, reason, path := d.excluded, d.exclusion, d.reason, d.block.Path
	part, line, printed, marks := d.part, d.line, d.printed, d.marks
	d.excluded, d.aside, d.pieces, d.exclusion, d.marks = nil, 0, 0, document.Included, nil
	last := d.last
	for _, text := range waiting {
		d.begin(document.Body, 0, path)
		for _, p := range text.pieces {
			d.part, d.line, d.printed = p.part, p.line, p.printed
			if p.glyphs != nil {
				d.glyphs(p.glyphs)
			} else {
				d.decoded(p.text, p.at, p.n)
			}
		}
		d.block.Exclusion, d.block.Reason = text.exclusion, text.reason
		d.end()
	}
	d.last, d.exclusion, d.reason, d.marks = last, exclusion, reason, marks
	d.part, d.line, d.printed = part, line, printed
}

// omit counts the words of text that is left out on purpose, under a short and stable name for what
// it is: "code".
func (d *draft) omit(what, text string) {
	words := 0
	for i := range len(text) {
		if !isBlank(text[i]) && (i == 0 || isBlank(text[i-1])) {
			words++
		}
	}
	if words == 0 {
		return
	}
	i := slices.IndexFunc(d.doc.Omissions, func(o document.Omission) bool { return o.Kind == what })
	if i < 0 {
		d.doc.Omissions = append(d.doc.Omissions, document.Omission{Kind: what})
		i = len(d.doc.Omissions) - 1
	}
	d.doc.Omissions[i].Words += words
}
