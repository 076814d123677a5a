package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	code = run(append([]string{"check", "--format", "json", "--lang", "en"}, args...), strings.NewReader(stdin), &out, &complaints)
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
		"a b.md", "-x.md", "--output=x.md", ":(exclude)y.md", "*.md", "[a].md", "new\nline.md", "quote\".md", "tab\t.md", "ü.md", "a -> b.md", "$(touch z).md", "sub/:!c.md", "\xff.md",
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
	if open, outside := strings.Count(report, `"key"`)-strings.Count(report, `"is":"outside"`), strings.Count(report, `"is":"outside"`); code != exitFindings || open != len(names) || outside != len(names) {
		t.Errorf("got exit code %d, %d findings in changed text and %d outside, want %d of each\n%s", code, open, outside, len(names), report)
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

// A repository that was unpacked from an archive brings a configuration of its own, which must not have git run anything.
func TestRepositoryRunsNothing(t *testing.T) {
	repositoryHere(t, "a.md", fear)
	for _, name := range []string{
		"diff.external", "diff.x.textconv", "diff.x.command", "core.fsmonitor", "core.pager", "core.sshCommand", "filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.a.b.clean",
	} {
		gitHere(t, "config", name, "touch ran-"+name)
	}
	gitHere(t, "config", "filter.x.required", "true")
	writeHere(t, ".gitattributes", "*.md diff=x filter=x\n*.txt filter=a.b\n")
	writeHere(t, "a.md", fear+"\n"+came)
	report, code := checkHere(t, "", "--diff", "HEAD")
	if code != exitFindings || strings.Count(report, `"key"`) != 2 || strings.Count(report, `"is":"outside"`) != 1 {
		t.Errorf("got exit code %d, want one finding in changed text and one outside\n%s", code, report)
	}
	if ran, err := filepath.Glob("ran-*"); err != nil || len(ran) > 0 {
		t.Errorf("git has run %q (%v)", ran, err)
	}
}

func TestWhatHasChangedIsAskedForByLine(t *testing.T) {
	for _, c := range []struct{ name, old, now, want string }{ // want: O for open, - for outside, by finding
		{"added.md", fear, fear + "\n" + came, "-O"},
		{"above.md", fear, "New.\n\n" + fear, "-"},
		{"same-line.md", fear, "Now we fear illegal immigrants.\n", "O"},
		{"next-line.md", "We fear\nillegal immigrants.\n", "Now we fear\nillegal immigrants.\n", "-"},
		{"half.md", "We fear illegal\nimmigrants.\n", "We fear illegal\nimmigrants, all.\n", "O"},
		{"removed.md", fear + "\nOther.\n", fear, "-"},
		{"crlf.md", "One.\r\n\r\n" + fear, "One.\r\n\r\nTwo.\r\n\r\n" + fear, "-"},
		{"no-newline.txt", "We fear illegal immigrants.", "We fear illegal immigrants.\n", "O"},
		{"hunk.txt", "@@ -1 +9 @@\n\n" + fear, "@@ -1 +2,9 @@\n@@ -0,0 +1,99 @@\n\n" + fear, "-"},
		{"latin.txt", "Caf\xe9.\n\n" + fear, "Caf\xe9.\n\n" + fear + "\n" + came, "-O"},
		{"utf16.txt", utf16(fear), utf16("New.\n\n" + fear + "\n" + came), "-O"},
		{"new.md", "", fear, "O"},
		{"copy.html", "<p>" + fear + "</p>", "<p>" + fear + "</p>\n<p>" + fear + "</p>", "-O"},
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
			if got != c.want {
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
	if code != exitFindings || strings.Count(report, `"is":"outside"`) != 1 || !strings.Contains(report, `"path":"docs/a.md"`) || !strings.Contains(report, `"format":"markdown"`) {
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

func TestHunksAreReadFromTheirHeads(t *testing.T) {
	const diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +3 @@ @@ -9 +9 @@\n-@@ -1 +77 @@\n+@@ -1 +88 @@\n@@ -5 +7,0 @@\n-x\n@@ -9,0 +10,3 @@\n+a\n+b\n+c\n"
	lines, ok := parseHunks(diff)
	if want := []lineRange{{3, 4}, {10, 13}}; !ok || !slices.Equal(lines, want) {
		t.Errorf("got %v, %v, want %v", lines, ok, want)
	}
	for _, diff := range []string{"", "Binary files a/x and b/x differ\n", "@@ -1 +x @@\n", "@@ -1 +1\n"} {
		if _, ok := parseHunks(diff); ok {
			t.Errorf("%q is taken for a difference by lines", diff)
		}
	}
}

// FuzzDiff reads what git may say of changes. No range of lines is turned round, and a list is read whole or refused.
func FuzzDiff(f *testing.F) {
	f.Add("@@ -1,2 +3 @@ x\n@@ -9,0 +10,3 @@\n+a\n")
	f.Add("@@ -1 +-5,9 @@\n@@ -1 +2147483647,2147483647 @@\n")
	f.Add("M\x00a\x00R090\x00b\x00c\x00D\x00d\x00A\x00e\x00")
	f.Fuzz(func(t *testing.T, said string) {
		lines, ok := parseHunks(said)
		if !ok && lines != nil {
			t.Errorf("%v of a difference that is not understood", lines)
		}
		for _, l := range lines {
			if l.first < 0 || l.end < l.first {
				t.Errorf("lines %v", l)
			}
		}
		c := &changes{old: map[string]string{}}
		if err := c.parse(said); err == nil && len(c.old) > strings.Count(said, "\x00") {
			t.Errorf("%d files of %q", len(c.old), said)
		}
	})
}

func TestListsOfChangesAreReadInFull(t *testing.T) {
	c := &changes{old: map[string]string{}}
	if err := c.parse("M\x00a\x00R090\x00b\x00c\x00D\x00d\x00A\x00e\x00T\x00f\x00"); err != nil {
		t.Fatal(err)
	}
	if len(c.old) != 4 || c.old["a"] != "a" || c.old["c"] != "b" || c.old["e"] != "" || c.old["f"] != "" {
		t.Errorf("got %v", c.old)
	}
	for _, status := range []string{"X\x00a\x00", "M\x00", "R100\x00a\x00", "M\x00a\x00M\x00"} {
		if err := c.parse(status); err == nil {
			t.Errorf("%q is read", status)
		}
	}
}

func TestGitIsBounded(t *testing.T) {
	repositoryHere(t, "a.md", strings.Repeat(fear, 100))
	repo, err := repositoryAt("")
	if err != nil {
		t.Fatal(err)
	}
	c := &changes{home: home{repository: repo}}
	if _, err := c.git(context.Background(), 100, "cat-file", "blob", "HEAD:a.md"); err == nil || !strings.Contains(err.Error(), "more than 100 bytes") {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.git(ended, 100, "cat-file", "blob", "HEAD:a.md"); err == nil {
		t.Error("git runs although the work was broken off")
	}
}
