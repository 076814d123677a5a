package ci

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// The formats of other programs are tested on the fixture, a line with an emoji in a file whose
// name needs escaping, and a Word file that tries to be taken for something else.

const sarifSchema = "testdata/sarif/sarif-schema-2.1.0.json"

func severalIn(t *testing.T, kind string) string {
	return report(t, kind, reporttest.InRepository, reporttest.FixtureRun, reporttest.Several(t), nil)
}

// Each format counts columns in a unit of its own; the finding begins at the fifth code point,
// which is the ninth byte.
func TestColumnsAreInTheUnitOfTheFormat(t *testing.T) {
	for kind, want := range map[string]string{
		"sarif":      `"region":{"startLine":3,"startColumn":5,"endLine":3,"endColumn":22}`,
		"github":     "line=3,endLine=3,col=5,endColumn=22,",
		"gitlab":     `"lines":{"begin":3,"end":3}`,
		"checkstyle": `line="3" column="5" `,
		"junit":      "3:5: review: flood-of-people: ",
		"rdjsonl":    `"range":{"start":{"line":3,"column":9},"end":{"line":3,"column":26}}`,
	} {
		if got := report(
			t, kind, reporttest.InRepository, reporttest.FixtureRun, []*analyzer.Report{reporttest.Emoji(t)}, nil,
		); !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant %s", kind, got, want)
		}
	}
}

func TestAllFormatsHoldTheFindingsThatCount(t *testing.T) {
	counts := 0
	for _, r := range reporttest.Several(t) {
		for i := range r.Findings {
			if (analyzer.Policy{}).Counts(&r.Findings[i]) {
				counts++
			}
		}
	}
	for kind, pattern := range map[string]string{
		"sarif":      `"ruleIndex":`,
		"github":     `(?m)^::(error|warning|notice) [^\n]*title=People`,
		"gitlab":     `"check_name":"refrain/(illegal-people|flood-of-people)"`,
		"checkstyle": `source="refrain\.(illegal-people|flood-of-people)"`,
		"junit":      `(replace|review): [a-z-]+: `,
		"rdjsonl":    `"code":\{"value":"(illegal-people|flood-of-people)"\}`,
	} {
		if got := len(regexp.MustCompile(pattern).FindAllString(severalIn(t, kind), -1)); got != counts {
			t.Errorf("%s holds %d findings, want %d", kind, got, counts)
		}
	}
}

func TestSARIFSchemaRefusesWhatIsNoSARIF(t *testing.T) {
	good := severalIn(t, "sarif")
	for _, change := range [][2]string{
		{`"ruleIndex":0`, `"ruleIndex":-2`}, {`"level":"error"`, `"level":"bad"`},
		{`"results":[`, `"extra":[],"results":[`},
	} {
		if bad := strings.Replace(good, change[0], change[1], 1); bad == good ||
			reporttest.Invalid(t, sarifSchema, bad) == nil {
			t.Errorf("the schema accepts %s in place of %s", change[1], change[0])
		}
	}
}

// sarifLog is as much of a SARIF file as tests look at.
type sarifLog struct {
	Runs []struct {
		Results []sarifResult
	}
}

func resultsOf(t *testing.T, text string) []sarifResult {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0].Results
}

// GitHub refuses the whole file for one result without a place.
func TestEverySARIFResultHasAPlace(t *testing.T) {
	for _, result := range resultsOf(t, severalIn(t, "sarif")) {
		if len(result.Locations) != 1 || result.Locations[0].Physical.Artifact.URI == "" ||
			result.Locations[0].Physical.Region == nil {
			t.Errorf("%s has no place: %+v", result.Message.Text, result.Locations)
		}
	}
}

func TestSARIFIsWorstFirst(t *testing.T) {
	last := 0
	order := map[string]int{"error": 0, "warning": 1, "note": 2}
	for _, result := range resultsOf(t, severalIn(t, "sarif")) {
		if order[result.Level] < last {
			t.Errorf("%s comes after a milder one", result.Message.Text)
		}
		last = order[result.Level]
	}
	if last == 0 {
		t.Error("all are of one level, so this proves nothing")
	}
}

