package document

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// someRuns are runs of every kind, in order.
func someRuns(t *rapid.T) []Run {
	number := func(most int) int {
		n := rapid.IntRange(0, 9).Draw(t, "small")
		if n == 9 {
			n = rapid.IntRange(0, most).Draw(t, "large")
		}
		return n
	}
	side := rapid.SampledFrom([]float32{0, 1.5, 2, -7.25, 600, 1e-30})
	var runs []Run
	var text int
	r := Run{}
	for range rapid.IntRange(0, 3*groupSize).Draw(t, "runs") {
		text += number(1000)
		r.Span = Span{text, text + 1 + number(1<<20)}
		text = r.End
		r.Source.Start = number(1 << 30)
		r.Source.End = r.Source.Start + number(1<<20)
		switch number(100) {
		case 0:
			r.Source.End = r.Source.Start + r.Len()
		case 1:
			r.Page, r.Line = number(20_000), number(100)
		case 2:
			r.Line++
		case 3:
			r.Printed = number(60)
		case 4:
			r.Time = time.Duration(number(1 << 40))
		case 5:
			r.Part = rapid.SampledFrom([]string{"", "word/document.xml", "word/footnotes.xml", "/a/b"}).
				Draw(t, "part")
		}
		r.Boxes = nil
		for range number(100) % 7 {
			box := Box{side.Draw(t, "left"), side.Draw(t, "top"), side.Draw(t, "right"), side.Draw(t, "bottom")}
			r.Boxes = append(r.Boxes, box)
		}
		runs = append(runs, r)
	}
	return runs
}

func TestRunsAreTheSameUnpacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := someRuns(t)
		packed := RunsOf(runs...)
		if got := packed.Unpacked(); packed.Len() != len(runs) || len(runs) > 0 && !cmp.Equal(got, runs) {
			t.Fatalf("%d runs are other ones unpacked: %s", packed.Len(), cmp.Diff(runs, got))
		}
	})
}

func TestRunsAreFoundFromAnyOffset(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := someRuns(t)
		packed := RunsOf(runs...)
		if len(runs) == 0 {
			return
		}
		near := runs[rapid.IntRange(0, len(runs)-1).Draw(t, "near")]
		offset := rapid.IntRange(max(near.Start-3, 0), near.End+3).Draw(t, "offset")
		first := 0
		for first < len(runs) && runs[first].End <= offset {
			first++
		}
		i := first
		for r := range packed.From(offset) {
			if i == len(runs) || !cmp.Equal(*r, runs[i]) {
				t.Fatalf("from %d on, run %d is %+v", offset, i, *r)
			}
			i++
		}
		if i != len(runs) {
			t.Fatalf("from %d on, %d runs, want %d", offset, i-first, len(runs)-first)
		}
		for i = len(runs) - 1; i >= 0 && runs[i].Start >= offset; i-- {
		}
		for r := range packed.backward(offset) {
			if i < 0 || r.Span != runs[i].Span {
				t.Fatalf("back from %d, run %d is %v", offset, i, r.Span)
			}
			i--
		}
		if i >= 0 {
			t.Fatalf("back from %d, %d runs are missing", offset, i+1)
		}
	})
}

// TestFoldedTextHasSmallRuns packs the runs of a text of ligatures and blanks, each of which is a
// run of its own, and of a page's line.
func TestFoldedTextHasSmallRuns(t *testing.T) {
	var ligatures, lines Runs
	const many = 100_000
	for i := range many {
		ligatures.Append(&Run{Span: Span{3 * i, 3*i + 2}, Source: Span{4 * i, 4*i + 3}})
		ligatures.Append(&Run{Span: Span{3*i + 2, 3*i + 3}, Source: Span{4*i + 3, 4*i + 4}})
	}
	if got, most := ligatures.Size(), 3*2*many; got > most {
		t.Errorf("%d runs of ligatures take %d bytes, want at most %d", ligatures.Len(), got, most)
	}
	boxes := make([]Box, 80)
	for i := range boxes {
		boxes[i] = Box{float32(i) * 5.1, 100, float32(i+1) * 5.1, 112}
	}
	for i := range many / 100 {
		lines.Append(&Run{Span: Span{80 * i, 80*i + 80}, Line: i, Boxes: boxes})
	}
	if got, most := lines.Size(), 6*80*many/100; got > most {
		t.Errorf("%d lines of 80 letters take %d bytes, want at most %d", lines.Len(), got, most)
	}
}
