package waiver

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
)

// before is what every waiver in a document begins with.
const before = "refrain:"

// maxWaiver is how long a waiver in a document may be, in bytes.
const maxWaiver = 2000

// inline applies the waivers that stand in a document, each to one finding: of its entry, as near
// as can be.
func (s *Set) inline(r *analyzer.Report, counts func(*analyzer.Finding) bool) []analyzer.Notice {
	d := r.Doc
	if !mentioned(d.Source) {
		return nil
	}
	m := newMap(d)
	var notices []analyzer.Notice
	found := find(d, m)
	if len(found) > maxWaivers {
		found = found[:maxWaivers]
		notices = append(notices, analyzer.Notice{
			Kind: "invalid", Place: strictyaml.Position{File: d.Name},
			Text: fmt.Sprintf("holds more than %d waivers; those after them are not read", maxWaivers),
		})
	}
	p := place{source: d.Source}
	if s.Distrusts != nil && len(found) > 0 {
		if why := s.Distrusts(d); why != "" {
			return []analyzer.Notice{s.ignored(d, found, p.of(d.Name, found[0].Start), why)}
		}
	}
	for _, c := range found {
		at := p.of(d.Name, c.Start)
		w, err := parseComment(c.Of(d.Source), s.Lexicon)
		if err != nil {
			notices = append(notices, analyzer.Notice{Kind: "invalid", Place: at, Text: err.Error()})
			continue
		}
		w.At = at
		if w.expired(s.Today) {
			notices = append(notices, w.notice(
				"expired", "the waiver of "+w.about()+" ended on "+w.Until+"; its finding can fail a check again",
			))
			continue
		}
		if d.Comments == document.LineComments {
			within(r, m, c, w)
		}
		if f := nearest(r, m, c, w, counts); f != nil {
			f.Record = w.record()
			continue
		}
		notices = append(notices, w.notice(
			"unused", "the waiver of "+w.about()+" is not needed: no finding of it is beside it",
		))
	}
	return notices
}

// ignored is the notice on waivers in a document that do not count. The first of them stands at the
// place.
func (s *Set) ignored(d *document.Document, found []document.Span, at strictyaml.Position,
	why string) analyzer.Notice {
	const most = 5 // that are named
	var named []string
	for _, c := range found {
		if w, err := parseComment(c.Of(d.Source), s.Lexicon); err == nil && !slices.Contains(named, w.about()) {
			named = append(named, w.about())
		}
	}
	text := "a waiver in the document is not applied"
	if len(found) > 1 {
		text = fmt.Sprintf("%d waivers in the document are not applied", len(found))
	}
	if len(named) > 0 {
		more := ""
		if len(named) > most {
			more = fmt.Sprintf(" and %d more", len(named)-most)
		}
		text += " (" + strings.Join(named[:min(len(named), most)], ", ") + more + ")"
	}
	return analyzer.Notice{Kind: "ignored", Place: at, Text: text + ": " + why}
}

// mentioned reports whether a waiver may stand in src. Its colon is rarer in prose than its first
// letter, and so found sooner.
func mentioned(src string) bool {
	for from := 0; ; {
		i := strings.IndexByte(src[from:], before[len(before)-1])
		if i < 0 {
			return false
		}
		if from += i + 1; strings.HasSuffix(src[:from], before) {
			return true
		}
	}
}

// find is where waivers stand in Source: the inside of comments that nobody reads as text, or lines
// of their own in plain text.
func find(d *document.Document, m *textMap) []document.Span {
	var found []document.Span
	src := d.Source
	switch {
	case d.Comments == document.LineComments:
		for offset := 0; offset < len(src) && len(found) <= maxWaivers; {
			end := len(src)
			if n := strings.IndexByte(src[offset:], '\n'); n >= 0 {
				end = offset + n
			}
			line := strings.TrimLeft(src[offset:end], "#/;%*- \t\ufeff")
			if strings.HasPrefix(line, before+" allow") {
				found = append(found, document.Span{Start: end - len(line), End: end})
			}
			offset = end + 1
		}
	case d.Comments != document.NoComments:
		var code []document.Span
		if d.Comments == document.MarkdownComments {
			code = fenced(src)
		}
		for offset := 0; len(found) <= maxWaivers; {
			i := strings.Index(src[offset:], "<!--")
			if i < 0 {
				break
			}
			start := offset + i + len("<!--")
			length := strings.Index(src[start:], "-->")
			if length < 0 {
				break
			}
			offset = start + length
			inside := strings.TrimLeftFunc(src[start:offset], unicode.IsSpace)
			comment := document.Span{Start: start, End: offset}
			// An example of how to write one waives nothing: it is text that is shown, or code.
			if !strings.HasPrefix(inside, before) || m.shown(comment) ||
				d.Comments == document.MarkdownComments && isCode(src, comment, &code) {
				continue
			}
			found = append(found, document.Span{Start: offset - len(inside), End: offset})
		}
	}
	return found
}

