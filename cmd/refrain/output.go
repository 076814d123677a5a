package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/atomicfile"
	"refrain/internal/remedy"
	"refrain/reports"
)

// outputs are the reports of one check, all made from the same stream of documents.
type outputs []*output

// output is one report: a kind, and where it goes. A file is written beside its target and renamed
// when it is whole, so there is never half a report.
type output struct {
	reports.Writer
	buffer *bufio.Writer
	target string      // "" for standard output
	lines  bool        // each document is a line of its own, which stands in the target as soon as it is done
	whole  int64       // bytes of lines that the target keeps, when this is so
	limit  int64       // bytes that the target may have after this report was appended to it; 0 when it is replaced
	over   fs.FileInfo // what the target was before; nil when there was none
	others bool        // refrain did not write what the target was before
	file   *os.File    // what is written to; nil for standard output
	app    *app

	temporary *atomicfile.File // the same, where it is to take the target's place
	failed    error            // why this report cannot be written, known before its end
}

// open makes ready what --format and --output ask for, and touches no file that refrain did not
// write.
func (a *app) open(f *checkFlags, drawn *check.Pictures, o reports.Options) (outputs, error) {
	destinations, err := f.destinations(os.Getenv)
	if err != nil {
		return nil, err
	}
	if err := knownReportLang(f.reportLang); err != nil {
		return nil, err
	}
	var all outputs
	for _, d := range destinations {
		var refused error
		if d.target != "" {
			if refused = mayReplace(d.target); refused != nil && !f.force && d.limit == 0 {
				return nil, refused
			}
		}
		if d.target == "" && d.kind.Binary && !a.toFile() {
			err := fmt.Errorf("--format %s: is no text that can be printed", d.format)
			return nil, hinted(err, "name a file for it: --format "+d.kind.Name+"=FILE")
		}
		style, err := a.style(f.color, d.target, o)
		if err != nil {
			return nil, err
		}
		style.Verbose, style.Language = f.verbose, f.reportLang
		if d.kind.Name == "markdown" && d.format != auto {
			style.Remedies = nil // It is for an issue or a mail; in a pipeline it is the summary of the run.
		}
		style.File, style.Original, style.Note = d.target, drawn.Reader.Again, a.note
		if style.Date, err = sourceDate(os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
			return nil, err
		}
		if f.pictures == "on" {
			style.Picture = drawn.Draw
		}
		if slices.ContainsFunc(all, func(o *output) bool { return check.Real(o.target) == check.Real(d.target) }) {
			return nil, hinted(
				fmt.Errorf("--format %s: two reports for one place", d.format),
				"name a file for each: --format json=findings.json",
			)
		}
		o := &output{target: d.target, limit: d.limit, lines: d.kind.Lines, others: refused != nil, app: a}
		if info, err := os.Stat(d.target); err == nil && info.Mode().IsRegular() {
			o.over = info
		}
		o.buffer = bufio.NewWriterSize(o, 64<<10)
		o.Writer = d.kind.New(o.buffer, style)
		all = append(all, o)
	}
	return all, nil
}

// toFile reports whether standard output leads into a file. Elsewhere, somebody or a runner of
// workflows reads it as lines.
func (a *app) toFile() bool {
	out, ok := a.stdout.(*os.File)
	if !ok {
		return false
	}
	info, err := out.Stat()
	return err == nil && info.Mode().IsRegular()
}

// sourceDate is the date that reproducible-builds.org's variable gives, in seconds since 1970; the
// zero time without one.
func sourceDate(epoch string) (time.Time, error) {
	if epoch == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil || seconds < 0 || seconds > maxEpoch {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH=%s: expected seconds since 1970, or nothing", epoch)
	}
	return time.Unix(seconds, 0), nil
}

// maxEpoch is the end of the year 9999, after which dates have another form.
const maxEpoch = 253402300799

// mayReplace is an error when a file stands at the target that refrain did not write. Devices and
// pipes may always be written to.
func mayReplace(target string) error {
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", target, remedy.Reason(err))
	case info.IsDir():
		return fmt.Errorf("%s: is a folder; name a file", target)
	case !info.Mode().IsRegular() || info.Size() == 0:
		return nil
	}
	file, err := os.Open(target)
	if err != nil {
		return fmt.Errorf("%s: %w", target, remedy.Reason(err))
	}
	defer file.Close()
	const part = 512
	ends := [2][]byte{make([]byte, min(part, info.Size())), make([]byte, min(part, info.Size()))}
	for i, at := range []int64{0, info.Size() - int64(len(ends[1]))} {
		if _, err := file.ReadAt(ends[i], at); err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: %w", target, remedy.Reason(err))
		}
	}
	if !reports.Ours(string(ends[0]), string(ends[1])) {
		return hinted(
			fmt.Errorf("%s: exists, and refrain did not write it", target), "name another file, or write over it with --force",
		)
	}
	return nil
}

// Write takes what the buffer holds.
func (o *output) Write(p []byte) (int, error) {
	if o.file == nil {
		n, err := o.app.aroundProgress(o.app.stdout).Write(p)
		if err != nil {
			err = fmt.Errorf("standard output: cannot be written: %w", remedy.Reason(err))
		}
		return n, err
	}
	n, err := o.file.Write(p)
	if err != nil {
		err = o.unwritable(err)
	}
	return n, err
}

func (o *output) unwritable(err error) error {
	return hinted(
		fmt.Errorf("%s: cannot be written: %w", o.target, remedy.Reason(err)),
		"check the folder, its free space, and who may write to it",
	)
}

