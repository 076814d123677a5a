// Package json reads JSON, and files with a value of JSON a line: its strings are the text.
package json

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/scalar"
)

// Event is what a Scanner has come upon.
type Event uint8

// The events of a Scanner.
const (
	Opened  Event = iota // a list or an object begins
	Closed               // a list or an object has ended
	String               // a string that is a value: Scanner.Text
	Other                // a number, true, false or null
	Comment              // a comment, which JSON does not have and some programs take
	Bad                  // the rest of a line is no JSON
)

// Scanner reads JSON, value by value, with the place of each. It is tolerant: a comma too many or
// too few is passed over, and after what is no JSON reading goes on in the next line.
type Scanner struct {
	Event    Event
	Text     scalar.Text // of a string
	From, To int         // where it is in the source

	source string
	at     int
	deep   int     // how many frames there may be
	open   []frame // what is open around the value at hand
	over   int     // how much more is open beyond the limit
	Deep   bool    // it is nested deeper than paths go
}

// frame is a list or an object that is open.
type frame struct {
	key   string // of the member at hand
	index int    // of the item at hand; -1 before the first
	list  bool
	at    int // where it begins in the source
}

// NewScanner makes a scanner of a source from an offset on. Paths are at most so deep.
func NewScanner(source string, from, depth int) *Scanner {
	return &Scanner{source: source, at: from, deep: depth}
}

// Depth is how many lists and objects are open around the value at hand.
func (s *Scanner) Depth() int { return len(s.open) }

// Key is the name of the member at hand that is so deep, from 0; "" for an item of a list.
func (s *Scanner) Key(depth int) string {
	if depth < 0 || depth >= len(s.open) || s.open[depth].list {
		return ""
	}
	return s.open[depth].key
}

// Open reports whether lists or objects are open.
func (s *Scanner) Open() bool { return len(s.open)+s.over > 0 }

// longestPath is about how many bytes a path has. What is deeper has the end of its path.
const longestPath = 400

// Path leads to the value at hand: "speeches[2].text". Items count from 0, as programs for JSON
// count them.
func (s *Scanner) Path() string {
	first, length := len(s.open), 0
	for first > 0 && length < longestPath {
		first--
		length += len(s.open[first].key) + len("[0]")
	}
	var b strings.Builder
	if first > 0 {
		b.WriteString("…")
	}
	for _, f := range s.open[first:] {
		switch {
		case f.list:
			b.WriteString("[" + strconv.Itoa(max(f.index, 0)) + "]")
		case f.key != "":
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(f.key)
		}
	}
	return b.String()
}

// colon returns where the colon is that comes next after end, blanks apart; -1 where none does.
func (s *Scanner) colon(end int) int {
	at := len(s.source) - len(strings.TrimLeft(s.source[end:], canonical.Blanks))
	if at < len(s.source) && s.source[at] == ':' {
		return at
	}
	return -1
}

// wordEnd returns where the number or word ends that begins here.
func (s *Scanner) wordEnd() int {
	end := s.at
	for end < len(s.source) && (isLetter(s.source[end]) || strings.IndexByte("+-.", s.source[end]) >= 0) {
		end++
	}
	return end
}

// Next goes to the next event. It reports false at the end.
func (s *Scanner) Next() bool {
	for s.at < len(s.source) {
		s.From = s.at
		switch c := s.source[s.at]; {
		case canonical.IsBlank(c) || c == ',' || c == ':' || c == '\x1e': // It begins a value in JSON text sequences.
			s.at++
			continue
		case c == '{' || c == '[':
			s.begin(c == '[')
			return s.event(Opened, s.at+1)
		case c == '}' || c == ']':
			if !s.end(c == ']') {
				return s.bad()
			}
			return s.event(Closed, s.at+1)
		case c == '"':
			text, end := decode(s.source, s.at)
			if end < 0 {
				return s.bad()
			}
			if colon := s.colon(end); colon >= 0 {
				s.name(text.String())
				s.at = colon + 1
				continue
			}
			s.value()
			s.Text = text
			return s.event(String, end)
		case strings.HasPrefix(s.source[s.at:], "//"):
			return s.event(Comment, s.lineEnd())
		case strings.HasPrefix(s.source[s.at:], "/*"):
			end := strings.Index(s.source[s.at:], "*/")
			if end < 0 {
				return s.bad()
			}
			return s.event(Comment, s.at+end+2)
		default:
			end := s.wordEnd()
			if !isLiteral(s.source[s.at:end]) {
				return s.bad()
			}
			s.value()
			return s.event(Other, end)
		}
	}
	return false
}

