package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// appended puts a report after what stands in a file already.
func appended(t *testing.T, before, report string, limit int64) string {
	t.Helper()
	target := filepath.Join(t.TempDir(), "summary.md")
	if err := os.WriteFile(target, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	o := &output{target: target, limit: limit}
	defer outputs{o}.discard()
	if err := o.create(); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Write([]byte(report)); err != nil {
		t.Fatal(err)
	}
	if err := o.place(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The summary of a step may hold what others wrote.
func TestReportIsAppendedToTheSummary(t *testing.T) {
	if got := appended(t, "before\n", "report\n", summaryLimit); got != "before\nreport\n" {
		t.Errorf("got %q", got)
	}
}

// GitHub shows nothing of a summary that is too long.
func TestSummaryIsCutAtALine(t *testing.T) {
	got := appended(t, "before\n", strings.Repeat("a line\n", 1000), 500)
	if len(got) > 500 || !strings.HasSuffix(got, "a line\n"+cutShort) || !strings.HasPrefix(got, "before\na line\n") {
		t.Errorf("%d bytes: %q", len(got), got)
	}
	if got := appended(t, strings.Repeat("x", 500), "a line\n", 500); !strings.HasSuffix(got, "x"+cutShort) {
		t.Errorf("without room: %q", got)
	}
}
