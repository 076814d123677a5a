package check

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"refrain/analyzer/reader"
)

// Budget is the memory that documents share while they are read and analysed, by one checker or
// several. What one document may take is bounded by the limits; the budget keeps several large ones
// from taking it at once. A document that turns out to take more than it seemed asks for more, and
// is read again alone where there is none. The zero value is not usable; see [NewBudget].
type Budget struct {
	shared *semaphore.Weighted
	total  int64
	most   int64 // that one document may take
}

const (
	freeBytes = 48 << 20 // what every document may take without being counted

	perTextByte = 16       // what a document takes for a byte of text or markup
	perPDFByte  = 3        // and for a byte of a PDF
	pdfBytes    = 96 << 20 // and for the engine that reads one
)

// NewBudget returns a budget for documents within the limits: what one may take, and half as much.
func NewBudget(l reader.Limits) *Budget {
	most := int64(l.Filled().Memory)
	total := most + most/2
	return &Budget{semaphore.NewWeighted(total), total, most}
}

// share is what a document has of a budget.
type share struct {
	budget  *Budget
	mutex   sync.Mutex
	granted int64
	counted int64 // of the budget
}

// take waits until there is memory for a document that is estimated to take so many bytes, and then
// for one that takes much until all before it have been handed on, which turn waits for: reports of
// such documents must not wait for that themselves, and turn may be nil. It returns at once when
// ctx ends.
func (b *Budget) take(ctx context.Context, weight int64, turn func(context.Context)) *share {
	weight = min(weight, b.most)
	if weight <= freeBytes {
		return &share{budget: b, granted: freeBytes}
	}
	if weight > b.most/2 && turn != nil {
		turn(ctx)
	}
	if b.shared.Acquire(ctx, weight) != nil {
		return &share{budget: b, granted: weight}
	}
	return &share{budget: b, granted: weight, counted: weight}
}

// alone waits until no other document is at work that is counted, so that one may take as much as
// the limits allow.
func (b *Budget) alone(ctx context.Context, turn func(context.Context)) *share {
	if turn != nil {
		turn(ctx)
	}
	if b.shared.Acquire(ctx, b.total) != nil {
		return &share{budget: b, granted: b.total}
	}
	return &share{budget: b, granted: b.total, counted: b.total}
}

// memory is the share as the reader knows it.
func (s *share) memory() reader.Memory {
	return reader.Memory{Granted: int(s.granted), More: s.more}
}

// more takes more of the budget, unless others have it. It does not wait.
func (s *share) more(bytes int) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.budget.shared.TryAcquire(int64(bytes)) {
		return false
	}
	s.counted += int64(bytes)
	return true
}

// release gives the share back. A share of nil is nothing.
func (s *share) release() {
	if s == nil {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.counted > 0 {
		s.budget.shared.Release(s.counted)
		s.counted = 0
	}
}

// marked are the extensions of the parts of containers that are read.
var marked = []string{".xml", ".xhtml", ".html", ".htm", ".rels", ".opf"}

// weighFile is weighText for a file that is not read yet. It reports false for one that is small,
// or can be read once only, or not at all: that is weighed when it is in memory.
func weighFile(in Input) (weight int64, ok bool) {
	if in.Err != nil || in.Name == "-" || in.Content != nil {
		return 0, false
	}
	info, err := os.Stat(filepath.FromSlash(in.Name))
	if err != nil || !info.Mode().IsRegular() || perTextByte*info.Size() <= freeBytes {
		return 0, false
	}
	f, err := os.Open(filepath.FromSlash(in.Name))
	if err != nil {
		return 0, false
	}
	defer f.Close()
	return weigh(f, info.Size()), true
}

// weighText estimates the memory that a document takes, without reading it.
func weighText(content string) int64 { return weigh(strings.NewReader(content), int64(len(content))) }

// weigh estimates the memory that a document takes from its size, and for a container from the
// sizes that its parts declare.
func weigh(content io.ReaderAt, size int64) int64 {
	var head [1024]byte
	n, _ := content.ReadAt(head[:], 0) // What cannot be read is seen by whoever reads the document.
	switch {
	case bytes.HasPrefix(head[:n], []byte("PK")):
		const enough = 1 << 40
		list := &listReader{content, mostList}
		files, err := zip.NewReader(list, size)
		if list.left < 0 {
			return enough
		}
		if err != nil {
			break
		}
		weight := size
		for _, f := range files.File {
			if slices.Contains(marked, strings.ToLower(path.Ext(f.Name))) {
				weight += perTextByte * int64(min(f.UncompressedSize64, enough))
				weight = min(weight, enough)
			}
		}
		return weight
	case bytes.Contains(head[:n], []byte("%PDF-")):
		return pdfBytes + perPDFByte*size
	}
	return perTextByte * size
}

// listReader reads the list of a container's files, and no more of it than of any real container:
// the list takes several times its bytes.
type listReader struct {
	io.ReaderAt
	left int
}

const mostList = 2 << 20

func (r *listReader) ReadAt(p []byte, at int64) (int, error) {
	if r.left -= len(p); r.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return r.ReaderAt.ReadAt(p, at)
}

// turns knows how many documents of a run have been handed on.
type turns struct {
	mutex  sync.Mutex
	passed *sync.Cond
	count  int
}

func newTurns() *turns {
	t := &turns{}
	t.passed = sync.NewCond(&t.mutex)
	return t
}

// pass says that one more has been handed on.
func (t *turns) pass() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.count++
	t.passed.Broadcast()
}

// wait waits until n have been handed on, or ctx ends.
func (t *turns) wait(ctx context.Context, n int) {
	stop := context.AfterFunc(ctx, func() {
		t.mutex.Lock()
		defer t.mutex.Unlock()
		t.passed.Broadcast()
	})
	defer stop()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for t.count < n && ctx.Err() == nil {
		t.passed.Wait()
	}
}
