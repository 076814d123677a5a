package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"refrain/config"
)

func (a *app) initialise() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a configuration that explains itself",
		Long:  `Init writes ` + config.Name + ` into DIR, or else the working directory: every setting with what it does. It writes over nothing.`,
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := filepath.Join(append(args, config.Name)...)
			file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			switch {
			case errors.Is(err, fs.ErrExist):
				return hinted{fmt.Errorf("%s: exists", name), "refrain config show prints what holds"}
			case err != nil:
				return fmt.Errorf("%s: %w", name, reason(err))
			}
			if _, err := file.Write(config.Example); err != nil {
				return errors.Join(fmt.Errorf("%s: %w", name, reason(err)), file.Close())
			}
			if err := file.Close(); err != nil {
				return fmt.Errorf("%s: %w", name, reason(err))
			}
			return a.print("%s is written; next: refrain check, then refrain baseline write for what is to stay\n", name)
		},
	}
}
