package table

import (
	"encoding/csv"
	"strings"
	"testing"

	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestNoCellBeginsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|' /C calc'!A0":   "'=cmd|' /C calc'!A0",
		"+1":                   "'+1",
		"-2+3":                 "'-2+3",
		"@SUM(A1)":             "'@SUM(A1)",
		"  =1":                 "  '=1",
		"\"=1":                 "\"'=1",
		"a;=1; -2":             "a;'=1; '-2",
		"a|=1":                 "a|'=1",
		"＝1":                   "'＝1",
		"twenty-one = 21; a-b": "twenty-one = 21; a-b",
		"":                     "",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestCSVIsOneTable(t *testing.T) {
	text := report(t, "csv", stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil)
	// It refuses rows of different lengths.
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, row := range rows {
		count[row[0]]++
		for i, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") || strings.ContainsAny(cell, "\x1b\u202e\n") {
				t.Errorf("column %s holds %q", rows[0][i], cell)
			}
		}
	}
	for row, want := range map[string]int{"row": 1, "gap": 3, "document": 4, "finding": 6, "apart": 2, "summary": 5} {
		if count[row] != want {
			t.Errorf("%d rows of %s, want %d", count[row], row, want)
		}
	}
}
