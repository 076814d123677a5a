//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/reports"
)

// obeyed is what a runner of workflows takes for a command: "::" that begins a line, after white
// space or not, or "##name[" anywhere.
var obeyed = regexp.MustCompile(
	`(?m)(?:^|[\r\f\v])(?:[\s\p{Z}\p{Cf}]|\x1b\[[0-9;]*m)*::.*$|^.*##[A-Za-z]*\[.*$|^.*\x1b\[0K.*$`)

// hostile is a folder of documents that would steer a runner by their names, their headings and
// their words, with records and a lexicon that do so too.
func hostile(t *testing.T) string {
	t.Helper()
	const harm = "stop the flood of migrants and deport every illegal alien from the district."
	folder := folderOf(t, map[string]string{
		"::stop-commands::abc.txt": "::stop-commands::tok We must " + harm + "\n\n\u3000::add-mask::the " + harm + "\n",
		"##[error]y.pdf":           "\xff\xfe\xff",
		"##vso[a]b.html": "<!doctype html><title>::group::a</title><h1>::add-mask::the</h1><p>" + harm +
			"<p>##[error]" + harm + "<p>::debug::a<br>::debug::b " + harm,
		"a\n::debug::b\r::debug::c\xff.md": "# ##teamcity[a]\n\n::error::x " + harm + "\n\n" +
			strings.Repeat("word ", 17) + "::warning::wrapped " + harm + "\n",
		".refrain-baseline.json": "",
	})
	own := filepath.Join(folder, "own", "en", "terms")
	entry := `id: own-word
category: dehum.water
severity: note
tier: core
grade: C
why: "::add-mask::a ##[error] b"
instead: ["::add-mask::a", "##vso[b]"]
caveat: "::add-mask::a"
sources: [HOUSE]
match:
  - district
hits:
  - "::notice::the [[district]] ##[error]"
misses:
  - "::notice::nothing ##[error]"
`
	source := `HOUSE:
  title: "::add-mask::a"
  body: "##[error]b"
  kind: style guide
  status: read
  says: "::add-mask::a"
`
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"en/terms/own-word.yaml": entry, "sources.yaml": source} {
		if err := os.WriteFile(filepath.Join(folder, "own", name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestNothingThatIsPrintedSteersAWorkflow(t *testing.T) {
	folder := hostile(t)
	runs := [][]string{
		{"text", "."}, {"explain", "::stop-commands::x flood of migrants ##[error]"},
		{"explain", "--lexicon", "own", "::a::b district ##vso[x]"}, {"lexicon", "list", "--lexicon", "own"},
		{"lexicon", "show", "--lexicon", "own", "own-word"}, {"lexicon", "test", "own"}, {"baseline", "write"},
		{"lexicon", "show", "--format", "json", "--lexicon", "own", "own-word"}, {"lexicon", "show", "##[error]"},
		{"check", "::gone::a.txt"}, {"check", "##[gone]a.txt", "a\n::gone::b"}, {"##[error]"}, {"\n::error::a"},
		{"check", "--format", "##[error]", "."}, {"check", "--lang", "\n::error::a", "."},
		{"check", "--format", "json=\n::error::a/b", "."}, {"config", "show", "\n::error::a"},
		{"check", "--stdin-name", "::error::a", "-"}, {"check", "--no-config", "--files-from", "::error::a"},
	}
	for _, k := range reports.Kinds {
		for _, color := range []string{"never", "always"} {
			args := []string{"check", "--no-config", "--lexicon", "own", "--color", color, "--count", "used,quoted"}
			runs = append(runs, append(args, "--format", k.Name, "."))
		}
	}
	for _, args := range runs {
		c := program(t, folder, args...)
		c.Stdin = strings.NewReader("::error::a flood of migrants")
		got := end(t, c)
		for _, line := range obeyed.FindAllString(got.stdout+"\n"+got.stderr, -1) {
			if annotation.MatchString(line) && args[len(args)-2] == "github" {
				continue
			}
			t.Errorf("%q prints a command: %.300q", args, line)
		}
		if !utf8.ValidString(got.stdout + got.stderr) {
			t.Errorf("%q prints what is no UTF-8", args)
		}
	}
}

// annotation is a command of our own.
var annotation = regexp.MustCompile(`^::(?:error|warning|notice) (?:file=[^:]*,)?(?:line=\d+,[^:]*,)?title=[^:]*::`)

func TestTextKeepsItsBytes(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": "::add-mask::a\n\nb ##[error]\n\nc :: d"})
	if got := end(t, program(t, folder, "text", "a.txt")); got.stdout != ":?add-mask::a\n\nb ##?error]\n\nc :: d" {
		t.Errorf("the text is %q", got.stdout)
	}
}

func TestKindsThatAreNoTextGoToFiles(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	for _, k := range reports.Kinds {
		if !k.Binary {
			continue
		}
		got := end(t, program(t, folder, "check", "--format", k.Name, "a.txt"))
		expect(t, got, 2, fmt.Sprintf("--format %s: is no text that can be printed", k.Name))
		expect(t, got, 2, "--format "+k.Name+"=FILE")
	}
	sh := exec.Command("sh", "-c", `refrain check --format xlsx a.txt > a.xlsx; test $? = 1`)
	sh.Dir = folder
	if out, err := sh.CombinedOutput(); err != nil {
		t.Errorf("a workbook does not go where the shell leads it: %v\n%s", err, out)
	}
}
