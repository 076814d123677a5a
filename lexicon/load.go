package lexicon

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/strictyaml"
)

// Files is the built-in lexicon as it was written.
//
//go:embed *.yaml */*.yaml */terms/*.yaml
var Files embed.FS

// Limits on what a lexicon's author may write. They are far above any real lexicon.
const (
	maxFile    = 4 << 20 // bytes
	maxFiles   = 100_000
	maxEntries = 100_000
	maxSaid    = 16 << 10 // bytes of an entry that reports print for each of its findings
)

// Own is an organisation's own lexicon: entries, slots, sources and categories to add, and changes
// to entries of the layers below.
type Own struct {
	Name  string // as the user named it; messages about its files begin with it
	Files fs.FS
}

// Load reads a whole lexicon: lexicon.yaml, taxonomy.yaml, sources.yaml, and for each language its
// folder with slots.yaml, cues.yaml, forms.yaml and terms/*.yaml. On top of it come own lexicons in
// the same layout, in which every file may be missing, and which may hold a changes.yaml in a
// language's folder. All mistakes of all files come back at once, joined, each a [Problem] with
// file, line and column.
func Load(files fs.FS, own ...Own) (*Lexicon, error) { return (&loader{}).load(files, own) }

// LoadTerms is [Load] without the examples of the bottom layer's entries. It is for programs that
// look for terms and prove nothing. The bottom layer must be a lexicon that loads: without own
// layers its languages and entries are read when they are first needed, and a mistake in them is
// then a broken invariant, which panics.
func LoadTerms(files fs.FS, own ...Own) (*Lexicon, error) {
	if len(own) > 0 {
		return (&loader{bare: true}).load(files, own)
	}
	return loadLater(files, "")
}

// BuiltinTerms is [LoadTerms] of the built-in lexicon for a program that has kept its SHA256 from an
// earlier run of the same build: summing up all files takes longer than anything else here. An empty
// sum is computed.
func BuiltinTerms(sum string) (*Lexicon, error) { return loadLater(Files, sum) }

func (l *loader) load(files fs.FS, own []Own) (*Lexicon, error) {
	l.lex = &Lexicon{categories: map[string]*Category{}, sources: map[string]*Source{}}
	l.layer(files, "", false)
	for _, o := range own {
		l.layer(o.Files, o.Name, true)
	}
	l.prefix = ""
	for _, lang := range l.lex.Languages {
		if len(lang.entries) == 0 && len(l.problems) == 0 {
			l.problem(lang.Code+"/terms", "holds no entry; expected files named <id>.yaml")
		}
		for _, e := range lang.entries {
			l.named(lang, e)
		}
		lang.entries = slices.DeleteFunc(lang.entries, func(e *Entry) bool { return l.off[e] })
	}
	if len(l.problems) > 0 {
		strictyaml.Sort(l.problems)
		return nil, errors.Join(l.problems...)
	}
	l.lex.SHA256 = hex.EncodeToString(l.sum.Sum(nil))
	return l.lex, nil
}

// loader collects what the files say and what is wrong with them.
type loader struct {
	files    fs.FS  // of the layer at hand
	prefix   string // of its file names in messages
	own      bool   // the layer is an organisation's own
	bare     bool   // the bottom layer is read without examples
	proven   bool   // the files are those of a lexicon that loads: patterns are not parsed yet
	lex      *Lexicon
	off      map[*Entry]bool
	concept  map[string]*Entry // the first entry of each, by its name
	sum      hash.Hash
	problems []error
}

// layer reads the built-in lexicon or an own one on top.
func (l *loader) layer(files fs.FS, name string, own bool) {
	l.files, l.own, l.prefix = files, own, ""
	if own {
		l.prefix = strings.TrimSuffix(name, "/") + "/"
	}
	if l.sum == nil {
		l.sum, l.off = sha256.New(), map[*Entry]bool{}
	}
	if !l.hash() {
		return
	}
	l.header()
	l.taxonomy()
	l.sources()
	for _, lang := range l.lex.Languages {
		l.language(lang)
	}
}

// hash adds the layer's files to the sum.
func (l *loader) hash() bool {
	err := addHash(l.sum, l.files)
	if err != nil {
		l.problem("", fmt.Sprintf("cannot be read: %s", err))
	}
	return err == nil
}

// parse opens one YAML file. A missing optional file is no mistake.
func (l *loader) parse(name string, optional bool, read func(d *decoder, root *node)) {
	data, err := readFile(l.files, name)
	if (optional || l.own) && errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.problem(name, fmt.Sprintf("cannot be read: %s", err))
		return
	}
	l.parseText(name, 0, data, read)
}

