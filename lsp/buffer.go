package lsp

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"refrain/analyzer"
)

// buffer is a document that is open in the editor.
type buffer struct {
	uri      string
	file     string // "" when the document is no file
	language string // the editor's identifier of its language
	ending   string // of the name that it is read by; "" when it is not read

	version int
	text    string
	saved   string // what is checked where documents are checked when they are saved
	lines   *lines // of text, for edits; nil when it has to be made
	queued  bool   // somebody will check and publish it
	checked *checked

	turn chan struct{} // holds a value while the document is being checked
}

// checked is what came of checking one version of a document.
type checked struct {
	version     int
	generation  int
	text        string
	project     *project
	report      *analyzer.Report // nil for a document that is not read
	diagnostics []Diagnostic
	findings    []placed // of report, those that are shown

	hashing sync.Once
	hash    string // see resultID

	amending sync.Mutex
	proposed map[*analyzer.Finding][]proposal // that were asked for
}

// mostOpen is how many documents may be open. No person opens as many.
const mostOpen = 5000

func (s *Server) didOpen(p *didOpenParams) {
	d := &p.TextDocument
	b := &buffer{
		uri: d.URI, file: pathOf(d.URI), language: d.LanguageID, version: d.Version, text: d.Text, saved: d.Text,
		turn: make(chan struct{}, 1),
	}
	name := b.file
	if name == "" {
		name = nameOf(d.URI)
	}
	ending, ok := kind(filepath.ToSlash(name), d.LanguageID)
	if ok {
		b.ending = ending
	} else {
		s.showOnce(messageInfo, unsupported(name, ending, d.LanguageID))
	}
	s.mu.Lock()
	full := len(s.open) >= mostOpen && s.open[sameOf(d.URI)] == nil
	if !full {
		s.open[sameOf(d.URI)] = b
	}
	s.mu.Unlock()
	if full {
		s.showOnce(messageWarning, fmt.Sprintf("refrain checks %d open documents at most; close some", mostOpen))
		return
	}
	s.schedule(b)
}

// unsupported says why nothing is shown for documents of a kind.
func unsupported(name, ending, language string) string {
	if ending != "" {
		return "refrain shows nothing in files that end with " + ending +
			": their text has no places in an editor. refrain check reads them: refrain check " + filepath.Base(name)
	}
	if language == "" {
		language = "unknown"
	}
	return fmt.Sprintf("refrain does not check documents of the language %.40q here: it reads prose, such as plain "+
		"text, Markdown, HTML, reStructuredText, AsciiDoc, Org, LaTeX, YAML and JSON", language)
}

func (s *Server) didChange(p *didChangeParams) {
	s.mu.Lock()
	b := s.open[sameOf(p.TextDocument.URI)]
	if b == nil {
		s.mu.Unlock()
		s.log(messageWarning, p.TextDocument.URI+": changed, but not open; the change is left out")
		return
	}
	stale := p.TextDocument.Version <= b.version
	b.version = p.TextDocument.Version
	for _, c := range p.ContentChanges {
		b.change(c, s.encoding)
	}
	late := s.settings.Run == onSave
	s.mu.Unlock()
	if stale {
		s.log(messageWarning, fmt.Sprintf("%s: version %d does not come after the one before",
			p.TextDocument.URI, p.TextDocument.Version))
	}
	if !late {
		s.schedule(b)
	}
}

// change makes one change. Places beyond the text are its end, as the specification says.
func (b *buffer) change(c contentChange, in encoding) {
	if c.Range == nil {
		b.text, b.lines = c.Text, nil
		return
	}
	if b.lines == nil {
		b.lines = newLines(b.text, in)
	}
	start, end := b.lines.offsetOf(c.Range.Start), b.lines.offsetOf(c.Range.End)
	if end < start {
		start, end = end, start
	}
	var t strings.Builder
	t.Grow(len(b.text) + len(c.Text) - (end - start))
	t.WriteString(b.text[:start])
	t.WriteString(c.Text)
	t.WriteString(b.text[end:])
	b.text, b.lines = t.String(), nil
}

