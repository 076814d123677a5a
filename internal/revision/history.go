package revision

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"refrain/internal/remedy"
)

// History is the commits of a branch, by first parents: what a merge brought in counts as one
// change of the branch. Git is asked as for a [Base], without the repository's configuration.
type History struct {
	Commits []Commit // the oldest first
	Older   bool     // there are older ones, which the bound on their number left out
	Shallow bool     // the clone lacks older ones
	Renames bool     // renamed files were looked for by content; else by the very same content alone

	base *Base
}

// Commit is a commit with the files that it changed.
type Commit struct {
	ID      string
	Time    time.Time // of committing, in the zone of whoever did it
	Subject string
	First   bool // it has no parent here: the first of all, or the last that a shallow clone has
	Changes []Change
}

// Change is a file that a commit added, changed, renamed or removed.
type Change struct {
	Path string // from the root, with forward slashes; of a file that was removed its last
	From string // its path before, where it was renamed
	Old  string // the name of its content before; "" for none
	New  string // and after
}

// MostCommits is how many commits are read at most, whoever asks for more.
const MostCommits = 100_000

// mostSubject is how many bytes of a subject are kept.
const mostSubject = 200

// OpenHistory reads the commits that lead to a revision, or those after another one in the form
// "OLD..NEW", in the repository that is checked out at root, an absolute path without links; "" is
// what is checked out. No more than the newest commits are read, and no file of more than so many
// bytes will be. The user must close it.
func OpenHistory(ctx context.Context, root, revisions string, commits int, size int64) (*History, error) {
	c, err := inEnvironment(root)
	if err != nil {
		return nil, err
	}
	b, err := at(ctx, c, size)
	if err != nil {
		return nil, err
	}
	h := &History{base: b}
	if err := h.read(ctx, revisions, min(commits, MostCommits)); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// Close removes what was made for git.
func (h *History) Close() error { return h.base.Close() }

func (h *History) read(ctx context.Context, revisions string, most int) error {
	old, newest, ranged := strings.Cut(revisions, "..")
	if !ranged {
		old, newest = "", revisions
	}
	if newest == "" {
		newest = "HEAD"
	}
	head, err := h.commit(ctx, newest)
	if err != nil {
		return err
	}
	ends := []string{head}
	if ranged {
		if old == "" {
			old = "HEAD"
		}
		tail, err := h.commit(ctx, old)
		if err != nil {
			return err
		}
		ends = append(ends, "^"+tail)
	}
	shallow, err := h.base.git.git(setUpTime, setUpSize).run(ctx, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return err
	}
	h.Shallow = strings.TrimSpace(shallow) == "true"
	list, err := h.log(ctx, "-M50%", most+1, ends)
	h.Renames = err == nil
	if err != nil && !errors.Is(err, errTooMuch) && ctx.Err() == nil {
		// A partial clone lacks contents that are needed to find renamed files.
		list, err = h.log(ctx, "-M100%", most+1, ends)
	}
	if errors.Is(err, errTooMuch) {
		err = remedy.Error{Err: err, Remedy: "read fewer commits: --commits 100"}
	}
	if err != nil {
		return err
	}
	if h.Commits, err = parseLog(list); err != nil {
		return err
	}
	if len(h.Commits) > most {
		h.Commits, h.Older = h.Commits[:most], true
	}
	for i, j := 0, len(h.Commits)-1; i < j; i, j = i+1, j-1 {
		h.Commits[i], h.Commits[j] = h.Commits[j], h.Commits[i]
	}
	return nil
}

// commit is the name of the commit that a revision means.
func (h *History) commit(ctx context.Context, revision string) (string, error) {
	out, err := h.base.git.git(workTime, setUpSize).run(
		ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}",
	)
	id := strings.TrimSpace(out)
	switch {
	case silent(err) || err == nil && !isID(id):
		return "", remedy.Error{
			Err:    fmt.Errorf("%s: no such revision", revision),
			Remedy: "name one, or two as OLD..NEW; git fetch brings what is missing",
		}
	case err != nil:
		return "", fmt.Errorf("%s: %w", revision, err)
	}
	return id, nil
}

// log asks for commits, the newest first, with what each changed against its first parent.
func (h *History) log(ctx context.Context, renames string, most int, ends []string) (string, error) {
	args := append([]string{
		"log", "--first-parent", "--diff-merges=first-parent", "--raw", "-r", "-z", "--no-abbrev", "--root", renames,
		"-l" + strconv.Itoa(
			maxRenames,
		), "--no-color", "--no-show-signature", "--no-notes", "--no-mailmap", "--encoding=UTF-8",
		"--no-textconv", "--no-ext-diff", "--ignore-submodules=none", "-n", strconv.Itoa(most),
		"--format=" + commitMark + "%H%x00%P%x00%cI%x00%s",
	}, ends...)
	return h.base.git.git(workTime, h.base.git.list).run(ctx, append(args, "--")...)
}

// commitMark begins a commit in what git writes. No path begins with it where a commit may.
const commitMark = "\x02"

var errLog = errors.New("git log writes what is not understood")

