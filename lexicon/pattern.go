package lexicon

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern is a pattern that parses.
type Pattern struct {
	Text  string   // as written, with the parts of its frame filled
	At    Position // where it is written
	Frame string   // the frame that it comes from; "" for a pattern of its own

	elements []Element // nil when the pattern is known to parse, and is parsed when somebody asks
}

// Elements are the places of the pattern, in a row. They must not be changed.
func (p *Pattern) Elements() []Element {
	if p.elements == nil {
		elements, _ := (&patternParser{text: p.Text}).parse()
		return elements
	}
	return p.elements
}

// Element is one place in a pattern. Either Gap is positive, or there is at least one alternative.
type Element struct {
	Text         string // as written
	Alternatives []Alternative
	Optional     bool
	Gap          int  // a gap of none to so many words
	Dash         bool // a dash may stand before it
}

// Alternative is one way to fill an element: a row of words, or one slot.
type Alternative struct {
	Words      []Word
	Slot       string      // its name without braces; "" for words
	Possessive bool        // of a slot: its last word must have a possessive ending
	Compound   []Component // of a compound: at least two; Words and Slot are empty then
}

// Component is one part of a compound such as "{person}+(flood|wave)": words of which one stands there, or
// a slot, of whose members those of one word do.
type Component struct {
	Words []Word
	Slot  string
}

// Word is one word of a pattern.
type Word struct {
	Text       string // with its classes of inflection, "word/class", and the mark of a separable verb, "ab~schieben"
	Exact      bool   // only this form, with these letters
	Possessive bool   // only with a possessive ending
}

// Limits of the pattern language. They keep the cost of a match bounded.
const (
	maxPattern  = 8000 // bytes
	maxElements = 24
	maxGap      = 9
	maxGaps     = 3
	maxParts    = 4
	maxOptional = 10 // elements that may be missing: each is tried with and without
)

// SyntaxError is a mistake in a pattern.
type SyntaxError struct {
	Offset int // in code points from the pattern's start
	Msg    string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("character %d: %s", e.Offset+1, e.Msg) }

// ParsePattern parses one pattern. An error is a *SyntaxError.
func ParsePattern(text string) (Pattern, error) {
	p := patternParser{text: text}
	elements, err := p.parse()
	if err != nil {
		return Pattern{}, err
	}
	return Pattern{Text: text, elements: elements}, nil
}

type patternParser struct {
	text string
	pos  int
}

func (p *patternParser) fail(at int, format string, args ...any) *SyntaxError {
	return &SyntaxError{utf8.RuneCountInString(p.text[:at]), fmt.Sprintf(format, args...)}
}

func (p *patternParser) parse() ([]Element, *SyntaxError) {
	if len(p.text) > maxPattern {
		return nil, p.fail(0, "longer than %d bytes; split it into two patterns", maxPattern)
	}
	if !utf8.ValidString(p.text) {
		return nil, p.fail(0, "not valid UTF-8")
	}
	var all []Element
	for p.skipBlanks(); p.pos < len(p.text); p.skipBlanks() {
		dash, start := p.dash(len(all) > 0), p.pos
		if start == len(p.text) {
			return nil, p.fail(start, "a dash at the end of a pattern means nothing; remove it")
		}
		element, err := p.element()
		if err != nil {
			return nil, err
		}
		element.Dash = dash
		if element.Gap > 0 && len(all) > 0 && all[len(all)-1].Gap > 0 {
			return nil, p.fail(start, "two gaps in a row; write one longer gap")
		}
		element.Text = strings.TrimRight(p.text[start:p.pos], " -")
		all = append(all, element)
		if len(all) > maxElements {
			return nil, p.fail(start, "more than %d elements; split it into two patterns", maxElements)
		}
	}
	return all, p.check(all)
}

// check refuses patterns that parse but cannot be anchored or would match at their rim by accident.
func (p *patternParser) check(all []Element) *SyntaxError {
	if len(all) == 0 {
		return p.fail(0, "empty pattern")
	}
	if all[0].Gap > 0 || all[len(all)-1].Gap > 0 {
		return p.fail(0, "a gap at the start or end of a pattern means nothing; remove it")
	}
	gaps, optional, anchored := 0, 0, false
	for i := range all {
		anchored = anchored || all[i].Anchors()
		if all[i].Gap > 0 {
			gaps++
		}
		if all[i].Optional {
			optional++
		}
	}
	switch {
	case optional > maxOptional:
		return p.fail(0, "more than %d elements that may be missing; split it into two patterns", maxOptional)
	case gaps > maxGaps:
		return p.fail(0, "more than %d gaps; split it into two patterns", maxGaps)
	case anchored:
		return nil
	}
	return p.fail(0, "no fixed word; at least one word or group of words must be neither a slot nor optional")
}

// Anchors reports whether a matcher may look for the pattern at this element: it cannot be missing,
// and consists of words alone.
func (e *Element) Anchors() bool {
	if e.Optional || e.Gap > 0 {
		return false
	}
	for i := range e.Alternatives {
		if e.Alternatives[i].Slot != "" {
			return false
		}
	}
	return true
}

