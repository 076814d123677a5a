// Package office is what texts of Word and of OpenDocument share: styles and how letters look,
// numbers of lists, where paragraphs are cited, and what readers do not see.
package office

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
)

// Style is a style of a Word or OpenDocument text: what it says itself, and once resolved, what
// those that it is based on say.
type Style struct {
	ID       string    // by which the text names it
	BasedOn  string    // the id of the style that it inherits from
	IsPlain  bool      // it is the style of paragraphs that name none
	Role     StyleRole // what its name says
	Outline  int       // of a heading, from 1; 0 for none, -1 when it says nothing
	List     string    // the id of its list; "" when it says nothing, "0" for none
	Level    int       // in that list, from 0; -1 when it says nothing
	Text     TextStyle // of its letters
	Shade    Colour    // behind whole paragraphs; of a style of tables, behind their cells
	Unseen   Setting   // it is that of a sheet or slide that is not shown
	Flat     Setting   // lines have next to no height
	Drops    Setting   // its paragraphs are dropped capitals
	Placed   Setting   // its boxes are where they say, in OpenDocument
	Varied   bool      // a style of tables that gives some rows or columns a look of their own
	resolved bool
}

// StyleRole is what the name of a style says about its paragraphs.
type StyleRole struct {
	Known bool          // the name says something
	Role  document.Role // of its paragraphs
	Level int           // of a heading or list item, from 1
}

// HasOwnPlace reports whether the style says all about where its paragraphs belong, so that a
// number typed in one is not looked for. Items of lists have such numbers.
func (r StyleRole) HasOwnPlace() bool { return r.Known && r.Role != document.ListItem }

// TextStyle is what a style or a run says about its letters.
type TextStyle struct {
	Style          string  // of characters
	Italic, Hidden Setting // they lean; nobody sees them
	Raised, Struck Setting // they are above the line; they are struck through
	Lang           string  // the language that is stated; "" when none is
	Look
}

// Setting is a property that may be on, off or not mentioned.
type Setting int8

const (
	Unset Setting = iota // not mentioned
	Off                  // it is not so
	On                   // it is so
)

// Or is s, or where it says nothing, other.
func (s Setting) Or(other Setting) Setting {
	if s == Unset {
		return other
	}
	return s
}

// Over is what holds when t is said on top of below.
func (t TextStyle) Over(below TextStyle) TextStyle {
	t.Italic, t.Hidden, t.Raised = t.Italic.Or(below.Italic), t.Hidden.Or(below.Hidden), t.Raised.Or(below.Raised)
	t.Struck = t.Struck.Or(below.Struck)
	if t.Lang == "" {
		t.Lang = below.Lang
	}
	t.Look = t.Look.over(below.Look)
	return t
}

// Upon is what holds when the style of letters is t, and that of their paragraph is below. What is
// on in both is off: so Word shows emphasis in a paragraph that is all in italics.
func (t TextStyle) Upon(below TextStyle) TextStyle {
	both := func(a, b Setting) Setting {
		if a == On && b == On {
			return Off
		}
		return a.Or(b)
	}
	italic, hidden, struck := both(t.Italic, below.Italic), both(t.Hidden, below.Hidden), both(t.Struck, below.Struck)
	t = t.Over(below)
	t.Italic, t.Hidden, t.Struck = italic, hidden, struck
	return t
}

// styleRoles are the built-in styles that make a paragraph something. Files name them so in
// whatever language Word speaks.
var styleRoles = map[string]document.Role{
	"title": document.Title, "quote": document.BlockQuote, "intense quote": document.BlockQuote,
	"quotations": document.BlockQuote,
	"block text": document.BlockQuote, "block quotation": document.BlockQuote, "block quote": document.BlockQuote,
	"blockquote": document.BlockQuote,
	"caption":    document.Caption, "table caption": document.Caption, "image caption": document.Caption,
	"illustration": document.Caption,
	"bibliography": document.Citation, "footnote text": document.Note, "endnote text": document.Note,
	"footnote": document.Note, "endnote": document.Note,
	"heading": document.Heading, "list paragraph": document.ListItem, "list": document.ListItem,
	"list bullet": document.ListItem,
	"list number": document.ListItem, "list continue": document.ListItem, "definition": document.Definition,
	"header": document.Running, "footer": document.Running,
	// What they list opens no path.
	"toc": document.Body, "table of figures": document.Body, "index": document.Body, "contents": document.Body,
}

// RoleOfStyle goes by the name of a style, with the level after it: "heading 2", "List Bullet 3".
func RoleOfStyle(name string) StyleRole {
	name = strings.ToLower(strings.TrimSpace(name))
	base := strings.TrimRight(name, " 0123456789")
	role, ok := styleRoles[base]
	if !ok {
		return StyleRole{}
	}
	r := StyleRole{Known: true, Role: role}
	if n, err := strconv.Atoi(strings.TrimSpace(name[len(base):])); err == nil && n < 10 {
		r.Level = n
	}
	if role == document.Heading || role == document.ListItem {
		r.Level = max(r.Level, 1)
	}
	return r
}

// Styles are the styles of a document by their ids.
type Styles struct {
	ByID     map[string]*Style // all styles
	Plain    string            // the id of the style of paragraphs that name none
	Defaults TextStyle         // below all styles
	Table    string            // the id of the style of tables that name none
}

// maxBasedOn is how long a chain of styles that are based on each other may be.
const maxBasedOn = 50

// Of is the style with an id, with what it inherits. Without one it is a style that says nothing.
func (s *Styles) Of(id string) *Style { return s.resolve(id, maxBasedOn) }

func (s *Styles) resolve(id string, depth int) *Style {
	style := s.ByID[id]
	if style == nil || depth == 0 {
		return &Style{Outline: -1, Level: -1}
	}
	if style.resolved {
		return style
	}
	style.resolved = true // Also ends a circle.
	if style.BasedOn == "" {
		return style
	}
	base := s.resolve(style.BasedOn, depth-1)
	if !style.Role.Known {
		style.Role = base.Role
	}
	if style.Outline < 0 {
		style.Outline = base.Outline
	}
	if style.List == "" {
		style.List = base.List
	}
	if style.Level < 0 {
		style.Level = base.Level
	}
	style.Text = style.Text.Over(base.Text)
	style.Shade, style.Flat = style.Shade.Or(base.Shade), style.Flat.Or(base.Flat)
	style.Drops, style.Placed = style.Drops.Or(base.Drops), style.Placed.Or(base.Placed)
	style.Varied = style.Varied || base.Varied
	return style
}

// Unseen says whether text of this style, on what is behind it, is part of what readers see, and
// if not, why.
func (t *TextStyle) Unseen(behind Colour) (document.Exclusion, string) {
	switch {
	case t.Hidden == On:
		return document.Hidden, HiddenText
	case t.Struck == On:
		return document.Deleted, builder.StruckThrough
	}
	if why := t.illegible(t.on(behind)); why != "" {
		return document.Hidden, why
	}
	return document.Included, ""
}
