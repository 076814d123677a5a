// Package segment turns text into words and sentences. The word scanner is the document's one
// tokeniser: patterns go through it too, so that "asylum-seeker" in a pattern and "asylum seeker"
// in a text are the same two words.
package segment

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"refrain/internal/swar"
)

// Token is one word: a run of letters, digits and marks, with inner apostrophes (don't), inner
// points of initials (U.S.) and inner separators of numbers (1,250.5). A possessive ending ('s or a
// final apostrophe after s) is not part of the word.
type Token struct {
	Start, End int32     // bytes in the text, without a possessive ending
	word       int32     // the word's number in the Vocabulary; 0 when nobody has asked yet
	Sep        Separator // what stands between the token before and this one
	Form       Form
}

// Separator is the strongest thing that stands between two words.
type Separator uint8

// Separators, weakest first.
const (
	Blank Separator = iota // white space, an unspaced hyphen or slash, quotation marks, square brackets
	Comma                  // a comma, spaced slash or ampersand
	Break                  // any other punctuation within a sentence: ; : ( ) dashes
	Stop                   // . ! ? that may end a sentence
)

// Form says how a word is written.
type Form uint8

// Forms; they combine.
const (
	Possessive  Form = 1 << iota // followed by 's or s'
	Capitalised                  // the first letter is a capital
	Capitals                     // more than one letter, all capitals
	Disguise                     // written in letters that only look like those of the word; see Unmask
	Gendered                     // written with an ending that names all genders: Migrant*innen
)

const (
	wordByte  = 1 << iota // ASCII letter or digit
	digitByte             // ASCII digit
	upperByte
	blankByte // white space
)

var (
	class [256]uint8
	lower [256]byte
	mark  [256]Separator // of ASCII punctuation
)

// The tables are computed from plain lists, once, because a literal of 256 numbers could not be
// checked by eye.
var _ = func() struct{} {
	for c := range 256 {
		lower[c] = byte(c)
		mark[c] = Break
	}
	for c := 'a'; c <= 'z'; c++ {
		class[c], class[c-32] = wordByte, wordByte|upperByte
		lower[c-32] = byte(c)
	}
	for c := '0'; c <= '9'; c++ {
		class[c] = wordByte | digitByte
	}
	for _, c := range "\t\n\v\f\r " {
		class[c], mark[c] = blankByte, Blank
	}
	for _, c := range "\"'`[]*_#%$+^~{}<>" {
		mark[c] = Blank
	}
	for _, c := range ",/&" {
		mark[c] = Comma
	}
	for _, c := range ".!?" {
		mark[c] = Stop
	}
	return struct{}{}
}()

// Scan appends the words of text[from:to] to tokens. The offsets of tokens count from the start of
// text, which must be shorter than 2 GiB. It never fails: bytes that are no UTF-8 separate words.
func (v *Vocabulary) Scan(text string, from, to int, tokens []Token) []Token {
	tokens, _ = v.ScanMarked(text, from, to, tokens, nil)
	return tokens
}

