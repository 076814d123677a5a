package lsp

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay is the files of a folder, with those that are open in the editor as they are there.
type overlay struct {
	fs.FS
	open   map[string]string // by their path from the folder
	hidden string            // the path of a file that is left out; "" for none
}

// Open implements [fs.FS].
func (o overlay) Open(name string) (fs.File, error) {
	if name == o.hidden && name != "" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if text, ok := o.open[name]; ok {
		return &openFile{name: path.Base(name), Reader: strings.NewReader(text)}, nil
	}
	return o.FS.Open(name)
}

// ReadDir implements [fs.ReadDirFS]. The sizes in it are those of the open files.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.FS, name)
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return path.Join(name, e.Name()) == o.hidden })
	for i, entry := range list {
		if text, ok := o.open[path.Join(name, entry.Name())]; ok {
			list[i] = fs.FileInfoToDirEntry(&openFile{name: entry.Name(), Reader: strings.NewReader(text)})
		}
	}
	return list, err
}

// openFile is a file that is open in the editor. It is its own description.
type openFile struct {
	*strings.Reader
	name string
}

// Close implements [fs.File].
func (*openFile) Close() error { return nil }

// Stat implements [fs.File].
func (f *openFile) Stat() (fs.FileInfo, error) { return f, nil }

// The rest implements [fs.FileInfo].

func (f *openFile) Name() string       { return f.name }
func (f *openFile) Size() int64        { return f.Reader.Size() }
func (f *openFile) Mode() fs.FileMode  { return 0o444 }
func (f *openFile) ModTime() time.Time { return time.Time{} }
func (f *openFile) IsDir() bool        { return false }
func (f *openFile) Sys() any           { return nil }
