package html

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// chunkText is how many bytes of text are laid out with their cards as one piece: about half a
// page. A browser lays out only the pieces that are seen.
const chunkText = 1600

// Heights for telling how many cards have room beside their text, in CSS pixels at a wide window.
const (
	lineBytes    = 75  // of text
	lineHeight   = 27  // of text
	blockGap     = 10  // between two blocks
	foldedHeight = 45  // of a card in one line
	openHeight   = 180 // of a card with all it says, about
	overhang     = 200 // by which cards may be longer than their text
)

// textWriter writes a document's text with its structure, with the words of findings and the cues
// marked, and with the cards beside it.
type textWriter struct {
	say       wording.Words
	templates *template.Template

	b    *bytes.Buffer
	doc  *document.Document
	of   *shownDocument
	edge []edge // what is still to come

	open     [kindsOfEdge]int // how many of each kind are open
	active   []*card          // findings that are open
	linked   bool             // the words stand in a link to their card
	stale    bool             // the link no longer fits the active findings
	anchored map[*card]bool

	firsts  map[*Entry]*card // the unfolded card of each entry
	heading int              // level of the heading before
	blocks  int              // in the chunk at hand
	end     int              // of the block before
	chunk   int              // where the chunk at hand begins; -1 outside of one
	waiting []*card          // of the chunk at hand
	within  wrapping         // what the block before stands in
	cell    document.Block   // the cell before, in the table at hand
	speaker string
	left    bool // text was left out before what comes
}

// edge is where something begins or ends in the text.
type edge struct {
	at     int
	kind   edgeKind
	begins bool
	card   *card
	page   *document.Page
}

type edgeKind uint8

const (
	pageEdge edgeKind = iota
	findingEdge
	cueEdge
	speakerEdge
	quotationEdge
	workEdge
	emphasisEdge
	insertedEdge
	kindsOfEdge
)

// inline are the elements of what may be open in the text, from the outside in.
var inline = [...]struct {
	kind        edgeKind
	opens, ends string
}{
	{quotationEdge, "<q>", "</q>"}, {workEdge, "<cite>", "</cite>"}, {emphasisEdge, "<em>", "</em>"},
	{insertedEdge, "<ins>", "</ins>"},
	{cueEdge, `<span class="cue">`, "</span>"}, {speakerEdge, `<span class="speaker">`, "</span>"},
}

var markEdges = map[document.MarkKind]edgeKind{
	document.Quotation: quotationEdge, document.Work: workEdge, document.Emphasis: emphasisEdge,
	document.Inserted: insertedEdge,
}

// writeText writes the text of a document with the cards of its findings, which are in the order of
// the text.
func (h *Writer) writeText(b *bytes.Buffer, d *document.Document, of *shownDocument, cards []*card) error {
	t := &textWriter{
		say: h.words, templates: h.page, b: b, doc: d, of: of, edge: edges(d, cards), anchored: map[*card]bool{}, chunk: -1,
		firsts: map[*Entry]*card{}, heading: 2,
	}
	next := 0
	for i := range d.Blocks {
		block := &d.Blocks[i]
		first := next
		for next < len(cards) && cards[next].finding.Span.Start < block.End {
			next++
		}
		if of.Passages && first == next {
			t.pass(block.End)
			t.left = true
			continue
		}
		if err := t.block(block); err != nil {
			return err
		}
	}
	t.pass(len(d.Text))
	return t.endChunk()
}

// edges are all edges in a document, in the order of the text. At one place, what ends comes before
// what begins, and a page before all.
func edges(d *document.Document, cards []*card) []edge {
	var all []edge
	add := func(s document.Span, kind edgeKind, card *card) {
		if s.Len() > 0 {
			all = append(all, edge{at: s.Start, kind: kind, begins: true, card: card}, edge{at: s.End, kind: kind, card: card})
		}
	}
	for i := range d.Pages {
		all = append(all, edge{at: d.Pages[i].Start, kind: pageEdge, page: &d.Pages[i]})
	}
	for _, c := range cards {
		add(c.finding.Span, findingEdge, c)
		add(c.finding.Verdict.Cue, cueEdge, nil)
		add(c.finding.Verdict.Speaker, speakerEdge, nil)
	}
	for _, m := range d.Marks {
		if kind, shown := markEdges[m.Kind]; shown {
			add(m.Span, kind, nil)
		}
	}
	order := func(e edge) int {
		switch {
		case !e.begins && e.kind != pageEdge:
			return 0
		case e.kind == pageEdge:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(
		all, func(a, b edge) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(order(a), order(b))) },
	)
	return all
}

