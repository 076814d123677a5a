package dates

import (
	"net/mail"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/magic"
)

// File is what is asked for a date. What a source does not need is not called, so a file whose name
// has a date is not opened.
type File struct {
	Name     string
	Bytes    func() (string, bool)          // the file; false where it cannot be had
	Document func() *document.Document      // as it was read; nil where it was not
	Stated   func(pdf string) string        // what a PDF states as the date of its making; nil knows none
	Added    func(name string) (Date, bool) // the first commit of a file; nil knows none
}

// maxMembers is how many files a container may have to be asked for its metadata.
const maxMembers = 20_000

// Find asks the sources in their order. Where the first that knows a date knows but a year or a
// month, those after it may name a day within that.
func Find(f *File, order []Source) (Dated, bool) {
	var found Dated
	for _, source := range order {
		d, ok := f.by(source)
		switch {
		case !ok:
		case !found.Known(), d.Within(found.Date) && d.Grain() > found.Grain():
			found = d
		}
		if found.Grain() == 3 {
			break
		}
	}
	return found, found.Known()
}

func (f *File) by(source Source) (Dated, bool) {
	switch source {
	case Name:
		return InName(f.Name)
	case Meta:
		return f.meta()
	case Content:
		return f.content()
	case Git:
		if f.Added == nil {
			return Dated{}, false
		}
		d, ok := f.Added(f.Name)
		return Dated{d, Git, "the first commit"}, ok
	}
	return Dated{}, false
}

// bytes are the file's, or "".
func (f *File) bytes() string {
	if f.Bytes == nil {
		return ""
	}
	src, _ := f.Bytes()
	return src
}

// meta is what the file states beside its text.
func (f *File) meta() (Dated, bool) {
	src := f.bytes()
	switch {
	case src == "":
		return Dated{}, false
	case magic.HoldsPDF(src):
		if f.Stated == nil {
			return Dated{}, false
		}
		d, ok := pdfDate(f.Stated(src))
		return Dated{d, Meta, "CreationDate"}, ok
	case strings.HasPrefix(src, container.ZipMagic):
		return inContainer(src)
	case !isMarkup(src):
		return Dated{}, false
	}
	if d, ok := inHTMLHead(src); ok {
		return d, true
	}
	return inMarkup(src, metaPlaces, Meta)
}

// isMarkup reports whether a file begins as XML and HTML do.
func isMarkup(src string) bool {
	head := strings.TrimLeft(src[:min(len(src), 1<<10)], "\ufeff \t\r\n")
	return strings.HasPrefix(head, "<")
}

// inContainer is the date in the metadata of a document of Office, OpenDocument or EPUB: of its
// making, since saving it again is no new document.
func inContainer(src string) (Dated, bool) {
	list := container.List(src, maxMembers)
	if list.Reader == nil {
		return Dated{}, false
	}
	for _, name := range []string{"docprops/core.xml", "meta.xml"} {
		if part := list.Member(name); part != "" {
			return inMarkup(part, metaPlaces, Meta)
		}
	}
	for _, file := range list.File {
		if name := container.MemberName(file.Name); path.Ext(name) == ".opf" {
			return inMarkup(list.Member(name), []place{{"date", "", ""}}, Meta)
		}
	}
	return Dated{}, false
}

// pdfDate reads a date as PDF writes it (ISO 32000-1, 7.9.4): "D:20160311093000+01'00'".
func pdfDate(s string) (Date, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "D:")
	for _, digits := range []int{8, 6, 4} {
		if len(s) >= digits && strings.Trim(s[:digits], "0123456789") == "" {
			s = s[:digits]
			break
		}
	}
	switch len(s) {
	case 8:
		return Parse(s)
	case 6:
		return Parse(s[:4] + "-" + s[4:])
	case 4:
		return Parse(s)
	}
	return Date{}, false
}

