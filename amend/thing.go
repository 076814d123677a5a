package amend

import (
	"slices"
	"strings"

	"refrain/analyzer"
)

// thing is a noun phrase that names no people by itself: "illegal immigration", "a flood of
// refugees".
type thing struct {
	*phrase
	of int // the word "of" after the head, or -1
}

// thingOf is the noun phrase that a finding is, which may go on with "of" and other nouns.
func (english) thingOf(s *sentence, f *analyzer.Finding) (*thing, Reason) {
	first, end, ok := s.within(f.Span)
	if !ok || s.joined(f.Span) {
		return nil, BrokenPlace
	}
	t := &thing{&phrase{sentence: s, finding: f, first: first, last: end, head: end - 1, det: -1}, -1}
	for t.first < t.last && (s.words[t.first].is("IN") || among("determiner")[s.words[t.first].low]) {
		t.first++
	}
	if t.first == t.last || t.last-t.first > 8 {
		return nil, NoFit
	}
	if r := t.findOf(); r != "" {
		return nil, r
	}
	head := &t.words[t.head]
	noun := (head.noun() || nounTable(head.low)) && !head.is("VBG")
	if !noun || t.of == t.last-1 || t.of >= 0 && !t.words[t.last-1].noun() {
		return nil, NoFit
	}
	t.plural = isPlural(&t.words[t.head])
	t.before()
	return t, ""
}

// findOf finds the "of" after the head. All other words must be nouns and what describes them.
func (t *thing) findOf() Reason {
	for i := t.first; i < t.last; i++ {
		w := &t.words[i]
		switch {
		case w.owning || w.mark:
			return BrokenPlace
		case t.of < 0 && i > t.first && (w.low == "of" || w.low == "in" && among("rising")[t.words[i-1].low]):
			t.of, t.head = i, i-1
		case w.noun(), w.describes(), nounTable(w.low), t.of >= 0 && among("determiner")[w.low]:
		default:
			return NoFit
		}
	}
	return ""
}

// nounTable reports whether a word is a noun that the tagger often takes for a verb.
func nounTable(low string) bool {
	return englishRows("implied")[low] != nil || among("plain-people")[low] || among("protected-people")[low]
}

// people is what of the thing is people, in the plural: the refugees of "a flood of refugees" and of
// "a refugee flood". It is "" where no people are named.
func (t *thing) people() (named string, from, to int) {
	if t.of >= 0 {
		last := &t.words[t.last-1]
		if !isPlural(last) || !personNoun(last.low) {
			return "", t.of + 1, t.last
		}
		return t.text[t.words[t.of+1].Start:last.End], t.of + 1, t.last
	}
	i := t.head - 1
	if i < t.first || !personNoun(t.words[i].low) || absorbedBy(t.words[i].low) == "status" {
		return "", 0, 0
	}
	named = t.plainly(i)
	if !isPlural(&t.words[i]) {
		named = pluralOf(named)
	}
	switch low := t.words[i].low; {
	case low == "human":
		return "people", i, i + 1
	case i > t.first && (low == "seeker" || low == "seekers"):
		return t.plainly(i-1) + " " + named, i - 1, i + 1
	}
	return named, i, i + 1
}

// plainly is word i without a capital that it has for its place alone.
func (p *phrase) plainly(i int) string {
	if w := &p.words[i]; !(i == p.first && p.begins(i) || p.caps || p.title) {
		return w.text
	}
	return p.words[i].low
}

// personNoun reports whether a noun is one of people.
func personNoun(low string) bool {
	return among("plain-people")[low] || among("protected-people")[low] || among("other-people")[low]
}

// wordingForm is what grammar asks of a wording for a thing.
type wordingForm struct {
	det    string // its own: "a", "the", "many"
	words  string // after that
	head   int    // among the words
	plural bool
	mass   bool // it takes no article: "migration"
	plain  bool // it ends in its head
}

func formOf(words string) wordingForm {
	fields := strings.Fields(words)
	f := wordingForm{}
	if among("determiner")[strings.ToLower(fields[0])] && len(fields) > 1 {
		f.det, fields = fields[0], fields[1:]
	}
	f.words, f.head = strings.Join(fields, " "), headOf(fields)
	noun := word{low: strings.ToLower(fields[f.head])}
	f.plural, f.mass = isPlural(&noun), among("mass")[noun.low]
	f.plain = f.head == len(fields)-1
	if f.det == "a" && f.head+1 < len(fields) && noun.low == "number" {
		f.plural = true // a large number of people are
	}
	return f
}

