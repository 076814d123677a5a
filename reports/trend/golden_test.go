package trend

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/reports/reporttest"
)

// TestReportsAreTheGoldens compares each kind with a file; go test -update writes them anew.
func TestReportsAreTheGoldens(t *testing.T) {
	read := map[string]bool{}
	compare := func(name, got, schema string, began func(string) bool) {
		read[name] = true
		file := filepath.Join("testdata", "golden", name)
		if update := flag.Lookup("update"); update != nil && update.Value.String() == "true" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got); go test -update writes it anew\n%s", file, diff)
		}
		if !began(got[:min(len(got), 512)]) || !Began(got[:min(len(got), 512)]) {
			t.Errorf("%s is not recognised as our own by how it begins", file)
		}
		if word := reporttest.Judging(got); word != "" {
			t.Errorf("%s says %q", file, word)
		}
		if schema != "" {
			if err := reporttest.Invalid(t, schema, got); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	for _, k := range Kinds {
		var b strings.Builder
		if err := k.Write(&b, fixture(t), Options{}); err != nil {
			t.Fatal(err)
		}
		schema := ""
		if k.Name == "json" {
			schema = "refrain-trend.schema.json"
		}
		compare("trend."+k.Name, b.String(), schema, k.Began)
	}
	for _, k := range HistoryKinds {
		var b strings.Builder
		if err := k.Write(&b, pastFixture(t), Options{Verbose: true}); err != nil {
			t.Fatal(err)
		}
		schema := ""
		if k.Name == "json" {
			schema = "refrain-history.schema.json"
		}
		compare("history."+k.Name, b.String(), schema, k.Began)
	}
	var german strings.Builder
	if err := writeTerminal(&german, fixture(t), Options{Language: "de", Verbose: true}); err != nil {
		t.Fatal(err)
	}
	compare("trend-de.terminal", german.String(), "", Kinds[0].Began)
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !read[f.Name()] {
			t.Errorf("no test reads testdata/golden/%s", f.Name())
		}
	}
}
