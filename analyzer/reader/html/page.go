package html

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/css"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/provision"
)

// Page reads hypertext: it walks the tree that a browser makes of it, with the styles that the
// page's own sheets give its elements, and appends to a Builder what readers see. What they do not
// see is set apart.
type Page struct {
	Builder   *builder.Builder // what the text is appended to
	ctx       context.Context
	Depth     int                                          // how deep elements may be nested
	XHTML     bool                                         // its source is XML
	origin    *origin                                      // how the source was decoded from base; nil when it is base
	base      string                                       // the source that offsets of the Builder count in
	Embedded  bool                                         // it is a part of a document of another format
	AllText   bool                                         // nothing of it is page furniture
	inner     int                                          // how many pages it is in
	Sheets    func(address string) (sheet string, ok bool) // that it links to; nil for a page of its own
	Exclusion document.Exclusion                           // of what the page is in, and why
	Reason    string                                       // why what the page is in is excluded

	Tree      *dom.Tree // what Show shows
	styles    *css.Cascade
	furniture map[dom.ID]string        // why elements are no part of the text
	Roles     map[dom.ID]document.Role // of elements that the format around it made
	slots     map[dom.ID]map[string]dom.ID

	Beside  Beside // what is beside the lines of the text
	path    provision.Outline
	lang    string    // of the page
	lines   int       // line breaks since the last text
	indent  int       // bytes by which the last line of preformatted text is set in
	number  string    // that is printed before the item at hand, while none of its blocks has ended
	bracket bool      // the bracket before the number of a note has been taken back, so the one after it is none either
	later   []pending // what is beside the open block and comes after it
	added   int       // bytes of text that came out of style sheets
	steps   int
	shell   shell
	Titled  bool       // the title has been read
	pool    []*element // by depth
}

// pending is an element that is read when the open block has ended.
type pending struct {
	outer *element
	id    dom.ID
}

// element is an open element. What it says holds for what is in it.
type element struct {
	outer *element
	id    dom.ID
	tag   dom.Tag
	style *css.Style
	scope dom.ID // the root of the shadow tree that it is in; 0 for the page
	depth int

	role  document.Role
	level int
	lists int // how many lists it is in
	items int // the number of the last item of a list
	rank  int // of a heading by its role
	lang  string

	noted, link, raised bool // it is, or is in: a link to a note or from it; a link; raised text

	plain     bool // no style says anything of it, or of what it is in
	view      view
	exclusion document.Exclusion
	reason    string
}

// Read appends what readers see of a page of HTML to the Builder: of a source from an offset on.
func (h *Page) Read(ctx context.Context, source string, from int) {
	h.Tree = dom.Parse(source, from, dom.Options{
		XHTML: h.XHTML, Depth: h.Depth, Stop: func() bool { return ctx.Err() != nil },
	})
	size := h.Tree.Size()
	h.Builder.Loaded += size
	h.Show(ctx)
	h.Builder.Loaded -= size
}

// Show appends what readers see of the tree.
func (h *Page) Show(ctx context.Context) {
	h.base = h.Tree.Source
	root := element{lang: h.lang}
	root.view = newView(false)
	root.view.around, root.view.why = h.Exclusion, h.Reason
	root.decide()
	h.showIn(ctx, &root)
}

// showIn appends what readers see of the tree within an element of another page.
func (h *Page) showIn(ctx context.Context, outer *element) {
	h.ctx = ctx
	h.problems()
	h.styles = css.New(h.Tree, h.Sheets)
	if !h.AllText && !h.Embedded {
		h.furniture = furnitureOf(h.Tree)
	}
	h.findBeside()
	h.makeRoom()
	root := *outer
	root.outer, root.id, root.tag, root.scope, root.depth, root.style = nil, 0, dom.None, 0, 0, h.styles.Root()
	root.view.sure = !h.styles.External
	root.plain = h.inner == 0
	if root.exclusion != document.Included { // It is in the middle of a text that is seen.
		h.children(&root)
		h.exclude(&root)
		h.Builder.BreakExcluded()
		return
	}
	if h.inner > 0 {
		h.begin(&root)
	}
	h.children(&root)
	h.endBlock()
	for _, s := range h.Tree.Dropped {
		h.Builder.Exclude(document.Hidden, "beside frames")
		h.emit(h.Tree.Source[s.At:s.At+s.Len], s.At, s.Len)
		h.Builder.BreakExcluded()
	}
	h.Builder.Exclude(document.Included, "")
	h.endBlock()
	if h.styles.Limited {
		h.Builder.Gap(0, gap.Limit,
			"check the page in a browser: its style sheets are so large that not all of them were applied")
	}
}

