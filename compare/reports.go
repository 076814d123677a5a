package compare

import (
	"slices"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// Reports compares what was found in two versions of a document. One of them may be nil: then the
// document is only in the other. It never fails.
func Reports(old, new *analyzer.Report) *Comparison {
	c := &Comparison{Old: old, New: new}
	c.OldLang, c.NewLang = differing(languageOf(old), languageOf(new))
	c.SameBytes = old != nil && new != nil && old.Doc.SHA256 != "" && old.Doc.SHA256 == new.Doc.SHA256
	v := newVocabulary()
	from, to := readSide(old, v), readSide(new, v)
	sameTexts(from, to)
	b := align(newTexts(from, to, v.size()), c.OldLang != c.NewLang).build()
	words := map[int]*aligned{}
	for n := range b.made {
		p := &b.made[n]
		if len(p.old) > 0 && len(p.new) > 0 {
			words[n] = b.finish(p)
			c.Limited = c.Limited || words[n].gaveUp()
		}
		c.Pairs = append(c.Pairs, p.Pair)
	}
	c.findings(b, words)
	c.Likeness = b.likeness()
	return c
}

// finish compares the words of a pair that has both sides, and settles what became of it.
func (b *builder) finish(p *joined) *aligned {
	w := b.words(p)
	p.Similarity = w.similarity()
	if edits := b.telling(w.edits()); len(edits) > 0 {
		p.Words = edits
	}
	switch {
	case len(p.old)+len(p.new) == 2 && len(p.Words) == 0:
		p.How = Same
	case len(p.old)+len(p.new) == 2:
		p.How = Reworded
	case b.oneProvision(p) && len(p.Words) == 0:
		p.How = Same
	case b.oneProvision(p):
		p.How = Reworded
	}
	return &w
}

// telling leaves out edits that are numbers in brackets alone, where the formats differ: one of them may
// have taken the number of a reference at the start of a line for that of a paragraph.
func (b *builder) telling(edits []Edit) []Edit {
	if b.sameFormat() {
		return edits
	}
	return slices.DeleteFunc(edits, func(e Edit) bool {
		return e.Old.Len() == 0 && bracketed(b.new.report.Doc.Text, e.New) ||
			e.New.Len() == 0 && bracketed(b.old.report.Doc.Text, e.Old)
	})
}

// bracketed reports whether a span is numbers in brackets: "a" of "(a)", "b)(i" of "(b)(i)".
func bracketed(text string, s document.Span) bool {
	if s.Start == 0 || s.End >= len(text) || s.Len() == 0 || text[s.Start-1] != '(' || text[s.End] != ')' {
		return false
	}
	return countingNumber(text[s.Start-1:s.End+1]) == s.Len()+2
}

// oneProvision reports whether a pair of several provisions is one all the same: they have one
// number, or the words are the same and only the formats break paragraphs in other places.
func (b *builder) oneProvision(p *joined) bool {
	label := b.old.units[p.old[0]].numberKey()
	same := label != ""
	for _, i := range p.old {
		same = same && b.old.units[i].numberKey() == label
	}
	for _, j := range p.new {
		same = same && b.new.units[j].numberKey() == label
	}
	return same || len(p.Words) == 0 && !b.sameFormat()
}

// differing are two languages where both are known and they differ.
func differing(old, new string) (string, string) {
	if old == "" || new == "" || old == new {
		return "", ""
	}
	return old, new
}

// languageOf is the language of a version without its country, "" where nothing tells.
func languageOf(r *analyzer.Report) string {
	if r == nil {
		return ""
	}
	return document.PrimaryLanguage(r.Doc.Lang)
}

// leastAlike is the share of the words of the shorter version that are the same at least, so that they
// are versions of one document; and enoughWords how many words say anything of it.
const (
	leastAlike  = 0.15
	enoughWords = 10
)

// likeness is how much the versions have in common.
func (b *builder) likeness() Likeness {
	shared, all, changed := 0.0, [2]float64{}, false
	for n := range b.made {
		p := &b.made[n]
		if p.Apart() {
			continue
		}
		words := [2]float64{}
		for which, units := range [2][]int{p.old, p.new} {
			for _, i := range units {
				words[which] += float64(b.texts.sides()[which].units[i].len())
			}
			all[which] += words[which]
		}
		shared += p.Similarity * (words[oldSide] + words[newSide])
		changed = changed || p.Changed()
	}
	switch {
	case all[oldSide] == 0 || all[newSide] == 0:
		if all[oldSide] == all[newSide] && b.old.report != nil && b.new.report != nil &&
			!unread(b.old.report) && !unread(b.new.report) {
			return SameText
		}
		return OneSided
	case !changed:
		return SameText
	case b.foreign: // Their words say nothing.
	case min(all[oldSide], all[newSide]) >= enoughWords && shared/2 < leastAlike*min(all[oldSide], all[newSide]):
		return Unlike
	}
	return Alike
}
