package reader

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PDFium writes one of these where a line ends with a hyphen, in place of the hyphen.
const (
	hyphenSTX  = 0x02
	hyphenFFFE = 0xFFFE
)

// lineBreak deals with the line break at i, which ends at end. When the line before it ends with a hyphen and the next one goes on in the
// same block with a letter or digit, everything between the two becomes one edit. It returns the offset to go on from.
func (s *scanner) lineBreak(i, end int) int {
	stop := i
	for stop > max(0, i-trailing) && (s.text[stop-1] == ' ' || s.text[stop-1] == '\t' || s.text[stop-1] == '\r') {
		stop--
	}
	start := hyphenBefore(s.text, stop)
	if start == stop {
		return end
	}
	for s.block < len(s.blocks) && s.blocks[s.block].End <= i {
		s.block++
	}
	if s.block == len(s.blocks) || s.blocks[s.block].Start > start {
		return end
	}
	on, last := end, s.blocks[s.block].End
	for on < last && isBlank(s.text[on]) { // Line breaks too: a block that has several goes on over a page break.
		on++
	}
	if on == last {
		return end
	}
	if !s.hyphen(start, on) {
		return end
	}
	return on
}

// marker deals with one of PDFium's marks at i, n bytes long.
func (s *scanner) marker(i, n int) int {
	if next := strings.TrimLeft(s.text[i+n:], " \t"); next != "" && (next[0] == '\n' || next[0] == '\r') {
		return s.replace(i, i+n, "-") // The line break comes next and decides.
	}
	if s.hyphen(i, i+n) {
		return i + n
	}
	return s.replace(i, i+n, "")
}

// hyphenBefore is where the hyphen starts that ends at the offset end, or end when there is none.
func hyphenBefore(text string, end int) int {
	if end == 0 {
		return end
	}
	if c := text[end-1]; c == '-' || c == hyphenSTX {
		return end - 1
	} else if c < utf8.RuneSelf {
		return end
	}
	switch r, n := utf8.DecodeLastRuneInString(text[:end]); r {
	case 0xAC, 0xAD, 0x2010, 0x2011, hyphenFFFE: // U+00AC is how recognised text writes a soft hyphen.
		return end - n
	}
	return end
}

// hyphen notes a hyphen that starts at start, behind which the word goes on at the offset on. It reports false when no word does.
func (s *scanner) hyphen(start, on int) bool {
	left, right := letters(s.text, start, -1), letters(s.text, on, 1)
	if left == "" || right == "" || suspended[strings.ToLower(right)] && !s.chains(on, right) {
		return false
	}
	for len(s.edits) > s.ready && s.edits[len(s.edits)-1].Start >= start {
		s.edits = s.edits[:len(s.edits)-1]
	}
	s.replace(start, on, "")
	s.edits[len(s.edits)-1].hyphen = true
	if s.few > 0 && len(s.spelt) < mostSpellings {
		if s.spelt == nil {
			s.spelt = map[string]int{}
		}
		s.spelt[spelling(left, "", right)] = 0
		s.spelt[spelling(left, "-", right)] = 0
	}
	return true
}

// chains tells whether another hyphen follows the right half of a word, which begins at the offset on: "catch-" and "and-release".
func (s *scanner) chains(on int, right string) bool {
	return strings.HasPrefix(s.text[on+len(right):], "-")
}

// letters are the letters and digits next to an offset, before it for the direction -1 and after it for 1; at most about a hundred bytes.
func letters(text string, at, direction int) string {
	const most = 100
	i := at
	for {
		r, n := utf8.DecodeRuneInString(text[i:])
		if direction < 0 {
			r, n = utf8.DecodeLastRuneInString(text[:i])
		}
		if n == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || (i-at)*direction > most {
			break
		}
		i += n * direction
	}
	return text[min(i, at):max(i, at)]
}