func (s *Server) didSave(p *documentParams) {
	s.mu.Lock()
	b := s.open[sameOf(p.TextDocument.URI)]
	holds := false
	if b != nil {
		b.saved = b.text
		holds = b.file != "" && s.matters(b.file)
	}
	s.mu.Unlock()
	switch {
	case holds: // Documents are checked by it; not every editor says which files change.
		s.reload()
	case b != nil:
		s.schedule(b)
	}
}

func (s *Server) didClose(p *documentParams) {
	s.publishing.Lock()
	defer s.publishing.Unlock()
	s.mu.Lock()
	b := s.open[sameOf(p.TextDocument.URI)]
	delete(s.open, sameOf(p.TextDocument.URI))
	s.mu.Unlock()
	if b != nil && s.pushes() {
		s.notify("textDocument/publishDiagnostics", publishDiagnosticsParams{URI: b.uri, Diagnostics: []Diagnostic{}})
	}
	s.mu.Lock()
	delete(s.proved, sameOf(p.TextDocument.URI))
	s.mu.Unlock()
	s.reportProblems() // Of a file of ours that was open they were shown as it was in the editor.
}

// pushes reports whether diagnostics are sent without being asked for: to a client that does not ask.
func (s *Server) pushes() bool { return s.client.TextDocument.Diagnostic == nil }

// schedule has a document checked and its diagnostics published, unless the client asks for them
// itself. Changes that come meanwhile are taken together.
func (s *Server) schedule(b *buffer) {
	if !s.pushes() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if b.queued || s.ctx.Err() != nil {
		return
	}
	b.queued = true
	s.beside(func() { s.publish(b) })
}

// publish checks a document and publishes its diagnostics until nothing has changed meanwhile.
func (s *Server) publish(b *buffer) {
	for {
		c, err := s.check(s.ctx, b)
		if err != nil {
			s.mu.Lock()
			b.queued = false
			s.mu.Unlock()
			return
		}
		s.publishing.Lock()
		s.mu.Lock()
		open, again := s.open[sameOf(b.uri)] == b, !s.holds(b, c)
		if !again || !open {
			b.queued = false
		}
		s.mu.Unlock()
		if open {
			params := publishDiagnosticsParams{URI: b.uri, Diagnostics: c.diagnostics}
			if s.client.TextDocument.PublishDiagnostics.VersionSupport {
				params.Version = &c.version
			}
			s.notify("textDocument/publishDiagnostics", params)
		}
		s.publishing.Unlock()
		if !again || !open {
			return
		}
	}
}

// holds reports whether what came of checking a document still holds. The caller holds s.mu.
func (s *Server) holds(b *buffer, c *checked) bool {
	return c != nil && c.generation == s.generation && c.text == s.subject(b)
}

// subject is the text of a document that is checked. The caller holds s.mu.
func (s *Server) subject(b *buffer) string {
	if s.settings.Run == onSave {
		return b.saved
	}
	return b.text
}

// check returns what comes of checking the present version of a document. The error is that ctx has
// ended, that the program's own lexicon does not load, or a fault of ours.
func (s *Server) check(ctx context.Context, b *buffer) (c *checked, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = s.fault(p)
		}
	}()
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	generation := s.generation // Before: what is loaded by older settings must not be taken for newer.
	s.mu.Unlock()
	p, err := s.projectOf(b.file)
	if err != nil {
		s.showOnce(messageError, "refrain cannot check documents: "+err.Error())
		return nil, err
	}
	s.mu.Lock()
	c = b.checked
	if s.holds(b, c) && c.project == p {
		s.mu.Unlock()
		return c, nil
	}
	c = &checked{version: b.version, generation: generation, text: s.subject(b), project: p}
	s.mu.Unlock()
	s.diagnose(ctx, b, c)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	b.checked = c
	s.mu.Unlock()
	return c, nil
}

// current is check for the text as it is in the editor, also where documents are checked when they are
// saved: places in it are those that the client speaks of.
func (s *Server) current(ctx context.Context, b *buffer) (*checked, error) {
	c, err := s.check(ctx, b)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	text, version := b.text, b.version
	s.mu.Unlock()
	if s.settingsNow().Run != onSave || c.text == text {
		return c, nil
	}
	c = &checked{version: version, generation: c.generation, text: text, project: c.project}
	s.diagnose(ctx, b, c)
	return c, ctx.Err()
}

func (s *Server) settingsNow() Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings
}