// create makes the temporary file, or opens a device or pipe as it is. A link is followed, so that
// it stays a link; one that leads to nothing is replaced, wherever somebody may have wanted it to
// lead. What killed runs have left beside the target is taken away.
func (o *output) create() error {
	if real, err := filepath.EvalSymlinks(o.target); err == nil {
		o.target = real
	}
	info, err := os.Stat(o.target)
	switch {
	case err == nil && !info.Mode().IsRegular():
		o.file, err = os.OpenFile(o.target, os.O_WRONLY, 0)
	case o.lines:
		o.file, err = o.goOn()
	default:
		if o.temporary, err = atomicfile.Create(o.target); err == nil {
			o.file = o.temporary.File
		}
	}
	if err != nil {
		return o.unwritable(err)
	}
	return nil
}

// goOn opens the target after the lines that it keeps. It cuts nothing but the file that was looked
// at when the run began.
func (o *output) goOn() (*os.File, error) {
	atomicfile.Sweep(filepath.Dir(o.target))
	if o.over == nil {
		if info, err := os.Lstat(o.target); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			os.Remove(o.target) // It leads to nothing.
		}
		return os.OpenFile(o.target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	}
	file, err := os.OpenFile(o.target, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !os.SameFile(info, o.over) {
		return nil, errors.Join(errReplaced, err, file.Close())
	}
	if err := file.Truncate(o.whole); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	_, err = file.Seek(o.whole, io.SeekStart)
	return file, err
}

// errReplaced is the error when somebody else has put a file where a report is to go.
var errReplaced = errors.New("another file has taken its place since the run began")

// still is an error when the target has become a file that refrain did not write and that was not
// there when the run began.
func (o *output) still() error {
	info, err := os.Stat(o.target)
	switch {
	case err != nil, !info.Mode().IsRegular(), o.others && os.SameFile(info, o.over):
		return nil // Where the target cannot be looked at, or is a folder, the renaming says so.
	case mayReplace(o.target) != nil:
		return errReplaced
	}
	return nil
}

func (all outputs) begin(run reports.Run) error {
	for _, o := range all {
		if o.target != "" {
			if err := o.create(); err != nil {
				return err
			}
		}
		o.failed = o.Begin(run)
	}
	return all.lost()
}

// lost is nil as long as one of the reports can be written; end gives the errors of the others.
func (all outputs) lost() error {
	var failed []error
	for _, o := range all {
		if o.failed == nil {
			return nil
		}
		failed = append(failed, o.failed)
	}
	return errors.Join(failed...)
}

// document hands a document to every report. What standard output gets goes out at once: a long run
// is read while it runs. So do lines. The error is that no report can be written any more.
func (all outputs) document(r *analyzer.Report) error {
	for _, o := range all {
		if o.failed == nil {
			o.failed = o.take(r)
		}
	}
	return all.lost()
}

// take hands a document to one report.
func (o *output) take(r *analyzer.Report) error {
	if err := o.Document(r); err != nil {
		return err
	}
	if o.target == "" || o.lines {
		return o.buffer.Flush()
	}
	return nil
}

// end finishes every report and puts it in its place. One that cannot be written takes no other
// with it: a signed or scanned PDF gets no copy, but a report in HTML.
func (all outputs) end(t reports.Totals) error {
	var errs []error
	for _, o := range all {
		errs = append(errs, o.end(t))
	}
	return errors.Join(errs...)
}

func (o *output) end(t reports.Totals) error {
	if o.failed != nil {
		return o.failed
	}
	if err := o.End(t); err != nil {
		return err
	}
	if err := o.buffer.Flush(); err != nil {
		return err
	}
	return o.place()
}

// place gives the temporary file the target's name, and the rights of the file that it replaces.
func (o *output) place() error {
	switch {
	case o.file == nil:
		return nil
	case o.temporary == nil:
		file := o.file
		o.file = nil
		if err := file.Close(); err != nil {
			return o.unwritable(err)
		}
		return nil
	case o.limit > 0:
		return o.join()
	}
	if err := o.still(); err != nil {
		return o.unwritable(err)
	}
	if err := o.temporary.Place(); err != nil {
		return o.unwritable(err)
	}
	return nil
}

// cutShort ends a report that did not fit.
const cutShort = "\nThe report is longer than what is shown here; the log of this step lists every finding.\n"

// join appends the temporary file to the target, whole lines of it when there is no room for all.
func (o *output) join() error {
	target, err := os.OpenFile(o.target, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err != nil {
		return o.unwritable(err)
	}
	defer target.Close()
	info, err := target.Stat()
	if err != nil {
		return o.unwritable(err)
	}
	text, err := os.ReadFile(o.file.Name())
	if err != nil {
		return o.unwritable(err)
	}
	if room := max(o.limit-info.Size()-int64(len(cutShort)), 0); int64(len(text)) > room {
		text = append(text[:bytes.LastIndexByte(text[:room], '\n')+1], cutShort...)
	}
	if _, err := target.Write(text); err != nil {
		return o.unwritable(err)
	}
	if err := target.Close(); err != nil {
		return o.unwritable(err)
	}
	return nil // The temporary file goes when what was not put in its place is discarded.
}

// discard takes away what was not put in its place, and nothing that this run did not make.
func (all outputs) discard() {
	for _, o := range all {
		switch {
		case o.temporary != nil:
			o.temporary.Discard()
		case o.file != nil:
			o.file.Close()
		}
	}
}

// made are the files and folders that the run writes into.
func (all outputs) made() []fs.FileInfo {
	var made []fs.FileInfo
	for _, o := range all {
		if o.temporary != nil {
			if info, err := os.Stat(o.temporary.Folder()); err == nil {
				made = append(made, info)
			}
		} else if o.file != nil {
			if info, err := o.file.Stat(); err == nil && info.Mode().IsRegular() {
				made = append(made, info)
			}
		}
	}
	return made
}
