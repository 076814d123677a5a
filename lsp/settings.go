package lsp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// Settings are what the user of an editor asks for. They come as initializationOptions, or as the
// section "refrain" of the editor's settings. What a configuration of the workspace says goes before
// those that both know.
type Settings struct {
	Advisory   bool     `json:"advisory"`       // also look for advisory entries
	Count      []string `json:"count"`          // statuses whose findings count; empty means used
	Lang       string   `json:"lang"`           // of the documents; "" finds out
	ReportLang string   `json:"reportLanguage"` // of messages; "" goes by each document
	Lexicon    []string `json:"lexicon"`        // folders of own lexicons, absolute or from the workspace folder

	Known     string `json:"known"`     // findings that are waived or in the baseline: "hide" or "hint"
	Uncounted string `json:"uncounted"` // findings that do not count, such as quotations: "hide" or "hint"
	Gaps      string `json:"gaps"`      // what could not be read: "information" or "hide"

	Run       string `json:"run"`       // when open documents are checked: "onType" or "onSave"
	Workspace string `json:"workspace"` // which documents workspace/diagnostic is of: "all" or "open"
	Files     int    `json:"maxFiles"`  // files that it checks at most

	Waiver WaiverSettings `json:"waiver"`
}

// WaiverSettings are what a waiver gets that the server writes.
type WaiverSettings struct {
	By   string `json:"by"`   // who waives; "" leaves it out
	Days int    `json:"days"` // after which it ends; 0 for no end
}

// Values of settings that are shown or not.
const (
	hide        = "hide"
	hint        = "hint"
	information = "information"
	onType      = "onType"
	onSave      = "onSave"
	allFiles    = "all"
	openFiles   = "open"
)

// Bounds and defaults of settings.
const (
	standardFiles = 5000 // that workspace/diagnostic checks
	mostFiles     = 100_000
	mostFolders   = 20 // of own lexicons
	mostDays      = 3650
)

func standardSettings() Settings {
	return Settings{
		Known: hide, Uncounted: hide, Gaps: information, Run: onType, Workspace: allFiles, Files: standardFiles,
	}
}

// parseSettings reads settings over the standard. What is wrong keeps its standard and is named in
// the error, which is for people.
func parseSettings(raw json.RawMessage) (Settings, error) {
	s := standardSettings()
	if len(raw) == 0 || string(raw) == "null" {
		return s, nil
	}
	var wrapped struct {
		Refrain json.RawMessage `json:"refrain"`
	}
	if json.Unmarshal(raw, &wrapped) == nil && len(wrapped.Refrain) > 0 {
		return parseSettings(wrapped.Refrain)
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return standardSettings(), fmt.Errorf("the settings of refrain are not understood: %w", err)
	}
	if wrong := s.correct(); len(wrong) > 0 {
		return s, fmt.Errorf("settings of refrain: %s", strings.Join(wrong, "; "))
	}
	return s, nil
}

// correct puts the standard in the place of what is wrong, and says what it was.
func (s *Settings) correct() (wrong []string) {
	for _, c := range []struct {
		name   string
		value  *string
		values []string // the first is the standard
	}{
		{"known", &s.Known, []string{hide, hint}}, {"uncounted", &s.Uncounted, []string{hide, hint}},
		{"gaps", &s.Gaps, []string{information, hide}}, {"run", &s.Run, []string{onType, onSave}},
		{"workspace", &s.Workspace, []string{allFiles, openFiles}},
	} {
		if *c.value != "" && !slices.Contains(c.values, *c.value) {
			wrong = append(wrong, fmt.Sprintf("%s: %.40q is not one of %s", c.name, *c.value, strings.Join(c.values, ", ")))
			*c.value = ""
		}
		if *c.value == "" {
			*c.value = c.values[0]
		}
	}
	if _, unknown := lexicon.ParseStatuses(s.Count); unknown >= 0 {
		wrong = append(wrong, fmt.Sprintf("count: %.40q is not a status", s.Count[unknown]))
		s.Count = nil
	}
	if s.ReportLang != "" && !wording.Knows(s.ReportLang) {
		wrong = append(wrong, fmt.Sprintf("reportLanguage: there are %s", strings.Join(wording.Codes(), ", ")))
		s.ReportLang = ""
	}
	if s.Lang != "" && document.LanguageTag(s.Lang) == "" {
		wrong = append(wrong, fmt.Sprintf("lang: %.40q is not a language, such as en", s.Lang))
		s.Lang = ""
	}
	if len(s.Lexicon) > mostFolders {
		wrong = append(wrong, fmt.Sprintf("lexicon: more than %d folders", mostFolders))
		s.Lexicon = s.Lexicon[:mostFolders]
	}
	if s.Files <= 0 || s.Files > mostFiles {
		s.Files = standardFiles
	}
	if s.Waiver.Days < 0 || s.Waiver.Days > mostDays {
		wrong = append(wrong, fmt.Sprintf("waiver.days: expected a number from 0 to %d", mostDays))
		s.Waiver.Days = 0
	}
	return wrong
}
