package reader

import (
	"archive/zip"
	"errors"
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

// listed is the file's list of members. Programs that unpack look for it at the end of a file,
// whatever the file begins with.
func (c *content) listed() *listing {
	if c.zip != nil {
		return c.zip
	}
	l := &listing{present: strings.HasPrefix(c.src, zipMagic), err: zip.ErrFormat}
	c.zip = l
	if !endsAsContainer(c.src) {
		return l
	}
	// The list is counted before it is read: an entry takes five times as much memory as it has bytes.
	if strings.Count(c.src, listMagic) > c.most {
		l.err = errMembers
		return l
	}
	z, err := zip.NewReader(strings.NewReader(c.src), int64(len(c.src)))
	// Names are only looked up, so those that point outside do no harm.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		l.err = err
		return l
	}
	l.Reader, l.err = z, nil
	l.present = l.present || len(z.File) > 0
	l.names = make(map[string]bool, len(z.File))
	for _, f := range z.File {
		name := memberName(f.Name)
		if name == "mimetype" && l.mime == "" {
			l.mime = strings.TrimSpace(unpacked(f, 200))
		}
		l.names[name] = true
	}
	return l
}

// states reports whether a container states a type. Where its list cannot be read, the first member
// may still state one.
func (c *content) states(mime string) bool {
	if l := c.listed(); l.Reader != nil {
		return strings.HasPrefix(l.mime, mime)
	}
	first := c.src[:min(len(c.src), 200)]
	return strings.HasPrefix(c.src, zipMagic) && strings.Contains(first, "mimetype") && strings.Contains(first, mime)
}

// inZip is how well a container fits a format that it holds the files of: as well as best where the
// file begins with it.
func (c *content) inZip(best fit) fit {
	if strings.HasPrefix(c.src, zipMagic) {
		return best
	}
	return inside
}

// has reports whether a container has a member whose name begins so. Where its list cannot be read,
// the name may stand anywhere.
func (c *content) has(prefix string) bool {
	l := c.listed()
	if l.Reader == nil {
		return l.present && strings.Contains(c.src, prefix)
	}
	prefix = strings.ToLower(prefix)
	if l.names[prefix] {
		return true
	}
	for name := range l.names {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// member unpacks the beginning of a member, "" without one.
func (c *content) member(name string) string {
	const most = 1 << 20
	l := c.listed()
	if l.Reader == nil || !l.names[name] {
		return ""
	}
	for _, f := range l.File {
		if memberName(f.Name) == name {
			return unpacked(f, most)
		}
	}
	return ""
}

// trailed reports whether bytes that are none of its own follow a container. Padding does no harm.
func (c *content) trailed() bool {
	const end = 22 // bytes, before the comment
	i := strings.LastIndex(c.src, endMagic)
	if c.listed().Reader == nil || i < 0 || len(c.src) < i+end {
		return false
	}
	rest := c.src[min(len(c.src), i+end+int(c.src[i+20])|int(c.src[i+21])<<8):]
	return strings.Trim(rest, "\x00"+blanks) != ""
}

// led reports whether a container is led by bytes that are none of its own: its first file does not
// stand where the bytes begin.
func (c *content) led() bool {
	l := c.listed()
	if l.Reader == nil || len(l.File) == 0 {
		return false
	}
	const header = 30 // bytes, before the name and the extra field
	if !strings.HasPrefix(c.src, zipMagic) || len(c.src) < header {
		return true
	}
	length := func(at int) int { return int(c.src[at]) | int(c.src[at+1])<<8 }
	first := int64(header + length(26) + length(28))
	for _, f := range l.File {
		if at, err := f.DataOffset(); err == nil && at == first {
			return false
		}
	}
	return true
}
