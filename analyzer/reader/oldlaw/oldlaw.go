// Package oldlaw sets apart the law that a bill prints in brackets because it takes it out.
package oldlaw

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/lexicon"
)

// Bills of many legislatures print the law that they take out in brackets, and say so: "Matter in
// brackets [ ] is old law to be omitted." Where a document says so, such words are set apart as
// deleted, whatever its format.

const (
	// statementSide is how far before and after the word for brackets a statement may reach, in
	// bytes.
	statementSide = 200
	// longestBracketed bounds what appears in one pair of brackets, in bytes: some pages.
	longestBracketed = 20_000
	// mostBracketed bounds how many such stretches a document may have.
	mostBracketed = 20_000
)

const bracketReason = "in brackets, as old law"

// SetApart sets apart what appears in brackets in a document that says that this is old law.
func SetApart(doc *document.Document) {
	if strings.IndexByte(doc.Text, '[') < 0 {
		return
	}
	said := statement(doc.Text)
	if said.Len() == 0 {
		return
	}
	spans := oldLaw(doc, said)
	if len(spans) > 0 {
		setSpansApart(doc, spans)
	}
}

// statement is the sentence that says that what appears in brackets is old law; empty where there
// is none.
func statement(text string) document.Span {
	for _, r := range lexicon.BuiltinReadings() {
		for named := range strings.FieldsSeq(string(r.Brackets.Named)) {
			for at := 0; ; {
				i := indexFold(text[at:], named)
				if i < 0 {
					break
				}
				at += i
				if s := sentenceAround(text, at); says(s.Of(text), r.Brackets) {
					return s
				}
				at += len(named)
			}
		}
	}
	return document.Span{}
}

