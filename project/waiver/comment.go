package waiver

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
)

// before is what every waiver in a document begins with.
const before = document.Directive

// maxWaiver is how long a waiver in a document may be, in bytes.
const maxWaiver = 2000

// verb is what a comment does.
type verb string

const (
	allow verb = "allow" // lets one finding beside it stand
	off   verb = "off"   // lets all findings stand from here on
	on    verb = "on"    // ends what an off began
)

// forms are how the comments are written, for messages.
var forms = map[verb]string{
	allow: `refrain: allow ENTRY until 2027-03-01 by "NAME" because "REASON"`,
	off:   `refrain: off ENTRY until 2027-03-01 by "NAME" because "REASON"`,
	on:    `refrain: on, or refrain: on ENTRY`,
}

// directive is a comment as it is understood.
type directive struct {
	verb    verb
	waivers []*Waiver // one for each entry or key that it names, or one for all; of an on without a reason
}

// about names what the comment is of.
func (d *directive) about() string {
	var names []string
	for _, w := range d.waivers {
		names = append(names, w.about())
	}
	return strings.Join(names, ", ")
}

// parseComment reads a comment from its "refrain:" on:
//
//	refrain: allow illegal-people until 2027-03-01 by "A. B." because "title of the 1996 act"
//	refrain: off illegal-people flood-of-people because "a glossary of words to avoid"
//	refrain: on
//
// What follows the entries comes in any order. The verb is known also where the rest has a mistake.
func parseComment(s string, lex *lexicon.Lexicon) (directive, error) {
	d := directive{}
	if len(s) > maxWaiver {
		return d, fmt.Errorf("the waiver is longer than %d bytes", maxWaiver)
	}
	word, rest := next(strings.TrimPrefix(s, before))
	d.verb = verb(word)
	if forms[d.verb] == "" {
		return d, fmt.Errorf("%q is nothing that refrain does; write: %s", word, forms[allow])
	}
	rest, err := d.subjects(rest, lex)
	if err != nil {
		return d, err
	}
	said := Waiver{}
	if err := said.parts(rest, forms[d.verb]); err != nil {
		return d, err
	}
	for _, w := range d.waivers {
		w.Reason, w.By, w.Until = said.Reason, said.By, said.Until
	}
	switch {
	case d.verb == on && said.Reason+said.By+said.Until != "":
		return d, fmt.Errorf("refrain: on takes entries alone; write: %s", forms[on])
	case d.verb != on && said.Reason == "":
		return d, fmt.Errorf("the waiver of %s gives no reason; add because \"REASON\"", d.about())
	case said.Until != "" && !isDay(said.Until):
		return d, fmt.Errorf("until %s: expected a day such as 2027-03-01", said.Until)
	}
	return d, nil
}

// parts are the words that begin the parts of a comment after what it is of.
var parts = []string{"until", "by", "because"}

// subjects reads what a comment is of: entries, or the keys of findings, with or without commas
// between them. An off or on that names none is of all entries.
func (d *directive) subjects(s string, lex *lexicon.Lexicon) (rest string, err error) {
	for {
		word, rest := next(s)
		word = strings.TrimSuffix(word, ",")
		switch {
		case known(lex, word):
			d.waivers = append(d.waivers, &Waiver{Entry: word})
		case d.verb == allow && isKey(word):
			d.waivers = append(d.waivers, &Waiver{Key: word})
		case isKey(word):
			return s, errors.New("a finding's key is for refrain: allow; name its entry, or none for all")
		case len(d.waivers) > 0 && word != "" && !slices.Contains(parts, word):
			return s, fmt.Errorf("%q is not understood, and no entry; write: %s", word, forms[d.verb])
		case word != "" && !slices.Contains(parts, word), d.verb == allow && len(d.waivers) == 0:
			return s, fmt.Errorf("%q is neither an entry nor a finding's key; refrain lexicon list shows the entries", word)
		default:
			if len(d.waivers) == 0 {
				d.waivers = []*Waiver{{All: true}}
			}
			return s, nil
		}
		s = rest
	}
}

// parts reads the reason, the name and the last day.
func (w *Waiver) parts(s, form string) error {
	for {
		word, rest := next(s)
		if word == "" {
			return nil
		}
		into := map[string]*string{"until": &w.Until, "by": &w.By, "because": &w.Reason}[word]
		if into == nil {
			return fmt.Errorf("%q is not understood; write: %s", word, form)
		}
		if *into != "" {
			return fmt.Errorf("%q is given twice", word)
		}
		if *into, s = next(rest); strictyaml.Blank(*into) {
			return fmt.Errorf("nothing follows %q; write: %s", word, form)
		}
	}
}

