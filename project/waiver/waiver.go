// Package waiver lets findings stand, with a reason, an author and a last day: one finding, those
// of some entries between two comments, or all of a document. Waivers stand in the documents
// themselves, as comments, in .refrain-waivers.yaml beside them, for files that have no comments,
// or in the configuration; waivers.schema.json describes the file for editors.
//
// A waiver in a document counts only where [Set.Distrusts] trusts the document: whoever sends a
// text to be checked does not say what is to be found in it.
//
// A waived finding stays in every report with the reason. A waiver past its day lets nothing stand,
// and one that nothing needs is named.
package waiver

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"refrain/analyzer"
	"refrain/internal/gitignore"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
	"refrain/project/config"
)

// Limits on what is read. They are far above any real list.
const (
	maxFile    = 4 << 20 // bytes
	maxWaivers = 10_000  // in the file, or in one document
)

// Waiver lets findings stand.
type Waiver struct {
	Entry  string // id of the entry; "" for a waiver by key, or of all
	Key    string // of the findings; "" for a waiver by entry, or of all
	All    bool   // of all entries
	Paths  []string
	Text   string // words of the finding's sentence, where only some findings of the entry are meant
	Reason string
	By     string // "" when it does not say
	Until  string // the last day, "2027-03-01"; "" when it has none
	At     strictyaml.Position

	list gitignore.List
	used bool
}

// about names what a waiver is of.
func (w *Waiver) about() string {
	switch {
	case w.All:
		return "all entries"
	case w.Entry != "":
		return w.Entry
	}
	return "key " + w.Key
}

// expired reports whether the last day is over.
func (w *Waiver) expired(today string) bool { return w.Until != "" && today > w.Until }

func (w *Waiver) record() analyzer.Record {
	return analyzer.Record{State: analyzer.Waived, Reason: w.Reason, By: w.By, Until: w.Until, Where: w.At.String()}
}

func (w *Waiver) notice(kind string, message analyzer.Message, parts ...string) analyzer.Notice {
	return analyzer.NewNotice(kind, w.At, message, append(parts, "entry", w.about())...)
}

// Messages of notices. What is said of a comment that is not understood is English alone: it is for
// whoever has written it.
const (
	findingCounts analyzer.Message = "the waiver of {entry} ended on {date}; its finding can fail a check again"
	findingsCount analyzer.Message = "the waiver of {entry} ended on {date}; its findings can fail a check again"
	laterCount    analyzer.Message = "the waiver of {entry} ended on {date}; findings after it can fail a check again"
	lacksDay      analyzer.Message = "the waiver of {entry} has no last day, which {place} asks for; " +
		"say until when, such as 2027-03-01"
	notBeside      analyzer.Message = "the waiver of {entry} is not needed: no finding of it is beside it"
	notInSection   analyzer.Message = "the waiver of {entry} is not needed: no finding of it is in its section"
	matchesNothing analyzer.Message = "the waiver of {entry} is not needed: nothing matches it"
	noEnd          analyzer.Message = "refrain: off of {entry} has no refrain: on after it; " +
		"it reaches to the end of the file"
	tooMany         analyzer.Message = "holds more than {number} waivers; those after them are not read"
	ignoredOne      analyzer.Message = "a waiver in the document is not applied ({list}): {why}"
	ignoredMany     analyzer.Message = "{number} waivers in the document are not applied ({list}): {why}"
	ignoredUnnamed  analyzer.Message = "a waiver in the document is not applied: {why}"
	ignoredNameless analyzer.Message = "{number} waivers in the document are not applied: {why}"
)