// parseText parses a part of a file, or all of it, with so many lines above.
func (l *loader) parseText(name string, above int, data []byte, read func(d *decoder, root *node)) {
	d := &decoder{strictyaml.Decoder{File: l.prefix + name, Above: above, Problems: &l.problems}, l.proven}
	if l.bare && !l.own {
		data = withoutExamples(data)
	}
	if root := d.Parse(data); root != nil {
		read(d, root)
	}
}

// withoutExamples leaves out what stands under the keys hits and misses at the start of a line.
// Lines keep their numbers.
func withoutExamples(data []byte) []byte {
	kept := make([]byte, 0, len(data))
	leaving := false
	for line := range bytes.Lines(data) {
		if c := line[0]; c != ' ' && c != '-' && c != '#' && c != '\n' {
			leaving = bytes.HasPrefix(line, []byte("hits:")) || bytes.HasPrefix(line, []byte("misses:"))
		}
		if leaving {
			line = line[len(line)-1:]
		}
		kept = append(kept, line...)
	}
	return kept
}

func (l *loader) problem(file, msg string) {
	l.problems = append(l.problems, Problem{At: Position{File: l.prefix + file, Line: 1, Column: 1}, Msg: msg})
}

func (l *loader) header() {
	l.parse("lexicon.yaml", false, func(d *decoder, root *node) {
		var version string
		d.Mapping(root, fields{
			"version": d.Text(&version),
			"languages": func(n *node) {
				d.Named(n, func(code, name *node) {
					lang := &Language{Code: code.Value, forms: map[string][]string{}}
					lang.slot, lang.entry = map[string]*Slot{}, map[string]*Entry{}
					if d.header(name, lang); !isName(lang.Code) {
						d.Fail(code, "%q is not a language code", lang.Code)
						return
					}
					if l.lex.Language(lang.Code) == nil {
						l.lex.Languages = append(l.lex.Languages, lang)
					}
				})
			},
		}, "version", "languages")
		if !l.own {
			l.lex.Version = version
		}
	})
}

// header reads what lexicon.yaml says of a language: its name, or a mapping that also says who
// reviewed it, or that nobody has.
func (d *decoder) header(n *node, lang *Language) {
	if strictyaml.IsScalar(n) {
		d.Text(&lang.Name)(n)
		return
	}
	d.Mapping(n, fields{
		"name": d.Text(&lang.Name), "beta": d.Flag(&lang.Beta), "reviewed": d.Text(&lang.Reviewed),
	}, "name")
	if lang.Beta && lang.Reviewed != "" {
		d.Fail(n, "%s is beta until somebody has reviewed it; give beta or reviewed", lang.Code)
	}
}

func (l *loader) taxonomy() {
	l.parse("taxonomy.yaml", false, func(d *decoder, root *node) {
		d.Named(root, func(id, value *node) {
			if l.lex.categories[id.Value] != nil {
				d.Fail(id, "the category %q exists already", id.Value)
				return
			}
			c := &Category{ID: id.Value, At: d.At(id)}
			d.Mapping(value, fields{
				"name": d.Text(&c.Name), "definition": d.Text(&c.Definition), "harm": d.Text(&c.Harm),
				"practice": d.Flag(&c.Practice),
			}, "name", "definition", "harm")
			l.lex.categories[c.ID] = c
		})
	})
}

func (l *loader) sources() {
	l.parse("sources.yaml", false, l.sourceList)
}

func (l *loader) sourceList(d *decoder, root *node) {
	d.Named(root, func(id, value *node) {
		if s := l.lex.sources[id.Value]; s != nil && l.proven {
			return // It was read alone.
		} else if s != nil {
			d.Fail(id, "the source %q exists already", id.Value)
			return
		}
		s := &Source{ID: id.Value, At: d.At(id)}
		d.Mapping(value, fields{
			"title": d.Text(&s.Title), "body": d.Text(&s.Body), "year": d.Number(&s.Year, 0, 2100),
			"kind":   d.Text(&s.Kind),
			"status": choice(d, &s.Status, sourceStatusNames), "says": d.Text(&s.Says), "url": d.Text(&s.URL),
			"number": d.Text(&s.Number),
		}, "title", "body", "kind", "status", "says")
		l.lex.sources[s.ID] = s
	})
}

func (l *loader) language(lang *Language) {
	l.grammar(lang)
	l.terms(lang)
}

