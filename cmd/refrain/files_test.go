//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"refrain/analyzer/reader"
	"refrain/check"
)

// under is a command that a shell runs once it has set a bound of ulimit.
func under(t *testing.T, bound, folder string, args ...string) ended {
	t.Helper()
	c := program(t, folder)
	c.Args = append([]string{"sh", "-c", "ulimit " + bound + `; exec "$@"`, "sh", c.Path}, args...)
	c.Path = "/bin/sh"
	return end(t, c)
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func TestClosedOutputTakesNoOtherReportWithIt(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": strings.Repeat(speech, 2000), "b.txt": speech})
	for _, args := range [][]string{
		{"check", "--format", "terminal", "--format", "json=r.json", "a.txt", "b.txt"}, {"text", "a.txt"},
		{"lexicon", "list"},
	} {
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		reader.Close() // As head does when it has seen enough.
		var stderr strings.Builder
		c := program(t, folder, args...)
		c.Stdout, c.Stderr = writer, &stderr
		c.Run()
		writer.Close()
		expect(t, ended{code: c.ProcessState.ExitCode(), stderr: stderr.String()}, 2, "broken pipe")
	}
	report, err := os.ReadFile(filepath.Join(folder, "r.json"))
	if err != nil || !strings.Contains(string(report), `"totals":{"documents":2,`) {
		t.Errorf("the other report has %d bytes, %v; want one of 2 documents", len(report), err)
	}
	if got, want := fmt.Sprint(names(t, folder)), "[a.txt b.txt r.json]"; got != want {
		t.Errorf("left behind: %s, want %s", got, want)
	}
}

// TestFileIsReadAsFarAsItGoes takes files of the kernel for such as shrink and grow while they are
// read: they say that they have 4096 bytes, or none.
func TestFileIsReadAsFarAsItGoes(t *testing.T) {
	for name, grows := range map[string]bool{
		"/proc/self/status": true, "/sys/kernel/mm/transparent_hugepage/enabled": false,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Skip(err)
		}
		content := func(most int) (string, error) {
			r := check.NewReader(reader.Options{Limits: reader.Limits{Source: most}}, nil)
			defer r.Close()
			return r.Content(name)
		}
		got, err := content(1 << 20)
		if err != nil || got == "" || (int64(len(got)) > info.Size()) != grows {
			t.Errorf("%s says that it has %d bytes: %d are read, %v", name, info.Size(), len(got), err)
		}
		if got, err = content(5); err != nil || len(got) != 6 {
			t.Errorf("%s: %d bytes are read, %v; want one more than the 5 that may be", name, len(got), err)
		}
	}
}

// TestDocumentThatChangesIsNotCopied has a document replaced between its reading and its copying,
// which happens when all is read.
func TestDocumentThatChangesIsNotCopied(t *testing.T) {
	src, err := os.ReadFile(bill)
	if err != nil {
		t.Fatal(err)
	}
	for claim, change := range map[string]func(name string) error{
		"has changed": func(name string) error { return os.WriteFile(name, src[:len(src)/2], 0o600) },
		"no such":     os.Remove,
		"once only":   func(name string) error { return errors.Join(os.Remove(name), syscall.Mkfifo(name, 0o600)) },
	} {
		name := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(name, src, 0o600); err != nil {
			t.Fatal(err)
		}
		r := check.NewReader((&inputFlags{}).settings(), nil)
		defer r.Close()
		d := r.Read(t.Context(), check.Input{Name: name})
		if _, err := r.Again(d); err != nil {
			t.Fatal(err)
		}
		if err := change(name); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Again(d); err == nil || !strings.Contains(err.Error(), claim) {
			t.Errorf("error %v, want one that says %q", err, claim)
		}
	}
}

func TestMissingTemporaryFolderIsDoneWithout(t *testing.T) {
	abs := absolute(t, bill)
	folder := t.TempDir()
	for _, place := range []string{"/gone", "/proc", "/dev/null"} {
		for _, args := range [][]string{{"--format", "html=r.html"}, {"--format", "pdf=copy.pdf"}, {"--pdf-engine", "go"}} {
			c := program(t, folder, append(append([]string{"check"}, args...), abs)...)
			c.Env = append(os.Environ(), "TMPDIR="+place)
			if got := end(t, c); got.code != 1 || got.stderr != "" {
				t.Errorf("%s with TMPDIR=%s: exit code %d, %s", args, place, got.code, got.stderr)
			}
		}
	}
	if got, want := fmt.Sprint(names(t, folder)), "[copy.pdf r.html]"; got != want {
		t.Errorf("written: %s, want %s", got, want)
	}
}

func TestFullDiskUnderTheCacheIsDoneWithout(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds")
	}
	abs, cache := absolute(t, bill), t.TempDir()
	want := end(t, program(t, t.TempDir(), "check", abs))
	t.Setenv("XDG_CACHE_HOME", cache)
	if got := under(t, "-f 64", t.TempDir(), "check", abs); got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got := end(t, program(t, t.TempDir(), "check", abs)); got != want {
		t.Errorf("when there is room again: %+v\nwant %+v", got, want)
	}
}