// element is the element of a block, with its class. No heading is more than a level below the one
// before, so that readers who go by headings miss none.
func (t *textWriter) element(b *document.Block) (name, attributes string) {
	text := b.Of(t.doc.Text)
	if b.Exclusion != document.Included {
		return "p", ` class="excluded"`
	}
	switch b.Role {
	case document.Title:
		t.heading = 3
		return "h3", ` class="title"`
	case document.Heading:
		t.heading = min(max(b.Level, 1)+2, t.heading+1, 12)
		if t.heading > 6 {
			return "h6", fmt.Sprintf(` aria-level="%d"`, t.heading)
		}
		return fmt.Sprintf("h%d", t.heading), ""
	case document.ListItem:
		class := fmt.Sprintf("level%d", min(max(b.Level, 1), 6))
		if marker().MatchString(text[:min(len(text), 16)]) {
			class += " marked"
		}
		return "li", ` class="` + class + `"`
	case document.BlockQuote:
		return "blockquote", ""
	case document.Body:
		return "p", ""
	}
	return "p", ` class="` + strings.ReplaceAll(b.Role.String(), " ", "-") + `"`
}

// marker is what an item of a list begins with where its number or sign is part of the text: it
// needs no other.
var marker = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\(?[\p{L}\p{N}]{1,5}[).]|[•‣◦▪●·*–—-])(\s|$)`)
})

// wrapping begins and ends what blocks of one role stand in together; empty where they need
// nothing.
type wrapping struct{ opens, ends string }

// itemList is what items of lists stand in.
var itemList = wrapping{"<ul class=\"items\">\n", "</ul>\n"}

func (t *textWriter) wrappingOf(role document.Role) wrapping {
	switch role {
	case document.ListItem:
		return itemList
	case document.Cell:
		return wrapping{
			"<div class=\"cells\" tabindex=\"0\" role=\"group\" aria-label=\"" +
				html.EscapeString(t.say.Say("table")) + "\"><table>\n<tr><td>",
			"</td></tr>\n</table></div>\n",
		}
	}
	return wrapping{}
}

// block writes one block.
func (t *textWriter) block(b *document.Block) error {
	if t.chunk >= 0 && b.Start-t.chunk > chunkText {
		if err := t.endChunk(); err != nil {
			return err
		}
	}
	if t.chunk < 0 {
		t.chunk = b.Start
		t.b.WriteString(`<div class="chunk"><div class="text">` + "\n")
	}
	t.blocks++
	t.end = b.End
	if t.left {
		t.endWrapping()
		t.b.WriteString("<p class=\"left-out\">[…]</p>\n")
		t.left = false
	}
	t.before(b.Start)
	if a := t.wrappingOf(b.Role); a != t.within {
		t.endWrapping()
		t.b.WriteString(a.opens)
		t.within = a
	} else if b.Role == document.Cell {
		t.nextCell(b)
	}
	if b.Role == document.Cell {
		t.cell = *b
	}
	name, attributes := t.element(b)
	if b.Lang != "" && b.Lang != t.doc.Lang {
		attributes += ` lang="` + html.EscapeString(b.Lang) + `"`
		if dir := Direction(b.Lang); dir != t.of.Dir {
			attributes += ` dir="` + cmp.Or(dir, "ltr") + `"`
		}
	}
	t.b.WriteString("<" + name + attributes + ">")
	if b.Exclusion != document.Included {
		t.b.WriteString(`<b class="why">` + html.EscapeString(t.say.Excluded(b)) + ":</b> ")
	}
	if b.Speaker != "" && b.Speaker != t.speaker {
		t.b.WriteString(`<b class="voice">` + html.EscapeString(b.Speaker) + ":</b> ")
	}
	t.speaker = b.Speaker
	t.words(b.Span)
	t.b.WriteString("</" + name + ">\n")
	return nil
}

// before takes the edges up to a block's start. A page that begins there is marked between the
// blocks.
func (t *textWriter) before(start int) {
	for len(t.edge) > 0 && t.edge[0].at <= start {
		e := t.edge[0]
		if e.at == start && e.kind != pageEdge {
			return
		}
		if e.kind == pageEdge {
			t.endWrapping()
		}
		t.take()
	}
}

// pass takes the edges up to the end of what is not shown.
func (t *textWriter) pass(end int) {
	for len(t.edge) > 0 && t.edge[0].at <= end {
		if t.edge[0].kind == pageEdge {
			t.edge = t.edge[1:]
			continue
		}
		t.take()
	}
}

// words writes the text of a span with what is marked in it.
func (t *textWriter) words(s document.Span) {
	for at := s.Start; at < s.End; {
		for len(t.edge) > 0 && t.edge[0].at <= at {
			t.take()
		}
		end := s.End
		if len(t.edge) > 0 {
			end = min(end, t.edge[0].at)
		}
		t.piece(t.doc.Text[at:end])
		at = end
	}
	for len(t.edge) > 0 && t.edge[0].at == s.End && !t.edge[0].begins && t.edge[0].kind != pageEdge {
		t.take()
	}
	t.endLink()
}

// take takes the next edge.
func (t *textWriter) take() {
	e := t.edge[0]
	t.edge = t.edge[1:]
	switch {
	case e.kind == pageEdge:
		t.endLink()
		t.page(e.page)
	case e.kind == findingEdge && e.begins:
		t.active, t.stale = append(t.active, e.card), true
		t.waiting = append(t.waiting, e.card)
	case e.kind == findingEdge:
		t.number(e.card)
		t.active, t.stale = slices.DeleteFunc(t.active, func(c *card) bool { return c == e.card }), true
	case e.begins:
		t.open[e.kind]++
	default:
		t.open[e.kind]--
	}
}

// page marks where a page begins.
func (t *textWriter) page(p *document.Page) {
	fmt.Fprintf(
		t.b, `<span class="page" id="d%dp%d">%s</span>`, t.of.Number, p.Number,
		html.EscapeString(t.say.Page(p.Number, p.Label)),
	)
}

// piece writes text within which nothing begins or ends.
func (t *textWriter) piece(s string) {
	if t.stale {
		t.endLink()
		if len(t.active) > 0 {
			t.link()
		}
		t.stale = false
	} else if !t.linked && len(t.active) > 0 {
		t.link()
	}
	for _, i := range inline {
		if t.open[i.kind] > 0 {
			t.b.WriteString(i.opens)
		}
	}
	t.b.WriteString(html.EscapeString(s))
	for i := len(inline) - 1; i >= 0; i-- {
		if t.open[inline[i].kind] > 0 {
			t.b.WriteString(inline[i].ends)
		}
	}
}

// link begins a link from words to the card of the innermost finding. The first words of a finding
// carry its id.
func (t *textWriter) link() {
	inner := t.active[len(t.active)-1]
	var numbers, ids []string
	for _, c := range t.active {
		numbers = append(numbers, fmt.Sprint(c.Number))
		if !t.anchored[c] {
			t.anchored[c] = true
			ids = append(ids, c.ID)
		}
	}
	class := inner.Status
	if inner.Counts {
		class += " counts"
	}
	fmt.Fprintf(
		t.b, `<a class="f %s" href="#%s" data-n="%s"`, class, html.EscapeString(inner.ID), strings.Join(numbers, " "),
	)
	for i, id := range ids {
		if i == 0 {
			fmt.Fprintf(t.b, ` id="%s-w">`, html.EscapeString(id))
		} else {
			fmt.Fprintf(t.b, `<span id="%s-w"></span>`, html.EscapeString(id))
		}
	}
	if len(ids) == 0 {
		t.b.WriteString(">")
	}
	t.linked = true
}

func (t *textWriter) endLink() {
	if t.linked {
		t.b.WriteString("</a>")
	}
	t.linked = false
}

// number writes a finding's number after its words, and its status where it does not count, so
// that colour is never the only sign.
func (t *textWriter) number(c *card) {
	status := ""
	if !c.Counts {
		status = " " + html.EscapeString(c.Use)
	}
	fmt.Fprintf(t.b, "<sup>%d%s</sup>", c.Number, status)
}

// nextCell ends the cell before, and the row where the block stands in another. Where rows are not
// known, each cell is one.
func (t *textWriter) nextCell(b *document.Block) {
	switch {
	case b.Row == 0 || b.Row != t.cell.Row:
		t.b.WriteString("</td></tr>\n<tr><td>")
	case b.Column != t.cell.Column:
		t.b.WriteString("</td><td>")
	}
}

func (t *textWriter) endWrapping() {
	t.b.WriteString(t.within.ends)
	t.within = wrapping{}
}

// endChunk ends the text of a chunk and writes the cards of the findings in it.
func (t *textWriter) endChunk() error {
	if t.chunk < 0 && len(t.waiting) == 0 {
		return nil
	}
	if t.chunk < 0 {
		t.b.WriteString(`<div class="chunk"><div class="text">`)
	}
	t.endWrapping()
	t.b.WriteString("</div>\n<div class=\"cards\">\n")
	t.unfold()
	for _, c := range t.waiting {
		if err := t.templates.ExecuteTemplate(t.b, "card", c); err != nil {
			return err
		}
	}
	t.b.WriteString("</div></div>\n")
	t.chunk, t.waiting, t.blocks = -1, nil, 0
	return nil
}

// unfold unfolds the cards of a chunk whose entry was not unfolded before, as far as they have room
// beside the text. An entry that has none gets it at its next card.
func (t *textWriter) unfold() {
	room := (t.end-max(t.chunk, 0))/lineBytes*lineHeight + t.blocks*blockGap + overhang - len(t.waiting)*foldedHeight
	opened := false
	for _, c := range t.waiting {
		first := t.firsts[c.Entry]
		if first == nil && (room >= openHeight || !opened) {
			c.Open, opened = true, true
			t.firsts[c.Entry] = c
			room -= openHeight
			continue
		}
		c.First = first
	}
}
