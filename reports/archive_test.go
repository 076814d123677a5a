package reports

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/reports/json"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// sources are small documents of several formats: findings with cues and speakers, in headings and
// lists, without places, in another language, and a file that was not read.
var sources = []struct{ name, text string }{
	{
		"speech.txt",
		"WORDS TO AVOID\n\nA flood of refugees came. We fear illegal immigrants,\nand the minister, Ms Doe, said “a " +
			"deluge of migrants is coming, and the illegal immigrants with it”.\n",
	},
	{
		"notes.md",
		"# Glossary\n\n- illegal immigrants\n- a *flood of migrants*\n\n## Other\n\nNo one is an illegal immigrant. " +
			"Illegal immigrants, illegal immigrants.\n",
	},
	{
		"talk.srt",
		"1\n00:00:01,000 --> 00:00:04,000\nThe illegal immigrants\nhave come.\n\n2\n00:00:05,500 --> " +
			"00:00:06,000\nA flood of refugees.\n",
	},
	{
		"page.html",
		"<html lang=en><h1>On words</h1><p>We face a <i>flood of migrants</i>.</p><p lang=fr>" + strings.Repeat(
			"Les mots sont ici en français. ", 12,
		) + "</p>",
	},
	{"clean.txt", "Nothing here, but for the number of words that the text of this document has."},
	{"gone.bin", "MZ\x90\x00\x01\x02"},
}

// analysed are the reports of sources.
func analysed(t *testing.T, lex *lexicon.Lexicon) []*analyzer.Report {
	t.Helper()
	a := analyzer.New(lex, analyzer.Options{Advisory: true})
	r := reader.New(reader.Options{OCR: "off"})
	defer r.Close()
	var all []*analyzer.Report
	for _, f := range sources {
		doc, err := r.Read(t.Context(), f.name, f.text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a.Run(doc))
	}
	return all
}

// TestArchiveMakesTheSameReports compares reports of documents with those of their archive. What is
// told in offsets of the text is left out. HTML shows more of a text that is there, copies are made
// of the documents themselves, and SARIF and gitlab tell findings apart by the lines of the source.
func TestArchiveMakesTheSameReports(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	run := reporttest.FixtureRun
	run.LexiconSHA256 = lex.SHA256
	in := analysed(t, lex)
	archive := report(t, "jsonl", stream.Options{}, run, in, nil)
	var out []*analyzer.Report
	for line := range strings.Lines(archive) {
		r, origin, err := json.Restore([]byte(line), lex)
		if err != nil {
			t.Fatalf("%v\n%s", err, line)
		}
		if origin.Path != r.Doc.Name || origin.SHA256 != r.Doc.SHA256 || origin.Lexicon != lex.SHA256 {
			t.Errorf("the origin of %s is %+v", r.Doc.Name, origin)
		}
		out = append(out, r)
	}
	offsets := regexp.MustCompile(`"span":\{[^}]*\},`)
	for _, kind := range []string{
		"terminal", "json", "markdown", "csv", "csv-documents", "github", "lines", "junit", "checkstyle", "rdjsonl", "brief", "jsonl",
	} {
		t.Run(kind, func(t *testing.T) {
			want := offsets.ReplaceAllString(report(t, kind, stream.Options{}, run, in, nil), "")
			got := offsets.ReplaceAllString(report(t, kind, stream.Options{}, run, out, nil), "")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-documents +archive)\n%s", diff)
			}
		})
	}
	for _, kind := range []string{"html", "xlsx", "sarif", "gitlab"} {
		if report(t, kind, stream.Options{}, run, out, nil) == "" {
			t.Errorf("no report of kind %s", kind)
		}
	}
}
