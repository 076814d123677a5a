//go:build !windows

package main

import (
	"io"
	"os"
	"runtime"

	"golang.org/x/term"
)

// startedAlone reports whether the program was started from a file manager: there is a screen, and
// nobody can type to it or read what it prints.
func startedAlone(stdin, stdout, stderr any) bool {
	if runtime.GOOS != "darwin" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return false
	}
	for _, stream := range []any{stdin, stdout, stderr} {
		file, ok := stream.(*os.File)
		if !ok || term.IsTerminal(int(file.Fd())) {
			return false
		}
	}
	// A script or a pipeline gives a pipe or a file to read from, a file manager nothing.
	in, err := stdin.(*os.File).Stat()
	nothing, err2 := os.Stat(os.DevNull)
	return err == nil && err2 == nil && os.SameFile(in, nothing)
}

// holdWindow does nothing: there is no window.
func holdWindow(io.Reader, io.Writer) {}
