package reports

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/analyzer"
)

var update = flag.Bool("update", false, "write the goldens anew; read the difference before you commit it")

const goldens = "../testdata/golden"

// cases are the goldens: what goes in, how it is written, and the file that holds what must come out.
var cases = []struct {
	golden  string
	kind    string
	options Options
	input   func(*testing.T) []*analyzer.Report
	totals  func(*Totals)
	run     *Run
}{
	{"findings.txt", "terminal", Options{}, fixture, nil, &fixtureRun},
	{"findings-narrow.txt", "terminal", Options{Width: 50}, fixture, nil, &fixtureRun},
	{"findings-colour.txt", "terminal", Options{Color: true}, fixture, nil, &fixtureRun},
	{"clean.txt", "terminal", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, nil, &fixtureRun},
	{"interrupted.txt", "terminal", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, interrupted, &fixtureRun},
	{"findings.json", "json", Options{}, fixture, nil, &fixtureRun},
	{"clean.json", "json", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, nil, &fixtureRun},
	{"interrupted.json", "json", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, interrupted, &fixtureRun},
	{"own.txt", "terminal", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, nil, &ownRun},
	{"several.txt", "terminal", Options{}, func(t *testing.T) []*analyzer.Report { return append(long(t), append(clean(), long(t)...)...) }, nil, &fixtureRun},
	{"counted.txt", "terminal", Options{}, fixture, nil, &countedRun},
	{"counted.json", "json", Options{}, fixture, nil, &countedRun},
	{"own.json", "json", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, nil, &ownRun},
	{"findings.html", "html", Options{}, fixture, nil, &fixtureRun},
	{"clean.html", "html", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, interrupted, &fixtureRun},
	{"own.html", "html", Options{}, func(t *testing.T) []*analyzer.Report { return append(long(t), long(t)...) }, nil, &ownRun},
	{"records.txt", "terminal", Options{}, recorded, withRemarks, &fixtureRun},
	{"records.json", "json", Options{}, recorded, withRemarks, &fixtureRun},
	{"records.sarif", "sarif", Options{}, recorded, withRemarks, &fixtureRun},
	{"records.md", "markdown", Options{}, recorded, withRemarks, &fixtureRun},
	{"records.csv", "csv", Options{}, recorded, withRemarks, &fixtureRun},
	{"records-github.txt", "github", Options{}, recorded, withRemarks, &fixtureRun},
	{"findings.sarif", "sarif", inRepository, several, nil, &fixtureRun},
	{"clean.sarif", "sarif", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, interrupted, &ownRun},
	{"findings-github.txt", "github", inRepository, several, nil, &fixtureRun},
	{"findings-gitlab.json", "gitlab", inRepository, several, nil, &fixtureRun},
	{"clean-gitlab.json", "gitlab", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, nil, &fixtureRun},
	{"findings-junit.xml", "junit", inRepository, several, nil, &fixtureRun},
	{"own-junit.xml", "junit", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, nil, &ownRun},
	{"findings-checkstyle.xml", "checkstyle", inRepository, several, nil, &fixtureRun},
	{"own-checkstyle.xml", "checkstyle", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, nil, &ownRun},
	{"findings.rdjsonl", "rdjsonl", inRepository, several, nil, &fixtureRun},
	{"findings.jsonl", "jsonl", Options{}, several, nil, &fixtureRun},
	{"findings-docx.txt", "docx", ofCopies, func(t *testing.T) []*analyzer.Report { return copied(t, "order.docx") }, nil, &fixtureRun},
	{"findings.fodt", "odt", ofCopies, func(t *testing.T) []*analyzer.Report { return copied(t, "order.fodt") }, nil, &fixtureRun},
	{"findings.md", "markdown", Options{}, several, nil, &fixtureRun},
	{"own.md", "markdown", Options{}, func(t *testing.T) []*analyzer.Report { return append(long(t), long(t)...) }, nil, &ownRun},
	{"interrupted.md", "markdown", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, interrupted, &fixtureRun},
	{"findings-xlsx.txt", "xlsx", Options{}, several, nil, &fixtureRun},
	{"own-xlsx.txt", "xlsx", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, interrupted, &ownRun},
	{"findings-brief.md", "brief", Options{}, several, nil, &fixtureRun},
	{"own-brief.md", "brief", Options{File: "own.md"}, func(t *testing.T) []*analyzer.Report { return long(t) }, interrupted, &ownRun},
	{"findings-brief.html", "brief", Options{File: "brief.html"}, several, nil, &fixtureRun},
	{"findings.csv", "csv", Options{}, several, nil, &fixtureRun},
	{"own.csv", "csv", Options{}, func(t *testing.T) []*analyzer.Report { return long(t) }, nil, &ownRun},
	{"clean.csv", "csv", Options{}, func(*testing.T) []*analyzer.Report { return clean() }, nil, &fixtureRun},
	{"findings.pdf", "pdf", ofPDF, func(t *testing.T) []*analyzer.Report { return []*analyzer.Report{printed(t)} }, nil, &fixtureRun},
	{"nothing.json", "json", Options{}, func(*testing.T) []*analyzer.Report { return nil }, nil, &fixtureRun},
}

