package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"refrain/analyzer"
)

// Limits on git, which runs as a child process.
const (
	gitTime   = 2 * time.Minute
	gitOutput = 1 << 28 // bytes, of lists and differences
)

// changes are what has changed in a repository since the last common ancestor with a revision: committed or not, and what git does not know.
type changes struct {
	home    home
	base    string
	old     map[string]string // of changed files, by path: the path then; "" for a new file
	tracked map[string]bool

	unfiltered []string // environment that takes the repository's own filters from git
}

// since finds out what has changed.
func since(ctx context.Context, revision string) (*changes, error) {
	repo, err := repositoryAt("")
	if err != nil {
		return nil, err
	}
	c := &changes{home: home{repository: repo}, old: map[string]string{}, tracked: map[string]bool{}}
	if _, err := os.Lstat(filepath.Join(repo.root, ".git")); err != nil {
		return nil, hinted{fmt.Errorf("--diff %s: not in a git repository", revision), "run refrain in a checkout, or leave --diff out"}
	}
	if err := c.unfilter(ctx); err != nil {
		return nil, fmt.Errorf("--diff %s: %w", revision, err)
	}
	commit, err := c.git(ctx, gitOutput, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	switch {
	case err != nil && strings.Contains(revision, ".."):
		return nil, hinted{fmt.Errorf("--diff %s: %w", revision, noRevision(err)), "name one revision; what has changed counts from the last common ancestor with it"}
	case err != nil:
		return nil, hinted{fmt.Errorf("--diff %s: %w", revision, noRevision(err)), "git fetch brings what is missing"}
	}
	base, err := c.git(ctx, gitOutput, "merge-base", strings.TrimSpace(commit), "HEAD")
	if err != nil {
		return nil, hinted{
			fmt.Errorf("--diff %s: has no common ancestor with the checkout: %w", revision, err),
			"a shallow clone lacks it; fetch the whole history (in actions/checkout: fetch-depth: 0)",
		}
	}
	c.base = strings.TrimSpace(base)
	status, err := c.git(ctx, gitOutput, c.diff("--name-status", "-z", c.base, "--")...)
	if err != nil {
		return nil, fmt.Errorf("--diff %s: %w", revision, err)
	}
	if err := c.parse(status); err != nil {
		return nil, fmt.Errorf("--diff %s: %w", revision, err)
	}
	files, err := c.git(ctx, gitOutput, "ls-files", "-z")
	if err != nil {
		return nil, fmt.Errorf("--diff %s: %w", revision, err)
	}
	for name := range strings.SplitSeq(files, "\x00") {
		c.tracked[name] = true
	}
	return c, nil
}

// unfilter keeps git from running the filters that the repository's own configuration names: an unpacked archive may bring one along, and comparing a
// file would run them. Those of the user's configuration stay.
func (c *changes) unfilter(ctx context.Context) error {
	names, err := c.git(ctx, gitOutput, "config", "--local", "--includes", "--null", "--name-only", "--list")
	if err != nil {
		return err
	}
	drop := map[string]string{}
	for name := range strings.SplitSeq(names, "\x00") {
		driver, ok := strings.CutPrefix(name, "filter.")
		if last := strings.LastIndexByte(driver, '.'); ok && last > 0 {
			for key, value := range map[string]string{"clean": "", "smudge": "", "process": "", "required": "false"} {
				drop["filter."+driver[:last]+"."+key] = value
			}
		}
	}
	before, _ := strconv.Atoi(os.Getenv("GIT_CONFIG_COUNT")) // What is no number, git refuses.
	for _, name := range slices.Sorted(maps.Keys(drop)) {
		c.unfiltered = append(c.unfiltered, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", before, name), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", before, drop[name]))
		before++
	}
	if len(drop) > 0 {
		c.unfiltered = append(c.unfiltered, fmt.Sprintf("GIT_CONFIG_COUNT=%d", before))
	}
	return nil
}

// noRevision is git's silence about a revision in words.
func noRevision(err error) error {
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return errors.New("no such revision")
	}
	return err
}

// diff are the arguments of a difference that runs nothing that the repository could name, and whose form no configuration changes.
func (c *changes) diff(args ...string) []string {
	return append([]string{"diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules", "--find-renames"}, args...)
}

// git runs git in the repository's root and returns what it writes.
func (c *changes) git(ctx context.Context, limit int64, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, gitTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.fsmonitor=false", "--literal-pathspecs"}, args...)...)
	cmd.Dir = c.home.root
	// A clone that lacks objects must not fetch them: refrain uses no network.
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	cmd.Env = append(cmd.Env, c.unfiltered...)
	var complaint bytes.Buffer
	cmd.Stderr = &limited{&complaint, 1 << 10}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("git cannot be run: %w", err)
	}
	var b strings.Builder
	n, err := io.Copy(&b, io.LimitReader(out, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("git %s writes more than %d bytes", args[0], limit)
		cancel()
	}
	switch end := cmd.Wait(); {
	case err != nil:
		return "", err
	case ctx.Err() != nil:
		return "", fmt.Errorf("git %s: %w", args[0], ctx.Err())
	case end != nil && complaint.Len() > 0:
		first, _, _ := strings.Cut(complaint.String(), "\n")
		return "", fmt.Errorf("git %s: %s: %w", args[0], first, end)
	case end != nil:
		return "", fmt.Errorf("git %s: %w", args[0], end)
	}
	return b.String(), nil
}