// String writes the part as an author would.
func (p *Component) String() string {
	if p.Slot != "" {
		return "{" + p.Slot + "}"
	}
	var words []string
	for _, w := range p.Words {
		words = append(words, w.String())
	}
	if len(words) > 1 {
		return "(" + strings.Join(words, "|") + ")"
	}
	return strings.Join(words, "")
}

// String writes the word as an author would.
func (w Word) String() string {
	text := w.Text + owned(w.Possessive)
	if w.Exact {
		text = "=" + text
	}
	return text
}

// String writes the element as an author would.
func (e *Element) String() string {
	if e.Gap > 0 {
		return fmt.Sprintf("...%d", e.Gap)
	}
	var alternatives []string
	for _, a := range e.Alternatives {
		var words []string
		if a.Slot != "" {
			words = []string{"{" + a.Slot + "}" + owned(a.Possessive)}
		}
		for _, w := range a.Words {
			words = append(words, w.String())
		}
		if len(a.Compound) > 0 {
			var parts []string
			for i := range a.Compound {
				parts = append(parts, a.Compound[i].String())
			}
			words = []string{strings.Join(parts, "+")}
		}
		alternatives = append(alternatives, strings.Join(words, " "))
	}
	text := strings.Join(alternatives, "|")
	if len(alternatives) > 1 || strings.Contains(text, " ") {
		text = "(" + text + ")"
	}
	if e.Optional {
		text += "?"
	}
	return text
}

func owned(possessive bool) string {
	if possessive {
		return "'s"
	}
	return ""
}

func (p *patternParser) skipBlanks() {
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if !unicode.IsSpace(r) && r != '-' {
			return
		}
		p.pos += size
	}
}

// dash passes the dash that may stand before an element, and reports whether there is one; none
// may be at the start of a pattern.
func (p *patternParser) dash(within bool) bool {
	if !within || !strings.HasPrefix(p.text[p.pos:], "—") {
		return false
	}
	p.pos += len("—")
	p.skipBlanks()
	return true
}

// element parses a gap, a group, a slot or a word, each with its question mark.
func (p *patternParser) element() (Element, *SyntaxError) {
	start := p.pos
	var e Element
	switch {
	case strings.HasPrefix(p.text[p.pos:], "..."):
		p.pos += 3
		if p.pos == len(p.text) || p.text[p.pos] < '1' || p.text[p.pos] > '0'+maxGap {
			return e, p.fail(start, "a gap is written ...1 to ...%d", maxGap)
		}
		e.Gap = int(p.text[p.pos] - '0')
		p.pos++
		return e, p.ended(start)
	case p.text[p.pos] == '(':
		alternatives, err := p.group()
		if err != nil {
			return e, err
		}
		if p.joins() {
			first, err := p.part(start, alternatives)
			if err != nil {
				return e, err
			}
			compound, err := p.compound(first)
			if err != nil {
				return e, err
			}
			alternatives = []Alternative{compound}
		}
		e.Alternatives = alternatives
	default:
		alternative, err := p.joined()
		if err != nil {
			return e, err
		}
		e.Alternatives = []Alternative{alternative}
	}
	if p.pos < len(p.text) && p.text[p.pos] == '?' {
		e.Optional = true
		p.pos++
	}
	return e, p.ended(start)
}

// ended makes sure that an element is followed by a blank or hyphen or the end.
func (p *patternParser) ended(start int) *SyntaxError {
	before := p.pos
	if p.skipBlanks(); p.pos == before && p.pos < len(p.text) {
		r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
		return p.fail(p.pos, "%q is not expected after %q", r, p.text[start:p.pos])
	}
	return nil
}

func (p *patternParser) group() ([]Alternative, *SyntaxError) {
	start := p.pos
	p.pos++
	var all []Alternative
	var current Alternative
	finish := func() *SyntaxError {
		switch {
		case len(current.Words) == 0 && current.Slot == "" && current.Compound == nil:
			return p.fail(p.pos, "an alternative is empty")
		}
		all, current = append(all, current), Alternative{}
		return nil
	}
	for {
		p.skipBlanks()
		if p.pos == len(p.text) {
			return nil, p.fail(start, "the bracket is not closed")
		}
		switch p.text[p.pos] {
		case '(':
			return nil, p.fail(p.pos, "brackets do not nest; write two patterns or name a slot")
		case ')', '|':
			if err := finish(); err != nil {
				return nil, err
			}
			p.pos++
			if p.text[p.pos-1] == ')' {
				return all, nil
			}
		default:
			at := p.pos
			a, err := p.joined()
			if err != nil {
				return nil, err
			}
			begun := current.Slot != "" || current.Compound != nil || len(current.Words) > 0
			if begun && (a.Words == nil || current.Words == nil) {
				return nil, p.fail(at, "an alternative is either words or one slot or one compound")
			}
			if current.Words = append(current.Words, a.Words...); a.Words == nil {
				current = a
			}
		}
	}
}

