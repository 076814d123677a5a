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
	from   string // the wording as the entry writes it
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
	c, err := s.check(ctx, b)
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
		title := "Replace with " + words.Quoted(wording.CutAt(wording.OneLine(p.text), mostWords))
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
	paper := amend.Propose(c.report, amend.Options{Only: func(other *analyzer.Finding) bool {
		return other.Span.Overlaps(f.Span)
	}})
	var all []proposal
	for i := range paper.Amendments {
		all = append(all, c.amendment(&paper.Amendments[i])...)
	}
	if len(all) == 0 && f.Rewrite == "" {
		for _, instead := range f.Consider() {
			if source, ok := c.whole(f.Span); ok && !slices.Contains(f.Entry.Verbs, instead) && c.fits(instead) {
				all = append(all, proposal{source: source, text: instead, from: instead, rough: true})
			}
		}
	}
	if c.proposed == nil {
		c.proposed = map[*analyzer.Finding][]proposal{}
	}
	c.proposed[f.Finding] = all
	return all
}

// amendment are the edits that an amendment offers.
func (c *checked) amendment(a *amend.Amendment) []proposal {
	if a.Kind == amend.Redraft {
		return nil
	}
	var all []proposal
	for i, w := range append([]amend.Wording{a.Wording}, a.Others...) {
		if source, ok := c.whole(w.Span); ok && c.fits(w.New) {
			all = append(all, proposal{source: source, text: w.New, from: w.From, alone: i == 0 && a.Alone})
		}
	}
	return all
}

// unambiguous are the edits of a whole document that leave nothing open, by place.
func (c *checked) unambiguous(at *lines) []textEdit {
	c.amending.Lock()
	defer c.amending.Unlock()
	paper := amend.Propose(c.report, amend.Options{Only: func(f *analyzer.Finding) bool {
		return severityOf(f, c.project) != 0 && f.Record.State != analyzer.Waived && f.Record.State != analyzer.Known
	}})
	var edits []textEdit
	for i := range paper.Amendments {
		for _, p := range c.amendment(&paper.Amendments[i]) {
			if p.alone {
				edits = append(edits, textEdit{at.between(p.source.Start, p.source.End), p.text})
			}
		}
	}
	return edits
}

// whole is where a span of the searched text stands in the editor's text. It is not ok when something
// else than its words stands there, such as markup, which an edit would take away.
func (c *checked) whole(s document.Span) (source document.Span, ok bool) {
	source = c.sourceOf(s)
	if source.Len() == 0 || source.End > len(c.text) {
		return source, false
	}
	return source, wording.SingleBlanks(source.Of(c.text)) == wording.SingleBlanks(s.Of(c.report.Doc.Text))
}

// signs are characters that mean something in some format of texts.
const signs = "<>&\\\"*_[]{}$%#~^|`=@"

// fits reports whether words can be written into a document's source as they are.
func (c *checked) fits(words string) bool {
	special := signs
	switch c.report.Doc.Format {
	case "text", "vtt", "srt":
		return !strings.ContainsAny(words, "\r\n")
	case "csv":
		special += ",;'\t"
	case "yaml":
		special += ":'"
	}
	return !strings.ContainsAny(words, special+"\r\n")
}

// edit is an edit of one document, of the version that was checked where the client minds versions.
func (s *Server) edit(uri string, c *checked, edits []textEdit) *workspaceEdit {
	if s.client.Workspace.WorkspaceEdit.DocumentChanges {
		return &workspaceEdit{DocumentChanges: []textDocumentEdit{{optionalVersion{uri, &c.version}, edits}}}
	}
	return &workspaceEdit{Changes: map[string][]textEdit{uri: edits}}
}
