// Package brief writes two pages for a person who drafts a text: which words, where, what to
// propose, and who says so.
package brief

import (
	"errors"
	"io"
	"path"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	head "refrain/project/letterhead"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Measures of a brief beside those of its paper.
const (
	mostPlaces  = 6   // further places that a row names; the others are counted
	fewConsider = 3   // wordings that a row names
	fewSources  = 2   // that a reason names
	fewLines    = 4   // of gaps, waived places, remarks and documents; the others are counted
	around      = 140 // bytes of the sentence on each side of its words
)

// Writer writes for a person who drafts: which words, where in the text, what to propose instead,
// and who says so. It is a page of Markdown or of HTML, or a file of Word, by the ending of its
// file, and what it says fits on two sheets: the most consequential places are shown, the others
// counted.
type Writer struct {
	w       io.Writer
	file    string
	head    head.Letterhead
	run     stream.Run
	words   wording.Words
	places  []*place
	read    []read
	gaps    few
	waived  few
	entries map[*lexicon.Entry]int
}

// read is a document that was read, or not.
type read struct {
	name, title, facts, sha256 string
	judged                     bool // a lexicon has read words of it
	findings                   int
}

// place is one finding that counts.
type place struct {
	document int
	where    string // as somebody who drafts finds it, without the document
	words    string
	before   string
	after    string
	aside    string // what it takes from outside its sentence
	consider []string
	entry    *lexicon.Entry
	severity lexicon.Severity
	defines  bool // the text defines the term here
}

// New returns a writer of such a report to w.
func New(w io.Writer, o stream.Options) *Writer {
	return &Writer{w: w, file: o.File, head: o.Letterhead, entries: map[*lexicon.Entry]int{}}
}

// ending is what the brief's form goes by.
func (b *Writer) ending() string { return path.Ext(strings.ToLower(b.file)) }

// Ready reports why no brief can be written to the file, before the run begins.
func (b *Writer) Ready() error {
	switch b.ending() {
	case ".html", ".htm", ".docx", ".md", ".markdown", "":
	default:
		return errors.New(
			b.file + ": a brief is a page of HTML or Markdown, or a file of Word; end the file's name with .html, .md or .docx",
		)
	}
	return nil
}

func (b *Writer) Begin(run stream.Run) error {
	b.run, b.words = run, wording.In(run.Language)
	return b.Ready()
}

func (b *Writer) Document(r *analyzer.Report) error {
	d := read{
		name: wording.ForwardedName(r.Doc), title: wording.DocumentTitle(r.Doc), facts: b.words.DocumentFacts(r),
		sha256: r.Doc.SHA256, judged: r.Judged() > 0,
	}
	for _, g := range wording.GroupGaps(r.Gaps()) {
		b.gaps.add(d.name + ": " + b.words.Hinted(g))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !b.run.Policy.Counts(f) {
			continue
		}
		d.findings++
		where := b.words.ClausePlace(r.Doc.Locate(f.Span))
		if f.Record.State == analyzer.Waived {
			b.waived.add(
				d.name + ", " + where + ": " + b.words.Quoted(wording.OneLine(f.Text(r.Doc))) + b.words.RecordWords(f.Record),
			)
			continue
		}
		b.places = append(b.places, b.place(r.Doc, f, where))
	}
	b.read = append(b.read, d)
	return nil
}

func (b *Writer) place(d *document.Document, f *analyzer.Finding, where string) *place {
	p := &place{
		document: len(b.read), where: where, aside: b.words.Aside(d, f), consider: f.Consider(), entry: f.Entry,
		severity: wording.SeverityOf(f), defines: strings.HasPrefix(f.Verdict.Rule, "defin"),
	}
	p.before, p.words, p.after = wording.ContextWithin(d, f, around)
	return p
}

func (b *Writer) End(t stream.Totals) error {
	p := b.page(t)
	switch {
	case b.ending() == ".docx":
		return writeWord(b.words, b.w, p, b.head)
	case strings.HasPrefix(b.ending(), ".htm"):
		return writeHTML(b.words, b.w, p, b.head, b.run.Version)
	}
	return writeMarkdown(b.w, p, b.head, b.run.Version)
}
