package table

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/table/tabletest"
)

func TestWorkbookHoldsEveryFindingOnce(t *testing.T) {
	f, err := excelize.OpenReader(strings.NewReader(report(
		t, "xlsx", stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil,
	)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sheet, want := range map[string]int{
		// The first sheet begins with what was not read.
		"Findings": 7, "All columns": 8, "Other uses": 2, "Documents": 5, "Entries": 2, "Sources": 2, "Not read": 3,
	} {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows)-1 != want {
			t.Errorf("%s has %d rows, want %d (%v)", sheet, len(rows)-1, want, err)
		}
	}
}

func TestWorkbookIsTheSameTwice(t *testing.T) {
	one := report(t, "xlsx", stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil)
	if two := report(t, "xlsx", stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil); one != two {
		t.Error("two runs differ")
	}
}

func TestWorkbookOfNothingIsWhole(t *testing.T) {
	if got := tabletest.SheetsOf(t, report(
		t, "xlsx", stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{}, nil,
	)); !strings.Contains(got, "== Findings\nwhere | words | sentence | how used, and why named | consider | source\n |  | No") {
		t.Errorf("got %s", got)
	}
}

func TestWorkbookSaysWhatItsSheetsDoNotTake(t *testing.T) {
	var b bytes.Buffer
	x := NewXLSX(&b, stream.Options{})
	x.most = 2
	if err := x.Begin(reporttest.FixtureRun); err != nil {
		t.Fatal(err)
	}
	var totals stream.Totals
	for _, r := range reporttest.Several(t) {
		totals.Add(r)
		if err := x.Document(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.End(totals); err != nil {
		t.Fatal(err)
	}
	// Of six findings, eight rows of all columns, five documents and three gaps, a sheet takes two each.
	if got := tabletest.SheetsOf(t, b.String()); !strings.Contains(got, "rows not in this workbook | 14 |") {
		t.Errorf("got %s", got)
	}
}

// Texts whose names hold dates are also listed in the order of time, and not ranked.
func TestWorkbookHasASheetByDate(t *testing.T) {
	documents := reporttest.Several(t)[:3]
	for i, name := range []string{"speech-2025-05-02.txt", "speech-2024-03-01.txt", "undated.txt"} {
		documents[i].Doc.Name = name
	}
	f, err := excelize.OpenReader(strings.NewReader(report(t, "xlsx", stream.Options{}, reporttest.FixtureRun, documents, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("By date")
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, want a title, two texts and a remark (%v)", len(rows), err)
	}
	if rows[1][0] != "2024-03-01" || rows[2][0] != "2025-05-02" || !strings.Contains(rows[3][1], "Do not rank") {
		t.Errorf("the sheet is %q", rows)
	}
}
