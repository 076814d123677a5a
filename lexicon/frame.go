package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"refrain/internal/strictyaml"
)

// Frame is a construction of a language in which many words do harm in the same way, such as
// "a HEAD of people". It is written once, in frames.yaml. Entries name the words that fill its
// parts, and get its patterns.
type Frame struct {
	Name  string
	About string
	Parts []Part // in the order of the file

	Match  []Template
	Unless []Template

	With   map[string][]string // what fills the parts in Hits and Misses
	Hits   []Example           // only the places of their marks count
	Misses []Example
	At     Position
}

// Part is a place of a frame that entries fill.
type Part struct {
	Name    string
	Default []string // what fills it when an entry does not; nil when every entry must
}

// Template is a pattern with parts of its frame in braces, such as "{head} of {people}". A part
// may ask for one form of its words: "{verb:gerund}".
type Template struct {
	Text string
	At   Position
}

// Filling is what an entry puts into the parts of one frame.
type Filling struct {
	Frame *Frame
	Parts map[string][]string // alternatives in the pattern language, by part
	At    Position
}

// hole is a part or a slot in the text of a template: "{head}", "{verb:gerund}", "{who}'s".
type hole struct {
	start, end int // of all of it
	name, form string
	possessive bool
}

// holes are the holes of a template.
func holes(text string) []hole {
	var all []hole
	for start := strings.IndexByte(text, '{'); start >= 0; {
		h := hole{start: start}
		length := strings.IndexByte(text[start:], '}')
		if length < 0 {
			break
		}
		h.end = start + length + 1
		h.name, h.form, _ = strings.Cut(text[start+1:h.end-1], ":")
		for _, ending := range []string{"'s", "’s"} {
			if strings.HasPrefix(text[h.end:], ending) {
				h.end, h.possessive = h.end+len(ending), true
			}
		}
		all = append(all, h)
		next := strings.IndexByte(text[h.end:], '{')
		if next < 0 {
			break
		}
		start = h.end + next
	}
	return all
}

// Patterns returns what the frame matches, and what it does not, with its parts filled. An error
// says which part is missing, unknown or cannot be filled so.
func (f *Frame) Patterns(lang *Language, fill map[string][]string) (match, unless []Pattern, err error) {
	for name, words := range fill {
		if !slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Name == name }) {
			return nil, nil, fmt.Errorf("frame %s has no part %q; its parts are %s", f.Name, name, f.partNames())
		}
		if len(words) == 0 {
			return nil, nil, fmt.Errorf("frame %s: nothing fills the part %q", f.Name, name)
		}
	}
	words := map[string][]string{}
	for _, p := range f.Parts {
		if words[p.Name] = fill[p.Name]; words[p.Name] == nil {
			words[p.Name] = p.Default
		}
		if words[p.Name] == nil {
			return nil, nil, fmt.Errorf("frame %s: nothing fills the part %q", f.Name, p.Name)
		}
	}
	if match, err = f.filled(lang, f.Match, words); err != nil {
		return nil, nil, err
	}
	unless, err = f.filled(lang, f.Unless, words)
	return match, unless, err
}

