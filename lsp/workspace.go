package lsp

import (
	"path/filepath"
	"refrain/check"
	"strings"
)

// folderOf is the folder whose configuration holds for a file: the innermost workspace folder that it
// lies in, or else its own; for a document that is no file the first workspace folder. It is "" where
// there is none.
func (s *Server) folderOf(file string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	best := ""
	for _, f := range s.folders {
		folder := pathOf(f.URI)
		if folder == "" {
			continue
		}
		if file == "" {
			return folder
		}
		within, err := filepath.Rel(folder, file)
		if err == nil && filepath.IsLocal(within) && len(folder) > len(best) {
			best = folder
		}
	}
	if best == "" && file != "" {
		best = filepath.Dir(file)
	}
	return best
}

// mostProjects is how many folders are remembered with what holds in them. Each file outside of the
// workspace has one.
const mostProjects = 200

// projectOf is what holds for a file, loaded when it is first asked for, and again when a file that it
// was made from has changed.
func (s *Server) projectOf(file string) (*project, error) {
	folder := s.folderOf(file)
	s.loading.Lock()
	defer s.loading.Unlock()
	for {
		s.mu.Lock()
		was, settings, generation := s.projects[folder], s.settings, s.generation
		s.mu.Unlock()
		if was != nil && !was.changed() {
			return was, nil
		}
		p, err := load(folder, settings, s.options, &s.checkers)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		late := s.generation != generation // Settings have changed meanwhile.
		if !late {
			if len(s.projects) >= mostProjects {
				clear(s.projects)
			}
			s.projects[folder] = p
			if was != nil {
				s.generation++
			}
		}
		s.mu.Unlock()
		if late {
			continue
		}
		s.reportProblems()
		if was != nil {
			s.refresh()
		}
		return p, nil
	}
}

// reportProblems publishes the mistakes in the files of the user's that projects were made from.
func (s *Server) reportProblems() {
	byFile := map[string][]Diagnostic{}
	var elsewhere []string // mistakes in settings of the editor
	s.mu.Lock()
	open := map[string]bool{}
	for _, b := range s.open {
		if b.file != "" {
			open[check.Real(b.file)] = true
		}
	}
	for _, p := range s.projects {
		for _, one := range p.problems {
			switch {
			case one.file == "":
				elsewhere = append(elsewhere, one.message)
				continue
			case open[check.Real(one.file)]:
				continue // It is shown as it is in the editor.
			}
			uri := uriOf(one.file)
			at := Position{uint32(max(one.line-1, 0)), uint32(max(one.column-1, 0))}
			byFile[uri] = append(byFile[uri], Diagnostic{
				Range: Range{at, at}, Severity: severityError, Code: "invalid", Source: "refrain", Message: one.message,
			})
		}
	}
	for uri := range s.faulty {
		if byFile[uri] == nil {
			byFile[uri] = []Diagnostic{}
			delete(s.faulty, uri)
		}
	}
	for uri, list := range byFile {
		if len(list) > 0 {
			s.faulty[uri] = true
		}
	}
	s.mu.Unlock()
	for _, message := range elsewhere {
		s.showOnce(messageWarning, "refrain: "+message)
	}
	for uri, list := range byFile {
		s.notify("textDocument/publishDiagnostics", publishDiagnosticsParams{URI: uri, Diagnostics: list})
		if len(list) > 0 {
			s.showOnce(messageWarning, "refrain: "+strings.TrimPrefix(uri, "file://")+": "+list[0].Message)
		}
	}
}
