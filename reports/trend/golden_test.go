package trend

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/reports/reporttest"
	over "refrain/trend"
	"refrain/trend/dates"
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

// A page of very many series shows some, and says how many more there are.
func TestPagesOfManySeriesAreBounded(t *testing.T) {
	c := over.New(over.Options{Every: over.Year})
	for i := range 300 {
		d, _ := dates.Parse("2019")
		c.Add(spoken(fmt.Sprint(i), "en", 3000, 30, reporttest.PeopleIllegal), over.Placed{
			Dated: dates.Dated{Date: d, Source: dates.Name}, Series: fmt.Sprintf("Series %03d", i),
		})
	}
	trend, err := c.Trend()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Kinds {
		var b strings.Builder
		if err := k.Write(&b, &Report{Run: reporttest.FixtureRun, Trend: trend}, Options{}); err != nil {
			t.Fatal(err)
		}
		bounded := k.Name == "html" || k.Name == "svg"
		if got := strings.Contains(b.String(), "100 further series: the kinds csv and json hold them."); got != bounded {
			t.Errorf("%s: says so: %t, want %t", k.Name, got, bounded)
		}
		if got := strings.Contains(b.String(), "Series 299"); got == bounded {
			t.Errorf("%s: holds the last series: %t", k.Name, got)
		}
	}
}

// A drawing is XML for any program, whatever its series are called.
func TestDrawingsAreXML(t *testing.T) {
	c := over.New(over.Options{Every: over.Year})
	d, _ := dates.Parse("2019")
	name := "\"><script>&\x00\x1b[31m\u202e\xff</svg>"
	c.Add(spoken("a", "en", 3000, 30, reporttest.PeopleIllegal, flood), over.Placed{
		Dated: dates.Dated{Date: d, Source: dates.Name}, Series: name,
	})
	trend, err := c.Trend()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := writeSVG(&b, &Report{Run: reporttest.FixtureRun, Trend: trend}, Options{}); err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "script" {
			t.Error("the drawing holds a script")
		}
	}
}

// Lines fit the terminal: where it is narrow, the table goes without its drawing.
func TestLinesFitTheTerminal(t *testing.T) {
	for _, width := range []int{80, 100, 120} {
		var b, past strings.Builder
		err := writeTerminal(&b, fixture(t), Options{Width: width, Verbose: true})
		if err := errors.Join(err, writeHistory(&past, pastFixture(t), Options{Width: width, Verbose: true})); err != nil {
			t.Fatal(err)
		}
		if drawn := strings.Contains(b.String(), "●"); drawn != (width > 80) {
			t.Errorf("%d columns: drawn %t", width, drawn)
		}
		for line := range strings.Lines(b.String() + past.String()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Errorf("%d columns: %d in %q", width, n, line)
			}
		}
	}
}
