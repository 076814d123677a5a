package reports

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// shownName is a document's name for people.
func shownName(d *document.Document) string {
	if d.Name == "-" {
		return "<stdin>"
	}
	return Name(d.Name)
}

// where is a place with the document's name: "notes.md:14:9, Scope" for text, so that editors open it; "bill.pdf, page 2 (ii), line 14, Article 4(2)(b)"
// for pages.
func where(d *document.Document, p document.Place) string {
	name := shownName(d)
	if p.Page == 0 && p.Line > 0 {
		name = fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column)
	}
	return strings.Join(append([]string{name}, parts(p)...), ", ")
}

// spot is a place within its document, as short as it can be found by: "14:9" or "page 2 (ii), line 14, Article 4(2)(b)".
func spot(d *document.Document, p document.Place) string {
	list := parts(p)
	switch {
	case p.Page == 0 && p.Line > 0:
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	case len(list) == 0:
		return shownName(d)
	}
	return strings.Join(list, ", ")
}

// parts are what there is to say about a place beside line and column of a text.
func parts(p document.Place) []string {
	var list []string
	if p.Page > 0 {
		page := fmt.Sprintf("page %d", p.Page)
		if p.Label != "" {
			page += " (" + p.Label + ")"
		}
		list = append(list, page)
		if p.Line > 0 {
			list = append(list, fmt.Sprintf("line %d", p.Line))
		}
		if p.Printed > 0 {
			list = append(list, fmt.Sprintf("printed line %d", p.Printed))
		}
	}
	if p.Timed {
		list = append(list, "at "+clock(p.Time))
	}
	if p.Speaker != "" {
		list = append(list, "speaker "+p.Speaker)
	}
	if p.Section != "" {
		list = append(list, p.Section)
	} else if p.Page == 0 && p.Line == 0 && p.Part != "" {
		list = append(list, p.Part)
	}
	return list
}

// StatusWords say how a term is used and what decided: "quoted (quotation: “said”; speaker: the minister)"; and what the user's records know of it.
func StatusWords(d *document.Document, f *analyzer.Finding) string {
	v := f.Verdict
	if v == (analyzer.Finding{}).Verdict {
		return "used in the document's own voice" + asideWords(d, f) + standingWords(f.Standing)
	}
	why := v.Rule
	if v.Cue.Len() > 0 {
		why += ": " + inQuotes(oneLine(v.Cue.Of(d.Text)))
	}
	if v.Speaker.Len() > 0 {
		why += "; speaker: " + oneLine(v.Speaker.Of(d.Text))
	}
	if why = strings.TrimPrefix(strings.TrimPrefix(why, ": "), "; "); why == "" {
		return v.Status.String() + asideWords(d, f) + standingWords(f.Standing)
	}
	return v.Status.String() + " (" + why + ")" + asideWords(d, f) + standingWords(f.Standing)
}

// asideWords say how a finding reads in plain letters, and what it takes from outside its sentence.
func asideWords(d *document.Document, f *analyzer.Finding) string {
	return plainWords(f) + carriedWords(d, f.Carried)
}

// carriedWords say from where a finding takes that it speaks of migrants. They begin with a
// semicolon.
func carriedWords(d *document.Document, c *analyzer.Carried) string {
	switch {
	case c == nil:
		return ""
	case c.From.Len() > 0:
		return "; of " + inQuotes(oneLine(c.From.Of(d.Text))) + ", " + spot(d, d.Locate(c.From))
	}
	return fmt.Sprintf("; the document speaks of migration: %s in %s", count(c.Mentions, "mention"), count(c.Words, "word"))
}

// plainWords say how a finding reads whose letters are not plain. They begin with a semicolon.
func plainWords(f *analyzer.Finding) string {
	if f.Plain == "" {
		return ""
	}
	return "; in disguised letters, read as " + inQuotes(oneLine(f.Plain))
}

// inQuotes puts quotation marks around words that have none.
func inQuotes(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("\"“„«‘‚‹'", first) {
		return s
	}
	return "“" + s + "”"
}

// oneLine is a few words of a document in one line.
func oneLine(s string) string {
	const longest = 200
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

// asides are what sets an entry apart from most: its tier, and whose it is.
func asides(e *lexicon.Entry) string {
	s := ""
	if e.Tier == lexicon.Advisory {
		s += ", advisory"
	}
	if e.By != "" {
		s += ", of " + e.By
	}
	return s
}

// sourceNames are the first of the entry's sources by name, with how many more there are.
func sourceNames(e *lexicon.Entry) string {
	var names []string
	for _, s := range e.Sources {
		if s.Printable() {
			names = append(names, referenceName(s))
		}
	}
	if more := len(names) - fewSources; more > 1 {
		return fmt.Sprintf("%s; and %d more: refrain lexicon show %s", strings.Join(names[:fewSources], "; "), more, e.ID)
	}
	if len(names) == 0 {
		return "none confirmed; the judgement of the lexicon's editors"
	}
	return strings.Join(names, "; ")
}

// referenceName is a source as people cite it, with what it does for the entry.
func referenceName(r lexicon.Reference) string { return sourceName(r.Source) + roleWords[r.Role] }

var roleWords = map[lexicon.Role]string{
	lexicon.Against: ", advises against it",
	lexicon.Prefers: ", prefers another wording",
	lexicon.Permits: ", uses or permits it",
}

// sourceName is a source as people cite it: body, title, year.
func sourceName(s *lexicon.Source) string {
	name := s.Body + ", " + s.Title
	if s.Year > 0 {
		name += fmt.Sprintf(" (%d)", s.Year)
	}
	if s.Number != "" {
		name += ", " + s.Number
	}
	return name
}

// bodies are the publishers of sources in brackets, each once, the first few by name.
func bodies(sources []*lexicon.Source) string {
	var names []string
	for _, s := range sources {
		if s.Printable() && !slices.Contains(names, s.Body) {
			names = append(names, s.Body)
		}
	}
	switch more := len(names) - fewSources; {
	case len(names) == 0:
		return ""
	case more > 1:
		return fmt.Sprintf(" (%s; and %d more)", strings.Join(names[:fewSources], "; "), more)
	}
	return " (" + strings.Join(names, "; ") + ")"
}
