package reports

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// sarifResults is how many results of a run GitHub takes. It refuses a file with more.
const sarifResults = 25_000

// sarifText is how many characters GitHub takes of a rule's description.
const sarifText = 1024

const sarifHead = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"refrain",`

func beganSARIF(head string) bool { return strings.HasPrefix(head, sarifHead) }

// sarifWriter writes SARIF 2.1.0 as GitHub's code scanning takes it. Results come worst first and the rules before them, so they are kept until the
// end, encoded, and never more than twice as many as are written.
type sarifWriter struct {
	w         io.Writer
	options   Options
	run       Run
	gaps      []sarifNotification
	artifacts [][]byte
	rules     []sarifRule
	ruleIndex map[*lexicon.Entry]int
	results   []sarifEncoded
	cut       int // results that are not written
}

// sarifEncoded is a result with what it is sorted by. Of the same severity the first found comes first.
type sarifEncoded struct {
	severity lexicon.Severity
	json     []byte
}

func newSARIF(w io.Writer, o Options) Writer {
	return &sarifWriter{w: guarded(w, jsonSigns), options: o, ruleIndex: map[*lexicon.Entry]int{}}
}

type sarifMessage struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifRule struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Short    sarifMessage    `json:"shortDescription"`
	Full     sarifMessage    `json:"fullDescription"`
	Default  sarifLevel      `json:"defaultConfiguration"`
	Help     sarifMessage    `json:"help"`
	Property sarifProperties `json:"properties"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifProperties struct {
	Tags []string `json:"tags"`
}

type sarifNotification struct {
	Descriptor sarifReference  `json:"descriptor"`
	Level      string          `json:"level"`
	Message    sarifMessage    `json:"message"`
	Locations  []sarifLocation `json:"locations,omitempty"`
}

type sarifReference struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`

	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

// sarifSuppression says why a result needs no action now.
type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifactLocation `json:"artifactLocation"`
	Region   *sarifRegion          `json:"region,omitempty"`
}

type sarifArtifactLocation struct {
	URI   string `json:"uri"`
	Index int    `json:"index"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

type sarifArtifact struct {
	Location sarifArtifactLocation `json:"location"`
	Roles    []string              `json:"roles"`
	Hashes   map[string]string     `json:"hashes,omitempty"`
}

var sarifLevels = map[lexicon.Severity]string{lexicon.Replace: "error", lexicon.Review: "warning", lexicon.Note: "note", lexicon.Info: "note"}

func (s *sarifWriter) Begin(run Run) error {
	s.run = run
	return nil
}

func (s *sarifWriter) Document(r *analyzer.Report) error {
	d := r.Doc
	at := sarifArtifactLocation{sarifURI(s.options.file(d)), len(s.artifacts)}
	artifact := sarifArtifact{Location: at, Roles: []string{"analysisTarget"}}
	if d.SHA256 != "" {
		artifact.Hashes = map[string]string{"sha-256": d.SHA256}
	}
	s.artifacts = append(s.artifacts, encoded(artifact))
	// A gap is never a result: GitHub refuses the whole file for one result without a place.
	for _, gap := range notRead(r) {
		s.gaps = append(s.gaps, sarifNotification{sarifReference{"not-read"}, sarifLevels[gapSeverity(r)], sarifMessage{Text: gap}, []sarifLocation{{Physical: sarifPhysical{Artifact: at}}}})
	}
	s.findings(r, at)
	return nil
}

