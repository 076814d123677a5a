package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is a system that the program is built for.
type target struct{ system, machine string }

// all are the systems of a release.
var all = []target{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

func (t target) String() string { return t.system + "/" + t.machine }

// program is the name of the program on the system.
func (t target) program() string {
	if t.system == "windows" {
		return "refrain.exe"
	}
	return "refrain"
}

func indexOf(targets []target, name string) int {
	return slices.IndexFunc(targets, func(t target) bool { return t.String() == name })
}

func names(targets []target) string {
	var list []string
	for _, t := range targets {
		list = append(list, t.String())
	}
	return strings.Join(list, ", ")
}

// environment is that of the caller without what would change what the Go command makes, and with
// some more.
func environment(more ...string) []string {
	kept := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		for _, steering := range []string{"GOOS", "GOARCH", "GOAMD64", "GOARM64", "GOFLAGS", "GOEXPERIMENT", "GODEBUG",
			"GOWORK", "GOFIPS140", "SOURCE_DATE_EPOCH"} {
			if name == steering {
				return true
			}
		}
		return strings.HasPrefix(name, "CGO_")
	})
	// A set variable also wins over the file of go env -w.
	kept = append(kept, "CGO_ENABLED=0", "GOFLAGS=-mod=readonly", "GOAMD64=v1", "GOARM64=v8.0", "GOWORK=off",
		"GOFIPS140=off", "LC_ALL=C", "TZ=UTC")
	return append(kept, more...)
}

// buildTools builds the programs of others.
func (r *release) buildTools() error {
	_, err := output(
		filepath.Join(r.source, "internal", "release", "tools"), environment(),
		"go", "build", "-trimpath", "-buildvcs=false", "-o", r.tools+string(filepath.Separator), "tool",
	)
	return err
}

// tool runs a program of others.
func (r *release) tool(name string, args ...string) error {
	_, err := output(r.work, environment(), filepath.Join(r.tools, name), args...)
	return err
}

// flags are those of every build of the program.
func (r *release) flags() []string {
	return []string{
		"build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -buildid= -X main.releaseVersion=" + r.version + " -X main.releaseCommit=" + r.commit[:12],
	}
}

// built is where the program of a system lies.
func (r *release) built(t target) string {
	return filepath.Join(r.work, "bin", t.system+"_"+t.machine, t.program())
}

func (r *release) build(t target) error {
	_, err := output(
		r.source, environment("GOOS="+t.system, "GOARCH="+t.machine),
		"go", append(r.flags(), "-o", r.built(t), "./cmd/refrain")...,
	)
	return err
}

// writePages has the program write its manual pages and completions. They are those of the machine
// that makes the release; no command or flag depends on the system.
func (r *release) writePages() error {
	program := filepath.Join(r.work, "manual")
	_, err := output(
		r.source, environment(), "go", append(r.flags(), "-tags", "manual", "-o", program, "./cmd/refrain")...,
	)
	if err != nil {
		return err
	}
	at := r.made.Format("2006-01-02")
	if _, err := output(r.work, environment(), program, "manual", "--date", at, r.pages); err != nil {
		return err
	}
	for shell, name := range completions {
		text, err := output(r.work, environment(), program, "completion", shell)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(r.pages, name), text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// completions are the shells with the names of their files in an archive.
var completions = map[string]string{
	"bash": "refrain.bash", "zsh": "_refrain", "fish": "refrain.fish", "powershell": "refrain.ps1",
}
