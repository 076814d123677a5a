package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/project/formula"
	"refrain/reports/stream"
)

// papers is how papers of amendments are written: in the style that the user names, or else in that of the
// configuration.
func (s *settings) papers(style string) (stream.Amendments, error) {
	a := &s.Amendments
	if style == "" {
		style = a.Style.Value
	}
	for i := range a.Houses {
		if a.Houses[i].Name == style {
			return stream.Amendments{Style: style, House: &a.Houses[i].House, Sponsor: a.Sponsor.Value}, nil
		}
	}
	if !slices.Contains(formula.Styles, style) {
		return stream.Amendments{}, hinted(
			fmt.Errorf("--style %s: expected one of %s", style, strings.Join(s.Styles(), ", ")),
			"docs/amendments.md says how to write a style of your own",
		)
	}
	return stream.Amendments{Style: style, Sponsor: a.Sponsor.Value}, nil
}

// completeStyles completes --style by the styles of refrain and those of the configuration.
func (a *app) completeStyles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	s, err := (&configFlags{}).load()
	if err != nil {
		return formula.Styles, cobra.ShellCompDirectiveNoFileComp
	}
	return s.Styles(), cobra.ShellCompDirectiveNoFileComp
}
