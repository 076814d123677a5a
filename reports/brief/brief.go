// Package brief writes for a person who drafts a text: which words, where, what to consider, and
// who says so.
package brief

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Measures of a brief. It has to stay within a few pages, whatever it is about; what it draws
// together is said in it.
const (
	mostRows    = 40 // in the list of places; a longer list is drawn together, first by document, then by entry
	mostPlaces  = 8  // that a row names; the others are counted
	mostWords   = 3  // different words that a row names
	fewConsider = 3  // wordings that a row names; the entry's own part has all
)

// callToAction is why a brief is laid on a drafter's table.
const callToAction = "Call to action 3 of civil society's closing statement at the second International " +
	"Migration Review Forum " +
	"(A Civil Society Line Against Regression, 2026) asks states and the institutions that set agendas to " +
	"examine the terms of their own policies, and to leave those that dehumanise migrants or make instruments " +
	"of them."

// Writer writes for a person who drafts: which words, where in the order of the text, what to
// consider instead, and who says so. It is a page of Markdown or of HTML, by the ending of its
// file.
type Writer struct {
	w       io.Writer
	file    string
	run     stream.Run
	brief   page
	entries map[*lexicon.Entry]*entry
	places  []foundPlace
}

// New returns a writer of such a report to w.
func New(w io.Writer, o stream.Options) *Writer {
	return &Writer{w: w, file: o.File, entries: map[*lexicon.Entry]*entry{}}
}

func (b *Writer) Begin(run stream.Run) error {
	switch path.Ext(strings.ToLower(b.file)) {
	case ".html", ".htm", ".md", ".markdown", "":
	default:
		return errors.New(b.file + ": a brief is a page of HTML or Markdown; end the file's name with .html or .md")
	}
	b.run = run
	return nil
}

func (b *Writer) Document(r *analyzer.Report) error {
	d := readDocument{
		Name: wording.ForwardedName(r.Doc), Facts: wording.DocumentFacts(r), SHA256: r.Doc.SHA256,
		judged: r.Judged() > 0,
	}
	for _, g := range wording.GroupGaps(r.Gaps()) {
		if len(b.brief.Gaps) == wording.ManyGaps {
			b.brief.MoreGaps++
			continue
		}
		gap := d.Name + ": " + g.String()
		if g.Hint != "" {
			gap += " (" + g.Hint + ")"
		}
		b.brief.Gaps = append(b.brief.Gaps, gap)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !b.run.Policy.Counts(f) {
			continue
		}
		d.Findings++
		place := r.Doc.Locate(f.Span)
		if f.Record.State == analyzer.Waived {
			b.waived(r.Doc, f, place)
			continue
		}
		b.places = append(b.places, foundPlace{
			len(b.brief.Documents), place, wording.PlaceWords(r.Doc, place), wording.OneLine(f.Text(r.Doc)),
			f.Consider(), b.entry(f.Entry),
		})
	}
	b.brief.Documents = append(b.brief.Documents, d)
	return nil
}

// waived keeps in a line what somebody lets stand, with the reason.
func (b *Writer) waived(d *document.Document, f *analyzer.Finding, place document.Place) {
	if len(b.brief.Waived) == mostRows {
		b.brief.MoreWaived++
		return
	}
	b.brief.Waived = append(
		b.brief.Waived,
		wording.Where(d, place)+": "+wording.Quoted(wording.OneLine(f.Text(d)))+wording.RecordWords(f.Record),
	)
}

// entry is the entry as the brief shows it. Entries are numbered in the order in which they are
// found.
func (b *Writer) entry(e *lexicon.Entry) *entry {
	if b.entries[e] == nil {
		sources := wording.PrintableSources(e)
		few := min(len(sources), wording.FewSources)
		b.entries[e] = &entry{
			Entry: e, Number: len(b.brief.Entries) + 1, Sources: sources[:few], More: len(sources) - few,
			Aside: wording.Asides(e),
		}
		b.brief.Entries = append(b.brief.Entries, b.entries[e])
	}
	return b.entries[e]
}

func (b *Writer) End(t stream.Totals) error {
	s := &b.brief
	s.Title = "Wording to consider in " + wording.Count(t.Documents, "document")
	if len(s.Documents) == 1 {
		s.Title = "Wording to consider in " + path.Base(s.Documents[0].Name)
	}
	s.Interrupted, s.Rest = t.Interrupted, wording.UncountedTitle(b.run)
	s.Found, s.Read = strings.TrimSpace(wording.Found(t)), wording.Read(t)
	if !t.Interrupted && t.Documents > t.Empty {
		s.Rates = wording.RateWords("", t.Rates())
	}
	b.arrange()
	s.Nothing = s.nothing()
	s.Apart = slices.DeleteFunc(wording.StatusCounts(t), func(c wording.StatusCount) bool { return c.Counts })
	s.Changes, s.Notices = wording.Changes(b.run), wording.Notices(t)
	s.Call, s.Limits = callToAction, wording.Limits
	s.MadeBy, s.Version = wording.MadeBy(b.run), b.run.Version
	if strings.HasPrefix(path.Ext(strings.ToLower(b.file)), ".htm") {
		return writeHTML(b.w, s)
	}
	return writeMarkdown(b.w, s)
}