// findings keeps the results of one document.
func (s *sarifWriter) findings(r *analyzer.Report, at sarifArtifactLocation) {
	d := r.Doc
	places, wanted := map[int]document.Place{}, map[int]bool{}
	for i := range r.Findings {
		if f := &r.Findings[i]; s.run.Policy.Counts(f) && f.Standing.Is != analyzer.Outside {
			p := d.Locate(f.Span)
			places[i] = p
			if onLine(p) {
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
			RuleID: f.Entry.ID, RuleIndex: s.rule(f.Entry), Level: sarifLevels[severity(f)],
			Message:   sarifMessage{Text: sarifPlain(remark(d, f, p))},
			Locations: []sarifLocation{{Physical: sarifPhysical{at, sarifRegionOf(p)}, Logical: sarifLogicalOf(p)}},
			Fingerprints: map[string]string{
				"refrain/v1":              fmt.Sprintf("%s:%d", f.Key, n),
				"primaryLocationLineHash": fmt.Sprintf("%.16s:%d", f.Key, n),
			},
		}
		if hash := hashes[p.Line]; hash != "" && onLine(p) {
			result.Fingerprints["primaryLocationLineHash"] = hash
		}
		if f.Standing.Is == analyzer.Known || f.Standing.Is == analyzer.Waived {
			kind := "external"
			if strings.HasPrefix(f.Standing.At, d.Name+":") {
				kind = "inSource"
			}
			result.Suppressions = []sarifSuppression{{kind, "accepted", capital(strings.TrimPrefix(standingWords(f.Standing), "; "))}}
		}
		s.results = append(s.results, sarifEncoded{severity(f), encoded(result)})
	}
	if len(s.results) > 2*sarifResults {
		s.trim()
	}
}

// trim leaves the worst results, as many as GitHub takes.
func (s *sarifWriter) trim() {
	slices.SortStableFunc(s.results, func(a, b sarifEncoded) int { return cmp.Compare(a.severity, b.severity) })
	if more := len(s.results) - sarifResults; more > 0 {
		clear(s.results[sarifResults:])
		s.results = s.results[:sarifResults]
		s.cut += more
	}
}

// rule is the index of an entry among the rules.
func (s *sarifWriter) rule(e *lexicon.Entry) int {
	i, ok := s.ruleIndex[e]
	if !ok {
		i = len(s.rules)
		s.ruleIndex[e] = i
		s.rules = append(s.rules, sarifRule{
			ID: e.ID, Name: pascal(e.ID), Short: sarifMessage{Text: sarifPlain(sentence(short(e.Category.Name)))}, Full: sarifMessage{Text: sarifPlain(short(e.Why))},
			Default: sarifLevel{sarifLevels[e.Severity]}, Help: sarifMessage{sarifPlain(help(e)), helpMarkdown(e)},
			Property: sarifProperties{[]string{e.Category.ID, e.Tier.String(), "evidence " + e.Grade.String()}},
		})
	}
	return i
}

func (s *sarifWriter) End(t Totals) error {
	s.trim()
	notes := s.gaps
	if s.cut > 0 {
		notes = append(notes, note("cut", "warning", fmt.Sprintf("%s are not in this file, the mildest ones: GitHub takes %s of a run. Other kinds of reports have all.", count(s.cut, "finding"), thousands(sarifResults))))
	}
	for _, b := range s.options.broken(t) {
		notes = append(notes, note(b.Kind, "error", b.String()))
	}
	for _, change := range changed(s.run) {
		notes = append(notes, note("lexicon", "note", change))
	}
	notes = append(notes, note("summary", "note", strings.Join(summary(t), " ")))

	var b bytes.Buffer
	b.WriteString(sarifHead)
	member := func(before string, value any) { b.WriteString(before); b.Write(encoded(value)) }
	member(`"version":`, s.run.Version)
	b.WriteString(`,"rules":[`)
	for i := range s.rules {
		member(separator(i), s.rules[i])
	}
	b.WriteString("]}},\n")
	// Gaps are no failure of the execution: GitHub would take nothing of the file. An interrupted run is one, or alerts that it did not reach would close.
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
	member(`"lexicon":`, lexiconOf(s.run))
	member(`,"tiers":`, listed(s.run.Tiers))
	member(`,"counted":`, countedNames(s.run.Policy))
	member(`,"totals":`, totalsOf(t))
	b.WriteString("}}]}\n")
	_, err := b.WriteTo(s.w)
	return err
}

func note(id, level, text string) sarifNotification {
	return sarifNotification{Descriptor: sarifReference{id}, Level: level, Message: sarifMessage{Text: sarifPlain(Printable(text))}}
}

// separator stands before the i-th of a list, of which each has a line.
func separator(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}

// sarifURI is a path as a URI, relative to the repository's root. What lies outside it keeps the name that the user gave.
func sarifURI(name string) string {
	u := url.URL{Path: name}
	if path.IsAbs(name) {
		u.Scheme = "file"
	}
	return u.String()
}

// sarifRegionOf is the line and columns of a place. GitHub's documentation requires a region of every result, and one that is refused takes the whole
// file with it: a place without a line is the first character, and its page stands in the message and among the logical locations.
func sarifRegionOf(p document.Place) *sarifRegion {
	if !onLine(p) {
		return &sarifRegion{1, 1, 1, 2}
	}
	return &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
}

// sarifLogicalOf is the page and section of a place: "page 2 (ii)/Article 4(2)(b)".
func sarifLogicalOf(p document.Place) []sarifLogical {
	if p.Page > 0 {
		p.Line, p.Printed = 0, 0
	}
	list := parts(p)
	if len(list) == 0 {
		return nil
	}
	return []sarifLogical{{Printable(strings.Join(list, "/"))}}
}

// sarifPlain is text in which nothing is a link: SARIF has [text](target) even in plain messages.
func sarifPlain(s string) string { return strings.ReplaceAll(s, "](", `\](`) }

// short is text as long as GitHub takes it of a rule.
func short(s string) string {
	if s = Printable(s); utf8.RuneCountInString(s) > sarifText-1 {
		s = string([]rune(s)[:sarifText-2]) + "…"
	}
	return s
}

// pascal is an id as a name of a rule: "flood-of-people" is "FloodOfPeople".
func pascal(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		b.WriteString(capital(word))
	}
	return b.String()
}