func TestMovedFindingKeepsItsFingerprints(t *testing.T) {
	before := reporttest.Emoji(t)
	after := reporttest.Emoji(t)
	const above = "Ten\nnew\nlines.\n\n"
	d := after.Doc
	d.Text, d.Source = above+d.Text, above+d.Source
	whole := document.Span{End: len(d.Text)}
	d.Runs = document.RunsOf(document.Run{Span: whole, Source: whole})
	for _, s := range []*document.Span{
		&after.Findings[0].Span, &after.Findings[0].Sentence, &d.Blocks[0].Span, &d.Blocks[1].Span,
	} {
		s.Start, s.End = s.Start+len(above), s.End+len(above)
	}
	for _, kind := range []string{"sarif", "gitlab"} {
		var got [2]string
		for i, r := range []*analyzer.Report{before, after} {
			found := regexp.MustCompile(`"(partialFingerprints":\{[^}]*|fingerprint":"[^"]*)`).FindString(
				report(t, kind, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil),
			)
			if got[i] = found; found == "" {
				t.Fatalf("%s holds no fingerprint", kind)
			}
		}
		if got[0] != got[1] {
			t.Errorf("%s: %s became %s", kind, got[0], got[1])
		}
	}
}

// GitLab shows only the first of two issues with one fingerprint.
func TestGitLabFingerprintsAreDistinct(t *testing.T) {
	var issues []gitlabIssue
	decoder := json.NewDecoder(strings.NewReader(severalIn(t, "gitlab")))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, issue := range issues {
		if other, ok := seen[issue.Fingerprint]; ok {
			t.Errorf("one fingerprint of %q and %q", issue.Description, other)
		}
		seen[issue.Fingerprint] = issue.Description
		if issue.Location.Path == "" || issue.Location.Lines.Begin < 1 ||
			!strings.Contains(" info minor major critical blocker ", " "+issue.Severity+" ") {
			t.Errorf("GitLab refuses %+v", issue)
		}
	}
}

// GitHub drops what is above its limit and says nothing.
func TestGitHubAnnotationsKeepToTheLimitAndSayHowManyMore(t *testing.T) {
	for _, c := range []struct {
		findings, missing int
		annotations       int
		last              string
	}{
		{10, 0, 10, "People called illegal"},
		{11, 0, 10, "And 2 findings: "},
		{25, 0, 10, "And 16 findings: "},
		{5, 5, 10, "People called illegal"},
		{6, 5, 10, "And 2 findings: "},
		{2, 30, 8, "And 25 documents not read, or not fully: "},
		{30, 30, 10, "And 26 findings and 25 documents not read, or not fully: "},
	} {
		in := []*analyzer.Report{reporttest.Many(t, reporttest.PeopleIllegal, c.findings)}
		for range c.missing {
			in = append(in, reporttest.Missing())
		}
		var got []string
		all := report(t, "github", stream.Options{}, reporttest.FixtureRun, in, nil)
		for line := range strings.Lines(all) {
			if strings.HasPrefix(line, "::error ") {
				got = append(got, line)
			}
		}
		if len(got) != c.annotations || !strings.Contains(got[len(got)-1], c.last) {
			t.Errorf(
				"%d findings, %d missing: got %d annotations, the last %swant %d, %s", c.findings, c.missing, len(got),
				got[len(got)-1], c.annotations, c.last,
			)
		}
		if c.missing > 0 && !strings.Contains(got[0], "no such file") {
			t.Errorf("the first annotation is no gap: %s", got[0])
		}
		if n := strings.Count(all, "many.txt:"); n != c.findings {
			t.Errorf("the log lists %d findings of %d", n, c.findings)
		}
	}
}

