package docs_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The page for journalists follows a made-up mayor over six years, and the pages of a made-up ministry
// through their commits. What it shows is what the program prints.
func TestJournalistsFollowASource(t *testing.T) {
	for _, name := range []string{"git", "sh"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s", name)
		}
	}
	program := filepath.Join(t.TempDir(), "refrain")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/refrain").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := shell{folder: filepath.Join(t.TempDir(), "desk"), program: program}
	for name, text := range speechesOfAMayor() {
		file := filepath.Join(s.folder, "speeches", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s.run(t, pagesOfAMinistry)
	const page = "journalists.md"
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var anew bytes.Buffer
	end := 0
	for _, b := range console.FindAllSubmatchIndex(content, -1) {
		printed, shown := s.block(t, string(content[b[2]:b[3]])), string(content[b[2]:b[3]])
		if changing.ReplaceAllString(shown, "...") == changing.ReplaceAllString(printed, "...") {
			printed = shown
		} else if !*update {
			t.Errorf("%s: go test ./docs -run Journalists -update writes it anew; read it first (-shown +printed)\n%s",
				page, cmp.Diff(shown, printed))
		}
		anew.Write(content[end:b[2]])
		anew.WriteString(printed)
		end = b[3]
	}
	if end == 0 {
		t.Fatalf("%s shows no command", page)
	}
	anew.Write(content[end:])
	if *update {
		if err := os.WriteFile(page, anew.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// speechesOfAMayor are four speeches a year, whose mayor speaks of floods more and more often.
func speechesOfAMayor() map[string]string {
	calm := []string{
		"The harbour will open again in May, and the ferries will follow.",
		"Our schools need teachers, and teachers need time.",
		"The council has agreed on the budget for the year.",
		"People who seek asylum live among us and work with us.",
		"Migrants and refugees helped to rebuild the market hall.",
		"The river rose twice this winter, and twice it went down.",
		"Nobody should wait three years for an answer to a letter.",
	}
	harsh := []string{
		"We cannot take in illegal immigrants without end.", "A flood of migrants is coming to our shores.",
		"These waves of migrants are swamping our towns.",
	}
	speeches := map[string]string{}
	seed := uint32(7)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % n
	}
	for year := 2016; year <= 2021; year++ {
		for month := 2; month <= 11; month += 3 {
			text := "Speech of the mayor of Norland\n"
			for line := range 78 {
				if line%6 == 0 {
					text += "\n"
				}
				sentence := calm[next(len(calm))]
				if next(100) < 1+2*(year-2016) {
					sentence = harsh[next(len(harsh))]
				}
				text += sentence + "\n"
			}
			speeches[fmt.Sprintf("%d-%02d-%02d.txt", year, month, 1+next(28))] = text
		}
	}
	speeches["reception.txt"] = "Welcome to the town hall.\n"
	return speeches
}

// pagesOfAMinistry makes a repository of three commits.
var pagesOfAMinistry = strings.Join([]string{
	"mkdir ministry && cd ministry && git init --quiet --initial-branch main .",
	`printf '# Asylum\n\nThe ministry counts illegal immigrants each month.\n' > asylum.md`,
	commitOn("2023-02-01", "The page on asylum"),
	`git mv asylum.md protection.md`,
	`printf '# Protection\n\nThe ministry counts illegal immigrants each month.\n\n` +
		`It expects a wave of refugees in spring.\n' > protection.md`,
	commitOn("2023-11-20", "Forecast for the spring"),
	`printf '# Protection\n\nThe ministry counts people without papers each month.\n\n` +
		`It expects a wave of refugees in spring.\n' > protection.md`,
	commitOn("2024-06-03", "New words for the statistics"),
}, "\n")

func commitOn(day, subject string) string {
	return fmt.Sprintf("git add --all && GIT_AUTHOR_DATE=%[1]sT12:00:00Z GIT_COMMITTER_DATE=%[1]sT12:00:00Z "+
		"git commit --quiet --message '%[2]s'", day, subject)
}
