package table

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer"
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

// tidy reads a report as programs do: one table, whose rows are of one kind and of one length.
func tidy(t *testing.T, kind string) (names []string, rows []map[string]string) {
	t.Helper()
	text := report(t, kind, stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil)
	// It refuses rows of different lengths.
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	for _, row := range all[1:] {
		named := map[string]string{}
		for i, cell := range row {
			named[all[0][i]] = cell
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") || strings.ContainsAny(cell, "\x1b\u202e\n") {
				t.Errorf("column %s holds %q", all[0][i], cell)
			}
		}
		rows = append(rows, named)
	}
	for _, name := range all[0] {
		if !word.MatchString(name) {
			t.Errorf("%q is no name of a column for a database", name)
		}
	}
	return all[0], rows
}

func TestRowsOfCSVAreFindings(t *testing.T) {
	_, rows := tidy(t, "csv")
	counting := 0
	for _, row := range rows {
		if row["key"] == "" || row["path"] == "" || row["status"] == "" || row["text"] == "" {
			t.Errorf("a row is no finding: %v", row)
		}
		if row["counting"] == "1" {
			counting++
		}
	}
	if len(rows) != 8 || counting != 6 {
		t.Errorf("%d findings of which %d count, want 8 and 6", len(rows), counting)
	}
}

func TestRowsOfDocumentsHaveGapsAndCounts(t *testing.T) {
	_, rows := tidy(t, "csv-documents")
	if len(rows) != 5 {
		t.Fatalf("%d rows, want one for each of 5 documents", len(rows))
	}
	for i, want := range []map[string]string{
		{
			"path": "docs/bill.pdf", "gaps": "3", "findings": "2", "counting": "1", "pages": "2", "language_assumed": "0",
			"gaps_reason": "pages 3, 4: no text layer; embedded files not read", "per_1000_words": "",
		},
		{"path": "speech.txt", "gaps": "0", "gaps_reason": "", "counting": "2"},
		{"path": "gone.txt", "gaps": "1", "gaps_reason": "no such file", "gaps_hint": "check the name", "words": "0"},
	} {
		for name, value := range want {
			if rows[i][name] != value {
				t.Errorf("%s of %s is %q, want %q", name, want["path"], rows[i][name], value)
			}
		}
	}
}

func TestRatesOfDocumentsAreNumbers(t *testing.T) {
	r := reporttest.Lined(t)
	r.Words, r.People = 4200, 42
	text := report(t, "csv-documents", stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	given := 0
	for i, name := range rows[0] {
		if strings.HasPrefix(name, "per_") {
			if _, err := strconv.ParseFloat(rows[1][i], 64); err != nil {
				t.Errorf("%s is %q", name, rows[1][i])
			}
			given++
		}
	}
	if given != 6 {
		t.Errorf("%d columns of rates, want two rates with the ends of their intervals", given)
	}
}

// A table of findings has no place for a document that was not read. The user is told.
func TestTableOfFindingsTellsOfGaps(t *testing.T) {
	var told []string
	o := stream.Options{Note: func(what string) { told = append(told, what) }}
	report(t, "csv", o, reporttest.FixtureRun, reporttest.Several(t), nil)
	if len(told) != 1 || !strings.HasPrefix(told[0], "2 documents not read, or not fully;") {
		t.Errorf("told %q", told)
	}
}

// Every column is explained, and no other: the page of formats is what users have.
func TestColumnsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| ((?:`[a-z0-9_]+`(?:, )?)+) \\|").FindAllStringSubmatch(string(page), -1) {
		for _, name := range regexp.MustCompile("[a-z0-9_]+").FindAllString(m[1], -1) {
			documented[name] = true
		}
	}
	findings, _ := tidy(t, "csv")
	documents, _ := tidy(t, "csv-documents")
	for _, name := range append(findings, documents...) {
		if !documented[name] {
			t.Errorf("docs/formats.md does not explain the column %s", name)
		}
	}
	for name := range documented {
		if !slices.Contains(findings, name) && !slices.Contains(documents, name) {
			t.Errorf("docs/formats.md explains %s, which is no column", name)
		}
	}
}

// Tables are sent on; whoever gets one need not know the folders of the machine that it was made on.
func TestTablesHaveNoFoldersOfTheUser(t *testing.T) {
	for _, kind := range []string{"csv", "csv-documents", "xlsx"} {
		documents := reporttest.Fixture(t)
		documents[0].Doc.Name = "/home/roe/drafts/bill.pdf"
		text := report(t, kind, stream.Options{}, reporttest.FixtureRun, documents, nil)
		if kind == "xlsx" {
			text = unzipped(t, text)
		}
		if strings.Contains(text, "drafts") || !strings.Contains(text, "bill.pdf") {
			i := strings.Index(text, "drafts")
			t.Errorf("%s names the folders of the user, or not the document: %.80q", kind, text[max(0, i-40):])
		}
	}
}

// unzipped are all parts of a workbook, one after the other.
func unzipped(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
