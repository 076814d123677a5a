package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/inconshreveable/mousetrap"
)

// startedAlone reports whether the program was started by a double click. Its window then closes
// with it.
func startedAlone(_, _, _ any) bool { return mousetrap.StartedByExplorer() }

// holdWindow keeps the window open until somebody has read what went wrong.
func holdWindow(stdin io.Reader, stderr io.Writer) {
	fmt.Fprintln(stderr, "Press Enter to close this window.")
	bufio.NewReaderSize(stdin, 16).ReadLine()
}