func TestReadOnlyHomeIsDoneWithout(t *testing.T) {
	folder := folderOf(t, map[string]string{})
	src, err := os.ReadFile(bill)
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(folder, "home")
	if err := errors.Join(
		os.WriteFile(filepath.Join(folder, "a.pdf"), src, 0o644), os.Mkdir(home, 0o555), os.Chmod(folder, 0o755),
		os.Chmod(filepath.Dir(folder), 0o755),
	); err != nil {
		t.Fatal(err)
	}
	c := program(t, folder, "check", "a.pdf")
	unprivileged(t, c, folder)
	c.Env = []string{"HOME=" + home}
	if got := end(t, c); got.code != 1 || got.stderr != "" {
		t.Errorf("exit code %d, %s", got.code, got.stderr)
	}
	if left := names(t, home); len(left) > 0 {
		t.Errorf("a home that cannot be written to holds %s", left)
	}
}

// TestRecordsThatAreNoFilesAreRefused is about repositories of others: a link in one may lead to a
// device without an end, or to a pipe.
func TestRecordsThatAreNoFilesAreRefused(t *testing.T) {
	for _, name := range []string{
		".refrain.yaml", ".refrain-waivers.yaml", ".refrain-baseline.json", "own/en/terms/a.yaml",
	} {
		for _, to := range []string{"/dev/zero", "pipe"} {
			folder := folderOf(t, map[string]string{"a.txt": speech})
			path, pipe := filepath.Join(folder, name), filepath.Join(folder, "pipe")
			if to == "pipe" {
				to = pipe
			}
			if err := errors.Join(
				syscall.Mkfifo(pipe, 0o600), os.MkdirAll(filepath.Dir(path), 0o700), os.Symlink(to, path),
			); err != nil {
				t.Fatal(err)
			}
			args := []string{"check", "a.txt"}
			if strings.HasPrefix(name, "own") {
				args = append(args, "--lexicon", "own")
			}
			expect(t, end(t, program(t, folder, args...)), 2, "is no regular file")
		}
	}
}

func TestPipeIsReadOnceOnly(t *testing.T) {
	src, err := os.ReadFile(bill)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	pipe := filepath.Join(folder, "bill.pdf")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind string
		code int
		in   string
	}{{"html=r.html", 1, ""}, {"pdf=copy.pdf", 2, "bill.pdf: is read once only"}} {
		go os.WriteFile(pipe, src, 0) // It waits until the program reads.
		expect(t, end(t, program(t, folder, "check", "--format", c.kind, "bill.pdf")), c.code, c.in)
	}
}

// TestDocumentsAreReadWithFewOpenFiles has formats that are read by a child, or whose pages are
// drawn.
func TestDocumentsAreReadWithFewOpenFiles(t *testing.T) {
	files := map[string]string{}
	src, err := os.ReadFile(bill)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		files[fmt.Sprintf("%03d.pdf", i)] = string(src)
	}
	folder := folderOf(t, files)
	for _, engine := range []string{"pdfium", "go"} {
		got := under(
			t, "-n 64", folder, "check", "--jobs", "4", "--pdf-engine", engine, "--format", "terminal", "--format",
			"html=r.html", ".",
		)
		expect(t, got, 1, "Read 20 documents")
	}
}

// TestArchiveOfAKilledRunIsGoneOnWith kills a run between two documents of an archive, whose lines
// stand in their place as soon as they are done.
func TestArchiveOfAKilledRunIsGoneOnWith(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"check", "--jobs", "1", "--format", "jsonl", "-o", "r.jsonl", "a.txt", "pipe"}
	c := program(t, folder, args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	writer, err := os.OpenFile(pipe, os.O_WRONLY, 0) // It opens when the program has come to the pipe.
	if err != nil {
		t.Fatal(err)
	}
	c.Process.Kill()
	c.Wait()
	writer.Close()
	go os.WriteFile(pipe, []byte(speech), 0)
	expect(t, end(t, program(t, folder, append(args, "--resume")...)), 1, "")
	archive, err := os.ReadFile(filepath.Join(folder, "r.jsonl"))
	lines := slices.Collect(strings.Lines(string(archive)))
	if err != nil || len(lines) != 2 || !strings.Contains(lines[0], `"a.txt"`) || !strings.Contains(lines[1], `"pipe"`) {
		t.Errorf("the archive is %q, %v; want a line for each document", lines, err)
	}
}

// unprivileged has somebody run a command who may not do everything, as the superuser may.
func unprivileged(t *testing.T, c *exec.Cmd, folder string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	own, err := os.ReadFile(c.Path)
	if err != nil {
		t.Fatal(err)
	}
	c.Path = filepath.Join(folder, ".refrain-program")
	if err := os.WriteFile(c.Path, own, 0o755); err != nil {
		t.Fatal(err)
	}
	c.Args[0] = "refrain"
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}
