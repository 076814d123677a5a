package css

import (
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
)

// truth is the answer to a condition. What a browser does not know is neither true nor false.
type truth int8

const (
	no      truth = -1
	unknown truth = 0
	yes     truth = 1
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// mediaApplies reports whether a list of media queries holds for a page on a large screen.
func mediaApplies(t tokens) bool {
	t = t.trim()
	if len(t.list) == 0 {
		return true
	}
	for _, q := range t.split() {
		if mediaQuery(q) == yes {
			return true
		}
	}
	return false
}

// mediaQuery answers one query, such as "screen and (min-width: 40em)".
func mediaQuery(t tokens) truth {
	i := 0
	negated := false
	switch t.ident(i) {
	case "not":
		if next := t.space(i + 1); t.is(next, lex.IdentToken) {
			negated = true
			i = next
		}
	case "only":
		i = t.space(i + 1)
	}
	answer := yes
	if kind := t.ident(i); kind != "" && kind != "not" {
		answer = truthOf(kind == "screen" || kind == "all")
		i = t.space(i + 1)
		if t.ident(i) == "and" {
			i = t.space(i + 1)
		} else if i < len(t.list) {
			return no
		}
	}
	if i < len(t.list) {
		answer = min(answer, condition(t.slice(i, len(t.list)), mediaFeature, 0))
	}
	if negated {
		return -answer
	}
	return answer
}

// condition answers conditions joined by and, or and not. What stands in brackets and is no
// condition itself is answered by leaf.
func condition(t tokens, leaf func(tokens) truth, depth int) truth {
	t = t.trim()
	if depth > deepest || len(t.list) == 0 {
		return unknown
	}
	if t.ident(0) == "not" {
		return -condition(t.slice(1, len(t.list)), leaf, depth+1)
	}
	answer, operator := unknown, ""
	for i, first := 0, true; i < len(t.list); first = false {
		if !first {
			word := t.ident(i)
			if word != "and" && word != "or" || operator != "" && word != operator {
				return unknown
			}
			operator = word
			i = t.space(i + 1)
		}
		if i >= len(t.list) {
			return unknown
		}
		var part truth
		switch {
		case t.list[i].kind == lex.LeftParenthesisToken:
			in := t.inside(i).trim()
			if in.is(0, lex.LeftParenthesisToken) || in.ident(0) == "not" || in.is(0, lex.FunctionToken) &&
				in.after(0) == len(in.list) {
				part = condition(in, leaf, depth+1)
			} else {
				part = leaf(in)
			}
		case t.list[i].kind == lex.FunctionToken:
			part = leaf(t.slice(i, t.after(i)))
		default:
			return unknown
		}
		switch {
		case first:
			answer = part
		case operator == "and":
			answer = min(answer, part)
		default:
			answer = max(answer, part)
		}
		i = t.space(t.after(i))
	}
	return answer
}

// mediaFeature answers a feature such as "min-width: 40em" or "400px <= width < 700px".
func mediaFeature(t tokens) truth {
	if colon := t.space(1); t.is(colon, lex.ColonToken) {
		name := t.ident(0)
		value := t.slice(colon+1, len(t.list)).trim()
		if base, ok := strings.CutPrefix(name, "min-"); ok {
			return compare(base, ">=", value)
		}
		if base, ok := strings.CutPrefix(name, "max-"); ok {
			return compare(base, "<=", value)
		}
		if word := value.ident(0); word != "" {
			return keywordFeature(name, word)
		}
		return compare(name, "=", value)
	}
	if len(t.list) == 1 {
		return plainFeature(t.ident(0))
	}
	return rangeFeature(t)
}

// rangeFeature answers comparisons that are written with signs.
func rangeFeature(t tokens) truth {
	var values []tokens
	var signs []string
	from := 0
	for i := 0; i < len(t.list); i = t.after(i) {
		sign := t.raw(i)
		if sign != "<" && sign != ">" && sign != "=" {
			continue
		}
		values = append(values, t.slice(from, i).trim())
		if t.delim(i+1, '=') {
			sign += "="
			i++
		}
		signs = append(signs, sign)
		from = i + 1
	}
	values = append(values, t.slice(from, len(t.list)).trim())
	turned := map[string]string{"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
	switch {
	case len(signs) == 1 && values[0].ident(0) != "":
		return compare(values[0].ident(0), signs[0], values[1])
	case len(signs) == 1:
		return compare(values[1].ident(0), turned[signs[0]], values[0])
	case len(signs) == 2:
		name := values[1].ident(0)
		return min(compare(name, turned[signs[0]], values[0]), compare(name, signs[1], values[2]))
	}
	return unknown
}

// compare compares a feature of the screen with a value.
func compare(name, sign string, value tokens) truth {
	var have float64
	switch name {
	case "width", "device-width":
		have = viewWidth
	case "height", "device-height":
		have = viewHeight
	case "resolution", "-webkit-device-pixel-ratio", "device-pixel-ratio":
		have = 1
	case "color":
		have = 8
	case "color-index", "monochrome", "grid":
		have = 0
	case "aspect-ratio", "device-aspect-ratio":
		have = float64(viewWidth) / viewHeight
	default:
		return unknown
	}
	var want float64
	n, ok := value.numeric(0)
	switch {
	case strings.HasSuffix(name, "aspect-ratio"):
		want = n.value
		if slash := value.space(1); value.delim(slash, '/') {
			if m, ok := value.numeric(value.space(slash + 1)); ok && m.value != 0 {
				want /= m.value
			}
		}
	case n.unit == "dpi":
		want = n.value / 96
	case n.unit == "dpcm":
		want = n.value / (96 / 2.54)
	case strings.HasSuffix(name, "width") || strings.HasSuffix(name, "height"):
		var l Length
		l, ok = value.lengthAt(0, 16, false)
		want = float64(l.Px)
	default:
		want = n.value
	}
	if !ok {
		return unknown
	}
	switch sign {
	case "<":
		return truthOf(have < want)
	case "<=":
		return truthOf(have <= want)
	case ">":
		return truthOf(have > want)
	case ">=":
		return truthOf(have >= want)
	}
	return truthOf(have == want)
}

// screen is what holds of the screen, by the names of features that have keywords.
var screen = map[string]string{
	"orientation": "landscape", "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine",
	"prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-contrast": "no-preference",
	"prefers-reduced-transparency": "no-preference", "prefers-reduced-data": "no-preference", "forced-colors": "none",
	"inverted-colors": "none", "scripting": "enabled", "update": "fast", "overflow-block": "scroll",
	"overflow-inline": "scroll",
	"display-mode":    "browser", "color-gamut": "srgb", "dynamic-range": "standard", "video-dynamic-range": "standard",
	"scan": "progressive",
}

func keywordFeature(name, word string) truth {
	have, ok := screen[name]
	if !ok {
		return unknown
	}
	return truthOf(have == word)
}

// plainFeature answers a feature without a value: whether there is any of it.
func plainFeature(name string) truth {
	switch name {
	case "width", "height", "device-width", "device-height", "color", "resolution", "aspect-ratio",
		"device-aspect-ratio",
		"-webkit-transform-3d", "-webkit-device-pixel-ratio":
		return yes
	case "monochrome", "grid", "color-index":
		return no
	}
	have, ok := screen[name]
	if !ok {
		return unknown
	}
	return truthOf(have != "none" && have != "no-preference")
}

// supports reports whether the condition of @supports holds.
func supports(t tokens) bool { return condition(t, supported, 0) == yes }

// supported answers what stands in the brackets of a condition of @supports. A declaration of a
// property that is not computed here is taken to be supported when its name is one that browsers
// know.
func supported(t tokens) truth {
	if t.is(0, lex.FunctionToken) {
		switch strings.ToLower(t.name(0)) {
		case "selector":
			_, ok := parseSelectors(t.inside(0).trim())
			return truthOf(ok)
		case "font-tech", "font-format":
			return yes
		}
		return unknown
	}
	var s sheet
	d, _, ok := s.declaration(t, 0)
	if !ok {
		return unknown
	}
	name := strings.ToLower(unescape(t.raw(0)))
	if strings.HasPrefix(name, "--") {
		return yes
	}
	if properties()[name] != nil {
		return truthOf(d.name != "")
	}
	return truthOf(knownProperty(name))
}
