package main

import (
	"github.com/inconshreveable/mousetrap"
)

// startedAlone reports whether the program was started by a double click. Its window then closes
// with it.
func startedAlone(_, _, _ any) bool { return mousetrap.StartedByExplorer() }
