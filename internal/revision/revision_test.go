package revision

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/internal/remedy"
)

// repository makes a repository that has committed files, and returns its root.
func repository(t *testing.T, files map[string]string) (root string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	git(t, root, "init", "--quiet", ".")
	write(t, root, files)
	commit(t, root)
	return root
}

func git(t *testing.T, root string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	c := exec.Command("git", args...)
	c.Dir = root
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_AUTHOR_NAME=A",
		"GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func commit(t *testing.T, root string) {
	t.Helper()
	git(t, root, "add", "--all")
	git(t, root, "commit", "--quiet", "--message", "all")
}

func open(t *testing.T, root, revision string, most int64) *Base {
	t.Helper()
	b, err := Open(context.Background(), root, revision, most)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestRevisionsAreWrittenAsForGit(t *testing.T) {
	from := repository(t, map[string]string{"1": "one"})
	git(t, from, "branch", "--move", "main")
	git(t, from, "tag", "--annotate", "--message", "v1", "v1")
	write(t, from, map[string]string{"2": "two"})
	commit(t, from)
	root := filepath.Join(from, ".clone")
	git(t, from, "clone", "--quiet", ".", root)
	git(t, root, "checkout", "--quiet", "-b", "topic", "--track", "origin/main")
	git(t, root, "config", "branch.odd \"name\\x.remote", "origin")
	write(t, root, map[string]string{"3": "three"})
	commit(t, root)
	git(t, root, "fetch", "--quiet", "origin", "main")
	for _, packed := range []bool{false, true} {
		for revision, files := range map[string]int{
			"HEAD": 3, "@": 3, "topic": 3, "HEAD~1": 2, "origin/main": 2, "origin/HEAD": 2, "FETCH_HEAD": 2,
			"@{upstream}": 2, "topic@{u}": 2, "@{1}": 2, "topic@{1}": 2, "HEAD^{/^all}~1": 2, "v1": 1,
			"refs/tags/v1^{}": 1, "origin/main~1": 1, "v1~0": 1,
		} {
			b, err := Open(t.Context(), root, revision, 1<<20)
			if err != nil {
				t.Errorf("%s, packed %t: %v", revision, packed, err)
				continue
			}
			if len(b.files) != files {
				t.Errorf("%s, packed %t: got %d files, want %d", revision, packed, len(b.files), files)
			}
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		}
		git(t, root, "gc", "--quiet")
	}
	for _, revision := range []string{"", "gone", "HEAD:1", "HEAD^{tree}", "--output=x", "main..topic", "a\nb", "v1\x00"} {
		if b, err := Open(t.Context(), root, revision, 1<<20); err == nil {
			t.Errorf("%q is a revision", revision)
			b.Close()
		}
	}
}

func TestFilesLargerThanTheLimitAreNotRead(t *testing.T) {
	root := repository(t, map[string]string{"small": "12345", "large": "1234567890"})
	b := open(t, root, "HEAD", 9)
	if !b.Unchanged(t.Context(), "small") || b.Unchanged(t.Context(), "large") {
		t.Error("only the small file can be told to be unchanged")
	}
	if old, err := b.Old(t.Context(), "small"); err != nil || old == nil || *old != (Version{"small", "12345"}) {
		t.Errorf("got %v, %v", old, err)
	}
	if _, err := b.Old(t.Context(), "large"); err == nil || err.Error() != "it has more than 9 bytes" {
		t.Errorf("got %v", err)
	}
}

func TestDamagedObjectIsNotTakenForTheFile(t *testing.T) {
	root := repository(t, map[string]string{"a": "as it was", "b": "another"})
	b := open(t, root, "HEAD", 1<<20)
	place := func(name string) string {
		id := b.files[name].id
		return filepath.Join(root, ".git", "objects", id[:2], id[2:])
	}
	// An index of a pack can name one object for another just as well.
	if err := os.Remove(place("a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(place("b"), place("a")); err != nil {
		t.Fatal(err)
	}
	if old, err := b.Old(t.Context(), "a"); err == nil {
		t.Errorf("got %v", old)
	}
}

func TestManyRenamedFilesAreNewAndSaySo(t *testing.T) {
	files := map[string]string{"same/x": "the very same"}
	for i := range maxRenames + 1 {
		files[fmt.Sprintf("old/%d", i)] = fmt.Sprintf("%d\nold\n", i)
	}
	root := repository(t, files)
	if err := os.RemoveAll(filepath.Join(root, "old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(root, "same"), filepath.Join(root, "moved")); err != nil {
		t.Fatal(err)
	}
	write(t, root, map[string]string{"new/1": "1\nold\nand new\n"})
	b := open(t, root, "HEAD", 1<<20)
	if old, err := b.Old(t.Context(), "moved/x"); err != nil || old == nil || old.Path != "same/x" {
		t.Errorf("a file of the same content: got %v, %v", old, err)
	}
	const want = "it may have been renamed: more than 1000 files"
	if old, err := b.Old(t.Context(), "new/1"); old != nil || err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, %v", old, err)
	}
}

// However many files hold the same, each is one other file.
func TestManyFilesOfTheSameContent(t *testing.T) {
	const many = 200
	files, moved := map[string]string{}, map[string]string{}
	for i := range many {
		files[fmt.Sprintf("old/%d", i)] = "same"
		moved[fmt.Sprintf("new/%d", many-1-i)] = "same"
	}
	root := repository(t, files)
	if err := os.RemoveAll(filepath.Join(root, "old")); err != nil {
		t.Fatal(err)
	}
	write(t, root, moved)
	commit(t, root)
	b := open(t, root, "HEAD~1", 1<<20)
	for i := range many {
		old, err := b.Old(t.Context(), fmt.Sprintf("new/%d", i))
		if want := fmt.Sprintf("old/%d", i); err != nil || old == nil || old.Path != want {
			t.Fatalf("got %v, %v, want %s", old, err, want)
		}
	}
}

func TestGitIsBounded(t *testing.T) {
	root := repository(t, map[string]string{"a": strings.Repeat("much text\n", 100)})
	b := open(t, root, "HEAD", 1<<20)
	much := b.git.git(time.Minute, 100)
	_, err := much.run(t.Context(), "cat-file", "blob", "HEAD:a")
	if err == nil || err.Error() != "git cat-file: writes too much: more than 100 bytes" {
		t.Errorf("got %v", err)
	}
	late := b.git.git(time.Nanosecond, 100)
	_, err = late.run(t.Context(), "rev-parse", "HEAD")
	if err == nil || err.Error() != "git rev-parse: not done after 1ns" {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.git.git(time.Minute, 100).run(ended, "rev-parse", "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	t.Setenv("PATH", "")
	var fault remedy.Error
	_, err = b.git.git(time.Minute, 100).run(t.Context(), "rev-parse", "HEAD")
	if !errors.As(err, &fault) || !strings.HasPrefix(fault.Remedy, "install git") {
		t.Errorf("got %v", err)
	}
}

// The graph of commits repeats what commits say, and git takes it for the truth of all but the
// commit that is asked for.
func TestGraphOfCommitsIsNotBelieved(t *testing.T) {
	root := repository(t, map[string]string{"a": "text"})
	id := func(revision string) string {
		c := exec.Command("git", "rev-parse", revision)
		c.Dir = root
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	git(t, root, "branch", "first")
	git(t, root, "checkout", "--quiet", "-b", "theirs")
	write(t, root, map[string]string{"theirs": "text"})
	commit(t, root)
	write(t, root, map[string]string{"theirs": "more text"})
	commit(t, root)
	git(t, root, "checkout", "--quiet", "-b", "ours", "first")
	write(t, root, map[string]string{"ours": "text"})
	commit(t, root)
	git(t, root, "commit-graph", "write", "--reachable")
	adopt(t, filepath.Join(root, ".git", "objects", "info", "commit-graph"), id("theirs~1"), id("first"), id("ours"))

	lie := exec.Command("git", "merge-base", "theirs", "ours")
	lie.Dir = root
	if out, err := lie.Output(); err != nil || strings.TrimSpace(string(out)) != id("ours") {
		t.Fatalf("the graph does not deceive git: %s, %v", out, err)
	}
	if b := open(t, root, "theirs", 1<<20); len(b.files) != 1 {
		t.Errorf("got %v, want the files of the true ancestor", b.files)
	}
}

// adopt makes a graph of commits say that a child has another parent. The graph lists the names of
// commits in order, and for each its tree, the place of its parent in the list, and twelve bytes.
func adopt(t *testing.T, graph, child, parent, other string) {
	t.Helper()
	data, err := os.ReadFile(graph)
	if err != nil {
		t.Fatal(err)
	}
	chunk := func(name string) []byte {
		for at := 8; at+12 <= len(data) && data[at] != 0; at += 12 {
			if string(data[at:at+4]) == name {
				return data[binary.BigEndian.Uint64(data[at+4:]):]
			}
		}
		t.Fatalf("the graph has no %s", name)
		return nil
	}
	place := func(id string) uint32 {
		sum, err := hex.DecodeString(id)
		if err != nil {
			t.Fatal(err)
		}
		return uint32(bytes.Index(chunk("OIDL"), sum) / len(sum))
	}
	const tree, entry = 20, 36
	at := chunk("CDAT")[int(place(child))*entry+tree:]
	if got := binary.BigEndian.Uint32(at); got != place(parent) {
		t.Fatalf("the parent is at %d, want %d", got, place(parent))
	}
	binary.BigEndian.PutUint32(at, place(other))
	if err := errors.Join(os.Remove(graph), os.WriteFile(graph, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// A tree that names itself a hundred times a hundred times is small in the repository and has no
// end outside of it.
func TestListWithoutEndIsRefused(t *testing.T) {
	root := repository(t, map[string]string{"a": "text"})
	b := open(t, root, "HEAD", 1<<20)
	make := func(entries string) string {
		c := exec.Command("git", "mktree")
		c.Dir, c.Stdin = root, strings.NewReader(entries)
		id, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(id))
	}
	tree := make("100644 blob " + b.files["a"].id + "\ta\n")
	for range 5 {
		var entries strings.Builder
		for i := range 100 {
			fmt.Fprintf(&entries, "040000 tree %s\t%d\n", tree, i)
		}
		tree = make(entries.String())
	}
	var fault remedy.Error
	b.git.list = 1 << 20
	if _, err := b.list(t.Context(), tree); !errors.Is(err, errTooMuch) || !errors.As(err, &fault) {
		t.Errorf("got %v", err)
	}
}

func TestListsAreReadInFull(t *testing.T) {
	id := strings.Repeat("0123456789", 4)
	line := "100644 blob " + id + "\t"
	files, err := parseList(line + "a\tb\n\x00120000 blob " + id + "\tlink\x00160000 commit " + id + "\tmodule\x00")
	want := map[string]object{"a\tb\n": {file, id}, "link": {link, id}, "module": {module, id}}
	if err != nil || !maps.Equal(files, want) {
		t.Errorf("got %v, %v", files, err)
	}
	for _, list := range []string{"x", line + "a", "100644 blob " + id[1:] + "\ta\x00", line + "\x00", "\x00"} {
		if files, err := parseList(list); err == nil {
			t.Errorf("%q is read: %v", list, files)
		}
	}
}

func TestPointersOfLFSAreReadStrictly(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	const version = "version https://git-lfs.github.com/spec/v1\n"
	if p, ok := parsePointer(version + "oid sha256:" + sum + "\nsize 12\n"); !ok || p != (pointer{sum, 12}) {
		t.Errorf("got %v, %v", p, ok)
	}
	for _, content := range []string{
		"", version, version + "oid sha256:" + sum + "\n", version + "oid sha256:" + sum + "\nsize -1\n",
		version + "oid sha256:../../" + sum[6:] + "\nsize 1\n", version + "oid sha256:" + sum[:40] + "\nsize 12\n",
		"oid sha256:" + sum + "\nsize 12\n",
		version + "oid sha256:" + sum + "\nsize 12\n" + strings.Repeat(" ", maxPointer),
	} {
		if p, ok := parsePointer(content); ok {
			t.Errorf("%q is taken for %v", content, p)
		}
	}
}

func TestFilesAreAlikeByTheirLines(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want int
	}{
		{"a\nb\nc\nd\n", "a\nb\nc\nd\n", 100},
		{"a\nb\nc\nd\n", "d\r\nc\r\nb\r\na\r\n", 100},
		{"a\nb\nc\nd\n", "a\nb\nx\ny\n", 50},
		{"a\na\na\na\n", "a\nb\nc\nd\n", 25},
		{"a\n", "", 0},
	} {
		x, y := profileOf([]byte(c.x)), profileOf([]byte(c.y))
		if got := x.alike(&y); got != c.want || y.alike(&x) != got {
			t.Errorf("%q and %q: got %d, want %d", c.x, c.y, got, c.want)
		}
	}
}

// FuzzGit reads what git may write. Nothing is read beyond its end, and lists are read whole or
// refused.
func FuzzGit(f *testing.F) {
	id := strings.Repeat("0123456789", 4)
	f.Add("100644 blob " + id + "\ta\x00160000 commit " + id + "\tb\x00")
	f.Add(id + " blob 3\nabc\n")
	f.Add("version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("ab", 32) + "\nsize 12\n")
	f.Fuzz(func(t *testing.T, said string) {
		if files, err := parseList(said); err == nil && len(files) > strings.Count(said, "\x00") {
			t.Errorf("%d files of %q", len(files), said)
		}
		if size, rest, err := parseHead(said, id); err == nil && (size < 0 || len(rest) > len(said)) {
			t.Errorf("%d bytes, rest %q", size, rest)
		}
		if p, ok := parsePointer(said); ok && (p.size < 0 || strings.ContainsAny(p.sum, "/\\.")) {
			t.Errorf("%v", p)
		}
		if p := profileOf([]byte(said)); p.alike(&p) != 100 && said != "" {
			t.Errorf("%q is not like itself", said)
		}
	})
}

func TestLogsAreReadInFull(t *testing.T) {
	id, other := strings.Repeat("0123456789", 4), strings.Repeat("ab", 20)
	none := strings.Repeat("0", 40)
	head := commitMark + id + "\x00" + other + "\x002019-05-03T10:00:00+02:00\x00"
	all, err := parseLog(head + "A subject\x00\x00:100644 100644 " + id + " " + other + " M\x00a\x00:100644 100644 " + id + " " +
		other + " R090\x00old\x00new\x00:000000 160000 " + none + " " + other + " A\x00module\x00" +
		commitMark + other + "\x00\x002019-05-02T10:00:00Z\x00" + commitMark + "no commit\x00\x00:000000 100755 " + none + " " + id +
		" A\x00:100644 x\x00")
	want := []Change{{Path: "a", Old: id, New: other}, {Path: "new", From: "old", Old: id, New: other}}
	if err != nil || len(all) != 2 || !slices.Equal(all[0].Changes, want) || all[0].Subject != "A subject" || all[0].First {
		t.Fatalf("got %+v, %v", all, err)
	}
	second := Change{Path: ":100644 x", New: id}
	if !all[1].First || !slices.Equal(all[1].Changes, []Change{second}) || all[1].Subject != commitMark+"no commit" {
		t.Errorf("got %+v", all[1])
	}
	for _, log := range []string{
		"x", "\x02x\x00\x00\x00\x00", head, ":100644 100644 " + id + " " + id + " M\x00a\x00",
		head + "s\x00\x00:100644 100644 " + id + " M\x00a\x00", head + "s\x00\x00:100644 100644 " + id + " " + id + " R\x00a\x00",
	} {
		if all, err := parseLog(log); err == nil && log != head {
			t.Errorf("%q is read: %v", log, all)
		}
	}
}

func FuzzLog(f *testing.F) {
	id := strings.Repeat("0123456789", 4)
	f.Add(commitMark + id + "\x00\x002019-05-03T10:00:00Z\x00s\x00\x00:100644 100644 " + id + " " + id + " R100\x00a\x00b\x00")
	f.Fuzz(func(t *testing.T, log string) {
		all, err := parseLog(log)
		if err != nil {
			return
		}
		for _, c := range all {
			for _, change := range c.Changes {
				if change.Path == "" || !isID(c.ID) {
					t.Errorf("%+v of %q", c, log)
				}
			}
		}
	})
}

func TestFirstCommitsAreFollowedThroughNames(t *testing.T) {
	root := repository(t, map[string]string{"a": "one\ntwo\nthree\n", "gone": "text\n"})
	t.Setenv("GIT_COMMITTER_DATE", "2019-05-03T10:00:00Z")
	git(t, root, "mv", "a", "b")
	git(t, root, "rm", "--quiet", "gone")
	write(t, root, map[string]string{"new": "another text"})
	commit(t, root)
	h, err := OpenHistory(t.Context(), root, "", 100, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	added := h.Added()
	if got := added["new"]; got.Format("2006-01-02") != "2019-05-03" {
		t.Errorf("new: got %v", got)
	}
	if got := added["b"]; got.IsZero() || got.Equal(added["new"]) {
		t.Errorf("b: got %v, want the date of a", got)
	}
	if len(h.Commits) != 2 || h.Older || h.Shallow || !h.Renames {
		t.Errorf("got %+v", h)
	}
}

func TestFilesOfARevisionItself(t *testing.T) {
	ctx, root := context.Background(), repository(t, map[string]string{"a.md": "one", "bills/b.md": "b", "bills/c/d.md": "d"})
	git(t, root, "tag", "first")
	write(t, root, map[string]string{"a.md": "two"})
	if err := os.Remove(filepath.Join(root, "bills/b.md")); err != nil {
		t.Fatal(err)
	}
	commit(t, root)
	for _, test := range []struct{ revision, content, names string }{
		{"first", "one", "bills/b.md bills/c/d.md"}, {"HEAD", "two", "bills/c/d.md"}, {"HEAD~1", "one", "bills/b.md bills/c/d.md"},
	} {
		b, err := OpenAt(ctx, root, test.revision, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		v, err := b.Exact(ctx, "a.md")
		if err != nil || v == nil || v.Content != test.content {
			t.Errorf("%s: %v, %v; want %s", test.revision, v, err, test.content)
		}
		if got := strings.Join(b.Names("bills"), " "); got != test.names {
			t.Errorf("%s: %s; want %s", test.revision, got, test.names)
		}
		if v, err := b.Exact(ctx, "no.md"); v != nil || err != nil {
			t.Errorf("%s: a file that is not there: %v, %v", test.revision, v, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"no-such", "--all", "first:a.md", ""} {
		if _, err := OpenAt(ctx, root, name, 1<<20); err == nil {
			t.Errorf("%q is no revision", name)
		}
	}
}
