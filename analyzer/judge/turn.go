package judge

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Bounds of the label of a turn in a transcript.
const (
	longestLabel = 80 // bytes
	fewestTurns  = 2  // labels that make a document a transcript
)

// A turn begins at From and lasts to the next one. Who is its label, or empty after a heading.
type turn struct {
	from int
	who  document.Span
	bare bool // a name alone, which is a label only where others take turns with it
}

// turns returns the turns of a transcript in order; nil for a document that is none, and for one
// whose format states who speaks.
func (j *Judge) turns(d *document.Document) []turn {
	if slices.ContainsFunc(d.Blocks, func(b document.Block) bool { return b.Speaker != "" }) {
		return nil
	}
	var all []turn
	labels, asked := 0, false
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Exclusion != document.Included {
			continue
		}
		if b.Role == document.Heading && !document.Interjection(b.Of(d.Text)) {
			all = append(all, turn{from: b.Start})
		}
		if b.Role != document.Body && b.Role != document.Cell || !mayLabel(b.Of(d.Text)) && j.recorded(b.Of(d.Text)) == 0 {
			continue
		}
		for at := b.Start; at < b.End; {
			first := at == b.Start || d.Text[at-1] == '\n'
			who, bare := j.label(d.Text[at:b.End], first), false
			if who == 0 && first {
				who = j.recorded(d.Text[at:b.End])
			}
			if who == 0 && first {
				who, bare = bareName(d.Text[at:b.End]), true
			}
			if who > 0 {
				all = append(all, turn{at, document.Span{Start: at, End: at + who}, bare})
				labels++
				asked = asked || who == 1 && d.Text[at] == 'Q'
				at += who // In "MS. ROE:" no sentence begins with the name.
			}
			next := sentenceAfter(d.Text[at:b.End])
			if next < 0 {
				break
			}
			at += next
		}
	}
	if !asked { // A. is a paragraph's letter where nobody asks.
		all = slices.DeleteFunc(all, func(t turn) bool {
			if t.who.Len() == 1 {
				labels--
			}
			return t.who.Len() == 1
		})
	}
	if !takeTurns(d, all) {
		all = slices.DeleteFunc(all, func(t turn) bool {
			if t.bare {
				labels--
			}
			return t.bare
		})
	}
	if labels < fewestTurns {
		return nil
	}
	return all
}

// takeTurns reports whether a name alone comes again after somebody else's label, as those of
// people who talk with each other do.
func takeTurns(d *document.Document, all []turn) bool {
	last := map[string]int{}
	n := 0
	for _, t := range all {
		if t.who.Len() == 0 {
			continue
		}
		n++
		if before := last[t.who.Of(d.Text)]; t.bare && before > 0 && before < n-1 {
			return true
		}
		last[t.who.Of(d.Text)] = n
	}
	return false
}

// bareName is how many bytes of s are a name before a colon: two to four words with capital first
// letters, the last of which may be a number: "Jane Doe:", "Speaker 2:". It is 0 elsewhere.
func bareName(s string) int {
	const longest, mostWords = 40, 4
	if len(s) < 3 || !isUpper(s[0]) {
		return 0
	}
	end := strings.Index(s[:min(len(s), longest)], ": ")
	if end < 0 {
		return 0
	}
	words := strings.Split(s[:end], " ")
	if len(words) < 2 || len(words) > mostWords {
		return 0
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		number := i > 0 && i == len(words)-1 && strings.Trim(w, "0123456789") == ""
		if w == "" || !unicode.IsUpper(r) && !number || strings.ContainsAny(w, ",;!?“”\"()") {
			return 0
		}
	}
	return end
}

// mayLabel reports whether a label may be in s. Most paragraphs have none, and are looked at no
// further.
func mayLabel(s string) bool {
	return strings.IndexByte(s, ':') >= 0 || strings.Contains(s, "Q. ") || strings.Contains(s, "A. ")
}

// sentenceAfter is where the next line or sentence of s begins, or -1.
func sentenceAfter(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i-1] == '\n':
			return i
		case s[i-1] == ' ' && i > 1 && strings.IndexByte(".?!)]", s[i-2]) >= 0:
			return i
		}
	}
	return -1
}