// joined parses a slot, a word or a compound of them.
func (p *patternParser) joined() (Alternative, *SyntaxError) {
	start := p.pos
	a, err := p.atom()
	if err != nil || !p.joins() {
		return a, err
	}
	first, err := p.part(start, []Alternative{a})
	if err != nil {
		return a, err
	}
	return p.compound(first)
}

// joins reports whether a plus sign follows, which joins the parts of a compound.
func (p *patternParser) joins() bool { return p.pos < len(p.text) && p.text[p.pos] == '+' }

// compound parses what follows the first part of a compound.
func (p *patternParser) compound(first Component) (Alternative, *SyntaxError) {
	a := Alternative{Compound: []Component{first}}
	for p.joins() {
		p.pos++
		start := p.pos
		var alternatives []Alternative
		if p.pos == len(p.text) {
			return a, p.fail(start-1, "a part of the compound is missing after +")
		}
		if p.text[p.pos] == '(' {
			group, err := p.group()
			if err != nil {
				return a, err
			}
			alternatives = group
		} else {
			one, err := p.atom()
			if err != nil {
				return a, err
			}
			alternatives = []Alternative{one}
		}
		part, err := p.part(start, alternatives)
		if err != nil {
			return a, err
		}
		if a.Compound = append(a.Compound, part); len(a.Compound) > maxParts {
			return a, p.fail(start, "more than %d parts in a compound", maxParts)
		}
	}
	return a, nil
}

// part makes alternatives the part of a compound that begins at start.
func (p *patternParser) part(start int, alternatives []Alternative) (Component, *SyntaxError) {
	var part Component
	for i := range alternatives {
		a := &alternatives[i]
		switch {
		case a.Slot != "" && len(alternatives) == 1 && !a.Possessive:
			part.Slot = a.Slot
		case len(a.Words) == 1 && !a.Words[0].Possessive:
			part.Words = append(part.Words, a.Words[0])
		default:
			return part, p.fail(start, "a part of a compound is a word, a group of single words, or one slot")
		}
	}
	return part, nil
}

// atom parses a slot or one word.
func (p *patternParser) atom() (Alternative, *SyntaxError) {
	start := p.pos
	if p.text[p.pos] == '{' {
		end := strings.IndexByte(p.text[p.pos:], '}')
		if end < 0 {
			return Alternative{}, p.fail(start, "the brace is not closed")
		}
		name := p.text[p.pos+1 : p.pos+end]
		if !isName(name) {
			return Alternative{}, p.fail(
				start,
				"%q is not the name of a slot; names are small letters and hyphens",
				name,
			)
		}
		p.pos += end + 1
		return Alternative{Slot: name, Possessive: p.possessive()}, nil
	}
	var w Word
	if p.text[p.pos] == '=' {
		w.Exact = true
		p.pos++
	}
	from := p.pos
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		inner := p.pos > from && (isApostrophe(r) && p.innerApostrophe(size) || (r == '/' || r == '~') && p.wordAt(size))
		if !isWordRune(r) && !inner {
			break
		}
		p.pos += size
	}
	w.Text = p.text[from:p.pos]
	if w.Exact && strings.ContainsAny(w.Text, "/~") {
		return Alternative{}, p.fail(start, "a word that is matched exactly has no class and no separable part")
	}
	if w.Text == "" {
		if p.pos < len(p.text) {
			r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
			return Alternative{}, p.fail(
				p.pos,
				"%q is not part of the pattern language; see refrain help patterns",
				r,
			)
		}
		return Alternative{}, p.fail(start, "a word is missing after =")
	}
	w.Possessive = p.possessive()
	return Alternative{Words: []Word{w}}, nil
}

// possessive takes 's or a final apostrophe, if one stands here.
func (p *patternParser) possessive() bool {
	rest := p.text[p.pos:]
	r, size := utf8.DecodeRuneInString(rest)
	if !isApostrophe(r) {
		return false
	}
	p.pos += size
	if strings.HasPrefix(p.text[p.pos:], "s") {
		p.pos++
	}
	return true
}

// wordAt reports whether a letter or digit follows so many bytes on.
func (p *patternParser) wordAt(size int) bool {
	r, _ := utf8.DecodeRuneInString(p.text[p.pos+size:])
	return isWordRune(r)
}

// innerApostrophe reports whether the apostrophe here belongs to the word (don't, l'étranger)
// rather than to a possessive ending.
func (p *patternParser) innerApostrophe(size int) bool {
	rest := p.text[p.pos+size:]
	r, n := utf8.DecodeRuneInString(rest)
	if !isWordRune(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[n:])
	return r != 's' || isWordRune(next)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// isName reports whether s can name an entry, a slot or a rule: small letters, digits and single
// hyphens.
func isName(s string) bool {
	for i, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-') {
			return false
		}
	}
	return s != ""
}
