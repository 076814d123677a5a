package engine

import (
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// codeCache is the folder in which wazero keeps compiled code. wazero checks a part of what it
// reads back: with a damaged table in front of the code it calls whatever stands elsewhere. So the
// folder is sealed with the sums of its files, and code that does not add up is not used. Two
// processes may share it: the worst that a race does is that the code is made once more.
type codeCache string

// sealed is the name of the file that holds the sums.
const sealed = "sums"

// sound reports whether the code is what was sealed.
func (c codeCache) sound() bool {
	seal, err := os.ReadFile(filepath.Join(string(c), sealed))
	return err == nil && string(seal) == c.sums()
}

// seal writes the sums of the code. When that fails the code is made anew the next time.
func (c codeCache) seal() {
	os.WriteFile(filepath.Join(string(c), sealed), []byte(c.sums()), 0o600)
}

// forget takes the code away, and reports whether it could.
func (c codeCache) forget() bool {
	gone := true
	for _, name := range c.list("wazero-") {
		gone = os.RemoveAll(filepath.Join(string(c), name)) == nil && gone
	}
	return gone
}

// files are the names of the files that hold code; one that is being written by another process has
// another name until it is whole.
func (c codeCache) files() []string {
	var files []string
	for _, folder := range c.list("wazero-") {
		for _, name := range codeCache(filepath.Join(string(c), folder)).list("") {
			if !strings.HasSuffix(name, ".tmp") {
				files = append(files, filepath.Join(folder, name))
			}
		}
	}
	return files
}

// list are the names in the folder that begin so, in order.
func (c codeCache) list(prefix string) []string {
	entries, _ := os.ReadDir(string(c)) // What cannot be listed cannot be read either.
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			names = append(names, e.Name())
		}
	}
	return names
}

// sums are the names and sums of the files, a line for each. A file that cannot be read to its end
// has the sum of what was read.
func (c codeCache) sums() string {
	var b strings.Builder
	for _, name := range c.files() {
		// This is against damage, not against people: who may write here may write the seal too.
		h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
		if file, err := os.Open(filepath.Join(string(c), name)); err == nil {
			io.Copy(h, file)
			file.Close()
		}
		fmt.Fprintf(&b, "%08x %s\n", h.Sum32(), filepath.ToSlash(name))
	}
	return b.String()
}
