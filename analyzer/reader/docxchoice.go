package reader

import (
	"slices"
	"strings"
	"unicode"
)

// maxChoices is how many elements with alternatives may lie in each other. Word writes two.
const maxChoices = 8

// choice reads the alternative that Word shows of those that an element offers: the first whose
// markup it understands, or else the fallback. The others usually say the same in older markup;
// one that says something else is read as hidden, since other programs may show it.
func (s *story) choice(read func()) {
	m := s.m
	if s.choices >= maxChoices {
		s.d.gap(0, gapLimit, "check the file: its alternatives are nested too deep")
		return
	}
	s.choices++
	var shown fragment
	var others []fragment
	taken := false
	m.each(func() {
		switch {
		case m.name != "mc:Choice" && m.name != "mc:Fallback":
		case !taken && (m.name == "mc:Fallback" || understood(m, m.attr("Requires"))):
			taken = true
			shown = fragment{part: m.within.part, from: m.to, prefixes: m.share()}
			m.each(read)
			shown.to = max(shown.from, m.from)
		default:
			others = append(others, m.inside())
		}
	})
	outer, why := s.outer, s.why
	for _, other := range others {
		if !s.adds(other, shown) {
			continue
		}
		s.hide(otherVersion)
		s.m = s.markup(other)
		s.m.each(read)
		s.m, s.outer, s.why = m, outer, why
	}
	s.choices--
}

// adds reports whether an alternative has words that the one that is shown has not.
func (s *story) adds(other, shown fragment) bool {
	raw := other.part.text[other.from:other.to]
	if !slices.ContainsFunc(wordSigns, func(sign string) bool { return strings.Contains(raw, sign) }) {
		return false
	}
	words := squeezed(s.textOf(other))
	return words != "" && !strings.Contains(squeezed(s.textOf(shown)), words)
}

// wordSigns are what there is in a fragment that has words, whatever its prefixes.
var wordSigns = []string{
	":t>", ":t ", ":t\n", ":t\t", ":t\r", "<t>", "<t ", "<t\n", "<t\t", "<t\r", "delText", "string=", ":v>", "<v>",
}

// squeezed is a text without its blanks.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// understood reports whether Word knows all of the namespaces that an alternative requires, by the
// prefixes that they have here.
func understood(m *markup, prefixes string) bool {
	for _, name := range strings.Fields(prefixes) {
		usual, declared := m.usual(name)
		if !declared {
			usual = name
		}
		if !wordKnows(usual) {
			return false
		}
	}
	return true
}

// linked says that a document which the text only links to is not read.
func (s *story) linked(id string) {
	name := s.relations.outside[id]
	if name == "" {
		name = s.relations.byID[id]
	}
	hint := "check the document that it takes this text from as well"
	if name != "" && len(s.d.doc.Gaps) < maxNamedGaps {
		hint += ": " + name
	}
	s.d.gap(0, gapLinked, hint)
}

// wordKnows reports whether Word understands the markup of a namespace in an alternative, by its
// usual prefix.
func wordKnows(usual string) bool { return slices.Contains(wordPrefixes, usual) }

var wordPrefixes = []string{
	"w", "m", "r", "a", "wp", "v", "o", "w10", "dgm", "c", "pic", "lc", "mv", "mo", "dsp", "ax",
	"wne", "wpc", "wpg", "wpi", "wps", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "w16du",
	"a14", "a15", "a16", "c14", "c15", "c16", "cx", "cx1", "aink", "am3d", "oel",
}
