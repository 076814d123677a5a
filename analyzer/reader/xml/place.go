package xml

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/reader/provision"
)

// depth is how many levels are open.
func (x *tree) depth() int {
	n := 0
	for i := range x.open {
		if x.open[i].rule.does == level {
			n++
		}
	}
	return max(n, 1)
}

// locate finds how the innermost open level is cited: "Article 4(2)(b)", "Schedule 2, paragraph 3",
// "Part II > Chapter 1".
func (x *tree) locate() {
	var c address
	for i := range x.open {
		if n := &x.open[i]; n.rule.does == level && !n.quoted {
			x.cite(&c, n)
		}
	}
	if x.where = c.cited; c.cited == "" {
		x.where = strings.Join(c.row, " > ")
	}
}

// address gathers how the open levels are cited, from the outermost inwards.
type address struct {
	row   []string // the divisions
	cited string   // the provision, with its paragraphs
	last  string   // the innermost number of what is cited
}

// cite adds the next level inwards to an address.
func (x *tree) cite(c *address, n *node) {
	word, bare := splitNumber(n.number)
	if word == "" || n.rule.label == "Sec." {
		word = n.rule.label
	}
	switch named := strings.TrimSpace(word + " " + bare); {
	case n.rule.where && bare != "":
		c.cited = named
	case n.rule.label != "":
		c.divide(n, named, bare)
	case n.name == "level" && n.heading != "" && bare != "" && !isDigit(bare[0]):
		c.row, c.cited = append(c.row, bare+" "+n.heading), "" // a lettered part, in which paragraphs number on
	case bare != "":
		x.citeParagraph(c, bare)
	case c.cited == "" && n.heading != "":
		c.row = append(c.row, n.heading)
	}
	if bare != "" {
		c.last = bare
	}
}

// divide adds a division that has a label, as a part or chapter: by its number, or else by its
// heading. What has neither adds nothing.
func (c *address) divide(n *node, named, bare string) {
	switch {
	case n.number == "" && n.heading != "":
		named = n.heading
	case n.rule.label == otherLevel && bare != "":
		named = strings.TrimSpace(bare + " " + n.heading)
	case n.number == "":
		return
	}
	c.row, c.cited = append(c.row, named), ""
}

// citeParagraph adds a paragraph that has a number and no label.
func (x *tree) citeParagraph(c *address, bare string) {
	switch {
	case c.cited != "" && strings.HasPrefix(bare, c.last+".") && c.last != "":
		c.cited = x.paragraph(bare) // "6.1" holds the number of what it appears in.
	case c.cited != "":
		c.cited += "(" + bare + ")"
	case len(c.row) > 0 && !(isDigit(bare[0]) && x.numbersOn(c, bare)):
		c.cited = c.row[len(c.row)-1] + ", " + x.paragraph(bare)
	default:
		c.cited = x.paragraph(bare)
	}
}

// numbersOn reports whether the paragraphs of the document are known to number on through its headings,
// so that they are cited alone: it is a judgment, or a number went on below another heading.
func (x *tree) numbersOn(c *address, bare string) bool {
	if n, err := strconv.Atoi(bare); err == nil && n != x.last {
		head := c.row[len(c.row)-1]
		if n == x.last+1 && n > 1 && head != x.lastIn {
			x.runs = true
		}
		if n == x.last+1 || n == 1 {
			x.last, x.lastIn = n, head
		}
	}
	return x.runs || x.isJudgment()
}

// isJudgment reports whether the document is a judgment.
func (x *tree) isJudgment() bool {
	const depth = 3 // of the element that says so, below the root and perhaps what an archive wraps it in
	for i := range x.open[:min(len(x.open), depth)] {
		if x.open[i].name == "judgment" {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// paragraph is how a numbered paragraph is cited in the document's language.
func (x *tree) paragraph(number string) string {
	return provision.ParagraphOf(x.d.Doc.Lang, number)
}

// splitNumber takes a number as it is printed apart: "SECTION 1." is "Section" and "1", "(2)" is
// "2".
func splitNumber(s string) (word, bare string) {
	s = strings.Trim(s, " .:–—-“”\"'‘’")
	if first, rest, ok := strings.Cut(s, " "); ok && (len(first) > 2 || first == "§") &&
		strings.Trim(first, "0123456789()") == first {
		if strings.ToUpper(first) == first && first != "§" {
			r, n := utf8.DecodeRuneInString(first)
			first = string(r) + strings.ToLower(first[n:])
		}
		word, s = first, rest
	}
	if bare = strings.Trim(s, " .()[]"); strings.ContainsFunc(
		bare,
		func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) },
	) {
		return word, bare
	}
	return word, "" // A bullet.
}

// pathDepth and pathName bound the paths of elements, which hostile files could make as long as the
// file.
const pathDepth, pathName = 40, 40

// part is the path of the block that the element with the index i belongs to, as XPath:
// "/bill/section[2]/text". It begins at the innermost element that has an identifier:
// "//section[@eId='sec_4']/content".
func (x *tree) part(i int) string {
	for i > 0 && (x.open[i].rule.does == inline || x.open[i].rule.does == marked || i >= pathDepth) {
		i--
	}
	return x.step(i)
}

// step is the path of the element with the index i.
func (x *tree) step(i int) string {
	if i < 0 {
		return ""
	}
	n := &x.open[i]
	if n.part != "" {
		return n.part
	}
	name := n.name[:min(len(n.name), pathName)]
	switch {
	case n.id != "":
		n.part = "//" + name + "[" + n.id + "]"
	case n.index > 1:
		n.part = x.step(i-1) + "/" + name + "[" + strconv.Itoa(n.index) + "]"
	default:
		n.part = x.step(i-1) + "/" + name
	}
	return n.part
}

// identifiers are the attributes that identify an element, the most telling first: those of Akoma
// Ntoso, of USLM, of any XML.
var identifiers = []struct{ space, name, shown string }{
	{"", "eId", "@eId"},
	{"", "identifier", "@identifier"},
	{"", "id", "@id"},
	{"xml", "id", "@xml:id"},
}

// identifier is the condition by which XPath finds an element, or "".
func identifier(attrs []xml.Attr) string {
	const longest = 100
	for _, known := range identifiers {
		for _, a := range attrs {
			if a.Name.Local == known.name && a.Name.Space == known.space && a.Value != "" && len(a.Value) < longest &&
				!strings.ContainsAny(a.Value, "'\"\n") {
				return known.shown + "='" + a.Value + "'"
			}
		}
	}
	return ""
}
