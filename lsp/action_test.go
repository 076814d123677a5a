package lsp_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"refrain/lsp"
)

type action struct {
	Title       string
	Kind        string
	IsPreferred bool
	Edit        *struct {
		Changes map[string][]struct {
			Range   lsp.Range
			NewText string
		}
	}
	Command *struct {
		Command   string
		Arguments []json.RawMessage
	}
}

// actions asks for the code actions at a place.
func (e *editor) actions(uri string, line, character int, only ...string) []action {
	e.t.Helper()
	at := object{"line": line, "character": character}
	context := object{"diagnostics": []any{}}
	if len(only) > 0 {
		context["only"] = only
	}
	var all []action
	e.call("textDocument/codeAction", object{
		"textDocument": object{"uri": uri}, "range": object{"start": at, "end": at}, "context": context,
	}, &all)
	return all
}

func titled(t *testing.T, all []action, part string) action {
	t.Helper()
	for _, a := range all {
		if strings.Contains(a.Title, part) {
			return a
		}
	}
	t.Fatalf("no action with %q among %+v", part, all)
	return action{}
}

func TestHoverSaysWhyAndWhoSaysSo(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pulling, nil)
	e.open("untitled:a", "plaintext", "\n"+bill)
	var got struct {
		Contents struct{ Kind, Value string }
		Range    lsp.Range
	}
	at := object{"textDocument": object{"uri": "untitled:a"}, "position": object{"line": 1, "character": 10}}
	e.call("textDocument/hover", at, &got)
	for _, want := range []string{"**“illegal immigrants”**", "used in the document's own voice", "**Consider**", "](<http", "`illegal-people`"} {
		if !strings.Contains(strings.ToLower(got.Contents.Value), strings.ToLower(want)) {
			t.Errorf("the hover does not say %q:\n%s", want, got.Contents.Value)
		}
	}
	if got.Contents.Kind != "markdown" || got.Range.Start.Character != 8 {
		t.Errorf("got %s at %v", got.Contents.Kind, got.Range)
	}
	var none any
	at["position"] = object{"line": 1, "character": 2}
	if e.call("textDocument/hover", at, &none); none != nil {
		t.Errorf("beside a finding: got %v", none)
	}
}

func TestReplacementFitsTheSentence(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pulling, nil)
	e.open("untitled:a", "markdown", "An illegal immigrant came.\n")
	all := e.actions("untitled:a", 0, 5)
	a := titled(t, all, "Replace with")
	edit := a.Edit.Changes["untitled:a"][0]
	if a.Kind != "quickfix" || strings.Contains(edit.NewText, "people") {
		t.Errorf("got %+v, want words for one person", a)
	}
	if edit.Range.Start.Character != 0 || !strings.HasPrefix(edit.NewText, "A ") && !strings.HasPrefix(edit.NewText, "An ") {
		t.Errorf("got %q at %v, want the article with it", edit.NewText, edit.Range)
	}
}

// Markup among the words of a finding would be lost, so nothing is put in its place.
func TestWordsPartedByMarkupAreNotReplaced(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pulling, nil)
	e.open("untitled:a", "markdown", "We fear illegal *immigrants* here.\n")
	for _, a := range e.actions("untitled:a", 0, 10) {
		if a.Edit != nil {
			t.Errorf("got %+v", a)
		}
	}
}

func TestFixAllMakesUnambiguousChangesAlone(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": "prefer: {illegal-people: person in an irregular situation}\n"})
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	u := uri(filepath.Join(folder, "a.md"))
	text := "A flood of migrants came.\n\n" + bill + "\nThe term “illegal immigrants” hurts.\n"
	e.open(u, "markdown", text)
	if all := e.actions(u, 2, 10); slices.ContainsFunc(all, func(a action) bool { return a.Kind == "source.fixAll.refrain" }) {
		t.Error("fix-all is offered where nobody asked for it")
	}
	for _, kind := range []string{"source", "source.fixAll", "source.fixAll.refrain"} {
		all := e.actions(u, 0, 0, kind)
		if len(all) != 1 || all[0].Kind != "source.fixAll.refrain" || len(all[0].Edit.Changes[u]) != 1 {
			t.Fatalf("%s: got %+v, want one edit: several wordings fit the first sentence, and a "+
				"quotation stays", kind, all)
		}
		edit := all[0].Edit.Changes[u][0]
		if edit.Range.Start.Line != 2 || !strings.Contains(edit.NewText, "people in an irregular situation") {
			t.Errorf("%s: got %+v", kind, edit)
		}
	}
}

