package revision

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"refrain/internal/atomicfile"
	"refrain/internal/remedy"
)

// private is a git folder of our own. Git finds in it the objects and the names of revisions of a
// repository, but none of its configuration, attributes, hooks, index, grafts and replacements:
// they could name programs to run, pipes to wait for, and changes to pass over.
type private struct {
	temporary *atomicfile.Folder

	folder string
	own    string // of the working tree alone; the same as folder but for a linked one
	env    []string
	most   int64 // bytes of a file that is read
	list   int64 // bytes of a list of files
}

// newPrivate makes the folder, in the system's folder for temporary files.
func newPrivate(ctx context.Context, c *checkout, most int64) (*private, error) {
	temporary, err := atomicfile.NewFolder(os.TempDir())
	if err != nil {
		err = fmt.Errorf("no temporary folder can be made: %w", remedy.Reason(err))
		return nil, remedy.Error{Err: err, Remedy: "set TMPDIR to a folder that can be written"}
	}
	folder := temporary.Path()
	p := &private{temporary: temporary, folder: folder, own: folder, most: most, list: listSize}
	if c.own != c.common {
		p.own = filepath.Join(folder, "worktrees", "linked")
	}
	if err := p.fill(ctx, c); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func (p *private) close() error { return p.temporary.Discard() }

// git is a run of git in the folder.
func (p *private) git(time time.Duration, size int64) *command {
	return &command{folder: p.folder, env: p.env, time: time, size: size}
}

func (p *private) fill(ctx context.Context, c *checkout) error {
	p.env = environment(func(name string) bool {
		return strings.HasPrefix(name, "GIT_") && name != "GIT_EXEC_PATH"
	},
		"LC_ALL=C", "HOME="+p.folder, "XDG_CONFIG_HOME="+p.folder, "GIT_DIR="+p.own,
		"GIT_OBJECT_DIRECTORY="+c.objects, "GIT_ALTERNATE_OBJECT_DIRECTORIES="+c.borrow,
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_ATTR_NOSYSTEM=1",
		"GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
		fmt.Sprintf("GIT_ALLOC_LIMIT=%d", max(allocSize, 2*p.most)),
	)
	for _, folder := range []string{filepath.Join(p.folder, "logs"), filepath.Join(p.own, "logs")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	if p.own != p.folder {
		if err := os.WriteFile(filepath.Join(p.own, "commondir"), []byte("../..\n"), 0o600); err != nil {
			return err
		}
	}
	if err := p.heads(c); err != nil {
		return err
	}
	if err := p.link(c); err != nil {
		return err
	}
	return p.configure(ctx, filepath.Join(c.common, "config"))
}

// heads copies HEAD and its like, FETCH_HEAD say. Git would not take a link for one.
func (p *private) heads(c *checkout) error {
	entries, err := os.ReadDir(c.own)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, "HEAD") || name != "HEAD" && !entry.Type().IsRegular() {
			continue
		}
		content, err := contentOf(filepath.Join(c.own, name), maxHead)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(p.own, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// link links to the names of revisions, to the record of what they named before, and to where a
// shallow clone ends.
func (p *private) link(c *checkout) error {
	for _, l := range []struct{ from, to, name string }{
		{c.own, p.own, "refs"}, {c.own, p.own, "reftable"}, {c.own, p.own, filepath.Join("logs", "HEAD")},
		{c.common, p.folder, "refs"}, {c.common, p.folder, "packed-refs"}, {c.common, p.folder, "reftable"},
		{c.common, p.folder, "shallow"}, {c.common, p.folder, filepath.Join("logs", "refs")},
	} {
		err := os.Symlink(filepath.Join(l.from, l.name), filepath.Join(l.to, l.name))
		if err != nil && !errors.Is(err, fs.ErrExist) { // It exists where the working tree is not a linked one.
			return err
		}
	}
	return nil
}

// configure writes a configuration that says in which form the repository is, where that is not the
// usual one, and what a branch follows, for revisions such as main@{upstream}. Nothing else is
// taken over from the repository's, nor what its configuration includes.
func (p *private) configure(ctx context.Context, from string) error {
	if err := p.write(nil); err != nil {
		return err
	}
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	list, err := p.git(setUpTime, setUpSize).run(ctx, "config", "--file", from, "--no-includes", "--null", "--list")
	if err != nil {
		return err
	}
	var taken []setting
	for entry := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
		key, value, _ := strings.Cut(entry, "\n")
		section, rest, _ := strings.Cut(key, ".")
		s := setting{section: section, key: rest, value: value}
		if at := strings.LastIndexByte(rest, '.'); at >= 0 {
			s.subsection, s.key = rest[:at], rest[at+1:]
		}
		if s.harmless() {
			taken = append(taken, s)
		}
	}
	return p.write(taken)
}

// setting is a value in a configuration of git's.
type setting struct{ section, subsection, key, value string }

// harmless reports whether a setting is data that git needs to understand the repository or a
// revision.
func (s setting) harmless() bool {
	switch s.section + "." + s.key {
	case "extensions.objectformat":
		return s.value == "sha1" || s.value == "sha256"
	case "extensions.refstorage":
		return s.value == "files" || s.value == "reftable"
	case "branch.remote", "branch.merge", "remote.fetch":
		return s.subsection != ""
	}
	return false
}

// write writes the configuration. The commit graph is a copy of what commits say that nobody
// checks.
func (p *private) write(taken []setting) error {
	version := 0
	for _, s := range taken {
		if s.section == "extensions" {
			version = 1
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "[core]\n\trepositoryformatversion = %d\n\tbare = true\n\tcommitGraph = false\n", version)
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
	for _, s := range taken {
		b.WriteString("[" + s.section)
		if s.subsection != "" {
			b.WriteString(` "` + quoted.Replace(s.subsection) + `"`)
		}
		b.WriteString("]\n\t" + s.key + ` = "` + quoted.Replace(s.value) + "\"\n")
	}
	return os.WriteFile(filepath.Join(p.folder, "config"), []byte(b.String()), 0o600)
}
