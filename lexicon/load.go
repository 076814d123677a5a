package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Files is the built-in lexicon as it was written.
//
//go:embed lexicon.yaml taxonomy.yaml sources.yaml en
var Files embed.FS

// Limits on what a lexicon's author may write. They are far above any real lexicon.
const (
	maxFile    = 4 << 20 // bytes
	maxFiles   = 100_000
	maxEntries = 100_000
)

// Load reads a whole lexicon: lexicon.yaml, taxonomy.yaml, sources.yaml, and for each language its folder with slots.yaml, cues.yaml,
// forms.yaml and terms/*.yaml. All mistakes of all files come back at once, joined, each a [Problem] with file, line and column.
func Load(files fs.FS) (*Lexicon, error) {
	l := &loader{files: files, lex: &Lexicon{categories: map[string]*Category{}, sources: map[string]*Source{}}}
	l.header()
	l.taxonomy()
	l.sources()
	for _, lang := range l.lex.Languages {
		l.language(lang)
	}
	if len(l.problems) > 0 {
		sortProblems(l.problems)
		return nil, errors.Join(l.problems...)
	}
	sum, err := hash(files)
	if err != nil {
		return nil, err
	}
	l.lex.SHA256 = sum
	return l.lex, nil
}

// loader collects what the files say and what is wrong with them.
type loader struct {
	files    fs.FS
	lex      *Lexicon
	problems []error
}

// parse opens one YAML file. A missing optional file is no mistake.
func (l *loader) parse(name string, optional bool, read func(d *decoder, root *yaml.Node)) {
	d := &decoder{file: name, problems: &l.problems}
	data, err := fs.ReadFile(l.files, name)
	if optional && errors.Is(err, fs.ErrNotExist) {
		return
	}
	switch {
	case err != nil:
		l.problem(name, fmt.Sprintf("cannot be read: %s", err))
		return
	case len(data) > maxFile:
		l.problem(name, fmt.Sprintf("larger than %d bytes", maxFile))
		return
	}
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		problem := Problem{Position{name, 1, 1}, "not valid YAML: " + err.Error()}
		if at := new(yaml.LoadError); errors.As(err, &at) {
			problem = Problem{Position{name, max(at.Mark.Line, 1), max(at.Mark.Column, 1)}, "not valid YAML: " + at.Message}
		}
		l.problems = append(l.problems, problem)
		return
	}
	if len(root.Content) == 0 {
		l.problem(name, "the file is empty")
		return
	}
	read(d, root.Content[0])
}

func (l *loader) problem(file, msg string) {
	l.problems = append(l.problems, Problem{Position{file, 1, 1}, msg})
}

func (l *loader) header() {
	l.parse("lexicon.yaml", false, func(d *decoder, root *yaml.Node) {
		d.mapping(root, fields{
			"version": d.text(&l.lex.Version),
			"languages": func(n *yaml.Node) {
				d.named(n, func(code, name *yaml.Node) {
					lang := &Language{Code: code.Value, slots: map[string]*Slot{}, entries: map[string]*Entry{}, Forms: map[string][]string{}}
					if d.text(&lang.Name)(name); !isName(lang.Code) {
						d.fail(code, "%q is not a language code", lang.Code)
						return
					}
					l.lex.Languages = append(l.lex.Languages, lang)
				})
			},
		}, "version", "languages")
	})
}

func (l *loader) taxonomy() {
	l.parse("taxonomy.yaml", false, func(d *decoder, root *yaml.Node) {
		d.named(root, func(id, value *yaml.Node) {
			c := &Category{ID: id.Value, At: d.at(id)}
			d.mapping(value, fields{
				"name": d.text(&c.Name), "definition": d.text(&c.Definition), "harm": d.text(&c.Harm), "practice": d.flag(&c.Practice),
			}, "name", "definition", "harm")
			l.lex.Categories = append(l.lex.Categories, c)
			l.lex.categories[c.ID] = c
		})
	})
}

func (l *loader) sources() {
	l.parse("sources.yaml", false, func(d *decoder, root *yaml.Node) {
		d.named(root, func(id, value *yaml.Node) {
			s := &Source{ID: id.Value, At: d.at(id)}
			d.mapping(value, fields{
				"title": d.text(&s.Title), "body": d.text(&s.Body), "year": d.number(&s.Year, 0, 2100), "kind": d.text(&s.Kind),
				"status": choice(d, &s.Status, sourceStatusNames), "says": d.text(&s.Says), "url": d.text(&s.URL),
			}, "title", "body", "kind", "status", "says")
			l.lex.Sources = append(l.lex.Sources, s)
			l.lex.sources[s.ID] = s
		})
	})
	sort.Slice(l.lex.Sources, func(i, j int) bool { return l.lex.Sources[i].ID < l.lex.Sources[j].ID })
}

