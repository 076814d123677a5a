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

func TestHeadingsInOtherAlphabetsAreProvisions(t *testing.T) {
	for _, c := range []struct {
		line, label string
		level       int
	}{
		{"Статья 5. Въезд", "ст. 5", 4}, {"Глава II", "глава II", 2}, {"ГЛАВА 3", "глава 3", 2},
		{"Rozdział 2", "rozdział 2", 2}, {"Załącznik nr 1", "", 0}, {"Załącznik 1", "załącznik 1", 1},
		{"Άρθρο 5", "άρθρο 5", 4}, {"ΑΡΘΡΟ 12", "άρθρο 12", 4}, {"ΜΕΡΟΣ 1", "μέρος 1", 1},
		{"Глава семьи 5", "", 0}, {"Статья", "", 0}, {"Άρθρο\u00a05", "άρθρο 5", 4},
	} {
		if label, level := NumberedHeading(c.line); label != c.label || label != "" && level != c.level {
			t.Errorf("%q: got %q, %d, want %q, %d", c.line, label, level, c.label, c.level)
		}
	}
}
