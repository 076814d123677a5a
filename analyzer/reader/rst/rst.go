// Package rst reads texts of reStructuredText.
package rst

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/markup"
	"refrain/analyzer/reader/provision"
)

var rules = &markup.Rules{Triggers: "*`|[_\\:h", Take: take}

// Read reads what the converted page shows. Comments and code are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	p := markup.NewPage(ctx, in, rules)
	r := &text{Page: p}
	lines := p.Lines()
	r.substitutions(lines)
	r.blocks(lines, document.Body)
	return p.Finish()
}

// text is a file that is being read.
type text struct {
	*markup.Page
	adornments []string // of headings, by their level
}

// blocks reads lines whose indent is the least that any of them has.
func (r *text) blocks(lines []markup.Line, role document.Role) {
	if !r.Deeper() {
		return
	}
	defer r.Shallower()
	base := -1
	for _, l := range lines {
		if !l.IsBlank() && (base < 0 || l.Indent < base) {
			base = l.Indent
		}
	}
	for i := 0; i < len(lines) && r.Ctx.Err() == nil; {
		i += max(r.block(lines, i, base, role), 1)
	}
}

// under is where the lines end that belong to the line i: those that are indented deeper than base.
func under(lines []markup.Line, i, base int) int {
	end := i
	for k := i; k < len(lines); k++ {
		switch {
		case lines[k].IsBlank():
		case lines[k].Indent <= base:
			return end
		default:
			end = k + 1
		}
	}
	return end
}

// block reads the block that begins with line i, and returns how many lines it took.
func (r *text) block(lines []markup.Line, i, base int, role document.Role) int {
	l := lines[i]
	if l.IsBlank() {
		return 1
	}
	s := r.Text(l)
	switch {
	case l.Indent > base:
		end := under(lines, i, base)
		r.Quoted++
		r.blocks(lines[i:end], document.Body)
		r.Quoted--
		return end - i
	case s == ".." || strings.HasPrefix(s, ".. "):
		end := under(lines, i+1, base)
		r.explicit(l, lines[i+1:end])
		return end - i
	case strings.HasPrefix(s, "__ "):
		return 1
	case strings.HasPrefix(s, ">>> "):
		end := paragraphEnd(lines, i, base)
		r.Verbatim(lines[i:end])
		return end - i
	case strings.HasPrefix(s, "| ") || s == "|":
		r.Paragraph(role, 0, r.From(l, 1))
		return 1
	case isGrid(s):
		return r.grid(lines[i:])
	case isSimple(s):
		if n := r.simple(lines[i:]); n > 0 {
			return n
		}
	}
	if n := r.heading(lines, i); n > 0 {
		return n
	}
	if isAdornment(s) {
		return 1 // A rule across the page.
	}
	if n := r.item(lines, i, base); n > 0 {
		return n
	}
	return r.paragraph(lines, i, base, role)
}

// paragraphEnd is where the paragraph that begins with line i ends.
func paragraphEnd(lines []markup.Line, i, base int) int {
	end := i + 1
	for end < len(lines) && !lines[end].IsBlank() && lines[end].Indent == base {
		end++
	}
	return end
}

// paragraph reads a paragraph, or a term with its definition.
func (r *text) paragraph(lines []markup.Line, i, base int, role document.Role) int {
	end := paragraphEnd(lines, i, base)
	if end < len(lines) && end == i+1 && !lines[end].IsBlank() && lines[end].Indent > base {
		r.Paragraph(document.Definition, 0, r.From(lines[i], 0))
		last := under(lines, end, base)
		r.blocks(lines[end:last], document.Definition)
		return last - i
	}
	words := make([]markup.Line, 0, end-i)
	for _, l := range lines[i:end] {
		words = append(words, r.From(l, 0))
	}
	last := &words[len(words)-1]
	literal := strings.HasSuffix(r.Text(*last), "::")
	if literal {
		last.End--
		if s := r.Text(*last); s == ":" || strings.HasSuffix(s, " :") {
			last.End = last.Start + len(strings.TrimRight(s[:len(s)-1], canonical.Blanks))
		}
	}
	if last.Start < last.End || len(words) > 1 {
		r.Paragraph(role, 0, words...)
	}
	if !literal {
		return end - i
	}
	code := under(lines, end, base)
	r.Verbatim(lines[end:code])
	return code - i
}

