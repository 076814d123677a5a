package latex

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
)

// raw are environments whose content is no text, and what it is counted as.
var raw = map[string]string{
	"verbatim": "code", "Verbatim": "code", "lstlisting": "code", "minted": "code", "alltt": "code",
	"filecontents": "code",
	"comment":      "comments", "equation": "formulas", "align": "formulas", "gather": "formulas", "eqnarray": "formulas",
	"math": "formulas", "displaymath": "formulas", "multline": "formulas", "alignat": "formulas", "flalign": "formulas",
	"tikzpicture": "drawings", "pspicture": "drawings",
}

// quotes are environments whose content is a quotation.
var quotes = map[string]bool{
	"quote": true, "quotation": true, "displayquote": true, "verse": true, "quoting": true, "displaycquote": true,
}

var lists = map[string]bool{
	"itemize": true, "enumerate": true, "description": true, "compactitem": true, "compactenum": true,
}

var tables = map[string]bool{
	"tabular": true, "tabularx": true, "longtable": true, "tabu": true, "array": true, "tabulary": true,
	"supertabular": true,
	"tblr":         true,
}

// environment reads what begins or ends an environment.
func (t *text) environment(begins bool, name string, to int) {
	name = strings.TrimSuffix(name, "*")
	t.endUnlessInline(name)
	what, isRaw := raw[name]
	step := -1
	if begins {
		step = 1
	}
	switch {
	case name == "document":
		t.silent, t.over = false, !begins
	case isRaw && begins:
		t.raw(name, what, to)
	case quotes[name]:
		t.option(to)
		t.quoted = max(t.quoted+step, 0)
	case lists[name]:
		t.option(to)
		t.lists = max(t.lists+step, 0)
		t.item = t.lists > 0 && begins
	case tables[name]:
		t.tables = max(t.tables+step, 0)
		if begins {
			t.option(to)
			if name == "tabularx" || name == "tabulary" {
				t.argument(to, func(document.Span) {})
			}
			t.argument(to, func(document.Span) {})
			t.d.NextRow()
			t.d.NextCell()
		}
	case begins:
		t.option(to)
		if name == "minipage" || name == "multicols" || name == "thebibliography" || name == "adjustbox" {
			t.argument(to, func(document.Span) {})
		}
	}
}

// endUnlessInline ends the open block: an environment is a block of its own.
func (t *text) endUnlessInline(name string) {
	if t.role == document.Body && name != "math" {
		t.endBlock()
	}
}

// raw passes over an environment whose content is no text.
func (t *text) raw(name, what string, to int) {
	rest := t.s[t.at:to]
	end := -1
	if !t.endless[name] {
		end = strings.Index(rest, `\end{`+name)
	}
	if end < 0 {
		t.endless[name] = true
		t.d.Gap(0, gap.Damaged+": an environment has no end", `end it where it should: \end{`+name+"} is missing")
		return
	}
	t.d.Omit(what, rest[:end])
	t.at += end
}

// macro is what the text defines a command to stand for.
type macro struct {
	body      document.Span
	arguments int
}

// isDefinition has the commands that define others.
var isDefinition = map[string]bool{
	"newcommand": true, "renewcommand": true, "providecommand": true, "def": true, "gdef": true, "edef": true,
	"NewDocumentCommand": true, "RenewDocumentCommand": true, "DeclareRobustCommand": true, "DeclareMathOperator": true,
}

// define takes note of a definition: of the name, how many arguments it takes, and its body.
func (t *text) define(to int) {
	rest := strings.TrimLeft(t.s[t.at:to], canonical.Blanks+"{")
	if rest == "" || rest[0] != '\\' {
		return
	}
	n := named(rest)
	name := rest[1 : 1+n]
	t.at = to - len(rest) + 1 + n
	rest = t.s[t.at:to]
	head := strings.IndexByte(rest, '{')
	if strings.HasPrefix(rest, "}") {
		t.at++
		rest = rest[1:]
		head--
	}
	const longestHead = 100
	if head < 0 || head > longestHead {
		return
	}
	m := macro{arguments: strings.Count(rest[:head], "#")}
	t.bracketed(to, func(s document.Span) {
		if s.Len() == 1 && s.Of(t.s)[0] >= '0' && s.Of(t.s)[0] <= '9' {
			m.arguments = int(s.Of(t.s)[0] - '0')
		}
	})
	t.option(to)
	if t.at < to && t.s[t.at] == '#' {
		t.at += strings.IndexByte(t.s[t.at:to]+"{", '{')
	}
	found := document.Span{Start: -1}
	t.argument(to, func(s document.Span) { found = s })
	if after := strings.TrimLeft(t.s[t.at:to], canonical.Blanks); strings.HasPrefix(after, "{") && found.Start >= 0 &&
		strings.Trim(found.Of(t.s), "mosOd+{} ") == "" {
		m.arguments = strings.Count(found.Of(t.s), "m") // of \NewDocumentCommand
		t.argument(to, func(s document.Span) { found = s })
	}
	if found.Start >= 0 && !t.d.TooMany(len(t.macros), "macros") {
		m.body = found
		t.macros[name] = m
	}
}

const (
	longestExpansion = 1000   // bytes that a macro stands for at most
	mostExpanded     = 10_000 // bytes of definitions that are looked at for it
)

// expand puts in the words that a macro stands for. Its arguments are text; where it has words of
// its own around them, a gap says so.
func (t *text) expand(m macro, length, to int) {
	work := mostExpanded
	words := t.words(m, 5, &work)
	switch {
	case m.arguments == 0:
		if strings.HasPrefix(t.s[t.at+length:to], "{}") {
			length += 2
		}
		if !t.silent && words != "" {
			t.begin()
			t.d.Decoded(words, t.at, 0)
		}
		t.at += length
		return
	case strings.ContainsFunc(words, canonical.IsWordRune):
		t.d.Gap(0, "macros of its own not put in", "check the typeset pages, too: the text defines macros with arguments")
	}
	t.at += length
}

// words are those that a macro stands for, without commands. Macros in it may be so deep, and work
// is how many bytes may still be looked at.
func (t *text) words(m macro, depth int, work *int) string {
	body := m.body.Of(t.s)
	var b strings.Builder
	for i := 0; i < len(body) && b.Len() < longestExpansion && *work > 0; i++ {
		*work--
		switch c := body[i]; {
		case c == '{' || c == '}':
		case c == '#':
			i++
		case c == '~':
			b.WriteByte(' ')
		case c == '\\':
			n := named(body[i:])
			name := body[i+1 : min(i+1+n, len(body))]
			inner, ok := t.macros[name]
			switch value, isSymbol := symbols[name]; {
			case ok && depth > 0:
				b.WriteString(t.words(inner, depth-1, work))
			case isSymbol:
				b.WriteString(value)
			case n == 1 && strings.Contains("%&$#_{} ", name):
				b.WriteString(name)
			}
			i += n
		default:
			b.WriteByte(c)
		}
	}
	return strings.ToValidUTF8(b.String(), "")
}
