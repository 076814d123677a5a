package css

import (
	"strings"

	"refrain/analyzer/reader/dom"
)

// matcher tries selectors on the elements of a tree. Each compound that it tries costs a step, and
// it gives up when there are no more.
type matcher struct {
	tree  *dom.Tree
	steps int
	quirk bool // names of classes and ids count in either case

	scope  dom.ID // what :scope stands for; 0 is the root
	anchor dom.ID // what a relative selector begins at

	shadow dom.ID            // the root of the shadow tree whose sheet is tried; 0 for sheets of the page
	hosts  map[dom.ID]dom.ID // by the roots of shadow trees

	places []place // of the elements among their siblings; made when first asked for
}

// place says which of its siblings an element is, counted from both ends, of all and of those with
// its name.
type place struct{ first, last, firstType, lastType int32 }

// result says how the attempt to match a selector ended.
type result uint8

const (
	matched  result = iota
	failed          // another ancestor or sibling may do
	hopeless        // no other ancestor will do
)

// match reports whether an element matches a selector.
func (m *matcher) match(s *selector, id dom.ID) bool { return !s.dead && m.from(s, 0, id) == matched }

// from matches the compounds from the one with the index i on, beginning at an element.
func (m *matcher) from(s *selector, i int, id dom.ID) result {
	if !m.compound(&s.compounds[i], id) {
		return failed
	}
	if i+1 == len(s.compounds) {
		return matched
	}
	switch link := s.compounds[i+1].link; link {
	case '>':
		parent := m.parent(id)
		if parent == 0 {
			return hopeless
		}
		return m.from(s, i+1, parent)
	case '+':
		before := m.sibling(id)
		if before == 0 {
			return failed
		}
		return m.from(s, i+1, before)
	case '~':
		for before := m.sibling(id); before != 0; before = m.sibling(before) {
			if r := m.from(s, i+1, before); r != failed {
				return r
			}
			if m.steps <= 0 {
				return hopeless
			}
		}
		return failed
	}
	for parent := m.parent(id); parent != 0; parent = m.parent(parent) {
		if r := m.from(s, i+1, parent); r != failed {
			return r
		}
		if m.steps <= 0 {
			return hopeless
		}
	}
	return hopeless
}

// parent is the element around another, within the same tree: a shadow tree ends at its root.
func (m *matcher) parent(id dom.ID) dom.ID {
	p := m.tree.Nodes[id].Parent
	if p != 0 && m.tree.Nodes[p].Tag == dom.Template && m.hosts[p] != 0 {
		if p == m.shadow {
			return m.hosts[p]
		}
		return 0
	}
	return p
}

// sibling is the element before another.
func (m *matcher) sibling(id dom.ID) dom.ID {
	for id = m.tree.Nodes[id].Prev; id != 0 && m.tree.Nodes[id].Kind != dom.Element; id = m.tree.Nodes[id].Prev {
	}
	return id
}

func (m *matcher) compound(c *compound, id dom.ID) bool {
	if m.steps--; m.steps <= 0 {
		return false
	}
	if m.shadow != 0 && id == m.hosts[m.shadow] {
		return m.isHost(c, id)
	}
	if c.tagID != dom.None && m.tree.Nodes[id].Tag != c.tagID {
		return false
	}
	if c.id != "" {
		if value, ok := m.tree.Attr(id, "id"); !ok || !m.same(value, c.id) {
			return false
		}
	}
	if len(c.classes) > 0 {
		value, ok := m.tree.Attr(id, "class")
		if !ok {
			return false
		}
		for _, class := range c.classes {
			if !m.word(value, class) {
				return false
			}
		}
	}
	for i := range c.tests {
		if !m.test(&c.tests[i], id) {
			return false
		}
	}
	return true
}

