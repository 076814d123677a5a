// Package config is what an organisation writes down once about its documents: which are read, what
// counts, and what fails. The file is .refrain.yaml; refrain.schema.json describes it for editors.
package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"refrain/internal/gitignore"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
	"refrain/project/formula"
	"refrain/project/letterhead"
)

// Name is the name of the file.
const Name = ".refrain.yaml"

// Limits on what a file may hold. They are far above any real one.
const (
	maxFile  = 1 << 20 // bytes
	maxItems = 10_000  // of a list
)

// Thresholds are the least severities that fail. Context alone never does.
var Thresholds = []string{lexicon.Replace.String(), lexicon.Review.String(), lexicon.Note.String(), "never"}

// WaiverDates say whether waivers need a last day; the first is the default.
var WaiverDates = []string{"optional", "required"}

// OCRModes say when text is recognised in pictures; the first is the default.
var OCRModes = []string{"auto", "on", "off"}

// Value is a setting and where it comes from: "default", a place in a file, or a flag.
type Value[T any] struct {
	Value  T
	Origin string
}

// Default is the origin of what nobody has set.
const Default = "default"

// byFlag reports whether a value was given on the command line, so that nothing in the file changes
// it.
func (v Value[T]) byFlag() bool { return strings.HasPrefix(v.Origin, "--") }

// Config is all settings. Names of files and patterns are relative to the folder of the file.
type Config struct {
	FailOn     Value[string] // one of Thresholds
	BetaFails  Value[bool]   // findings of languages that are not reviewed may fail
	Count      Value[[]string]
	Advisory   Value[bool]
	Lexicon    Value[[]string] // folders of own lexicons
	Lang       Value[string]
	ReportLang Value[string] // of the words of reports; "" goes by the documents
	PDFEngine  Value[string]
	OCR        Value[string]   // one of OCRModes
	OCRFails   Value[bool]     // what was recognised in pictures can fail
	Include    Value[[]string] // patterns of the files in folders that are read; empty means all
	Exclude    Value[[]string]
	Gitignore  Value[bool] // leave out of folders what .gitignore ignores
	Baseline   Value[string]
	Waivers    Value[string]
	Dates      Value[string] // one of WaiverDates: whether waivers need a last day
	Waived     []Waive       // of one document, the first wins; only from For
	Gaps       Value[string] // why the gaps of a document are accepted; "" when they are not; only for paths
	// what one document may cost, in the order of the file; whoever reads documents knows their
	// names
	Limits []Limit
	Paths  []Override // a later one wins
	Prefer []Preference
	Brief  Brief

	Amendments Amendments

	include, exclude gitignore.List
}

// Override holds settings for the documents that a pattern names. A value without an origin is not
// set.
type Override struct {
	Pattern string
	At      string
	FailOn  Value[string]
	Count   Value[[]string]
	Gaps    Value[string]
	Waive   []Waive

	list gitignore.List
}

// Waive lets the findings of an entry stand.
type Waive struct {
	Entry  string // as it is written: whether there is such an entry, the lexicon knows; "" for all
	Reason string
	By     string // "" when it does not say
	Until  string // the last day, "2027-03-01"; "" when it has none
	At     strictyaml.Position
}

// AllEntries is what stands under waive in place of an entry for the findings of all.
const AllEntries = "all"

// Preference is the wording that an organisation writes for findings of an entry, where it fits.
// Whoever has the lexicon knows its entries and wordings.
type Preference struct {
	Entry, Wording string
	At             strictyaml.Position // of the wording
}

// longestWording is how many bytes a preferred wording has at most: it takes the place of a few words.
const longestWording = 200

// Limit is a bound on what one document may cost, as it is written.
type Limit struct{ Name, Value, At string }

// Brief is what an organisation puts on its briefs.
type Brief struct {
	Organisation Value[string]
	Logo         Value[string] // a file in the folder of the configuration, or below it
	Introduction Value[string]
	Date         Value[string]
	Contact      Value[string]
	Paper        Value[string]
}

// Bounds of what a brief takes from the configuration, in bytes: a page of two has to hold it.
const (
	longestName         = 200
	longestIntroduction = 1200
)

