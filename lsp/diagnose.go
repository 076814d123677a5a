package lsp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/ci"
	"refrain/reports/wording"
)

// placed is a finding with its place in the text of the editor.
type placed struct {
	*analyzer.Finding
	source document.Span // bytes of the text
	index  int           // of the findings with its key, from 0
}

// diagnose checks a version of a document.
func (s *Server) diagnose(ctx context.Context, b *buffer, c *checked) {
	c.diagnostics = []Diagnostic{}
	if kind, folder := c.project.strictOf(b.file); kind != noStrict {
		s.diagnoseStrict(b, c, kind, folder)
		return
	}
	if b.ending != "" {
		c.report = c.project.checker.Document(ctx, s.readName(b), c.text)
		s.fill(b, c, c.project.apply(c.report, b.file))
	}
}

// readName is the name that a document is read by.
func (s *Server) readName(b *buffer) string {
	name := b.file
	if name == "" {
		name = nameOf(b.uri)
	}
	if !strings.EqualFold(filepath.Ext(name), b.ending) {
		name += b.ending
	}
	return filepath.ToSlash(name)
}

// resultID tells what came of checks apart. Clients that ask for diagnostics send it back.
func (c *checked) resultID() string {
	c.hashing.Do(func() {
		data, err := json.Marshal(c.diagnostics)
		if err != nil {
			panic(err) // They are plain structs.
		}
		sum := sha256.Sum256(data)
		c.hash = hex.EncodeToString(sum[:12])
	})
	return c.hash
}

// fill puts what was found into diagnostics, gaps first.
func (s *Server) fill(b *buffer, c *checked, notices []analyzer.Notice) {
	settings := c.project.settings
	words := wording.In(languageOf(c.project, c.report))
	at := newLines(c.text, s.encoding)
	if settings.Gaps != hide {
		for _, g := range wording.GroupGaps(c.report.Gaps()) {
			severity := severityInformation
			if g.Accepted != "" {
				severity = severityHint
			}
			c.diagnostics = append(c.diagnostics, Diagnostic{
				Range: Range{}, Severity: severity, Code: "not-read", Source: "refrain",
				Message: oneLine(words.Say(wording.NotRead) + ": " + words.Hinted(g)),
			})
		}
	}
	c.diagnostics = append(c.diagnostics, s.recordDiagnostics(at, notices)...)
	c.findings = c.placeAll()
	for _, f := range c.findings {
		if severity := severityOf(f.Finding, c.project); severity != 0 {
			c.diagnostics = append(c.diagnostics, s.finding(b, c, at, words, f, severity))
		}
	}
}

// placeAll finds the places of findings, in the order of the text. Findings without a place in it are
// at its beginning.
func (c *checked) placeAll() []placed {
	all := make([]placed, 0, len(c.report.Findings))
	count := map[string]int{}
	for i := range c.report.Findings {
		f := &c.report.Findings[i]
		all = append(all, placed{f, c.sourceOf(f.Span), count[f.Key]})
		count[f.Key]++
	}
	slices.SortStableFunc(all, func(a, b placed) int { return a.source.Start - b.source.Start })
	return all
}

// sourceOf is where a span of the text that is searched stands in the editor's text, which has no byte
// order mark where the file has one.
func (c *checked) sourceOf(s document.Span) document.Span {
	source, _ := c.report.Doc.InSource(s)
	if strings.HasPrefix(c.report.Doc.Source, byteOrderMark) && !strings.HasPrefix(c.text, byteOrderMark) {
		source.Start, source.End = source.Start-len(byteOrderMark), source.End-len(byteOrderMark)
	}
	source.Start = max(0, min(source.Start, len(c.text)))
	source.End = max(source.Start, min(source.End, len(c.text)))
	return source
}

const byteOrderMark = "\ufeff"

// severityOf is how a finding is shown: what fails a check is an error. 0 is a finding that is not.
func severityOf(f *analyzer.Finding, p *project) int {
	switch {
	case !p.policy.Counts(f):
		return shown(p.settings.Uncounted)
	case f.Record.State == analyzer.Known || f.Record.State == analyzer.Waived:
		return shown(p.settings.Known)
	case p.policy.Fails(f):
		return severityError
	}
	switch wording.SeverityOf(f) {
	case lexicon.Replace, lexicon.Review:
		return severityWarning
	case lexicon.Note:
		return severityInformation
	}
	return severityHint
}

func shown(setting string) int {
	if setting == hint {
		return severityHint
	}
	return 0
}

