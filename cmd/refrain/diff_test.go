package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gitHere runs git in the working directory, with no configuration but its own.
func gitHere(t *testing.T, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	for _, name := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+name+"_NAME", "A")
		t.Setenv("GIT_"+name+"_EMAIL", "a@example.org")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func writeHere(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkHere runs refrain and returns what it reports as JSON.
func checkHere(t *testing.T, stdin string, args ...string) (report string, code int) {
	t.Helper()
	var out, complaints bytes.Buffer
	code = run(
		append([]string{"check", "--format", "json", "--lang", "en"}, args...), strings.NewReader(stdin), &out, &complaints,
	)
	if code == exitFailed {
		t.Fatalf("refrain check %v: %s", args, complaints.String())
	}
	return out.String(), code
}

const (
	fear = "We fear illegal immigrants.\n"
	came = "Illegal immigrants came by sea.\n"
)

func TestNamesOfFilesAreNoCommands(t *testing.T) {
	names := []string{
		"a b.md", "-x.md", "--output=x.md", ":(exclude)y.md", "*.md", "[a].md", "new\nline.md", "quote\".md", "tab\t.md",
		"ü.md", "a -> b.md", "$(touch z).md", "sub/:!c.md", "\xff.md",
		"@@ -1 +1 @@.md", "{a,b}.md", "back\\slash.md",
	}
	t.Chdir(t.TempDir())
	gitHere(t, "init", "--quiet", ".")
	for _, name := range names {
		writeHere(t, name, fear)
	}
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "old")
	if report, code := checkHere(t, "", "--diff", "HEAD"); code != exitNothing || strings.Contains(report, `"key"`) {
		t.Errorf("nothing has changed: got exit code %d\n%s", code, report)
	}
	for _, name := range names {
		writeHere(t, name, fear+"\n"+came)
	}
	report, code := checkHere(t, "", "--diff", "HEAD")
	outside := strings.Count(report, `"is":"outside"`)
	open := strings.Count(report, `"key"`) - outside
	if code != exitFindings || open != len(names) || outside != len(names) {
		t.Errorf(
			"got exit code %d, %d findings in changed text and %d outside, want %d of each\n%s", code, open, outside,
			len(names), report,
		)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) != len(names)+1 {
		t.Errorf("%d files, want those that the test made and .git: %v", len(entries), entries)
	}
}

// repositoryHere works in a new repository that has committed one file.
func repositoryHere(t *testing.T, name, content string) {
	t.Helper()
	t.Chdir(t.TempDir())
	gitHere(t, "init", "--quiet", ".")
	writeHere(t, name, content)
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "old")
}

// shown are the findings of a report in JSON, in order: O for one that is open, - for one that is
// outside.
func shown(report string) string {
	got := ""
	for line := range strings.Lines(report) {
		switch {
		case !strings.HasPrefix(line, `{"key"`):
		case strings.Contains(line, `"is":"outside"`):
			got += "-"
		default:
			got += "O"
		}
	}
	return got
}