// instead is the thing with another adjective, where the wording is an adjective and a noun and the
// thing has another noun: "illegal border crossings" are irregular border crossings, as illegal
// entry is irregular entry. It is "" elsewhere.
func (t *thing) instead(words string) string {
	adjective, noun, ok := strings.Cut(words, " ")
	first := &t.words[t.first]
	if !ok || strings.Contains(noun, " ") || !among("status-says")[adjective] || absorbedBy(first.low) != "status" {
		return ""
	}
	head := t.words[t.head].low
	same := sameNoun(map[string]bool{noun: true}, head) || englishRows("implied")["head-"+head][noun]
	if t.of >= 0 || t.head == t.first || same && t.head == t.first+1 {
		return ""
	}
	for i := t.first + 1; i < t.last; i++ {
		if absorbedBy(t.words[i].low) == "status" {
			return ""
		}
	}
	return adjective + " " + t.text[t.words[t.first+1].Start:t.words[t.last-1].End]
}

// put puts a wording into the place of the thing.
func (t *thing) put(words string, chosen bool) (Wording, Reason) {
	if other := t.instead(words); other != "" && !t.adds(firstOf(words)) {
		return t.written(formOf(other), other)
	}
	if !chosen && t.adds(words) {
		return Wording{}, AddsMeaning
	}
	f := formOf(words)
	var r Reason
	if f, r = t.fill(f, words, chosen); r != "" {
		return Wording{}, r
	}
	return t.written(f, words)
}

// arrives reports whether the sentence goes on to say that somebody arrives, which arrivals do not.
func (t *thing) arrives() bool {
	return slices.ContainsFunc(t.words[t.last:], func(w word) bool {
		return w.low == "arrive" || w.low == "arrives" || w.low == "arrived"
	})
}

// firstOf is the first word of a wording.
func firstOf(words string) string {
	first, _, _ := strings.Cut(words, " ")
	return first
}

// written writes the wording where everything around it goes with it.
func (t *thing) written(f wordingForm, words string) (Wording, Reason) {
	if r := t.beside(f); r != "" {
		return Wording{}, r
	}
	next := t.at(t.last)
	if t.quoted {
		next = t.at(t.last + 1)
	}
	end := t.words[t.last-1].End
	plain := f.plain && f.det == "" && t.of < 0 // It can take the place of the old noun in all that it does.
	switch {
	case next.owning:
		if !plain || f.plural != t.plural || strings.HasSuffix(f.words, "s") != t.plural {
			return Wording{}, NoFit
		}
	case !next.mark && (next.noun() || next.describes() && t.nounAfter(t.last)):
		if next.is("VBN", "VBG", "CD") || !plain || f.plural || t.plural {
			return Wording{}, NoFit
		}
		return t.change(t.start(), end, t.with(f.words)), ""
	case !t.goesOn(f, words, next):
		return Wording{}, NoFit
	}
	return t.determined(f)
}

// goesOn reports whether the sentence may go on after a wording as it does after the thing.
func (t *thing) goesOn(f wordingForm, words string, next *word) bool {
	switch {
	case !f.plain && strings.HasSuffix(f.words, "ing") && (next.is("CC", "MD") || next.finite()):
		return false
	case strings.Contains(f.words, "arriv") && (among("leaving")[next.low] || t.arrives()):
		return false
	}
	return !strings.HasPrefix(words, "the number of") || among("counting")[next.low]
}

// fill puts the people of the thing into the wording, and fails where what the thing says would be
// lost.
func (t *thing) fill(f wordingForm, words string, chosen bool) (wordingForm, Reason) {
	named, from, to := t.people()
	have := set(strings.ToLower(words))
	if !chosen && !t.known(f, named, have) {
		return f, AddsMeaning
	}
	if t.loses(have, from, to) || named == "" && to > from {
		return f, LosesMeaning
	}
	if named == "" || among("plain")[strings.ToLower(named)] {
		return f, "" // Every wording has people.
	}
	for w := range strings.FieldsSeq(strings.ToLower(named)) {
		if covers(have, w) && !among("plain")[w] {
			return f, NoFit // arrivals of arrivals
		}
	}
	fields := strings.Fields(f.words)
	if i := slices.Index(fields, "people"); i >= 0 {
		if f.det != "" && i == 0 && among("determiner")[strings.ToLower(strings.Fields(named)[0])] {
			return f, NoFit
		}
		fields[i] = named
		f.words = strings.Join(fields, " ")
		f.head += len(strings.Fields(named)) - 1
		if i > f.head {
			f.head = headOf(fields)
		}
		return f, ""
	}
	if last := fields[len(fields)-1]; last == "arrivals" || last == "arrival" {
		f.words, f.plain = f.words+" of "+named, false
		return f, ""
	}
	return f, LosesMeaning
}

