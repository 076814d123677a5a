package wording

import (
	"cmp"
	"fmt"
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
	CallToAction = "Call to action 3 of civil society's closing statement at the second International " +
		"Migration Review Forum (A Civil Society Line Against Regression, 2026) asks states and the institutions " +
		"that set agendas to examine the terms of their own policies, and to leave those that dehumanise migrants " +
		"or make instruments of them."

	BriefWaived  = "Waived, with the reason"
	BriefAbout   = "About this page"
	BriefPlaces  = "Where, and what to propose"
	BriefReasons = "Why, and who says so"
	BriefContact = "Contact:"

	NoSource = "No source is confirmed; this is the judgement of the lexicon's editors."
)

// BriefColumns are the titles of the table of a brief.
var BriefColumns = [4]string{"where", "the text", "propose", "who says so"}

// BriefTitle is the title of a brief about a document or about some.
func BriefTitle(subject string) string { return "Wording to consider in " + subject }

// NothingIn says in which documents nothing was found.
func NothingIn(names string) string {
	return "No findings in " + names + ". That proves nothing about the rest of them."
}

// AndMore is the last line of a list that is cut.
func AndMore(n int, noun string) string { return "and " + Count(n, "more "+noun) }

// MorePlaces says where else the words of a finding appear: at n places, of which more are not
// named.
func MorePlaces(named []string, n, more int, defined bool) string {
	list := listOf(named, more)
	if defined {
		return "The text defines the term here. It follows from the definition at " + Count(n, "place") + ": " + list + "."
	}
	return "Likewise at " + Count(n, "more place") + ": " + list + "."
}

// listOf are places, and how many more there are.
func listOf(named []string, more int) string {
	if more > 0 {
		named = append(named, AndMore(more, "place"))
	}
	return strings.Join(named, "; ")
}

// DefinedHere follows words that the text defines and does not use again.
const DefinedHere = "The text defines the term here."

// LeftOut says how many places a brief has no room for, and names the first.
func LeftOut(named []string, n, more int) string {
	list := listOf(named, more)
	if n == 1 {
		return "One more finding has no room here: " + list + ". The HTML report shows it."
	}
	return Number(n) + " more findings have no room here: " + list + ". The HTML report shows each of them."
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
func ClausePlace(p document.Place) string {
	section := p.Section
	if p.Section = ""; section != "" {
		p.Part = ""
	}
	parts := PlaceParts(printed(p))
	if p.Page == 0 && p.Line > 0 {
		parts = append([]string{fmt.Sprintf("line %d", p.Line)}, parts...)
	}
	if section != "" {
		parts = append([]string{section}, parts...)
	}
	if len(parts) == 0 {
		return "in the text"
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
func LogoOf(organisation string) string {
	if organisation == "" {
		return "Logo"
	}
	return "Logo of " + organisation
}
