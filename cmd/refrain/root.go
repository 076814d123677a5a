package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // On Windows a double click serves the page; cobra would refuse it.
	c := &cobra.Command{
		Use:   "refrain",
		Short: "Find words that criminalise, dehumanise or instrumentalise migrants",
		Long: `Refrain reads policy documents, finds words that criminalise, dehumanise or instrumentalise migrants, says how each is used (in the
document's own voice, in a quotation, in criticism ...), why it matters, what to consider instead and who says so.

Begin with: refrain check FILE
Without a terminal: refrain serve`,
		Args:          knownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return hinted(err, fmt.Sprintf("%s --help lists the flags", c.CommandPath()))
	})
	c.AddCommand(
		a.check(), a.compare(), a.serve(), a.report(), a.text(), a.explain(), a.lexicon(), a.initialise(), a.config(),
		a.baseline(), a.version(), a.patterns(), a.waivers(), a.lsp(), a.fix(), a.trend(),
	)
	c.AddCommand(a.forRelease()...)
	return c
}

// knownCommand refuses words that are no command, and names the commands that look like them.
func knownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := c.CommandPath() + " --help lists the commands"
	c.SuggestionsMinimumDistance = 2
	if like := c.SuggestionsFor(args[0]); len(like) > 0 {
		hint = "there is " + c.CommandPath() + " " + strings.Join(like, ", ")
	}
	return hinted(fmt.Errorf("%s: no such command", args[0]), hint)
}

// noArguments refuses arguments of a command that takes none, and says what the command does
// instead of what was perhaps meant.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return hinted(
		fmt.Errorf("%s: %s takes no arguments", args[0], c.CommandPath()), c.CommandPath()+" --help says what it reads",
	)
}
