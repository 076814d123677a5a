//go:build unix && !solaris && !illumos && !aix

package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func create(t *testing.T, target, content string) *File {
	t.Helper()
	f, err := Create(target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Discard)
	if _, err := f.WriteString(content); err != nil {
		t.Fatal(err)
	}
	return f
}

// die makes f a file of a process that was killed.
func die(t *testing.T, f *File) {
	t.Helper()
	if err := errors.Join(f.File.Close(), f.record.Close()); err != nil {
		t.Fatal(err)
	}
	f.File, f.folder = nil, ""
}

func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestFileIsThereWhenItIsWhole(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a")
	write(t, target, "old")
	if err := os.Chmod(target, 0o604); err != nil {
		t.Fatal(err)
	}
	f := create(t, target, "new")
	if got, err := os.ReadFile(target); err != nil || string(got) != "old" {
		t.Errorf("before it is placed there is %q, %v", got, err)
	}
	if err := f.Place(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(target)
	info, err2 := os.Stat(target)
	if err != nil || err2 != nil || string(got) != "new" || info.Mode().Perm() != 0o604 {
		t.Errorf("there is %q with rights %v, %v, %v", got, info.Mode(), err, err2)
	}
	if got := names(t, filepath.Dir(target)); got != "a" {
		t.Errorf("left behind: %s", got)
	}
}

func TestDiscardedFileLeavesNothing(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a")
	f := create(t, target, "new")
	if !Is(f.Folder()) {
		t.Error("the folder of a file that is being written is not known for one")
	}
	f.Discard()
	f.Discard()
	if got := names(t, filepath.Dir(target)); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

func TestWhatADeadProcessLeftIsTakenAway(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a")
	dead := create(t, target, "half of")
	folder := dead.Folder()
	die(t, dead)
	if !Is(folder) {
		t.Error("the folder that was left is not known for one")
	}
	living := create(t, target, "whole")
	if _, err := os.Stat(folder); err == nil && folder != living.Folder() {
		t.Errorf("left behind: %s", names(t, filepath.Dir(target)))
	}
	other := create(t, target, "whole too")
	if got := names(t, living.Folder()); got != "content record" {
		t.Errorf("the folder of a living process holds %q", got)
	}
	if err := errors.Join(living.Place(), other.Place()); err != nil {
		t.Error(err)
	}
	if got := names(t, filepath.Dir(target)); got != "a" {
		t.Errorf("left behind: %s", got)
	}
}

// TestNothingOfSomebodyElseIsTakenAway makes what looks like a temporary folder of a dead process.
func TestNothingOfSomebodyElseIsTakenAway(t *testing.T) {
	root := t.TempDir()
	model := create(t, filepath.Join(root, "elsewhere"), "half of")
	record, err := os.ReadFile(filepath.Join(model.Folder(), recordName))
	if err != nil || len(record) == 0 {
		t.Fatalf("the record is %q, %v", record, err)
	}
	in := func(name string) string { return filepath.Join(root, "docs", name) }
	write(t, in(Prefix+"1-0/record"), string(record))
	write(t, in(Prefix+"1-0/content"), "somebody's")
	write(t, in(Prefix+"2-0/content"), "somebody's")
	write(t, in(Prefix+"3-0/record"), "")
	write(t, in(Prefix+"4-0"), "somebody's document")
	write(t, in(Prefix+"notes.txt"), "somebody's document")
	if err := errors.Join(
		os.Symlink(model.Folder(), in(Prefix+"5-0")), os.Mkdir(in(Prefix+"6-0"), 0o755), os.Mkdir(in(Prefix+"7-0"), 0o755),
		syscall.Mkfifo(in(Prefix+"6-0/record"), 0o600),
		os.Link(filepath.Join(model.Folder(), recordName), in(Prefix+"7-0/record")),
	); err != nil {
		t.Fatal(err)
	}
	die(t, model)
	before := tree(t, root)
	Sweep(in("."))
	if got := tree(t, root); got != before {
		t.Errorf("there is\n%s\nwant\n%s", got, before)
	}
	for i := 1; i < 8; i++ {
		if name := in(fmt.Sprintf("%s%d-0", Prefix, i)); Is(name) {
			t.Errorf("%s is taken for a temporary folder", name)
		}
	}
}

// TestFolderThatHoldsMoreStays has somebody put a file of their own into a temporary folder.
func TestFolderThatHoldsMoreStays(t *testing.T) {
	f := create(t, filepath.Join(t.TempDir(), "a"), "half of")
	folder := f.Folder()
	write(t, filepath.Join(folder, "mine"), "somebody's")
	die(t, f)
	Sweep(filepath.Dir(folder))
	if got := names(t, folder); got != "mine" {
		t.Errorf("the folder holds %q", got)
	}
}

// tree is every file below a folder with what it holds.
func tree(t *testing.T, root string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		content := ""
		if entry.Type().IsRegular() {
			read, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			content = string(read)
		}
		fmt.Fprintf(&b, "%s %v %q\n", name, entry.Type(), content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNoFolderNoFile(t *testing.T) {
	if f, err := Create(filepath.Join(t.TempDir(), "gone", "a")); err == nil {
		f.Discard()
		t.Error("a file is written in a folder that is not there")
	}
}
