package latex

import (
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
)

// headings are the levels of the commands for headings.
var headings = map[string]int{
	"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6, "subparagraph": 7,
}

// symbols are what commands stand for.
var symbols = map[string]string{
	"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
	"AA": "Å",
	"i":  "ı", "j": "ȷ", "S": "§", "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–",
	"textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
	"textquoteright": "’",
	"glqq":           "„", "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»",
	"quotedblbase": "„",
	"euro":         "€", "texteuro": "€", "pounds": "£", "copyright": "©", "LaTeX": "LaTeX", "TeX": "TeX",
	"textbackslash":  "\\",
	"textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "slash": "/", "quad": " ", "qquad": " ", "space": " ",
	"newline": "\n", "linebreak": "\n", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "and": "\n",
	"hfill": " ", "xspace": "", "protect": "", "relax": "", "noindent": "", "indent": "", "maketitle": "", "today": "",
	"textperiodcentered": "·", "textbullet": "•", "dag": "†", "ddag": "‡", "th": "þ", "dh": "ð", "DH": "Ð",
	"TH": "Þ",
}

// accents are the marks that commands put over or under a letter.
var accents = map[string]string{
	"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "\"": "\u0308", "=": "\u0304", ".": "\u0307",
	"c": "\u0327",
	"v": "\u030C", "H": "\u030B", "u": "\u0306", "r": "\u030A", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}

// unprinted are commands whose arguments are no words of the page, and what they are counted as.
var unprinted = map[string]string{
	"label": "", "ref": "", "eqref": "", "pageref": "", "autoref": "", "cref": "", "Cref": "", "nameref": "", "vref": "",
	"cite": "", "citep": "", "citet": "", "citeauthor": "", "citeyear": "", "parencite": "", "textcite": "",
	"autocite": "",
	"footcite": "", "nocite": "", "fullcite": "", "url": "", "nolinkurl": "", "usepackage": "", "RequirePackage": "",
	"documentclass": "", "bibliography": "", "bibliographystyle": "", "addbibresource": "", "vspace": "", "hspace": "",
	"setlength": "", "addtolength": "", "setcounter": "", "addtocounter": "", "pagestyle": "", "thispagestyle": "",
	"pagenumbering": "", "hyphenation": "metadata", "geometry": "", "hypersetup": "metadata", "definecolor": "",
	"color": "", "fontsize": "", "selectlanguage": "", "setmainfont": "", "setstretch": "", "rule": "", "cline": "",
	"cmidrule": "", "index": "index terms", "glossary": "index terms", "graphicspath": "", "includegraphics": "",
	"addcontentsline": "", "bibitem": "", "linespread": "", "captionsetup": "", "theoremstyle": "", "newtheorem": "",
	"lstset": "", "tikzset": "", "pgfplotsset": "", "newcounter": "", "newlength": "", "hypertarget": "",
	"titleformat": "", "titlespacing": "", "newenvironment": "", "renewenvironment": "",
}

// first are commands whose first arguments are no words, and how many.
var first = map[string]int{
	"href": 1, "textcolor": 1, "colorbox": 1, "hyperref": 0, "multicolumn": 2, "multirow": 2, "foreignlanguage": 1,
	"resizebox": 2, "scalebox": 1, "rotatebox": 1, "raisebox": 1, "parbox": 1, "makebox": 0, "framebox": 0,
	"hyperlink": 1, "fcolorbox": 2, "texorpdfstring": 0,
}

// asides are commands whose argument is a note to the text.
var asides = map[string]bool{
	"footnote": true, "footnotetext": true, "endnote": true, "marginpar": true, "thanks": true, "sidenote": true,
	"marginnote": true, "todo": true,
}

// named is the length of a command's name after the backslash at the start of s, without a star.
func named(s string) int {
	n := 1
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] == '@') {
		n++
	}
	if n == 1 && len(s) > 1 {
		_, size := utf8.DecodeRuneInString(s[1:])
		return size
	}
	return n - 1
}

// command reads the command at hand.
func (t *text) command(to int) {
	s := t.s[t.at:to]
	n := named(s)
	name := s[1 : 1+n]
	if n == 0 {
		t.at++
		return
	}
	if mark, ok := accents[name]; ok && t.accent(s, 1+n, mark) {
		return
	}
	if c := name[0]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '@') {
		t.sign(s, name)
		return
	}
	length := 1 + n
	if strings.HasPrefix(s[length:], "*") {
		length++
	}
	if value, ok := symbols[name]; ok {
		rest := strings.TrimLeft(s[length:], " \t")
		if strings.HasPrefix(s[length:], "{}") {
			length += 2
		} else if value != " " {
			length = len(s) - len(rest)
		}
		t.says(value, length)
		return
	}
	if m, ok := t.macros[name]; ok {
		t.expand(m, length, to)
		return
	}
	t.at += length
	t.known(name, to)
}

