package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// Options say how to read. The zero value is the sensible default.
type Options struct {
	Format    string // the Name of one of Formats, read as that whatever the content looks like; "" finds out
	Lang      string // BCP 47 tag of the documents' language; "" takes what they state, or else finds out by their function words
	Password  string // for encrypted documents
	PDFEngine string // "pdfium", the default, or "go"
	AllText   bool   // nothing of a web page is page furniture: menus, banners, forms and footers are text
	PDFChild  bool   // the program calls ReadPDFChild when PDFChildCommand is its argument; then damaged PDFs are tried with the engine go too
	Limits    Limits
}

// input is what the reader of a format gets.
type input struct {
	name    string // as the user named the file
	format  string // the name of the format
	named   string // the name of the format that the extension is of; "" for none
	bytes   string // the content of the file
	content *content
	grant   *grant
	options Options
}

// draft starts a document of the input's format and limits. See newDraft.
func (in input) draft(source string) *draft {
	d := newDraft(in.format, source, in.options.Limits, in.grant)
	d.fixed = len(in.bytes)
	return d
}

// text decodes the input and starts a draft with it.
func (in input) text(label string) *draft {
	t := decode(in.bytes, label)
	d := in.draft(t.text)
	if !t.utf8 {
		d.fixed += len(t.text)
	}
	d.doc.SourceIsUTF8 = t.utf8
	d.doc.Gaps = t.gaps
	return d
}

// refused is the document of a file of which nothing is read.
func refused(format string, gap document.Gap) *document.Document {
	return &document.Document{Format: format, Gaps: []document.Gap{gap}}
}

// locked is the document of a file that needs a password.
func locked(format string) *document.Document {
	return refused(format, document.Gap{Reason: gapEncrypted, Hint: unlockHint})
}

// fit is how well a content fits a format.
type fit uint8

const (
	unfit   fit = iota
	inside      // the format stands somewhere in it, where programs for the format find it
	leading     // it begins so
	stated      // it says so itself
)

// content is the bytes of a file and what several formats ask of them. Each answer is found when it
// is first asked for, and kept. It is for one goroutine.
type content struct {
	src   string
	most  int     // members that a container may have
	first *string // see head
	page  *string // see lower
	xml   *rooted // see root
	zip   *listing
}

type rooted struct {
	root
	ok bool
}

// head is the beginning of the file as UTF-8, without a byte order mark.
func (c *content) head() string {
	if c.first == nil {
		s := strings.TrimPrefix(decode(start(c.src), "").text, bom)
		c.first = &s
	}
	return *c.first
}

// lower is the head in lower case.
func (c *content) lower() string {
	if c.page == nil {
		s := strings.ToLower(c.head())
		c.page = &s
	}
	return *c.page
}

// root is the first start tag of an XML text, see rootOf.
func (c *content) root() (root, bool) {
	if c.xml == nil {
		r, ok := rootOf(c.src)
		c.xml = &rooted{r, ok}
	}
	return c.xml.root, c.xml.ok
}

// declared tells whether a text begins with the declaration of XML.
func (c *content) declared() bool { return strings.HasPrefix(c.head(), "<?xml") }

// listed is the file's list of members.
func (c *content) listed() *listing {
	if c.zip == nil {
		c.zip = list(c.src, c.most)
	}
	return c.zip
}

// inZip is how well a container fits a format that it holds the files of: as well as best where the
// file begins with it.
func (c *content) inZip(best fit) fit {
	if c.listed().begins() {
		return best
	}
	return inside
}
