package lsp_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/lsp"
)

type report struct {
	URI      string
	Kind     string
	ResultID string
	Version  *int
	Items    []lsp.Diagnostic
}

// survey asks for the diagnostics of the workspace, by the last part of their URIs.
func (e *editor) survey(previous map[string]report, more object) map[string]report {
	e.t.Helper()
	ids := []object{}
	for _, r := range previous {
		ids = append(ids, object{"uri": r.URI, "value": r.ResultID})
	}
	params := object{"previousResultIds": ids}
	for k, v := range more {
		params[k] = v
	}
	var got struct{ Items []report }
	e.call("workspace/diagnostic", params, &got)
	all := map[string]report{}
	for _, r := range got.Items {
		all[filepath.Base(r.URI)] = r
	}
	return all
}

func TestUnchangedDocumentsAreNotSentAgain(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pulling, nil)
	e.open("untitled:a", "plaintext", bill)
	ask := func(previous string) (r report) {
		e.call("textDocument/diagnostic", object{"textDocument": object{"uri": "untitled:a"}, "previousResultId": previous}, &r)
		return r
	}
	first := ask("")
	if first.Kind != "full" || len(first.Items) != 1 || first.ResultID == "" {
		t.Fatalf("got %+v", first)
	}
	if again := ask(first.ResultID); again.Kind != "unchanged" || again.ResultID != first.ResultID {
		t.Errorf("got %+v", again)
	}
	e.change("untitled:a", 2, object{"text": "x " + bill})
	if moved := ask(first.ResultID); moved.Kind != "full" || moved.Items[0].Range.Start.Character != 10 {
		t.Errorf("after a change: %+v", moved)
	}
	if e.notes["textDocument/publishDiagnostics"] != 0 {
		t.Error("diagnostics are pushed to a client that asks for them")
	}
}

func TestWorkspaceIsReportedAsTheCommandReadsIt(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{
		".refrain.yaml":                 "exclude: [drafts/]\nlexicon: [own]\npaths:\n  old/:\n    fail-on: never\n",
		"own/en/terms/bad-weather.yaml": entry, "own/sources.yaml": house, // They are no documents.
		"a.md": bill, "old/b.txt": bill, "drafts/c.md": bill, "d.go": bill, "e.html": "<p>Nothing.</p>",
		"f.pdf": "%PDF-1.4", "h.md": "\ufeff" + bill,
	})
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	e.open(uri(filepath.Join(folder, "h.md")), "markdown", "New. "+bill)
	got := e.survey(nil, nil)
	if len(got) != 4 {
		t.Errorf("got %d documents, want a.md, b.txt, e.html and h.md: %v", len(got), got)
	}
	if got["a.md"].Items[0].Severity != 1 || got["b.txt"].Items[0].Severity != 2 || len(got["e.html"].Items) != 0 {
		t.Errorf("got %+v", got)
	}
	if h := got["h.md"]; h.Items[0].Range.Start.Character != 13 || h.Version == nil {
		t.Errorf("the open document: %+v", h)
	}
	again := e.survey(got, nil)
	for name, r := range again {
		if r.Kind != "unchanged" {
			t.Errorf("%s is sent again: %+v", name, r)
		}
	}
	os.Remove(filepath.Join(folder, "a.md"))
	write(t, folder, map[string]string{"old/b.txt": "Nothing any more.\n"})
	third := e.survey(got, nil)
	if r := third["a.md"]; r.Kind != "full" || len(r.Items) != 0 {
		t.Errorf("of a file that is gone: %+v", r)
	}
	if r := third["b.txt"]; r.Kind != "full" || len(r.Items) != 0 {
		t.Errorf("of a file that has changed: %+v", r)
	}
	e.until("a note on the PDF", func() bool { return e.notes["window/logMessage"] == 1 })
	e.notify("textDocument/didClose", object{"textDocument": object{"uri": uri(filepath.Join(folder, "h.md"))}})
	// The file has a byte order mark, which editors show nobody.
	if r := e.survey(nil, nil)["h.md"]; r.Items[0].Range.Start.Character != 8 {
		t.Errorf("a file with a byte order mark: %+v", r)
	}
}