const (
	hintBehind = "end it where it should: what stands behind it is not shown and was not read"
	hintDeep   = "check the file: its elements are nested too deep"
)

// makeRoom gives the Builder room for the texts of the page.
func (h *Page) makeRoom() {
	if h.inner > 0 || h.Builder.Buffer != nil {
		return
	}
	size := 0
	for i := range h.Tree.Nodes {
		if n := &h.Tree.Nodes[i]; n.Kind == dom.Characters {
			size += int(n.Len)
		}
	}
	h.Builder.Buffer = make([]byte, 0, min(size, h.Builder.TextLimit))
}

// problems turns what breaks off in the source into gaps.
func (h *Page) problems() {
	for _, p := range h.Tree.Problems {
		switch p.Kind {
		case dom.TagUnended:
			h.Builder.Gap(0, gap.Damaged+": the file ends within a tag", "check that the file was saved or downloaded in full")
		case dom.CommentUnended:
			h.lost("comment")
		case dom.QuoteUnended:
			h.Builder.Gap(0, gap.Damaged+": a quotation mark within a tag has no end", hintBehind)
		case dom.TooDeep:
			h.Builder.Gap(0, gap.Limit, hintDeep)
		case dom.TooMany:
			h.Builder.Gap(0, gap.Limit, "split the page: it has more elements than are read")
		}
	}
}

func (h *Page) lost(what string) { h.Builder.Gap(0, gap.Damaged+": a "+what+" has no end", hintBehind) }

// children reads what is in an element. A shadow tree is shown in its place, and what is in it
// where the shadow tree has slots.
func (h *Page) children(e *element) {
	first := h.Tree.Nodes[e.id].First
	if shadow := h.Tree.Shadows[e.id]; shadow != 0 {
		first = h.Tree.Nodes[shadow].First
		inner := *e
		inner.outer, inner.scope = e, shadow
		e = &inner
	}
	if e.tag == dom.Slot && e.scope != 0 && h.slot(e) {
		return
	}
	for id := first; id != 0; id = h.Tree.Nodes[id].Next {
		h.node(e, id)
	}
	if shadow := h.Tree.Shadows[e.id]; shadow != 0 {
		h.unslotted(e, shadow)
	}
}

// node reads a text or an element.
func (h *Page) node(e *element, id dom.ID) {
	if h.steps++; h.steps&1023 == 0 && h.ctx.Err() != nil {
		return
	}
	if h.Tree.Nodes[id].Kind == dom.Characters {
		h.words(e, id)
		return
	}
	h.element(e, id)
}

// unslotted reads what a host holds that its shadow tree has no slot for: it is not shown.
func (h *Page) unslotted(e *element, shadow dom.ID) {
	inner := *e
	inner.scope = e.outer.scope
	inner.view.gone = "in no slot of the element around it"
	inner.decide()
	for id := h.Tree.Nodes[e.id].First; id != 0; id = h.Tree.Nodes[id].Next {
		if id != shadow && h.slotFor(shadow, h.slotName(id)) == 0 {
			h.node(&inner, id)
		}
	}
	h.exclude(e)
}

// slotName is the name of the slot that a child of a host asks for.
func (h *Page) slotName(id dom.ID) string {
	if h.Tree.Nodes[id].Kind != dom.Element {
		return ""
	}
	name, _ := h.Tree.Attr(id, "slot")
	return name
}

