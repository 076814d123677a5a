package reports

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
)

// Archive is the name of the kind that every other report can be made of again. Its lines stand for themselves: a run may be broken off between
// two of them, and the lines of several runs may be put together in any order.
const Archive = "jsonl"

// archiveSchema names the form of an archive's lines.
const archiveSchema = "refrain-archive/1"

// A run without documents has no line at all.
func beganArchive(head string) bool {
	return head == "" || strings.HasPrefix(head, `{"schema":"`+archiveSchema+`"`)
}

// archiveWriter writes a line for each document, in one write each: its findings with their sentences, its gaps, and which lexicon was used.
type archiveWriter struct {
	w    io.Writer
	line archiveLine // what all lines have
}

func newArchive(w io.Writer, _ Options) Writer { return &archiveWriter{w: guarded(w, jsonSigns)} }

// archiveLine is one document, without its text but for the sentences that hold findings.
type archiveLine struct {
	Schema  string   `json:"schema"`
	Path    string   `json:"path"`
	SHA256  string   `json:"sha256,omitempty"`
	Tool    string   `json:"tool"`
	Lexicon string   `json:"lexicon"`
	Tiers   []string `json:"tiers"`

	Format   string         `json:"format,omitempty"`
	Language string         `json:"language,omitempty"` // that the document states, or that was found out
	Entries  string         `json:"entries,omitempty"`  // the language whose entries were looked for
	Pages    int            `json:"pages,omitempty"`
	Words    int            `json:"words"`
	People   int            `json:"people_mentions"`
	Unread   map[string]int `json:"unread,omitempty"` // words in languages without a lexicon
	Full     int            `json:"full,omitempty"`   // how many findings there may be, where there are more
	Empty    bool           `json:"empty,omitempty"`  // nothing of it was read
	Accepted string         `json:"accepted,omitempty"`
	Rules    *archiveRules  `json:"rules,omitempty"`
	Gaps     []jsonGap      `json:"gaps"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`

	Texts    []archiveText    `json:"texts,omitempty"` // sentences, and what else findings point at
	Findings []archiveFinding `json:"findings"`
}

type archiveText struct {
	Text    string `json:"text"`
	Section string `json:"section,omitempty"`
}

// archiveSpan is a stretch of one of the texts: its number, and bytes from its start.
type archiveSpan struct {
	Text  int `json:"text"`
	Start int `json:"start"`
	End   int `json:"end"`
}

type archiveFinding struct {
	Entry    string        `json:"entry"`
	Key      string        `json:"key"`
	Words    string        `json:"words"`
	Plain    string        `json:"plain,omitempty"`
	Status   string        `json:"status"`
	Pattern  int           `json:"pattern"`
	At       archiveSpan   `json:"at"`
	Rule     string        `json:"rule,omitempty"`
	Cue      *archiveSpan  `json:"cue,omitempty"`
	Speaker  *archiveSpan  `json:"speaker,omitempty"`
	Carried  *archiveCarry `json:"carried,omitempty"`
	Place    archivePlace  `json:"place"`
	Standing *jsonStanding `json:"standing,omitempty"`
}

// archiveCarry is what a finding takes from outside its sentence.
type archiveCarry struct {
	From     *archiveSpan  `json:"from,omitempty"`
	Place    *archivePlace `json:"place,omitempty"`
	Mentions int           `json:"people_mentions,omitempty"`
	Words    int           `json:"words,omitempty"`
}

// archivePlace is a place with its end, which the other reports tell in their own ways.
type archivePlace struct {
	jsonPlace
	EndLine   int `json:"end_line,omitempty"`
	EndColumn int `json:"end_column,omitempty"`
	Byte      int `json:"byte_column,omitempty"`
	EndByte   int `json:"end_byte_column,omitempty"`
}

type archiveRules struct {
	Counted  []string `json:"counted"`
	Severity string   `json:"severity"`
	Never    bool     `json:"never,omitempty"`
}

func archivePlaceOf(p document.Place) archivePlace {
	return archivePlace{place(p), p.EndLine, p.EndColumn, p.Byte, p.EndByte}
}

func (a *archiveWriter) Begin(run Run) error {
	a.line = archiveLine{Schema: archiveSchema, Tool: run.Version, Lexicon: run.LexiconSHA256, Tiers: listed(run.Tiers)}
	return nil
}

