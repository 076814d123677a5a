// Refrain finds words in policy documents that criminalise, dehumanise or instrumentalise migrants, says how each is used and what to consider
// instead.
package main

import (
	"io"
	"os"
	"runtime/debug"
)

func main() {
	// A run is short and its memory small: collecting garbage half as often saves a twelfth of its time.
	debug.SetGCPercent(200)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it does what the arguments say and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	if err != nil {
		a.complain(err)
	}
	return exitCode(a.outcome, err)
}

// app is one run of the program: its streams, and what came of it.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	outcome        outcome
}
