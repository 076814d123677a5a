//go:build unix && !solaris && !illumos && !aix

package atomicfile

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFolderOfDeadProcessIsTakenAway has a link in the folder, which nobody follows.
func TestFolderOfDeadProcessIsTakenAway(t *testing.T) {
	root := t.TempDir()
	within, elsewhere := filepath.Join(root, "within"), filepath.Join(root, "elsewhere")
	write(t, filepath.Join(within, "notes"), "somebody's")
	write(t, filepath.Join(elsewhere, "notes"), "somebody's")
	newFolder := func() *Folder {
		f, err := NewFolder(within)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Discard() })
		write(t, filepath.Join(f.Path(), "a", "b"), "content")
		if err := os.Symlink(elsewhere, filepath.Join(f.Path(), "link")); err != nil {
			t.Fatal(err)
		}
		return f
	}
	living, dead := newFolder(), newFolder()
	if err := dead.record.Close(); err != nil {
		t.Fatal(err)
	}
	dead.folder = ""
	want := filepath.Base(living.folder)
	if next := newFolder(); names(t, within) != want+" "+filepath.Base(next.folder)+" notes" {
		t.Errorf("there is %s", names(t, within))
	} else if err := next.Discard(); err != nil {
		t.Error(err)
	}
	if got := names(t, within); got != want+" notes" {
		t.Errorf("there is %s", got)
	}
	if got := names(t, filepath.Join(living.Path(), "a")); got != "b" {
		t.Errorf("the folder of a living process holds %q", got)
	}
	if got := names(t, elsewhere); got != "notes" {
		t.Errorf("behind the link is %q", got)
	}
}
