package xml

import (
	"strings"
)

// Debates are kept in many kinds of XML. Most say who speaks in an attribute of what is said, or in
// an element of their own that is in it or before it.

// said are the elements that hold what somebody says: of TEI (ParlaMint), Hansard as it is published
// by mySociety, FoLiA and the protocols of the Bundestag.
var said = map[string]bool{"u": true, "utt": true, "sp": true, "speech": true, "speaking": true, "turn": true,
	"utterance": true, "intervention": true, "rede": true, "sitzungsbeginn": true, "sitzungsende": true}

// spokenBy are the attributes that name who speaks, the clearest first.
var spokenBy = strings.Fields("speakername speaker_name speaker who by")

// speakerOf is who speaks in an element, as its attributes say.
func speakerOf(name string, attr func(string) string) string {
	if !said[name] {
		return ""
	}
	for _, a := range spokenBy {
		if who := strings.Join(strings.Fields(strings.TrimPrefix(attr(a), "#")), " "); who != "" && who != "unknown" {
			return who
		}
	}
	return ""
}

// speech is the rule of an element of a debate where it is.
func (x *tree) speech(name string, attr func(string) string, r rule) rule {
	around := x.top().name
	switch {
	case name == "note" && attr("type") == "speaker", name == "speaker" && said[around],
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
