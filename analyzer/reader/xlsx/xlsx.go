// Package xlsx reads workbooks of Excel: the words in their cells, comments and drawings.
package xlsx

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/opc"
	"refrain/analyzer/reader/xmltok"
)

// Is knows workbooks by their parts.
func Is(c *input.Content, _ bool) input.Fit {
	if c.Listed().Present && c.Listed().Has("xl/workbook.xml") {
		return c.InZip(input.Stated)
	}
	return input.Unfit
}

// Opens reports whether a file is a container.
func Opens(c *input.Content) bool { return c.Listed().Present }

// Why readers do not see a cell.
const (
	hiddenSheet  = "hidden sheet"
	hiddenRow    = "hidden row"
	hiddenColumn = "hidden column"
)

// Read reads the cells that hold words, sheet by sheet, each under its address. Numbers and
// formulas are no text.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	a := container.Open(in.Content.Listed(), in.Options.Limits, d)
	if a == nil {
		return d.Finish()
	}
	w := &workbook{File: &opc.File{Builder: d, Ctx: ctx, Archive: a, Depth: in.Options.Limits.Depth}}
	w.most = in.Options.Limits.Blocks
	w.read()
	return d.Finish()
}

// workbook is a file that is being read.
type workbook struct {
	*opc.File
	most    int             // strings that there may be
	strings []document.Span // shared ones, in their part
	shared  xmltok.Fragment // that part
	struck  []bool          // by the formats of cells
}

// sheet is a sheet that is being read.
type sheet struct {
	*workbook
	m       *xmltok.Parser
	name    string
	hidden  string          // why readers do not see it; "" when they do
	columns []document.Span // hidden ones, from and to
	row     int
	column  int
	out     string // why readers do not see the row at hand
}

func (w *workbook) read() {
	main := w.Main("xl/workbook.xml")
	if !w.Archive.Has(main) {
		w.Gap(0, gap.Damaged+": the file holds no workbook", "open the file in the program that made it and save it again")
		return
	}
	links := w.Relations(main)
	for _, name := range w.Targets(links, "styles") {
		w.styles(w.Markup(name))
	}
	for _, name := range w.Targets(links, "sharedStrings") {
		w.readStrings(name)
	}
	type named struct{ name, part, hidden string }
	var sheets []named
	m := w.Markup(main)
	m.Each(func() {
		m.Each(func() {
			if m.Name != "x:sheets" {
				return
			}
			m.Each(func() {
				s := named{name: m.Attr("name"), part: links.ByID[m.Attr("r:id")]}
				if state := m.Attr("state"); state == "hidden" || state == "veryHidden" {
					s.hidden = hiddenSheet
				}
				if !w.TooMany(len(sheets), "sheets") {
					sheets = append(sheets, s)
				}
			})
		})
	})
	if len(sheets) == 0 {
		w.Gap(0, gap.Damaged+": the workbook has no sheets", "open the file in the program that made it and save it again")
	}
	for _, s := range sheets {
		if !w.Archive.Has(s.part) {
			w.Archive.Damaged("the sheet " + s.name)
			continue
		}
		w.sheet(s.name, s.part, s.hidden)
	}
}

// styles reads which formats of cells strike their text through.
func (w *workbook) styles(m *xmltok.Parser) {
	var fonts []bool
	m.Each(func() {
		m.Each(func() {
			switch m.Name {
			case "x:fonts":
				m.Each(func() {
					struck := false
					m.Each(func() { struck = struck || m.Name == "x:strike" && isOn(m.Attr("val")) })
					if !w.TooMany(len(fonts), "fonts") {
						fonts = append(fonts, struck)
					}
				})
			case "x:cellXfs":
				m.Each(func() {
					n, err := strconv.Atoi(m.Attr("fontId"))
					if !w.TooMany(len(w.struck), "formats") {
						w.struck = append(w.struck, err == nil && n >= 0 && n < len(fonts) && fonts[n])
					}
				})
			}
		})
	})
}

