package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"refrain/internal/strictyaml"
)

// Inflect returns the forms that a bare word of a pattern matches, the word itself first, in lower
// case. Forms that forms.yaml lists replace those that language.yaml generates. A word may name its
// classes, "word/class", and then has their forms alone; "ab~schieben" is a verb whose first part
// may be apart from it.
func (l *Language) Inflect(word string) []string {
	l.readForms()
	return l.inflect(strings.ToLower(word))
}

func (l *Language) inflect(word string) []string {
	if prefix, verb, ok := strings.Cut(word, "~"); ok {
		return l.separable(prefix, verb)
	}
	in := &l.Traits().inflection
	if strings.Contains(word, "/") {
		names := strings.Split(word, "/")
		forms := []string{names[0]}
		for _, name := range names[1:] {
			forms = in.classes[name].generate(forms, names[0])
		}
		return forms
	}
	if listed, ok := l.forms[word]; ok {
		return append([]string{word}, listed...)
	}
	return in.generate(word)
}

// separable returns the forms of a verb with its prefix joined: those of the verb after it, and the
// infinitive with the language's infix between.
func (l *Language) separable(prefix, verb string) []string {
	base, _, _ := strings.Cut(verb, "/")
	var forms []string
	for _, form := range l.inflect(verb) {
		forms = append(forms, prefix+form)
	}
	if infix := l.Traits().inflection.infix; infix != "" {
		forms = append(forms, prefix+infix+base)
	}
	return forms
}

// ClassesKnown reports whether the language has the classes that a word names, and the first that is missing.
func (l *Language) ClassesKnown(word string) (missing string, ok bool) {
	for _, name := range strings.Split(word, "/")[1:] {
		if _, known := l.Traits().inflection.classes[name]; !known {
			return name, false
		}
	}
	return "", true
}

// inflection is how the words of a language are inflected by their endings.
type inflection struct {
	none    Words
	endings paradigm
	named   map[string]namedForm
	classes map[string]paradigm
	infix   string   // between the prefix and the infinitive of a separable verb: "zu"
	joints  paradigm // what the first part of a compound becomes

	once        sync.Once
	uninflected map[string]bool // none as a set, once it is needed
}

// ending is what words that end so become.
type ending struct {
	ends   []letterSet // the last letters of the word; all of it when whole is set
	whole  bool
	forms  []form
	also   bool       // after another ending, too
	within []paradigm // the classes that it names
}

// paradigm is endings of which the first that fits gives the forms, and after it those that say also.
type paradigm []ending

// generate appends the forms of word.
func (p paradigm) generate(forms []string, word string) []string {
	fitted := false
	for i := range p {
		e := &p[i]
		if fitted && !e.also || !e.fits(word) {
			continue
		}
		fitted = true
		for _, f := range e.forms {
			forms = append(forms, f.of(word))
		}
		for _, class := range e.within {
			forms = class.generate(forms, word)
		}
	}
	return forms
}

// form is how a word becomes an inflected one.
type form struct {
	before string // what comes before it
	drop   int    // letters at its end that go
	double bool
	umlaut bool
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
	return in.endings.generate(forms, word)
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
	if f.umlaut {
		word = withUmlaut(word)
	}
	return f.before + word + f.add
}

// umlauts are vowels and what an umlaut makes of them.
var umlauts = map[string]string{"a": "ä", "o": "ö", "u": "ü"}

// withUmlaut changes the last vowel of a word that may have an umlaut: of "au" the a.
func withUmlaut(word string) string {
	at := strings.LastIndexAny(word, "aou")
	if at < 0 {
		return word
	}
	if at > 0 && word[at] == 'u' && word[at-1] == 'a' {
		at--
	}
	return word[:at] + umlauts[word[at:at+1]] + word[at+1:]
}

// inflection reads the endings and the named forms of a language.
func (d *decoder) inflection(n *node, in *inflection) {
	in.named = map[string]namedForm{}
	d.Mapping(n, fields{
		"none": d.Text((*string)(&in.none)),
		"classes": func(n *node) {
			in.classes = map[string]paradigm{}
			d.Named(n, func(name, value *node) {
				if !isClass(name.Value) {
					d.Fail(name, "%q is not a name for a class of inflection; use small letters and digits", name.Value)
				}
				var p paradigm
				d.paradigm(in, &p)(value)
				in.classes[name.Value] = p
			})
		},
		"endings": d.paradigm(in, &in.endings),
		"joints":  d.paradigm(in, &in.joints),
		"infix":   d.Text(&in.infix),
		"named": func(n *node) {
			d.Named(n, func(name, value *node) { in.named[name.Value] = d.namedForm(value) })
		},
	})
}

// isClass reports whether s can name a class of inflection.
func isClass(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// paradigm reads endings with their forms. A list of forms alone is for words of any ending. In the
// place of forms the names of classes may stand that are written above.
func (d *decoder) paradigm(in *inflection, into *paradigm) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			if strictyaml.IsScalar(item) {
				if len(*into) == 0 {
					*into = paradigm{{}}
				}
				last := &(*into)[len(*into)-1]
				last.forms = append(last.forms, formOf(item.Value))
				return
			}
			var e ending
			var named []string
			d.Mapping(item, fields{
				"ends": func(n *node) { d.ends(n, &e) },
				"forms": func(n *node) {
					d.Items(n, func(item *node) { e.forms = append(e.forms, formOf(item.Value)) })
				},
				"class": func(n *node) {
					named = strings.Fields(n.Value)
					for _, name := range named {
						if in.classes[name] == nil {
							d.Fail(n, "the class %q is not written above", name)
						}
					}
				},
				"also": d.Flag(&e.also),
			}, "ends")
			if len(e.forms) == 0 && len(named) == 0 {
				d.Fail(item, "forms or class is missing")
			}
			for _, name := range named {
				e.within = append(e.within, in.classes[name])
			}
			*into = append(*into, e)
		})
	}
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

// formOf reads a form: what is added, after -1 for a letter that goes, + for one that is doubled or ~
// for an umlaut; before all of it "ge|" for what comes before the word. "." adds nothing.
func formOf(s string) form {
	var f form
	if before, rest, ok := strings.Cut(s, "|"); ok {
		f.before, s = before, rest
	}
	if s == "." {
		return f
	}
	switch {
	case len(s) > 1 && s[0] == '-' && s[1] >= '1' && s[1] <= '9':
		f.drop, s = int(s[1]-'0'), s[2:]
	case strings.HasPrefix(s, "+"):
		f.double, s = true, s[1:]
	}
	if rest, ok := strings.CutPrefix(s, "~"); ok {
		f.umlaut, s = true, rest
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
	if name == apart || name == prefix {
		return separated(alternatives, name)
	}
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

// The forms of separable verbs that frames ask for: the verb without its prefix, and the prefix.
const (
	apart  = "apart"
	prefix = "prefix"
)

// separated returns the verbs of alternatives without their prefixes, or the prefixes. Alternatives
// that are no separable verb are left out.
func separated(alternatives []string, name string) ([]string, error) {
	var all []string
	for _, alternative := range alternatives {
		before, verb, ok := strings.Cut(alternative, "~")
		switch {
		case !ok:
		case strings.Contains(alternative, " "):
			return nil, fmt.Errorf("%q: a separable verb must be one word", alternative)
		case name == apart:
			all = append(all, verb)
		case !slices.Contains(all, "="+before):
			all = append(all, "="+before)
		}
	}
	return all, nil
}
