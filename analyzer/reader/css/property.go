package css

import (
	"strings"
	"sync"

	lex "github.com/tdewolff/parse/v2/css"
)

// declaration is a property with its value.
type declaration struct {
	property  *property // nil for custom properties
	name      string
	value     tokens
	important bool
	keyword   keyword // a value that every property has
	open      bool    // the value holds var(), so it is known only for an element
	from      int     // where the value's text starts in the source of the page; -1 when that is not known
}

// keyword is a value that every property may have.
type keyword uint8

const (
	ordinary keyword = iota
	inherit
	initially
	unset // inherit for what is inherited, initially for all else
	revert
)

var keywords = map[string]keyword{
	"inherit": inherit, "initial": initially, "unset": unset, "revert": revert, "revert-layer": revert,
}

// target is what a setter changes.
type target struct {
	style  *Style
	parent *Style
	from   int // see declaration
}

// setter gives a style the value of a property. It reports false, and changes nothing, when that is
// no value of the property.
type setter func(t target, v tokens) bool

// property is a property that is computed.
type property struct {
	set    setter
	reset  func(s, from *Style) // takes the value from another style
	passed bool                 // it is inherited
}

// keywordOf is the keyword that a value consists of.
func keywordOf(v tokens) keyword {
	if len(v.list) != 1 {
		return ordinary
	}
	return keywords[v.ident(0)]
}

