// Package ci writes reports in the formats of other programs: SARIF, GitHub, GitLab, JUnit,
// Checkstyle and reviewdog.
//
// They show a finding beside a line or in a list, and have one text for it. They hold the findings
// that count; what is quoted, criticised and so on is counted at their end, where the format has a
// place for it.
package ci

import (
	"strings"
	"unicode/utf8"

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

// Bounds of a message, in characters. Viewers show one line of it; the rule says the rest.
const (
	mostMessage = 200
	mostWords   = 60 // of the finding
	mostPlace   = 70
	fewInstead  = 2 // wordings to consider
)

// message is a finding in one line: the words, how they are used, what to consider, and the key by
// which other reports name it. Where there is no line to show it beside, it begins with the place.
// Why, and who says so, is said by the help of the rule and by "refrain lexicon show".
func message(words wording.Words, d *document.Document, f *analyzer.Finding, p document.Place) string {
	place := ""
	if list := words.PlaceParts(p); len(list) > 0 {
		place = wording.CutAt(wording.Capital(strings.Join(list, ", ")), mostPlace) + ": "
	}
	quoted := words.Quoted(wording.CutAt(wording.OneLine(f.Text(d)), mostWords))
	head := place + quoted + " (" + words.Status(f.Verdict.Status) +
		words.RecognisedWords(f) + wording.CutAt(words.RecordWords(f.Record), mostPlace) + ")"
	tail := "."
	if f.Key != "" {
		tail = ". " + words.Say("Key {key}", "key", f.Key)
	}
	instead := f.Consider()
	consider := func(instead string) string { return ": " + words.Say("consider {wordings}", "wordings", instead) }
	if room := mostMessage - utf8.RuneCountInString(head+consider("")+tail); room > 0 && len(instead) > 0 {
		head += consider(wording.CutAt(strings.Join(instead[:min(len(instead), fewInstead)], "; "), room))
	}
	return display.Printable(head + tail)
}

// HelpLink returns a page of the web on which the first source that advises against the words can be
// read, or "".
func HelpLink(e *lexicon.Entry) string {
	link := ""
	for _, r := range wording.PrintableSources(e) {
		at := webLink(r.URL)
		if at != "" && r.Role == lexicon.Against {
			return at
		}
		if link == "" {
			link = at
		}
	}
	return link
}

// reason is why the words of an entry are named, in one line, and a page of the web on which it can
// be read.
func reason(e *lexicon.Entry) string {
	return display.Printable(strings.TrimSpace(wording.SingleBlanks(wording.Sentence(e.Why) + " " + HelpLink(e))))
}

// title names a finding by its harm and its entry.
func title(words wording.Words, e *lexicon.Entry) string {
	return words.Say(e.Category.Name) + " (" + e.ID + ")"
}

// notRead are the gaps of a document as sentences, one for each reason, with what can be done where
// there is room for it in a message.
func notRead(words wording.Words, r *analyzer.Report) []string {
	var list []string
	for _, g := range wording.GroupGaps(r.Gaps()) {
		s := display.Printable(words.Say(wording.NotRead) + ": " + words.Gap(g))
		hinted := s + display.Printable(" ("+words.Say(g.Hint)+")")
		if g.Hint != "" && utf8.RuneCountInString(hinted) < mostMessage {
			s = hinted
		}
		list = append(list, wording.Sentence(wording.CutAt(s, mostMessage-1)))
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
func (b broken) words(words wording.Words) string {
	return display.Printable(wording.Sentence(wording.Capital(words.Notice(b.Notice))))
}