func (l *loader) language(lang *Language) {
	l.parse(path.Join(lang.Code, "slots.yaml"), true, func(d *decoder, root *yaml.Node) { l.slots(lang, d, root) })
	l.parse(path.Join(lang.Code, "forms.yaml"), true, func(d *decoder, root *yaml.Node) {
		d.named(root, func(word, list *yaml.Node) {
			forms := []string{}
			d.texts(&forms)(list)
			lang.Forms[strings.ToLower(word.Value)] = forms
		})
	})
	l.parse(path.Join(lang.Code, "cues.yaml"), true, func(d *decoder, root *yaml.Node) { l.rules(lang, d, root) })
	names, err := fs.Glob(l.files, path.Join(lang.Code, "terms", "*.yaml"))
	if err != nil || len(names) == 0 || len(names) > maxEntries {
		l.problem(path.Join(lang.Code, "terms"), fmt.Sprintf("holds %d entries; expected 1 to %d files named <id>.yaml", len(names), maxEntries))
		return
	}
	for _, name := range names {
		l.parse(name, false, func(d *decoder, root *yaml.Node) { l.entry(lang, d, root) })
	}
	for _, e := range lang.Entries {
		l.references(lang, e)
	}
}

func (l *loader) slots(lang *Language, d *decoder, root *yaml.Node) {
	d.named(root, func(name, value *yaml.Node) {
		s := &Slot{Name: name.Value, At: d.at(name)}
		d.mapping(value, fields{
			"about": d.text(&s.About), "members": d.patterns(&s.Members), "open": d.number(&s.Open, 1, 5), "except": d.texts(&s.Except),
		}, "about")
		switch {
		case !isName(s.Name):
			d.fail(name, "%q is not a name; use small letters and hyphens", s.Name)
		case (s.Open > 0) == (len(s.Members) > 0):
			d.fail(name, "slot %q needs either members or open", s.Name)
		case s.Open == 0 && len(s.Except) > 0:
			d.fail(name, "except belongs to open slots")
		}
		for _, m := range s.Members {
			for i := range m.Elements {
				if !m.Elements[i].Anchors() {
					l.problems = append(l.problems, Problem{m.At, fmt.Sprintf("member %q: members are words and groups of words, without slots, gaps and question marks", m.Text)})
					break
				}
			}
		}
		lang.Slots = append(lang.Slots, s)
		lang.slots[s.Name] = s
	})
	sort.Slice(lang.Slots, func(i, j int) bool { return lang.Slots[i].Name < lang.Slots[j].Name })
}

func (l *loader) rules(lang *Language, d *decoder, root *yaml.Node) {
	seen := map[string]bool{}
	d.items(root, func(n *yaml.Node) {
		r := &Rule{At: d.at(n)}
		var where string
		d.mapping(n, fields{
			"rule": d.text(&r.Name), "status": choice(d, &r.Status, statusNames), "where": d.text(&where),
			"reach": d.number(&r.Reach, 0, 60), "stop": d.texts(&r.Stop), "for": d.texts(&r.For), "cues": d.patterns(&r.Cues),
		}, "rule", "status", "where", "cues")
		r.Where = Where(where)
		switch {
		case !isName(r.Name) || seen[r.Name]:
			d.fail(n, "the rule's name %q must be small letters and hyphens, and stand once", r.Name)
		case !slices.Contains([]Where{Before, After, Around, Section}, r.Where):
			d.fail(n, "where: %q is not one of before, after, around, section", where)
		}
		for _, f := range r.For {
			if !l.knownScope(f) {
				d.fail(n, "for: %q is neither practice, advisory, a category nor a group of categories", f)
			}
		}
		seen[r.Name] = true
		l.slotsKnown(lang, r.Cues)
		lang.Rules = append(lang.Rules, r)
	})
}

// knownScope tells whether a rule may be limited to scope.
func (l *loader) knownScope(scope string) bool {
	if scope == "practice" || scope == "advisory" {
		return true
	}
	for _, c := range l.lex.Categories {
		if c.ID == scope || strings.HasPrefix(c.ID, scope+".") {
			return true
		}
	}
	return false
}

