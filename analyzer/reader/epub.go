package reader

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"

	"refrain/analyzer/document"
)

// isEPUB knows books by the type that they state or else by the list of their packages.
func isEPUB(c *content, _ bool) fit {
	switch {
	case !c.listed().present:
		return unfit
	case c.states("application/epub+zip"):
		return c.inZip(stated)
	case c.has("META-INF/container.xml"):
		return c.inZip(leading)
	}
	return unfit
}

// readEPUB reads the pages of a book in the order in which they are read, without its table of contents.
func readEPUB(ctx context.Context, in input) *document.Document {
	d := in.draft("")
	a := openArchive(in, d)
	if a == nil {
		return d.finish()
	}
	b := &book{ctx: ctx, d: d, archive: a, depth: in.options.Limits.Depth}
	b.packages()
	locked := b.encrypted()
	for _, name := range b.spine {
		switch {
		case locked[memberName(name)]:
			d.gap(0, gapEncrypted, "get the book without copy protection (DRM)")
		case !a.has(name):
			a.damaged(name)
		default:
			b.page(a.part(name))
		}
	}
	if len(b.spine) == 0 {
		d.gap(0, gapDamaged+": the book names no pages", "open the file in the program that made it and save it again")
	}
	return d.finish()
}

// book is an EPUB that is being read.
type book struct {
	ctx     context.Context
	d       *draft
	archive *archive
	depth   int      // that elements may have
	spine   []string // the pages in their order
}

func (b *book) markup(name string) *markup {
	return newMarkup(b.ctx, b.d, b.archive.part(name).whole(), b.depth)
}

// packages finds the package that the container names, and in it the pages. A book without a readable package has its pages by their names.
func (b *book) packages() {
	m := b.markup("META-INF/container.xml")
	found := ""
	var look func()
	look = func() {
		if kind := m.attr("media-type"); m.name == "container:rootfile" && found == "" && (kind == "" || kind == "application/oebps-package+xml") {
			found = m.attr("full-path")
		}
		m.each(look)
	}
	m.each(look)
	if found == "" || !b.archive.has(found) {
		b.archive.damaged("META-INF/container.xml")
		for _, name := range b.archive.names {
			if isPage("", name) {
				b.spine = append(b.spine, name)
			}
		}
		return
	}
	b.open(found)
}

// open reads a package: its language, what it holds, and in which order that is read.
func (b *book) open(name string) {
	type resource struct{ path, kind string }
	resources := map[string]resource{}
	seen := map[string]bool{} // pages that have been put in order, and tables of contents
	var order []string
	m := b.markup(name)
	target := func() string {
		file, err := url.PathUnescape(m.attr("href"))
		if err != nil {
			file = m.attr("href")
		}
		file, _, _ = strings.Cut(file, "#")
		return path.Join(path.Dir(name), file)
	}
	m.each(func() {
		m.each(func() {
			switch m.name {
			case "opf:metadata":
				m.each(func() {
					if m.name == "dc:language" && b.d.doc.Lang == "" {
						m.content(func() {}, func(text string, _ int) { b.d.doc.Lang += strings.TrimSpace(text) })
					}
				})
			case "opf:manifest":
				m.each(func() {
					if full(b.d, len(resources), "files") {
						return
					}
					r := resource{target(), m.attr("media-type")}
					resources[m.attr("id")] = r
					for _, property := range strings.Fields(m.attr("properties")) {
						seen[r.path] = seen[r.path] || property == "nav"
					}
				})
			case "opf:spine":
				m.each(func() {
					if !full(b.d, len(order), "pages") {
						order = append(order, m.attr("idref"))
					}
				})
			case "opf:guide":
				m.each(func() {
					if m.attr("type") == "toc" {
						seen[target()] = true
					}
				})
			}
		})
	})
	for _, id := range order {
		r, ok := resources[id]
		switch {
		case !ok:
			b.archive.damaged(name + " names a page that it does not list")
		case seen[r.path]:
		case !isPage(r.kind, r.path):
			if r.kind == "application/pdf" || strings.HasSuffix(r.kind, "dtbook+xml") {
				b.d.gap(0, gapFormat+": a page of the book", fmt.Sprintf("take it out of the book and check it by itself: %s", r.path))
			}
		default:
			b.spine = append(b.spine, r.path)
		}
		seen[r.path] = true
	}
}

// isPage tells whether a file of the book is hypertext, by its type or where that is not known by its name.
func isPage(kind, name string) bool {
	if kind != "" {
		return kind == "application/xhtml+xml" || kind == "text/html" || kind == "text/x-oeb1-document"
	}
	ext := strings.ToLower(path.Ext(name))
	return ext == ".xhtml" || ext == ".html" || ext == ".htm"
}

// encrypted are the files that are protected against copying. Fonts often are that are not read anyway.
func (b *book) encrypted() map[string]bool {
	names := map[string]bool{}
	if !b.archive.has("META-INF/encryption.xml") {
		return names
	}
	m := b.markup("META-INF/encryption.xml")
	var look func()
	look = func() {
		if m.name == "enc:CipherReference" {
			if name, err := url.PathUnescape(m.attr("URI")); err == nil {
				names[memberName(path.Clean(name))] = true
			}
		}
		m.each(look)
	}
	m.each(look)
	return names
}

// page reads one page: its body, since nobody sees its head, not even the title.
func (b *book) page(p part) {
	b.d.end()
	b.d.part = p.name
	lang, from := "", 0
	m := newMarkup(b.ctx, &draft{doc: &document.Document{}}, p.whole(), b.depth) // Hypertext that is no XML is read as well.
	m.each(func() {
		if lang = m.attr("xml:lang"); lang == "" {
			lang = m.attr("lang")
		}
		m.each(func() {
			if _, local, _ := strings.Cut(m.name, ":"); (local == "body" || m.name == "body") && from == 0 {
				from = m.from
				m.stopped = true
			}
		})
	})
	h := hypertextOf(b.d, b.depth)
	h.xhtml = true
	h.open = []element{{name: "html", lang: lang}}
	h.read(b.ctx, p.text[from:], from)
	b.d.end()
	if text := strings.TrimRight(p.text, blanks+"\x00"); !strings.HasSuffix(text, ">") {
		b.archive.damaged(p.name)
	}
}
