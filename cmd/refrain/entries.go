package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/json"
	"refrain/reports/terminal"
	"refrain/reports/wording"
)

// listFormat adds --format to a command that prints entries.
func listFormat(c *cobra.Command, format *string) {
	c.Flags().StringVar(format, "format", "text", "text or json")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(
		[]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp,
	))
}

func knownListFormat(format string) error {
	if format != "text" && format != "json" {
		return fmt.Errorf("--format %s: expected text or json", format)
	}
	return nil
}

func (a *app) lexiconList() *cobra.Command {
	var format, lang string
	var from lexiconFlags
	c := &cobra.Command{
		Use:   "list",
		Short: "List all entries",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			if err := knownListFormat(format); err != nil {
				return err
			}
			lex, err := from.load()
			if err == nil {
				lex, err = inLanguage(lex, lang)
			}
			if err != nil {
				return err
			}
			if format == "json" {
				return json.WriteEntries(a.stdout, lex)
			}
			return a.print("%s", listing(lex))
		},
	}
	from.add(c)
	listFormat(c, &format)
	languageFlag(c, &lang)
	return c
}

// languageFlag limits entries to those of one language.
func languageFlag(c *cobra.Command, lang *string) {
	c.Flags().StringVar(lang, "lang", "", "only entries of the language with this code")
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
}

// inLanguage is the lexicon with one of its languages alone; all of it where no code is given.
func inLanguage(lex *lexicon.Lexicon, code string) (*lexicon.Lexicon, error) {
	if code == "" {
		return lex, nil
	}
	if err := knownLanguage(lex, code); err != nil {
		return nil, err
	}
	one := *lex
	one.Languages = []*lexicon.Language{lex.Language(document.PrimaryLanguage(code))}
	return &one, nil
}

// listing is an entry a line, in columns that do not depend on the other entries, so that two
// versions can be compared.
func listing(lex *lexicon.Lexicon) string {
	var b strings.Builder
	for _, l := range lex.Languages {
		fmt.Fprintf(&b, "%s (%s): %d entries%s\n", l.Name, l.Code, len(l.Entries()), reviewedBy(l))
		for _, e := range l.Entries() {
			fmt.Fprintf(&b, "  %-34s %-8s %-9s %s  %s\n", e.ID, e.Severity, e.Tier, e.Grade, e.Category.Name)
		}
	}
	return b.String()
}

// reviewedBy says who has reviewed a language, or that no native speaker has; "" when nothing is known.
func reviewedBy(l *lexicon.Language) string {
	switch {
	case l.Beta:
		return ", " + wording.Beta
	case l.Reviewed != "":
		return ", reviewed by " + l.Reviewed
	}
	return ""
}

func (a *app) lexiconShow() *cobra.Command {
	var format, lang string
	var from lexiconFlags
	c := &cobra.Command{
		Use:               "show ID",
		Short:             "Show one entry as a page: what it finds, why, what to consider, who says so",
		Args:              oneEntry,
		ValidArgsFunction: completeEntries,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := knownListFormat(format); err != nil {
				return err
			}
			lex, err := from.loadWhole()
			if err == nil {
				lex, err = inLanguage(lex, lang)
			}
			if err != nil {
				return err
			}
			shown := 0
			for _, l := range lex.Languages {
				e := l.Entry(args[0])
				if e == nil {
					continue
				}
				shown++
				if format == "json" {
					err = json.WriteEntry(a.stdout, l, e)
				} else {
					err = terminal.WriteEntry(a.stdout, l, e)
				}
				if err != nil {
					return err
				}
			}
			if shown == 0 {
				return hinted(fmt.Errorf("%s: no such entry", args[0]), "refrain lexicon list shows all entries")
			}
			return nil
		},
	}
	from.add(c)
	listFormat(c, &format)
	languageFlag(c, &lang)
	return c
}

func oneEntry(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return hinted(errors.New("expected the id of one entry"), "refrain lexicon list shows all entries")
	}
	return nil
}
