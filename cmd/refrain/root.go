package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:   "refrain",
		Short: "Find words that criminalise, dehumanise or instrumentalise migrants",
		Long: `Refrain reads policy documents, finds words that criminalise, dehumanise or instrumentalise migrants, says how each is used (in the
document's own voice, in a quotation, in criticism ...), why it matters, what to consider instead and who says so.

Begin with: refrain check FILE`,
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return hinted{err, fmt.Sprintf("%s --help lists the flags", c.CommandPath())}
	})
	c.AddCommand(a.check(), a.text(), a.lexicon(), a.version())
	return c
}
