package ci

import (
	"strings"
	"testing"
)

// The wanted values are what GitHub's upload action computes for these texts (github/codeql-action,
// src/fingerprints.ts).
func TestLineHashesAreThoseOfGitHub(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{"c129715d7a2bc9a3:1"}},
		{"One line", []string{"f0797c27bfcc5721:1"}},
		{"The bill\r\n\r\n  speaks of\ta flood.\rThen 😀 é it ends.\n", []string{
			"50a68c24d9965ca4:1", "befc2f922e15cef6:1", "a252ba1aaa065724:1", "899612ba0f5587a3:1", "c129715d7a2bc9a3:1",
		}},
		{"\ufeffWith a mark\nand\r\n\r\nmore", []string{
			"a6d2cb8fccdffe:1", "92f6f2c47c932015:1", "6afadde59f13505c:1", "7e21ec29feaa0ae2:1",
		}},
		{strings.Repeat("Whereas the same line stands here again and again.\n", 5), []string{
			"979d8319558aa1e2:1", "979d8319558aa1e2:2", "979d8319558aa1e2:3", "3e7edc0dbb626de7:1", "887d84cfa5b65ac9:1",
			"c129715d7a2bc9a3:1",
		}},
	} {
		wanted := map[int]bool{}
		for i := range c.want {
			wanted[i+1] = true
		}
		got := lineHashes(c.text, wanted)
		for i, want := range c.want {
			if got[i+1] != want {
				t.Errorf("%.60q, line %d: got %s, want %s", c.text, i+1, got[i+1], want)
			}
		}
	}
}

func TestOnlyWantedLinesAreKept(t *testing.T) {
	if got := lineHashes(strings.Repeat("line\n", 1000), map[int]bool{7: true, 5000: true}); len(got) != 1 ||
		got[7] == "" {
		t.Errorf("got %v", got)
	}
}
