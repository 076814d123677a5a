package analyzer

import (
	"fmt"
	"slices"

	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Uncovered is a part of a lexicon that no example needs. Patterns of entries are not among them:
// Prove reports those as failures.
type Uncovered struct {
	At   lexicon.Position
	What string // "slot {person}: member \"asylum seeker\"", "rule word-named: cue \"term\""
}

// Coverage lists the members of slots and the cues of rules that occur in no example of lex, in the
// order of their files. Slots that only the rules of structure use count too.
func Coverage(lex *lexicon.Lexicon, read Reading) ([]Uncovered, error) {
	var all []Uncovered
	for _, l := range lex.Languages {
		missing, err := uncovered(l, read)
		if err != nil {
			return nil, err
		}
		all = append(all, missing...)
	}
	return all, nil
}

func uncovered(l *lexicon.Language, read Reading) ([]Uncovered, error) {
	words := segment.NewVocabulary(l.Traits())
	c := match.NewCompiler(l, words)
	var groups []match.Group
	var parts []Uncovered
	for _, s := range l.Slots() {
		for _, m := range s.Members {
			groups = append(groups, match.Group{Match: []lexicon.Pattern{m}})
			parts = append(parts, Uncovered{m.At, fmt.Sprintf("slot {%s}: member %q", s.Name, m.Text)})
		}
	}
	for _, r := range l.Rules() {
		for _, cue := range r.Cues {
			groups = append(groups, match.Group{Match: []lexicon.Pattern{cue}, Unless: r.Unless})
			parts = append(parts, Uncovered{cue.At, fmt.Sprintf("rule %s: cue %q", r.Name, cue.Text)})
		}
	}
	m := c.Compile(groups)
	seen := make([]bool, len(parts))
	for _, e := range l.Entries() {
		for _, example := range slices.Concat(e.Hits, e.Misses) {
			doc, err := read(example.Text, l.Code)
			if err != nil {
				return nil, err
			}
			for _, found := range m.All(doc.Text, words.Scan(doc.Text, 0, len(doc.Text), nil), nil) {
				seen[found.Group] = true
			}
		}
	}
	var missing []Uncovered
	for i, part := range parts {
		if !seen[i] {
			missing = append(missing, part)
		}
	}
	return missing, nil
}
