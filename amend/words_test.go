package amend

import "testing"

// TestWordsOfOneRowAreInNoOther: an adjective says one thing, or it would be lost in silence.
func TestWordsOfOneRowAreInNoOther(t *testing.T) {
	rows := map[string]string{}
	for row, words := range englishRows("absorbed") {
		for word := range words {
			if other := rows[word]; other != "" {
				t.Errorf("%s is in %s and %s", word, other, row)
			}
			rows[word] = row
		}
	}
}

// TestVerbsAreInflected: regular ones by their letters, and those that have forms of their own.
func TestVerbsAreInflected(t *testing.T) {
	for verb, want := range map[string][5]string{
		"round":  {"round", "rounds", "rounding", "rounded", "rounded"},
		"net":    {"net", "nets", "netting", "netted", "netted"},
		"combat": {"combat", "combats", "combating", "combated", "combated"},
		"fight":  {"fight", "fights", "fighting", "fought", "fought"},
		"tackle": {"tackle", "tackles", "tackling", "tackled", "tackled"},
		"ship":   {"ship", "ships", "shipping", "shipped", "shipped"},
		"pour":   {"pour", "pours", "pouring", "poured", "poured"},
		"come":   {"come", "comes", "coming", "came", "come"},
	} {
		if got := [5]string(formsOfVerb(verb)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// TestArticlesGoBySound: not by the letter.
func TestArticlesGoBySound(t *testing.T) {
	for words, want := range map[string]string{
		"asylum applicant": "an", "undocumented person": "an", "unauthorised entry": "an", "European": "a", "hour": "an",
		"union": "a", "person": "a", "uninvited guest": "an", "irregular stay": "an",
	} {
		if got := articleFor(words); got != want {
			t.Errorf("%s %s", got, words)
		}
	}
}

// TestNumbersOfWordings: the head is inflected, and what describes it stays.
func TestNumbersOfWordings(t *testing.T) {
	for words, want := range map[string][2]string{
		"people in an irregular situation": {"person in an irregular situation", "people in an irregular situation"},
		"undocumented person":              {"undocumented person", "undocumented people"},
		"child born here":                  {"child born here", "children born here"},
		"person seeking asylum":            {"person seeking asylum", "people seeking asylum"},
		"foreign national":                 {"foreign national", "foreign nationals"},
		"families without a visa":          {"family without a visa", "families without a visa"},
	} {
		if one, many := numbers(words); one != want[0] || many != want[1] {
			t.Errorf("%s: got %q and %q", words, one, many)
		}
	}
}