// ScanMarked is Scan that also appends to marked the indexes in tokens of the words that are
// marked. What is rare is left to other functions, so that the loop keeps its values in registers.
func (v *Vocabulary) ScanMarked(text string, from, to int, tokens []Token, marked []int32) ([]Token, []int32) {
	sep, sieve := Blank, v.sieve
	if sieve == nil {
		sieve = &noSieve
	}
	for i := from; i < to; {
		c := text[i]
		if class[c]&wordByte == 0 {
			m, n := separator(text, from, i, to)
			if n == 0 { // A word begins with another letter than those of ASCII.
				var t Token
				t, i = v.slowWord(text, i, to)
				t.Sep, sep = sep, Blank
				if v.points(text, &t) {
					marked = append(marked, int32(len(tokens)))
				}
				tokens = append(tokens, t)
				continue
			}
			sep = max(sep, m)
			i += n
			continue
		}
		start := i
		var hash uint64
		for {
			// The bytes are classified eight at a time: in letter and digit the highest bit of each
			// byte says what it is.
			var x uint64
			if i+8 <= len(text) {
				x = swar.Load(text[i:])
			} else {
				x = fewer(text[i:])
			}
			low, letter := x&^high, letters(x)
			digit := (low + (0x80-'0')*ones) &^ (low + (0x7f-'9')*ones)
			n := min(bits.TrailingZeros64((letter|digit)&^x&high^high)/8, to-i)
			if n == 0 {
				break
			}
			whole := uint64(1)<<(8*n) - 1
			hash = hashed(hash, (x|letter&^(x<<2)&high>>2)&whole)
			if i += n; n < 8 {
				break
			}
		}
		t := Token{Start: int32(start), End: int32(i), Sep: sep}
		sep = Blank
		if class[c]&upperByte != 0 {
			t.Form = Capitalised
			if i > start+1 && class[text[start+1]]&(upperByte|digitByte) != 0 && capitals(text[start:i]) {
				t.Form |= Capitals
			}
		}
		if i < to {
			switch next := text[i]; {
			case next == ' ':
				i++
			case next == '\'' || next == '.' || next == ',' || next >= utf8.RuneSelf ||
				v.writing != nil && v.writing.joins[next]:
				if n := v.tail(text, &t, i, to); n != i { // The word is not what its first letters say, or it has an ending.
					i = n
					if v.points(text, &t) {
						marked = append(marked, int32(len(tokens)))
					}
					tokens = append(tokens, t)
					continue
				}
			}
		}
		if sieve.has(hash) && v.pointsBy(hash, text, &t) {
			marked = append(marked, int32(len(tokens)))
		}
		tokens = append(tokens, t)
	}
	return tokens, marked
}

// tail looks at a word of ASCII letters, t, that ends at i before a mark that may go on with it or
// be its possessive ending. It mends t and returns the offset after it.
//
//go:noinline
func (v *Vocabulary) tail(text string, t *Token, i, to int) int {
	if v.goesOn(text, int(t.Start), i, to) {
		sep := t.Sep
		*t, i = v.slowWord(text, int(t.Start), to)
		t.Sep = sep
		return i
	}
	if c := text[i]; c == '\'' || c == 0xE2 {
		if n := v.ending(text, int(t.Start), i, to); n > 0 {
			t.Form |= Possessive
			return i + n
		}
	}
	return v.withGender(text, t, i, to)
}

// withGender takes what names all genders after the word t, which ends at i, into it, and returns
// where it ends.
func (v *Vocabulary) withGender(text string, t *Token, i, to int) int {
	if v.writing == nil {
		return i
	}
	if n := v.writing.gender(text, int(t.Start), i, to); n > 0 {
		i += n
		t.End, t.Form = int32(i), t.Form|Gendered
	}
	return i
}

// separator is what stands at i, where no ASCII letter or digit does, and its length. The length is
// 0 when it is a letter.
//
//go:noinline
func separator(text string, from, i, to int) (Separator, int) {
	c := text[i]
	if c < utf8.RuneSelf {
		switch {
		case c == '-':
			return dash(text, from, i, i+1, to), 1
		case c == '/' && i > from && class[text[i-1]]&wordByte != 0 && i+1 < to && class[text[i+1]]&wordByte != 0:
			return Blank, 1 // "and/or"
		case c == '.' && i+1 < to && class[text[i+1]]&wordByte != 0:
			return Break, 1 // inside "example.org" or "s.33"
		}
		return mark[c], 1
	}
	r, size := utf8.DecodeRuneInString(text[i:to])
	switch {
	case isWordRune(r):
		return Blank, 0
	case r == '–':
		return dash(text, from, i, i+size, to), size
	}
	return runeSeparator(r), size
}

const ones, high = 0x0101010101010101, 0x8080808080808080

// letters has, of each byte that is ASCII, the highest bit set when it is a letter. The other bits
// mean nothing.
func letters(x uint64) uint64 {
	small := x&^high | 0x20*ones
	return (small + (0x80-'a')*ones) &^ (small + (0x7f-'z')*ones)
}

// small is x with its ASCII letters in lower case.
func small(x uint64) uint64 { return x | letters(x)&^(x<<2)&^x&high>>2 }

