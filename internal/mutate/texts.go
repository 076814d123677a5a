//go:build unix

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"refrain/internal/mutate/hostiletest"
)

// What checking a hostile text may take: so many times its bytes, beside what the program and the
// engine for PDF take by themselves.
const (
	mostTimes = 40
	itself    = 100 << 20
)

// texts has refrain check the hostile texts, each in a process of its own, and writes a table of
// what they cost. It reports whether one took more than it may.
func (s settings) texts(w io.Writer) (failed bool, err error) {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(work)
	fmt.Fprintf(w, "| text | MB | memory, MB | times its bytes | s | exit | gaps |\n|---|---|---|---|---|---|---|\n")
	byName := func(a, b hostiletest.Text) int { return cmp.Compare(a.Name, b.Name) }
	all := slices.SortedFunc(slices.Values(hostiletest.Texts), byName)
	for _, t := range all {
		file := filepath.Join(work, t.Name)
		if err := written(t, file); err != nil {
			return false, err
		}
		r := s.checkFile(file)
		os.Remove(file) // The folder goes in any case.
		r.failure = s.failure(r)
		if r.failure == "" && r.memory > int64(mostTimes*t.Bytes+itself) {
			r.failure = "memory"
		}
		fmt.Fprintf(w, "| %s | %.1f | %.0f | %.1f | %.1f | %d | %d |\n", t.Name, float64(t.Bytes)/1e6, float64(r.memory)/1e6,
			float64(r.memory)/float64(t.Bytes), r.took.Seconds(), r.exit, r.gaps)
		if r.failure != "" {
			failed = true
			fmt.Fprintf(w, "failed: %s: %s\n", t.Name, r.failure)
		}
	}
	return failed, nil
}

// written has a text written to a file, by a process of its own.
func written(t hostiletest.Text, file string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	command := exec.Command(program, "-text", t.Name)
	command.Stdout, command.Stderr = f, os.Stderr
	return errors.Join(command.Run(), f.Close())
}
