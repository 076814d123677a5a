package main

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"

	"refrain/analyzer/reader"
)

// What the repository holds for others' pipelines is tested by running its commands: the script of
// a step of action.yml, of the job in templates/refrain.yml, and the entry of a hook.

// shipped reads a YAML file of the repository; part counts its documents.
func shipped(name string, part int, into any) error {
	text, err := os.ReadFile("../../" + name)
	if err != nil {
		return err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for range part {
		var skipped any
		if err := decoder.Decode(&skipped); err != nil {
			return err
		}
	}
	return decoder.Decode(into)
}

type step struct {
	ID    string
	Shell string
	Uses  string
	Run   string
	Env   map[string]string
}

type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct{ Steps []step }
}

type hook struct{ ID, Language, Entry, Files string }

// script is what the script command of the name runs: "action check", "gitlab", "hook refrain".
func script(kind, id string) (shell, text string, err error) {
	switch kind {
	case "action":
		var a action
		err = shipped("action.yml", 0, &a)
		for _, s := range a.Runs.Steps {
			if s.ID == id {
				return s.Shell, s.Run, err
			}
		}
	case "gitlab":
		var jobs map[string]struct{ Script []string }
		err = shipped("templates/refrain.yml", 1, &jobs)
		return "sh", strings.Join(jobs[id].Script, "\n"), err
	case "hook":
		var hooks []hook
		err = shipped(".pre-commit-hooks.yaml", 0, &hooks)
		for _, h := range hooks {
			if h.ID == id && h.Language == "script" {
				return "sh", `"$HOOKS"/` + h.Entry + ` "$@"`, err // a file of pre-commit's copy of this repository
			}
			if h.ID == id {
				return "sh", h.Entry + ` "$@"`, err
			}
		}
	}
	return "", "", err
}

// runReady is the script command ready: it runs the commands of a file of the repository, which
// must end with the code given: ready 1 action check.
func runReady(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: ready code action|gitlab|hook name arguments...")
	}
	shell, text, err := script(args[1], args[2])
	ts.Check(err)
	if text == "" {
		ts.Fatalf("there is no %s %s", args[1], args[2])
	}
	exits(ts, false, append([]string{args[0], shell, "-e", "-c", text, shell}, args[3:]...))
}

// pinned is an action of others by the hash of a commit, which nobody can change.
var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)

// What a user of the action writes must not become part of a script.
func TestActionTakesInputsThroughTheEnvironment(t *testing.T) {
	var a action
	if err := shipped("action.yml", 0, &a); err != nil {
		t.Fatal(err)
	}
	used := ""
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("the step %s holds an expression in its script", s.ID)
		}
		if s.Uses != "" && !pinned.MatchString(s.Uses) {
			t.Errorf("the step %s runs %s, which others may change", s.ID, s.Uses)
		}
		for _, value := range s.Env {
			used += value
		}
	}
	for name := range a.Inputs {
		if !strings.Contains(used, "inputs."+name+" ") {
			t.Errorf("no step uses the input %s", name)
		}
	}
}

// A release carries our name, so its workflow runs nothing that others may change.
func TestReleaseRunsNothingThatOthersMayChange(t *testing.T) {
	var workflow struct {
		Jobs map[string]struct{ Steps []step }
	}
	if err := shipped(".github/workflows/release.yml", 0, &workflow); err != nil {
		t.Fatal(err)
	}
	if len(workflow.Jobs) == 0 {
		t.Fatal("no jobs")
	}
	for _, job := range workflow.Jobs {
		for _, s := range job.Steps {
			if s.Uses != "" && !pinned.MatchString(s.Uses) {
				t.Errorf("a step runs %s", s.Uses)
			}
			if strings.Contains(s.Run, "${{") {
				t.Errorf("a step holds an expression in its script: %s", s.Run)
			}
		}
	}
}

func TestHooksTakeOnlyFilesThatAreRead(t *testing.T) {
	var hooks []hook
	if err := shipped(".pre-commit-hooks.yaml", 0, &hooks); err != nil {
		t.Fatal(err)
	}
	if len(hooks) == 0 {
		t.Fatal("no hooks")
	}
	for _, h := range hooks {
		files := regexp.MustCompile(h.Files)
		if !files.MatchString("a/b.md") || files.MatchString("a.mdb") || files.MatchString("pom.xml") {
			t.Errorf("%s: files %s", h.ID, h.Files)
		}
		for _, extension := range regexp.MustCompile(`[a-z]+`).FindAllString(strings.Trim(h.Files, `\.($)`), -1) {
			if !slices.ContainsFunc(
				reader.Formats, func(f reader.Format) bool { return slices.Contains(f.Extensions, "."+extension) },
			) {
				t.Errorf("%s takes .%s, which is of no format", h.ID, extension)
			}
		}
	}
}
