package amend

import (
	"strings"
	"unicode/utf8"
)

// A change of words must not change what a text says. What of a finding a wording has no words for
// is kept beside it, or the wording is not taken; what a wording says beyond the finding must be in
// the sentence.

// faithful is a wording for the phrase with what it would leave out, such as a nationality.
func (p *phrase) faithful(words string, chosen bool) (string, Reason) {
	have := set(strings.ToLower(words))
	if !chosen && p.adds(words) {
		return "", AddsMeaning
	}
	if other := p.oneWord(words); other != "" {
		return other, ""
	}
	k := p.keeps(have)
	if k.lost || k.rows > 1 || k.listed && len(k.words) > 0 || !p.clauseAbsorbed() {
		return "", LosesMeaning
	}
	head := &p.words[p.head]
	switch {
	case !p.namesPeople():
		return "", NoFit
	case sameNoun(have, head.low):
		return k.before(words, head.low)
	case among("protected-people")[head.low]:
		if shares(have, among("protecting")) && len(k.words) == 0 {
			return words, ""
		}
	case among("foreigner")[head.low] && !chosen && !shares(have, among("foreign-says")):
		return "", LosesMeaning
	case len(k.words) == 0 && !p.saysMore():
		return words, ""
	}
	return p.residual(words, k.listed)
}

// saysMore reports whether the head says more of people than that they are people: workers, Mexicans.
func (p *phrase) saysMore() bool {
	head := &p.words[p.head]
	return among("other-people")[head.low] || startsUpper(head.text) && p.head > p.first
}

// before is a wording that has the phrase's own noun, with what is kept before it.
func (k *keeping) before(words, noun string) (string, Reason) {
	first, _, _ := strings.Cut(words, " ")
	switch {
	case len(k.words) == 0:
		return words, ""
	case !strings.Contains(words, " "): // The wording is the noun without what is said of it.
		return strings.Join(append(k.words[1:], words), " "), ""
	case k.nouns && !sameNoun(map[string]bool{first: true}, noun), among("determiner")[first]:
		return "", LosesMeaning
	}
	return strings.Join(append(k.words, words), " "), ""
}

// oneWord is the phrase with a wording of one word in the place of an adjective that stands for the
// same people: "an alien worker" is a noncitizen worker. It is "" elsewhere.
func (p *phrase) oneWord(words string) string {
	if strings.Contains(words, " ") || p.head != p.last-1 || p.caps || p.title {
		return ""
	}
	if !among("other-people")[p.words[p.head].low] || !among("foreigner")[words] && !among("foreigner")[words+"s"] {
		return ""
	}
	var all []string
	found := false
	for i := p.first; i < p.last; i++ {
		text := p.plainly(i)
		switch {
		case p.words[i].low == "alien":
			text, found = singularOf(words), true
		case absorbedBy(p.words[i].low) == "status" || p.words[i].mark:
			return ""
		}
		all = append(all, text)
	}
	if !found {
		return ""
	}
	return strings.Join(all, " ")
}

// keeping is what describes the head of a phrase beside the harmful name.
type keeping struct {
	words  []string
	nouns  bool // some of them are nouns
	listed bool // commas or conjunctions are between the adjectives
	lost   bool // something would be lost that cannot be kept
	rows   int  // of adjectives that a wording puts in other words
}

// keeps finds what of the phrase a wording with these words does not say.
func (p *phrase) keeps(have map[string]bool) keeping {
	var k keeping
	rows := map[string]bool{}
	foreign := shares(have, among("foreign-says"))
	for i := p.first; i < p.head; i++ {
		w := &p.words[i]
		text := p.plainly(i)
		switch row := absorbedBy(w.low); {
		case w.low == "," || w.low == "and" || w.low == "or":
			k.listed = true
		case row == "also":
			if !foreign && among("foreigner")[w.low] {
				k.foreigner(text)
			}
		case among("small")[w.low]:
		case row != "":
			rows[row] = true
		case among("filler")[w.low], covers(have, w.low):
		case w.tag == "RB" || strings.HasSuffix(w.low, "ly"):
			k.lost = true // It describes an adjective that may go.
		case w.describes() || startsUpper(w.text) && w.is("NN", "NNP", "NNPS"):
			k.words = append(k.words, text)
		default:
			k.words, k.nouns = append(k.words, text), true
		}
	}
	k.rows = len(rows)
	return k
}

