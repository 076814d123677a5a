package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"refrain/check"
	"refrain/compare"
	"refrain/internal/remedy"
	"refrain/internal/revision"
)

// named makes the pairs of two files or two folders.
func (r *comparer) named(ctx context.Context, old, new string, w *check.Walk) error {
	var folders int
	for _, name := range []string{old, new} {
		if name == "-" {
			continue
		}
		info, err := os.Stat(name)
		if err == nil && info.IsDir() {
			folders++
		}
	}
	switch folders {
	case 0:
		r.pairs = []versionPair{{old: fileVersion(old), new: fileVersion(new)}}
		return nil
	case 1:
		return hinted(
			fmt.Errorf("%s and %s: one is a folder and the other is not", old, new), "name two files, or two folders",
		)
	}
	was, is := r.folder(old, w), r.folder(new, w)
	r.pairs = pathPairs(was, is)
	return r.findRenamed(ctx)
}

// fileVersion is a file that the user named.
func fileVersion(name string) *version {
	name = filepath.ToSlash(name)
	return &version{input: check.Input{Name: name}, file: name}
}

// folder are the files in a folder, by their paths from it.
func (r *comparer) folder(root string, w *check.Walk) map[string]*version {
	all := map[string]*version{}
	look := *w
	look.Args = []string{root}
	for in := range look.Inputs() {
		name, err := filepath.Rel(root, filepath.FromSlash(in.Name))
		if err != nil {
			name = in.Name
		}
		all[filepath.ToSlash(name)] = &version{input: in, path: filepath.ToSlash(name), file: in.Name}
	}
	return all
}

// pathPairs pairs versions by their paths, in the order of these.
func pathPairs(old, new map[string]*version) []versionPair {
	paths := maps.Clone(old)
	maps.Copy(paths, new)
	var pairs []versionPair
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		pairs = append(pairs, versionPair{old: old[name], new: new[name]})
	}
	return pairs
}

// findRenamed pairs files that only one side has, where they are the same document under another
// name: in another format, or with much the same words.
func (r *comparer) findRenamed(ctx context.Context) error {
	var gone, added []int
	for i, p := range r.pairs {
		switch {
		case p.new == nil:
			gone = append(gone, i)
		case p.old == nil:
			added = append(added, i)
		}
	}
	gone, added = r.otherEnding(gone, added)
	defer r.drop()
	if len(gone) == 0 || len(added) == 0 {
		return nil
	}
	old, err := r.sketches(ctx, gone, false)
	if err != nil {
		return err
	}
	new, err := r.sketches(ctx, added, true)
	if err != nil {
		return err
	}
	for k, from := range compare.Renamed(old, new) {
		if from >= 0 {
			r.join(gone[from], added[k])
		}
	}
	return nil
}

// join makes a pair of a file that only the old side has and one that only the new side has.
func (r *comparer) join(gone, added int) {
	r.pairs[added].old, r.pairs[added].renamed = r.pairs[gone].old, true
	r.pairs[gone].old = nil
}

// drop leaves out the pairs that have become parts of others.
func (r *comparer) drop() {
	r.pairs = slices.DeleteFunc(r.pairs, func(p versionPair) bool { return p.old == nil && p.new == nil })
}

// otherEnding pairs files whose paths differ in their endings alone, such as bill.docx and bill.pdf,
// where there is one of each. It returns those that are left.
func (r *comparer) otherEnding(gone, added []int) (stillGone, stillAdded []int) {
	stem := func(v *version) string {
		return strings.TrimSuffix(v.path, path.Ext(v.path))
	}
	old, new := map[string][]int{}, map[string][]int{}
	for _, i := range gone {
		old[stem(r.pairs[i].old)] = append(old[stem(r.pairs[i].old)], i)
	}
	for _, i := range added {
		new[stem(r.pairs[i].new)] = append(new[stem(r.pairs[i].new)], i)
	}
	for _, i := range gone {
		if name := stem(r.pairs[i].old); len(old[name]) != 1 || len(new[name]) != 1 {
			stillGone = append(stillGone, i)
		}
	}
	for _, i := range added {
		name := stem(r.pairs[i].new)
		if len(old[name]) == 1 && len(new[name]) == 1 {
			r.join(old[name][0], i)
		} else {
			stillAdded = append(stillAdded, i)
		}
	}
	return stillGone, stillAdded
}

// sketches read the files of pairs of which only one side is there.
func (r *comparer) sketches(ctx context.Context, pairs []int, isNew bool) ([]compare.Sketch, error) {
	var all []compare.Sketch
	for _, i := range pairs {
		if ctx.Err() != nil {
			return nil, errors.New("interrupted; nothing was written")
		}
		v := r.version(turn{i, isNew})
		in := v.input
		if v.load != nil {
			in.Content, in.Err = v.load(ctx)
		}
		var sketch compare.Sketch
		if doc := r.checker.Read(ctx, in); doc != nil {
			sketch = compare.SketchOf(doc.Text)
		}
		all = append(all, sketch)
	}
	return all, nil
}

// revisionsAt are the revisions that --git names.
type revisionsAt struct {
	home     recordsFolder
	old, new *revision.Base // new is nil for what is in the working tree
	was, is  string         // their names; is is "" for the working tree
}

func (g *revisionsAt) close() {
	g.old.Close()
	if g.new != nil {
		g.new.Close()
	}
}

