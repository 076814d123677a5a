package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/atomicfile"
)

// maxSentence is how many bytes are taken of a sentence to explain.
const maxSentence = 1 << 20

// input is one thing to read.
type input struct {
	name  string // as the user named it, with forward slashes; "-" for standard input
	found bool   // in a folder, not named by the user
	err   error  // why it cannot be read, when the walk already knows
	as    string // what standard input is to be called; "" leaves its name
	path  string // from the root of the repository, where what has changed is asked for
}

// document is the name of the document that the input holds.
func (in input) document() string {
	if in.as != "" {
		return in.as
	}
	return in.name
}

// inputFlags are the flags of every command that reads documents.
type inputFlags struct {
	options reader.Options
}

func (f *inputFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.options.Lang, "lang", "", "language of the documents, such as en (default: what they say, or else found out)")
	c.Flags().StringVar(&f.options.Password, "password", "", "password of encrypted documents (default $REFRAIN_PASSWORD)")
	c.Flags().Var((*engineFlag)(&f.options.PDFEngine), "pdf-engine", "what reads PDF: pdfium or go (default pdfium)")
	c.Flags().Var((*limitFlag)(&f.options.Limits), "limit", "how much one document may cost, such as time=2m or pages=50000; there are "+strings.Join(limitNames(), ", "))
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
	c.RegisterFlagCompletionFunc("pdf-engine", cobra.FixedCompletions([]string{"pdfium", "go"}, cobra.ShellCompDirectiveNoFileComp))
}

// engineFlag is the name of a PDF engine.
type engineFlag string

func (e *engineFlag) String() string { return string(*e) }

func (e *engineFlag) Type() string { return "string" }

func (e *engineFlag) Set(name string) error {
	if name != "pdfium" && name != "go" {
		return errors.New("there are pdfium and go")
	}
	*e = engineFlag(name)
	return nil
}

// reader is a reader as the flags say. The password from the environment stays out of shell histories and process lists.
func (f *inputFlags) reader() *reader.Reader {
	o := f.options
	o.PDFChild = true
	if o.Password == "" {
		o.Password = os.Getenv("REFRAIN_PASSWORD")
	}
	return reader.New(o)
}

func (f *inputFlags) walk(args []string) *walk { return &walk{args: args} }

// someFiles asks for at least one file.
func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return hinted{errors.New("no file is named"), "name files or folders, or - for standard input"}
	}
	return nil
}

// walk finds the files that the user named, and those in the folders that the user named. It counts what it passes over.
type walk struct {
	args    []string
	listed  iter.Seq2[string, error] // names that come after args, read as often as they are listed; nil for none
	list    *list                    // that they are read from; nil for none
	part    shard                    // of all files
	outputs []fs.FileInfo            // what is being written, or was by refrain; it is no input when it lies in a folder
	stdin   string                   // what standard input is to be called; "" leaves its name

	leavesOut func(name string, folder bool) bool // whether a file or folder found in a folder is not to be read; nil reads all
	has       func(in *input) bool                // whether an input may hold what is asked for; nil takes all

	hidden int // hidden files and folders in folders
	links  int // links to folders, which are not followed: they may lead round in circles
	others int // pipes, devices and sockets in folders

	excluded  int // files and folders in folders that are not to be read
	unchanged int // inputs that do not hold what is asked for
}

// inputs yields each file once, folders in sorted order. What cannot be looked at is an input with an error. The counts hold when it has ended.
func (w *walk) inputs() iter.Seq[input] {
	return func(yield func(input) bool) {
		seen := map[string]bool{}
		for _, name := range w.args {
			if !w.named(name, seen, yield) {
				return
			}
		}
		if w.listed == nil {
			return
		}
		for name, err := range w.listed {
			if err != nil {
				yield(input{name: name, err: err})
				return
			}
			if !w.named(name, nil, yield) {
				return
			}
		}
	}
}

// close ends the reading of names.
func (w *walk) close() { w.list.close() }

// named hands on a file, or what is in a folder, and reports whether to go on. A file is not handed on that has been seen, where that is noted.
func (w *walk) named(name string, seen map[string]bool, yield func(input) bool) bool {
	info, err := os.Stat(name)
	if name != "-" && err == nil && info.IsDir() {
		return w.folder(name, seen, yield)
	}
	if !first(seen, name) {
		return true
	}
	in := input{name: filepath.ToSlash(name)}
	switch {
	case name == "-":
		in.as = w.stdin
	case err == nil && w.writes(info):
		in.err = errors.New("is a report that is being written")
	}
	return w.send(in, yield)
}

// first notes a file, and tells whether it was new. Nothing is noted in a nil map.
func first(seen map[string]bool, name string) bool {
	clean := filepath.Clean(name)
	if seen[clean] {
		return false
	}
	if seen != nil {
		seen[clean] = true
	}
	return true
}