// suspended are the words behind a hyphen that stands for the rest of a compound: "short-" and "long-term". Such a hyphen joins nothing.
var suspended = map[string]bool{
	"and": true, "or": true, "nor": true, "to": true, "und": true, "oder": true, "bis": true, "et": true, "ou": true, "y": true, "o": true, "e": true, "en": true, "of": true,
}

// compounds are the usual first parts of English compounds that keep their hyphen. A document that writes a compound otherwise inside a
// line overrules the list.
var compounds = map[string]bool{
	"asylum": true, "self": true, "non": true, "anti": true, "third": true, "low": true, "high": true, "cross": true,
	"border": true, "queue": true, "line": true, "law": true, "well": true, "ill": true, "long": true, "short": true, "full": true, "part": true,
	"first": true, "second": true, "two": true, "three": true, "four": true, "five": true, "ten": true, "half": true, "all": true,
	"e": true, "x": true, "t": true, "co": true, "quasi": true, "semi": true, "mid": true, "post": true, "visa": true, "refugee": true,
	"migrant": true, "migration": true, "immigration": true, "human": true, "people": true, "boat": true, "welfare": true, "benefit": true, "job": true,
	"foreign": true, "native": true, "state": true, "country": true, "client": true, "community": true, "age": true, "gender": true, "race": true,
	"right": true, "left": true, "far": true, "hard": true, "open": true, "new": true, "old": true, "vice": true, "health": true, "case": true, "evidence": true,
	"decision": true, "policy": true, "fact": true, "data": true, "world": true, "year": true, "day": true, "time": true, "large": true, "small": true,
}

// compoundEnds are second parts that keep their hyphen behind most words of three letters and more ("state-sponsored"), though not behind
// those that form one word with them ("underfunded").
var compoundEnds = map[string]bool{
	"based": true, "led": true, "linked": true, "related": true, "sponsored": true, "funded": true, "owned": true, "backed": true, "seeker": true,
	"seekers": true, "seeking": true, "specific": true, "oriented": true, "driven": true, "friendly": true, "style": true, "level": true,
}

var closeFirsts = map[string]bool{"under": true, "over": true, "inter": true, "cor": true, "unre": true, "corre": true, "out": true}

// endings are ends of words that are no words, and so no second parts of compounds: "foreign-ers", "state-ment".
var endings = map[string]bool{
	"ment": true, "ments": true, "ness": true, "less": true, "ful": true, "fully": true, "ly": true, "er": true, "ers": true, "est": true, "en": true, "ened": true,
	"ening": true, "ing": true, "ings": true, "ed": true, "ies": true, "ity": true, "ities": true, "itarian": true, "ary": true, "ner": true, "ners": true,
	"nership": true, "yer": true, "yers": true, "ship": true, "ships": true, "ist": true, "ists": true, "ism": true, "ise": true, "ize": true, "ised": true, "ized": true,
	"ising": true, "izing": true, "ation": true, "ations": true, "tion": true, "tions": true, "sion": true, "sions": true, "ance": true, "ances": true, "ence": true, "ences": true,
	"ous": true, "ive": true, "ical": true, "ally": true, "tic": true,
}

// chained are the words in the middle of a hyphenated chain: "state-of-the-" and "art".
var chained = map[string]bool{"of": true, "the": true, "to": true, "in": true, "and": true, "by": true, "on": true, "up": true, "for": true, "a": true, "or": true, "at": true}

// mostSpellings is how many spellings of divided words are counted in a document. A book has some
// thousands of them; those beyond are settled without.
const mostSpellings = 1 << 17

// settle decides about a hyphen: it is taken out, and that becomes a joint, or it stays and the line
// break goes. The document's own spelling inside its lines decides first. Wrong either way is better
// than undecided; the matcher tries both readings of a joint.
func (s *scanner) settle(e *edit) {
	left, right := letters(s.text, e.Start, -1), letters(s.text, e.End, 1)
	if e.hyphen = false; s.keeps(e, left, right) {
		e.with = "-"
	} else {
		e.joint = true
	}
}