// isHost reports whether a compound is about the host of the shadow tree at hand, which only :host
// can be: nothing else of a sheet in a shadow tree reaches beyond it.
func (m *matcher) isHost(c *compound, id dom.ID) bool {
	if c.tag != "" || c.id != "" || len(c.classes) > 0 || len(c.tests) == 0 {
		return false
	}
	for i := range c.tests {
		if c.tests[i].kind != host {
			return false
		}
		shadow := m.shadow
		m.shadow = 0
		ok := c.tests[i].list == nil || m.any(c.tests[i].list, id)
		m.shadow = shadow
		if !ok {
			return false
		}
	}
	return true
}

func (m *matcher) same(a, b string) bool {
	return a == b || m.quirk && strings.EqualFold(a, b)
}

// word reports whether a word is among those of a list.
func (m *matcher) word(list, word string) bool {
	for i := 0; i < len(list); {
		from := i
		for i < len(list) && !space(list[i]) {
			i++
		}
		if i-from == len(word) && m.same(list[from:i], word) {
			return true
		}
		i++
	}
	return false
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func (m *matcher) any(list []selector, id dom.ID) bool {
	for i := range list {
		if list[i].pseudo == element && m.match(&list[i], id) {
			return true
		}
	}
	return false
}

func (m *matcher) test(t *test, id dom.ID) bool {
	switch t.kind {
	case always, leftToRight:
		return true
	case attribute:
		return m.attribute(t, id)
	case root:
		return m.tree.Nodes[id].Parent == 0
	case scopeRoot:
		return id == m.scope || m.scope == 0 && m.tree.Nodes[id].Parent == 0
	case empty:
		return m.tree.Nodes[id].First == 0
	case nthChild, nthLast, nthType, nthLastType, onlyChild, onlyType:
		return m.nth(t, id)
	case is, parentRule:
		return m.any(t.list, id)
	case not:
		return !m.any(t.list, id) && m.steps > 0
	case has:
		return m.has(t.list, id)
	case anchor:
		return id == m.anchor
	case language:
		return m.language(t.value, id)
	}
	return m.state(t.kind, id)
}

// state tests what the attributes of controls and links say.
func (m *matcher) state(kind testKind, id dom.ID) bool {
	tag := m.tree.Nodes[id].Tag
	has := func(name string) bool { _, ok := m.tree.Find(id, name); return ok }
	control := tag == dom.Input || tag == dom.Button || tag == dom.Select || tag == dom.Textarea || tag == dom.Option ||
		tag == dom.Optgroup || tag == dom.Fieldset
	switch kind {
	case anyLink:
		return (tag == dom.A || tag == dom.Area) && has("href")
	case checked:
		return tag == dom.Input && has("checked") || tag == dom.Option && has("selected")
	case disabled:
		return control && has("disabled")
	case enabled:
		return control && !has("disabled")
	case required:
		return control && has("required")
	case optional:
		return control && !has("required")
	case placeholderShown:
		value, _ := m.tree.Attr(id, "value")
		return has("placeholder") && value == ""
	case isOpen:
		return (tag == dom.Details || tag == dom.Dialog) && has("open")
	}
	return false
}

func (m *matcher) attribute(t *test, id dom.ID) bool {
	value, ok := m.tree.Attr(id, t.name)
	if !ok || t.op == 0 {
		return ok
	}
	want := t.value
	if t.fold {
		value, want = strings.ToLower(value), strings.ToLower(want)
	}
	switch t.op {
	case '=':
		return value == want
	case '~':
		for w := range strings.FieldsSeq(value) {
			if w == want {
				return true
			}
		}
		return false
	case '|':
		return value == want || strings.HasPrefix(value, want+"-")
	case '^':
		return want != "" && strings.HasPrefix(value, want)
	case '$':
		return want != "" && strings.HasSuffix(value, want)
	}
	return want != "" && strings.Contains(value, want)
}

func (m *matcher) language(ranges string, id dom.ID) bool {
	for ; id != 0; id = m.parent(id) {
		tag, ok := m.tree.Attr(id, "lang")
		if !ok {
			continue
		}
		tag = strings.ToLower(tag)
		for r := range strings.FieldsSeq(ranges) {
			if r = strings.TrimPrefix(r, "*-"); tag == r || strings.HasPrefix(tag, r+"-") || r == "*" && tag != "" {
				return true
			}
		}
		return false
	}
	return false
}

// has reports whether a relative selector leads from the element to another.
func (m *matcher) has(list []selector, id dom.ID) bool {
	outer := m.anchor
	m.anchor = id
	defer func() { m.anchor = outer }()
	for i := range list {
		s := &list[i]
		first := s.compounds[len(s.compounds)-1].link
		if first == '+' || first == '~' {
			for next := m.tree.Nodes[id].Next; next != 0 && m.steps > 0; next = m.tree.Nodes[next].Next {
				if m.tree.Nodes[next].Kind == dom.Element && (m.match(s, next) || m.below(s, next)) {
					return true
				}
			}
			continue
		}
		if m.below(s, id) {
			return true
		}
	}
	return false
}

// below reports whether something in an element matches a selector.
func (m *matcher) below(s *selector, id dom.ID) bool {
	top := id
	for id = m.tree.Nodes[id].First; id != 0 && m.steps > 0; {
		if m.tree.Nodes[id].Kind == dom.Element && m.match(s, id) {
			return true
		}
		if first := m.tree.Nodes[id].First; first != 0 {
			id = first
			continue
		}
		for id != top && m.tree.Nodes[id].Next == 0 {
			id = m.tree.Nodes[id].Parent
		}
		if id == top {
			return false
		}
		id = m.tree.Nodes[id].Next
	}
	return false
}

func (m *matcher) nth(t *test, id dom.ID) bool {
	if m.places == nil {
		m.count()
	}
	p := m.places[id]
	n := p.first
	switch t.kind {
	case onlyChild:
		return p.first == 1 && p.last == 1
	case onlyType:
		return p.firstType == 1 && p.lastType == 1
	case nthLast:
		n = p.last
	case nthType:
		n = p.firstType
	case nthLastType:
		n = p.lastType
	}
	if t.list != nil {
		if !m.any(t.list, id) {
			return false
		}
		n = m.among(t, id)
	}
	return reaches(t.a, t.b, int(n))
}

// among counts the siblings up to an element that match a list.
func (m *matcher) among(t *test, id dom.ID) int32 {
	n := int32(1)
	next := func(id dom.ID) dom.ID { return m.tree.Nodes[id].Prev }
	if t.kind == nthLast {
		next = func(id dom.ID) dom.ID { return m.tree.Nodes[id].Next }
	}
	for id = next(id); id != 0 && m.steps > 0; id = next(id) {
		if m.tree.Nodes[id].Kind == dom.Element && m.any(t.list, id) {
			n++
		}
	}
	return n
}

// reaches reports whether a·k+b is n for some k that is not negative.
func reaches(a, b, n int) bool {
	if a == 0 {
		return n == b
	}
	return (n-b)%a == 0 && (n-b)/a >= 0
}

// count finds the places of all elements among their siblings.
func (m *matcher) count() {
	nodes := m.tree.Nodes
	m.places = make([]place, len(nodes))
	types := map[dom.Tag]int32{}
	for parent := range nodes {
		if nodes[parent].First == 0 {
			continue
		}
		clear(types)
		n := int32(0)
		for c := nodes[parent].First; c != 0; c = nodes[c].Next {
			if nodes[c].Kind == dom.Element {
				n++
				types[nodes[c].Tag]++
				m.places[c].first, m.places[c].firstType = n, types[nodes[c].Tag]
			}
		}
		clear(types)
		n = 0
		for c := nodes[parent].Last; c != 0; c = nodes[c].Prev {
			if nodes[c].Kind == dom.Element {
				n++
				types[nodes[c].Tag]++
				m.places[c].last, m.places[c].lastType = n, types[nodes[c].Tag]
			}
		}
	}
}
