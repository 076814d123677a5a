package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
)

// TestDocumentsAreNotTakenForOurs has documents that begin with words of a report, or speak of one.
func TestDocumentsAreNotTakenForOurs(t *testing.T) {
	for _, head := range []string{
		"refrain from words such as these, lexicon or not.\n", "refrain 1.2, lexicon 3 (of the trade)\n",
		"# refrain from it, lexicon 3 (en\n",
		"<!doctype html>\n<!-- refrain copy -->\n<p>", "{\"schema\":\"other/1\"",
		"A copy has <!-- refrain copy -->\n<office:document> in it.\n", "PK\x03\x04 somebody's",
		"<!-- refrain", "path,page,label,line,column,printed_line,\n",
	} {
		if Ours(head, head) {
			t.Errorf("%q is taken for a report", head)
		}
	}
}

// goldens are a golden of each kind, so that a new kind names its own.
var goldens = map[string]string{
	"terminal":      "terminal/findings.txt",
	"json":          "json/findings.json",
	"jsonl":         "json/findings.jsonl",
	"html":          "html/findings.html",
	"markdown":      "markdown/records.md",
	"csv":           "table/records.csv",
	"csv-documents": "table/documents.csv",
	"xlsx":          "table/findings-xlsx.txt",
	"brief":         "brief/findings-brief.md",
	"sarif":         "ci/records.sarif",
	"github":        "ci/records-github.txt",
	"lines":         "ci/records-lines.txt",
	"gitlab":        "ci/findings-gitlab.json",
	"junit":         "ci/findings-junit.xml",
	"checkstyle":    "ci/findings-checkstyle.xml",
	"rdjsonl":       "ci/findings.rdjsonl",
	"docx":          "copy/findings-docx.txt",
	"odt":           "copy/findings.fodt",
	"docx-tracked":  "copy/tracked-docx.txt",
	"amendments":    "amendments/uk.md",
	"pdf":           "copy/findings.pdf",
	"quote":         "quote/findings.txt",
}

func TestEveryKindHasAGolden(t *testing.T) {
	for _, k := range Kinds {
		folder, name, _ := strings.Cut(goldens[k.Name], "/")
		if info, err := os.Stat(filepath.Join(folder, "testdata", "golden", name)); err != nil || info.Size() == 0 {
			t.Errorf("the kind %s has no golden: %v", k.Name, err)
		}
	}
}

// report writes a report of a kind.
func report(
	t testing.TB, kind string, o Options, run Run, in []*analyzer.Report, change func(*Totals),
) string {
	t.Helper()
	k, ok := KindOf(kind)
	if !ok {
		t.Fatalf("there is no kind %q", kind)
	}
	return reporttest.Write(t, reporttest.Of(k.New), o, run, in, change)
}
