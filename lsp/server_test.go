package lsp_test

import (
	"strings"
	"testing"

	"refrain/lsp"
)

func codes(list []lsp.Diagnostic) string {
	var all []string
	for _, d := range list {
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}

const bill = "We fear illegal immigrants.\n"

func TestOpenDocumentsHaveDiagnostics(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	e.open("untitled:Untitled-1", "markdown", "# T\n\n"+bill)
	got := e.diagnostics("untitled:Untitled-1", 1)
	if len(got) != 1 || got[0].Code != "illegal-people" || got[0].Source != "refrain" || got[0].Severity != 1 {
		t.Fatalf("got %+v", got)
	}
	want := lsp.Range{Start: lsp.Position{Line: 2, Character: 8}, End: lsp.Position{Line: 2, Character: 26}}
	if got[0].Range != want {
		t.Errorf("got %v, want %v", got[0].Range, want)
	}
	if m := got[0].Message; !strings.HasPrefix(m, "“illegal immigrants” (used): consider ") || strings.Contains(m, "\n") {
		t.Errorf("the message is %q", m)
	}
	if got[0].CodeDescription == nil || got[0].Data.Key == "" {
		t.Errorf("got %+v, want a link and a key", got[0])
	}
	e.change("untitled:Untitled-1", 2, object{
		"range": object{"start": object{"line": 2, "character": 8}, "end": object{"line": 2, "character": 15}}, "text": "new",
	})
	if got := e.diagnostics("untitled:Untitled-1", 2); len(got) != 0 {
		t.Errorf("after the change: got %+v", got)
	}
	e.notify("textDocument/didClose", object{"textDocument": object{"uri": "untitled:Untitled-1"}})
	if code := e.end(); code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
}

func TestExitWithoutShutdownIsOne(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	e.notify("exit", nil)
	if code := <-e.code; code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

func TestEndOfTheStreamEndsTheServer(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	e.in.Close()
	if code := <-e.code; code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}