// slotFor is the slot of a name in a shadow tree: the first, or 0.
func (h *Page) slotFor(shadow dom.ID, name string) dom.ID {
	names := h.slots[shadow]
	if names == nil {
		names = map[string]dom.ID{}
		for id := range h.Tree.Within(shadow) {
			of, _ := h.Tree.Attr(id, "name")
			if h.Tree.Nodes[id].Tag == dom.Slot && names[of] == 0 {
				names[of] = id
			}
		}
		if h.slots == nil {
			h.slots = map[dom.ID]map[string]dom.ID{}
		}
		h.slots[shadow] = names
	}
	return names[name]
}

// slot reads what the host of a shadow tree has for a slot. It reports whether there is anything;
// else the slot's own content is shown.
func (h *Page) slot(e *element) bool {
	host := h.Tree.Nodes[e.scope].Parent
	name, _ := h.Tree.Attr(e.id, "name")
	inner := *e
	inner.scope = 0
	for o := e.outer; o != nil; o = o.outer {
		if o.id == host && o.scope != e.scope {
			inner.scope = o.scope
			break
		}
	}
	found := false
	if h.slotFor(e.scope, name) != e.id {
		return false
	}
	for id := h.Tree.Nodes[host].First; id != 0; id = h.Tree.Nodes[id].Next {
		if id != e.scope && h.slotName(id) == name {
			found = found || h.Tree.Nodes[id].Kind == dom.Element || strings.Trim(h.Tree.Text(id), canonical.Blanks) != ""
			h.node(&inner, id)
		}
	}
	return found
}

// element reads an element and what is in it.
func (h *Page) element(outer *element, id dom.ID) {
	n := &h.Tree.Nodes[id]
	if (n.Space == dom.HTML || n.Tag == dom.Style || n.Tag == dom.Script) && h.unread(outer, id, n.Tag) {
		return
	}
	if outer.depth > 2*h.Depth {
		h.Builder.Gap(0, gap.Limit, hintDeep)
		return
	}
	e := h.enter(outer, id)
	if n.Unended {
		h.unended(e)
	}
	if n.Space == dom.HTML && h.alone(e) {
		return
	}
	if h.apart(e) {
		h.later = append(h.later, pending{outer.kept(), id})
		return
	}
	h.inside(e)
}

// kept is a copy of an element that stays when the element has ended.
func (e *element) kept() *element {
	if e == nil {
		return nil
	}
	c := *e
	c.outer = e.outer.kept()
	return &c
}

// inside reads what is in an element that has been entered.
func (h *Page) inside(e *element) {
	switch e.tag {
	case dom.Tr:
		h.Builder.NextRow()
	case dom.Td, dom.Th:
		h.Builder.NextCell()
	}
	aside := h.unseenWithin(e)
	block := !aside && h.block(e)
	switch {
	case block:
		h.startBlock(e)
	case aside, e.style.Display == css.Absent && displayedApart(e.tag):
		h.exclude(e)
		h.Builder.BreakExcluded()
		defer h.Builder.BreakExcluded()
	}
	if closesPath(e.tag) {
		defer h.closePath(h.path.Copy(), len(h.Builder.Doc.Blocks))
	}
	mark, marked := h.mark(e)
	if marked {
		h.Builder.OpenMark(mark)
	}
	h.generated(e, h.styles.Before(e.id, e.scope, e.style))
	h.children(e)
	h.generated(e, h.styles.After(e.id, e.scope, e.style))
	if marked {
		h.Builder.CloseMark(mark)
	}
	if block {
		h.finishBlock(e)
	}
}

// mark is how an element sets its words apart.
func (h *Page) mark(e *element) (document.MarkKind, bool) {
	if e.exclusion != document.Included {
		return 0, false
	}
	switch e.tag {
	case dom.Q:
		return document.Quotation, true
	case dom.Cite:
		return document.Work, true
	case dom.Em, dom.I, dom.Dfn:
		return document.Emphasis, true
	case dom.Ins:
		return document.Inserted, true
	}
	return document.Inserted, e.style.Underline && !e.link && h.deletes()
}

// closesPath reports whether the headings in an element reach no further than its end.
func closesPath(tag dom.Tag) bool {
	switch tag {
	case dom.Main, dom.Article, dom.Aside, dom.Nav, dom.Footer:
		return true
	}
	return false
}

