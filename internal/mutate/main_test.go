//go:build unix

package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// found is a report of a program that finds the term, nothing one that does not, and unread one
// with a gap.
const (
	found   = `{"documents":[{"gaps":[],"findings":[{"text":"flood of refugees"}]}]}`
	nothing = `{"documents":[{"gaps":[],"findings":[]}]}`
	unread  = `{"documents":[{"gaps":[{}],"findings":[]}]}`
)

// ask is the start of a script that behaves well with the original, and whose last lines are for
// its copies.
const ask = `for file; do :; done
case $file in */a.txt) echo '` + found + `'; exit 1;; esac
`

// TestPlantedFaultsAreSeen checks programs that misbehave on damaged copies in every way that a
// copy is watched for.
func TestPlantedFaultsAreSeen(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{
			"well-behaved", `grep -qi 'flood of refugees' "$file" && echo '` + found + `' && exit 1; echo '` + nothing + `'`,
			"",
		},
		{"says what it did not read", `echo '` + unread + `'; exit 3`, ""},
		{"always clean", `echo '` + nothing + `'`, `clean, and it holds ["flood of refugees"]`},
		{"panics", `echo 'goroutine 1 [running]:' >&2; exit 2`, "panic"},
		{
			"catches a panic of its own",
			`echo '{"documents":[{"gaps":[{"reason":"damaged: runtime error: index out of range"}],"findings":[]}]}'; exit 3`,
			"panic",
		},
		{"gives up", `exit 2`, "exit 2"},
		{"is killed", `kill -9 $$`, "exit -1"},
		{"hangs", `exec sleep 60`, "exit -1"},
		{"takes much memory", `x=$(head -c 100000000 /dev/zero | tr '\0' x); echo '` + unread + `'; exit 3`, "memory"},
		{"writes half a report", `echo '{"documents":['; exit 1`, "the report is no JSON"},
		{"says nothing of a gap", `echo '` + unread + `'; exit 0`, "exit 0 with 1 gaps"},
		{"blames without a finding", `echo '` + nothing + `'; exit 1`, "exit 1 without findings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			program := filepath.Join(folder, "program")
			if err := os.WriteFile(program, []byte("#!/bin/sh\n"+ask+c.script), 0o755); err != nil {
				t.Fatal(err)
			}
			docs := filepath.Join(folder, "docs")
			if err := os.Mkdir(docs, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(
				filepath.Join(docs, "a.txt"), []byte(strings.Repeat("They spoke of a flood of refugees.\n", 100)), 0o644,
			); err != nil {
				t.Fatal(err)
			}
			s := settings{refrain: program, seed: 1, jobs: 1, time: time.Minute, memory: 50 << 20}
			originals, err := load(s, folder, []string{docs})
			if err != nil || len(originals) != 1 || len(originals[0].words) != 1 {
				t.Fatalf("%v, %v", originals, err)
			}
			if c.name == "hangs" {
				s.time = 100 * time.Millisecond
			}
			got := s.copy(folder, originals[0], 3)
			var again strings.Builder
			if err := s.remake(got.name, []string{docs}, &again); err != nil || again.Len() == 0 {
				t.Errorf("made again: %d bytes, %v", again.Len(), err)
			}
			if !strings.HasPrefix(got.failure, c.want) || c.want == "" && got.failure != "" {
				t.Errorf("%s: failure %q, want %q", got.name, got.failure, c.want)
			}
		})
	}
}

func TestTooMuchTimeIsAFailure(t *testing.T) {
	s := settings{time: 30 * time.Second, memory: 1 << 30}
	if got := s.failure(result{took: 31 * time.Second}); got != "time" {
		t.Errorf("31 of 30 seconds: %q", got)
	}
	if got := s.failure(result{took: 29 * time.Second}); got != "" {
		t.Errorf("29 of 30 seconds: %q", got)
	}
}

func TestSameSeedSameDamage(t *testing.T) {
	pdf := "%PDF-1.4\n1 0 obj\n<</A 1>>\nendobj\n2 0 obj\n<</Length 5>>\nstream\nhello\nendstream\nendobj\n"
	for _, how := range damages {
		first, ok := how.do(rand.New(rand.NewPCG(1, 2)), []byte(pdf))
		second, _ := how.do(rand.New(rand.NewPCG(1, 2)), []byte(pdf))
		if string(first) != string(second) {
			t.Errorf("%s: %q and %q", how.name, first, second)
		}
		if ok == strings.HasPrefix(how.name, "member") {
			t.Errorf("%s of a PDF: %v", how.name, ok)
		}
	}
}

func TestWordsAreReadAcrossInlineTagsAndNotAcrossBlocks(t *testing.T) {
	words := []string{"flood of refugees"}
	for text, want := range map[string]int{
		"<p>a flood of refugees</p>":                      1,
		"<p>a flood <b>of</b> refugees</p><p>and more":    1,
		"<w:t>a flood of refu</w:t></w:r><w:r><w:t>gees<": 1,
		"<p>a flood of</p><p>refugees</p>":                0,
		"a flood of refugees&amp; others":                 1,
		"a floods of refugees":                            0,
	} {
		if got := len(kept([]byte(text), words)); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}
