//go:build manual

package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// forRelease are commands that only the making of a release needs. What writes manual pages is
// not part of the program that people get.
func (a *app) forRelease() []*cobra.Command {
	var date string
	c := &cobra.Command{
		Use:    "manual DIR",
		Short:  "Write the manual pages",
		Args:   cobra.ExactArgs(1),
		Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			made, err := time.Parse(time.DateOnly, date)
			if err != nil {
				return fmt.Errorf("--date %s: expected a day such as 2030-01-31", date)
			}
			c.Root().DisableAutoGenTag = true
			return doc.GenManTree(c.Root(), &doc.GenManHeader{
				Section: "1", Date: &made, Source: "refrain " + toolVersion(), Manual: "Refrain",
			}, args[0])
		},
	}
	c.Flags().StringVar(&date, "date", "", "day of the release")
	return []*cobra.Command{c}
}
