package lsp

import (
	"context"
	"slices"
	"strings"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// proposal is an edit that puts other words into the place of a finding.
type proposal struct {
	source document.Span // of the text
	text   string
	from   string // the words as they will be read, with what stays of those around them
	alone  bool   // no other wording fits
	rough  bool   // nobody has looked whether it fits the sentence
}

// actions are what a person may do about the findings in a range.
func (s *Server) actions(ctx context.Context, p *codeActionParams) ([]codeAction, error) {
	all := []codeAction{}
	b, err := s.opened(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c, err := s.current(ctx, b)
	if err != nil || c.report == nil {
		return all, err
	}
	at := newLines(c.text, s.encoding)
	only := p.Context.Only
	if wants(only, quickFix) {
		for _, f := range c.within(at, p.Range) {
			all = append(all, s.fixes(b, c, at, f)...)
		}
	}
	if len(only) > 0 && wants(only, fixAll) { // Unasked for, it would be worked out at each step of the cursor.
		if edits := c.unambiguous(at); len(edits) > 0 {
			all = append(all, codeAction{
				Title: "Replace all words that only one wording can stand for", Kind: fixAll, Edit: s.edit(b.uri, c, edits),
			})
		}
	}
	return all, ctx.Err()
}

// wants reports whether a client that asks for some kinds of actions only, or for all, wants those of a
// kind.
func wants(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(asked string) bool {
		return asked == kind || strings.HasPrefix(kind, asked+".") || asked == ""
	})
}

// fixes are the actions on a finding.
func (s *Server) fixes(b *buffer, c *checked, at *lines, f placed) []codeAction {
	words := wording.In(languageOf(c.project, c.report))
	d := []Diagnostic{s.finding(b, c, at, words, f, severityOf(f.Finding, c.project))}
	var all []codeAction
	for _, p := range c.proposals(f) {
		title := "Replace with " + words.Quoted(wording.CutAt(wording.OneLine(p.from), mostWords))
		if p.rough {
			title += " (see whether it fits the sentence)"
		}
		all = append(all, codeAction{
			Title: title, Kind: quickFix, Diagnostics: d, IsPreferred: p.alone,
			Edit: s.edit(b.uri, c, []textEdit{{at.between(p.source.Start, p.source.End), p.text}}),
		})
	}
	do := func(title, name string, more map[string]any) {
		arguments := map[string]any{"uri": b.uri, "key": f.Key, "index": f.index}
		for k, v := range more {
			arguments[k] = v
		}
		all = append(all, codeAction{
			Title: title, Kind: quickFix, Diagnostics: d,
			Command: &command{Title: title, Command: name, Arguments: []any{arguments}},
		})
	}
	about := f.Entry.ID
	if f.Record.State == analyzer.Open || f.Record.State == analyzer.Late {
		if c.report.Doc.Comments != document.NoComments && c.project.distrusts(b.file) == "" {
			do("Let "+about+" stand here, with a reason", waiveCommand, map[string]any{"where": inDocument})
		}
		if _, inside := c.project.path(b.file); inside {
			do("Let "+about+" stand, with a reason in "+c.project.config.Waivers.Value, waiveCommand,
				map[string]any{"where": inFile})
			do("Add to the baseline "+c.project.config.Baseline.Value, baselineCommand, nil)
		}
	}
	do("Explain "+about, explainCommand, nil)
	return all
}

// proposals are what may be put into the place of a finding, what fits best first.
func (c *checked) proposals(f placed) []proposal {
	if !amend.Own(f.Finding) {
		return nil
	}
	c.amending.Lock()
	defer c.amending.Unlock()
	if known, ok := c.proposed[f.Finding]; ok {
		return known
	}
	paper := amend.Propose(c.report, amend.Options{Prefer: c.project.prefer, Only: func(other *analyzer.Finding) bool {
		return other.Span.Overlaps(f.Span)
	}})
	var all []proposal
	for i := range paper.Amendments {
		all = append(all, c.amendment(&paper.Amendments[i])...)
	}
	if len(all) == 0 && f.Rewrite == "" {
		all = c.rough(f)
	}
	if c.proposed == nil {
		c.proposed = map[*analyzer.Finding][]proposal{}
	}
	c.proposed[f.Finding] = all
	return all
}

// rough are an entry's wordings for noun phrases as they are, where grammar says of none that it fits.
func (c *checked) rough(f placed) (all []proposal) {
	for _, instead := range f.Consider() {
		if slices.Contains(f.Entry.Verbs, instead) {
			continue
		}
		w := amend.Wording{Span: f.Span, Old: f.Text(c.report.Doc), New: instead, From: instead}
		if p, ok := c.proposal(w); ok {
			p.rough = true
			all = append(all, p)
		}
	}
	return all
}

// amendment are the edits that an amendment offers.
func (c *checked) amendment(a *amend.Amendment) []proposal {
	if a.Kind == amend.Redraft {
		return nil
	}
	var all []proposal
	for i, w := range append([]amend.Wording{a.Wording}, a.Others...) {
		if p, ok := c.proposal(w); ok {
			p.alone = i == 0 && a.Alone
			all = append(all, p)
		}
	}
	return all
}

// proposal is the edit that writes a wording into the editor's text. It is not ok where something else
// than the words stands there, such as markup, which an edit would take away.
func (c *checked) proposal(w amend.Wording) (p proposal, ok bool) {
	edit, ok := amend.InSource(c.report.Doc, w)
	if !ok || c.report.Doc.Source != c.text || c.report.Doc.Format == "csv" && strings.ContainsAny(edit.New, ",;\"'") ||
		c.report.Doc.Format == "yaml" && strings.ContainsAny(edit.New, ":#\"'") {
		return p, false
	}
	return proposal{source: edit.Span, text: edit.New, from: w.New}, true
}

// unambiguous are the edits of a whole document that leave nothing open, by place. A term that the
// document defines is changed everywhere or nowhere.
func (c *checked) unambiguous(at *lines) []textEdit {
	c.amending.Lock()
	defer c.amending.Unlock()
	paper := amend.Propose(c.report, amend.Options{Prefer: c.project.prefer, Only: func(f *analyzer.Finding) bool {
		return severityOf(f, c.project) != 0 && f.Record.State == analyzer.Open
	}})
	chosen := make([]*proposal, len(paper.Amendments))
	parted := map[int]bool{} // definitions of which something stays
	definition := func(a *amend.Amendment) int {
		if a.Kind == amend.Definition || a.Of >= 0 {
			return max(a.Of, a.Defines)
		}
		return -1
	}
	for i := range paper.Amendments {
		a := &paper.Amendments[i]
		if list := c.amendment(a); len(list) > 0 && list[0].alone {
			chosen[i] = &list[0]
		} else if d := definition(a); d >= 0 {
			parted[d] = true
		}
	}
	var edits []textEdit
	for i, p := range chosen {
		if d := definition(&paper.Amendments[i]); p != nil && (d < 0 || !parted[d]) {
			edits = append(edits, textEdit{at.between(p.source.Start, p.source.End), p.text})
		}
	}
	return edits
}

// edit is an edit of one document, of the version that was checked where the client minds versions.
func (s *Server) edit(uri string, c *checked, edits []textEdit) *workspaceEdit {
	if s.client.Workspace.WorkspaceEdit.DocumentChanges {
		return &workspaceEdit{DocumentChanges: []textDocumentEdit{{optionalVersion{uri, &c.version}, edits}}}
	}
	return &workspaceEdit{Changes: map[string][]textEdit{uri: edits}}
}
