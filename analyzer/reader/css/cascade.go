package css

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"

	"refrain/analyzer/reader/dom"
)

// propertyNames are the properties that a browser knows (Chromium 156), a line each.
//
//go:embed properties.txt
var propertyNames string

func knownProperty(name string) bool {
	return name != "" && (strings.HasPrefix(propertyNames, name+"\n") || strings.Contains(propertyNames, "\n"+name+"\n"))
}

const (
	// mostSource bounds the style sheets of a page in bytes. Those that people write have some 100
	// KB.
	mostSource = 2 << 20
	// mostSteps bounds how often something of a selector is tried on an element, for all of a page.
	mostSteps = 30_000_000
	// mostInline bounds the style attributes that are kept parsed.
	mostInline = 10_000
)

// Cascade is the style sheets of a page. It gives each element its style.
type Cascade struct {
	// Limited says that the sheets of the page are larger, or take longer, than allowed, so that
	// not all of their rules are applied.
	Limited bool
	// External says that the page refers to style sheets that are not part of it.
	External bool
	// Paints says that some rule puts a colour or a picture behind elements.
	Paints bool

	tree     *dom.Tree
	load     func(address string) (sheet string, ok bool)
	matcher  matcher
	scopes   map[dom.ID]*scopeRules // by the roots of shadow trees; 0 is the page
	inline   map[string]inlineStyle
	matched  []match
	known    map[kin]*Style
	serial   uint32
	generate bool // some sheet puts text before or after elements
}

// scopeRules are the rules that hold in the page or in one shadow tree, found by what an element
// must have to match.
type scopeRules struct {
	sheet   sheet
	byID    map[string][]int32
	byClass map[string][]int32
	byTag   map[dom.Tag][]int32
	other   []int32
}

// match is a rule that holds for an element.
type match struct {
	rule   *rule
	weight uint64
}

// New collects the style sheets of a page. Those that it links to are asked for by their addresses;
// load is nil where there are none to be had.
func New(tree *dom.Tree, load func(address string) (sheet string, ok bool)) *Cascade {
	c := &Cascade{tree: tree, load: load, scopes: map[dom.ID]*scopeRules{}, inline: map[string]inlineStyle{},
		known: map[kin]*Style{}}
	c.matcher = matcher{tree: tree, steps: mostSteps, quirk: tree.Quirks}
	for host, shadow := range tree.Shadows {
		if c.matcher.hosts == nil {
			c.matcher.hosts = map[dom.ID]dom.ID{}
		}
		c.matcher.hosts[shadow] = host
	}
	room := mostSource
	for id := range tree.Nodes {
		n := &tree.Nodes[id]
		switch {
		case n.Kind != dom.Element:
		case n.Tag == dom.Style && n.Space != dom.MathML:
			c.style(dom.ID(id), &room)
		case n.Tag == dom.Link && n.Space == dom.HTML:
			c.link(dom.ID(id), &room)
		}
	}
	for _, s := range c.scopes {
		c.index(s)
		c.External = c.External || s.sheet.imports
		c.Limited = c.Limited || s.sheet.full
	}
	return c
}

// scope is the root of the shadow tree that a node is in, 0 for the page itself, and -1 for what is
// in a template or in raw text, where sheets do not count.
func (c *Cascade) scope(id dom.ID) dom.ID {
	for id = c.tree.Nodes[id].Parent; id != 0; id = c.tree.Nodes[id].Parent {
		switch c.tree.Nodes[id].Tag {
		case dom.Template:
			if c.matcher.hosts[id] == 0 {
				return -1
			}
			return id
		case dom.Noscript:
			return -1
		}
	}
	return 0
}

// style takes the sheet that a style element holds.
func (c *Cascade) style(id dom.ID, room *int) {
	if kind, ok := c.tree.Attr(id, "type"); ok && kind != "" && !strings.EqualFold(strings.TrimSpace(kind), "text/css") {
		return
	}
	for text := range c.tree.Children(id) {
		n := &c.tree.Nodes[text]
		c.add(id, c.tree.Text(text), int(n.At), room)
	}
}