// foreigner keeps a word that says that somebody is no citizen. One that must go itself cannot be kept.
func (k *keeping) foreigner(word string) {
	if strings.EqualFold(word, "alien") {
		k.lost = true
		return
	}
	k.words = append(k.words, word)
}

// residual is the wording with the phrase's own noun in the place of its "people": "illegal Afghan
// workers" are Afghan workers in an irregular situation.
func (p *phrase) residual(words string, listed bool) (string, Reason) {
	if listed {
		return "", LosesMeaning
	}
	var own []string
	for i := p.first; i <= p.head; i++ {
		w := &p.words[i]
		row := absorbedBy(w.low)
		if row != "" && row != "also" && i < p.head || w.low == "alien" || among("filler")[w.low] {
			continue
		}
		own = append(own, p.plainly(i))
	}
	noun := "person"
	if p.plural {
		noun = "people"
	}
	if h := p.words[p.head].low; h == "alien" || h == "aliens" || h == "illegal" || h == "illegals" {
		own = append(own[:max(0, len(own)-1)], noun)
	}
	rest, ok := strings.CutPrefix(words, noun+" ")
	if ok && len(own) > 0 && !repeats(own, rest) {
		return strings.Join(own, " ") + " " + rest, ""
	}
	return "", LosesMeaning
}

// repeats reports whether words that are put together say the same twice: "asylum-seekers seeking".
func repeats(own []string, rest string) bool {
	said := set(strings.ToLower(strings.ReplaceAll(strings.Join(own, " "), "-", " ")))
	delete(said, "asylum")
	for w := range strings.FieldsSeq(rest) {
		if !among("small")[w] && covers(said, w) {
			return true
		}
	}
	return false
}

// absorbedBy is the row of adjectives that a wording puts in other words, or "".
func absorbedBy(low string) string {
	return englishWords().absorbed[low]
}

// clauseAbsorbed reports whether the clause that describes the head says no more than that somebody
// is illegal here.
func (p *phrase) clauseAbsorbed() bool {
	for i := p.head + 1; i < p.last; i++ {
		w := &p.words[i]
		if absorbedBy(w.low) != "status" && !among("in-clause")[w.low] {
			return false
		}
	}
	return true
}

// namesPeople reports whether the head is a noun for people, by a list or by its ending.
func (p *phrase) namesPeople() bool {
	w := &p.words[p.head]
	if among("plain-people")[w.low] || among("protected-people")[w.low] || among("other-people")[w.low] {
		return true
	}
	if among("more-people")[w.low] {
		return true
	}
	if startsUpper(w.text) && w.noun() && p.head > p.first {
		return true // a nationality: "illegal Mexicans"
	}
	stem := strings.TrimSuffix(w.low, "s")
	for _, ending := range []string{"er", "or", "ant", "ee", "ist", "man", "woman", "men", "women"} {
		if strings.HasSuffix(stem, ending) {
			return true
		}
	}
	return false
}

// adds reports whether a wording states what is neither said by the finding nor in its sentence.
func (p *phrase) adds(words string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		w = strings.Trim(w, ",")
		if among("neutral")[w] || among("small")[w] || among("determiner")[w] || p.says(w) {
			continue
		}
		return true
	}
	return false
}

// says reports whether the sentence has a word, or the finding implies it.
func (p *phrase) says(word string) bool {
	for i := range p.words {
		if !p.words[i].mark && related(p.words[i].low, word) {
			return true
		}
	}
	for i := p.first; i < p.last; i++ {
		low := p.words[i].low
		status := absorbedBy(low) == "status" || low == "illegals" || low == "clandestines"
		pair := englishRows("implied")[p.at(i-1).low+"-"+low]
		alone := englishRows("implied")["head-"+low]
		if englishRows("implied")[low][word] || i == p.head && alone[word] || i > p.first && pair[word] {
			return true
		}
		if status && among("status-says")[word] {
			return true
		}
	}
	return false
}

// covers reports whether a wording has a word, in whatever form.
func covers(have map[string]bool, low string) bool {
	for w := range have {
		if related(w, low) {
			return true
		}
	}
	return false
}

// related reports whether two words are forms of one: they share all but an ending.
func related(a, b string) bool {
	if a == b || sameNoun(map[string]bool{a: true}, b) {
		return true
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 4 && n >= utf8.RuneCountInString(a)-3 && n >= utf8.RuneCountInString(b)-3
}

// shares reports whether two sets have a word in common.
func shares(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}
