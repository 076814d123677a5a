package revision

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"refrain/internal/remedy"
)

// Limits on what is read of a repository here.
const (
	maxName      = 64 << 10  // bytes of a file that names a folder
	maxHead      = 1 << 20   // bytes of a file such as FETCH_HEAD
	maxFiles     = 2_000_000 // files in the folders of objects and of names of revisions
	maxAlternate = 5         // repositories that borrow objects from each other, one after the other; as in git
)

// checkout are the folders of a working tree and of its repository.
type checkout struct {
	root    string // the working tree
	own     string // git's folder for this working tree alone, absolute
	common  string // that of the whole repository; the same as own but in a linked working tree
	objects string
	borrow  string // more folders of objects, from the environment; "" for none
	named   bool   // the user has named git's folder, and so vouches for it
}

// inEnvironment reads the variables with which users, and git when it runs a hook, say where a
// repository lies.
func inEnvironment(root string) (*checkout, error) {
	c := &checkout{root: root}
	var err error
	if folder := os.Getenv("GIT_DIR"); folder != "" {
		c.named = true
		if c.own, err = filepath.Abs(folder); err != nil {
			return nil, err
		}
	}
	if folder := os.Getenv("GIT_OBJECT_DIRECTORY"); folder != "" {
		if c.objects, err = filepath.Abs(folder); err != nil {
			return nil, err
		}
	}
	var all []string
	for _, folder := range filepath.SplitList(os.Getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES")) {
		if folder, err = filepath.Abs(folder); err != nil {
			return nil, err
		}
		all = append(all, folder)
	}
	c.borrow = strings.Join(all, string(filepath.ListSeparator))
	return c, c.locate()
}

// locate finds git's folders, which may lie anywhere: .git may be a file that names one.
func (c *checkout) locate() error {
	if c.own == "" {
		c.own = filepath.Join(c.root, ".git")
	}
	const advice = "run refrain in a checkout, or leave --diff or --changed out"
	info, err := os.Stat(c.own)
	if errors.Is(err, fs.ErrNotExist) {
		return remedy.Error{Err: errors.New("not in a git repository"), Remedy: advice}
	}
	if err == nil && !info.IsDir() {
		names := c.own
		if c.own, err = folderIn(names, "gitdir: "); err == nil {
			if _, err = os.Stat(c.own); err != nil {
				err = fmt.Errorf("%s names %s: %w", names, c.own, remedy.Reason(err))
			}
		}
	}
	if err != nil {
		return remedy.Error{Err: fmt.Errorf("not in a git repository: %w", err), Remedy: advice}
	}
	c.common = c.own
	file := filepath.Join(c.own, "commondir")
	if _, err := os.Lstat(file); err == nil {
		if c.common, err = folderIn(file, ""); err != nil {
			return err
		}
	}
	if c.objects == "" {
		c.objects = filepath.Join(c.common, "objects")
	}
	return nil
}

// folderIn is the folder that a file names after a prefix, counted from the file's own.
func folderIn(file, prefix string) (string, error) {
	content, err := contentOf(file, maxName)
	if err != nil {
		return "", err
	}
	folder, ok := strings.CutPrefix(strings.TrimRight(content, "\r\n"), prefix)
	if !ok || folder == "" {
		return "", fmt.Errorf("%s: names no folder", file)
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(filepath.Dir(file), folder)
	}
	return folder, nil
}

// contentOf reads a file that must be regular and hold so many bytes at most.
func contentOf(name string, most int64) (string, error) {
	if err := regular(name); err != nil {
		return "", err
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(content)) > most {
		err = fmt.Errorf("%s: longer than %d bytes", name, most)
	}
	return string(content), err
}

// regular is nil for a regular file, also at the end of a link. Reading anything else may wait, or
// never end.
func regular(name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return strange(name, info.Mode())
	}
	return nil
}

func strange(name string, mode fs.FileMode) error {
	kind := "no file"
	switch {
	case mode.IsDir():
		kind = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		kind = "a named pipe"
	case mode&fs.ModeDevice != 0:
		kind = "a device"
	case mode&fs.ModeSocket != 0:
		kind = "a socket"
	}
	return remedy.Error{
		Err:    fmt.Errorf("%s: is %s, and would make git wait", name, kind),
		Remedy: "git makes no such thing; clone the repository anew",
	}
}

