package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sections are the parts of a report that are about the documents named good: lines with their
// name, or what their kind of report puts around more than a line. A list's last line has no comma.
func sections(kind, report string) string {
	switch kind {
	case "html":
		var all []string
		for _, part := range strings.Split(report, `<section class="document"`) {
			if head, _, _ := strings.Cut(part, "<article"); strings.Contains(head, "good") && strings.HasPrefix(part, " id=") {
				all = append(all, part)
			}
		}
		return strings.Join(all, "")
	case "terminal":
		all, _, _ := strings.Cut(report, "\nRead ")
		return all
	}
	var all []string
	for line := range strings.Lines(report) {
		// GitHub takes ten notes of a step, whichever documents they are on.
		if strings.Contains(line, "good") && !strings.HasPrefix(line, "::") {
			all = append(all, strings.TrimRight(line, ",\n"))
		}
	}
	return strings.Join(all, "\n")
}

// TestBrokenNeighboursChangeNothing checks two documents among others, which in one run are broken
// and in the other have nothing to find.
func TestBrokenNeighboursChangeNothing(t *testing.T) {
	src, err := os.ReadFile("../../testdata/docs/border-order-bill.pdf")
	if err != nil {
		t.Fatal(err)
	}
	const fine = "The mayor opened the new bridge over the river on Monday, and many people came to see it.\n"
	broken := map[string]string{
		"a.txt": "%PDF-1.4\nbroken", "c.txt": "PK\x03\x04" + strings.Repeat("\x00", 26) + "word/document.xml",
		"e.xml":  strings.Repeat("<a>", 5000),
		"f.html": "<!doctype html><script>", "g.txt": "\x00\x01\x02",
	}
	var folders []string
	for _, neighbours := range []func(name string) string{
		func(name string) string { return broken[name] }, func(string) string { return fine },
	} {
		folder := t.TempDir()
		files := map[string]string{
			"b-good.pdf": string(src),
			"d-good.txt": "They spoke of a flood of refugees. “Illegal immigrants”, he said, came as a swarm of migrants.\n",
		}
		for name := range broken {
			files[name] = neighbours(name)
		}
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		folders = append(folders, folder)
	}
	for _, kind := range []string{
		"terminal", "json", "html", "markdown", "csv", "brief", "quote", "sarif", "github", "lines", "gitlab", "junit", "checkstyle", "jsonl",
		"rdjsonl",
	} {
		var got [2]string
		for i, folder := range folders {
			t.Chdir(folder)
			var stdout, stderr bytes.Buffer
			code := run(
				[]string{"check", "--no-config", "--jobs", "4", "--format", kind, "."}, strings.NewReader(""), &stdout, &stderr,
			)
			if want := []int{exitUnread, exitFindings}[i]; code != want {
				t.Fatalf("%s: exit code %d, want %d: %s", kind, code, want, stderr.String())
			}
			got[i] = sections(kind, stdout.String())
		}
		if got[0] != got[1] || !strings.Contains(got[0], "good") {
			t.Errorf("%s: with broken neighbours\n%s\nwith others\n%s", kind, got[0], got[1])
		}
	}
}
