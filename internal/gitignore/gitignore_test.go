package gitignore_test

import (
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"refrain/internal/gitignore"
)

func TestPatternsMatchAsInGit(t *testing.T) {
	for _, c := range []struct {
		patterns string
		in, out  []string
	}{
		{"*.md", []string{"a.md", "x/a.md"}, []string{"a.txt", "a.md.txt"}},
		{"/a.md", []string{"a.md"}, []string{"x/a.md"}},
		{"drafts/", []string{"drafts/a", "x/drafts/y/a"}, []string{"drafts", "x/drafts"}},
		{"drafts", []string{"drafts", "drafts/a", "x/drafts/a"}, []string{"draft"}},
		{"docs/*.md", []string{"docs/a.md"}, []string{"docs/x/a.md", "x/docs/a.md"}},
		{"docs/**", []string{"docs/a", "docs/x/a"}, []string{"docs", "x/docs/a"}},
		{"**/docs/a", []string{"docs/a", "x/y/docs/a"}, []string{"docs/x/a"}},
		{"a/**/b", []string{"a/b", "a/x/b", "a/x/y/b"}, []string{"ab", "a/bx"}},
		{"*.md\n!keep.md", []string{"a.md"}, []string{"keep.md", "x/keep.md"}},
		{"drafts/\n!drafts/keep.md", []string{"drafts/keep.md"}, nil},
		{"# a comment\n\n\\#b\n\\!c", []string{"#b", "!c"}, []string{"# a comment", "b", "c"}},
		{"a \nb\\ ", []string{"a", "b "}, []string{"a ", "b"}},
		{"[ab]?.txt", []string{"ax.txt", "bé.txt"}, []string{"cx.txt", "a.txt"}},
		{"[!a]", []string{"b"}, []string{"a"}},
		{"[[:digit:]x].md", []string{"1.md", "x.md"}, []string{":.md", "d.md"}},
		{"[]a]", []string{"]", "a"}, []string{"b", "]a"}},
		{"a***b", []string{"ab", "axb"}, nil},
		{"{a,b}", []string{"{a,b}"}, []string{"a", "b"}},
		{"[", nil, []string{"[", "a"}},
		{"\ufeffa\r\nb\r\n", []string{"a", "b"}, []string{"c"}},
	} {
		l := gitignore.ParseList(c.patterns)
		for _, name := range c.in {
			if !l.Has(name) {
				t.Errorf("%q does not hold %q", c.patterns, name)
			}
		}
		for _, name := range c.out {
			if l.Has(name) {
				t.Errorf("%q holds %q", c.patterns, name)
			}
		}
	}
}

func TestWhatIsNoPatternIsSaid(t *testing.T) {
	for _, line := range []string{"", "  ", "# x", "[", "/", "!", strings.Repeat("a", 5000)} {
		if _, err := gitignore.ParsePattern(line); err == nil {
			t.Errorf("%.20q is taken for a pattern", line)
		}
	}
}

func TestDeeperListsWin(t *testing.T) {
	root := t.TempDir()
	write(t, root, ".gitignore", "*.md\n/build\n")
	write(t, root, "docs/.gitignore", "!*.md\nold.md\n")
	tree := &gitignore.Tree{Root: root}
	for name, want := range map[string]bool{
		"a.md": true, "a.txt": false, "docs/a.md": false, "docs/old.md": true, "docs/x/a.md": false, "build": true,
		"docs/build": false,
	} {
		if got := tree.Ignores(name, false); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func write(t interface{ Fatal(...any) }, root, name, content string) {
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestGitAgrees compares random lists with what git itself says of the same paths.
func TestGitAgrees(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	root := t.TempDir()
	var names []string
	for _, a := range []string{"a", "b.md", "ab"} {
		for _, b := range []string{"a", "b.md", "c d"} {
			names = append(names, path.Join("x", a, b), path.Join(a, "y", b))
		}
		names = append(names, "top-"+a)
	}
	for _, name := range names {
		write(t, root, name, "")
	}
	run := func(stdin string, args ...string) string {
		c := exec.Command(git, args...)
		c.Dir, c.Stdin = root, strings.NewReader(stdin)
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		out, err := c.Output()
		// check-ignore ends with 1 when it ignores nothing.
		if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 1) {
			t.Fatalf("git %v: %v", args, err)
		}
		return string(out)
	}
	run("", "init", "-q")
	piece := rapid.SampledFrom([]string{
		"a", "b", "b.md", "*", "**", "?", "x", "y", "top-*", "[ab]", "[!a]*", "*.md", "c\\ d", "c d ", "ab", "a*", "**b",
		"a**", "***", "[^a]*", "[a-c]*", "[]a]", "[a-]*", "[[:alpha:]]", "[![:digit:]x]", "[[:lower:][:digit:]]*", "[]",
		"[!]a]*", "b***", "\\a", "\\*", "{a,b}",
		"[", "a\\", "é*", "#a", "\\#a", "!a", "\\!a", "A", ".", "..", "", "b\t",
	})
	rapid.Check(t, func(r *rapid.T) {
		var lines []string
		for range rapid.IntRange(1, 3).Draw(r, "lines") {
			line := strings.Join(rapid.SliceOfN(piece, 1, 3).Draw(r, "pieces"), "/")
			line = rapid.SampledFrom([]string{"", "!", "/"}).Draw(r, "before") + line + rapid.SampledFrom(
				[]string{"", "/", "/**"},
			).Draw(r, "after")
			lines = append(lines, line)
		}
		list := strings.Join(lines, "\n") + "\n"
		if strings.Contains(list, "a**/**") || strings.Contains(list, "//") {
			r.Skip("git's manual does not say what these are")
		}
		write(r, root, ".gitignore", list)
		ignored := strings.Split(run(strings.Join(names, "\x00"), "check-ignore", "-z", "--stdin", "--no-index"), "\x00")
		l := gitignore.ParseList(list)
		for _, name := range names {
			if got, want := l.Has(name), slices.Contains(ignored, name); got != want {
				r.Fatalf("%q and %q: got %v, git says %v", list, name, got, want)
			}
		}
	})
}

func FuzzList(f *testing.F) {
	f.Add("*.md\n!a/**\n[", "a/b.md")
	f.Add("**/**/**/a*a*a*a*b", strings.Repeat("a/", 50)+"aaaaaaaaaaaaaaaac")
	f.Fuzz(func(t *testing.T, list, name string) {
		l := gitignore.ParseList(list)
		if l.HasFolder(name) && !strings.HasSuffix(name, "/") && !l.Has(name+"/x") {
			t.Errorf("%q holds the folder %q, but not what lies in it", list, name)
		}
	})
}