// add takes a sheet, unless it is for other media.
func (c *Cascade) add(id dom.ID, text string, at int, room *int) {
	if media, ok := c.tree.Attr(id, "media"); ok && !mediaApplies(tokenize(media[:min(len(media), 1000)])) {
		return
	}
	scope := c.scope(id)
	if scope < 0 {
		return
	}
	if len(text) > *room {
		c.Limited = true
		return
	}
	*room -= len(text)
	s := c.scopes[scope]
	if s == nil {
		s = &scopeRules{}
		c.scopes[scope] = s
	}
	s.sheet.parse(text, at)
}

// link takes a sheet that is part of an address or that can be loaded, and notes others.
func (c *Cascade) link(id dom.ID, room *int) {
	rel, _ := c.tree.Attr(id, "rel")
	words := strings.Fields(strings.ToLower(rel))
	if !slices.Contains(words, "stylesheet") || slices.Contains(words, "alternate") {
		return
	}
	if _, off := c.tree.Find(id, "disabled"); off {
		return
	}
	address, _ := c.tree.Attr(id, "href")
	address = strings.TrimSpace(address)
	if text, ok := dataSheet(address); ok {
		c.add(id, text, -1, room)
		return
	}
	if c.load != nil && address != "" {
		if text, ok := c.load(address); ok {
			c.add(id, text, -1, room)
			return
		}
	}
	c.External = c.External || address != ""
}

// dataSheet is the style sheet that an address like "data:text/css,p{}" holds.
func dataSheet(address string) (string, bool) {
	const scheme = "data:text/css"
	if len(address) < len(scheme) || !strings.EqualFold(address[:len(scheme)], scheme) {
		return "", false
	}
	head, text, ok := strings.Cut(address[len(scheme):], ",")
	if !ok {
		return "", false
	}
	text, err := url.PathUnescape(text)
	if err == nil && strings.Contains(strings.ToLower(head), ";base64") {
		var data []byte
		data, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		text = string(data)
	}
	return text, err == nil
}

// index sorts the rules by what an element must have to match them.
func (c *Cascade) index(s *scopeRules) {
	s.byID, s.byClass, s.byTag = map[string][]int32{}, map[string][]int32{}, map[dom.Tag][]int32{}
	for i := range s.sheet.rules {
		r := &s.sheet.rules[i]
		r.order = i
		c.Paints = c.Paints || paints(r.declarations)
		subject := r.selector.subject()
		n := int32(i)
		for j := range r.within {
			r.within[j].dead = !r.within[j].resolve(c.tree)
		}
		switch {
		case !r.selector.resolve(c.tree) || r.selector.pseudo == elsewise:
			continue
		case subject.id != "":
			key := c.key(subject.id)
			s.byID[key] = append(s.byID[key], n)
		case len(subject.classes) > 0:
			key := c.key(subject.classes[0])
			s.byClass[key] = append(s.byClass[key], n)
		case subject.tagID != dom.None:
			s.byTag[subject.tagID] = append(s.byTag[subject.tagID], n)
		default:
			s.other = append(s.other, n)
		}
		if r.selector.pseudo == before || r.selector.pseudo == after {
			c.generate = true
		}
	}
}

// paints reports whether declarations put something behind an element.
func paints(list []declaration) bool {
	for i := range list {
		if strings.HasPrefix(list[i].name, "background") && list[i].name != "background-clip" {
			return true
		}
	}
	return false
}

// key is a name of a class or an id as it is found in the index.
func (c *Cascade) key(name string) string {
	if c.tree.Quirks {
		return strings.ToLower(name)
	}
	return name
}

// find fills c.matched with the rules of a scope that hold for a part of an element.
func (c *Cascade) find(scope, id dom.ID, part pseudo) {
	s := c.scopes[scope]
	if s == nil {
		return
	}
	c.matcher.shadow = scope
	if value, ok := c.tree.Attr(id, "id"); ok {
		c.try(s, s.byID[c.key(value)], id, part)
	}
	if value, ok := c.tree.Attr(id, "class"); ok && len(s.byClass) > 0 {
		for class := range strings.FieldsSeq(value) {
			if list := s.byClass[c.key(class)]; list != nil {
				c.try(s, list, id, part)
			}
		}
	}
	c.try(s, s.byTag[c.tree.Nodes[id].Tag], id, part)
	c.try(s, s.other, id, part)
	c.matcher.shadow = 0
}