// isAdornment reports whether a line is a row of one mark of punctuation.
func isAdornment(s string) bool {
	return len(s) > 3 && strings.IndexByte("=-`:.'\"~^_*+#<>!$%&(),/;?@[\\]{|}", s[0]) >= 0 && strings.Trim(s, s[:1]) == ""
}

// underlines reports whether a line marks the words above it as a title.
func underlines(line, words string) bool {
	const shortest = 3 // of a title whose line may be as short
	return line != "" && (isAdornment(line) || len(line) >= min(len(words), shortest) && len(words) <= shortest &&
		strings.IndexByte("=-~^\"'`+*#", line[0]) >= 0 && strings.Trim(line, line[:1]) == "")
}

// heading reads a title with a line under it, and maybe one above it.
func (r *text) heading(lines []markup.Line, i int) int {
	over := i+2 < len(lines) && isAdornment(r.Text(lines[i])) && !lines[i+1].IsBlank()
	title := i
	if over {
		title = i + 1
	}
	if title+1 >= len(lines) || lines[title].IsBlank() {
		return 0
	}
	line := r.Text(lines[title+1])
	words := r.Text(lines[title])
	if !underlines(line, words) || lines[title+1].Indent > 0 || over && line != r.Text(lines[i]) ||
		!over && (isAdornment(words) || lines[title].Indent > 0) {
		return 0
	}
	adornment := line[:1]
	if over {
		adornment += adornment
	}
	level := 0
	for level < len(r.adornments) && r.adornments[level] != adornment {
		level++
	}
	if level == len(r.adornments) {
		r.adornments = append(r.adornments, adornment)
	}
	r.Paragraph(document.Heading, level+1, r.From(lines[title], 0))
	return title + 2 - i
}

// item reads an item of a list, or a field, with what is indented under it.
func (r *text) item(lines []markup.Line, i, base int) int {
	role, n, ok := r.itemMark(lines, i, base)
	if !ok {
		return 0
	}
	end := under(lines, i+1, base)
	first := r.From(lines[i], n)
	words := []markup.Line{first}
	k := i + 1
	for k < end && !lines[k].IsBlank() {
		if m := r.Text(lines[k]); k == i+1 && provision.ListMarker(m) > 0 {
			break
		}
		words = append(words, r.From(lines[k], 0))
		k++
	}
	level := 0
	if role == document.ListItem {
		level = 1
	}
	if first.IsBlank() {
		words = words[1:]
	}
	r.Paragraph(role, level, words...)
	r.blocks(lines[k:end], document.Body)
	return end - i
}

// itemMark reads the mark of an item or the name of a field, and returns how many bytes of the line
// it takes that are not text.
func (r *text) itemMark(lines []markup.Line, i, base int) (role document.Role, n int, ok bool) {
	s := r.Text(lines[i])
	role = document.ListItem
	switch {
	case s[0] == ':' && strings.Contains(s[1:], ": ") || s[0] == ':' && strings.HasSuffix(s, ":") && len(s) > 2:
		end := strings.Index(s[1:], ":") + 2
		if strings.ContainsAny(s[1:end-1], "`") || end < len(s) && s[end] != ' ' {
			return role, 0, false
		}
		role, n = document.Body, end
	case strings.IndexByte("-*+", s[0]) >= 0 && len(s) > 1 && s[1] == ' ',
		strings.HasPrefix(s, "• "), strings.HasPrefix(s, "#. "):
		n = strings.IndexByte(s, ' ') + 1
	case provision.ListMarker(s) > 0:
		end := under(lines, i+1, base)
		if end == i+1 && paragraphEnd(lines, i, base) > i+1 {
			return role, 0, false // The next line is not indented: it is a paragraph.
		}
	default:
		return role, 0, false
	}
	return role, n, true
}
