package css

import (
	"slices"
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
)

// rule is a selector with what it declares. A list of selectors makes a rule of each.
type rule struct {
	selector     selector
	declarations []declaration
	layer        int // the number of its cascade layer; those in no layer have the highest
	order        int
	within       []selector // of @scope: the element stands in one that matches
}

// sheet parses style sheets and keeps what matters of them.
type sheet struct {
	rules     []rule
	frames    map[string][]declaration // what the ends of animations declare, by their names
	layers    map[string]int
	spaces    map[string]bool // whether the prefixes of vocabularies stand for HTML
	selectors int             // how many there are
	full      bool            // there are more than allowed
	imports   bool            // something is imported, which is not read

	source int // where the text at hand starts in the source of the page, or -1
}

const (
	// mostSelectors bounds the selectors of a page. The largest sheets of real sites have some
	// 20,000.
	mostSelectors = 100_000
	// unlayered is the number of the layer of rules that are in none. Layers beyond count as one.
	unlayered = 1<<12 - 1
	// deepest bounds rules within rules.
	deepest = 32
)

// context is what holds for the rules of a block.
type context struct {
	layer   string
	parents []selector // the selectors of the rule around, where there is one
	nested  bool
	bare    bool // there are declarations alone, as in a style attribute
	within  []selector
	depth   int
}

// parse adds a style sheet, whose text starts at an offset of the page's source, or at -1.
func (s *sheet) parse(text string, from int) {
	s.source = from
	t := tokenize(text)
	s.block(t, context{})
}

// block parses rules, and within a rule declarations too. It returns those.
func (s *sheet) block(t tokens, c context) []declaration {
	var list []declaration
	for i := 0; i < len(t.list) && !s.full; {
		switch kind := t.list[i].kind; {
		case kind == lex.WhitespaceToken, kind == lex.SemicolonToken && c.nested,
			(kind == lex.CDOToken || kind == lex.CDCToken) && !c.nested:
			i++
		case kind == lex.AtKeywordToken:
			var inner []declaration
			inner, i = s.atRule(t, i, c)
			list = append(list, inner...)
		default:
			if c.nested {
				if d, next, ok := s.declaration(t, i); ok {
					if d.name != "" {
						list = append(list, d)
					}
					i = next
					continue
				}
			}
			i = s.rule(t, i, c)
		}
	}
	return list
}

// rule parses a rule that begins at i and returns the index after it.
func (s *sheet) rule(t tokens, i int, c context) int {
	from := i
	for i < len(t.list) && t.list[i].kind != lex.LeftBraceToken {
		if c.nested && t.list[i].kind == lex.SemicolonToken {
			return i + 1
		}
		i = t.after(i)
	}
	if i >= len(t.list) {
		return i
	}
	next := t.after(i)
	if c.bare {
		return next
	}
	if c.depth >= deepest {
		s.full = true
		return next
	}
	inside := t.inside(i)
	var declarations []declaration
	plain := !slices.ContainsFunc(inside.list, func(t token) bool {
		return t.kind == lex.LeftBraceToken || t.kind == lex.AtKeywordToken
	})
	if plain {
		if declarations = s.block(inside, context{nested: true, bare: true}); len(declarations) == 0 {
			return next
		}
	}
	p := selectors{tokens: t.slice(from, i).trim(), parents: c.parents, nested: c.nested && c.parents != nil,
		spaces: s.spaces}
	list, ok := p.all()
	if !ok {
		return next
	}
	if s.selectors += len(list); s.selectors > mostSelectors {
		s.full = true
		return next
	}
	order := len(s.rules)
	if !plain {
		inner := c
		inner.parents, inner.nested, inner.depth = list, true, c.depth+1
		declarations = s.block(inside, inner)
	}
	s.add(list, declarations, c, order)
	return next
}

// add keeps the rules for a list of selectors, before those that were nested in it.
func (s *sheet) add(list []selector, declarations []declaration, c context, order int) {
	if len(declarations) == 0 {
		return
	}
	layer := s.layer(c.layer)
	nested := slices.Clone(s.rules[order:])
	s.rules = s.rules[:order]
	for _, sel := range list {
		s.rules = append(s.rules, rule{selector: sel, declarations: declarations, layer: layer, within: c.within})
	}
	s.rules = append(s.rules, nested...)
}

// layer is the number of a cascade layer. Layers count in the order in which they are first named.
func (s *sheet) layer(name string) int {
	if name == "" {
		return unlayered
	}
	if n, ok := s.layers[name]; ok {
		return n
	}
	if s.layers == nil {
		s.layers = map[string]int{}
	}
	s.layers[name] = len(s.layers)
	return s.layers[name]
}

// declaration parses "name: value" at i, up to the semicolon. It reports false where there is none,
// and gives one without a name where the property is none that matters, or the value is wrong.
func (s *sheet) declaration(t tokens, i int) (d declaration, next int, ok bool) {
	if !t.is(i, lex.IdentToken) && !t.is(i, lex.CustomPropertyNameToken) {
		return d, i, false
	}
	name := unescape(t.raw(i))
	colon := t.space(i + 1)
	if !t.is(colon, lex.ColonToken) {
		return d, i, false
	}
	from := colon + 1
	end, block := from, false
	for end < len(t.list) && t.list[end].kind != lex.SemicolonToken {
		block = block || t.list[end].kind == lex.LeftBraceToken
		end = t.after(end)
	}
	next = min(end+1, len(t.list))
	custom := strings.HasPrefix(name, "--")
	if block && !custom {
		return d, i, false
	}
	value, important := t.important(from, end)
	if !custom {
		name = strings.ToLower(name)
	}
	return s.declare(name, value, important), next, true
}

