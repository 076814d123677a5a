// Package docx reads Word documents. A footnote is found by notes.go and read, like the body, by
// body.go.
package docx

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/opc"
	"refrain/analyzer/reader/xmltok"
)

// Read reads a Word document as a person sees it with its changes accepted. Text that is
// hidden, deleted or struck out becomes blocks of its own; comments, descriptions of pictures and
// the like are left out and counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	if IsLocked(in.Bytes) {
		return input.Locked(in.Format)
	}
	d := in.NewBuilder("")
	a := container.Open(in.Content.Listed(), in.Options.Limits, d)
	if a == nil {
		return d.Finish()
	}
	w := newWord(ctx, d, a, in.Options.Limits.Depth)
	if !a.Has(w.main) {
		d.Gap(0, gap.Damaged+": the file holds no text of a Word document",
			"open the file in the program that made it and save it again")
		return d.Finish()
	}
	w.read()
	return d.Finish()
}

// word is a Word document that is being read.
type word struct {
	ctx     context.Context
	d       *builder.Builder
	archive *container.Archive
	depth   int    // that elements may have
	main    string // the name of the part that holds the text
	body    xmltok.Part

	top, relations      office.Relations // of the file, and of the main part
	styles              *office.Styles
	lists               numberings
	footnotes, endnotes notes
	places              office.Places
	heads               heads
	theme               map[string]office.Colour // by the theme's names; nil before it is read
	data                *boundData               // nil before it is read
	mapped              office.Setting           // its settings turn the theme around; unset before it is known
	scene               *office.Backdrop         // nil before it is known
	seen                map[string]bool          // notes, and parts like diagrams, that have been read: each is read once
	chunks              int                      // how many documents it is in
	again               office.Repeated
	laid                laying
}

func newWord(ctx context.Context, d *builder.Builder, a *container.Archive, depth int) *word {
	w := &word{ctx: ctx, d: d, archive: a, depth: depth, seen: map[string]bool{}}
	w.top = w.relationsOf("")
	w.main = w.mainPart()
	return w
}

// read reads the text and what belongs to it.
func (w *word) read() {
	w.load()
	w.story(w.body.Whole(), w.relations, document.Body).blocks()
	w.remaining(w.footnotes, "footnote ")
	w.remaining(w.endnotes, "endnote ")
	w.runningHeads()
	w.leftOut()
}

// load reads what the text refers to.
func (w *word) load() {
	w.relations = w.relationsOf(w.main)
	w.styles = w.readStyles(w.markup(w.archive.Part(w.target("/styles")).Whole()))
	w.lists = w.readNumberings(w.markup(w.archive.Part(w.target("/numbering")).Whole()))
	w.footnotes = w.notes(w.target("/footnotes"))
	w.endnotes = w.notes(w.target("/endnotes"))
	w.body = w.archive.Part(w.main)
	w.laid.known = strings.Contains(w.body.Text, "<w:lastRenderedPageBreak")
}

func (w *word) markup(f xmltok.Fragment) *xmltok.Parser {
	return xmltok.NewParser(w.ctx, w.d, f, w.depth)
}

// relationsOf are the links of a part; "" stands for the file itself.
func (w *word) relationsOf(name string) office.Relations {
	f := opc.File{Builder: w.d, Ctx: w.ctx, Archive: w.archive, Depth: w.depth}
	return f.Relations(name)
}

// mainPart is the name of the part that holds the text. Files whose links are damaged have it where
// Word puts it.
func (w *word) mainPart() string {
	for _, r := range w.top.All {
		if strings.HasSuffix(r.Kind, "/officeDocument") && w.archive.Has(r.Target) {
			return r.Target
		}
	}
	return "word/document.xml"
}

// target is the part of a kind that the main part links to; "" without one. One that is linked to
// and not there is a gap.
func (w *word) target(kind string) string {
	for _, r := range w.relations.All {
		if strings.HasSuffix(r.Kind, kind) {
			if w.archive.Has(r.Target) {
				return r.Target
			}
			w.archive.Damaged(r.Target)
		}
	}
	return ""
}

// Is knows Word documents by the type of their main part, or by its usual name, and one with a
// password by what it is kept in. A container that states no type may hold any part of Word's.
func Is(c *input.Content, named bool) input.Fit {
	switch {
	case IsLocked(c.Source):
		return input.Stated
	case !c.Listed().Present:
		return input.Unfit
	case c.Listed().Has("word/document.xml"), (named || c.Listed().MIME == "") && c.Listed().Has("word/"):
		return c.InZip(input.Leading)
	}
	types := strings.ToLower(c.Listed().Member("[content_types].xml"))
	for _, kind := range wordTypes {
		if strings.Contains(types, kind) {
			return c.InZip(input.Leading)
		}
	}
	return input.Unfit
}

// wordTypes are in the types of the main parts of documents and templates, in lower case.
var wordTypes = []string{
	"wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.macroenabled.main",
	"ms-word.template.macroenabledtemplate.main",
}

// Opens reports whether a file is a container, or a new document that is encrypted.
func Opens(c *input.Content) bool { return c.Listed().Present || IsLocked(c.Source) }

// IsLocked reports whether a file is a new Office document that is encrypted: the old container
// then holds a stream of that name.
func IsLocked(src string) bool {
	return strings.HasPrefix(src, container.OLEMagic) &&
		strings.Contains(src, "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
}

// story reads a fragment whose plain paragraphs have a role.
func (w *word) story(f xmltok.Fragment, relations office.Relations, role document.Role) *story {
	w.d.End()
	w.d.Part = f.Part.Name
	w.d.Exclude(document.Included, "")
	return &story{word: w, Sight: office.Sight{Builder: w.d}, m: w.markup(f), relations: relations, role: role}
}
