// Package amendments writes papers of amendments, to be edited and tabled: the words to leave out and
// those to insert, provision by provision in the order of the bill, in the style of a parliament or of
// an organisation of its own.
package amendments

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	head "refrain/project/letterhead"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Writer writes a paper of the amendments to the documents of the run: a page of Markdown or HTML, or
// a file of Word or OpenDocument, by the ending of its file.
type Writer struct {
	w       io.Writer
	file    string
	head    head.Letterhead
	options stream.Amendments
	prefer  map[string]string // wordings by the ids of entries
	propose func(*analyzer.Report, amend.Options) *amend.Paper

	run   stream.Run
	words wording.Words // of the paper
	bills []*bill
}

// bill is a document with what is proposed for it.
type bill struct {
	name, title, facts, sha256 string
	lang                       string
	items                      []*item // by place
	gaps                       []string
	waived                     []string
	others                     int // findings in other use than the document's own
	recognised                 int // findings in text that was recognised in pictures
}

// item is an amendment, or a place to redraft.
type item struct {
	kind     amend.Kind
	place    place
	old, new string
	also     []string // other wordings that fit
	block    stretch  // the text around it
	sentence stretch
	of       *item // the definition that it follows from
	entry    *lexicon.Entry
	reason   string
	model    string

	number int // of the amendment that it is part of
}

// stretch is a piece of a document's text with the place of an item's words in it.
type stretch struct {
	text  string
	at    document.Span // the words, in text
	start int           // of text, in the document
	block int           // the index of its block
	cut   [2]bool       // whether text begins or ends within the block
}

// New returns a writer of such a paper to w.
func New(w io.Writer, o stream.Options) *Writer {
	return &Writer{
		w: w, file: o.File, head: o.Letterhead, options: o.Amendments, prefer: o.Prefer, propose: amend.Propose,
	}
}

// ending is what the paper's form goes by.
func (b *Writer) ending() string { return path.Ext(strings.ToLower(b.file)) }

// Ready reports why no paper can be written to the file, before the run begins.
func (b *Writer) Ready() error {
	switch b.ending() {
	case ".html", ".htm", ".docx", ".odt", ".md", ".markdown", "":
		return nil
	}
	return errors.New(
		b.file + ": a paper of amendments is a file of Word or OpenDocument, or a page of HTML or Markdown; " +
			"end the file's name with .docx, .odt, .html or .md",
	)
}

// Begin takes note of the run. The formulae of parliaments that write English are English.
func (b *Writer) Begin(run stream.Run) error {
	b.run, b.words = run, wording.In(run.Language)
	if b.options.House == nil && slices.Contains(englishStyles, b.options.Style) {
		b.words = wording.In(wording.English)
	}
	return b.Ready()
}

// Document takes what is proposed for a document.
func (b *Writer) Document(r *analyzer.Report) error {
	d := r.Doc
	of := &bill{
		name: wording.ForwardedName(
			d,
		), title: wording.DocumentTitle(d), facts: b.words.DocumentFacts(r), sha256: d.SHA256,
		lang: document.PrimaryLanguage(d.Lang),
	}
	if of.lang == "" && r.Language != nil {
		of.lang = r.Language.Code
	}
	for _, g := range wording.GroupGaps(r.Gaps()) {
		of.gaps = append(of.gaps, b.words.Hinted(g))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !b.run.Policy.Counts(f):
			of.others++
		case f.Record.State == analyzer.Waived:
			of.waived = append(of.waived, b.words.ClausePlace(d.Locate(f.Span))+": "+
				b.words.Quoted(wording.OneLine(f.Text(d)))+b.words.RecordWords(f.Record))
		case f.Recognised:
			of.recognised++
		case !amend.Own(f):
			of.others++
		}
	}
	paper := b.propose(r, amend.Options{Prefer: b.prefer, Only: func(f *analyzer.Finding) bool {
		return b.run.Policy.Counts(f) && f.Record.State != analyzer.Waived
	}})
	for i := range paper.Amendments {
		of.items = append(of.items, itemOf(paper.Doc, &paper.Amendments[i]))
	}
	for _, it := range of.items {
		if it.place.provision == of.title { // The title of a bill is no provision of it.
			it.place.provision, it.place.clause = "", ""
		}
	}
	if b.options.House == nil && b.options.Style == "uk" && isBill(of.title) {
		for _, it := range of.items {
			it.place.provision, it.place.clause = inBill(it.place.provision), inBill(it.place.clause)
		}
	}
	for i := range paper.Amendments {
		if j := paper.Amendments[i].Of; j >= 0 {
			of.items[i].of = of.items[j]
		}
	}
	b.bills = append(b.bills, of)
	return nil
}

func itemOf(d *document.Document, a *amend.Amendment) *item {
	it := &item{
		kind: a.Kind, place: placeOf(d, a.Span, a.Finding.Sentence), old: flat(a.Old), new: flat(a.New),
		entry: a.Finding.Entry, reason: string(a.Reason), model: a.Model,
		sentence: stretchOf(d, a.Span, a.Finding.Sentence),
	}
	for _, o := range a.Others {
		if len(it.also) < fewAlso && o.New != a.New && o.Span == a.Span {
			it.also = append(it.also, flat(o.New))
		}
	}
	it.block = it.sentence
	if i := d.BlockAt(a.Span.Start); i >= 0 && d.Blocks[i].Len() <= longestBlock {
		it.block = stretchOf(d, a.Span, d.Blocks[i].Span)
	}
	return it
}

const (
	fewAlso      = 3    // further wordings that a paper names
	longestBlock = 1500 // bytes of a paragraph that is quoted whole
	around       = 700  // bytes of a sentence on each side of its words
)

// stretchOf is the text around a span, within another one.
func stretchOf(d *document.Document, s, within document.Span) stretch {
	if !within.Contains(s) {
		within = s
	}
	cut, left, right := wording.Excerpt(d.Text, within, s, around)
	if within.Len() <= longestBlock {
		cut, left, right = within, false, false
	}
	return stretch{
		text: cut.Of(d.Text), at: document.Span{Start: s.Start - cut.Start, End: s.End - cut.Start}, start: cut.Start,
		block: d.BlockAt(s.Start), cut: [2]bool{left, right},
	}
}

// flat is text in one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// End writes the paper.
func (b *Writer) End(t stream.Totals) error {
	p, err := b.page(t)
	if err != nil {
		return err
	}
	switch b.ending() {
	case ".docx":
		return writeWord(b.words, b.w, p, b.head)
	case ".odt":
		return writeOpenDocument(b.words, b.w, p, b.head)
	case ".html", ".htm":
		return writeHTML(b.words, b.w, p, b.head, b.run.Version)
	}
	return writeMarkdown(b.w, p, b.run.Version)
}