// properties are those that are computed, by their names.
var properties = sync.OnceValue(func() map[string]*property {
	all := map[string]*property{}
	for names, p := range map[string]*property{
		"display":                    {setDisplay, func(s, f *Style) { s.Display, s.Table = f.Display, f.Table }, false},
		"list-style list-style-type": {setMarker, func(s, f *Style) { s.Marker = f.Marker }, false},
		"visibility":                 {setVisibility, func(s, f *Style) { s.Invisible = f.Invisible }, true},
		"opacity":                    {setOpacity, func(s, f *Style) { s.Opacity = f.Opacity }, false},
		"color":                      {setColor, func(s, f *Style) { s.Color = f.Color }, true},
		"-webkit-text-fill-color":    {setTextFill, func(s, f *Style) { s.Fill, s.Filled = f.Fill, f.Filled }, true},
		"fill":                       {setFill, func(s, f *Style) { s.SVGFill = f.SVGFill }, true},
		"background-color":           {setBackgroundColor, func(s, f *Style) { s.Background = f.Background }, false},
		"background-image":           {setBackgroundImage, func(s, f *Style) { s.Image = f.Image }, false},
		"background": {setBackground, func(s, f *Style) {
			s.Background, s.Image, s.ClipText = f.Background, f.Image, f.ClipText
		}, false},
		"background-clip -webkit-background-clip": {setBackgroundClip, func(s, f *Style) { s.ClipText = f.ClipText },
			false},
		"font-size":             {setFontSize, func(s, f *Style) { s.FontSize = f.FontSize }, true},
		"font":                  {setFont, func(s, f *Style) { s.FontSize = f.FontSize }, true},
		"letter-spacing":        {setLetterSpacing, func(s, f *Style) { s.LetterSpacing = f.LetterSpacing }, true},
		"text-indent":           {setIndent, func(s, f *Style) { s.Indent = f.Indent }, true},
		"white-space":           {setWhite, func(s, f *Style) { s.Spacing = f.Spacing }, true},
		"white-space-collapse":  {setWhite, func(s, f *Style) { s.Spacing = f.Spacing }, true},
		"-webkit-text-security": {setMasked, func(s, f *Style) { s.Masked = f.Masked }, true},
		"text-shadow -webkit-text-stroke -webkit-text-stroke-width": {setOutline, func(s,
			f *Style) {
			s.Outlined = f.Outlined
		}, true},
		"position": {setPosition, func(s, f *Style) {
			s.OutOfFlow, s.Relative, s.Fixed, s.Sticky = f.OutOfFlow, f.Relative, f.Fixed, f.Sticky
		}, false},
		"float":                   {setFloat, func(s, f *Style) { s.Float = f.Float }, false},
		"left inset-inline-start": lengthProperty(func(p *Place) *Length { return &p.Left }),
		"right inset-inline-end":  lengthProperty(func(p *Place) *Length { return &p.Right }),
		"top inset-block-start":   lengthProperty(func(p *Place) *Length { return &p.Top }),
		"bottom inset-block-end":  lengthProperty(func(p *Place) *Length { return &p.Bottom }),
		"inset": {setInset, func(s, f *Style) {
			p, at := s.place(), f.At()
			p.Left, p.Right, p.Top, p.Bottom = at.Left, at.Right, at.Top, at.Bottom
		}, false},
		"margin-left margin-inline-start": lengthProperty(func(p *Place) *Length { return &p.MarginLeft }),
		"margin-top margin-block-start":   lengthProperty(func(p *Place) *Length { return &p.MarginTop }),
		"margin": {setMargin, func(s, f *Style) {
			p, at := s.place(), f.At()
			p.MarginLeft, p.MarginTop = at.MarginLeft, at.MarginTop
		}, false},
		"width inline-size":         lengthProperty(func(p *Place) *Length { return &p.Width }),
		"height block-size":         lengthProperty(func(p *Place) *Length { return &p.Height }),
		"max-width max-inline-size": lengthProperty(func(p *Place) *Length { return &p.MaxWidth }),
		"max-height max-block-size": lengthProperty(func(p *Place) *Length { return &p.MaxHeight }),
		"overflow":                  {setOverflow, func(s, f *Style) { s.ClipX, s.ClipY = f.ClipX, f.ClipY }, false},
		"overflow-x": {overflowAlong(func(s *Style) *bool { return &s.ClipX }),
			func(s, f *Style) { s.ClipX = f.ClipX }, false},
		"overflow-y": {overflowAlong(func(s *Style) *bool { return &s.ClipY }),
			func(s, f *Style) { s.ClipY = f.ClipY }, false},
		"clip":                        {setClipBox, func(s, f *Style) { s.ClippedBox = f.ClippedBox }, false},
		"clip-path -webkit-clip-path": {setClipPath, func(s, f *Style) { s.Clipped = f.Clipped }, false},
		"padding":                     {setPadding, func(s, f *Style) { s.PadX, s.PadY = f.PadX, f.PadY }, false},
		"padding-top padding-bottom padding-block padding-block-start padding-block-end": {
			setPaddingY, func(s, f *Style) { s.PadY = f.PadY }, false,
		},
		"padding-left padding-right padding-inline padding-inline-start padding-inline-end": {
			setPaddingX, func(s, f *Style) { s.PadX = f.PadX }, false,
		},
		"transform -webkit-transform": {setTransform, func(s, f *Style) {
			s.Scaled = f.Scaled
			shift(s, f)
		}, false},
		"scale":              {setScale, func(s, f *Style) { s.Scaled = f.Scaled }, false},
		"translate":          {setTranslate, shift, false},
		"content-visibility": {setContentVisibility, func(s, f *Style) { s.SkipContent = f.SkipContent }, false},
		"filter":             {setFilter, func(s, f *Style) { s.FilteredOut = f.FilteredOut }, false},
		"text-decoration text-decoration-line -webkit-text-decoration": {setDecoration, func(s, f *Style) {
			s.LineThrough, s.Underline, s.decorated = f.LineThrough, f.Underline, f.decorated
		}, false},
		"text-decoration-color": {setDecorationColor, func(s, f *Style) {}, false},
		"content":               {setContent, func(s, f *Style) { s.Content, s.Replaced = f.Content, f.Replaced }, false},
		"animation -webkit-animation": {setAnimation, func(s, f *Style) {
			s.animation, s.stays = f.animation, f.stays
		}, false},
		"animation-name -webkit-animation-name": {setAnimationName, func(s,
			f *Style) {
			s.animation = f.animation
		}, false},
		"animation-fill-mode -webkit-animation-fill-mode": {setAnimationFill, func(s, f *Style) { s.stays = f.stays },
			false},
		"all": {nil, func(s, f *Style) { s.inherited, s.own = f.inherited, f.own }, false},
	} {
		for _, name := range strings.Fields(names) {
			all[name] = p
		}
	}
	return all
})

