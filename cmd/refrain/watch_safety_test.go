//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// watchHere runs refrain trend --git and returns what it reports as JSON, and what it says.
func watchHere(t *testing.T, args ...string) (report, said string, code int) {
	t.Helper()
	var out, complaints bytes.Buffer
	code = run(append([]string{"trend", "--git", "--format", "json"}, args...), strings.NewReader(""), &out, &complaints)
	return out.String(), complaints.String(), code
}

// Whatever a repository holds beside its files and commits: nothing of it is run, nothing of it is
// waited for, and its history stays the same.
func TestHistoryNeitherRunsNorWaitsNorChanges(t *testing.T) {
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			program := hostileHere(t)
			attack(t, program)
			report, said, code := watchHere(t, "--", "docs")
			if code != exitNothing || strings.Count(report, `"kind":"came"`) != 1 || !strings.Contains(report, `"there":true`) {
				t.Errorf("got exit code %d, want one term that is there\n%s%s", code, report, said)
			}
			if _, err := os.Lstat("ran"); err == nil {
				t.Error("a program of the repository was run")
			}
		})
	}
}

// What a clone lacks is said and not fetched.
func TestHistoryOfPartialCloneFetchesNothing(t *testing.T) {
	program := hostileHere(t)
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "two")
	gitHere(t, "mv", "docs/a.md", "docs/b.md")
	writeHere(t, "docs/b.md", fear+"\n"+came+"\nAnd more.\n")
	gitHere(t, "commit", "--quiet", "--all", "--message", "three")
	gitHere(t, "config", "uploadpack.allowFilter", "true")
	from, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	gitHere(t, "clone", "--quiet", "--filter", "blob:none", "file://"+filepath.ToSlash(from), ".partial")
	t.Chdir(".partial")
	configHere(t, program, "remote.origin.uploadpack", "core.sshCommand")
	configHere(t, "ext::sh -c "+strings.ReplaceAll(program, " ", "% "), "remote.origin.url")
	configHere(t, "always", "protocol.ext.allow")
	report, said, code := watchHere(t)
	if code != exitUnread || strings.Count(report, `"reason":"this partial clone lacks it`) != 2 ||
		strings.Count(report, `"kind":"came"`) != 2 {
		t.Errorf("got exit code %d\n%s%s", code, report, said)
	}
	if !strings.Contains(said, "this partial clone lacks contents") {
		t.Errorf("nothing is said of renamed files: %s", said)
	}
	if _, err := os.Lstat(filepath.Join(from, "ran")); err == nil {
		t.Error("a program of the repository was run")
	}
}

// Names of files and subjects of commits are text, whatever they look like.
func TestNamesAndSubjectsOfAHistoryAreNoCommands(t *testing.T) {
	repositoryHere(t, "a.md", fear)
	names := []string{"-x.md", "--output=x.md", ":(exclude)y.md", "new\nline.md", "\x02mark.md", "ü.md", "a -> b.md", "\xff.md", ":100644 x.md"}
	for _, name := range names {
		writeHere(t, name, came)
	}
	gitHere(t, "add", "--all")
	const subject = "\x02::error::hit <script>window.hit=1</script> =cmd|' /C calc'!A0 \x1b[31m"
	gitHere(t, "commit", "--quiet", "--message", subject)
	report, said, code := watchHere(t)
	if code != exitNothing || strings.Count(report, `"kind":"came"`) != 1+len(names) {
		t.Errorf("got exit code %d\n%s%s", code, report, said)
	}
	for _, format := range []string{"terminal", "csv", "html"} {
		var out, complaints bytes.Buffer
		if code := run([]string{"trend", "--git", "--format", format}, strings.NewReader(""), &out, &complaints); code != 0 {
			t.Fatalf("%s: exit code %d: %s", format, code, complaints.String())
		}
		for _, bad := range []string{"\x1b", "<script>", "\n::error", ",=cmd", "\x02"} {
			if bad == "<script>" && format != "html" {
				continue // It is text there.
			}
			if strings.Contains(out.String(), bad) {
				t.Errorf("%s holds %q", format, bad)
			}
		}
	}
}

// Each content is read once, however many commits have it.
func TestContentsAreReadOnce(t *testing.T) {
	repositoryHere(t, "a.md", fear)
	for i := range 6 {
		writeHere(t, "a.md", []string{came, fear}[i%2])
		gitHere(t, "commit", "--quiet", "--all", "--message", fmt.Sprint(i))
	}
	report, said, code := watchHere(t)
	if code != exitNothing || strings.Count(report, `"kind":"came"`) != 1 || strings.Count(report, `"kind":"reworded"`) != 6 {
		t.Errorf("got exit code %d\n%s%s", code, report, said)
	}
	if !strings.Contains(report, `"versions":7,`) {
		t.Errorf("got %s", report)
	}
}
