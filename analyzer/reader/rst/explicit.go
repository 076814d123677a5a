package rst

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/markup"
)

// quotations are directives whose content is a quotation.
var quotations = map[string]bool{"epigraph": true, "highlights": true, "pull-quote": true}

// verbatim are directives whose content is no text of the page.
var verbatim = map[string]bool{
	"code": true, "code-block": true, "sourcecode": true, "highlight": true, "math": true, "parsed-literal": true,
	"doctest": true, "testcode": true, "graphviz": true, "digraph": true, "productionlist": true,
}

// explicit reads what begins with "..": a note, a directive, a target or a comment.
func (r *text) explicit(l markup.Line, body []markup.Line) {
	s := strings.TrimLeft(strings.TrimPrefix(r.Text(l), ".."), canonical.Blanks)
	rest := r.From(l, len(r.Text(l))-len(s))
	if s == "" {
		if len(body) == 0 || body[0].IsBlank() {
			r.blocks(body, document.Body) // An empty comment ends, and takes nothing with it.
			return
		}
		r.comment(body)
		return
	}
	if s[0] == '|' {
		return // It is put in where its name is.
	}
	switch name, _, ok := strings.Cut(s, "::"); {
	case s[0] == '[' && strings.Contains(s, "]"):
		r.note(r.From(rest, strings.IndexByte(s, ']')+1), body)
	case s[0] == '_':
	case ok && name != "" && !strings.ContainsAny(name, canonical.Blanks):
		r.directive(strings.ToLower(name), r.From(rest, len(name)+2), body)
	default:
		r.comment(append([]markup.Line{rest}, body...))
	}
}

// substitutions take note of what names between bars stand for.
func (r *text) substitutions(lines []markup.Line) {
	for _, l := range lines {
		rest, ok := strings.CutPrefix(r.Text(l), ".. |")
		if !ok {
			continue
		}
		if name, rest, ok := strings.Cut(rest, "| "); ok {
			if value, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "replace::"); ok {
				r.Name(name, value)
			}
		}
	}
}

// comment takes the lines of a comment. Up to the first blank one they may say one thing to refrain.
func (r *text) comment(lines []markup.Line) {
	first := slices.IndexFunc(lines, markup.Line.IsBlank)
	if first < 0 {
		first = len(lines)
	}
	r.Comment("", lines[:first]...)
	for _, l := range lines[first:] {
		r.Omit("comments", r.Text(l))
	}
}

// note reads a footnote or a citation.
func (r *text) note(first markup.Line, body []markup.Line) {
	k := 0
	words := []markup.Line{first}
	for k < len(body) && !body[k].IsBlank() {
		words = append(words, r.From(body[k], 0))
		k++
	}
	if first.IsBlank() {
		words = words[1:]
	}
	r.Paragraph(document.Note, 0, words...)
	r.blocks(body[k:], document.Note)
}

// options leaves out the options at the start of a directive, and returns the lines after them.
func (r *text) options(body []markup.Line) []markup.Line {
	for len(body) > 0 && !body[0].IsBlank() && strings.HasPrefix(r.Text(body[0]), ":") {
		s := r.Text(body[0])
		if end := strings.IndexByte(s[1:], ':'); end > 0 && (s[1:1+end] == "alt" || s[1:1+end] == "caption") {
			r.Omit("descriptions of pictures", s[end+2:])
		}
		body = body[1:]
	}
	return body
}

// directive reads a directive: its argument, after its options its content.
func (r *text) directive(name string, argument markup.Line, body []markup.Line) {
	body = r.options(body)
	words := r.Text(argument)
	switch {
	case name == "include" || name == "literalinclude" || name == "toctree" && words != "":
		r.Linked(words)
	case name == "toctree", name == "contents", name == "sectnum", name == "meta", name == "index",
		name == "role", name == "default-role",
		name == "class", name == "image":
		for _, l := range body {
			r.Omit("metadata", r.Text(l))
		}
	case name == "raw":
		r.Gap(0, "markup of the page not read", "check the converted page, too: what is under raw:: goes into it as it is")
	case verbatim[name]:
		r.Verbatim(body)
	case name == "figure":
		r.blocks(body, document.Caption)
	case quotations[name]:
		r.Quoted++
		r.argued(argument, body, document.Body)
		r.Quoted--
	case name == "csv-table" || name == "list-table" || name == "table":
		if words != "" {
			r.Paragraph(document.Caption, 0, argument)
		}
		r.blocks(body, document.Body)
	default:
		r.argued(argument, body, document.Body)
	}
}

