package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/display"
	"refrain/reports/wording"
)

// Measures of the progress line.
const (
	progressFrom  = time.Second            // of work before there is a line at all
	progressEvery = 200 * time.Millisecond // it is drawn anew
	forecastFrom  = 3 * time.Second        // of work before the time left is foretold
)

// progress tells on a terminal how far a check has come, in one line of standard error that is
// drawn over itself. Beside it everything that is written to the terminal keeps its own lines. A
// nil progress is silent.
//
// One line and a clock need no library; those for progress bars draw several lines from goroutines
// of their own, which breaks a report that goes to the same terminal.
type progress struct {
	to    io.Writer
	width func() int
	ended chan struct{} // closed by end
	drawn chan struct{} // closed when nothing is drawn any more

	mu      sync.Mutex
	begun   time.Time
	counted bool     // all inputs are known: files and bytes are final
	files   int      // found so far
	bytes   int64    // of them
	done    int      // files
	read    int64    // bytes of files that are done
	pages   int      // of files that are done
	now     []string // files that are being read, the longest at it first
	shown   int      // columns of the line that stands on the terminal
	midline bool     // something else has begun a line there
}

// progress begins a line on standard error, where somebody looks at it.
func (a *app) progress(quiet bool) *progress {
	file, ok := a.stderr.(*os.File)
	if quiet || !ok || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	p := &progress{to: file, ended: make(chan struct{}), drawn: make(chan struct{}), begun: time.Now()}
	p.width = func() int {
		width, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			return 80
		}
		return width
	}
	go p.draw()
	a.line = p
	return p
}

// draw draws until the end.
func (p *progress) draw() {
	defer close(p.drawn)
	ticker := time.NewTicker(progressEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.ended:
			return
		case now := <-ticker.C:
			p.at(now)
		}
	}
}

// at draws the line as it is at that time.
func (p *progress) at(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if elapsed := now.Sub(p.begun); elapsed >= progressFrom && !p.midline {
		p.clear()
		line := p.line(elapsed, p.width()-1)
		io.WriteString(p.to, line)
		p.shown = wording.Columns(line)
	}
}

// clear takes the line away. Blanks do it on every terminal; two more of them cover the sign of an
// interrupt.
func (p *progress) clear() {
	if p.shown > 0 {
		io.WriteString(p.to, "\r"+strings.Repeat(" ", min(p.shown+2, max(p.width()-1, 0)))+"\r")
	}
	p.shown = 0
}

// line is what there is to say, in at most so many columns.
func (p *progress) line(elapsed time.Duration, most int) string {
	if !p.counted {
		return wording.Beginning(fmt.Sprintf("refrain: looking for files, %s so far", counted(p.files, "file")), most)
	}
	head := fmt.Sprintf("refrain: %d of %s", p.done, counted(p.files, "file"))
	if p.pages > 0 {
		head += ", " + counted(p.pages, "page")
	}
	tail := ""
	if elapsed >= forecastFrom && p.read > 0 && p.read < p.bytes {
		tail = "; " + left(time.Duration(float64(elapsed)*float64(p.bytes-p.read)/float64(p.read)))
	}
	if len(p.now) > 0 {
		name := display.Shown(display.Printable(p.now[0]))
		if name = wording.Ending(name, most-wording.Columns(head)-wording.Columns(tail)-len("; ")); name != "" {
			head += "; " + name
		}
	}
	return wording.Beginning(head+tail, most)
}

// left is a time to wait, as roughly as it is known.
func left(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("about %d s left", max(5, int(d.Seconds()+4)/5*5))
	case d < time.Hour:
		return fmt.Sprintf("about %d min left", int(d.Minutes()+0.5))
	}
	return fmt.Sprintf("about %.1f h left", d.Hours())
}

// counted is a number with its noun. The number has no commas, so that the line stays short.
func counted(n int, noun string) string { return fmt.Sprintf("%d %s", n, wording.Plural(n, noun)) }

// all finds all inputs before the first is read, so that it is known how many there are. It stops
// looking when ctx ends.
func (p *progress) all(ctx context.Context, inputs iter.Seq[check.Input]) iter.Seq[check.Input] {
	if p == nil {
		return inputs
	}
	var found []check.Input
	for in := range inputs {
		found = append(found, in)
		p.mu.Lock()
		p.files++
		p.bytes += size(in)
		p.mu.Unlock()
		if ctx.Err() != nil {
			break
		}
	}
	p.mu.Lock()
	p.counted = true
	p.mu.Unlock()
	return slices.Values(found)
}

// size is how many bytes an input has, as far as can be told without reading it.
func size(in check.Input) int64 {
	if info, err := os.Stat(in.Name); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

// begins says that an input is being read.
func (p *progress) begins(in check.Input) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = append(p.now, in.Name)
}

// ends says that an input has been read and examined; nil is a file of no kind that can be read.
func (p *progress) ends(in check.Input, r *analyzer.Report) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.now, in.Name); i >= 0 {
		p.now = slices.Delete(p.now, i, i+1)
	}
	p.done++
	p.read += size(in)
	if r != nil {
		p.pages += len(r.Doc.Pages)
	}
}

// end takes the line away for good.
func (p *progress) end() {
	if p == nil {
		return
	}
	close(p.ended)
	<-p.drawn
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// around is w for writing beside the line, where w is the same terminal; else it is w itself.
func (p *progress) around(w io.Writer) io.Writer {
	if file, ok := w.(*os.File); p == nil || !ok || !term.IsTerminal(int(file.Fd())) {
		return w
	}
	return lines{p, w}
}

// lines writes lines to the terminal on which the progress is drawn.
type lines struct {
	p *progress
	w io.Writer
}

func (l lines) Write(b []byte) (int, error) {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	l.p.clear()
	if len(b) > 0 {
		l.p.midline = b[len(b)-1] != '\n'
	}
	return l.w.Write(b)
}
