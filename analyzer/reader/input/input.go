// Package input is what the reader of a format is given: the bytes of a file, what is known of its
// beginning, the options and the limits.
package input

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/compound"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/xmltok"
)

// Options say how to read. The zero value is the sensible default.
type Options struct {
	// Format is the name of one of reader.Formats: the file is read as that whatever its content
	// looks like. "" finds out.
	Format string
	// Lang is the BCP 47 tag of the documents' language. "" takes what they state, or else finds
	// out by their function words.
	Lang      string
	Password  string // for encrypted documents
	PDFEngine string // "pdfium", the default, or "go"
	OCR       string // when text is recognised in pictures: one of ocr.Modes; "" is auto
	AllText   bool   // nothing of a web page is page furniture: menus, banners, forms and footers are text
	// PDFChild says that the program calls reader.ReadPDFChild when reader.PDFChildCommand is its
	// argument. Then damaged PDFs are tried with the engine go too.
	PDFChild bool
	Limits   limits.Limits // what one document may cost
}

// Input is what the reader of a format gets.
type Input struct {
	Name    string        // as the user named the file
	Format  string        // the name of the format
	Named   string        // the name of the format that the extension is of; "" for none
	Bytes   string        // the content of the file
	Content *Content      // what is known of it
	Grant   *limits.Grant // what it may take beside others; nil for no bound
	Options Options       // how to read it, with all limits set
	Within  []string      // the formats of the files that it is in, the outermost first
}

// NewBuilder starts a document of the input's format and limits. See New.
func (in Input) NewBuilder(source string) *builder.Builder {
	d := builder.New(in.Format, source, in.Options.Limits, in.Grant)
	d.Loaded = len(in.Bytes)
	return d
}

// Decode decodes the input and starts a document with it.
func (in Input) Decode() *builder.Builder { return in.decode("") }

// DecodeStated is Decode for a format whose files state their encoding.
func (in Input) DecodeStated() *builder.Builder { return in.decode(in.Content.Label()) }

func (in Input) decode(label string) *builder.Builder {
	t := charset.Decode(in.Bytes, label)
	d := in.NewBuilder(t.Text)
	if !t.UTF8 {
		d.Loaded += len(t.Text)
	}
	d.Doc.SourceIsUTF8 = t.UTF8
	d.Doc.Gaps = t.Gaps
	return d
}

// Refused is the document of a file of which nothing is read.
func Refused(format string, gap document.Gap) *document.Document {
	return &document.Document{Format: format, Gaps: []document.Gap{gap}}
}

// Locked is the document of a file that needs a password.
func Locked(format string) *document.Document {
	return Refused(format, document.Gap{Reason: gap.Encrypted, Hint: gap.HintUnlock})
}

// Fit is how well a content fits a format.
type Fit uint8

const (
	Unfit   Fit = iota // it does not
	Inside             // the format is somewhere in it, where programs for the format find it
	Leading            // it begins so
	Stated             // it says so itself
)

// Content is the bytes of a file and what several formats ask of them. Each answer is found when it
// is first asked for, and kept. It is for one goroutine.
type Content struct {
	Source  string  // the bytes
	Members int     // files that a container may have
	label   *string // see Label
	text    *string // see decoded
	lower   *string // see LowerHead
	xml     *rooted // see Root
	zip     *container.Listing
	old     *compoundFile
}

type rooted struct {
	xmltok.Root
	ok bool
}

// Label is the label of the encoding that the beginning of the file states; "" when it states none.
func (c *Content) Label() string {
	if c.label == nil {
		label := charset.StatedLabel(c.Source)
		c.label = &label
	}
	return *c.label
}

// decoded is the beginning of the file as UTF-8, without a byte order mark. Of what may be XML it
// is as much as may come before the first element.
func (c *Content) decoded() string {
	if c.text == nil {
		begins, label := charset.Head(c.Source), ""
		if opensWithTag(begins) {
			const far = 64 << 10
			begins, label = c.Source[:min(len(c.Source), far)], c.Label()
		}
		text := strings.TrimPrefix(charset.Decode(begins, label).Text, charset.BOM)
		c.text = &text
	}
	return *c.text
}

// opensWithTag reports whether a text can begin with "<" once it is decoded. All encodings but
// UTF-16 write that sign as ASCII does.
func opensWithTag(begins string) bool {
	s := strings.TrimLeft(strings.TrimPrefix(begins, charset.BOM), canonical.Blanks)
	return strings.HasPrefix(s, "<") || s == "" || s[0] < ' ' || charset.UTF16(begins) != nil
}

// Head is the beginning of the file as UTF-8, without a byte order mark.
func (c *Content) Head() string { return charset.Head(c.decoded()) }

// LowerHead is the head in lower case.
func (c *Content) LowerHead() string {
	if c.lower == nil {
		s := strings.ToLower(c.Head())
		c.lower = &s
	}
	return *c.lower
}

// Root is the first start tag of an XML text, see ParseRoot.
func (c *Content) Root() (xmltok.Root, bool) {
	if c.xml == nil {
		r, ok := xmltok.ParseRoot(c.decoded())
		c.xml = &rooted{r, ok}
	}
	return c.xml.Root, c.xml.ok
}

// IsDeclaredXML reports whether a text begins with the declaration of XML.
func (c *Content) IsDeclaredXML() bool { return strings.HasPrefix(c.Head(), "<?xml") }

// Listed is the file's list of members.
func (c *Content) Listed() *container.Listing {
	if c.zip == nil {
		c.zip = container.List(c.Source, c.Members)
	}
	return c.zip
}

// compoundFile is a compound file, or nil where there is none.
type compoundFile struct{ *compound.File }

// Compound is the compound file that the content is, nil where it is none that can be opened.
func (c *Content) Compound() *compound.File {
	if c.old == nil {
		f, err := compound.Open(c.Source)
		if err != nil {
			f = nil
		}
		c.old = &compoundFile{f}
	}
	return c.old.File
}

// InZip is how well a container fits a format that it holds the files of: as well as best where the
// file begins with it.
func (c *Content) InZip(best Fit) Fit {
	if c.Listed().Begins() {
		return best
	}
	return Inside
}
