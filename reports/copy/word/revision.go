package word

import (
	"cmp"
	"encoding/xml"
	"slices"
	"sort"
	"strings"

	"refrain/analyzer/document"
)

// revision finds the runs of a part in which words are to change, in one walk.
type revision struct {
	tree
	ids     *revisionIDs
	changes []*revised
	cuts    []cut // by place

	paragraphs []openParagraph
	serial     int // of the last paragraph that began
	run        *revisedRun
	runs       []*revisedRun
	fields     []*openField
}

// revised is a change in the making.
type revised struct {
	index int
	Change
	kept      Kept
	runs      []*revisedRun // that hold some of its words
	paragraph int           // the serial of theirs
	found     int           // bytes of its words that were met
}

// cut is a stretch that a change takes out.
type cut struct {
	document.Span
	of *revised
}

// openParagraph is a paragraph whose end has not come.
type openParagraph struct{ depth, serial int }

// openField is a field whose end has not come. Its result is shown in its place.
type openField struct {
	code   strings.Builder
	result bool
}

// revisedRun is a run with its pieces, from which it is written anew.
type revisedRun struct {
	element
	end        int
	parent     element // what it is in
	prefix     string
	properties string
	pieces     []piece
	touched    bool
}

// piece is a child of a run, or a part of its text.
type piece struct {
	from, to int      // in the part
	text     bool     // of a text element, without its tags
	element  string   // the name of that element as it is written
	keeps    bool     // the text says that its blanks count
	of       *revised // that takes it out; nil for what stays
}

func newRevision(text string, ids *revisionIDs) *revision {
	r := &revision{ids: ids}
	r.tree = tree{text: text, begin: r.begins, end: r.ends}
	return r
}

// want asks for a change. Those of a part are in order and disjoint.
func (r *revision) want(index int, c Change) {
	change := &revised{index: index, Change: c, paragraph: -1}
	r.changes = append(r.changes, change)
	for _, s := range c.Words {
		if s.Start < 0 || s.End > len(r.text) || s.Len() <= 0 {
			change.kept = NotThere
			continue
		}
		r.cuts = append(r.cuts, cut{s, change})
	}
}

// walk goes over the part.
func (r *revision) walk() error {
	slices.SortStableFunc(r.cuts, func(a, b cut) int { return cmp.Compare(a.Start, b.Start) })
	return r.tree.walk()
}

// around are the elements in a paragraph that a run may be in.
var around = []string{
	"w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:bdo", "w:dir",
}

// asCharacters are the elements in a run that stand for a character, so that they go with the words around
// them.
var asCharacters = []string{"w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym"}

func (r *revision) begins() {
	e := r.innermost()
	switch e.name {
	case "w:p":
		r.serial++
		r.paragraphs = append(r.paragraphs, openParagraph{len(r.open), r.serial})
	case "w:r":
		if r.run == nil && len(r.paragraphs) > 0 {
			r.run = &revisedRun{element: *e, prefix: prefixOf(tag(r.text, *e))}
			r.run.parent = r.open[len(r.open)-2]
		}
	case "w:fldChar":
		r.field(e)
	}
	if id := e.attr("w:id"); id != "" {
		r.ids.used[id] = true
	}
}

// field notes the beginning of a field, of its result, and its end.
func (r *revision) field(e *element) {
	last := len(r.fields) - 1
	switch kind := e.attr("w:fldCharType"); {
	case kind == "begin" && len(r.fields) < maxDepth:
		r.fields = append(r.fields, &openField{})
	case last < 0:
	case kind == "separate":
		r.fields[last].result = true
	case kind == "end":
		r.fields = r.fields[:last]
	}
}

// inField reports whether what comes is in a field that is no link. Word makes the results of others
// anew, and a change in them would be lost.
func (r *revision) inField() bool {
	return slices.ContainsFunc(r.fields, func(f *openField) bool {
		name, _, _ := strings.Cut(strings.TrimSpace(f.code.String()), " ")
		return !f.result || !strings.EqualFold(name, "HYPERLINK")
	})
}

