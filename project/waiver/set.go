package waiver

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Set applies waivers to one document after the other, and remembers which were needed. It is not
// safe for concurrent use.
type Set struct {
	Lexicon *lexicon.Lexicon
	Today   string // "2027-03-01": waivers hold until the end of their last day
	Waivers []*Waiver
	// Dated says that a waiver without a last day does not hold, and where the user has said so; ""
	// where waivers need none.
	Dated string

	// Distrusts returns why waivers in a document do not count, since somebody else may have
	// written it; "" where they count. Nil trusts every document.
	Distrusts func(d *document.Document) string

	byEntry, byKey map[string][]*Waiver
	ofAll          []*Waiver
}

// wrong returns what keeps a waiver from holding: it has ended, which the message says, or lacks its
// last day. It returns nil for one that holds.
func (s *Set) wrong(w *Waiver, ended analyzer.Message) *analyzer.Notice {
	var n analyzer.Notice
	switch {
	case w.expired(s.Today):
		n = w.notice("expired", ended, "date", w.Until)
	case w.Until == "" && s.Dated != "":
		n = w.notice("invalid", lacksDay, "place", s.Dated)
	default:
		return nil
	}
	return &n
}

// Apply lets findings of a document stand that a waiver in it or in the file names. The path is the
// document's from the folder of the file; counts tells which findings count: a waiver in the
// document is for one that does, where there is one. What comes back is what is wrong with the
// waivers in the document.
func (s *Set) Apply(r *analyzer.Report, path string, counts func(*analyzer.Finding) bool) []analyzer.Notice {
	notices := s.inline(r, counts)
	if len(s.Waivers) == 0 {
		return notices
	}
	if s.byEntry == nil {
		s.index()
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Record.State == analyzer.Waived {
			continue
		}
		if w := s.first(r, f, path); w != nil {
			w.used = true
			f.Record = w.record()
		}
	}
	return notices
}

// index files the waivers that hold by what they are of.
func (s *Set) index() {
	s.byEntry, s.byKey = map[string][]*Waiver{}, map[string][]*Waiver{}
	for _, w := range s.Waivers {
		switch {
		case s.wrong(w, findingsCount) != nil:
		case w.All:
			s.ofAll = append(s.ofAll, w)
		case w.Entry != "":
			s.byEntry[w.Entry] = append(s.byEntry[w.Entry], w)
		default:
			s.byKey[w.Key] = append(s.byKey[w.Key], w)
		}
	}
}

// first is the first waiver in the file that lets a finding stand, those by key before those by
// entry, and those before the ones of all.
func (s *Set) first(r *analyzer.Report, f *analyzer.Finding, path string) *Waiver {
	for _, w := range slices.Concat(s.byKey[f.Key], s.byEntry[f.Entry.ID], s.ofAll) {
		if len(w.list) > 0 && !w.list.Has(path) {
			continue
		}
		if w.Text == "" || strings.Contains(" "+words(f.Sentence.Of(r.Doc.Text))+" ", " "+words(w.Text)+" ") {
			return w
		}
	}
	return nil
}

// Wrong are notices on the waivers in the file that do not hold: their last day is over, or they
// lack one.
func (s *Set) Wrong() []analyzer.Notice {
	var notices []analyzer.Notice
	for _, w := range s.Waivers {
		if n := s.wrong(w, findingsCount); n != nil {
			notices = append(notices, *n)
		}
	}
	return notices
}

// Unused are notices on the waivers in the file that hold and that no document needed. They mean
// something only after a run over all documents.
func (s *Set) Unused() []analyzer.Notice {
	var notices []analyzer.Notice
	for _, w := range s.Waivers {
		if !w.used && s.wrong(w, findingsCount) == nil {
			notices = append(notices, w.notice("unused", matchesNothing))
		}
	}
	return notices
}
