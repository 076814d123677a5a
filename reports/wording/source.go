package wording

import (
	"slices"
	"strings"

	"refrain/lexicon"
)

// FewSources is how many sources of an entry are named. The others are counted.
const FewSources = 3

// Asides are what sets an entry apart from most: its tier, that no native speaker has reviewed it, and
// whose it is.
func (w Words) Asides(e *lexicon.Entry) string {
	s := ""
	if e.Tier == lexicon.Advisory {
		s += ", " + w.Say("advisory")
	}
	if e.Beta {
		s += ", " + w.Say("beta")
	}
	if e.By != "" {
		s += ", " + w.Say("of {lexicon}", "lexicon", e.By)
	}
	return s
}

// NoneConfirmed is said in place of sources where an entry has none that may be named.
const NoneConfirmed Text = "none confirmed; the judgement of the lexicon's editors"

// SourceNames are the first of the entry's sources by name, with how many more there are.
func (w Words) SourceNames(e *lexicon.Entry) string {
	var names []string
	for _, s := range e.Sources {
		if s.Printable() {
			names = append(names, w.ReferenceName(s))
		}
	}
	if more := len(names) - FewSources; more > 1 {
		return w.Of(
			more, "{sources}; and {n} more: refrain lexicon show {id}", "{sources}; and {n} more: refrain lexicon show {id}",
			"sources", strings.Join(names[:FewSources], "; "), "id", e.ID,
		)
	}
	if len(names) == 0 {
		return w.Say(NoneConfirmed)
	}
	return strings.Join(names, "; ")
}

// ReferenceName is a source as people cite it, with what it does for the entry.
func (w Words) ReferenceName(r lexicon.Reference) string {
	return w.Say(roleWords[r.Role], "source", SourceName(r.Source))
}

var roleWords = [...]Text{
	lexicon.Against:    Text("{source}, advises against it"),
	lexicon.Prefers:    Text("{source}, prefers another wording"),
	lexicon.Permits:    Text("{source}, uses or permits it"),
	lexicon.Background: "{source}",
}

// SourceName is a source as people cite it: body, title, year.
func SourceName(s *lexicon.Source) string {
	name := s.Body + ", " + s.Title + yearOf(s)
	if s.Number != "" {
		name += ", " + s.Number
	}
	return name
}

// Publishers are the publishers of sources in brackets, each once, the first few by name.
func (w Words) Publishers(sources []*lexicon.Source) string {
	var names []string
	for _, s := range sources {
		if s.Printable() && !slices.Contains(names, s.Body) {
			names = append(names, s.Body)
		}
	}
	switch more := len(names) - FewSources; {
	case len(names) == 0:
		return ""
	case more > 1:
		return " (" + w.Of(
			more, "{names}; and {n} more", "{names}; and {n} more", "names", strings.Join(names[:FewSources], "; "),
		) + ")"
	}
	return " (" + strings.Join(names, "; ") + ")"
}

// PrintableSources are the entry's sources that may be named.
func PrintableSources(e *lexicon.Entry) []lexicon.Reference {
	var list []lexicon.Reference
	for _, s := range e.Sources {
		if s.Printable() {
			list = append(list, s)
		}
	}
	return list
}

// Disagreement is what each side says where authorities differ, or "".
func (w Words) Disagreement(e *lexicon.Entry) string {
	var s strings.Builder
	for _, side := range e.Disagree {
		s.WriteString(" " + side.Says + w.Publishers(side.Sources))
	}
	if s.Len() == 0 {
		return ""
	}
	return " " + w.Say("Authorities differ:") + s.String()
}

// IsWebAddress reports whether a link leads to a page of the web and holds nothing that could end
// it early.
func IsWebAddress(url string) bool {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return false
	}
	return strings.IndexFunc(
		url, func(r rune) bool { return r <= ' ' || r >= 0x7F || strings.ContainsRune("<>\\\"'|[]", r) },
	) < 0
}
