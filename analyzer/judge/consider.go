package judge

import (
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Consideration is a cue that was seen near a finding.
type Consideration struct {
	Rule    *lexicon.Rule
	Cue     document.Span
	Refused string // why it does not decide; "" when it could
}

// Consider lists the cues in the finding's sentence, in the order of the rules.
func (j *Judge) Consider(c *Case) []Consideration {
	var all []Consideration
	cues := c.sentenceCues()
	for n, r := range j.lang.Rules() {
		for _, m := range cues {
			if m.Group != n || r.Where.Heads() {
				continue
			}
			all = append(all, Consideration{Rule: r, Cue: c.span(m.Start, m.End), Refused: c.refuses(r, n, m)})
		}
	}
	return all
}
