package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"refrain/analyzer/reader"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/lsp"
	"refrain/project/config"
)

func (a *app) lsp() *cobra.Command {
	var records recordFlags
	var stdio bool
	c := &cobra.Command{
		Use:   "lsp",
		Short: "Check documents while they are written: a server for editors",
		Long: `Lsp speaks the Language Server Protocol on standard input and standard output. Editors start it; it checks the
documents that are open in them, shows findings beside the text, and offers what to write instead.

It reads the configuration, waivers, baseline and own lexicons of the workspace as refrain check does there, and
opens no connection. Settings of the editor under "refrain" say what else it shows.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			server := lsp.New(a.lspOptions(&records))
			a.outcome.dropped = server.Serve(c.Context(), a.stdin, replies{a.stdout}) != 0
			return nil
		},
	}
	c.Flags().StringVar(
		&records.today, "today", "",
		"day by which waivers end, such as 2027-03-01 (default the day of $SOURCE_DATE_EPOCH, or today)",
	)
	c.Flags().BoolVar(&stdio, "stdio", true, "speak on standard input and standard output, as editors ask for")
	return c
}

// lspOptions are what the editor server is made of.
func (a *app) lspOptions(records *recordFlags) lsp.Options {
	return lsp.Options{
		Version: toolVersion(),
		Builtin: func() (*lexicon.Lexicon, error) { return builtinTerms(cache.User("lexicon")) },
		Limits: func(c *config.Config) (reader.Limits, error) {
			var l reader.Limits
			err := (&settings{Config: c}).limit(&l)
			return l, err
		},
		Today: records.day, Cache: cache.User("languages"),
		Log: func(message string) { a.note(message) },
	}
}

// replies are standard output, which nobody else writes to.
type replies struct{ io.Writer }

// Close closes standard output.
func (o replies) Close() error {
	if file, ok := o.Writer.(*os.File); ok {
		return file.Close()
	}
	return nil
}
