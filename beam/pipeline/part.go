package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"refrain/analyzer/document"
	"refrain/beam/crew"
	"refrain/beam/files"
	"refrain/beam/tally"
	"refrain/check"
	"refrain/internal/remedy"
	"refrain/lexicon"
	archive "refrain/reports/json"
)

// checkPart checks the documents of one part, writes them as one file, and counts them.
type checkPart struct {
	Settings  crew.Settings
	Output    string
	Parts     int
	Resume    bool
	Processes int

	desk *desk
}

// desk is what all of a worker's parts share.
type desk struct {
	crew    *crew.Crew
	lexicon *lexicon.Lexicon
}

// desks are the desks of this process, by settings. An engine makes many copies of a function, and a
// crew is large.
type desks struct {
	mutex sync.Mutex
	all   map[string]*desk
}

var crews desks

func (d *desks) get(s crew.Settings, processes int) (*desk, error) {
	key, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	if processes == 0 {
		processes = runtime.GOMAXPROCS(0)
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	k := fmt.Sprint(processes, " ", string(key))
	if known := d.all[k]; known != nil {
		return known, nil
	}
	lex, err := s.Load()
	if err != nil {
		return nil, err
	}
	if d.all == nil {
		d.all = map[string]*desk{}
	}
	d.all[k] = &desk{crew.New(s, processes), lex}
	return d.all[k], nil
}

func (d *desks) close() {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	for _, known := range d.all {
		known.crew.Close()
	}
	d.all = nil
}

// Setup makes the worker ready to check documents.
func (c *checkPart) Setup() (err error) {
	c.desk, err = crews.get(c.Settings, c.Processes)
	return err
}

// ProcessElement checks one part. It fails where the part cannot be written or no process can work,
// and never because of a document.
func (c *checkPart) ProcessElement(
	ctx context.Context, part int, documents func(*Document) bool, emit func(string, tally.Counts),
) error {
	named := map[string]Document{}
	for d := (Document{}); documents(&d); d = (Document{}) {
		if d.Name != "" {
			named[d.Name] = least(named, d)
		}
	}
	target := files.Join(c.Output, PartName(part, c.Parts))
	known, whole, err := c.known(ctx, target, named)
	if err != nil {
		return fmt.Errorf("%s: %w", target, remedy.Reason(err))
	}
	lines, err := c.lines(ctx, named, known)
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	if !whole {
		if err := files.Write(ctx, target, bytes.Join(lines, nil)); err != nil {
			return err
		}
	}
	counts, err := c.count(named, lines)
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		emit(key, counts[key])
	}
	return nil
}

// least is what holds of a document that is named twice, in whatever order.
func least(named map[string]Document, d Document) Document {
	if before, ok := named[d.Name]; ok && before.Year+"\x00"+before.Source < d.Year+"\x00"+d.Source {
		return before
	}
	return d
}

// known are the lines of a part that were written since the archive was begun and that need not be
// made again: those of documents that could be read. A part is whole when it holds those of all its
// documents and no other line.
func (c *checkPart) known(ctx context.Context, name string, named map[string]Document) (
	known map[string][]byte, whole bool, err error,
) {
	if !c.Resume {
		return nil, false, nil
	}
	begun, err := files.Modified(ctx, files.Join(c.Output, beginning))
	if errors.Is(err, errors.ErrUnsupported) {
		return nil, false, nil // Then all parts are checked again.
	}
	if err != nil {
		return nil, false, err
	}
	if written, err := files.Modified(ctx, name); err != nil || written.Before(begun) {
		return nil, false, ignoreAbsent(err)
	}
	file, err := files.Open(ctx, name)
	if err != nil {
		return nil, false, ignoreAbsent(err)
	}
	defer file.Close()
	known, whole = map[string][]byte{}, true
	run := c.Settings.Run(c.desk.lexicon)
	err = check.EachLine(file, name, func(line []byte, _ int64) error {
		o, err := archive.OriginOf(line)
		if err != nil {
			return err
		}
		made := o.Tool == run.Version && o.Lexicon == run.LexiconSHA256 && slices.Equal(o.Tiers, run.Tiers)
		if _, ok := named[o.Path]; !ok || !made || o.SHA256 == "" || known[o.Path] != nil {
			whole = false
			return nil
		}
		known[o.Path] = append(bytes.Clone(line), '\n')
		return nil
	})
	return known, whole && len(known) == len(named), err
}

// ignoreAbsent is the error of reading a file that need not be there.
func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// lines are the lines of all documents of a part, in the order of their names. Those that are known
// are not made again.
func (c *checkPart) lines(ctx context.Context, named map[string]Document, known map[string][]byte) ([][]byte, error) {
	names := slices.Sorted(maps.Keys(named))
	lines := make([][]byte, len(names))
	work, within := errgroup.WithContext(ctx)
	work.SetLimit(c.desk.crew.Size())
	for i, name := range names {
		if lines[i] = known[name]; lines[i] != nil {
			continue
		}
		if within.Err() != nil {
			break
		}
		work.Go(func() (err error) {
			lines[i], err = c.line(within, name)
			return err
		})
	}
	return lines, cmp.Or(work.Wait(), ctx.Err())
}

// line is the line of one document.
func (c *checkPart) line(ctx context.Context, name string) ([]byte, error) {
	if at, err := files.Absolute(name); err == nil && path.Dir(at) == path.Clean(c.Output) {
		return c.desk.crew.Lost(ctx, name, document.Gap{Reason: "is a report that is being written"})
	}
	return c.desk.crew.Check(ctx, name, func(ctx context.Context) (io.ReadCloser, error) { return files.Open(ctx, name) })
}

// count counts the documents of lines.
func (c *checkPart) count(named map[string]Document, lines [][]byte) (tally.Tally, error) {
	counts := tally.Tally{}
	for _, line := range lines {
		report, origin, err := archive.Restore(line, c.desk.lexicon)
		if err != nil {
			return nil, err
		}
		d := named[origin.Path]
		counts.Document(report, d.label())
	}
	return counts, nil
}

// counted is a key with its counts.
type counted struct {
	Key    string
	Counts tally.Counts
}

// keyed puts all counts under one key, so that one worker writes the tables.
func keyed(key string, counts tally.Counts) (int, counted) { return 0, counted{key, counts} }

// writeTables writes the counts of all parts.
type writeTables struct{ Output string }

func (w *writeTables) ProcessElement(ctx context.Context, _ int, all func(*counted) bool) error {
	counts := tally.Tally{}
	for c := (counted{}); all(&c); c = (counted{}) {
		counts[c.Key] = tally.Add(counts[c.Key], c.Counts)
	}
	return writeCounts(ctx, w.Output, counts)
}

func writeCounts(ctx context.Context, output string, counts tally.Tally) error {
	for _, name := range tally.Tables() {
		var b bytes.Buffer
		if err := counts.Write(&b, name); err != nil {
			return err
		}
		if err := files.Write(ctx, files.Join(output, name+".csv"), b.Bytes()); err != nil {
			return err
		}
	}
	totals, err := json.MarshalIndent(counts.Totals(), "", "  ")
	if err != nil {
		return err
	}
	return files.Write(ctx, files.Join(output, ending), append(totals, '\n'))
}
