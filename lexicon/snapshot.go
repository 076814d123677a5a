package lexicon

import (
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Parsing the built-in lexicon's YAML costs more than all else that the program does at its start. So what the files say is also kept parsed, in
// snapshot.bin, and LoadTerms takes that when it was made from the very files that it is asked to read: the hash over them decides. A snapshot that
// is out of date is never used, it only makes the start slow; a test says so.
//
//go:generate go test -run TestSnapshotIsCurrent -update .

//go:embed snapshot.bin
var snapshot string

// restore fills the lexicon from the snapshot if that was made from files with this hash.
func restore(lex *Lexicon, snapshot string, hash []byte) bool {
	if len(hash) == 0 || !strings.HasPrefix(snapshot, string(hash)) {
		return false
	}
	c := &codec{rest: snapshot[len(hash):]}
	c.strings()
	c.lexicon(lex)
	return true
}

// snapshotOf is the snapshot of a lexicon without own layers.
func snapshotOf(lex *Lexicon) ([]byte, error) {
	hash, err := hex.DecodeString(lex.SHA256)
	if err != nil || len(hash) == 0 {
		return nil, errors.New("the lexicon was not loaded from files")
	}
	c := &codec{writing: true, known: map[string]uint64{}}
	c.lexicon(lex)
	body := c.out
	c.out = hash
	c.strings()
	return append(c.out, body...), nil
}

// codec writes a lexicon or reads it again, by one description for both. Numbers are varints; a text is a number in a table of all texts, which
// stands first. It trusts what it reads, because the snapshot is part of the program.
type codec struct {
	writing bool
	out     []byte
	rest    string // what is still to be read
	texts   []string
	known   map[string]uint64 // numbers of texts, when writing

	patterns     slab[Pattern]
	elements     slab[Element]
	alternatives slab[Alternative]
	words        slab[Word]
	lists        slab[string]
}

// slab hands out short slices of one long one, so that thousands of them cost few allocations.
type slab[T any] []T

func (s *slab[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	if len(*s) < n {
		*s = make([]T, max(n, 1024))
	}
	taken := (*s)[:n:n]
	*s = (*s)[n:]
	return taken
}

func (c *codec) strings() {
	if c.writing {
		c.out = binary.AppendUvarint(c.out, uint64(len(c.texts)))
		for _, t := range c.texts {
			c.out = binary.AppendUvarint(c.out, uint64(len(t)))
		}
		c.out = append(c.out, strings.Join(c.texts, "")...)
		return
	}
	c.texts = make([]string, c.read())
	lengths := make([]int, len(c.texts))
	for i := range lengths {
		lengths[i] = int(c.read())
	}
	for i, n := range lengths {
		c.texts[i], c.rest = c.rest[:n], c.rest[n:]
	}
}

func (c *codec) read() uint64 {
	var n uint64
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		b := c.rest[i]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			c.rest = c.rest[i+1:]
			return n
		}
	}
}

func (c *codec) number(n *int) {
	if c.writing {
		c.out = binary.AppendUvarint(c.out, uint64(*n))
	} else {
		*n = int(c.read())
	}
}

func name[T ~uint8](c *codec, v *T) {
	n := int(*v)
	c.number(&n)
	*v = T(n)
}

func (c *codec) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	c.number(&n)
	*b = n == 1
}

func (c *codec) text(s *string) {
	if !c.writing {
		*s = c.texts[c.read()]
		return
	}
	n, ok := c.known[*s]
	if !ok {
		n = uint64(len(c.texts))
		c.known[*s] = n
		c.texts = append(c.texts, *s)
	}
	c.out = binary.AppendUvarint(c.out, n)
}

func (c *codec) position(p *Position) {
	c.text(&p.File)
	c.number(&p.Line)
	c.number(&p.Column)
}

// list is a list of values; take makes the slice that is read into. An empty list is nil.
func list[T any](c *codec, items *[]T, take func(int) []T, each func(*T)) {
	n := len(*items)
	if c.number(&n); !c.writing {
		*items = take(n)
	}
	for i := range *items {
		each(&(*items)[i])
	}
}

// things is a list of pointers to new values.
func things[T any](c *codec, items *[]*T, each func(*T)) {
	list(c, items, fresh, func(p **T) {
		if !c.writing {
			*p = new(T)
		}
		each(*p)
	})
}

