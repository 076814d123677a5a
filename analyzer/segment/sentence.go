package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Splitter finds the sentences of a language. It does not change and is safe for concurrent use.
type Splitter struct {
	stops         string // marks that end a sentence without a blank after them
	abbreviations map[string]abbreviation
	ends          []string // ends of abbreviations that end a sentence all the same
	letters       map[string]bool
	ordinals      map[string]bool
}

// NewSplitter returns a splitter for the language of those traits.
func NewSplitter(t *lexicon.Traits) *Splitter {
	s := &Splitter{stops: t.Stops, abbreviations: map[string]abbreviation{}, letters: t.Abbreviations.Letters.Set()}
	s.ordinals = t.Abbreviations.Ordinals.Set()
	s.ends = strings.Fields(string(t.Abbreviations.Ends))
	for kind, words := range map[abbreviation]lexicon.Words{
		always: t.Abbreviations.Always, beforeNumber: t.Abbreviations.BeforeNumber,
		beforeName: t.Abbreviations.BeforeName,
	} {
		for word := range strings.FieldsSeq(string(words)) {
			s.abbreviations[word] = kind
		}
	}
	return s
}

// maxSentence bounds how far a sentence reaches on either side of a place, in bytes, so that a text
// without a full stop costs no more than others.
const maxSentence = 3000

// The bytes that are looked at around a full stop: marks and closing brackets after it, and the
// word before it.
const (
	maxMarks        = 100
	maxAbbreviation = 200
)

// Sentence is the sentence of the block that holds at, without blanks at its ends. It reaches at
// most maxSentence bytes to either side of at. Abbreviations, initials, numbers and enumeration
// marks do not end it; a closing quotation mark or bracket after the full stop belongs to it.
func (s *Splitter) Sentence(text string, block, at document.Span) document.Span {
	start, end := block.Start, block.End
	low := max(block.Start, at.Start-maxSentence)
	for i := at.Start - 1; i >= low; i-- {
		if s.mark(text, i) {
			if e := s.endsSentence(text, block, i); e >= 0 && e <= at.Start {
				start = e
				break
			}
		}
		if i == low && low > block.Start {
			start = wordStart(text, low, at.Start)
		}
	}
	high := min(block.End, at.End+maxSentence)
	for i := at.End; i < high; i++ {
		if s.mark(text, i) {
			if e := s.endsSentence(text, block, i); e >= 0 {
				end = e
				break
			}
		}
		if i == high-1 && high < block.End {
			end = high
			for end > at.End && !utf8.RuneStart(text[end]) {
				end--
			}
		}
	}
	return trim(text, document.Span{Start: start, End: end})
}

// mark reports whether a mark is at i that may end a sentence.
func (s *Splitter) mark(text string, i int) bool {
	c := text[i]
	return c == '.' || c == '!' || c == '?' || c >= utf8.RuneSelf && s.stopAt(text, i) > 0
}

// stopAt returns the length of the mark at i that ends a sentence without a blank after it, or 0.
func (s *Splitter) stopAt(text string, i int) int {
	if s.stops == "" || !utf8.RuneStart(text[i]) {
		return 0
	}
	if r, size := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune(s.stops, r) {
		return size
	}
	return 0
}

func wordStart(text string, from, to int) int {
	if i := strings.IndexAny(text[from:to], " \n"); i >= 0 {
		return from + i
	}
	return to
}

func trim(text string, s document.Span) document.Span {
	inner := text[s.Start:s.End]
	s.Start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(inner))
	return s
}

// endsSentence says where the sentence ends whose final mark may stand at i: after its closing
// quotation marks and brackets. -1 when it goes on.
func (s *Splitter) endsSentence(text string, block document.Span, i int) int {
	stop := s.stopAt(text, i)
	j := i + max(stop, 1)
	for limit := min(block.End, i+maxMarks); j < limit; {
		r, size := utf8.DecodeRuneInString(text[j:block.End])
		closes := strings.ContainsRune(".!?\"'”“’‘»«)]…", r)
		if !closes && (stop == 0 || !strings.ContainsRune(s.stops+"」』）", r)) {
			break
		}
		j += size
	}
	if j >= block.End || stop > 0 {
		return j
	}
	rest := strings.TrimLeftFunc(text[j:block.End], unicode.IsSpace)
	if len(rest) == block.End-j {
		return -1 // no blank after the mark
	}
	opened := strings.TrimLeft(rest, "\"'“„‘‚«»([¿¡")
	r, _ := utf8.DecodeRuneInString(opened)
	if unicode.IsLower(r) {
		return -1
	}
	if text[i] == '.' && !afterQuote(text[i+1:j]) && s.goesOnAfter(text, block, i, opened) {
		return -1
	}
	return j
}

func afterQuote(between string) bool { return strings.ContainsAny(between, "\"”“»«)]") }

// goesOnAfter reports whether the point at i belongs to an abbreviation, initial or enumeration
// mark, given what follows.
func (s *Splitter) goesOnAfter(text string, block document.Span, i int, follows string) bool {
	next, _ := utf8.DecodeRuneInString(follows)
	start := i
	for limit := max(block.Start, i-maxAbbreviation); start > limit; {
		r, size := utf8.DecodeLastRuneInString(text[block.Start:start])
		if !isWordRune(r) && r != '.' {
			break
		}
		start -= size
	}
	word := text[start:i]
	if word == "" {
		return false
	}
	first := opensLine(text, block, start)
	if isNumber(word) {
		return len(word) <= 3 && (first || s.ordinal(follows))
	}
	if utf8.RuneCountInString(word) == 1 {
		return first || unicode.IsUpper([]rune(word)[0]) && !s.letters[word]
	}
	switch s.abbreviations[strings.ToLower(strings.TrimSuffix(word, "."))] {
	case always:
		return true
	case beforeNumber:
		return unicode.IsDigit(next) || unicode.IsUpper(next) && romanStart(next)
	case beforeName:
		return unicode.IsUpper(next)
	}
	for _, ending := range s.ends {
		if strings.HasSuffix(strings.ToLower(word), ending) {
			return false
		}
	}
	return strings.Contains(word, ".")
}

// ordinal reports whether what follows a number with a point makes it an ordinal: a month.
func (s *Splitter) ordinal(follows string) bool {
	if len(s.ordinals) == 0 {
		return false
	}
	end := strings.IndexFunc(follows, func(r rune) bool { return !isWordRune(r) })
	if end < 0 {
		end = len(follows)
	}
	return s.ordinals[strings.ToLower(follows[:end])]
}

func romanStart(r rune) bool { return strings.ContainsRune("IVXLC", r) }

// opensLine reports whether nothing but blanks and opening brackets stands before a place in its
// line.
func opensLine(text string, block document.Span, at int) bool {
	for at > block.Start && strings.IndexByte(" \t([", text[at-1]) >= 0 {
		at--
	}
	return at == block.Start || text[at-1] == '\n'
}

func isNumber(s string) bool {
	return strings.Trim(s, "0123456789.") == ""
}

type abbreviation uint8

const (
	always       abbreviation = iota + 1 // the point never ends a sentence
	beforeNumber                         // it does not before a number
	beforeName                           // it does not before a capital
)
