// Package compare lays two versions of a document beside each other: which provision of the old one
// is which of the new one, which of their words differ, and what became of each finding.
//
// Provisions are aligned by their words, numbers and headings, not by lines, so versions may be of
// different formats, and a provision may have been moved, renumbered, reworded, split or merged.
// Nothing is searched for beyond the versions, and the same versions give the same comparison.
package compare

import (
	"refrain/analyzer"
	"refrain/analyzer/document"
)

// Comparison is two versions of a document, beside each other. It does not change after it was made.
type Comparison struct {
	// Old and New are what was found in each version. Old is nil for a document that is only in the
	// new folder, and New for one that is only in the old folder; never both.
	Old, New *analyzer.Report

	// Pairs are the provisions of both versions, in the order of the new text. What is in the old
	// version alone follows what it followed there. Every provision of each version is in exactly
	// one pair.
	Pairs []Pair

	// Findings are what became of each finding, in the order of Pairs and in a pair by place. Every
	// finding of each version is in exactly one of them.
	Findings []Change

	Likeness Likeness

	// OldLang and NewLang are the languages of the versions where they differ; otherwise "". Words of
	// different languages are not aligned, only numbers.
	OldLang, NewLang string

	// SameBytes says that both versions are the same file content.
	SameBytes bool

	// Limited says that some provisions were compared as a whole, since marking their words one by
	// one would have taken too long.
	Limited bool
}

// Likeness is how much two versions have in common.
type Likeness uint8

// The kinds of likeness.
const (
	Alike    Likeness = iota // some provisions are the same or reworded
	SameText                 // all words are the same, in the same order
	Unlike                   // next to nothing is the same: they are hardly versions of one document
	OneSided                 // one of the versions is missing, is empty or could not be read at all
)

var likenessNames = [...]string{"alike", "same text", "unlike", "one-sided"}

// String is the name of the likeness in lower case.
func (l Likeness) String() string { return likenessNames[l] }

// How is what became of a provision.
type How uint8

// What becomes of provisions.
const (
	Same     How = iota // the same words; it may be renumbered or moved
	Reworded            // some words differ
	Split               // one provision of the old version is several of the new one
	Merged              // several provisions of the old version are one of the new one
	Added               // only the new version has it
	Removed             // only the old version has it
)

var howNames = [...]string{"same", "reworded", "split", "merged", "added", "removed"}

// String is the name in lower case.
func (h How) String() string { return howNames[h] }

// Pair is a provision of the old version and what it is in the new one.
type Pair struct {
	How        How
	Moved      bool // it stands elsewhere among those around it
	Renumbered bool // both versions number it, and the numbers differ

	// Old and New are the provisions, in the order of the text. There is one on each side, but: none
	// of Old where it was added, none of New where it was removed, several of New where it was split
	// and several of Old where some were merged.
	Old, New []Provision

	// Similarity is the share of words that both sides have in common, from 0 to 1; 1 for Same, and 0
	// for Added and Removed.
	Similarity float64

	// Words are the differences, in the order of the text: what is between them is the same on both
	// sides. Numbers of provisions, letter case and punctuation are no difference. Nil where the words
	// are the same, and for Added and Removed, where all of them differ.
	Words []Edit

	// First and End are the part of Comparison.Findings that this pair has.
	First, End int
}

// Ways are the words for what became of a pair, in a fixed order: "moved", "renumbered", "reworded".
// There is at least one. They are stable, and the JSON report holds them.
func (p *Pair) Ways() []string {
	var ways []string
	if p.Moved {
		ways = append(ways, "moved")
	}
	if p.Renumbered {
		ways = append(ways, "renumbered")
	}
	if p.How != Same || len(ways) == 0 {
		ways = append(ways, p.How.String())
	}
	return ways
}

// Changed reports whether the pair differs in anything but its place in the file.
func (p *Pair) Changed() bool { return p.How != Same || p.Moved || p.Renumbered }

// Apart reports whether the provision is no part of the text that readers see: hidden, deleted,
// furniture of a page, or a running head.
func (p *Pair) Apart() bool {
	if len(p.New) > 0 {
		return p.New[0].Apart
	}
	return p.Old[0].Apart
}

// Provision is the smallest part of a document that is aligned as a whole: the paragraphs that are
// cited by one number, a heading, or a paragraph without a number.
type Provision struct {
	// Blocks are the indexes of its blocks in Document.Blocks, ascending; at least one. Blocks of
	// text that readers do not see may lie between them.
	Blocks []int
	// Span is from the start of its first block to the end of its last one. Of a running head, which
	// has a block for each page, it is that of the first.
	Span document.Span
	// Label is how it is cited: the path of its blocks, "Article 4(2)(b)" or "Part II > Scope"; ""
	// where the document has no structure there.
	Label string
	// Heading reports whether it is a heading alone.
	Heading bool
	// Apart reports whether readers do not see it as part of the text.
	Apart bool
}