// revisions opens what --git names, and makes the pairs of the files. The caller closes it.
func (r *comparer) revisions(ctx context.Context, git string, args []string, w *check.Walk) (*revisionsAt, error) {
	flag := "--git " + git
	if strings.Contains(git, "...") {
		return nil, hinted(fmt.Errorf("%s: three dots are no range here", flag), "write two: A..B")
	}
	was, is, both := strings.Cut(git, "..")
	if both && is == "" {
		is = "HEAD"
	}
	if was == "" {
		was = "HEAD"
	}
	tree := os.Getenv("GIT_WORK_TREE")
	repo, err := repositoryAt(tree)
	if err != nil {
		return nil, hinted(fmt.Errorf("%s: %s is no folder", flag, tree), "check GIT_WORK_TREE")
	}
	g := &revisionsAt{home: recordsFolder{repository: repo}, was: was, is: is}
	most := int64(r.checker.Limits().Source)
	if g.old, err = revision.OpenAt(ctx, repo.root, was, most); err != nil {
		return nil, fmt.Errorf("%s: %w", flag, ofRevision(was, both, err))
	}
	if both {
		if g.new, err = revision.OpenAt(ctx, repo.root, is, most); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", flag, ofRevision(is, both, err)), g.old.Close())
		}
	}
	for _, arg := range args {
		if err := r.revised(ctx, g, arg, w); err != nil {
			g.close()
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
	}
	if err := r.findRenamed(ctx); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

// ofRevision is an error with the revision that it is about, where there are two.
func ofRevision(revision string, both bool, err error) error {
	if !both {
		return err
	}
	return fmt.Errorf("%s: %w", revision, err)
}

// revised makes the pairs of a file or folder.
func (r *comparer) revised(ctx context.Context, g *revisionsAt, arg string, w *check.Walk) error {
	name := arg
	if info, err := os.Lstat(arg); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		name = check.Real(arg) // The text is that of the file to which the link leads.
	}
	where, inside := g.home.path(name)
	if arg == "-" || !inside {
		return hinted(fmt.Errorf("%s: lies outside the repository %s", arg, g.home.root), "name files of this repository")
	}
	if where == "." {
		where = ""
	}
	info, err := os.Stat(arg)
	isFolder := err == nil && info.IsDir() || where == "" || len(g.old.Names(where)) > 0 ||
		g.new != nil && len(g.new.Names(where)) > 0
	if isFolder {
		r.pairs = append(r.pairs, r.revisedFolder(g, arg, where, w)...)
		return nil
	}
	return r.revisedFile(ctx, g, arg, where)
}

// revisedFile makes the pair of a file.
func (r *comparer) revisedFile(ctx context.Context, g *revisionsAt, arg, where string) error {
	var p versionPair
	find := g.old.Old // also under another name
	if g.new != nil {
		find = g.old.Exact
	}
	old, err := find(ctx, where)
	if err != nil {
		return fmt.Errorf("%s: its version at %s cannot be had: %w", arg, g.was, err)
	}
	if old != nil {
		p.renamed = old.Path != where
		in := check.Input{Name: g.was + ":" + old.Path, Content: &old.Content}
		p.old = &version{input: in, path: old.Path, file: arg}
	}
	if g.new == nil {
		if _, err := os.Stat(arg); !errors.Is(err, fs.ErrNotExist) {
			p.new = fileVersion(arg)
			p.new.path = where
		}
	} else if v, err := g.new.Exact(ctx, where); err != nil {
		return fmt.Errorf("%s: its version at %s cannot be had: %w", arg, g.is, err)
	} else if v != nil {
		in := check.Input{Name: g.is + ":" + v.Path, Content: &v.Content}
		p.new = &version{input: in, path: v.Path, file: arg}
	}
	if p.old == nil && p.new == nil {
		return hinted(fmt.Errorf("%s: is in neither version", arg), "check the name")
	}
	r.pairs = append(r.pairs, p)
	return nil
}

// revisedFolder makes the pairs of the files in a folder.
func (r *comparer) revisedFolder(g *revisionsAt, arg, where string, w *check.Walk) []versionPair {
	old := r.committed(g.old, g.was, arg, where)
	if g.new != nil {
		return pathPairs(old, r.committed(g.new, g.is, arg, where))
	}
	new := map[string]*version{}
	if _, err := os.Stat(arg); err == nil {
		new = r.folder(arg, w)
	}
	return pathPairs(old, new)
}

// committed are the files of a folder at a revision, by their paths from it.
func (r *comparer) committed(base *revision.Base, at, arg, where string) map[string]*version {
	all := map[string]*version{}
	leavesOut := r.settings.leavesOut()
	for _, name := range base.Names(where) {
		within := strings.TrimPrefix(strings.TrimPrefix(name, where), "/")
		file := path.Join(filepath.ToSlash(arg), within)
		if isHidden(within) || leavesOut != nil && leavesOut(file, false) {
			continue
		}
		all[within] = &version{
			input: check.Input{Name: at + ":" + name, Found: true}, path: within, file: file,
			load: func(ctx context.Context) (*string, error) {
				v, err := base.Exact(ctx, name)
				if err != nil {
					return nil, remedy.Reason(err)
				}
				return &v.Content, nil
			},
		}
	}
	return all
}

// isHidden reports whether a file or a folder that it is in is hidden.
func isHidden(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool { return strings.HasPrefix(s, ".") })
}
