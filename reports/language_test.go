package reports

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/wording"
)

// germans are documents in German in which nothing is found.
func germans(n int, lang string) []*analyzer.Report {
	var all []*analyzer.Report
	for i := range n {
		text := "Ein Satz.\n"
		all = append(all, &analyzer.Report{Doc: &document.Document{
			Name: "rede" + strconv.Itoa(i) + ".txt", Format: "text", Lang: lang, Text: text, Source: text,
		}, Words: 1_234_567})
	}
	return all
}

// translated are pieces of at least two English words that a catalogue has another text for.
func translated(t *testing.T, code string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("wording", "catalogue", code+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var pieces []string
	message := regexp.MustCompile(`(?m)^  - en: (".*")\n    (?:is|one): (".*")$`)
	place := regexp.MustCompile(`\{\w+\}`)
	for _, m := range message.FindAllStringSubmatch(string(data), -1) {
		english, err := strconv.Unquote(m[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range place.Split(english, -1) {
			piece = strings.Trim(piece, " .,:;()")
			if strings.Count(piece, " ") > 1 && len(piece) > 12 && !strings.Contains(m[2], piece) {
				pieces = append(pieces, piece)
			}
		}
	}
	if len(pieces) < 200 {
		t.Fatalf("%s: %d pieces, want the whole catalogue", code, len(pieces))
	}
	return pieces
}

// TestNoEnglishIsLeft writes a report of each kind in each language, and looks for what its catalogue
// has in another way.
func TestNoEnglishIsLeft(t *testing.T) {
	// What the sheet of all columns says of sources, which is for programs.
	const forPrograms = "advises against it; uses or permits it; none confirmed; the judgement of the lexicon's editors"
	forScripts := regexp.MustCompile(` (?:value|data-\w+)="[^"]*"`)
	for _, code := range wording.Codes()[1:] {
		pieces := translated(t, code)
		for _, k := range Kinds {
			if k.Copy || strings.HasPrefix(k.Name, "json") || strings.HasPrefix(k.Name, "csv") {
				continue // What programs read stays English.
			}
			for _, file := range []string{"", "brief.html", "brief.docx"} {
				if file != "" && k.Name != "brief" {
					continue
				}
				o := Options{Language: code, Verbose: true, File: file, Width: 4000}
				out := plainText(t, report(t, k.Name, o, reporttest.FixtureRun, reporttest.Recorded(t), reporttest.Interrupted))
				out = forScripts.ReplaceAllString(out, "")
				out = strings.Join(strings.Fields(html.UnescapeString(out)), " ")
				for _, piece := range pieces {
					at := strings.Index(out, piece)
					if at >= 0 && (k.Name != "xlsx" || !strings.Contains(forPrograms, piece)) {
						t.Errorf("%s in %s says %q: …%s…", k.Name, code, piece, out[max(0, at-60):min(len(out), at+len(piece)+60)])
					}
				}
			}
		}
	}
}

func TestReportIsInTheLanguageOfItsDocuments(t *testing.T) {
	const english, german = "No findings in", "Keine Befunde (gelesen: "
	for _, c := range []struct {
		about, asked string
		in           []*analyzer.Report
		want         string
	}{
		{"a German document", "", germans(1, "de-AT"), german + "1.234.567 Wörter)"},
		{"many German documents", "", germans(3*mostHeld, "de"), german},
		{"a language without a catalogue", "", germans(2, "pl"), english},
		{"German and Dutch", "", append(germans(2, "de"), germans(1, "nl")...), english},
		{"German, and what was not read", "", append([]*analyzer.Report{reporttest.Missing()}, germans(1, "de")...), german},
		{"Dutch, with German asked for", "de", germans(1, "nl"), german},
		{"German, with English asked for", "en", germans(1, "de"), english},
	} {
		for _, kind := range []string{"terminal", "html", "markdown", "quote"} {
			out := report(t, kind, Options{Language: c.asked, Width: 120}, reporttest.FixtureRun, c.in, nil)
			if !strings.Contains(out, c.want) {
				t.Errorf("%s, %s: no %q in\n%.2000s", c.about, kind, c.want, out)
			}
		}
	}
}

func TestPagesNameTheirLanguage(t *testing.T) {
	for _, kind := range []string{"html", "brief"} {
		out := report(
			t, kind, Options{Language: "fr", File: "brief.html"}, reporttest.FixtureRun, reporttest.Fixture(t), nil,
		)
		if !strings.HasPrefix(out, "<!doctype html>\n<html lang=\"fr\">") {
			t.Errorf("%s begins with %.80q", kind, out)
		}
		if !Ours(out[:512], "") {
			t.Errorf("%s: a report in French is not known for one of ours", kind)
		}
	}
}

func TestArabicStandsFromRightToLeft(t *testing.T) {
	in := germans(1, "ar")
	in[0].Doc.Blocks = []document.Block{{Span: document.Span{End: len(in[0].Doc.Text)}}}
	out := report(t, "html", Options{}, reporttest.FixtureRun, in, nil)
	if !strings.Contains(out, `lang="ar" dir="rtl"`) {
		t.Error("the text of an Arabic document has no direction")
	}
}

func TestFindingOfGitLabIsTheSameInAnyLanguage(t *testing.T) {
	print := regexp.MustCompile(`"fingerprint":"[^"]*"`)
	prints := func(code string) string {
		out := report(t, "gitlab", Options{Language: code}, reporttest.FixtureRun, reporttest.Recorded(t), nil)
		return strings.Join(print.FindAllString(out, -1), " ")
	}
	if got, want := prints("de"), prints("en"); got != want || want == "" {
		t.Errorf("got %s, want %s", got, want)
	}
}
