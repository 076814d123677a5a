package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"refrain/internal/cache"
	"refrain/internal/remedy"
	"refrain/lexicon"
)

// lexiconFlags are the flags of every command that uses a lexicon.
type lexiconFlags struct {
	own []string
	// the folder that own lexicons of a configuration do not lead out of, by links either; "" for
	// those that the user named
	within string
}

func (f *lexiconFlags) add(c *cobra.Command) {
	c.Flags().StringArrayVar(
		&f.own, "lexicon", nil, "folder of an own lexicon, on top of the built-in one; may be given again",
	)
	c.MarkFlagDirname("lexicon")
}

// load is the built-in lexicon with the own ones on top, without the examples, which nothing but a
// proof and a page needs.
func (f *lexiconFlags) load() (*lexicon.Lexicon, error) {
	if len(f.own) == 0 {
		return builtinTerms(cache.User("lexicon"))
	}
	return f.loadBy(lexicon.LoadTerms)
}

// builtinTerms is the built-in lexicon. The sum of its files is the same in all runs of a build of the
// program, so it is kept.
func builtinTerms(kept cache.Folder) (*lexicon.Lexicon, error) {
	const sumLength = 64
	key := cache.Program() + " sum"
	if cache.Program() == "" {
		return lexicon.BuiltinTerms("")
	}
	if sum, ok := kept.Load(key); ok && len(sum) == sumLength {
		return lexicon.BuiltinTerms(string(sum))
	}
	lex, err := lexicon.BuiltinTerms("")
	if err == nil {
		kept.Store(key, []byte(lex.SHA256))
	}
	return lex, err
}

// loadWhole is the same with the examples.
func (f *lexiconFlags) loadWhole() (*lexicon.Lexicon, error) { return f.loadBy(lexicon.Load) }

func (f *lexiconFlags) loadBy(load func(fs.FS, ...lexicon.Own) (*lexicon.Lexicon, error)) (*lexicon.Lexicon, error) {
	var root *os.Root
	if f.within != "" && len(f.own) > 0 {
		var err error
		if root, err = os.OpenRoot(f.within); err != nil {
			return nil, fmt.Errorf("%s: %w", f.within, remedy.Reason(err))
		}
		defer root.Close()
	}
	var own []lexicon.Own
	for _, name := range f.own {
		if err := isFolder(name); err != nil {
			return nil, fmt.Errorf("--lexicon %w", err)
		}
		if root == nil {
			own = append(own, lexicon.Own{Name: name, Files: os.DirFS(name)})
			continue
		}
		files, err := below(root, name)
		if err != nil {
			return nil, hinted(
				fmt.Errorf("%s: a link leads out of the folder of the configuration", name),
				"name it with --lexicon, or copy it there",
			)
		}
		own = append(own, lexicon.Own{Name: name, Files: files})
	}
	lex, err := load(lexicon.Files, own...)
	if err != nil && len(own) == 0 {
		return nil, errors.Join(errors.New("the built-in lexicon does not load"), err)
	}
	if err != nil {
		return nil, hinted(
			err, "refrain lexicon test DIR proves an own lexicon; refrain help patterns explains the pattern language",
		)
	}
	return lex, nil
}

// below are the files in a folder that lies in root. The error is that it does not, since a link
// leads elsewhere.
func below(root *os.Root, name string) (fs.FS, error) {
	relative, err := filepath.Rel(root.Name(), name)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(root.FS(), filepath.ToSlash(relative))
	if err != nil {
		return nil, err
	}
	_, err = fs.Stat(files, ".")
	return files, err
}

func isFolder(name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, remedy.Reason(err))
	case !info.IsDir():
		return fmt.Errorf("%s: is no folder", name)
	}
	return nil
}

// builtin is the built-in lexicon alone, without its examples.
func builtin() (*lexicon.Lexicon, error) { return (&lexiconFlags{}).load() }

// loadFolder loads the lexicon in a folder: a whole one, or, where it has no taxonomy of its own
// languages, one on top of the built-in. The name of every file in it begins with the folder's.
func loadFolder(name string) (lex *lexicon.Lexicon, whole bool, err error) {
	if err := isFolder(name); err != nil {
		return nil, false, err
	}
	if _, err := os.Stat(path.Join(name, "lexicon.yaml")); errors.Is(err, fs.ErrNotExist) {
		lex, err := (&lexiconFlags{own: []string{name}}).loadWhole()
		return lex, false, err
	}
	lex, err = lexicon.Load(os.DirFS(name))
	if err != nil {
		err = hinted(inFolder(err, name), "refrain help patterns explains the pattern language")
	}
	return lex, true, err
}

// inFolder puts the folder that the user named before the files that the loader names, so that an
// editor finds them.
func inFolder(err error, folder string) error {
	all, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var located []error
	for _, e := range all.Unwrap() {
		var problem lexicon.Problem
		if errors.As(e, &problem) {
			problem.At.File = path.Join(folder, problem.At.File)
			e = problem
		}
		located = append(located, e)
	}
	return errors.Join(located...)
}
