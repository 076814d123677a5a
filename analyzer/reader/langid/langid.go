// Package langid finds the language of a document and of its blocks, by alphabets and function
// words.
package langid

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/charset"
	"refrain/lexicon"
)

// sample is how many bytes of a document's text are enough to tell its language.
const sample = 6 << 10

// scripts are the alphabets that tell a language by themselves.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"},
	{unicode.Greek, "el"}, {unicode.Hebrew, "he"},
	{unicode.Thai, "th"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"}, {unicode.Devanagari, "hi"},
	{unicode.Bengali, "bn"}, {unicode.Ethiopic, "am"},
}

// functionWord is one of the function words: its number among all, and those of its languages.
type functionWord struct {
	number int
	langs  uint64 // a bit for each of dictionary.languages
}

// dictionary is all function words.
type dictionary struct {
	languages []lexicon.Known // those that have function words
	judged    []bool          // which of them have a lexicon
	words     map[string]functionWord
	begins    [1 << 12]bool // by the first two letters of each, as pair has them
}

// pair is a number for the first two bytes of a word, of which the second may be missing, whether
// they are capitals or not. Most words of a text are no function words, and it tells so of two in
// three.
func pair[W string | []byte](word W) int {
	n := int(word[0]|0x20) << 6
	if len(word) > 1 {
		n ^= int(word[1]|0x20) ^ len(word)<<8
	}
	return n & (1<<12 - 1)
}

var knownWords = sync.OnceValue(func() *dictionary {
	d := &dictionary{words: make(map[string]functionWord, 1<<10)}
	for _, known := range lexicon.KnownLanguages() {
		if known.Words == "" {
			continue
		}
		n := len(d.languages)
		d.languages = append(d.languages, known)
		d.judged = append(d.judged, slices.Contains(lexicon.BuiltinCodes(), known.Code))
		for w := range strings.FieldsSeq(string(known.Words)) {
			known, ok := d.words[w]
			if !ok {
				known.number = len(d.words)
			}
			known.langs |= 1 << n
			d.words[w] = known
			d.begins[pair(w)] = true
		}
	}
	return d
})

// Decide decides which language the document and its blocks are in. What the file states holds,
// unless the function words plainly say otherwise: files are made with programs that write down the
// language of their user. Where parts of the document differ, those that state nothing are looked
// at one by one.
func Decide(doc *document.Document, trusted bool) {
	found, stated := Of(doc.Text), document.PrimaryLanguage(doc.Lang)
	switch {
	case doc.Lang == "", !trusted && found != "":
		doc.Lang = found
	case stated == found || found == "" || functionWords(stated) == "":
	case latin(stated) != latin(found) || byWords(middle(doc.Text, sample), 3) == found:
		doc.Lang = found
	}
	doubtStated(doc)
	if doc.Lang == "" || mixed(doc) {
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Lang == "" && b.Len() > shortBlock {
				if lang := byWords(charset.Head(b.Of(doc.Text)), 2); lang != document.PrimaryLanguage(doc.Lang) {
					b.Lang = lang
				}
			}
		}
	}
}

// doubtStated takes the language from blocks whose function words do not confirm it, where those of
// most blocks that state it deny it.
func doubtStated(doc *document.Document) {
	// doubted is, by language, the bytes in blocks whose function words deny it, less those in
	// blocks whose words confirm it.
	doubted := map[string]int{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Lang == "" || document.PrimaryLanguage(b.Lang) == document.PrimaryLanguage(doc.Lang) {
			continue
		}
		switch text := charset.Head(b.Of(doc.Text)); byWords(text, 1) {
		case "":
		case document.PrimaryLanguage(b.Lang):
			doubted[b.Lang] -= len(text)
		case document.PrimaryLanguage(doc.Lang):
			doubted[b.Lang] += len(text)
		}
	}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; doubted[b.Lang] > 0 &&
			byWords(charset.Head(b.Of(doc.Text)), 1) != document.PrimaryLanguage(b.Lang) {
			b.Lang = ""
		}
	}
}

// latin reports whether the language, if it has function words here, is written in the Latin
// alphabet. Those without have an alphabet of their own.
func latin(lang string) bool {
	const greek = 0x370 // Above it other alphabets begin.
	first, _ := utf8.DecodeRuneInString(string(functionWords(lang)))
	return first < greek && functionWords(lang) != ""
}

// functionWords are the small words of a language; "" for one of which none are known.
func functionWords(lang string) lexicon.Words {
	for _, known := range knownWords().languages {
		if known.Code == lang {
			return known.Words
		}
	}
	return ""
}

// shortBlock is how many bytes are too few to tell a block's language when it differs from the
// document's.
const shortBlock = 80

// mixed reports whether some part of a long text is plainly in another language than the document,
// or in two.
func mixed(doc *document.Document) bool {
	const parts = 8
	for i := range parts {
		from, to := len(doc.Text)*i/parts, len(doc.Text)*(i+1)/parts
		text := middle(doc.Text[from:to], sample/4)
		if lang := byWords(text, 2); lang != "" && lang != document.PrimaryLanguage(doc.Lang) || lang == "" &&
			len(text) > sample/8 &&
			byWords(text, 1) != document.PrimaryLanguage(doc.Lang) {
			return true
		}
	}
	return false
}

