package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"refrain/internal/remedy"
	"refrain/project/config"
)

func (a *app) initialise() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a configuration that explains itself",
		Long: `Init writes ` + config.Name +
			` into DIR, or else the working directory: every setting with what it does. It writes over nothing.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := filepath.Join(append(args, config.Name)...)
			file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			switch {
			case errors.Is(err, fs.ErrExist):
				return hinted(fmt.Errorf("%s: exists", name), "refrain config show prints what holds")
			case err != nil:
				return fmt.Errorf("%s: %w", name, remedy.Reason(err))
			}
			_, err = file.Write(config.Example)
			if err := cmp.Or(err, file.Close()); err != nil {
				os.Remove(name) // Half a file is none.
				return fmt.Errorf("%s: cannot be written: %w", name, remedy.Reason(err))
			}
			return a.print("%s is written; next: refrain check, then refrain baseline write for what is to stay\n", name)
		},
	}
}
