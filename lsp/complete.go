package lsp

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"refrain/lexicon"
	"refrain/reports/ci"
	"refrain/reports/wording"
)

// completionItem is something to write at the cursor.
type completionItem struct {
	Label         string   `json:"label"`
	Kind          int      `json:"kind"`
	Detail        string   `json:"detail,omitempty"`
	Documentation string   `json:"documentation,omitempty"`
	FilterText    string   `json:"filterText,omitempty"`
	TextEdit      textEdit `json:"textEdit"`
}

// Kinds of completions.
const (
	kindField     = 5
	kindVariable  = 6
	kindValue     = 12
	kindReference = 18
)

// choice is a word that may be written.
type choice struct {
	word, about string
	kind        int
}

// fields are the keys of an entry, in the order in which entries have them.
var fields = []choice{
	{"id", "the name of the file without .yaml; it names the harm", kindField},
	{"category", "an id of taxonomy.yaml: which harm", kindField},
	{"severity", "replace, review, note or info", kindField},
	{"tier", "core, or advisory: looked for only on request", kindField},
	{"grade", "A: two confirmed sources, one a norm; B: one; C: expert judgement", kindField},
	{"scope", "what the sources speak about", kindField},
	{"concept", "what entries of several languages have in common", kindField},
	{"evidence", "ids of rows of the evidence base", kindField},
	{"why", "the harm, in a sentence or two; about the words, never about an author", kindField},
	{"instead", "wordings to prefer, in the plural where they name people", kindField},
	{"one", "the same of one person, without an article", kindField},
	{"verbs", "wordings for places where the words are a verb or a clause", kindField},
	{"rewrite", "one model sentence, for places where no wording can be put in", kindField},
	{"caveat", "when the term is right, or contested", kindField},
	{"disagree", "where authorities differ: each side, with its sources", kindField},
	{"sources", "who says so: id, role and what about", kindField},
	{"frames", "constructions of frames.yaml, with the words that fill their parts", kindField},
	{"match", "patterns, one a line", kindField},
	{"unless", "patterns; a match within one of them is dropped", kindField},
	{"cue", "a slot; a word of it must be near, outside the match", kindField},
	{"reach", "how far the cue may be: sentence, paragraph or topic", kindField},
	{"reviewed", "who signed off the entry, and when", kindField},
	{"hits", "sentences with [[the words found]]", kindField},
	{"misses", "sentences in which the entry finds nothing", kindField},
	{"also", "ids of other entries that may fire in the examples", kindField},
}

// values are the words that a key may have, for keys whose words are few.
var values = map[string][]choice{
	"severity": {
		{"replace", "an authority says: do not write this", kindValue},
		{"review", "it depends on the sentence", kindValue}, {"note", "a better wording exists", kindValue},
		{"info", "context", kindValue},
	},
	"tier":  {{"core", "looked for by default", kindValue}, {"advisory", "looked for on request", kindValue}},
	"grade": {{"A", "", kindValue}, {"B", "", kindValue}, {"C", "", kindValue}},
	"reach": {
		{"sentence", "in the sentence", kindValue}, {"paragraph", "a mention of migrants shortly before", kindValue},
		{"topic", "the document is about migration", kindValue},
	},
	"role": {
		{"against", "it advises against the words", kindValue}, {"prefers", "it prefers another wording", kindValue},
		{"permits", "it uses or permits the words", kindValue}, {"background", "it explains", kindValue},
	},
}