// grammar reads what the entries of a language share.
func (l *loader) grammar(lang *Language) {
	l.traitFile(lang)
	l.slotFile(lang)
	l.formFile(lang)
	l.frameFile(lang)
	l.cueFile(lang)
}

func (l *loader) slotFile(lang *Language) {
	l.parse(lang.Code+"/slots.yaml", true, func(d *decoder, root *node) { l.slots(lang, d, root) })
}

func (l *loader) formFile(lang *Language) {
	l.parse(lang.Code+"/forms.yaml", true, func(d *decoder, root *node) {
		d.Named(root, func(word, list *node) {
			var forms []string
			d.Texts(&forms)(list)
			lang.forms[strings.ToLower(word.Value)] = forms
		})
	})
}

func (l *loader) frameFile(lang *Language) {
	l.parse(lang.Code+"/frames.yaml", true, func(d *decoder, root *node) { l.frames(lang, d, root) })
}

func (l *loader) cueFile(lang *Language) {
	l.parse(lang.Code+"/cues.yaml", true, func(d *decoder, root *node) { l.rules(lang, d, root) })
}

func (l *loader) terms(lang *Language) {
	names, err := fs.Glob(l.files, path.Join(lang.Code, "terms", "*.yaml"))
	if err != nil || len(names) > maxEntries {
		l.problem(
			path.Join(lang.Code, "terms"),
			fmt.Sprintf("holds %d entries; at most %d are read", len(names), maxEntries),
		)
		return
	}
	for _, name := range names {
		l.parse(name, false, func(d *decoder, root *node) { l.entry(lang, d, root) })
	}
	if l.own {
		l.parse(path.Join(lang.Code, "changes.yaml"), true, func(d *decoder, root *node) { l.changes(lang, d, root) })
	}
	lang.sortEntries()
}

// changes applies an own lexicon's changes to entries of the layers below.
func (l *loader) changes(lang *Language, d *decoder, root *node) {
	d.Items(root, func(n *node) {
		var id, reason string
		var off bool
		changed := Entry{}
		set := map[string]bool{}
		note := func(key string, read func(*node)) func(*node) {
			return func(v *node) {
				set[key] = true
				read(v)
			}
		}
		d.Mapping(n, fields{
			"id": d.Text(&id), "reason": d.Text(&reason), "off": note("switched off", d.Flag(&off)),
			"severity": note(
				"severity",
				choice(d, &changed.Severity, severityNames),
			), "tier": note("tier", choice(d, &changed.Tier, tierNames)),
			"why": note(
				"why",
				d.Text(&changed.Why),
			), "instead": note("instead", d.Texts(&changed.Instead)),
			"verbs":   note("verbs", d.Texts(&changed.Verbs)),
			"rewrite": note("rewrite", modelSentence(d, &changed.Rewrite)),
			"caveat":  note("caveat", d.Text(&changed.Caveat)),
		}, "id", "reason")
		e := lang.entry[id]
		switch {
		case e == nil:
			d.Fail(n, "%q is not an entry; refrain lexicon list shows them", id)
			return
		case len(set) == 0:
			d.Fail(n, "the change of %q changes nothing; set off, severity, tier, why, instead, verbs, rewrite "+
				"or caveat", id)
			return
		}
		c := Change{Entry: id, Reason: reason, By: strings.TrimSuffix(l.prefix, "/"), At: d.At(n)}
		describe := func(key, from, to string) {
			if set[key] {
				c.What = append(c.What, fmt.Sprintf("%s: %s → %s", key, from, to))
			}
		}
		describe("severity", e.Severity.String(), changed.Severity.String())
		describe("tier", e.Tier.String(), changed.Tier.String())
		if set["severity"] {
			e.Severity = changed.Severity
		}
		if set["tier"] {
			e.Tier = changed.Tier
		}
		if set["instead"] { // It is the house's advice: what the layers below say goes with it.
			e.Verbs, e.Rewrite = nil, ""
		}
		for key, apply := range map[string]func(){"why": func() { e.Why = changed.Why },
			"instead": func() { e.Instead, e.One = changed.Instead, nil },
			"verbs":   func() { e.Verbs = changed.Verbs }, "rewrite": func() { e.Rewrite = changed.Rewrite },
			"caveat": func() { e.Caveat = changed.Caveat }} {
			if set[key] {
				apply()
			}
		}
		for _, key := range []string{"why", "instead", "verbs", "rewrite", "caveat"} {
			if set[key] {
				c.What = append(c.What, key+" rewritten")
			}
		}
		if e.said() > maxSaid {
			d.Fail(n, "why, instead, verbs, rewrite and caveat have more than %d bytes", maxSaid)
		}
		if off {
			l.off[e] = true
			c.What = append(c.What, "switched off")
		}
		l.lex.Changes = append(l.lex.Changes, c)
	})
}

