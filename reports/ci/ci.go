// Package ci writes reports in the formats of other programs: SARIF, GitHub, GitLab, JUnit,
// Checkstyle and reviewdog.
//
// They show a finding beside a line or in a list, and have one text for it. They hold the findings
// that count; what is quoted, criticised and so on is counted at their end, where the format has a
// place for it.
package ci

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// separator stands before the i-th of a list, of which each has a line.
func separator(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}

// ordinals number the findings of one document that have the same key: a sentence may stand there
// twice.
type ordinals map[string]int

func (o ordinals) next(key string) int {
	o[key]++
	return o[key]
}

// message is a finding in a few sentences: what was found and how it is used, what to consider,
// why, and who says so. Where there is no line to show it beside, it begins with the place and
// holds the sentence.
func message(d *document.Document, f *analyzer.Finding, p document.Place) string {
	e := f.Entry
	var s strings.Builder
	if list := wording.PlaceParts(p); len(list) > 0 {
		s.WriteString(wording.Capital(strings.Join(list, ", ")) + ": ")
	}
	s.WriteString(
		wording.Quoted(wording.OneLine(f.Text(d))) + ": " + e.Category.Name + ", " + wording.StatusWords(d, f) + ".",
	)
	if !wording.OnLine(p) {
		s.WriteString(" In: " + wording.Quoted(wording.Context(d.Text, f.Sentence, f.Span)))
	}
	s.WriteString(" Consider: " + strings.Join(f.Consider(), "; ") + ". Why: " + wording.Sentence(e.Why))
	if e.Caveat != "" {
		s.WriteString(" Note: " + wording.Sentence(e.Caveat))
	}
	s.WriteString(wording.Disagreement(e) + " Sources: " + wording.Sentence(wording.SourceNames(e)))
	return display.Printable(s.String())
}

// title names a finding by its harm and its entry.
func title(e *lexicon.Entry) string { return e.Category.Name + " (" + e.ID + ")" }

// notRead are the gaps of a document as sentences, one for each reason.
func notRead(r *analyzer.Report) []string {
	var list []string
	for _, g := range wording.GroupGaps(r.Gaps()) {
		s := wording.NotRead + ": " + g.String()
		if g.Hint != "" {
			s += " (" + g.Hint + ")"
		}
		list = append(list, display.Printable(s)+".")
	}
	return list
}

// pathOf is the document's path for other programs: from the repository's root where Options know
// it, as Name shows it.
func pathOf(o stream.Options, d *document.Document) string { return display.Name(fileOf(o, d)) }

// fileOf is the same, as the name of a file.
func fileOf(o stream.Options, d *document.Document) string {
	switch {
	case d.Name == "-":
		return "stdin"
	case o.Path == nil:
		return d.Name
	}
	return o.Path(d.Name)
}

// broken is a record of the user that fails the run: a waiver that has ended, say.
type broken struct {
	analyzer.Notice
	path string         // from the repository's root
	at   document.Place // its line and column, where the record has them
}

// brokenRecords are the records that fail the run. They are no findings, but whoever looks for the
// reason of a failure must see them beside those.
func brokenRecords(o stream.Options, t stream.Totals) []broken {
	var all []broken
	for _, r := range t.Notices {
		if o.Breaks != nil && !o.Breaks(r) || o.Breaks == nil && !r.Fails() {
			continue
		}
		at := document.Place{Line: r.Place.Line, Column: r.Place.Column, EndLine: r.Place.Line, EndColumn: r.Place.Column}
		b := broken{Notice: r, path: display.Name(r.Place.File), at: at}
		if r.Kind != "stale" { // Its place is the path of a document that may be gone.
			b.path = pathOf(o, &document.Document{Name: r.Place.File})
		}
		all = append(all, b)
	}
	return all
}

// String is what is wrong, with its place.
func (b broken) String() string { return wording.NoticeWords(b.Notice) }

// words are what is wrong, as a sentence.
func (b broken) words() string { return display.Printable(wording.Sentence(wording.Capital(b.Text))) }