// complete offers what may be written at a place in a file of a lexicon.
func (s *Server) complete(ctx context.Context, p *positionParams) ([]completionItem, error) {
	items := []completionItem{}
	b, err := s.opened(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	if filepath.Ext(b.file) != ".yaml" {
		return items, nil // It is asked after each blank of a text.
	}
	c, err := s.current(ctx, b)
	if err != nil {
		return nil, err
	}
	lex := s.lexiconFor(b, c)
	if lex == nil {
		return items, nil
	}
	s.mu.Lock()
	text := b.text
	s.mu.Unlock()
	at := newLines(text, s.encoding)
	offset := at.offsetOf(p.Position)
	list, begun, after := choices(lex, languageIn(lex, b.file), b.file, text, offset)
	for _, choice := range list {
		written := choice.word + after
		items = append(items, completionItem{
			Label: choice.word, Kind: choice.kind, Detail: wording.CutAt(wording.OneLine(choice.about), mostMessage),
			TextEdit: textEdit{at.between(offset-begun, offset), written},
		})
	}
	return items, nil
}

// languageIn is the language of a file of a lexicon, by its folder; nil where it has none.
func languageIn(lex *lexicon.Lexicon, file string) *lexicon.Language {
	folder := filepath.Dir(file)
	if filepath.Base(folder) == "terms" {
		folder = filepath.Dir(folder)
	}
	return lex.Language(filepath.Base(folder))
}

// Places in a line up to the cursor.
var (
	inSlot   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{([\pL\d_-]*)$`) })
	inStatus = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\[[^\]]*\|([a-z]*)$`) })
	inValue  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[\s{,-])([a-z]+):\s*\[?(?:[\w.-]+,\s*)*([\w.-]*)$`)
	})
	inItem = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*- ([\w.-]*)$`) })
	atKey  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z]*)$`) })
)

// choices are what may be written at an offset, how many bytes of it are there already, and what follows
// each.
func choices(
	lex *lexicon.Lexicon, lang *lexicon.Language, file, text string, offset int,
) (list []choice, begun int, after string) {
	line := text[strings.LastIndexByte(text[:offset], '\n')+1 : offset]
	rest, _, _ := strings.Cut(text[offset:], "\n")
	section := sectionOf(text[:offset])
	if m := inSlot().FindStringSubmatch(line); m != nil && lang != nil && !namesSources(section) {
		if !strings.HasPrefix(rest, "}") {
			after = "}"
		}
		return slotChoices(lang), len(m[1]), after
	}
	if m := inStatus().FindStringSubmatch(line); m != nil {
		for _, status := range lexicon.Statuses() {
			list = append(list, choice{status.String(), wording.StatusMeaning[status], kindValue})
		}
		return list, len(m[1]), ""
	}
	if m := inValue().FindStringSubmatch(line); m != nil {
		if list := valuesOf(lex, lang, section, m[1]); list != nil {
			return list, len(m[2]), ""
		}
	}
	if m := inItem().FindStringSubmatch(line); m != nil {
		return valuesOf(lex, lang, section, section), len(m[1]), ""
	}
	if m := atKey().FindStringSubmatch(line); m != nil && filepath.Base(filepath.Dir(file)) == "terms" {
		for _, f := range fields {
			if !strings.HasPrefix(text, f.word+":") && !strings.Contains(text, "\n"+f.word+":") {
				list = append(list, f)
			}
		}
		return list, len(m[1]), ": "
	}
	return nil, 0, ""
}

// namesSources reports whether a section of an entry names sources.
func namesSources(section string) bool { return section == "sources" || section == "disagree" }

// sectionOf is the last key at the start of a line.
func sectionOf(before string) string {
	for _, line := range slices.Backward(strings.Split(before, "\n")) {
		if key, _, ok := strings.Cut(line, ":"); ok && key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz-") == "" {
			return key
		}
	}
	return ""
}

// valuesOf are the words that a key may have in a section of an entry; nil where nobody can tell.
func valuesOf(lex *lexicon.Lexicon, lang *lexicon.Language, section, key string) (list []choice) {
	switch {
	case values[key] != nil:
		return values[key]
	case key == "category":
		for _, c := range lex.Categories() {
			list = append(list, choice{c.ID, c.Name, kindReference})
		}
	case key == "sources", key == "id" && namesSources(section):
		for _, s := range lex.Sources() {
			list = append(list, choice{s.ID, wording.SourceName(s), kindReference})
		}
	case key == "also" && lang != nil, section == "" && key == "id" && lang != nil:
		for _, e := range lang.Entries() {
			list = append(list, choice{e.ID, e.Why, kindReference})
		}
	}
	return list
}

func slotChoices(lang *lexicon.Language) (list []choice) {
	for _, s := range lang.Slots() {
		about := s.About
		if about == "" {
			about = members(s, 5)
		}
		list = append(list, choice{s.Name, about, kindVariable})
	}
	return list
}

// members are the first members of a slot.
func members(s *lexicon.Slot, few int) string {
	var shown []string
	for _, m := range s.Members[:min(few, len(s.Members))] {
		shown = append(shown, m.Text)
	}
	list := strings.Join(shown, "; ")
	if more := len(s.Members) - few; more > 0 {
		list += fmt.Sprintf("; and %d more", more)
	}
	if s.Open > 0 {
		list = fmt.Sprintf("one to %d words, none of them a function word", s.Open)
	}
	return list
}

// names finds the names of slots, sources, categories and entries.
var names = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\pL\d_.-]+`) })

// hoverLexicon explains what a name in a file of a lexicon stands for: a slot, a source, a category or
// an entry.
func (s *Server) hoverLexicon(b *buffer, c *checked, p Position) *hover {
	lex := s.lexiconFor(b, c)
	if lex == nil {
		return nil
	}
	at := newLines(c.text, s.encoding)
	offset := at.offsetOf(p)
	start := strings.LastIndexByte(c.text[:offset], '\n') + 1
	line, _, _ := strings.Cut(c.text[start:], "\n")
	for _, m := range names().FindAllStringIndex(line, -1) {
		if start+m[0] > offset || offset > start+m[1] {
			continue
		}
		slot := m[0] > 0 && line[m[0]-1] == '{' && m[1] < len(line) && line[m[1]] == '}'
		if said := explainName(lex, languageIn(lex, b.file), line[m[0]:m[1]], slot); said != "" {
			r := at.between(start+m[0], start+m[1])
			return &hover{Contents: markupContent{"markdown", said}, Range: &r}
		}
	}
	return nil
}

// mostMembers is how many members of a slot are shown.
const mostMembers = 40

// explainName is what a name stands for, in Markdown; "" where it is none.
func explainName(lex *lexicon.Lexicon, lang *lexicon.Language, name string, slot bool) string {
	escape := ci.MarkdownText
	if slot && lang != nil {
		if s := lang.Slot(name); s != nil {
			return "**{" + escape(s.Name) + "}** " + escape(s.About) + "\n\n" + escape(members(s, mostMembers))
		}
		return ""
	}
	if i := slices.IndexFunc(lex.Sources(), func(s *lexicon.Source) bool { return s.ID == name }); i >= 0 {
		s := lex.Sources()[i]
		said := "**" + escape(wording.SourceName(s)) + "**\n\n" + escape(s.Says)
		if wording.IsWebAddress(s.URL) {
			said += "\n\n<" + s.URL + ">"
		}
		return said
	}
	if i := slices.IndexFunc(lex.Categories(), func(c *lexicon.Category) bool { return c.ID == name }); i >= 0 {
		c := lex.Categories()[i]
		return "**" + escape(c.Name) + "**\n\n" + escape(c.Definition) + "\n\n" + escape(c.Harm)
	}
	if lang != nil {
		if e := lang.Entry(name); e != nil {
			return "**" + escape(e.ID) + "**\n\n" + escape(e.Why)
		}
	}
	return ""
}
