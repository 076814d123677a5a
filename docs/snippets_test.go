package docs_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// snippet is a block of YAML of a page.
var snippet = regexp.MustCompile("(?s)```yaml\n(.*?)```\n")

// snippets are the blocks of YAML of the page for pipelines.
func snippets(t *testing.T) []any {
	t.Helper()
	page, err := os.ReadFile("ci.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []any
	for _, s := range snippet.FindAllSubmatch(page, -1) {
		var value any
		if err := yaml.Load(s[1], &value); err != nil {
			t.Errorf("%v\n%s", err, s[1])
		}
		all = append(all, value)
	}
	if len(all) < 6 {
		t.Errorf("ci.md shows %d blocks of YAML", len(all))
	}
	return all
}

// within calls do for each mapping in a value.
func within(value any, do func(m map[string]any)) {
	switch v := value.(type) {
	case map[string]any:
		do(v)
		for _, inner := range v {
			within(inner, do)
		}
	case []any:
		for _, inner := range v {
			within(inner, do)
		}
	}
}

// of is what a file of the repository holds; a file with a head has several documents.
func of(t *testing.T, name string) any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&value); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return value
}

// What the page for pipelines names is what there is: inputs of the action and of the job, and hooks.
func TestSnippetsNameWhatThereIs(t *testing.T) {
	inputs := of(t, "action.yml").(map[string]any)["inputs"].(map[string]any)
	job := of(t, "templates/refrain.yml").(map[string]any)["spec"].(map[string]any)["inputs"].(map[string]any)
	var hooks []string
	for _, h := range of(t, ".pre-commit-hooks.yaml").([]any) {
		hooks = append(hooks, h.(map[string]any)["id"].(string))
	}
	seen := map[string]int{}
	for _, s := range snippets(t) {
		within(s, func(m map[string]any) {
			if uses, _ := m["uses"].(string); strings.HasPrefix(uses, "OWNER/refrain@") {
				seen["action"]++
				with, _ := m["with"].(map[string]any)
				for name := range with {
					if inputs[name] == nil {
						t.Errorf("the action has no input %s", name)
					}
				}
			}
			if component, _ := m["component"].(string); strings.Contains(component, "/refrain@") {
				seen["component"]++
				for name := range m["inputs"].(map[string]any) {
					if job[name] == nil {
						t.Errorf("the job has no input %s", name)
					}
				}
			}
			if repo, _ := m["repo"].(string); strings.HasSuffix(repo, "/refrain") {
				seen["hook"]++
				for _, h := range m["hooks"].([]any) {
					if id := h.(map[string]any)["id"].(string); !slices.Contains(hooks, id) {
						t.Errorf("there is no hook %s", id)
					}
				}
			}
		})
	}
	for _, what := range []string{"action", "component", "hook"} {
		if seen[what] == 0 {
			t.Errorf("ci.md shows no %s", what)
		}
	}
}

// The command with which MegaLinter installs the program puts what the checksum names where it is
// found, and nothing else.
func TestMegaLinterInstallsWhatTheChecksumNames(t *testing.T) {
	for _, name := range []string{"sh", "curl", "tar", "sha256sum"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s", name)
		}
	}
	run := ""
	for _, s := range snippets(t) {
		within(s, func(m map[string]any) {
			if lines, ok := m["dockerfile"].([]any); ok {
				run = strings.TrimPrefix(lines[0].(string), "RUN ")
			}
		})
	}
	folder := t.TempDir()
	for _, name := range []string{"refrain_1.2.3_linux_amd64", "tmp", "bin"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	sh := func(script string) (string, error) {
		c := exec.Command("sh", "-c", script)
		c.Dir = folder
		out, err := c.CombinedOutput()
		return strings.TrimSpace(string(out)), err
	}
	const archive = "refrain_1.2.3_linux_amd64.tar.gz"
	sum, err := sh("printf '#!/bin/sh\necho released\n' >refrain_1.2.3_linux_amd64/refrain && " +
		"chmod +x refrain_1.2.3_linux_amd64/refrain && tar -czf " + archive + " refrain_1.2.3_linux_amd64 && " +
		"sha256sum <" + archive + " | cut -d ' ' -f 1")
	if err != nil {
		t.Fatal(err, sum)
	}
	filled := func(sum string) string {
		return strings.NewReplacer(
			"https://HOST/OWNER/refrain/releases/download/vVERSION", "file://"+folder, "VERSION", "1.2.3", "CHECKSUM", sum,
			"/usr/local/bin", folder+"/bin", "cd /tmp", "cd "+folder+"/tmp",
		).Replace(run)
	}
	if out, err := sh(filled(strings.Repeat("0", 64))); err == nil {
		t.Errorf("other bytes than those of the checksum are installed: %s", out)
	}
	if _, err := os.Stat(filepath.Join(folder, "bin", "refrain")); err == nil {
		t.Error("and the program is there")
	}
	if out, err := sh(filled(sum) + " && " + folder + "/bin/refrain"); err != nil || !strings.HasSuffix(out, "released") {
		t.Errorf("%v\n%s", err, out)
	}
}
