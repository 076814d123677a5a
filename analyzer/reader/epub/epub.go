// Package epub reads books in the EPUB format: the pages in their order, each with package html.
package epub

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/xmltok"
)

// Is knows books by the type that they state or else by the list of their packages.
func Is(c *input.Content, _ bool) input.Fit {
	switch {
	case !c.Listed().Present:
		return input.Unfit
	case c.Listed().States("application/epub+zip"):
		return c.InZip(input.Stated)
	case c.Listed().Has("META-INF/container.xml"):
		return c.InZip(input.Leading)
	}
	return input.Unfit
}

// Opens reports whether a file is a container.
func Opens(c *input.Content) bool { return c.Listed().Present }

// Read reads the pages of a book in the order in which they are read. Its table of contents and
// pages that the order leaves out are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	a := container.Open(in.Content.Listed(), in.Options.Limits, d)
	if a == nil {
		return d.Finish()
	}
	b := &book{ctx: ctx, d: d, archive: a, depth: in.Options.Limits.Depth}
	b.packages()
	locked := b.encrypted()
	for _, page := range b.spine {
		switch name := page.path; {
		case ctx.Err() != nil: // Whoever set the time says so.
		case locked[container.MemberName(name)]:
			d.Gap(0, gap.Encrypted, "get the book without copy protection (DRM)")
		case !a.Has(name):
			a.Damaged(name)
		case page.isDrawing():
			b.drawing(a.Part(name))
		default:
			p := a.Part(name)
			b.page(p)
			d.Loaded -= len(p.Text)
		}
	}
	for _, page := range b.left {
		if !locked[container.MemberName(page.path)] {
			d.Omit(page.why, html.Words(a.Part(page.path).Text))
		}
	}
	if len(b.spine) == 0 {
		d.Gap(0, gap.Damaged+": the book names no pages", "open the file in the program that made it and save it again")
	}
	return d.Finish()
}

// book is an EPUB that is being read.
type book struct {
	ctx     context.Context
	d       *builder.Builder
	archive *container.Archive
	depth   int               // that elements may have
	spine   []resource        // the pages in their order
	sheets  map[string]string // style sheets that have been read, by their paths
	left    []leftPage        // pages that are not read
}

// resource is a file of the book.
type resource struct {
	path, kind string
	fallback   string // the id of another that says the same, for programs that do not know this kind
}

// leftPage is a page that is not read, and what it is instead of a page of the text.
type leftPage struct{ path, why string }

// isPage reports whether the file is hypertext, by its type or where that is not known by its name.
func (r resource) isPage() bool {
	if r.kind != "" {
		return r.kind == "application/xhtml+xml" || r.kind == "text/html" || r.kind == "text/x-oeb1-document"
	}
	ext := strings.ToLower(path.Ext(r.path))
	return ext == ".xhtml" || ext == ".html" || ext == ".htm"
}

// isDrawing reports whether the file is a drawing that may be a page of its own.
func (r resource) isDrawing() bool { return r.kind == "image/svg+xml" }

func (b *book) markup(name string) *xmltok.Parser {
	return xmltok.NewParser(b.ctx, b.d, b.archive.Part(name).Whole(), b.depth)
}

// packages finds the package that the container names, and in it the pages. A book without a
// readable package has its pages by their names. Further packages are other renditions of the book.
func (b *book) packages() {
	m := b.markup("META-INF/container.xml")
	found := ""
	var look func()
	look = func() {
		kind, name := m.Attr("media-type"), m.Attr("full-path")
		if m.Name == "container:rootfile" && (kind == "" || kind == "application/oebps-package+xml") {
			if found == "" {
				found = name
			} else if name != found {
				b.d.Gap(0, gapRendition, "take it out of the book and check it by itself: "+name)
			}
		}
		m.Each(look)
	}
	m.Each(look)
	if found == "" || !b.archive.Has(found) {
		b.archive.Damaged("META-INF/container.xml")
		for _, name := range b.archive.Names {
			if r := (resource{path: name}); r.isPage() {
				b.spine = append(b.spine, r)
			}
		}
		return
	}
	b.open(found)
}

// gapRendition is for a book that comes twice in its file, in another form.
const gapRendition = "another form of the book not read"

// open reads a package: its language, what it holds, and in which order that is read.
func (b *book) open(name string) {
	l := &bookList{book: b, name: name, m: b.markup(name), resources: map[string]resource{}, contents: map[string]bool{}}
	l.m.Each(func() {
		l.m.Each(l.section)
	})
	seen := map[string]bool{}
	for _, id := range l.order {
		r, ok := l.resources[id]
		switch {
		case !ok:
			b.archive.Damaged(name + " names a page that it does not list")
		case l.contents[r.path] || seen[r.path]:
		default:
			l.page(r)
		}
		seen[r.path] = true
	}
	for _, id := range l.ids {
		r := l.resources[id]
		switch {
		case !r.isPage() || !b.archive.Has(r.path):
		case l.contents[r.path]:
			b.left = append(b.left, leftPage{r.path, builder.TableOfContents})
		case !seen[r.path]:
			b.left = append(b.left, leftPage{r.path, "pages outside of the order in which the book is read"})
		}
		seen[r.path], l.contents[r.path] = true, false
	}
}

// bookList is a package that is being read.
type bookList struct {
	*book
	name      string
	m         *xmltok.Parser
	resources map[string]resource // by their ids
	ids       []string            // in their order
	order     []string            // the ids of the pages, as they are read
	contents  map[string]bool     // tables of contents, by their paths
}

