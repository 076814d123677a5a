package strictyaml

import (
	"strings"
	"unicode/utf8"
)

// quick reads the plain part of YAML that lexicons are written in, some fifty times as fast as the
// library: block mappings and lists, lists in brackets and scalars, each scalar on one line. It
// builds the library's tree without comments. Of anything else it says that it is not its to read,
// and the library reads the whole file: mistakes, too, are found by the library alone.
type quick struct {
	lines  []line
	tail   int // how deep the comments and blanks after the last line are, -1 for none
	at     int // in lines
	nodes  []Node
	giveUp bool
}

// line is a line that is neither blank nor a comment.
type line struct {
	row    string // as it is in the file
	text   string // what is left to read of it, without blanks at the end
	indent int    // where text begins in row
	number int
	before int // how deep the deepest comment or blanks right before it are, -1 for none
}

// maxQuickDepth is far more than any lexicon nests.
const maxQuickDepth = 20

// maxQuickKeys is more keys than the largest file of a lexicon has.
const maxQuickKeys = 2000

// quickly is the root of data's tree; ok is false where the library has to read data.
func quickly(data []byte) (root *Node, ok bool) {
	q := &quick{}
	if !q.split(string(data)) || len(q.lines) == 0 {
		return nil, false
	}
	root = q.block(q.lines[0].indent, 0)
	if q.giveUp || q.at < len(q.lines) {
		return nil, false
	}
	return root, true
}

// split finds the lines. False is a text with characters that YAML treats in ways of their own.
func (q *quick) split(text string) bool {
	if !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
		return false
	}
	q.lines = make([]line, 0, strings.Count(text, "\n")+1)
	q.tail = -1
	for number := 1; text != ""; number++ {
		var row string
		row, text, _ = strings.Cut(text, "\n")
		inner := strings.TrimLeft(row, " ")
		indent := len(row) - len(inner)
		inner = strings.TrimRight(inner, " ")
		if !plainRunes(inner) || indent == 0 && (strings.HasPrefix(inner, "---") || strings.HasPrefix(inner, "...")) {
			return false
		}
		switch {
		case inner == "":
			q.tail = max(q.tail, indent-1) // Deeper than a scalar that goes on, its blanks are part of it.
		case inner[0] == '#':
			q.tail = max(q.tail, indent)
		default:
			q.lines = append(q.lines, line{row, inner, indent, number, q.tail})
			q.tail = -1
		}
	}
	return true
}

// plainRunes reports whether a line holds no control characters and no other ends of lines.
func plainRunes(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7f {
			return false
		} else if c >= utf8.RuneSelf {
			for _, r := range s[i:] {
				if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfffe {
					return false
				}
			}
			return true
		}
	}
	return true
}

// node is a new node that begins at byte at of l. Columns count code points.
func (q *quick) node(kind kind, tag string, l *line, at int) *Node {
	if len(q.nodes) == 0 {
		q.nodes = make([]Node, 64)
	}
	n := &q.nodes[0]
	q.nodes = q.nodes[1:]
	n.kind, n.tag = kind, tag
	n.Line, n.Column = l.number, 1+utf8.RuneCountInString(l.row[:at])
	return n
}

func (q *quick) fail() *Node {
	q.giveUp = true
	return nil
}

// block reads the mapping or list whose lines begin at indent.
func (q *quick) block(indent, depth int) *Node {
	if depth > maxQuickDepth {
		return q.fail()
	}
	if isItem(q.lines[q.at].text) {
		return q.list(indent, depth)
	}
	return q.mapping(indent, depth)
}

func isItem(text string) bool { return text == "-" || strings.HasPrefix(text, "- ") }

// list reads items as long as there are some at indent.
func (q *quick) list(indent, depth int) *Node {
	n := q.node(list, "!!seq", &q.lines[q.at], indent)
	for q.at < len(q.lines) && q.lines[q.at].indent == indent && isItem(q.lines[q.at].text) {
		l := &q.lines[q.at]
		inner := strings.TrimLeft(l.text[1:], " ")
		at := indent + len(l.text) - len(inner)
		if inner == "" || inner[0] == '#' || isItem(inner) {
			return q.fail()
		}
		var item *Node
		if _, _, ok := cutKey(inner); ok {
			l.text, l.indent = inner, at // The mapping begins on the item's own line.
			item = q.mapping(at, depth+1)
		} else {
			item = q.scalarOrList(inner, at, indent)
		}
		if q.giveUp {
			return nil
		}
		n.Content = append(n.Content, item)
	}
	return n
}

