// Package amend proposes other words for what refrain found in a document's own voice, in the form
// that the sentence asks for. It proposes nothing that it cannot put into the sentence by grammar:
// such a place is one to redraft. Each proposal was read again by the analyzer, which finds nothing
// in it.
//
//	paper := amend.Propose(report, amend.Options{})
//	for _, a := range paper.Amendments { ... a.Span, a.Old, a.New ... }
//	text := paper.Text()
package amend

import (
	"slices"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Options change what is proposed. The zero value takes an entry's first wording that fits.
type Options struct {
	// Prefer is the wording to take for findings of an entry, by its id: one of the entry's wordings,
	// or words of the user's own. It is taken where it fits; elsewhere the entry's own follow.
	Prefer map[string]string

	// Only reports whether a finding may be amended. Nil amends all of the document's own voice.
	Only func(f *analyzer.Finding) bool
}

// Paper is all that is proposed for a document.
type Paper struct {
	Doc *document.Document
	// By place, and disjoint: no byte of the text is in two spans.
	Amendments []Amendment
}

// Kind is what an amendment does.
type Kind uint8

// The kinds of amendments.
const (
	Swap          Kind = iota // other words in place of the old ones
	Definition                // the same, where the document defines the term
	Consequential             // the same, where the document uses a term that it defines
	Redraft                   // no wording fits: somebody has to write the sentence anew
)

var kindNames = [...]string{"swap", "definition", "consequential", "redraft"}

// String is the kind's name in lower case.
func (k Kind) String() string { return kindNames[k] }

// Amendment is one change to the text. It answers a finding and those that overlap it.
type Amendment struct {
	Finding *analyzer.Finding   // the one whose entry gave the wording
	Beside  []*analyzer.Finding // others that the change answers, by place
	Kind    Kind

	// Wording is what to write. Of a redraft it has the span of the findings and no new words.
	Wording
	Others []Wording // that fit as well, in the order of the entry; each was read again likewise

	// Of is the index in Paper.Amendments of the definition that a consequential amendment follows,
	// and -1 elsewhere.
	Of int
	// Defines is the index of the amendment itself where it is the first definition of its term, or
	// that of the first where it is another; -1 elsewhere.
	Defines int

	Reason Reason // why to redraft; "" for other kinds
	Model  string // a model sentence for a redraft; "" where the entry has none

	// Alone reports whether the change is unambiguous: exactly one wording fits, or the options
	// prefer the one that is taken.
	Alone bool
}

// Wording is words that fit a place.
type Wording struct {
	// Span is what is replaced, in Paper.Doc.Text. It holds the finding, and may be wider: its
	// article, the noun that it describes, a verb that agrees with it.
	Span document.Span
	Old  string // the text of Span, as it is
	New  string // what to write there
	From string // the wording as the entry or the options write it
}

// Reason is why no wording can be put into a place. It is short and stable: reports translate it.
type Reason string

// The reasons.
const (
	NoGrammar    Reason = "the grammar of this language is not known well enough to write into a sentence"
	NoWording    Reason = "the entry has no wording that can be put in place of these words"
	NoFit        Reason = "no wording of the entry fits the sentence"
	StillFound   Reason = "what fits the sentence holds words that refrain finds"
	Undefined    Reason = "the definition of this term is to be drafted anew first"
	Entangled    Reason = "other words to amend are too close"
	BrokenPlace  Reason = "the words are parted by marks or by other text"
	NotWhole     Reason = "the whole text is not known"
	LosesMeaning Reason = "the wording would leave out a part of what these words say"
	PartOfName   Reason = "the words are part of a name"
	OtherLaw     Reason = "the sentence takes the term from another law"
	AddsMeaning  Reason = "the wording would say more than these words"
)

// Edit is a span of a text and the words that take its place.
type Edit struct {
	Span document.Span
	New  string
}

// Edits are the changes of the paper, by place. Redrafts change nothing.
func (p *Paper) Edits() []Edit {
	var edits []Edit
	for i := range p.Amendments {
		if a := &p.Amendments[i]; a.Kind != Redraft {
			edits = append(edits, Edit{a.Span, a.New})
		}
	}
	return edits
}

// Text is the document's text with all changes made.
func (p *Paper) Text() string { return Apply(p.Doc.Text, p.Edits()) }

// Counts are how many amendments there are of each kind.
func (p *Paper) Counts() map[Kind]int {
	n := map[Kind]int{}
	for i := range p.Amendments {
		n[p.Amendments[i].Kind]++
	}
	return n
}

// Own reports whether a finding is in the document's own voice: such findings alone are amended.
// What readers do not see is not amended, nor what a program has recognised in a picture, which may
// be other words.
func Own(f *analyzer.Finding) bool { return f.Verdict.Status == lexicon.Used && !f.Recognised }

// Propose makes the amendments of a report's document. It reads the changed text with the analyzer
// that made the report until nothing of what it proposes is found again. The report of a document
// whose text is not known, as one that was restored from an archive, gives redrafts alone.
func Propose(r *analyzer.Report, o Options) *Paper {
	p := &proposer{report: r, options: o, paper: &Paper{Doc: r.Doc}}
	p.gather()
	p.unite()
	p.settle()
	p.follow()
	return p.finish()
}

// site is a place to amend: findings that overlap, and what may be written there.
type site struct {
	findings []*analyzer.Finding // by place
	span     document.Span       // of all of them
	term     *term               // that the document defines; nil elsewhere
	defines  bool

	choices []choice
	at      int // the choice that is tried; len(choices) when none is left
	reason  Reason
}

// choice is a wording with the finding whose entry gave it.
type choice struct {
	Wording
	finding   *analyzer.Finding
	preferred bool
	refused   bool // another wording that refrain finds something in
}

// live reports whether something is still proposed for the site.
func (s *site) live() bool { return s.at < len(s.choices) }

// proposer makes a paper.
type proposer struct {
	report  *analyzer.Report
	options Options
	paper   *Paper
	sites   []*site
	terms   map[string]*term // that the document defines, by their words
}

// gather finds the places to amend and what may be written there.
func (p *proposer) gather() {
	known := len(p.report.Doc.Places) == 0
	p.define()
	for i := range p.report.Findings {
		f := &p.report.Findings[i]
		if !p.amends(f) || p.options.Only != nil && !p.options.Only(f) {
			continue
		}
		if n := len(p.sites); n > 0 && p.sites[n-1].span.Overlaps(f.Span) {
			last := p.sites[n-1]
			last.findings = append(last.findings, f)
			last.span.End = max(last.span.End, f.Span.End)
		} else {
			p.sites = append(p.sites, &site{findings: []*analyzer.Finding{f}, span: f.Span})
		}
		if s := p.sites[len(p.sites)-1]; s.term == nil || p.defines(f) {
			s.term, s.defines = p.termOf(f), p.defines(f)
		}
	}
	if !known {
		for _, s := range p.sites {
			s.reason = NotWhole
		}
		return
	}
	places := newPlaces(p.report.Doc)
	for _, s := range p.sites {
		p.choose(s, places)
	}
}

// finish makes the amendments of the sites.
func (p *proposer) finish() *Paper {
	definitions := map[*term]int{}
	for _, s := range p.sites {
		a := Amendment{Finding: s.findings[0], Of: -1, Defines: -1}
		if s.live() {
			c := s.choices[s.at]
			a.Finding, a.Wording = c.finding, c.Wording
			for _, other := range s.choices[s.at+1:] {
				if !other.refused {
					a.Others = append(a.Others, other.Wording)
				}
			}
			a.Alone = c.preferred || len(a.Others) == 0
			if s.defines {
				a.Kind = Definition
				if _, ok := definitions[s.term]; !ok {
					definitions[s.term] = len(p.paper.Amendments)
				}
				a.Defines = definitions[s.term]
			}
		} else {
			a.Kind, a.Reason = Redraft, s.reason
			a.Span, a.Old = s.span, s.span.Of(p.report.Doc.Text)
			a.Model = model(s.findings)
		}
		for _, f := range s.findings {
			if f != a.Finding {
				a.Beside = append(a.Beside, f)
			}
		}
		p.paper.Amendments = append(p.paper.Amendments, a)
	}
	for i, s := range p.sites {
		a := &p.paper.Amendments[i]
		if of, ok := definitions[s.term]; ok && s.term != nil && a.Kind == Swap {
			a.Kind, a.Of = Consequential, of
		}
	}
	return p.paper
}

// model is the model sentence of the first finding that has one.
func model(findings []*analyzer.Finding) string {
	i := slices.IndexFunc(findings, func(f *analyzer.Finding) bool { return f.Entry.Rewrite != "" })
	if i < 0 {
		return ""
	}
	return findings[i].Entry.Rewrite
}
