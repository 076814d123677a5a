package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text as it is compared: without letter case and hyphens.
type word struct {
	id         rune // of the vocabulary; the type is that of the sequences that are compared
	start, end int32
}

// vocabulary numbers the words of both versions from 1.
type vocabulary struct {
	ids map[string]rune
	buf []byte
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]rune{}} }

// size is one more than the largest number of a word.
func (v *vocabulary) size() int { return len(v.ids) + 1 }

// scan appends the words of text[start:end]. A hyphen between two letters joins them, since a line end
// may have taken it out of one version. Signs that mean something, such as those of currencies, are
// words; other punctuation is none, and numbers in brackets that count what follows are none. In
// scripts without blanks each character is a word.
func (v *vocabulary) scan(text string, start, end int, list []word) []word {
	ended := true // what comes before ends, so that a number in brackets counts what follows
	for at := start; at < end; {
		r, n := utf8.DecodeRuneInString(text[at:end])
		if r == '(' && ended {
			if counted := countingNumber(text[at:end]); counted > 0 {
				at += counted
				continue
			}
		}
		if r != ' ' && r != '\n' {
			ended = strings.ContainsRune(".;:—–", r)
		}
		switch {
		case isAlone(r):
			list = append(list, v.word(text[at:at+n], at))
			at += n
		case isLetter(r):
			to := wordEnd(text, at, end)
			list = append(list, v.word(text[at:to], at))
			at = to
		default:
			at += n
		}
	}
	return list
}

// countingNumber is the length of numbers in brackets at the start of s that count what follows:
// "(a)", "(2)(b)"; 0 where there is none.
func countingNumber(s string) int {
	n := 0
	for n < len(s) && s[n] == '(' {
		const longest = 6 // bytes of a number
		end := strings.IndexByte(s[n:min(len(s), n+longest+2)], ')')
		if end < 0 || !isNumber(strings.ToLower(s[n+1:n+end])) {
			break
		}
		n += end + 1
	}
	return n
}

// wordEnd is the end of the word that begins at an offset.
func wordEnd(text string, at, end int) int {
	for at < end {
		r, n := utf8.DecodeRuneInString(text[at:end])
		switch {
		case isLetter(r) && !isAlone(r):
			at += n
		case isHyphen(r):
			next, _ := utf8.DecodeRuneInString(text[at+n : end])
			before, _ := utf8.DecodeLastRuneInString(text[:at])
			if !unicode.IsLetter(next) || !unicode.IsLetter(before) || isAlone(next) {
				return at
			}
			at += n
		default:
			return at
		}
	}
	return at
}

func (v *vocabulary) word(s string, at int) word {
	v.buf = v.buf[:0]
	for _, r := range s {
		switch {
		case isHyphen(r):
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			v.buf = append(v.buf, byte(r))
		default:
			v.buf = utf8.AppendRune(v.buf, unicode.ToLower(r))
		}
	}
	id, ok := v.ids[string(v.buf)]
	if !ok {
		id = rune(len(v.ids) + 1)
		v.ids[string(v.buf)] = id
	}
	return word{id, int32(at), int32(at + len(s))}
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isAlone reports whether a character is a word by itself.
func isAlone(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '%' || r == '$' || r == '+' || r == '=' || r == '<' || r == '>'
	}
	return unicode.In(r, unicode.Sc, unicode.Sm, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) ||
		r == '‰'
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// bag is how often each word is in a text, by number of the word, ascending.
type bag []counted

type counted struct {
	id rune
	n  int32
}

func bagOf(list []word) bag {
	ids := make([]rune, len(list))
	for i := range list {
		ids[i] = list[i].id
	}
	slices.Sort(ids)
	var b bag
	for _, id := range ids {
		if k := len(b); k > 0 && b[k-1].id == id {
			b[k-1].n++
		} else {
			b = append(b, counted{id, 1})
		}
	}
	return b
}

// lopsided is how many times larger one bag must be for its words to be looked up one by one.
const lopsided = 16

// common yields the words that both bags have, with how often both have them, and their place in b.
// It costs no more than the smaller bag, but for a logarithm, where the other is much larger.
func common(a, b bag, each func(id rune, n int32, inB int)) {
	switch {
	case len(b) > lopsided*len(a):
		for _, w := range a {
			if k, ok := b.find(w.id); ok {
				each(w.id, min(w.n, b[k].n), k)
			}
		}
	case len(a) > lopsided*len(b):
		for k, w := range b {
			if i, ok := a.find(w.id); ok {
				each(w.id, min(w.n, a[i].n), k)
			}
		}
	default:
		for i, k := 0, 0; i < len(a) && k < len(b); {
			switch {
			case a[i].id < b[k].id:
				i++
			case a[i].id > b[k].id:
				k++
			default:
				each(a[i].id, min(a[i].n, b[k].n), k)
				i, k = i+1, k+1
			}
		}
	}
}

func (b bag) find(id rune) (int, bool) {
	return slices.BinarySearchFunc(b, id, func(w counted, id rune) int { return int(w.id) - int(id) })
}
