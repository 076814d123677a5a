// Package strictyaml reads YAML files that people write, and finds every mistake in them at once:
// unknown keys, keys that stand twice, values of the wrong kind. Each mistake names file, line and
// column.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// Node is a value in a file, with its place.
type Node struct {
	Value        string  // of a scalar
	Content      []*Node // the items of a list; the names and values of a mapping in turn
	Line, Column int

	kind kind
	tag  string     // as YAML names the kinds of scalars: "!!str", "!!int"
	raw  *yaml.Node // nil when it was not the library that read the file
}

type kind uint8

const (
	scalar kind = iota
	list
	mapping
	alias // anything else: an author is told to write the value out
)

// ShortTag returns what YAML takes a scalar for: "!!str", "!!int", "!!bool", "!!null" or another.
func (n *Node) ShortTag() string { return n.tag }

// nodeOf is the tree that the library has read. An alias has no content: what it stands for may
// hold the alias again.
func nodeOf(raw *yaml.Node) *Node {
	n := &Node{Value: raw.Value, Line: raw.Line, Column: raw.Column, tag: raw.ShortTag(), raw: raw}
	switch raw.Kind {
	case yaml.ScalarNode:
	case yaml.SequenceNode:
		n.kind = list
	case yaml.MappingNode:
		n.kind = mapping
	default:
		n.kind = alias
		return n
	}
	for _, c := range raw.Content {
		n.Content = append(n.Content, nodeOf(c))
	}
	return n
}

// Position is a place in a file. Line and Column count from 1.
type Position struct {
	File         string
	Line, Column int
}

// String is "file:line:column", or the file alone where there is no line.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is one mistake of an author, with its place.
type Problem struct {
	At  Position
	Msg string
}

func (p Problem) Error() string { return p.At.String() + ": " + p.Msg }

// Sort puts problems in the order of their places. All must be of type [Problem].
func Sort(problems []error) {
	sort.SliceStable(problems, func(i, j int) bool {
		a, b := problems[i].(Problem).At, problems[j].(Problem).At
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}

// Decoder walks the YAML tree of one file and collects every mistake in Problems, each a [Problem].
type Decoder struct {
	File     string
	Above    int // lines of the file above the data that is parsed
	Problems *[]error
}

// Parse is the root of a file's tree. Nil is a file that is empty or no YAML, which is a problem.
func (d *Decoder) Parse(data []byte) *Node {
	if root, ok := quickly(data); ok {
		return root
	}
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		problem := Problem{Position{d.File, 1, 1}, "not valid YAML: " + err.Error()}
		if at := new(yaml.LoadError); errors.As(err, &at) {
			problem = Problem{Position{d.File, max(at.Mark.Line, 1), max(at.Mark.Column, 1)}, "not valid YAML: " + at.Message}
		}
		*d.Problems = append(*d.Problems, problem)
		return nil
	}
	if len(root.Content) == 0 {
		*d.Problems = append(*d.Problems, Problem{Position{d.File, 1, 1}, "the file is empty"})
		return nil
	}
	return nodeOf(root.Content[0])
}

// Fields maps the keys of a mapping to what reads their values.
type Fields map[string]func(*Node)

// At is the place of a value.
func (d *Decoder) At(n *Node) Position {
	return Position{d.File, d.Above + max(n.Line, 1), max(n.Column, 1)}
}

// Fail notes a mistake at a value.
func (d *Decoder) Fail(n *Node, format string, args ...any) {
	*d.Problems = append(*d.Problems, Problem{d.At(n), fmt.Sprintf(format, args...)})
}

// Mapping reads a mapping strictly: a key that is not in known, a key twice and a missing required
// key are mistakes.
func (d *Decoder) Mapping(n *Node, known Fields, required ...string) {
	if n.kind != mapping {
		d.Fail(n, "expected a mapping with the keys %s", strings.Join(keys(known), ", "))
		return
	}
	seen := keysOf(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok:
			d.Fail(key, "unknown key %q; known are %s", key.Value, strings.Join(keys(known), ", "))
		case seen.before(i):
			d.Fail(key, "the key %q is given twice", key.Value)
		case value.kind == alias:
			d.Fail(value, "anchors and aliases are not read; write the value out")
		default:
			read(value)
		}
	}
	for _, key := range required {
		if !seen.has(key) {
			d.Fail(n, "the key %q is missing", key)
		}
	}
}