// fewer is swar.Load where the text ends before: zeros fill it up.
func fewer(s string) uint64 {
	var x uint64
	for i := range min(len(s), 8) {
		x |= uint64(s[i]) << (8 * i)
	}
	return x
}

// capitals reports whether all letters of an ASCII word are capitals, and there is more than one.
func capitals(word string) bool {
	n := 0
	for i := range len(word) {
		switch k := class[word[i]]; {
		case k&upperByte != 0:
			n++
		case k&digitByte == 0:
			return false
		}
	}
	return n > 1
}

// goesOn reports whether the word that began at start does not end at i, although a byte stands
// there that is neither letter nor digit.
func (v *Vocabulary) goesOn(text string, start, i, to int) bool {
	switch c := text[i]; {
	case c == '\'':
		return i+1 < to && isWordAt(text, i+1, to) && v.ending(text, start, i, to) == 0
	case c == '.' || c == ',':
		if i+1 >= to {
			return false
		}
		next := class[text[i+1]]
		if class[text[i-1]]&digitByte != 0 {
			return next&digitByte != 0
		}
		return c == '.' && i-start == 1 && class[text[start]]&upperByte != 0 && next&upperByte != 0 &&
			(i+2 >= to || class[text[i+2]]&wordByte == 0)
	default:
		r, size := utf8.DecodeRuneInString(text[i:to])
		if r == '’' {
			return isWordAt(text, i+size, to) && v.ending(text, start, i, to) == 0
		}
		return isWordRune(r) && !v.alone(r)
	}
}

// alone reports whether r is a word by itself.
func (v *Vocabulary) alone(r rune) bool {
	return v.characters && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// ending is the length of the possessive ending at i: 's, ’s, or an apostrophe after a word that
// ends in s; 0 when there is none.
func (v *Vocabulary) ending(text string, start, i, to int) int {
	if !v.possessive {
		return 0
	}
	n := 1
	if text[i] != '\'' {
		if to-i < 3 || text[i:i+3] != "’" {
			return 0
		}
		n = 3
	}
	if i+n < to && (text[i+n] == 's' || text[i+n] == 'S') && !isWordAt(text, i+n+1, to) {
		return n + 1
	}
	if last := text[i-1]; (last == 's' || last == 'S') && i-start > 2 && owns(text, i+n, to) &&
		!quotedBefore(text, start) {
		return n
	}
	return 0
}

// owns reports whether a word follows at i after one blank, as the thing owned does.
func owns(text string, i, to int) bool {
	return i+1 < to && class[text[i]]&blankByte != 0 && isWordAt(text, i+1, to)
}

// quotedBefore reports whether a single quotation mark opened shortly before start and did not
// close: then an apostrophe after s closes it.
func quotedBefore(text string, start int) bool {
	const reach = 80
	for i := start - 1; i >= max(0, start-reach); i-- {
		switch c := text[i]; {
		case c == '\n' && i > 0 && text[i-1] == '\n':
			return false
		case c == '\'' && (i == 0 || class[text[i-1]]&blankByte != 0 || text[i-1] == '('):
			return true
		case c == 0x98 && i >= 2 && text[i-2:i+1] == "‘":
			return true
		case c == 0x99 && i >= 2 && text[i-2:i+1] == "’" && !isWordAt(text, i+1, start):
			return false
		}
	}
	return false
}

func isWordAt(text string, i, to int) bool {
	if i >= to {
		return false
	}
	if text[i] < utf8.RuneSelf {
		return class[text[i]]&wordByte != 0
	}
	r, _ := utf8.DecodeRuneInString(text[i:to])
	return isWordRune(r)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// dash says what the dash text[i:j] separates: clauses when it has blanks on both sides or stands
// beside another, joined words otherwise.
func dash(text string, from, i, j, to int) Separator {
	before := i == from || class[text[i-1]]&blankByte != 0
	after := j >= to || class[text[j]]&blankByte != 0
	if before && after || i > from && text[i-1] == '-' || j < to && text[j] == '-' {
		return Break
	}
	return Blank
}

// runeSeparator is the separator that a rune outside ASCII makes.
func runeSeparator(r rune) Separator {
	switch r {
	case '“',
		'”',
		'„',
		'‟',
		'‘',
		'’',
		'‚',
		'‛',
		'«',
		'»',
		'‹',
		'›',
		'\u2010',
		'\u2011',
		'\u2012',
		'\u00ad',
		'\u00a0',
		'€',
		'£',
		'°',
		'†',
		'‡',
		'\ufeff',
		'™',
		'®',
		'©':
		return Blank
	case '、', '，':
		return Comma
	case '。', '！', '？', '؟', '۔', '।':
		return Stop
	}
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Sc, r) {
		return Blank
	}
	return Break
}

// slowWord scans one word that holds something else than ASCII letters and digits.
func (v *Vocabulary) slowWord(text string, start, to int) (Token, int) {
	i := start
	letters, capitals := 0, 0
	form := Form(0)
	for i < to {
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == '’' || r == '\'':
			if i == start || v.ending(text, start, i, to) > 0 || !isWordAt(text, i+size, to) {
				size = 0
			} else if v.writing != nil && v.writing.elides(text, start, i) {
				return elided(start, i, form, capitals), i + size
			}
		case r == '.' || r == ',':
			if i == start || !v.goesOn(text, start, i, to) && !initials(text, start, i, to) {
				size = 0
			}
		case !isWordRune(r):
			size = 0
		case v.alone(r):
			if i == start {
				return Token{Start: int32(start), End: int32(i + size)}, i + size
			}
			size = 0
		}
		if size == 0 {
			break
		}
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
				if i == start {
					form = Capitalised
				}
			}
		}
		i += size
	}
	if form == Capitalised && capitals > 1 && capitals == letters {
		form |= Capitals
	}
	t := Token{Start: int32(start), End: int32(i), Form: form}
	if i < to {
		if n := v.ending(text, start, i, to); n > 0 {
			t.Form |= Possessive
			return t, i + n
		}
	}
	i = v.withGender(text, &t, i, to)
	return t, i
}

