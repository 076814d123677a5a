package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/lexicon"
)

func (a *app) lexicon() *cobra.Command {
	c := &cobra.Command{
		Use:   "lexicon",
		Short: "List, show and prove the entries that refrain looks for",
		Args:  knownCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.lexiconList(), a.lexiconShow(), a.lexiconTest())
	return c
}

func (a *app) lexiconTest() *cobra.Command {
	return &cobra.Command{
		Use:   "test [DIR]",
		Short: "Prove every entry by its own examples",
		Long: `Test loads the lexicon in DIR, or the built-in one, and runs every example of every entry against all entries: its own entry must find exactly
the marked words, with their status; another entry that fires must be listed under also. Then it takes each pattern away in turn: an example must
break, or the pattern is not needed.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var files fs.FS = lexicon.Files
			if len(args) == 1 {
				files = os.DirFS(args[0])
			}
			lex, err := lexicon.Load(files)
			if err != nil {
				return hinted{inFolder(err, args), "refrain help patterns explains the pattern language"}
			}
			failures, err := analyzer.Prove(lex)
			if err != nil {
				return err
			}
			for _, f := range failures {
				f.At.File = path.Join(append(args[:len(args):len(args)], f.At.File)...)
				fmt.Fprintln(a.stdout, f)
			}
			entries, examples := 0, 0
			for _, l := range lex.Languages {
				entries += len(l.Entries)
				for _, e := range l.Entries {
					examples += len(e.Hits) + len(e.Misses)
				}
			}
			if len(failures) > 0 {
				return hinted{
					fmt.Errorf("failures: %d (entries: %d, examples: %d)", len(failures), entries, examples),
					"refrain explain \"sentence\" shows what the patterns saw",
				}
			}
			_, err = fmt.Fprintf(a.stdout, "all hold (entries: %d, examples: %d, each run against all entries)\n", entries, examples)
			return err
		},
	}
}

// builtin is the built-in lexicon. That it does not load is a fault of this program, which its own tests find.
func builtin() (*lexicon.Lexicon, error) {
	lex, err := lexicon.Builtin()
	if err != nil {
		return nil, errors.Join(errors.New("the built-in lexicon does not load"), err)
	}
	return lex, nil
}

// inFolder puts the folder that the user named before the files that the loader names, so that an editor finds them.
func inFolder(err error, folder []string) error {
	all, ok := err.(interface{ Unwrap() []error })
	if !ok || len(folder) == 0 {
		return err
	}
	var located []error
	for _, e := range all.Unwrap() {
		var problem lexicon.Problem
		if errors.As(e, &problem) {
			problem.At.File = path.Join(folder[0], problem.At.File)
			e = problem
		}
		located = append(located, e)
	}
	return errors.Join(located...)
}