// target is the file that the element at hand refers to.
func (l *bookList) target() string {
	file, err := url.PathUnescape(l.m.Attr("href"))
	if err != nil {
		file = l.m.Attr("href")
	}
	file, _, _ = strings.Cut(file, "#")
	return path.Join(path.Dir(l.name), file)
}

// section reads a part of the package.
func (l *bookList) section() {
	m := l.m
	switch m.Name {
	case "opf:metadata":
		m.Each(l.metadata)
	case "opf:manifest":
		m.Each(func() {
			if l.d.TooMany(len(l.resources), "files") {
				return
			}
			r := resource{l.target(), m.Attr("media-type"), m.Attr("fallback")}
			l.resources[m.Attr("id")] = r
			l.ids = append(l.ids, m.Attr("id"))
			for _, property := range strings.Fields(m.Attr("properties")) {
				l.contents[r.path] = l.contents[r.path] || property == "nav"
			}
		})
	case "opf:spine":
		m.Each(func() {
			if !l.d.TooMany(len(l.order), "pages") {
				l.order = append(l.order, m.Attr("idref"))
			}
		})
	case "opf:guide":
		m.Each(func() {
			if m.Attr("type") == "toc" {
				l.contents[l.target()] = true
			}
		})
	}
}

// metadata reads what the package says about the book.
func (l *bookList) metadata() {
	var b strings.Builder
	l.m.Content(func() {}, func(text string, _ int) { b.WriteString(charset.Unescape(text)) })
	switch l.m.Name {
	case "dc:language":
		if l.d.Doc.Lang == "" {
			l.d.Doc.Lang = strings.TrimSpace(b.String())
		}
	case "dc:title", "dc:subject", "dc:description":
		l.d.Omit("document properties", b.String())
	}
}

// page puts a file among the pages, or what stands for it where it is of a kind that is not read.
func (l *bookList) page(r resource) {
	const most = 10 // that stand for each other
	shown := r
	for range most {
		if shown.isPage() || shown.isDrawing() {
			l.spine = append(l.spine, shown)
			return
		}
		var ok bool
		if shown, ok = l.resources[shown.fallback]; !ok {
			break
		}
	}
	if strings.HasPrefix(r.kind, "image/") {
		l.d.Gap(0, gap.Scan, gap.HintOCR)
		return
	}
	l.d.Gap(0, gap.Unsupported+": a page of the book",
		fmt.Sprintf("take it out of the book and check it by itself: %s", r.path))
}

// encrypted are the files that are protected against copying. Fonts often are that are not read
// anyway.
func (b *book) encrypted() map[string]bool {
	names := map[string]bool{}
	if !b.archive.Has("META-INF/encryption.xml") {
		return names
	}
	m := b.markup("META-INF/encryption.xml")
	var look func()
	look = func() {
		if m.Name == "enc:CipherReference" {
			if name, err := url.PathUnescape(m.Attr("URI")); err == nil {
				names[container.MemberName(path.Clean(name))] = true
			}
		}
		m.Each(look)
	}
	m.Each(look)
	return names
}

// page reads one page: its body, since nobody sees its head, not even the title.
func (b *book) page(p xmltok.Part) {
	b.d.End()
	b.d.Part = p.Name
	h := &html.Page{Builder: b.d, Depth: b.depth, XHTML: true, AllText: true, Titled: true}
	h.Sheets = func(address string) (string, bool) { return b.sheet(p.Name, address) }
	h.Read(b.ctx, p.Text, 0)
	b.d.End()
	if text := strings.TrimRight(p.Text, canonical.Blanks+"\x00"); !strings.HasSuffix(text, ">") {
		b.archive.Damaged(p.Name)
	}
}

// sheet is the style sheet of the book that a page links to.
func (b *book) sheet(page, address string) (string, bool) {
	link, err := url.Parse(address)
	if err != nil || link.IsAbs() || link.Host != "" || link.Path == "" {
		return "", false
	}
	name := path.Join(path.Dir(page), link.Path)
	if text, ok := b.sheets[name]; ok {
		return text, true
	}
	if !b.archive.Has(name) || b.d.TooMany(len(b.sheets), "style sheets") {
		return "", false
	}
	if b.sheets == nil {
		b.sheets = map[string]string{}
	}
	src := b.archive.Unpack(name)
	b.sheets[name] = charset.Decode(src, "").Text
	return b.sheets[name], true
}

// drawing reads the words of a page that is a drawing (SVG).
func (b *book) drawing(p xmltok.Part) {
	b.d.Part = p.Name
	m := xmltok.NewParser(b.ctx, b.d, p.Whole(), b.depth)
	var look func()
	look = func() {
		switch m.Name[strings.IndexByte(m.Name, ':')+1:] { // whatever the prefix
		case "style", "script", "defs", "symbol":
		case "title", "desc", "metadata":
			m.Content(look, func(text string, _ int) { b.d.Omit(builder.PictureDescriptions, charset.Unescape(text)) })
		case "text", "foreignObject":
			b.d.Begin(document.Body, 0, "")
			b.words(m)
			b.d.End()
		default:
			m.Each(look)
		}
	}
	m.Each(look)
}

// words appends the text of an element and of those in it.
func (b *book) words(m *xmltok.Parser) {
	m.Content(func() { b.words(m) }, func(text string, at int) { b.d.Flow(text, at) })
}
