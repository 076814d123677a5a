// Package atomicfile writes files that are there whole or not at all.
//
// A file is written in a temporary folder of its own beside its target, and renamed when it is
// whole. The folder holds a record of who made it, locked as long as the process lives. A process
// that is killed leaves its folder, and the next one that writes beside it takes it away.
//
// Nothing is told by its name alone: the record names the file system's own numbers of the folder
// and of itself. What somebody else has made, copied or unpacked has other numbers, whatever it is
// called, and is neither taken away nor taken for a temporary folder.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Prefix begins the names of temporary folders.
const Prefix = ".refrain-"

// The files in a temporary folder.
const (
	recordName  = "record"
	contentName = "content"
)

// File is a file that is being written. Place puts it in its place, Discard takes it away.
type File struct {
	*os.File
	target string
	folder string
	record *os.File // locked
}

// Create begins a file that is to take the place of target. First it takes away what killed
// processes have left beside it.
func Create(target string) (*File, error) {
	beside := filepath.Dir(target)
	Sweep(beside)
	folder, err := newFolder(beside)
	if err != nil {
		return nil, err
	}
	f := &File{target: target, folder: folder}
	if f.record, err = writeRecord(folder); err == nil {
		// A new file has the rights that the user wants new files to have; those of the folder keep
		// half a file from others.
		f.File, err = os.OpenFile(filepath.Join(folder, contentName), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	}
	if err != nil {
		f.Discard()
		return nil, err
	}
	return f, nil
}

// Folder is the temporary folder.
func (f *File) Folder() string { return f.folder }

// Place ends the file and gives it the target's name. Where there is a file of that name, it is
// replaced, and the new one has its rights.
func (f *File) Place() error {
	if info, err := os.Stat(f.target); err == nil && info.Mode().IsRegular() {
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
	}
	name := f.File.Name()
	err := f.Close()
	f.File = nil
	if err != nil {
		return err
	}
	if err := os.Rename(name, f.target); err != nil {
		return err
	}
	f.Discard()
	return nil
}

// Discard takes away what is not in its place. It may be called at any time, and again.
func (f *File) Discard() {
	if f.File != nil {
		f.Close()
		f.File = nil
	}
	if f.folder == "" {
		return
	}
	if f.record != nil {
		f.record.Close() // Some systems remove no open file.
	}
	for _, name := range []string{contentName, recordName, "."} {
		os.Remove(filepath.Join(f.folder, name))
	}
	f.folder = ""
}

// newFolder makes a folder that was not there before. Its name tells whoever comes upon it which
// process made it.
func newFolder(beside string) (string, error) {
	for i := 0; ; i++ {
		folder := filepath.Join(beside, fmt.Sprintf("%s%d-%d", Prefix, os.Getpid(), i))
		if err := os.Mkdir(folder, 0o700); !errors.Is(err, fs.ErrExist) {
			return folder, err
		}
	}
}

// writeRecord writes and locks the record of a new folder. Until it is whole, nobody takes the
// folder away.
func writeRecord(folder string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(folder, recordName), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	defer root.Close()
	if lock(file) != nil {
		return file, nil // Without a lock nobody can tell whether this process lives, so the record stays empty.
	}
	want, err := recordOf(root, file)
	if err == nil {
		_, err = file.WriteString(want)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// recordOf is what the record of a folder must say. "" is that of none: the system does not number
// files, or they belong to somebody else.
func recordOf(root *os.Root, record *os.File) (string, error) {
	folder, err := root.Stat(".")
	if err != nil {
		return "", err
	}
	file, err := record.Stat()
	if err != nil {
		return "", err
	}
	one, two := number(folder), number(file)
	if one == "" || two == "" {
		return "", nil
	}
	return "refrain writes a file here and takes this folder away when it is done.\n" +
		"folder " + one + "\nrecord " + two + "\n", nil
}

// Sweep takes away the temporary folders in a folder whose processes are dead. What cannot be
// looked at stays.
func Sweep(folder string) {
	entries, err := os.Open(folder)
	if err != nil {
		return
	}
	defer entries.Close()
	const some = 1024 // names at a time: a folder may hold millions
	var found []string
	for {
		names, err := entries.Readdirnames(some)
		for _, name := range names {
			if named(name) {
				found = append(found, filepath.Join(folder, name))
			}
		}
		if err != nil {
			break
		}
	}
	for _, name := range found {
		remove(name)
	}
}

// named reports whether a temporary folder may have the name.
func named(name string) bool {
	process, number, ok := strings.Cut(strings.TrimPrefix(name, Prefix), "-")
	_, err := strconv.ParseUint(process, 10, 32)
	_, err2 := strconv.ParseUint(number, 10, 32)
	return ok && strings.HasPrefix(name, Prefix) && err == nil && err2 == nil
}

// remove takes a temporary folder away, when it is one and its process is dead.
func remove(name string) {
	root, record := open(name)
	if root == nil {
		return
	}
	defer root.Close()
	defer record.Close()
	if tryLock(record) != nil || !holds(root, record) {
		return
	}
	if info, err := root.Lstat(contentName); err == nil && (info.Mode().IsRegular() || info.IsDir()) {
		root.RemoveAll(contentName)
	}
	root.Remove(recordName)
	os.Remove(name) // It stays when anything else is in it.
}

// Is reports whether a folder is a temporary folder, of a process that lives or of a dead one.
func Is(folder string) bool {
	if !named(filepath.Base(folder)) {
		return false
	}
	root, record := open(folder)
	if root == nil {
		return false
	}
	defer root.Close()
	defer record.Close()
	return holds(root, record)
}

// open opens a folder and the record in it; nil where either is not what a process of this user
// makes.
func open(name string) (*os.Root, *os.File) {
	before, err := os.Lstat(name)
	if err != nil || !before.IsDir() {
		return nil, nil
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, nil
	}
	now, err := root.Stat(".")
	if err != nil || !os.SameFile(before, now) {
		root.Close()
		return nil, nil
	}
	// A pipe would make whoever opens it wait.
	if info, err := root.Lstat(recordName); err != nil || !info.Mode().IsRegular() {
		root.Close()
		return nil, nil
	}
	record, err := root.Open(recordName)
	if err != nil {
		root.Close()
		return nil, nil
	}
	return root, record
}

// holds reports whether the record says what it must.
func holds(root *os.Root, record *os.File) bool {
	want, err := recordOf(root, record)
	if err != nil || want == "" {
		return false
	}
	got := make([]byte, len(want)+1)
	n, _ := record.ReadAt(got, 0)
	return string(got[:n]) == want
}
