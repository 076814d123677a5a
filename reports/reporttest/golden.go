// Package reporttest holds what tests of reports share: runs made by hand, hostile words, and the
// comparison with files.
package reporttest

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/analyzer"
	"refrain/reports/stream"
)

var update = flag.Bool("update", false, "write the goldens anew; read the difference before you commit it")

// Writer is a writer of any kind of report.
type Writer interface {
	Begin(stream.Run) error
	Document(*analyzer.Report) error
	End(stream.Totals) error
}

// New makes a writer.
type New func(io.Writer, stream.Options) Writer

// Of is New for a function that returns a writer of its own type.
func Of[W Writer](create func(io.Writer, stream.Options) W) New {
	return func(w io.Writer, o stream.Options) Writer { return create(w, o) }
}

// Write returns a whole report. Change, where it is not nil, changes the totals before the end.
func Write(
	t testing.TB, create New, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	var b strings.Builder
	w := create(&b, o)
	if err := w.Begin(run); err != nil {
		t.Fatal(err)
	}
	totals := stream.Totals{Policy: run.Policy}
	for _, r := range in {
		totals.Add(r)
		if err := w.Document(r); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(&totals)
	}
	if err := w.End(totals); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Golden is a report that is kept as a file: what goes in, how it is written, and what must come
// out.
type Golden struct {
	Name    string // of the file
	New     New
	Began   func(head string) bool // must hold for the report
	Options stream.Options
	Run     stream.Run
	Input   func(*testing.T) []*analyzer.Report
	Totals  func(*stream.Totals)

	Schema string                                   // JSON schema that the report must fit; "" for none
	Shown  func(t *testing.T, report string) string // what the file holds of a report that is no text; nil for all
}

// goldens is the folder of the files.
const goldens = "testdata/golden"

// Goldens compares reports with their files. A file that no report is compared with is an error.
func Goldens(t *testing.T, all []Golden) {
	t.Helper()
	read := map[string]bool{}
	for _, g := range all {
		read[g.Name] = true
		t.Run(g.Name, g.compare)
	}
	files, err := os.ReadDir(goldens)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !read[f.Name()] {
			t.Errorf("no test reads %s/%s; remove it or name it among the goldens", goldens, f.Name())
		}
	}
}

func (g *Golden) compare(t *testing.T) {
	got := Write(t, g.New, g.Options, g.Run, g.Input(t), g.Totals)
	file, shown := filepath.Join(goldens, g.Name), got
	if g.Shown != nil {
		shown = g.Shown(t, got)
	}
	File(t, g.Name, shown)
	if g.Began != nil && !g.Began(got[:min(len(got), 512)]) {
		t.Errorf("%s is not recognised as our own by how it begins", file)
	}
	if g.Schema != "" {
		validate(t, g.Schema, got)
	}
	if word := Judging(shown); word != "" {
		t.Errorf("%s says %q", file, word)
	}
}

// File compares what is shown of a report with the golden of that name.
func File(t *testing.T, name, shown string) {
	t.Helper()
	file := filepath.Join(goldens, name)
	if *update {
		if err := os.WriteFile(file, []byte(shown), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), shown); diff != "" {
		t.Errorf("%s (-want +got); go test -update writes it anew\n%s", file, diff)
	}
}

// judgements are words that no report says of its own. A report names words and places; it judges
// nobody.
var judgements = regexp.MustCompile(`(?i)\b(offend\w*|violat\w+|culprits?|perpetrators?|guilt\w*|blame\w*|accus\w+|` +
	`xenophob\w*|racis\w*|hate|hateful|bigot\w*|scor(e|es|ed|ing)|rank(ed|ing|ings)|toxic\w*)\b`)

// Judging returns the words around the first that judges somebody, or "".
func Judging(report string) string {
	found := judgements.FindStringIndex(report)
	if found == nil {
		return ""
	}
	return report[max(0, found[0]-60):min(len(report), found[1]+60)]
}
