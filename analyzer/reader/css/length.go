package css

import (
	"errors"
	"math"
	"strconv"
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
)

// The window in which a page is taken to be shown, in pixels.
const (
	viewWidth  = 1280
	viewHeight = 800
)

// numeric is a number with its unit.
type numeric struct {
	value float64
	unit  string // in lower case; "%" for a share; "" for a plain number
}

// of is a number, or a share of a whole.
func (n numeric) of(whole float64) float64 {
	if n.unit == "%" {
		return n.value / 100 * whole
	}
	return n.value
}

// share is a share of one: "50%", or 50 where the unit may be left out.
func (n numeric) share() float64 { return n.value / 100 }

func (n numeric) degrees() float64 {
	switch n.unit {
	case "rad":
		return n.value * 180 / math.Pi
	case "grad":
		return n.value * 0.9
	case "turn":
		return n.value * 360
	}
	return n.value
}

// Length is a length in pixels, or a share of something that is not known.
type Length struct {
	Px    float32
	Share float32 // added to Px: 1 for 100%
	Set   bool    // it is no keyword such as auto
}

// absolute are the units of fixed size, in pixels.
var absolute = map[string]float64{
	"px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
	"vw": viewWidth / 100.0, "vh": viewHeight / 100.0, "vmin": viewHeight / 100.0, "vmax": viewWidth / 100.0,
	"svw": viewWidth / 100.0, "svh": viewHeight / 100.0, "lvw": viewWidth / 100.0, "lvh": viewHeight / 100.0,
	"dvw": viewWidth / 100.0, "dvh": viewHeight / 100.0, "vi": viewWidth / 100.0, "vb": viewHeight / 100.0,
	"rem": 16, "rlh": 20,
}

// relative are the units that go by the size of the font.
var relative = map[string]float64{"em": 1, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1, "lh": 1.2}

// length is the numeric as a length, where em is the size of the font. A plain number is none, but
// 0 is.
func (n numeric) length(em float64, unitless bool) (Length, bool) {
	switch {
	case n.unit == "%":
		return Length{Share: float32(n.value / 100), Set: true}, true
	case n.unit == "":
		return Length{Px: float32(n.value), Set: true}, n.value == 0 || unitless
	}
	if f, ok := absolute[n.unit]; ok {
		return Length{Px: float32(n.value * f), Set: true}, true
	}
	f, ok := relative[n.unit]
	return Length{Px: float32(n.value * f * em), Set: true}, ok
}

// numeric parses the number at i.
func (t tokens) numeric(i int) (numeric, bool) {
	if i >= len(t.list) {
		return numeric{}, false
	}
	switch t.list[i].kind {
	case lex.NumberToken, lex.PercentageToken, lex.DimensionToken:
	default:
		return numeric{}, false
	}
	raw := t.raw(i)
	n := digits(raw)
	v, err := strconv.ParseFloat(raw[:n], 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return numeric{}, false
	}
	return numeric{v, strings.ToLower(unescape(raw[n:]))}, true
}

// digits is the length of the number that a text begins with.
func digits(s string) int {
	i := 0
	run := func() {
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	}
	if strings.IndexByte("+-", s[0]) >= 0 {
		i++
	}
	run()
	if i+1 < len(s) && s[i] == '.' && s[i+1] >= '0' && s[i+1] <= '9' {
		i++
		run()
	}
	end := i
	if i < len(s) && s[i]|0x20 == 'e' {
		if i++; i < len(s) && strings.IndexByte("+-", s[i]) >= 0 {
			i++
		}
		if from := i; from < len(s) {
			if run(); i > from {
				end = i
			}
		}
	}
	return end
}

// lengthAt parses the length at i, which may be computed.
func (t tokens) lengthAt(i int, em float64, unitless bool) (Length, bool) {
	if t.is(i, lex.FunctionToken) {
		c := calculation{em: em}
		v, ok := c.function(strings.ToLower(t.name(i)), t.inside(i))
		return Length{float32(v.px), float32(v.share), true}, ok
	}
	n, ok := t.numeric(i)
	if !ok {
		return Length{}, false
	}
	return n.length(em, unitless)
}

// calculation computes calc() and its kin.
type calculation struct {
	em    float64
	depth int
}

// quantity is a value on the way: a length, a share, or a plain number in px.
type quantity struct {
	px, share float64
	plain     bool
}

const deepestCalculation = 20

func (c *calculation) function(name string, t tokens) (quantity, bool) {
	if c.depth++; c.depth > deepestCalculation {
		return quantity{}, false
	}
	defer func() { c.depth-- }()
	switch name {
	case "calc", "":
		i := 0
		v, ok := c.sum(t, &i)
		return v, ok && t.space(i) == len(t.list)
	case "min", "max", "clamp":
	default:
		return quantity{}, false
	}
	var values []quantity
	for _, part := range t.split() {
		i := 0
		v, ok := c.sum(part, &i)
		if !ok || part.space(i) != len(part.list) {
			return quantity{}, false
		}
		values = append(values, v)
	}
	total := func(v quantity) float64 { return v.px + v.share*viewWidth }
	best := values[0]
	switch {
	case name == "clamp":
		if len(values) != 3 {
			return quantity{}, false
		}
		if best = values[1]; total(best) > total(values[2]) {
			best = values[2]
		}
		if total(best) < total(values[0]) {
			best = values[0]
		}
	default:
		for _, v := range values[1:] {
			if (name == "min") == (total(v) < total(best)) {
				best = v
			}
		}
	}
	return best, true
}

func (c *calculation) sum(t tokens, i *int) (quantity, bool) {
	v, ok := c.product(t, i)
	for ok {
		at := t.space(*i)
		sign := 1.0
		switch {
		case t.delim(at, '-'):
			sign = -1
		case !t.delim(at, '+'):
			return v, true
		}
		*i = at + 1
		w, more := c.product(t, i)
		v, ok = quantity{v.px + sign*w.px, v.share + sign*w.share, v.plain && w.plain}, more
	}
	return v, ok
}

func (c *calculation) product(t tokens, i *int) (quantity, bool) {
	v, ok := c.value(t, i)
	for ok {
		at := t.space(*i)
		switch {
		case t.delim(at, '*'):
			*i = at + 1
			w, more := c.value(t, i)
			if !v.plain {
				v, w = w, v
			}
			v, ok = quantity{v.px * w.px, v.px * w.share, v.plain && w.plain}, more && v.plain
		case t.delim(at, '/'):
			*i = at + 1
			w, more := c.value(t, i)
			if ok = more && w.plain && w.px != 0; ok {
				v = quantity{v.px / w.px, v.share / w.px, v.plain}
			}
		default:
			return v, true
		}
	}
	return v, ok
}

func (c *calculation) value(t tokens, i *int) (quantity, bool) {
	at := t.space(*i)
	if at >= len(t.list) {
		return quantity{}, false
	}
	*i = t.after(at)
	switch t.list[at].kind {
	case lex.FunctionToken:
		return c.function(strings.ToLower(t.name(at)), t.inside(at))
	case lex.LeftParenthesisToken:
		return c.function("", t.inside(at))
	}
	n, ok := t.numeric(at)
	if !ok {
		return quantity{}, false
	}
	if n.unit == "" {
		return quantity{px: n.value, plain: true}, true
	}
	l, ok := n.length(c.em, false)
	return quantity{px: float64(l.Px), share: float64(l.Share)}, ok
}
