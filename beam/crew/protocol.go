package crew

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"refrain/analyzer/document"
	"refrain/internal/remedy"
)

// A process reads Settings and then, for each document, a request and the pieces of its content. It
// answers the settings and each document.
type (
	request struct {
		Name string
		Lost *document.Gap // why nothing of it is read; then no piece follows
	}
	piece struct {
		Bytes  []byte
		Last   bool
		Failed *failure // why the rest cannot be read, in the last
	}
	answer struct {
		Line  []byte // of the archive, with its end
		Again bool   // a fault or the clock ended it, which may not happen again
		Stale bool   // the process may still be at work on it
		Fault string // why the process cannot work at all
	}
)

// failure is an error of reading a file, between processes. It keeps what a report says about it.
type failure struct {
	Absent, Denied bool
	Reason         string
	Remedy         string
}

func failureOf(err error) *failure {
	return &failure{
		Absent: errors.Is(err, fs.ErrNotExist), Denied: errors.Is(err, fs.ErrPermission),
		Reason: remedy.Reason(err).Error(), Remedy: remedy.Of(err),
	}
}

// error is the error again, as reading a local file would have given it.
func (f *failure) error() error {
	switch {
	case f.Absent:
		return fs.ErrNotExist
	case f.Denied:
		return fmt.Errorf("%w", fs.ErrPermission)
	}
	return errors.New(f.Reason)
}

// wire is one end of the connection with a process.
type wire struct {
	in  *gob.Decoder
	out *gob.Encoder
	end *bufio.Writer
}

func newWire(in io.Reader, out io.Writer) *wire {
	end := bufio.NewWriter(out)
	return &wire{gob.NewDecoder(bufio.NewReader(in)), gob.NewEncoder(end), end}
}

// pieceSize is how many bytes of a content are sent at a time.
const pieceSize = 256 << 10

func (w *wire) send(value any) error {
	if err := w.out.Encode(value); err != nil {
		return err
	}
	return w.end.Flush()
}

// sendContent sends what from gives, at most so many bytes and one more.
func (w *wire) sendContent(from io.Reader, most int) error {
	from = io.LimitReader(from, int64(most)+1)
	buffer := make([]byte, pieceSize)
	for {
		n, err := io.ReadFull(from, buffer)
		p := piece{Bytes: buffer[:n]}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			p.Last = true
		case err != nil:
			p.Last, p.Failed = true, failureOf(err)
		}
		if err := w.send(&p); err != nil || p.Last {
			return err
		}
	}
}