func fresh[T any](n int) []T {
	if n == 0 {
		return nil
	}
	return make([]T, n)
}

func (c *codec) textList(items *[]string) { list(c, items, c.lists.take, c.text) }

func (c *codec) patternList(items *[]Pattern) { list(c, items, c.patterns.take, c.pattern) }

func (c *codec) pattern(p *Pattern) {
	c.text(&p.Text)
	c.position(&p.At)
	list(c, &p.Elements, c.elements.take, func(e *Element) {
		c.text(&e.Text)
		c.flag(&e.Optional)
		c.number(&e.Gap)
		list(c, &e.Alternatives, c.alternatives.take, func(a *Alternative) {
			c.text(&a.Slot)
			c.flag(&a.Possessive)
			list(c, &a.Words, c.words.take, func(w *Word) {
				c.text(&w.Text)
				c.flag(&w.Exact)
				c.flag(&w.Possessive)
			})
		})
	})
}

func (c *codec) lexicon(l *Lexicon) {
	c.text(&l.Version)
	things(c, &l.Categories, func(x *Category) {
		c.text(&x.ID)
		c.text(&x.Name)
		c.text(&x.Definition)
		c.text(&x.Harm)
		c.flag(&x.Practice)
		c.position(&x.At)
		l.categories[x.ID] = x
	})
	things(c, &l.Sources, func(s *Source) {
		c.text(&s.ID)
		c.text(&s.Title)
		c.text(&s.Body)
		c.number(&s.Year)
		c.text(&s.Kind)
		name(c, &s.Status)
		c.text(&s.Says)
		c.text(&s.URL)
		c.position(&s.At)
		l.sources[s.ID] = s
	})
	things(c, &l.Languages, func(x *Language) { c.language(l, x) })
}

func (c *codec) language(l *Lexicon, x *Language) {
	if !c.writing {
		x.slots, x.entries, x.Forms = map[string]*Slot{}, map[string]*Entry{}, map[string][]string{}
	}
	c.text(&x.Code)
	c.text(&x.Name)
	c.forms(x)
	things(c, &x.Slots, func(s *Slot) {
		c.text(&s.Name)
		c.text(&s.About)
		c.patternList(&s.Members)
		c.number(&s.Open)
		c.textList(&s.Except)
		c.position(&s.At)
		x.slots[s.Name] = s
	})
	things(c, &x.Rules, func(r *Rule) {
		c.text(&r.Name)
		name(c, &r.Status)
		c.text((*string)(&r.Where))
		c.number(&r.Reach)
		c.textList(&r.Stop)
		c.textList(&r.For)
		c.patternList(&r.Cues)
		c.patternList(&r.Unless)
		c.position(&r.At)
	})
	things(c, &x.Entries, func(e *Entry) {
		c.entry(l, e)
		x.entries[e.ID] = e
	})
}

func (c *codec) forms(x *Language) {
	var words []string
	if c.writing {
		words = slices.Sorted(maps.Keys(x.Forms))
	}
	c.textList(&words)
	for _, word := range words {
		forms := x.Forms[word]
		c.textList(&forms)
		x.Forms[word] = forms
	}
}

func (c *codec) entry(l *Lexicon, e *Entry) {
	c.text(&e.ID)
	category := ""
	if c.writing {
		category = e.Category.ID
	}
	c.text(&category)
	e.Category = l.categories[category]
	name(c, &e.Severity)
	name(c, &e.Tier)
	name(c, &e.Grade)
	c.text(&e.Why)
	c.textList(&e.Instead)
	c.text(&e.Caveat)
	list(c, &e.Disagree, fresh, func(s *Side) {
		c.text(&s.Says)
		c.sources(l, &s.Sources)
	})
	c.sources(l, &e.Sources)
	c.text(&e.Scope)
	c.textList(&e.Evidence)
	c.patternList(&e.Match)
	c.patternList(&e.Unless)
	c.textList(&e.Cue)
	c.textList(&e.Also)
	c.position(&e.At)
}

func (c *codec) sources(l *Lexicon, items *[]*Source) {
	list(c, items, fresh, func(s **Source) {
		id := ""
		if c.writing {
			id = (*s).ID
		}
		c.text(&id)
		*s = l.sources[id]
	})
}
