package docs_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// console is a block of a page that shows commands and what they print.
var console = regexp.MustCompile("(?s)```console\n(.*?)```\n")

// changing is what a run prints that changes with every entry of the lexicon; a page need not.
var changing = regexp.MustCompile(`sha256 [0-9a-f]{12}|refrain \d+\.\d+\.\d+[^ ]*|lexicon \d+\.\d+\.\d+[^ ,;]*`)

// The page for those who begin is a recipe. It is done here, one block after the other, in a repository
// like the one that it tells of.
func TestRecipeForAdoptingWorks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the recipe is for a shell")
	}
	for _, name := range []string{"git", "sh"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s", name)
		}
	}
	program := filepath.Join(t.TempDir(), "refrain")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/refrain").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	folder := filepath.Join(t.TempDir(), "site")
	for name, text := range siteToAdopt() {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := shell{folder: folder, program: program}
	s.run(t, "git init --quiet --initial-branch main .; git add .; git commit --quiet -m 'The site'")
	const page = "adopting.md"
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks := console.FindAllSubmatchIndex(content, -1)
	if len(blocks) < 10 {
		t.Fatalf("%s shows %d blocks of commands", page, len(blocks))
	}
	var anew bytes.Buffer
	end := 0
	for _, b := range blocks {
		shown := string(content[b[2]:b[3]])
		printed := s.block(t, shown)
		if changing.ReplaceAllString(shown, "...") == changing.ReplaceAllString(printed, "...") {
			printed = shown
		} else if !*update {
			t.Errorf("%s: go test ./docs -run Recipe -update writes it anew; read it before you commit it (-shown +printed)\n%s",
				page, cmp.Diff(shown, printed))
		}
		anew.Write(content[end:b[2]])
		anew.WriteString(printed)
		end = b[3]
	}
	anew.Write(content[end:])
	if *update {
		if err := os.WriteFile(page, anew.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shell runs commands in a folder, with a program on the PATH.
type shell struct{ folder, program string }

// command is one command of a block: "$ command", which goes on in lines that begin with "> ".
var command = regexp.MustCompile(`(?m)^\$ .*\n(?:> .*\n|>\n)*`)

// block runs the commands of a block, and returns it with what they print.
func (s shell) block(t *testing.T, shown string) string {
	t.Helper()
	const mark = "\x01"
	var script strings.Builder
	commands := command.FindAllString(shown, -1)
	if len(commands) == 0 {
		t.Fatalf("a block has no command:\n%s", shown)
	}
	script.WriteString("status=0\n")
	for _, c := range commands {
		var lines []string
		for line := range strings.Lines(c) {
			lines = append(lines, strings.TrimPrefix(line[1:], " "))
		}
		// The next command may ask how this one ended.
		fmt.Fprintf(&script, "printf '%s'; (exit $status)\n%s\nstatus=$?\n", mark, strings.Join(lines, ""))
	}
	printed := strings.Split(s.run(t, script.String()), mark)[1:]
	var b strings.Builder
	for i, c := range commands {
		b.WriteString(c)
		if i < len(printed) {
			b.WriteString(printed[i])
		}
	}
	return b.String()
}

// run runs a script and returns all that it prints.
func (s shell) run(t *testing.T, script string) string {
	t.Helper()
	c := exec.Command("sh", "-c", script)
	c.Dir = s.folder
	c.Env = []string{
		"PATH=" + filepath.Dir(s.program) + string(filepath.ListSeparator) + os.Getenv("PATH"), "HOME=" + s.folder,
		"TMPDIR=" + t.TempDir(), "XDG_CACHE_HOME=" + filepath.Dir(s.program), "LC_ALL=C.UTF-8",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_SYSTEM=" + os.DevNull,
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org",
		"SOURCE_DATE_EPOCH=1796083200", // 1 December 2026: by it waivers end.
	}
	out, err := c.CombinedOutput()
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		t.Fatal(err)
	}
	return string(out)
}

// siteToAdopt is the repository of the recipe: pages of a local newspaper's archive that say the same
// things again and again, a historical source, a speech, and an old report.
func siteToAdopt() map[string]string {
	said := []string{
		"We shall see a flood of migrants in the autumn.",
		"Illegal immigrants were counted at the harbour.",
		"A wave of refugees reached the island in spring.",
		"The district has room for 40 illegal immigrants.",
		"A tide of migrants filled the road to the harbour.",
	}
	site := map[string]string{
		"decree.md": "# The decree of 1938\n\nIllegal immigrants shall report to the harbour master.\n\n" +
			"The flood of migrants shall be stopped at the pier.\n",
		"speeches/minister.md": "# The minister's speech\n\nThe minister said: “A flood of migrants is at the gates.”\n",
		"archive/1998.txt":     "In 1998 illegal immigrants were sent back by ferry.\n",
	}
	for page := range 31 {
		text := fmt.Sprintf("# News of week %d\n", page+1)
		for line := range 16 {
			text += fmt.Sprintf("\n%s It was day %d of the week.\n", said[(page+line)%len(said)], line%7+1)
		}
		site[fmt.Sprintf("news/week-%02d.md", page+1)] = text
	}
	return site
}