// label is how many bytes of s are who speaks, where s begins as turns in transcripts do: "THE
// PRIME MINISTER:", "QUESTION (Daily Courier):", "Mr Doe:", "Q."; 0 elsewhere. In the middle of a
// line only capitals and letters tell it.
func (j *Judge) label(s string, first bool) int {
	if len(s) < 3 || !isUpper(s[0]) {
		return 0
	}
	if (s[1] == '.' || s[1] == ':') && s[2] == ' ' && (s[0] == 'Q' || s[0] == 'A') {
		return 1
	}
	s = s[:min(len(s), longestLabel)]
	end := strings.IndexByte(s, ':')
	if end < 2 || end+1 >= len(s) {
		return 0
	}
	name, _, _ := strings.Cut(s[:end], "(")
	name = strings.TrimRight(name, " ")
	if strings.ContainsAny(name, ";!?“”\"\n") {
		return 0
	}
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLower(r), unicode.IsDigit(r):
			if first && j.addressed(name) {
				return len(name)
			}
			return 0
		}
	}
	if letters < 2 {
		return 0
	}
	return len(name)
}

// recorded is how many bytes of s are who speaks, where s begins as turns in the Congressional Record
// do, with a name in capitals and a full stop: "Mr. DOE of Ohio. ", "The SPEAKER pro tempore. ".
func (j *Judge) recorded(s string) int {
	const shortOffice = 4 // letters of an office in capitals at least; shorter words are abbreviations
	if len(s) < 3 || !isUpper(s[0]) {
		return 0
	}
	first, _, _ := strings.Cut(s[:min(len(s), longestLabel)], " ")
	rest := s[len(first):min(len(s), longestLabel+len(first))]
	end := strings.Index(rest, ". ")
	if open := strings.IndexByte(rest, '('); open >= 0 && open < end { // "(Mr. DOE)"
		end = strings.Index(rest, "). ") + 1
	}
	if end < 2 {
		return 0
	}
	name := rest[1:end]
	word, _, _ := strings.Cut(name, " ")
	honoured := j.classes[lexicon.Honorific][strings.ToLower(strings.TrimSuffix(first, "."))]
	if !honoured && (strings.HasSuffix(first, ".") || len(first) > shortOffice) ||
		strings.ContainsAny(name, ",;:!?“”\"\n") {
		return 0
	}
	capitals := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r) && capitals != 1 || unicode.IsDigit(r): // The c of McDOE is small.
			return 0
		}
	}
	if capitals < 2 || !honoured && capitals < shortOffice {
		return 0
	}
	return len(first) + end
}

// addressed reports whether s is a name with how people are addressed before it: "Mr Doe".
func (j *Judge) addressed(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || !j.classes[lexicon.Honorific][strings.ToLower(strings.TrimSuffix(words[0], "."))] {
		return false
	}
	return len(words) < 8 && !slices.ContainsFunc(words[1:], func(w string) bool {
		r, size := utf8.DecodeRuneInString(w)
		return unicode.IsDigit(r) || unicode.IsLower(r) && len(w) > size+2 // de, van, of
	})
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// turn is the label of the turn at an offset of the document.
func (p *Page) turn(at int) (document.Span, bool) {
	if p.outline == nil || len(p.outline.turns) == 0 {
		return document.Span{}, false
	}
	all := p.outline.turns
	i := sort.Search(len(all), func(i int) bool { return all[i].from > at }) - 1
	if i < 0 || all[i].who.Len() == 0 {
		return document.Span{}, false
	}
	return all[i].who, true
}

// inTurn gives what is judged the speaker of its turn, but for what is quoted or reported of
// others. What others ask in an interview or a hearing is reported.
func (c *Case) inTurn(v Verdict) Verdict {
	if v.Speaker.Len() > 0 {
		return v
	}
	who, ok := c.turn(c.Span.Start)
	if !ok || v.Status == lexicon.Quoted || v.Status == lexicon.Reported {
		return v
	}
	v.Speaker = who
	if v.Status != lexicon.Used {
		return v
	}
	tokens := c.Judge.words.Scan(c.text(), who.Start, who.End, nil)
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: c.Block, Tokens: tokens}
	for i := range tokens {
		if p.is(i, lexicon.Questioner) {
			v.Status, v.Rule, v.Cue = lexicon.Reported, "question", who
		}
	}
	return v
}

// Parts yields the parts of a block between the turns of a transcript, each with the label of its
// speaker; the whole block, without one, where the document is no transcript.
func (o *Outline) Parts(block document.Span, yield func(part, who document.Span)) {
	i := sort.Search(len(o.turns), func(i int) bool { return o.turns[i].from > block.Start })
	var who document.Span
	if i > 0 {
		who = o.turns[i-1].who
	}
	for at := block.Start; ; i++ {
		if i == len(o.turns) || o.turns[i].from >= block.End {
			yield(document.Span{Start: at, End: block.End}, who)
			return
		}
		yield(document.Span{Start: at, End: o.turns[i].from}, who)
		at, who = o.turns[i].from, o.turns[i].who
	}
}
