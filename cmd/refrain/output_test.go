package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// full is a disk that takes so many bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestUnwritableOutputFails(t *testing.T) {
	var stderr bytes.Buffer
	code := run([]string{"check", "../../testdata/docs/speech.txt"}, strings.NewReader(""), &full{room: 100}, &stderr)
	if want := "refrain: error: standard output: cannot be written: no space left on device\n"; code != exitFailed ||
		stderr.String() != want {
		t.Errorf("exit code %d, %q; want %d, %q", code, stderr.String(), exitFailed, want)
	}
}
