package lsp

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"refrain/project/config"
)

// patience is how long the server waits for an answer of the editor. A person may have to give it.
const patience = 10 * time.Minute

// ask asks the client something, beside the work at hand; then gets its answer.
func (s *Server) ask(method string, params any, then func(json.RawMessage)) {
	s.beside(func() {
		ctx, cancel := context.WithTimeout(s.ctx, patience)
		defer cancel()
		r, err := s.rpc.Callback(ctx, method, params)
		if err != nil || then == nil {
			return
		}
		var raw json.RawMessage
		if r.UnmarshalResult(&raw) == nil {
			then(raw)
		}
	})
}

// initialized asks the client for its settings, and to say which files change.
func (s *Server) initialized(*struct{}) {
	var all []registration
	if s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		watchers := []map[string]any{}
		for _, glob := range []string{"**/" + config.Name, "**/.refrain-*", "**/*.yaml", "**/.gitignore"} {
			watchers = append(watchers, map[string]any{"globPattern": glob})
		}
		all = append(all, registration{
			ID: "refrain-files", Method: "workspace/didChangeWatchedFiles", Options: map[string]any{"watchers": watchers},
		})
	}
	if s.client.Workspace.DidChangeConfiguration.DynamicRegistration {
		all = append(all, registration{
			ID: "refrain-settings", Method: "workspace/didChangeConfiguration", Options: map[string]any{"section": "refrain"},
		})
	}
	if len(all) > 0 {
		s.ask("client/registerCapability", registrationParams{all}, nil)
	}
	s.fetchSettings()
	s.prepare()
}

// prepare loads what holds in the workspace folders, so that mistakes in it are shown before a document
// is opened.
func (s *Server) prepare() {
	s.mu.Lock()
	folders := slices.Clone(s.folders)
	s.mu.Unlock()
	s.beside(func() {
		for _, f := range folders {
			if folder := pathOf(f.URI); folder != "" && s.ctx.Err() == nil {
				s.projectOf(filepath.Join(folder, config.Name))
			}
		}
	})
}

// fetchSettings asks the client for the section "refrain" of its settings.
func (s *Server) fetchSettings() {
	if !s.client.Workspace.Configuration {
		return
	}
	items := map[string]any{"items": []map[string]string{{"section": "refrain"}}}
	s.ask("workspace/configuration", items, func(raw json.RawMessage) {
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) == nil && len(list) == 1 && strings.HasPrefix(string(list[0]), "{") {
			s.configure(list[0])
		}
	})
}

// configure takes settings over.
func (s *Server) configure(raw json.RawMessage) {
	settings, err := parseSettings(raw)
	if err != nil {
		s.showOnce(messageWarning, err.Error())
	}
	s.mu.Lock()
	s.settings = settings
	s.mu.Unlock()
	s.reload()
}

// didChangeConfiguration hears of other settings. Clients that are asked for them send none.
func (s *Server) didChangeConfiguration(p *configurationParams) {
	if strings.HasPrefix(string(p.Settings), "{") && !s.client.Workspace.Configuration {
		s.configure(p.Settings)
		return
	}
	s.fetchSettings()
}

// didChangeFolders hears of other workspace folders.
func (s *Server) didChangeFolders(p *foldersParams) {
	s.mu.Lock()
	s.folders = slices.DeleteFunc(s.folders, func(f workspaceFolder) bool {
		return slices.ContainsFunc(p.Event.Removed, func(r workspaceFolder) bool { return r.URI == f.URI })
	})
	s.folders = append(s.folders, p.Event.Added...)
	s.mu.Unlock()
	s.reload()
}

// didChangeFiles hears of files that have changed. Those that documents are checked by are read again.
func (s *Server) didChangeFiles(p *watchedParams) {
	s.mu.Lock()
	holds := false
	for _, c := range p.Changes {
		name := pathOf(c.URI)
		holds = holds || s.matters(name)
	}
	s.mu.Unlock()
	if holds {
		s.reload()
	}
}

// matters reports whether documents are checked by a file. The caller holds s.mu.
func (s *Server) matters(name string) bool {
	base := filepath.Base(name)
	if base == config.Name || base == ".gitignore" {
		return true
	}
	for _, p := range s.projects {
		if _, ok := p.read[name]; ok {
			return true
		}
		for _, folder := range p.own {
			if within, err := filepath.Rel(folder, name); err == nil && filepath.IsLocal(within) {
				return true
			}
		}
	}
	return false
}

// reload forgets what holds for documents, so that it is read again when it is needed.
func (s *Server) reload() {
	s.mu.Lock()
	clear(s.projects)
	s.generation++
	s.mu.Unlock()
	s.prepare()
	s.refresh()
}
