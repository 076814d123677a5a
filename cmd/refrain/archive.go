package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/lexicon"
	"refrain/reports"
)

// archiveFlags are for collections that are too large for one run, or for one machine.
type archiveFlags struct {
	list   string
	shard  shard
	resume bool
}

func (f *archiveFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.list, "files-from", "", "file with the names of what is to be read, one in a line; - is standard input")
	c.Flags().Var(&f.shard, "shard", "read one part of so many, such as 2/8; the parts together are the whole")
	c.Flags().BoolVar(&f.resume, "resume", false, "go on with the archive of a run that was broken off: what it holds is not analysed again")
}

// partly tells whether the run leaves out some of what the user's records are about.
func (f *archiveFlags) partly() bool { return f.list != "" || f.shard.of > 1 || f.resume }

// archive is where --format jsonl writes lines that --resume can go on with.
func (f *archiveFlags) archive(all outputs) (*output, error) {
	if !f.resume {
		return nil, nil
	}
	if len(all) != 1 || !all[0].lines {
		return nil, hinted{errors.New("--resume: there is no archive to go on with"), "write one: --format jsonl --output archive.jsonl"}
	}
	return all[0], nil
}

// shard is one part of all documents. The zero value is the whole.
type shard struct{ number, of int }

func (s *shard) String() string {
	if s.of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.number, s.of)
}

func (s *shard) Type() string { return "I/N" }

func (s *shard) Set(text string) error {
	number, of, _ := strings.Cut(text, "/")
	n, err := strconv.Atoi(number)
	all, err2 := strconv.Atoi(of)
	if err != nil || err2 != nil || n < 1 || n > all {
		return errors.New("expected a part and the number of parts, such as 2/8")
	}
	*s = shard{n, all}
	return nil
}

// holds tells whether a document belongs to the part. It goes by the name alone, so that it is the same whatever else is read.
func (s *shard) holds(name string) bool {
	if s.of <= 1 {
		return true
	}
	h := fnv.New64a()
	io.WriteString(h, name)
	return h.Sum64()%uint64(s.of) == uint64(s.number-1)
}

// maxName is how many bytes a name in a list may have.
const maxName = 64 << 10

// maxList is how many bytes of a list are held, where one that is no file has to be read twice.
const maxList = 256 << 20

// list is a list of the names of files, one in a line. It may be longer than memory.
type list struct {
	name string // "-" for standard input
	from func() io.Reader
	file *os.File // to be closed; nil for standard input
}

// list opens a list. One that is a file can be read again and again; another only if it is to be:
// then it is held in memory.
func (a *app) list(name string, again bool) (*list, error) {
	l := &list{name: name}
	from := a.stdin
	if name != "-" {
		var err error
		if l.file, err = os.Open(name); err != nil {
			return nil, fmt.Errorf("--files-from %s: %w", name, reason(err))
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
		l.close()
		return nil, fmt.Errorf("--files-from %s: %w", name, reason(err))
	case len(held) > maxList:
		l.close()
		err := fmt.Errorf("--files-from %s: longer than %d bytes, and no file", name, maxList)
		return nil, hinted{err, "write it into a file and name that"}
	}
	l.from = func() io.Reader { return bytes.NewReader(held) }
	return l, nil
}

func (l *list) close() {
	if l != nil && l.file != nil {
		l.file.Close()
	}
}

// names are the names in the list, as they come. A list that cannot be read to its end is an error
// of the last one.
func (l *list) names() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		lines := bufio.NewScanner(l.from())
		lines.Buffer(nil, maxName)
		for lines.Scan() {
			if name := strings.TrimSuffix(lines.Text(), "\r"); name != "" && !yield(name, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(l.name, fmt.Errorf("the list of files cannot be read to its end: %w", reason(err)))
		}
	}
}

// kept are the lines of an archive that a run goes on with.
type kept struct {
	file  *os.File
	lex   *lexicon.Lexicon
	lines map[[16]byte]place // by document
	size  int64              // of the whole lines
}

// place is where a line stands in a file.
type place struct{ at, length int64 }

// keep reads an archive as far as it is whole. All lines must be of the same version, lexicon and tiers as the run: a document that was read with
// others would have to be read again.
func keep(name string, lex *lexicon.Lexicon, run reports.Run) (*kept, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, hinted{fmt.Errorf("%s: is no file, so there is nothing to go on with", name), "leave --resume out"}
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &kept{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, reason(err))
	}
	k := &kept{file: file, lex: lex, lines: map[[16]byte]place{}}
	err = eachLine(file, name, func(line []byte, at int64) error {
		var o origin
		if err := json.Unmarshal(line, &o); err != nil {
			return errors.New("not a line of an archive")
		}
		if o.Lexicon != lex.SHA256 || o.Tool != run.Version || !slices.Equal(o.Tiers, run.Tiers) {
			return hinted{errors.New("the archive was begun with another version, lexicon or tiers"), "write another file, or leave --resume out and begin anew"}
		}
		k.size = at + int64(len(line)) + 1
		if o.SHA256 != "" { // What could not be read is tried again.
			k.lines[fingerprint(reports.FileName(o.Path), o.SHA256)] = place{at, int64(len(line))}
		}
		return nil
	})
	if err != nil {
		file.Close()
		return nil, err
	}
	return k, nil
}

// origin is what a line of an archive says of how it was made.
type origin struct {
	Path    string   `json:"path"`
	SHA256  string   `json:"sha256"`
	Tool    string   `json:"tool"`
	Lexicon string   `json:"lexicon"`
	Tiers   []string `json:"tiers"`
}

// fingerprint stands for a document's name and content: a million of them take little memory.
func fingerprint(path, sum string) [16]byte {
	h := sha256.Sum256([]byte(path + "\x00" + sum))
	return [16]byte(h[:16])
}

// report is the archive's report of an input with this content, or nil.
func (k *kept) report(in input, src string) *analyzer.Report {
	if len(k.lines) == 0 {
		return nil
	}
	sum := sha256.New()
	io.Copy(sum, struct{ io.Reader }{strings.NewReader(src)}) // The plain Reader copies piece by piece, not as a whole.
	at, ok := k.lines[fingerprint(in.document(), hex.EncodeToString(sum.Sum(nil)))]
	if !ok {
		return nil
	}
	line := make([]byte, at.length)
	if _, err := k.file.ReadAt(line, at.at); err != nil {
		return nil
	}
	report, _, err := reports.Restore(line, k.lex)
	if err != nil {
		return nil
	}
	return report
}

func (k *kept) close() {
	if k.file != nil {
		k.file.Close()
	}
}

// restored tells whether a report comes from an archive.
func restored(r *analyzer.Report) bool { return r.Doc.Places != nil }

// maxLine is how many bytes a line of an archive may have.
const maxLine = 1 << 30

// eachLine hands on the whole lines of an archive and where each begins. A last line without an end is one that a broken run left.
func eachLine(file io.Reader, name string, do func(line []byte, at int64) error) error {
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
				return fmt.Errorf("%s: %w", name, reason(err))
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
