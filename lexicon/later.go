package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
)

// later reads a language of a lexicon that loads, part by part: a run needs few entries of few
// languages.
type later struct {
	loader *loader
	shared func() // reads what all languages share, once

	traits, slots, forms, frames, rules sync.Once

	mu  sync.Mutex // for entries
	all bool       // every entry is read
}

// loadLater reads nothing but the lexicon's header, and sums the files up unless the sum is known.
func loadLater(files fs.FS, known string) (*Lexicon, error) {
	l := &loader{files: files, bare: true, proven: true, sum: sha256.New()}
	l.lex = &Lexicon{categories: map[string]*Category{}, sources: map[string]*Source{}}
	if known != "" || l.hash() {
		l.header()
	}
	if len(l.problems) > 0 {
		return nil, errors.Join(l.problems...)
	}
	if l.lex.SHA256 = known; known == "" {
		l.lex.SHA256 = hex.EncodeToString(l.sum.Sum(nil))
	}
	l.lex.catalogue = &catalogue{loader: l}
	shared := sync.OnceFunc(func() {
		taxonomy := *l
		taxonomy.taxonomy()
		taxonomy.sound()
	})
	for _, lang := range l.lex.Languages {
		lang.later = &later{loader: &loader{files: files, bare: true, proven: true, lex: l.lex}, shared: shared}
	}
	return l.lex, nil
}

// sound panics when there was a mistake.
func (l *loader) sound() {
	if len(l.problems) > 0 {
		panic("lexicon: the files are not those of a lexicon that loads: " + errors.Join(l.problems...).Error())
	}
}

// catalogue reads sources one by one: an entry rests on few of some hundred.
type catalogue struct {
	loader *loader
	mu     sync.Mutex
	text   string // of sources.yaml
	all    bool   // every source is read
}

// source returns the source of that id, or nil.
func (l *Lexicon) source(id string) *Source {
	if l.catalogue == nil {
		return l.sources[id]
	}
	l.catalogue.mu.Lock()
	defer l.catalogue.mu.Unlock()
	if s := l.sources[id]; s != nil || l.catalogue.all {
		return s
	}
	return l.catalogue.read(id)
}

// read reads the lines of one source, or all sources where no line begins with its id.
func (c *catalogue) read(id string) *Source {
	if c.text == "" {
		data, err := readFile(c.loader.files, "sources.yaml")
		if err != nil {
			panic("lexicon: " + err.Error())
		}
		c.text = "\n" + string(data)
	}
	loader := *c.loader
	if at := strings.Index(c.text, "\n"+id+":\n"); at >= 0 {
		end := at + len(id) + 3 // where the next line begins
		for end < len(c.text) && strings.IndexByte(" #\n", c.text[end]) >= 0 {
			if line := strings.IndexByte(c.text[end:], '\n'); line >= 0 {
				end += line + 1
			} else {
				end = len(c.text)
			}
		}
		above := strings.Count(c.text[:at], "\n")
		loader.parseText("sources.yaml", above, []byte(c.text[at+1:end]), loader.sourceList)
	} else {
		loader.sources()
		c.all = true
	}
	loader.sound()
	return loader.lex.sources[id]
}

func (l *Language) readTraits() {
	if l.later != nil {
		l.later.traits.Do(func() { l.later.part(l, (*loader).traitFile) })
	}
}

func (l *Language) readSlots() {
	if l.later != nil {
		l.later.slots.Do(func() { l.later.part(l, (*loader).slotFile) })
	}
}

func (l *Language) readForms() {
	if l.later != nil {
		l.later.forms.Do(func() { l.later.part(l, (*loader).formFile) })
	}
}

func (l *Language) readFrames() {
	if l.later != nil {
		l.later.frames.Do(func() { l.later.part(l, (*loader).frameFile) })
	}
}

func (l *Language) readRules() {
	if l.later != nil {
		l.later.rules.Do(func() { l.later.part(l, (*loader).cueFile) })
	}
}

// part reads one file of the language. The parts do not need each other to be read.
func (later *later) part(l *Language, read func(*loader, *Language)) {
	loader := *later.loader
	read(&loader, l)
	loader.sound()
}

func (l *Language) readEntries() {
	if l.later == nil {
		return
	}
	l.later.mu.Lock()
	defer l.later.mu.Unlock()
	if l.later.all {
		return
	}
	names, err := fs.Glob(l.later.loader.files, path.Join(l.Code, "terms", "*.yaml"))
	if err != nil {
		panic("lexicon: " + err.Error())
	}
	for _, name := range names {
		l.later.read(l, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	l.entries = slices.Collect(maps.Values(l.entry))
	l.sortEntries()
	l.later.all = true
}

func (l *Language) sortEntries() {
	sort.Slice(l.entries, func(i, j int) bool { return l.entries[i].ID < l.entries[j].ID })
}

// entry reads one entry.
func (later *later) entry(l *Language, id string) *Entry {
	later.mu.Lock()
	defer later.mu.Unlock()
	if !isName(id) {
		return nil
	}
	return later.read(l, id)
}

// read returns the entry of that id, from its file if it was not read before.
func (later *later) read(l *Language, id string) *Entry {
	if e := l.entry[id]; e != nil {
		return e
	}
	later.shared()
	l.readForms()
	l.readFrames()
	name := path.Join(l.Code, "terms", id+".yaml")
	if _, err := fs.Stat(later.loader.files, name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	later.loader.parse(name, false, func(d *decoder, root *node) { later.loader.entry(l, d, root) })
	later.loader.sound()
	return l.entry[id]
}
