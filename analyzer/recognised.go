package analyzer

import (
	"sort"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
)

// recognisedAt is the first stretch of recognised text that ends after an offset: its index among
// p.recognised.
func (p *pass) recognisedAt(offset int) int {
	return sort.Search(len(p.recognised), func(i int) bool { return p.recognised[i].End > offset })
}

// isRecognised reports whether some of a stretch was recognised in a picture.
func (p *pass) isRecognised(s document.Span) bool {
	i := p.recognisedAt(s.Start)
	return i < len(p.recognised) && p.recognised[i].Start < s.End
}

// recognisedWords counts the words that were recognised in pictures.
func (p *pass) recognisedWords(tokens []segment.Token) (n int) {
	if len(p.recognised) == 0 || len(tokens) == 0 {
		return 0
	}
	i := p.recognisedAt(int(tokens[0].Start))
	for k := range tokens {
		at := int(tokens[k].Start)
		for i < len(p.recognised) && p.recognised[i].End <= at {
			i++
		}
		if i < len(p.recognised) && p.recognised[i].Start <= at {
			n++
		}
	}
	return n
}
