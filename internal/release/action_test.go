package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// steps are the scripts of the action by their ids.
func steps(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Runs struct {
			Steps []struct{ ID, Run string }
		}
	}
	if err := yaml.Load(text, &action); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, s := range action.Runs.Steps {
		all[s.ID] = s.Run
	}
	return all
}

// runner is a runner of workflows: what it has in its environment and on its PATH.
type runner struct {
	t       *testing.T
	folder  string
	scripts map[string]string
	env     []string
}

// step runs a step of the action, and returns what it prints and how it ends. What earlier steps have
// put on the PATH comes first there.
func (r *runner) step(id string, env ...string) (printed string, code int) {
	r.t.Helper()
	path := "/usr/bin:/bin"
	if added, err := os.ReadFile(filepath.Join(r.folder, "path")); err == nil {
		path = strings.ReplaceAll(strings.TrimSpace(string(added)), "\n", ":") + ":" + path
	}
	c := exec.Command("bash", "-e", "-c", r.scripts[id])
	c.Dir = r.folder
	c.Env = append(append([]string{"PATH=" + path}, r.env...), env...)
	out, err := c.CombinedOutput()
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		r.t.Fatal(err)
	}
	return string(out), c.ProcessState.ExitCode()
}

// The action loads what a release consists of, under the names that a release gives to its files,
// and runs it; what it has kept it runs again without the release; and it runs nothing else.
func TestActionRunsTheFilesOfARelease(t *testing.T) {
	here := target{runtime.GOOS, runtime.GOARCH}
	for _, name := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s", name)
		}
	}
	if here.system == "windows" || indexOf(all, here.String()) < 0 {
		t.Skipf("no shell for %s", here)
	}
	work := t.TempDir()
	r := &release{version: "1.2.3", made: made, work: work, source: filepath.Join(work, "source"),
		pages: filepath.Join(work, "pages"), dist: filepath.Join(work, "download", "v1.2.3")}
	for _, name := range documents {
		write(t, filepath.Join(r.source, name), name)
	}
	write(t, filepath.Join(r.pages, "refrain.1"), "")
	write(t, filepath.Join(r.dist, "refrain_1.2.3.other"), "")
	write(t, r.built(here), "#!/bin/sh\necho \"released: $*\"\n")
	if err := r.archive(here); err != nil {
		t.Fatal(err)
	}
	if err := r.writeSums(); err != nil {
		t.Fatal(err)
	}
	sums, err := sumOf(filepath.Join(r.dist, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	source, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	run := &runner{t: t, folder: folder, scripts: steps(t), env: []string{
		"SOURCE=" + source, "RUNNER_TEMP=" + folder, "GITHUB_OUTPUT=" + filepath.Join(folder, "outputs"),
		"GITHUB_PATH=" + filepath.Join(folder, "path"), "FOLDER=" + filepath.Join(folder, "kept"), "REFRAIN_VERSION=v1.2.3",
		"REFRAIN_DOWNLOADS=file://" + work + "/download/{version}", "REFRAIN_COMMIT=",
	}}
	if out, code := run.step("install", "REFRAIN_SUMS="+strings.Repeat("0", 64)); code != 2 {
		t.Errorf("a release that was not asked for: got %d\n%s", code, out)
	}
	if out, code := run.step("install", "REFRAIN_SUMS="+sums); code != 0 {
		t.Fatalf("the release: got %d\n%s", code, out)
	}
	check := []string{"PATHS=docs\na b.md", "FAIL_ON=review", "SARIF=", "ARGUMENTS=--advisory", "CHANGED=true"}
	out, code := run.step("check", check...)
	want := "released: check --format auto --format sarif=" + folder + "/refrain.sarif --fail-on review --changed --advisory " +
		"-- docs a b.md\n"
	if out != want || code != 0 {
		t.Errorf("got %d %q, want %q", code, out, want)
	}
	// The release is gone, the cache is there.
	if err := os.RemoveAll(r.dist); err != nil {
		t.Fatal(err)
	}
	if out, code := run.step("install", "REFRAIN_SUMS="+sums); code != 0 {
		t.Errorf("from the cache: got %d\n%s", code, out)
	}
	// Somebody has written into the cache.
	kept := filepath.Join(folder, "kept", "v1.2.3", r.archiveFile(here))
	if err := os.WriteFile(kept, []byte("other"), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, code := run.step("install", "REFRAIN_SUMS="+sums); code != 2 || !strings.Contains(out, "is not what SHA256SUMS") {
		t.Errorf("a cache that others wrote to: got %d\n%s", code, out)
	}
}
