package segment

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/swar"
)

// Letters in disguise: words whose letters are replaced by others that look alike, struck through,
// circled or set apart. People read them as they look, so they are read here as the words of the
// vocabulary that they look like. The text stays as it is written.

// Reading is a word in disguise: where it stands and how it reads, in small letters.
type Reading struct {
	Start, End int32
	Plain      string
	Accents    bool // nothing but marks on its letters is unlike the plain word, as in naïve
}

// Disguised reports whether text[from:to], of which the tokens are given, may hold words in
// disguise, so that [Vocabulary.Unmask] has to look at it: characters beyond ASCII that are no
// common signs or letters of the vocabulary's language, or single letters in a row. It reports false
// for nearly all text, and is quick about it.
func (v *Vocabulary) Disguised(text string, from, to int, tokens []Token) bool {
	singles := 0
	for i := range tokens {
		switch n := tokens[i].End - tokens[i].Start; {
		case n == 1 && class[text[tokens[i].Start]]&digitByte == 0:
			if singles++; singles >= leastSpelled {
				return true
			}
		case n > 2*leastSpelled && text[tokens[i].Start+1] == '.':
			return true // capitals with points between them
		default:
			singles = 0
		}
	}
	for i := from; i < to; {
		if i+8 <= to {
			beyond := swar.Load(text[i:]) & high
			if beyond == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(beyond) / 8
		} else if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		if text[i] == 0xE2 && i+2 < to && text[i+1] == 0x80 && text[i+2] >= 0x90 &&
			text[i+2] < 0xA7 { // dashes, quotation marks
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !sign(r) && !v.ownLetter(r) {
			return true
		}
		i += n
	}
	return false
}

// sign reports whether a character is a common sign beyond ASCII and so no part of a disguise.
func sign(r rune) bool {
	switch {
	case r == '·', r == 'ª', r == 'º', r == '‧', r == 'ⁱ', r == 'ⁿ', r == '∙', r == '⋅':
		return false
	case r < 0xC0, r == '×', r == '÷', r == '№', r == '™':
		return true
	}
	return r >= 0x2010 && r < 0x2090 || r >= 0x20A0 && r < 0x20D0 || r >= 0x2190 && r < 0x2400 ||
		r >= 0x2500 && r < 0x2800
}

// unmasking is one run of Unmask.
type unmasking struct {
	v        *Vocabulary
	text     string
	from, to int
	tokens   []Token
	accents  bool // marks on Latin letters may be a disguise
	readings []Reading
	words    []Token // the words in disguise that are in the vocabulary, in order
}

// Unmask reads the words of text[from:to] that are written in disguise as those of the vocabulary
// that they look like: it puts a token in place of those that Scan found there, and returns how
// each reads. Accents tells that the language has no letters with marks of its own. A word of
// another script is left alone, unless it stands among words in Latin letters and looks like one of
// the vocabulary. Readings may hold words that are not in the vocabulary.
func (v *Vocabulary) Unmask(
	text string, from, to int, tokens []Token, marked []int32, accents bool,
) ([]Token, []int32, []Reading) {
	u := unmasking{v: v, text: text, from: from, to: to, tokens: tokens, accents: accents}
	for i := from; i < to; {
		i = u.cluster(i)
	}
	u.merge()
	u.spelled()
	u.merge()
	if len(u.readings) == 0 {
		return tokens, marked, nil
	}
	slices.SortFunc(u.readings, func(a, b Reading) int { return int(a.Start - b.Start) })
	marked = marked[:0]
	for i := range u.tokens {
		if v.points(text, &u.tokens[i]) {
			marked = append(marked, int32(i))
		}
	}
	return u.tokens, marked, u.readings
}

// cluster reads what stands at i without a gap, and returns where it ends.
func (u *unmasking) cluster(i int) int {
	start := i
	c := cluster{end: i}
	for i < u.to {
		r, n := utf8.DecodeRuneInString(u.text[i:u.to])
		what, base := lookOf(r)
		if what == other && !isWordRune(r) || what == noise && c.plain == "" || what == attached && c.plain == "" {
			break
		}
		i += n
		c.add(what, base, r)
		if what != noise {
			c.end = i
		}
	}
	if i == start {
		_, n := utf8.DecodeRuneInString(u.text[i:u.to])
		return i + n
	}
	if c.masked() {
		u.read(start, &c)
	}
	return i
}

// cluster is a row of characters that may be a word.
type cluster struct {
	plain string // the letters that they look like
	end   int    // of the last that is not noise

	count   [noise + 1]int
	letters int
	capital bool // the first letter is one
	upper   int
	tail    int // letters at the end that are raised
	greek   bool
	odd     bool // it holds a letter that looks like none, or a digit
}

func (c *cluster) add(what look, base string, r rune) {
	c.count[what]++
	if what == attached || what == noise {
		return
	}
	upper := unicode.IsUpper(r)
	if upper {
		c.upper++
	}
	if c.letters == 0 {
		c.capital = upper
	}
	c.letters++
	c.odd = c.odd || what == other || len(c.plain) > longest
	if !c.odd {
		c.plain += base
	}
	c.greek = c.greek || unicode.Is(unicode.Greek, r)
	if what == styled && (unicode.Is(unicode.Lm, r) || r == 'ª' || r == 'º') {
		c.tail += len(base)
	} else {
		c.tail = 0
	}
}

// masked reports whether a cluster holds anything but plain letters.
func (c *cluster) masked() bool {
	return !c.odd && (c.letters > c.count[latin] || c.count[attached]+c.count[noise] > 0)
}

// longest is how many letters a word in disguise may have. None of the vocabulary has as many.
const longest = 40

// fewest is how many letters a word must have to be read by what it looks like as a whole: shorter
// ones are signs and words of other languages.
const fewest = 3

// isAsWritten reports whether a cluster that starts there is to be read as it is written: it is
// known, too short or too long, or a word of another script or with accents, as it seems.
func (u *unmasking) isAsWritten(start int, c *cluster, mixed bool) bool {
	switch {
	case len(c.plain) > longest, c.letters == 1, u.v.Find(u.text[start:c.end]) != 0:
		return true
	case c.count[foreign] > 0 && !mixed && c.count[styled] == 0: // another script
		return c.letters < fewest || !u.amongLatin(start, c.end)
	case c.count[foreign]+c.count[styled] == 0 && c.count[accented] > 0: // accents
		return !u.accents || c.letters < fewest
	}
	return false
}

// read notes what a cluster that starts there reads as.
func (u *unmasking) read(start int, c *cluster) {
	if c.tail > 0 && len(c.plain)-c.tail >= fewest && c.count[foreign]+c.count[noise]+c.count[accented] == 0 &&
		c.count[styled] == c.tail {
		c.plain = c.plain[:len(c.plain)-c.tail] // the sign of a note
	}
	mixed := c.count[foreign] > 0 && c.count[latin]+c.count[accented] > 0
	if u.isAsWritten(start, c, mixed) {
		return
	}
	r := Reading{Start: int32(start), End: int32(c.end)}
	r.Accents = c.count[accented]+c.count[latin] == c.letters && c.count[noise]+c.count[attached] == 0
	for _, r.Plain = range spellings(c.plain) {
		if n := u.v.Find(r.Plain); n != 0 {
			u.note(Token{Start: r.Start, End: r.End, word: n, Form: c.form()}, r)
			return
		}
	}
	if c.styledThroughout() || mixed && !c.greek && c.letters > fewest {
		r.Plain = strings.ReplaceAll(c.plain, ambiguous, "i")
		u.readings = append(u.readings, r)
	}
}

// styledThroughout reports whether all letters of a word are of another style.
func (c *cluster) styledThroughout() bool {
	return c.letters > fewest && c.count[styled] == c.letters && c.tail == 0
}

func (c *cluster) form() Form {
	form := Disguise
	if c.capital {
		form |= Capitalised
		if c.letters > 1 && c.upper == c.letters {
			form |= Capitals
		}
	}
	return form
}

// spellings are what a plain word may be where letters are ambiguous: all of those the same, or
// each of the first few either way.
func spellings(plain string) []string {
	n := strings.Count(plain, ambiguous)
	if n == 0 {
		return []string{plain}
	}
	const most = 4 // of which every one is tried either way
	all := []string{strings.ReplaceAll(plain, ambiguous, "i"), strings.ReplaceAll(plain, ambiguous, "l")}
	if n > most {
		return all
	}
	for choice := range 1 << n {
		b := []byte(plain)
		for i, k := 0, 0; i < len(b); i++ {
			if b[i] == ambiguous[0] {
				b[i] = "il"[choice>>k&1]
				k++
			}
		}
		all = append(all, string(b))
	}
	return all
}

// amongLatin reports whether the words before and after a stretch, as far as there are any, begin
// with ASCII letters.
func (u *unmasking) amongLatin(start, end int) bool {
	before := strings.TrimRightFunc(u.text[u.from:start], func(r rune) bool { return !isWordRune(r) })
	after := strings.TrimLeftFunc(u.text[end:u.to], func(r rune) bool { return !isWordRune(r) })
	if before == "" && after == "" {
		return false
	}
	isLatin := func(c byte) bool { return class[c]&wordByte != 0 && class[c]&digitByte == 0 }
	return (before == "" || isLatin(before[len(before)-1])) && (after == "" || isLatin(after[0]))
}

// note keeps a word of the vocabulary.
func (u *unmasking) note(t Token, r Reading) {
	u.words = append(u.words, t)
	u.readings = append(u.readings, r)
}

// merge puts the words that were noted in place of the tokens that lie where they stand.
func (u *unmasking) merge() {
	if len(u.words) == 0 {
		return
	}
	merged := make([]Token, 0, len(u.tokens)+len(u.words))
	rest := u.tokens
	for _, w := range u.words {
		for len(rest) > 0 && rest[0].End <= w.Start {
			merged, rest = append(merged, rest[0]), rest[1:]
		}
		for len(rest) > 0 && rest[0].Start < w.End {
			w.Form |= rest[0].Form & Possessive
			rest = rest[1:]
		}
		w.Sep = u.separator(merged, int(w.Start))
		merged = append(merged, w)
		if len(rest) > 0 {
			rest[0].Sep = u.separator(merged, int(rest[0].Start))
		}
	}
	u.tokens, u.words = append(merged, rest...), nil
}

// separator is the strongest thing that stands between the last token and the offset to.
func (u *unmasking) separator(tokens []Token, to int) Separator {
	i := u.from
	if len(tokens) > 0 {
		last := &tokens[len(tokens)-1]
		i = int(last.End)
		if last.Form&Possessive != 0 {
			i += u.v.ending(u.text, int(last.Start), i, u.to)
		}
	}
	sep := Blank
	for i < to {
		m, n := separator(u.text, u.from, i, u.to)
		if r, size := utf8.DecodeRuneInString(u.text[i:]); isWordRune(r) || isNoise(r) {
			m, n = Blank, size
		}
		sep = max(sep, m)
		i += n
	}
	return sep
}

// spelled reads words whose letters are set apart: "f l o w", "f.l.o.w", "F-L-O-W".
func (u *unmasking) spelled() {
	var before row // the last one, of any length
	read := false  // that one has been read
	for i := 0; i < len(u.tokens); {
		if plain := u.initials(&u.tokens[i]); plain != "" {
			t := u.tokens[i]
			t.word, t.Form = u.v.Find(plain), t.Form|Disguise
			u.note(t, Reading{Start: t.Start, End: t.End, Plain: plain})
		}
		r := u.row(i)
		long, beside := r.end-i >= leastSpelled, before.end == i && i > 0
		if long && beside && !read && before.end-before.start > 1 {
			u.whole(before)
		}
		switch {
		case long:
			u.join(r)
			read = true
		case r.end-i > 1 && beside && read:
			u.whole(r)
		default:
			read = false
		}
		before, i = r, r.end
	}
}

// row is the indexes of tokens of one letter each, with the same gap between them.
type row struct{ start, end int }

// row is the row that begins with token i, which may be no letter.
func (u *unmasking) row(i int) row {
	r := row{i, i + 1}
	gap := ""
	for u.single(i) && r.end < len(u.tokens) && u.single(r.end) {
		between := u.text[u.tokens[r.end-1].End:u.tokens[r.end].Start]
		if r.end == i+1 {
			gap = between
		}
		if between != gap || len(gap) > maxGap {
			if r.end == i+2 &&
				(len(between) < len(gap) || strings.TrimSpace(gap) == "" && strings.TrimSpace(between) != "") {
				r.end-- // The second letter is nearer to the third: "a f.l.o.w".
			}
			break
		}
		r.end++
	}
	return r
}

const (
	leastSpelled = 4 // letters of a word that are set apart; fewer are initials, and items of lists
	maxGap       = 6 // bytes between its letters

	longestSpelled = 24 // letters of a word that is looked for in a row of them
)

// single reports whether a token is one letter.
func (u *unmasking) single(i int) bool {
	t := &u.tokens[i]
	r, n := utf8.DecodeRuneInString(u.text[t.Start:t.End])
	return n == int(t.End-t.Start) && t.Form&Possessive == 0 && unicode.IsLetter(r)
}

// initials returns the word that a token of capitals with points between them spells, if it is one
// of the vocabulary. Abbreviations have fewer letters.
func (u *unmasking) initials(t *Token) string {
	word := u.text[t.Start:t.End]
	if points := strings.Count(word, "."); points < leastSpelled || 2*points < len(word)-1 {
		return ""
	}
	plain := Fold(strings.ReplaceAll(word, ".", ""))
	if u.v.Find(plain) == 0 {
		return ""
	}
	return plain
}

// letters are the plain letters of a row, "?" for those that look like none.
func (u *unmasking) letters(r row) string {
	var plain strings.Builder
	for _, t := range u.tokens[r.start:r.end] {
		c, _ := utf8.DecodeRuneInString(u.text[t.Start:])
		_, base := lookOf(c)
		if len(base) != 1 {
			base = "?"
		}
		plain.WriteString(strings.ReplaceAll(base, ambiguous, "i"))
	}
	return plain.String()
}

// whole notes the word that a short row spells beside a longer one.
func (u *unmasking) whole(r row) {
	if plain := u.letters(r); u.v.Find(plain) != 0 {
		u.spell(r, plain)
	}
}

// spell notes the word that a row spells.
func (u *unmasking) spell(r row, plain string) {
	first, last := &u.tokens[r.start], &u.tokens[r.end-1]
	form := first.Form | Disguise
	if last.Form&Capitalised != 0 {
		form |= Capitals
	}
	word := Reading{Start: first.Start, End: last.End, Plain: plain}
	u.note(Token{Start: word.Start, End: word.End, word: u.v.Find(plain), Form: form}, word)
}

// join notes the words that a row spells. Where one gap stands between all letters of several
// words, the vocabulary tells where each begins.
func (u *unmasking) join(r row) {
	letters := u.letters(r)
	after := -1 // where the last word ended
	for at := 0; at < len(letters); {
		n := u.longestAt(letters, at, at == after)
		if n == 0 {
			at++
			continue
		}
		u.spell(row{r.start + at, r.start + at + n}, letters[at:at+n])
		at += n
		after = at
	}
}

// longestAt is the length of the longest word of the vocabulary that letters spell at an offset; 0
// for none. Short words count only where a word ends before them.
func (u *unmasking) longestAt(letters string, at int, follows bool) int {
	least := leastSpelled
	if follows {
		least = 2
	}
	for n := min(longestSpelled, len(letters)-at); n >= least; n-- {
		if u.v.Find(letters[at:at+n]) != 0 {
			return n
		}
	}
	return 0
}

// Text is the words of text[start:end] with those in disguise as they read, in small letters; ""
// when none is in disguise. The readings are in order.
func Text(text string, start, end int, readings []Reading) string {
	var b strings.Builder
	at := start
	i, _ := slices.BinarySearchFunc(readings, start, func(r Reading, start int) int { return int(r.Start) - start })
	for ; i < len(readings) && int(readings[i].End) <= end; i++ {
		b.WriteString(text[at:readings[i].Start])
		b.WriteString(readings[i].Plain)
		at = int(readings[i].End)
	}
	if at == start {
		return ""
	}
	b.WriteString(text[at:end])
	return b.String()
}
