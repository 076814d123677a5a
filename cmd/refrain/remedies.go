package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/project/waiver"
	"refrain/reports/stream"
)

// remedies are what somebody can type about findings that fail the run, where there are records to
// type it into: a configuration, a baseline, a comparison with what was there, or a pipeline. Who
// reads somebody else's document once has no use for them.
func (s *session) remedies() *stream.Remedies {
	f, r := s.flags, s.records
	pipeline := slices.ContainsFunc(f.formats, func(format string) bool {
		return format == auto || format == "github" || format == "lines"
	})
	if s.settings.none || s.settings.file == "" && r.ledger == nil && !f.compares() && !pipeline {
		return nil
	}
	if _, inside := s.settings.folder.path("."); !inside {
		return nil // The rules are somebody else's.
	}
	return &stream.Remedies{Waive: r.waive, Baseline: "refrain baseline write"}
}

// waive is what lets a finding stand: a comment, where the document takes one and is trusted, or a
// row of the file of waivers.
func (r *records) waive(d *document.Document, f *analyzer.Finding) (text, file string) {
	const reason = "REASON"
	w := &waiver.Waiver{Entry: f.Entry.ID, Reason: reason}
	until := ""
	if r.waivers.Dated != "" {
		w.Until, until = "2000-01-01", ", until: \"YYYY-MM-DD\"" // It stands for a day that a person chooses.
	}
	if r.distrusts(d) == "" {
		if comment, err := waiver.Comment(d.Comments, w); err == nil {
			return strings.TrimSpace(strings.Replace(comment, "2000-01-01", "YYYY-MM-DD", 1)), ""
		}
	}
	row := fmt.Sprintf("- {key: %s, reason: %q%s}", f.Key, reason, until)
	return row, filepath.ToSlash(r.settings.inFolder(r.settings.Waivers.Value))
}
