package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"refrain/check"
	"refrain/internal/remedy"
)

// repository is the folder from which other programs count the paths of files.
type repository struct{ root string } // absolute, without links

// repositoryAt is the repository at a folder; for "" the nearest one that holds the working
// directory, or else that directory itself.
func repositoryAt(root string) (repository, error) {
	if root != "" {
		info, err := os.Stat(root)
		switch {
		case err != nil:
			return repository{}, fmt.Errorf("--root %s: %w", root, remedy.Reason(err))
		case !info.IsDir():
			return repository{}, fmt.Errorf("--root %s: not a folder", root)
		}
		return repository{check.Real(root)}, nil
	}
	here := check.Real(".")
	for folder := here; ; folder = filepath.Dir(folder) {
		// In a worktree or a submodule .git is a file.
		if _, err := os.Lstat(filepath.Join(folder, ".git")); err == nil {
			return repository{folder}, nil
		}
		if folder == filepath.Dir(folder) {
			return repository{here}, nil
		}
	}
}

// path is a document's path from the root, with forward slashes. A document outside the repository
// keeps the name that the user gave it.
func (r repository) path(name string) string {
	relative, err := filepath.Rel(r.root, check.Real(filepath.FromSlash(name)))
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return name
	}
	return filepath.ToSlash(relative)
}
