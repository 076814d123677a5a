package css

import (
	"math"
	"strings"

	lex "github.com/tdewolff/parse/v2/css"
)

func setPosition(t target, v tokens) bool {
	words, _ := v.words()
	switch words {
	case "static", "relative", "sticky", "-webkit-sticky", "absolute", "fixed":
	default:
		return false
	}
	s := t.style
	s.Fixed = words == "fixed"
	s.OutOfFlow = s.Fixed || words == "absolute"
	s.Relative = words != "static"
	s.Sticky = strings.HasSuffix(words, "sticky")
	return true
}

func setFloat(t target, v tokens) bool {
	words, _ := v.words()
	switch words {
	case "none", "left", "right", "inline-start", "inline-end":
		t.style.Float = words != "none"
		return true
	}
	return false
}

// sides parses one to four lengths for the sides of a box, in the order top, right, bottom, left.
func (t tokens) sides(em float64) (sides [4]Length, ok bool) {
	n := 0
	for i := 0; i < len(t.list); i = t.after(i) {
		if t.is(i, lex.WhitespaceToken) {
			continue
		}
		l, ok := t.slice(i, t.after(i)).lengthOrKeyword(em)
		if !ok || n == len(sides) {
			return sides, false
		}
		sides[n] = l
		n++
	}
	switch n {
	case 0:
		return sides, false
	case 1:
		sides[1], sides[2], sides[3] = sides[0], sides[0], sides[0]
	case 2:
		sides[2], sides[3] = sides[0], sides[1]
	case 3:
		sides[3] = sides[1]
	}
	return sides, true
}

func setInset(t target, v tokens) bool {
	s, ok := v.sides(float64(t.style.FontSize))
	if ok {
		p := t.style.place()
		p.Top, p.Right, p.Bottom, p.Left = s[0], s[1], s[2], s[3]
	}
	return ok
}

func setMargin(t target, v tokens) bool {
	s, ok := v.sides(float64(t.style.FontSize))
	if ok {
		p := t.style.place()
		p.MarginTop, p.MarginLeft = s[0], s[3]
	}
	return ok
}

// clips reports whether a value of overflow keeps what does not fit from being shown, and whether
// it is one.
func clips(word string) (bool, bool) {
	switch word {
	case "hidden", "clip":
		return true, true
	case "visible", "scroll", "auto", "overlay":
		return false, true
	}
	return false, false
}

func setOverflow(t target, v tokens) bool {
	words, _ := v.words()
	x, y, two := strings.Cut(words, " ")
	if !two {
		y = x
	}
	clipX, ok := clips(x)
	clipY, also := clips(y)
	if ok && also {
		t.style.ClipX, t.style.ClipY = clipX, clipY
	}
	return ok && also
}

// overflowAlong is overflow-x or overflow-y.
func overflowAlong(axis func(*Style) *bool) setter {
	return func(t target, v tokens) bool {
		words, _ := v.words()
		clip, ok := clips(words)
		if ok {
			*axis(t.style) = clip
		}
		return ok
	}
}

// numbers are the lengths and numbers of a function's arguments, in order.
func (t tokens) numbers(em float64) []Length {
	var list []Length
	for i := 0; i < len(t.list); i = t.after(i) {
		if l, ok := t.lengthAt(i, em, true); ok {
			list = append(list, l)
		} else if t.is(i, lex.IdentToken) && t.ident(i) == "auto" {
			list = append(list, Length{})
		}
	}
	return list
}

// setClipBox takes clip, which cuts a box down to a rectangle: top, right, bottom, left.
func setClipBox(t target, v tokens) bool {
	if words, ok := v.words(); ok && words == "auto" {
		t.style.ClippedBox = false
		return true
	}
	if !v.is(0, lex.FunctionToken) || !strings.EqualFold(v.name(0), "rect") {
		return false
	}
	n := v.inside(0).numbers(float64(t.style.FontSize))
	if len(n) != 4 {
		return false
	}
	t.style.ClippedBox = n[1].Set && n[3].Set && n[1].Px-n[3].Px <= 1 || n[0].Set && n[2].Set && n[2].Px-n[0].Px <= 1
	return true
}

// setClipPath takes clip-path, which cuts a box down to a shape. Only shapes that leave next to
// nothing count.
func setClipPath(t target, v tokens) bool {
	switch words, ok := v.words(); {
	case ok && words != "", v.is(0, lex.URLToken):
		t.style.Clipped = false
		return true
	case !v.is(0, lex.FunctionToken):
		return false
	}
	n := v.inside(0).numbers(float64(t.style.FontSize))
	small := func(l Length) bool { return l.Set && l.Share == 0 && l.Px <= 0 }
	clipped := false
	switch strings.ToLower(v.name(0)) {
	case "inset":
		clipped = insetAway(n)
	case "circle":
		clipped = len(n) > 0 && small(n[0])
	case "ellipse":
		clipped = len(n) > 1 && (small(n[0]) || small(n[1]))
	case "polygon":
		clipped = len(n) > 0
		for i := 2; i+1 < len(n); i += 2 {
			clipped = clipped && n[i] == n[0] && n[i+1] == n[1]
		}
	case "path", "shape", "xywh", "rect":
	default:
		return false
	}
	t.style.Clipped = clipped
	return true
}