// argued reads an argument that is text, and the content.
func (r *text) argued(argument markup.Line, body []markup.Line, role document.Role) {
	k := 0
	var words []markup.Line
	if !argument.IsBlank() {
		words = append(words, argument)
		for k < len(body) && !body[k].IsBlank() {
			words = append(words, r.From(body[k], 0))
			k++
		}
	}
	r.Paragraph(role, 0, words...)
	r.blocks(body[k:], role)
}

// isGrid reports whether a line is a border of a grid table.
func isGrid(s string) bool {
	return len(s) > 4 && strings.HasPrefix(s, "+-") && strings.HasSuffix(s, "+") && strings.Trim(s, "+-=") == ""
}

// grid reads a table that is drawn with lines. Cells that span rows are read row by row.
func (r *text) grid(lines []markup.Line) int {
	n := 0
	var row [][]markup.Line
	put := func() {
		if len(row) == 0 {
			return
		}
		r.NextRow()
		for _, cell := range row {
			r.NextCell()
			if len(cell) > 0 {
				r.Paragraph(document.Cell, 0, cell...)
			}
		}
		row = nil
	}
	for ; n < len(lines) && !lines[n].IsBlank(); n++ {
		s := r.Text(lines[n])
		if s[0] == '+' {
			put()
			continue
		}
		if s[0] != '|' {
			break
		}
		for k, at := 0, 1; at < len(s); k++ {
			end := strings.IndexByte(s[at:], '|')
			if end < 0 {
				end = len(s) - at
			}
			for len(row) <= k {
				row = append(row, nil)
			}
			cell := r.From(lines[n], at)
			cell.End = lines[n].Start + lines[n].Indent + at + len(strings.TrimRight(s[at:at+end], canonical.Blanks))
			if cell.Start < cell.End && strings.Trim(cell.Of(r.Source), "-+=") != "" {
				row[k] = append(row[k], cell)
			}
			at += end + 1
		}
	}
	put()
	return n
}

// isSimple reports whether a line is a border of a simple table.
func isSimple(s string) bool {
	return len(s) > 4 && s[0] == '=' && strings.Trim(s, "= ") == "" && strings.Contains(s, "= ")
}

// simple reads a table whose columns are named by its borders. It returns 0 where it has no end.
func (r *text) simple(lines []markup.Line) int {
	border := r.Text(lines[0])
	var starts []int
	for i := range len(border) {
		if border[i] == '=' && (i == 0 || border[i-1] == ' ') {
			starts = append(starts, i)
		}
	}
	end := 0
	for n := 1; n < len(lines); n++ {
		if isSimple(r.Text(lines[n])) {
			end = n
			if n+1 == len(lines) || lines[n+1].IsBlank() {
				break
			}
		}
	}
	if end == 0 {
		return 0
	}
	for _, l := range lines[1:end] {
		if l.IsBlank() || isSimple(r.Text(l)) || strings.Trim(r.Text(l), "- ") == "" {
			continue
		}
		r.NextRow()
		for k, from := range starts {
			r.NextCell()
			to := l.Len()
			if k+1 < len(starts) {
				to = r.column(l, lines[0].Indent+starts[k+1])
			}
			r.cell(l, r.column(l, lines[0].Indent+from), to)
		}
	}
	return end + 1
}

// column is the offset in a line of the character that is so far from its start.
func (r *text) column(l markup.Line, n int) int {
	for i := range l.Of(r.Source) {
		if n == 0 {
			return i
		}
		n--
	}
	return l.Len()
}

// cell reads a stretch of a line, from one offset in it to another.
func (r *text) cell(l markup.Line, from, to int) {
	for from < to && canonical.IsBlank(r.Source[l.Start+from]) {
		from++
	}
	for from < to && canonical.IsBlank(r.Source[l.Start+to-1]) {
		to--
	}
	if from < to {
		r.Paragraph(document.Cell, 0, markup.Line{Span: document.Span{Start: l.Start + from, End: l.Start + to}})
	}
}

