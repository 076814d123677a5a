package lexicon

import (
	"strings"
	"testing"
)

func TestPatternGrammar(t *testing.T) {
	for _, tt := range []struct{ pattern, want string }{
		{"flood of refugees", "flood · of · refugees"},
		{"asylum-seeker", "asylum · seeker"},
		{"=illegals", "=illegals"},
		{"(flood|tidal wave) of {modifier}? {person}", "(flood|tidal wave) · of · {modifier}? · {person}"},
		{"({person}|{mobility}) {be} (a|an)? burden", "({person}|{mobility}) · {be} · (a|an)? · burden"},
		{"send ...3 home", "send · ...3 · home"},
		{"{person}'s boat's refugees’", "{person}'s · boat's · refugees's"},
		{"don't come", "don't · come"},
		{" spaced   out ", "spaced · out"},
	} {
		p, err := ParsePattern(tt.pattern)
		if err != nil {
			t.Errorf("ParsePattern(%q): %v", tt.pattern, err)
			continue
		}
		var got []string
		for _, e := range p.Elements() {
			got = append(got, e.String())
		}
		if s := strings.Join(got, " · "); s != tt.want {
			t.Errorf("ParsePattern(%q) = %s, want %s", tt.pattern, s, tt.want)
		}
	}
}

func TestPatternMistakesNameTheirPlace(t *testing.T) {
	for _, tt := range []struct{ pattern, want string }{
		{"", "character 1: empty pattern"},
		{"flood of {person", "character 10: the brace is not closed"},
		{"flood of {Person}", `character 10: "Person" is not the name of a slot`},
		{"(flood|wave of", "character 1: the bracket is not closed"},
		{"(flood|)", "character 8: an alternative is empty"},
		{"(flood|(wave|tide))", "character 8: brackets do not nest"},
		{"(flood {person}|wave)", "either words or one slot"},
		{"flood ...0 people", "a gap is written ...1 to ...9"},
		{"flood ...", "a gap is written ...1 to ...9"},
		{"...3 flood", "a gap at the start or end"},
		{"flood ...3", "a gap at the start or end"},
		{"a ...1 ...2 b", "two gaps in a row"},
		{"flood —", "a dash at the end"},
		{"a ...1 b ...1 c ...1 d ...1 e", "more than 3 gaps"},
		{"{person}? {mobility}", "no fixed word"},
		{"flood? {person}", "no fixed word"},
		{"flood [of] people", "not part of the pattern language"},
		{"flo*d", `character 4: '*' is not expected`},
		{"flood =", "a word is missing after ="},
		{"Flut+", "a part of the compound is missing after +"},
		{"é flood.", "character 8: '.' is not expected"},
		{strings.Repeat("word ", 25), "more than 24 elements"},
		{"word" + strings.Repeat(" a?", 11), "more than 10 elements that may be missing"},
		{strings.Repeat("w", 8001), "longer than 8000 bytes"},
		{"fl\xffood", "not valid UTF-8"},
	} {
		_, err := ParsePattern(tt.pattern)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParsePattern(%.40q): error %v, want one with %q", tt.pattern, err, tt.want)
		}
	}
}

// FuzzParsePattern shows that a pattern that parses can be written out and parsed again to the
// same, and that nothing panics.
func FuzzParsePattern(f *testing.F) {
	for _, seed := range []string{"flood of {modifier}? {person}", "(a|b c|{slot})? =Word ...3 it's {person}'s",
		"don’t", "((", "{}", "...9", "é-è", "é+", "é+(a|b)", "(two words) more"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePattern(text)
		if err != nil {
			return
		}
		var written []string
		for _, e := range p.Elements() {
			written = append(written, e.String())
		}
		again, err := ParsePattern(strings.Join(written, " "))
		if err != nil {
			t.Fatalf("%q is written %q, which does not parse: %v", text, written, err)
		}
		elements := again.Elements()
		if len(elements) != len(written) {
			t.Fatalf("%q: written %q, it has %d elements", text, written, len(elements))
		}
		for i, e := range elements {
			if e.String() != written[i] {
				t.Fatalf("%q: element %d is %s, then %s", text, i, written[i], e.String())
			}
		}
	})
}