// send hands an input on, when it may hold what is asked for, and reports whether to go on.
func (w *walk) send(in input, yield func(input) bool) bool {
	if !w.part.holds(in.document()) {
		return true
	}
	if w.has != nil && !w.has(&in) {
		w.unchanged++
		return true
	}
	return yield(in)
}

// folder walks one folder and reports whether to go on. One that is a link is followed, since the user named it.
func (w *walk) folder(root string, seen map[string]bool, yield func(input) bool) bool {
	if info, err := os.Lstat(root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator)
	}
	on := true
	filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		send := func(in input) error {
			if first(seen, name) {
				if on = w.send(in, yield); !on {
					return fs.SkipAll
				}
			}
			return nil
		}
		switch {
		case err != nil:
			return send(input{name: filepath.ToSlash(name), found: true, err: err})
		case name == root:
			return nil
		case strings.HasPrefix(entry.Name(), "."):
			if !entry.IsDir() {
				w.hidden++
				return nil
			}
			if !atomicfile.Is(name) && !w.isOutput(name) { // What a run is writing is nobody's document.
				w.hidden++
			}
			return fs.SkipDir
		case w.leavesOut != nil && w.leavesOut(name, entry.IsDir()):
			w.excluded++
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		kind := entry.Type()
		if kind&fs.ModeSymlink != 0 {
			info, err := os.Stat(name)
			if err != nil {
				return send(input{name: filepath.ToSlash(name), found: true, err: err})
			}
			if kind = info.Mode().Type(); kind.IsDir() {
				w.links++
				return nil
			}
		}
		if !kind.IsRegular() {
			w.others++
			return nil
		}
		if w.isOutput(name) {
			return nil
		}
		return send(input{name: filepath.ToSlash(name), found: true})
	})
	return on
}

func (w *walk) isOutput(name string) bool {
	if len(w.outputs) == 0 {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && w.writes(info)
}

func (w *walk) writes(info fs.FileInfo) bool {
	return slices.ContainsFunc(w.outputs, func(output fs.FileInfo) bool { return os.SameFile(output, info) })
}

// read reads one input. What cannot be read is a document with a gap; nil is a file in a folder that is of no kind that can be read.
func (a *app) read(ctx context.Context, r *reader.Reader, in input) *document.Document {
	src, lost := a.take(in, r.Limits().Source)
	if lost != nil {
		return lost
	}
	return readTaken(ctx, r, in, src)
}

// take is the content of an input, or the document that says why there is none.
func (a *app) take(in input, most int) (src string, lost *document.Document) {
	err := in.err
	if err == nil {
		src, err = a.source(in.name, most)
	}
	if err != nil {
		return "", unreadable(in.document(), err)
	}
	return src, nil
}

// readTaken reads an input whose content is src.
func readTaken(ctx context.Context, r *reader.Reader, in input, src string) *document.Document {
	doc, err := r.Read(ctx, in.document(), src)
	if err != nil {
		return unreadable(in.document(), err)
	}
	if in.found && otherKind(in.name, doc) {
		return nil
	}
	return doc
}

// source is the content of a file, taken without a copy, and no more of it than one byte beyond so many: then the reader says that it is too large.
func (a *app) source(name string, most int) (string, error) {
	from := a.stdin
	var b strings.Builder
	if name != "-" {
		f, err := os.Open(filepath.FromSlash(name))
		if err != nil {
			return "", err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() <= int64(most) {
			b.Grow(int(info.Size()) + 1)
		}
		from = f
	}
	_, err := io.Copy(&b, io.LimitReader(from, int64(most)+1))
	return b.String(), err
}

// unreadable is a document of which nothing could be read, because of what the operating system says.
func unreadable(name string, err error) *document.Document {
	gap := document.Gap{Reason: err.Error()}
	var path *fs.PathError
	if errors.As(err, &path) {
		gap.Reason = path.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		gap = document.Gap{Reason: "no such file", Hint: "check the name"}
	case errors.Is(err, fs.ErrPermission):
		gap.Hint = "check who may read it"
	case errors.Is(err, context.Canceled):
		gap = document.Gap{Reason: "interrupted", Hint: "run refrain again"}
	}
	return &document.Document{Name: name, Gaps: []document.Gap{gap}}
}

// wordless are the reader's reasons for files that hold no prose, or none that anybody would expect to be read: pictures, media, programs and
// data in a folder beside the documents. Legacy documents and archives are not among them, because words would go missing.
var wordless = []string{
	"empty file", "not a supported format", "not a supported format: an image", "not a supported format: a media file", "not a supported format: a program",
}

// otherKind tells whether a file found in a folder is none of those that the user meant: neither its name nor its content is of a format.
func otherKind(name string, d *document.Document) bool {
	if d.Text != "" || len(d.Gaps) != 1 || !slices.Contains(wordless, d.Gaps[0].Reason) {
		return false
	}
	ext := strings.ToLower(filepath.Ext(name))
	return !slices.ContainsFunc(reader.Formats, func(f reader.Format) bool { return slices.Contains(f.Extensions, ext) })
}