func (c *Cascade) try(s *scopeRules, list []int32, id dom.ID, part pseudo) {
	for _, i := range list {
		r := &s.sheet.rules[i]
		if r.selector.pseudo != part || !c.holds(r, id) {
			continue
		}
		weight := uint64(min(r.layer, unlayered))<<52 | uint64(min(r.selector.weight, 1<<30-1))<<22 | uint64(min(r.order,
			1<<22-1))
		if !slices.ContainsFunc(c.matched, func(m match) bool { return m.rule == r }) {
			c.matched = append(c.matched, match{r, weight})
		}
	}
	if c.matcher.steps <= 0 {
		c.Limited = true
	}
}

// holds reports whether an element matches a rule, within the part of the page that @scope names
// for it.
func (c *Cascade) holds(r *rule, id dom.ID) bool {
	if r.within == nil {
		return c.matcher.match(&r.selector, id)
	}
	defer func() { c.matcher.scope = 0 }()
	for top := id; top != 0; top = c.matcher.parent(top) {
		if c.matcher.any(r.within, top) {
			if c.matcher.scope = top; c.matcher.match(&r.selector, id) {
				return true
			}
			c.matcher.scope = 0
		}
	}
	return false
}

// Root is the style of what is around the page.
func (c *Cascade) Root() *Style {
	s := initial
	return &s
}

// Style is the style of an element in the scope of a shadow tree, or of the page for 0, within what
// has the style parent. Elements that are alike may share one, so it is not changed.
func (c *Cascade) Style(id, scope dom.ID, parent *Style) *Style {
	c.matched = c.matched[:0]
	if len(c.scopes) > 0 {
		c.findAll(id, scope)
	}
	n := &c.tree.Nodes[id]
	single := n.Space != dom.HTML || c.tree.Styled(id) || n.Tag == dom.Font || n.Tag == dom.Body ||
		n.Tag == dom.Input || n.Tag == dom.Dialog
	var inline inlineStyle
	if value, ok := c.tree.Attr(id, "style"); ok {
		inline = c.inlineStyle(value)
		single = single || inline.number == 0 && len(inline.list) > 0
	}
	_, link := c.tree.Find(id, "href")
	key := kin{parent: parent.serial, tag: n.Tag, link: link, inline: inline.number, rules: len(c.matched)}
	if !single {
		for i := range c.matched {
			key.hash = (key.hash ^ c.matched[i].weight) * 1099511628211 // FNV-1a
		}
		if s := c.known[key]; s != nil && sameRules(s.rules, c.matched) {
			return s
		}
	}
	s := new(Style)
	*s = parent.child()
	c.byTag(id, s, parent)
	if len(c.matched) > 0 || len(inline.list) > 0 {
		c.apply(s, parent, id, scope, inline.list)
		s.Touched = true
	}
	c.serial++
	s.serial = c.serial
	if !single {
		for _, m := range c.matched {
			s.rules = append(s.rules, m.rule)
		}
		if len(c.known) >= mostKnown {
			clear(c.known)
		}
		c.known[key] = s
	}
	return s
}

// kin is what elements have in common that have the same style.
type kin struct {
	parent uint32 // the serial number of the style around
	tag    dom.Tag
	link   bool
	inline uint32 // the number of its style attribute
	rules  int
	hash   uint64 // of the rules
}

// mostKnown bounds the styles that are kept.
const mostKnown = 4096

func sameRules(rules []*rule, matched []match) bool {
	if len(rules) != len(matched) {
		return false
	}
	for i, r := range rules {
		if r != matched[i].rule {
			return false
		}
	}
	return true
}

// findAll fills c.matched with the rules that hold for an element, the weakest first.
func (c *Cascade) findAll(id, scope dom.ID) {
	c.find(scope, id, element)
	if c.matcher.hosts != nil {
		if shadow := c.tree.Shadows[id]; shadow != 0 {
			c.find(shadow, id, element)
		}
		if shadow := c.tree.Shadows[c.tree.Nodes[id].Parent]; shadow != 0 {
			c.find(shadow, id, slotted)
		}
	}
	c.sort()
}