// closePath goes back to the path before an element, unless that held nothing but headings: they
// are for what follows.
func (h *Page) closePath(before provision.Outline, blocks int) {
	for _, b := range h.Builder.Doc.Blocks[min(blocks, len(h.Builder.Doc.Blocks)):] {
		if b.Exclusion == document.Included && b.Role != document.Heading && b.Role != document.Title {
			h.path = before
			h.Builder.Block.Path = before.String()
			return
		}
	}
}

// deletes reports whether text on the page may be struck out, so what is underlined is new.
func (h *Page) deletes() bool {
	return h.Tree.Has(dom.S) || h.Tree.Has(dom.Strike) || h.Tree.Has(dom.Del) || strings.Contains(h.Tree.Source,
		"line-through")
}

// block reports whether an element is apart from what is around it.
func (h *Page) block(e *element) bool {
	switch e.style.Display {
	case css.Absent:
		return false
	case css.Block, css.Flex:
		return true
	case css.Contents:
		return false
	}
	if d := e.outer.style.Display; d == css.Flex || d == css.InlineFlex {
		return true
	}
	return e.tag < dom.Known && apart[e.tag] || e.style.OutOfFlow || e.style.Float && !h.initial(e)
}

// apart are the elements that are apart whatever their style says: what they hold is no part of a
// sentence around them.
var apart = func() (of [dom.Known]bool) {
	for _, tag := range []dom.Tag{
		dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6, dom.Li, dom.Td, dom.Th, dom.Dt, dom.Dd, dom.Caption, dom.Button,
		dom.Select,
		dom.Option, dom.Optgroup, dom.Textarea, dom.Marquee, dom.Body, dom.Html, dom.Hr,
	} {
		of[tag] = true
	}
	return of
}()

// initial reports whether an element holds no more than a large first letter of a text.
func (h *Page) initial(e *element) bool {
	letters := 0
	for text := range h.texts(e.id) {
		if letters += len(strings.Trim(text, canonical.Blanks)); letters > 4 {
			return false
		}
	}
	return letters > 0
}

// texts are the texts in an element, in order, with their references to characters unresolved.
func (h *Page) texts(id dom.ID) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for c := range h.Tree.Within(id) {
			if h.Tree.Nodes[c].Kind == dom.Characters && !yield(h.Tree.Text(c)) {
				return
			}
		}
	}
}

// apart reports whether an element is apart from the open block rather than in it: a reading of
// characters, or something that floats.
func (h *Page) apart(e *element) bool {
	if e.exclusion != document.Included || !h.Builder.HasText {
		return false
	}
	if e.tag == dom.Rt || e.tag == dom.Rtc {
		return true
	}
	s := e.style
	standing := e.tag < dom.Known && displayedApart(e.tag)
	return !standing && (s.OutOfFlow || s.Float && !h.initial(e))
}

// unseenWithin reports whether an element that is not seen is out of the flow within a paragraph, as
// words for screen readers are: what is seen goes on after it.
func (h *Page) unseenWithin(e *element) bool {
	standing := e.tag < dom.Known && (displayedApart(e.tag) || apart[e.tag])
	return e.exclusion == document.Hidden && e.outer != nil && e.outer.exclusion == document.Included &&
		h.Builder.HasText && !standing && (e.style.OutOfFlow || e.style.Float)
}

func displayedApart(tag dom.Tag) bool { return css.DisplayOf(tag) == css.Block }

// startBlock ends the open block and starts the element's.
func (h *Page) startBlock(e *element) {
	if e.exclusion != document.Included && e.outer.exclusion != document.Included {
		h.exclude(e)
		h.Builder.BreakExcluded()
		return
	}
	h.endBlock()
	h.begin(e)
}

// finishBlock ends the element's block and starts one for what comes next in the element around it.
func (h *Page) finishBlock(e *element) {
	if e.exclusion != document.Included && e.outer.exclusion != document.Included {
		h.Builder.BreakExcluded()
		return
	}
	h.endBlock()
	h.begin(e.outer)
}