// isOn reads a switch that is on where it has no value.
func isOn(value string) bool { return value == "" || value == "1" || value == "true" }

// readStrings finds the strings that cells share.
func (w *workbook) readStrings(name string) {
	part := w.Archive.Part(name)
	m := xmltok.NewParser(w.Ctx, w.Builder, part.Whole(), w.Depth)
	m.Each(func() {
		m.Each(func() {
			if m.Name != "x:si" {
				return
			}
			inside := m.Inside()
			if len(w.strings) >= w.most {
				w.Gap(0, gap.Limit, "split the workbook: it has too many texts")
				return
			}
			if len(w.strings) == 0 {
				w.shared = inside
			}
			w.strings = append(w.strings, document.Span{Start: inside.From, End: inside.To})
		})
	})
	w.Loaded += len(w.strings) * 2 * strconv.IntSize / 8
}

// sheet reads a sheet, and what is beside its cells.
func (w *workbook) sheet(name, part, hidden string) {
	s := &sheet{workbook: w, m: w.Markup(part), name: name, hidden: hidden}
	s.m.Each(func() { s.m.Each(s.section) })
	links := w.Relations(part)
	for _, kind := range []string{"comments", "threadedComment"} {
		for _, target := range w.Targets(links, kind) {
			s.comments(w.Markup(target))
		}
	}
	for _, target := range w.Targets(links, "drawing") {
		s.drawing(target)
	}
	for _, r := range links.All {
		if strings.HasSuffix(r.Kind, "/oleObject") || strings.HasSuffix(r.Kind, "/package") {
			w.Embedded(r.Target)
		}
	}
}

// section reads a part of a sheet.
func (s *sheet) section() {
	m := s.m
	switch m.Name {
	case "x:cols":
		m.Each(func() {
			from, _ := strconv.Atoi(m.Attr("min"))
			to, _ := strconv.Atoi(m.Attr("max"))
			if m.Attr("hidden") != "" && isOn(m.Attr("hidden")) && !s.TooMany(len(s.columns), "columns") {
				s.columns = append(s.columns, document.Span{Start: from, End: to})
			}
		})
	case "x:sheetData":
		m.Each(func() {
			if n, err := strconv.Atoi(m.Attr("r")); err == nil {
				s.row = n
			} else {
				s.row++
			}
			s.out, s.column = "", 0
			if m.Attr("hidden") != "" && isOn(m.Attr("hidden")) {
				s.out = hiddenRow
			}
			s.NextRow()
			m.Each(s.cell)
		})
	case "x:headerFooter":
		m.Each(func() {
			var b strings.Builder
			from, to := m.To, m.To
			m.Content(func() {}, func(text string, at int) { b.WriteString(charset.Unescape(text)); to = at + len(text) })
			s.Part = m.Within.Part.Name
			s.Begin(document.Running, 0, s.name)
			if words := headWords(b.String()); words != "" {
				s.Decoded(words, from, to-from)
			}
			s.End()
		})
	}
}

// headWords are the words of a head or foot of a page, without what says how they are set.
func headWords(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '&' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == '&':
			b.WriteByte('&')
		case c == '"': // the name of a font
			n := strings.IndexByte(s[i+1:], '"')
			i += max(n, 0) + 1
		case c >= '0' && c <= '9':
			for i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
				i++
			}
			b.WriteByte(' ')
		case c == 'K': // a colour
			i = min(i+6, len(s)-1)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.ToValidUTF8(strings.TrimSpace(b.String()), "")
}