const waivable = "waivers: .refrain-waivers.yaml\n"

func TestWaiverGoesIntoTheDocumentsOwnComments(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a.md":   {"# T\r\n\r\n" + bill, "# T\r\n\r\n<!-- refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\" -->\r\n" + bill},
		"l.md":   {"- We fear illegal immigrants.\n- x\n", "- We fear <!-- refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\" -->illegal immigrants.\n- x\n"},
		"a.html": {"<p>\n  " + bill + "</p>\n", "<p>\n  <!-- refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\" -->\n  " + bill + "</p>\n"},
		"a.txt":  {bill, "refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\"\n" + bill},
		"a.tex":  {bill, "% refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\"\n" + bill},
		"a.adoc": {bill, "// refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\"\n" + bill},
		"a.rst":  {"T\n=\n\n" + bill, "T\n=\n\n.. refrain: allow illegal-people until 2026-12-04 by \"A. B.\" because \"title of an act\"\n\n" + bill},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, folder, map[string]string{".refrain.yaml": waivable, name: c.text})
			e := start(t, options(t))
			e.answers["workspace/applyEdit"] = object{"applied": true}
			e.begin(folder, object{
				"workspace": object{"applyEdit": true}, "textDocument": object{"diagnostic": object{}},
			}, object{"waiver": object{"by": "A. B.", "days": 10}})
			u := uri(filepath.Join(folder, name))
			e.open(u, "", c.text)
			line := strings.Count(c.text[:strings.Index(c.text, "illegal")], "\n")
			a := titled(t, e.actions(u, line, 11), "stand here")
			var about object
			json.Unmarshal(a.Command.Arguments[0], &about)
			about["reason"] = "title of an act"
			e.call("workspace/executeCommand", object{"command": a.Command.Command, "arguments": []object{about}}, nil)
			var p struct {
				Edit struct {
					Changes map[string][]struct {
						Range   lsp.Range
						NewText string
					}
				}
			}
			e.mu.Lock()
			json.Unmarshal(e.params["workspace/applyEdit"][0], &p)
			e.mu.Unlock()
			edit := p.Edit.Changes[u][0]
			e.change(u, 2, object{"range": edit.Range, "text": edit.NewText})
			var r struct{ Items []lsp.Diagnostic }
			e.call("textDocument/diagnostic", object{"textDocument": object{"uri": u}}, &r)
			if len(r.Items) != 0 {
				t.Errorf("with the waiver: %+v", r.Items)
			}
			lines := strings.SplitAfter(c.text, "\n")
			at := len(strings.Join(lines[:edit.Range.Start.Line], "")) + int(edit.Range.Start.Character)
			if got := c.text[:at] + edit.NewText + c.text[at:]; got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

