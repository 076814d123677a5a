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
		{"Статья 5. Въезд", "статья 5", 4}, {"Глава II", "глава II", 2}, {"ГЛАВА 3", "глава 3", 2},
		{"Rozdział 2", "rozdział 2", 2}, {"Załącznik nr 1", "", 0}, {"Załącznik 1", "załącznik 1", 1},
		{"Άρθρο 5", "άρθρο 5", 4}, {"ΑΡΘΡΟ 12", "άρθρο 12", 4}, {"ΜΕΡΟΣ 1", "μέρος 1", 1},
		{"Глава семьи 5", "", 0}, {"Статья", "", 0}, {"Άρθρο\u00a05", "άρθρο 5", 4},
	} {
		if label, level := NumberedHeading(c.line); label != c.label || label != "" && level != c.level {
			t.Errorf("%q: got %q, %d, want %q, %d", c.line, label, level, c.label, c.level)
		}
	}
}

// Each language cites the numbers within an article in its own way.
func TestNumbersWithinArticlesAreCitedInEachLanguage(t *testing.T) {
	for _, c := range []struct{ tag, path, want string }{
		{"en", "Article 5(3)(b)", "Article 5(3)(b)"},
		{"de", "§ 2(2)(1)", "§ 2 Abs. 2 Nr. 1"}, {"de", "Art. 5(2)", "Art. 5 Abs. 2"},
		{"es", "artículo 57(2)(a)", "artículo 57.2.a)"},
		{"fr", "Article L. 611-1", "article L. 611-1"}, {"fr", "Article 5(2)", "article 5, paragraphe 2"},
		{"it", "Article 5(3)(b)", "art. 5, comma 3, lettera b)"},
		{"pt", "artigo 3.º(2)(c)", "artigo 3.º, n.º 2, alínea c)"},
		{"nl", "Art. 3(1)(a)", "artikel 3, lid 1, onder a"},
		{"pl", "Article 5(2)(1)", "art. 5 ust. 2 pkt 1"},
		{"ru", "статья 5(2)", "статья 5, пункт 2"},
		{"el", "άρθρο 2(1)", "άρθρο 2 παρ. 1"},
		{"it", "Title I > Article 5", "Title I > Article 5"},
	} {
		if got := Cite(c.tag, c.path); got != c.want {
			t.Errorf("%s, %s: cited as %s, want %s", c.tag, c.path, got, c.want)
		}
	}
}

func TestNumbersWithADash(t *testing.T) {
	for lines, want := range map[string]string{
		"# Artigo 3.º\n1 - O ministro decide.\n2 - Os pedidos:\na) Os novos.": "artigo 3.º(2)(a)",
		"# Article 3\n10 - 12 people came.":                                   "Article 3",
	} {
		if got := cite(lines); got != want {
			t.Errorf("%q: cited as %s, want %s", lines, got, want)
		}
	}
}
