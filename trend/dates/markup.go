package dates

import (
	"encoding/xml"
	"net/mail"
	"slices"
	"strings"
	"time"

	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/xmltok"
)

// markupHead is how many bytes of a file in markup are looked at. Dates come before the text.
const markupHead = 1 << 20

// place is where a format of XML or HTML has a date: the element, one that it is within, and the
// attribute; "" stands for any element, and for the words of the element itself.
type place struct{ name, within, attribute string }

// contentPlaces are where formats date what their documents are, by trust: the work itself before
// its edition, and named formats before elements that merely look like dates.
var contentPlaces = []place{
	{"frbrdate", "frbrwork", "date"}, // Akoma Ntoso 1.0, 4.2
	{"frbrdate", "frbrexpression", "date"},
	{"docdate", "", "date"},
	{"date", "setting", "when"}, {"date", "setting", "from"}, // TEI P5, ParlaMint
	{"date", "sourcedesc", "when"}, {"docdate", "", "when"}, {"date", "publicationstmt", "when"},
	{"date", "publicationstmt", ""},
	{"action-date", "", "date"}, {"attestation-date", "", "date"}, // bills of the US Congress
	{"approveddate", "", ""}, {"docdate", "", ""}, {"date", "action", "date"}, // USLM
	{"enactmentdate", "", "date"}, {"made", "", "date"}, {"laid", "", "date"}, // legislation.gov.uk
	{"date", "bib.instance", "iso"}, {"date", "", "iso"}, // Formex
	{"date", "session.header", ""}, // Hansard of Australia
	{"documentcreationdate", "", ""},
	{"releasedate", "", ""}, {"sittingdate", "", ""}, {"debatedate", "", ""}, {"meetingdate", "", ""},
	{"publicationdate", "", ""}, {"pubdate", "", ""}, {"datepublished", "", ""}, {"issued", "", ""},
	{"time", "article", "datetime"}, {"time", "header", "datetime"}, {"time", "main", "datetime"},
	{"date", "", "when"}, {"date", "", "date"}, {"date", "", ""},
}

// metaPlaces are where XML and HTML state a date as metadata.
var metaPlaces = []place{
	{"issued", "", ""}, {"created", "", ""}, {"creation-date", "", ""}, {"date", "", ""}, {"modified", "", ""},
}

// metaNames are the names of HTML's meta elements that date a page, by trust.
var metaNames = []string{
	"article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date.issued",
	"dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "pubdate", "publishdate",
	"publish_date", "parsely-pub-date", "sailthru.date", "date",
}

// inMarkup is the first date of the most trusted of some places.
func inMarkup(src string, places []place, source Source) (Dated, bool) {
	best, found := len(places), Dated{}
	for element := range elements(src) {
		for i := range places[:best] {
			p := &places[i]
			if value, ok := element.at(p); ok {
				if d, ok := parseValue(value); ok {
					best, found = i, Dated{d, source, element.raw}
					break
				}
			}
		}
		if best == 0 {
			break
		}
	}
	return found, found.Known()
}

// inHTMLHead is the date that the head of a page states.
func inHTMLHead(src string) (Dated, bool) {
	best, found := len(metaNames), Dated{}
	for element := range elements(src) {
		if element.name == "body" {
			break
		}
		if element.name != "meta" {
			continue
		}
		for i, name := range metaNames[:best] {
			if strings.ToLower(element.names()) == name {
				if d, ok := parseValue(element.attributes["content"]); ok {
					best, found = i, Dated{d, Meta, name}
				}
				break
			}
		}
	}
	return found, found.Known()
}

// element is a start tag with the elements around it and the words that follow it.
type element struct {
	name, raw  string // in lower case without prefix, underscores and hyphens apart; as written
	within     []string
	attributes map[string]string
	text       string
}

// names is what a meta element is called.
func (e *element) names() string {
	for _, key := range []string{"property", "name", "itemprop"} {
		if v := e.attributes[key]; v != "" {
			return v
		}
	}
	return ""
}

// machine are parts of the names that Akoma Ntoso's dates have where a program made or changed the
// file, whatever the day of the work.
var machine = []string{"generat", "transform", "modif", "convert", "conversion", "export"}

// at is the value at a place.
func (e *element) at(p *place) (string, bool) {
	name := strings.ToLower(e.attributes["name"])
	if e.name == "frbrdate" && slices.ContainsFunc(machine, func(m string) bool { return strings.Contains(name, m) }) {
		return "", false
	}
	if e.name != p.name && strings.ReplaceAll(e.name, "-", "") != p.name {
		return "", false
	}
	if p.within != "" {
		inside := false
		for _, name := range e.within {
			inside = inside || name == p.within
		}
		if !inside {
			return "", false
		}
	}
	if p.attribute == "" {
		return e.text, e.text != ""
	}
	v, ok := e.attributes[p.attribute]
	return v, ok
}

// deepest is how many elements within each other are known by name.
const deepest = 64

// mostBroken is how many pieces of a file may be no markup. A file with more is none.
const mostBroken = 1000

// elements yields the elements of markup as they end or hold others.
func elements(src string) func(yield func(*element) bool) {
	src = charset.Decode(src[:min(len(src), markupHead)], "").Text
	return func(yield func(*element) bool) {
		var open []string
		var last *element
		broken := 0
		s := xmltok.NewScanner(src, 0, len(src))
		for s.Next() {
			switch t := s.Token.(type) {
			case nil:
				if broken++; broken > mostBroken {
					return
				}
			case xml.StartElement:
				if last != nil && !yield(last) {
					return
				}
				last = &element{
					name: strings.ToLower(t.Name.Local), raw: t.Name.Local, within: open, attributes: map[string]string{},
				}
				for _, a := range t.Attr {
					last.attributes[strings.ToLower(a.Name.Local)] = a.Value
				}
				if len(open) < deepest {
					open = append(open[:len(open):len(open)], last.name)
				}
			case xml.CharData:
				if last != nil && len(last.text) < longLine {
					last.text += strings.TrimSpace(string(t[:min(len(t), longLine)]))
				}
			case xml.EndElement:
				name := strings.ToLower(t.Name.Local)
				for i := len(open) - 1; i >= 0; i-- {
					if open[i] == name {
						open = open[:i]
						break
					}
				}
				if last != nil && !yield(last) {
					return
				}
				last = nil
			}
		}
		if last != nil {
			yield(last)
		}
	}
}

// parseValue reads a date as formats write it: by ISO 8601, by RFC 5322, or for people.
func parseValue(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	if d, ok := Parse(s); ok {
		return d, true
	}
	if t, err := mail.ParseDate(s); err == nil {
		return onDay(t)
	}
	return inLine(s, "")
}

// onDay is the day of a time where it was written.
func onDay(t time.Time) (Date, bool) {
	d := of(t.Year(), int(t.Month()), t.Day())
	return d, d.Known()
}
