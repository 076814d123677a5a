// Package tabletest reads workbooks for tests.
package tabletest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// SheetsOf is a workbook as text: each sheet with its rows, cells between bars, and where its links
// lead.
func SheetsOf(t *testing.T, report string) string {
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
