// Refrain finds words in policy documents that criminalise, dehumanise or instrumentalise migrants,
// says how each is used and what to consider instead.
package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"refrain/analyzer/reader"
	"refrain/internal/display"
	"refrain/reports/copy"
)

func main() {
	// A run is short and its memory small: collecting garbage half as often saves a twelfth of its
	// time.
	debug.SetGCPercent(200)
	// Beyond so much it is collected as soon as it can be: a hostile document leaves hundreds of
	// megabytes of it.
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1<<30 + int64(runtime.GOMAXPROCS(0))<<27)
	}
	// Whoever closes standard output, as head does, makes a write fail and does not end the
	// program: other reports are written and nothing is left behind.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// children are the jobs for which the program starts itself once more, to do them apart from
// everything else and within bounds.
var children = map[string]func(io.Reader, io.Writer) error{
	reader.PDFChildCommand: reader.ReadPDFChild,
	copy.PDFChildCommand:   copy.WritePDFChild,
}

// run is the whole program: it does what the arguments say and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 {
		if child := children[args[0]]; child != nil {
			if err := child(stdin, stdout); err != nil {
				fmt.Fprintln(stderr, err)
				return exitFailed
			}
			return exitNothing
		}
	}
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	if len(args) == 0 && startedAlone(stdin, stdout, stderr) {
		a.alone, args = true, []string{"serve"}
	}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(display.Guard(stdout))
	root.SetErr(display.Guard(stderr))
	err := root.Execute()
	if err != nil {
		a.complain(err)
	}
	if err != nil && a.alone {
		holdWindow(stdin, stderr)
	}
	return exitCode(a.outcome, err)
}

// app is one run of the program: its streams, and what came of it.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	outcome        outcome
	alone          bool      // started from a file manager: nobody reads what is printed
	line           *progress // drawn on the terminal; nil for none
}
