package reports

import (
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// shown is the sentence as the terminal shows it in so many columns, and its carets.
func shown(t *testing.T, sentence, words string, columns int) (line, carets string) {
	t.Helper()
	span := spanOf(t, sentence, words)
	all := around(cells(sentence, document.Span{End: len(sentence)}, span), columns)
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.text)
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

func TestWrappingLosesNothing(t *testing.T) {
	const text = "a bb ccc dddd eeeeeeeeeeeeeeeeeeeeeeee ff"
	for columns := 1; columns < 50; columns++ {
		var all []string
		for _, line := range wrap(plain(text), columns) {
			if widthOf(line) > columns {
				t.Errorf("in %d columns: a line of %d", columns, widthOf(line))
			}
			var b strings.Builder
			for _, c := range line {
				b.WriteString(c.text)
			}
			all = append(all, b.String())
		}
		if got := strings.ReplaceAll(strings.Join(all, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Errorf("in %d columns: got %q", columns, all)
		}
	}
}

func TestContextOfAHugeSentenceIsBounded(t *testing.T) {
	huge := strings.Repeat("für ", 300_000) + "illegals" + strings.Repeat(" été", 300_000)
	got := context(huge, document.Span{End: len(huge)}, spanOf(t, huge, "illegals"))
	if len(got) > 3*contextLimit || !utf8.ValidString(got) {
		t.Errorf("%d bytes, valid: %t", len(got), utf8.ValidString(got))
	}
	if !strings.HasPrefix(got, "… für ") || !strings.HasSuffix(got, " été …") || !strings.Contains(got, " illegals ") {
		t.Errorf("got %q", got)
	}
}

func TestContextWithoutBlanksIsStillText(t *testing.T) {
	huge := strings.Repeat("字", 5000) + "illegals" + strings.Repeat("字", 5000)
	if got := context(huge, document.Span{End: len(huge)}, spanOf(t, huge, "illegals")); !utf8.ValidString(got) || len(got) > 3*contextLimit {
		t.Errorf("%d bytes, valid: %t", len(got), utf8.ValidString(got))
	}
}

func TestGapsOfTheSameReasonAreOneLine(t *testing.T) {
	var gaps []document.Gap
	for _, page := range []int{3, 4, 5, 9, 11, 12} {
		gaps = append(gaps, document.Gap{Page: page, Reason: "no text layer", Hint: "h"})
	}
	gaps = append(gaps, document.Gap{Reason: "embedded files not read"}, document.Gap{Page: 1, Reason: "damaged"})
	var got []string
	for _, g := range GroupGaps(gaps) {
		got = append(got, g.String())
	}
	if want := "pages 3 to 5, 9, 11, 12: no text layer|embedded files not read|page 1: damaged"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// No report speaks of guilt: it names words and places.
func TestReportsAccuseNobody(t *testing.T) {
	for _, c := range cases {
		text := strings.ToLower(report(t, c.kind, c.options, *c.run, c.input(t), c.totals))
		for _, word := range []string{"offender", "violation", "guilty", "xenophob", "racis", "score", "hate"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q", c.golden, word)
			}
		}
	}
}
