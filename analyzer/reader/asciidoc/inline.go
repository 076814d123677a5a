package asciidoc

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/markup"
)

// take knows marks, macros and references.
func take(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	switch c := s[0]; c {
	case '\\':
		if len(s) > 1 && strings.IndexByte("*_`#^~+{<[\\", s[1]) >= 0 {
			return 2, func() { p.Builder.Text(s[1:2], at+1) }
		}
	case '&':
		if value, n := charset.Entity(s); n > 0 {
			return n, p.Stands(value, at, n)
		}
	case '"', '\'':
		return curly(p, at, end)
	case '<':
		return reference(p, at, s)
	case '[':
		return bracket(p, at, end)
	case '(':
		return index(p, at, s)
	case '{':
		return attributeValue(p, at, s)
	case '+':
		return plus(p, at, end)
	case ':', 'h', 'l', 'x', 'f', 'i', 'k', 'm', 's', 'p':
		return macro(p, at, end)
	default:
		return mark(p, c, at, end)
	}
	return 0, nil
}

// mark reads words between marks: one at the bounds of words, two anywhere.
func mark(p *markup.Page, c byte, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	double := s[:1] + s[:1]
	length, to := 2, -1
	if strings.HasPrefix(s, double) {
		to = p.Closing(at, end, double, false)
	} else {
		length = 1
		to = p.Closing(at, end, s[:1], c != '^' && c != '~')
	}
	if to < 0 {
		return 0, nil
	}
	return to + length - at, marked(p, c, at+length, to)
}

func marked(p *markup.Page, c byte, from, to int) func() {
	switch c {
	case '_':
		return p.Marked(document.Emphasis, from, to)
	case '`':
		return p.Left("code", from, to)
	}
	return p.Plain(from, to)
}

// curly reads quotation marks that are typed as a mark and a backtick.
func curly(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	if !strings.HasPrefix(s[1:], "`") {
		return 0, nil
	}
	length := strings.Index(s[:min(len(s), 4<<10)], "`"+s[:1])
	if length < 2 {
		return 0, nil
	}
	opening, closing := "“", "”"
	if s[0] == '\'' {
		opening, closing = "‘", "’"
	}
	return length + 2, func() {
		p.Decoded(opening, at, 2)
		p.Inline(at+2, at+length)
		p.Decoded(closing, at+length, 2)
	}
}

// reference reads "<<id,text>>".
func reference(p *markup.Page, at int, s string) (n int, do func()) {
	end := strings.Index(s[:min(len(s), 1<<10)], ">>")
	if !strings.HasPrefix(s, "<<") || end < 0 {
		return 0, nil
	}
	if cut := strings.IndexByte(s[:end], ','); cut > 0 {
		return end + 2, p.Plain(at+cut+1, at+end)
	}
	return end + 2, p.Left("", at, at)
}

// bracket reads an anchor, or words with a role: "[.line-through]#words#".
func bracket(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	s = s[:min(len(s), 1<<10)]
	closing := strings.IndexByte(s, ']')
	if closing < 0 {
		return 0, nil
	}
	if strings.HasPrefix(s, "[[") && strings.HasPrefix(s[closing:], "]]") {
		return closing + 2, func() {}
	}
	if s[1] != '.' && s[1] != '#' || closing+1 >= len(s) {
		return 0, nil
	}
	from, role := at+closing+1, s[1:closing]
	switch c := p.Source[from]; c {
	case '#', '*', '_':
		length, do := mark(p, c, from, end)
		if length == 0 {
			return 0, nil
		}
		if strings.Contains(role, "line-through") {
			do = p.Struck(from+1, from+length-1)
		}
		return closing + 1 + length, do
	}
	return 0, nil
}

// index reads terms of an index: those in two brackets are text.
func index(p *markup.Page, at int, s string) (n int, do func()) {
	s = s[:min(len(s), 1<<10)]
	if strings.HasPrefix(s, "(((") {
		if end := strings.Index(s, ")))"); end > 0 {
			return end + 3, p.Left("index terms", at+3, at+end)
		}
	}
	if strings.HasPrefix(s, "((") {
		if end := strings.Index(s, "))"); end > 0 {
			return end + 2, p.Plain(at+2, at+end)
		}
	}
	return 0, nil
}