func (l *loader) slots(lang *Language, d *decoder, root *node) {
	d.Named(root, func(name, value *node) {
		if lang.slot[name.Value] != nil {
			d.Fail(name, "the slot %q exists already; give yours another name", name.Value)
			return
		}
		s := &Slot{Name: name.Value, At: d.At(name)}
		d.Mapping(value, fields{
			"about": d.Text(&s.About), "members": d.patterns(&s.Members), "open": d.Number(&s.Open, 1, 5),
			"except": d.Texts(&s.Except),
		}, "about")
		switch {
		case !isName(s.Name):
			d.Fail(name, "%q is not a name; use small letters and hyphens", s.Name)
		case (s.Open > 0) == (len(s.Members) > 0):
			d.Fail(name, "slot %q needs either members or open", s.Name)
		case s.Open == 0 && len(s.Except) > 0:
			d.Fail(name, "except belongs to open slots")
		}
		for _, m := range s.Members {
			if !d.proven && slices.ContainsFunc(m.Elements(), func(e Element) bool { return !e.Anchors() }) {
				l.problems = append(
					l.problems,
					Problem{
						At: m.At,
						Msg: fmt.Sprintf(
							"member %q: members are words and groups of words, without slots, gaps and question marks",
							m.Text,
						),
					},
				)
			}
		}
		lang.slots = append(lang.slots, s)
		lang.slot[s.Name] = s
	})
	sort.Slice(lang.slots, func(i, j int) bool { return lang.slots[i].Name < lang.slots[j].Name })
}

func (l *loader) rules(lang *Language, d *decoder, root *node) {
	d.Items(root, func(n *node) {
		r := &Rule{At: d.At(n)}
		var where, link string
		d.Mapping(n, fields{
			"rule": d.Text(&r.Name), "status": choice(d, &r.Status, statusNames), "where": d.Text(&where),
			"reach": d.Number(&r.Reach, 0, 60), "link": d.Text(&link), "others": d.Flag(&r.Others),
			"asserts": d.Flag(&r.Asserts),
			"stop":    d.Texts(&r.Stop), "for": d.Texts(&r.For), "cues": d.patterns(&r.Cues),
			"unless": d.patterns(&r.Unless),
		}, "rule", "status", "where", "cues")
		r.Where, r.Link = Where(where), Link(link)
		switch {
		case !isName(r.Name) || slices.ContainsFunc(lang.rules, func(other *Rule) bool { return other.Name == r.Name }):
			d.Fail(n, "the rule's name %q must be small letters and hyphens, and stand once", r.Name)
		case !slices.Contains([]Where{Before, After, Around, Within, Section, Column}, r.Where):
			d.Fail(n, "where: %q is not one of before, after, around, within, section, column", where)
		}
		if link != "" && !slices.Contains(links, r.Link) {
			d.Fail(n, "link: %q is not one of %s", link, joined(links))
		}
		for _, f := range r.For {
			if !l.proven && !l.knownScope(f) {
				d.Fail(n, "for: %q is neither practice, advisory, a category nor a group of categories", f)
			}
		}
		l.slotsKnown(lang, r.Cues)
		l.slotsKnown(lang, r.Unless)
		lang.rules = append(lang.rules, r)
	})
}

// knownScope reports whether a rule may be limited to scope.
func (l *loader) knownScope(scope string) bool {
	if scope == "practice" || scope == "advisory" {
		return true
	}
	for id := range l.lex.categories {
		if id == scope || strings.HasPrefix(id, scope+".") {
			return true
		}
	}
	return false
}

