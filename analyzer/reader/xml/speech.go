package xml

import (
	"strings"
	"time"

	"refrain/analyzer/reader/builder"
)

// Debates are kept in many kinds of XML. Most say who speaks in an attribute of what is said, or in
// an element of their own that is in it or before it.

// said are the elements that hold what somebody says: of TEI (ParlaMint), Hansard as it is published
// by mySociety and in Australia, FoLiA, the diary of the Congreso and the protocols of the Bundestag.
var said = map[string]bool{"u": true, "utt": true, "sp": true, "speech": true, "speaking": true, "turn": true,
	"utterance": true, "intervention": true, "interjection": true, "continue": true, "rede": true,
	"sitzungsbeginn": true, "sitzungsende": true}

// spokenBy are the attributes that name who speaks, the clearest first.
var spokenBy = strings.Fields("speakername speaker_name speaker who by")

// speakerOf is who speaks in an element, as its attributes say.
func speakerOf(name string, attr func(string) string) string {
	if !said[name] {
		return ""
	}
	for _, a := range spokenBy {
		if who := strings.Join(strings.Fields(strings.TrimPrefix(attr(a), "#")), " "); who != "" && who != "unknown" {
			return inOffice(who, offices[attr("ana")])
		}
	}
	return ""
}

// offices are what ParlaMint says of who speaks, but for members.
var offices = map[string]string{"#chair": "chair", "#guest": "guest"}

// inOffice returns a speaker with the office, as reports name them. Names and offices that a file
// says are not known are none.
func inOffice(who, office string) string {
	known := func(s string) string {
		if s = strings.Join(strings.Fields(s), " "); strings.EqualFold(s, "unknown") || s == "NA" {
			return ""
		}
		return s
	}
	who, office = known(who), known(office)
	switch {
	case who == "":
		return office
	case office == "":
		return who
	}
	return who + " (" + office + ")"
}

// speaks ends the name of a speaker, who speaks until what is said ends.
func (x *tree) speaks(n node) {
	who := inOffice(strings.TrimRight(x.captured(n), " :.–—-"), x.office)
	if n.name == "note" {
		x.named = who
	}
	x.endBlock()
	i := len(x.open) - 1
	for n.name == "talker" && i > 0 && !said[x.open[i].name] {
		i--
	}
	if i >= 0 && !x.open[i].speaks {
		x.open[i].speaks = true
		if n.name == "talker" {
			x.open[i].before = x.d.Speaker
		}
	}
	x.d.Speaker, x.office = who, ""
}

// record is the rule of an element within the record of a speaker: the diary of the Congreso
// (ECPC) and the Hansard of Australia have one for each speech. Its name is shown; the office is
// kept for the name.
func record(name string, attr func(string) string) rule {
	if name == "name" && attr("role") != "metadata" {
		return rule{}
	}
	return about
}

// dated takes note of the day of a debate.
func (x *tree) dated(n *node, attr func(string) string) {
	for _, a := range [...]string{"sitzung-datum", "when"} {
		if around := x.top().name; a == "when" && (n.name != "date" || around != "setting") {
			continue
		}
		x.day(attr(a))
	}
}

// day keeps the first date that is one, in the form of ISO 8601.
func (x *tree) day(s string) {
	for _, form := range [...]string{time.DateOnly, "20060102", "02.01.2006"} {
		if day, err := time.Parse(form, strings.TrimSpace(s)); err == nil && x.date == "" {
			x.date = day.Format(time.DateOnly)
		}
	}
}

// spoken is the path of a block: what somebody says in a debate is cited with its day.
func (x *tree) spoken(path string) string {
	if x.d.Speaker == "" || x.date == "" {
		return path
	}
	return builder.JoinPath(x.date, path)
}

// speech is the rule of an element of a debate where it is.
func (x *tree) speech(name string, attr func(string) string, r rule) rule {
	around := x.top().name
	if around == "talker" || around == "speaker" {
		return record(name, attr)
	}
	switch {
	case name == "note" && attr("type") == "speaker", name == "speaker" && said[around], name == "talker",
		name == "p" && attr("klasse") == "redner",
		name == "name" && (around == "rede" || strings.HasPrefix(around, "sitzung")):
		return rule{does: speaker}
	case name == "redner" && x.top().rule.does == speaker: // the same name, in parts
		return rule{does: skipped, what: "metadata"}
	case name == "kommentar", name == "rede", name == "seg" && around == "u",
		name == "u" && (speakerOf(name, attr) != "" || around == "div" || around == "body"): // Elsewhere u is underlined.
		return body
	}
	return r
}

// voice says who speaks in an element that has begun.
func (x *tree) voice(n *node, attr func(string) string) {
	who := speakerOf(n.name, attr)
	if x.named != "" && said[n.name] { // The name before it is a name, and not an id.
		who = x.named
	}
	quiet := n.name == "kommentar" // what others call out
	if who == "" && !quiet {
		return
	}
	x.endBlock()
	x.named = ""
	n.speaks, n.before = true, ""
	if quiet {
		n.before = x.d.Speaker
	}
	x.d.Speaker = who
}

// folia is the format for annotated texts (FoLiA) in which each word is an element.
var folia = dialect{rules: map[string]rule{
	"metadata": about, "p": body, "head": headingRule, "list": body, "item": item, "quote": quotation, "note": noteRule,
	"cell": cell, "caption": caption, "event": body, "utt": body, "speech": body, "div": body, "morphology": skip,
	"original": skip, "suggestion": skip, "comment": skip, "desc": skip, "phon": skip, "ph": skip, "alt": skip,
	"br": breakRule,
}}

// word puts the words of FoLiA apart, and leaves out what is the same text once more: that of a
// sentence or paragraph beside that of its words.
func (x *tree) word(name string, attr func(string) string, r rule) rule {
	switch {
	case name == "w" && x.glued:
		x.glued = attr("space") == "no"
	case name == "w":
		x.d.Space()
		x.glued = attr("space") == "no"
	case name == "t" && x.worded && x.top().name != "w", name == "t" && attr("class") != "" && attr("class") != "current":
		return rule{does: skipped}
	case name == "s" || name == "t":
		if name == "s" {
			x.glued = false
			x.d.Space()
		}
	}
	return r
}

// readyFolia takes the dialect of FoLiA where the root is that of one.
func (x *tree) readyFolia(root string) {
	if root != "FoLiA" || x.dialect != &anyXML {
		return
	}
	x.dialect = &folia
	x.worded = strings.Contains(x.d.Doc.Source, "<w ") || strings.Contains(x.d.Doc.Source, "<w>")
}