// characters are attributes that stand for characters.
var characters = map[string]string{
	"nbsp": " ", "zwsp": "", "wj": "", "amp": "&", "lt": "<", "gt": ">", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
	"rdquo": "”", "apos": "'", "quot": "\"", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "startsb": "[",
	"endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::",
	"two-semicolons": ";;", "cpp": "C++", "sp": " ", "empty": "", "blank": "",
}

// attributeValue reads a reference to an attribute: its value where the document gives one.
func attributeValue(p *markup.Page, at int, s string) (n int, do func()) {
	end := strings.IndexByte(s[:min(len(s), 100)], '}')
	if end < 2 || strings.Trim(s[1:end], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
		return 0, nil
	}
	if value, ok := characters[s[1:end]]; ok {
		return end + 1, p.Stands(value, at, end+1)
	}
	if value, ok := p.Values[s[1:end]]; ok && !strings.ContainsRune(value, '{') {
		return end + 1, p.Stands(value, at, 0)
	}
	return end + 1, func() {
		p.Gap(0, "value of an attribute not known",
			"check the converted page, too: the text names values that are not in this file")
		p.Space()
	}
}

// plus reads what is passed on as it is, and the end of a line that is broken.
func plus(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	if len(s) == 1 || s[1] == '\n' || s[1] == '\r' {
		return 1, p.Newline
	}
	marks := min(len(s)-len(strings.TrimLeft(s, "+")), 3)
	to := p.Closing(at, end, s[:marks], marks == 1)
	if to < 0 {
		return 0, nil
	}
	return to + marks - at, func() { p.Words(at+marks, to) }
}

// macros are those within a paragraph; what is in their brackets is text.
var macros = map[string]bool{
	"link": true, "xref": true, "http": true, "https": true, "mailto": true, "footnote": true, "image": true,
	"footnoteref": true, "kbd": true, "menu": true, "stem": true, "latexmath": true, "asciimath": true, "pass": true,
	"indexterm": true, "indexterm2": true, "icon": true,
}

// macro reads a macro like "link:address[text]".
func macro(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:min(end, at+4<<10)]
	if s[0] == ':' || at > 0 && isLetter(p.Source[at-1]) {
		return 0, nil
	}
	colon := strings.IndexByte(s[:min(len(s), 13)], ':')
	if colon < 0 || !macros[s[:colon]] {
		return 0, nil
	}
	target := strings.IndexAny(s[colon:], "[ \t\r\n")
	if target < 0 || s[colon+target] != '[' {
		if name := s[:colon]; strings.HasPrefix(name, "http") && strings.HasPrefix(s[colon:], "://") {
			if target < 0 {
				target = len(s) - colon
			}
			return colon + target, p.Left("", at, at)
		}
		return 0, nil
	}
	from := colon + target
	length := markup.Bracketed(s[from:])
	if length == 0 {
		return 0, nil
	}
	inner, to := at+from+1, at+from+length-1
	switch name := s[:colon]; name {
	case "footnote", "footnoteref":
		if name == "footnoteref" {
			inner += strings.IndexByte(p.Source[inner:to], ',') + 1
		}
		p.Note(inner, to)
		return from + length, func() {}
	case "image", "icon":
		return from + length, p.Left("descriptions of pictures", inner, to)
	case "stem", "latexmath", "asciimath":
		return from + length, p.Left("formulas", inner, to)
	case "indexterm":
		return from + length, p.Left("index terms", inner, to)
	case "pass":
		return from + length, func() { p.Words(inner, to) }
	}
	if cut := strings.IndexByte(p.Source[inner:to], '^'); cut >= 0 && inner+cut == to-1 {
		to--
	}
	return from + length, p.Plain(inner, to)
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