// Configure adds the waivers of a configuration to those of the file, and what it asks of all.
// Those of a later pattern go before those of an earlier one. The errors are [strictyaml.Problem],
// joined.
func (s *Set) Configure(c *config.Config) error {
	if c.Dates.Value == "required" {
		s.Dated = c.Dates.Origin
	}
	var problems []error
	for i := range slices.Backward(c.Paths) {
		o := &c.Paths[i]
		for _, one := range o.Waive {
			w := &Waiver{
				Entry: one.Entry, All: one.Entry == "", Paths: []string{o.Pattern}, Reason: one.Reason, By: one.By,
				Until: one.Until, At: one.At,
			}
			if !w.All && !known(s.Lexicon, w.Entry) {
				problems = append(problems, strictyaml.Problem{At: w.At, Msg: fmt.Sprintf(
					"%q is not an entry; refrain lexicon list shows them, and %s is for all", w.Entry, config.AllEntries,
				)})
				continue
			}
			p, err := gitignore.ParsePattern(o.Pattern)
			if err != nil {
				return err // It has been read before.
			}
			w.list = gitignore.List{p}
			s.Waivers = append(s.Waivers, w)
		}
	}
	strictyaml.Sort(problems)
	return errors.Join(problems...)
}

// Parse reads the file that the user knows as name. One with comments alone holds no waivers. All
// mistakes come back at once, joined, each a [strictyaml.Problem].
func Parse(name string, data []byte, lex *lexicon.Lexicon) ([]*Waiver, error) {
	if len(data) > maxFile {
		return nil, strictyaml.Problem{
			At: strictyaml.Position{File: name, Line: 1, Column: 1}, Msg: fmt.Sprintf("larger than %d bytes", maxFile),
		}
	}
	if strictyaml.Empty(data) {
		return nil, nil
	}
	var problems []error
	d := &strictyaml.Decoder{File: name, Problems: &problems}
	var all []*Waiver
	if root := d.Parse(data); root != nil {
		d.Items(root, func(n *strictyaml.Node) {
			if all = append(all, parseOne(d, n, lex)); len(all) == maxWaivers+1 {
				d.Fail(n, "more than %d waivers", maxWaivers)
			}
		})
	}
	strictyaml.Sort(problems)
	return all, errors.Join(problems...)
}

func parseOne(d *strictyaml.Decoder, n *strictyaml.Node, lex *lexicon.Lexicon) *Waiver {
	w := &Waiver{At: d.At(n)}
	d.Mapping(n, strictyaml.Fields{
		"entry": func(n *strictyaml.Node) {
			if d.Text(&w.Entry)(n); w.Entry != "" && !known(lex, w.Entry) {
				d.Fail(n, "%q is not an entry; refrain lexicon list shows them", w.Entry)
			}
		},
		"key": func(n *strictyaml.Node) {
			if d.Text(&w.Key)(n); w.Key != "" && !isKey(w.Key) {
				d.Fail(n, "%q is not a finding's key, which the JSON report shows", w.Key)
			}
		},
		"paths": func(n *strictyaml.Node) {
			d.Items(n, func(item *strictyaml.Node) {
				p, err := gitignore.ParsePattern(item.Value)
				if err != nil {
					d.Fail(item, "%q: %s", item.Value, err)
					return
				}
				w.Paths, w.list = append(w.Paths, item.Value), append(w.list, p)
			})
		},
		"text": d.Text(&w.Text), "by": d.Text(&w.By),
		"reason": func(n *strictyaml.Node) {
			if d.Text(&w.Reason)(n); strictyaml.IsScalar(n) && n.ShortTag() == "!!null" && w.Reason != "" {
				d.Fail(n, "expected the reason, found nothing")
			}
		},
		"until": func(n *strictyaml.Node) {
			if d.Text(&w.Until)(n); w.Until != "" && !isDay(w.Until) {
				d.Fail(n, "%q is not a day such as 2027-03-01", w.Until)
			}
		},
	}, "reason")
	switch {
	case !strictyaml.IsMapping(n):
	case (w.Entry == "") == (w.Key == ""):
		d.Fail(n, "expected either entry or key")
	case w.Entry != "" && len(w.Paths) == 0:
		d.Fail(n, "the key \"paths\" is missing: a waiver of an entry names the documents that it is for")
	}
	return w
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// words are the words of s in lower case with single blanks, for comparing.
func words(s string) string {
	return strings.Join(
		strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }),
		" ",
	)
}
