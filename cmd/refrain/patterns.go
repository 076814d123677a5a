package main

import (
	"io"

	"github.com/spf13/cobra"

	"refrain/lexicon"
)

// patterns is a help topic: refrain help patterns. It has no work of its own, so cobra lists it
// apart from the commands.
func (a *app) patterns() *cobra.Command {
	c := &cobra.Command{Use: "patterns", Short: "The language in which entries say what they match"}
	c.SetHelpFunc(func(*cobra.Command, []string) { io.WriteString(a.stdout, lexicon.Grammar()) })
	return c
}