// elided is a word that an apostrophe joins to the next: l'étranger is two words.
func elided(start, end int, form Form, capitals int) Token {
	if capitals > 1 {
		form |= Capitals
	}
	return Token{Start: int32(start), End: int32(end), Form: form}
}

// initials reports whether the point at i stands between single capitals, as in U.S.A.
func initials(text string, start, i, to int) bool {
	return text[i] == '.' && i-start >= 3 && text[i-2] == '.' && i+1 < to && class[text[i+1]]&upperByte != 0 &&
		(i+2 >= to || class[text[i+2]]&wordByte == 0)
}

// SplitRejoined takes words that were rejoined and are not in the
// vocabulary apart again, where both halves are in it: a line-end hyphen was taken out of
// "asylum-seekers" there. Joints are offsets in text, ascending. It works in place where nothing is
// split; else marked has the new indexes.
func (v *Vocabulary) SplitRejoined(text string, tokens []Token, marked []int32, rejoined []int32) ([]Token, []int32) {
	var split []Token // nil as long as it would be the same as tokens
	for i := range tokens {
		t := &tokens[i]
		for len(rejoined) > 0 && rejoined[0] <= t.Start {
			rejoined = rejoined[1:]
		}
		if len(rejoined) == 0 && split == nil {
			return tokens, marked
		}
		if len(rejoined) > 0 && rejoined[0] < t.End && v.Number(text, t) == 0 {
			at := rejoined[0]
			if left, right := v.Find(text[t.Start:at]), v.Find(text[at:t.End]); left != 0 && right != 0 {
				if split == nil {
					split = append(make([]Token, 0, len(tokens)+min(len(tokens), len(rejoined))), tokens[:i]...)
				}
				split = append(split,
					Token{Start: t.Start, End: at, word: left, Sep: t.Sep, Form: t.Form &^ Possessive},
					Token{Start: at, End: t.End, word: right, Form: t.Form & Possessive})
				continue
			}
		}
		if split != nil {
			split = append(split, *t)
		}
	}
	if split == nil {
		return tokens, marked
	}
	marked = marked[:0]
	for i := range split {
		if v.points(text, &split[i]) {
			marked = append(marked, int32(i))
		}
	}
	return split, marked
}