// fenced are the code blocks between fences in Markdown, which may stand in quotations and lists.
func fenced(src string) []document.Span {
	var code []document.Span
	fence := ""
	offset := 0
	for line := range strings.Lines(src) {
		s := strings.TrimRight(strings.TrimLeft(line, " \t>-*+0123456789."), " \t\r\n")
		marks := s[:len(s)-len(strings.TrimLeft(s, "`"))] + s[:len(s)-len(strings.TrimLeft(s, "~"))]
		switch {
		case fence == "" && len(marks) >= 3 && !strings.Contains(s[len(marks):], "`"):
			fence = marks
			code = append(code, document.Span{Start: offset, End: len(src)})
		case fence != "" && marks == s && strings.HasPrefix(marks, fence):
			fence = ""
			code[len(code)-1].End = offset + len(line)
		}
		offset += len(line)
	}
	return code
}

// isCode reports whether a comment stands in a code block, or after an open backtick on its line. It
// takes away the blocks that lie before the comment.
func isCode(src string, c document.Span, blocks *[]document.Span) bool {
	for len(*blocks) > 0 && (*blocks)[0].End <= c.Start {
		*blocks = (*blocks)[1:]
	}
	if len(*blocks) > 0 && (*blocks)[0].Overlaps(c) {
		return true
	}
	line := src[max(0, c.Start-maxWaiver):c.Start] // Lines may be as long as a document.
	return strings.Count(line[strings.LastIndexByte(line, '\n')+1:], "`")%2 == 1
}

// parseComment reads "refrain: allow illegal-people until 2027-03-01 by "A. B." because "title of
// the 1996 act"". The parts after the entry, or the key, stand in any order.
func parseComment(s string, lex *lexicon.Lexicon) (*Waiver, error) {
	if len(s) > maxWaiver {
		return nil, fmt.Errorf("the waiver is longer than %d bytes", maxWaiver)
	}
	const form = `write: refrain: allow ENTRY until 2027-03-01 by "NAME" because "REASON"`
	w := &Waiver{}
	word, rest := next(strings.TrimPrefix(s, before))
	if word != "allow" {
		return nil, fmt.Errorf("%q is nothing that refrain does; %s", word, form)
	}
	word, rest = next(rest)
	switch {
	case known(lex, word):
		w.Entry = word
	case isKey(word):
		w.Key = word
	default:
		return nil, fmt.Errorf("%q is neither an entry nor a finding's key; refrain lexicon list shows the entries", word)
	}
	for {
		if word, rest = next(rest); word == "" {
			break
		}
		into := map[string]*string{"until": &w.Until, "by": &w.By, "because": &w.Reason}[word]
		if into == nil {
			return nil, fmt.Errorf("%q is not understood; %s", word, form)
		}
		if *into != "" {
			return nil, fmt.Errorf("%q is given twice", word)
		}
		if *into, rest = next(rest); strictyaml.Blank(*into) {
			return nil, fmt.Errorf("nothing follows %q; %s", word, form)
		}
	}
	switch {
	case w.Reason == "":
		return nil, fmt.Errorf("the waiver of %s gives no reason; add because \"REASON\"", w.about())
	case w.Until != "" && !isDay(w.Until):
		return nil, fmt.Errorf("until %s: expected a day such as 2027-03-01", w.Until)
	}
	return w, nil
}

// closing are quotation marks and what ends what they begin.
var closing = map[rune]string{'"': `"`, '“': "”", '„': "“", '«': "»"}