// New is the configuration of those who have none.
func New() *Config {
	return &Config{
		FailOn:    Value[string]{lexicon.Replace.String(), Default},
		Count:     Value[[]string]{[]string{lexicon.Used.String()}, Default},
		BetaFails: Value[bool]{false, Default},
		Advisory:  Value[bool]{false, Default}, Lexicon: Value[[]string]{nil, Default}, Lang: Value[string]{"", Default},
		ReportLang: Value[string]{"", Default},
		PDFEngine:  Value[string]{"pdfium", Default}, OCR: Value[string]{OCRModes[0], Default},
		OCRFails: Value[bool]{false, Default}, Include: Value[[]string]{nil, Default},
		Exclude:   Value[[]string]{nil, Default},
		Gitignore: Value[bool]{true, Default}, Baseline: Value[string]{".refrain-baseline.json", Default},
		Waivers: Value[string]{".refrain-waivers.yaml", Default}, Dates: Value[string]{WaiverDates[0], Default},
		Gaps:       Value[string]{"", Default},
		Amendments: Amendments{Style: Value[string]{formula.Styles[0], Default}, Sponsor: Value[string]{"", Default}},
		Brief: Brief{
			Value[string]{"", Default}, Value[string]{"", Default}, Value[string]{"", Default}, Value[string]{"", Default},
			Value[string]{"", Default}, Value[string]{letterhead.A4.String(), Default},
		},
	}
}

// Parse reads a file that the user knows as name. One with comments alone says nothing. All
// mistakes come back at once, joined, each a [strictyaml.Problem].
func Parse(name string, data []byte) (*Config, error) {
	if len(data) > maxFile {
		return nil, strictyaml.Problem{
			At: strictyaml.Position{File: name, Line: 1, Column: 1}, Msg: fmt.Sprintf("larger than %d bytes", maxFile),
		}
	}
	if strictyaml.Empty(data) {
		return New(), nil
	}
	var problems []error
	d := &decoder{strictyaml.Decoder{File: name, Problems: &problems}}
	c := New()
	if root := d.Parse(data); root != nil {
		d.config(c, root)
	}
	strictyaml.Sort(problems)
	return c, errors.Join(problems...)
}

// decoder reads what only a configuration holds.
type decoder struct{ strictyaml.Decoder }

type node = strictyaml.Node

func (d *decoder) config(c *Config, root *node) {
	d.Mapping(root, strictyaml.Fields{
		"fail-on": d.choice(&c.FailOn, Thresholds), "count": d.statuses(&c.Count), "advisory": d.flag(&c.Advisory),
		"beta-fails": d.flag(&c.BetaFails),
		"lexicon":    d.folders(&c.Lexicon),
		"lang":       d.text(&c.Lang), "report-lang": d.text(&c.ReportLang),
		"pdf-engine": d.choice(&c.PDFEngine, []string{"pdfium", "go"}),
		"ocr":        d.choice(&c.OCR, OCRModes), "ocr-fails": d.flag(&c.OCRFails),
		"include": d.patterns(&c.Include, &c.include), "exclude": d.patterns(&c.Exclude, &c.exclude),
		"gitignore": d.flag(&c.Gitignore),
		"baseline":  d.file(&c.Baseline),
		"waivers": func(n *node) {
			if !strictyaml.IsMapping(n) {
				d.file(&c.Waivers)(n)
				return
			}
			d.Mapping(n, strictyaml.Fields{"file": d.file(&c.Waivers), "dates": d.choice(&c.Dates, WaiverDates)})
		},
		"limits": func(n *node) {
			d.Named(n, func(name, value *node) {
				l := Limit{Name: name.Value, At: d.At(value).String()}
				d.Text(&l.Value)(value)
				c.Limits = append(c.Limits, l)
			})
		},
		"prefer":     d.preferences(&c.Prefer),
		"amendments": d.amendments(c),
		"brief": func(n *node) {
			d.Mapping(n, strictyaml.Fields{
				"organisation": d.short(&c.Brief.Organisation, longestName), "logo": d.file(&c.Brief.Logo),
				"introduction": d.short(&c.Brief.Introduction, longestIntroduction),
				"date":         d.short(&c.Brief.Date, longestName), "contact": d.short(&c.Brief.Contact, longestName),
				"paper": d.choice(&c.Brief.Paper, letterhead.Papers),
			})
		},
		"paths": func(n *node) {
			d.Named(n, func(name, value *node) {
				o := Override{Pattern: name.Value, At: d.At(name).String()}
				d.pattern(name, &o.list)
				d.Mapping(value, strictyaml.Fields{
					"fail-on": d.choice(&o.FailOn, Thresholds), "count": d.statuses(&o.Count), "allow-gaps": d.reason(&o.Gaps),
					"waive": d.waive(&o.Waive),
				})
				if c.Paths = append(c.Paths, o); len(c.Paths) == maxItems+1 {
					d.Fail(name, "more than %d patterns", maxItems)
				}
			})
		},
	})
}

