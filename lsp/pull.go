package lsp

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/gitignore"
)

// pull answers a client that asks for the diagnostics of a document.
func (s *Server) pull(ctx context.Context, p *documentDiagnosticParams) (*documentReport, error) {
	b, err := s.opened(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c, err := s.check(ctx, b)
	if err != nil {
		return nil, err
	}
	r := reportOf(c, p.PreviousResultID)
	return &r, nil
}

// reportOf is what came of a check for a client that has the result of that id.
func reportOf(c *checked, previous string) documentReport {
	if id := c.resultID(); previous != "" && previous == id {
		return documentReport{Kind: unchangedReport, ResultID: id}
	}
	return documentReport{Kind: fullReport, ResultID: c.resultID(), Items: &c.diagnostics}
}

// seen is what came of checking a file that is not open, without its diagnostics.
type seen struct {
	stamp      stamp
	generation int
	resultID   string
}

// Bounds of a report on a workspace.
const (
	partItems       = 50     // documents that are sent together
	partDiagnostics = 1000   // diagnostics likewise
	mostDiagnostics = 50_000 // of a client that takes no part before the whole
)

// survey is a report on the workspace in the making.
type survey struct {
	server   *Server
	ctx      context.Context
	params   *workspaceDiagnosticParams
	previous map[string]string // result ids, by sameOf of the URI
	named    map[string]string // the same URIs as the client writes them
	sent     map[string]bool   // URIs that are reported
	items    []workspaceDocumentReport
	waiting  int  // diagnostics in items
	files    int  // that were looked at
	others   int  // files that are documents, and have no places in an editor
	full     bool // more than the bounds allow was left out
}

// found is what a walk through a folder comes upon. The walk runs beside the checks.
type found struct {
	mu        sync.Mutex
	stamps    map[string]stamp // of files that are read, before
	unchanged []string         // URIs of files that the client knows
	others    int
	full      bool
}

// pullWorkspace answers a client that asks for the diagnostics of all documents of the workspace.
// Files that have not changed since the client heard of them are not read again.
func (s *Server) pullWorkspace(ctx context.Context, p *workspaceDiagnosticParams) (*workspaceReport, error) {
	v := &survey{server: s, ctx: ctx, params: p, previous: map[string]string{}, named: map[string]string{},
		sent: map[string]bool{}}
	for _, r := range p.PreviousResultIDs {
		v.previous[sameOf(r.URI)], v.named[sameOf(r.URI)] = r.Value, r.URI
	}
	v.progress(workDone{Kind: "begin", Title: "refrain", Message: "looking for documents", Cancellable: true})
	defer func() {
		v.progress(workDone{Kind: "end", Message: fmt.Sprintf("%d documents", v.files)})
	}()
	s.mu.Lock()
	folders, settings := slices.Clone(s.folders), s.settings
	open := make([]*buffer, 0, len(s.open))
	for _, b := range s.open {
		open = append(open, b)
	}
	s.mu.Unlock()
	slices.SortFunc(open, func(a, b *buffer) int { return strings.Compare(a.uri, b.uri) })
	for _, b := range open {
		if err := v.buffer(b); err != nil {
			return nil, err
		}
	}
	if settings.Workspace == allFiles {
		for _, f := range folders {
			if folder := pathOf(f.URI); folder != "" {
				if err := v.folder(folder, settings.Files); err != nil {
					return nil, err
				}
			}
		}
	}
	v.rest()
	if v.others > 0 {
		s.showInLog(fmt.Sprintf("%d documents are not shown here, such as PDF and Word files, whose text has no places in "+
			"an editor: refrain check reads them", v.others))
	}
	if v.full {
		s.showOnce(messageWarning, fmt.Sprintf("refrain looked at %d files of the workspace, and not at the others; "+
			"raise maxFiles in its settings, or leave folders out with exclude in .refrain.yaml", v.files))
	}
	return &workspaceReport{Items: v.take()}, nil
}

// showInLog writes to the editor's log what was not written there before.
func (s *Server) showInLog(message string) {
	if s.untold(message) {
		s.log(messageInfo, message)
	}
}

// progress shows how far the report is, to a client that asked for it.
func (v *survey) progress(step workDone) {
	if len(v.params.WorkDoneToken) > 0 {
		v.server.notify("$/progress", progressParams{v.params.WorkDoneToken, step})
	}
}

// add reports a document.
func (v *survey) add(uri string, version *int, r documentReport) {
	same := sameOf(uri)
	v.sent[same] = true
	if version == nil && v.named[same] != "" {
		uri = v.named[same]
	}
	v.files++
	if r.Items != nil {
		v.waiting += len(*r.Items)
	}
	v.items = append(v.items, workspaceDocumentReport{r, uri, version})
	if len(v.items) >= partItems || v.waiting >= partDiagnostics {
		v.flush()
	}
}

// flush sends what is known to a client that takes parts.
func (v *survey) flush() {
	if v.files > 0 {
		v.progress(workDone{Kind: "report", Message: fmt.Sprintf("%d documents", v.files)})
	}
	if len(v.params.PartialResultToken) > 0 && len(v.items) > 0 {
		v.server.notify("$/progress", progressParams{v.params.PartialResultToken, workspaceReport{v.items}})
		v.items, v.waiting = nil, 0
	}
}

// take is what is left for the answer itself.
func (v *survey) take() []workspaceDocumentReport {
	if v.items == nil {
		return []workspaceDocumentReport{}
	}
	return v.items
}

func (v *survey) buffer(b *buffer) error {
	c, err := v.server.check(v.ctx, b)
	if err != nil {
		return err
	}
	v.add(b.uri, &c.version, reportOf(c, v.previous[sameOf(b.uri)]))
	return nil
}

// rest takes back the diagnostics of files that are not there any more.
func (v *survey) rest() {
	var gone []string
	for uri := range v.previous {
		if !v.sent[uri] {
			gone = append(gone, uri)
		}
	}
	slices.Sort(gone)
	for _, uri := range gone {
		v.add(uri, nil, documentReport{Kind: fullReport, Items: &[]Diagnostic{}})
	}
}

// folder reports the files of a workspace folder that are not open.
func (v *survey) folder(folder string, most int) error {
	v.server.mu.Lock()
	generation := v.server.generation
	v.server.mu.Unlock()
	p, err := v.server.projectOf(filepath.Join(folder, "x"))
	if err != nil {
		return err
	}
	f := &found{stamps: map[string]stamp{}}
	run := check.Run{Checker: p.checker, Inputs: v.inputs(f, p, folder, generation, most)}
	err = run.Each(v.ctx, func(r *analyzer.Report) error {
		if err := v.ctx.Err(); err != nil || r == nil {
			return err
		}
		f.mu.Lock()
		was := f.stamps[r.Doc.Name]
		delete(f.stamps, r.Doc.Name)
		f.mu.Unlock()
		v.file(p, r, seen{stamp: was, generation: generation})
		return nil
	})
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, uri := range f.unchanged {
		v.add(uri, nil, documentReport{Kind: unchangedReport, ResultID: v.previous[uri]})
	}
	v.others += f.others
	v.full = v.full || f.full
	return nil
}

// inputs are the files of a folder that have to be read.
func (v *survey) inputs(f *found, p *project, folder string, generation, most int) iter.Seq[check.Input] {
	w := &check.Walk{Args: []string{folder}, LeavesOut: p.leavesOut()}
	sent := maps.Clone(v.sent)
	return func(yield func(check.Input) bool) {
		n := 0
		for in := range w.Inputs() {
			name := filepath.FromSlash(in.Name)
			uri := uriOf(name)
			if sent[sameOf(uri)] || in.Err != nil {
				continue
			}
			if _, ok := kind(in.Name, ""); !ok {
				if formatOf(strings.ToLower(filepath.Ext(name))) >= 0 {
					f.mu.Lock()
					f.others++
					f.mu.Unlock()
				}
				continue
			}
			if kind, _ := p.strictOf(name); kind != noStrict {
				continue // It is no document, and its mistakes are shown apart.
			}
			if n++; n > most {
				f.mu.Lock()
				f.full = true
				f.mu.Unlock()
				return
			}
			was := stampOf(name)
			id, ok := v.server.known(name, seen{stamp: was, generation: generation})
			f.mu.Lock()
			if ok = ok && id == v.previous[sameOf(uri)]; ok {
				f.unchanged = append(f.unchanged, sameOf(uri))
			} else {
				f.stamps[in.Name] = was
			}
			f.mu.Unlock()
			if !ok && !yield(in) {
				return
			}
		}
	}
}

// file reports a file that was read.
func (v *survey) file(p *project, r *analyzer.Report, as seen) {
	name := filepath.FromSlash(r.Doc.Name)
	c := &checked{text: strings.TrimPrefix(r.Doc.Source, byteOrderMark), project: p, report: r}
	c.diagnostics = []Diagnostic{}
	b := &buffer{uri: uriOf(name), file: name}
	v.server.fill(b, c, p.apply(r, name))
	as.resultID = c.resultID()
	v.server.remember(name, as)
	if len(v.params.PartialResultToken) == 0 && v.waiting > mostDiagnostics {
		v.full = true
		return
	}
	v.add(b.uri, nil, reportOf(c, v.previous[sameOf(b.uri)]))
}

// known is the result id of a file that has not changed since it was checked.
func (s *Server) known(name string, as seen) (id string, ok bool) {
	s.mu.Lock()
	was, ok := s.seen[name]
	s.mu.Unlock()
	return was.resultID, ok && was.generation == as.generation && was.stamp == as.stamp
}

func (s *Server) remember(name string, what seen) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.seen) >= 2*mostFiles {
		clear(s.seen)
	}
	s.seen[name] = what
}