// lengthProperty is a property whose value is a length or a keyword such as auto.
func lengthProperty(of func(*Place) *Length) *property {
	return &property{
		set: func(t target, v tokens) bool {
			l, ok := v.lengthOrKeyword(float64(t.style.FontSize))
			if ok {
				*of(t.style.place()) = l
			}
			return ok
		},
		reset: func(s, from *Style) {
			at := from.At()
			*of(s.place()) = *of(&at)
		},
	}
}

// shift takes how far an element is moved from another style.
func shift(s, from *Style) {
	p, at := s.place(), from.At()
	p.ShiftX, p.ShiftY = at.ShiftX, at.ShiftY
}

// lengthOrKeyword parses a value that is one length, or a keyword that stands for one that goes by
// the content.
func (t tokens) lengthOrKeyword(em float64) (Length, bool) {
	if !t.single() {
		return Length{}, false
	}
	switch t.ident(0) {
	case "auto", "none", "min-content", "max-content", "fit-content", "stretch", "-webkit-fill-available",
		"-webkit-fit-content",
		"-webkit-min-content", "-webkit-max-content":
		return Length{}, true
	}
	if t.is(0, lex.FunctionToken) {
		switch strings.ToLower(t.name(0)) {
		case "fit-content", "anchor", "anchor-size", "calc-size":
			return Length{}, true
		}
	}
	return t.lengthAt(0, em, false)
}

// displays are the values of display that browsers know.
var displays = map[string]Display{
	"none": Absent, "contents": Contents, "block": Block, "flow-root": Block, "list-item": Block, "inline": Inline,
	"inline-block": InlineBox, "flex": Flex, "grid": Flex, "-webkit-flex": Flex, "-webkit-box": Block,
	"inline-flex": InlineFlex,
	"inline-grid": InlineFlex, "-webkit-inline-flex": InlineFlex, "-webkit-inline-box": InlineBox, "table": Block,
	"inline-table": InlineBox, "table-row-group": Block, "table-header-group": Block, "table-footer-group": Block,
	"table-row":  Block,
	"table-cell": Block, "table-caption": Block, "table-column": Column, "table-column-group": Column, "ruby": Inline,
	"ruby-text": Inline, "math": Inline, "block flow": Block, "inline flow": Inline, "block flow-root": Block,
	"inline flow-root": InlineBox, "block flex": Flex, "inline flex": InlineFlex, "block grid": Flex,
	"inline grid": InlineFlex,
	"block table": Block, "inline table": InlineBox, "flow": Block, "block math": Block, "inline math": Inline,
	"inline ruby": Inline,
	"block ruby":  Block, "inline list-item": Inline, "block list-item": Block, "flow list-item": Block,
	"flow-root list-item": Block,
	"list-item block":     Block, "block flow list-item": Block, "inline flow list-item": Inline,
}

// words are the identifiers that a value consists of, in lower case. It reports false where there
// is anything else.
func (t tokens) words() (string, bool) {
	var b strings.Builder
	for i := range t.list {
		switch {
		case t.list[i].kind == lex.WhitespaceToken:
			continue
		case t.list[i].kind != lex.IdentToken:
			return "", false
		case b.Len() > 0:
			b.WriteByte(' ')
		}
		b.WriteString(t.ident(i))
	}
	return b.String(), true
}

func setDisplay(t target, v tokens) bool {
	words, _ := v.words()
	d, ok := displays[words]
	if ok {
		t.style.Display, t.style.Table = d, strings.HasPrefix(words, "table-")
	}
	return ok
}

func setVisibility(t target, v tokens) bool {
	words, _ := v.words()
	switch words {
	case "visible":
		t.style.Invisible = false
	case "hidden", "collapse":
		t.style.Invisible = true
	default:
		return false
	}
	return true
}

