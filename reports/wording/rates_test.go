package wording

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/reports/stream"
)

func TestDatesAreThoseInNamesOfFiles(t *testing.T) {
	for name, want := range map[string]string{
		"debates2016-03-11b.xml": "2016-03-11", "a/2019-04-03-x.md": "2019-04-03", "2016-13-41.md": "", "2019-04-03/a.md": "",
		"12016-03-11.md": "", "act.txt": "",
	} {
		if got := DateIn(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// TestSeveralDocumentsHaveNoRateTogether: a law and a speech make no text of their own.
func TestSeveralDocumentsHaveNoRateTogether(t *testing.T) {
	totals := stream.Totals{Documents: 2, Judged: 90_000, People: 900, Places: 12, Texts: []stream.Text{
		{Name: "/home/me/b-2020-01-02.txt", Rates: analyzer.NewRates(10, 80_000, 800)},
		{Name: "a-2019-01-02.txt", Rates: analyzer.NewRates(2, 100, 3)},
	}}
	if got := (Words{}).RateWords("", totals.Rates()); got != NotPooled {
		t.Errorf("got %q", got)
	}
	days := RatesByDay(totals)
	if len(days) != 2 || days[0].Date != "2019-01-02" || (Words{}).Rate(days[0]) != NoRate || days[1].Name != "b-2020-01-02.txt" ||
		!strings.HasPrefix(Words{}.Rate(days[1]), "0.12 (0.06 to 0.23") {
		t.Errorf("got %+v, %s", days, (Words{}).Rate(days[1]))
	}
}
