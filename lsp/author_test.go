package lsp_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"refrain/lsp"
)

// entry is an entry of an own lexicon that holds.
const entry = `id: bad-weather
category: dehum.water
severity: note
tier: core
grade: C
why: People are not weather.
instead: [new residents]
sources:
  - {id: HOUSE2026, role: prefers}
match:
  - teapot {person}
hits:
  - A [[teapot migrants]] came.
misses:
  - A teapot came.
`

// house is the source of the entry.
const house = "HOUSE2026:\n  title: Our style\n  body: The House\n  year: 2026\n  kind: style guide\n  status: read\n" +
	"  says: It asks for plain words.\n  url: https://example.org/style\n"

// author opens an own lexicon whose entry has that text.
func author(t *testing.T, text string) (e *editor, u string) {
	t.Helper()
	folder := t.TempDir()
	write(t, folder, map[string]string{
		".refrain.yaml": "lexicon: [own]\n", "own/en/terms/bad-weather.yaml": entry,
		"own/en/slots.yaml": "house-word:\n  about: words of the house\n  members: [client, (guest|lodger)]\n",
		"own/sources.yaml":  house,
	})
	e = start(t, options(t))
	e.begin(folder, pushed, nil)
	u = uri(filepath.Join(folder, "own/en/terms/bad-weather.yaml"))
	e.open(u, "yaml", text)
	return e, u
}

func TestMistakesOfAnEntryAreShownAsItIsWritten(t *testing.T) {
	e, u := author(t, entry)
	if got := e.diagnostics(u, 1); len(got) != 0 {
		t.Fatalf("an entry without mistakes: %+v", got)
	}
	e.change(u, 2, object{"text": strings.Replace(entry, "severity: note", "severity: grave", 1)})
	got := e.diagnostics(u, 2)
	if len(got) != 1 || got[0].Range.Start != (lsp.Position{Line: 2, Character: 10}) || !strings.Contains(got[0].Message, `"grave" is not one of`) {
		t.Errorf("got %+v", got)
	}
	e.change(u, 3, object{"text": strings.Replace(entry, "{person}", "{nobody}", 1)})
	if got := e.diagnostics(u, 3); len(got) != 1 || got[0].Range.Start.Line != 10 {
		t.Errorf("an unknown slot: %+v", got)
	}
}

func (e *editor) labels(u string, line, character int) []string {
	e.t.Helper()
	var items []struct{ Label string }
	e.call("textDocument/completion", object{
		"textDocument": object{"uri": u}, "position": object{"line": line, "character": character},
	}, &items)
	var all []string
	for _, i := range items {
		all = append(all, i.Label)
	}
	return all
}

func TestCompletionOffersWhatThePlaceTakes(t *testing.T) {
	text := strings.Replace(entry, "match:", "  - {id: , role: }\n  - \nalso: []\nmatch:", 1) + "x\n"
	e, u := author(t, text)
	lines := strings.Split(text, "\n")
	for _, c := range []struct {
		line, before string
		want         []string
		not          string
	}{
		{"  - teapot {person}", "  - teapot {p", []string{"person", "people", "house-word"}, "HOUSE2026"},
		{"category: dehum.water", "category: ", []string{"dehum.water", "crim.status"}, "person"},
		{"severity: note", "severity: ", []string{"replace", "review", "note", "info"}, "core"},
		{"  - {id: , role: }", "  - {id: ", []string{"HOUSE2026", "PICUM"}, "against"},
		{"  - {id: , role: }", "  - {id: , role: ", []string{"against", "permits"}, "PICUM"},
		{"  - ", "  - ", []string{"HOUSE2026"}, "person"},
		{"also: []", "also: [", []string{"illegal-people"}, "PICUM"},
		{"x", "", []string{"caveat", "cue", "disagree"}, "severity"},
	} {
		at := slices.Index(lines, c.line)
		got := e.labels(u, at, len(c.before))
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("after %q: no %s among %d", c.before, want, len(got))
			}
		}
		if slices.Contains(got, c.not) {
			t.Errorf("after %q: %s is offered", c.before, c.not)
		}
	}
}

func TestHoverShowsTheWordsOfASlot(t *testing.T) {
	e, u := author(t, strings.Replace(entry, "{person}", "{house-word}", 1))
	var got struct{ Contents struct{ Value string } }
	at := func(line, character int) object {
		return object{"textDocument": object{"uri": u}, "position": object{"line": line, "character": character}}
	}
	e.call("textDocument/hover", at(10, 13), &got)
	if !strings.Contains(got.Contents.Value, "words of the house") || !strings.Contains(got.Contents.Value, "guest") {
		t.Errorf("on a slot: %q", got.Contents.Value)
	}
	e.call("textDocument/hover", at(1, 12), &got)
	if !strings.Contains(got.Contents.Value, "**") {
		t.Errorf("on a category: %q", got.Contents.Value)
	}
}

func TestExamplesRunAndShowWhatFails(t *testing.T) {
	e, u := author(t, strings.Replace(entry, "misses:\n", "misses:\n  - A teapot migrant came.\n", 1))
	e.diagnostics(u, 1)
	var lenses []struct {
		Command struct {
			Command   string
			Arguments []object
		}
	}
	e.call("textDocument/codeLens", object{"textDocument": object{"uri": u}}, &lenses)
	if len(lenses) != 1 {
		t.Fatalf("got %+v", lenses)
	}
	var got struct {
		Entry              string
		Examples, Failures int
	}
	run := object{"command": lenses[0].Command.Command, "arguments": lenses[0].Command.Arguments}
	e.call("workspace/executeCommand", run, &got)
	if got.Entry != "bad-weather" || got.Examples != 3 || got.Failures != 1 {
		t.Errorf("got %+v", got)
	}
	e.until("the failure", func() bool {
		list := e.published[u]
		last := list[len(list)-1].Diagnostics
		return len(last) == 1 && last[0].Code == "example" && last[0].Range.Start.Line == 14
	})
	e.change(u, 2, object{"text": entry})
	if got := e.diagnostics(u, 2); len(got) != 0 {
		t.Errorf("after the change: %+v", got)
	}
	e.call("workspace/executeCommand", run, &got)
	e.until("a message", func() bool { return slices.Contains(e.messages, "bad-weather: all 2 examples hold") })
}

func TestConfigurationIsReadStrictlyWhileItIsWritten(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{".refrain.yaml": "fail-on: never\n"})
	e := start(t, options(t))
	e.begin(folder, pushed, nil)
	u := uri(filepath.Join(folder, ".refrain.yaml"))
	e.open(u, "yaml", "fail-on: never\ncount: [loud]\n")
	got := e.diagnostics(u, 1)
	if len(got) != 1 || got[0].Range.Start != (lsp.Position{Line: 1, Character: 8}) || !strings.Contains(got[0].Message, `"loud"`) {
		t.Errorf("got %+v", got)
	}
}
