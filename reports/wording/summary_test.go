package wording

import (
	"strings"
	"testing"

	"refrain/lexicon"
	"refrain/reports/stream"
)

func TestRatesHaveNoExponent(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 0.0000123: "0.000012", 0.042: "0.042", 0.5: "0.5", 1: "1", 1.44: "1.4", 9.97: "10", 12.4: "12",
		139.6: "140", 1000: "1,000", 1234567: "1,234,567",
	} {
		if got := (Words{}).Decimal(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}

func TestAnAuthorityIsNamedOnlyWhereOneAdvisesAgainst(t *testing.T) {
	against := lexicon.Reference{Source: &lexicon.Source{Status: lexicon.Read}, Role: lexicon.Against}
	with := &lexicon.Entry{Severity: lexicon.Replace, Sources: []lexicon.Reference{against}}
	without := &lexicon.Entry{Severity: lexicon.Replace}
	if got, want := (Words{}).SeverityWords(with), "replace: a style guide or authority advises against it"; got != want {
		t.Errorf("with a source: got %q, want %q", got, want)
	}
	if got := (Words{}).SeverityWords(without); strings.Contains(got, "authority") {
		t.Errorf("without a source: got %q", got)
	}
}

func TestSkippedFilesAndVoiceAreSaidInPlainWords(t *testing.T) {
	totals := stream.Totals{
		Documents: 1, Words: 9, Judged: 9, Languages: []string{"en"}, Hidden: 1, OtherKinds: 2, Places: 1,
		Statuses: map[lexicon.Status]int{lexicon.Used: 1}, Severities: map[lexicon.Severity]int{lexicon.Replace: 1},
	}
	if got, want := (Words{}).Read(totals),
		"Files of other kinds: 2 skipped; hidden files: 1 skipped."; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
	if got, want := (Words{}).Found(totals), "1 finding in the document's own voice: 1 to replace."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