func (d *decoder) text(into *Value[string]) func(*node) {
	return func(n *node) {
		into.Origin = d.At(n).String()
		d.Text(&into.Value)(n)
	}
}

// short reads a text of at most so many bytes.
func (d *decoder) short(into *Value[string], most int) func(*node) {
	return func(n *node) {
		d.text(into)(n)
		if len(into.Value) > most {
			d.Fail(n, "longer than %d bytes, which a brief of two pages does not hold", most)
		}
	}
}

// reason reads why gaps are accepted.
func (d *decoder) reason(into *Value[string]) func(*node) {
	return d.inWords(into, "expected the reason why gaps in these documents are accepted, in words")
}

// inWords reads a reason. A yes or no is none, and gets the message.
func (d *decoder) inWords(into *Value[string], message string) func(*node) {
	return func(n *node) {
		d.text(into)(n)
		if strictyaml.IsScalar(n) &&
			(n.ShortTag() != "!!str" || slices.Contains([]string{"yes", "no", "on", "off"}, strings.ToLower(n.Value))) {
			d.Fail(n, "%s", message)
		}
	}
}

// waive reads which findings may stand, a reason for each entry: as text, or with a name and a day.
func (d *decoder) waive(into *[]Waive) func(*node) {
	return func(n *node) {
		d.Named(n, func(name, value *node) {
			w := Waive{Entry: name.Value, At: d.At(name)}
			if w.Entry == AllEntries {
				w.Entry = ""
			}
			var reason Value[string]
			if strictyaml.IsMapping(value) {
				d.Mapping(value, strictyaml.Fields{
					"reason": d.waiveReason(&reason), "by": d.Text(&w.By), "until": d.day(&w.Until),
				}, "reason")
			} else {
				d.waiveReason(&reason)(value)
			}
			w.Reason = reason.Value
			if *into = append(*into, w); len(*into) == maxItems+1 {
				d.Fail(name, "more than %d entries", maxItems)
			}
		})
	}
}

// preferences reads a wording for each entry. It is words alone, so that it can be put into a sentence
// of any format.
func (d *decoder) preferences(into *[]Preference) func(*node) {
	return func(n *node) {
		d.Named(n, func(name, value *node) {
			p := Preference{Entry: name.Value, At: d.At(value)}
			d.Text(&p.Wording)(value)
			switch {
			case !strictyaml.IsScalar(value):
			case p.Wording == "": // It has been said.
			case len(p.Wording) > longestWording:
				d.Fail(value, "longer than %d bytes; expected a few words", longestWording)
			case !isWords(p.Wording):
				d.Fail(value, "%q: expected words alone, with one blank between them", p.Wording)
			}
			if *into = append(*into, p); len(*into) == maxItems+1 {
				d.Fail(name, "more than %d entries", maxItems)
			}
		})
	}
}

// isWords reports whether s is words of letters, with blanks, hyphens and apostrophes between them.
func isWords(s string) bool {
	for i, word := range strings.Split(s, " ") {
		trimmed := strings.Trim(word, "-'’")
		if trimmed == "" || i == 0 && trimmed != strings.TrimRight(word, "'’") {
			return false
		}
		for _, r := range word {
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-'’", r) {
				return false
			}
		}
	}
	return true
}

func (d *decoder) waiveReason(into *Value[string]) func(*node) {
	return d.inWords(into, "expected the reason why these findings may stand, in words")
}

// day reads a day such as 2027-03-01.
func (d *decoder) day(into *string) func(*node) {
	return func(n *node) {
		d.Text(into)(n)
		if _, err := time.Parse(time.DateOnly, *into); err != nil && *into != "" {
			d.Fail(n, "%q is not a day such as 2027-03-01", *into)
		}
	}
}