// roomy reports whether a padding leaves room for letters.
func roomy(l Length) bool { return l.Px > 4 || l.Share > 0 }

func setPadding(t target, v tokens) bool {
	s, ok := v.sides(float64(t.style.FontSize))
	if ok {
		t.style.PadX, t.style.PadY = roomy(s[1]) || roomy(s[3]), roomy(s[0]) || roomy(s[2])
	}
	return ok
}

func setPaddingX(t target, v tokens) bool {
	s, ok := v.sides(float64(t.style.FontSize))
	if ok && (roomy(s[0]) || roomy(s[1])) {
		t.style.PadX = true
	}
	return ok
}

func setPaddingY(t target, v tokens) bool {
	s, ok := v.sides(float64(t.style.FontSize))
	if ok && (roomy(s[0]) || roomy(s[1])) {
		t.style.PadY = true
	}
	return ok
}

// insetAway reports whether insets from opposite sides meet.
func insetAway(n []Length) bool {
	const half = 0.995
	at := func(i int) float32 {
		switch {
		case len(n) == 0:
			return 0
		case i < len(n):
			return n[i].Share
		case i == 3 && len(n) > 1:
			return n[1].Share
		}
		return n[0].Share
	}
	return at(0)+at(2) >= half || at(1)+at(3) >= half
}

// setTransform finds what a transform scales to nothing, turns edge on, or shifts.
func setTransform(t target, v tokens) bool {
	var m movement
	for i := 0; i < len(v.list); i = v.after(i) {
		if v.is(i, lex.WhitespaceToken) {
			continue
		}
		if v.ident(i) == "none" && len(v.list) == 1 {
			break
		}
		if !v.is(i, lex.FunctionToken) {
			return false
		}
		n := v.inside(i).numbers(float64(t.style.FontSize))
		if len(n) == 0 {
			n = []Length{{Px: 1}} // It is an angle.
		}
		if !m.add(strings.ToLower(v.name(i)), n, v.inside(i)) {
			return false
		}
	}
	t.style.Scaled = m.scaled
	p := t.style.place()
	p.ShiftX, p.ShiftY = m.x, m.y
	return true
}

// movement is what the functions of a transform do together.
type movement struct {
	scaled bool   // to nothing, or turned edge on
	x, y   Length // how far it shifts
}

// add adds a function of a transform with its numbers, of which there is at least one, and its
// arguments as they are written. It reports whether the function is known.
func (m *movement) add(function string, n []Length, arguments tokens) bool {
	switch function {
	case "scale", "scale3d":
		m.scaled = m.scaled || vanishes(n[0]) || vanishes(n[min(1, len(n)-1)])
	case "scalex", "scaley":
		m.scaled = m.scaled || vanishes(n[0])
	case "matrix":
		if len(n) == 6 {
			m.scaled = m.scaled || math.Abs(float64(n[0].Px*n[3].Px-n[1].Px*n[2].Px)) < 1e-4
			m.x, m.y = m.x.plus(n[4]), m.y.plus(n[5])
		}
	case "translate", "translate3d":
		m.x = m.x.plus(n[0])
		if len(n) > 1 {
			m.y = m.y.plus(n[1])
		}
	case "translatex":
		m.x = m.x.plus(n[0])
	case "translatey":
		m.y = m.y.plus(n[0])
	case "rotatex", "rotatey":
		m.scaled = m.scaled || edgeOn(arguments)
	case "rotate", "rotatez", "rotate3d", "skew", "skewx", "skewy", "perspective", "matrix3d", "scalez", "translatez":
	default:
		return false
	}
	return true
}

// vanishes reports whether a factor leaves nothing that can be read.
func vanishes(l Length) bool { return math.Abs(float64(l.Px+l.Share)) < 0.02 }

func (l Length) plus(m Length) Length { return Length{l.Px + m.Px, l.Share + m.Share, true} }

// edgeOn reports whether a turn about an axis of the page leaves only the edge to be seen.
func edgeOn(t tokens) bool {
	n, ok := t.numeric(t.space(0))
	turned := math.Abs(math.Mod(n.degrees(), 180))
	return ok && math.Abs(turned-90) < 0.5
}

func setScale(t target, v tokens) bool {
	if words, _ := v.words(); words == "none" {
		t.style.Scaled = false
		return true
	}
	n := v.numbers(16)
	if len(n) == 0 || len(n) > 3 {
		return false
	}
	t.style.Scaled = vanishes(n[0]) || len(n) > 1 && vanishes(n[1])
	return true
}

func setTranslate(t target, v tokens) bool {
	if words, _ := v.words(); words == "none" {
		p := t.style.place()
		p.ShiftX, p.ShiftY = Length{}, Length{}
		return true
	}
	n := v.numbers(float64(t.style.FontSize))
	if len(n) == 0 || len(n) > 3 {
		return false
	}
	p := t.style.place()
	p.ShiftX, p.ShiftY = n[0], Length{}
	if len(n) > 1 {
		p.ShiftY = n[1]
	}
	return true
}