// keeps reports whether the hyphen between two halves of a word stays.
func (s *scanner) keeps(e *edit, left, right string) bool {
	joined, apart := s.spelt[spelling(left, "", right)], s.spelt[spelling(left, "-", right)]
	first, _ := utf8.DecodeRuneInString(right)
	last, _ := utf8.DecodeLastRuneInString(left)
	small := strings.ToLower(left)
	switch {
	case unicode.IsDigit(first) || unicode.IsDigit(last):
		return true
	case unicode.IsUpper(first) && !unicode.IsUpper(last):
		return true
	case joined != apart && (joined == 0 || apart == 0):
		return apart > 0
	case endings[strings.ToLower(right)]:
		return false
	case small == "so":
		return strings.EqualFold(right, "called")
	case small == "re":
		return first == 'e' || first == 'E'
	case compounds[small], compoundEnds[strings.ToLower(right)] && len(small) > 2 && !closeFirsts[small]:
		return true
	case len(left) > 1 && strings.ToUpper(left) == left && unicode.IsLower(first): // "ISIS-linked"
		return true
	case chained[strings.ToLower(right)] && s.chains(e.End, right):
		return true
	case chained[small]:
		return strings.HasSuffix(s.text[:e.Start-len(left)], "-")
	}
	return false
}

// spelling is the key under which a word is counted: in lower case and without a final s, so that a plural counts for its singular.
func spelling(left, between, right string) string {
	return strings.TrimSuffix(strings.ToLower(left)+between+strings.ToLower(right), "s")
}

// spell counts how often the document writes, inside a line, what its line ends leave open: the word
// joined, and with its hyphen.
func (s *scanner) spell() {
	if len(s.spelt) == 0 {
		return
	}
	count := s.spelt
	var lengths [256]uint64 // of the keys, by their first byte: most words end here
	for key := range count {
		lengths[key[0]] |= 1 << (len(key) % 64)
	}
	var key []byte // the last word in lower case, and before it the one that a hyphen ties it to
	word := 0      // where the last word starts in key
	see := func() {
		for _, from := range [2]int{0, word} {
			k := key[from:]
			if n := len(k); n > 0 && k[n-1] == 's' {
				k = k[:n-1]
			}
			if len(k) > 0 && lengths[k[0]]>>(len(k)%64)&1 != 0 {
				if n, ok := count[string(k)]; ok {
					count[string(k)] = n + 1
				}
			}
			if word == 0 {
				return
			}
		}
	}
	text := s.text
	for i := 0; i < len(text); {
		if len(key) == 0 {
			if n := asciiLetters(text, i); n > 0 && i+n < len(text) && text[i+n] != '-' && text[i+n] < utf8.RuneSelf {
				length := n
				if text[i+n-1]|0x20 == 's' {
					length--
				}
				if lengths[text[i]|0x20]>>(length%64)&1 == 0 { // Nearly every word ends here.
					i += n + 1
					continue
				}
			}
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		switch {
		case r >= 'a' && r <= 'z':
			key = append(key, byte(r))
			continue
		case r >= 'A' && r <= 'Z':
			key = append(key, byte(r)|0x20)
			continue
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
			key = utf8.AppendRune(key, unicode.ToLower(r))
			continue
		}
		if len(key) > word {
			see()
			if r == '-' || r == 0x2010 || r == 0x2011 {
				key = append(key[:copy(key, key[word:])], '-')
				word = len(key)
				continue
			}
		}
		key, word = key[:0], 0
	}
	if len(key) > word {
		see()
	}
}

// asciiLetters is how many letters of ASCII stand at i. It takes eight at a time.
func asciiLetters(text string, i int) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	from := i
	for ; i+8 <= len(text); i += 8 {
		x := eight(text, i)
		small := x&^high | 0x20*ones
		letter := (small + (0x80-'a')*ones) &^ (small + (0x7f-'z')*ones) &^ x & high
		if letter != high {
			return i - from + bits.TrailingZeros64(letter^high)/8
		}
	}
	for ; i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z'; i++ {
	}
	return i - from
}
