package json

import (
	"bufio"
	"io"

	"refrain/internal/display"
	"refrain/lexicon"
)

// jsonEntry is an entry as `lexicon list` and `lexicon show` give it to programs.
type jsonEntry struct {
	ID       string     `json:"id"`
	Language string     `json:"language"`
	Category string     `json:"category"`
	Severity string     `json:"severity"`
	Tier     string     `json:"tier"`
	Grade    string     `json:"grade"`
	CanFail  bool       `json:"can_fail"`
	Why      string     `json:"why"`
	Instead  []string   `json:"instead"`
	Verbs    []string   `json:"verbs,omitempty"`
	Rewrite  string     `json:"rewrite,omitempty"`
	Caveat   string     `json:"caveat,omitempty"`
	Scope    string     `json:"scope,omitempty"`
	Sources  []string   `json:"sources"`
	Evidence []string   `json:"evidence"`
	Match    []string   `json:"match"`
	Unless   []string   `json:"unless,omitempty"`
	Cue      []string   `json:"cue,omitempty"`
	Disagree []jsonSide `json:"disagree,omitempty"`
}

// entry is an entry with its language. Sources that may not be named are left out.
func entry(l *lexicon.Language, e *lexicon.Entry) jsonEntry {
	out := jsonEntry{
		ID: e.ID, Language: l.Code, Category: e.Category.ID, Severity: e.Severity.String(), Tier: e.Tier.String(),
		Grade:   e.Grade.String(),
		CanFail: e.CanFail(), Why: e.Why, Instead: Listed(e.Instead), Verbs: e.Verbs, Rewrite: e.Rewrite,
		Caveat: e.Caveat, Scope: e.Scope,
		Sources:  sourceIDs(lexicon.SourcesOf(e.Sources)),
		Evidence: Listed(e.Evidence), Match: patternTexts(e.Match), Unless: patternTexts(e.Unless), Cue: e.Cue,
	}
	for _, side := range e.Disagree {
		out.Disagree = append(out.Disagree, jsonSide{side.Says, sourceIDs(side.Sources)})
	}
	return out
}

func patternTexts(patterns []lexicon.Pattern) []string {
	texts := []string{}
	for _, p := range patterns {
		texts = append(texts, p.Text)
	}
	return texts
}

// WriteEntry writes one entry as a line of JSON.
func WriteEntry(w io.Writer, l *lexicon.Language, e *lexicon.Entry) error {
	_, err := display.Guarded(w, display.JSONSigns).Write(append(display.JSON(entry(l, e)), '\n'))
	return err
}

// WriteEntries writes all entries of a lexicon as one JSON list, an entry a line.
func WriteEntries(w io.Writer, lex *lexicon.Lexicon) error {
	b := bufio.NewWriter(w)
	between := "["
	for _, l := range lex.Languages {
		for _, e := range l.Entries() {
			b.WriteString(between)
			if err := WriteEntry(b, l, e); err != nil {
				return err
			}
			between = ","
		}
	}
	if between == "[" {
		b.WriteString(between)
	}
	b.WriteString("]\n")
	return b.Flush()
}
