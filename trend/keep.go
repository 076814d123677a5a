package trend

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// Bounds of the sentences that are kept.
const (
	keptBytes = 32 << 20 // of all documents together
	context   = 160      // bytes on each side of the words
)

// keep bounds the sentences of all documents: when they take too much, each document keeps half as
// many of its first. So every period keeps some, however many come after it.
type keep struct {
	each  int // sentences that a document may keep
	bytes int
}

func (k *keep) note(r *record, all []*record) {
	k.bytes += r.size()
	for k.bytes > keptBytes && k.each > 0 {
		k.each /= 2
		k.bytes = 0
		for _, old := range all {
			if len(old.sentences) > k.each {
				old.sentences = append([]Sentence(nil), old.sentences[:k.each]...)
			}
			k.bytes += old.size()
		}
	}
}

// size estimates the memory of a record's sentences.
func (r *record) size() int {
	const fixed = 400 // bytes of a sentence without its words
	n := 0
	for i := range r.sentences {
		s := &r.sentences[i]
		n += fixed + len(s.Before) + len(s.Words) + len(s.After)
	}
	return n
}

// sentenceOf is a finding with its sentence. It holds nothing of the document's text.
func sentenceOf(r *analyzer.Report, f *analyzer.Finding, of *record) Sentence {
	before, words, after := wording.ContextWithin(r.Doc, f, context)
	at := r.Doc.Locate(f.Span)
	place := document.Place{
		Page: max(at.Page, 0), Label: strings.Clone(at.Label), Line: max(at.Line, 0), Column: max(at.Column, 0),
		Section: strings.Clone(at.Section), Printed: max(at.Printed, 0), Paragraph: max(at.Paragraph, 0),
		Laid: max(at.Laid, 0), Time: at.Time, Timed: at.Timed, Part: strings.Clone(at.Part),
	}
	return Sentence{
		Document: of.name, Date: of.dated.Date, Entry: f.Entry.ID, Category: f.Entry.Category.ID,
		Before: strings.Clone(before), Words: strings.Clone(words), After: strings.Clone(after),
		Status: f.Verdict.Status, Speaker: strings.Clone(wording.OneLine(f.Voice)), Place: place, Language: of.language,
		Recognised: f.Recognised,
	}
}
