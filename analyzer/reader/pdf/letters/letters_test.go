package letters

import "testing"

func TestUsableCodePointsMeanACharacter(t *testing.T) {
	for c, want := range map[rune]bool{
		'a': true, '\t': true, 'ä': true, '難': true, 0x1F600: true,
		0x02: false, 0x85: false, 0xE012: false, 0xD800: false, 0xF0001: false,
		Unknown: false, 0xFFFE: false, 0x1FFFF: false,
	} {
		if got := Usable(c); got != want {
			t.Errorf("%U: %v, want %v", c, got, want)
		}
	}
}

func TestEmptyCodePointsShowNothing(t *testing.T) {
	for c, want := range map[rune]bool{0x200B: true, 0x3000: true, 0xFEFF: true, 0xFE0F: true, 'a': false, '-': false} {
		if got := Empty(c); got != want {
			t.Errorf("%U: %v, want %v", c, got, want)
		}
	}
}

func TestOrnamentsAreKnownByTheNameOfTheirFont(t *testing.T) {
	for font, want := range map[string]bool{
		"Wingdings-Regular": true, "FontAwesome5Free": true, "Garamond": false, "": false,
	} {
		if got := Ornaments(font); got != want {
			t.Errorf("%q: %v, want %v", font, got, want)
		}
	}
}

func TestTextsAgree(t *testing.T) {
	for claim, c := range map[string]struct {
		drawn, told, key string
		want             bool
	}{
		"the same":                          {"A flood of people", "A flood of people", ActualText, true},
		"ligatures, case and signs":         {"eﬃcient – Straße", "EFFICIENT STRASSE.", ActualText, true},
		"a slip in many letters":            {"They met on a Monday", "They mett on a Monday", ActualText, true},
		"another word":                      {"A flood of people", "A group of people", ActualText, false},
		"nothing for something":             {"A flood of people", "", ActualText, false},
		"nothing for nothing":               {"•", "", ActualText, true},
		"an abbreviation and its expansion": {"UNHCR", "the Refugee Agency", Expansion, true},
		"a description of a picture":        {"", "People on a boat", AltText, true},
		"another sentence as description":   {"They are all very welcome here", "Nobody is welcome", AltText, false},
		"Arabic in another order":           {"مرحبا", "ابحرم", ActualText, true},
	} {
		if got := Agree(c.drawn, c.told, c.key); got != c.want {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
}

func TestToldTextIsReadWhereItIsClearer(t *testing.T) {
	for claim, c := range map[string]struct {
		drawn, told string
		want        bool
	}{
		"a ligature of which letters are lost": {"f", "ffi", true},
		"a sign":                               {"\uf0b7", "Item", true},
		"letters without meaning":              {"re\ufffdgees", "refugees", true},
		"another word":                         {"flood", "group", false},
		"nothing":                              {"flood", "", false},
		"a sentence for a sign":                {"•", "This sentence is far too long for a bullet.", false},
	} {
		if got := Clearer(c.drawn, c.told); got != c.want {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
}

func TestFieldShowsWhatIsFilledIn(t *testing.T) {
	for claim, c := range map[string]struct {
		drawn, told string
		want        bool
	}{
		"all of it":      {"Anna from Westmark", "Anna from Westmark", true},
		"its beginning":  {"Anna from", "Anna from Westmark", true},
		"with its label": {"Name Anna from Westmark", "Anna from Westmark", true},
		"something else": {"Bertha", "Anna from Westmark", false},
		"nothing":        {"", "Anna from Westmark", false},
	} {
		if got := FilledIn(c.drawn, c.told); got != c.want {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
}
