//go:build linux

package main

import (
	"bytes"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"refrain/beam/crew"
)

// server is Prism as a process of its own, as a job server of others would be.
type server struct {
	command  *exec.Cmd
	endpoint string
	log      *log
}

// log is what a process says, to be looked at when a test fails.
type log struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *log) Write(b []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(b)
}

func (l *log) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func prism(t *testing.T, program, folder string, variables ...string) *server {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	s := &server{endpoint: fmt.Sprintf("localhost:%d", port), log: &log{}}
	s.command = exec.Command(program, fmt.Sprintf("--job_port=%d", port), "--serve_http=false", "--log_kind=text")
	s.command.Stdout, s.command.Stderr = s.log, s.log
	s.command.Dir = folder // Names of documents are looked up where workers run.
	s.command.Env = append(append(os.Environ(), asProgram+"=1"), variables...)
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.command.Process.Kill()
		s.command.Wait()
	})
	waitFor(t, "Prism listens", func() bool {
		c, err := net.Dial("tcp", s.endpoint)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
	return s
}

// children are the processes that a process has started and that have the argument.
func children(t *testing.T, parent int, argument string) []int {
	t.Helper()
	var found []int
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile(filepath.Join("/proc", e.Name(), "stat"))
		line, err2 := os.ReadFile(filepath.Join("/proc", e.Name(), "cmdline"))
		_, after, ok := strings.Cut(string(stat), ") ")
		if err != nil || err2 != nil || !ok || !strings.Contains(string(line), argument) {
			continue // It has ended.
		}
		if fields := strings.Fields(after); fields[1] == strconv.Itoa(parent) {
			found = append(found, pid)
		}
	}
	return found
}

// TestKilledWorkersLoseNothing runs the job on Prism as a job server of its own. In the middle, while
// one document is being read and at least one part is written, processes are killed: those that check
// documents, or the engine's worker. The archive must be that of a plain run.
func TestKilledWorkersLoseNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped by -short: Prism is built, which takes a minute")
	}
	server, one := built(t, "../..", "github.com/apache/beam/sdks/v2/go/cmd/prism"), refrain(t)
	for _, environment := range []string{"loopback", "process"} {
		for _, victim := range []string{"the crew", "the worker"} {
			if environment == "loopback" && victim == "the worker" {
				continue // It is the program that submits the job.
			}
			t.Run(environment+", "+victim, func(t *testing.T) { kill(t, server, one, environment, victim) })
		}
	}
}

func kill(t *testing.T, prismProgram, one, environment, victim string) {
	files := speeches(40)
	files["acts/gate.txt"] = "They spoke of a flood of refugees at the gate."
	folder, gate := write(t, files), t.TempDir()
	names := []string{"acts/gate.txt", "acts/2018/*.txt", "acts/2019/*.txt", "acts/2020/*.txt"}
	// An earlier run has left whole parts, of documents that have changed since.
	earlier := program(t, folder, append([]string{"--output", "out", "--parts", "8"}, names...)...)
	earlier.Env = append(earlier.Env, gateFolder+"="+write(t, map[string]string{"open": ""}))
	if r := ran(t, earlier); r.code != exitWhole {
		t.Fatalf("the earlier run: %s", r.stderr)
	}
	old := times(t, filepath.Join(folder, "out"))
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text+" Now."), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := prism(t, prismProgram, folder, gateFolder+"="+gate)
	args := []string{
		"--runner=universal", "--endpoint=" + s.endpoint, "--environment_type=" + environment,
		"--output", "out", "--parts", "8", "--processes", "3", "--attempts", "4",
	}
	if victim == "the worker" { // Prism fails the job or waits for ever, as its goroutines happen to run.
		args = append(args, "--stall", "30s")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if environment == "process" {
		args = append(args, "--environment_config", fmt.Sprintf(`{"command": %q}`, self))
	}
	c := program(t, folder, append(args, names...)...)
	said := &log{}
	c.Stdout, c.Stderr = said, said
	c.Env = append(c.Env, gateFolder+"="+gate)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	defer func() {
		if t.Failed() {
			t.Logf("the program said:\n%s\nPrism said:\n%s", said, s.log)
		}
	}()
	var whole map[string]int64
	waitFor(t, "one document is being read and a part is written", func() bool {
		whole = times(t, filepath.Join(folder, "out"))
		maps.DeleteFunc(whole, func(name string, written int64) bool { return old[name] == written })
		return exists(filepath.Join(gate, "reached")) && len(whole) > 0
	})
	worker := c.Process.Pid
	if environment == "process" {
		workers := children(t, s.command.Process.Pid, "--worker=true")
		if len(workers) != 1 {
			t.Fatalf("Prism has %d workers, want 1", len(workers))
		}
		worker = workers[0]
	}
	crewmen := children(t, worker, crew.Command)
	if len(crewmen) != 3 {
		t.Fatalf("the worker has %d processes that check documents, want 3", len(crewmen))
	}
	if victim == "the worker" {
		syscall.Kill(worker, syscall.SIGKILL)
		waitFor(t, "the processes of the worker end with it", func() bool {
			return !slices.ContainsFunc(crewmen, func(pid int) bool { return lives(pid) })
		})
	} else {
		for _, pid := range crewmen { // One of them reads the document; the others may wait.
			syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	if err := os.WriteFile(filepath.Join(gate, "open"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Fatalf("the job ends with %v", err)
	}
	same(t, archived(t, filepath.Join(folder, "out")), plain(t, one, folder, slices.Sorted(maps.Keys(files))...))
	again := strings.Contains(said.String(), "is submitted again")
	if again != (victim == "the worker") {
		t.Errorf("the job was submitted again: %v", again)
	}
	for name, written := range times(t, filepath.Join(folder, "out")) {
		if before, ok := whole[name]; ok && before != written {
			t.Errorf("%s was whole, and is written again", name)
		}
	}
}

// lives reports whether there is a process of that number that has not ended.
func lives(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, after, _ := strings.Cut(string(stat), ") ")
	return err == nil && !strings.HasPrefix(after, "Z")
}

// times are when the parts in a folder were written.
func times(t *testing.T, folder string) map[string]int64 {
	t.Helper()
	all := map[string]int64{}
	for _, name := range parts(t, folder) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = info.ModTime().UnixNano()
	}
	return all
}
