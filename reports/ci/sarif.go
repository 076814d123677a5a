package ci

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/json"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// sarifResults is how many results of a run GitHub takes. It refuses a file with more.
const sarifResults = 25_000

// sarifText is how many characters GitHub takes of a rule's description.
const sarifText = 1024

const sarifHead = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",` +
	`"runs":[{"tool":{"driver":{"name":"refrain",`

// BeganSARIF reports whether a file that begins with head is such a report.
func BeganSARIF(head string) bool { return strings.HasPrefix(head, sarifHead) }

// SARIF writes SARIF 2.1.0 as GitHub's code scanning takes it. Results come worst first and the
// rules before them, so they are kept until the end, encoded, and never more than twice as many as
// are written.
type SARIF struct {
	w         io.Writer
	options   stream.Options
	run       stream.Run
	words     wording.Words
	gaps      []sarifNotification
	artifacts [][]byte
	rules     []sarifRule
	ruleIndex map[*lexicon.Entry]int
	results   []sarifEncoded
	cut       int // results that are not written
}

// sarifEncoded is a result with what it is sorted by. Of the same severity the first found comes
// first.
type sarifEncoded struct {
	severity lexicon.Severity
	json     []byte
}

// NewSARIF returns a writer of such a report to w.
func NewSARIF(w io.Writer, o stream.Options) *SARIF {
	return &SARIF{w: display.Guarded(w, display.JSONSigns), options: o, ruleIndex: map[*lexicon.Entry]int{}}
}

var sarifLevels = map[lexicon.Severity]string{
	lexicon.Replace: "error", lexicon.Review: "warning", lexicon.Note: "note", lexicon.Info: "note",
}

func (s *SARIF) Begin(run stream.Run) error {
	s.run, s.words = run, wording.In(run.Language)
	return nil
}

func (s *SARIF) Document(r *analyzer.Report) error {
	d := r.Doc
	at := sarifArtifactLocation{sarifURI(fileOf(s.options, d)), len(s.artifacts)}
	artifact := sarifArtifact{Location: at, Roles: []string{"analysisTarget"}}
	if d.SHA256 != "" {
		artifact.Hashes = map[string]string{"sha-256": d.SHA256}
	}
	s.artifacts = append(s.artifacts, display.JSON(artifact))
	// A gap is never a result: GitHub refuses the whole file for one result without a place.
	for _, gap := range notRead(s.words, r) {
		s.gaps = append(s.gaps, sarifNotification{
			sarifReference{"not-read"}, sarifLevels[wording.GapSeverity(r)], sarifMessage{Text: gap},
			[]sarifLocation{{Physical: sarifPhysical{Artifact: at}}},
		})
	}
	s.findings(r, at)
	return nil
}

// findings keeps the results of one document.
func (s *SARIF) findings(r *analyzer.Report, at sarifArtifactLocation) {
	d := r.Doc
	places, wanted := map[int]document.Place{}, map[int]bool{}
	for i := range r.Findings {
		if f := &r.Findings[i]; s.run.Policy.Counts(f) && f.Record.State != analyzer.Outside {
			p := d.Locate(f.Span)
			places[i] = p
			if wording.OnLine(p) {
				wanted[p.Line] = true
			}
		}
	}
	var hashes map[int]string
	if len(wanted) > 0 {
		hashes = lineHashes(d.Source, wanted)
	}
	seen := ordinals{}
	for i := range r.Findings {
		f := &r.Findings[i]
		p, counts := places[i]
		if !counts {
			continue
		}
		n := seen.next(f.Key)
		result := sarifResult{
			RuleID: f.Entry.ID, RuleIndex: s.rule(f.Entry), Level: sarifLevels[wording.SeverityOf(f)],
			Message:   sarifMessage{Text: sarifPlain(message(s.words, d, f, p))},
			Locations: []sarifLocation{{Physical: sarifPhysical{at, sarifRegionOf(p)}, Logical: sarifLogicalOf(s.words, p)}},
			Fingerprints: map[string]string{
				"refrain/v1":              fmt.Sprintf("%s:%d", f.Key, n),
				"primaryLocationLineHash": fmt.Sprintf("%.16s:%d", f.Key, n),
			},
		}
		if hash := hashes[p.Line]; hash != "" && wording.OnLine(p) {
			result.Fingerprints["primaryLocationLineHash"] = hash
		}
		if f.Record.State == analyzer.Known || f.Record.State == analyzer.Waived {
			kind := "external"
			if strings.HasPrefix(f.Record.Where, d.Name+":") {
				kind = "inSource"
			}
			result.Suppressions = []sarifSuppression{{kind, "accepted", wording.Capital(
				strings.TrimPrefix(s.words.RecordWords(f.Record), "; "),
			)}}
		}
		s.results = append(s.results, sarifEncoded{wording.SeverityOf(f), display.JSON(result)})
	}
	if len(s.results) > 2*sarifResults {
		s.trim()
	}
}

