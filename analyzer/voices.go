package analyzer

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
)

// Voice is a speaker of a transcript with how many words of the document are theirs.
type Voice struct {
	Name  string
	Words int
}

// mostVoices bounds how many speakers of a document are told apart. No hearing has more.
const mostVoices = 1000

// voices counts the words of each speaker, in the order of speech. Unless all are asked for, it looks
// only at documents in which somebody who is named says what was found: nobody asks about others.
func (p *pass) voices(all bool) []Voice {
	if p.outline == nil || !all && !p.named() {
		return nil
	}
	c := voiceCount{index: map[string]int{}}
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if b.Exclusion != document.Included {
			continue
		}
		p.outline.Parts(b.Span, func(part, who document.Span) {
			name := b.Speaker
			if who.Len() > 0 {
				name = who.Of(p.doc.Text)
			}
			if name != "" {
				c.add(name, p.wordsIn(part))
			}
		})
	}
	return c.list
}

// named reports whether a finding has a speaker.
func (p *pass) named() bool {
	for i := range p.report.Findings {
		if p.report.Findings[i].Voice != "" {
			return true
		}
	}
	return false
}

// wordsIn counts the words of a part of a block.
func (p *pass) wordsIn(part document.Span) int {
	var none segment.Vocabulary
	words := 0
	for s, ok := firstStretch(p.doc.Text, part), part.Len() > 0; ok; s, ok = s.next(p.doc.Text, part) {
		p.tokens = none.Scan(p.doc.Text, s.span.Start, s.span.End, p.tokens[:0])
		first, end := s.tokens(p.tokens)
		words += end - first
	}
	return words
}

// voiceCount adds up words by speaker.
type voiceCount struct {
	list  []Voice
	index map[string]int
}

func (c *voiceCount) add(name string, words int) {
	key := strings.ToLower(name)
	i, ok := c.index[key]
	if !ok {
		if len(c.list) == mostVoices {
			return
		}
		i = len(c.list)
		c.index[key] = i
		c.list = append(c.list, Voice{Name: name})
	}
	c.list[i].Words += words
}
