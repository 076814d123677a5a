package provision

import "testing"

func TestNumbersAreCitedAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ lang, path, want string }{
		{"de", "§ 2(1)(3)(b)", "§ 2 Abs. 1 Nr. 3 Buchst. b"}, {"de-AT", "§ 1a(7)", "§ 1a Abs. 7"},
		{"de", "Abschnitt 2 > § 3", "Abschnitt 2 > § 3"}, {"de", "Anlage 1, Abs. 2(a)", "Anlage 1, Abs. 2 Buchst. a"},
		{"de", "Ziele (2025)", "Ziele (2025)"}, {"de", "()", "()"}, {"de", ")", ")"}, {"de", "§ 2(siehe unten)", "§ 2(siehe unten)"},
		{"en", "Section 2(1)(b)", "Section 2(1)(b)"}, {"xx", "Section 2(1)", "Section 2(1)"},
	} {
		if got := Cite(c.lang, c.path); got != c.want {
			t.Errorf("%s: %q is cited as %q, want %q", c.lang, c.path, got, c.want)
		}
	}
}
