package terminal

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/wording"
)

// shown is the sentence as the terminal shows it in so many columns, and its carets.
func shown(t *testing.T, sentence, words string, columns int) (line, carets string) {
	t.Helper()
	span := reporttest.SpanOf(t, sentence, words)
	all := wording.Around(wording.Cells(sentence, document.Span{End: len(sentence)}, span), columns)
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.Text)
	}
	return b.String(), strings.TrimRight(underline(all), " ")
}

func TestCaretsStandBelowTheWords(t *testing.T) {
	for _, c := range []struct{ sentence, line, carets string }{
		{"So many illegals here.", "So many illegals here.", "        ^^^^^^^^"},
		{"東京の illegals here.", "東京の illegals here.", "       ^^^^^^^^"},
		{"Cafe\u0301s, illegals here.", "Cafe\u0301s, illegals here.", "       ^^^^^^^^"},
		{"😀 illegals here.", "😀 illegals here.", "   ^^^^^^^^"},
		{"👩‍👩‍👧 illegals here.", "👩‍👩‍👧 illegals here.", "   ^^^^^^^^"},
		{"A\ttab and\n  breaks: illegals here.", "A tab and breaks: illegals here.", "                  ^^^^^^^^"},
		{"\x1b[31mRed \u202eillegals here.", "·[31mRed ·illegals here.", "          ^^^^^^^^"},
		{"Illegals: illegals here.", "Illegals: illegals here.", "          ^^^^^^^^"},
	} {
		if line, carets := shown(t, c.sentence, "illegals", 80); line != c.line || carets != c.carets {
			t.Errorf("%q:\n got %s\n     %s\nwant %s\n     %s", c.sentence, line, carets, c.line, c.carets)
		}
	}
}

func TestLongSentenceIsShortenedAroundTheWords(t *testing.T) {
	const sentence = "one two three four five six illegals seven eight nine ten eleven twelve"
	for _, c := range []struct {
		columns int
		want    string
	}{
		{100, sentence},
		{40, "… four five six illegals seven eight …"},
		{20, "… six illegals …"},
		{3, "…illegals…"},
	} {
		if line, _ := shown(t, sentence, "illegals", c.columns); line != c.want {
			t.Errorf("in %d columns: got %q, want %q", c.columns, line, c.want)
		}
	}
	if line, _ := shown(t, sentence, "one two", 30); line != "one two three four five six …" {
		t.Errorf("at the start: got %q", line)
	}
	if line, _ := shown(t, sentence, "twelve", 30); line != "… eight nine ten eleven twelve" {
		t.Errorf("at the end: got %q", line)
	}
}