func TestWaiverIsAddedToTheListAndItsCommentsStay(t *testing.T) {
	folder := t.TempDir()
	const list = "# Who adds to this list asks Ann.\n- entry: flood-of-people\n  paths: [x.md]  # old\n  reason: r\n"
	write(t, folder, map[string]string{".refrain.yaml": waivable, ".refrain-waivers.yaml": list, "a b.md": bill})
	e := start(t, options(t))
	e.answers["window/showMessageRequest"] = object{"title": "To be rewritten later"}
	e.begin(folder, pulling, nil)
	u := uri(filepath.Join(folder, "a%20b.md"))
	e.open(u, "markdown", bill)
	a := titled(t, e.actions(u, 0, 10), "in .refrain-waivers.yaml")
	e.call("workspace/executeCommand", object{"command": a.Command.Command, "arguments": a.Command.Arguments}, nil)
	data, err := os.ReadFile(filepath.Join(folder, ".refrain-waivers.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := strings.CutPrefix(string(data), list)
	if !ok || !strings.Contains(got, "# illegal-people: illegal immigrants\n  paths: [\"/a b.md\"]\n  reason: \"To be rewritten later\"\n") {
		t.Errorf("the list is now:\n%s", data)
	}
	var r struct{ Items []lsp.Diagnostic }
	e.call("textDocument/diagnostic", object{"textDocument": object{"uri": u}}, &r)
	if len(r.Items) != 0 {
		t.Errorf("with the waiver: %+v", r.Items)
	}
}

func TestWaiverNeedsAReason(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": waivable, "a.md": bill})
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	u := uri(filepath.Join(folder, "a.md"))
	e.open(u, "markdown", bill)
	a := titled(t, e.actions(u, 0, 10), "in .refrain-waivers.yaml")
	err := e.refused("workspace/executeCommand", object{"command": a.Command.Command, "arguments": a.Command.Arguments})
	if !strings.Contains(err.Message, "needs a reason") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, ".refrain-waivers.yaml")); !os.IsNotExist(err) {
		t.Errorf("a list was written: %v", err)
	}
}

func TestFindingIsAddedToTheBaseline(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": waivable, "a.md": bill + "\nA flood of migrants came.\n"})
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	u := uri(filepath.Join(folder, "a.md"))
	e.open(u, "markdown", bill+"\nA flood of migrants came.\n")
	var before, after struct{ Items []lsp.Diagnostic }
	e.call("textDocument/diagnostic", object{"textDocument": object{"uri": u}}, &before)
	a := titled(t, e.actions(u, 0, 10), "Add to the baseline")
	e.call("workspace/executeCommand", object{"command": a.Command.Command, "arguments": a.Command.Arguments}, nil)
	e.call("textDocument/diagnostic", object{"textDocument": object{"uri": u}}, &after)
	if codes(before.Items) != "illegal-people flood-of-people" || codes(after.Items) != "flood-of-people" {
		t.Errorf("before: %s; after: %s", codes(before.Items), codes(after.Items))
	}
	data, _ := os.ReadFile(filepath.Join(folder, ".refrain-baseline.json"))
	if !strings.HasPrefix(string(data), `[{"schema":"refrain-baseline/`) || strings.Count(string(data), "\n") != 3 {
		t.Errorf("the baseline is:\n%s", data)
	}
}

// A list of waivers that is a link must not lead the server out of the folder.
func TestNothingIsWrittenThroughALink(t *testing.T) {
	folder, outside := t.TempDir(), filepath.Join(t.TempDir(), "theirs.yaml")
	write(t, folder, map[string]string{".refrain.yaml": waivable, "a.md": bill})
	if err := os.Symlink(outside, filepath.Join(folder, ".refrain-waivers.yaml")); err != nil {
		t.Skip(err)
	}
	e := start(t, options(t))
	e.begin(folder, pulling, nil)
	u := uri(filepath.Join(folder, "a.md"))
	e.open(u, "markdown", bill)
	a := titled(t, e.actions(u, 0, 10), "in .refrain-waivers.yaml")
	var about object
	json.Unmarshal(a.Command.Arguments[0], &about)
	about["reason"] = "r"
	e.refused("workspace/executeCommand", object{"command": a.Command.Command, "arguments": []object{about}})
	if _, err := os.Stat(outside); !os.IsNotExist(err) {
		t.Errorf("a file was written outside of the folder: %v", err)
	}
}

func TestExplainGivesTheExplanation(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pulling, nil)
	e.open("untitled:a", "plaintext", bill)
	a := titled(t, e.actions("untitled:a", 0, 10), "Explain")
	var got struct{ Title, Markdown string }
	e.call("workspace/executeCommand", object{"command": a.Command.Command, "arguments": a.Command.Arguments}, &got)
	if got.Title != "illegal-people" || !strings.Contains(got.Markdown, "**Consider**") {
		t.Errorf("got %+v", got)
	}
	e.until("a message", func() bool { return len(e.messages) == 1 && strings.Contains(e.messages[0], "Law calls acts illegal") })
}
