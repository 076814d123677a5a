// Package csv reads tables of values between separators.
package csv

import (
	"context"
	"fmt"
	"path"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/scalar"
)

// separators are what may be between values, in the order in which they are preferred.
const separators = ",;\t|"

// Read reads the cells that hold letters, each under the name of its column and the number of its
// row. Columns have names where the first row holds nothing but short words.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	t := &table{d: d, s: d.Doc.Source}
	if strings.HasPrefix(t.s, charset.BOM) {
		t.at = len(charset.BOM)
	}
	t.separator = separatorOf(t.s[t.at:], strings.ToLower(path.Ext(in.Name)))
	if rest := strings.ToLower(t.s[t.at:min(len(t.s), t.at+6)]); strings.HasPrefix(rest, "sep=") && len(rest) > 4 {
		t.separator = rest[4]
		t.at += strings.IndexAny(t.s[t.at:]+"\n", "\r\n")
	}
	for row := 1; t.at < len(t.s) && ctx.Err() == nil; row++ {
		t.row(row)
	}
	return d.Finish()
}

// table is a file that is being read.
type table struct {
	d         *builder.Builder
	s         string
	at        int
	separator byte
	names     []string // of the columns
}

// separatorOf is the separator of which the first lines have most, and all of them the same number.
func separatorOf(s, ext string) byte {
	const sample = 8 << 10
	if ext == ".tsv" || ext == ".tab" {
		return '\t'
	}
	s = s[:min(len(s), sample)]
	best, most := byte(','), 0
	for i := range len(separators) {
		c := separators[i]
		inside, n, lines, first, even := false, 0, 0, 0, true
		for k := range len(s) {
			switch {
			case s[k] == '"':
				inside = !inside
			case s[k] == c && !inside:
				n++
			case s[k] == '\n' && !inside:
				if lines++; lines == 1 {
					first = n
				} else {
					even = even && n == first*lines
				}
			}
		}
		if even && lines > 1 {
			n *= 10
		}
		if n > most {
			best, most = c, n
		}
	}
	return best
}

// cell is a value, and where it is.
type cell struct {
	text  scalar.Text
	value string
}

// row reads the row at hand.
func (t *table) row(number int) {
	var cells []cell
	for more := true; more; {
		var c cell
		c, more = t.cell()
		cells = append(cells, c)
		const most = 20_000 // columns; a spreadsheet has fewer
		if len(cells) > most {
			t.d.Gap(0, gap.Limit, fmt.Sprintf("check the file: row %d has more than %d columns", number, most))
			t.at += strings.IndexAny(t.s[t.at:]+"\n", "\r\n")
			t.lineEnd()
			break
		}
	}
	t.d.NextRow()
	if number == 1 && areNames(cells) && t.at < len(t.s) {
		for _, c := range cells {
			t.names = append(t.names, strings.Join(strings.Fields(c.value), " "))
		}
	}
	for i := range cells {
		t.d.NextCell()
		c := &cells[i]
		if !strings.ContainsFunc(c.value, unicode.IsLetter) {
			continue
		}
		name := ""
		if i < len(t.names) && number > 1 {
			name = t.names[i]
		}
		if name == "" {
			name = "column " + fmt.Sprint(i+1)
		}
		c.text.Put(t.d, document.Cell, fmt.Sprintf("%s, row %d", name, number))
	}
}

// areNames reports whether a row names the columns.
func areNames(cells []cell) bool {
	const longest = 60
	for _, c := range cells {
		if len(c.value) > longest || !strings.ContainsFunc(c.value, unicode.IsLetter) && strings.TrimSpace(c.value) != "" {
			return false
		}
	}
	return len(cells) > 0
}

// cell reads the value at hand, and reports whether another follows in the row.
func (t *table) cell() (c cell, more bool) {
	for t.at < len(t.s) && t.s[t.at] == ' ' {
		t.at++
	}
	if t.at < len(t.s) && t.s[t.at] == '"' {
		t.quoted(&c)
	}
	end := t.at
	for end < len(t.s) && t.s[end] != t.separator && t.s[end] != '\n' && t.s[end] != '\r' {
		end++
	}
	c.text.Add(t.s[t.at:end], t.at, end-t.at)
	t.at = end
	c.value = c.text.String()
	if t.at < len(t.s) && t.s[t.at] == t.separator {
		t.at++
		return c, true
	}
	t.lineEnd()
	return c, false
}

func (t *table) lineEnd() {
	if strings.HasPrefix(t.s[t.at:], "\r\n") {
		t.at++
	}
	if t.at < len(t.s) {
		t.at++
	}
}

// quoted reads a value between quotation marks. One without an end goes on to the end of its line.
func (t *table) quoted(c *cell) {
	from := t.at + 1
	for i := from; ; {
		n := strings.IndexByte(t.s[i:], '"')
		if n < 0 {
			t.d.Gap(0, gap.Damaged+": a quotation mark has no end", "end it where it should, and check again")
			end := from + strings.IndexAny(t.s[from:]+"\n", "\r\n")
			c.text.Add(t.s[from:end], from, end-from)
			t.at = end
			return
		}
		i += n
		if !strings.HasPrefix(t.s[i:], `""`) {
			c.text.Add(t.s[from:i], from, i-from)
			t.at = i + 1
			return
		}
		c.text.Add(t.s[from:i], from, i-from)
		c.text.Add(`"`, i, 2)
		i += 2
		from = i
	}
}
