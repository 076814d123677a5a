package reports

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"refrain/analyzer"
)

// sheetsOf is a workbook as text: each sheet with its rows, cells between bars, and where its links lead.
func sheetsOf(t *testing.T, report string) string {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(report))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
					t.Errorf("%s!%s holds the formula %q (%v)", sheet, at, formula, err)
				}
				if linked, to, err := f.GetCellHyperLink(sheet, at); err != nil {
					t.Fatal(err)
				} else if linked {
					row[j] += " → " + to
				}
			}
			fmt.Fprintln(&b, strings.Join(row, " | "))
		}
	}
	return b.String()
}

func TestWorkbookHoldsEveryFindingOnce(t *testing.T) {
	f, err := excelize.OpenReader(strings.NewReader(report(t, "xlsx", Options{}, fixtureRun, several(t), nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sheet, want := range map[string]int{"Findings": 6, "Apart": 2, "Documents": 5, "Entries": 2, "Sources": 2, "Gaps": 3} {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows)-1 != want {
			t.Errorf("%s has %d rows, want %d (%v)", sheet, len(rows)-1, want, err)
		}
	}
}

func TestWorkbookIsTheSameTwice(t *testing.T) {
	one, two := report(t, "xlsx", Options{}, fixtureRun, several(t), nil), report(t, "xlsx", Options{}, fixtureRun, several(t), nil)
	if one != two {
		t.Error("two runs differ")
	}
}

func TestWorkbookOfNothingIsWhole(t *testing.T) {
	if got := sheetsOf(t, report(t, "xlsx", Options{}, fixtureRun, []*analyzer.Report{}, nil)); !strings.Contains(got, "== Findings\nfile | place | words") {
		t.Errorf("got %s", got)
	}
}

func TestWorkbookSaysWhatItsSheetsDoNotTake(t *testing.T) {
	var b bytes.Buffer
	x := newXLSX(&b, Options{}).(*xlsxWriter)
	x.most = 2
	if err := x.Begin(fixtureRun); err != nil {
		t.Fatal(err)
	}
	var totals Totals
	for _, r := range several(t) {
		totals.Add(r)
		if err := x.Document(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.End(totals); err != nil {
		t.Fatal(err)
	}
	// Of six findings, five documents and three gaps, a sheet takes two each.
	if got := sheetsOf(t, b.String()); !strings.Contains(got, "rows not in this workbook | 8 |") {
		t.Errorf("got %s", got)
	}
}
