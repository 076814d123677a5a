// Package css computes what style sheets make of the elements of a page, as far as that decides
// whether readers see their text. It applies the page's own sheets and style attributes as a
// browser does that runs no scripts and shows the page on a large screen.
package css

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/css"
)

// token is a token of a text. Comments are left out.
type token struct {
	kind    lex.TokenType
	at, end int32
	match   int32 // of what opens a block or function: how many tokens later it is closed, or all end
}

// tokens is a text and what it consists of.
type tokens struct {
	text string
	list []token
}

// tokenize splits a text. Every bracket knows where it is closed, so nothing is scanned twice.
func tokenize(text string) tokens {
	l := lex.NewLexer(parse.NewInputString(text))
	list := make([]token, 0, len(text)/4+4)
	var open []int32
	at := int32(0)
	for {
		kind, data := l.Next()
		if kind == lex.ErrorToken {
			break
		}
		end := at + int32(len(data))
		if kind == lex.CommentToken {
			at = end
			continue
		}
		switch kind {
		case lex.LeftBraceToken, lex.LeftBracketToken, lex.LeftParenthesisToken, lex.FunctionToken:
			open = append(open, int32(len(list)))
		case lex.RightBraceToken, lex.RightBracketToken, lex.RightParenthesisToken:
			if n := len(open); n > 0 && closes(list[open[n-1]].kind, kind) {
				list[open[n-1]].match = int32(len(list)) - open[n-1]
				open = open[:n-1]
			}
		}
		list = append(list, token{kind: kind, at: at, end: end})
		at = end
	}
	for _, i := range open {
		list[i].match = int32(len(list)) - i
	}
	return tokens{text, list}
}

func closes(open, kind lex.TokenType) bool {
	switch open {
	case lex.LeftBraceToken:
		return kind == lex.RightBraceToken
	case lex.LeftBracketToken:
		return kind == lex.RightBracketToken
	}
	return kind == lex.RightParenthesisToken
}

// raw is the text of a token.
func (t tokens) raw(i int) string { return t.text[t.list[i].at:t.list[i].end] }

// is reports whether the token at i is one of a kind.
func (t tokens) is(i int, kind lex.TokenType) bool { return i < len(t.list) && t.list[i].kind == kind }

// delim reports whether the token at i is a certain character.
func (t tokens) delim(i int, c byte) bool {
	return i < len(t.list) && t.list[i].end == t.list[i].at+1 && t.text[t.list[i].at] == c
}

// after is the index after the value that begins at i: one token, or a block with all that is in
// it.
func (t tokens) after(i int) int {
	return min(i+int(t.list[i].match)+1, len(t.list))
}

// space is the index of the first token from i on that is not white space.
func (t tokens) space(i int) int {
	for t.is(i, lex.WhitespaceToken) {
		i++
	}
	return i
}

// single reports whether there is one value and no more.
func (t tokens) single() bool { return len(t.list) > 0 && t.after(0) == len(t.list) }

// slice is a part of the tokens. Indexes in it count from its start.
func (t tokens) slice(from, to int) tokens {
	to = min(to, len(t.list))
	return tokens{t.text, t.list[min(from, to):to]}
}

// inside is what stands between the brackets of the block or function at i.
func (t tokens) inside(i int) tokens { return t.slice(i+1, i+int(t.list[i].match)) }

// trim leaves out white space at both ends.
func (t tokens) trim() tokens {
	i, n := 0, len(t.list)
	for i < n && t.list[i].kind == lex.WhitespaceToken {
		i++
	}
	for n > i && t.list[n-1].kind == lex.WhitespaceToken {
		n--
	}
	return t.slice(i, n)
}

// source is the text of all tokens.
func (t tokens) source() string {
	if len(t.list) == 0 {
		return ""
	}
	return t.text[t.list[0].at:t.list[len(t.list)-1].end]
}

// name is the identifier, or the name of the function, at-rule or hash, at i, with its escapes
// resolved.
func (t tokens) name(i int) string {
	s := t.raw(i)
	switch t.list[i].kind {
	case lex.FunctionToken:
		s = strings.TrimSuffix(s, "(")
	case lex.HashToken, lex.AtKeywordToken:
		s = s[1:]
	}
	return unescape(s)
}

// ident is the identifier at i in lower case, or "" where there is none.
func (t tokens) ident(i int) string {
	if !t.is(i, lex.IdentToken) {
		return ""
	}
	return strings.ToLower(t.name(i))
}

// str is what the string at i says.
func (t tokens) str(i int) string {
	s := t.raw(i)
	quote := s[0]
	s = s[1:]
	if n := len(s); n > 0 && s[n-1] == quote && !escaped(s[:n-1]) {
		s = s[:n-1]
	}
	return unescape(s)
}

// escaped reports whether the character after s has a backslash before it.
func escaped(s string) bool {
	n := len(s) - len(strings.TrimRight(s, `\`))
	return n%2 == 1
}

// unescape resolves the escapes of an identifier or string.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		digits := 0
		for digits < 6 && i+1+digits < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i+1+digits]) >= 0 {
			digits++
		}
		switch {
		case digits > 0:
			code, _ := strconv.ParseUint(s[i+1:i+1+digits], 16, 32)
			r := rune(code)
			if code == 0 || code > utf8.MaxRune || code >= 0xD800 && code < 0xE000 {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			if i += digits; i+1 < len(s) && strings.IndexByte(" \t\n\r\f", s[i+1]) >= 0 {
				i++
				if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
					i++
				}
			}
		case i+1 < len(s) && strings.IndexByte("\n\r\f", s[i+1]) >= 0:
			i++
		case i+1 < len(s):
			i++
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// split cuts tokens at the commas that are in no brackets.
func (t tokens) split() []tokens {
	var parts []tokens
	from := 0
	for i := 0; i < len(t.list); i = t.after(i) {
		if t.list[i].kind == lex.CommaToken {
			parts = append(parts, t.slice(from, i).trim())
			from = i + 1
		}
	}
	return append(parts, t.slice(from, len(t.list)).trim())
}
