package revision

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// blob computes the name that git gives to a content: the sum of a head and of the content.
type blob struct {
	hash.Hash
	headed bool
}

// newBlob is for names of the form of one that is known.
func newBlob(id string) *blob {
	if len(id) == 2*sha256.Size {
		return &blob{Hash: sha256.New(), headed: true}
	}
	return &blob{Hash: sha1.New(), headed: true}
}

// real is the place of a path in the working tree.
func (b *Base) real(name string) string {
	return filepath.Join(b.checkout.root, filepath.FromSlash(name))
}

// sum is the sum of the file at a path. It reports false for what is no regular file, or larger
// than what is read.
func (b *Base) sum(name string, h *blob) (string, bool) {
	real := b.real(name)
	info, err := os.Lstat(real)
	if err != nil || !info.Mode().IsRegular() || info.Size() > b.git.most {
		return "", false
	}
	from, err := os.Open(real)
	if err != nil {
		return "", false
	}
	defer from.Close()
	if h.headed {
		fmt.Fprintf(h, "blob %d\x00", info.Size())
	}
	if n, err := io.Copy(h, io.LimitReader(from, info.Size()+1)); err != nil || n != info.Size() {
		return "", false
	}
	return hex.EncodeToString(h.Sum(nil)), true
}

// errMissing is the reason for which a content cannot be had in a partial clone.
var errMissing = errors.New("this partial clone lacks it; one without --filter has it")

// content is the content of an object, or what git-lfs keeps for it. The object is what its name
// says, or there is an error.
func (b *Base) content(ctx context.Context, id string) (string, error) {
	var found string
	err := b.contents(ctx, []string{id}, b.git.most, func(_, content string) error {
		found = content
		return nil
	})
	if err != nil {
		return "", err
	}
	if p, ok := parsePointer(found); ok {
		return b.stored(p)
	}
	return found, nil
}

// maxAbout is how many bytes git writes about an object at most.
const maxAbout = 128

// sizes are the sizes of objects. Those that a partial clone lacks are left out.
func (b *Base) sizes(ctx context.Context, ids []string) (map[string]int64, error) {
	git := b.git.git(workTime, int64(len(ids))*maxAbout)
	git.stdin = strings.Join(ids, "\n") + "\n"
	out, err := git.run(ctx, "cat-file", "--batch-check")
	if err != nil {
		return nil, err
	}
	sizes := map[string]int64{}
	for _, id := range ids {
		size, rest, err := parseHead(out, id)
		switch {
		case err == nil:
			sizes[id] = size
		case !errors.Is(err, errMissing):
			return nil, err
		}
		out = rest
	}
	return sizes, nil
}

// contents hands on the contents of objects. Together they have so many bytes at most.
func (b *Base) contents(ctx context.Context, ids []string, most int64, each func(id, content string) error) error {
	sizes, err := b.sizes(ctx, ids)
	if err != nil {
		return err
	}
	total := int64(0)
	for _, id := range ids {
		size, ok := sizes[id]
		if !ok {
			return errMissing
		}
		if total += size; total > most || total < 0 {
			return fmt.Errorf("it has more than %d bytes", most)
		}
	}
	git := b.git.git(workTime, total+int64(len(ids))*maxAbout)
	git.stdin, git.about = strings.Join(ids, "\n")+"\n", git.size
	out, err := git.run(ctx, "cat-file", "--batch")
	if err != nil {
		return err
	}
	for _, id := range ids {
		size, rest, err := parseHead(out, id)
		if err != nil {
			return err
		}
		if size+1 > int64(len(rest)) {
			return errors.New("git cat-file ends too early")
		}
		content := rest[:size]
		h := newBlob(id)
		fmt.Fprintf(h, "blob %d\x00", size)
		io.Copy(h, struct{ io.Reader }{strings.NewReader(content)}) // The plain Reader copies it as a whole first.
		if hex.EncodeToString(h.Sum(nil)) != id {
			return fmt.Errorf("the object %s is damaged; git fsck shows how much is", id)
		}
		if err := each(id, content); err != nil {
			return err
		}
		out = rest[size+1:]
	}
	return nil
}

// parseHead reads what git says before the content of an object: "ID blob SIZE".
func parseHead(out, id string) (size int64, rest string, err error) {
	line, rest, ok := strings.Cut(out, "\n")
	about, mine := strings.CutPrefix(line, id+" ")
	if about == "missing" && mine {
		return 0, rest, errMissing
	}
	count, isBlob := strings.CutPrefix(about, "blob ")
	size, err = strconv.ParseInt(count, 10, 64)
	if !ok || !mine || !isBlob || err != nil || size < 0 {
		return 0, "", errors.New("git cat-file writes what is not understood")
	}
	return size, rest, nil
}
