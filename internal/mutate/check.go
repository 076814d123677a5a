//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// result is what came of one copy.
type result struct {
	name    string // of the copy: the damage, its number, the document
	damage  string
	exit    int // -1 when it was killed
	took    time.Duration
	memory  int64
	gaps    int
	words   []string // of the findings
	lost    []string // words that are still there and that refrain no longer finds, without a word about it
	panic   bool
	failure string // "" when all is well
}

// copy makes the copy with a number of a document and checks it.
func (s settings) copy(work string, o original, number int) result {
	seed := fnv.New64a()
	fmt.Fprint(seed, o.name, number)
	r := rand.New(rand.NewPCG(s.seed, seed.Sum64()))
	var damaged []byte
	var how damage
	for done := false; !done; {
		how = damages[r.IntN(len(damages))]
		if damaged, done = how.do(r, o.bytes); len(o.bytes) == 0 {
			break
		}
	}
	name := fmt.Sprintf("%s-%d-%d-%s", how.name, s.seed, number, o.name)
	result := s.check(work, name, damaged)
	result.damage = how.name
	if len(o.words) > 0 && len(result.words) == 0 && result.gaps == 0 && result.exit == 0 {
		result.lost = kept(work, name, damaged, o.words)
	}
	switch {
	case result.panic:
		result.failure = "panic"
	case result.exit != 0 && result.exit != 1 && result.exit != 3:
		result.failure = fmt.Sprintf("exit %d", result.exit)
	case result.took > s.time:
		result.failure = "time"
	case result.memory > s.memory:
		result.failure = "memory"
	case len(result.lost) > 0:
		result.failure = fmt.Sprintf("lost in silence: %q", result.lost)
	}
	if result.failure != "" && s.keep != "" {
		if err := os.MkdirAll(s.keep, 0o777); err == nil {
			os.WriteFile(filepath.Join(s.keep, name), damaged, 0o666)
		}
	}
	return result
}

// check has refrain check one document in a process of its own.
func (s settings) check(work, name string, content []byte) result {
	r := result{name: name, exit: -1}
	folder, err := os.MkdirTemp(work, "")
	if err != nil {
		r.failure = err.Error()
		return r
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, content, 0o666); err != nil {
		r.failure = err.Error()
		return r
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*s.time)
	defer cancel()
	command := exec.CommandContext(ctx, s.refrain, "check", "--advisory", "--format", "json", "--lang", "en", file)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	start := time.Now()
	err = command.Run()
	r.took = time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		r.failure = err.Error()
		return r
	}
	r.exit = command.ProcessState.ExitCode()
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.memory = int64(usage.Maxrss)
		if runtime.GOOS != "darwin" {
			r.memory <<= 10 // Linux and the BSDs count in KiB.
		}
	}
	r.panic = strings.Contains(stderr.String(), "goroutine ") || strings.Contains(stderr.String()+stdout.String(), "internal fault") ||
		strings.Contains(stdout.String(), "runtime error")
	var report struct {
		Documents []struct {
			Gaps     []any
			Findings []struct {
				Text string
			}
		}
	}
	if json.Unmarshal(stdout.Bytes(), &report) == nil {
		for _, d := range report.Documents {
			r.gaps += len(d.Gaps)
			for _, f := range d.Findings {
				r.words = append(r.words, folded(f.Text))
			}
		}
	}
	return r
}

// kept are those of the words that can still be read in a damaged document by other means than refrain's.
func kept(work, name string, content []byte, words []string) []string {
	text := folded(otherwise(work, name, content))
	var left []string
	for _, w := range words {
		if strings.Contains(text, " "+w+" ") && !slices.Contains(left, w) {
			left = append(left, w)
		}
	}
	return left
}

// otherwise is the text of a document as a simpler program sees it: pdftotext for PDF where it is installed, all that is no tag for the rest.
func otherwise(work, name string, content []byte) string {
	if bytes.HasPrefix(content, []byte("%PDF")) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		command := exec.CommandContext(ctx, "pdftotext", "-q", "-", "-")
		command.Stdin = bytes.NewReader(content)
		out, err := command.Output()
		if err != nil {
			return ""
		}
		return string(out)
	}
	parts := unpacked(content)
	if parts == nil {
		return tags.ReplaceAllString(string(content), "")
	}
	var all strings.Builder
	for _, p := range parts {
		if strings.HasSuffix(p.header.Name, ".xml") || strings.HasSuffix(p.header.Name, "html") {
			all.WriteString(tags.ReplaceAllString(string(p.content), ""))
			io.WriteString(&all, "\n")
		}
	}
	return all.String()
}

var tags = regexp.MustCompile(`<[^>]*>`)

// other is whatever is no letter and no digit.
var other = regexp.MustCompile(`[^\pL\pN]+`)

// folded is a text in lower case with one space for all that is no letter and no digit.
func folded(s string) string {
	return strings.TrimSpace(other.ReplaceAllString(strings.ToLower(s), " "))
}
