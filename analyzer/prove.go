package analyzer

import (
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/match"
	"refrain/lexicon"
)

// Failure is one thing that an entry's examples show to be wrong.
type Failure struct {
	At    lexicon.Position // of the example, or of the pattern that none needs
	Entry string
	Msg   string // one line, or several where found marks stand beside expected ones
}

func (f Failure) String() string { return fmt.Sprintf("%s: %s: %s", f.At, f.Entry, f.Msg) }

// Reading makes a document of a plain text in the language of that code. The analyzer knows no
// format, so whoever proves or explains lends it one.
type Reading func(text, lang string) (*document.Document, error)

// Prove runs every example of lex against all of its entries, advisory ones too, and takes away
// every pattern in turn to see that an example breaks. An entry must find exactly the marks of its
// hits, with their statuses, and nothing in its misses; another entry that fires in an example must
// be listed under also. The failures are in the order of entries and examples.
func Prove(lex *lexicon.Lexicon, read Reading) ([]Failure, error) {
	return proveSome(lex, read, nil)
}

// ProveEntry is [Prove] for the entries of one id alone, against all entries of its languages. Frames
// are not proved.
func ProveEntry(lex *lexicon.Lexicon, id string, read Reading) ([]Failure, error) {
	return proveSome(lex, read, func(e *lexicon.Entry) bool { return e.ID == id })
}

// proveSome proves frames and all entries, or without frames those that only asks for.
func proveSome(lex *lexicon.Lexicon, read Reading, only func(*lexicon.Entry) bool) ([]Failure, error) {
	a := New(lex, Options{Advisory: true})
	var all []Failure
	for _, l := range lex.Languages {
		if only != nil && !slices.ContainsFunc(l.Entries(), only) {
			continue
		}
		ready := a.language(l.Code)
		p := prover{compiled: ready, compiler: match.NewCompiler(l, ready.words), read: read}
		for _, f := range l.Frames() {
			if only != nil {
				break
			}
			if err := p.frame(f); err != nil {
				return nil, err
			}
		}
		p.know()
		for _, e := range l.Entries() {
			if only != nil && !only(e) {
				continue
			}
			if err := p.prove(e); err != nil {
				return nil, err
			}
		}
		all = append(all, p.failures...)
	}
	return all, nil
}

type prover struct {
	*compiled
	compiler *match.Compiler
	read     Reading
	failures []Failure
}

// trial is one example as a document.
type trial struct {
	example lexicon.Example
	doc     *document.Document
	miss    bool
}

// trials reads the examples of an entry or a frame.
func (p *prover) trials(hits, misses []lexicon.Example) ([]trial, error) {
	var trials []trial
	for i, example := range slices.Concat(hits, misses) {
		doc, err := p.read(example.Text, p.lex.Code)
		if err != nil {
			return nil, err
		}
		trials = append(trials, trial{example, doc, i >= len(hits)})
	}
	return trials, nil
}

// frame proves a frame by its own examples, with its parts filled as it says and no other entry: it
// must find exactly the places that are marked, and need each of its patterns.
func (p *prover) frame(f *lexicon.Frame) error {
	e := &lexicon.Entry{
		ID:       "frame " + f.Name,
		Category: &lexicon.Category{},
		Hits:     f.Hits,
		Misses:   f.Misses,
		At:       f.At,
	}
	var err error
	if e.Match, e.Unless, err = f.Patterns(p.lex, f.With); err != nil {
		p.fail(e, f.At, "%s", err)
		return nil
	}
	for i := range e.Match {
		e.Match[i].Frame = ""
	}
	for i := range e.Unless {
		e.Unless[i].Frame = ""
	}
	trials, err := p.trials(e.Hits, e.Misses)
	if err != nil {
		return err
	}
	alone := prover{compiled: p.alone(e, match.Group{Match: e.Match, Unless: e.Unless}, nil), compiler: p.compiler}
	for _, t := range trials {
		alone.check(e, t)
	}
	if len(alone.failures) == 0 {
		alone.witnesses(e, trials)
	}
	p.failures = append(p.failures, alone.failures...)
	return nil
}

// alone is the language with one entry, whose patterns are those of the group.
func (p *prover) alone(e *lexicon.Entry, group match.Group, cues []*match.Set) *compiled {
	reduced := *p.compiled
	reduced.matcher = p.compiler.Compile([]match.Group{group})
	reduced.entries = []entry{{id: e.ID, entry: e, cues: cues}}
	for word := range reduced.matcher.Anchors {
		reduced.words.Mark(word) // The words of a frame's examples may be new to the language.
	}
	reduced.know()
	return &reduced
}

