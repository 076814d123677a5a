package rtf

import (
	"strings"
	"unicode/utf16"

	"refrain/analyzer/reader/charset"
)

// Unwrap gives back the page of HTML, or the plain text, that a program for mail has made into rich
// text (MS-OXRTFEX). What was added for readers of rich text is left out.
func Unwrap(s string) string {
	w := &wrapped{s: s, page: "windows-1252"}
	w.run()
	w.flush()
	return w.out.String()
}

// wrapped is rich text that is being unwrapped.
type wrapped struct {
	s     string
	at    int
	out   strings.Builder
	page  string
	bytes []byte
	state unwrapState
	stack []unwrapState
	pass  int
	high  rune
	fresh bool // a group has just begun
	star  bool // and others may pass over it
}

// unwrapState holds in a group.
type unwrapState struct {
	skip  int  // bytes that stand for a Unicode character
	added bool // what is added for readers of rich text
	left  bool // no text of the page
	tag   bool // it is of the page as it is
}

func (w *wrapped) run() {
	w.state.skip = 1
	for w.at < len(w.s) {
		switch c := w.s[w.at]; c {
		case '{':
			w.flush()
			if len(w.stack) < 1000 {
				w.stack = append(w.stack, w.state)
			}
			w.at++
			w.fresh, w.star = true, false
			continue
		case '}':
			w.flush()
			if n := len(w.stack); n > 0 {
				w.state, w.stack = w.stack[n-1], w.stack[:n-1]
			}
			w.at++
		case '\\':
			if w.control() {
				continue
			}
		case '\r', '\n', 0:
			w.at++
			continue
		default:
			w.byte(c)
			w.at++
		}
		w.fresh, w.star = false, false
	}
}

// control reads a control word or sign. It reports whether the group is still at its beginning.
func (w *wrapped) control() bool {
	s := w.s[w.at:]
	if len(s) < 2 {
		w.at++
		return false
	}
	if !isLetter(s[1]) {
		w.at += 2
		switch c := s[1]; c {
		case '*':
			w.star = true
			return w.fresh
		case '\'':
			if len(s) >= 4 {
				w.byte(unhex(s[2])<<4 | unhex(s[3]))
				w.at += 2
			}
		case '\\', '{', '}':
			w.byte(c)
		case '~':
			w.text("\u00A0")
		case '_':
			w.text("-")
		}
		return false
	}
	word, value, given, n := controlWord(s)
	w.at += n
	w.word(word, value, given)
	return false
}

// word reads a control word with its value, where one is given.
func (w *wrapped) word(word string, value int, given bool) {
	on := !given || value != 0
	dest, known := destinations[word]
	switch {
	case word == "htmltag" && w.star:
		w.flush()
		w.state.tag = true
	case w.fresh && (w.star || known && dest != shown):
		w.flush()
		w.state.left = true
	case word == "htmlrtf":
		w.flush()
		w.state.added = on
	case word == "par" || word == "line":
		w.text("\r\n")
	case word == "u" && given:
		w.unicode(value)
	case word == "uc":
		w.state.skip = min(max(value, 0), 10)
	case word == "ansicpg":
		w.page = CodePage(value)
	case word == "bin" && given:
		w.at = min(len(w.s), w.at+max(value, 0))
	case word == "tab":
		w.text("\t")
	default:
		if text := characters[word]; text != "" {
			w.text(text)
		}
	}
}

func (w *wrapped) shown() bool { return !w.state.left && !w.state.added }

func (w *wrapped) byte(c byte) {
	if w.pass > 0 {
		w.pass--
		return
	}
	if w.shown() {
		w.bytes = append(w.bytes, c)
	}
}

func (w *wrapped) text(s string) {
	w.flush()
	if w.shown() {
		w.out.WriteString(s)
	}
}

func (w *wrapped) flush() {
	if len(w.bytes) > 0 {
		if text := string(w.bytes); isASCII(text) {
			w.out.WriteString(text)
		} else {
			w.out.WriteString(charset.Decode(text, w.page).Text)
		}
		w.bytes = w.bytes[:0]
	}
}

func (w *wrapped) unicode(value int) {
	if value < 0 {
		value += 1 << 16
	}
	w.pass = 0
	switch r := rune(value); {
	case r >= 0xD800 && r < 0xDC00:
		w.flush()
		w.high = r
	case utf16.IsSurrogate(r):
		w.text(string(utf16.DecodeRune(w.high, r)))
	default:
		w.text(string(r))
	}
	w.pass = w.state.skip
}
