package amend

import (
	"slices"
	"strings"

	"refrain/analyzer"
)

// clause is a finding that is a verb with what belongs to it: "round up migrants", "migrants are being
// rounded up". What is before the verb stays as it is.
type clause struct {
	*phrase      // its words; first and last are those of the finding
	verb     int // the verb
	lemma    string
	from, to int // the object, or from == to
	passive  bool
}

// clauseOf is the clause that a finding is, where its verb is one of which the grammar knows what it
// says in other words.
func (english) clauseOf(s *sentence, f *analyzer.Finding) (*clause, Reason) {
	first, end, ok := s.within(f.Span)
	if !ok || s.joined(f.Span) {
		return nil, BrokenPlace
	}
	c := &clause{phrase: &phrase{sentence: s, finding: f, first: first, last: end, det: -1}, verb: -1}
	if r := c.findVerb(); r != "" {
		return nil, r
	}
	if c.verb < 0 || startsUpper(s.words[c.verb].text) && !c.begins(c.verb) {
		return nil, NoFit
	}
	if !c.findObject() {
		return nil, NoFit
	}
	for k := c.verb - 1; k >= max(0, c.verb-3); k-- {
		if low := s.words[k].low; among("being")[low] || low == "being" {
			c.passive = s.words[c.verb].low == pastOf(c.lemma)[1]
			break
		} else if s.words[k].tag != "RB" {
			break
		}
	}
	return c, ""
}

// findVerb finds the verb among the first words of the finding, if it is there.
func (c *clause) findVerb() Reason {
	for i := c.first; i < c.last && c.verb < 0; i++ {
		w := &c.words[i]
		if w.mark || w.owning {
			return BrokenPlace
		}
		for lemma := range englishRows("verb") {
			if i-c.first <= 5 && slices.Contains(formsOfVerb(lemma), w.low) {
				c.verb, c.lemma = i, lemma
			}
		}
	}
	return ""
}

// findObject finds the object between the particles of the verb. It is false where other words than
// those of a noun phrase are there.
func (c *clause) findObject() bool {
	c.from, c.to = c.verb+1, c.last
	for c.from < c.last && among("particle")[c.words[c.from].low] {
		c.from++
	}
	for c.to > c.from && among("particle")[c.words[c.to-1].low] {
		c.to--
	}
	for k := c.from; k < c.to; k++ {
		w := &c.words[k]
		if w.mark || w.owning || w.is("IN", "TO", "CC", "WP", "WDT") || w.finite() && k < c.to-1 {
			return false
		}
	}
	return true
}

// put puts a wording that begins with a verb into the place of the clause.
func (c *clause) put(words string) (Wording, Reason) {
	verb, rest, _ := strings.Cut(words, " ")
	if !englishRows("verb")[c.lemma][verb] {
		return Wording{}, AddsMeaning
	}
	old, next := &c.words[c.verb], c.at(c.last)
	inflected, ok := inflect(verb, c.lemma, old, c.passive)
	if !ok {
		return Wording{}, NoFit
	}
	object := ""
	if c.from < c.to {
		object = c.text[c.words[c.from].Start:c.words[c.to-1].End]
	}
	if rest != "" {
		given, r := c.given(rest, object, next)
		if r != "" {
			return Wording{}, r
		}
		object = given
	} else if !c.takes(verb, next) {
		return Wording{}, NoFit
	}
	if object != "" {
		inflected += " " + object
	}
	start, end := old.Start, c.words[c.last-1].End
	if startsUpper(old.text) {
		inflected = upperFirst(inflected)
	}
	return c.change(start, end, inflected), ""
}

// takes reports whether a verb takes the object that the clause has, or the one that follows, or goes
// without one.
func (c *clause) takes(verb string, next *word) bool {
	transitive := among("transitive")[verb]
	phrase := next.noun() || next.is("DT", "JJ", "PRP", "PRP$", "CD")
	switch {
	case c.passive:
		return transitive && c.from == c.to
	case c.from < c.to:
		return transitive
	case phrase && c.verb < c.last-1:
		return false // "dumped in our town": what looks like a part of the verb is a preposition.
	case transitive:
		return phrase
	}
	return c.goesOn(verb, next)
}

