package lexicon

import (
	"fmt"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
)

// decoder walks the YAML tree of one file and collects every mistake with its place.
type decoder struct {
	file     string
	problems *[]error
}

// fields maps the keys of a mapping to what reads their values.
type fields map[string]func(*yaml.Node)

func (d *decoder) at(n *yaml.Node) Position {
	return Position{d.file, max(n.Line, 1), max(n.Column, 1)}
}

func (d *decoder) fail(n *yaml.Node, format string, args ...any) {
	*d.problems = append(*d.problems, Problem{d.at(n), fmt.Sprintf(format, args...)})
}

// mapping reads a mapping strictly: a key that is not in known, a key twice and a missing required key are mistakes.
func (d *decoder) mapping(n *yaml.Node, known fields, required ...string) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "expected a mapping with the keys %s", strings.Join(keys(known), ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok:
			d.fail(key, "unknown key %q; known are %s", key.Value, strings.Join(keys(known), ", "))
		case seen[key.Value]:
			d.fail(key, "the key %q stands twice", key.Value)
		case value.Kind == yaml.AliasNode:
			d.fail(value, "anchors and aliases are not read; write the value out")
		default:
			read(value)
		}
		seen[key.Value] = true
	}
	for _, key := range required {
		if !seen[key] {
			d.fail(n, "the key %q is missing", key)
		}
	}
}

// named reads a mapping from names to values, in the file's order.
func (d *decoder) named(n *yaml.Node, read func(name, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "expected a mapping from names")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			d.fail(key, "%q stands twice", key.Value)
			continue
		}
		seen[key.Value] = true
		read(key, n.Content[i+1])
	}
}

func (d *decoder) items(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "expected a list")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// text reads a scalar that says something.
func (d *decoder) text(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			d.fail(n, "expected text; put it between quotation marks if it begins with { or [")
			return
		}
		*into = strings.TrimSpace(n.Value)
		if *into == "" {
			d.fail(n, "expected text, found nothing")
		}
	}
}

func (d *decoder) texts(into *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.items(n, func(item *yaml.Node) {
			var s string
			if d.text(&s)(item); s != "" {
				*into = append(*into, s)
			}
		})
	}
}

func (d *decoder) number(into *int, low, high int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Decode(into) != nil || *into < low || *into > high {
			d.fail(n, "expected a number from %d to %d", low, high)
			*into = low
		}
	}
}

func (d *decoder) flag(into *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Decode(into) != nil {
			d.fail(n, "expected true or false")
		}
	}
}

// choice reads one of the names.
func choice[T ~uint8](d *decoder, into *T, names []string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := parseName[T](names, n.Value)
		if !ok {
			d.fail(n, "%q is not one of %s", n.Value, strings.Join(names, ", "))
			return
		}
		*into = value
	}
}

func (d *decoder) patterns(into *[]Pattern) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.items(n, func(item *yaml.Node) {
			if pattern, ok := d.pattern(item); ok {
				*into = append(*into, pattern)
			}
		})
	}
}

func (d *decoder) pattern(n *yaml.Node) (Pattern, bool) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, "expected a pattern; put it between quotation marks, because it begins with { or [")
		return Pattern{}, false
	}
	pattern, err := ParsePattern(n.Value)
	if err != nil {
		d.fail(n, "pattern %q: %s", n.Value, err)
		return Pattern{}, false
	}
	pattern.At = d.at(n)
	return pattern, true
}

func (d *decoder) examples(into *[]Example) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.items(n, func(item *yaml.Node) {
			if item.Kind != yaml.ScalarNode {
				d.fail(item, "expected a sentence; put it between quotation marks, because it begins with [ or {")
				return
			}
			example, err := ParseExample(item.Value)
			if err != nil {
				d.fail(item, "example: %s", err)
				return
			}
			example.At = d.at(item)
			*into = append(*into, example)
		})
	}
}

// slotNames reads the value of cue: one slot or a list of them. YAML reads {migration} without quotation marks as a mapping; that is understood too.
func (d *decoder) slotNames(into *[]string) func(*yaml.Node) {
	var one func(n *yaml.Node)
	one = func(n *yaml.Node) {
		name := n.Value
		if n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[1].Value == "" {
			name = "{" + n.Content[0].Value + "}"
		}
		if len(name) < 3 || name[0] != '{' || name[len(name)-1] != '}' || !isName(name[1:len(name)-1]) {
			d.fail(n, "expected a slot such as \"{migration}\"")
			return
		}
		*into = append(*into, name[1:len(name)-1])
	}
	return func(n *yaml.Node) {
		if n.Kind == yaml.SequenceNode {
			d.items(n, one)
			return
		}
		one(n)
	}
}

func keys(f fields) []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