// A workflow obeys lines that begin with two colons, and "##[" anywhere. What a document holds must
// not give orders.
func TestDocumentsGiveNoOrdersToAWorkflow(t *testing.T) {
	ours := regexp.MustCompile(
		`^::(error|warning|notice) (file=[^:,]*,)?(line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=[^:,]*::`,
	)
	for line := range strings.Lines(severalIn(t, "github")) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") && !ours.MatchString(line) {
			t.Errorf("a command that is not ours: %s", line)
		}
		if !ours.MatchString(line) && strings.Contains(line, "##[") {
			t.Errorf("an order of the old kind: %s", line)
		}
	}
	var b bytes.Buffer
	w := NewGitHub(&b, stream.Options{})
	w.plain(" \u200b::stop-commands::x")
	w.plain("  ::stop-commands::x")
	w.w.Flush()
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			t.Errorf("an order: %s", line)
		}
	}
}

func TestXMLIsWellFormedWhateverTheTextHolds(t *testing.T) {
	for _, kind := range []string{"junit", "checkstyle"} {
		text := severalIn(t, kind)
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", kind, err, text)
			}
		}
		if strings.ContainsAny(text, "\u202e\x1b") || strings.Contains(text, "<script") {
			t.Errorf("%s holds what steers a terminal or a browser:\n%s", kind, text)
		}
	}
}

// A test case fails when the exit code says so, and is an error when its document was not read.
func TestJUnitAgreesWithTheExitCode(t *testing.T) {
	mild := reporttest.Emoji(t)
	var suites struct {
		Suite []struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Errors   int `xml:"errors,attr"`
			Case     []struct {
				Name    string   `xml:"name,attr"`
				Failure []string `xml:"failure"`
				Error   []string `xml:"error"`
				Out     []string `xml:"system-out"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	all := append(reporttest.Clean(), mild, reporttest.Missing(), reporttest.Lined(t))
	if err := xml.Unmarshal(
		[]byte(report(t, "junit", reporttest.InRepository, reporttest.FixtureRun, all, nil)), &suites,
	); err != nil {
		t.Fatal(err)
	}
	s := suites.Suite[0]
	var got []string
	for _, c := range s.Case {
		got = append(got, fmt.Sprintf("%s %d %d %d", c.Name, len(c.Failure), len(c.Error), len(c.Out)))
	}
	want := "texts/clean.txt 0 0 0|texts/docs/a b#1 100% é.md 0 0 1|texts/gone.txt 0 1 0|texts/speech.txt 1 0 0"
	if strings.Join(got, "|") != want || s.Tests != 4 || s.Failures != 1 || s.Errors != 1 {
		t.Errorf(
			"got %s, %d tests, %d failures, %d errors; want %s", strings.Join(got, "|"), s.Tests, s.Failures, s.Errors, want,
		)
	}
}

func TestSARIFIsCutToWhatGitHubTakes(t *testing.T) {
	in := []*analyzer.Report{
		reporttest.Many(t, reporttest.PeopleAsWater, 2*sarifResults+5), reporttest.Many(t, reporttest.PeopleIllegal, 3),
	}
	text := report(t, "sarif", stream.Options{}, reporttest.FixtureRun, in, nil)
	results := resultsOf(t, text)
	if len(results) != sarifResults || results[2].RuleID != reporttest.PeopleIllegal.ID ||
		results[3].RuleID != reporttest.PeopleAsWater.ID {
		t.Errorf("%d results, want %d; the fourth is %s", len(results), sarifResults, results[3].RuleID)
	}
	if want := "25,008 findings are not in this file"; !strings.Contains(text, want) {
		t.Errorf("the file does not say that %s", want)
	}
}

func TestPathsAreURIs(t *testing.T) {
	for name, want := range map[string]string{
		"docs/a b#1 100% é.md": "docs/a%20b%231%20100%25%20%C3%A9.md",
		"a:b.md":               "./a:b.md",
		"/srv/x y.md":          "file:///srv/x%20y.md",
		"../out.md":            "../out.md",
		"a?b&c.md":             "a%3Fb&c.md",
	} {
		if got := sarifURI(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}
