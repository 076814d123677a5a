// Package xml reads documents in XML. A dialect is a table of rules for elements, each in a file of
// its own; the walk over the elements is one for all.
package xml

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/provision"
	"refrain/analyzer/reader/subtitle"
	"refrain/analyzer/reader/xmltok"
	"refrain/internal/locale"

	"refrain/analyzer/document"
)

// Read reads what XML the name of the input's format says. The files are taken as they are: no
// DTD, no entities of their own, nothing from outside.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.DecodeStated()
	x := &tree{
		ctx:     ctx,
		d:       d,
		cues:    subtitle.Transcript{Builder: d},
		dialect: dialects[in.Format],
		limit:   in.Options.Limits.Depth,
	}
	if root, ok := in.Content.Root(); ok {
		x.readyFolia(root.Name)
	}
	x.read(0, len(d.Doc.Source))
	d.OwnEntities(d.Doc.Source)
	if len(x.open) > 0 {
		d.Gap(
			0,
			gap.Damaged+": the file ends within <"+x.top().name+">",
			"check that the file was saved or downloaded in full",
		)
	}
	x.endBlock()
	d.Doc.Lang = x.lang
	return d.Finish()
}

// tree reads XML. It goes from token to token, and keeps the open elements.
type tree struct {
	ctx      context.Context
	d        *builder.Builder
	dialect  *dialect
	cues     subtitle.Transcript
	ticks    float64           // of TTML's clock in a second; 0 when the file does not say
	frames   float64           // likewise its frames
	agent    string            // of TTML: the last one that was declared
	agents   map[string]string // their names by their ids
	limit    int               // of the depth
	over     int               // how many elements are open beyond it
	open     []node
	floor    int    // elements before this one are not closed: they are around the note that is read
	lang     string // of the first element that states one
	lead     bool   // the open block holds nothing but the number of a level, and perhaps a heading that runs in
	pending  bool   // guessing: an element has ended, and what comes next reports whether it was a block
	notes    []document.Span
	seam     bool // a note was here; its printed number would part the words
	inNote   bool
	numbered bool              // a deleted paragraph begins with the number that came last
	path     provision.Outline // by the headings that appear in no level
	last     int               // the number of the last numbered paragraph under a heading
	lastIn   string            // the heading
	runs     bool              // such numbers go on through the headings
	within   provision.Outline // by the numbers that are typed in the text of the level
	where    string            // by the levels
	office   string            // of the speaker whose record is read
	date     string            // of a debate, "" without
	named    string            // who speaks next, as an element before it says
	worded   bool              // of FoLiA: words are elements
	glued    bool              // likewise: no blank comes before the next word
}

// node is an open element.
type node struct {
	name    string
	rule    rule
	role    document.Role // of its text
	lang    string
	hidden  bool
	what    string             // of hidden words: the name under which they are counted
	out     document.Exclusion // of its words, when they are no part of the text
	why     string
	breaks  bool          // it is a paragraph of such words
	added   bool          // its words are new
	numbers bool          // it is the number of such a paragraph
	quoted  bool          // in new law, whose numbers are not those of this document
	text    bool          // it holds text of its own
	speaks  bool          // its end ends what a speaker says
	before  string        // who speaks again after it
	from    int           // after its start tag in the source
	capture int           // where its text starts in the Builder
	begins  time.Duration // in TTML: when it begins, from which the times in it count
	ends    time.Duration // likewise when it ends
	number  string        // of a level
	heading string        // of a level
	id      string        // the condition by which XPath finds it; "" when it has no identifier
	part    string        // its path, made when first needed
	index   int           // among its siblings of the same name, from 1
	counts  map[string]int
}

// read reads the source between two offsets.
func (x *tree) read(from, to int) {
	s := xmltok.NewScanner(x.d.Doc.Source, from, to)
	for i := 1; (i&1023 != 0 || x.ctx.Err() == nil) && s.Next(); i++ {
		switch t := s.Token.(type) {
		case nil:
			x.damage(s.From)
			x.chars(s.From, s.To)
		case xml.StartElement:
			x.start(t, s.From, s.To)
		case xml.EndElement:
			x.end(t.Name.Local, s.From)
		case xml.CharData:
			x.chars(s.From, s.To)
		}
	}
}

