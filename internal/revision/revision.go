// Package revision reads files as they were at the last common ancestor of a git checkout and a
// revision.
//
// A repository may be hostile: one that was unpacked from an archive brings a configuration along,
// which names programs to run and changes to pass over. So git sees none of it. It runs in a
// private folder that holds the repository's objects and names of revisions alone, and is asked for
// commits, lists of files and contents. Whether a file has changed is found out here, by its bytes;
// the index is not read. What git does is bounded in time, output and memory.
package revision

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"refrain/internal/remedy"
)

// Base is a repository's files at the last common ancestor. It is safe for concurrent use.
type Base struct {
	checkout *checkout
	git      *private
	commit   string            // the last common ancestor; "" in a submodule
	files    map[string]object // by path
	lfs      bool              // git-lfs may keep contents outside of the objects

	mu         sync.Mutex
	submodules map[string]*submodule // by path

	once    sync.Once
	renamed renames
}

// object is what a list of files says of one.
type object struct {
	kind kind
	id   string
}

// kind is what a path names.
type kind uint8

const (
	file kind = iota
	link
	module // a submodule; its id is a commit
)

// submodule is a repository within, at the commit that the one around it names.
type submodule struct {
	base *Base // nil where it cannot be read
	err  error
}

// Version is a file as it was at the base.
type Version struct {
	Path    string // from the root, with forward slashes
	Content string
}

// Open finds the last common ancestor of a revision and of what is checked out at root, an absolute
// path without links. No file of more than so many bytes will be read. The user must close it.
func Open(ctx context.Context, root, revision string, most int64) (*Base, error) {
	return opened(ctx, root, most, func(b *Base) error { return b.since(ctx, revision) })
}

// opened is a base of what is checked out at root, with what find has found in it.
func opened(ctx context.Context, root string, most int64, find func(*Base) error) (*Base, error) {
	c, err := inEnvironment(root)
	if err != nil {
		return nil, err
	}
	b, err := at(ctx, c, most)
	if err != nil {
		return nil, err
	}
	if err := find(b); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// since finds what the last common ancestor with a revision holds.
func (b *Base) since(ctx context.Context, revision string) (err error) {
	if b.commit, err = b.ancestor(ctx, revision); err == nil {
		b.files, err = b.list(ctx, b.commit)
	}
	return err
}

// Branches say which branch the changes of a checkout are meant for.
type Branches struct {
	// Names are revisions, of which the first that there is counts.
	Names []string
	// Configured says that after them comes the branch that the user's own configuration gives to new
	// repositories, as init.defaultBranch.
	Configured bool
	// Missing is the error where there is none of them.
	Missing error
}

// OpenBranch is Open for the first of some branches that there is. It returns its name, too.
func OpenBranch(ctx context.Context, root string, branches Branches, most int64) (*Base, string, error) {
	var name string
	b, err := opened(ctx, root, most, func(b *Base) (err error) {
		if name, err = b.first(ctx, branches); err == nil {
			err = b.since(ctx, name)
		}
		return err
	})
	return b, name, err
}

// first is the first branch that there is.
func (b *Base) first(ctx context.Context, branches Branches) (string, error) {
	names := branches.Names
	if branches.Configured {
		look := command{
			folder: b.git.folder, time: setUpTime, size: setUpSize,
			env: environment(func(name string) bool { return strings.HasPrefix(name, "GIT_DIR") }, "LC_ALL=C"),
		}
		// Only the user's own files are asked. Where they say nothing, or cannot be read, there is one name less.
		if name, err := look.run(ctx, "config", "--global", "--get", "init.defaultBranch"); err == nil {
			name = strings.TrimSpace(name)
			names = append(slices.Clone(names), "refs/remotes/origin/"+name, "refs/heads/"+name)
		}
	}
	for _, name := range names {
		_, err := b.git.git(workTime, setUpSize).run(
			ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}",
		)
		if err == nil {
			return name, nil
		}
		if !silent(err) {
			return "", err
		}
	}
	return "", branches.Missing
}

// AtHead reports whether the base is what is checked out, so that only what is not committed has
// changed.
func (b *Base) AtHead(ctx context.Context) bool {
	head, err := b.git.git(workTime, setUpSize).run(ctx, "rev-parse", "--verify", "--quiet", "HEAD")
	return err == nil && strings.TrimSpace(head) == b.commit
}

// at is the repository of a checkout, without files yet.
func at(ctx context.Context, c *checkout, most int64) (*Base, error) {
	if err := c.waitless(); err != nil {
		return nil, err
	}
	if err := c.owned(ctx); err != nil {
		return nil, err
	}
	git, err := newPrivate(ctx, c, most)
	if err != nil {
		return nil, err
	}
	return &Base{checkout: c, git: git, lfs: usesLFS(c), submodules: map[string]*submodule{}}, nil
}

// Close removes what was made for git. It can be called more than once.
func (b *Base) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	err := b.git.close()
	for _, s := range b.submodules {
		if s.base != nil {
			err = errors.Join(err, s.base.Close())
		}
	}
	return err
}