// seen finds keys of a mapping: the small ones that most are by looking, others in a table.
type seen struct {
	content []*Node
	first   map[string]int // where in content a key is first; nil for a small mapping
}

// small is how many keys are looked through faster than a table of them is made.
const small = 24

func keysOf(n *Node) seen {
	s := seen{content: n.Content}
	if len(n.Content) > 2*small {
		s.first = make(map[string]int, len(n.Content)/2)
		for i := len(n.Content) &^ 1; i > 0; i -= 2 {
			s.first[n.Content[i-2].Value] = i - 2
		}
	}
	return s
}

// at is where the key is first, or -1.
func (s seen) at(key string) int {
	if s.first != nil {
		if i, ok := s.first[key]; ok {
			return i
		}
		return -1
	}
	for i := 0; i+1 < len(s.content); i += 2 {
		if s.content[i].Value == key {
			return i
		}
	}
	return -1
}

func (s seen) has(key string) bool { return s.at(key) >= 0 }

// before reports whether key i is there before i already.
func (s seen) before(i int) bool { return s.at(s.content[i].Value) < i }

// Named reads a mapping from names to values, in the file's order.
func (d *Decoder) Named(n *Node, read func(name, value *Node)) {
	if n.kind != mapping {
		d.Fail(n, "expected a mapping from names")
		return
	}
	seen := keysOf(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen.before(i) {
			d.Fail(key, "%q is given twice", key.Value)
			continue
		}
		read(key, n.Content[i+1])
	}
}

// Items reads the items of a list.
func (d *Decoder) Items(n *Node, read func(*Node)) {
	if n.kind != list {
		d.Fail(n, "expected a list")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// maxText is how many bytes a text may have. Reports print some of them once for each finding.
const maxText = 8 << 10

// Text reads a scalar that says something.
func (d *Decoder) Text(into *string) func(*Node) {
	return func(n *Node) {
		if n.kind != scalar {
			d.Fail(n, "expected text; put it between quotation marks if it begins with { or [")
			return
		}
		*into = strings.TrimSpace(n.Value)
		switch {
		case Blank(*into):
			d.Fail(n, "expected text, found nothing that can be read")
		case len(*into) > maxText:
			d.Fail(n, "longer than %d bytes", maxText)
		}
	}
}

// Empty reports whether a file holds nothing but comments and blank lines.
func Empty(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// Blank reports whether a text holds nothing that anybody sees: white space, control and format
// characters, and others that are shown as nothing.
func Blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && r != 0x2800 && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector,
			unicode.Other_Default_Ignorable_Code_Point) // U+2800 is the braille pattern without dots.
	}) < 0
}

// Texts reads a list of scalars that say something.
func (d *Decoder) Texts(into *[]string) func(*Node) {
	return func(n *Node) {
		d.Items(n, func(item *Node) {
			var s string
			if d.Text(&s)(item); s != "" {
				*into = append(*into, s)
			}
		})
	}
}

// Number reads a number from low to high.
func (d *Decoder) Number(into *int, low, high int) func(*Node) {
	return func(n *Node) {
		if !n.number(into) || *into < low || *into > high {
			d.Fail(n, "expected a number from %d to %d", low, high)
			*into = low
		}
	}
}

// Flag reads true or false.
func (d *Decoder) Flag(into *bool) func(*Node) {
	return func(n *Node) {
		if !n.flag(into) {
			d.Fail(n, "expected true or false")
		}
	}
}

func (n *Node) number(into *int) bool {
	if n.raw != nil {
		return n.kind == scalar && n.raw.Decode(into) == nil
	}
	value, err := strconv.Atoi(n.Value)
	*into = value
	return n.kind == scalar && n.tag == "!!int" && err == nil
}

func (n *Node) flag(into *bool) bool {
	if n.raw != nil {
		return n.kind == scalar && n.raw.Decode(into) == nil
	}
	*into = n.Value == "true"
	return n.kind == scalar && n.tag == "!!bool"
}

// IsScalar reports whether a value is neither a list nor a mapping.
func IsScalar(n *Node) bool { return n.kind == scalar }

// IsList reports whether a value is a list.
func IsList(n *Node) bool { return n.kind == list }

// IsMapping reports whether a value is a mapping.
func IsMapping(n *Node) bool { return n.kind == mapping }

func keys(f Fields) []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
