package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/lexicon"
)

// TestEveryRowOfALanguageIsCarriedOnce: each row of the evidence base of a language is carried by
// one entry, in the row's category and tier, and no stricter than the row says.
func TestEveryRowOfALanguageIsCarriedOnce(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "evidence")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the evidence base is not beside this checkout")
	}
	for _, l := range builtin(t).Lexicon().Languages {
		if l.Code == "en" {
			continue // TestEveryRowIsCarriedOnce is for English.
		}
		by := carriers(t, l)
		for _, kind := range []string{"entries", "more"} {
			for _, row := range evidence(t, filepath.Join(folder, kind+"-"+l.Code+".tsv")) {
				e := by[row["id"]]
				if e == nil {
					t.Errorf("no entry of %s carries the row %s", l.Code, row["id"])
					continue
				}
				delete(by, row["id"])
				held(t, e, row)
			}
		}
		for id, e := range by {
			t.Errorf("%s of %s carries %q, which is not a row", e.ID, l.Code, id)
		}
	}
}

// held compares an entry with the row that it carries.
func held(t *testing.T, e *lexicon.Entry, row map[string]string) {
	t.Helper()
	tier := map[string]string{"v1": "core", "adv": "advisory"}[row["tier"]]
	severity, ok := lexicon.ParseSeverity(row["severity"])
	if e.Category.ID != row["category"] || e.Tier.String() != tier || !ok || e.Severity < severity {
		t.Errorf("%s carries %s as %s, %s, %s; the row says %s, %s, %s", e.ID, row["id"],
			e.Category.ID, e.Severity, e.Tier, row["category"], row["severity"], tier)
	}
}

// evidence is the rows of a table of the evidence base by the names of its columns; none when there
// is no such table.
func evidence(t *testing.T, name string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	columns := strings.Split(lines[0], "\t")
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range strings.Split(line, "\t") {
			row[columns[i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}
