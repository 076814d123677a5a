package check

import (
	"archive/zip"
	"context"
	"strings"

	"golang.org/x/sync/semaphore"
)

// The memory that the documents of a run share while they are read and analysed. What one document
// may take is bounded by the limits; the budget keeps several large ones from taking it at once.
const (
	budgetBytes = 1536 << 20 // for all documents at work
	freeBytes   = 48 << 20   // a document that takes less is not counted

	perTextByte = 24        // what a document takes for a byte of text or markup, at most
	perPDFByte  = 8         // and for a byte of a PDF
	pdfBytes    = 128 << 20 // and for the engine that reads one
)

// budget is the memory that documents share. The zero value is not usable; see newBudget.
type budget struct{ shared *semaphore.Weighted }

func newBudget() budget { return budget{semaphore.NewWeighted(budgetBytes)} }

// take waits until there is memory for a document, and returns what gives it back. It returns at
// once when ctx ends. A document that may take more than the whole budget is read alone.
func (b budget) take(ctx context.Context, content string) (release func()) {
	weight := min(weigh(content), budgetBytes)
	if weight <= freeBytes || b.shared.Acquire(ctx, weight) != nil {
		return func() {}
	}
	return func() { b.shared.Release(weight) }
}

// weigh estimates the memory that a document takes at most, without reading it: from its size, and
// for a container from the sizes that its parts declare.
func weigh(content string) int64 {
	size := int64(len(content))
	switch head := content[:min(len(content), 1024)]; {
	case strings.HasPrefix(head, "PK"):
		files, err := zip.NewReader(strings.NewReader(content), size)
		if err != nil {
			break
		}
		size = 0
		for _, f := range files.File {
			if declared := f.UncompressedSize64; declared < budgetBytes {
				size = min(size+int64(declared), budgetBytes)
			} else {
				size = budgetBytes
			}
		}
	case strings.Contains(head, "%PDF-"):
		return pdfBytes + perPDFByte*size
	}
	return perTextByte * size
}