// asterisk reads emphasis, which "*" or "**" begins and ends.
func asterisk(p *markup.Page, at, end int) (n int, do func()) {
	if strings.HasPrefix(p.Source[at:end], "**") {
		if to := p.Closing(at, end, "**", true); to > 0 {
			return to + 2 - at, p.Plain(at+2, to)
		}
		return 0, nil
	}
	if to := p.Closing(at, end, "*", true); to > 0 {
		return to + 1 - at, p.Marked(document.Emphasis, at+1, to)
	}
	return 0, nil
}

// bar reads the name of a substitution, which stands between bars.
func bar(p *markup.Page, at, end int) (n int, do func()) {
	to := p.Closing(at, end, "|", true)
	if to <= 0 || to-at >= 100 {
		return 0, nil
	}
	if value, ok := p.Values[p.Source[at+1:to]]; ok {
		return to + 1 - at, p.Stands(value, at, 0)
	}
	return to + 1 - at, func() {
		p.Gap(0, "substitution not put in", "check the converted page, too: names between bars stand for other text")
		p.Inline(at+1, to)
	}
}

// endsLink reports whether the underscore at the start of s, after the byte before, ends the name
// of a link.
func endsLink(before byte, s string) bool {
	return !canonical.IsBlank(before) &&
		(len(s) == 1 || canonical.IsBlank(s[1]) || strings.IndexByte(".,;:!?)", s[1]) >= 0)
}

// take knows marks, roles, links and references.
func take(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	switch s[0] {
	case '\\':
		if len(s) > 1 {
			if canonical.IsBlank(s[1]) {
				return 2, func() {}
			}
			return 1, func() {}
		}
	case '*':
		return asterisk(p, at, end)
	case '`':
		return backtick(p, at, end)
	case '|':
		return bar(p, at, end)
	case '[':
		if to := strings.IndexByte(s[:min(len(s), 100)], ']'); to > 0 && strings.HasPrefix(s[to:], "]_") {
			return to + 2, func() {}
		}
	case '_':
		if strings.HasPrefix(s, "_`") || at > 0 && endsLink(p.Source[at-1], s) {
			return 1, func() {}
		}
	case ':':
		return role(p, at, end)
	case 'h':
		if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			if n := strings.IndexAny(s, canonical.Blanks+"<>`"); n > 0 {
				return n, p.Left("", at, at)
			}
			return len(s), p.Left("", at, at)
		}
	}
	return 0, nil
}

// backtick reads code between two marks, or a link or role between single ones.
func backtick(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	if strings.HasPrefix(s, "``") {
		to := p.Closing(at, end, "``", false)
		if to < 0 {
			return 0, nil
		}
		return to + 2 - at, p.Left("code", at+2, to)
	}
	to := p.Closing(at, end, "`", false)
	if to < 0 {
		return 0, nil
	}
	after := to + 1
	for after < end && p.Source[after] == '_' {
		after++
	}
	return after - at, p.Plain(at+1, titleEnd(p.Source, at+1, to))
}

// titleEnd is where the words of "words <target>" end.
func titleEnd(s string, from, to int) int {
	if cut := strings.LastIndex(s[from:to], "<"); cut > 0 && s[to-1] == '>' {
		return from + len(strings.TrimRight(s[from:from+cut], canonical.Blanks))
	}
	return to
}

// role reads words with a role: ":ref:`words <target>`".
func role(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	colon := strings.IndexByte(s[1:min(len(s), 40)], ':')
	if colon < 1 || !strings.HasPrefix(s[colon+1:], ":`") ||
		strings.Trim(strings.ToLower(s[1:1+colon]), "abcdefghijklmnopqrstuvwxyz0123456789-_+.") != "" {
		return 0, nil
	}
	from := at + colon + 2
	to := p.Closing(from, end, "`", false)
	if to < 0 {
		return 0, nil
	}
	n = to + 1 - at
	switch name := strings.ToLower(s[1 : 1+colon]); name {
	case "code", "math", "command", "file", "samp", "envvar", "option", "py", "program":
		return n, p.Left("code", from+1, to)
	case "emphasis", "title", "title-reference", "t":
		return n, p.Marked(document.Emphasis, from+1, to)
	case "strike", "del", "s":
		return n, p.Struck(from+1, to)
	}
	return n, p.Plain(from+1, titleEnd(p.Source, from+1, to))
}
