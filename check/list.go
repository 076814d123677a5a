package check

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"strings"

	"refrain/internal/remedy"
)

// maxName is how many bytes a name in a list may have.
const maxName = 64 << 10

// maxList is how many bytes of a list are held, where one that is no file has to be read twice.
const maxList = 256 << 20

// List is a list of the names of files, one in a line. It may be longer than memory.
type List struct {
	name string // "-" for standard input
	from func() io.Reader
	file *os.File // to be closed; nil for standard input
}

// OpenList opens a list; the name "-" is stdin. One that is a file can be read again and again;
// another only if it is to be: then it is held in memory. The caller closes it.
func OpenList(name string, stdin io.Reader, again bool) (*List, error) {
	l := &List{name: name}
	from := stdin
	if name != "-" {
		var err error
		if l.file, err = os.Open(name); err != nil {
			return nil, fmt.Errorf("--files-from %s: %w", name, remedy.Reason(err))
		}
		from = l.file
	}
	l.from = func() io.Reader { return from }
	if file, ok := from.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			// Somebody may have read the beginning of standard input.
			at, err := file.Seek(0, io.SeekCurrent)
			l.from = func() io.Reader { return io.NewSectionReader(file, at, math.MaxInt64-at) }
			return l, err
		}
	}
	if !again {
		return l, nil
	}
	held, err := io.ReadAll(io.LimitReader(from, maxList+1))
	switch {
	case err != nil:
		l.Close()
		return nil, fmt.Errorf("--files-from %s: %w", name, remedy.Reason(err))
	case len(held) > maxList:
		l.Close()
		err := fmt.Errorf("--files-from %s: longer than %d bytes, and no file", name, maxList)
		return nil, remedy.Error{Err: err, Remedy: "write it into a file and name that"}
	}
	l.from = func() io.Reader { return bytes.NewReader(held) }
	return l, nil
}

// Close closes the list. A nil list is none.
func (l *List) Close() {
	if l != nil && l.file != nil {
		l.file.Close()
	}
}

// Names are the names in the list, as they come. A list that cannot be read to its end is an error
// of the last one.
func (l *List) Names() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		lines := bufio.NewScanner(l.from())
		lines.Buffer(nil, maxName)
		for lines.Scan() {
			if name := strings.TrimSuffix(lines.Text(), "\r"); name != "" && !yield(name, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(l.name, fmt.Errorf("the list of files cannot be read to its end: %w", remedy.Reason(err)))
		}
	}
}
