package config

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"refrain/internal/strictyaml"
	"refrain/project/formula"
)

// Amendments is what an organisation says of the papers of its amendments.
type Amendments struct {
	Style   Value[string] // one of formula.Styles, or of Houses
	Sponsor Value[string] // who tables them
	Houses  []House
}

// House is a style of the organisation's own.
type House struct {
	formula.House
	At string
}

// styleName is how a style of one's own may be called.
var styleName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`) })

// mostHouses is how many styles a configuration may have.
const mostHouses = 50

func (d *decoder) amendments(c *Config) func(*node) {
	return func(n *node) {
		a, style := &c.Amendments, n
		d.Mapping(n, strictyaml.Fields{
			"style":   func(n *node) { style = n; d.text(&a.Style)(n) },
			"sponsor": d.short(&a.Sponsor, longestName),
			"styles": func(n *node) {
				d.Named(n, func(name, value *node) { a.Houses = append(a.Houses, d.house(name, value)) })
				if len(a.Houses) > mostHouses {
					d.Fail(n, "more than %d styles", mostHouses)
				}
			},
		})
		if a.Style.Origin != Default && !slices.Contains(c.Styles(), a.Style.Value) {
			d.Fail(style, "style: %q is not one of %s", a.Style.Value, strings.Join(c.Styles(), ", "))
		}
	}
}

// Styles are the names of all styles of papers, those of the configuration last.
func (c *Config) Styles() []string {
	all := slices.Clone(formula.Styles)
	for _, h := range c.Amendments.Houses {
		all = append(all, h.Name)
	}
	return all
}

// house reads a style.
func (d *decoder) house(name, value *node) House {
	h := House{formula.House{Name: name.Value}, d.At(name).String()}
	switch {
	case !styleName().MatchString(name.Value):
		d.Fail(
			name,
			"%q: a style's name begins with a small letter and has small letters, digits and hyphens",
			name.Value,
		)
	case slices.Contains(formula.Styles, name.Value):
		d.Fail(name, "%q is a style of refrain; choose another name", name.Value)
	}
	d.Mapping(value, strictyaml.Fields{
		"title": d.template(&h.Title), "provision": d.template(&h.Provision), "amendment": d.template(&h.Amendment),
		"definition": d.template(&h.Definition), "consequential": d.template(&h.Consequential),
		"redraft": d.template(&h.Redraft), "statement": d.template(&h.Statement),
	}, "amendment")
	return h
}

// template reads a template. Its mistakes are placed on their own line where it is a block of several.
func (d *decoder) template(into **formula.Template) func(*node) {
	return func(n *node) {
		var text string
		if d.Text(&text)(n); text == "" {
			return
		}
		t, err := formula.Parse(text)
		if err == nil {
			*into = t
			return
		}
		problem := strictyaml.Problem{At: d.At(n), Msg: err.Error()}
		if p, ok := err.(formula.Problem); ok && strings.Contains(n.Value, "\n") {
			problem.At.Line += p.Line
			problem.At.Column = 1
		}
		*d.Problems = append(*d.Problems, problem)
	}
}