// Clients ask again before they have their answer.
func TestWorkspaceIsReportedTwiceAtOnce(t *testing.T) {
	folder := t.TempDir()
	files := map[string]string{".git/HEAD": "x", ".gitignore": "built/\n", ".refrain.yaml": "fail-on: never\n"}
	for i := range 200 {
		files[fmt.Sprintf("d%d/a.md", i)], files[fmt.Sprintf("d%d/built/b.md", i)] = bill, bill
	}
	write(t, folder, files)
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	var answers []chan *message
	for range 4 {
		_, answer := e.ask("workspace/diagnostic", object{"previousResultIds": []any{}})
		answers = append(answers, answer)
	}
	for _, answer := range answers {
		m := <-answer
		if m == nil || m.Error != nil || strings.Count(string(m.Result), `"uri":`) != 200 {
			t.Fatalf("got %.300v, want 200 documents", m)
		}
	}
}

func TestLargeWorkspaceComesInPartsAndCanBeCancelled(t *testing.T) {
	folder := t.TempDir()
	const n = 2000
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("d%d/%d.md", i%20, i)] = bill
	}
	write(t, folder, files)
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	rest := e.survey(nil, object{"partialResultToken": "p", "workDoneToken": 7})
	var parts, documents, most int
	kinds := ""
	e.until("the end of the progress", func() bool {
		list := e.params["$/progress"]
		return len(list) > 0 && strings.Contains(string(list[len(list)-1]), `"end"`)
	})
	e.mu.Lock()
	for _, raw := range e.params["$/progress"] {
		var p struct {
			Token json.RawMessage
			Value struct {
				Kind  string
				Items []report
			}
		}
		if err := json.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		if string(p.Token) == "7" {
			if !strings.HasSuffix(kinds, p.Value.Kind) {
				kinds += p.Value.Kind
			}
			continue
		}
		parts++
		documents += len(p.Value.Items)
		most = max(most, len(p.Value.Items))
	}
	e.mu.Unlock()
	if documents+len(rest) != n || most > 50 || kinds != "beginreportend" {
		t.Errorf("got %d documents in %d parts of at most %d and %d at the end; progress %s", documents, parts, most, len(rest), kinds)
	}
	before := e.count("$/progress")
	id, answer := e.ask("workspace/diagnostic", object{"previousResultIds": []any{}, "partialResultToken": "q"})
	e.until("a part", func() bool { return e.notes["$/progress"] > before })
	e.notify("$/cancelRequest", object{"id": id})
	if m := <-answer; m == nil || m.Error == nil || m.Error.Code != -32800 {
		t.Errorf("a cancelled request gets %+v", m)
	}
}

// count is how many notifications of a method have come.
func (e *editor) count(method string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.notes[method]
}

func TestConfigurationIsReadAgainWhenItChanges(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": "fail-on: replace\n", "a.md": bill})
	e := start(t, options(t))
	capabilities := object{
		"textDocument": pushed["textDocument"],
		"workspace":    object{"didChangeWatchedFiles": object{"dynamicRegistration": true}},
	}
	e.begin(folder, capabilities, nil)
	e.until("a registration", func() bool { return e.calls["client/registerCapability"] == 1 })
	u := uri(filepath.Join(folder, "a.md"))
	e.open(u, "markdown", bill)
	if got := e.diagnostics(u, 1); got[0].Severity != 1 {
		t.Fatalf("got %+v", got)
	}
	write(t, folder, map[string]string{".refrain.yaml": "fail-on: never\n"})
	e.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": uri(filepath.Join(folder, ".refrain.yaml")), "type": 2}}})
	e.until("other severities", func() bool {
		list := e.published[u]
		return list[len(list)-1].Diagnostics[0].Severity == 2
	})
	// Without a word from the editor, at the next change of a document.
	write(t, folder, map[string]string{".refrain.yaml": "count: [quoted]\n# longer than before\n"})
	e.change(u, 2, object{"text": bill + "\n"})
	if got := e.diagnostics(u, 2); len(got) != 0 {
		t.Errorf("after count: [quoted]: %+v", got)
	}
}

