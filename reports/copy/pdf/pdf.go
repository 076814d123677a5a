// Package pdf adds annotations to a PDF without changing a byte of it: what is added comes after
// the file, as the format allows for.
//
// The library that reads and writes PDF, github.com/pdfcpu/pdfcpu, cannot be stopped from outside
// and may loop on a damaged file. So the work is done in a child process with bounds on its time
// and memory.
package pdf

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"refrain/internal/child"
)

// Mark is an annotation: words that are highlighted, or, when it has no quads, a note at a place.
type Mark struct {
	Page   int        // from 1
	Quads  []Quad     // one for each line of the words
	At     Point      // of a note: its upper left corner as the page is displayed
	Colour [3]float64 // red, green and blue, each from 0 to 1
	Number int        // printed beside the words; 0 for none
	// where it is printed; its digits are as high as that
	NumberAt Quad
	ID       string // unique on its page
	About    string // a few words
	Text     string // what is shown when the annotation is opened
}

// Point is a place in the file's own space: in points, y growing upwards, not turned.
type Point struct{ X, Y float64 }

// Quad is a line of words: its upper left, upper right, lower left and lower right corner, as a
// person sees them.
type Quad [4]Point

// Options bound what the work may cost. A zero field has its default.
type Options struct {
	// of the annotations; they have none when it is zero: a date from a clock would make the same
	// input give other bytes
	Date   time.Time
	Memory int64         // bytes that the child may hold; 1 GiB
	Time   time.Duration // 15 s and one second more for every 512 KiB of the file

	// Notices are what the text of the first mark begins with in a file that is signed.
	Notices map[Seal]string

	// Child is the command that calls Work with its standard input and output. nil is this program
	// with the argument ChildCommand.
	Child func(ctx context.Context) (*exec.Cmd, error)
}

// Added is what Add has to say about a file.
type Added struct {
	Bytes []byte // that add the marks when they are written after those of the file
	Seal  Seal
}

// Seal is what the signatures of a file say about comments that come after them. The signed bytes
// stay as they are, so a signature over them can still be verified.
type Seal int

const (
	Unsigned Seal = iota
	Granted       // nobody has signed, but a program gave rights to readers of the file as it was
	Signed        // signed; comments are later changes, which viewers report
	Open          // certified by its author, who allows comments
	Closed        // certified by its author, who allows no comments: viewers call the copy altered
)

// ChildCommand is the argument with which a program that uses Add calls Work and does nothing else.
const ChildCommand = "annotate-pdf"

// Tail is how a file ends to which Add has added, unless somebody has changed it since.
const Tail = "%refrain copy\n"

// Why a file gets no annotations.
var (
	ErrCopy      = errors.New("holds refrain's annotations already; name the original")
	ErrEncrypted = errors.New("encrypted in a way in which annotations cannot be added")
	ErrForbidden = errors.New("encrypted, and its permissions allow no annotations")
	ErrDamaged   = errors.New("damaged, or of an unusual structure; annotations cannot be added without changing the file")
	ErrLimit     = errors.New("took too much time or memory; annotations cannot be added")
)

// reasons are the errors that a child may name.
var reasons = []error{ErrCopy, ErrEncrypted, ErrForbidden, ErrDamaged}

// request is what the child is told, before the file's bytes.
type request struct {
	Marks   []Mark
	Date    time.Time
	Memory  int64
	Notices map[Seal]string
}

// answer is what the child says: what to add, or why there is nothing.
type answer struct {
	Added  Added
	Reason string
}

// Add gives the bytes that, written after those of src, add the marks. The same input gives the
// same bytes. What is added to an encrypted file is encrypted with its key. The errors are those
// above, or say that no child could be started.
func Add(src string, marks []Mark, o Options) (Added, error) {
	if o.Memory <= 0 {
		o.Memory = 1 << 30
	}
	if o.Time <= 0 {
		o.Time = 15*time.Second + time.Duration(len(src)>>19)*time.Second
	}
	ctx, cancel := context.WithTimeout(context.Background(), o.Time)
	defer cancel()
	start := o.Child
	if start == nil {
		start = func(ctx context.Context) (*exec.Cmd, error) { return child.Command(ctx, ChildCommand) }
	}
	work, err := start(ctx)
	if err != nil {
		return Added{}, fmt.Errorf("the writer of PDF does not start: %w", err)
	}
	if work.Stdin, err = child.Request(request{marks, o.Date, o.Memory, o.Notices}, src); err != nil {
		return Added{}, fmt.Errorf("the writer of PDF does not start: %w", err)
	}
	answers, err := work.StdoutPipe()
	if err != nil {
		return Added{}, fmt.Errorf("the writer of PDF does not start: %w", err)
	}
	if err := work.Start(); err != nil {
		return Added{}, fmt.Errorf("the writer of PDF does not start: %w", err)
	}
	var a answer
	broken := gob.NewDecoder(io.LimitReader(answers, o.Memory)).Decode(&a)
	cancel()
	work.Wait()
	if broken != nil {
		return Added{}, ErrLimit // The child says of everything else what it is.
	}
	for _, reason := range reasons {
		if a.Reason == reason.Error() {
			return Added{}, reason
		}
	}
	if a.Reason != "" || len(a.Added.Bytes) == 0 {
		return Added{}, ErrDamaged
	}
	return a.Added, nil
}