// mapping reads keys as long as there are some at indent.
func (q *quick) mapping(indent, depth int) *Node {
	n := q.node(mapping, "!!map", &q.lines[q.at], indent)
	for q.at < len(q.lines) && q.lines[q.at].indent == indent && !isItem(q.lines[q.at].text) {
		l := &q.lines[q.at]
		name, value, ok := cutKey(l.text)
		if !ok {
			return q.fail()
		}
		key := q.plain(name, l, indent)
		var v *Node
		switch {
		case value == "" || value[0] == '#':
			v = q.below(indent, depth)
		case value == ">-":
			v = q.folded(l, indent)
		default:
			v = q.scalarOrList(value, indent+len(l.text)-len(value), indent)
		}
		if q.giveUp || q.twice(n, name) {
			return q.fail()
		}
		n.Content = append(n.Content, key, v)
	}
	return n
}

// twice reports whether the mapping n has the key already, or so many keys that only a table would
// tell in time.
func (q *quick) twice(n *Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return len(n.Content) > 2*maxQuickKeys
}

// below reads the value that begins on the line after its key.
func (q *quick) below(indent, depth int) *Node {
	q.at++
	if q.at == len(q.lines) {
		return q.fail()
	}
	next := &q.lines[q.at]
	if next.indent > indent || next.indent == indent && isItem(next.text) {
		return q.block(next.indent, depth+1)
	}
	return q.fail()
}

// folded reads the lines of a scalar after ">-" at the end of a key's line, all of one indent and
// without a blank line or a line that may be a comment.
func (q *quick) folded(l *line, indent int) *Node {
	n := q.node(scalar, "!!str", l, len(l.row)-len(">-"))
	q.at++
	if !strings.HasSuffix(l.row, ">-") || q.at == len(q.lines) || q.lines[q.at].indent <= indent {
		return q.fail()
	}
	inner := q.lines[q.at].indent
	var words []string
	for number := l.number + 1; q.at < len(q.lines) && q.lines[q.at].indent > indent; number++ {
		l := &q.lines[q.at]
		if l.indent != inner || l.number != number || l.row[l.indent:] != l.text {
			return q.fail()
		}
		words = append(words, l.text)
		q.at++
	}
	comment := q.tail // One that is as deep as the lines would be one of them.
	if q.at < len(q.lines) {
		comment = q.lines[q.at].before
	}
	if comment >= inner {
		return q.fail()
	}
	n.Value = strings.Join(words, " ")
	return n
}