func TestMistakesInTheConfigurationAreShownInIt(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{
		".refrain.yaml": "fail-on: never\nlexicon: [own]\n", ".refrain-waivers.yaml": "- entry: nothing-such\n  paths: [a]\n  reason: r\n",
		"own/en/terms/bad.yaml": "id: bad\n",
	})
	e := start(t, options(t))
	e.begin(folder, pushed, nil)
	waivers, entry := uri(filepath.Join(folder, ".refrain-waivers.yaml")), uri(filepath.Join(folder, "own/en/terms/bad.yaml"))
	e.until("diagnostics", func() bool { return len(e.published[waivers]) > 0 && len(e.published[entry]) > 0 })
	if d := e.published[waivers][0].Diagnostics[0]; d.Range.Start != (lsp.Position{Line: 0, Character: 9}) || !strings.Contains(d.Message, "nothing-such") {
		t.Errorf("got %+v", d)
	}
	write(t, folder, map[string]string{".refrain-waivers.yaml": "- entry: flood-of-people\n  paths: [a]\n  reason: r\n"})
	e.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": waivers, "type": 2}}})
	e.until("an empty list", func() bool {
		list := e.published[waivers]
		return len(list[len(list)-1].Diagnostics) == 0
	})
}

func TestMissingLexiconOfTheSettingsIsNamed(t *testing.T) {
	e := start(t, options(t))
	e.begin(t.TempDir(), pushed, object{"lexicon": []string{"/no/such/folder"}})
	e.until("a message", func() bool {
		return len(e.messages) == 1 && strings.Contains(e.messages[0], "/no/such/folder: no such file")
	})
}

// A list of waivers that is open in the editor is changed there: it may not be saved yet.
func TestOpenListOfWaiversIsChangedByTheEditor(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": waivable, "a.md": bill, ".refrain-waivers.yaml": "# ours\n"})
	e := start(t, options(t))
	e.answers["workspace/applyEdit"] = object{"applied": true}
	e.begin(folder, object{"workspace": object{"applyEdit": true}, "textDocument": object{"diagnostic": object{}}}, nil)
	u, list := uri(filepath.Join(folder, "a.md")), uri(filepath.Join(folder, ".refrain-waivers.yaml"))
	e.open(u, "markdown", bill)
	e.open(list, "yaml", "# ours, and new")
	a := titled(t, e.actions(u, 0, 10), "in .refrain-waivers.yaml")
	var about object
	json.Unmarshal(a.Command.Arguments[0], &about)
	about["reason"] = "title: \"of\" an act"
	e.call("workspace/executeCommand", object{"command": a.Command.Command, "arguments": []object{about}}, nil)
	e.mu.Lock()
	edit := string(e.params["workspace/applyEdit"][0])
	e.mu.Unlock()
	for _, want := range []string{list, `"start":{"line":0,"character":15}`, `"newText":"\n- key: `, `reason: \"title: \\\"of\\\" an act\"`} {
		if !strings.Contains(edit, want) {
			t.Errorf("no %s in %s", want, edit)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(folder, ".refrain-waivers.yaml")); string(data) != "# ours\n" {
		t.Errorf("the file is now %q", data)
	}
}

func TestEachFolderHasItsOwnConfiguration(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one, map[string]string{".refrain.yaml": "fail-on: replace\n"})
	write(t, two, map[string]string{".refrain.yaml": "fail-on: never\n"})
	e := start(t, options(t))
	e.begin(one, pushed, nil)
	e.notify("workspace/didChangeWorkspaceFolders", object{"event": object{
		"added": []object{{"uri": uri(two), "name": "two"}}, "removed": []object{},
	}})
	a, b := uri(filepath.Join(one, "a.md")), uri(filepath.Join(two, "sub", "b.md"))
	e.open(a, "markdown", bill)
	e.open(b, "markdown", bill)
	if got := e.diagnostics(a, 1)[0].Severity; got != 1 {
		t.Errorf("in the first folder: severity %d", got)
	}
	if got := e.diagnostics(b, 1)[0].Severity; got != 2 {
		t.Errorf("in the second folder: severity %d", got)
	}
	e.notify("workspace/didChangeWorkspaceFolders", object{"event": object{
		"added": []object{}, "removed": []object{{"uri": uri(two), "name": "two"}},
	}})
	e.until("the severity without the folder", func() bool {
		list := e.published[b]
		return list[len(list)-1].Diagnostics[0].Severity == 1
	})
}

