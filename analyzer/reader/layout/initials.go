package layout

import (
	"slices"
	"strings"
	"unicode"
)

// A large initial spans the first lines of a paragraph, which stand to its right. What it is worth
// for sizes is that of the letters of those lines.
const (
	initialSize    = 1.6 // at least
	initialTop     = 1.1 // between the tops of an initial and of the first line beside it, at most
	initialNear    = 1.5 // between an initial and a line that does not go on with a small letter
	initialHanging = 4.0 // or does: initials may hang in the margin
	initialOver    = 0.7 // by which a line may begin before the initial's advance ends
	aboveBody      = 1.3 // times the size of the page's text at least: the paragraph may be in smaller letters
	mostInitials   = 50  // letters of a page that are looked at
	initialMarks   = 2   // characters before or after the letter of an initial
	capitalTop     = 0.2 // heights between the top of a letter's box and of its ink
	baseline       = 0.2 // heights between the baseline and the bottom of a box
)

// initial is a large letter that a line begins with, or that stands alone.
type initial struct {
	line     int    // that it is taken from
	chars    []Char // with the quotation mark before it
	from, to int    // where they are in the line
	leads    bool   // text follows them in the line
	high     float32
}

// joinInitials puts large initials before the first word of their paragraphs: programs write them as
// lines of their own, or at the start of the last line that they span.
func joinInitials(pages [][]line) {
	var known stems
	for p, lines := range pages {
		joined, left, size := false, mostInitials, float32(0)
		for i := range lines {
			for _, c := range lines[i].initials() {
				if size == 0 {
					size = measured(lines).size
				}
				if left == 0 || c.high < aboveBody*size {
					continue
				}
				left--
				c.line = i
				at := c.lineBeside(lines)
				if at < 0 {
					continue
				}
				if known == nil {
					known = stemsOf(pages)
				}
				c.join(lines, at, known)
				joined = true
			}
		}
		if joined {
			for i := range lines {
				lines[i].trim()
			}
			pages[p] = slices.DeleteFunc(lines, func(l line) bool { return len(l.chars) == 0 })
		}
	}
}

// initials returns what may be large initials of a line: the letters of a line of single letters, as
// initials of columns side by side are, or one at its start that is larger than the rest.
func (l *line) initials() (found []initial) {
	if l.vertical || l.role != body {
		return nil
	}
	from := 0
	for from < len(l.chars) {
		to, high := from, l.chars[from].high()
		for to < len(l.chars) && !Blank(l.chars[to].Rune) && abs(l.chars[to].high()-high) < otherSize*high {
			to++
		}
		if !oneLetter(l.chars[from:to]) {
			break
		}
		found = append(found, initial{chars: slices.Clone(l.chars[from:to]), from: from, to: to, high: high})
		for from = to; from < len(l.chars) && Blank(l.chars[from].Rune); from++ {
		}
		if from == to {
			break
		}
	}
	switch {
	case found == nil || from == len(l.chars):
		return found
	case l.chars[from].high()*initialSize > found[0].high:
		return nil
	}
	found[0].leads = true
	return found[:1]
}

func (c *Char) high() float32 { return c.Box.Bottom - c.Box.Top }

// oneLetter reports whether characters are one letter, with quotation marks around it or none.
func oneLetter(chars []Char) bool {
	letters := 0
	for i := range chars {
		if r := chars[i].Rune; unicode.IsLetter(r) && !rightToLeft(r) {
			letters++
		} else if !strings.ContainsRune("\"'“”‘’„‚«»‹›¿¡([", r) {
			return false
		}
	}
	return letters == 1 && len(chars) <= 1+initialMarks
}

// lineBeside returns the first of the lines that stand to the right of an initial, -1 where it is none.
func (c *initial) lineBeside(lines []line) int {
	box := boxOf(c.chars)
	first, spanned := -1, 0
	for i := range lines {
		l := &lines[i]
		if l.vertical || l.role != body || len(l.chars) == 0 || l.size*initialSize > c.high || l.printed != 0 {
			continue
		}
		text := l.box
		if i == c.line {
			if !c.leads {
				continue
			}
			text = boxOf(c.rest(l))
		}
		above := box.Top + capitalTop*c.high - initialTop*l.size
		below := box.Bottom - baseline*c.high + baseline*l.size + 0.5*l.size
		if text.Top+capitalTop*l.size < above || l.base > below ||
			text.Left < box.Right-initialOver*l.size || text.Left > box.Right+initialHanging*l.size {
			continue
		}
		spanned++
		if first < 0 || l.base < lines[first].base {
			first = i
		}
	}
	if first < 0 || first == c.line || !c.begins(&lines[first], box.Right, box.Top, spanned) {
		return -1
	}
	return first
}