func (a *archiveWriter) Document(r *analyzer.Report) error {
	d, line := r.Doc, a.line
	line.Path, line.SHA256, line.Format, line.Language = Name(d.Name), d.SHA256, d.Format, d.Lang
	if r.Language != nil {
		line.Entries = r.Language.Code
	}
	line.Pages, line.Words, line.People, line.Unread, line.Full = len(d.Pages), r.Words, r.People, r.Unread, r.Full
	line.Empty, line.Accepted = d.Text == "", r.Accepted
	line.Omissions, line.Disguised = omitted(r.Omissions), r.Disguised
	line.Gaps = []jsonGap{}
	for _, g := range d.Gaps {
		line.Gaps = append(line.Gaps, gapOf(g))
	}
	line.Findings = []archiveFinding{}
	// The numbers of texts: of sentences, and of what else findings point at. A sentence may hold
	// thousands of findings and be as long as a document, so each is written once.
	sentences, others := map[document.Span]int{}, map[document.Span]int{}
	number := func(of map[document.Span]int, s document.Span, section string) int {
		i, ok := of[s]
		if !ok {
			i = len(line.Texts)
			of[s] = i
			line.Texts = append(line.Texts, archiveText{s.Of(d.Text), section})
		}
		return i
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Policy != nil {
			line.Rules = &archiveRules{countedNames(*f.Policy), f.Policy.Threshold.String(), f.Policy.Never}
		}
		p := d.Locate(f.Span)
		sentence := number(sentences, f.Sentence, p.Section)
		within := func(s document.Span) archiveSpan {
			return archiveSpan{sentence, s.Start - f.Sentence.Start, s.End - f.Sentence.Start}
		}
		beside := func(s document.Span) *archiveSpan {
			if s.Len() == 0 {
				return nil
			}
			at := within(s)
			if !f.Sentence.Contains(s) {
				at = archiveSpan{number(others, s, ""), 0, s.Len()}
			}
			return &at
		}
		found := archiveFinding{
			Entry: f.Entry.ID, Key: f.Key, Words: f.Text(d), Plain: f.Plain, Status: f.Verdict.Status.String(),
			Pattern: f.Pattern, At: within(f.Span), Rule: f.Verdict.Rule,
			Cue: beside(f.Verdict.Cue), Speaker: beside(f.Verdict.Speaker), Place: archivePlaceOf(p),
		}
		if c := f.Carried; c != nil {
			found.Carried = &archiveCarry{From: beside(c.From), Mentions: c.Mentions, Words: c.Words}
			if c.From.Len() > 0 {
				at := archivePlaceOf(d.Locate(c.From))
				found.Carried.Place = &at
			}
		}
		if s := f.Standing; s.Is != analyzer.Open {
			found.Standing = standingOf(s)
		}
		line.Findings = append(line.Findings, found)
	}
	_, err := a.w.Write(append(encoded(line), '\n'))
	return err
}

func (a *archiveWriter) End(Totals) error { return nil }

// Origin is which document a line of an archive is of, and how it was checked.
type Origin struct {
	Path    string
	SHA256  string // of the document; "" when it could not be read
	Tool    string // version
	Lexicon string // SHA-256
	Tiers   []string
}

// mostPages is how many pages a line may say that its document has: more than any reader takes, and few enough to be held.
const mostPages = 1 << 20

// Restore makes a report of a line of an archive. Its document has the text of the sentences that hold findings and no other; it says of each finding
// where it stood. An error is a line that is none, or one of another lexicon.
func Restore(line []byte, lex *lexicon.Lexicon) (*analyzer.Report, Origin, error) {
	var in archiveLine
	if err := json.Unmarshal(line, &in); err != nil || in.Schema != archiveSchema {
		return nil, Origin{}, errors.New("not a line of an archive")
	}
	origin := Origin{FileName(in.Path), in.SHA256, in.Tool, in.Lexicon, in.Tiers}
	if in.Lexicon != lex.SHA256 {
		return nil, origin, errors.New("made with another lexicon")
	}
	d := &document.Document{
		Name: origin.Path, SHA256: in.SHA256, Format: in.Format, Lang: in.Language,
		Places: map[document.Span]document.Place{},
	}
	if in.Pages < 0 || in.Pages > mostPages {
		return nil, origin, fmt.Errorf("%d is no number of pages", in.Pages)
	}
	d.Pages = make([]document.Page, in.Pages)
	for i := range d.Pages {
		d.Pages[i].Number = i + 1
	}
	for _, g := range in.Gaps {
		d.Gaps = append(d.Gaps, document.Gap(g))
	}
	for _, tag := range append(slices.Collect(maps.Keys(in.Unread)), in.Language) {
		if tag != document.LanguageTag(tag) {
			return nil, origin, fmt.Errorf("%q is no language", tag)
		}
	}
	var text strings.Builder
	for _, t := range in.Texts {
		start := text.Len()
		text.WriteString(t.Text)
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: start, End: text.Len()}, Path: t.Section})
		text.WriteString("\n\n")
	}
	if d.Text = text.String(); d.Text == "" && !in.Empty {
		d.Text = "\n"
	}
	r := &analyzer.Report{Doc: d, Language: lex.Language(in.Entries), Words: in.Words, People: in.People, Full: in.Full, Unread: maps.Clone(in.Unread), Accepted: in.Accepted}
	r.Disguised = in.Disguised
	for _, o := range in.Omissions {
		r.Omissions = append(r.Omissions, document.Omission(o))
	}
	rules, err := in.Rules.restored()
	if err != nil {
		return nil, origin, err
	}
	for i := range in.Findings {
		f, err := in.Findings[i].restored(r)
		if err != nil {
			return nil, origin, err
		}
		f.Policy = rules
		r.Findings = append(r.Findings, f)
	}
	return r, origin, nil
}