// content is the date that the text, or its format, gives it.
func (f *File) content() (Dated, bool) {
	if src := f.bytes(); isMarkup(src) {
		if d, ok := inMarkup(src, contentPlaces, Content); ok {
			return d, true
		}
	} else if d, ok := inHeads(src); ok {
		return d, true
	} else if d, ok := inFrontMatter(src); ok {
		return d, true
	}
	if f.Document == nil {
		return Dated{}, false
	}
	doc := f.Document()
	if doc == nil {
		return Dated{}, false
	}
	if d, ok := sent(doc); ok {
		return d, true
	}
	return inHead(doc)
}

// headsOfMail is how far the heads of a mail go that are looked at.
const headsOfMail = 64 << 10

// inHeads is the date of a mail, or of the first in a mailbox.
func inHeads(src string) (Dated, bool) {
	src = src[:min(len(src), headsOfMail)]
	if strings.HasPrefix(src, "From ") {
		_, src, _ = strings.Cut(src, "\n")
	}
	heads, _, _ := strings.Cut(strings.ReplaceAll(src, "\r\n", "\n"), "\n\n")
	message, err := mail.ReadMessage(strings.NewReader(heads + "\n\n"))
	if err != nil || message.Header.Get("From") == "" {
		return Dated{}, false
	}
	t, err := message.Header.Date()
	if err != nil {
		return Dated{}, false
	}
	d, ok := onDay(t)
	return Dated{d, Content, "Date: " + message.Header.Get("Date")}, ok
}

// sent is when a mail was sent, as the reader of mails and of Outlook's files writes it into the
// places of a text.
func sent(doc *document.Document) (Dated, bool) {
	if len(doc.Blocks) == 0 {
		return Dated{}, false
	}
	_, day, ok := strings.Cut(doc.Blocks[0].Path, "sent ")
	if !ok || len(day) < len(time.DateOnly) {
		return Dated{}, false
	}
	d, ok := Parse(day[:len(time.DateOnly)])
	return Dated{d, Content, "sent " + day[:len(time.DateOnly)]}, ok
}

// frontMatter is how many bytes at the head of a text may hold its properties.
const frontMatter = 8 << 10

// property is a line that dates a text: in YAML or TOML at its head, in Org, AsciiDoc,
// reStructuredText and LaTeX, in JSON, and in the head or a note of WebVTT.
var property = sync.OnceValue(func() *regexp.Regexp {
	const names = `(date|published|publishdate|publication_date|pubdate|datepublished|issued|revdate)`
	return regexp.MustCompile(`(?im)^[ \t]*(?:\{[ \t]*)?(?:#\+|:|"|NOTE[ \t]+)?` + names +
		`(?:"?[ \t]*[:=]|:)[ \t]*["']?([^"'\r\n]{4,60})|\\date\{([^}\r\n]{4,60})\}`)
})

// inFrontMatter is the date among the properties at the head of a text. A line that only looks like
// one needs a property of its format around it.
func inFrontMatter(src string) (Dated, bool) {
	head := strings.TrimPrefix(src[:min(len(src), frontMatter)], "\ufeff")
	if !holdsProperties(head) {
		return Dated{}, false
	}
	for _, m := range property().FindAllStringSubmatch(head, -1) {
		name, value := m[1], m[2]
		if m[3] != "" {
			name, value = `\date`, m[3]
		}
		if d, ok := parseValue(strings.TrimRight(value, " \t,}")); ok {
			return Dated{d, Content, name}, true
		}
	}
	return Dated{}, false
}

// holdsProperties reports whether a text begins as a format does that has properties at its head.
func holdsProperties(head string) bool {
	trimmed := strings.TrimLeft(head, " \t\r\n")
	for _, begins := range []string{
		"---", "+++", "{", "#+", ":", "= ", "WEBVTT", "%", `\documentclass`, `\title`, `\date`,
	} {
		if strings.HasPrefix(trimmed, begins) {
			return true
		}
	}
	return strings.Contains(head, "\n:Date:") || strings.Contains(head, "\n#+DATE:")
}
