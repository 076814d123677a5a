package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// maxSentence bounds how far a sentence reaches on either side of a place, in bytes, so that a text without a full stop costs no more than others.
const maxSentence = 3000

// The bytes that are looked at around a full stop: marks and closing brackets behind it, and the word before it.
const (
	maxMarks        = 100
	maxAbbreviation = 200
)

// Sentence is the sentence of the block that holds at, without blanks at its ends. It reaches at most maxSentence bytes to either side of at.
// Abbreviations, initials, numbers and enumeration marks do not end it; a closing quotation mark or bracket after the full stop belongs to it.
func Sentence(text string, block, at document.Span) document.Span {
	start, end := block.Start, block.End
	low := max(block.Start, at.Start-maxSentence)
	for i := at.Start - 1; i >= low; i-- {
		if c := text[i]; c == '.' || c == '!' || c == '?' {
			if e := endsSentence(text, block, i); e >= 0 && e <= at.Start {
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
		if c := text[i]; c == '.' || c == '!' || c == '?' {
			if e := endsSentence(text, block, i); e >= 0 {
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

// endsSentence tells where the sentence ends whose final mark may stand at i: behind its closing quotation marks and brackets. -1 when it goes on.
func endsSentence(text string, block document.Span, i int) int {
	j := i + 1
	for limit := min(block.End, i+maxMarks); j < limit; {
		r, size := utf8.DecodeRuneInString(text[j:block.End])
		if !strings.ContainsRune(".!?\"'”’»)]…", r) {
			break
		}
		j += size
	}
	if j >= block.End {
		return j
	}
	rest := strings.TrimLeftFunc(text[j:block.End], unicode.IsSpace)
	if len(rest) == block.End-j {
		return -1 // no blank behind the mark
	}
	opened := strings.TrimLeft(rest, "\"'“‘«([")
	r, _ := utf8.DecodeRuneInString(opened)
	if unicode.IsLower(r) {
		return -1
	}
	if text[i] == '.' && !afterQuote(text[i+1:j]) && goesOnAfter(text, block, i, r) {
		return -1
	}
	return j
}

func afterQuote(between string) bool { return strings.ContainsAny(between, "\"”»)]") }

// goesOnAfter tells whether the point at i belongs to an abbreviation, initial or enumeration mark, given the first letter of what follows.
func goesOnAfter(text string, block document.Span, i int, next rune) bool {
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
		return first && len(word) <= 3
	}
	if utf8.RuneCountInString(word) == 1 {
		return first || unicode.IsUpper([]rune(word)[0]) && word != "I"
	}
	switch abbreviations[strings.ToLower(strings.TrimSuffix(word, "."))] {
	case always:
		return true
	case beforeNumber:
		return unicode.IsDigit(next) || unicode.IsUpper(next) && romanStart(next)
	case beforeName:
		return unicode.IsUpper(next)
	}
	return strings.Contains(word, ".") && !strings.HasSuffix(strings.ToLower(word), "etc")
}

func romanStart(r rune) bool { return strings.ContainsRune("IVXLC", r) }

// opensLine tells whether nothing but blanks and opening brackets stands before a place in its line.
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

// abbreviations are those of laws, judgments and reports. Words that also end sentences (etc., Inc.) are left out on purpose.
var abbreviations = func() map[string]abbreviation {
	table := map[string]abbreviation{}
	for kind, words := range map[abbreviation]string{
		always: `mr mrs ms dr prof hon rev gen col lt sgt capt gov sen rep messrs jr sr st mt e.g i.e eg ie cf viz vs v al ibid id op cit supra
			approx ca incl excl esp resp dept dep't govt gov't int'l nat'l assoc ass'n comm'n comm'r cir ct dist fed reg stat supp cl ed eds trans rptr app atty u.s u.k e.u u.n s.c l.ed f.supp`,
		beforeNumber: `art arts para paras par pars sec secs s ss sched regs rec recs no nos nr p pp pg ch chap chs vol vols fig figs tab ann annex pt pts fn n nn ex exh
			jan feb mar apr jun jul aug sep sept oct nov dec subs subsec subpara amend doc docs res tit`,
		beforeName: `adm amb brig cmdr const insp maj supt univ hum rts intl`,
	} {
		for _, word := range strings.Fields(words) {
			table[word] = kind
		}
	}
	return table
}()