func setOpacity(t target, v tokens) bool {
	if !v.single() {
		return false
	}
	n, ok := v.numeric(0)
	if v.is(0, lex.FunctionToken) {
		c := calculation{}
		var q quantity
		if q, ok = c.function(strings.ToLower(v.name(0)), v.inside(0)); ok {
			n.value, ok = q.px, q.plain
		}
	}
	if !ok || n.unit != "" && n.unit != "%" {
		return false
	}
	t.style.Opacity = clamp(n.of(1))
	return true
}

// oneColor parses a value that is a colour and nothing else.
func (t tokens) oneColor() (Color, bool) {
	if !t.single() {
		return Color{}, false
	}
	return t.color(0)
}

func setColor(t target, v tokens) bool {
	c, ok := v.oneColor()
	if c == current {
		c = t.parent.Color
	}
	if ok {
		t.style.Color = c
	}
	return ok
}

func setTextFill(t target, v tokens) bool {
	c, ok := v.oneColor()
	if ok {
		t.style.Fill, t.style.Filled = c, c != current
	}
	return ok
}

func setFill(t target, v tokens) bool {
	if words, _ := v.words(); words == "none" {
		t.style.SVGFill = Transparent
		return true
	}
	if v.is(0, lex.URLToken) {
		t.style.SVGFill = Color{}
		return true
	}
	c, ok := v.oneColor()
	if c == current {
		c = t.style.Color
	}
	if ok {
		t.style.SVGFill = c
	}
	return ok
}

func setBackgroundColor(t target, v tokens) bool {
	c, ok := v.oneColor()
	if ok {
		t.style.Background = c
	}
	return ok
}

// images are the functions that make a picture.
func isImage(t tokens, i int) bool {
	if t.is(i, lex.URLToken) {
		return true
	}
	if !t.is(i, lex.FunctionToken) {
		return false
	}
	name := strings.ToLower(t.name(i))
	return strings.HasSuffix(name, "gradient") || strings.HasSuffix(name, "image-set") || name == "image" ||
		name == "cross-fade" ||
		name == "-webkit-cross-fade" || name == "element" || name == "paint" || name == "url" || name == "src"
}

func setBackgroundImage(t target, v tokens) bool {
	image := false
	for _, part := range v.split() {
		if len(part.list) == 0 || part.after(0) != len(part.list) {
			return false
		}
		switch {
		case part.ident(0) == "none":
		case isImage(part, 0):
			image = true
		default:
			return false
		}
	}
	t.style.Image = image
	return true
}

// backgroundWords are the identifiers of the shorthand property background, besides colours.
var backgroundWords = map[string]bool{
	"none": true, "repeat": true, "repeat-x": true, "repeat-y": true, "no-repeat": true, "space": true, "round": true,
	"scroll": true,
	"fixed":  true, "local": true, "left": true, "right": true, "top": true, "bottom": true, "center": true,
	"cover":   true,
	"contain": true, "auto": true, "border-box": true, "padding-box": true, "content-box": true, "text": true,
}

func setBackground(t target, v tokens) bool {
	layer := own{Background: Transparent}
	if len(v.list) == 0 {
		return false
	}
	for i := 0; i < len(v.list); i = v.after(i) {
		kind := v.list[i].kind
		switch {
		case kind == lex.WhitespaceToken, kind == lex.CommaToken, v.delim(i, '/'):
		case isImage(v, i):
			layer.Image = true
		case backgroundWords[v.ident(i)]:
			layer.ClipText = layer.ClipText || v.ident(i) == "text"
		default:
			if _, ok := v.lengthAt(i, 16, false); ok {
				continue
			}
			c, ok := v.color(i)
			if !ok {
				return false
			}
			layer.Background = c
		}
	}
	t.style.Background, t.style.Image, t.style.ClipText = layer.Background, layer.Image, layer.ClipText
	return true
}

func setBackgroundClip(t target, v tokens) bool {
	text := false
	for _, part := range v.split() {
		switch part.ident(0) {
		case "text":
			text = true
		case "border-box", "padding-box", "content-box", "border-area":
		default:
			return false
		}
	}
	t.style.ClipText = text
	return true
}

// leastRelative is the smallest size, in pixels, that browsers give letters by a size that goes by
// that around them.
const leastRelative = 6