// loses reports whether a wording says nothing of a word that describes the head, outside the people in
// words [from, to).
func (t *thing) loses(have map[string]bool, from, to int) bool {
	for i := t.first; i < t.last; i++ {
		low := t.words[i].low
		said := among("intensive")[low] || covers(have, low) || englishRows("implied")[low] != nil
		if !said && absorbedBy(low) != "status" && i != t.head && i != t.of && (i < from || i >= to) {
			return true
		}
	}
	return false
}

// known reports whether the wording is known to say what the head says, so that the head is no part
// of an idiom: it has the head itself, or words that the head implies, or no more than the people.
func (t *thing) known(f wordingForm, named string, have map[string]bool) bool {
	head := t.words[t.head].low
	if personNoun(head) {
		return personNoun(strings.ToLower(strings.Fields(f.words)[f.head]))
	}
	implied := englishRows("implied")
	pair := t.head > t.first && implied[t.words[t.head-1].low+"-"+head] != nil
	known := pair || implied[head] != nil || implied["head-"+head] != nil
	return known || covers(have, head) || named != "" && f.words == "people"
}

// beside reports why what is around the thing does not go with the wording.
func (t *thing) beside(f wordingForm) Reason {
	if t.at(t.first-1).low == "after" && t.at(t.first-2).low == t.words[t.first].low {
		return NoFit // wave after wave
	}
	for _, m := range t.mods {
		alike := f.plural == t.plural && t.of < 0 && !among("doubting")[t.words[m].low]
		if f.det != "" || !alike && !among("goes-with-amounts")[t.words[m].low] {
			return NoFit
		}
	}
	if t.left() == "" {
		return ""
	}
	// "legal and illegal immigration": an adjective takes the place of another.
	first, _, more := strings.Cut(f.words, " ")
	if more && f.plain && f.det == "" && among("status-says")[first] && len(t.mods) == 0 {
		return ""
	}
	return NoFit
}

// determined writes the wording with the determiner that it needs, and the verb in the number that
// it asks for.
func (t *thing) determined(f wordingForm) (Wording, Reason) {
	if f.det == "" && t.plural && !f.plural && !f.mass { // "illegal entries" are unauthorised entries.
		f = f.inPlural()
	}
	words, replaces, ok := t.withDeterminer(f)
	if !ok || replaces && t.quoted {
		return Wording{}, NoFit
	}
	first, start := t.first, t.words[t.first].Start
	if replaces {
		first, start = t.det, t.words[t.det].Start
	}
	new := t.casedFrom(words, first)
	if f.plural == t.plural {
		return t.change(start, t.words[t.last-1].End, new), ""
	}
	return t.agreed(start, new, f.plural)
}

// withDeterminer is the wording with the determiner that it needs, and whether that takes the place of
// the old one. It is false where it cannot have one.
func (t *thing) withDeterminer(f wordingForm) (words string, replaces, ok bool) {
	det := ""
	if t.det >= 0 {
		det = t.words[t.det].low
	}
	bare := f.plural || f.mass // without an article
	switch {
	case f.det != "":
		return f.det + " " + f.words, det != "", !t.quoted && (det == "" || among("articles")[det])
	case det == "": // In a sentence a single thing needs an article.
		return f.words, false, bare || t.plural || t.isLabel()
	case det != "a" && det != "an":
		return f.words, false, f.plural == t.plural || among("of-any-number")[det] || among("possessive")[det]
	case len(t.mods) > 0 && !bare:
		return f.words, false, true // The article belongs to what is between.
	case len(t.mods) > 0:
		return t.text[t.words[t.det+1].Start:t.words[t.first].Start] + f.words, true, true
	case bare:
		return f.words, true, true
	}
	// People arrive more than once.
	return articleFor(f.words) + " " + f.words, true, !strings.HasPrefix(f.words, "arrival of")
}

// isLabel reports whether the thing is between marks, as in brackets and in cells.
func (t *thing) isLabel() bool {
	return (t.at(t.first-1).mark || t.first == 0) && (t.at(t.last).mark || t.last == len(t.words))
}

