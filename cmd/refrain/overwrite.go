package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/display"
)

// target is a file that is there already and that this run would change. No output is opened before
// every input has been compared with the goals, by what the file system says and not by name.
type target struct {
	name  string // of the target, as the user gave it; "" for standard output
	info  fs.FileInfo
	grows bool // it is written to at its end
}

// targets are the targets of reports that are there already, and the file that standard output leads
// into.
func (a *app) targets(all outputs) []target {
	var goals []target
	for _, o := range all {
		if o.over != nil {
			goals = append(goals, target{o.target, o.over, o.limit > 0})
		}
	}
	if out, ok := a.stdout.(*os.File); ok {
		if info, err := out.Stat(); err == nil && info.Mode().IsRegular() {
			goals = append(goals, target{info: info, grows: true})
		}
	}
	return goals
}

// holdsWords reports whether there is something in the file that could be lost. There is nothing in a
// file that the shell has just made, or emptied, for standard output.
func (g target) holdsWords() bool { return g.name != "" || g.info.Size() > 0 }

// isFile reports whether an input is the file that the run would change.
func (g *target) isFile(info fs.FileInfo) bool { return os.SameFile(g.info, info) }

// role is what a file is to the run, and what all of these are.
type role struct{ one, kind string }

var (
	aDocument = role{"one of the documents", "a document"}
	aList     = role{"the list of files", "a list"}
	anArchive = role{"one of the archives", "an archive"}
	aRecord   = role{"one of the records", "a record"}
)

// refusal is the error when the goal is a file that is read.
func (g *target) refusal(name string, r role) error {
	if name == "-" {
		name = "standard input"
	}
	if g.name != "" {
		which := ""
		if filepath.Clean(name) != filepath.Clean(g.name) {
			which = ", " + name
		}
		err := fmt.Errorf("%s: is %s%s, and no report is written over %s", g.name, r.one, which, r.kind)
		return hinted(err, "name another file for the report")
	}
	err := fmt.Errorf("standard output leads into %s, which is %s", name, r.one)
	if g.info.Size() == 0 {
		err = fmt.Errorf("%w; the shell has emptied it", err)
	}
	return hinted(err, "name a file that is not read")
}

// noneOverwritten is an error when one of the files that are read is a goal, whatever link leads to it:
// --force is no wish to lose a document.
func noneOverwritten(goals []target, r role, names ...string) error {
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			continue
		}
		for _, g := range goals {
			if g.isFile(info) {
				return g.refusal(name, r)
			}
		}
	}
	return nil
}

// noInputOverwritten looks at everything that the walk finds. It is an error when a document is one of the
// goals, and nothing has been written then. A goal that is found in a folder and holds no words but
// refrain's is no document: it is passed over. Where nothing could be lost a list is not read in
// advance: it may come as slowly as somebody finds the files.
func (a *app) noInputOverwritten(ctx context.Context, w *check.Walk, goals []target) error {
	if len(goals) == 0 {
		return nil
	}
	look := *w // As long as it lasts the walk counts nothing, and looks at what other parts of it read as well.
	look.Part, look.Has, look.Outputs = check.Shard{}, nil, nil
	w.Outputs = nil
	if !slices.ContainsFunc(goals, target.holdsWords) {
		look.List = nil
		w.Outputs = append(w.Outputs, goals[0].info)
	}
	for in := range look.Inputs() {
		if ctx.Err() != nil {
			return errors.New("interrupted; nothing was read or written")
		}
		info, err := a.stat(in.Name)
		if err != nil {
			continue
		}
		for _, g := range goals {
			if !g.isFile(info) {
				continue
			}
			if !in.Found || g.holdsDocument(in.Name) {
				return g.refusal(in.Name, aDocument)
			}
			if g.name == "" {
				a.note(display.Name(in.Name) + ": standard output leads there, so it is not read")
			}
			w.Outputs = append(w.Outputs, g.info)
		}
	}
	return nil
}

// holdsDocument reports whether the goal, found under a name in a folder, may hold a document: what refrain
// did not write. What the shell has emptied holds nothing any more, and a log that grows is none.
func (g *target) holdsDocument(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	isDocument := func(f reader.Format) bool { return slices.Contains(f.Extensions, ext) }
	if g.grows && !slices.ContainsFunc(reader.Formats, isDocument) {
		return false
	}
	return mayReplace(filepath.FromSlash(name)) != nil
}

// stat is what the system says of an input.
func (a *app) stat(name string) (fs.FileInfo, error) {
	if name != "-" {
		return os.Stat(filepath.FromSlash(name))
	}
	if in, ok := a.stdin.(*os.File); ok {
		return in.Stat()
	}
	return nil, fs.ErrNotExist
}