// ancestor is the last common ancestor of a revision and HEAD.
func (b *Base) ancestor(ctx context.Context, revision string) (string, error) {
	git := b.git.git(workTime, setUpSize)
	commit, err := git.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		advice := "git fetch brings what is missing"
		if strings.Contains(revision, "..") {
			advice = "name one revision; what has changed counts from the last common ancestor with it"
		}
		if silent(err) {
			err = errors.New("no such revision")
		}
		return "", remedy.Error{Err: err, Remedy: advice}
	}
	base, err := git.run(ctx, "merge-base", strings.TrimSpace(commit), "HEAD")
	if silent(err) {
		return "", remedy.Error{
			Err: errors.New("has no common ancestor with the checkout"),
			Remedy: "a shallow clone lacks it; fetch the whole history (actions/checkout: fetch-depth: 0; " +
				"GitLab: GIT_DEPTH: 0; else git fetch --unshallow)",
		}
	}
	if err != nil {
		return "", err
	}
	first, _, _ := strings.Cut(base, "\n")
	return first, nil
}

// silent reports whether git said no by its exit code alone.
func silent(err error) bool {
	failed := new(failure)
	return errors.As(err, &failed) && failed.code() == 1 && failed.reason() == ""
}

// list is what a commit holds.
func (b *Base) list(ctx context.Context, commit string) (map[string]object, error) {
	list, err := b.git.git(workTime, b.git.list).run(ctx, "ls-tree", "-r", "-z", "--full-tree", commit)
	if errors.Is(err, errTooMuch) {
		err = remedy.Error{Err: err, Remedy: "the repository holds too many files; check them without --diff or --changed"}
	}
	if failed := new(failure); errors.As(err, &failed) {
		err = remedy.Error{
			Err:    err,
			Remedy: "if the clone was made with --filter=tree:0, it lacks lists of files; --filter=blob:none keeps them",
		}
	}
	if err != nil {
		return nil, err
	}
	return parseList(list)
}

// parseList reads a list of files: "100644 blob ID\tPATH", each ended by a NUL.
func parseList(list string) (map[string]object, error) {
	files := map[string]object{}
	for list != "" {
		line, rest, ended := strings.Cut(list, "\x00")
		about, name, named := strings.Cut(line, "\t")
		fields := strings.Fields(about)
		if !ended || !named || name == "" || len(fields) != 3 || !isID(fields[2]) {
			return nil, errors.New("git ls-tree writes what is not understood")
		}
		o := object{id: fields[2]}
		switch mode, typ := fields[0], fields[1]; {
		case typ == "commit":
			o.kind = module
		case mode == "120000":
			o.kind = link
		}
		files[name] = o
		list = rest
	}
	return files, nil
}

// isID reports whether s names an object, by SHA-1 or SHA-256.
func isID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// Unchanged reports whether the file at a path, counted from the root with forward slashes, is the
// one that was there at the base. It reports false where it cannot tell.
func (b *Base) Unchanged(ctx context.Context, name string) bool {
	if within, name, err := b.submodule(ctx, name); within != nil {
		return within.Unchanged(ctx, name)
	} else if err != nil {
		return false
	}
	old, ok := b.files[name]
	if !ok || old.kind != file {
		return false
	}
	id, ok := b.sum(name, newBlob(old.id))
	return ok && id == old.id || b.lfs && b.sameByLFS(ctx, name, old.id)
}

// Old is the file at a path as it was at the base, also under another name. It is nil for a new
// file. The error says why the old version cannot be had.
func (b *Base) Old(ctx context.Context, name string) (*Version, error) {
	within, below, err := b.submodule(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case within != nil:
		old, err := within.Old(ctx, below)
		if old != nil {
			old.Path = strings.TrimSuffix(name, below) + old.Path
		}
		return old, err
	}
	old, ok := b.files[name]
	if !ok || old.kind != file {
		if name, err = b.before(ctx, name); name == "" || err != nil {
			return nil, err
		}
		old = b.files[name]
	}
	content, err := b.content(ctx, old.id)
	if err != nil {
		return nil, err
	}
	return &Version{name, content}, nil
}

// submodule is the repository within that a path leads into, and the path from there; nil for none.
// The error says why one cannot be read.
func (b *Base) submodule(ctx context.Context, name string) (*Base, string, error) {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		o, ok := b.files[folder]
		if !ok || o.kind != module {
			continue
		}
		s := b.openSubmodule(ctx, folder, o.id)
		return s.base, strings.TrimPrefix(name, folder+"/"), s.err
	}
	return nil, name, nil
}

func (b *Base) openSubmodule(ctx context.Context, folder, commit string) *submodule {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.submodules[folder]; s != nil {
		return s
	}
	s := &submodule{}
	b.submodules[folder] = s
	base, err := within(ctx, &checkout{root: b.real(folder)}, commit, b.git.most)
	if err != nil {
		s.err = fmt.Errorf("the submodule %s: %w", folder, err)
		return s
	}
	s.base = base
	return s
}

// within is the repository of a submodule, at a commit.
func within(ctx context.Context, c *checkout, commit string, most int64) (*Base, error) {
	if err := c.locate(); err != nil {
		return nil, err
	}
	b, err := at(ctx, c, most)
	if err != nil {
		return nil, err
	}
	if b.files, err = b.list(ctx, commit); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}