// begins reports whether the line, first of those that an initial spans, goes on with its word.
func (c *initial) begins(l *line, right, top float32, spanned int) bool {
	rest := l.chars
	if abs(top+capitalTop*c.high-l.box.Top-capitalTop*l.size) > initialTop*l.size {
		return false
	}
	for len(rest) > 1 && strings.ContainsRune("’'", rest[0].Rune) {
		rest = rest[1:]
	}
	if unicode.IsLower(rest[0].Rune) {
		return spanned > 1 || l.box.Left < right+initialNear*l.size
	}
	n := skip(rest, 0, len(rest), unicode.IsUpper)
	return n > 1 && (n == len(rest) || !unicode.IsLetter(rest[n].Rune)) && l.box.Left < right+initialNear*l.size
}

// rest returns what follows an initial in its line.
func (c *initial) rest(l *line) []Char {
	at := c.to
	for Blank(l.chars[at].Rune) {
		at++
	}
	return l.chars[at:]
}

// join takes an initial out of its line and puts it before the line at an index.
func (c *initial) join(lines []line, at int, known stems) {
	own := &lines[c.line]
	own.letters -= c.to - c.from
	if c.leads {
		own.chars = c.rest(own)
		own.box = boxOf(own.chars)
	} else {
		own.chars = slices.Clone(own.chars)
		for i := c.from; i < c.to; i++ {
			own.chars[i] = Char{Rune: ' ', Tag: own.chars[i].Tag}
		}
	}
	l, box := &lines[at], boxOf(c.chars)
	joined := slices.Clone(c.chars)
	if known.apart(c.chars, l.chars) {
		joined = append(joined, Char{Rune: ' ', Font: l.chars[0].Font, Tag: l.chars[0].Tag})
	}
	l.chars = append(joined, l.chars...)
	l.letters += len(c.chars)
	if c.hangs(lines, box.Left, box.Bottom) {
		return
	}
	for i := range lines {
		if b := &lines[i]; b.role == body && b.base <= box.Bottom && b.box.Top >= l.box.Top &&
			b.box.Left > box.Left && abs(b.box.Left-l.box.Left) < initialNear*l.size {
			b.box.Left = box.Left
		}
	}
}

// hangs reports whether no line below an initial begins where it stands: then it is in the margin.
func (c *initial) hangs(lines []line, left, bottom float32) bool {
	return !slices.ContainsFunc(lines, func(l line) bool {
		return l.role == body && l.base > bottom && l.box.Top < bottom+c.high && abs(l.box.Left-left) < l.size
	})
}

// trim takes the blanks at both ends of a line away.
func (l *line) trim() {
	for len(l.chars) > 0 && Blank(l.chars[0].Rune) {
		l.chars = l.chars[1:]
	}
	for len(l.chars) > 0 && Blank(l.chars[len(l.chars)-1].Rune) {
		l.chars = l.chars[:len(l.chars)-1]
	}
}

// stems counts the words of a document by their first letters.
type stems map[string]int

const stemLetters = 5

func stemsOf(pages [][]line) stems {
	all := stems{}
	for _, lines := range pages {
		for i := range lines {
			_, after, _ := strings.Cut(lines[i].text(), " ") // The first word may lack its initial.
			for word := range strings.FieldsFuncSeq(after, func(r rune) bool { return !unicode.IsLetter(r) }) {
				all[stem(word)]++
			}
		}
	}
	return all
}

// stem returns the first letters of a word, small.
func stem(word string) string {
	runes := []rune(strings.ToLower(word))
	return string(runes[:min(len(runes), stemLetters)])
}

// apart reports whether an initial is a word of its own: "A" before "flood", not before "liens". Where
// neither the document nor the small words of languages have one of the two, what can be said without
// the initial is a word.
func (s stems) apart(initial, line []Char) bool {
	letter := strings.ToLower(strings.TrimFunc(text(initial), func(r rune) bool { return !unicode.IsLetter(r) }))
	if Blank(line[0].Rune) {
		return true
	}
	words := languageWords()
	if !words.single[letter] || !unicode.IsLetter(line[0].Rune) {
		return false
	}
	rest := strings.ToLower(text(line[:skip(line, 0, len(line), unicode.IsLetter)]))
	whole := letter + rest
	switch with, without := s[stem(whole)], s[stem(rest)]; {
	case words.small[whole]:
		return false
	case words.small[rest]:
		return true
	case with > 0 || without > 0:
		return without > with
	}
	return sayable(rest)
}

// sayable reports whether a word begins with one consonant and a vowel, or with two consonants that
// syllables begin with.
func sayable(word string) bool {
	const (
		vowels = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüœ"
		second = "lrhw" // after other consonants
		first  = "lrmnhw"
	)
	r := []rune(word)
	if len(r) < 3 || strings.ContainsRune(vowels, r[0]) {
		return false
	}
	if strings.ContainsRune(vowels, r[1]) {
		return true
	}
	cluster := strings.ContainsRune(second, r[1]) && !strings.ContainsRune(first, r[0]) || r[0] == 's' && r[1] != 's'
	isVowel := func(r rune) bool { return strings.ContainsRune(vowels, r) }
	return cluster && slices.ContainsFunc(r[2:min(len(r), 4)], isVowel)
}

func text(chars []Char) string {
	var b strings.Builder
	for i := range chars {
		b.WriteRune(chars[i].Rune)
	}
	return b.String()
}
