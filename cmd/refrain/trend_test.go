package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// lineHere is a line of an archive of a document, made by a check.
func lineHere(t testing.TB, text string) string {
	t.Helper()
	if err := os.WriteFile("doc.txt", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	args := []string{"check", "--fail-on", "never", "--lang", "en", "--format", "jsonl", "doc.txt"}
	if code := run(args, strings.NewReader(""), &out, &complaints); code != exitNothing {
		t.Fatalf("exit code %d: %s", code, complaints.String())
	}
	return out.String()
}

// archiveHere writes an archive of so many documents, a day each.
func archiveHere(t testing.TB, line string, documents int) {
	t.Helper()
	file, err := os.Create("archive.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i := range documents {
		name := fmt.Sprintf("speeches/%d-%02d-%02d-%d.txt", 1995+i%25, 1+i%12, 1+i%28, i)
		one := strings.Replace(line, `"path":"doc.txt"`, `"path":"`+name+`"`, 1)
		at := strings.Index(one, `"sha256":"`) + len(`"sha256":"`)
		if _, err := file.WriteString(one[:at] + fmt.Sprintf("%08x", i) + one[at+8:]); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// Memory does not grow with the sentences of an archive: points keep some, and say how many more
// there are.
func TestMemoryOfALargeArchiveIsBounded(t *testing.T) {
	t.Chdir(t.TempDir())
	line := lineHere(t, strings.Repeat("We fear illegal immigrants at the border. ", 40))
	archiveHere(t, line, 3000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var out, complaints bytes.Buffer
	if code := run([]string{"trend", "--format", "json", "archive.jsonl"}, strings.NewReader(""), &out, &complaints); code != 0 {
		t.Fatalf("exit code %d: %s", code, complaints.String())
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if held := int64(after.HeapAlloc) - int64(before.HeapAlloc); held > 200<<20 {
		t.Errorf("%d MiB are held afterwards", held>>20)
	}
	report := out.String()
	if n := strings.Count(report, `"before":`); n != 25*20 {
		t.Errorf("%d sentences, want 20 of each of 25 years", n)
	}
	if !strings.Contains(report, `"more_sentences":4780`) { // 120 documents a year with 40 findings, less 20.
		t.Errorf("the report does not say how many more sentences there are: %.600s", report)
	}
}

// A line of an archive may say anything.
func TestHostileLinesOfAnArchive(t *testing.T) {
	t.Chdir(t.TempDir())
	line := lineHere(t, "We fear illegal immigrants at the border.\n")
	for what, change := range map[string][2]string{
		"negative words":    {`"words":7`, `"words":-7`},
		"very many words":   {`"words":7`, `"words":9223372036854775807`},
		"negative mentions": {`"people_mentions":1`, `"people_mentions":-9`},
		"a negative place":  {`"line":1`, `"line":-1`},
		"a name of markup":  {`"path":"doc.txt"`, `"path":"2019-01-01<script>\u001b[31m\u202e\n::error::x.txt"`},
		"a long name":       {`"path":"doc.txt"`, `"path":"` + strings.Repeat("2019/", 20000) + `"`},
		"a year beyond":     {`"path":"doc.txt"`, `"path":"9999-99-99/2019.txt"`},
		"unread languages":  {`"words":7`, `"words":7,"unread":{"sv":99}`},
		"a gap of markup":   {`"gaps":[]`, `"gaps":[{"reason":"<script>\u001b[31m"}]`},
		"many findings":     {`"words":7`, `"words":7,"full":-3`},
	} {
		if !strings.Contains(line, change[0]) {
			t.Fatalf("%s: the line has no %s: %s", what, change[0], line)
		}
		text := strings.Replace(line, change[0], change[1], 1) + strings.Replace(line, "doc.txt", "2020-01-01.txt", 1)
		if err := os.WriteFile("archive.jsonl", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, format := range trendKinds() {
			var out, complaints bytes.Buffer
			code := run([]string{"trend", "--every", "year", "--format", format, "archive.jsonl"}, strings.NewReader(""), &out, &complaints)
			if code != exitNothing && code != exitUnread && code != exitFailed {
				t.Errorf("%s, %s: exit code %d: %s", what, format, code, complaints.String())
			}
			for _, bad := range []string{"\x1b", "\u202e", "\n::error", "NaN", "Inf"} {
				if strings.Contains(out.String(), bad) {
					t.Errorf("%s, %s: the report holds %q", what, format, bad)
				}
			}
			if strings.Contains(out.String(), "<script>") && (format == "html" || format == "svg") {
				t.Errorf("%s, %s: the report holds a script", what, format)
			}
		}
	}
}

// What a PDF states as the day of its making dates it, where nothing else does.
func TestPDFIsDatedByWhatItStates(t *testing.T) {
	t.Chdir(t.TempDir())
	const body = "BT /F1 12 Tf 72 700 Td (Nothing of note was said here today.) Tj ET"
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(body), body),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</CreationDate(D:20190503120000Z)>>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	writeHere(t, filepath.Join("docs", "statement.pdf"), b.String())
	var out, complaints bytes.Buffer
	code := run([]string{"trend", "--format", "json", "docs"}, strings.NewReader(""), &out, &complaints)
	const want = `"path":"docs/statement.pdf","date":"2019-05-03","date_source":"meta","date_from":"CreationDate"`
	if code != exitNothing || !strings.Contains(out.String(), want) {
		t.Errorf("exit code %d, want %s\n%s%s", code, want, out.String(), complaints.String())
	}
}

// An archive of 10,000 documents with 40 findings each.
func BenchmarkTrendOfAnArchive(b *testing.B) {
	b.Chdir(b.TempDir())
	archiveHere(b, lineHere(b, strings.Repeat("We fear illegal immigrants at the border. ", 40)), 10_000)
	b.ReportAllocs()
	for b.Loop() {
		var out, complaints bytes.Buffer
		if code := run([]string{"trend", "--format", "html", "archive.jsonl"}, strings.NewReader(""), &out, &complaints); code != 0 {
			b.Fatalf("exit code %d: %s", code, complaints.String())
		}
	}
}
