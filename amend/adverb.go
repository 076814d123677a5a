package amend

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// adverb is the change of a finding that is about how somebody acts: "entered the country illegally".
// At the end of a clause it takes the "without" of one of the entry's wordings, and before a verb the
// adverb of its adjective: "who irregularly cross".
func (s *sentence) adverb(f *analyzer.Finding) (Wording, bool) {
	first, end, ok := s.within(f.Span)
	at := -1
	for i := first; i < end; i++ {
		if among("unlawfully")[s.words[i].low] {
			ok = ok && at < 0
			at = i
		}
	}
	if !ok || at < 0 || startsUpper(s.words[at].text) {
		return Wording{}, false
	}
	next, prev := s.at(at+1), s.at(at-1)
	ends := at == end-1 && (next.mark || next.is("IN", "TO", "CC", "MD", "VBZ", "VBD", "")) &&
		prev.low != "," && !prev.is("CC") && (!prev.is("RB") || among("place")[prev.low])
	verb := at < end-1 && next.is("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
	for _, w := range f.Entry.Instead {
		_, without, has := strings.Cut(w, " without ")
		new := ""
		switch {
		case ends && has:
			new = "without " + without
		case verb && strings.HasPrefix(w, "irregular "):
			new = "irregularly"
		default:
			continue
		}
		old := f.Span.Of(s.text)
		cut := s.words[at].Start - f.Span.Start
		new = old[:cut] + new + old[cut+s.words[at].Len():]
		return Wording{Span: f.Span, Old: old, New: new, From: w}, true
	}
	return Wording{}, false
}

// taken reports why a finding is not the document's own to change: it is part of a name, or a term
// that the sentence takes from another law.
func (s *sentence) taken(f *analyzer.Finding) Reason {
	first, end, ok := s.within(f.Span)
	if !ok {
		return ""
	}
	if s.inName(first, end) {
		return PartOfName
	}
	if s.quotes(f.Span) {
		return OtherLaw // “Alien.—The term “alien” has the meaning given in section 101.”
	}
	// "unaccompanied alien children (as defined in section 2 of the Act)"
	for i := end; i < min(end+3, len(s.words)); i++ {
		if low := s.words[i].low; low != "as" && low != "within" {
			continue
		}
		for k := i + 1; k < min(i+6, len(s.words)); k++ {
			if among("law-term")[s.words[k].low] && s.cites(k+1) {
				return OtherLaw
			}
		}
	}
	return ""
}

// cites reports whether the words from i cite another law: a number follows soon, and "of" with no
// "this" after it.
func (s *sentence) cites(i int) bool {
	number, of := false, false
	for k := i; k < min(i+longestCitation, len(s.words)); k++ {
		w := &s.words[k]
		r, _ := utf8.DecodeRuneInString(w.text)
		switch {
		case w.low == "this":
			return false
		case unicode.IsDigit(r):
			number = true
		case w.low == "of":
			of = true
		}
	}
	return number && of
}

// quotes reports whether the sentence has the words of a span between quotation marks elsewhere.
func (s *sentence) quotes(at document.Span) bool {
	low, words := strings.ToLower(s.span.Of(s.text)), strings.ToLower(at.Of(s.text))
	for _, mark := range []string{"“", "\"", "‘"} {
		for from := 0; ; {
			i := strings.Index(low[from:], mark+words)
			if i < 0 {
				break
			}
			from += i + len(mark)
			if s.span.Start+from != at.Start && strings.IndexAny(low[from+len(words):], "”\"’,") == 0 {
				return true
			}
		}
	}
	return false
}

// longestCitation is how many words and marks cite a law: "section 462(g)(2) of the Homeland Act".
const longestCitation = 16

// inName reports whether capitals tie words to a name beside them: "the Illegal Migration Act 2023".
func (s *sentence) inName(first, end int) bool {
	if s.caps || s.title {
		return false
	}
	for first < end && among("determiner")[s.words[first].low] {
		first++
	}
	for i := first; i < end; i++ {
		if w := &s.words[i]; !w.mark && !among("small")[w.low] && !startsUpper(w.text) {
			return false
		}
	}
	next, prev := s.at(end), s.at(first-1)
	if among("small")[next.low] {
		next = s.at(end + 1)
	}
	after := startsUpper(next.text) && !next.mark
	before := first > 1 && startsUpper(prev.text) && !prev.mark && prev.is("NNP", "NNPS", "JJ")
	return first < end && (after || before)
}