func (l *loader) entry(lang *Language, d *decoder, root *node) {
	e := &Entry{At: d.At(root)}
	var category, sources *node
	bare := l.bare && !l.own
	required := []string{"id", "category", "severity", "tier", "grade", "why", "sources"}
	if !bare {
		required = append(required, "hits", "misses")
	}
	d.Mapping(root, fields{
		"id":       d.Text(&e.ID),
		"category": func(n *node) { category = n },
		"severity": choice(d, &e.Severity, severityNames),
		"tier":     choice(d, &e.Tier, tierNames),
		"grade":    choice(d, &e.Grade, gradeNames),
		"why":      d.Text(&e.Why),
		"instead":  d.Texts(&e.Instead),
		"one":      d.Texts(&e.One),
		"verbs":    d.Texts(&e.Verbs),
		"rewrite":  modelSentence(d, &e.Rewrite),
		"caveat":   d.Text(&e.Caveat),
		"scope":    d.Text(&e.Scope),
		"concept":  d.Text(&e.Concept),
		"reviewed": d.Text(&e.Reviewed),
		"sources":  func(n *node) { sources = n },
		"evidence": d.Texts(&e.Evidence),
		"match":    d.patterns(&e.Match),
		"frames":   func(n *node) { l.fillings(lang, e, d, n) },
		"unless":   d.patterns(&e.Unless),
		"cue":      d.slotNames(&e.Cue),
		"reach":    choice(d, &e.Reach, reachNames),
		"hits":     d.examples(&e.Hits),
		"misses":   d.examples(&e.Misses),
		"also":     d.Texts(&e.Also),
		"disagree": func(n *node) {
			d.Items(n, func(item *node) {
				var side Side
				d.Mapping(item, fields{
					"says":    d.Text(&side.Says),
					"sources": func(n *node) { side.Sources = l.find(d, n) },
				}, "says", "sources")
				e.Disagree = append(e.Disagree, side)
			})
			if len(e.Disagree) == 1 {
				d.Fail(n, "disagree shows at least two sides")
			}
		},
	}, required...)
	if category != nil {
		if e.Category = l.lex.categories[category.Value]; e.Category == nil {
			d.Fail(
				category,
				"category %q is not in taxonomy.yaml, which has %s",
				category.Value,
				strings.Join(slices.Sorted(maps.Keys(l.lex.categories)), ", "),
			)
		}
	}
	if sources != nil {
		e.Sources = l.references(d, sources)
	}
	if want := strings.TrimSuffix(path.Base(d.File), ".yaml"); e.ID != want || !isName(e.ID) {
		d.Fail(root, "id %q must be the file's name, %q, in small letters and hyphens", e.ID, want)
		return
	}
	if lang.entry[e.ID] != nil {
		d.Fail(root, "the entry %q exists already; change it in changes.yaml, or choose another id", e.ID)
		return
	}
	if l.own {
		e.By = strings.TrimSuffix(l.prefix, "/")
	}
	if e.Concept == "" {
		e.Concept = e.ID
	}
	e.Beta = lang.Beta && e.Reviewed == "" && !l.own
	l.concepts(e)
	l.fill(lang, e)
	if len(e.Match) == 0 || !bare && (len(e.Hits) == 0 || len(e.Misses) == 0) {
		d.Fail(root, "match or frames, hits and misses each need at least one line")
	}
	if len(e.Consider()) == 0 {
		d.Fail(root, "what to write is missing: give instead, verbs or rewrite")
	}
	if len(e.One) > 0 && len(e.Instead) == 0 {
		d.Fail(root, "one says how instead is written of one person, and there is no instead")
	}
	if e.said() > maxSaid {
		d.Fail(root, "why, instead, verbs, rewrite, caveat, sources and disagree have more than %d bytes", maxSaid)
	}
	lang.entries = append(lang.entries, e)
	lang.entry[e.ID] = e
}

// concepts checks that entries of one concept have one category, in whatever language: reports add
// them up.
func (l *loader) concepts(e *Entry) {
	if l.proven || e.Category == nil {
		return
	}
	if l.concept == nil {
		l.concept = map[string]*Entry{}
	}
	first := l.concept[e.Concept]
	if first == nil {
		l.concept[e.Concept] = e
		return
	}
	if first.Category != e.Category {
		l.problems = append(l.problems, Problem{At: e.At, Msg: fmt.Sprintf(
			"the concept %s has the category %s at %s, and %s here; give another concept or the same category",
			e.Concept, first.Category.ID, first.At, e.Category.ID,
		)})
	}
}

// maxModel is how many bytes a model sentence may have: it stands on a line of a report.
const maxModel = 200

// modelSentence reads one whole sentence.
func modelSentence(d *decoder, to *string) func(*node) {
	return func(n *node) {
		d.Text(to)(n)
		first, _ := utf8.DecodeRuneInString(*to)
		whole := strings.HasSuffix(*to, ".") || strings.HasSuffix(*to, "。")
		if unicode.IsLower(first) || !whole || len(*to) > maxModel {
			d.Fail(n, "rewrite is one whole sentence, with a capital, a full stop and at most %d bytes", maxModel)
		}
	}
}

