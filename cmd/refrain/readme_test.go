package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/lexicon"
)

// screen is the block of the README that shows a real run: its command, and what the command
// prints.
var screen = regexp.MustCompile("(?s)```\n\\$ refrain ([^\n]+)\n(.*?)```\n")

// hash changes with every entry; the README need not.
var hash = regexp.MustCompile(`sha256 [0-9a-f]{12}`)

// leftOut stands in the README for the findings between the first and the last.
const leftOut = "[...]"

// screenful is what the README shows of a report: its first finding, and how it ends.
func screenful(report string) string {
	paragraphs := strings.SplitAfter(report, "\n\n")
	if len(paragraphs) < 5 {
		return report
	}
	last := len(paragraphs) - 2
	return strings.Join(paragraphs[:2], "") + leftOut + "\n\n" + strings.Join(paragraphs[last:], "")
}

// The README shows what the program prints, to the letter.
func TestReadmeShowsARealRun(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	at := screen.FindSubmatchIndex(readme)
	if at == nil {
		t.Fatal("README.md shows no run of refrain")
	}
	stdout, stderr, _ := refrain(strings.Fields(string(readme[at[2]:at[3]]))...)
	if stderr != "" {
		t.Errorf("the run wrote to standard error: %s", stderr)
	}
	want := screenful(stdout)
	if *update {
		anew := bytes.Join([][]byte{readme[:at[4]], []byte(want), readme[at[5]:]}, nil)
		if err := os.WriteFile("README.md", anew, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shown := hash.ReplaceAllString(string(readme[at[4]:at[5]]), "sha256 ...")
	if diff := cmp.Diff(shown, hash.ReplaceAllString(want, "sha256 ...")); diff != "" {
		t.Errorf("README.md (-shown +printed); go test ./cmd/refrain -run Readme -update writes it anew\n%s", diff)
	}
}

// The page for advocates shows what compare prints, to the letter.
func TestAdvocatesShowARealComparison(t *testing.T) {
	t.Chdir("../..")
	const name = "docs/advocates.md"
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := screen.FindSubmatchIndex(page)
	if at == nil {
		t.Fatalf("%s shows no run of refrain", name)
	}
	want, stderr, _ := refrain(strings.Fields(string(page[at[2]:at[3]]))...)
	if stderr != "" {
		t.Errorf("the run wrote to standard error: %s", stderr)
	}
	if *update {
		anew := bytes.Join([][]byte{page[:at[4]], []byte(want), page[at[5]:]}, nil)
		if err := os.WriteFile(name, anew, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shown := hash.ReplaceAllString(string(page[at[4]:at[5]]), "sha256 ...")
	if diff := cmp.Diff(shown, hash.ReplaceAllString(want, "sha256 ...")); diff != "" {
		t.Errorf("%s (-shown +printed); go test ./cmd/refrain -run Advocates -update writes it anew\n%s", name, diff)
	}
}

// languageRow is a row of the README's table of languages: a name, and how many entries there are.
var languageRow = regexp.MustCompile(`(?m)^\| ([A-Z][A-Za-z]+) \| (\d+) \| (\d+|–) \|`)

// The README counts the entries that there are, and those with sources in their language.
func TestReadmeCountsTheEntries(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	text, want := string(readme), map[string]string{}
	for _, l := range lex.Languages {
		own := 0
		for _, e := range l.Entries() {
			if e.Scope == "source in this language" {
				own++
			}
		}
		sources := strconv.Itoa(own)
		if l.Code == "en" { // Its entries name no scope: nearly all sources are in English.
			sources = "–"
		}
		want[l.Name] = fmt.Sprintf("| %s | %d | %s |", l.Name, len(l.Entries()), sources)
	}
	for _, m := range languageRow.FindAllStringSubmatch(text, -1) {
		if w, ok := want[m[1]]; ok && *update {
			text = strings.Replace(text, m[0], w, 1)
		} else if ok && m[0] != w {
			t.Errorf("README.md says %s, want %s; go test ./cmd/refrain -run Readme -update writes it anew", m[0], w)
		}
		delete(want, m[1])
	}
	for name := range want {
		t.Errorf("README.md has no row for %s", name)
	}
	if *update {
		if err := os.WriteFile("../../README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