func TestSettingsOfTheEditorHold(t *testing.T) {
	e := start(t, options(t))
	e.answers["workspace/configuration"] = []object{{"uncounted": "hint", "known": "hint", "reportLanguage": "de"}}
	capabilities := object{"textDocument": pushed["textDocument"], "workspace": object{"configuration": true}}
	e.begin("", capabilities, object{"uncounted": "hide"})
	e.open("untitled:a", "plaintext", "The term “illegal immigrants” is wrong.\n")
	e.until("a hint", func() bool {
		list := e.published["untitled:a"]
		if len(list) == 0 || len(list[len(list)-1].Diagnostics) == 0 {
			return false
		}
		d := list[len(list)-1].Diagnostics[0]
		return d.Severity == 4 && strings.HasPrefix(d.Message, "„illegal immigrants“")
	})
	e.answers["workspace/configuration"] = []object{{"uncounted": "loud"}}
	e.notify("workspace/didChangeConfiguration", object{"settings": nil})
	e.until("a message", func() bool {
		return len(e.messages) == 1 && strings.Contains(e.messages[0], `"loud" is not one of hide, hint`)
	})
}

func TestOtherKindsAreNamedOnce(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	e.open("file:///tmp/a.go", "go", "package a // illegal immigrants\n")
	e.open("file:///tmp/b.go", "go", "package a // illegal immigrants\n")
	e.open("file:///tmp/c.docx", "", "x")
	e.until("messages", func() bool { return len(e.messages) == 2 })
	if !strings.Contains(e.messages[0], `language "go"`) || !strings.Contains(e.messages[1], ".docx") {
		t.Errorf("got %q", e.messages)
	}
	if got := e.diagnostics("file:///tmp/b.go", 1); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestGapIsShownAtTheTop(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	e.open("untitled:a", "plaintext", strings.Repeat("Det finns många människor som bor i detta land och som inte har något hem. ", 10))
	got := e.diagnostics("untitled:a", 1)
	if len(got) != 1 || got[0].Code != "not-read" || got[0].Severity != 3 || got[0].Range != (lsp.Range{}) ||
		!strings.Contains(got[0].Message, "language without a lexicon") {
		t.Errorf("got %+v", got)
	}
}

func TestDocumentsAreCheckedWhenSavedWhereThatIsAsked(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, object{"run": "onSave"})
	e.open("untitled:a", "plaintext", "x\n")
	e.diagnostics("untitled:a", 1)
	e.change("untitled:a", 2, object{"text": bill})
	e.notify("textDocument/didSave", object{"textDocument": object{"uri": "untitled:a"}})
	if got := e.diagnostics("untitled:a", 2); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
	e.change("untitled:a", 3, object{"text": "Now " + bill})
	if a := titled(t, e.actions("untitled:a", 0, 14), "Replace with"); a.Edit.Changes["untitled:a"][0].Range.Start.Character != 12 {
		t.Errorf("an action goes by what was saved: %+v", a)
	}
	if n := len(e.published["untitled:a"]); n != 2 {
		t.Errorf("published %d times, want once when it was opened and once when it was saved", n)
	}
}