func (l *loader) entry(lang *Language, d *decoder, root *yaml.Node) {
	e := &Entry{At: d.at(root)}
	var category string
	var sources []string
	d.mapping(root, fields{
		"id":       d.text(&e.ID),
		"category": d.text(&category),
		"severity": choice(d, &e.Severity, severityNames),
		"tier":     choice(d, &e.Tier, tierNames),
		"grade":    choice(d, &e.Grade, gradeNames),
		"why":      d.text(&e.Why),
		"instead":  d.texts(&e.Instead),
		"caveat":   d.text(&e.Caveat),
		"scope":    d.text(&e.Scope),
		"sources":  d.texts(&sources),
		"evidence": d.texts(&e.Evidence),
		"match":    d.patterns(&e.Match),
		"unless":   d.patterns(&e.Unless),
		"cue":      d.slotNames(&e.Cue),
		"hits":     d.examples(&e.Hits),
		"misses":   d.examples(&e.Misses),
		"also":     d.texts(&e.Also),
		"disagree": func(n *yaml.Node) {
			d.items(n, func(item *yaml.Node) {
				var side Side
				var ids []string
				d.mapping(item, fields{"says": d.text(&side.Says), "sources": d.texts(&ids)}, "says", "sources")
				side.Sources = l.find(d, item, ids)
				e.Disagree = append(e.Disagree, side)
			})
			if len(e.Disagree) == 1 {
				d.fail(n, "disagree shows at least two sides")
			}
		},
	}, "id", "category", "severity", "tier", "grade", "why", "instead", "sources", "match", "hits", "misses")
	if want := strings.TrimSuffix(path.Base(d.file), ".yaml"); e.ID != want || !isName(e.ID) {
		d.fail(root, "id %q must be the file's name, %q, in small letters and hyphens", e.ID, want)
		return
	}
	if e.Category = l.lex.categories[category]; e.Category == nil {
		d.fail(root, "category %q is not in taxonomy.yaml", category)
	}
	e.Sources = l.find(d, root, sources)
	if len(e.Match) == 0 || len(e.Hits) == 0 || len(e.Misses) == 0 || len(e.Instead) == 0 {
		d.fail(root, "match, instead, hits and misses each need at least one line")
	}
	lang.Entries = append(lang.Entries, e)
	lang.entries[e.ID] = e
}

func (l *loader) find(d *decoder, n *yaml.Node, ids []string) []*Source {
	var found []*Source
	for _, id := range ids {
		if s := l.lex.sources[id]; s != nil {
			found = append(found, s)
		} else {
			d.fail(n, "source %q is not in sources.yaml", id)
		}
	}
	return found
}

// references checks what an entry names elsewhere, once everything is loaded.
func (l *loader) references(lang *Language, e *Entry) {
	l.slotsKnown(lang, e.Match)
	l.slotsKnown(lang, e.Unless)
	for _, name := range e.Cue {
		if slot := lang.slots[name]; slot == nil || slot.Open > 0 {
			l.problems = append(l.problems, Problem{e.At, fmt.Sprintf("cue: {%s} is not a slot with members in slots.yaml", name)})
		}
	}
	for _, id := range e.Also {
		if lang.entries[id] == nil {
			l.problems = append(l.problems, Problem{e.At, fmt.Sprintf("also: %q is not an entry", id)})
		}
	}
}

func (l *loader) slotsKnown(lang *Language, patterns []Pattern) {
	for _, p := range patterns {
		for _, element := range p.Elements {
			for _, a := range element.Alternatives {
				if a.Slot != "" && lang.slots[a.Slot] == nil {
					l.problems = append(l.problems, Problem{p.At, fmt.Sprintf("pattern %q: {%s} is not in slots.yaml", p.Text, a.Slot)})
				}
			}
		}
	}
}

func sortProblems(problems []error) {
	sort.SliceStable(problems, func(i, j int) bool {
		a, b := problems[i].(Problem).At, problems[j].(Problem).At
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}

// hash is over the names and contents of all YAML files, in the order of their names.
func hash(files fs.FS) (string, error) {
	h := sha256.New()
	count := 0
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		if count++; count > maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s\n%d\n", name, len(data))
		h.Write(data)
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// Builtin loads the lexicon that is built into the program.
func Builtin() (*Lexicon, error) { return Load(Files) }
