package waiver

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Book applies waivers to one document after the other, and remembers which were needed. It is not
// safe for concurrent use.
type Book struct {
	Lexicon *lexicon.Lexicon
	Today   string // "2027-03-01": waivers hold until the end of their last day
	Waivers []*Waiver

	// Distrusts returns why waivers in a document do not count, since somebody else may have
	// written it; "" where they count. Nil trusts every document.
	Distrusts func(d *document.Document) string

	byEntry, byKey map[string][]*Waiver
}

// Apply lets findings of a document stand that a waiver in it or in the file names. The path is the
// document's from the folder of the file; counts tells which findings count: a waiver in the
// document is for one that does, where there is one. What comes back is what is wrong with the
// waivers in the document.
func (b *Book) Apply(r *analyzer.Report, path string, counts func(*analyzer.Finding) bool) []analyzer.Remark {
	remarks := b.inline(r, counts)
	if len(b.Waivers) == 0 {
		return remarks
	}
	if b.byEntry == nil {
		b.index()
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Standing.Is == analyzer.Waived {
			continue
		}
		if w := b.find(r, f, path); w != nil {
			w.used = true
			f.Standing = w.standing()
		}
	}
	return remarks
}

// index files the waivers that hold by what they are of.
func (b *Book) index() {
	b.byEntry, b.byKey = map[string][]*Waiver{}, map[string][]*Waiver{}
	for _, w := range b.Waivers {
		switch {
		case w.expired(b.Today):
		case w.Entry != "":
			b.byEntry[w.Entry] = append(b.byEntry[w.Entry], w)
		default:
			b.byKey[w.Key] = append(b.byKey[w.Key], w)
		}
	}
}

// find is the first waiver in the file that lets a finding stand, those by key before those by
// entry.
func (b *Book) find(r *analyzer.Report, f *analyzer.Finding, path string) *Waiver {
	for _, w := range slices.Concat(b.byKey[f.Key], b.byEntry[f.Entry.ID]) {
		if len(w.list) > 0 && !w.list.Has(path) {
			continue
		}
		if w.Text == "" || strings.Contains(" "+words(f.Sentence.Of(r.Doc.Text))+" ", " "+words(w.Text)+" ") {
			return w
		}
	}
	return nil
}

// Expired are remarks on the waivers in the file whose last day is over.
func (b *Book) Expired() []analyzer.Remark {
	var remarks []analyzer.Remark
	for _, w := range b.Waivers {
		if w.expired(b.Today) {
			remarks = append(remarks, w.remark(
				"expired", "the waiver of "+w.about()+" ended on "+w.Until+"; its findings count again",
			))
		}
	}
	return remarks
}

// Unused are remarks on the waivers in the file that hold and that no document needed. They mean
// something only after a run over all documents.
func (b *Book) Unused() []analyzer.Remark {
	var remarks []analyzer.Remark
	for _, w := range b.Waivers {
		if !w.used && !w.expired(b.Today) {
			remarks = append(remarks, w.remark("unused", "the waiver of "+w.about()+" is not needed: nothing matches it"))
		}
	}
	return remarks
}
