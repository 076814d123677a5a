package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Inflect returns the forms that a bare word of a pattern matches, the word itself first, in lower
// case. Forms that forms.yaml lists replace those that language.yaml generates.
func (l *Language) Inflect(word string) []string {
	l.readForms()
	return l.inflect(strings.ToLower(word))
}

func (l *Language) inflect(word string) []string {
	if listed, ok := l.forms[word]; ok {
		return append([]string{word}, listed...)
	}
	return l.Traits().inflection.generate(word)
}

// inflection is how the words of a language are inflected by their endings.
type inflection struct {
	none    Words
	endings []ending
	named   map[string]namedForm

	once        sync.Once
	uninflected map[string]bool // none as a set, once it is needed
}

// ending is what words that end so become.
type ending struct {
	ends  []letterSet // the last letters of the word; all of it when whole is set
	whole bool
	forms []form
	also  bool // after another ending, too
}

// form is how a word becomes an inflected one.
type form struct {
	drop   int // letters at its end that go
	double bool
	add    string
}

// letterSet is letters that may be in one place.
type letterSet struct {
	letters string
	not     bool // it is the others
}

func (s letterSet) has(r rune) bool { return strings.ContainsRune(s.letters, r) != s.not }

// shortest is how many letters a word has at least that is inflected by its ending.
const shortest = 3

// generate returns the word and the forms that its ending gives it.
func (in *inflection) generate(word string) []string {
	forms := append(make([]string, 0, 8), word)
	in.once.Do(func() { in.uninflected = in.none.Set() })
	if len(word) < shortest || in.uninflected[word] {
		return forms
	}
	fitted := false
	for i := range in.endings {
		e := &in.endings[i]
		if fitted && !e.also || !e.fits(word) {
			continue
		}
		fitted = true
		for _, f := range e.forms {
			forms = append(forms, f.of(word))
		}
	}
	return forms
}

// fits reports whether the word ends so.
func (e *ending) fits(word string) bool {
	for i := len(e.ends) - 1; i >= 0; i-- {
		r, size := utf8.DecodeLastRuneInString(word)
		if size == 0 || !e.ends[i].has(r) {
			return false
		}
		word = word[:len(word)-size]
	}
	return !e.whole || word == ""
}

func (f form) of(word string) string {
	for range f.drop {
		_, size := utf8.DecodeLastRuneInString(word)
		word = word[:len(word)-size]
	}
	if f.double {
		_, size := utf8.DecodeLastRuneInString(word)
		word += word[len(word)-size:]
	}
	return word + f.add
}

// inflection reads the endings and the named forms of a language.
func (d *decoder) inflection(n *node, in *inflection) {
	in.named = map[string]namedForm{}
	d.Mapping(n, fields{
		"none": d.Text((*string)(&in.none)),
		"endings": func(n *node) {
			d.Items(n, func(item *node) {
				var e ending
				d.Mapping(item, fields{
					"ends": func(n *node) { d.ends(n, &e) },
					"forms": func(n *node) {
						d.Items(n, func(item *node) {
							e.forms = append(e.forms,
								formOf(item.Value))
						})
					},
					"also": d.Flag(&e.also),
				}, "ends", "forms")
				in.endings = append(in.endings, e)
			})
		},
		"named": func(n *node) {
			d.Named(n, func(name, value *node) { in.named[name.Value] = d.namedForm(value) })
		},
	})
}

// ends reads an ending: letters, [letters] of which one is there, [^letters] that are not there,
// and a ^ at the start for a word that begins there.
func (d *decoder) ends(n *node, e *ending) {
	rest, whole := strings.CutPrefix(n.Value, "^")
	e.whole = whole
	for rest != "" {
		var s letterSet
		if inner, ok := strings.CutPrefix(rest, "["); ok {
			s.letters, rest, ok = strings.Cut(inner, "]")
			if !ok {
				d.Fail(n, "%q: the bracket is not closed", n.Value)
				return
			}
			s.letters, s.not = strings.CutPrefix(s.letters, "^")
		} else {
			_, size := utf8.DecodeRuneInString(rest)
			s.letters, rest = rest[:size], rest[size:]
		}
		e.ends = append(e.ends, s)
	}
}

// formOf reads a form: what is added, after -1 for a letter that goes or + for one that is doubled.
func formOf(s string) form {
	var f form
	switch {
	case len(s) > 1 && s[0] == '-' && s[1] >= '1' && s[1] <= '9':
		f.drop, s = int(s[1]-'0'), s[2:]
	case strings.HasPrefix(s, "+"):
		f.double, s = true, s[1:]
	}
	f.add = s
	return f
}

// namedForm tells of a word and its forms which ones a frame asks for by a name.
type namedForm struct {
	last      bool     // the last word of an alternative is inflected ("tidal wave"), not the first ("take over")
	ends, not []string // what the forms end in, and do not end in
	self      bool     // the word itself may be one
	others    bool     // its other forms may
	ifListed  bool     // the word itself is one where forms.yaml lists its forms, and only there
}

func (d *decoder) namedForm(n *node) namedForm {
	f := namedForm{self: true, others: true}
	d.Mapping(n, fields{
		"word": func(n *node) {
			if f.last = n.Value == "last"; !f.last && n.Value != "first" {
				d.Fail(n, "%q is not one of first, last", n.Value)
			}
		},
		"ends": d.Texts(&f.ends), "not": d.Texts(&f.not), "listed": d.Flag(&f.ifListed),
		"changed": func(n *node) {
			var changed bool
			d.Flag(&changed)(n)
			f.self, f.others = !changed, changed
		},
	}, "word")
	return f
}

// is reports whether form, of word, is one of those that are asked for. Listed says that forms.yaml
// lists the forms of word.
func (f namedForm) is(word, form string, listed bool) bool {
	if form == word && f.ifListed {
		return listed
	}
	if form == word && !f.self || form != word && !f.others {
		return false
	}
	ends := func(ending string) bool { return strings.HasSuffix(form, ending) }
	return (len(f.ends) == 0 || slices.ContainsFunc(f.ends, ends)) && !slices.ContainsFunc(f.not, ends)
}

// formsOf returns the alternatives in the named form, each stated exactly. Slots and words that are
// stated exactly already stay as they are.
func (l *Language) formsOf(alternatives []string, name string) ([]string, error) {
	named := l.Traits().inflection.named
	kind, ok := named[name]
	if !ok {
		known := strings.Join(slices.Sorted(maps.Keys(named)), ", ")
		return nil, fmt.Errorf("%q is not a form; the forms are %s", name, known)
	}
	var all []string
	for _, alternative := range alternatives {
		words := strings.Fields(alternative)
		i := 0
		if kind.last {
			i = len(words) - 1
		}
		if strings.HasPrefix(words[i], "=") || strings.HasPrefix(words[i], "{") {
			all = append(all, alternative)
			continue
		}
		word := strings.ToLower(words[i])
		_, listed := l.forms[word]
		for _, form := range l.inflect(word) {
			if kind.is(word, form, listed) {
				words := slices.Clone(words)
				words[i] = "=" + form
				all = append(all, strings.Join(words, " "))
			}
		}
	}
	return all, nil
}
