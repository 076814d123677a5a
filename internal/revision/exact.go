package revision

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"refrain/internal/remedy"
)

// OpenAt is [Open] for the files of the revision itself, whatever has been done since.
func OpenAt(ctx context.Context, root, revision string, most int64) (*Base, error) {
	return opened(ctx, root, most, func(b *Base) error { return b.itself(ctx, revision) })
}

// itself finds what a revision holds.
func (b *Base) itself(ctx context.Context, revision string) error {
	git := b.git.git(workTime, setUpSize)
	commit, err := git.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if silent(err) {
		err = remedy.Error{Err: errors.New("no such revision"), Remedy: "git fetch brings what is missing"}
	}
	if err == nil {
		b.files, err = b.list(ctx, strings.TrimSpace(commit))
	}
	return err
}

// Names are the paths of the files in a folder and below it, sorted; "" is the root. Links and what is
// in submodules are left out.
func (b *Base) Names(folder string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		if b.files[name].kind == file && (folder == "" || strings.HasPrefix(name, folder+"/")) {
			names = append(names, name)
		}
	}
	return names
}

// Exact is the file at a path as it was, under this very name. It is nil where there was none. The
// error says why it cannot be had.
func (b *Base) Exact(ctx context.Context, name string) (*Version, error) {
	within, below, err := b.submodule(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case within != nil:
		v, err := within.Exact(ctx, below)
		if v != nil {
			v.Path = name
		}
		return v, err
	}
	o, ok := b.files[name]
	if !ok || o.kind != file {
		return nil, nil
	}
	content, err := b.content(ctx, o.id)
	if err != nil {
		return nil, err
	}
	return &Version{name, content}, nil
}
