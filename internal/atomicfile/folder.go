package atomicfile

import (
	"os"
	"path/filepath"
)

// Folder is a temporary folder for files that nobody needs in the end. When its process is killed,
// the next one that makes such a folder in the same place takes it away.
type Folder struct {
	folder string
	record *os.File // locked
}

// NewFolder makes a folder within another, and takes away there what killed processes have left.
func NewFolder(within string) (*Folder, error) {
	Sweep(within)
	folder, err := newFolder(within)
	if err != nil {
		return nil, err
	}
	f := &Folder{folder: folder}
	if f.record, err = writeRecord(folder); err == nil {
		err = os.Mkdir(f.Path(), 0o700)
	}
	if err != nil {
		f.Discard()
		return nil, err
	}
	return f, nil
}

// Path is where the files go.
func (f *Folder) Path() string { return filepath.Join(f.folder, contentName) }

// Discard takes the folder away with the files at its path. It may be called again.
func (f *Folder) Discard() error {
	if f.folder == "" {
		return nil
	}
	if f.record != nil {
		f.record.Close() // Some systems remove no open file.
	}
	err := os.RemoveAll(f.Path())
	os.Remove(filepath.Join(f.folder, recordName))
	os.Remove(f.folder) // It stays when anything else is in it.
	f.folder = ""
	return err
}