// marks are quotation marks and what ends what they begin.
var marks = []struct{ open, end string }{{`"`, `"`}, {"“", "”"}, {"„", "“"}, {"«", "»"}}

// next is the next word, or what stands between quotation marks, and the rest. An open quotation
// ends with the text.
func next(s string) (word, rest string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, m := range marks {
		if quoted, ok := strings.CutPrefix(s, m.open); ok {
			word, rest, _ = strings.Cut(quoted, m.end)
			return strings.Join(strings.Fields(word), " "), rest
		}
	}
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// Comment returns a comment that lets a finding stand, in the form of documents that hold comments
// so: `<!-- refrain: allow illegal-people because "title of an act" -->`. It goes on a line of its
// own above the finding's paragraph; where the format wants an empty line after it, the text ends
// in a line end. The error says why there can be no such comment.
func Comment(c document.Comments, w *Waiver) (string, error) {
	about := w.Entry
	if about == "" {
		about = w.Key
	}
	if about == "" {
		return "", errors.New("a waiver of one finding names its entry, or its key")
	}
	return w.comment(c, "allow "+about)
}

// Section returns the comments between which the findings of some entries may stand, of all where
// there are none. They are like those of [Comment], and go on lines of their own. Of the waiver,
// the reason, the name and the day are used.
func Section(c document.Comments, w *Waiver, entries ...string) (off, on string, err error) {
	named := strings.Join(append([]string{""}, entries...), " ")
	if off, err = w.comment(c, "off"+named); err != nil {
		return "", "", err
	}
	on, err = wrapped(c, "on"+named)
	return off, on, err
}

// comment is a comment that begins with what it does, and goes on with what the waiver says.
func (w *Waiver) comment(c document.Comments, does string) (string, error) {
	if strictyaml.Blank(w.Reason) {
		return "", errors.New("a waiver needs a reason")
	}
	if w.Until != "" {
		if !isDay(w.Until) {
			return "", fmt.Errorf("until %s: expected a day such as 2027-03-01", w.Until)
		}
		does += " until " + w.Until
	}
	if w.By != "" {
		does += " by " + quoted(w.By)
	}
	does += " because " + quoted(w.Reason)
	if len(does) > maxWaiver-100 {
		return "", fmt.Errorf("the waiver is longer than %d bytes; shorten the reason", maxWaiver)
	}
	return wrapped(c, does)
}

// quoted is a text between quotation marks that do not occur in it, on one line, so that it can be
// read again.
func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, m := range marks {
		if !strings.Contains(s, m.end) {
			return m.open + s + m.end
		}
	}
	return `"` + strings.ReplaceAll(s, `"`, "'") + `"`
}

// wrapped is a comment of documents that hold comments so.
func wrapped(c document.Comments, text string) (string, error) {
	text = before + " " + text
	switch c {
	case document.LineComments:
		return text, nil
	case document.MarkupComments, document.MarkdownComments:
		// Two hyphens end a comment, or are a mistake in it.
		for strings.Contains(text, "--") {
			text = strings.ReplaceAll(text, "--", "–")
		}
		return "<!-- " + text + " -->", nil
	case document.DotComments:
		return ".. " + text + "\n", nil
	case document.SlashComments:
		return "// " + text, nil
	case document.PercentComments:
		return "% " + text, nil
	case document.HashComments:
		return "# " + text, nil
	case document.BraceComments:
		return "{/* " + strings.ReplaceAll(text, "*/", "*") + " */}", nil
	}
	return "", errors.New("documents of this format hold no comments; name the finding in the file of waivers")
}

// isLikely reports whether a line of plain text that begins with "refrain:" is a waiver, and not a
// line of a song.
func isLikely(line string, lex *lexicon.Lexicon) bool {
	word, rest := next(strings.TrimPrefix(line, before))
	switch verb(word) {
	case allow:
		return true
	case off, on:
		word, _ = next(rest)
		word = strings.TrimSuffix(word, ",")
		return word == "" || slices.Contains(parts, word) || strings.Contains(word, "-") || known(lex, word)
	}
	return false
}

func known(lex *lexicon.Lexicon, id string) bool {
	for _, l := range lex.Languages {
		if l.Entry(id) != nil {
			return true
		}
	}
	return false
}

// isKey reports whether s has the form of a finding's key.
func isKey(s string) bool {
	return len(s) == 20 && strings.Trim(s, "0123456789abcdef") == ""
}