// finding is the diagnostic of a finding.
func (s *Server) finding(
	b *buffer, c *checked, at *lines, words wording.Words, f placed, severity int,
) Diagnostic {
	d := Diagnostic{
		Range: at.between(f.source.Start, f.source.End), Severity: severity, Code: f.Entry.ID, Source: "refrain",
		Message: message(words, c.report.Doc, f.Finding), Data: &diagnosticData{Key: f.Key, Index: f.index},
	}
	if link := c.project.link(f.Entry); link != "" {
		d.CodeDescription = &codeDescription{link}
	}
	if f.Record.State == analyzer.Known || f.Record.State == analyzer.Waived {
		d.Tags = s.tags(tagUnnecessary)
	}
	if f.Carried != nil && f.Carried.From.Len() > 0 && s.client.TextDocument.PublishDiagnostics.RelatedInformation {
		from := c.sourceOf(f.Carried.From)
		d.Related = []relatedInformation{{
			Location: Location{b.uri, at.between(from.Start, from.End)},
			Message:  words.Quoted(wording.OneLine(f.Carried.From.Of(c.report.Doc.Text))),
		}}
	}
	return d
}

// link is a page of the web on which it can be read why an entry is named, or "".
func (p *project) link(e *lexicon.Entry) string {
	if link, ok := p.links.Load(e); ok {
		return link.(string)
	}
	link := ci.HelpLink(e)
	p.links.Store(e, link)
	return link
}

// tags are those of some tags that the client knows.
func (s *Server) tags(all ...int) []int {
	known := s.client.TextDocument.PublishDiagnostics.TagSupport.ValueSet
	return slices.DeleteFunc(all, func(tag int) bool { return !slices.Contains(known, tag) })
}

// Bounds of a message, in characters. Editors show one line of it.
const (
	mostMessage = 200
	mostWords   = 60 // of the finding
	fewInstead  = 2  // wordings to consider
)

// message is a finding in one line: the words, how they are used, and what to consider.
func message(words wording.Words, d *document.Document, f *analyzer.Finding) string {
	head := words.Quoted(wording.CutAt(wording.OneLine(f.Text(d)), mostWords)) + " (" + words.Status(f.Verdict.Status) +
		wording.CutAt(words.RecordWords(f.Record), mostWords) + ")"
	instead := f.Consider()
	if len(instead) == 0 {
		return oneLine(head)
	}
	list := strings.Join(instead[:min(len(instead), fewInstead)], "; ")
	room := mostMessage - utf8.RuneCountInString(head+words.Say("consider {wordings}", "wordings", ""))
	return oneLine(head + ": " + words.Say("consider {wordings}", "wordings", wording.CutAt(list, max(room, 1))))
}

// oneLine is a text that is safe to show, in one line.
func oneLine(s string) string {
	return wording.CutAt(display.Printable(wording.SingleBlanks(strings.TrimSpace(s))), 2*mostMessage)
}

// languageOf is the language of messages about a document: the one that is asked for, or that of the
// document where there is a catalogue of it.
func languageOf(p *project, r *analyzer.Report) string {
	switch {
	case p.config.ReportLang.Value != "":
		return p.config.ReportLang.Value
	case p.settings.ReportLang != "":
		return p.settings.ReportLang
	case r != nil && r.Language != nil && wording.Complete(r.Language.Code):
		return r.Language.Code
	}
	return wording.English
}

// recordDiagnostics are what is wrong with the waivers in a document.
func (s *Server) recordDiagnostics(at *lines, notices []analyzer.Notice) []Diagnostic {
	var all []Diagnostic
	for _, n := range notices {
		d := Diagnostic{
			Range: lineRange(at, n.Place.Line, n.Place.Column), Severity: severityInformation,
			Code: "waiver-" + n.Kind, Source: "refrain", Message: oneLine(n.Text),
		}
		switch {
		case n.Fails():
			d.Severity = severityError
		case n.Kind == "unused":
			d.Severity, d.Tags = severityWarning, s.tags(tagUnnecessary)
		}
		all = append(all, d)
	}
	return all
}

// lineRange is the range from a place, with line and column from 1 and columns in code points, to the
// end of its line.
func lineRange(l *lines, line, column int) Range {
	line = max(0, min(line-1, len(l.starts)-1))
	start, end := l.starts[line], len(l.text)
	if line+1 < len(l.starts) {
		end = l.starts[line+1]
	}
	rest := strings.TrimRight(l.text[start:end], "\r\n")
	for i := range rest {
		if column--; column <= 0 {
			return l.between(start+i, start+len(rest))
		}
	}
	return l.between(start+len(rest), start+len(rest))
}
