package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/check"
	"refrain/lexicon"
)

func (a *app) lexicon() *cobra.Command {
	c := &cobra.Command{
		Use:   "lexicon",
		Short: "List, show and prove the entries that refrain looks for",
		Args:  knownCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.lexiconList(), a.lexiconShow(), a.lexiconNew(), a.lexiconTest(), a.lexiconWords())
	return c
}

func (a *app) lexiconTest() *cobra.Command {
	var coverage bool
	c := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Prove every entry by its own examples",
		Long: `Test loads the built-in lexicon, or the one in DIR, and runs every example of every entry against all entries: its own entry must find exactly
the marked words, with their status; another entry that fires must be listed under also. Then it takes each pattern away in turn: an example must
break, or the pattern is not needed.

A DIR without lexicon.yaml is an own lexicon: it is loaded on top of the built-in one, and its entries are proved.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				lex, err := (&lexiconFlags{}).loadWhole()
				if err != nil {
					return err
				}
				return a.prove(lex, coverage, func(lexicon.Position) (string, bool) { return "", true })
			}
			folder := path.Clean(args[0])
			lex, whole, err := loadFolder(folder)
			if err != nil {
				return err
			}
			if whole {
				return a.prove(lex, coverage, func(lexicon.Position) (string, bool) { return folder, true })
			}
			return a.prove(
				lex, coverage, func(at lexicon.Position) (string, bool) { return "", strings.HasPrefix(at.File, folder+"/") },
			)
		},
	}
	c.Flags().BoolVar(&coverage, "coverage", false, "also list the members of slots and the cues that no example needs")
	return c
}

// coverage lists what no example needs. That is no failure: a slot may hold more words than the
// examples.
func (a *app) coverage(lex *lexicon.Lexicon, shown func(lexicon.Position) (folder string, ok bool)) error {
	missing, err := analyzer.Coverage(lex, check.Text)
	if err != nil {
		return err
	}
	for _, u := range missing {
		if folder, ok := shown(u.At); ok {
			u.At.File = path.Join(folder, u.At.File)
			a.print("%s: no example needs %s\n", u.At, u.What)
		}
	}
	return nil
}

// prove proves the entries whose place shown approves of; it also says what stands before the names
// of their files.
func (a *app) prove(lex *lexicon.Lexicon, coverage bool, shown func(lexicon.Position) (folder string, ok bool)) error {
	all, err := analyzer.Prove(lex, check.Text)
	if err != nil {
		return err
	}
	if coverage {
		if err := a.coverage(lex, shown); err != nil {
			return err
		}
	}
	failures := 0
	for _, f := range all {
		folder, ok := shown(f.At)
		if !ok {
			continue
		}
		failures++
		f.At.File = path.Join(folder, f.At.File)
		a.print("%s\n", f)
	}
	entries, examples := 0, 0
	for _, l := range lex.Languages {
		for _, e := range l.Entries() {
			if _, ok := shown(e.At); ok {
				entries++
				examples += len(e.Hits) + len(e.Misses)
			}
		}
	}
	if failures > 0 {
		return hinted(
			fmt.Errorf("failures: %d (entries: %d, examples: %d)", failures, entries, examples),
			"refrain explain \"sentence\" shows what the patterns saw",
		)
	}
	return a.print("all hold (entries: %d, examples: %d, each run against all entries)\n", entries, examples)
}
