package css

import (
	"strconv"
	"strings"
	"sync"

	lex "github.com/tdewolff/parse/v2/css"

	"refrain/analyzer/reader/dom"
)

// selector is a complex selector, such as "main > p.note::before". Its compounds are in the order
// in which they are tried: the one that the element itself must match comes first.
type selector struct {
	compounds []compound
	weight    uint32 // its specificity: ids, classes and types in ten bits each
	pseudo    pseudo
	dead      bool // no element of the tree can match
}

// compound is what one element must match.
type compound struct {
	link    byte // how it is reached from the compound before: ' ', '>', '+', '~', and 0 for the first
	tag     string
	tagID   dom.Tag // of the tree; see [Cascade.settle]
	id      string
	classes []string
	tests   []test
}

// pseudo is the part of an element that a selector is about.
type pseudo uint8

const (
	element  pseudo = iota
	before          // ::before
	after           // ::after
	slotted         // ::slotted(): an element that stands in a slot
	elsewise        // parts that hold no text of their own, such as ::selection
)

// test is a condition of a compound beyond its names.
type test struct {
	kind  testKind
	name  string // of an attribute, or a language
	value string
	op    byte // of an attribute: 0 for any value, '=', '~', '|', '^', '$', '*'
	fold  bool // letters count in either case
	list  []selector
	a, b  int // of nth: every a-th, from b on
}

type testKind uint8

const (
	never testKind = iota
	always
	attribute
	root
	empty
	nthChild
	nthLast
	nthType
	nthLastType
	onlyChild
	onlyType
	is
	not
	has
	scopeRoot
	host
	parentRule
	anyLink
	checked
	disabled
	enabled
	required
	optional
	placeholderShown
	isOpen
	language
	leftToRight
	anchor
)

const (
	idWeight    = 1 << 20
	classWeight = 1 << 10
	typeWeight  = 1
)

// selectors parses lists of selectors.
type selectors struct {
	tokens
	depth    int
	parents  []selector // what & stands for in a nested rule
	nested   bool
	forgive  bool // a list goes on without the selectors that are wrong
	relative bool // selectors may begin with a combinator
	spaces   map[string]bool
}

// mostNested bounds lists of selectors within selectors.
const mostNested = 8

// parseSelectors parses a list of selectors. It reports false for what is none: the rule is
// dropped.
func parseSelectors(t tokens) ([]selector, bool) {
	p := selectors{tokens: t}
	return p.all()
}