// casedFrom is cased for a phrase that begins at word first, which may be its article.
func (t *thing) casedFrom(words string, first int) string {
	cased := t.cased(words, t.first, t.last, t.words[t.first].Start)
	if first < t.first && t.begins(first) {
		return upperFirst(cased)
	}
	return cased
}

// inPlural is the wording with its head in the plural.
func (f wordingForm) inPlural() wordingForm {
	fields := strings.Fields(f.words)
	fields[f.head] = pluralOf(fields[f.head])
	f.words, f.plural = strings.Join(fields, " "), true
	return f
}

// agreed writes the wording, and what agrees with it, in another number than the old words had.
func (t *thing) agreed(start int, new string, plural bool) (Wording, Reason) {
	before := t.first - 1 - len(t.mods)
	if t.det >= 0 {
		before = t.det - 1
	}
	prev, next := t.at(before), t.at(t.last)
	end := t.words[t.last-1].End
	finite := !next.mark && (next.finite() || agreement[next.low] != "")
	switch {
	case t.standsFor(plural):
		return Wording{}, NoFit
	case prev.is("IN", "TO") && !among("subordinator")[prev.low] && before >= 0:
		return t.change(start, end, new), "" // The verb, if there is one, belongs to another noun.
	case among("being")[prev.low]:
		return Wording{}, NoFit // "This is an invasion": the verb agrees with what is before it.
	case prev.is("VB", "VBZ", "VBP", "VBD", "VBG", "VBN"):
		if finite {
			return Wording{}, NoFit // The verb belongs to a noun further before.
		}
		return t.change(start, end, new), "" // an object
	case finite:
		verb, ok := agreeing(next, plural)
		if after := t.at(t.last + 1); !ok || among("being")[next.low] && (after.tag == "DT" || among("how")[after.low]) {
			return Wording{}, NoFit // "A plague of migrants is the title": one thing is another.
		}
		if verb == next.text {
			return t.change(start, end, new), ""
		}
		return t.change(start, next.End, new+t.text[end:next.Start]+verb), ""
	case !t.hasVerb():
		return t.change(start, end, new), "" // a heading
	}
	return Wording{}, NoFit
}

// standsFor reports whether a pronoun after the thing may stand for it in its old number.
func (t *thing) standsFor(plural bool) bool {
	pronouns := among("one-pronoun")
	if !plural {
		pronouns = among("many-pronoun")
	}
	return slices.ContainsFunc(t.words[t.last:], func(w word) bool { return pronouns[w.low] })
}

// hasVerb reports whether the sentence has a finite verb.
func (s *sentence) hasVerb() bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.finite() || agreement[w.low] != "" })
}

// agreement is the verbs that are not told by an ending, in the other number.
var agreement = func() map[string]string {
	other := map[string]string{}
	for _, pair := range [][2]string{{"is", "are"}, {"was", "were"}, {"has", "have"}, {"does", "do"}} {
		for _, not := range []string{"", "n't"} {
			other[pair[0]+not], other[pair[1]+not] = pair[1]+not, pair[0]+not
		}
	}
	return other
}()

// agreeing is a verb in the number that is asked for.
func agreeing(w *word, plural bool) (string, bool) {
	if other, ok := agreement[w.low]; ok {
		if strings.HasSuffix(strings.TrimSuffix(w.low, "n't"), "s") == plural {
			return other, true
		}
		return w.text, true
	}
	stem, third := strings.CutSuffix(w.text, "s")
	ends := func(with ...string) bool {
		return slices.ContainsFunc(with, func(ending string) bool { return strings.HasSuffix(stem, ending) })
	}
	switch {
	case w.is("MD"), w.is("VBD"):
		return w.text, true
	case plural && w.is("VBZ") && third && ends("ie"):
		return stem[:len(stem)-2] + "y", true
	case plural && w.is("VBZ") && third && ends("she", "che", "sse", "xe", "zze"):
		return stem[:len(stem)-1], true
	case plural && w.is("VBZ") && third:
		return stem, true
	case !plural && w.is("VBP"):
		return thirdPerson(w.text), true
	}
	return "", false
}

// thirdPerson is a verb after he, she or it.
func thirdPerson(verb string) string {
	if verb == "be" {
		return "is"
	}
	if verb == "have" {
		return "has"
	}
	return pluralOf(verb) // The endings are those of plurals.
}