// know makes room for words that frames have added to the language: no slot of people begins with them.
func (l *compiled) know() {
	if n := l.words.Len() - len(l.starts); n > 0 {
		l.starts = append(slices.Clone(l.starts), make([]mention, n)...)
	}
}

// cues are the slots of an entry's cue.
func (p *prover) cues(e *lexicon.Entry) []*match.Set {
	i := slices.IndexFunc(p.entries, func(x entry) bool { return x.entry == e })
	return p.entries[i].cues
}

func (p *prover) prove(e *lexicon.Entry) error {
	trials, err := p.trials(e.Hits, e.Misses)
	if err != nil {
		return err
	}
	broken := false
	for _, t := range trials {
		broken = !p.check(e, t) || broken
	}
	if broken {
		return nil
	}
	p.witnesses(e, trials)
	return nil
}

// check compares what the whole lexicon finds in an example with what it must find.
func (p *prover) check(e *lexicon.Entry, t trial) bool {
	var own []lexicon.ExampleMark
	ok := true
	for _, f := range p.run(t.doc) {
		source := t.doc.Locate(f.Span).Source
		switch {
		case f.Entry == e:
			own = append(own, lexicon.ExampleMark{Start: source.Start, End: source.End, Status: f.Verdict.Status})
		case !slices.Contains(e.Also, f.Entry.ID):
			ok = false
			p.fail(
				e,
				t.example.At,
				"%s fires too, on “%s”; list it under also: or mend one of the two\n  in: %s",
				f.Entry.ID,
				f.Span.Of(t.doc.Text),
				t.example.Text,
			)
		}
	}
	want := t.example.Marks
	if !t.miss && len(want) == 0 {
		p.fail(e, t.example.At, "a hit without a mark; mark the words like [[this]] or [[this|quoted]]")
		return false
	}
	if t.miss && len(want) > 0 {
		p.fail(e, t.example.At, "a miss has no marks")
		return false
	}
	if !slices.Equal(own, want) {
		p.fail(
			e,
			t.example.At,
			"expected and found differ\n  expected: %s\n  found:    %s",
			marked(t.example.Text, want),
			marked(t.example.Text, own),
		)
		return false
	}
	return ok
}

// run is what the language's entries find in a document.
func (l *compiled) run(d *document.Document) []Finding {
	p := &pass{report: &Report{Doc: d}, doc: d}
	for i := range d.Blocks {
		p.block(l, i)
	}
	return p.report.Findings
}

// witnesses takes each pattern away and looks for an example that breaks.
func (p *prover) witnesses(e *lexicon.Entry, trials []trial) {
	without := func(patterns []lexicon.Pattern, i int) []lexicon.Pattern {
		return slices.Delete(slices.Clone(patterns), i, i+1)
	}
	for i, pattern := range e.Match {
		if pattern.Frame != "" {
			continue // It is proven once, by the frame's own examples.
		}
		p.witness(e, trials, pattern, match.Group{Match: without(e.Match, i), Unless: e.Unless})
	}
	for i, pattern := range e.Unless {
		if pattern.Frame != "" {
			continue
		}
		p.witness(e, trials, pattern, match.Group{Match: e.Match, Unless: without(e.Unless, i)})
	}
}

func (p *prover) witness(e *lexicon.Entry, trials []trial, pattern lexicon.Pattern, group match.Group) {
	reduced := p.alone(e, group, p.cues(e))
	for _, t := range trials {
		found := reduced.run(t.doc)
		if len(found) != len(t.example.Marks) {
			return
		}
		for i, f := range found {
			if source := t.doc.Locate(f.Span).Source; source.Start != t.example.Marks[i].Start ||
				source.End != t.example.Marks[i].End {
				return
			}
		}
	}
	p.fail(
		e,
		pattern.At,
		"no example needs the pattern %q; write one that only it finds or drops, or remove it",
		pattern.Text,
	)
}

func (p *prover) fail(e *lexicon.Entry, at lexicon.Position, format string, args ...any) {
	p.failures = append(p.failures, Failure{At: at, Entry: e.ID, Msg: fmt.Sprintf(format, args...)})
}

// marked writes the marks into an example, as an author would.
func marked(text string, marks []lexicon.ExampleMark) string {
	var out strings.Builder
	last := 0
	for _, m := range marks {
		if m.Start < last || m.End > len(text) {
			continue
		}
		out.WriteString(text[last:m.Start] + "[[" + text[m.Start:m.End])
		if m.Status != lexicon.Used {
			out.WriteString("|" + m.Status.String())
		}
		out.WriteString("]]")
		last = m.End
	}
	return out.String() + text[last:]
}