func (r *revision) ends(from, to int) {
	e := r.innermost()
	switch {
	case e.name == "w:instrText" && len(r.fields) > 0 && from > e.to:
		const most = 200 // bytes of an instruction; its name comes first
		if code := &r.fields[len(r.fields)-1].code; code.Len() < most {
			code.WriteString(r.text[e.to:min(from, e.to+most)])
		}
	case e.name == "w:p" && len(r.paragraphs) > 0:
		r.paragraphs = r.paragraphs[:len(r.paragraphs)-1]
	case isControlProperty(e.name):
		r.control(e)
	}
	switch {
	case r.run == nil:
	case e.from == r.run.from:
		r.leave(to)
	case len(r.open) >= 2 && r.open[len(r.open)-2].from == r.run.from:
		r.child(e, from, to)
	case e.name == "w:t": // in a text box, a phonetic guide or the like
		r.lose(e.from, to, InDrawing)
	}
}

// isControlProperty reports whether a content control with this property takes no other text.
func isControlProperty(name string) bool {
	return slices.Contains(fixedControls, name) || name == "w:dataBinding" || name == "w:lock" ||
		name == "w:docPartObj"
}

// control notes that a content control takes no other text.
func (r *revision) control(e *element) {
	depth := len(r.open)
	if depth < 3 || r.open[depth-2].name != "w:sdtPr" || r.open[depth-3].name != "w:sdt" {
		return
	}
	if e.name == "w:lock" && e.attr("w:val") != "contentLocked" && e.attr("w:val") != "sdtContentLocked" {
		return
	}
	r.open[depth-3].fixed = true
}

// child ends a child of the run at hand.
func (r *revision) child(e *element, from, to int) {
	switch {
	case e.name == "w:rPr":
		r.run.properties = r.text[e.from:to]
	case e.name == "w:t" && from > e.to:
		r.words(e, from, to)
	case slices.Contains(asCharacters, e.name) && (e.name != "w:br" || e.attr("w:type") == "" ||
		e.attr("w:type") == "textWrapping"):
		r.run.pieces = append(r.run.pieces, piece{from: e.from, to: to, of: r.letterOf(e.from, to)})
	default:
		r.lose(e.from, to, InDrawing)
		r.run.pieces = append(r.run.pieces, piece{from: e.from, to: to})
	}
}

// cutsFrom is the index of the first cut that ends after an offset.
func (r *revision) cutsFrom(at int) int {
	return sort.Search(len(r.cuts), func(i int) bool { return r.cuts[i].End > at })
}

// letterOf is the change that takes out a character which is an element: one whose words begin before
// it and end after it, or that names it.
func (r *revision) letterOf(from, to int) *revised {
	i := r.cutsFrom(from)
	if i == len(r.cuts) {
		return nil
	}
	of := r.cuts[i].of
	if r.cuts[i].Start < to || i > 0 && r.cuts[i-1].of == of {
		r.meet(of, max(0, min(to, r.cuts[i].End)-max(from, r.cuts[i].Start)))
		return of
	}
	return nil
}

// lose keeps the changes of words between two offsets from being made.
func (r *revision) lose(from, to int, why Kept) {
	for i := r.cutsFrom(from); i < len(r.cuts) && r.cuts[i].Start < to; i++ {
		if r.cuts[i].of.kept == "" {
			r.cuts[i].of.kept = why
		}
	}
}

// words parts the text of an element, whose end tag is between two offsets, into what stays and what
// is taken out.
func (r *revision) words(t *element, from, to int) {
	content := r.text[t.to:from]
	name := tag(r.text, *t)
	first, last := t.to, from // of the blanks at the edges that count
	keeps := t.attr("xml:space") == "preserve"
	if !keeps {
		first += len(content) - len(strings.TrimLeft(content, xmlBlanks))
		last = max(first, t.to+len(strings.TrimRight(content, xmlBlanks)))
	}
	i := r.cutsFrom(t.to)
	if i == len(r.cuts) || r.cuts[i].Start >= from {
		r.run.pieces = append(r.run.pieces, piece{from: t.from, to: to})
		return
	}
	if strings.Contains(content, "<") || len(t.attrs) > 1 || len(t.attrs) == 1 && t.attr("xml:space") == "" {
		r.lose(t.to, from, Unusual) // comments or CDATA sections, or attributes that nobody knows
		r.run.pieces = append(r.run.pieces, piece{from: t.from, to: to})
		return
	}
	add := func(from, to int, keeps bool, of *revised) {
		if from < to {
			r.run.pieces = append(r.run.pieces, piece{from, to, true, name, keeps, of})
		}
	}
	add(t.to, first, false, nil)
	at := first
	for i < len(r.cuts) && r.cuts[i].Start < from {
		of, start, end := r.cuts[i].of, r.cuts[i].Start, 0
		for ; i < len(r.cuts) && r.cuts[i].of == of && r.cuts[i].Start < from; i++ {
			end = r.cuts[i].End
			r.meet(of, min(end, from)-max(r.cuts[i].Start, t.to))
			if end > from {
				break // The rest of it is in another element.
			}
		}
		start, end = min(max(start, first), last), min(end, last)
		add(at, start, true, nil)
		add(start, end, true, of)
		if at = max(at, end); r.cutsFrom(from) <= i {
			break
		}
	}
	add(at, last, true, nil)
	add(last, from, false, nil)
}

