package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// screen is the block of the README that shows a real run: its command, and what the command prints.
var screen = regexp.MustCompile("(?s)```\n\\$ refrain ([^\n]+)\n(.*?)```\n")

// hash changes with every entry; the README need not.
var hash = regexp.MustCompile(`sha256 [0-9a-f]{12}`)

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
	if *update {
		anew := bytes.Join([][]byte{readme[:at[4]], []byte(stdout), readme[at[5]:]}, nil)
		if err := os.WriteFile("README.md", anew, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shown := hash.ReplaceAllString(string(readme[at[4]:at[5]]), "sha256 ...")
	if diff := cmp.Diff(shown, hash.ReplaceAllString(stdout, "sha256 ...")); diff != "" {
		t.Errorf("README.md (-shown +printed); go test ./cmd/refrain -run Readme -update writes it anew\n%s", diff)
	}
}