// isLetter reports whether a byte is a letter or digit of ASCII.
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// isLiteral reports whether a word is a number or another value that is no string.
func isLiteral(word string) bool {
	switch word {
	case "true", "false", "null", "NaN", "Infinity", "-Infinity":
		return true
	}
	const longest = 1000 // of a number
	if word == "" || len(word) > longest || strings.Trim(word[:1], "-.0123456789") != "" {
		return false
	}
	return strings.Trim(word, "+-.0123456789eE") == ""
}

func (s *Scanner) event(e Event, end int) bool {
	s.Event, s.To, s.at = e, end, end
	return true
}

// lineEnd is where the line at hand ends.
func (s *Scanner) lineEnd() int {
	if n := strings.IndexAny(s.source[s.at:], "\r\n"); n >= 0 {
		return s.at + n
	}
	return len(s.source)
}

// bad passes over the rest of the line, with what it has opened.
func (s *Scanner) bad() bool {
	line := strings.LastIndexAny(s.source[:s.at], "\r\n") + 1
	for n := len(s.open); n > 0 && s.over == 0 && s.open[n-1].at >= line; n-- {
		s.open = s.open[:n-1]
	}
	return s.event(Bad, max(s.lineEnd(), s.at+1))
}

// value takes note that a value comes.
func (s *Scanner) value() {
	if n := len(s.open); n > 0 && s.over == 0 && s.open[n-1].list {
		s.open[n-1].index++
	}
}

// longestKey is how many bytes of a name are part of a path.
const longestKey = 200

// name takes note of the name of a member.
func (s *Scanner) name(key string) {
	if n := len(s.open); n > 0 && s.over == 0 && !s.open[n-1].list {
		if len(key) > longestKey {
			key = strings.ToValidUTF8(key[:longestKey], "") + "…"
		}
		s.open[n-1].key = key
	}
}

func (s *Scanner) begin(list bool) {
	s.value()
	if len(s.open) >= s.deep {
		s.over, s.Deep = s.over+1, true
		return
	}
	s.open = append(s.open, frame{index: -1, list: list, at: s.at})
}

// end closes a list or an object. It reports whether one is open.
func (s *Scanner) end(list bool) bool {
	n := len(s.open)
	switch {
	case s.over > 0:
		s.over--
	case n == 0 || s.open[n-1].list != list:
		return false
	default:
		s.open = s.open[:n-1]
	}
	return true
}

// decode decodes the string at the offset at, and returns where it ends; -1 for one that does not
// end in its line.
func decode(s string, at int) (text scalar.Text, end int) {
	from := at + 1
	for i := from; i < len(s); {
		switch c := s[i]; {
		case c == '"':
			text.Add(s[from:i], from, i-from)
			return text, i + 1
		case c == '\n' || c == '\r':
			return text, -1
		case c == '\\':
			text.Add(s[from:i], from, i-from)
			value, n := unescape(s[i:])
			if n == 0 {
				return text, -1
			}
			text.Add(value, i, n)
			i += n
			from = i
		default:
			i++
		}
	}
	return text, -1
}

// escapes are what letters after a backslash stand for.
var escapes = map[byte]string{
	'"': "\"", '\\': "\\", '/': "/", 'b': " ", 'f': "\n", 'n': "\n", 'r': "\r", 't': "\t",
}

// unescape is what the escape at the start of s stands for, and its length; 0 for none.
func unescape(s string) (value string, n int) {
	if len(s) < 2 {
		return "", 0
	}
	if value, ok := escapes[s[1]]; ok {
		return value, 2
	}
	r, ok := hex(s)
	if !ok {
		return "", 0
	}
	if utf16.IsSurrogate(r) {
		if low, ok := hex(s[6:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return string(both), 12
			}
		}
	}
	return string(r), 6
}

// hex is the code unit of an escape like \u201c.
func hex(s string) (rune, bool) {
	const length = 6
	if len(s) < length || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:length], 16, 16)
	return rune(n), err == nil
}
