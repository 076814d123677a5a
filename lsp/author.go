package lsp

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/creachadair/jrpc2"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/remedy"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
	"refrain/project/config"
	"refrain/project/waiver"
)

// strict is a kind of file that is read by a strict loader of ours. It is no document.
type strict uint8

// The kinds of such files.
const (
	noStrict strict = iota
	aConfig
	aWaivers
	aLexicon
)

// strictOf is what a file is read by, and of a file of a lexicon the lexicon's folder.
func (p *project) strictOf(file string) (strict, string) {
	switch {
	case file == "":
		return noStrict, ""
	case filepath.Base(file) == config.Name:
		return aConfig, ""
	case check.Real(file) == p.inRoot(p.config.Waivers.Value):
		return aWaivers, ""
	case filepath.Ext(file) == ".yaml":
		if folder := p.lexiconOf(file); folder != "" {
			return aLexicon, folder
		}
	}
	return noStrict, ""
}

// lexiconOf is the folder of the lexicon that a file belongs to: an own one, or a whole one, which has a
// lexicon.yaml; "" where there is none.
func (p *project) lexiconOf(file string) string {
	for _, folder := range p.folders {
		if within, err := filepath.Rel(folder, file); err == nil && filepath.IsLocal(within) {
			return folder
		}
	}
	const deep = 3 // folders that a file of a lexicon lies in
	folder := filepath.Dir(file)
	for range deep {
		if isFile(filepath.Join(folder, "lexicon.yaml")) && isFile(filepath.Join(folder, "taxonomy.yaml")) {
			return folder
		}
		folder = filepath.Dir(folder)
	}
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// diagnoseStrict says what is wrong with such a file as it is in the editor.
func (s *Server) diagnoseStrict(b *buffer, c *checked, kind strict, folder string) {
	name := filepath.ToSlash(b.file)
	var err error
	switch kind {
	case aConfig:
		var read *config.Config
		if read, err = config.Parse(name, []byte(c.text)); err == nil {
			_, err = s.options.Limits(read)
		}
	case aWaivers:
		_, err = waiver.Parse(name, []byte(c.text), c.project.lexicon)
	case aLexicon:
		_, err = s.loadLexicon(c.project, folder, "")
	}
	var found project
	found.fault(b.file, err)
	at := newLines(c.text, s.encoding)
	for _, one := range found.problems {
		if one.file != b.file && filepath.Clean(one.file) != filepath.Clean(b.file) {
			continue // It is shown in its own file.
		}
		c.diagnostics = append(c.diagnostics, Diagnostic{
			Range: lineRange(at, one.line, one.column), Severity: severityError, Code: "invalid", Source: "refrain",
			Message: oneLine(one.message),
		})
	}
	if kind == aLexicon {
		c.diagnostics = append(c.diagnostics, s.failed(b, c.text, at)...)
	}
}

// loadLexicon loads the lexicon in a folder with the files that are open as they are in the editor, and
// keeps it for what is asked next. An own lexicon is loaded on top of the built-in one, without the
// examples of that. A file that is hidden is left out; "" hides none.
func (s *Server) loadLexicon(p *project, folder, hidden string) (*lexicon.Lexicon, error) {
	files := overlay{FS: os.DirFS(folder), open: map[string]string{}, hidden: hidden}
	s.mu.Lock()
	for _, b := range s.open {
		if path, ok := pathIn(folder, b.file); ok {
			files.open[path] = b.text
		}
	}
	s.mu.Unlock()
	var lex *lexicon.Lexicon
	var err error
	if isFile(filepath.Join(folder, "lexicon.yaml")) && !slices.Contains(p.folders, folder) {
		lex, err = lexicon.Load(files)
		err = within(err, folder)
	} else {
		lex, err = lexicon.LoadTerms(lexicon.Files, lexicon.Own{Name: filepath.ToSlash(folder), Files: files})
	}
	if err == nil {
		s.mu.Lock()
		s.lexicons[folder] = lex
		s.mu.Unlock()
	}
	return lex, err
}

// pathIn is a file's path from a folder that it lies in, with forward slashes.
func pathIn(folder, file string) (path string, ok bool) {
	path, err := filepath.Rel(folder, file)
	return filepath.ToSlash(path), file != "" && err == nil && filepath.IsLocal(path)
}

// within puts the folder before the files that the loader names.
func within(err error, folder string) error {
	all, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var located []error
	for _, e := range all.Unwrap() {
		var problem strictyaml.Problem
		if errors.As(e, &problem) {
			problem.At.File = filepath.ToSlash(filepath.Join(folder, filepath.FromSlash(problem.At.File)))
			e = problem
		}
		located = append(located, e)
	}
	return errors.Join(located...)
}

// lexiconFor is the lexicon of a file, as it was when it last loaded. Where it never has, it is the
// lexicon without the file, which is being written, or else the built-in one. It is nil for a file that
// belongs to none.
func (s *Server) lexiconFor(b *buffer, c *checked) *lexicon.Lexicon {
	kind, folder := c.project.strictOf(b.file)
	if kind != aLexicon {
		return nil
	}
	s.mu.Lock()
	lex := s.lexicons[folder]
	s.mu.Unlock()
	if lex != nil {
		return lex
	}
	if path, ok := pathIn(folder, b.file); ok {
		if lex, err := s.loadLexicon(c.project, folder, path); err == nil {
			return lex
		}
	}
	lex, err := lexicon.Load(lexicon.Files)
	if err != nil {
		return nil
	}
	s.mu.Lock()
	s.lexicons[folder] = lex
	s.mu.Unlock()
	return lex
}

// failures are those of an entry's examples, of one text of its file.
type failures struct {
	text string
	list []analyzer.Failure
}

// failed are the failed examples of a file, as long as its text is the one that was proved.
func (s *Server) failed(b *buffer, text string, at *lines) []Diagnostic {
	s.mu.Lock()
	proved := s.proved[sameOf(b.uri)]
	s.mu.Unlock()
	if proved.text != text {
		return nil
	}
	var all []Diagnostic
	for _, f := range proved.list {
		all = append(all, Diagnostic{
			Range: lineRange(at, f.At.Line, f.At.Column), Severity: severityError, Code: "example", Source: "refrain",
			Message: f.Msg,
		})
	}
	return all
}

// proof is the result of the command that runs the examples of an entry.
type proof struct {
	Entry    string `json:"entry"`
	Examples int    `json:"examples"`
	Failures int    `json:"failures"`
}

// runExamples runs the examples of the entry in a file against all entries, and shows those that fail.
func (s *Server) runExamples(ctx context.Context, about *subject) (any, error) {
	b, err := s.opened(about.URI)
	if err != nil {
		return nil, err
	}
	c, err := s.current(ctx, b)
	if err != nil {
		return nil, err
	}
	id := strings.TrimSuffix(filepath.Base(b.file), ".yaml")
	kind, folder := c.project.strictOf(b.file)
	if kind != aLexicon || filepath.Base(filepath.Dir(b.file)) != "terms" {
		return nil, jrpc2.Errorf(requestFailed, "%s: is no entry of a lexicon", filepath.Base(b.file))
	}
	lex, err := s.loadLexicon(c.project, folder, "")
	if err != nil {
		return nil, remedy.Error{
			Err: errors.New("the lexicon does not load"), Remedy: "its mistakes are shown in its files; examples run after that",
		}
	}
	language := lex.Language(filepath.Base(filepath.Dir(filepath.Dir(b.file))))
	var entry *lexicon.Entry
	if language != nil {
		entry = language.Entry(id)
	}
	if entry == nil {
		return nil, fmt.Errorf("%s: there is no such entry; save the file as <id>.yaml", id)
	}
	list, err := analyzer.ProveEntry(lex, id, check.Text)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(f analyzer.Failure) bool { return f.At.File != entry.At.File })
	s.mu.Lock()
	s.proved[sameOf(b.uri)] = failures{c.text, list}
	b.checked = nil
	s.mu.Unlock()
	s.schedule(b)
	s.refreshPulls()
	p := proof{id, len(entry.Hits) + len(entry.Misses), len(list)}
	if !about.Quiet {
		kind, message := messageInfo, fmt.Sprintf("%s: all %d examples hold", id, p.Examples)
		if p.Failures > 0 {
			kind, message = messageWarning, fmt.Sprintf("%s: %d of the examples and patterns do not hold", id, p.Failures)
		}
		s.show(kind, message)
	}
	return p, nil
}

// codeLens is a command that is shown above a line.
type codeLens struct {
	Range   Range    `json:"range"`
	Command *command `json:"command"`
}

// lenses offer to run the examples of an entry, above its id.
func (s *Server) lenses(ctx context.Context, p *documentParams) ([]codeLens, error) {
	all := []codeLens{}
	b, err := s.opened(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c, err := s.current(ctx, b)
	if err != nil {
		return nil, err
	}
	if kind, _ := c.project.strictOf(b.file); kind != aLexicon || filepath.Base(filepath.Dir(b.file)) != "terms" {
		return all, nil
	}
	line := 0
	for text := range strings.Lines(c.text) {
		if strings.HasPrefix(text, "id:") {
			at := Position{Line: uint32(line)}
			all = append(all, codeLens{Range{at, at}, &command{
				Title: "Run examples", Command: examplesCommand, Arguments: []any{map[string]any{"uri": b.uri}},
			}})
			break
		}
		line++
	}
	return all, nil
}
