package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"refrain/internal/remedy"
)

func TestFilesAreReadAndWrittenAnywhere(t *testing.T) {
	ctx := context.Background()
	for _, folder := range []string{filepath.Join(t.TempDir(), "[new] *"), "memfs://test"} {
		name := Join(folder, "archive-00001-of-00002.jsonl")
		if _, err := Read(ctx, name, 10); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, want that there is no such file", name, err)
		}
		if _, err := Modified(ctx, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, want that there is no such file", name, err)
		}
		for _, content := range []string{"long before", "now"} {
			if err := Write(ctx, name, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := Read(ctx, name, 3); string(got) != "now" || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if _, err := Read(ctx, name, 2); err == nil {
			t.Errorf("%s: more is read than may be", name)
		}
		if at, err := Modified(ctx, name); at.IsZero() || err != nil {
			t.Errorf("%s: written at %v, %v", name, at, err)
		}
		if found, err := InFolder(ctx, folder, "archive-*-of-*.jsonl"); err != nil ||
			!slices.Equal(found, []string{"archive-00001-of-00002.jsonl"}) {
			t.Errorf("%s holds %q, %v", folder, found, err)
		}
	}
}

func TestFileOfThisMachineIsWholeOrNotThere(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "taken"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), filepath.Join(folder, "taken"), []byte("words")); err == nil {
		t.Error("a folder is written over")
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("%v are left, %v", entries, err)
	}
}

func TestPatternsAreThoseOfAShell(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b.txt", "a.txt", "c.md"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "d.txt"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for pattern, want := range map[string]string{
		"*.txt": "a.txt b.txt", "a.txt": "a.txt", "absent.txt": "absent.txt", "*.pdf": "*.pdf", "[ab].txt": "a.txt b.txt",
	} {
		got, err := Expand(context.Background(), pattern)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %q, %v, want %s", pattern, got, err, want)
		}
	}
	if _, err := Expand(context.Background(), "[a"); err == nil {
		t.Error("a broken pattern is no mistake")
	}
}

func TestFilesystemThatIsNotThereIsNamed(t *testing.T) {
	for name, hint := range map[string]string{"hdfs://host/file": "copy", "s3://bucket/file": "-tags s3"} {
		_, err := Open(context.Background(), name)
		if err == nil || !strings.Contains(err.Error(), "no filesystem for") || !strings.Contains(remedy.Of(err), hint) {
			t.Errorf("%s: %v, hint %q", name, err, remedy.Of(err))
		}
	}
}
