package main

import (
	"github.com/spf13/cobra"
)

func completeLanguages(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lex, err := builtin()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var codes []cobra.Completion
	for _, l := range lex.Languages {
		codes = append(codes, cobra.CompletionWithDesc(l.Code, l.Name))
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}

// completeEntries completes the id of one entry.
func completeEntries(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lex, err := builtin()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []cobra.Completion
	for _, l := range lex.Languages {
		for _, e := range l.Entries() {
			ids = append(ids, cobra.CompletionWithDesc(e.ID, e.Category.Name))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
