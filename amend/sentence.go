package amend

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/language"
)

// word is a word of a sentence, a mark of punctuation, or a possessive ending.
type word struct {
	document.Span        // in the document's text
	text          string // as it is
	low           string // in small letters
	tag           string // of the Penn Treebank
	mark          bool   // punctuation
	owning        bool   // a possessive ending: 's or '
}

// is reports whether the word has one of the tags.
func (w *word) is(tags ...string) bool {
	for _, t := range tags {
		if w.tag == t {
			return true
		}
	}
	return false
}

// noun reports whether the word is tagged as a noun.
func (w *word) noun() bool { return strings.HasPrefix(w.tag, "NN") }

// verb reports whether the word is tagged as a finite verb or a modal one.
func (w *word) finite() bool { return w.is("VBZ", "VBP", "VBD", "MD") }

// describes reports whether the word is tagged as what stands before a noun and describes it.
func (w *word) describes() bool {
	return strings.HasPrefix(w.tag, "JJ") || w.is("VBN", "VBG", "CD")
}

// sentence is the words of one sentence.
type sentence struct {
	text  string // of the document
	span  document.Span
	block *document.Block
	words []word
	caps  bool // all letters are capitals
	title bool // nearly all words begin with a capital, as in a heading
}

// at is word i, or an empty one outside the sentence.
func (s *sentence) at(i int) *word {
	if i < 0 || i >= len(s.words) {
		return &word{}
	}
	return &s.words[i]
}

// within is the range of words that a span holds. It is false where the span begins or ends within a
// word.
func (s *sentence) within(at document.Span) (first, end int, ok bool) {
	first = sort.Search(len(s.words), func(i int) bool { return s.words[i].End > at.Start })
	end = sort.Search(len(s.words), func(i int) bool { return s.words[i].Start >= at.End })
	ok = first < end && s.words[first].Start == at.Start && s.words[end-1].End == at.End
	return first, end, ok
}

// places finds the sentences of a document's findings, each once in a row.
type places struct {
	doc  *document.Document
	last *sentence
}

func newPlaces(d *document.Document) *places { return &places{doc: d} }

// sentence is the words of a finding's sentence, or nil where it cannot be read.
func (p *places) sentence(at document.Span) *sentence {
	if p.last != nil && p.last.span == at {
		return p.last
	}
	b := p.doc.BlockAt(at.Start)
	if b < 0 || at.Len() > longestSentence {
		return nil
	}
	s := &sentence{text: p.doc.Text, span: at, block: &p.doc.Blocks[b]}
	s.split()
	if !s.tag() {
		return nil
	}
	p.last = s
	return s
}

// longestSentence is how many bytes of a sentence are tagged. What is longer is a list or a table,
// in which no grammar can be relied on.
const longestSentence = 8 << 10

// split finds the words. A hyphen within a word belongs to it.
func (s *sentence) split() {
	text, i, end := s.text, s.span.Start, s.span.End
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		start := i
		if !isLetter(r) {
			i += n
			s.words = append(s.words, word{Span: document.Span{Start: start, End: i}, text: text[start:i], mark: true})
			continue
		}
		for i < end {
			r, n := utf8.DecodeRuneInString(text[i:end])
			next, _ := utf8.DecodeRuneInString(text[i+n : end])
			if !isLetter(r) && !(strings.ContainsRune("-.'’,‑", r) && isLetter(next) && joins(r, text[start:i], next)) {
				break
			}
			i += n
		}
		part := func(from, to int, owning bool) {
			at := document.Span{Start: from, End: to}
			s.words = append(s.words, word{Span: at, text: at.Of(text), owning: owning})
		}
		stem := start + possessiveStem(text[start:i])
		part(start, stem, false)
		if stem < i {
			part(stem, i, true)
		} else if strings.HasSuffix(text[start:i], "s") && ownsAfterS(text[i:end]) {
			_, n := utf8.DecodeRuneInString(text[i:])
			part(i, i+n, true)
			i += n
		}
	}
	for i := range s.words {
		s.words[i].low = strings.ToLower(strings.ReplaceAll(s.words[i].text, "’", "'"))
	}
	s.shape()
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// joins reports whether a mark between letters belongs to the word: a point of initials, a comma of
// a number, a hyphen, an apostrophe.
func joins(mark rune, before string, next rune) bool {
	switch mark {
	case '.':
		return len(before) == 1 || strings.Contains(before, ".") || unicode.IsDigit(next)
	case ',':
		return unicode.IsDigit(next) && before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
	}
	return true
}

// possessiveStem is how many bytes of a word are before its 's.
func possessiveStem(w string) int {
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && stem != "" {
			return len(stem)
		}
	}
	return len(w)
}

// ownsAfterS reports whether an apostrophe after an s makes it a possessive: a word follows.
func ownsAfterS(rest string) bool {
	for _, mark := range []string{"'", "’"} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			trimmed := strings.TrimLeft(after, " \n")
			r, _ := utf8.DecodeRuneInString(trimmed)
			return len(trimmed) < len(after) && unicode.IsLetter(r)
		}
	}
	return false
}

// shape finds out how the sentence is written: in capitals, or as a title.
func (s *sentence) shape() {
	long, capital, upper := 0, 0, 0
	for i := range s.words {
		w := &s.words[i]
		if w.mark || w.owning || utf8.RuneCountInString(w.text) < 4 {
			continue
		}
		long++
		if startsUpper(w.text) {
			capital++
		}
		if w.text == strings.ToUpper(w.text) && w.text != w.low {
			upper++
		}
	}
	s.caps = long > 1 && upper == long
	s.title = !s.caps && long > 1 && capital*4 >= long*3
}

// tag gives the words their tags. Capitals of titles are left out of account: they look like names.
func (s *sentence) tag() bool {
	texts := make([]string, len(s.words))
	for i := range s.words {
		texts[i] = s.words[i].text
		if s.caps || s.title || i == 0 {
			texts[i] = s.words[i].low
		}
		if s.words[i].owning {
			texts[i] = "'s"
		}
	}
	tags, err := language.Penn(texts)
	if err != nil {
		return false
	}
	for i := range s.words {
		s.words[i].tag = tags[i]
		if s.words[i].mark {
			s.words[i].tag = ""
		} else if s.words[i].owning {
			s.words[i].tag = "POS"
		}
	}
	return true
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
