package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/check"
	"refrain/lexicon"
)

// TestFixWritesOverNoFileThatHasChanged: what somebody saved after the file was read stays, and is said.
func TestFixWritesOverNoFileThatHasChanged(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "notes.md")
	const old, saved = "The camp holds wetbacks.\n", "The camp holds wetbacks and others.\n"
	if err := os.WriteFile(name, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	a := &app{stdout: &out, stderr: &complaints}
	checker := check.New(lex, check.Options{})
	defer checker.Close()
	x := &fixer{session: &session{app: a, checker: checker}, flags: &fixFlags{checkFlags: &checkFlags{}}, open: map[string]string{}}
	report := checker.Document(context.Background(), name, old)
	if err := os.WriteFile(name, []byte(saved), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := x.document(context.Background(), report); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil || string(data) != saved || x.failed != 1 {
		t.Errorf("got %q, %v, %d failed", data, err, x.failed)
	}
	if !strings.Contains(complaints.String(), "has changed since it was read") {
		t.Errorf("got %q", complaints.String())
	}
	if report = checker.Document(context.Background(), name, saved); len(report.Findings) != 1 {
		t.Fatalf("%d findings", len(report.Findings))
	}
	if err := x.document(context.Background(), report); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(name); string(data) != "The camp holds people from Mexico and others.\n" {
		t.Errorf("got %q", data)
	}
	left, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
