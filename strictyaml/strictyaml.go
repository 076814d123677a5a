// Package strictyaml reads YAML files that people write, and finds every mistake in them at once: unknown keys, keys that stand twice, values of
// the wrong kind. Each mistake names file, line and column.
package strictyaml

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Node is a value in a file, with its place.
type Node = yaml.Node

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
	Problems *[]error
}

// Parse is the root of a file's tree. Nil is a file that is empty or no YAML, which is a problem.
func (d *Decoder) Parse(data []byte) *Node {
	if root, ok := quickly(data); ok {
		return root
	}
	var root Node
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
	return root.Content[0]
}

// Fields maps the keys of a mapping to what reads their values.
type Fields map[string]func(*Node)

// At is the place of a value.
func (d *Decoder) At(n *Node) Position {
	return Position{d.File, max(n.Line, 1), max(n.Column, 1)}
}

// Fail notes a mistake at a value.
func (d *Decoder) Fail(n *Node, format string, args ...any) {
	*d.Problems = append(*d.Problems, Problem{d.At(n), fmt.Sprintf(format, args...)})
}

// Mapping reads a mapping strictly: a key that is not in known, a key twice and a missing required key are mistakes.
func (d *Decoder) Mapping(n *Node, known Fields, required ...string) {
	if n.Kind != yaml.MappingNode {
		d.Fail(n, "expected a mapping with the keys %s", strings.Join(keys(known), ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok:
			d.Fail(key, "unknown key %q; known are %s", key.Value, strings.Join(keys(known), ", "))
		case seen[key.Value]:
			d.Fail(key, "the key %q stands twice", key.Value)
		case value.Kind == yaml.AliasNode:
			d.Fail(value, "anchors and aliases are not read; write the value out")
		default:
			read(value)
		}
		seen[key.Value] = true
	}
	for _, key := range required {
		if !seen[key] {
			d.Fail(n, "the key %q is missing", key)
		}
	}
}

// Named reads a mapping from names to values, in the file's order.
func (d *Decoder) Named(n *Node, read func(name, value *Node)) {
	if n.Kind != yaml.MappingNode {
		d.Fail(n, "expected a mapping from names")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			d.Fail(key, "%q stands twice", key.Value)
			continue
		}
		seen[key.Value] = true
		read(key, n.Content[i+1])
	}
}

// Items reads the items of a list.
func (d *Decoder) Items(n *Node, read func(*Node)) {
	if n.Kind != yaml.SequenceNode {
		d.Fail(n, "expected a list")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// Text reads a scalar that says something.
func (d *Decoder) Text(into *string) func(*Node) {
	return func(n *Node) {
		if n.Kind != yaml.ScalarNode {
			d.Fail(n, "expected text; put it between quotation marks if it begins with { or [")
			return
		}
		*into = strings.TrimSpace(n.Value)
		if *into == "" {
			d.Fail(n, "expected text, found nothing")
		}
	}
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
		if n.Kind != yaml.ScalarNode || n.Decode(into) != nil || *into < low || *into > high {
			d.Fail(n, "expected a number from %d to %d", low, high)
			*into = low
		}
	}
}

// Flag reads true or false.
func (d *Decoder) Flag(into *bool) func(*Node) {
	return func(n *Node) {
		if n.Kind != yaml.ScalarNode || n.Decode(into) != nil {
			d.Fail(n, "expected true or false")
		}
	}
}

// IsScalar tells whether a value is neither a list nor a mapping.
func IsScalar(n *Node) bool { return n.Kind == yaml.ScalarNode }

// IsList tells whether a value is a list.
func IsList(n *Node) bool { return n.Kind == yaml.SequenceNode }

// IsMapping tells whether a value is a mapping.
func IsMapping(n *Node) bool { return n.Kind == yaml.MappingNode }

func keys(f Fields) []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