// find looks up a list of ids of sources.
func (l *loader) find(d *decoder, n *node) []*Source {
	var found []*Source
	d.Items(n, func(item *node) {
		if s := l.lex.source(item.Value); s != nil {
			found = append(found, s)
		} else {
			d.Fail(item, "source %q is not in sources.yaml", item.Value)
		}
	})
	return found
}

// named checks what an entry names elsewhere, once everything is loaded.
func (l *loader) named(lang *Language, e *Entry) {
	l.slotsKnown(lang, e.Match)
	l.slotsKnown(lang, e.Unless)
	for _, name := range e.Cue {
		if slot := lang.slot[name]; slot == nil || slot.Open > 0 {
			l.problems = append(
				l.problems,
				Problem{At: e.At, Msg: fmt.Sprintf("cue: {%s} is not a slot with members in slots.yaml", name)},
			)
		}
	}
	for _, id := range e.Also {
		if lang.entry[id] == nil {
			l.problems = append(l.problems, Problem{At: e.At, Msg: fmt.Sprintf("also: %q is not an entry", id)})
		}
	}
}

// slotsKnown checks the slots that patterns name: each exists, and an open one is alone in its
// element, because only words can be in a group or have a possessive ending.
func (l *loader) slotsKnown(lang *Language, patterns []Pattern) {
	if l.proven {
		return
	}
	fail := func(p *Pattern, format string, args ...any) {
		msg := fmt.Sprintf("pattern %q: ", p.Text) + fmt.Sprintf(format, args...)
		l.problems = append(l.problems, Problem{At: p.At, Msg: msg})
	}
	for i := range patterns {
		p := &patterns[i]
		for _, element := range p.Elements() {
			for _, a := range element.Alternatives {
				l.wordsKnown(lang, &a, func(format string, args ...any) { fail(p, format, args...) })
				switch slot := lang.slot[a.Slot]; {
				case a.Slot == "":
				case slot == nil:
					fail(p, "{%s} is not in slots.yaml", a.Slot)
				case slot.Open > 0 && len(element.Alternatives) > 1:
					fail(p, "the open slot {%s} cannot be in a group; write two patterns", a.Slot)
				case slot.Open > 0 && a.Possessive:
					fail(p, "the open slot {%s} cannot have a possessive ending; name a slot with members", a.Slot)
				}
			}
		}
	}
}

// wordsKnown checks that the classes which words name exist, and that compounds are of few words.
func (l *loader) wordsKnown(lang *Language, a *Alternative, fail func(format string, args ...any)) {
	known := func(words []Word) {
		for _, w := range words {
			if missing, ok := lang.ClassesKnown(w.Text); !ok {
				fail("%q is no class of inflection in language.yaml", missing)
			}
		}
	}
	known(a.Words)
	for _, part := range a.Compound {
		known(part.Words)
	}
	if len(a.Compound) > 0 {
		if _, err := lang.Compound(a.Compound); err != nil {
			fail("%s", err)
		}
	}
}

// addHash adds the names and contents of all YAML files, in the order of their names.
func addHash(h hash.Hash, files fs.FS) error {
	count, buffer := 0, make([]byte, 16<<10)
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		if count++; count > maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		size, err := sizeOf(files, name, entry)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f, err := files.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		io.WriteString(h, name+"\n"+strconv.FormatInt(size, 10)+"\n")
		_, err = io.CopyBuffer(h, io.LimitReader(f, size), buffer)
		return err
	})
}

// readFile reads a file that is one.
func readFile(files fs.FS, name string) ([]byte, error) {
	if _, err := sizeOf(files, name, nil); err != nil {
		return nil, err
	}
	return fs.ReadFile(files, name)
}

// sizeOf is the size of a file that can be read: a link to a device has no end, and a pipe may have
// no beginning. An entry of the file's folder, if there is one, saves looking for it again.
func sizeOf(files fs.FS, name string, entry fs.DirEntry) (int64, error) {
	var info fs.FileInfo
	var err error
	if entry != nil && entry.Type().IsRegular() {
		info, err = entry.Info()
	} else {
		info, err = fs.Stat(files, name)
	}
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, errors.New("is no regular file")
	case info.Size() > maxFile:
		return 0, fmt.Errorf("larger than %d bytes", maxFile)
	}
	return info.Size(), nil
}

// Builtin loads the lexicon that is built into the program.
func Builtin() (*Lexicon, error) { return Load(Files) }
