package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatIsStoredIsLoaded(t *testing.T) {
	f := Folder(filepath.Join(t.TempDir(), "a", "b"))
	if _, ok := f.Load("one"); ok {
		t.Error("an empty folder holds something")
	}
	for _, content := range [][]byte{[]byte("first"), nil, []byte("second")} {
		f.Store("one", content)
		if got, ok := f.Load("one"); !ok || !bytes.Equal(got, content) {
			t.Errorf("got %q, %v; want %q", got, ok, content)
		}
	}
	if _, ok := f.Load("two"); ok {
		t.Error("another key finds it too")
	}
}

func TestDamageIsNotLoaded(t *testing.T) {
	f := Folder(t.TempDir())
	f.Store("one", []byte("some content"))
	whole, err := os.ReadFile(f.file("one"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 4
		for _, data := range [][]byte{damaged, whole[:i]} {
			if err := os.WriteFile(f.file("one"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			if got, ok := f.Load("one"); ok {
				t.Fatalf("%q is loaded as %q", data, got)
			}
		}
	}
}

func TestNothingIsKeptWhereNothingCanBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []Folder{"", Folder(file), Folder(filepath.Join(file, "below"))} {
		f.Store("one", []byte("content"))
		if _, ok := f.Load("one"); ok {
			t.Errorf("%q keeps something", f)
		}
	}
}

func TestFolderDoesNotGrow(t *testing.T) {
	f := Folder(t.TempDir())
	for i := range 3 * most {
		f.Store(fmt.Sprint(i), []byte("content"))
	}
	entries, err := os.ReadDir(string(f))
	if err != nil || len(entries) != most {
		t.Errorf("%d files, %v; want %d", len(entries), err, most)
	}
}