// limited takes so many bytes and drops the rest.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n, err := l.to.Write(p[:min(len(p), l.left)])
	l.left -= n
	return len(p), err
}

// parse reads a list of changes: a letter, then a path, or two for a renamed file, each ended by a NUL.
func (c *changes) parse(status string) error {
	fields := strings.Split(strings.TrimSuffix(status, "\x00"), "\x00")
	if status == "" {
		return nil
	}
	for len(fields) >= 2 {
		switch letter := fields[0]; {
		case strings.HasPrefix(letter, "R") && len(fields) >= 3:
			c.old[fields[2]] = fields[1]
			fields = fields[3:]
			continue
		case letter == "M" || letter == "U":
			c.old[fields[1]] = fields[1]
		case letter == "A" || letter == "T": // A file that was a link is new.
			c.old[fields[1]] = ""
		case letter == "D":
		default:
			return fmt.Errorf("git diff says %q, which is not understood", letter)
		}
		fields = fields[2:]
	}
	if len(fields) > 0 {
		return errors.New("git diff ends too early")
	}
	return nil
}

// has tells whether a file may hold changed text: it is not known to be unchanged. It notes the file's path for mark.
func (c *changes) has(in *input) bool {
	path, inside := c.home.path(in.document())
	if !inside {
		return true
	}
	in.path = path
	_, changed := c.old[path]
	return changed || in.name == "-" || !c.tracked[path]
}

// mark marks the findings whose words do not lie in changed text. Where the old version cannot be had, all text has changed. Checked reads
// and analyses the old version. It is safe for concurrent use.
func (c *changes) mark(ctx context.Context, report *analyzer.Report, in input, checked func(src string) *analyzer.Report) {
	old, changed := c.old[in.path]
	if in.name == "-" && !changed {
		old = in.path
	}
	if old == "" || len(report.Findings) == 0 {
		return
	}
	if report.Doc.SourceIsUTF8 && in.name != "-" {
		if lines, ok := c.lines(ctx, old, in.path); ok {
			markByLine(report, lines)
			return
		}
	}
	src, err := c.git(ctx, maxRecords, "cat-file", "blob", c.base+":"+old)
	if err != nil {
		return
	}
	markByKey(report, checked(src))
}

// lineRange are lines of a file, counted from 1.
type lineRange struct{ first, end int }

// lines are the lines of a file that were added or changed, in order. It reports false for what git does not compare by lines.
func (c *changes) lines(ctx context.Context, old, now string) ([]lineRange, bool) {
	out, err := c.git(ctx, gitOutput, c.diff("--unified=0", c.base, "--", old, now)...)
	if err != nil {
		return nil, false
	}
	return parseHunks(out)
}

// parseHunks reads the heads of the hunks of a difference: "@@ -3,0 +4,2 @@". Every line of a hunk begins with a sign, so no text can be taken for a
// head.
func parseHunks(diff string) (lines []lineRange, ok bool) {
	for line := range strings.Lines(diff) {
		if !strings.HasPrefix(line, "@@ -") {
			continue
		}
		_, rest, _ := strings.Cut(line, " +")
		rest, _, found := strings.Cut(rest, " @@")
		start, count, several := strings.Cut(rest, ",")
		if !several {
			count = "1"
		}
		first, err := strconv.ParseUint(start, 10, 31)
		n, err2 := strconv.ParseUint(count, 10, 31)
		if !found || err != nil || err2 != nil {
			return nil, false
		}
		ok = true
		if n > 0 {
			lines = append(lines, lineRange{int(first), int(min(first+n, math.MaxInt32))})
		}
	}
	return lines, ok
}

// markByLine marks the findings of which no line is among those given. Git ends lines by line feeds alone.
func markByLine(report *analyzer.Report, lines []lineRange) {
	var ends []int
	for i := range len(report.Doc.Source) {
		if report.Doc.Source[i] == '\n' {
			ends = append(ends, i)
		}
	}
	lineOf := func(offset int) int {
		i, _ := slices.BinarySearch(ends, offset)
		return i + 1
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		words := report.Doc.Locate(f.Span).Source
		if words.Len() == 0 {
			continue
		}
		first, last := lineOf(words.Start), lineOf(words.End-1)
		at, _ := slices.BinarySearchFunc(lines, first, func(r lineRange, line int) int { return cmp.Compare(r.end-1, line) })
		if at == len(lines) || lines[at].first > last {
			f.Standing.Is = analyzer.Outside
		}
	}
}

// markByKey marks the findings that the old version had too, as often as it had them.
func markByKey(report, old *analyzer.Report) {
	type identity struct{ key, words, status string }
	identityOf := func(r *analyzer.Report, f *analyzer.Finding) identity {
		return identity{f.Key, strings.ToLower(strings.Join(strings.Fields(f.Text(r.Doc)), " ")), f.Verdict.Status.String()}
	}
	had := map[identity]int{}
	for i := range old.Findings {
		had[identityOf(old, &old.Findings[i])]++
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		if id := identityOf(report, f); had[id] > 0 {
			had[id]--
			f.Standing.Is = analyzer.Outside
		}
	}
}
