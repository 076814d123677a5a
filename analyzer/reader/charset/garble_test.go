package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

// garble is what becomes of a text that a program takes for windows-1252 and writes as UTF-8, so
// many times.
func garble(t *testing.T, s string, times int) string {
	t.Helper()
	for range times {
		var err error
		if s, err = charmap.Windows1252.NewDecoder().String(s); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestGarbledTextIsUndone(t *testing.T) {
	const plain = "The minister’s “illegal migrants” – ‘illegals’ … of the café in Ångström cost £5. Ærø, " +
		"Šibenik, naïve, É."
	for times := 1; times <= 3; times++ {
		if doc := readertest.ReadNamed(t, "a.txt", garble(t, plain, times)); doc.Text != plain || len(doc.Gaps) > 0 {
			t.Errorf("garbled %d times: got %q, gaps %v", times, doc.Text, doc.Gaps)
		}
	}
	for _, c := range []struct{ src, want string }{
		{"He spoke of â€œillegal migrantsâ€, he said.", "He spoke of “illegal migrants”, he said."},
		{"of â€œmigrantsâ€\uFFFD are", "of “migrants” are"},
		{"a wave ofÂ refugees, hereÂ.", "a wave of refugees, here."},
		{"itâ\u0080\u0099s", "it’s"},
		{"itâ&euro;&trade;s", "itâ&euro;&trade;s"},
		{"ÐœÐ¸Ð½Ð¸Ñ\u0081Ñ‚Ñ€ Ñ\u0081ÐºÐ°Ð·Ð°Ð»", "Министр сказал"},
		{"Î‘Î¸Î®Î½Î±", "Αθήνα"},
		{"ï»¿Text ðŸ˜€", "Text 😀"},
		{"RÃ‰FUGIÃ‰S, rÃ©fugiÃ©s, cafÃ©", "RÉFUGIÉS, réfugiés, café"},
	} {
		if doc := readertest.ReadNamed(t, "a.txt", c.src); doc.Text != c.want {
			t.Errorf("%q: got %q, want %q", c.src, doc.Text, c.want)
		}
	}
	html := readertest.ReadNamed(t, "a.html", "<!doctype html><p>itâ&euro;&trade;s a <i>cafÃ©</i>")
	if html.Text != "it’s a café" {
		t.Errorf("HTML: got %q", html.Text)
	}
}

// TestSoundTextIsNotUndone: letters and signs that stand side by side in real text stay.
func TestSoundTextIsNotUndone(t *testing.T) {
	for _, s := range []string{
		"“IRMÔ, «IRMû, «café»…” À “Été” – «où?» “…là”", "Il dit : « Là… » ‘café’” Â",
		"ÃO É O FIM; SÃO, NÃO, MAÇÃ… e “MANHÔ", "Â est une lettre, Ã aussi. L’Â.",
		"Österreich, Ägypten, Übung „JÄ“ und „Spaß“ – 5 °C, ß, weiß”",
		"TÂCHE, PÂQUES, Âge, château", "Ísland, Ðað, þá", "à…”, é’”, ê—“",
	} {
		if doc := readertest.ReadNamed(t, "a.txt", s); doc.Text != s || len(doc.Gaps) > 0 {
			t.Errorf("%q: got %q, gaps %v", s, doc.Text, doc.Gaps)
		}
	}
}

func TestWhatCannotBeUndoneIsAGap(t *testing.T) {
	for _, src := range []string{"The rÃfugiÃs and the cafÃ owners spoke.", "Ìèíèñòð çàÿâèë, ÷òî ÷èñëî âûðîñëî."} {
		doc := readertest.ReadNamed(t, "a.txt", src)
		if got := readertest.Gaps(doc); got != "garbled letters" || doc.Gaps[0].Hint == "" {
			t.Errorf("%q: gaps %q, want one", src, got)
		}
	}
}

// TestUndoneTextKeepsItsPlaces: a word after garbled characters stands where it was written.
func TestUndoneTextKeepsItsPlaces(t *testing.T) {
	src := "x\n\nHe spoke of â€œillegal migrantsâ€\u009d, cafÃ© and a flood.\n"
	for _, name := range []string{"a.txt", "a.md", "a.html"} {
		doc := readertest.ReadNamed(t, name, src)
		for _, word := range []string{"illegal migrants", "flood"} {
			i := strings.Index(doc.Text, word)
			if i < 0 {
				t.Errorf("%s: no %q in %q", name, word, doc.Text)
				continue
			}
			if got := doc.Locate(document.Span{Start: i, End: i + len(word)}).Source.Of(doc.Source); got != word {
				t.Errorf("%s: %q stands at %q", name, word, got)
			}
		}
	}
}