// help is what an entry says, for viewers that show no Markdown.
func help(e *lexicon.Entry) string {
	s := sentence(e.Why) + " Consider: " + strings.Join(e.Instead, "; ") + "."
	if e.Caveat != "" {
		s += " Note: " + sentence(e.Caveat)
	}
	return Printable(s + differ(e) + " Sources: " + sentence(sourceNames(e)))
}

// helpMarkdown is what an entry says, with its sources as links. GitHub shows it beside an alert.
func helpMarkdown(e *lexicon.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n**Consider**\n\n", markdownText(sentence(e.Why)))
	for _, instead := range e.Instead {
		fmt.Fprintf(&b, "- %s\n", markdownText(instead))
	}
	if e.Caveat != "" {
		fmt.Fprintf(&b, "\n**Note**: %s\n", markdownText(e.Caveat))
	}
	if len(e.Disagree) > 0 {
		b.WriteString("\n**Authorities differ**\n\n")
		for _, side := range e.Disagree {
			fmt.Fprintf(&b, "- %s\n", markdownText(side.Says+bodies(side.Sources)))
		}
	}
	b.WriteString("\n**Sources**\n\n")
	printable := 0
	for _, source := range e.Sources {
		if !source.Printable() {
			continue
		}
		printable++
		if link := webLink(source.URL); link != "" {
			fmt.Fprintf(&b, "- [%s](<%s>)\n", markdownText(referenceName(source)), link)
		} else {
			fmt.Fprintf(&b, "- %s\n", markdownText(referenceName(source)))
		}
	}
	if printable == 0 {
		b.WriteString("- none confirmed; the judgement of the lexicon's editors\n")
	}
	fmt.Fprintf(&b, "\n%s. Evidence %s%s. `refrain lexicon show %s` shows the whole entry.\n", markdownText(severityMeaning[e.Severity]), e.Grade, markdownText(asides(e)), e.ID)
	return b.String()
}

// markdownText is text in which nothing is Markdown or HTML.
func markdownText(s string) string { return markdownEscaper.Replace(Printable(s)) }

var markdownEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", `\#`, "|", `\|`, "~", `\~`,
)

// webLink is a URL that may be followed from a report, or "".
func webLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(u.String())
}