// begin starts a block for the text that comes next.
func (h *Page) begin(e *element) {
	h.Builder.Lang = e.lang
	path := h.path.String()
	if e.exclusion == document.Furniture {
		path = ""
	}
	h.Builder.Begin(e.role, e.level, path)
	h.exclude(e)
}

// exclude says whether readers see the text that follows.
func (h *Page) exclude(e *element) {
	if h.Builder.Exclusion != e.exclusion || h.Builder.Reason != e.reason {
		h.Builder.Exclude(e.exclusion, e.reason)
	}
}

// endBlock ends the open block, which may open a path, and reads what is beside it.
func (h *Page) endBlock() {
	h.lines = 0
	if h.Builder.Block.Role == document.Heading {
		h.Builder.EndHeading(&h.path, h.Builder.Block.Level)
	} else {
		number := ""
		if h.Builder.HasText {
			if h.Builder.Block.Role == document.ListItem {
				number = h.number
			}
			h.number = ""
		}
		h.Builder.EndNumbered(&h.path, number)
	}
	h.endApart()
	later := h.later
	h.later = nil
	for _, p := range later {
		e := *h.enter(p.outer, p.id)
		e.role, e.level = document.Note, 0
		h.begin(&e)
		h.inside(&e)
		h.endBlock()
	}
}

// lineBreak is a <br>. Two of them end a paragraph.
func (h *Page) lineBreak(e *element) {
	h.exclude(e)
	if e.exclusion != document.Included {
		h.Builder.Newline()
		return
	}
	if h.lines++; h.lines > 1 {
		h.endBlock()
		h.begin(e)
		return
	}
	h.Builder.Newline()
}

// words appends a text of the tree.
func (h *Page) words(e *element, id dom.ID) {
	n := &h.Tree.Nodes[id]
	if n.Len == 0 {
		h.exclude(e)
		h.Builder.Space()
		return
	}
	if len(h.Beside.Marks) == 0 {
		h.text(e, h.Tree.Text(id), int(n.At), n.Escaped)
		return
	}
	h.parted(e, h.Tree.Text(id), int(n.At), func(s string, at int) { h.text(e, s, at, n.Escaped) })
}

// text appends the text at the offset at of the source. In one that is escaped a backslash makes
// the character after it an ordinary one.
func (h *Page) text(e *element, s string, at int, escaped bool) {
	h.exclude(e)
	if h.origin != nil {
		from, n := h.origin.place(at, len(s))
		if n != len(s) || h.base[from:from+n] != s {
			h.Builder.Decoded(strings.Join(strings.Fields(unescaped(s)), " "), from, n)
			return
		}
		at = from
	}
	if hasText(s) {
		h.lines = 0
		if (e.raised || e.noted) && e.exclusion == document.Included && h.Builder.IsNoteNumber(s, e.noted || e.link) {
			h.bracket = e.noted && h.Builder.Retract('(')
			return
		}
		if rest, ok := strings.CutPrefix(s, ")"); ok && h.bracket {
			s, at = rest, at+1
		}
		h.bracket = false
	}
	switch {
	case escaped:
		h.Builder.Escaped(s, at, true)
	case e.style.Spacing == css.Collapsed:
		h.Builder.Flow(s, at)
	default:
		h.preformatted(e, s, at)
	}
}

// hasText reports whether a text is more than white space.
func hasText(s string) bool {
	for i := range len(s) {
		if !canonical.IsBlank(s[i]) {
			return true
		}
	}
	return false
}

// preformatted appends text in which line breaks count. Blank lines part paragraphs.
func (h *Page) preformatted(e *element, s string, at int) {
	for s != "" {
		line := s[:min(strings.IndexByte(s, '\n')+1, len(s))]
		if line == "" {
			line = s
		}
		switch n := 0; {
		case strings.Trim(line, canonical.Blanks) != "" || !strings.HasSuffix(line, "\n"):
			if h.opensInLine(e, line) {
				h.endBlock()
				h.begin(e)
			}
			h.Builder.Escaped(line, at, false)
		case e.exclusion != document.Included:
			h.Builder.BreakExcluded()
		default:
			if n = provision.PageMark(s); n > 0 {
				line = s[:n]
			}
			if n == 0 || !h.Builder.HasText || provision.EndsClause(h.Builder.Buffer[h.Builder.Block.Start:h.Builder.Tail()]) {
				h.endBlock()
				h.begin(e)
			}
		}
		s, at = s[len(line):], at+len(line)
	}
}