// cell reads a cell.
func (s *sheet) cell() {
	m := s.m
	s.column++
	address := m.Attr("r")
	if n := columnOf(address); n > 0 {
		s.column = n
	}
	if address == "" {
		address = office.ColumnName(s.column) + strconv.Itoa(s.row)
	}
	kind := m.Attr("t")
	format, err := strconv.Atoi(m.Attr("s"))
	struck := err == nil && format >= 0 && format < len(s.struck) && s.struck[format]
	s.Column = s.column
	s.Part = m.Within.Part.Name
	place := s.name + "!" + address
	m.Each(func() {
		switch {
		case m.Name == "x:is":
			s.text(m, place, struck)
		case m.Name == "x:v" && kind == "s":
			n := -1
			m.Content(func() {}, func(text string, _ int) {
				if k, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
					n = k
				}
			})
			if n < 0 || n >= len(s.strings) {
				s.Archive.Damaged("the cell " + place + " has no text")
				return
			}
			f := s.shared
			f.From, f.To = s.strings[n].Start, s.strings[n].End
			s.Part = f.Part.Name
			s.text(xmltok.NewParser(s.Ctx, s.Builder, f, s.Depth), place, struck)
			s.Part = m.Within.Part.Name
		case m.Name == "x:v" && kind == "str":
			s.begin(place)
			s.see(struck)
			s.Words(m)
			s.end()
		}
	})
}

func (s *sheet) begin(place string) { s.Begin(document.Cell, 0, place) }

func (s *sheet) end() {
	s.Exclude(document.Included, "")
	s.End()
}

// see says whether readers see what follows.
func (s *sheet) see(struck bool) {
	why := s.hidden
	if why == "" {
		why = s.out
	}
	for _, c := range s.columns {
		if why == "" && c.Start <= s.column && s.column <= c.End {
			why = hiddenColumn
		}
	}
	switch {
	case why != "":
		s.Exclude(document.Hidden, why)
	case struck:
		s.Exclude(document.Deleted, builder.StruckThrough)
	default:
		s.Exclude(document.Included, "")
	}
}

// text reads the text of a cell, which may have runs with a look of their own.
func (s *sheet) text(m *xmltok.Parser, place string, struck bool) {
	s.begin(place)
	m.Each(func() {
		switch m.Name {
		case "x:t":
			s.see(struck)
			s.Words(m)
		case "x:r":
			own := struck
			m.Each(func() {
				switch m.Name {
				case "x:rPr":
					m.Each(func() { own = own || m.Name == "x:strike" && isOn(m.Attr("val")) })
				case "x:t":
					s.see(own)
					s.Words(m)
				}
			})
		}
	})
	s.end()
}

// comments reads the comments on cells.
func (s *sheet) comments(m *xmltok.Parser) {
	s.Part = m.Within.Part.Name
	m.Each(func() { m.Each(func() { s.commentList(m) }) })
}

// commentList reads a list of comments, or one comment where it is.
func (s *sheet) commentList(m *xmltok.Parser) {
	comment := func() {
		s.Begin(document.Note, 0, s.name+"!"+m.Attr("ref"))
		if s.hidden != "" {
			s.Exclude(document.Hidden, s.hidden)
		}
		var words func()
		words = func() {
			if m.Name == "x:t" || strings.HasSuffix(m.Name, ":text") && m.Name != "x:text" {
				s.Words(m)
				return
			}
			m.Each(words)
		}
		m.Each(words)
		s.end()
	}
	switch m.Name {
	case "x:commentList":
		m.Each(comment)
	case "x:authors":
	default:
		comment()
	}
}

// drawing reads the shapes and charts beside the cells.
func (s *sheet) drawing(name string) {
	as := opc.Shown{Place: s.name, Hidden: s.hidden}
	m := s.Markup(name)
	m.Each(func() { s.Drawing(m, as) })
	for _, chart := range s.Targets(s.Relations(name), "chart") {
		m := s.Markup(chart)
		s.Part = chart
		m.Each(func() { s.Drawing(m, as) })
	}
}

// columnOf is the number of the column of an address like "AB7"; 0 for none.
func columnOf(address string) int {
	n := 0
	for i := 0; i < len(address) && unicode.IsUpper(rune(address[i])) && i < 4; i++ {
		n = n*26 + int(address[i]-'A') + 1
	}
	return n
}
