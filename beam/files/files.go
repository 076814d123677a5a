// Package files reads and writes files wherever Beam's filesystems reach: on this machine, in Google
// Cloud Storage (gs://), in memory (memfs://, for tests), and with the build tag s3 in S3 (s3://).
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"

	"refrain/internal/atomicfile"
	"refrain/internal/remedy"
)

// scheme returns what is before "://" in a name, or "" for a file of this machine.
func scheme(name string) string {
	before, _, found := strings.Cut(name, "://")
	if !found {
		return ""
	}
	return before
}

// Local reports whether a name is of a file of this machine.
func Local(name string) bool { return scheme(name) == "" }

// Absolute returns the name by which any worker finds a file, where its machine has it.
func Absolute(name string) (string, error) {
	if !Local(name) {
		return name, nil
	}
	at, err := filepath.Abs(filepath.FromSlash(name))
	return filepath.ToSlash(at), err
}

// Reachable is an error where no filesystem of this build reaches a name.
func Reachable(name string) error {
	system, err := systemOf(context.Background(), name)
	if err != nil {
		return err
	}
	return system.Close()
}

// systemOf returns the filesystem of a name. One for this machine or in memory needs no network.
func systemOf(ctx context.Context, name string) (system filesystem.Interface, err error) {
	defer func() {
		if p := recover(); p != nil { // A filesystem that finds no credentials panics.
			err = fmt.Errorf("%s:// cannot be used: %v", scheme(name), p)
		}
	}()
	if system, err = filesystem.New(ctx, name); err == nil {
		return system, nil
	}
	err = fmt.Errorf("no filesystem for %s:// in this build", scheme(name))
	if scheme(name) == "s3" {
		return nil, remedy.Error{Err: err, Remedy: "build refrain-beam with -tags s3"}
	}
	return nil, remedy.Error{Err: err, Remedy: "copy the files to this machine, to gs:// or to s3://"}
}

// Open opens a file to be read. The caller closes it.
func Open(ctx context.Context, name string) (io.ReadCloser, error) {
	system, err := systemOf(ctx, name)
	if err != nil {
		return nil, err
	}
	file, err := system.OpenRead(ctx, name)
	if err != nil {
		err = absent(ctx, system, name, err)
		system.Close()
		return nil, err
	}
	return &opened{file, system}, nil
}

// opened is a file with its filesystem, which is closed with it.
type opened struct {
	io.ReadCloser
	system filesystem.Interface
}

func (o *opened) Close() error { return errors.Join(o.ReadCloser.Close(), o.system.Close()) }

// absent is the error of opening a file, or [fs.ErrNotExist] where there is no such file: each
// filesystem says that in its own way.
func absent(ctx context.Context, system filesystem.Interface, name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) || Local(name) {
		return err
	}
	if found, other := system.List(ctx, name); other == nil && len(found) == 0 {
		return fs.ErrNotExist
	}
	return err
}

// Read returns the content of a file of at most so many bytes.
func Read(ctx context.Context, name string, most int64) ([]byte, error) {
	file, err := Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(content)) > most {
		err = fmt.Errorf("longer than %d bytes", most)
	}
	return content, err
}

// Modified returns when a file was written, by the clock of its filesystem. The error is
// [fs.ErrNotExist] where there is no such file, and [errors.ErrUnsupported] where nobody can tell.
func Modified(ctx context.Context, name string) (time.Time, error) {
	system, err := systemOf(ctx, name)
	if err != nil {
		return time.Time{}, err
	}
	defer system.Close()
	clocked, ok := system.(filesystem.LastModifiedGetter)
	if !ok {
		return time.Time{}, fmt.Errorf("%s:// does not say when a file was written: %w", scheme(name), errors.ErrUnsupported)
	}
	written, err := clocked.LastModified(ctx, name)
	if err != nil {
		err = absent(ctx, system, name, err)
	}
	return written, err
}

// Expand returns the names of the files that a pattern fits, in order. A name without the signs of a
// pattern, and a pattern that fits nothing, stands for itself, as in a shell.
func Expand(ctx context.Context, pattern string) ([]string, error) {
	if !strings.ContainsAny(pattern, "*?[") {
		return []string{pattern}, nil
	}
	system, err := systemOf(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer system.Close()
	found, err := system.List(ctx, pattern)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pattern, remedy.Reason(err))
	}
	if len(found) == 0 {
		return []string{pattern}, nil
	}
	found = slices.DeleteFunc(found, func(name string) bool {
		info, err := os.Stat(name)
		return Local(name) && err == nil && info.IsDir()
	})
	for i, name := range found {
		if Local(name) {
			found[i] = filepath.ToSlash(name)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// Write writes a file that is there whole or not at all: on this machine it is renamed when it is
// whole; the other filesystems show an object when it is closed.
func Write(ctx context.Context, name string, content []byte) error {
	if Local(name) {
		return writeLocal(name, content)
	}
	system, err := systemOf(ctx, name)
	if err != nil {
		return err
	}
	defer system.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // An object that is not whole is given up.
	file, err := system.OpenWrite(ctx, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := file.Write(content); err != nil {
		cancel()
		file.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func writeLocal(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := atomicfile.Create(name)
	if err != nil {
		return err
	}
	defer file.Discard()
	if _, err := file.Write(content); err != nil {
		return err
	}
	return file.Place()
}

// Join is the name of a file in a folder.
func Join(folder, name string) string { return strings.TrimSuffix(folder, "/") + "/" + name }

// InFolder returns the names, without the folder, of the files in a folder that a pattern fits.
func InFolder(ctx context.Context, folder, pattern string) ([]string, error) {
	if Local(folder) { // The folder's own name may hold signs of a pattern.
		found, err := fs.Glob(os.DirFS(folder), pattern)
		return found, err
	}
	system, err := systemOf(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer system.Close()
	found, err := system.List(ctx, Join(folder, pattern))
	for i, name := range found {
		found[i] = name[strings.LastIndexByte(name, '/')+1:]
	}
	return found, err
}