// leavesOut tells of files and folders whether the configuration, or git, leaves them out. What comes
// back is for one walk.
func (p *project) leavesOut() func(name string, folder bool) bool {
	tree := gitignore.Tree{Root: p.tracked}
	folders := map[string]string{} // without links
	within := func(root, name string) (path string, ok bool) {
		dir := filepath.Dir(name)
		if folders[dir] == "" {
			folders[dir] = check.Real(dir)
		}
		return pathIn(root, filepath.Join(folders[dir], filepath.Base(name)))
	}
	return func(name string, folder bool) bool {
		if p.tracked != "" {
			if path, ok := within(p.tracked, name); ok && tree.Ignores(path, folder) {
				return true
			}
		}
		path, ok := within(p.root, name)
		if !ok {
			path = filepath.ToSlash(name)
		}
		if folder {
			return p.config.Skips(path)
		}
		return !p.config.Reads(path)
	}
}

// refresh has clients ask again for what they know, after what holds for documents has changed.
func (s *Server) refresh() {
	if s.pushes() {
		s.mu.Lock()
		open := make([]*buffer, 0, len(s.open))
		for _, b := range s.open {
			open = append(open, b)
		}
		s.mu.Unlock()
		for _, b := range open {
			s.schedule(b)
		}
		return
	}
	s.refreshPulls()
}

// refreshPulls has a client that asks for diagnostics ask again.
func (s *Server) refreshPulls() {
	if !s.pushes() && s.client.Workspace.Diagnostics.RefreshSupport {
		s.ask("workspace/diagnostic/refresh", nil, nil)
	}
}