// waitless is nil when nothing that git is going to read makes it wait: pipes and devices may come
// with an unpacked archive.
func (c *checkout) waitless() error {
	for _, name := range []string{
		filepath.Join(c.own, "HEAD"), filepath.Join(c.own, "config.worktree"), filepath.Join(c.common, "config.worktree"),
		filepath.Join(c.common, "config"), filepath.Join(c.common, "packed-refs"), filepath.Join(c.common, "shallow"),
	} {
		if err := regular(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	look := search{left: maxFiles, seen: map[string]bool{}}
	for _, folder := range []string{
		filepath.Join(c.common, "refs"), filepath.Join(c.common, "reftable"), filepath.Join(c.common, "logs"),
		filepath.Join(c.own, "refs"), filepath.Join(c.own, "reftable"), filepath.Join(c.own, "logs"),
	} {
		if err := look.plain(folder); err != nil {
			return err
		}
	}
	for _, folder := range append([]string{c.objects}, filepath.SplitList(c.borrow)...) {
		if err := look.objects(folder, maxAlternate); err != nil {
			return err
		}
	}
	return nil
}

// search looks through folders for what makes git wait.
type search struct {
	left int // files that may come
	seen map[string]bool
}

// plain is nil when a folder holds only files and folders, or is not there. The folder itself may
// be a link, but none in it may lead to another folder.
func (s *search) plain(folder string) error {
	real, err := filepath.EvalSymlinks(folder)
	if err != nil || s.seen[real] {
		return nil // Whether it is needed, git says.
	}
	s.seen[real] = true
	return filepath.WalkDir(real, func(name string, entry fs.DirEntry, err error) error {
		if s.left--; s.left < 0 {
			return fmt.Errorf("%s: more than %d files", folder, maxFiles)
		}
		if err != nil || entry.IsDir() || entry.Type().IsRegular() {
			return nil
		}
		if err := regular(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// objects is plain for a folder of objects and for those that it borrows from.
func (s *search) objects(folder string, depth int) error {
	if s.seen["borrows "+folder] || depth < 0 {
		return nil
	}
	s.seen["borrows "+folder] = true
	if err := s.plain(folder); err != nil {
		return err
	}
	list := filepath.Join(folder, "info", "alternates")
	content, err := contentOf(list, maxHead)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for other := range strings.SplitSeq(content, "\n") {
		if other == "" || other[0] == '#' {
			continue
		}
		if other[0] == '"' {
			if other, err = strconv.Unquote(other); err != nil {
				return fmt.Errorf("%s: a quoted name cannot be read", list)
			}
		}
		if !filepath.IsAbs(other) {
			other = filepath.Join(folder, other)
		}
		if err := s.objects(other, depth-1); err != nil {
			return err
		}
	}
	return nil
}

// owned is nil when git works in the checkout at all. Git refuses one of another owner, unless the
// user's configuration calls it safe, and says how to do so. It ends before it reads anything of
// the repository but the format in its configuration: there is no pager to choose, and a command
// without its argument is wrong usage.
func (c *checkout) owned(ctx context.Context) error {
	if c.named {
		return nil
	}
	const usage = 129
	look := command{folder: c.root, time: setUpTime, size: setUpSize, env: environment(func(name string) bool {
		return name == "GIT_DIR" || name == "GIT_WORK_TREE" || name == "GIT_COMMON_DIR" || name == "GIT_CEILING_DIRECTORIES"
	}, "LC_ALL=C", "GIT_CEILING_DIRECTORIES="+filepath.Dir(c.root))}
	_, err := look.run(ctx, "--no-pager", "unpack-file")
	var failed *failure
	switch {
	case !errors.As(err, &failed):
		return err
	case failed.code() == usage:
		return nil
	}
	failed.name = ""
	for line := range strings.Lines(failed.says) {
		if advice := strings.TrimSpace(line); strings.HasPrefix(advice, "git config --global --add safe.directory ") {
			return remedy.Error{Err: failed, Remedy: "if you trust whoever owns it: " + advice}
		}
	}
	return failed
}
