package lexicon

import (
	_ "embed"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"

	"refrain/codec"
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
	(&packer{Codec: codec.Reader(snapshot[len(hash):])}).lexicon(lex)
	return true
}

// snapshotOf is the snapshot of a lexicon without own layers.
func snapshotOf(lex *Lexicon) ([]byte, error) {
	hash, err := hex.DecodeString(lex.SHA256)
	if err != nil || len(hash) == 0 {
		return nil, errors.New("the lexicon was not loaded from files")
	}
	c := &packer{Codec: codec.Writer()}
	c.lexicon(lex)
	return append(hash, c.Bytes()...), nil
}

// packer writes a lexicon or reads it again.
type packer struct {
	*codec.Codec
	patterns codec.Slab[Pattern]
	lists    codec.Slab[string]
}

func name[T ~uint8](c *packer, v *T) { codec.Number(c.Codec, v) }

func (c *packer) number(n *int) { codec.Number(c.Codec, n) }

func (c *packer) position(p *Position) {
	c.Text(&p.File)
	c.number(&p.Line)
	c.number(&p.Column)
}

func (c *packer) textList(items *[]string) { codec.List(c.Codec, items, c.lists.Take, c.Text) }

func (c *packer) patternList(items *[]Pattern) {
	codec.List(c.Codec, items, c.patterns.Take, c.pattern)
}

func (c *packer) pattern(p *Pattern) {
	c.Text(&p.Text)
	c.position(&p.At)
}

func (c *packer) lexicon(l *Lexicon) {
	c.Text(&l.Version)
	codec.Things(c.Codec, &l.Categories, func(x *Category) {
		c.Text(&x.ID)
		c.Text(&x.Name)
		c.Text(&x.Definition)
		c.Text(&x.Harm)
		c.Flag(&x.Practice)
		c.position(&x.At)
		l.categories[x.ID] = x
	})
	codec.Things(c.Codec, &l.Sources, func(s *Source) {
		c.Text(&s.ID)
		c.Text(&s.Title)
		c.Text(&s.Body)
		c.number(&s.Year)
		c.Text(&s.Kind)
		name(c, &s.Status)
		c.Text(&s.Says)
		c.Text(&s.URL)
		c.position(&s.At)
		l.sources[s.ID] = s
	})
	codec.Things(c.Codec, &l.Languages, func(x *Language) { c.language(l, x) })
}

func (c *packer) language(l *Lexicon, x *Language) {
	if !c.Writing() {
		x.slots, x.entries, x.Forms = map[string]*Slot{}, map[string]*Entry{}, map[string][]string{}
	}
	c.Text(&x.Code)
	c.Text(&x.Name)
	c.forms(x)
	codec.Things(c.Codec, &x.Slots, func(s *Slot) {
		c.Text(&s.Name)
		c.Text(&s.About)
		c.patternList(&s.Members)
		c.number(&s.Open)
		c.textList(&s.Except)
		c.position(&s.At)
		x.slots[s.Name] = s
	})
	codec.Things(c.Codec, &x.Rules, func(r *Rule) {
		c.Text(&r.Name)
		name(c, &r.Status)
		c.Text((*string)(&r.Where))
		c.number(&r.Reach)
		c.textList(&r.Stop)
		c.textList(&r.For)
		c.patternList(&r.Cues)
		c.patternList(&r.Unless)
		c.position(&r.At)
	})
	codec.Things(c.Codec, &x.Entries, func(e *Entry) {
		c.entry(l, e)
		x.entries[e.ID] = e
	})
}

func (c *packer) forms(x *Language) {
	var words []string
	if c.Writing() {
		words = slices.Sorted(maps.Keys(x.Forms))
	}
	c.textList(&words)
	for _, word := range words {
		forms := x.Forms[word]
		c.textList(&forms)
		x.Forms[word] = forms
	}
}

func (c *packer) entry(l *Lexicon, e *Entry) {
	c.Text(&e.ID)
	category := ""
	if c.Writing() {
		category = e.Category.ID
	}
	c.Text(&category)
	e.Category = l.categories[category]
	name(c, &e.Severity)
	name(c, &e.Tier)
	name(c, &e.Grade)
	c.Text(&e.Why)
	c.textList(&e.Instead)
	c.Text(&e.Caveat)
	codec.List(c.Codec, &e.Disagree, codec.Fresh, func(s *Side) {
		c.Text(&s.Says)
		c.sources(l, &s.Sources)
	})
	c.sources(l, &e.Sources)
	c.Text(&e.Scope)
	c.textList(&e.Evidence)
	c.patternList(&e.Match)
	c.patternList(&e.Unless)
	c.textList(&e.Cue)
	c.textList(&e.Also)
	c.position(&e.At)
}

func (c *packer) sources(l *Lexicon, items *[]*Source) {
	codec.List(c.Codec, items, codec.Fresh, func(s **Source) {
		id := ""
		if c.Writing() {
			id = (*s).ID
		}
		c.Text(&id)
		*s = l.sources[id]
	})
}
