package judge

import (
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Bounds of the label of a turn in a transcript.
const (
	longestLabel = 80 // bytes
	fewestTurns  = 2  // labels that make a document a transcript
)

// turns returns, by block, the block whose label says who speaks, or -1; nil for a document that is
// no transcript. A turn ends at the next label or heading.
func turns(d *document.Document) []int32 {
	labels := 0
	for i := range d.Blocks {
		if _, ok := label(d, i); ok {
			labels++
		}
	}
	if labels < fewestTurns {
		return nil
	}
	all := make([]int32, len(d.Blocks))
	current := int32(-1)
	for i := range d.Blocks {
		if d.Blocks[i].Role == document.Heading {
			current = -1
		}
		if _, ok := label(d, i); ok {
			current = int32(i)
		}
		all[i] = current
	}
	return all
}

// label is who speaks in a block, where it begins as turns in transcripts do: "THE PRIME
// MINISTER:", "QUESTION (Daily Courier):", "Q.".
func label(d *document.Document, block int) (document.Span, bool) {
	b := &d.Blocks[block]
	if b.Exclusion != document.Included || b.Role != document.Body || b.Len() < 3 || !isUpper(d.Text[b.Start]) {
		return document.Span{}, false
	}
	text := d.Text[b.Start:min(b.End, b.Start+longestLabel)]
	if len(text) > 2 && (text[1] == '.' || text[1] == ':') && text[2] == ' ' && (text[0] == 'Q' || text[0] == 'A') {
		return document.Span{Start: b.Start, End: b.Start + 1}, true
	}
	end := strings.IndexByte(text, ':')
	if end < 2 || end+1 >= b.Len() {
		return document.Span{}, false
	}
	name, _, _ := strings.Cut(text[:end], "(")
	name = strings.TrimRight(name, " ")
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLower(r), unicode.IsDigit(r), strings.ContainsRune(";!?“\"", r):
			return document.Span{}, false
		}
	}
	return document.Span{Start: b.Start, End: b.Start + len(name)}, letters > 1
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// turn is the label of the turn that the block is part of.
func (p *Page) turn() (document.Span, bool) {
	if p.outline == nil || p.outline.turns == nil || p.outline.turns[p.Block] < 0 {
		return document.Span{}, false
	}
	return label(p.Doc, int(p.outline.turns[p.Block]))
}

// inTurn gives what is judged the speaker of its turn. What others ask in an interview or a hearing
// is reported.
func (c *Case) inTurn(v Verdict) Verdict {
	if v.Status != lexicon.Used || v.Speaker.Len() > 0 {
		return v
	}
	who, ok := c.turn()
	if !ok {
		return v
	}
	v.Speaker = who
	tokens := c.Judge.words.Scan(c.text(), who.Start, who.End, nil)
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: c.Block, Tokens: tokens}
	for i := range tokens {
		if p.is(i, lexicon.Questioner) {
			v.Status, v.Rule, v.Cue = lexicon.Reported, "question", who
		}
	}
	return v
}
