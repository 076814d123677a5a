package revision

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path"
	"slices"
)

// Limits on what is compared to find renamed files. What is beyond them counts as new, and says so.
const (
	maxRenames   = 1000        // files that were removed, and files that are new
	maxAlike     = 32 << 20    // bytes of either
	maxAlikeWork = 200_000_000 // pieces that are looked at
	leastAlike   = 50          // percent of the larger file that is in the other, as in git
	pieceSize    = 64          // bytes of a line that are one piece, as in git
)

// alike pairs files of which one holds half of the other, the most alike first.
func (b *Base) alike(ctx context.Context, gone, added []moved, from map[string]string) error {
	if len(gone) == 0 || len(added) == 0 {
		return nil
	}
	if len(gone) > maxRenames || len(added) > maxRenames {
		return fmt.Errorf("more than %d files were removed, or are new", maxRenames)
	}
	sizes, err := b.sizes(ctx, idsOf(gone))
	if err != nil {
		return err
	}
	var known []moved
	for _, g := range gone {
		if size, ok := sizes[g.id]; ok {
			g.size = size
			known = append(known, g)
		}
	}
	for i := range added {
		if info, err := os.Lstat(b.real(added[i].path)); err == nil {
			added[i].size = info.Size()
		}
	}
	pairs, err := b.pairs(ctx, near(known, added), near(added, known))
	if err != nil {
		return err
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.gone, y.gone), cmp.Compare(x.added, y.added))
	})
	taken := map[string]bool{}
	for _, p := range pairs {
		if from[p.added] == "" && !taken[p.gone] {
			from[p.added], taken[p.gone] = p.gone, true
		}
	}
	if len(known) < len(gone) {
		return errors.New("this partial clone lacks files that were removed; one without --filter has them")
	}
	return nil
}

// near are the files that are not too large or too small for each of the others.
func near(files, others []moved) []moved {
	return slices.DeleteFunc(slices.Clone(files), func(f moved) bool {
		return !slices.ContainsFunc(others, func(o moved) bool { return ofLikeSize(f.size, o.size) })
	})
}

// ofLikeSize reports whether files of these sizes may be alike.
func ofLikeSize(x, y int64) bool { return min(x, y)*100 >= max(x, y)*leastAlike && min(x, y) > 0 }

// pair is a file that may have become another.
type pair struct {
	gone, added string
	score       int // percent; two more for the same name
}

func (b *Base) pairs(ctx context.Context, gone, added []moved) (pairs []pair, err error) {
	if len(gone) == 0 || len(added) == 0 {
		return nil, nil
	}
	if total(gone) > maxAlike || total(added) > maxAlike {
		return nil, fmt.Errorf("more than %d MiB of files were removed, or are new", maxAlike>>20)
	}
	profiles := map[string]profile{}
	err = b.contents(ctx, idsOf(gone), maxAlike, func(id, content string) error {
		profiles[id] = profileOf([]byte(content))
		return nil
	})
	if err != nil {
		return nil, err
	}
	work := 0
	for i := range added {
		a := &added[i]
		content, err := contentOf(b.real(a.path), maxAlike)
		if err != nil {
			continue
		}
		mine := profileOf([]byte(content))
		for j := range gone {
			g := &gone[j]
			if !may(g, a) || !ofLikeSize(g.size, a.size) {
				continue
			}
			theirs := profiles[g.id]
			if work += len(mine.pieces) + len(theirs.pieces); work > maxAlikeWork {
				return nil, errors.New("too many files were removed, or are new, to compare them all")
			}
			score := mine.alike(&theirs)
			if score < leastAlike {
				continue
			}
			if path.Base(g.path) == path.Base(a.path) {
				score += 2
			}
			pairs = append(pairs, pair{g.path, a.path, score})
		}
	}
	return pairs, nil
}

func total(files []moved) (size int64) {
	for _, f := range files {
		size += f.size
	}
	return size
}

// profile is what tells how much of one file is in another: its lines, the long ones in pieces.
type profile struct {
	pieces []piece // sorted by sum, each sum once
	size   int64
}

// piece is the sum of a piece, and how many bytes of the file are in pieces with it.
type piece struct {
	sum  uint32
	size int64
}

func profileOf(content []byte) profile {
	var p profile
	sizes := map[uint32]int64{}
	for len(content) > 0 {
		end := min(pieceSize, len(content))
		if i := bytes.IndexByte(content[:end], '\n'); i >= 0 {
			end = i + 1
		}
		// Line ends are the same in all systems.
		one := bytes.TrimSuffix(bytes.TrimSuffix(content[:end], []byte("\n")), []byte("\r"))
		sizes[crc32.ChecksumIEEE(one)] += int64(len(one)) + 1
		p.size += int64(len(one)) + 1
		content = content[end:]
	}
	for sum, size := range sizes {
		p.pieces = append(p.pieces, piece{sum, size})
	}
	slices.SortFunc(p.pieces, func(x, y piece) int { return cmp.Compare(x.sum, y.sum) })
	return p
}

// alike is how much of the larger file is in the other, in percent.
func (p *profile) alike(q *profile) int {
	common := int64(0)
	for i, j := 0, 0; i < len(p.pieces) && j < len(q.pieces); {
		x, y := p.pieces[i], q.pieces[j]
		switch {
		case x.sum < y.sum:
			i++
		case x.sum > y.sum:
			j++
		default:
			common += min(x.size, y.size)
			i++
			j++
		}
	}
	return int(common * 100 / max(p.size, q.size, 1))
}