// next is the next word, or what stands between quotation marks, and the rest. An open quotation
// ends with the text.
func next(s string) (word, rest string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	first, size := utf8.DecodeRuneInString(s)
	if end, ok := closing[first]; ok {
		word, rest, _ = strings.Cut(s[size:], end)
		return strings.Join(strings.Fields(word), " "), rest
	}
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// within lets the findings in a waiver's own words stand: in plain text the reason is text like any
// other.
func within(r *analyzer.Report, m *textMap, c document.Span, w *Waiver) {
	own := document.Span{Start: m.text(c.Start), End: m.text(c.End)}
	for i := range r.Findings {
		if f := &r.Findings[i]; own.Contains(f.Span) {
			f.Record = w.record()
		}
	}
}

// nearest is the finding that a waiver in a document is for. A comment is for the paragraph that it
// stands in or before; one that follows the end of a paragraph, on its last line or the next, may
// be for that. One that counts goes before one that does not.
func nearest(
	r *analyzer.Report, m *textMap, c document.Span, w *Waiver, counts func(*analyzer.Finding) bool,
) *analyzer.Finding {
	behind, ahead := m.around(c)
	var best *analyzer.Finding
	var least [3]int // whether it does not count, lines away, bytes away
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Record.State == analyzer.Waived || w.Entry != f.Entry.ID && w.Key != f.Key {
			continue
		}
		var far [3]int
		switch {
		case ahead.Contains(f.Span):
			far[1], far[2] = ahead.lines, distance(f.Span.Start, ahead.at)
		case behind.Contains(f.Span):
			far[1], far[2] = behind.lines, distance(f.Span.End, behind.at)
		default:
			continue
		}
		if !counts(f) {
			far[0] = 1
		}
		if best == nil || slices.Compare(far[:], least[:]) < 0 {
			best, least = f, far
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// textMap finds places of Source in Text.
type textMap struct {
	d         *document.Document
	stretches []stretch // by their place in Source
}

// stretch is a row of runs that follow each other both in Text and in Source. Between two of them
// is what the format leaves out.
type stretch struct{ text, source document.Span }

// mostRuns is how many runs a stretch has at most, since it is searched from its start.
const mostRuns = 256

func newMap(d *document.Document) *textMap {
	m := &textMap{d: d}
	n := 0
	for r := range d.Runs.All() {
		if last := len(m.stretches) - 1; last >= 0 && n < mostRuns {
			s := &m.stretches[last]
			if s.text.End == r.Start && s.source.End == r.Source.Start {
				s.text.End, s.source.End = r.End, r.Source.End
				n++
				continue
			}
		}
		m.stretches = append(m.stretches, stretch{r.Span, r.Source})
		n = 1
	}
	slices.SortStableFunc(m.stretches, func(a, b stretch) int { return cmp.Compare(a.source.Start, b.source.Start) })
	return m
}

// after is the index of the first stretch that ends after an offset in Source.
func (m *textMap) after(offset int) int {
	i, _ := slices.BinarySearchFunc(m.stretches, offset, func(s stretch, offset int) int {
		if s.source.End <= offset {
			return -1
		}
		return 1
	})
	return i
}

// runAfter is the first run that ends after an offset in Source. It reports false where there is
// none.
func (m *textMap) runAfter(offset int) (run document.Run, ok bool) {
	i := m.after(offset)
	if i == len(m.stretches) {
		return run, false
	}
	for r := range m.d.Runs.From(m.stretches[i].text.Start) {
		if r.Source.End > offset {
			return *r, true
		}
	}
	return run, false
}

// shown reports whether a part of Source is text that is read.
func (m *textMap) shown(s document.Span) bool {
	r, ok := m.runAfter(s.Start)
	return ok && r.Source.Overlaps(s)
}

// text is the offset in Text of the first thing that stands at or after an offset in Source.
func (m *textMap) text(offset int) int {
	r, ok := m.runAfter(offset)
	switch {
	case !ok:
		return len(m.d.Text)
	case offset > r.Source.Start && r.Source.Len() == r.Len():
		return r.Start + offset - r.Source.Start
	}
	return r.Start
}

// neighbour is a block beside a waiver, and the place in it that is nearest to the waiver.
type neighbour struct {
	document.Span
	at    int
	lines int // 0 on the waiver's line, 1 for the next block, 2 for one that ends on the line above
}

// around are the blocks that a waiver may be for: the one that goes on, or begins, after it; and
// the one before it, when that ends on the same line or on the line above. In plain text the waiver
// is itself a line of a block.
func (m *textMap) around(c document.Span) (behind, ahead neighbour) {
	if r, ok := m.runAfter(c.End); ok {
		ahead.at = m.text(c.End)
		ahead.Span = m.block(ahead.at)
		next := max(c.End, r.Source.Start)
		ahead.lines = min(strings.Count(m.d.Source[c.End:next], "\n"), 1)
	}
	if m.d.Comments == document.LineComments {
		behind.at = m.text(c.Start)
		behind.Span = m.block(behind.at)
		return behind, ahead
	}
	for i := m.after(c.End) - 1; i >= 0; i-- {
		for _, r := range slices.Backward(m.runs(i)) {
			lines := strings.Count(m.d.Source[r.Source.End:max(r.Source.End, c.Start)], "\n")
			if lines > 1 {
				return behind, ahead
			}
			// A run of white space may stand between paragraphs, and holds nothing.
			if strings.TrimSpace(r.Of(m.d.Text)) != "" {
				return neighbour{m.block(r.Start), r.End, 2 * lines}, ahead
			}
		}
	}
	return behind, ahead
}

// runs are those of the stretch with the index i.
func (m *textMap) runs(i int) []document.Run {
	runs := make([]document.Run, 0, mostRuns)
	for r := range m.d.Runs.From(m.stretches[i].text.Start) {
		if r.End > m.stretches[i].text.End {
			break
		}
		runs = append(runs, *r)
	}
	return runs
}

// block is the block that holds the byte at an offset in Text, or else the next one.
func (m *textMap) block(offset int) document.Span {
	if i := m.d.BlockAt(offset); i >= 0 {
		return m.d.Blocks[i].Span
	}
	i, _ := slices.BinarySearchFunc(m.d.Blocks, offset, func(b document.Block, offset int) int {
		return cmp.Compare(b.Start, offset)
	})
	if i < len(m.d.Blocks) {
		return m.d.Blocks[i].Span
	}
	return document.Span{}
}

// place counts lines and columns from one offset to the next.
type place struct {
	source      string
	offset      int
	line, start int
}

func (p *place) of(name string, offset int) strictyaml.Position {
	passed := p.source[p.offset:offset]
	p.line += strings.Count(passed, "\n")
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		p.start = p.offset + i + 1
	}
	p.offset = offset
	return strictyaml.Position{File: name, Line: p.line + 1, Column: utf8.RuneCountInString(p.source[p.start:offset]) + 1}
}