func (p *selectors) all() ([]selector, bool) {
	var list []selector
	for _, part := range p.split() {
		q := *p
		q.tokens = part
		s, ok := q.complex()
		if !ok {
			if p.forgive {
				continue
			}
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

// complex parses one selector.
func (p *selectors) complex() (selector, bool) {
	var s selector
	var compounds []compound
	i := p.space(0)
	link := byte(0)
	ampersand := false
	if c := p.combinator(i); c != 0 && (p.relative || p.nested) {
		link, i = c, p.space(i+1)
	}
	lead := link
	for i < len(p.list) {
		if len(compounds) > 0 && (s.pseudo != element) {
			return s, false
		}
		var c compound
		next, amp, ok := p.compound(i, &c, &s)
		if !ok {
			return s, false
		}
		ampersand = ampersand || amp
		c.link = link
		compounds = append(compounds, c)
		i = p.space(next)
		link = ' '
		if c := p.combinator(i); c != 0 {
			link = c
			if i = p.space(i + 1); i >= len(p.list) {
				return s, false
			}
		} else if i == next && i < len(p.list) {
			return s, false
		}
	}
	if len(compounds) == 0 {
		return s, false
	}
	if p.nested && (!ampersand || lead != 0) {
		compounds = following(test{kind: parentRule, list: p.parents}, lead, compounds)
		s.weight += heaviest(p.parents)
	} else if p.relative {
		compounds = following(test{kind: anchor}, lead, compounds)
	}
	s.compounds = reversed(compounds)
	return s, true
}

// following puts a compound of one test before others, which the combinator joins to it: a blank
// where none is given.
func following(t test, combinator byte, compounds []compound) []compound {
	if combinator == 0 {
		combinator = ' '
	}
	compounds[0].link = combinator
	return append([]compound{{tests: []test{t}}}, compounds...)
}

// reversed turns the order round: each compound keeps how it is reached from the one after it.
func reversed(compounds []compound) []compound {
	n := len(compounds)
	turned := make([]compound, n)
	for i, c := range compounds {
		c.link = 0
		if i+1 < n {
			c.link = compounds[i+1].link
		}
		turned[n-1-i] = c
	}
	return turned
}

func (p *selectors) combinator(i int) byte {
	for _, c := range []byte{'>', '+', '~'} {
		if p.delim(i, c) {
			return c
		}
	}
	return 0
}

// compound parses what one element must match, and returns the index after it.
func (p *selectors) compound(i int, c *compound, s *selector) (next int, ampersand, ok bool) {
	first := i
	for i < len(p.list) {
		switch t := p.list[i]; {
		case t.kind == lex.IdentToken && i == first || p.delim(i, '*') && i == first || p.delim(i, '|') && i == first:
			next, ok := p.typeName(i, c, s)
			if !ok {
				return 0, false, false
			}
			i = next
		case t.kind == lex.HashToken:
			if c.id != "" && c.id != p.name(i) {
				c.tests = append(c.tests, test{kind: never})
			}
			c.id = p.name(i)
			s.weight += idWeight
			i++
		case p.delim(i, '.') && p.is(i+1, lex.IdentToken):
			c.classes = append(c.classes, p.name(i+1))
			s.weight += classWeight
			i += 2
		case t.kind == lex.LeftBracketToken:
			a, ok := attributeTest(p.inside(i))
			if !ok {
				return 0, false, false
			}
			c.tests = append(c.tests, a)
			s.weight += classWeight
			i = p.after(i)
		case t.kind == lex.ColonToken:
			next, ok := p.pseudo(i, c, s)
			if !ok {
				return 0, false, false
			}
			i = next
		case p.delim(i, '&'):
			kind := parentRule
			if p.parents == nil {
				kind = scopeRoot
			}
			c.tests = append(c.tests, test{kind: kind, list: p.parents})
			s.weight += heaviest(p.parents)
			ampersand = true
			i++
		default:
			return i, ampersand, i > first
		}
	}
	return i, ampersand, i > first
}

// typeName parses the name of an element, which may have a vocabulary before it.
func (p *selectors) typeName(i int, c *compound, s *selector) (next int, ok bool) {
	switch {
	case p.delim(i, '|'): // No element of a page is in no vocabulary.
		c.tests = append(c.tests, test{kind: never})
		i++
	case p.delim(i+1, '|'):
		if p.is(i, lex.IdentToken) {
			html, ok := p.spaces[p.name(i)]
			if !ok {
				return 0, false
			}
			if !html {
				c.tests = append(c.tests, test{kind: never})
			}
		}
		i += 2
	}
	switch {
	case p.is(i, lex.IdentToken):
		c.tag = strings.ToLower(p.name(i))
		s.weight += typeWeight
	case !p.delim(i, '*'):
		return 0, false
	}
	return i + 1, true
}

// attributeTest parses what stands in the brackets of a condition on an attribute.
func attributeTest(t tokens) (test, bool) {
	t = t.trim()
	i := 0
	if (t.delim(0, '*') || t.is(0, lex.IdentToken)) && t.delim(1, '|') {
		i = 2
	} else if t.delim(0, '|') {
		i = 1
	}
	if !t.is(i, lex.IdentToken) {
		return test{}, false
	}
	a := test{kind: attribute, name: strings.ToLower(t.name(i))}
	if i = t.space(i + 1); i == len(t.list) {
		return a, true
	}
	switch t.list[i].kind {
	case lex.IncludeMatchToken, lex.DashMatchToken, lex.PrefixMatchToken, lex.SuffixMatchToken, lex.SubstringMatchToken:
		a.op = t.raw(i)[0]
	default:
		if a.op = '='; !t.delim(i, '=') {
			return a, false
		}
	}
	i = t.space(i + 1)
	switch {
	case t.is(i, lex.IdentToken):
		a.value = t.name(i)
	case t.is(i, lex.StringToken):
		a.value = t.str(i)
	default:
		return a, false
	}
	a.fold = foldedAttributes[a.name]
	switch i = t.space(i + 1); {
	case i == len(t.list):
		return a, true
	case t.ident(i) == "i":
		a.fold = true
	case t.ident(i) == "s":
		a.fold = false
	default:
		return a, false
	}
	return a, t.space(i+1) == len(t.list)
}

// foldedAttributes are the attributes whose values HTML takes in either case.
var foldedAttributes = map[string]bool{
	"align": true, "charset": true, "checked": true, "dir": true, "disabled": true, "hreflang": true, "lang": true,
	"language": true,
	"media":    true, "method": true, "rel": true, "rev": true, "scope": true, "selected": true, "shape": true,
	"type": true, "valign": true,
}

// pseudo parses a pseudo-class or pseudo-element, whose colon is at i.
func (p *selectors) pseudo(i int, c *compound, s *selector) (next int, ok bool) {
	i++
	double := p.is(i, lex.ColonToken)
	if double {
		i++
	}
	if !p.is(i, lex.IdentToken) && !p.is(i, lex.FunctionToken) {
		return 0, false
	}
	name := strings.ToLower(p.name(i))
	next = p.after(i)
	if double || name == "before" || name == "after" || name == "first-line" || name == "first-letter" {
		return next, p.pseudoElement(i, name, c, s)
	}
	if p.is(i, lex.FunctionToken) {
		return next, p.function(name, p.inside(i), c, s)
	}
	s.weight += classWeight
	t, ok := plainPseudos()[name]
	if !ok {
		if !strings.HasPrefix(name, "-webkit-") {
			return next, false
		}
		t.kind = never
	}
	c.tests = append(c.tests, t)
	return next, true
}

func (p *selectors) pseudoElement(i int, name string, c *compound, s *selector) bool {
	if s.pseudo != element {
		return false
	}
	s.weight += typeWeight
	switch {
	case name == "before":
		s.pseudo = before
	case name == "after":
		s.pseudo = after
	case name == "slotted" && p.is(i, lex.FunctionToken):
		list, ok := p.inner(p.inside(i), false)
		c.tests = append(c.tests, test{kind: is, list: list})
		s.weight += heaviest(list)
		s.pseudo = slotted
		return ok
	case strings.HasPrefix(name, "-webkit-") || knownElements[name]:
		s.pseudo = elsewise
	default:
		return false
	}
	return true
}

var knownElements = map[string]bool{
	"first-line": true, "first-letter": true, "marker": true, "placeholder": true, "selection": true, "backdrop": true,
	"cue":                  true,
	"file-selector-button": true, "part": true, "details-content": true, "target-text": true, "spelling-error": true,
	"grammar-error": true, "highlight": true, "view-transition": true,
}

// plainPseudos are the pseudo-classes without arguments. What depends on what a reader does is
// never the case.
var plainPseudos = sync.OnceValue(func() map[string]test {
	m := map[string]test{
		"root": {kind: root}, "scope": {kind: scopeRoot}, "host": {kind: host}, "empty": {kind: empty},
		"defined":     {kind: always},
		"first-child": {kind: nthChild, b: 1}, "last-child": {kind: nthLast, b: 1}, "only-child": {kind: onlyChild},
		"first-of-type": {kind: nthType, b: 1}, "last-of-type": {kind: nthLastType, b: 1}, "only-of-type": {kind: onlyType},
		"link": {kind: anyLink}, "any-link": {kind: anyLink}, "checked": {kind: checked}, "disabled": {kind: disabled},
		"enabled": {kind: enabled}, "required": {kind: required}, "optional": {kind: optional},
		"placeholder-shown": {kind: placeholderShown}, "open": {kind: isOpen},
	}
	for _, name := range strings.Fields(`
		visited hover active focus focus-within focus-visible target target-within current past future
		fullscreen modal popover-open autofill user-invalid user-valid picture-in-picture indeterminate
		invalid out-of-range playing paused seeking buffering stalled muted volume-locked default
		local-link active-view-transition
	`) {
		m[name] = test{kind: never}
	}
	for _, name := range strings.Fields("valid in-range read-only read-write") {
		m[name] = test{kind: always}
	}
	return m
})

// function parses a pseudo-class with arguments.
func (p *selectors) function(name string, arguments tokens, c *compound, s *selector) bool {
	switch name {
	case "is", "where", "matches", "-webkit-any":
		list, _ := p.inner(arguments, true)
		c.tests = append(c.tests, test{kind: is, list: list})
		if name != "where" {
			s.weight += heaviest(list)
		}
	case "not":
		list, ok := p.inner(arguments, false)
		if !ok {
			return false
		}
		c.tests = append(c.tests, test{kind: not, list: list})
		s.weight += heaviest(list)
	case "has":
		q := selectors{tokens: arguments, depth: p.depth + 1, relative: true}
		list, ok := q.all()
		if !ok || q.depth > mostNested {
			return false
		}
		c.tests = append(c.tests, test{kind: has, list: list})
		s.weight += heaviest(list)
	case "host", "host-context":
		list, ok := p.inner(arguments, false)
		c.tests = append(c.tests, test{kind: host, list: list})
		s.weight += classWeight + heaviest(list)
		return ok
	case "lang":
		s.weight += classWeight
		t := test{kind: language}
		for _, part := range arguments.split() {
			if len(part.list) != 1 {
				return false
			}
			if part.is(0, lex.StringToken) {
				t.value += " " + strings.ToLower(part.str(0))
			} else {
				t.value += " " + part.ident(0)
			}
		}
		c.tests = append(c.tests, t)
	case "dir":
		s.weight += classWeight
		kind := leftToRight
		if arguments.trim().ident(0) != "ltr" {
			kind = never
		}
		c.tests = append(c.tests, test{kind: kind})
	case "state", "active-view-transition-type":
		s.weight += classWeight
		c.tests = append(c.tests, test{kind: never})
	default:
		return p.nth(name, arguments, c, s)
	}
	return true
}

// inner parses a list of selectors within a selector.
func (p *selectors) inner(t tokens, forgive bool) ([]selector, bool) {
	if p.depth >= mostNested {
		return nil, false
	}
	q := selectors{tokens: t, depth: p.depth + 1, parents: p.parents, forgive: forgive, spaces: p.spaces}
	list, ok := q.all()
	return list, ok
}

// heaviest is the specificity of the most specific selector of a list.
func heaviest(list []selector) uint32 {
	most := uint32(0)
	for i := range list {
		most = max(most, list[i].weight)
	}
	return most
}

var nths = map[string]testKind{
	"nth-child": nthChild, "nth-last-child": nthLast, "nth-of-type": nthType, "nth-last-of-type": nthLastType,
}

// nth parses the pseudo-classes that count siblings: "2n+1", "odd", "3 of .note".
func (p *selectors) nth(name string, arguments tokens, c *compound, s *selector) bool {
	kind, ok := nths[name]
	if !ok {
		return false
	}
	s.weight += classWeight
	text := strings.ToLower(strings.TrimSpace(arguments.source()))
	t := test{kind: kind}
	if formula, of, ok := strings.Cut(text, " of "); ok {
		if kind != nthChild && kind != nthLast {
			return false
		}
		list, ok := p.inner(tokenize(of), false)
		if !ok {
			return false
		}
		t.list, text = list, strings.TrimSpace(formula)
		s.weight += heaviest(list)
	}
	if t.a, t.b, ok = formula(text); !ok {
		return false
	}
	c.tests = append(c.tests, t)
	return true
}

// formula parses "an+b".
func formula(s string) (a, b int, ok bool) {
	switch s {
	case "odd":
		return 2, 1, true
	case "even":
		return 2, 0, true
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\r\f", r) {
			return -1
		}
		return r
	}, s)
	before, rest, n := strings.Cut(s, "n")
	if !n {
		b, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
		return 0, b, err == nil
	}
	switch before {
	case "", "+":
		a = 1
	case "-":
		a = -1
	default:
		var err error
		if a, err = strconv.Atoi(strings.TrimPrefix(before, "+")); err != nil {
			return 0, 0, false
		}
	}
	if rest == "" {
		return a, 0, true
	}
	b, err := strconv.Atoi(strings.TrimPrefix(rest, "+"))
	return a, b, err == nil
}

// subject is the compound that the element itself must match.
func (s *selector) subject() *compound { return &s.compounds[0] }

// settle finds the tags of the compounds in a tree. It reports false where the tree has no element
// with one of them, so nothing matches.
func (s *selector) resolve(t *dom.Tree) bool {
	for i := range s.compounds {
		c := &s.compounds[i]
		if c.tag != "" && c.tagID == dom.None {
			if c.tagID = t.Lookup(c.tag); c.tagID == dom.None {
				return false
			}
		}
		for _, test := range c.tests {
			for j := range test.list {
				if !test.list[j].resolve(t) {
					test.list[j].dead = true
				}
			}
		}
	}
	return true
}
