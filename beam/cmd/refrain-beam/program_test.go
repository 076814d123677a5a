package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/beam/crew"
)

// The test binary is the program, too: a test starts it with this variable set, an engine as its
// worker, and the program itself as a process of its crew.
const asProgram = "REFRAIN_BEAM_TEST_PROGRAM"

// gateFolder names a folder: a document whose name holds "gate" is not read before there is a file
// "open" in it. When it is reached, there is a file "reached".
const gateFolder = "REFRAIN_BEAM_TEST_GATE"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" || len(os.Args) == 2 && os.Args[1] == crew.Command {
		os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, poisoned))
	}
	os.Exit(m.Run())
}

// poisoned does to the process what documents do at worst, by their name.
func poisoned(name string) {
	switch {
	case strings.Contains(name, "panic"):
		panicked := make(chan bool)
		go func() { panic("a fault in a goroutine of a library") }()
		<-panicked
	case strings.Contains(name, "exhaust"):
		for held := [][]byte{}; ; runtime.KeepAlive(held) {
			held = append(held, bytes.Repeat([]byte{1}, 16<<20))
		}
	case strings.Contains(name, "hang"):
		time.Sleep(time.Hour)
	case strings.Contains(name, "once"):
		mark := filepath.Join(os.Getenv(gateFolder), "died")
		if _, err := os.Stat(mark); err != nil {
			os.WriteFile(mark, nil, 0o666)
			os.Exit(1)
		}
	case strings.Contains(name, "gate"):
		folder := os.Getenv(gateFolder)
		os.WriteFile(filepath.Join(folder, "reached"), nil, 0o666)
		for {
			if _, err := os.Stat(filepath.Join(folder, "open")); err == nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// program is the program with arguments, to be run in a folder.
func program(t *testing.T, folder string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Dir = folder
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}

// result is what a run of the program came to.
type result struct {
	code   int
	stdout string
	stderr string
}

func ran(t *testing.T, c *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); c.ProcessState == nil {
		t.Fatal(err) // It did not start.
	}
	return result{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// write writes files into a new folder, by name.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// speeches are documents in folders by year.
func speeches(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("acts/%d/speech%02d.txt", 2018+i%3, i)] = fmt.Sprintf(
			"Speech %d. They spoke of a flood of refugees. The minister said that “illegals” must leave. "+
				"Migrants and asylum seekers came in %d boats.", i, i+1)
	}
	return files
}

// refrain is the program for one machine, built once.
func refrain(t *testing.T) string {
	t.Helper()
	return built(t, "../../..", "./cmd/refrain")
}

// built is a program that the go command builds in a folder.
func built(t *testing.T, folder, of string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	c := exec.Command("go", "build", "-o", name, of)
	c.Dir = folder
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", of, err, out)
	}
	return name
}

// plain are the sorted lines of refrain check.
func plain(t *testing.T, program, folder string, args ...string) []string {
	t.Helper()
	c := exec.Command(program, append([]string{"check", "--no-config", "--quiet", "--format", "jsonl"}, args...)...)
	c.Dir = folder
	r := ran(t, c)
	if r.code == exitFailed {
		t.Fatalf("refrain check: %s", r.stderr)
	}
	return sorted(r.stdout)
}

func sorted(lines string) []string {
	all := strings.SplitAfter(lines, "\n")
	slices.Sort(all)
	return slices.DeleteFunc(all, func(line string) bool { return line == "" })
}

// archived are the sorted lines of all parts in a folder.
func archived(t *testing.T, folder string) []string {
	t.Helper()
	var all strings.Builder
	for _, name := range parts(t, folder) {
		all.WriteString(read(t, name))
	}
	return sorted(all.String())
}

func parts(t *testing.T, folder string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "archive-*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// same complains of the first line that two archives do not have in common.
func same(t *testing.T, got, want []string) {
	t.Helper()
	if len(want) == 0 {
		t.Fatal("a plain run has no line")
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("%d lines, want %d; missing: %.300s", len(got), len(want), want[i])
		case i >= len(want) || got[i] != want[i]:
			t.Fatalf("line %d of %d: %.300s", i+1, len(got), got[i])
		}
	}
}

// waitFor waits until something is so. The time is a bound on a test that has failed, not a measure.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
