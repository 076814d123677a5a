package revision

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// renames say which file of the base a new file was.
type renames struct {
	from  map[string]string
	doubt error // why a file that is not in from may have been renamed nevertheless; nil when it has not
}

// moved is a file that was removed, or one that is new.
type moved struct {
	path      string
	id        string
	size      int64
	sums      []string // of the content of a new file
	committed bool     // it was removed or added by a commit, not by the working tree alone
}

// before is the path at the base of a file that was not at its path then, or "".
func (b *Base) before(ctx context.Context, name string) (string, error) {
	b.once.Do(func() { b.renamed = b.renames(ctx) })
	if old := b.renamed.from[name]; old != "" {
		return old, nil
	}
	return "", b.renamed.doubt
}

// renames compares the files that were removed since the base with those that are new. Each of the
// former becomes one of the latter at most: what is copied is new.
func (b *Base) renames(ctx context.Context) renames {
	r := renames{from: map[string]string{}}
	gone, added, err := b.moves(ctx)
	if err == nil && len(gone) > 0 && len(added) > 0 {
		gone, added = b.same(ctx, gone, added, r.from)
		err = b.alike(ctx, gone, added, r.from)
	}
	if err != nil {
		r.doubt = fmt.Errorf("it may have been renamed: %w", err)
	}
	return r
}

// moves are the files that were removed and those that are new, sorted by path. In a sparse
// checkout a file that is committed but not there has not been removed.
func (b *Base) moves(ctx context.Context) (gone, added []moved, err error) {
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		if o := b.files[name]; o.kind == file && !b.isFile(name) {
			gone = append(gone, moved{path: name, id: o.id})
		}
	}
	if len(gone) == 0 {
		return nil, nil, nil
	}
	head, err := b.list(ctx, "HEAD")
	if err != nil {
		return nil, nil, err
	}
	_, err = os.Lstat(filepath.Join(b.checkout.own, "info", "sparse-checkout"))
	sparse, byHand := err == nil, false
	for i := range gone {
		_, there := head[gone[i].path]
		gone[i].committed = !there
		byHand = byHand || there
	}
	if sparse {
		gone = slices.DeleteFunc(gone, func(m moved) bool { return !m.committed })
	}
	for _, name := range slices.Sorted(maps.Keys(head)) {
		if head[name].kind == file && b.files[name].id == "" && b.isFile(name) {
			added = append(added, moved{path: name, committed: true})
		}
	}
	if byHand && !sparse {
		added = append(added, b.uncommitted(head)...)
	}
	return gone, added, nil
}

// isFile reports whether there is a regular file at a path.
func (b *Base) isFile(name string) bool {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return false
	}
	info, err := os.Lstat(b.real(name))
	return err == nil && info.Mode().IsRegular()
}

// uncommitted are the files of the working tree that are in no commit, sorted by path, without
// those of repositories within.
func (b *Base) uncommitted(head map[string]object) (files []moved) {
	left := maxFiles
	filepath.WalkDir(b.checkout.root, func(name string, entry fs.DirEntry, err error) error {
		relative, e := filepath.Rel(b.checkout.root, name)
		switch left--; {
		case left < 0:
			return fs.SkipAll
		case err != nil || e != nil || relative == ".":
			return nil
		case entry.IsDir():
			if _, err := os.Lstat(filepath.Join(name, ".git")); err == nil || entry.Name() == ".git" {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			relative = filepath.ToSlash(relative)
			if b.files[relative].id == "" && head[relative].id == "" {
				files = append(files, moved{path: relative})
			}
		}
		return nil
	})
	return files
}

// may reports whether one file may have become another. What a commit has added was not removed by
// the working tree.
func may(gone, added *moved) bool { return gone.committed || !added.committed }

// same pairs files of the same content, those of the same name first, and returns the others.
func (b *Base) same(ctx context.Context, gone, added []moved, from map[string]string) (goneLeft, addedLeft []moved) {
	stored := b.pointers(ctx, gone)
	left := newRemoved(gone, stored)
	for i := range added {
		a := &added[i]
		a.sums = b.sums(a.path, gone[0].id, len(stored) > 0)
		if old := left.take(a, path.Base(a.path)); old != "" {
			from[a.path] = old
		}
	}
	for i := range added {
		a := &added[i]
		if from[a.path] != "" {
			continue
		}
		if old := left.take(a, ""); old != "" {
			from[a.path] = old
			continue
		}
		addedLeft = append(addedLeft, *a)
	}
	for i, g := range gone {
		if !left.taken[i] {
			goneLeft = append(goneLeft, g)
		}
	}
	return goneLeft, addedLeft
}

// removed are files that were removed, by what they held. However many are the same, one is found
// at once.
type removed struct {
	files []moved
	taken []bool
	by    map[held][]int // places in files, of which the first may be taken
}

// held is what a removed file held, and what it was called; "" stands for any name.
type held struct {
	sum, name string
	committed bool
}

// newRemoved takes files, and by their places the sums of what git-lfs keeps for them.
func newRemoved(files []moved, stored map[int]string) *removed {
	r := &removed{files: files, taken: make([]bool, len(files)), by: map[held][]int{}}
	for i, f := range files {
		for _, name := range []string{"", path.Base(f.path)} {
			key := held{f.id, name, f.committed}
			r.by[key] = append(r.by[key], i)
			if key.sum = stored[i]; key.sum != "" {
				r.by[key] = append(r.by[key], i)
			}
		}
	}
	return r
}

// take takes out the first file of a content and name, and returns its path, or "". What a commit
// has added was not removed by the working tree.
func (r *removed) take(a *moved, name string) string {
	for _, sum := range a.sums {
		for _, committed := range []bool{true, false} {
			if a.committed && !committed {
				continue
			}
			key := held{sum, name, committed}
			for list := r.by[key]; len(list) > 0; list = r.by[key] {
				r.by[key] = list[1:]
				if i := list[0]; !r.taken[i] {
					r.taken[i] = true
					return r.files[i].path
				}
			}
		}
	}
	return ""
}

// sums are the names by which git, and git-lfs where it is used, know the content of a file.
func (b *Base) sums(name, likeID string, lfs bool) (sums []string) {
	if sum, ok := b.sum(name, newBlob(likeID)); ok {
		sums = append(sums, sum)
	}
	if !lfs {
		return sums
	}
	if sum, ok := b.sum(name, &blob{Hash: sha256.New()}); ok {
		sums = append(sums, sum)
	}
	return sums
}

// pointers are the sums of what git-lfs keeps for files, by their places in the list.
func (b *Base) pointers(ctx context.Context, files []moved) map[int]string {
	if !b.lfs {
		return nil
	}
	sizes, err := b.sizes(ctx, idsOf(files))
	if err != nil {
		return nil
	}
	maps.DeleteFunc(sizes, func(_ string, size int64) bool { return size > maxPointer })
	small := slices.Sorted(maps.Keys(sizes))
	sums := map[string]string{}
	b.contents(ctx, small, int64(len(small))*maxPointer, func(id, content string) error {
		if p, ok := parsePointer(content); ok {
			sums[id] = p.sum
		}
		return nil
	})
	places := map[int]string{}
	for i, f := range files {
		if sum := sums[f.id]; sum != "" {
			places[i] = sum
		}
	}
	return places
}

func idsOf(files []moved) []string {
	var ids []string
	for _, f := range files {
		ids = append(ids, f.id)
	}
	return ids
}