// trim leaves the worst results, as many as GitHub takes.
func (s *SARIF) trim() {
	slices.SortStableFunc(s.results, func(a, b sarifEncoded) int { return cmp.Compare(a.severity, b.severity) })
	if more := len(s.results) - sarifResults; more > 0 {
		clear(s.results[sarifResults:])
		s.results = s.results[:sarifResults]
		s.cut += more
	}
}

// rule is the index of an entry among the rules.
func (s *SARIF) rule(e *lexicon.Entry) int {
	i, ok := s.ruleIndex[e]
	if !ok {
		i = len(s.rules)
		s.ruleIndex[e] = i
		s.rules = append(s.rules, sarifRule{
			ID: e.ID, Name: pascal(e.ID),
			Short:    sarifMessage{Text: sarifPlain(wording.Sentence(short(s.words.Say(e.Category.Name))))},
			Full:     sarifMessage{Text: sarifPlain(short(e.Why))},
			Default:  sarifLevel{sarifLevels[e.Severity]},
			Help:     sarifMessage{sarifPlain(help(s.words, e)), HelpMarkdown(s.words, e)},
			HelpURI:  HelpLink(e),
			Property: sarifProperties{[]string{e.Category.ID, wording.TierWords(e.Tier), wording.Words{}.GradeWords(e.Grade)}},
		})
	}
	return i
}

func (s *SARIF) End(t stream.Totals) error {
	s.trim()
	notes := s.gaps
	if s.cut > 0 {
		notes = append(notes, note("cut", "warning", s.words.Say(
			"{findings} are not in this file, the mildest ones: GitHub takes {most} of a run. "+
				"Other kinds of reports have all.",
			"findings", s.words.Count(s.cut, "finding"), "most", s.words.Number(sarifResults),
		)))
	}
	for _, b := range brokenRecords(s.options, t) {
		notes = append(notes, note(b.Kind, "error", b.String()))
	}
	for _, change := range s.words.Changes(s.run) {
		notes = append(notes, note("lexicon", "note", change))
	}
	notes = append(notes, note("summary", "note", strings.Join(s.words.Summary(t), " ")))

	var b bytes.Buffer
	b.WriteString(sarifHead)
	member := func(before string, value any) { b.WriteString(before); b.Write(display.JSON(value)) }
	member(`"version":`, s.run.Version)
	b.WriteString(`,"rules":[`)
	for i := range s.rules {
		member(separator(i), s.rules[i])
	}
	b.WriteString("]}},\n")
	// Gaps are no failure of the execution: GitHub would take nothing of the file. An interrupted
	// run is one, or alerts that it did not reach would close.
	fmt.Fprintf(&b, `"invocations":[{"executionSuccessful":%t,"toolExecutionNotifications":[`, !t.Interrupted)
	for i := range notes {
		member(separator(i), notes[i])
	}
	b.WriteString("]}],\n\"artifacts\":[")
	for i, artifact := range s.artifacts {
		b.WriteString(separator(i))
		b.Write(artifact)
	}
	b.WriteString("],\n\"results\":[")
	for i, result := range s.results {
		b.WriteString(separator(i))
		b.Write(result.json)
	}
	b.WriteString("],\n\"columnKind\":\"unicodeCodePoints\",\"properties\":{")
	member(`"lexicon":`, json.LexiconOf(s.run))
	member(`,"tiers":`, json.Listed(s.run.Tiers))
	member(`,"counted":`, wording.CountedNames(s.run.Policy))
	if speaker := s.run.Policy.Speaker; speaker != "" {
		member(`,"speaker":`, display.Name(speaker))
	}
	member(`,"totals":`, json.TotalsOf(t))
	b.WriteString("}}]}\n")
	_, err := b.WriteTo(s.w)
	return err
}

func note(id, level, text string) sarifNotification {
	return sarifNotification{Descriptor: sarifReference{id}, Level: level, Message: sarifMessage{
		Text: sarifPlain(display.Printable(text)),
	}}
}

// sarifURI is a path as a URI, relative to the repository's root. What lies outside it keeps the
// name that the user gave.
func sarifURI(name string) string {
	u := url.URL{Path: name}
	if path.IsAbs(name) {
		u.Scheme = "file"
	}
	return u.String()
}

// sarifRegionOf is the line and columns of a place. GitHub's documentation requires a region of
// every result, and one that is refused takes the whole file with it: a place without a line is the
// first character, and its page stands in the message and among the logical locations.
func sarifRegionOf(p document.Place) *sarifRegion {
	if !wording.OnLine(p) {
		return &sarifRegion{1, 1, 1, 2}
	}
	return &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
}

// sarifLogicalOf is the page and section of a place: "page 2 (ii)/Article 4(2)(b)".
func sarifLogicalOf(words wording.Words, p document.Place) []sarifLogical {
	if p.Page > 0 {
		p.Line, p.Printed = 0, 0
	}
	list := words.PlaceParts(p)
	if len(list) == 0 {
		return nil
	}
	return []sarifLogical{{display.Printable(strings.Join(list, "/"))}}
}
