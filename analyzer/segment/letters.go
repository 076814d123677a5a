package segment

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/lexicon"
)

// writing is what a language says of how its words are written. The zero value is not used: a
// language whose words are written in one way has none, which costs nothing.
type writing struct {
	fold     map[rune]string
	low      [lowRunes]foldedRune // by letter: what small letters of most alphabets but the Chinese are
	elisions map[string]bool
	genders  []string // longest first
	prefixes []string // longest first
	article  string
	joins    [256]bool // bytes that genders begin with
}

// lowRunes is more than the letters of the Latin, Greek, Cyrillic and Arabic alphabets.
const lowRunes = 0x700

// foldedRune is a letter as it is compared: one other letter, or none, or more than one.
type foldedRune struct {
	to   rune
	many bool
}

// writingOf is nil for a language whose words are written in one way.
func writingOf(t *lexicon.Traits) *writing {
	if t.Letters.Plain() {
		return nil
	}
	l := &writing{fold: t.Letters.Fold, elisions: t.Letters.Elisions.Set(), article: t.Letters.Article}
	longest := func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }
	l.genders = slices.SortedFunc(strings.FieldsSeq(string(t.Letters.Genders)), longest)
	l.prefixes = slices.SortedFunc(strings.FieldsSeq(string(t.Letters.Prefixes)), longest)
	for _, g := range l.genders {
		l.joins[g[0]] = true
	}
	for r := range rune(lowRunes) {
		small := unicode.ToLower(r)
		if r == '’' {
			small = '\''
		}
		l.low[r] = foldedRune{to: small}
		for _, letter := range []rune{small, r} {
			to, ok := l.fold[letter]
			if !ok {
				continue
			}
			if as := []rune(to); len(as) == 1 {
				l.low[r] = foldedRune{to: as[0]}
			} else {
				l.low[r] = foldedRune{to: -1, many: len(as) > 1}
			}
		}
	}
	return l
}

// appendFolded is the package's appendFolded with the letters of the language.
func (l *writing) appendFolded(folded []byte, word string) []byte {
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			folded = append(folded, lower[c])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		if r < lowRunes {
			switch f := l.low[r]; {
			case f.to >= 0:
				folded = utf8.AppendRune(folded, f.to)
			case f.many:
				folded = append(folded, cmp.Or(l.fold[unicode.ToLower(r)], l.fold[r])...)
			}
			continue
		}
		if r == '’' {
			r = '\''
		}
		if as, ok := l.fold[r]; ok {
			folded = append(folded, as...)
			continue
		}
		r = unicode.ToLower(r)
		if as, ok := l.fold[r]; ok {
			folded = append(folded, as...)
			continue
		}
		folded = utf8.AppendRune(folded, r)
	}
	return folded
}

// written is a word with its letters folded, and with its capitals.
func (l *writing) written(word string) string {
	var b strings.Builder
	for _, r := range word {
		if as, ok := l.fold[r]; ok {
			b.WriteString(as)
		} else if as, ok := l.fold[unicode.ToLower(r)]; ok {
			b.WriteString(strings.ToUpper(as))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// elides reports whether the apostrophe after text[start:i] ends a word of its own.
func (l *writing) elides(text string, start, i int) bool {
	const longest = 16 // bytes
	return len(l.elisions) > 0 && i-start <= longest && l.elisions[Fold(text[start:i])]
}

// gender is the length of what follows the word that ends at i to name all genders, or 0. A word
// of less than three letters has none.
func (l *writing) gender(text string, start, i, to int) int {
	const shortest = 3
	if i >= to || !l.joins[text[i]] || i-start < shortest {
		return 0
	}
	for _, g := range l.genders {
		if end := i + len(g); end <= to && strings.EqualFold(text[i:end], g) && !isWordAt(text, end, to) {
			return len(g)
		}
	}
	return 0
}

// rewritten is the number of a word that is not in the vocabulary as it is written: of one that names
// all genders that of the word for the longer form, or of what its genders follow; of one that is
// written with small words before it, that of the rest.
func (v *Vocabulary) rewritten(word string, form Form) int32 {
	if form&Gendered != 0 {
		if n := v.gendered(word); n != 0 {
			return n
		}
	}
	for _, prefix := range v.writing.prefixes {
		if rest, ok := strings.CutPrefix(word, prefix); ok && utf8.RuneCountInString(rest) >= leastAfterPrefix {
			if n := v.Find(rest); n != 0 {
				return n
			}
		}
	}
	return 0
}

// leastAfterPrefix is how many letters must be left of a word.
const leastAfterPrefix = 3

func (v *Vocabulary) gendered(word string) int32 {
	var joined strings.Builder
	end := -1
	for i, r := range word {
		if isWordRune(r) {
			joined.WriteRune(r)
		} else if end < 0 {
			end = i
		}
	}
	if n := v.Find(joined.String()); n != 0 || end < 0 {
		return n
	}
	return v.Find(word[:end])
}

// bare is a pattern's word without the article that texts write as one with it.
func (l *writing) bare(word string) string {
	if rest, ok := strings.CutPrefix(word, l.article); ok && l.article != "" &&
		utf8.RuneCountInString(rest) >= leastAfterPrefix {
		return rest
	}
	return word
}

// Fold is the form in which the words of the language are compared.
func (v *Vocabulary) Fold(word string) string {
	var short [64]byte
	folded := v.appendFolded(short[:0], word)
	if string(folded) == word {
		return word
	}
	return string(folded)
}

// Written is the word as an exact word of a pattern is compared: with its capitals, and with the
// letters of the language that are compared as others.
func (v *Vocabulary) Written(word string) string {
	if v.writing == nil || len(v.writing.fold) == 0 {
		return word
	}
	return v.writing.written(word)
}

// Splits reports whether a pattern's word may be several words of a text.
func (v *Vocabulary) Splits(word string) bool {
	return v.characters || v.writing != nil && len(v.writing.elisions) > 0 && strings.ContainsAny(word, "'’")
}

// Elides reports whether an apostrophe joins the word to the next: the d of d'étrangers.
func (v *Vocabulary) Elides(word string) bool {
	return v.writing != nil && v.writing.elisions[Fold(word)]
}

func (v *Vocabulary) appendFolded(folded []byte, word string) []byte {
	if v.writing != nil {
		return v.writing.appendFolded(folded, word)
	}
	return appendFolded(folded, word)
}

// ownLetters readies the letters that the language has beyond ASCII: those that it folds, and those
// of the words of the vocabulary. A language of plain letters has none.
func (v *Vocabulary) ownLetters(t *lexicon.Traits) {
	if t.PlainLetters {
		return
	}
	v.own = new([lowRunes]bool)
	for r := range t.Letters.Fold {
		v.ownRune(r)
	}
}

// owns adds the letters of a word to those of the language.
func (v *Vocabulary) owns(word string) {
	if v.own == nil {
		return
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			for _, r := range word[i:] {
				v.ownRune(r)
			}
			return
		}
	}
}

func (v *Vocabulary) ownRune(r rune) {
	for _, r := range []rune{r, unicode.ToUpper(r), unicode.ToLower(r)} {
		if r >= utf8.RuneSelf && r < lowRunes {
			v.own[r] = true
		}
	}
}

// ownLetter reports whether the language has a letter beyond ASCII.
func (v *Vocabulary) ownLetter(r rune) bool {
	return v.own != nil && r < lowRunes && v.own[r] || v.characters && unicode.Is(unicode.Han, r)
}