// Edit is a stretch of words that differs. Each side may be empty: then it is the place, before a
// word of the text or after the last one, where the other side's words would stand. A stretch may run
// over several blocks of its provisions, and over text between them that is of other provisions; only
// what lies in the pair's own blocks is meant.
type Edit struct{ Old, New document.Span }

// Kind is what became of a finding.
type Kind uint8

// What becomes of findings.
const (
	Kept    Kind = iota // the same words, used alike, in the same provision
	Moved               // likewise, but the provision was moved, or the words are in another provision
	Changed             // the same entry at the same place: the words or the status differ
	New                 // only in the new version
	Gone                // only in the old version
	// Unknown is for a finding of one version where nothing at all of the other could be read: nobody
	// can say whether it is new or gone.
	Unknown
)

var kindNames = [...]string{"kept", "moved", "changed", "new", "gone", "unknown"}

// String is the name in lower case.
func (k Kind) String() string { return kindNames[k] }

// Kinds are all kinds, in their order.
func Kinds() []Kind { return []Kind{Kept, Moved, Changed, New, Gone, Unknown} }

// Change is what became of a finding.
type Change struct {
	Kind    Kind
	Wording bool // Changed: other words of the same entry
	Status  bool // Changed: it is used otherwise, such as quoted instead of in the document's voice

	// Old is the finding in Comparison.Old, nil for New, and New that in Comparison.New, nil for Gone.
	// Of Unknown, one of them is nil.
	Old, New *analyzer.Finding

	// OldPair and NewPair are the indexes of the pairs that hold Old and New, -1 where that is nil.
	// They differ where the words went from one provision to another. The change is listed with
	// NewPair, or with OldPair where there is no NewPair.
	OldPair, NewPair int

	// Repeated says that the same words stand in a running head that both versions have: one of them
	// only has it on more pages. Such a finding does not count.
	Repeated bool

	// Doubtful says that a finding is called New or Gone although parts of the other version could
	// not be read: it may be there.
	Doubtful bool
}

// Finding is the finding in the new version, or that in the old one where there is no other.
func (c *Change) Finding() *analyzer.Finding {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Counts reports whether the finding counts as a use in one of the versions.
func (c *Change) Counts(p analyzer.Policy) bool {
	return !c.Repeated && (c.Old != nil && p.Counts(c.Old) || c.New != nil && p.Counts(c.New))
}

// Fresh reports whether the new version has a use that the old one has not: the finding counts and is
// new, or has come to count.
func (c *Change) Fresh(p analyzer.Policy) bool {
	switch c.Kind {
	case New:
		return !c.Repeated && p.Counts(c.New)
	case Changed:
		return c.Status && p.Counts(c.New) && !p.Counts(c.Old)
	}
	return false
}

// Fails reports whether the change fails a run: it is Fresh and its finding is one that fails.
func (c *Change) Fails(p analyzer.Policy) bool { return c.Fresh(p) && p.Fails(c.New) }

// Counts are how many findings became what.
type Counts struct {
	Kept, Moved, Changed, New, Gone, Unknown int
	Doubtful                                 int // of New and Gone
}

// Add adds n.
func (c *Counts) Add(n Counts) {
	c.Kept += n.Kept
	c.Moved += n.Moved
	c.Changed += n.Changed
	c.New += n.New
	c.Gone += n.Gone
	c.Unknown += n.Unknown
	c.Doubtful += n.Doubtful
}

// Of is the number of one kind.
func (c *Counts) Of(k Kind) int { return *c.of(k) }

func (c *Counts) of(k Kind) *int {
	return [...]*int{&c.Kept, &c.Moved, &c.Changed, &c.New, &c.Gone, &c.Unknown}[k]
}

// Count counts the findings that count in one of the versions.
func (c *Comparison) Count(p analyzer.Policy) Counts {
	var n Counts
	for i := range c.Findings {
		change := &c.Findings[i]
		if !change.Counts(p) {
			continue
		}
		*n.of(change.Kind)++
		if change.Doubtful {
			n.Doubtful++
		}
	}
	return n
}

// Provisions counts the pairs that are part of the text, by what became of them. A pair that was both
// moved and reworded is in both.
type Provisions struct {
	Same, Reworded, Split, Merged, Added, Removed int
	Moved, Renumbered                             int
}

// Provisions counts the comparison's pairs.
func (c *Comparison) Provisions() Provisions {
	var n Provisions
	for i := range c.Pairs {
		p := &c.Pairs[i]
		if p.Apart() {
			continue
		}
		*[...]*int{&n.Same, &n.Reworded, &n.Split, &n.Merged, &n.Added, &n.Removed}[p.How]++
		if p.Moved {
			n.Moved++
		}
		if p.Renumbered {
			n.Renumbered++
		}
	}
	return n
}

// Gaps are what could not be read of each version.
func (c *Comparison) Gaps() (old, new []document.Gap) { return gapsOf(c.Old), gapsOf(c.New) }

func gapsOf(r *analyzer.Report) []document.Gap {
	if r == nil {
		return nil
	}
	return r.Gaps()
}
