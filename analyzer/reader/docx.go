package reader

import (
	"context"
	"path"
	"strings"

	"refrain/analyzer/document"
)

// readDOCX reads a Word document as a person sees it with its changes accepted. Text that is
// hidden, deleted or struck out becomes blocks of its own; comments, descriptions of pictures and
// the like are left out and counted.
func readDOCX(ctx context.Context, in input) *document.Document {
	if lockedOffice(in.bytes) {
		return locked(in.format)
	}
	d := in.draft("")
	a := openArchive(in.content.listed(), in.options.Limits, d)
	if a == nil {
		return d.finish()
	}
	w := newWord(ctx, d, a, in.options.Limits.Depth)
	if !a.has(w.main) {
		d.gap(0, gapDamaged+": the file holds no text of a Word document", "open the file in the program that made it and save it again")
		return d.finish()
	}
	w.read()
	return d.finish()
}

// word is a Word document that is being read.
type word struct {
	ctx     context.Context
	d       *draft
	archive *archive
	depth   int    // that elements may have
	main    string // the name of the part that holds the text
	body    part

	top, relations      relations // of the file, and of the main part
	styles              *styles
	lists               numberings
	footnotes, endnotes notes
	places              places
	heads               heads
	theme               map[string]colour // by the theme's names; nil before it is read
	data                *boundData        // nil before it is read
	mapped              setting           // its settings turn the theme around; unset before it is known
	scene               *backdrop         // nil before it is known
	seen                map[string]bool   // notes, and parts like diagrams, that have been read: each is read once
	chunks              int               // how many documents it lies in
	again               repeated
}

func newWord(ctx context.Context, d *draft, a *archive, depth int) *word {
	w := &word{ctx: ctx, d: d, archive: a, depth: depth, seen: map[string]bool{}}
	w.top = w.relationsOf("")
	w.main = w.mainPart()
	return w
}

// read reads the text and what belongs to it.
func (w *word) read() {
	w.load()
	w.story(w.body.whole(), w.relations, document.Body).blocks()
	w.remaining(w.footnotes, "footnote ")
	w.remaining(w.endnotes, "endnote ")
	w.runningHeads()
	w.leftOut()
}

// load reads what the text refers to.
func (w *word) load() {
	w.relations = w.relationsOf(w.main)
	w.styles = w.readStyles(w.markup(w.archive.part(w.target("/styles")).whole()))
	w.lists = w.readNumberings(w.markup(w.archive.part(w.target("/numbering")).whole()))
	w.footnotes = w.notes(w.target("/footnotes"))
	w.endnotes = w.notes(w.target("/endnotes"))
	w.body = w.archive.part(w.main)
}

func (w *word) markup(f fragment) *markup { return newMarkup(w.ctx, w.d, f, w.depth) }

// relationsOf are the links of a part; "" stands for the file itself.
func (w *word) relationsOf(name string) relations {
	dir, base := path.Split(name)
	links := relations{byID: map[string]string{}, outside: map[string]string{}}
	m := w.markup(w.archive.part(dir + "_rels/" + base + ".rels").whole())
	m.each(func() {
		m.each(func() {
			target := m.attr("Target")
			if m.name != "rel:Relationship" || w.d.full(len(links.all), "links") {
				return
			}
			if m.attr("TargetMode") == "External" {
				links.outside[m.attr("Id")] = target
				return
			}
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			r := relation{m.attr("Id"), m.attr("Type"), strings.TrimPrefix(path.Clean(target), "/")}
			links.all = append(links.all, r)
			links.byID[r.id] = r.target
		})
	})
	return links
}

// mainPart is the name of the part that holds the text. Files whose links are damaged have it where
// Word puts it.
func (w *word) mainPart() string {
	for _, r := range w.top.all {
		if strings.HasSuffix(r.kind, "/officeDocument") && w.archive.has(r.target) {
			return r.target
		}
	}
	return "word/document.xml"
}

// target is the part of a kind that the main part links to; "" without one. One that is linked to
// and not there is a gap.
func (w *word) target(kind string) string {
	for _, r := range w.relations.all {
		if strings.HasSuffix(r.kind, kind) {
			if w.archive.has(r.target) {
				return r.target
			}
			w.archive.damaged(r.target)
		}
	}
	return ""
}

// isDOCX knows Word documents by the type of their main part, or by its usual name, and one with a
// password by what it is kept in. A container that states no type may hold any part of Word's.
func isDOCX(c *content, named bool) fit {
	switch {
	case lockedOffice(c.src):
		return stated
	case !c.listed().present:
		return unfit
	case c.listed().has("word/document.xml"), (named || c.listed().mime == "") && c.listed().has("word/"):
		return c.inZip(leading)
	}
	types := strings.ToLower(c.listed().member("[content_types].xml"))
	for _, kind := range wordTypes {
		if strings.Contains(types, kind) {
			return c.inZip(leading)
		}
	}
	return unfit
}

// wordTypes are in the types of the main parts of documents and templates, in lower case.
var wordTypes = []string{
	"wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.macroenabled.main",
	"ms-word.template.macroenabledtemplate.main",
}

// lockedOffice tells whether a file is a new Office document that is encrypted: the old container
// then holds a stream of that name.
func lockedOffice(src string) bool {
	return strings.HasPrefix(src, oleMagic) && strings.Contains(src, "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
}

// story reads a fragment whose plain paragraphs have a role.
func (w *word) story(f fragment, relations relations, role document.Role) *story {
	w.d.end()
	w.d.part = f.part.name
	w.d.exclude(document.Included, "")
	return &story{word: w, sight: sight{draft: w.d}, m: w.markup(f), relations: relations, role: role}
}