func (d *decoder) flag(into *Value[bool]) func(*node) {
	return func(n *node) {
		into.Origin = d.At(n).String()
		d.Flag(&into.Value)(n)
	}
}

func (d *decoder) choice(into *Value[string], names []string) func(*node) {
	return func(n *node) {
		into.Value, into.Origin = n.Value, d.At(n).String()
		if !slices.Contains(names, n.Value) {
			d.Fail(n, "%q is not one of %s", n.Value, strings.Join(names, ", "))
		}
	}
}

func (d *decoder) statuses(into *Value[[]string]) func(*node) {
	return func(n *node) {
		into.Value, into.Origin = nil, d.At(n).String()
		d.Items(n, func(item *node) {
			if _, ok := lexicon.ParseStatus(item.Value); !ok {
				d.Fail(item, "%q is not one of %s", item.Value, strings.Join(statuses(), ", "))
			} else if !slices.Contains(into.Value, item.Value) {
				into.Value = append(into.Value, item.Value)
			}
		})
		if strictyaml.IsList(n) && len(n.Content) == 0 {
			d.Fail(n, "expected at least one of %s", strings.Join(statuses(), ", "))
		}
	}
}

func statuses() []string {
	var names []string
	for _, s := range lexicon.Statuses() {
		names = append(names, s.String())
	}
	return names
}

func (d *decoder) patterns(into *Value[[]string], list *gitignore.List) func(*node) {
	return func(n *node) {
		into.Origin = d.At(n).String()
		d.Items(n, func(item *node) {
			into.Value = append(into.Value, item.Value)
			d.pattern(item, list)
			if len(into.Value) == maxItems+1 {
				d.Fail(item, "more than %d patterns", maxItems)
			}
		})
	}
}

func (d *decoder) pattern(n *node, list *gitignore.List) {
	if !strictyaml.IsScalar(n) {
		d.Fail(n, "expected a pattern; put it between quotation marks if it begins with { or [")
		return
	}
	p, err := gitignore.ParsePattern(n.Value)
	if err != nil {
		d.Fail(n, "%q: %s", n.Value, err)
		return
	}
	*list = append(*list, p)
}

// folders reads the names of folders. They must lie in the configuration's folder, or a
// configuration from elsewhere could read any folder of its user.
func (d *decoder) folders(into *Value[[]string]) func(*node) {
	return func(n *node) {
		into.Origin = d.At(n).String()
		d.Items(n, func(item *node) {
			var name string
			if d.Text(&name)(item); name == "" {
				return
			}
			if !isBelow(name) {
				d.Fail(
					item, "%q: expected a folder in the folder of this configuration, or below it; name others with --lexicon", name,
				)
			}
			into.Value = append(into.Value, name)
		})
	}
}

// isBelow reports whether a name leads to the configuration's folder or below it. A backslash parts
// names on some systems only.
func isBelow(name string) bool {
	return filepath.IsLocal(filepath.FromSlash(name)) && !strings.Contains(name, `\`)
}

// file reads the name of a file that refrain may write. It must lie in the configuration's folder,
// or a configuration from elsewhere could write over any file of its user.
func (d *decoder) file(into *Value[string]) func(*node) {
	return func(n *node) {
		d.text(into)(n)
		if into.Value != "" && !isBelow(into.Value) {
			d.Fail(n, "%q: expected a file in the folder of this configuration, or below it", into.Value)
		}
	}
}

// For is the configuration of one document. The path is relative to the folder of the file.
func (c *Config) For(name string) *Config {
	one := *c
	for i := range c.Paths {
		o := &c.Paths[i]
		if !o.list.Has(name) {
			continue
		}
		if o.FailOn.Origin != "" && !c.FailOn.byFlag() {
			one.FailOn = o.FailOn
		}
		if o.Count.Origin != "" && !c.Count.byFlag() {
			one.Count = o.Count
		}
		if o.Gaps.Origin != "" {
			one.Gaps = o.Gaps
		}
		one.Waived = append(slices.Clone(o.Waive), one.Waived...)
	}
	return &one
}

// Reads reports whether a file that was found in a folder is one to read.
func (c *Config) Reads(name string) bool {
	return (len(c.include) == 0 || c.include.Has(name)) && !c.exclude.Has(name)
}

// Skips reports whether nothing in a folder is read.
func (c *Config) Skips(folder string) bool { return c.exclude.HasFolder(folder) }
