package check

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"refrain/internal/atomicfile"
)

// Input is one thing to read.
type Input struct {
	Name    string  // as the user named it, with forward slashes; "-" for standard input
	Found   bool    // in a folder, not named by the user
	Err     error   // why it cannot be read, when the walk already knows
	As      string  // what standard input is to be called; "" leaves its name
	Path    string  // from the root of the repository, where what has changed is asked for
	Content *string // what is to be read, for inputs that are no files; nil reads the file of the name
}

// Document returns the name of the document that the input holds.
func (in Input) Document() string {
	if in.As != "" {
		return in.As
	}
	return in.Name
}

// Walk finds the files that the user named, and those in the folders that the user named. It counts
// what it passes over. The zero value finds nothing.
type Walk struct {
	Args    []string
	List    *List         // of names that come after Args; nil for none
	Part    Shard         // of all files
	Outputs []fs.FileInfo // what is being written, or was by refrain; no input when it lies in a folder
	Stdin   string        // what standard input is to be called; "" leaves its name

	LeavesOut func(name string, folder bool) bool // what is found in a folder and is not to be read; nil reads all
	Has       func(in *Input) bool                // whether an input may hold what is asked for; nil takes all

	Hidden    int // hidden files and folders in folders
	Links     int // links to folders, which are not followed: they may lead round in circles
	Others    int // pipes, devices and sockets in folders
	Excluded  int // files and folders in folders that are not to be read
	Unchanged int // inputs that do not hold what is asked for
}

// Inputs yields each file once, folders in sorted order. What cannot be looked at is an input with
// an error. The counts hold when it has ended.
func (w *Walk) Inputs() iter.Seq[Input] {
	return func(yield func(Input) bool) {
		seen := map[string]bool{}
		for _, name := range w.Args {
			if !w.named(name, seen, yield) {
				return
			}
		}
		if w.List == nil {
			return
		}
		for name, err := range w.List.Names() {
			if err != nil {
				yield(Input{Name: name, Err: err})
				return
			}
			if !w.named(name, nil, yield) {
				return
			}
		}
	}
}

// named hands on a file, or what is in a folder, and reports whether to go on. A file is not handed
// on that has been seen, where that is noted.
func (w *Walk) named(name string, seen map[string]bool, yield func(Input) bool) bool {
	info, err := os.Stat(name)
	if name != "-" && err == nil && info.IsDir() {
		return w.folder(name, seen, yield)
	}
	if !first(seen, name) {
		return true
	}
	in := Input{Name: filepath.ToSlash(name)}
	switch {
	case name == "-":
		in.As = w.Stdin
	case err == nil && w.writes(info):
		in.Err = errors.New("is a report that is being written")
	}
	return w.send(in, yield)
}

// first notes a file, and reports whether it was new. Nothing is noted in a nil map.
func first(seen map[string]bool, name string) bool {
	clean := filepath.Clean(name)
	if seen[clean] {
		return false
	}
	if seen != nil {
		seen[clean] = true
	}
	return true
}

// send hands an input on, when it may hold what is asked for, and reports whether to go on.
func (w *Walk) send(in Input, yield func(Input) bool) bool {
	if !w.Part.Holds(in.Document()) {
		return true
	}
	if w.Has != nil && !w.Has(&in) {
		w.Unchanged++
		return true
	}
	return yield(in)
}

// folder walks one folder and reports whether to go on. One that is a link is followed, since the
// user named it.
func (w *Walk) folder(root string, seen map[string]bool, yield func(Input) bool) bool {
	if info, err := os.Lstat(root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator)
	}
	on := true
	filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		send := func(in Input) error {
			if first(seen, name) {
				if on = w.send(in, yield); !on {
					return fs.SkipAll
				}
			}
			return nil
		}
		switch {
		case err != nil:
			return send(Input{Name: filepath.ToSlash(name), Found: true, Err: err})
		case name == root:
			return nil
		case strings.HasPrefix(entry.Name(), "."):
			if !entry.IsDir() {
				w.Hidden++
				return nil
			}
			if !atomicfile.Is(name) && !w.isOutput(name) { // What a run is writing is nobody's document.
				w.Hidden++
			}
			return fs.SkipDir
		case w.LeavesOut != nil && w.LeavesOut(name, entry.IsDir()):
			w.Excluded++
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		kind := entry.Type()
		if kind&fs.ModeSymlink != 0 {
			info, err := os.Stat(name)
			if err != nil {
				return send(Input{Name: filepath.ToSlash(name), Found: true, Err: err})
			}
			if kind = info.Mode().Type(); kind.IsDir() {
				w.Links++
				return nil
			}
		}
		if !kind.IsRegular() {
			w.Others++
			return nil
		}
		if w.isOutput(name) {
			return nil
		}
		return send(Input{Name: filepath.ToSlash(name), Found: true})
	})
	return on
}

func (w *Walk) isOutput(name string) bool {
	if len(w.Outputs) == 0 {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && w.writes(info)
}

func (w *Walk) writes(info fs.FileInfo) bool {
	return slices.ContainsFunc(w.Outputs, func(output fs.FileInfo) bool { return os.SameFile(output, info) })
}