// goesOn reports whether what follows goes with a verb without an object: one arrives in a place, and
// comes to it.
func (c *clause) goesOn(verb string, next *word) bool {
	if among("moving")[next.low] {
		return verb == "come"
	}
	return next.mark || next.is("IN", "CC", "RB", "") && !among("particle")[next.low]
}

// given is the rest of a wording after its verb, with the object of the clause in the place of its
// people.
func (c *clause) given(rest, object string, next *word) (string, Reason) {
	if c.passive {
		return "", NoFit
	}
	if last := rest[strings.LastIndex(rest, " ")+1:]; among("preposition")[last] {
		if last != next.low {
			return "", NoFit
		}
		rest = strings.TrimSuffix(strings.TrimSuffix(rest, last), " ")
	}
	fields := strings.Fields(rest)
	if i := slices.Index(fields, "people"); i >= 0 && len(fields) <= 2 {
		if object == "" || !personNoun(c.words[c.to-1].low) && !among("plain-pronoun")[c.words[c.to-1].low] {
			return "", NoFit
		}
		fields[i] = object
		return strings.Join(fields, " "), ""
	}
	have := set(rest)
	for i := c.from; i < c.to; i++ {
		w := &c.words[i]
		if !among("determiner")[w.low] && absorbedBy(w.low) != "status" && !covers(have, w.low) &&
			!shares(englishRows("implied")["head-"+w.low], have) {
			return "", LosesMeaning
		}
	}
	c.head = c.to - 1
	if c.from == c.to || c.adds(rest) {
		return "", AddsMeaning
	}
	return rest, ""
}

// inflect is a verb in the form of another.
func inflect(verb, lemma string, old *word, passive bool) (string, bool) {
	past := pastOf(lemma)
	switch low := old.low; {
	case strings.HasSuffix(low, "ing") && low != lemma:
		return gerundOf(verb), true
	case low == lemma && low != past[0]:
		return verb, true
	case low == thirdPerson(lemma):
		return thirdPerson(verb), true
	case passive, low == past[1] && low != lemma && pastOf(verb)[0] == pastOf(verb)[1]:
		return pastOf(verb)[1], true
	case low == past[0] && low != past[1] || low == past[0] && low != lemma && old.is("VBD"):
		return pastOf(verb)[0], true
	case low == past[1] && low != lemma && old.is("VBN") && !passive:
		return pastOf(verb)[1], true
	}
	return "", false
}

// formsOfVerb are the forms of a verb.
func formsOfVerb(verb string) []string {
	past := pastOf(verb)
	return []string{verb, thirdPerson(verb), gerundOf(verb), past[0], past[1]}
}

// doubles reports whether a verb doubles its last letter before an ending: one short vowel, one
// consonant, and one syllable.
func doubles(verb string) bool {
	n := len(verb)
	vowels, at := 0, func(i int) bool { return strings.IndexByte("aeiou", verb[i]) >= 0 }
	for i := range verb {
		if at(i) {
			vowels++
		}
	}
	return n > 2 && vowels == 1 && !at(n-1) && at(n-2) && !strings.ContainsAny(verb[n-1:], "wxyh")
}

func gerundOf(verb string) string {
	switch {
	case strings.HasSuffix(verb, "ee"):
		return verb + "ing"
	case strings.HasSuffix(verb, "e"):
		return verb[:len(verb)-1] + "ing"
	case doubles(verb):
		return verb + verb[len(verb)-1:] + "ing"
	}
	return verb + "ing"
}

// pastOf is the past and the participle of a verb.
func pastOf(verb string) [2]string {
	if row := strings.Fields(irregularVerbs[verb]); len(row) == 2 {
		return [2]string{row[0], row[1]}
	}
	switch n := len(verb); {
	case strings.HasSuffix(verb, "e"):
		return [2]string{verb + "d", verb + "d"}
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[n-2:n-1], "aeou"):
		return [2]string{verb[:n-1] + "ied", verb[:n-1] + "ied"}
	case doubles(verb):
		verb += verb[n-1:]
	}
	return [2]string{verb + "ed", verb + "ed"}
}

// irregularVerbs are the past and the participle of verbs that have their own.
var irregularVerbs = map[string]string{
	"come": "came come", "send": "sent sent", "fight": "fought fought", "leave": "left left", "take": "took taken",
	"find": "found found", "get": "got got", "kick": "kicked kicked", "hold": "held held", "deter": "deterred deterred",
}
