//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"html"
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
	"unicode"
)

// result is what came of one copy.
type result struct {
	name    string // of the copy: the damage, its number, the document
	damage  string
	exit    int // -1 when it was killed
	took    time.Duration
	memory  int64
	gaps    int
	had     int      // findings of the original
	words   []string // of the findings
	lost    []string // words that are still there and that refrain no longer finds, without a gap
	panic   bool
	broken  string // what is wrong with the report; "" when nothing is
	failure string // "" when all is well
}

// clean reports whether the report says that there is nothing: neither a finding nor a gap.
func (r result) clean() bool { return len(r.words) == 0 && r.gaps == 0 }

// damaged is the copy with a number of a document. Its name says how to make it again.
func (s settings) damaged(o original, number int) (name string, how damage, content []byte) {
	seed := fnv.New64a()
	fmt.Fprint(seed, o.name, number)
	r := rand.New(rand.NewPCG(s.seed, seed.Sum64()))
	for done := false; !done; {
		how = damages[r.IntN(len(damages))]
		if content, done = how.do(r, o.bytes); len(o.bytes) == 0 {
			break
		}
	}
	return fmt.Sprintf("%s-%d-%d-%s", how.name, s.seed, number, o.name), how, content
}

// copy makes the copy with a number of a document and checks it.
func (s settings) copy(work string, o original, number int) result {
	name, how, damaged := s.damaged(o, number)
	result := s.check(work, name, damaged)
	result.damage, result.had = how.name, len(o.words)
	missing := slices.DeleteFunc(slices.Clone(o.words), func(w string) bool { return slices.Contains(result.words, w) })
	if len(missing) > 0 && result.gaps == 0 {
		result.lost = kept(damaged, missing)
	}
	result.failure = s.failure(result)
	if result.failure != "" && s.keep != "" {
		if err := os.MkdirAll(s.keep, 0o777); err == nil {
			os.WriteFile(filepath.Join(s.keep, name), damaged, 0o666)
		}
	}
	return result
}

// failure is what is wrong with a result, the worst first.
func (s settings) failure(r result) string {
	switch {
	case r.failure != "":
		return r.failure
	case r.panic:
		return "panic"
	case r.exit != 0 && r.exit != 1 && r.exit != 3:
		return fmt.Sprintf("exit %d", r.exit)
	case r.took > s.time:
		return "time"
	case r.memory > s.memory:
		return "memory"
	case r.broken != "":
		return r.broken
	case r.clean() && len(r.lost) > 0:
		return fmt.Sprintf("clean, and it holds %q", r.lost)
	}
	return ""
}

// check has refrain check one document in a process of its own.
func (s settings) check(work, name string, content []byte) result {
	folder, err := os.MkdirTemp(work, "")
	if err != nil {
		return result{name: name, exit: -1, failure: err.Error()}
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, content, 0o666); err != nil {
		return result{name: name, exit: -1, failure: err.Error()}
	}
	return s.checkFile(file)
}

// checkFile has refrain check one file in a process of its own. The system counts the memory of
// this process to that one's, so whoever wants to know that keeps little.
func (s settings) checkFile(file string) result {
	r := result{name: filepath.Base(file), exit: -1}
	ctx, cancel := context.WithTimeout(context.Background(), 2*s.time)
	defer cancel()
	command := exec.CommandContext(ctx, s.refrain, "check", "--advisory", "--format", "json", file)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	start := time.Now()
	err := command.Run()
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
	r.panic = strings.Contains(stderr.String(), "goroutine ") ||
		strings.Contains(stderr.String()+stdout.String(), "internal fault") ||
		strings.Contains(stdout.String(), "runtime error")
	var report struct {
		Documents []struct {
			Gaps     []any
			Findings []struct {
				Text string
			}
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		r.broken = "the report is no JSON: " + err.Error()
		return r
	}
	for _, d := range report.Documents {
		r.gaps += len(d.Gaps)
		for _, f := range d.Findings {
			r.words = append(r.words, folded(f.Text))
		}
	}
	switch {
	case len(report.Documents) != 1:
		r.broken = fmt.Sprintf("%d documents in the report", len(report.Documents))
	case (r.exit == 3) != (r.gaps > 0):
		r.broken = fmt.Sprintf("exit %d with %d gaps", r.exit, r.gaps)
	case r.exit == 1 && len(r.words) == 0:
		r.broken = "exit 1 without findings"
	}
	return r
}

// kept are those of the words that can still be read in a damaged document by other means than
// refrain's.
func kept(content []byte, words []string) []string {
	text := " " + folded(otherwise(content)) + " "
	var left []string
	for _, w := range words {
		if strings.Contains(text, " "+w+" ") && !slices.Contains(left, w) {
			left = append(left, w)
		}
	}
	return left
}

// otherwise is the text of a document as a simpler program sees it: pdftotext for PDF where it is
// installed, all that is no tag for the rest.
func otherwise(content []byte) string {
	if bytes.HasPrefix(content, []byte("%PDF")) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		command := exec.CommandContext(ctx, "pdftotext", "-q", "-", "-")
		command.Stdin = bytes.NewReader(content)
		out, _ := command.Output() // What it writes of a damaged file counts.
		return string(out)
	}
	parts := unpacked(content)
	if parts == nil {
		return untagged(string(content))
	}
	var all strings.Builder
	for _, p := range parts {
		if strings.HasSuffix(p.header.Name, ".xml") || strings.HasSuffix(p.header.Name, "html") {
			all.WriteString(untagged(string(p.content)) + betweenBlocks)
		}
	}
	return all.String()
}

var (
	inline = regexp.MustCompile(
		`(?s)</?(?:w:(?:r|t|rPr|ins|lang|b|i|color|sz|szCs)|text:span|span|a|b|i|u|em|strong|sup|sub|font|small)\b[^>]*>`,
	)
	tags = regexp.MustCompile(`(?s)<[^>]*>`)
)

// betweenBlocks is no word of any finding.
const betweenBlocks = " zzbetweenzz "

// untagged is what stands between the tags.
func untagged(s string) string {
	return html.UnescapeString(tags.ReplaceAllString(inline.ReplaceAllString(s, ""), betweenBlocks))
}

// other is whatever is no letter and no digit.
var other = regexp.MustCompile(`[^\pL\pN]+`)

// folded is a text in lower case with one space for all that is no letter and no digit. Control
// characters part no words: nobody sees them.
func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(other.ReplaceAllString(strings.ToLower(s), " "))
}