// damage says that the file is not sound XML at an offset. Reading goes on after the place, and
// takes what cannot be understood for text.
func (x *tree) damage(at int) {
	for _, g := range x.d.Doc.Gaps {
		if strings.HasPrefix(g.Reason, gap.Damaged+": no sound XML") {
			return
		}
	}
	line := 1 + strings.Count(x.d.Doc.Source[:at], "\n")
	x.d.Gap(
		0,
		fmt.Sprintf("%s: no sound XML in line %d", gap.Damaged, line),
		"check the XML, or save it again in the program that made it",
	)
}

// top is the innermost open element.
func (x *tree) top() node {
	if n := len(x.open); n > 0 {
		return x.open[n-1]
	}
	return node{}
}

// start opens the element whose start tag is between the two offsets.
func (x *tree) start(t xml.StartElement, at, next int) {
	if len(x.open) >= x.limit {
		x.over++
		x.d.Gap(0, gap.Limit, "check the file: its elements are nested too deep")
		return
	}
	attr := func(name string) string {
		for _, a := range t.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	n := node{name: t.Name.Local, from: next, index: 1, id: identifier(t.Attr)}
	if i := len(x.open); i > 0 {
		n.inherit(&x.open[i-1])
	}
	x.language(&n, attr)
	n.rule = x.rule(n.name, attr)
	if x.dialect == &ttml {
		x.timed(&n, attr)
	}
	if n.rule.role != document.Body && !set(n.role) || set(n.rule.role) {
		n.role = n.rule.role
	}
	n.quoted = n.quoted || n.rule.role == document.Amendment && x.level() >= 0 || n.rule.role == document.BlockQuote
	if n.hidden {
		n.rule = rule{}
	}
	if n.rule.does == skipped || n.rule.does == space || n.rule.does == note && !x.inNote && n.out == document.Included {
		n.hidden, n.what = true, n.rule.what
	}
	if !n.hidden {
		x.changed(&n, t.Attr)
	}
	x.enter(n, attr, at, next)
}

// inherit takes from the element around it what holds for all in that.
func (n *node) inherit(parent *node) {
	n.role, n.lang, n.hidden, n.quoted, n.begins = parent.role, parent.lang, parent.hidden, parent.quoted, parent.begins
	n.what, n.out, n.why = parent.what, parent.out, parent.why
	if parent.counts == nil {
		parent.counts = map[string]int{}
	}
	parent.counts[n.name]++
	n.index = parent.counts[n.name]
}

// language reads which language an element states, for itself or for the document.
func (x *tree) language(n *node, attr func(string) string) {
	if lang := attr("lang"); lang != "" {
		n.lang = lang
		if x.lang == "" && len(x.open) < 3 {
			x.lang = lang
		}
	}
	if n.name == "FRBRlanguage" && x.lang == "" { // Akoma Ntoso says it in three letters.
		if base, ok := locale.Base(attr("language")); ok {
			x.lang = base
		}
	}
}

// changed finds out whether an element's words are deleted, hidden or new. What is structure in
// other text is none in such words: it would number and name what stays.
func (x *tree) changed(n *node, attrs []xml.Attr) {
	if n.out == document.Included {
		if n.out, n.why = n.rule.out, n.rule.why; n.out == document.Included {
			n.out, n.why, n.added = excludedBy(attrs)
			n.added = n.added && n.rule.mark != document.Inserted
		}
	}
	if n.out == document.Included {
		return
	}
	switch n.rule.does {
	case block, level, heading, speaker, note:
		n.breaks = true
	case number:
		n.rule, n.numbers = rule{does: space}, true
		return
	}
	n.rule = rule{}
}

// excludedBy is what the attributes of an element say of its words: those of bills in Congress, of
// Akoma Ntoso and USLM, and of TEI.
func excludedBy(attrs []xml.Attr) (out document.Exclusion, why string, added bool) {
	for _, a := range attrs {
		switch v := a.Value; a.Name.Local {
		case "changed":
			if v == "deleted" {
				return document.Deleted, "marked as deleted", false
			}
			added = added || v == "added"
		case "status":
			switch v {
			case "removed", "deleted":
				return document.Deleted, "marked as deleted", false
			case "repealed":
				return document.Deleted, "marked as repealed", false
			}
		case "reported-display-style", "rend", "style":
			if strings.HasPrefix(v, "strike") || a.Name.Local == "style" && strings.Contains(v, "line-through") {
				return document.Deleted, "struck out", false
			}
		case "display":
			if v == "no" {
				return document.Hidden, "marked as not shown", false
			}
		}
	}
	return document.Included, "", added
}

// apart sets the words of an element apart, from its start or at its end.
func (x *tree) apart(n *node, ends bool) {
	outer := x.top().out
	if ends {
		if n.breaks {
			x.d.BreakExcluded()
		}
		if outer == document.Included {
			x.d.Exclude(document.Included, "")
		}
	} else {
		if outer == document.Included && n.breaks {
			x.endBlock()
		}
		x.d.Exclude(n.out, n.why)
		if n.breaks && !x.numbered {
			x.d.BreakExcluded()
		}
		x.numbered = x.numbered && !n.breaks
	}
	if n.numbers && ends {
		x.d.Space()
		x.numbered = true
	}
	if ends && outer == document.Included && n.breaks {
		x.endBlock()
	}
}

// set reports whether a role holds for everything in its element, whatever that is by itself.
func set(r document.Role) bool {
	return r == document.Note || r == document.BlockQuote || r == document.Amendment
}

// rule is the rule of an element where it is.
func (x *tree) rule(name string, attr func(string) string) rule {
	r, ok := x.dialect.rules[name]
	if !ok && x.dialect.open {
		r.does = block
		if x.top().text {
			r.does = inline
		}
	}
	switch x.dialect {
	case &anyXML:
		r = x.speech(name, attr, r)
	case &folia:
		r = x.word(name, attr, r)
	}
	if x.dialect.refine != nil {
		r = x.dialect.refine(name, attr, r)
	}
	switch depth := 0; {
	case r.does == block && r.role == document.Title && x.level() >= 0: // the title of the provision, not of the document
		r = headingRule
	case x.dialect.open && sectionTitles[name] && sections[x.top().name]:
		for i := range x.open {
			if sections[x.open[i].name] {
				depth++
			}
		}
		r = rule{does: heading, depth: depth}
	}
	return r
}

// enter makes the element the innermost one and does what its rule says of its start.
func (x *tree) enter(n node, attr func(string) string, at, next int) {
	r := n.rule
	if n.out != document.Included {
		x.apart(&n, false)
	}
	if n.added {
		x.d.OpenMark(document.Inserted)
	}
	if x.pending && (r.does != inline || x.top().name == "") {
		x.endBlock()
	}
	x.pending = false
	x.place(&n)
	if (x.dialect == &anyXML || x.dialect == &folia) && n.out == document.Included && !n.hidden {
		x.voice(&n, attr)
		x.dated(&n, attr)
	}
	switch r.does {
	case block, level, speaker:
		x.enterBlock(r)
	case heading:
		if !x.lead {
			x.endBlock()
		}
	case note:
		if x.inNote {
			x.endBlock()
		}
	case marked:
		x.d.OpenMark(r.mark)
	case lineBreak:
		x.d.Newline()
	case space:
		x.d.Space()
	case cueStart:
		x.d.Lang = n.lang
		x.cues.Cue(n.begins, n.ends, cmp.Or(x.agents[attr("agent")], attr("agent")))
	case quoteChar:
		var code rune
		if _, err := fmt.Sscanf(attr("CODE"), "%x", &code); err == nil {
			x.d.Decoded(string(code), at, next-at)
		}
	}
	x.open = append(x.open, n)
	if !x.d.IsOpen {
		x.begin()
	}
	x.open[len(x.open)-1].capture = len(x.d.Buffer)
}

// place counts the rows of a table and their cells.
func (x *tree) place(n *node) {
	switch {
	case n.rule.does == block && n.rule.role == document.Cell:
		x.d.NextCell()
	case n.name == "tr" || n.name == "row" || n.name == "ROW" || n.name == "BOXHD":
		x.d.NextRow()
	}
}

// enterBlock ends the open block before an element that begins one. The first paragraph after the
// number of a level goes on in the block of the number.
func (x *tree) enterBlock(r rule) {
	switch {
	case r.does == block && x.captures():
		x.d.Space()
	case x.lead && r.does == block && r.role == document.Body:
		if !strings.HasSuffix(string(x.d.Buffer[max(0, len(x.d.Buffer)-3):]), "—") {
			x.d.Space()
		}
	default:
		x.endBlock()
	}
}

// end closes the innermost element of the name, whose end tag is at the offset at, with all
// that is open in it.
func (x *tree) end(name string, at int) {
	if x.over > 0 {
		x.over--
		return
	}
	for i := len(x.open) - 1; i >= x.floor; i-- {
		if x.open[i].name == name {
			if i < len(x.open)-1 {
				x.damage(at)
			}
			for len(x.open) > i {
				x.leave(at)
			}
			return
		}
	}
	x.damage(at)
}

// giveNumber gives the innermost level the number that was read.
func (x *tree) giveNumber(n node) {
	i := x.level()
	if i < 0 {
		return
	}
	if j := x.levelBelow(i); j >= 0 && x.open[j].rule.label == "Recital" && x.open[j].number == "" {
		i = j // Formex puts the number of a recital into a paragraph of it.
	}
	x.open[i].number = x.captured(n)
	x.locate()
	x.d.Block.Path = cmp.Or(x.where, x.path.String())
}

// leave does what the rule of the innermost element says of its end.
func (x *tree) leave(at int) {
	n := x.top()
	x.open = x.open[:len(x.open)-1]
	if n.out != document.Included {
		x.apart(&n, true)
	}
	if n.added {
		defer x.d.CloseMark(document.Inserted)
	}
	switch n.rule.does {
	case block:
		if x.captures() {
			return
		}
		if x.dialect.open && !x.pending && !n.speaks {
			x.pending = true
			return
		}
		x.endBlock()
	case level:
		x.endBlock()
		x.locate()
	case number:
		x.giveNumber(n)
		x.d.Space()
		x.lead = true
	case heading:
		x.headed(n)
	case note:
		if !x.inNote {
			x.notes, x.seam = append(x.notes, document.Span{Start: n.from, End: at}), true
		} else {
			x.endBlock()
		}
	case marked:
		x.d.CloseMark(n.rule.mark)
	case speaker:
		x.speaks(n)
	}
	if n.speaks {
		x.endBlock()
		x.d.Speaker = n.before
	}
	if !x.d.IsOpen {
		x.begin()
	}
}

// captured is the text that an element has added to the Builder.
func (x *tree) captured(n node) string {
	return canonical.ShortHeading(string(x.d.Buffer[min(n.capture, len(x.d.Buffer)):]))
}

// level is the index of the innermost open level, or -1.
func (x *tree) level() int { return x.levelBelow(len(x.open)) }

// levelBelow is the index of the innermost open level outside of the element with the index i, or
// -1.
func (x *tree) levelBelow(i int) int {
	for i--; i >= x.floor; i-- {
		if x.open[i].rule.does == level {
			return i
		}
	}
	return -1
}

// headed ends a heading. One of a numbered paragraph that ends like a sentence runs in: the text
// goes on after it.
func (x *tree) headed(n node) {
	i := x.level()
	if i < 0 && n.rule.role == document.Title {
		x.d.Block.Role = document.Title
		x.endBlock()
		return
	}
	if i < 0 {
		x.d.Block.Role, x.d.Block.Level = document.Heading, max(n.rule.depth, 1)
		x.d.EndHeading(&x.path, x.d.Block.Level)
		x.endBlock()
		return
	}
	text, l := x.captured(n), &x.open[i]
	if l.heading == "" {
		l.heading = text
	}
	if l.role == document.Body && provision.DefinesTerms(text) {
		l.role = document.Definition
	}
	if x.lead && l.rule.label == "" && text != strings.TrimRight(text, ".:–—-") {
		return
	}
	x.locate()
	if !set(x.d.Block.Role) {
		x.d.Block.Role, x.d.Block.Level = document.Heading, x.depth()
	}
	x.d.Block.Path = cmp.Or(x.where, x.path.String())
	x.endBlock()
}

// begin starts a block for the text that comes next.
func (x *tree) begin() {
	n := x.top()
	x.d.Lang, x.d.Part = n.lang, x.part(len(x.open)-1)
	items := 0
	if n.role == document.ListItem {
		for i := range x.open {
			if x.open[i].rule.role == document.ListItem {
				items++
			}
		}
	}
	path := cmp.Or(x.where, x.path.String())
	if x.where != "" && x.within.Cited == x.where {
		path = x.within.String()
	}
	x.d.Begin(n.role, items, x.spoken(path))
}

// endBlock ends the open block, which may open a path, and reads the notes that it would have been
// interrupted by.
func (x *tree) endBlock() {
	x.lead, x.pending = false, false
	switch {
	case x.where == "":
		x.d.EndProvision(&x.path)
	case x.dialect.typed:
		if x.within.Cited != x.where {
			x.within.Cite(provision.Level, x.where)
		}
		x.d.EndProvision(&x.within)
	default:
		x.d.End()
	}
	if x.inNote || len(x.notes) == 0 {
		return
	}
	notes, open, floor, marks := x.notes, len(x.open), x.floor, x.d.OpenMarks
	x.notes, x.inNote, x.d.OpenMarks = nil, true, nil
	for _, s := range notes {
		n := x.top()
		n.name, n.role, n.rule, n.hidden, n.counts = "", document.Note, rule{}, false, nil
		x.open = append(x.open, n)
		x.floor = len(x.open)
		x.begin()
		x.read(s.Start, s.End)
		x.open = x.open[:open]
	}
	x.d.End()
	x.inNote, x.floor, x.d.OpenMarks = false, floor, marks
}

// chars appends the text between two offsets of the source.
func (x *tree) chars(from, to int) {
	s := x.d.Doc.Source[from:to]
	if top := x.top(); top.hidden {
		if x.agent != "" && top.name == "name" && len(x.agents) < maxAgents {
			if x.agents == nil {
				x.agents = map[string]string{}
			}
			x.agents[x.agent] = strings.TrimSpace(s)
		}
		if top.name == "post" || top.name == "role" {
			x.office = s
		}
		if top.what != "" {
			x.d.Omit(top.what, s)
		}
		return
	}
	if top := x.top(); top.name == "date" {
		x.day(s)
	}
	if strings.Trim(s, canonical.Blanks) == "" {
		x.d.Flow(s, from)
		return
	}
	if x.pending = false; len(x.open) > 0 {
		x.open[len(x.open)-1].text = true
	}
	if x.lead && !x.captures() {
		x.lead = false
	}
	if x.seam && (unicode.IsLetter(rune(s[0])) || unicode.IsDigit(rune(s[0]))) {
		x.d.Space()
	}
	x.seam = false
	if x.top().name == "sup" && x.d.IsNoteNumber(s, false) {
		return
	}
	const cdata = "<![CDATA["
	if strings.HasPrefix(s, cdata) {
		x.d.Text(strings.TrimSuffix(s[len(cdata):], "]]>"), from+len(cdata))
		return
	}
	x.d.Flow(s, from)
}

// captures reports whether the text at hand is that of a number or heading.
func (x *tree) captures() bool {
	for i := len(x.open) - 1; i >= x.floor; i-- {
		switch x.open[i].rule.does {
		case number, heading:
			return true
		case level:
			return false
		}
	}
	return false
}