func (c *Cascade) sort() {
	slices.SortFunc(c.matched, func(a, b match) int { return cmp.Compare(a.weight, b.weight) })
}

// inlineStyle is what a style attribute declares.
type inlineStyle struct {
	list   []declaration
	number uint32 // among those with declarations that are kept; 0 for others
}

func (c *Cascade) inlineStyle(value string) inlineStyle {
	if d, ok := c.inline[value]; ok {
		return d
	}
	var s sheet
	s.source = -1
	d := inlineStyle{list: s.block(tokenize(value), context{nested: true, bare: true})}
	if len(c.inline) < mostInline {
		if len(d.list) > 0 {
			d.number = uint32(len(c.inline) + 1)
		}
		c.inline[value] = d
	}
	return d
}

// apply gives a style the values of the rules that were found and of the style attribute, the
// weakest first.
func (c *Cascade) apply(s, parent *Style, id, scope dom.ID, inline []declaration) {
	lists := make([][]declaration, 0, len(c.matched)+1)
	for _, m := range c.matched {
		lists = append(lists, m.rule.declarations)
	}
	lists = append(lists, inline)
	base := *s
	base.Place = nil
	a := application{cascade: c, style: s, parent: parent, base: &base, id: id, scope: scope}
	for _, list := range lists {
		a.variables(list)
	}
	for _, list := range lists {
		a.declarations(list, false)
	}
	a.animate()
	// An important declaration of an earlier layer beats one of a later.
	for i := len(c.matched); i > 0; {
		j := i
		for j > 0 && c.matched[j-1].rule.layer == c.matched[i-1].rule.layer {
			j--
		}
		for _, m := range c.matched[j:i] {
			a.declarations(m.rule.declarations, true)
		}
		i = j
	}
	a.declarations(inline, true)
}

// application gives one style its values.
type application struct {
	cascade *Cascade
	style   *Style
	parent  *Style
	base    *Style // the style before any rule of the page
	id      dom.ID
	scope   dom.ID
}

func (a *application) declarations(list []declaration, important bool) {
	for i := range list {
		if d := &list[i]; d.important == important && !strings.HasPrefix(d.name, "--") {
			a.declare(d)
		}
	}
}

func (a *application) declare(d *declaration) {
	value, word := d.value, d.keyword
	t := target{a.style, a.parent, d.from}
	if d.open {
		text, ok := a.style.vars.resolve(d.value)
		value = tokenize(text).trim()
		t.from = -1
		if word = keywordOf(value); !ok {
			word = unset
		}
	}
	p := d.property
	if word == ordinary {
		if p.set == nil || !p.set(t, value) && d.open {
			word = unset
		} else {
			return
		}
	}
	from := &initial
	switch {
	case word == revert:
		from = a.base
	case word == inherit, word == unset && p.passed:
		from = a.parent
	}
	if d.name == "all" && word == unset {
		rest := a.parent.child()
		from = &rest
	}
	p.reset(a.style, from)
}

// animate gives the style the values that an animation ends with, where they stay.
func (a *application) animate() {
	if a.style.animation == "" || !a.style.stays {
		return
	}
	if s := a.cascade.scopes[a.scope]; s != nil {
		a.declarations(s.sheet.frames[a.style.animation], false)
	}
}

// Box is what a sheet puts before or after what an element holds.
type Box struct {
	Style Style
	Parts []Part // its text; there may be none
}

// Before is the box before what an element holds, with the element's style; nil where there is
// none.
func (c *Cascade) Before(id, scope dom.ID, s *Style) *Box { return c.generated(id, scope, s, before) }

// After is [Cascade.Before] for the end of an element.
func (c *Cascade) After(id, scope dom.ID, s *Style) *Box { return c.generated(id, scope, s, after) }

func (c *Cascade) generated(id, scope dom.ID, parent *Style, part pseudo) *Box {
	if !c.generate {
		return nil
	}
	c.matched = c.matched[:0]
	c.find(scope, id, part)
	if len(c.matched) == 0 {
		return nil
	}
	c.sort()
	s := parent.child()
	c.apply(&s, parent, id, scope, nil)
	if s.Content == nil || s.Display == Absent {
		return nil
	}
	return &Box{Style: s, Parts: s.Content.Parts}
}
