package versions

import (
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/lexicon"
	"refrain/reports/html"
	"refrain/reports/wording"
)

// shownComparison is a comparison as the templates show it.
type shownComparison struct {
	Number   int
	Name     string
	Old, New *shownVersion
	Found    string
	Notices  []string
	Amounts  string // of provisions, by what became of them
	Groups   []group
	Others   []*shownChange // findings that count in neither version
	Passages bool           // only provisions with findings are shown
	columns  string         // both versions beside each other, as HTML
}

// Both are the versions that there are.
func (c *shownComparison) Both() []*shownVersion {
	return slices.DeleteFunc([]*shownVersion{c.Old, c.New}, func(v *shownVersion) bool { return v == nil })
}

// Gaps reports whether something of a version could not be read.
func (c *shownComparison) Gaps() bool {
	return slices.ContainsFunc(c.Both(), func(v *shownVersion) bool { return len(v.Gaps) > 0 })
}

// showComparison is a comparison without its findings and text.
func showComparison(
	words wording.Words, c *compare.Comparison, names *wording.Names, p analyzer.Policy,
) *shownComparison {
	shown := &shownComparison{Passages: c.Likeness == compare.OneSided}
	if c.Old != nil {
		shown.Old = versionOf(words, c.Old, names.Of(c.Old.Doc))
		shown.Name = shown.Old.Name
	}
	if c.New != nil {
		shown.New = versionOf(words, c.New, names.Of(c.New.Doc))
		shown.Name = shown.New.Name
	}
	shown.Found, shown.Notices = foundWords(words, c.Count(p)), noticesOf(words, c)
	shown.Amounts = provisionCounts(words, c.Provisions())
	return shown
}

// changesOf are a comparison's findings as reports show them, numbered on from those before.
func changesOf(
	words wording.Words, c *compare.Comparison, known *entries, p analyzer.Policy, before int,
) []*shownChange {
	var list []*shownChange
	for i := range c.Findings {
		f := &c.Findings[i]
		number := before + i + 1
		shown := &shownChange{
			Number: number, ID: fmt.Sprintf("f%d", number), Kind: f.Kind.String(), What: kindWord(words, f),
			Entry: known.of(f.Finding().Entry), Old: placeOf(words, c.Old, f.Old, p), New: placeOf(words, c.New, f.New, p),
			Counts: f.Counts(p), Doubt: f.Doubtful,
		}
		if f.New != nil && p.Counts(f.New) {
			shown.Consider = f.New.Consider()
			shown.Consider = shown.Consider[:min(len(shown.Consider), fewConsider)]
		}
		list = append(list, shown)
	}
	return list
}

// shownVersion is a version as reports show it.
type shownVersion struct {
	Name, Title, Facts string
	SHA256             string
	Gaps               []wording.GapGroup
	Lang, Dir          string
}

// versionOf is nil for a version that is not there.
func versionOf(words wording.Words, r *analyzer.Report, name string) *shownVersion {
	if r == nil {
		return nil
	}
	return &shownVersion{
		Name: name, Title: wording.DocumentTitle(r.Doc), Facts: words.DocumentFacts(r), SHA256: r.Doc.SHA256,
		Gaps: wording.GroupGaps(r.Gaps()), Lang: r.Doc.Lang, Dir: html.Direction(r.Doc.Lang),
	}
}

// shownChange is what became of a finding, as reports show it.
type shownChange struct {
	Number int
	ID     string
	Kind   string // in English, for the style
	What   string // the kind in a word: "new", "changed in wording"
	Entry  *html.Entry
	Old    *shownPlace // nil where that version has it not
	New    *shownPlace
	Counts bool
	// Consider are wordings for the new version, where the finding counts in it.
	Consider []string
	Doubt    bool // parts of the other version could not be read
	Beyond   bool // the list only counts it
}

// fewConsider is how many wordings are named beside a finding; the reasons have all.
const fewConsider = 3

