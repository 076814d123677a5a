package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
)

// drawing is a terminal of so many columns, and what is drawn on it.
func drawing(columns int) (*progress, *strings.Builder) {
	var b strings.Builder
	return &progress{
		to: &b, width: func() int { return columns }, counted: true, ended: make(chan struct{}), drawn: make(chan struct{}),
	}, &b
}

func TestProgressSaysHowFarItIs(t *testing.T) {
	for _, c := range []struct {
		change  func(*progress)
		elapsed time.Duration
		most    int
		want    string
	}{
		{func(p *progress) { p.counted = false }, 2 * time.Second, 79, "refrain: looking for files, 340 files so far"},
		{func(p *progress) {}, 2 * time.Second, 79, "refrain: 12 of 340 files, 1204 pages; docs/bill.pdf"},
		{func(p *progress) {}, 3 * time.Second, 79, "refrain: 12 of 340 files, 1204 pages; docs/bill.pdf; about 15 s left"},
		{func(p *progress) {}, 30 * time.Second, 79, "refrain: 12 of 340 files, 1204 pages; docs/bill.pdf; about 2 min left"},
		{
			func(p *progress) { p.bytes = 1e6 }, 30 * time.Second, 79,
			"refrain: 12 of 340 files, 1204 pages; docs/bill.pdf; about 8.3 h left",
		},
		{func(p *progress) { p.read = p.bytes }, 30 * time.Second, 79, "refrain: 12 of 340 files, 1204 pages; docs/bill.pdf"},
		{
			func(p *progress) { p.files, p.done, p.pages, p.now = 1, 0, 0, []string{"a\x1b[2J\n.pdf"} }, 30 * time.Second, 79,
			"refrain: 0 of 1 file; a·[2J·.pdf; about 2 min left",
		},
		{func(p *progress) {}, 2 * time.Second, 45, "refrain: 12 of 340 files, 1204 pages; …ll.pdf"},
		{
			func(p *progress) { p.now = []string{"東京の記者.pdf"} }, 2 * time.Second, 48,
			"refrain: 12 of 340 files, 1204 pages; …記者.pdf",
		},
		{func(p *progress) {}, 2 * time.Second, 20, "refrain: 12 of 340 f"},
		{func(p *progress) {}, 2 * time.Second, -1, ""},
	} {
		p, _ := drawing(80)
		p.files, p.done, p.pages, p.bytes, p.read, p.now = 340, 12, 1204, 5000, 1000, []string{"docs/bill.pdf", "b.txt"}
		c.change(p)
		if got := p.line(c.elapsed, c.most); got != c.want {
			t.Errorf("after %v in %d columns:\n got %q\nwant %q", c.elapsed, c.most, got, c.want)
		}
	}
}

func TestShortWorkHasNoProgress(t *testing.T) {
	p, b := drawing(80)
	p.at(p.begun.Add(999 * time.Millisecond))
	if b.Len() > 0 {
		t.Errorf("got %q", b.String())
	}
	p.at(p.begun.Add(time.Second))
	if got := b.String(); got != "refrain: 0 of 0 files" {
		t.Errorf("got %q", got)
	}
}

// What else is written to the terminal begins on a line of its own, and the progress waits until
// that line has ended.
func TestProgressLeavesOtherLinesAlone(t *testing.T) {
	p, b := drawing(80)
	p.at(p.begun.Add(time.Second))
	l := lines{p, b}
	blank := "\r" + strings.Repeat(" ", len("refrain: 0 of 0 files")+2) + "\r"
	for _, s := range []string{"half a ", "line\n"} {
		if n, err := l.Write([]byte(s)); n != len(s) || err != nil {
			t.Errorf("wrote %d, %v", n, err)
		}
		p.at(p.begun.Add(2 * time.Second))
	}
	close(p.drawn)
	p.end()
	if want := "refrain: 0 of 0 files" + blank + "half a line\nrefrain: 0 of 0 files" + blank; b.String() != want {
		t.Errorf(" got %q\nwant %q", b.String(), want)
	}
}

func TestProgressCountsFilesPagesAndBytes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, make([]byte, 700), 0o644); err != nil {
		t.Fatal(err)
	}
	p, _ := drawing(80)
	p.counted = false
	in := []check.Input{{Name: name}, {Name: "gone.txt"}, {Name: "-"}}
	if got := slices.Collect(p.all(context.Background(), slices.Values(in))); !slices.Equal(got, in) {
		t.Errorf("got %v", got)
	}
	p.begins(in[0])
	p.begins(in[1])
	p.ends(in[0], &analyzer.Report{Doc: &document.Document{Pages: make([]document.Page, 3)}})
	p.ends(in[1], nil)
	if !p.counted || p.files != 3 || p.bytes != 700 || p.done != 2 || p.read != 700 || p.pages != 3 || len(p.now) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestProgressStopsLookingWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p, _ := drawing(80)
	if got := slices.Collect(p.all(ctx, slices.Values(make([]check.Input, 100)))); len(got) != 1 {
		t.Errorf("%d files were looked for", len(got))
	}
}

func TestNoProgressWhereNobodyLooks(t *testing.T) {
	var b strings.Builder
	a := &app{stderr: &b}
	p := a.progress(false)
	if p != nil {
		t.Fatal("there is a progress without a terminal")
	}
	in := []check.Input{{Name: "a"}}
	p.begins(in[0])
	p.ends(in[0], nil)
	if got := slices.Collect(p.all(context.Background(), slices.Values(in))); !slices.Equal(got, in) {
		t.Errorf("got %v", got)
	}
	if p.around(&b) != &b {
		t.Error("it stands before a writer")
	}
	p.end()
}
