package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
)

// field is an open field: an instruction, and usually a result that is shown in its place.
type field struct {
	result bool   // it has begun
	code   []byte // the instruction, as far as maxCode
	place  document.Span
	chosen string // the entry of a list that a form shows
}

// maxCode is how many bytes of an instruction are looked at. Those whose words are shown are short.
const maxCode = 4096

// field deals with the beginning of a field, of its result, and with its end.
func (s *story) field() {
	last := len(s.fields) - 1
	kind := s.m.Attr("w:fldCharType")
	switch {
	case kind == "begin":
		s.fields = append(s.fields, field{place: document.Span{Start: s.m.From, End: s.m.To}, chosen: s.formEntry()})
		s.commands++
	case last < 0:
	case kind == "separate" && !s.fields[last].result:
		s.fields[last].result = true
		s.commands--
	case kind == "end":
		f := s.fields[last]
		s.fields = s.fields[:last]
		if !f.result {
			s.commands--
			s.shown(f)
		}
	}
	if s.commands == 0 {
		s.lost = false
	}
}

// command takes note of the instruction of a field.
func (s *story) command(shown bool) {
	s.lost = s.lost || shown && s.m.Name == "w:t"
	if s.m.Name != "w:instrText" {
		return
	}
	f := &s.fields[len(s.fields)-1]
	s.m.Content(func() {}, func(text string, at int) {
		if len(f.code) == 0 {
			f.place = document.Span{Start: at, End: at + len(text)}
		}
		f.code = append(f.code, text[:min(len(text), maxCode-len(f.code))]...)
	})
}

// shown reads what a field without a result shows: the entry of a list, the text of a button.
func (s *story) shown(f field) {
	text := f.chosen
	if text == "" {
		text = fieldText(charset.Unescape(strings.ToValidUTF8(string(f.code), "")))
	}
	if text == "" || s.commands > 0 {
		return
	}
	s.see(&s.style)
	s.d.Decoded(text, f.place.Start, f.place.Len())
	s.d.Exclude(document.Included, "")
}

// fieldText is what Word shows of a field that has no result: it is in the instruction.
func fieldText(code string) string {
	name, rest, _ := strings.Cut(strings.TrimSpace(code), " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToUpper(name) {
	case "MACROBUTTON", "GOTOBUTTON": // the name of what it does, and what it shows
		_, text, _ := strings.Cut(rest, " ")
		return strings.TrimSpace(text)
	case "SYMBOL":
		number, _, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseInt(number, 0, 32)
		if err != nil || n < ' ' || !utf8.ValidRune(rune(n)) {
			return ""
		}
		return string(rune(n))
	case "EQ": // a formula: "\f(1,2)"
		return formulaText(rest)
	}
	return ""
}

// formulaText are the words of an instruction that draws a formula, without its switches.
func formulaText(code string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\' && i+1 < len(code) && strings.IndexByte("(),;\\", code[i+1]) >= 0: // one that is meant as it is
			i++
			b.WriteByte(code[i])
		case c == '\\':
			for i+1 < len(code) && code[i+1] != '(' && code[i+1] != '\\' {
				i++
			}
		case c == '(':
			depth++
			b.WriteByte(' ')
		case c == ')' || depth > 0 && (c == ',' || c == ';'):
			if c == ')' {
				depth--
			}
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// formEntry is the entry of a list that the field which begins shows in a form; "" for other
// fields. The entries that are not chosen are counted as left out.
func (s *story) formEntry() string {
	m := s.m
	chosen, standard := -1, 0
	var entries []string
	m.Each(func() {
		if m.Name != "w:ffData" {
			return
		}
		m.Each(func() {
			if m.Name != "w:ddList" {
				return
			}
			m.Each(func() {
				value := m.Attr("w:val")
				switch n, err := strconv.Atoi(value); {
				case m.Name == "w:listEntry" && !s.d.TooMany(len(entries), "choices"):
					entries = append(entries, value)
				case m.Name == "w:result" && err == nil:
					chosen = n
				case m.Name == "w:default" && err == nil:
					standard = n
				}
			})
		})
	})
	if chosen < 0 {
		chosen = standard
	}
	text := ""
	for i, entry := range entries {
		if i == chosen {
			text = entry
		} else {
			s.d.Omit(builder.ChoicesNotTaken, entry)
		}
	}
	return text
}