// known reads a command that has a name and is passed over.
func (t *text) known(name string, to int) {
	level, isHeading := headings[name]
	what, isUnprinted := unprinted[name]
	skip, hasFirst := first[name]
	switch {
	case isHeading:
		t.option(to)
		t.argument(to, func(s document.Span) { t.endBlock(); t.block(document.Heading, level, s) })
	case asides[name]:
		t.option(to)
		t.argument(to, func(s document.Span) { t.notes = append(t.notes, s) })
	case isUnprinted:
		t.pass(what, to)
	case hasFirst:
		t.option(to)
		for range skip {
			t.argument(to, func(document.Span) {})
			t.option(to)
		}
	case isDefinition[name]:
		t.define(to)
	case name == "begin" || name == "end":
		t.argument(to, func(s document.Span) { t.environment(name == "begin", s.Of(t.s), to) })
	default:
		t.inline(name, to)
	}
}

// inline reads a command for words in a paragraph. Of one that is not known the arguments are text.
func (t *text) inline(name string, to int) {
	switch name {
	case "title":
		t.argument(to, func(s document.Span) { t.block(document.Title, 0, s) })
	case "subtitle", "author":
		t.argument(to, func(s document.Span) { t.block(document.Caption, 0, s) })
	case "caption":
		t.option(to)
		t.argument(to, func(s document.Span) { t.block(document.Caption, 0, s) })
	case "item":
		t.endBlock()
		t.item = true
		t.option2(to)
	case "par":
		t.endBlock()
	case "emph", "textit", "textsl":
		t.argument(to, func(s document.Span) { t.marked(document.Emphasis, s) })
	case "added":
		t.option(to)
		t.argument(to, func(s document.Span) { t.marked(document.Inserted, s) })
	case "sout", "st", "xout", "deleted", "strikethrough":
		t.option(to)
		t.argument(to, t.struck)
	case "replaced":
		t.option(to)
		t.argument(to, func(s document.Span) { t.marked(document.Inserted, s) })
		t.argument(to, t.struck)
	case "phantom", "hphantom", "vphantom":
		t.argument(to, func(s document.Span) { t.excluded(document.Hidden, "invisible", s) })
	case "enquote", "textquote":
		t.option(to)
		t.argument(to, t.enquoted)
	case "blockquote":
		t.option(to)
		t.argument(to, func(s document.Span) { t.endBlock(); t.block(document.BlockQuote, 0, s) })
	case "input", "include", "subfile", "import", "subimport":
		t.argument(to, t.linked)
	case "verb", "lstinline":
		t.verbatim(to)
	case "iffalse":
		end := strings.Index(t.s[t.at:to], `\fi`)
		if end < 0 {
			end = to - t.at
		}
		t.d.Omit("comments", t.s[t.at:t.at+end])
		t.at += end
	default:
		if rest := t.s[t.at:to]; rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
			t.at += len(rest) - len(strings.TrimLeft(rest, " \t")) // Blanks end a command's name.
		}
	}
}