// fontSizes are the names of sizes, in pixels.
var fontSizes = map[string]float32{
	"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48,
}

func (t tokens) fontSize(i int, parent float32) (float32, bool) {
	word := t.ident(i)
	if px, ok := fontSizes[word]; ok {
		return px, true
	}
	switch word {
	case "smaller":
		return parent / 1.2, true
	case "larger":
		return parent * 1.2, true
	case "math":
		return parent, true
	}
	l, ok := t.lengthAt(i, float64(parent), false)
	px := l.Px + l.Share*parent
	if n, ok := t.numeric(i); ok && px > 0 && (n.unit == "%" || relative[n.unit] > 0) {
		px = max(px, leastRelative)
	}
	return px, ok && px >= 0
}

func setFontSize(t target, v tokens) bool {
	if !v.single() {
		return false
	}
	px, ok := v.fontSize(0, t.parent.FontSize)
	if ok {
		t.style.FontSize = px
	}
	return ok
}

// setFont takes the size out of the shorthand property. Behind it stands the name of a font.
func setFont(t target, v tokens) bool {
	if words, ok := v.words(); ok {
		switch words {
		case "caption", "icon", "menu", "message-box", "small-caption", "status-bar":
			t.style.FontSize = 13
			return true
		}
	}
	for i := 0; i < len(v.list); i = v.after(i) {
		if v.is(i, lex.WhitespaceToken) || v.is(i, lex.NumberToken) && i+1 < len(v.list) && v.raw(i) != "0" {
			continue
		}
		if px, ok := v.fontSize(i, t.parent.FontSize); ok {
			rest := v.space(i + 1)
			if v.delim(rest, '/') {
				rest = v.space(v.space(rest+1) + 1)
			}
			if !v.is(rest, lex.IdentToken) && !v.is(rest, lex.StringToken) {
				return false
			}
			t.style.FontSize = px
			return true
		}
		if !v.is(i, lex.IdentToken) && !v.is(i, lex.FunctionToken) {
			return false
		}
	}
	return false
}

func setLetterSpacing(t target, v tokens) bool {
	if words, _ := v.words(); words == "normal" {
		t.style.LetterSpacing = 0
		return true
	}
	if !v.single() {
		return false
	}
	l, ok := v.lengthAt(0, float64(t.style.FontSize), false)
	if ok {
		t.style.LetterSpacing = l.Px + l.Share*t.style.FontSize
	}
	return ok
}

func setIndent(t target, v tokens) bool {
	for i := 0; i < len(v.list); i = v.after(i) {
		if l, ok := v.lengthAt(i, float64(t.style.FontSize), false); ok {
			t.style.Indent = l
			return true
		}
	}
	return false
}

func setWhite(t target, v tokens) bool {
	words, ok := v.words()
	if !ok || words == "" {
		return false
	}
	white := Collapsed
	for word := range strings.FieldsSeq(words) {
		switch word {
		case "normal", "nowrap", "wrap", "collapse", "no-wrap":
		case "pre", "pre-wrap", "break-spaces", "preserve":
			white = Kept
		case "pre-line", "preserve-breaks":
			white = Lines
		default:
			return false
		}
	}
	t.style.Spacing = white
	return true
}

func setMasked(t target, v tokens) bool {
	words, _ := v.words()
	switch words {
	case "none":
		t.style.Masked = false
	case "disc", "circle", "square":
		t.style.Masked = true
	default:
		return false
	}
	return true
}

// setOutline takes shadows and outlines of letters. Those of no size or colour are none.
func setOutline(t target, v tokens) bool {
	if words, ok := v.words(); ok && (words == "none" || words == "") {
		t.style.Outlined = false
		return words != ""
	}
	size, unseen := false, false
	for i := 0; i < len(v.list); i = v.after(i) {
		if l, ok := v.lengthAt(i, 16, false); ok {
			size = size || l.Px != 0
		} else if c, ok := v.color(i); ok {
			unseen = c.Known && c.A < 0.1
		}
	}
	t.style.Outlined = size && !unseen
	return true
}
