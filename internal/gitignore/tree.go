package gitignore

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// maxFile is how much of a .gitignore file is read, in bytes.
const maxFile = 1 << 20

// Tree is the .gitignore files of a repository. It reads them when they are first needed and is not
// safe for concurrent use. A list that cannot be read ignores nothing. The user's own list and the
// one in .git are left out: what a report holds must not depend on whose machine made it.
type Tree struct {
	Root  string // the repository's folder
	lists map[string]List
}

// Ignores reports whether a path in the repository is ignored by a pattern that speaks of the path
// itself. Whoever walks a folder leaves out ignored folders as a whole.
func (t *Tree) Ignores(name string, folder bool) bool {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		relative := strings.TrimPrefix(name, dir+"/")
		if in, decided := t.list(dir).decide(relative, folder); decided {
			return in
		}
		if dir == "." {
			return false
		}
	}
}

func (t *Tree) list(dir string) List {
	l, ok := t.lists[dir]
	if !ok {
		if t.lists == nil {
			t.lists = map[string]List{}
		}
		l = readList(filepath.Join(t.Root, filepath.FromSlash(dir), ".gitignore"))
		t.lists[dir] = l
	}
	return l
}

func readList(name string) List {
	// Like git, a link is not followed: it may lead out of the repository, or to a pipe.
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil
	}
	return ParseList(string(content))
}