// sign reads a command that is a sign.
func (t *text) sign(s, name string) {
	switch name {
	case `\`:
		t.at += 2
		if t.tables > 0 {
			t.endBlock()
			t.d.NextRow()
			t.d.NextCell()
			return
		}
		if t.d.IsOpen && !t.silent {
			t.d.Newline()
		}
	case "(", "[":
		closing := map[string]string{"(": `\)`, "[": `\]`}[name]
		end := strings.Index(s[:min(len(s), longestFormula)], closing)
		if end < 0 {
			t.at += 2
			return
		}
		t.left("formulas", end+2)
	case "%", "&", "$", "#", "_", "{", "}":
		t.at++
		t.says(name, 1)
	case " ", ",", ";", ":", "\n", "~":
		t.says(" ", 1+len(name))
	default: // A hyphenation point, a correction of space.
		t.at += 1 + len(name)
	}
}

// accent reads a letter with a mark, which begins at n.
func (t *text) accent(s string, n int, mark string) bool {
	from := n
	isWord := n == 2 && s[1] >= 'a' && s[1] <= 'z' || n == 2 && s[1] == 'H'
	rest := strings.TrimLeft(s[n:], " \t")
	if isWord && len(rest) == len(s)-n && !strings.HasPrefix(rest, "{") {
		return false
	}
	from = len(s) - len(rest)
	braced := strings.HasPrefix(rest, "{")
	if braced {
		from++
		rest = rest[1:]
	}
	dotless := strings.HasPrefix(rest, `\i`) || strings.HasPrefix(rest, `\j`)
	if dotless {
		rest, from = rest[1:], from+1
	}
	letter, size := utf8.DecodeRuneInString(rest)
	if size == 0 || !canonical.IsWordRune(letter) {
		return false
	}
	end := from + size
	if braced {
		if !strings.HasPrefix(s[end:], "}") {
			return false
		}
		end++
	} else if dotless {
		end = len(s) - len(strings.TrimLeft(s[end:], " \t"))
	}
	t.says(string(letter)+mark, end)
	return true
}

// argument calls f with the argument that follows, and passes over it.
func (t *text) argument(to int, f func(s document.Span)) {
	rest := strings.TrimLeft(t.s[t.at:to], canonical.Blanks)
	if rest == "" || rest[0] != '{' {
		return
	}
	from := to - len(rest) + 1
	end := t.groupEnd(from, to)
	if end < 0 {
		t.d.Gap(0, gap.Damaged+": a group has no end", "end it where it should: a brace is missing")
		return
	}
	t.at = end + 1
	f(document.Span{Start: from, End: end})
}

// option passes over an argument in brackets.
func (t *text) option(to int) { t.bracketed(to, func(document.Span) {}) }

// option2 reads an argument in brackets as text.
func (t *text) option2(to int) { t.bracketed(to, t.stretch) }

func (t *text) bracketed(to int, f func(s document.Span)) {
	rest := strings.TrimLeft(t.s[t.at:to], " \t")
	if rest == "" || rest[0] != '[' {
		return
	}
	from := to - len(rest) + 1
	depth := 1
	for i := from; i < min(to, from+longestOption); i++ {
		switch t.s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				t.at = i + 1
				f(document.Span{Start: from, End: i})
				return
			}
		}
	}
}

// longestOption is how many bytes an argument in brackets has at most.
const longestOption = 2000

// pass passes over all arguments that follow.
func (t *text) pass(what string, to int) {
	for {
		at := t.at
		t.option(to)
		if t.at < to && t.s[t.at] == '{' {
			t.argument(to, func(s document.Span) {
				if what != "" {
					t.d.Omit(what, s.Of(t.s))
				}
			})
		}
		if t.at == at {
			return
		}
	}
}

func (t *text) marked(kind document.MarkKind, s document.Span) {
	if !t.silent {
		t.begin()
	}
	t.d.OpenMark(kind)
	t.stretch(s)
	t.d.CloseMark(kind)
}

func (t *text) excluded(kind document.Exclusion, reason string, s document.Span) {
	outer, why := t.d.Exclusion, t.d.Reason
	if !t.silent {
		t.begin()
	}
	t.d.Exclude(kind, reason)
	t.stretch(s)
	t.d.Exclude(outer, why)
}

func (t *text) struck(s document.Span) { t.excluded(document.Deleted, builder.StruckThrough, s) }

// enquoted reads words that are set between quotation marks.
func (t *text) enquoted(s document.Span) {
	if t.silent {
		return
	}
	t.begin()
	t.d.Decoded("“", s.Start-1, 1)
	t.stretch(s)
	t.d.Decoded("”", s.End, 1)
}

// linked names a file whose text belongs to this one.
func (t *text) linked(s document.Span) {
	name := strings.TrimSpace(s.Of(t.s))
	if len(t.d.Doc.Gaps) >= builder.MaxNamedGaps {
		name = "more files"
	}
	t.d.Gap(0, gap.Linked, "check that file, too: "+name)
}

// verbatim passes over code between two signs that are the same.
func (t *text) verbatim(to int) {
	t.option(to)
	rest := t.s[t.at:to]
	if rest == "" {
		return
	}
	closing := rest[:1]
	if closing == "{" {
		closing = "}"
	}
	line := rest[:strings.IndexAny(rest+"\n", "\r\n")]
	end := -1
	if len(line) > 0 {
		end = strings.Index(line[1:], closing)
	}
	if end < 0 {
		return
	}
	t.left("code", end+2)
}