// meet notes that some words of a change are in the run at hand, and where that keeps them from
// being changed.
func (r *revision) meet(of *revised, bytes int) {
	of.found += bytes
	serial := r.paragraphs[len(r.paragraphs)-1].serial
	if of.paragraph >= 0 && of.paragraph != serial {
		of.kept = cmp.Or(of.kept, InParts)
	}
	of.paragraph = serial
	if n := len(of.runs); n == 0 || of.runs[n-1] != r.run {
		of.runs = append(of.runs, r.run)
	}
	r.run.touched = true
	of.kept = cmp.Or(of.kept, r.refusal())
}

// refusal is why nothing in the run at hand can be changed; "" where it can.
func (r *revision) refusal() Kept {
	if r.inField() {
		return InField
	}
	if slices.ContainsFunc(r.run.attrs, isDeclaration) || r.run.prefix == "" {
		return Unusual
	}
	paragraph := r.paragraphs[len(r.paragraphs)-1].depth
	for i := range r.open {
		e := &r.open[i]
		switch {
		case e.fixed:
			return InControl
		case e.name == "w:fldSimple":
			return InField
		case i < paragraph && e.name == "w:sdt": // LibreOffice 7 takes both the old and the new words for plain text.
			return InBlock
		case e.name == "w:moveTo" || e.name == "w:moveFrom":
			return InMove
		case e.from == r.run.from:
			return ""
		case i >= paragraph && !slices.Contains(around, e.name), i < paragraph && slices.Contains(boxes, e.name):
			return InDrawing
		}
	}
	return ""
}

// boxes hold text that is not in the line of the text. Alternatives say the same twice.
var boxes = []string{"mc:AlternateContent", "w:txbxContent", "w:r", "m:oMath", "w:del"}

// leave ends the run at hand.
func (r *revision) leave(to int) {
	if r.run.end = to; r.run.touched {
		r.runs = append(r.runs, r.run)
	}
	r.run = nil
}

// finish gives the edits that make the changes, in order, and notes which were not made and why.
func (r *revision) finish(c *Copy, kept []Kept) []edit {
	for _, change := range r.changes {
		words := 0
		for _, s := range change.Words {
			words += s.Len()
		}
		switch {
		case change.kept != "":
		case change.found == 0:
			change.kept = NotThere
		case change.found != words:
			change.kept = Unusual
		}
		kept[change.index] = change.kept
	}
	var edits []edit
	for _, run := range r.runs {
		if e, ok := r.rewrite(c, run); ok {
			edits = append(edits, e)
		}
	}
	return edits
}

// rewrite is a run with its changes, if any of them is made.
func (r *revision) rewrite(c *Copy, run *revisedRun) (e edit, changed bool) {
	w := &runWriter{revision: r, copy: c, run: run, edit: edit{from: run.from, to: run.end}}
	for i := 0; i < len(run.pieces); {
		of := made(run.pieces[i].of)
		next := i + 1
		for next < len(run.pieces) && made(run.pieces[next].of) == of {
			next++
		}
		if of == nil {
			w.stays(run.pieces[i:next])
		} else {
			changed = true
			w.goes(run.pieces[i:next])
			if of.endsIn(run, next) {
				w.comes(of)
			}
		}
		i = next
	}
	w.edit.with = w.String()
	return w.edit, changed
}

// endsIn reports whether the last words of a change are in a run, before one of its pieces.
func (of *revised) endsIn(run *revisedRun, before int) bool {
	return of.runs[len(of.runs)-1] == run &&
		!slices.ContainsFunc(run.pieces[before:], func(p piece) bool { return p.of == of })
}

// made is a change that is made, or nil.
func made(of *revised) *revised {
	if of == nil || of.kept != "" {
		return nil
	}
	return of
}

