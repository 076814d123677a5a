package lsp

import (
	"context"
	"strings"

	"github.com/creachadair/jrpc2"

	"refrain/reports/ci"
	"refrain/reports/wording"
)

// opened is a document that is open.
func (s *Server) opened(uri string) (*buffer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.open[sameOf(uri)]; b != nil {
		return b, nil
	}
	return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%.200s: not open", uri)
}

// hover explains the finding at a place, the one that begins last where several are.
func (s *Server) hover(ctx context.Context, p *positionParams) (*hover, error) {
	b, err := s.opened(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c, err := s.current(ctx, b)
	if err != nil {
		return nil, err
	}
	if c.report == nil {
		return s.hoverLexicon(b, c, p.Position), nil
	}
	at := newLines(c.text, s.encoding)
	list := c.within(at, Range{p.Position, p.Position})
	if len(list) == 0 {
		return nil, nil
	}
	var parts []string
	for _, f := range list {
		parts = append(parts, explanation(c, f))
	}
	r := at.between(list[0].source.Start, list[0].source.End)
	return &hover{Contents: markupContent{"markdown", strings.Join(parts, "\n\n---\n\n")}, Range: &r}, nil
}

// within are the findings that are shown and that touch a range, those that begin last first.
func (c *checked) within(at *lines, r Range) []placed {
	start, end := at.offsetOf(r.Start), at.offsetOf(r.End)
	var list []placed
	for i := len(c.findings) - 1; i >= 0; i-- {
		f := c.findings[i]
		if f.source.Start <= end && start <= f.source.End && severityOf(f.Finding, c.project) != 0 {
			list = append(list, f)
		}
	}
	return list
}

// explanation says in Markdown what a finding is, what decided how it is used, why it is named, what to
// consider and who says so.
func explanation(c *checked, f placed) string {
	words := wording.In(languageOf(c.project, c.report))
	escape := ci.MarkdownText
	var b strings.Builder
	b.WriteString("**" + escape(words.Quoted(wording.OneLine(f.Text(c.report.Doc)))) + "** · " +
		escape(words.Say(f.Entry.Category.Name)) + " (`" + f.Entry.ID + "`)\n\n")
	b.WriteString(escape(wording.Sentence(wording.Capital(words.StatusWords(c.report.Doc, f.Finding)))) + "\n\n")
	if fits := f.Consider(); len(fits) > 0 && f.Rewrite == "" && len(fits) < len(f.Entry.Consider()) {
		b.WriteString(escape(wording.Sentence(wording.Capital(
			words.Say("consider {wordings}", "wordings", strings.Join(fits, "; "))))) + "\n\n")
	}
	b.WriteString(ci.HelpMarkdown(words, f.Entry))
	b.WriteString("\n`" + f.Key + "`\n")
	return b.String()
}