func interrupted(t *Totals) { t.Interrupted, t.OtherKinds, t.Hidden, t.Links = true, 3, 2, 1 }

// report writes a whole report.
func report(t *testing.T, kind string, o Options, run Run, in []*analyzer.Report, change func(*Totals)) string {
	t.Helper()
	var b bytes.Buffer
	k, ok := KindOf(kind)
	if !ok {
		t.Fatalf("there is no kind %q", kind)
	}
	w := k.New(&b, o)
	if err := w.Begin(run); err != nil {
		t.Fatal(err)
	}
	totals := Totals{Policy: run.Policy}
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

func TestReportsAreTheGoldens(t *testing.T) {
	for _, c := range cases {
		t.Run(c.golden, func(t *testing.T) {
			got := report(t, c.kind, c.options, *c.run, c.input(t), c.totals)
			file, shown := filepath.Join(goldens, c.golden), got
			switch c.kind {
			case "docx":
				shown = partsOf(t, got)
			case "xlsx":
				shown = sheetsOf(t, got)
			}
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
				t.Errorf("%s (-want +got); go test ./reports -update writes it anew\n%s", file, diff)
			}
			if !Ours(got[:min(len(got), 512)], got[max(0, len(got)-512):]) {
				t.Errorf("%s is not recognised as our own by how it begins", file)
			}
			switch c.kind {
			case "json":
				validate(t, "refrain-report.schema.json", got)
			case "sarif":
				validate(t, sarifSchema, got)
			}
		})
	}
}

// TestDocumentsAreNotTakenForOurs has documents that begin with words of a report, or speak of one.
func TestDocumentsAreNotTakenForOurs(t *testing.T) {
	for _, head := range []string{
		"refrain from words such as these, lexicon or not.\n", "refrain 1.2, lexicon 3 (of the trade)\n",
		"# refrain from it, lexicon 3 (en\n",
		"<!doctype html>\n<!-- refrain copy -->\n<p>", "{\"schema\":\"other/1\"",
		"A copy has <!-- refrain copy -->\n<office:document> in it.\n", "PK\x03\x04 somebody's",
		"<!-- refrain", "row,file,place,words,sentence,\n",
	} {
		if Ours(head, head) {
			t.Errorf("%q is taken for a report", head)
		}
	}
}

func TestEveryGoldenIsRead(t *testing.T) {
	files, err := os.ReadDir(goldens)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		read := false
		for _, c := range cases {
			read = read || c.golden == f.Name()
		}
		if !read {
			t.Errorf("no test reads %s/%s; remove it or name it among the cases", goldens, f.Name())
		}
	}
}

func TestEveryKindHasAGolden(t *testing.T) {
	for _, k := range Kinds {
		tried := false
		for _, c := range cases {
			tried = tried || c.kind == k.Name
		}
		if !tried {
			t.Errorf("the kind %s has no golden", k.Name)
		}
	}
}

// validate checks a report against the schema of its kind.
func validate(t *testing.T, file, report string) {
	t.Helper()
	if err := invalid(t, file, report); err != nil {
		t.Errorf("not valid: %v\n%s", err, report)
	}
}

// invalid is what a schema says against a report.
func invalid(t *testing.T, file, report string) error {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(report))
	if err != nil {
		t.Fatalf("not JSON: %v\n%s", err, report)
	}
	return schema.Validate(value)
}

func TestSchemaRefusesWhatIsNoReport(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("refrain-report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good := report(t, "json", Options{}, fixtureRun, fixture(t), nil)
	for _, change := range [][2]string{
		{`"status":"used"`, `"status":"guilty"`},
		{`"gaps":[]`, `"gaps":null`},
		{`"path":"speech.txt",`, ``},
		{`"page":1,`, `"page":0,`},
		{`"words":17`, `"words":17,"extra":1`},
	} {
		if !strings.Contains(good, change[0]) {
			t.Fatalf("the report does not hold %s", change[0])
		}
		var value any
		if err := json.Unmarshal([]byte(strings.Replace(good, change[0], change[1], 1)), &value); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("the schema accepts %s in place of %s", change[1], change[0])
		}
	}
}
