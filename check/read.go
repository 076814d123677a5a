package check

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/internal/remedy"
	"refrain/reports"
)

// Reader reads inputs, without analysing them. It is safe for concurrent use.
type Reader struct {
	reader *reader.Reader
	stdin  io.Reader
}

// NewReader returns a reader. The name "-" stands for stdin. The caller closes it.
func NewReader(o reader.Options, stdin io.Reader) *Reader {
	if stdin == nil {
		stdin = strings.NewReader("")
	}
	return &Reader{reader.New(o), stdin}
}

// Close ends the reader, and what it has started.
func (r *Reader) Close() error { return r.reader.Close() }

// OCRReady returns nil where text can be recognised in pictures, or where the options do not ask for
// that by all means. The error says why it cannot be done.
func (r *Reader) OCRReady() error { return r.reader.OCRReady() }

// Limits returns what one document may cost.
func (r *Reader) Limits() reader.Limits { return r.reader.Limits() }

// Draw opens a document for pictures of its pages. The caller closes it.
func (r *Reader) Draw(ctx context.Context, content string) (reader.Drawing, error) {
	return r.reader.Draw(ctx, content)
}

// Stated returns what the document information of a PDF says under a name, such as CreationDate, or
// "".
func (r *Reader) Stated(ctx context.Context, content, name string) string {
	return r.reader.Stated(ctx, content, name)
}

// Read reads one input. What cannot be read is a document with a gap; nil is a file in a folder
// that is of no kind that can be read.
func (r *Reader) Read(ctx context.Context, in Input) *document.Document {
	content, lost := r.take(in)
	if lost != nil {
		return lost
	}
	return r.read(ctx, in, content)
}

// Text makes a document of a plain text in the language of that code; "" finds the language out.
// It is the reading that proofs and explanations of a lexicon need.
func Text(text, lang string) (*document.Document, error) {
	r := reader.New(reader.Options{Format: "text", Lang: lang})
	defer r.Close()
	return r.Read(context.Background(), "text", text)
}

// take returns the content of an input, or the document that says why there is none.
func (r *Reader) take(in Input) (content string, lost *document.Document) {
	err := in.Err
	switch {
	case err != nil:
	case in.Content != nil:
		content = *in.Content
	default:
		content, err = r.Content(in.Name)
	}
	if err != nil {
		return "", unreadable(in.Document(), err)
	}
	return content, nil
}

// read reads an input whose content is known.
func (r *Reader) read(ctx context.Context, in Input, content string) *document.Document {
	doc, err := r.reader.Read(ctx, in.Document(), content)
	return ofKind(in, doc, err)
}

// readWithin is read with so much memory. The error is that it is too little, and that alone.
func (r *Reader) readWithin(
	ctx context.Context, in Input, content string, m reader.Memory,
) (*document.Document, error) {
	doc, err := r.reader.ReadWithin(ctx, in.Document(), content, m)
	if errors.Is(err, reader.ErrMemory) {
		return nil, err
	}
	return ofKind(in, doc, err), nil
}

// ofKind is what was read of an input, or nil for a file in a folder that is of no kind that can be
// read.
func ofKind(in Input, doc *document.Document, err error) *document.Document {
	if err != nil {
		return unreadable(in.Document(), err)
	}
	if in.Found && (otherKind(in.Name, doc) || ownReport(doc)) {
		return nil
	}
	return doc
}

// ownReport reports whether a file found in a folder is a report of refrain's for programs. It
// quotes other documents, so its findings are theirs. The run counts it among the files that are no
// documents.
func ownReport(d *document.Document) bool {
	const head = 512
	return d.Format == "json" && d.Source != "" &&
		reports.Ours(d.Source[:min(head, len(d.Source))], "")
}

// Content returns the content of a file, and no more of it than one byte beyond the limit: then the
// reader says that it is too large.
func (r *Reader) Content(name string) (string, error) {
	from, most := r.stdin, int64(r.reader.Limits().Source)
	var b strings.Builder
	if name != "-" {
		f, err := os.Open(filepath.FromSlash(name))
		if err != nil {
			return "", err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() <= most {
			b.Grow(int(info.Size()) + 1)
		}
		from = f
	}
	_, err := io.Copy(&b, io.LimitReader(from, most+1))
	return b.String(), err
}

// Again reads a document's file once more. One that is another by now is an error: nothing that was
// found holds for it.
func (r *Reader) Again(d *document.Document) (string, error) {
	if d.Name == "-" {
		return "", errors.New("standard input is read once only")
	}
	if info, err := os.Stat(d.Name); err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s: is read once only", d.Name)
	}
	content, err := r.Content(d.Name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", d.Name, remedy.Reason(err))
	}
	if sumOf(content) != d.SHA256 {
		return "", fmt.Errorf("%s: has changed since it was read", d.Name)
	}
	return content, nil
}

// sumOf is the SHA-256 of a content in lower-case hexadecimal.
func sumOf(content string) string {
	sum := sha256.New()
	// The plain Reader copies piece by piece, not as a whole.
	io.Copy(sum, struct{ io.Reader }{strings.NewReader(content)})
	return hex.EncodeToString(sum.Sum(nil))
}

// unreadable returns a document of which nothing could be read, because of what the operating
// system says.
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

// wordless are the reader's reasons for files that hold no prose, or none that anybody would expect
// to be read: pictures, media, programs and data in a folder beside the documents. Legacy documents
// and archives are not among them, because words would go missing.
var wordless = []string{
	"empty file", "not a supported format", "not a supported format: an image",
	"not a supported format: a media file", "not a supported format: a program",
	"image without recognised words", "damaged: an image",
}

// otherKind reports whether a file found in a folder is none of those that the user meant: neither
// its name nor its content is of a format.
func otherKind(name string, d *document.Document) bool {
	if d.Text != "" || len(d.Gaps) != 1 || !slices.Contains(wordless, d.Gaps[0].Reason) {
		return false
	}
	ext := strings.ToLower(filepath.Ext(name))
	return !slices.ContainsFunc(reader.Formats, func(f reader.Format) bool {
		return slices.Contains(f.Extensions, ext) && !f.Pictures
	})
}
