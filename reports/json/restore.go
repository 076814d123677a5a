package json

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/internal/display"
	"refrain/lexicon"
)

// Origin is which document a line of an archive is of, and how it was checked.
type Origin struct {
	Path    string   `json:"path"`    // as the user named the document
	SHA256  string   `json:"sha256"`  // of the document; "" when it could not be read
	Tool    string   `json:"tool"`    // version
	Lexicon string   `json:"lexicon"` // SHA-256
	Tiers   []string `json:"tiers"`
}

var errNoLine = errors.New("not a line of an archive")

// OriginOf reads as much of a line of an archive as says where it comes from.
func OriginOf(line []byte) (Origin, error) {
	var o Origin
	if err := json.Unmarshal(line, &o); err != nil {
		return Origin{}, errNoLine
	}
	o.Path = display.FileName(o.Path)
	return o, nil
}

// mostPages is how many pages a line may say that its document has: more than any reader takes, and
// few enough to be held.
const mostPages = 1 << 20

// Restore makes a report of a line of an archive. Its document has the text of the sentences that
// hold findings and no other; it says of each finding where it stood. An error is a line that is
// none, or one of another lexicon.
func Restore(line []byte, lex *lexicon.Lexicon) (*analyzer.Report, Origin, error) {
	var in archiveLine
	if err := json.Unmarshal(line, &in); err != nil || in.Schema != archiveSchema {
		return nil, Origin{}, errNoLine
	}
	origin := Origin{display.FileName(in.Path), in.SHA256, in.Tool, in.Lexicon, in.Tiers}
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
	r := &analyzer.Report{
		Doc: d, Language: lex.Language(in.Entries), Words: in.Words, People: in.People, Truncated: in.Full,
		Unread: maps.Clone(in.Unread), Accepted: in.Accepted,
	}
	r.Disguised, r.Recognised = in.Disguised, in.Recognised
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
	analyzer.Join(r.Findings)
	return r, origin, nil
}

func (rules *archiveRules) restored() (*analyzer.Policy, error) {
	if rules == nil {
		return nil, nil
	}
	out := &analyzer.Policy{Never: rules.Never, OCRFails: rules.OCRFails}
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
	f.Verdict = judge.Verdict{Status: status, Rule: in.Rule}
	f.Plain, f.Fits, f.Rewrite, f.Recognised = in.Plain, in.Fits, in.Rewrite, in.Picture
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
	if in.Record != nil {
		state, ok := analyzer.ParseState(in.Record.Is)
		if !ok {
			return f, fmt.Errorf("%q is no standing", in.Record.Is)
		}
		s := in.Record
		f.Record = analyzer.Record{State: state, Reason: s.Reason, By: s.By, Until: s.Until, Where: display.FileName(s.At)}
	}
	p, err := in.Place.restored()
	r.Doc.Places[f.Span] = p
	if f.Voice = f.Verdict.Speaker.Of(r.Doc.Text); f.Voice == "" {
		f.Voice = p.Speaker
	}
	return f, err
}

func (p archivePlace) restored() (document.Place, error) {
	out := document.Place{
		Page: p.Page, Label: p.Label, Section: p.Section, Line: p.Line, Column: p.Column, Printed: p.Printed,
		Paragraph: p.Paragraph, Laid: p.Laid, Link: p.Link,
		Speaker: p.Speaker, Part: display.FileName(p.Part),
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
		out.Boxes = append(out.Boxes, document.Box{
			Left: float32(b[0]), Top: float32(b[1]), Right: float32(b[2]), Bottom: float32(b[3]),
		})
	}
	return out, nil
}