func (rules *archiveRules) restored() (*analyzer.Policy, error) {
	if rules == nil {
		return nil, nil
	}
	out := &analyzer.Policy{Never: rules.Never}
	severity, ok := lexicon.ParseSeverity(rules.Severity)
	if out.Threshold = severity; !ok {
		return nil, fmt.Errorf("%q is no severity", rules.Severity)
	}
	for _, name := range rules.Counted {
		status, ok := lexicon.ParseStatus(name)
		if !ok {
			return nil, fmt.Errorf("%q is no status", name)
		}
		out.Counted = append(out.Counted, status)
	}
	return out, nil
}

// restored is the finding again, in the document that r has.
func (in *archiveFinding) restored(r *analyzer.Report) (analyzer.Finding, error) {
	f := analyzer.Finding{Key: in.Key, Pattern: in.Pattern}
	if r.Language != nil {
		f.Entry = r.Language.Entry(in.Entry)
	}
	status, ok := lexicon.ParseStatus(in.Status)
	switch {
	case f.Entry == nil:
		return f, fmt.Errorf("the lexicon has no entry %q", in.Entry)
	case !ok:
		return f, fmt.Errorf("%q is no status", in.Status)
	}
	f.Verdict, f.Plain = judge.Verdict{Status: status, Rule: in.Rule}, in.Plain
	carried := in.Carried
	if carried == nil {
		carried = &archiveCarry{}
	} else if carried.Mentions < 0 || carried.Words < 0 {
		return f, fmt.Errorf("%d mentions in %d words are no topic", carried.Mentions, carried.Words)
	}
	from := analyzer.Carried{Mentions: carried.Mentions, Words: carried.Words}
	for _, part := range []struct {
		at *archiveSpan
		to *document.Span
	}{{&in.At, &f.Span}, {in.Cue, &f.Verdict.Cue}, {in.Speaker, &f.Verdict.Speaker}, {carried.From, &from.From}} {
		if part.at == nil {
			continue
		}
		if part.at.Text < 0 || part.at.Text >= len(r.Doc.Blocks) {
			return f, fmt.Errorf("there is no text %d", part.at.Text)
		}
		block := r.Doc.Blocks[part.at.Text].Span
		s := document.Span{Start: block.Start + part.at.Start, End: block.Start + part.at.End}
		if !block.Contains(s) || s.End < s.Start {
			return f, fmt.Errorf("text %d has no bytes from %d to %d", part.at.Text, part.at.Start, part.at.End)
		}
		*part.to = s
	}
	f.Sentence = r.Doc.Blocks[in.At.Text].Span
	if in.Carried != nil {
		f.Carried = &from
		if carried.Place != nil {
			at, err := carried.Place.restored()
			if err != nil {
				return f, err
			}
			r.Doc.Places[from.From] = at
		}
	}
	if in.Standing != nil {
		state, ok := analyzer.ParseState(in.Standing.Is)
		if !ok {
			return f, fmt.Errorf("%q is no standing", in.Standing.Is)
		}
		s := in.Standing
		f.Standing = analyzer.Standing{Is: state, Reason: s.Reason, By: s.By, Until: s.Until, At: FileName(s.At)}
	}
	p, err := in.Place.restored()
	r.Doc.Places[f.Span] = p
	return f, err
}

func (p archivePlace) restored() (document.Place, error) {
	out := document.Place{
		Page: p.Page, Label: p.Label, Section: p.Section, Line: p.Line, Column: p.Column, Printed: p.Printed,
		Speaker: p.Speaker, Part: FileName(p.Part),
		EndLine: p.EndLine, EndColumn: p.EndColumn, Byte: p.Byte, EndByte: p.EndByte,
	}
	if p.Time != "" {
		t, err := time.Parse("15:04:05.000", p.Time)
		if err != nil {
			return out, fmt.Errorf("%q is no time", p.Time)
		}
		out.Time, out.Timed = t.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)), true
	}
	if p.Bytes != nil {
		out.Source = document.Span(*p.Bytes)
	}
	for _, b := range p.Boxes {
		out.Boxes = append(out.Boxes, document.Box{Left: float32(b[0]), Top: float32(b[1]), Right: float32(b[2]), Bottom: float32(b[3])})
	}
	return out, nil
}
