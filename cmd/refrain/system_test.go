//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"refrain/internal/atomicfile"
)

const (
	speech = "They spoke of a flood of refugees.\n"
	bill   = "../../testdata/docs/border-order-bill.pdf"
)

// program is the whole program, to be run in a folder with a cache of its own. TestMain has put it
// on the path.
func program(t *testing.T, folder string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("refrain")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path, args...)
	c.Dir = folder
	return c
}

// ended is what a command came to.
type ended struct {
	code           int
	stdout, stderr string
}

func end(t *testing.T, c *exec.Cmd) ended {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ended{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// folderOf is a new folder with the files.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func expect(t *testing.T, got ended, code int, in string) {
	t.Helper()
	if got.code != code || !strings.Contains(got.stdout+got.stderr, in) {
		t.Errorf("exit code %d\n%s%s\nwant %d and %q", got.code, got.stdout, got.stderr, code, in)
	}
	if strings.Contains(got.stderr, "goroutine ") {
		t.Errorf("it crashed:\n%s", got.stderr)
	}
}

func TestFullDiskKeepsTheOldReport(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": strings.Repeat(speech, 2000)})
	if got := end(t, program(t, folder, "check", "--format", "json=r.json", "a.txt")); got.code != 1 {
		t.Fatalf("exit code %d: %s", got.code, got.stderr)
	}
	before, err := os.ReadFile(filepath.Join(folder, "r.json"))
	if err != nil {
		t.Fatal(err)
	}
	c := program(t, folder, "check", "--format", "json=r.json", "a.txt")
	c.Args = []string{"sh", "-c", `ulimit -f 64; exec "$@"`, "sh", c.Path, "check", "--format", "json=r.json", "a.txt"}
	c.Path = "/bin/sh"
	expect(t, end(t, c), 2, "r.json: cannot be written: file too large")
	after, err := os.ReadFile(filepath.Join(folder, "r.json"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old report is not what it was: %d bytes, want %d; %v", len(after), len(before), err)
	}
	if got, want := fmt.Sprint(names(t, folder)), "[a.txt r.json]"; got != want {
		t.Errorf("left behind: %s, want %s", got, want)
	}
	expect(
		t, end(t, program(t, folder, "check", "--format", "json=/dev/full", "a.txt")), 2,
		"/dev/full: cannot be written: no space left on device",
	)
}

func TestMissingFolderOfTheOutputIsSaid(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	expect(t, end(t, program(t, folder, "check", "-o", "gone/r.txt", "a.txt")), 2, "gone/r.txt: ")
}

func TestNoHomeAndNoCacheStillReadsPDF(t *testing.T) {
	abs, err := filepath.Abs(bill)
	if err != nil {
		t.Fatal(err)
	}
	want := end(t, program(t, t.TempDir(), "check", abs))
	for _, env := range [][]string{{"HOME=/dev/null/home", "XDG_CACHE_HOME=/dev/null/cache"}, {"PATH=/bin"}} {
		c := program(t, t.TempDir(), "check", abs)
		c.Env = env
		if got := end(t, c); got != want {
			t.Errorf("with %q: %+v\nwant %+v", env, got, want)
		}
	}
}

// TestDamagedCacheIsMadeAnew also has two processes fill an empty cache at the same time.
func TestDamagedCacheIsMadeAnew(t *testing.T) {
	abs, err := filepath.Abs(bill)
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	run := func() *exec.Cmd {
		c := program(t, t.TempDir(), "check", abs)
		c.Env = []string{"XDG_CACHE_HOME=" + cache}
		return c
	}
	var other bytes.Buffer
	second := run()
	second.Stdout = &other
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	want := end(t, run())
	second.Wait() // Its exit code is that of its findings.
	if want.code != 1 || other.String() != want.stdout {
		t.Errorf("exit code %d; two at a time: %q and %q", want.code, want.stdout, other.String())
	}
	damaged := 0
	err = filepath.WalkDir(cache, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		damaged++
		return os.Truncate(name, 1000)
	})
	if err != nil || damaged == 0 {
		t.Fatalf("%d files in the cache, %v", damaged, err)
	}
	if got := end(t, run()); got != want {
		t.Errorf("with a damaged cache: %+v\nwant %+v", got, want)
	}
}

func TestPipesAndLoopsOfLinks(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	pipe := filepath.Join(folder, "pipe")
	if err := errors.Join(
		syscall.Mkfifo(pipe, 0o600), os.Symlink("loop", filepath.Join(folder, "loop")),
		os.Symlink(".", filepath.Join(folder, "round")),
	); err != nil {
		t.Fatal(err)
	}
	got := end(t, program(t, folder, "check", "."))
	expect(t, got, 3, "loop: too many levels of symbolic links")
	expect(t, got, 3, "a.txt:1")

	c := program(t, folder, "check", "pipe")
	go os.WriteFile(pipe, []byte(speech), 0) // It waits until the program reads.
	expect(t, end(t, c), 1, "pipe:1")
}

func TestFolderWithoutPermissionIsAGap(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	closed := filepath.Join(folder, "closed")
	if err := errors.Join(
		os.Mkdir(closed, 0), os.Chmod(folder, 0o755), os.Chmod(filepath.Dir(folder), 0o755),
	); err != nil {
		t.Fatal(err)
	}
	c := program(t, folder, "check", ".")
	unprivileged(t, c, folder)
	got := end(t, c)
	expect(t, got, 3, "closed: permission denied")
	expect(t, got, 3, "a.txt:1")
}

func TestFewOpenFilesAreEnough(t *testing.T) {
	files := map[string]string{}
	for i := range 300 {
		files[fmt.Sprintf("%03d.txt", i)] = speech
	}
	folder := folderOf(t, files)
	c := program(t, folder)
	c.Args = []string{"sh", "-c", `ulimit -n 20; exec "$@"`, "sh", c.Path, "check", "--jobs", "4", "."}
	c.Path = "/bin/sh"
	expect(t, end(t, c), 1, "Read 300 documents")
}

// TestKilledWhileItWrites stops the program while it waits for a pipe in the middle of a report.
func TestKilledWhileItWrites(t *testing.T) {
	for _, c := range []struct {
		signal syscall.Signal
		old    string // what the report holds
		left   int    // temporary files
	}{
		{syscall.SIGKILL, "old", 1},
		{syscall.SIGTERM, "interrupted", 0},
	} {
		t.Run(c.signal.String(), func(t *testing.T) {
			folder := folderOf(t, map[string]string{
				"a.txt": speech, "r.json": "{\"schema\":\"refrain-report/1\",\n\"old\":true}\n",
			})
			pipe := filepath.Join(folder, "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Fatal(err)
			}
			command := program(t, folder, "check", "--format", "json=r.json", "a.txt", "pipe")
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			writer, err := os.OpenFile(pipe, os.O_WRONLY, 0) // It opens when the program has come to the pipe.
			if err != nil {
				t.Fatal(err)
			}
			defer writer.Close()
			if err := command.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			command.Wait()
			report, err := os.ReadFile(filepath.Join(folder, "r.json"))
			if err != nil || !strings.Contains(string(report), c.old) {
				t.Errorf("the report is %q, %v; want it to hold %q", report, err, c.old)
			}
			left := temporaries(t, folder)
			if len(left) != c.left {
				t.Errorf("left behind: %q, want %d", left, c.left)
			}
		})
	}
}

// traced are calls that open a socket, and files that are opened for writing or taken away, as
// strace prints them.
var (
	socket  = regexp.MustCompile(`(?m)^.*\b(?:socket|connect|bind|listen|sendto)\(.*$`)
	written = regexp.MustCompile(`(?m)\b(?:openat|open|creat)\([^"]*"([^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)`)
)

func TestNoSocketIsOpenedAndNothingElseIsWritten(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	abs, err := filepath.Abs(bill)
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	folder := folderOf(
		t,
		map[string]string{"a.txt": speech, "b.html": `<!doctype html><img src="http://example.org/x"><p>` + speech,
			"c.xml": `<!DOCTYPE a SYSTEM "http://example.org/a.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;` +
				speech + `</a>`, "d.pdf": "%PDF-1.4\nbroken"},
	)
	for _, args := range [][]string{
		{"check", "--format", "html=r.html", "--format", "json=r.json", abs, "."}, {"text", abs, "."},
	} {
		c := program(t, folder, args...)
		c.Args = append([]string{"strace", "-f", "-o", "trace", "-e", "trace=network,open,openat,creat", c.Path}, args...)
		c.Path = strace
		c.Env = []string{"XDG_CACHE_HOME=" + cache}
		if got := end(t, c); got.code != 3 {
			if strings.Contains(got.stderr, "ptrace") {
				t.Skip("strace may not trace here: " + got.stderr)
			}
			t.Fatalf("exit code %d: %s", got.code, got.stderr)
		}
		trace, err := os.ReadFile(filepath.Join(folder, "trace"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(trace, []byte("a.txt")) {
			t.Fatalf("the trace shows nothing:\n%.2000s", trace)
		}
		for _, line := range socket.FindAll(trace, -1) {
			t.Errorf("%q: %s", args, line)
		}
		files := written.FindAllSubmatch(trace, -1)
		if args[0] == "check" && len(files) < 2 {
			t.Errorf("%q: the trace shows %d files that are written, want the reports at least", args, len(files))
		}
		for _, m := range files {
			name := string(m[1])
			ours := strings.HasPrefix(name, atomicfile.Prefix) || strings.HasPrefix(name, cache) || name == "/dev/null"
			if !ours {
				t.Errorf("%q writes %s", args, name)
			}
		}
	}
	os.Remove(filepath.Join(folder, "trace"))
	if got, want := fmt.Sprint(names(t, folder)), "[a.txt b.html c.xml d.pdf r.html r.json]"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
}

// TestSameBytesEverywhere runs the same check under other circumstances.
func TestSameBytesEverywhere(t *testing.T) {
	docs, err := filepath.Abs("../../testdata/docs")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{
		"terminal", "json", "html", "markdown", "csv", "xlsx", "brief", "quote", "sarif", "github", "gitlab", "junit", "checkstyle",
		"jsonl", "rdjsonl",
	} {
		var want string
		for _, c := range []struct {
			jobs string
			env  []string
		}{
			{"1", []string{"LANG=C", "TZ=UTC"}},
			{"8", []string{"LANG=C", "TZ=UTC"}},
			{"2", []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Tokyo", "GOMAXPROCS=1"}},
		} {
			folder, format := t.TempDir(), kind
			if kind == "xlsx" {
				format = "xlsx=r.xlsx"
			}
			command := program(t, folder, "check", "--advisory", "--root", docs, "--jobs", c.jobs, "--format", format, docs)
			command.Env = append(os.Environ(), c.env...)
			got := end(t, command)
			if kind == "xlsx" {
				file, err := os.ReadFile(filepath.Join(folder, "r.xlsx"))
				if err != nil {
					t.Fatal(err)
				}
				got.stdout = string(file)
			}
			if want == "" {
				want = got.stdout
			}
			if got.stdout == "" || got.stdout != want {
				t.Errorf(
					"%s with %s jobs and %q differs: %d bytes, want %d; %s", kind, c.jobs, c.env, len(got.stdout), len(want),
					got.stderr,
				)
			}
		}
	}
}