// opensInLine reports whether a line of preformatted text begins a paragraph of its own without a blank
// line before it, as the items of a row do, and sections: the same as in plain text.
func (h *Page) opensInLine(e *element, line string) bool {
	b := h.Builder
	if !b.HasText || e.exclusion != document.Included || b.Block.Role == document.Heading {
		return false
	}
	before := b.Buffer[b.Block.Start:b.Tail()]
	indent := len(line)
	line = strings.TrimLeft(line, canonical.Blanks)
	if indent -= len(line); len(before) == 0 || line == "" || bytes.IndexByte(b.Buffer[b.Tail():], '\n') < 0 {
		return false
	}
	last := h.indent
	if h.indent = indent; bytes.IndexByte(before, '\n') >= 0 && provision.BeginsParagraph(before, last, indent) {
		return true
	}
	ended := provision.EndsClause(before)
	if provision.ListMarker(line) > 0 && (ended || !provision.Refers(line)) {
		open := string(before[:min(len(before), provision.Enough)])
		return ended || provision.IsBullet(line) || provision.ListMarker(open) > 0
	}
	label, _ := provision.NumberedHeading(line)
	return ended && label != ""
}

// mostAdded bounds the text that style sheets add to a page, in bytes: each rule may add it to many
// elements.
const mostAdded = 1 << 20

// generated appends the text of a box that a style sheet puts before or after an element. Signs
// that are no words, such as bullets, are left out.
func (h *Page) generated(e *element, box *css.Box) {
	if box == nil {
		return
	}
	if box.Style.Image || box.Style.Background.A > 0 || !box.Style.Background.Known {
		e.view.painted()
	}
	if len(box.Parts) == 0 {
		return
	}
	of := element{outer: e, id: e.id, style: &box.Style, scope: e.scope, role: e.role, level: e.level, lang: e.lang,
		view: e.view}
	of.view.look(h, &of)
	of.decide()
	h.exclude(&of)
	for _, p := range box.Parts {
		text, at, n := p.Text, p.At, len(p.Text)
		if p.Attr != "" {
			a, ok := h.Tree.Find(e.id, p.Attr)
			if !ok {
				continue
			}
			text, at, n = h.Tree.Value(a), int(a.At), int(a.Len)
		}
		if !strings.ContainsFunc(text, canonical.IsWordRune) {
			continue
		}
		if h.added += len(text); h.added > mostAdded {
			h.Builder.Gap(0, gap.Limit, "check the page in a browser: its style sheets add more text than is read")
			return
		}
		if at < 0 {
			at, n = int(h.Tree.Nodes[e.id].At), 0
		}
		h.emit(text, at, n)
	}
	h.exclude(e)
}

// unended says that an element which hides its content was closed by something around it: it may
// have hidden what was never meant to be in it.
func (h *Page) unended(e *element) {
	if endsByItself(e.tag) || h.Embedded && e.tag != dom.Script && e.tag != dom.Style {
		return
	}
	hides := e.exclusion == document.Hidden && e.outer.exclusion != document.Hidden ||
		e.exclusion == document.Deleted && e.outer.exclusion == document.Included || codes(e.tag)
	if !hides {
		return
	}
	for text := range h.texts(e.id) {
		if strings.ContainsFunc(text, canonical.IsWordRune) {
			h.lost("<" + h.Tree.Name(e.id) + ">")
			return
		}
	}
}

// endsByItself reports whether an element is one whose end tag many pages leave out, as they may.
func endsByItself(tag dom.Tag) bool {
	return slices.Contains([]dom.Tag{
		dom.Html, dom.Head, dom.Body, dom.P, dom.Li, dom.Dt, dom.Dd, dom.Tr, dom.Td, dom.Th, dom.Thead, dom.Tbody,
		dom.Tfoot,
		dom.Option, dom.Optgroup, dom.Rp,
	}, tag)
}
