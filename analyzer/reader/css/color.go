package css

import (
	"math"
	"strconv"
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
	"golang.org/x/image/colornames"
)

// Color is a colour with its opacity, each part from 0 to 1. One that is not Known is some colour:
// the style states it in a way that is not computed here.
type Color struct {
	R, G, B, A float32
	Known      bool
}

// The colours of a page without any style, and none.
var (
	Black       = Color{0, 0, 0, 1, true}
	White       = Color{1, 1, 1, 1, true}
	Transparent = Color{0, 0, 0, 0, true}
)

// Over is what is seen of c before a colour that lies under it.
func (c Color) Over(under Color) Color {
	if !c.Known || c.A < 1 && !under.Known {
		return Color{A: 1}
	}
	mix := func(a, b float32) float32 { return a*c.A + b*(1-c.A) }
	return Color{mix(c.R, under.R), mix(c.G, under.G), mix(c.B, under.B), 1, true}
}

// Contrast is the contrast ratio of two opaque colours, from 1 for none to 21, as WCAG 2.2 defines
// it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func Contrast(a, b Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Distance is the largest difference between the parts of two colours, from 0 to 1.
func Distance(a, b Color) float64 {
	part := func(x, y float32) float64 { return math.Abs(float64(x - y)) }
	return max(part(a.R, b.R), part(a.G, b.G), part(a.B, b.B))
}

func luminance(c Color) float64 {
	part := func(v float32) float64 {
		if v <= 0.04045 {
			return float64(v) / 12.92
		}
		return math.Pow((float64(v)+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// systemColors are those that stand for parts of a page as the system shows it. Others are not
// known.
var systemColors = map[string]Color{
	"canvas": White, "canvastext": Black, "field": White, "fieldtext": Black, "buttontext": Black, "window": White,
	"windowtext": Black,
	"linktext":   {}, "visitedtext": {}, "activetext": {}, "buttonface": {}, "buttonborder": {}, "highlight": {},
	"highlighttext": {},
	"selecteditem":  {}, "selecteditemtext": {}, "mark": {}, "marktext": {}, "graytext": {}, "accentcolor": {},
	"accentcolortext": {},
	"background":      {}, "menu": {}, "menutext": {}, "infotext": {}, "infobackground": {}, "captiontext": {},
	"activecaption": {},
}

// current is the value currentcolor: the colour of the text.
var current = Color{R: -1}

// color parses the colour that begins at i. It reports false for what is none.
func (t tokens) color(i int) (Color, bool) {
	switch {
	case t.is(i, lex.HashToken):
		return hexColor(t.raw(i)[1:])
	case t.is(i, lex.IdentToken):
		return namedColor(t.ident(i))
	case t.is(i, lex.FunctionToken):
		return functionColor(strings.ToLower(t.name(i)), t.inside(i))
	}
	return Color{}, false
}

func namedColor(name string) (Color, bool) {
	switch name {
	case "transparent":
		return Transparent, true
	case "currentcolor":
		return current, true
	case "rebeccapurple":
		return Color{0.4, 0.2, 0.6, 1, true}, true
	}
	if c, ok := systemColors[name]; ok {
		return c, true
	}
	c, ok := colornames.Map[name]
	return Color{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255, 1, true}, ok
}

// hexColor parses the digits of "#fff" and the like.
func hexColor(s string) (Color, bool) {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return Color{}, false
	}
	part := func(shift, mask uint64) float32 { return float32(n>>shift&mask) / float32(mask) }
	switch len(s) {
	case 3:
		return Color{part(8, 15), part(4, 15), part(0, 15), 1, true}, true
	case 4:
		return Color{part(12, 15), part(8, 15), part(4, 15), part(0, 15), true}, true
	case 6:
		return Color{part(16, 255), part(8, 255), part(0, 255), 1, true}, true
	case 8:
		return Color{part(24, 255), part(16, 255), part(8, 255), part(0, 255), true}, true
	}
	return Color{}, false
}

// functionColor parses colours such as rgb(255 255 255 / 50%).
func functionColor(name string, t tokens) (Color, bool) {
	switch name {
	case "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch":
	case "light-dark":
		return t.color(t.space(0))
	case "color", "color-mix", "device-cmyk", "contrast-color":
		return Color{}, true
	default:
		return Color{}, false
	}
	var parts []numeric
	for i := 0; i < len(t.list); i = t.after(i) {
		switch {
		case t.list[i].kind == lex.WhitespaceToken, t.list[i].kind == lex.CommaToken, t.delim(i, '/'):
			continue
		case t.ident(i) == "none":
			parts = append(parts, numeric{})
			continue
		case t.ident(i) == "from":
			return Color{}, true // It is made of another colour.
		}
		n, ok := t.numeric(i)
		if !ok {
			return Color{}, false
		}
		parts = append(parts, n)
	}
	if len(parts) != 3 && len(parts) != 4 {
		return Color{}, false
	}
	alpha := float32(1)
	if len(parts) == 4 {
		alpha = clamp(parts[3].of(1))
	}
	c := fromParts(name, parts)
	c.A = alpha
	return c, true
}

func clamp(v float64) float32 { return float32(min(max(v, 0), 1)) }

// fromParts computes a colour from three numbers. Of those in spaces made for the eye only white,
// black and greys are computed.
func fromParts(name string, p []numeric) Color {
	switch name {
	case "rgb", "rgba":
		return Color{R: clamp(p[0].of(255) / 255), G: clamp(p[1].of(255) / 255), B: clamp(p[2].of(255) / 255), Known: true}
	case "hsl", "hsla":
		s, l := float64(clamp(p[1].share())), float64(clamp(p[2].share()))
		part := func(n float64) float32 {
			k := math.Mod(n+math.Mod(p[0].degrees()/30, 12)+12, 12)
			return clamp(l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1)))
		}
		return Color{R: part(0), G: part(8), B: part(4), Known: true}
	case "hwb":
		w, b := p[1].share(), p[2].share()
		if w+b >= 1 {
			grey := clamp(w / (w + b))
			return Color{R: grey, G: grey, B: grey, Known: true}
		}
		return Color{}
	}
	light := p[0].of(100) / 100
	if strings.HasPrefix(name, "ok") {
		light = p[0].of(1)
	}
	tint := math.Abs(p[1].value)
	if name == "lab" || name == "oklab" {
		tint += math.Abs(p[2].value)
	}
	switch {
	case light >= 0.995:
		return Color{R: 1, G: 1, B: 1, Known: true}
	case light <= 0.005:
		return Color{Known: true}
	case tint < 0.01:
		if strings.HasPrefix(name, "ok") {
			light = math.Pow(light, 3)
		} else {
			light = math.Pow((light*100+16)/116, 3)
		}
		grey := clamp(1.055*math.Pow(light, 1/2.4) - 0.055)
		return Color{R: grey, G: grey, B: grey, Known: true}
	}
	return Color{}
}
