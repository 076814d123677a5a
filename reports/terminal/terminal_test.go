package terminal

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
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
	return b.String(), Carets(all)
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

func TestFindingTakesSixLinesAndItsRepetitionOne(t *testing.T) {
	for _, color := range []bool{false, true} {
		got := reporttest.Write(t, reporttest.Of(New), stream.Options{Color: color, Width: 60}, reporttest.FixtureRun,
			[]*analyzer.Report{reporttest.Lined(t)}, nil)
		blocks := strings.Split(got, "\n\n")
		if lines := strings.Count(blocks[1], "\n") + 1; lines > 6 {
			t.Errorf("the finding takes %d lines, want at most 6:\n%s", lines, blocks[1])
		}
		if want := "as at 1:24"; strings.Count(blocks[2], "\n") > 0 || !strings.Contains(blocks[2], want) {
			t.Errorf("the repeated entry is %q, want one line with %q", blocks[2], want)
		}
	}
}

func TestWaivedFindingsAreCountedAndListedOnlyWhenAskedFor(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		got := reporttest.Write(t, reporttest.Of(New), stream.Options{Verbose: verbose}, reporttest.FixtureRun,
			reporttest.Recorded(t), nil)
		if !strings.Contains(got, "1 waived") {
			t.Errorf("verbose %v: the waived finding is not counted:\n%s", verbose, got)
		}
		if strings.Contains(got, "title of the 1996 act") != verbose {
			t.Errorf("verbose %v: the waived finding is listed, or is not:\n%s", verbose, got)
		}
	}
}
