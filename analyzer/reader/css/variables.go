package css

import (
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
)

// variables are the custom properties of an element, and of those around it.
type variables struct {
	values map[string]string
	outer  *variables
	depth  int
}

const (
	// deepestVariables bounds the elements around one that have custom properties of their own.
	deepestVariables = 200
	// longestValue bounds a value after all references in it are resolved.
	longestValue = 10_000
)

// variables gives the style the custom properties of a list of declarations.
func (a *application) variables(list []declaration) {
	for i := range list {
		d := &list[i]
		if !strings.HasPrefix(d.name, "--") {
			continue
		}
		if a.style.vars == a.parent.vars {
			depth := 0
			if a.parent.vars != nil {
				depth = a.parent.vars.depth + 1
			}
			if depth > deepestVariables {
				return
			}
			a.style.vars = &variables{values: map[string]string{}, outer: a.parent.vars, depth: depth}
		}
		switch value := d.value.source(); strings.ToLower(value) {
		case "inherit", "unset", "revert", "revert-layer":
			delete(a.style.vars.values, d.name)
		case "initial":
			a.style.vars.values[d.name] = "\x00"
		default:
			a.style.vars.values[d.name] = value
		}
	}
}

// value is the value of a custom property.
func (v *variables) value(name string) (string, bool) {
	for ; v != nil; v = v.outer {
		if value, ok := v.values[name]; ok {
			return value, value != "\x00"
		}
	}
	return "", false
}

// resolve puts the values of custom properties in for references to them. It reports false where
// one has no value, or where they refer to each other without end.
func (v *variables) resolve(value tokens) (string, bool) {
	r := resolution{vars: v}
	return r.text(value)
}

type resolution struct {
	vars  *variables
	depth int
	work  int // bytes that were written for all references together
}

func (r *resolution) text(t tokens) (string, bool) {
	if r.depth++; r.depth > deepest {
		return "", false
	}
	defer func() { r.depth-- }()
	var b strings.Builder
	for i := 0; i < len(t.list); i++ {
		name := ""
		if t.list[i].kind == lex.FunctionToken {
			name = strings.ToLower(t.name(i))
		}
		if name != "var" && name != "env" {
			b.WriteString(t.raw(i))
			continue
		}
		value, ok := r.reference(name, t.inside(i))
		if r.work += len(value); !ok || r.work > longestValue {
			return "", false
		}
		b.WriteString(value)
		i = t.after(i) - 1
	}
	return b.String(), true
}

// reference resolves var(--name, otherwise).
func (r *resolution) reference(function string, t tokens) (string, bool) {
	i := t.space(0)
	if i >= len(t.list) {
		return "", false
	}
	name := unescape(t.raw(i))
	if value, ok := r.vars.value(name); ok && function == "var" {
		if text, ok := r.text(tokenize(value)); ok {
			return text, true
		}
	}
	if comma := t.space(i + 1); t.is(comma, lex.CommaToken) {
		return r.text(t.slice(comma+1, len(t.list)).trim())
	}
	return "", false
}