// runWriter writes a run anew.
type runWriter struct {
	*revision
	strings.Builder
	copy *Copy
	run  *revisedRun
	edit edit
	open int // how many runs were opened
}

// opening is the start of a run that looks like the one at hand.
func (w *runWriter) opening() string {
	w.open++
	properties := w.run.properties
	if w.open > 1 {
		properties = w.renumbered(properties)
	}
	return w.text[w.run.from:w.run.to] + properties
}

// renumbered gives a tracked change to the look of a run a number of its own.
func (w *runWriter) renumbered(properties string) string {
	from := strings.Index(properties, "<"+w.run.prefix+"rPrChange")
	if from < 0 {
		return properties
	}
	mark := w.run.prefix + `id="`
	at := strings.Index(properties[from:], mark)
	if at < 0 {
		return properties
	}
	at += from + len(mark)
	length := strings.IndexByte(properties[at:], '"')
	if length < 0 {
		return properties
	}
	return properties[:at] + w.ids.take() + properties[at+length:]
}

// stays writes pieces that nothing takes out.
func (w *runWriter) stays(pieces []piece) {
	w.WriteString(w.opening())
	for _, p := range pieces {
		w.write(p, p.element)
	}
	w.WriteString("</" + w.run.prefix + "r>")
}

// goes writes pieces as deleted.
func (w *runWriter) goes(pieces []piece) {
	w.WriteString(w.copy.tracked(w.run.prefix, "del", w.ids) + w.opening())
	for _, p := range pieces {
		w.write(p, prefixOf(p.element)+"delText")
	}
	w.WriteString("</" + w.run.prefix + "r></" + w.run.prefix + "del>")
}

// write writes a piece, as an element of that name where it is text.
func (w *runWriter) write(p piece, name string) {
	if p.text {
		w.WriteString("<" + name)
		if p.keeps {
			w.WriteString(` xml:space="preserve"`)
		}
		w.WriteString(">")
	}
	w.edit.kept = append(w.edit.kept, keptBytes{p.from, p.to, w.Len()})
	w.WriteString(w.text[p.from:p.to])
	if p.text {
		w.WriteString("</" + name + ">")
	}
}

// comes writes the new words of a change. They look like most of those that they take the place of.
// What is in an insertion of somebody else ends that and goes on with it, since neither is part of the
// other.
func (w *runWriter) comes(of *revised) {
	if of.New == "" {
		return
	}
	prefix := w.run.prefix
	insertion := w.copy.tracked(prefix, "ins", w.ids) + "<" + prefix + "r>" +
		withoutFormerLook(of.look().properties, prefix) + "<" + prefix + `t xml:space="preserve">` +
		escaped(of.New) + "</" + prefix + "t></" + prefix + "r></" + prefix + "ins>"
	if w.run.parent.name != "w:ins" {
		w.WriteString(insertion)
		return
	}
	closing := "</" + tag(w.text, w.run.parent) + ">"
	w.WriteString(closing + insertion)
	if i := w.run.end; w.run.lastOf(of) && strings.HasPrefix(w.text[i:], closing) {
		w.edit.to = i + len(closing)
		return
	}
	w.WriteString(w.renamed(w.run.parent))
}

// lastOf reports whether nothing of the run comes after the words of a change.
func (run *revisedRun) lastOf(of *revised) bool { return run.pieces[len(run.pieces)-1].of == of }

// renamed is the start tag of an insertion of somebody else with another number.
func (w *runWriter) renamed(parent element) string {
	start, mark := w.text[parent.from:parent.to], prefixOf(tag(w.text, parent))+"id="
	at := strings.Index(start, mark)
	if at < 0 || at+len(mark) >= len(start) {
		return start
	}
	at += len(mark) + 1
	length := strings.IndexByte(start[at:], start[at-1])
	if length < 0 {
		return start
	}
	return start[:at] + w.ids.take() + start[at+length:]
}

// look is the run that holds most of the words of a change.
func (of *revised) look() *revisedRun {
	best, most := of.runs[0], -1
	for _, run := range of.runs {
		n := 0
		for _, p := range run.pieces {
			if p.of == of && p.text {
				n += p.to - p.from
			}
		}
		if n > most {
			best, most = run, n
		}
	}
	return best
}

func isDeclaration(a xml.Attr) bool { return a.Name.Space == "xmlns" || a.Name.Local == "xmlns" }
