package check

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// container is a zip archive with one part of so many bytes, which packs to next to nothing.
func container(t *testing.T, size int) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	w.Write(make([]byte, size))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestContainerWeighsWhatItDeclares(t *testing.T) {
	packed := container(t, 8<<20)
	if got := weighText(packed); got < 8<<20 {
		t.Errorf("a container of 8 MiB in %d bytes weighs %d", len(packed), got)
	}
	if got := weighText("%PDF-1.7"); got < pdfBytes {
		t.Errorf("a PDF weighs %d, less than its engine", got)
	}
}

// TestALongListIsNotRead has a container whose list claims to be short and holds a million files.
func TestALongListIsNotRead(t *testing.T) {
	entry := "PK\x01\x02" + strings.Repeat("\x00", 42)
	list := strings.Repeat(entry, 1_000_000)
	end := "PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00" + "\x2e\x00\x00\x00" + "\x00\x00\x00\x00" + "\x00\x00"
	before := allocated()
	if got, least := weighText(list+end), int64(1)<<30; got < least {
		t.Errorf("it weighs %d, want at least %d", got, least)
	}
	if got, most := allocated()-before, uint64(64<<20); got > most {
		t.Errorf("%d bytes are allocated to weigh it, want at most %d", got, most)
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Two documents that may each take more than half of the budget are not read at the same time, and
// small ones never wait.
func TestLargeDocumentsShareOneBudget(t *testing.T) {
	b, ctx := NewBudget(reader.Limits{}), context.Background()
	first := b.take(ctx, b.most, nil)
	b.take(ctx, freeBytes, nil).release()
	second := make(chan struct{})
	go func() {
		b.take(ctx, b.most, nil).release()
		close(second)
	}()
	select {
	case <-second:
		t.Fatal("two large documents are at work at once")
	case <-time.After(20 * time.Millisecond):
	}
	first.release()
	<-second
}

func TestBudgetIsNotWaitedForWhenTheRunEnds(t *testing.T) {
	b := NewBudget(reader.Limits{})
	defer b.take(context.Background(), b.most, nil).release()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b.take(ctx, b.most, nil).release()
	b.alone(ctx, func(ctx context.Context) { newTurns().wait(ctx, 1) }).release()
}

// A document whose estimate exceeds the whole budget is read, and what it takes is given back.
func TestTheLargestDocumentIsReadAlone(t *testing.T) {
	b, ctx := NewBudget(reader.Limits{}), context.Background()
	for range 3 {
		s := b.take(ctx, 1<<60, nil)
		if !s.more(1<<20) || s.more(int(b.total)) {
			t.Error("a share takes what is left of the budget, and no more")
		}
		s.release()
		b.alone(ctx, nil).release()
	}
}

// letters is a page of which every letter is an element: it takes more than its bytes tell.
func letters(n int) string {
	return "<!doctype html><p>" + strings.Repeat("<i>a</i>", n) + " A flood of refugees."
}

// TestWhatOutgrowsItsShareIsReadAgain checks pages beside each other that take more than they seem
// to, with so little memory that one has to wait for the other. Each report must be the one that a
// page alone has, in the order of the inputs.
func TestWhatOutgrowsItsShareIsReadAgain(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	var names []string
	for i := range 6 {
		name := filepath.ToSlash(filepath.Join(folder, fmt.Sprintf("%d.html", i)))
		if err := os.WriteFile(name, []byte(letters(200_000+10_000*i)), 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	for _, jobs := range []int{1, 4} {
		c := New(lex, Options{Reader: reader.Options{Limits: reader.Limits{Memory: 100 << 20}}})
		run := Run{Checker: c, Inputs: (&Walk{Args: names}).Inputs(), Jobs: jobs}
		var got []string
		err := run.Each(context.Background(), func(r *analyzer.Report) error {
			if len(r.Findings) != 1 || len(r.Gaps()) != 0 {
				t.Errorf("%s with %d jobs: %d findings, gaps %v", r.Doc.Name, jobs, len(r.Findings), r.Gaps())
			}
			got = append(got, r.Doc.Name)
			return nil
		})
		if err != nil || !slices.Equal(got, names) {
			t.Errorf("%d jobs: %v, %v", jobs, got, err)
		}
		c.Close()
	}
}

// TestLargeDocumentsWaitForTheirTurn: a large document is not begun before all before it have been
// handed on, so that no finished one is kept beside it.
func TestLargeDocumentsWaitForTheirTurn(t *testing.T) {
	b, handed := NewBudget(reader.Limits{}), newTurns()
	var order []int
	err := inOrder(context.Background(), 4, slices.Values(numbers(20)), func(n int) int {
		weight := int64(freeBytes)
		if n%3 == 0 {
			weight = b.most
		}
		s := b.take(context.Background(), weight, func(ctx context.Context) { handed.wait(ctx, n) })
		defer s.release()
		if handed.mutex.Lock(); n%3 == 0 && handed.count != n {
			t.Errorf("document %d is begun after %d were handed on", n, handed.count)
		}
		handed.mutex.Unlock()
		return n
	}, light, func(n int) error {
		order = append(order, n)
		handed.pass()
		return nil
	})
	if err != nil || !slices.Equal(order, numbers(20)) {
		t.Errorf("%v, %v", order, err)
	}
}
