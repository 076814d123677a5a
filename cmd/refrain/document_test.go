package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// refrain runs the program in this process and gives what it wrote and its exit code.
func refrain(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &errs)
	return out.String(), errs.String(), code
}

// found is what the tests read of a JSON report.
type found struct {
	Documents []struct {
		Path     string
		Findings []struct {
			Entry, Tier, Status, Text, Context string
			Span                               struct{ Start, End int }
			Place                              struct {
				Line  int
				Bytes *struct{ Start, End int }
			}
		}
	}
}

func checkFile(t *testing.T, args ...string) (found, int) {
	t.Helper()
	stdout, stderr, code := refrain(append([]string{"check", "--format", "json"}, args...)...)
	var f found
	if err := json.Unmarshal([]byte(stdout), &f); err != nil {
		t.Fatalf("refrain check %q: %v\n%s%s", args, err, stdout, stderr)
	}
	return f, code
}

// docs are the documents that the repository holds for its tests.
func docs(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../testdata/docs/*.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no documents in testdata/docs: %v", err)
	}
	return names
}

func TestSpansCountTheBytesOfText(t *testing.T) {
	checked := 0
	for _, name := range docs(t) {
		text, _, _ := refrain("text", name)
		text = strings.ReplaceAll(text, "\f", "")
		report, _ := checkFile(t, "--advisory", name)
		for _, f := range report.Documents[0].Findings {
			if f.Span.End > len(text) || text[f.Span.Start:f.Span.End] != f.Text {
				t.Errorf("%s: %q is not what stands at its span %v", name, f.Text, f.Span)
			}
			checked++
		}
	}
	if checked == 0 {
		t.Error("no document of testdata/docs has a finding")
	}
}

func TestBytesOfThePlaceAreTheWordsInTheFile(t *testing.T) {
	const name = "../../testdata/docs/speech.txt"
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	report, _ := checkFile(t, name)
	if len(report.Documents[0].Findings) == 0 {
		t.Fatal("no finding in a speech that has some")
	}
	for _, f := range report.Documents[0].Findings {
		b := f.Place.Bytes
		if b == nil {
			t.Errorf("%q has no bytes", f.Text)
			continue
		}
		got := string(source[b.Start:b.End])
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(f.Text), " ") {
			t.Errorf("bytes %d to %d are %q, want %q", b.Start, b.End, got, f.Text)
		}
		if line := 1 + strings.Count(string(source[:b.Start]), "\n"); line != f.Place.Line {
			t.Errorf("%q stands on line %d, and the report says %d", f.Text, line, f.Place.Line)
		}
	}
}

// accused are the core findings of a document that count as the author's own words.
func accused(t *testing.T, name string) (list []string, code int) {
	t.Helper()
	report, code := checkFile(t, name)
	for _, f := range report.Documents[0].Findings {
		if f.Status == "used" && f.Tier == "core" {
			list = append(list, f.Entry+": "+f.Context)
		}
	}
	return list, code
}

// The mission: a text that fights this language is not accused of it.
func TestStatementsAgainstThisLanguageAreNotAccused(t *testing.T) {
	for _, name := range []string{"../../testdata/docs/statement.md", "../../../shared/seed.txt"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			if _, err := os.Stat(name); err != nil {
				t.Skipf("%s is not here", name)
			}
			if list, code := accused(t, name); len(list) > 0 || code != exitNothing {
				t.Errorf("exit code %d, want %d; accused of\n%s", code, exitNothing, strings.Join(list, "\n"))
			}
		})
	}
}

func TestASpeechInThisLanguageIsFound(t *testing.T) {
	list, code := accused(t, "../../testdata/docs/speech.txt")
	if len(list) < 2 || code != exitFindings {
		t.Errorf("exit code %d with %q, want %d with at least two findings", code, list, exitFindings)
	}
}