// shownPlace is a finding in one version.
type shownPlace struct {
	Words, Place, Use string
	Status            string // in English, for the style
	Lang, Dir         string
	Counts            bool
	Shown             bool // the text that the page shows has its words
}

// Same reports whether both versions have the same words in the same status.
func (c *shownChange) Same() bool {
	return c.Old != nil && c.New != nil && c.Old.Words == c.New.Words && c.Old.Use == c.New.Use
}

// Last is the finding in the new version, or the old one where there is no other.
func (c *shownChange) Last() *shownPlace {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// found takes note of which places the text has, by the ids of their words.
func (c *shownChange) found(ids map[string]bool) {
	if c.Old != nil {
		c.Old.Shown = ids[c.wordsID(false)]
	}
	if c.New != nil {
		c.New.Shown = ids[c.wordsID(true)]
	}
}

// place is the finding in the version that is asked for.
func (c *shownChange) place(isNew bool) *shownPlace {
	if isNew {
		return c.New
	}
	return c.Old
}

func placeOf(words wording.Words, r *analyzer.Report, f *analyzer.Finding, p analyzer.Policy) *shownPlace {
	if f == nil {
		return nil
	}
	return &shownPlace{
		Words: wording.OneLine(f.Text(r.Doc)), Place: words.PlaceWords(r.Doc, r.Doc.Locate(f.Span)),
		Use: words.Status(f.Verdict.Status), Status: f.Verdict.Status.String(), Lang: r.Doc.Lang,
		Dir: html.Direction(r.Doc.Lang), Counts: p.Counts(f),
	}
}

// entries are the entries that were found, in the order in which they come.
type entries struct {
	words wording.Words
	list  []*html.Entry
	known map[*lexicon.Entry]*html.Entry
}

func (e *entries) of(entry *lexicon.Entry) *html.Entry {
	if e.known == nil {
		e.known = map[*lexicon.Entry]*html.Entry{}
	}
	if e.known[entry] == nil {
		e.known[entry] = html.EntryOf(e.words, entry, len(e.list)+1)
		e.list = append(e.list, e.known[entry])
	}
	return e.known[entry]
}

// provisionName is how a provision is called: as it is cited, or else by its first words.
func provisionName(words wording.Words, d *document.Document, p *compare.Provision) string {
	const longest = 60 // bytes of the first words
	if p.Label != "" {
		return wording.OneLine(p.Label)
	}
	text := strings.TrimSpace(d.Blocks[p.Blocks[0]].Of(d.Text))
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "")
		if at := strings.LastIndexByte(text, ' '); at > longest/2 {
			text = text[:at]
		}
		text += "…"
	}
	return words.Quoted(wording.OneLine(text))
}

// namesOf are the names of some provisions in one line.
func namesOf(words wording.Words, r *analyzer.Report, list []compare.Provision) string {
	const few = 4
	var names []string
	for i := range list {
		if i == few && len(list) > few+1 {
			return strings.Join(names, ", ") + " " + words.AndMore(len(list)-few, "provision")
		}
		// A heading and the paragraphs below it may be cited alike.
		if name := provisionName(words, r.Doc, &list[i]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return words.List(names)
}

// pairName is how a pair is called: "Article 3", or "Article 3, now Article 4".
func pairName(words wording.Words, c *compare.Comparison, p *compare.Pair) string {
	switch {
	case len(p.New) == 0:
		return namesOf(words, c.Old, p.Old)
	case len(p.Old) == 0:
		return namesOf(words, c.New, p.New)
	}
	old, new := namesOf(words, c.Old, p.Old), namesOf(words, c.New, p.New)
	if old == new || p.Old[0].Label == "" && p.New[0].Label == "" && len(p.Old)+len(p.New) == 2 {
		return new
	}
	return words.Say("{old}, now {new}", "old", old, "new", new)
}
