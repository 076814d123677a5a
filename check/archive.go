package check

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"refrain/analyzer"
	"refrain/internal/remedy"
	"refrain/lexicon"
	"refrain/reports"
	"refrain/reports/json"
)

// Archive is the lines of an earlier run that a run goes on with. The zero value holds none.
type Archive struct {
	file  *os.File
	lex   *lexicon.Lexicon
	lines map[[16]byte]place // by document
	size  int64              // of the whole lines
}

// place is where a line stands in a file.
type place struct{ at, length int64 }

// OpenArchive reads an archive as far as it is whole. All lines must be of the version, lexicon and
// tiers of the run: a document that was read with others would have to be read again. An archive
// that does not exist is empty. The caller closes it.
func OpenArchive(name string, lex *lexicon.Lexicon, run reports.Run) (*Archive, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, remedy.Error{
			Err: fmt.Errorf("%s: is no file, so there is nothing to go on with", name), Remedy: "leave --resume out",
		}
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &Archive{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	k := &Archive{file: file, lex: lex, lines: map[[16]byte]place{}}
	err = EachLine(file, name, func(line []byte, at int64) error {
		o, err := json.OriginOf(line)
		if err != nil {
			return err
		}
		if o.Lexicon != lex.SHA256 || o.Tool != run.Version || !slices.Equal(o.Tiers, run.Tiers) {
			return remedy.Error{
				Err:    errors.New("the archive was begun with another version, lexicon or tiers"),
				Remedy: "write another file, or leave --resume out and begin anew",
			}
		}
		k.size = at + int64(len(line)) + 1
		if o.SHA256 != "" { // What could not be read is tried again.
			k.lines[Fingerprint(o.Path, o.SHA256)] = place{at, int64(len(line))}
		}
		return nil
	})
	if err != nil {
		file.Close()
		return nil, err
	}
	return k, nil
}

// Fingerprint stands for a document's name and content: a million of them take little memory.
func Fingerprint(path, sum string) [16]byte {
	h := sha256.Sum256([]byte(path + "\x00" + sum))
	return [16]byte(h[:16])
}

// report is the archive's report of an input with this content, or nil.
func (k *Archive) report(in Input, src string) *analyzer.Report {
	if len(k.lines) == 0 {
		return nil
	}
	at, ok := k.lines[Fingerprint(in.Document(), sumOf(src))]
	if !ok {
		return nil
	}
	line := make([]byte, at.length)
	if _, err := k.file.ReadAt(line, at.at); err != nil {
		return nil
	}
	report, _, err := json.Restore(line, k.lex)
	if err != nil {
		return nil
	}
	return report
}

// Size is how many bytes the whole lines take.
func (k *Archive) Size() int64 { return k.size }

// Close closes the archive.
func (k *Archive) Close() {
	if k.file != nil {
		k.file.Close()
	}
}

// Restored reports whether a report comes from an archive.
func Restored(r *analyzer.Report) bool { return r.Doc.Places != nil }

// maxLine is how many bytes a line of an archive may have.
const maxLine = 1 << 30

// EachLine hands on the whole lines of an archive and where each begins. A last line without an end
// is one that a broken run left.
func EachLine(file io.Reader, name string, do func(line []byte, at int64) error) error {
	lines := bufio.NewReaderSize(file, 1<<20)
	var line []byte
	at := int64(0)
	for number := 1; ; number++ {
		line = line[:0]
		for {
			piece, err := lines.ReadSlice('\n')
			line = append(line, piece...)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err == nil {
				break
			}
			if !errors.Is(err, bufio.ErrBufferFull) {
				return fmt.Errorf("%s: %w", name, remedy.Reason(err))
			}
			if len(line) > maxLine {
				return fmt.Errorf("%s:%d: longer than %d bytes", name, number, maxLine)
			}
		}
		if err := do(line[:len(line)-1], at); err != nil {
			return fmt.Errorf("%s:%d: %w", name, number, err)
		}
		at += int64(len(line))
	}
}