// important cuts "!important" off a value.
func (t tokens) important(from, end int) (tokens, bool) {
	last := end - 1
	for last > from && t.is(last, lex.WhitespaceToken) {
		last--
	}
	if last > from && t.ident(last) == "important" {
		mark := last - 1
		for mark > from && t.is(mark, lex.WhitespaceToken) {
			mark--
		}
		if t.delim(mark, '!') {
			return t.slice(from, mark).trim(), true
		}
	}
	return t.slice(from, end).trim(), false
}

// declare is the declaration of a property, without a name where it does not matter.
func (s *sheet) declare(name string, value tokens, important bool) declaration {
	d := declaration{name: name, value: value, important: important, from: s.source}
	if strings.HasPrefix(name, "--") {
		return d
	}
	p := properties()[name]
	if p == nil {
		return declaration{}
	}
	d.property = p
	if d.open = holdsVariable(value); d.open {
		return d
	}
	if d.keyword = keywordOf(value); d.keyword != ordinary {
		return d
	}
	if p.set == nil {
		return declaration{}
	}
	probe, parent := initial, initial
	if !p.set(target{&probe, &parent, s.source}, value) {
		return declaration{}
	}
	return d
}

// holdsVariable reports whether a value holds var() or env().
func holdsVariable(v tokens) bool {
	for i := range v.list {
		if v.list[i].kind == lex.FunctionToken {
			if name := strings.ToLower(v.name(i)); name == "var" || name == "env" {
				return true
			}
		}
	}
	return false
}

// atRule parses an at-rule at i. It returns the declarations that count for the rule around it, and
// the index after it.
func (s *sheet) atRule(t tokens, i int, c context) ([]declaration, int) {
	name := strings.ToLower(t.name(i))
	open := i + 1
	for open < len(t.list) && t.list[open].kind != lex.LeftBraceToken && t.list[open].kind != lex.SemicolonToken {
		open = t.after(open)
	}
	prelude := t.slice(i+1, open).trim()
	if open >= len(t.list) || t.list[open].kind == lex.SemicolonToken {
		s.statement(name, prelude)
		return nil, min(open+1, len(t.list))
	}
	next := t.after(open)
	if c.depth++; c.depth > deepest || c.bare {
		s.full = s.full || !c.bare
		return nil, next
	}
	if strings.HasSuffix(name, "keyframes") {
		s.keyframes(prelude, t.inside(open))
		return nil, next
	}
	if s.applies(name, prelude, &c) {
		return s.block(t.inside(open), c), next
	}
	return nil, next
}

// applies reports whether the block of an at-rule counts, and changes what holds in it.
func (s *sheet) applies(name string, prelude tokens, c *context) bool {
	switch name {
	case "media":
		return mediaApplies(prelude)
	case "supports", "-webkit-supports":
		return supports(prelude)
	case "layer":
		layer := prelude.source()
		if layer == "" {
			layer = "\x00" + strings.Repeat("+", len(s.layers)) // It has no name, and is like no other.
		}
		if c.layer != "" {
			layer = c.layer + "." + layer
		}
		s.layer(layer)
		c.layer = layer
		return true
	case "scope":
		if len(prelude.list) == 0 || prelude.list[0].kind != lex.LeftParenthesisToken {
			return true
		}
		list, ok := parseSelectors(prelude.inside(0).trim())
		c.within = list
		return ok
	}
	return false // @font-face, @page, @container, @starting-style and others
}

// statement takes an at-rule without a block.
func (s *sheet) statement(name string, prelude tokens) {
	switch name {
	case "import":
		s.imports = true
	case "namespace":
		s.namespace(prelude)
	case "layer":
		for _, part := range prelude.split() {
			s.layer(part.source())
		}
	}
}

// namespace keeps the address of a vocabulary by its prefix.
func (s *sheet) namespace(prelude tokens) {
	at := 0
	prefix := ""
	if prelude.is(0, lex.IdentToken) {
		prefix, at = prelude.name(0), prelude.space(1)
	}
	if prefix == "" || at >= len(prelude.list) {
		return
	}
	if s.spaces == nil {
		s.spaces = map[string]bool{}
	}
	s.spaces[prefix] = strings.Contains(prelude.raw(at), "http://www.w3.org/1999/xhtml")
}

// keyframes keeps what an animation ends with.
func (s *sheet) keyframes(prelude, block tokens) {
	name := prelude.source()
	if prelude.is(0, lex.StringToken) {
		name = prelude.str(0)
	} else if prelude.is(0, lex.IdentToken) {
		name = prelude.name(0)
	}
	for i := 0; i < len(block.list); {
		from := i
		for i < len(block.list) && block.list[i].kind != lex.LeftBraceToken {
			i++
		}
		if i >= len(block.list) {
			return
		}
		for _, part := range block.slice(from, i).split() {
			if text := part.source(); strings.EqualFold(text, "to") || text == "100%" {
				if s.frames == nil {
					s.frames = map[string][]declaration{}
				}
				s.frames[name] = append(s.frames[name], s.block(block.inside(i), context{nested: true, bare: true})...)
			}
		}
		i = block.after(i)
	}
}
