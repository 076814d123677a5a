package amend

import "strings"

// owned puts a wording where the phrase owns what follows: "an illegal alien's claim" becomes "the
// claim of a person in an irregular situation".
func (p *phrase) owned(w people, words string) (Wording, Reason) {
	ending := p.at(p.last)
	if plainEnd(words) {
		own := "'s"
		if strings.Contains(ending.text, "’") {
			own = "’s"
		}
		if strings.HasSuffix(words, "s") {
			own = own[:len(own)-1]
		}
		return p.change(p.start(), ending.End, p.with(words)+own), ""
	}
	if len(p.mods) > 0 || p.quoted || p.title || p.caps {
		return Wording{}, NoFit
	}
	from, to, ok := p.nounPhraseAt(p.last + 1)
	if !ok {
		return Wording{}, NoFit
	}
	of := words
	start := p.words[p.first].Start
	begins := p.begins(p.first)
	if p.det >= 0 {
		det := p.words[p.det].low
		switch {
		case det == "a" || det == "an":
			of = articleFor(words) + " " + words
		case among("possessive")[det] || det == "both" || det == "what" || det == "which":
			return Wording{}, NoFit
		default:
			of = det + " " + words
		}
		start, begins = p.words[p.det].Start, p.begins(p.det)
	}
	thing := p.text[p.words[from].Start:p.words[to-1].End]
	new := "the " + thing + " of " + of
	if begins {
		new = upperFirst(new)
	}
	return p.change(start, p.words[to-1].End, new), ""
}

// nounPhraseAt is the words from i that are adjectives and nouns up to a noun, where what follows
// ends the phrase for sure.
func (p *phrase) nounPhraseAt(i int) (from, to int, ok bool) {
	from = i
	for ; i < len(p.words) && i-from < 5; i++ {
		w := &p.words[i]
		if w.mark || !w.noun() && !w.is("JJ", "JJR", "JJS") || w.low == "own" {
			break
		}
	}
	if i == from || !p.words[i-1].noun() {
		return 0, 0, false
	}
	return from, i, p.ends(i)
}

// ends reports whether word i cannot belong to a noun phrase before it.
func (p *phrase) ends(i int) bool {
	w := p.at(i)
	switch {
	case i >= len(p.words):
		return true
	case among("relative")[w.low]:
		return false // What it is about would not be clear any more.
	case w.owning, w.low == "and", w.low == "or", w.low == "of", w.text == "-", w.text == "/", w.text == "(":
		return false
	case w.low == ",":
		return !p.at(i+1).noun() && !p.at(i+1).describes()
	}
	return w.mark || w.finite() || w.is("IN", "TO", "WDT", "WP", "DT")
}

// attributive puts a wording where the phrase describes a noun. A noun of people takes the place of
// the wording's own: "illegal alien gang members" become gang members in an irregular situation. So do
// nouns made from verbs: "illegal alien removal" becomes removal of people in an irregular situation.
// A wording that ends in its noun describes as the old one did.
func (p *phrase) attributive(w people, words string) (Wording, Reason) {
	one, r := p.faithful(w.one, w.chosen)
	if r != "" {
		return Wording{}, r
	}
	if !strings.Contains(one, " ") || plainEnd(one) && !strings.HasSuffix(one, "person") {
		return p.change(p.start(), p.words[p.last-1].End, p.with(one)), ""
	}
	if len(p.mods) > 0 || p.quoted || p.title || p.caps {
		return Wording{}, NoFit
	}
	from, to, ok := p.nounPhraseAt(p.last)
	if !ok {
		return Wording{}, NoFit
	}
	thing, last := p.text[p.words[from].Start:p.words[to-1].End], p.words[to-1].low
	rest, people := strings.CutPrefix(one, "person ")
	switch {
	case people && personNoun(last) && one == w.one:
		thing += " " + rest
	case among("acting")[last]:
		thing += " of " + w.many
	default:
		return Wording{}, NoFit
	}
	start, begins := p.words[p.first].Start, p.begins(p.first)
	if p.article() {
		start, begins = p.words[p.det].Start, p.begins(p.det)
		thing = articleFor(thing) + " " + thing
	}
	if begins {
		thing = upperFirst(thing)
	}
	return p.change(start, p.words[to-1].End, thing), ""
}