func setContentVisibility(t target, v tokens) bool {
	words, _ := v.words()
	switch words {
	case "visible", "auto", "hidden":
		t.style.SkipContent = words == "hidden"
		return true
	}
	return false
}

func setFilter(t target, v tokens) bool {
	out := false
	for i := 0; i < len(v.list); i = v.after(i) {
		if v.is(i, lex.FunctionToken) && strings.EqualFold(v.name(i), "opacity") {
			n := v.inside(i).numbers(16)
			out = out || len(n) == 1 && vanishes(n[0])
		}
	}
	t.style.FilteredOut = out
	return true
}

// decorationWords are the identifiers of text-decoration, besides colours.
var decorationWords = map[string]bool{
	"none": true, "underline": true, "overline": true, "line-through": true, "blink": true, "solid": true,
	"double": true,
	"dotted": true, "dashed": true, "wavy": true, "auto": true, "from-font": true, "spelling-error": true,
	"grammar-error": true,
}

func setDecoration(t target, v tokens) bool {
	var through, under, unseen bool
	if len(v.list) == 0 {
		return false
	}
	for i := 0; i < len(v.list); i = v.after(i) {
		word := v.ident(i)
		switch {
		case v.is(i, lex.WhitespaceToken):
		case decorationWords[word]:
			through = through || word == "line-through"
			under = under || word == "underline"
		default:
			if _, ok := v.lengthAt(i, 16, false); ok {
				continue
			}
			c, ok := v.color(i)
			if !ok {
				return false
			}
			unseen = c.Known && c.A == 0
		}
	}
	s := t.style
	s.LineThrough, s.Underline, s.decorated = through && !unseen, under && !unseen, true
	return true
}

func setDecorationColor(t target, v tokens) bool {
	c, ok := v.oneColor()
	if ok && c.Known && c.A == 0 {
		t.style.LineThrough, t.style.Underline = false, false
	}
	return ok
}

// setContent takes the strings of generated content.
func setContent(t target, v tokens) bool {
	words, ok := v.words()
	if ok && (words == "none" || words == "normal") {
		t.style.Content, t.style.Replaced = nil, false
		return true
	}
	g, image := &Generated{}, false
	for i := 0; i < len(v.list); i = v.after(i) {
		switch {
		case v.delim(i, '/'): // What follows is for those who do not see it.
			i = len(v.list) - 1
		case v.is(i, lex.WhitespaceToken):
		case v.is(i, lex.StringToken):
			g.Parts = append(g.Parts, v.part(i, t.from))
		case isImage(v, i):
			image = true
		case v.is(i, lex.FunctionToken):
			switch strings.ToLower(v.name(i)) {
			case "attr":
				in := v.inside(i).trim()
				if name := in.ident(0); name != "" {
					g.Parts = append(g.Parts, Part{At: -1, Attr: name})
				}
			case "counter", "counters", "leader", "target-counter", "string":
			default:
				return false
			}
		case v.is(i, lex.IdentToken):
			switch v.ident(i) {
			case "open-quote", "close-quote", "no-open-quote", "no-close-quote":
			default:
				return false
			}
		default:
			return false
		}
	}
	t.style.Content, t.style.Replaced = g, image && len(g.Parts) == 0
	return true
}

// part is the string at i with its place in the source of the page, where its bytes stand as they
// are.
func (t tokens) part(i, from int) Part {
	p := Part{Text: t.str(i), At: -1}
	if at := int(t.list[i].at) + 1; from >= 0 && at+len(p.Text) <= len(t.text) && t.text[at:at+len(p.Text)] == p.Text {
		p.At = from + at
	}
	return p
}

func setAnimation(t target, v tokens) bool {
	s := t.style
	s.animation, s.stays = "", false
	for _, part := range v.split() {
		for i := 0; i < len(part.list); i = part.after(i) {
			switch word := part.ident(i); word {
			case "", "none", "ease", "ease-in", "ease-out", "ease-in-out", "linear", "step-start", "step-end", "normal",
				"reverse",
				"alternate", "alternate-reverse", "running", "paused", "backwards", "auto":
				if part.is(i, lex.StringToken) {
					s.animation = part.str(i)
				}
			case "infinite", "forwards", "both":
				s.stays = true
			default:
				s.animation = part.name(i)
			}
		}
	}
	return true
}

func setAnimationName(t target, v tokens) bool {
	if len(v.list) == 0 || !v.is(0, lex.IdentToken) && !v.is(0, lex.StringToken) {
		return false
	}
	t.style.animation = ""
	switch {
	case v.is(0, lex.StringToken):
		t.style.animation = v.str(0)
	case v.ident(0) != "none":
		t.style.animation = v.name(0)
	}
	return true
}

func setAnimationFill(t target, v tokens) bool {
	words, ok := v.words()
	if ok {
		t.style.stays = strings.Contains(words, "forwards") || strings.Contains(words, "both")
	}
	return ok
}