// cutKey cuts a line into a key and what stands after it, when it begins with a key that needs no
// quotation marks.
func cutKey(text string) (key, rest string, ok bool) {
	for i := range len(text) {
		switch c := text[i]; {
		case c == ':' && (i+1 == len(text) || text[i+1] == ' '):
			return text[:i], strings.TrimLeft(text[i+1:], " "), i > 0 && text[i-1] != ' '
		case isWordByte(c):
		case i > 0 && (c == '-' || c == '_' || c == '.' || c == '\''):
		case i > 0 && c == ' ' && text[i-1] != ' ' && text[i+1] != '#':
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// isWordByte reports whether a byte is a letter, a digit, or part of a character outside ASCII.
func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// scalarOrList reads what stands at column at of the current line, as a value of a collection at
// indent, and goes on to the next line.
func (q *quick) scalarOrList(text string, at, indent int) *Node {
	l := &q.lines[q.at]
	q.at++
	if q.at < len(q.lines) && q.lines[q.at].indent > indent {
		return q.fail() // The value may go on there.
	}
	var n *Node
	rest := ""
	switch text[0] {
	case '[', '{':
		n, rest = q.flow(text, l, at, 0)
	case '"', '\'':
		n, rest = q.quoted(text, l, at)
	default:
		value, _, _ := strings.Cut(text, " #")
		return q.plain(strings.TrimRight(value, " "), l, at)
	}
	if rest != "" && !strings.HasPrefix(strings.TrimLeft(rest, " "), "#") || strings.HasPrefix(rest, "#") {
		return q.fail()
	}
	return n
}

// flow reads a list in brackets or a mapping in braces that ends on its line.
func (q *quick) flow(text string, l *line, at, depth int) (n *Node, rest string) {
	closing := byte(']')
	if n = q.node(list, "!!seq", l, at); text[0] == '{' {
		closing, n.kind, n.tag = '}', mapping, "!!map"
	}
	rest = strings.TrimLeft(text[1:], " ")
	for {
		if rest == "" || depth > maxQuickDepth {
			return q.fail(), ""
		}
		if rest[0] == closing {
			return n, rest[1:]
		}
		if n.kind == mapping {
			name, value, ok := cutKey(rest)
			if !ok || value == "" || q.twice(n, name) {
				return q.fail(), ""
			}
			n.Content = append(n.Content, q.plain(name, l, at+len(text)-len(rest)))
			rest = value
		}
		var item *Node
		item, rest = q.flowItem(rest, l, at+len(text)-len(rest), depth+1)
		if q.giveUp {
			return nil, ""
		}
		n.Content = append(n.Content, item)
		rest = strings.TrimLeft(rest, " ")
		switch {
		case strings.HasPrefix(rest, ","):
			rest = strings.TrimLeft(rest[1:], " ")
		case rest == "" || rest[0] != closing:
			return q.fail(), ""
		}
	}
}

// flowItem reads one value in brackets or braces.
func (q *quick) flowItem(text string, l *line, at, depth int) (n *Node, rest string) {
	switch text[0] {
	case '[', '{':
		return q.flow(text, l, at, depth)
	case '"', '\'':
		return q.quoted(text, l, at)
	}
	end := strings.IndexAny(text, ",[]{}")
	if end <= 0 || strings.Contains(text[:end], " #") || strings.Contains(text[:end], ":") {
		return q.fail(), ""
	}
	return q.plain(strings.TrimRight(text[:end], " "), l, at), text[end:]
}

// quoted reads a scalar between quotation marks that ends on its line.
func (q *quick) quoted(text string, l *line, at int) (n *Node, rest string) {
	n = q.node(scalar, "!!str", l, at)
	if text[0] == '\'' {
		end := strings.IndexByte(text[1:], '\'')
		if end < 0 || strings.HasPrefix(text[end+2:], "'") { // Two marks stand for one.
			return q.fail(), ""
		}
		n.Value, rest = text[1:1+end], text[end+2:]
		return n, rest
	}
	end := strings.IndexAny(text[1:], `"\`)
	if end < 0 {
		return q.fail(), ""
	}
	if text[1+end] == '"' {
		n.Value, rest = text[1:1+end], text[end+2:]
		return n, rest
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			n.Value = b.String()
			return n, text[i+1:]
		case c != '\\':
			b.WriteByte(c)
		case i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '\\'):
			i++
			b.WriteByte(text[i])
		default:
			return q.fail(), ""
		}
	}
	return q.fail(), ""
}

// plain is a scalar without quotation marks.
func (q *quick) plain(value string, l *line, at int) *Node {
	n := q.node(scalar, "!!str", l, at)
	n.Value = value
	switch {
	case value == "true" || value == "false":
		n.tag = "!!bool"
	case value == "" || !startsPlain(value) || strings.Contains(value, ": ") || strings.HasSuffix(value, ":"):
		return q.fail()
	case value[0] >= '0' && value[0] <= '9' && strings.Trim(value, "0123456789.") == "" && strings.Count(value, ".") > 1:
		// A version is no number.
	case value[0] >= '0' && value[0] <= '9':
		if strings.Trim(value, "0123456789") != "" || value[0] == '0' && value != "0" || len(value) > 9 {
			return q.fail() // It may be a number, a date or a word: the library knows.
		}
		n.tag = "!!int"
	case strings.EqualFold(value, "true") || strings.EqualFold(value, "false") || strings.EqualFold(value, "null"):
		return q.fail()
	}
	return n
}

// startsPlain reports whether a scalar that begins so is plain, whatever follows.
func startsPlain(value string) bool {
	c := value[0]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf || c == '(' ||
		c == '=' && len(value) > 1
}
