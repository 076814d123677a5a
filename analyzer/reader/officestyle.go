package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// wordStyle is a style of a Word or OpenDocument text: what it says itself, and once resolved, what
// those that it is based on say.
type wordStyle struct {
	id       string
	basedOn  string
	isPlain  bool // it is the style of paragraphs that name none
	role     styleRole
	outline  int    // of a heading, from 1; 0 for none, -1 when it says nothing
	list     string // the id of its list; "" when it says nothing, "0" for none
	level    int    // in that list, from 0; -1 when it says nothing
	text     textStyle
	shade    colour  // behind whole paragraphs; of a style of tables, behind their cells
	flat     setting // lines have next to no height
	drops    setting // its paragraphs are dropped capitals
	placed   setting // its boxes stand where they say, in OpenDocument
	varied   bool    // a style of tables that gives some rows or columns a look of their own
	resolved bool
}

// styleRole is what the name of a style says about its paragraphs.
type styleRole struct {
	known bool
	role  document.Role
	level int
}

// settles reports whether the style says all about where its paragraphs belong, so that a number
// typed in one is not looked for. Items of lists have such numbers.
func (r styleRole) settles() bool { return r.known && r.role != document.ListItem }

// textStyle is what a style or a run says about its letters.
type textStyle struct {
	style          string // of characters
	italic, hidden setting
	raised, struck setting
	lang           string
	look
}

// setting is a property that may be on, off or not mentioned.
type setting int8

const (
	unset setting = iota
	off
	on
)

// or is s, or where it says nothing, other.
func (s setting) or(other setting) setting {
	if s == unset {
		return other
	}
	return s
}

// over is what holds when t is said on top of below.
func (t textStyle) over(below textStyle) textStyle {
	t.italic, t.hidden, t.raised = t.italic.or(below.italic), t.hidden.or(below.hidden), t.raised.or(below.raised)
	t.struck = t.struck.or(below.struck)
	if t.lang == "" {
		t.lang = below.lang
	}
	t.look = t.look.over(below.look)
	return t
}

// upon is what holds when the style of letters is t, and that of their paragraph is below. What is
// on in both is off: so Word shows emphasis in a paragraph that is all in italics.
func (t textStyle) upon(below textStyle) textStyle {
	both := func(a, b setting) setting {
		if a == on && b == on {
			return off
		}
		return a.or(b)
	}
	italic, hidden, struck := both(t.italic, below.italic), both(t.hidden, below.hidden), both(t.struck, below.struck)
	t = t.over(below)
	t.italic, t.hidden, t.struck = italic, hidden, struck
	return t
}

// styleRoles are the built-in styles that make a paragraph something. Files name them so in
// whatever language Word speaks.
var styleRoles = map[string]document.Role{
	"title": document.Title, "quote": document.BlockQuote, "intense quote": document.BlockQuote, "quotations": document.BlockQuote,
	"block text": document.BlockQuote, "block quotation": document.BlockQuote, "block quote": document.BlockQuote, "blockquote": document.BlockQuote,
	"caption": document.Caption, "table caption": document.Caption, "image caption": document.Caption, "illustration": document.Caption,
	"bibliography": document.Citation, "footnote text": document.Note, "endnote text": document.Note, "footnote": document.Note, "endnote": document.Note,
	"heading": document.Heading, "list paragraph": document.ListItem, "list": document.ListItem, "list bullet": document.ListItem,
	"list number": document.ListItem, "list continue": document.ListItem, "definition": document.Definition,
	"header": document.Running, "footer": document.Running,
	"toc": document.Body, "table of figures": document.Body, "index": document.Body, "contents": document.Body, // What they list opens no path.
}

// roleOfStyle goes by the name of a style, with the level behind it: "heading 2", "List Bullet 3".
func roleOfStyle(name string) styleRole {
	name = strings.ToLower(strings.TrimSpace(name))
	base := strings.TrimRight(name, " 0123456789")
	role, ok := styleRoles[base]
	if !ok {
		return styleRole{}
	}
	r := styleRole{known: true, role: role}
	if n, err := strconv.Atoi(strings.TrimSpace(name[len(base):])); err == nil && n < 10 {
		r.level = n
	}
	if role == document.Heading || role == document.ListItem {
		r.level = max(r.level, 1)
	}
	return r
}

// styles are the styles of a document by their ids.
type styles struct {
	byID     map[string]*wordStyle
	plain    string    // the id of the style of paragraphs that name none
	defaults textStyle // below all styles
	table    string    // the id of the style of tables that name none
}

// maxBasedOn is how long a chain of styles that are based on each other may be.
const maxBasedOn = 50

// of is the style with an id, with what it inherits. Without one it is a style that says nothing.
func (s *styles) of(id string) *wordStyle { return s.resolve(id, maxBasedOn) }

func (s *styles) resolve(id string, depth int) *wordStyle {
	style := s.byID[id]
	if style == nil || depth == 0 {
		return &wordStyle{outline: -1, level: -1}
	}
	if style.resolved {
		return style
	}
	style.resolved = true // Also ends a circle.
	if style.basedOn == "" {
		return style
	}
	base := s.resolve(style.basedOn, depth-1)
	if !style.role.known {
		style.role = base.role
	}
	if style.outline < 0 {
		style.outline = base.outline
	}
	if style.list == "" {
		style.list = base.list
	}
	if style.level < 0 {
		style.level = base.level
	}
	style.text = style.text.over(base.text)
	style.shade, style.flat = style.shade.or(base.shade), style.flat.or(base.flat)
	style.drops, style.placed = style.drops.or(base.drops), style.placed.or(base.placed)
	style.varied = style.varied || base.varied
	return style
}

// unseen says whether text of this style, on what is behind it, is part of what readers see, and
// if not, why.
func (t *textStyle) unseen(behind colour) (document.Exclusion, string) {
	switch {
	case t.hidden == on:
		return document.Hidden, hiddenText
	case t.struck == on:
		return document.Deleted, struckThrough
	}
	if why := t.illegible(t.on(behind)); why != "" {
		return document.Hidden, why
	}
	return document.Included, ""
}