func TestFindingIsNewWhenWordsSentenceOrStatusAre(t *testing.T) {
	const rejected = "We shall never speak of\na flood of migrants here.\n"
	const quoted = "He said: “We fear illegal\nimmigrants.”\n"
	for _, c := range []struct{ name, old, now, want string }{ // want: as shown; of all statuses
		{"added.md", fear, fear + "\n" + came, "-O"},
		{"above.md", fear, "New.\n\n" + fear, "-"},
		{"same-line.md", fear, "Now we fear illegal immigrants.\n", "O"},
		{"line-before.md", "We fear\nillegal immigrants.\n", "Now we fear\nillegal immigrants.\n", "O"},
		{"line-after.md", "We fear illegal\nimmigrants.\n", "We fear illegal\nimmigrants, all.\n", "O"},
		{"wrapped.md", "We fear\nillegal immigrants.\n", "We fear illegal\nimmigrants.\n", "-"},
		{"denial.txt", rejected, strings.Replace(rejected, "never", "always", 1), "O"},
		{"denied.txt", strings.Replace(rejected, "never", "always", 1), rejected, "O"},
		{"marks.txt", quoted, strings.NewReplacer("“", "", "”", "").Replace(quoted), "O"},
		{"block.md", "> A flood of migrants came.\n", "A flood of migrants came.\n", "O"},
		{"block-quoted.md", "A flood of migrants came.\n", "> A flood of migrants came.\n", "O"},
		{"words.txt", "A flood of migrants came.\n", "A flood of refugees came.\n", "O"},
		{"removed.md", fear + "\nOther.\n", fear, "-"},
		{"moved.md", fear + "\nOther.\n\n" + came, came + "\nOther.\n\n" + fear, "--"},
		{"crlf.md", "One.\n\n" + fear, "One.\r\n\r\nTwo.\r\n\r\nWe fear illegal immigrants.\r\n", "-"},
		{"no-newline.txt", "We fear illegal immigrants.", fear, "-"},
		{"latin.txt", "Caf\xe9.\n\n" + fear, "Caf\xe9.\n\n" + fear + "\n" + came, "-O"},
		{"utf16.txt", utf16(fear), utf16("New.\n\n" + fear + "\n" + came), "-O"},
		{"encoded-anew.txt", fear, utf16(fear + "\n" + came), "-O"},
		{"new.md", "", fear, "O"},
		{"copy.html", "<p>" + fear + "</p>", "<p>" + fear + "</p>\n<p>" + fear + "</p>", "-O"},
		{"copy-above.md", "One.\n\n" + fear, fear + "\nTwo.\n\nOne.\n\n" + fear, "O-"},
		{"fewer.md", fear + "\n" + fear + "\n" + fear, fear + "\n" + fear, "--"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			gitHere(t, "init", "--quiet", ".")
			gitHere(t, "commit", "--quiet", "--allow-empty", "--message", "start")
			if c.old != "" {
				writeHere(t, c.name, c.old)
				gitHere(t, "add", "--all")
				gitHere(t, "commit", "--quiet", "--message", "old")
			}
			writeHere(t, c.name, c.now)
			report, _ := checkHere(t, "", "--diff", "HEAD")
			if got := shown(report); got != c.want {
				t.Errorf("got %q, want %q\n%s", got, c.want, report)
			}
		})
	}
}

// utf16 is ASCII text in UTF-16 with a byte order mark.
func utf16(s string) string {
	return "\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00"
}

func TestStandardInputIsComparedWithTheFileThatItIs(t *testing.T) {
	repositoryHere(t, "docs/a.md", fear)
	report, code := checkHere(t, fear+"\n"+came, "--diff", "HEAD", "--stdin-name", "docs/a.md", "-")
	if code != exitFindings || strings.Count(report, `"is":"outside"`) != 1 ||
		!strings.Contains(report, `"path":"docs/a.md"`) || !strings.Contains(report, `"format":"markdown"`) {
		t.Errorf("got exit code %d\n%s", code, report)
	}
	if report, code := checkHere(t, fear, "--diff", "HEAD", "--stdin-name", "docs/new.md", "-"); code != exitFindings {
		t.Errorf("a file that git does not know: got exit code %d\n%s", code, report)
	}
}

func TestRenamedFileIsComparedWithWhatItWas(t *testing.T) {
	repositoryHere(t, "a.md", strings.Repeat("Words of no account.\n\n", 20)+fear)
	gitHere(t, "mv", "a.md", "b.md")
	writeHere(t, "b.md", strings.Repeat("Words of no account.\n\n", 20)+fear+"\n"+came)
	report, code := checkHere(t, "", "--diff", "HEAD")
	if code != exitFindings || strings.Count(report, `"is":"outside"`) != 1 || strings.Count(report, `"key"`) != 2 {
		t.Errorf("got exit code %d\n%s", code, report)
	}
}
