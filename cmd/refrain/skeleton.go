package main

import (
	"cmp"
	_ "embed" // for the skeleton of an entry
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"refrain/internal/remedy"

	"github.com/spf13/cobra"
)

//go:embed skeleton.yaml
var skeleton string

// entryID is what may be the id of an entry, and so the name of its file.
var entryID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (a *app) lexiconNew() *cobra.Command {
	var lang string
	c := &cobra.Command{
		Use:     "new ID DIR",
		Short:   "Write the skeleton of an entry into a lexicon's folder",
		Long:    "New writes DIR/en/terms/ID.yaml with a line of advice for each key. The lexicon does not load until it is filled in. It writes over nothing.",
		Example: "  refrain lexicon new wave-of-people lexicon",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			id, folder := args[0], args[1]
			if !entryID.MatchString(id) {
				return hinted(
					fmt.Errorf("%s: is no id of an entry", id),
					"write small letters, digits and single hyphens, and name the harm: wave-of-people",
				)
			}
			if !entryID.MatchString(lang) {
				return fmt.Errorf("--lang %s: is no language code", lang)
			}
			if err := isFolder(folder); err != nil {
				return err
			}
			name := filepath.Join(folder, lang, "terms", id+".yaml")
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return fmt.Errorf("%s: cannot be written: %w", name, remedy.Reason(err))
			}
			file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			if errors.Is(err, fs.ErrExist) {
				return hinted(fmt.Errorf("%s: exists already", name), "choose another id, or edit the file")
			}
			if err != nil {
				return fmt.Errorf("%s: cannot be written: %w", name, remedy.Reason(err))
			}
			_, err = file.WriteString(strings.Replace(skeleton, "id: ID\n", "id: "+id+"\n", 1))
			if err := cmp.Or(err, file.Close()); err != nil {
				os.Remove(name) // Half a file is none.
				return fmt.Errorf("%s: cannot be written: %w", name, remedy.Reason(err))
			}
			return a.print("%s: fill it in, then: refrain lexicon test %s\n", name, folder)
		},
	}
	c.Flags().StringVar(&lang, "lang", "en", "language of the entry")
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
	return c
}
