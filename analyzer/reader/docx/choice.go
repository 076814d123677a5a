package docx

import (
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// maxChoices is how many elements with alternatives may be in each other. Word writes two.
const maxChoices = 8

// choice reads the alternative that Word shows of those that an element offers: the first whose
// markup it understands, or else the fallback. The others usually say the same in older markup;
// one that says something else is read as hidden, since other programs may show it.
func (s *story) choice(read func()) {
	m := s.m
	if s.choices >= maxChoices {
		s.d.Gap(0, gap.Limit, "check the file: its alternatives are nested too deep")
		return
	}
	s.choices++
	var shown xmltok.Fragment
	var others []xmltok.Fragment
	taken := false
	m.Each(func() {
		switch {
		case m.Name != "mc:Choice" && m.Name != "mc:Fallback":
		case !taken && (m.Name == "mc:Fallback" || understood(m, m.Attr("Requires"))):
			taken = true
			shown = xmltok.Fragment{Part: m.Within.Part, From: m.To, Prefixes: m.Share()}
			m.Each(read)
			shown.To = max(shown.From, m.From)
		default:
			others = append(others, m.Inside())
		}
	})
	outer, why := s.Outer, s.Why
	for _, other := range others {
		if !s.adds(other, shown) {
			continue
		}
		s.Hide(office.OtherVersion)
		s.m = s.markup(other)
		s.m.Each(read)
		s.m, s.Outer, s.Why = m, outer, why
	}
	s.choices--
}

// adds reports whether an alternative has words that the one that is shown has not.
func (s *story) adds(other, shown xmltok.Fragment) bool {
	raw := other.Part.Text[other.From:other.To]
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
func understood(m *xmltok.Parser, prefixes string) bool {
	for _, name := range strings.Fields(prefixes) {
		usual, declared := m.Usual(name)
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
	name := s.relations.Outside[id]
	if name == "" {
		name = s.relations.ByID[id]
	}
	hint := "check the document that it takes this text from as well"
	if name != "" && len(s.d.Doc.Gaps) < builder.MaxNamedGaps {
		hint += ": " + name
	}
	s.d.Gap(0, gap.Linked, hint)
}

// wordKnows reports whether Word understands the markup of a namespace in an alternative, by its
// usual prefix.
func wordKnows(usual string) bool { return slices.Contains(wordPrefixes, usual) }

var wordPrefixes = []string{
	"w", "m", "r", "a", "wp", "v", "o", "w10", "dgm", "c", "pic", "lc", "mv", "mo", "dsp", "ax",
	"wne", "wpc", "wpg", "wpi", "wps", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "w16du",
	"a14", "a15", "a16", "c14", "c15", "c16", "cx", "cx1", "aink", "am3d", "oel",
}
