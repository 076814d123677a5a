package lexicon

import (
	"strings"

	"refrain/internal/strictyaml"
)

// decoder reads what only a lexicon's files hold.
type decoder struct {
	strictyaml.Decoder
	proven bool // patterns are parsed when somebody asks for their elements
}

// fields and node are what the decoder works on.
type (
	fields = strictyaml.Fields
	node   = strictyaml.Node
)

// choice reads one of the names.
func choice[T ~uint8](d *decoder, into *T, names []string) func(*node) {
	return func(n *node) {
		value, ok := parseName[T](names, n.Value)
		if !ok {
			d.Fail(n, "%q is not one of %s", n.Value, strings.Join(names, ", "))
			return
		}
		*into = value
	}
}

func (d *decoder) patterns(into *[]Pattern) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			if pattern, ok := d.pattern(item); ok {
				*into = append(*into, pattern)
			}
		})
	}
}

func (d *decoder) pattern(n *node) (Pattern, bool) {
	if !strictyaml.IsScalar(n) {
		d.Fail(n, "expected a pattern; put it between quotation marks, because it begins with { or [")
		return Pattern{}, false
	}
	pattern := Pattern{Text: n.Value}
	var err error
	if !d.proven {
		pattern, err = ParsePattern(n.Value)
	}
	if err != nil {
		d.Fail(n, "pattern %q: %s", n.Value, err)
		return Pattern{}, false
	}
	pattern.At = d.At(n)
	return pattern, true
}

func (d *decoder) examples(into *[]Example) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			if !strictyaml.IsScalar(item) {
				d.Fail(item, "expected a sentence; put it between quotation marks, because it begins with [ or {")
				return
			}
			example, err := ParseExample(item.Value)
			if err != nil {
				d.Fail(item, "example: %s", err)
				return
			}
			example.At = d.At(item)
			*into = append(*into, example)
		})
	}
}

// slotNames reads the value of cue: one slot or a list of them. YAML reads {migration} without
// quotation marks as a mapping; that is understood too.
func (d *decoder) slotNames(into *[]string) func(*node) {
	one := func(n *node) {
		name := n.Value
		if strictyaml.IsMapping(n) && len(n.Content) == 2 && n.Content[1].Value == "" {
			name = "{" + n.Content[0].Value + "}"
		}
		if len(name) < 3 || name[0] != '{' || name[len(name)-1] != '}' || !isName(name[1:len(name)-1]) {
			d.Fail(n, "expected a slot such as \"{migration}\"")
			return
		}
		*into = append(*into, name[1:len(name)-1])
	}
	return func(n *node) {
		if strictyaml.IsList(n) {
			d.Items(n, one)
			return
		}
		one(n)
	}
}
