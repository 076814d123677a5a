package revision

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pointer is what git-lfs commits in the place of a large file.
type pointer struct {
	sum  string // SHA-256 of the content
	size int64
}

// maxPointer is how many bytes a pointer has at most, by the specification of git-lfs.
const maxPointer = 1024

// parsePointer reads a pointer. It reports false for any other content.
func parsePointer(content string) (p pointer, ok bool) {
	if len(content) > maxPointer || !strings.HasPrefix(content, "version https://git-lfs.github.com/spec/v1\n") {
		return p, false
	}
	size := int64(-1)
	for line := range strings.Lines(content) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch key {
		case "oid":
			p.sum, _ = strings.CutPrefix(value, "sha256:")
		case "size":
			size, _ = strconv.ParseInt(value, 10, 64)
		}
	}
	p.size = size
	return p, size >= 0 && len(p.sum) == 2*sha256.Size && isID(p.sum)
}

// usesLFS reports whether git-lfs has ever worked in a repository.
func usesLFS(c *checkout) bool {
	info, err := os.Stat(filepath.Join(c.common, "lfs"))
	return err == nil && info.IsDir()
}

// sameByLFS reports whether the file at a path is the one that an object stands for.
func (b *Base) sameByLFS(ctx context.Context, name, id string) bool {
	same := false
	err := b.contents(ctx, []string{id}, maxPointer, func(_, content string) error {
		if p, ok := parsePointer(content); ok {
			sum, ok := b.sum(name, &blob{Hash: sha256.New()})
			same = ok && sum == p.sum
		}
		return nil
	})
	return err == nil && same
}

// stored is the content that a pointer stands for, as far as the clone has it.
func (b *Base) stored(p pointer) (string, error) {
	if p.size > b.git.most {
		return "", fmt.Errorf("it has more than %d bytes", b.git.most)
	}
	content, err := contentOf(filepath.Join(b.checkout.common, "lfs", "objects", p.sum[:2], p.sum[2:4], p.sum), p.size)
	if errors.Is(err, os.ErrNotExist) {
		return "", errors.New("this clone lacks what git-lfs keeps for it; git lfs fetch brings it")
	}
	if err != nil {
		return "", err
	}
	if sum := sha256.Sum256([]byte(content)); hex.EncodeToString(sum[:]) != p.sum {
		return "", errors.New("what git-lfs keeps of it is damaged")
	}
	return content, nil
}
