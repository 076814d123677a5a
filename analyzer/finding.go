package analyzer

import (
	"fmt"
	"maps"
	"slices"

	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
)

// Report is what the analyzer found in one document. It does not change after Run, but for what the
// user's records say of it: Accepted, and each finding's Standing and Rules.
type Report struct {
	Doc *document.Document
	// Whose entries were used; nil when the document's language has no lexicon, which is a gap of
	// Doc.
	Language  *lexicon.Language
	Words     int            // words read
	People    int            // mentions of migrants and migration: the slots person, people and mobility
	Findings  []Finding      // by place; at the same place by entry
	Truncated int            // how many findings there may be, where there are more; 0 where Findings are all
	Accepted  string         // why the document's gaps are accepted; "" when they are not
	Unread    map[string]int // words in languages without a lexicon, by code

	// Omissions are the words that are not among Words because readers do not see them, or because
	// they are no prose: by kind and reason, in the order of the document.
	Omissions []document.Omission

	// Voices are the speakers of a transcript with their words, in the order of speech; nil where no
	// finding has a speaker, and in a report that was restored from an archive.
	Voices []Voice

	// Recognised is how many of Words a program has recognised in pictures.
	Recognised int

	// Disguised is how many of Words are written in letters that look like others: of another
	// script or style, or set apart. They were read as they look.
	Disguised int

	by *Analyzer // that made it; nil in a report that was restored from an archive
}

// Again reads another document, such as the report's own with other words in it, as this one was
// read. It is nil for a report that no analyzer made in this run.
func (r *Report) Again(d *document.Document) *Report {
	if r.by == nil {
		return nil
	}
	return r.by.Run(d)
}

// Gaps are the document's gaps, the languages that no lexicon reads, and that there are too many
// findings. Every report shows them.
func (r *Report) Gaps() []document.Gap {
	gaps := slices.Clone(r.Doc.Gaps)
	for _, code := range slices.Sorted(maps.Keys(r.Unread)) {
		// A few foreign words are a quotation or a name, not a part of the document that went
		// unread.
		if words := r.Unread[code]; words >= fewWords || words*2 > r.Words {
			gaps = append(gaps, document.Gap{
				Reason: fmt.Sprintf(
					"%d words in a language without a lexicon: %s",
					words,
					lexicon.LanguageName(code),
				),
				Hint: "refrain lexicon list shows the languages; --lang says which one the text is in",
			})
		}
	}
	if r.Truncated > 0 {
		gaps = append(gaps, document.Gap{
			Reason: "limit reached",
			Hint:   fmt.Sprintf("split the file, or raise --limit findings: it holds more than %d findings", r.Truncated),
		})
	}
	for i := range gaps {
		gaps[i].Accepted = r.Accepted
	}
	return gaps
}

// omit counts words that readers do not see.
func (r *Report) omit(kind document.Exclusion, reason string, words int) {
	for i := range r.Omissions {
		if o := &r.Omissions[i]; o.Kind == kind.String() && o.Reason == reason {
			o.Words += words
			return
		}
	}
	r.Omissions = append(r.Omissions, document.Omission{Kind: kind.String(), Reason: reason, Words: words})
}

// Judged is how many of Words a lexicon read: the words that rates are of.
func (r *Report) Judged() int {
	words := r.Words
	for _, unread := range r.Unread {
		words -= unread
	}
	return words
}

// fewWords is how many words in another language are passed over as quotations and names.
const fewWords = 50

// Finding is one term in the text, with how it is used.
type Finding struct {
	Entry    *lexicon.Entry
	Span     document.Span // in Doc.Text
	Sentence document.Span // in Doc.Text; it contains Span
	Verdict  judge.Verdict
	Key      string // fingerprint of entry and sentence without any position, the same in every place and run
	Pattern  int    // of Entry.Match: which one matched
	Record   Record
	Policy   *Policy // of its document; nil where that of the run holds
	Voice    string  // who says it, as a transcript or the sentence names them; "" where nobody is named

	// Recognised says that a program has recognised some of the words in a picture: they may be other
	// words, and people should look at it.
	Recognised bool

	// Carried is where the entry's cue comes from when it is not in the sentence; nil otherwise.
	Carried *Carried

	// Plain is the words as they read, where letters are written that only look like theirs; ""
	// elsewhere.
	Plain string

	// Fits are the entry's wordings to prefer in the form that the place asks for; nil where they
	// fit as they are.
	Fits []string
	// Rewrite is the entry's model sentence where no wording can be put in the finding's place.
	Rewrite string

	// Beside are the entries of other findings at the same place, which are used alike.
	Beside []*lexicon.Entry
}

// Text is the finding's words as they stand in the canonical text.
func (f *Finding) Text(d *document.Document) string { return f.Span.Of(d.Text) }
