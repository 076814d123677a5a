package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// item is a file of an archive.
type item struct {
	name       string // with slashes
	from       string // the file that holds it, or
	content    []byte
	executable bool
}

func (i item) open() (io.ReadCloser, int64, error) {
	if i.from == "" {
		return io.NopCloser(bytes.NewReader(i.content)), int64(len(i.content)), nil
	}
	file, err := os.Open(i.from)
	if err != nil {
		return nil, 0, err
	}
	about, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	return file, about.Size(), nil
}

func (i item) mode() fs.FileMode {
	if i.executable {
		return 0o755
	}
	return 0o644
}

// archiveName is the name of a system's archive without its ending, and of the folder in it.
func (r *release) archiveName(t target) string {
	return "refrain_" + r.version + "_" + t.system + "_" + t.machine
}

// archiveFile is the name of a system's archive.
func (r *release) archiveFile(t target) string {
	if t.system == "windows" {
		return r.archiveName(t) + ".zip"
	}
	return r.archiveName(t) + ".tar.gz"
}

// archive writes the archive of a system.
func (r *release) archive(t target) error {
	folder := r.archiveName(t)
	items := []item{{name: path.Join(folder, t.program()), from: r.built(t), executable: true}}
	for _, name := range documents {
		items = append(items, item{name: path.Join(folder, name), from: filepath.Join(r.source, name)})
	}
	pages, err := os.ReadDir(r.pages)
	if err != nil {
		return err
	}
	for _, page := range pages {
		within := "completions"
		if isManual(page.Name()) {
			within = "man"
		}
		items = append(items, item{
			name: path.Join(folder, within, page.Name()), from: filepath.Join(r.pages, page.Name()),
		})
	}
	write := writeTar
	if t.system == "windows" {
		write = writeZip
	}
	return write(filepath.Join(r.dist, r.archiveFile(t)), items, r.made)
}

// documents go into every archive.
var documents = []string{"LICENSE", "NOTICE", "README.md"}

func isManual(name string) bool { return strings.HasSuffix(name, ".1") }

// sorted are the items in the order of their names, so that an archive does not depend on the order
// in which they were gathered.
func sorted(items []item) []item {
	return slices.SortedFunc(slices.Values(items), func(a, b item) int { return strings.Compare(a.name, b.name) })
}

// writeTar writes a compressed tar that holds no user, no time but the one given, and no folder.
func writeTar(name string, items []item, made time.Time) error {
	return written(name, func(w io.Writer) error {
		zipped, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			return err
		}
		archive := tar.NewWriter(zipped)
		for _, i := range sorted(items) {
			content, size, err := i.open()
			if err != nil {
				return err
			}
			header := &tar.Header{
				Format: tar.FormatPAX, Name: i.name, Mode: int64(i.mode()), Size: size, ModTime: made,
				Uname: "root", Gname: "root",
			}
			if err = archive.WriteHeader(header); err == nil {
				_, err = io.Copy(archive, content)
			}
			content.Close()
			if err != nil {
				return err
			}
		}
		return errors.Join(archive.Close(), zipped.Close())
	})
}

// writeZip writes a zip likewise.
func writeZip(name string, items []item, made time.Time) error {
	return written(name, func(w io.Writer) error {
		archive := zip.NewWriter(w)
		for _, i := range sorted(items) {
			header := &zip.FileHeader{Name: i.name, Method: zip.Deflate, Modified: made}
			header.SetMode(i.mode())
			file, err := archive.CreateHeader(header)
			if err != nil {
				return err
			}
			content, _, err := i.open()
			if err != nil {
				return err
			}
			_, err = io.Copy(file, content)
			content.Close()
			if err != nil {
				return err
			}
		}
		return archive.Close()
	})
}

// written makes a file of what write writes.
func written(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// unpack lays out a tar that git has made.
func unpack(from io.Reader, folder string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	archive := tar.NewReader(from)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		switch name := filepath.FromSlash(header.Name); header.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o777)
		case tar.TypeReg:
			var content []byte
			if content, err = io.ReadAll(archive); err == nil {
				err = root.WriteFile(name, content, header.FileInfo().Mode().Perm())
			}
		case tar.TypeXGlobalHeader:
		default:
			err = fmt.Errorf("%s is no file", header.Name)
		}
		if err != nil {
			return err
		}
	}
}