// parseLog reads what git writes: of each commit its name, parents, time and subject, then its
// files, ":100644 100644 OLD NEW M" and one path, or two of a renamed file. Each of these ends with
// a NUL.
func parseLog(out string) ([]Commit, error) {
	var all []Commit
	next := func() (string, bool) {
		field, rest, ok := strings.Cut(out, "\x00")
		out = rest
		return field, ok || field != ""
	}
	for out != "" {
		field, _ := next()
		switch field = strings.TrimLeft(field, "\n"); {
		case field == "":
		case strings.HasPrefix(field, commitMark):
			c := Commit{ID: strings.TrimPrefix(field, commitMark)}
			parents, _ := next()
			when, _ := next()
			subject, _ := next()
			t, err := time.Parse(time.RFC3339, when)
			if err != nil || !isID(c.ID) {
				return nil, errLog
			}
			c.Time, c.First = t, parents == ""
			c.Subject = strings.ToValidUTF8(subject[:min(len(subject), mostSubject)], "")
			all = append(all, c)
		case strings.HasPrefix(field, ":") && len(all) > 0:
			change, err := parseChange(field, next)
			if err != nil {
				return nil, err
			}
			if change.Old != "" || change.New != "" {
				last := &all[len(all)-1]
				last.Changes = append(last.Changes, change)
			}
		default:
			return nil, errLog
		}
	}
	return all, nil
}

// parseChange reads a file of a commit. What is no file before or after, such as a link or a
// submodule, is as if it were not there.
func parseChange(field string, next func() (string, bool)) (Change, error) {
	fields := strings.Fields(strings.TrimPrefix(field, ":"))
	if len(fields) != 5 || !isID(fields[2]) || !isID(fields[3]) {
		return Change{}, errLog
	}
	path, ok := next()
	c := Change{Path: path, Old: fileID(fields[0], fields[2]), New: fileID(fields[1], fields[3])}
	if ok && (fields[4][0] == 'R' || fields[4][0] == 'C') {
		c.From = path
		c.Path, ok = next()
	}
	if !ok || c.Path == "" {
		return Change{}, errLog
	}
	return c, nil
}

// fileID is the name of a content, "" where the mode is not that of a file.
func fileID(mode, id string) string {
	if !strings.HasPrefix(mode, "100") || strings.Trim(id, "0") == "" {
		return ""
	}
	return id
}

// Bounds of what is asked of git at once.
const (
	batchFiles = 64
	batchBytes = 16 << 20
)

// Contents hands on the contents of objects in their order, or why one cannot be had. It ends where
// each reports false.
func (h *History) Contents(ctx context.Context, ids []string, each func(id, content string, err error) bool) {
	for len(ids) > 0 {
		n := min(batchFiles, len(ids))
		sizes, err := h.base.sizes(ctx, ids[:n])
		if err != nil {
			sizes = nil
		}
		total, end := int64(0), 0
		for end < n {
			size, ok := sizes[ids[end]]
			if !ok || size > batchBytes || total+size > batchBytes {
				break
			}
			total += size
			end++
		}
		if end == 0 {
			content, err := h.base.content(ctx, ids[0])
			if !each(ids[0], content, err) {
				return
			}
			ids = ids[1:]
			continue
		}
		if !h.batch(ctx, ids[:end], each) {
			return
		}
		ids = ids[end:]
	}
}

// batch hands on contents that are small enough to be had at once, and reports whether to go on.
func (h *History) batch(ctx context.Context, ids []string, each func(id, content string, err error) bool) bool {
	done, on := 0, true
	errEnd := errors.New("")
	err := h.base.contents(ctx, ids, min(batchBytes, h.base.git.most*batchFiles), func(id, content string) error {
		var fault error
		if p, ok := parsePointer(content); ok {
			content, fault = h.base.stored(p)
		}
		if int64(len(content)) > h.base.git.most {
			content, fault = "", fmt.Errorf("it has more than %d bytes", h.base.git.most)
		}
		done++
		if on = each(id, content, fault); !on {
			return errEnd
		}
		return nil
	})
	if err == nil || !on {
		return on
	}
	for _, id := range ids[done:] { // One of them is damaged; the others may not be.
		content, err := h.base.content(ctx, id)
		if !each(id, content, err) {
			return false
		}
	}
	return true
}

// Added are the times of the first commits of the files that are there at the end of the history,
// followed through renames. Files that are older than the history have none.
func (h *History) Added() map[string]time.Time {
	added := map[string]time.Time{}
	last := map[string]string{} // by the path at the time: the path at the end
	gone := map[string]bool{}
	for i := len(h.Commits) - 1; i >= 0; i-- {
		c := &h.Commits[i]
		for _, change := range c.Changes {
			name, known := last[change.Path]
			if !known {
				name = change.Path
			}
			switch {
			case change.New == "":
				if !known && added[name].IsZero() {
					gone[change.Path] = true
				}
			case gone[change.Path] && !known:
				if change.Old == "" && change.From == "" {
					delete(gone, change.Path)
				}
			case change.From != "":
				delete(last, change.Path)
				last[change.From] = name
			case change.Old == "" && !(c.First && h.Shallow):
				if added[name].IsZero() {
					added[name] = c.Time
				}
				delete(last, change.Path)
			}
		}
	}
	return added
}