func (f *Frame) partNames() string {
	var names []string
	for _, p := range f.Parts {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// filled returns the templates as patterns. One whose part has no word of the form that it asks
// for is left out: a noun has no gerund.
func (f *Frame) filled(lang *Language, templates []Template, words map[string][]string) ([]Pattern, error) {
	var all []Pattern
	for _, t := range templates {
		text, ok, err := t.fill(lang, words)
		if err != nil {
			return nil, fmt.Errorf("frame %s: %q: %w", f.Name, t.Text, err)
		}
		if !ok {
			continue
		}
		p := Pattern{Text: text}
		if lang.later == nil {
			if p, err = ParsePattern(text); err != nil {
				return nil, fmt.Errorf("frame %s: %q becomes %q: %w", f.Name, t.Text, text, err)
			}
		}
		p.At, p.Frame = t.At, f.Name
		all = append(all, p)
	}
	return all, nil
}

// fill writes the words of the parts into the template. It reports false when a part has no word
// of the form that is asked for.
func (t *Template) fill(lang *Language, words map[string][]string) (string, bool, error) {
	var out strings.Builder
	last := 0
	for _, h := range holes(t.Text) {
		alternatives, isPart := words[h.name]
		if !isPart {
			continue // A slot of the language.
		}
		if h.form != "" {
			var err error
			if alternatives, err = lang.formsOf(alternatives, h.form); err != nil {
				return "", false, err
			}
			if len(alternatives) == 0 {
				return "", false, nil
			}
		}
		if h.possessive {
			alternatives = owners(alternatives)
		}
		out.WriteString(t.Text[last:h.start])
		grouped := strings.Count(t.Text[:h.start], "(") > strings.Count(t.Text[:h.start], ")")
		alone := len(alternatives) == 1 && !strings.Contains(alternatives[0], " ")
		if grouped || alone { // An open slot cannot be in a group.
			out.WriteString(strings.Join(alternatives, "|"))
		} else {
			out.WriteString("(" + strings.Join(alternatives, "|") + ")")
		}
		last = h.end
	}
	out.WriteString(t.Text[last:])
	return out.String(), true, nil
}

// owners returns the alternatives with a possessive ending.
func owners(alternatives []string) []string {
	var all []string
	for _, a := range alternatives {
		all = append(all, a+"'s")
	}
	return all
}

// frames reads frames.yaml.
func (l *loader) frames(lang *Language, d *decoder, root *node) {
	d.Named(root, func(name, value *node) {
		f := &Frame{Name: name.Value, At: d.At(name), With: map[string][]string{}}
		bare := l.bare && !l.own
		required := []string{"about", "parts", "match", "with"}
		if !bare {
			required = append(required, "hits", "misses")
		}
		d.Mapping(value, fields{
			"about":  d.Text(&f.About),
			"parts":  d.parts(&f.Parts),
			"match":  d.templates(&f.Match),
			"unless": d.templates(&f.Unless),
			"with":   d.fills(f.With),
			"hits":   d.examples(&f.Hits),
			"misses": d.examples(&f.Misses),
		}, required...)
		switch {
		case !isName(f.Name):
			d.Fail(name, "%q is not a name; use small letters and hyphens", f.Name)
		case lang.frame(f.Name) != nil:
			d.Fail(name, "the frame %q exists already; give yours another name", f.Name)
		default:
			for _, p := range f.Parts {
				if lang.slot[p.Name] != nil {
					d.Fail(name, "the part %q has the name of a slot; give it another", p.Name)
				}
			}
			lang.frames = append(lang.frames, f)
			if l.proven {
				return
			}
			match, unless, err := f.Patterns(lang, f.With)
			if err != nil {
				d.Fail(name, "%s", err)
			}
			l.slotsKnown(lang, match)
			l.slotsKnown(lang, unless)
		}
	})
}

// parts reads the parts of a frame: a list of names, or of names with what fills them by default.
func (d *decoder) parts(into *[]Part) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			var p Part
			if strictyaml.IsMapping(item) {
				fills := map[string][]string{}
				d.fills(fills)(item)
				for name, words := range fills {
					p = Part{Name: name, Default: words}
				}
				if len(fills) != 1 {
					d.Fail(item, "expected a name, or one name with what fills it by default")
				}
			} else {
				d.Text(&p.Name)(item)
			}
			if !isName(p.Name) {
				d.Fail(item, "%q is not a name; use small letters and hyphens", p.Name)
				return
			}
			*into = append(*into, p)
		})
	}
}

func (d *decoder) templates(into *[]Template) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			t := Template{At: d.At(item)}
			if d.Text(&t.Text)(item); t.Text != "" {
				*into = append(*into, t)
			}
		})
	}
}

// fills reads which alternatives fill which part: one, or a list of them.
func (d *decoder) fills(into map[string][]string) func(*node) {
	return func(n *node) {
		d.Named(n, func(name, value *node) {
			var words []string
			if strictyaml.IsScalar(value) {
				words = make([]string, 1)
				d.Text(&words[0])(value)
			} else {
				d.Texts(&words)(value)
			}
			into[name.Value] = words
		})
	}
}

// fillings reads which frames an entry goes through. A frame may be named twice, with a list.
func (l *loader) fillings(lang *Language, e *Entry, d *decoder, n *node) {
	d.Named(n, func(name, value *node) {
		one := func(n *node) {
			f := Filling{Frame: lang.frame(name.Value), Parts: map[string][]string{}, At: d.At(n)}
			if f.Frame == nil {
				d.Fail(name, "the frame %q is not in frames.yaml", name.Value)
				return
			}
			d.fills(f.Parts)(n)
			e.Frames = append(e.Frames, f)
		}
		if strictyaml.IsList(value) {
			d.Items(value, one)
		} else {
			one(value)
		}
	})
}

// fill gives an entry the patterns of its frames.
func (l *loader) fill(lang *Language, e *Entry) {
	for _, f := range e.Frames {
		match, unless, err := f.Frame.Patterns(lang, f.Parts)
		if err != nil {
			l.problems = append(l.problems, Problem{At: f.At, Msg: err.Error()})
			continue
		}
		e.Match = append(e.Match, match...)
		e.Unless = append(e.Unless, unless...)
	}
}
