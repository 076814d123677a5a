package wording

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Quotation is a finding as people pass it on: the sentence, where it is from, and what is to be
// known of it.
type Quotation struct {
	Sentence string
	From     string // the speaker, the document and the place in one line
	Status   string // how the words are used, and that this says nothing of what anybody meant
}

// quotationLimit is how many bytes of a sentence a quotation has on each side of the words.
const quotationLimit = 400

// QuotationOf is the quotation of a finding in a document of that name.
func (w Words) QuotationOf(name string, d *document.Document, f *analyzer.Finding) Quotation {
	before, words, after := ContextWithin(d, f, quotationLimit)
	place := d.Locate(f.Span)
	var from []string
	speaker := f.Voice
	if speaker == "" {
		speaker = place.Speaker
	}
	if speaker != "" {
		from = append(from, OneLine(speaker))
	}
	if title := DocumentTitle(d); title != "" {
		from = append(from, title)
	}
	place.Speaker = ""
	from = append(from, name, w.ClausePlace(place))
	return Quotation{
		Sentence: w.Quoted(before + words + after), From: strings.Join(from, ", "),
		Status: Sentence(Capital(w.statusOf(d, f))) + " " + w.Say(QuotationLimits),
	}
}

// statusOf is how a finding is used, without what the user's records and the totals know of it:
// these are no matter of who reads the quotation.
func (w Words) statusOf(d *document.Document, f *analyzer.Finding) string {
	bare := *f
	bare.Record, bare.Beside = analyzer.Record{}, nil
	words := w.StatusWords(d, &bare)
	if f.Verdict.Status == lexicon.Used && f.Voice != "" {
		words = w.Say("used in the speaker's own voice") + w.asideWords(d, &bare)
	}
	return w.Say("“{words}”: {use}", "words", OneLine(f.Text(d)), "use", words)
}

// QuotationLimits end each quotation.
const QuotationLimits Text = "A place to check in its context; it says nothing about what anybody meant."

// Lines are the quotation as three lines of text.
func (q Quotation) Lines() string { return q.Sentence + "\n" + q.From + "\n" + q.Status + "\n" }