// indexFold is where a word in small ASCII letters first appears in a text, in letters of one case
// or with a capital; -1 where it does not.
func indexFold(text, word string) int {
	first := -1
	for _, form := range []string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
		if i := strings.Index(text, form); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// sentenceAround is the part of a sentence around an offset: up to a full stop, a semicolon or a
// blank line on both sides.
func sentenceAround(text string, at int) document.Span {
	from, to := max(0, at-statementSide), min(len(text), at+statementSide)
	before, after := text[from:at], text[at:to]
	for _, end := range []string{". ", ".\n", "; ", ";\n", "\n\n"} {
		if i := strings.LastIndex(before, end); i >= 0 {
			before = before[i+len(end):]
		}
		if i := strings.Index(after, end); i >= 0 {
			after = after[:i+1]
		}
	}
	return document.Span{Start: at - len(before), End: at + len(after)}
}

// says reports whether a sentence holds a word of each kind.
func says(sentence string, b lexicon.Brackets) bool {
	var named, matter, gone bool
	for word := range strings.FieldsFuncSeq(strings.ToLower(sentence),
		func(r rune) bool { return !unicode.IsLetter(r) }) {
		named = named || beginsWith(word, b.Named)
		matter = matter || beginsWith(word, b.Matter)
		gone = gone || beginsWith(word, b.Gone)
	}
	return named && matter && gone
}

func beginsWith(word string, stems lexicon.Words) bool {
	for stem := range strings.FieldsSeq(string(stems)) {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// oldLaw finds what appears in brackets in the text that readers see, apart from the statement
// itself. Brackets without letters in them are those of notes and of gaps.
func oldLaw(doc *document.Document, said document.Span) []document.Span {
	var spans []document.Span
	depth, from, letters := 0, 0, false
	for _, b := range doc.Blocks {
		if b.Exclusion != document.Included {
			continue
		}
		for i := b.Start; i < b.End && len(spans) < mostBracketed; i++ {
			switch c := doc.Text[i]; {
			case depth > 0 && i-from > longestBracketed: // It has no end.
				i, depth = max(from, b.Start), 0
			case c == '[':
				if depth == 0 {
					from, letters = i, false
				}
				depth++
			case c == ']' && depth > 0:
				if depth--; depth == 0 && letters && !said.Overlaps(document.Span{Start: from, End: i + 1}) {
					spans = append(spans, document.Span{Start: from, End: i + 1})
				}
			case depth > 0:
				letters = letters || c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z'
			}
		}
	}
	return spans
}

// setSpansApart makes blocks of their own of stretches of a text, after the blocks that they are
// in. A block that is all in one is itself set apart.
func setSpansApart(doc *document.Document, spans []document.Span) {
	r := rearrangement{doc: doc, spans: spans}
	r.plan()
	r.carryOut()
}

// rearrangement gives the pieces of a text another order.
type rearrangement struct {
	doc    *document.Document
	spans  []document.Span
	moves  []move // of pieces of the old text, in the order of the new one
	blocks []document.Block
	size   int // of the new text
}

// move is a piece of the old text and where it goes; or text that is new there.
type move struct {
	document.Span
	to    int
	new   string
	aside bool // it leaves the order of the old text
}

func (r *rearrangement) take(from, to int) {
	if from < to {
		r.moves = append(r.moves, move{Span: document.Span{Start: from, End: to}, to: r.size})
		r.size += to - from
	}
}

func (r *rearrangement) put(text string) {
	r.moves = append(r.moves, move{to: r.size, new: text})
	r.size += len(text)
}

// plan decides where each piece goes.
func (r *rearrangement) plan() {
	at := 0
	for _, b := range r.doc.Blocks {
		r.take(at, b.Start)
		at = b.End
		inside := r.inside(b.Span)
		whole := len(inside) == 1 && strings.Trim(r.doc.Text[b.Start:inside[0].Start]+r.doc.Text[inside[0].End:b.End],
			" \n.,;") == ""
		if b.Exclusion != document.Included || len(inside) == 0 || whole {
			start := r.size
			r.take(b.Start, b.End)
			b.Span = document.Span{Start: start, End: r.size}
			if whole && b.Exclusion == document.Included {
				b.Exclusion, b.Reason = document.Deleted, bracketReason
			}
			r.blocks = append(r.blocks, b)
			continue
		}
		r.split(b, inside)
	}
	r.take(at, len(r.doc.Text))
}

// inside are the parts of the spans that are in a block.
func (r *rearrangement) inside(b document.Span) []document.Span {
	var parts []document.Span
	first := sort.Search(len(r.spans), func(i int) bool { return r.spans[i].End > b.Start })
	for _, s := range r.spans[first:] {
		if s.Start >= b.End {
			break
		}
		parts = append(parts, document.Span{Start: max(s.Start, b.Start), End: min(s.End, b.End)})
	}
	return parts
}

// split leaves in a block what is in no span, and makes blocks of the spans after it.
func (r *rearrangement) split(b document.Block, spans []document.Span) {
	text, at := r.doc.Text, b.Start
	start := r.size
	for _, s := range spans {
		end := s.Start
		if end > at && blank(text[end-1]) && (s.End == b.End || blank(text[s.End])) {
			end-- // One blank is enough where two would meet.
		}
		r.take(at, end)
		for at = s.End; r.size == start && at < b.End && blank(text[at]); at++ {
		}
	}
	r.take(at, b.End)
	seen := b
	seen.Span = document.Span{Start: start, End: r.size}
	r.blocks = append(r.blocks, seen)
	for _, s := range spans {
		r.put("\n\n")
		gone := b
		gone.Role, gone.Level, gone.Row, gone.Column = document.Body, 0, 0, 0
		gone.Exclusion, gone.Reason = document.Deleted, bracketReason
		from, to := s.Start, s.End
		for from < to && (text[from] == '[' || blank(text[from])) {
			from++
		}
		for to > from && (text[to-1] == ']' || blank(text[to-1])) {
			to--
		}
		gone.Start = r.size
		if r.take(from, to); from < to {
			r.moves[len(r.moves)-1].aside = true
		}
		gone.End = r.size
		if gone.Len() > 0 {
			r.blocks = append(r.blocks, gone)
		}
	}
}

func blank(c byte) bool { return strings.IndexByte(canonical.Blanks, c) >= 0 }

// carryOut puts the pieces in their new order, and all that points into the text along.
func (r *rearrangement) carryOut() {
	doc := r.doc
	var text strings.Builder
	text.Grow(r.size)
	var runs document.Runs
	for _, m := range r.moves {
		if m.new != "" {
			text.WriteString(m.new)
			continue
		}
		text.WriteString(m.Of(doc.Text))
		for run := range doc.Runs.From(m.Start) {
			if run.Start >= m.End {
				break
			}
			if cutRun(run, m.Span, doc.Text); run.Len() > 0 {
				run.Start, run.End = run.Start-m.Start+m.to, run.End-m.Start+m.to
				runs.Append(run)
			}
		}
	}
	back := slices.Clone(r.moves) // in the order of the old text
	back = slices.DeleteFunc(back, func(m move) bool { return m.new != "" })
	slices.SortFunc(back, func(a, b move) int { return a.Start - b.Start })
	kept := slices.DeleteFunc(slices.Clone(back), func(m move) bool { return m.aside })
	for i := range doc.Pages {
		p := &doc.Pages[i]
		p.Start, p.End = pageOffset(kept, p.Start), pageOffset(kept, p.End)
	}
	doc.Marks = r.marks(back)
	for i, j := range doc.Rejoined {
		doc.Rejoined[i] = int32(moved(back, int(j)))
	}
	slices.Sort(doc.Rejoined)
	doc.Text, doc.Runs, doc.Blocks = text.String(), runs, r.blocks
}

// cutRun leaves of a run what is in a stretch of the text.
func cutRun(run *document.Run, s document.Span, text string) {
	from, to := max(run.Start, s.Start), min(run.End, s.End)
	if from >= to {
		run.End = run.Start
		return
	}
	if len(run.Boxes) > 0 {
		first := utf8.RuneCountInString(text[run.Start:from])
		last := first + utf8.RuneCountInString(text[from:to])
		run.Boxes = run.Boxes[min(first, len(run.Boxes)):min(last, len(run.Boxes))]
	} else if run.Source.Len() == run.Len() {
		run.Source = document.Span{Start: run.Source.Start + from - run.Start, End: run.Source.Start + to - run.Start}
	}
	run.Start, run.End = from, to
}

// moved is where an offset of the old text is in the new one, by the pieces in their old order.
func moved(back []move, at int) int {
	i := sort.Search(len(back), func(i int) bool { return back[i].End >= at })
	if i == len(back) {
		if i--; i < 0 {
			return 0
		}
		return back[i].to + back[i].Len()
	}
	return back[i].to + max(at-back[i].Start, 0)
}

// pageOffset is where a page begins or ends in the new text, by the pieces that kept their order.
// What was moved is on the page on which its block ends.
func pageOffset(kept []move, at int) int {
	i := sort.Search(len(kept), func(i int) bool { return kept[i].Start > at }) - 1
	if i < 0 {
		return 0
	}
	return kept[i].to + min(at-kept[i].Start, kept[i].Len())
}

// marks are the marks of the document in its new text. One over several pieces becomes several.
func (r *rearrangement) marks(back []move) []document.Mark {
	var marks []document.Mark
	for _, k := range r.doc.Marks {
		i := sort.Search(len(back), func(i int) bool { return back[i].End > k.Start })
		for ; i < len(back) && back[i].Start < k.End; i++ {
			m := back[i]
			from, to := max(k.Start, m.Start), min(k.End, m.End)
			if from < to {
				marks = append(marks, document.Mark{
					Span: document.Span{Start: from - m.Start + m.to, End: to - m.Start + m.to}, Kind: k.Kind,
				})
			}
		}
	}
	slices.SortStableFunc(marks, func(a, b document.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return marks
}
