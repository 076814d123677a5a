package check

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
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
	if got := weigh(packed); got < 8<<20 {
		t.Errorf("a container of 8 MiB in %d bytes weighs %d", len(packed), got)
	}
	if got := weigh("%PDF-1.7"); got < pdfBytes {
		t.Errorf("a PDF weighs %d, less than its engine", got)
	}
}

// Two documents that may each take the whole budget are not read at the same time, and small ones
// never wait.
func TestLargeDocumentsShareOneBudget(t *testing.T) {
	b, ctx := newBudget(), context.Background()
	large := strings.Repeat(" ", budgetBytes/perTextByte+1)
	release := b.take(ctx, large)
	b.take(ctx, "small")()
	second := make(chan struct{})
	go func() {
		b.take(ctx, large)()
		close(second)
	}()
	select {
	case <-second:
		t.Fatal("two large documents are at work at once")
	case <-time.After(20 * time.Millisecond):
	}
	release()
	<-second
}

func TestBudgetIsNotWaitedForWhenTheRunEnds(t *testing.T) {
	b := newBudget()
	large := strings.Repeat(" ", budgetBytes/perTextByte+1)
	defer b.take(context.Background(), large)()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b.take(ctx, large)()
}
