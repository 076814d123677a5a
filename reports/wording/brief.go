package wording

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// What a brief says to a person who drafts a text.
const (
	// CallToAction is why a brief is laid on a drafter's table, unless an organisation says it in
	// its own words.
	CallToAction Text = "Call to action 3 of civil society's closing statement at the second International " +
		"Migration Review Forum (A Civil Society Line Against Regression, 2026) asks states and the institutions " +
		"that set agendas to examine the terms of their own policies, and to leave those that dehumanise migrants " +
		"or make instruments of them."

	BriefWaived  Text = "Waived, with the reason"
	BriefAbout   Text = "About this page"
	BriefPlaces  Text = "Where, and what to propose"
	BriefReasons Text = "Why, and who says so"
	BriefContact Text = "Contact:"

	NoSource Text = "No source is confirmed; this is the judgement of the lexicon's editors."
)

// BriefColumns are the titles of the table of a brief.
var BriefColumns = [4]Text{Text("where"), Text("the text"), Text("propose"), Text("who says so")}

// BriefTitle is the title of a brief about a document or about some.
func (w Words) BriefTitle(subject string) string {
	return w.Say("Wording to consider in {subject}", "subject", subject)
}

// NothingIn says in which documents nothing was found.
func (w Words) NothingIn(names string) string {
	return w.Say("No findings in {names}. That proves nothing about the rest of them.", "names", names)
}

// AndMore is the last line of a list that is cut.
func (w Words) AndMore(n int, noun Text) string {
	return w.Of(n, "and {n} more "+noun, "and {n} more "+noun+"s")
}

// MorePlaces says where else the words of a finding appear: at n places, of which more are not
// named.
func (w Words) MorePlaces(named []string, n, more int, defined bool) string {
	list := w.listOf(named, more)
	if defined {
		return w.Of(
			n, "The text defines the term here. It follows from the definition at {n} place: {list}.",
			"The text defines the term here. It follows from the definition at {n} places: {list}.", "list", list,
		)
	}
	return w.Of(n, "Likewise at {n} more place: {list}.", "Likewise at {n} more places: {list}.", "list", list)
}

// listOf are places, and how many more there are.
func (w Words) listOf(named []string, more int) string {
	if more > 0 {
		named = append(named, w.AndMore(more, "place"))
	}
	return strings.Join(named, "; ")
}

// DefinedHere follows words that the text defines and does not use again.
const DefinedHere Text = "The text defines the term here."

// LeftOut says how many places a brief has no room for, and names the first.
func (w Words) LeftOut(named []string, n, more int) string {
	list := w.listOf(named, more)
	return w.Of(
		n, "One more finding has no room here: {list}. The HTML report shows it.",
		"{n} more findings have no room here: {list}. The HTML report shows each of them.", "list", list,
	)
}

// longTitle is the length in bytes from which a title is a paragraph that was taken for one.
const longTitle = 160

// DocumentTitle is the document's own title in one line, or "". Where none is marked, or one of a word or
// two that names a series, it is the longest of the largest headings before the text.
func DocumentTitle(d *document.Document) string {
	const telling = 3 // words
	title := ""
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Role == document.Title && b.Exclusion == document.Included {
			if t := OneLine(b.Of(d.Text)); len(t) <= longTitle && utf8.RuneCountInString(t) > 3 {
				title = t
			}
			break
		}
	}
	if strings.Count(title, " ")+1 >= telling {
		return title
	}
	return cmp.Or(headingAbove(d, telling), title)
}

// headingAbove is the longest of the headings of the highest level above the text, of at least so many
// words; "" where there is none. A number begins the heading of a part.
func headingAbove(d *document.Document, words int) string {
	const text, blocks = 200, 20 // bytes of a paragraph that is no line of a title page; blocks of one
	best, level := "", 0
	for i := range d.Blocks[:min(len(d.Blocks), blocks)] {
		b := &d.Blocks[i]
		if b.Exclusion != document.Included {
			continue
		}
		if b.Role == document.Body && b.Len() > text {
			break
		}
		if b.Role != document.Heading || b.Len() > longTitle {
			continue
		}
		t := OneLine(b.Of(d.Text))
		if t == "" || strings.HasSuffix(t, ".") || t[0] >= '0' && t[0] <= '9' || strings.Count(t, " ")+1 < words {
			continue
		}
		if best == "" || b.Level < level || b.Level == level && len(t) > len(best) {
			best, level = t, b.Level
		}
	}
	return best
}

// ClausePlace is a place as somebody who drafts finds it: the clause first, then the page and the
// line. A column, which helps an editor, is left out.
func (w Words) ClausePlace(p document.Place) string {
	section := p.Section
	if p.Section = ""; section != "" {
		p.Part = ""
	}
	parts := w.PlaceParts(p)
	if p.Page == 0 && p.Line > 0 {
		parts = append([]string{w.Say("line {n}", "n", strconv.Itoa(p.Line))}, parts...)
	}
	if section != "" {
		parts = append([]string{section}, parts...)
	}
	if len(parts) == 0 {
		return w.Say("in the text")
	}
	return strings.Join(parts, ", ")
}

// Authority is the source of an entry that speaks first: one that advises against the words, or
// else one that prefers others.
func Authority(e *lexicon.Entry) (lexicon.Reference, bool) {
	for _, role := range []lexicon.Role{lexicon.Against, lexicon.Prefers} {
		for _, s := range PrintableSources(e) {
			if s.Role == role {
				return s, true
			}
		}
	}
	return lexicon.Reference{}, false
}

// ShortSource is a source by who published it, its number and its year: "Assembly of Letters,
// A/RES/1 (1990)"; by its title where it has no number.
func ShortSource(s *lexicon.Source) string {
	name := s.Body
	switch {
	case s.Number != "":
		name += ", " + s.Number
	case s.Title != "":
		name += ", " + s.Title
	}
	return name + yearOf(s)
}

// yearOf is the year of a source in brackets, unless its number or the end of its title says it.
func yearOf(s *lexicon.Source) string {
	year := strconv.Itoa(s.Year)
	if s.Year == 0 || strings.Contains(s.Number, year) || s.Number == "" && strings.HasSuffix(s.Title, year) {
		return ""
	}
	return " (" + year + ")"
}

// LogoOf is what a logo shows, for those who do not see it.
func (w Words) LogoOf(organisation string) string {
	if organisation == "" {
		return w.Say("Logo")
	}
	return w.Say("Logo of {organisation}", "organisation", organisation)
}
