package engine

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestLargeMemoryGrowsOnce(t *testing.T) {
	const limit = 768 << 20
	m := &boundMemory{limit: limit, spare: new(spare)}
	for _, c := range []struct{ size, room int }{
		{1 << 20, firstMemory}, {firstMemory + 1, firstMemory * 3 / 2}, {largeMemory + 1, limit}, {limit, limit},
	} {
		if b := m.Reallocate(uint64(c.size)); len(b) != c.size || cap(b) != c.room {
			t.Errorf("for %d bytes: %d, and room for %d; want room for %d", c.size, len(b), cap(b), c.room)
		}
	}
	if b := m.Reallocate(limit + 1); b != nil || !m.full {
		t.Errorf("beyond the limit: %d bytes, full: %v", len(b), m.full)
	}
}

// TestDamagedCacheIsMadeAnew damages what wazero does not look at as well: the table of functions,
// whose places in the code then lead astray.
func TestDamagedCacheIsMadeAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds")
	}
	dir := t.TempDir()
	start := func() {
		t.Helper()
		e := New(dir, 1<<30)
		defer e.Close()
		if err := e.Start(); err != nil {
			t.Fatal(err)
		}
	}
	start()
	code := codeCache(dir)
	files, sums := code.files(), code.sums()
	if len(files) != 2 || !code.sound() {
		t.Fatalf("the cache holds %q, sound: %v; want two files that are sealed", files, code.sound())
	}
	largest := filepath.Join(dir, files[0])
	for claim, damage := range map[string]func() error{
		"cut off":            func() error { return os.Truncate(largest, 1000) },
		"with a wrong place": func() error { return overwrite(largest, 60, "\xff") },
		"without a seal":     func() error { return os.Remove(filepath.Join(dir, sealed)) },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		start()
		if code.sums() != sums || !code.sound() {
			t.Errorf("%s: the cache was not made anew: %q, want %q", claim, code.sums(), sums)
		}
	}
}

func overwrite(name string, at int64, with string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteAt([]byte(with), at)
	return errors.Join(err, file.Close())
}

func TestUnwritableCacheIsDoneWithout(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e := New(filepath.Join(file, "below"), 1<<30)
	defer e.Close()
	if err := e.Start(); err != nil {
		t.Errorf("error %v, want none", err)
	}
}