// Of is the BCP 47 tag of the language that most of a text is in: by its alphabet, else by its
// function words, else by letters that are its own: forms and tables have few small words. It is ""
// when too few of them tell, or when English and another one are too close. A part of the sample is
// enough where it leaves no doubt.
func Of(text string) string {
	text = middle(text, sample)
	if lang := byScript(text); lang != "" {
		return lang
	}
	if lang := byWords(middle(text, sample/3), 2); lang != "" {
		return lang
	}
	if lang := byWords(text, 1); lang != "" {
		return lang
	}
	return byLetters(text)
}

// ownLetters are letters that tell a language from others in the same alphabet: how many letters of
// a text there are for each of them at most, and letters that it never has.
var ownLetters = []struct {
	lang, letters, never string
	every                int
}{
	{"pl", "ąćęłńśźż", "đěőřšťůűžç", 40},
	{"ru", "ыэ", "іїєўјљњђћқғәөүңһ", 100},
}

// byLetters is the language of which a text has enough letters of its own, and none that it never
// has; "" when there are fewer than four.
func byLetters(text string) string {
	text = strings.ToLower(text)
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	for _, l := range ownLetters {
		own := 0
		for _, r := range l.letters {
			own += strings.Count(text, string(r))
		}
		if own >= 4 && own*l.every >= letters && !strings.ContainsAny(text, l.never) {
			return l.lang
		}
	}
	return ""
}

// middle is at most n bytes from the middle of a text: titles and contents come first.
func middle(text string, n int) string {
	if len(text) <= n {
		return text
	}
	from := (len(text) - n) / 2
	return text[from : from+n]
}

// byWords is the language of most function words in a text: of a word in twelve, of at least two
// different ones, and where English is that or the next one, of a quarter more than the other has;
// or of so many times that. Which of two languages that are close to each other it is matters less.
func byWords(text string, times int) string {
	known, words := knownWords(), 0
	points := make([]int, len(known.languages))
	seen, different := make([]bool, len(known.words)), make([]int, len(known.languages))
	var short [2 * maxFunctionWord]byte
	for i := 0; i < len(text); {
		from := i
		if i = lettersEnd(text, from); i > from && (i == len(text) || text[i] < utf8.RuneSelf) &&
			(i-from > maxFunctionWord || !known.begins[pair(text[from:i])]) {
			words++
			continue
		}
		word, end := lowerWord(short[:0], text, from)
		if i = end; i == from {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if words++; i-from > maxFunctionWord {
			continue
		}
		if !known.begins[pair(word)] {
			continue
		}
		w, ok := known.words[string(word)]
		if !ok {
			continue
		}
		share := 12 / min(bits.OnesCount64(w.langs), 3)
		for langs := w.langs; langs != 0; langs &= langs - 1 {
			n := bits.TrailingZeros64(langs)
			points[n] += share
			if !seen[w.number] && len(word) > 1 {
				different[n]++
			}
		}
		seen[w.number] = true
	}
	best, second := known.lead(points)
	if n := points[best]; different[best] <= times || n < 24*times || n < words*times || n*4 < second*(4+times) {
		return ""
	}
	return known.languages[best].Code
}

// lettersEnd is where the ASCII letters end that begin at from.
func lettersEnd(text string, from int) int {
	i := from
	for i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' {
		i++
	}
	return i
}

// lowerWord appends the word at from in lower case, as far as a function word may reach, and
// returns where the word ends in text.
func lowerWord(word []byte, text string, from int) ([]byte, int) {
	i := from
	for i < len(text) {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			if i++; i-from <= maxFunctionWord {
				word = append(word, c)
			}
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if r < utf8.RuneSelf || !unicode.IsLetter(r) {
			break
		}
		if i += n; i-from <= maxFunctionWord {
			word = utf8.AppendRune(word, unicode.ToLower(r))
		}
	}
	return word, i
}

// lead returns the language with most points, and the most points that another language has where
// one of the two has a lexicon.
func (d *dictionary) lead(points []int) (best, second int) {
	for n := range points {
		if points[n] > points[best] {
			best = n
		}
	}
	for n := range points {
		if n != best && (d.judged[best] || d.judged[n]) {
			second = max(second, points[n])
		}
	}
	return best, second
}

// maxFunctionWord is more bytes than any function word has.
const maxFunctionWord = 20

// byScript tells the languages that have an alphabet to themselves.
func byScript(text string) string {
	count := make([]int, len(scripts))
	letters := 0
	for i, r := range text {
		if i > sample/2 {
			break
		}
		if r < utf8.RuneSelf {
			if r |= 0x20; r >= 'a' && r <= 'z' {
				letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; r < 0x370 {
			continue
		}
		for k := range scripts {
			if unicode.Is(scripts[k].table, r) {
				count[k]++
				break
			}
		}
	}
	if kana := count[0] + count[1]; kana > 0 && kana*10 > letters { // Japanese has Chinese characters as well.
		return "ja"
	}
	for k, n := range count {
		if n*2 > letters {
			return scripts[k].lang
		}
	}
	return ""
}
