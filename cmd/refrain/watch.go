package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/remedy"
	"refrain/internal/revision"
	"refrain/reports"
	views "refrain/reports/trend"
	"refrain/reports/wording"
	"refrain/trend/dates"
	"refrain/trend/history"
)

// watchFlags bound what is read of a history.
type watchFlags struct {
	commits int
	time    time.Duration
}

// Bounds of what is read of a history when nobody says.
const (
	usualCommits = 1000
	usualTime    = 30 * time.Minute
)

func (f *watchFlags) add(c *cobra.Command) {
	c.Flags().IntVar(
		&f.commits, "commits", usualCommits, "with --git: how many commits are read at most, the newest of the branch",
	)
	c.Flags().DurationVar(&f.time, "time", usualTime, "with --git: how long versions are read at most")
}

// unused is an error where a flag for histories was given without --git.
func (f *watchFlags) unused(c *cobra.Command) error {
	for _, name := range []string{"commits", "time"} {
		if c.Flags().Changed(name) {
			return hinted(fmt.Errorf("--%s: bounds a git history, and none is asked for", name), "ask with --git")
		}
	}
	return nil
}

// forTrends are the flags that say nothing about a history.
var forTrends = []string{"date-from", "dates", "by", "every", "sentences", "sort", "speaker"}

// watch is a history at work.
type watch struct {
	session *session
	base    recordsFolder
	git     *revision.History
	below   []string // paths that were asked for; none for all
	shelf   history.Shelf

	hidden, excluded map[string]bool // paths that are not followed

	versions  map[string]*history.Version
	languages map[string]bool
	beta      map[string]bool
}

// forHistory holds the flags of a history against each other.
func (f *trendFlags) forHistory(c *cobra.Command) error {
	for _, name := range forTrends {
		if c.Flags().Changed(name) {
			return hinted(
				fmt.Errorf("--%s: says nothing about a git history", name), "leave it out, or leave out --git",
			)
		}
	}
	if f.watch.commits < 1 || f.watch.commits > revision.MostCommits {
		return fmt.Errorf("--commits %d: expected a number from 1 to %d", f.watch.commits, revision.MostCommits)
	}
	if f.watch.time <= 0 {
		return fmt.Errorf("--time %v: expected a time such as 10m", f.watch.time)
	}
	return nil
}

// runWatch is trend --git.
func (a *app) runWatch(c *cobra.Command, f *trendFlags, args []string) error {
	if err := f.forHistory(c); err != nil {
		return err
	}
	revisions, paths, err := revisionAndPaths(args, c.ArgsLenAtDash())
	if err != nil {
		return err
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	s, err := a.session(c, &f.check, []string{"."})
	if err != nil {
		return err
	}
	defer s.close()
	s.policy.Never = true // A history tells, and fails nothing.
	out, err := a.openViews(&f.check, viewsOfHistory)
	if err != nil {
		return err
	}
	defer out.discard()
	w := &watch{
		session:   s,
		hidden:    map[string]bool{},
		excluded:  map[string]bool{},
		versions:  map[string]*history.Version{},
		languages: map[string]bool{},
		beta:      map[string]bool{},
	}
	if err := w.open(ctx, revisions, paths, f.watch.commits); err != nil {
		return err
	}
	defer w.git.Close()
	commits := w.commits()
	stopped, err := w.read(ctx, commits, f.watch.time, f.check.jobs)
	if err != nil {
		return err
	}
	if stopped >= 0 {
		commits = commits[:stopped]
		a.outcome.unread = true
	}
	h := history.Follow(commits, func(key string) *history.Version { return w.versions[key] })
	h.Older, h.Stopped = w.git.Older || w.git.Shallow, stopped >= 0
	a.noteHistory(w, h)
	report := &views.HistoryReport{
		Run: s.report, History: h, Range: revisions,
		Languages: slices.Sorted(maps.Keys(w.languages)), Beta: slices.Sorted(maps.Keys(w.beta)),
		Passed: reports.Totals{OtherKinds: h.Others, Hidden: len(w.hidden), Excluded: len(w.excluded)},
	}
	return out.write(func(to io.Writer, k viewKind, o views.Options) error { return k.history(to, report, o) })
}

// revisionAndPaths tells the revision from the paths, which follow "--".
func revisionAndPaths(args []string, dash int) (revisions string, paths []string, err error) {
	if dash < 0 {
		dash = len(args)
	}
	switch before := args[:dash]; {
	case len(before) > 1:
		return "", nil, hinted(
			fmt.Errorf("%s: one revision, or two as OLD..NEW, and then paths", strings.Join(before, " ")),
			"put -- before the paths: refrain trend --git main -- docs",
		)
	case len(before) == 1:
		revisions = before[0]
	}
	if strings.Contains(revisions, "...") {
		return "", nil, hinted(fmt.Errorf("%s: three dots name two branches", revisions), "name a range as OLD..NEW")
	}
	return revisions, args[dash:], nil
}

// open reads the commits of the repository at hand.
func (w *watch) open(ctx context.Context, revisions string, paths []string, most int) error {
	repo, err := repositoryAt(os.Getenv("GIT_WORK_TREE"))
	if err != nil {
		return err
	}
	w.base = recordsFolder{repository: repo}
	for _, name := range paths {
		below, inside := w.base.path(name)
		if !inside {
			return hinted(
				fmt.Errorf("%s: is outside the repository", name),
				"name files and folders of the repository",
			)
		}
		if below = path.Clean(below); below != "." {
			w.below = append(w.below, below)
		}
	}
	w.git, err = revision.OpenHistory(ctx, repo.root, revisions, most, int64(w.session.checker.Limits().Source))
	if err != nil {
		return ofGit("--git "+revisions, err)
	}
	return nil
}

// ofGit is an error about a repository, whose remedy is written for --diff, under another flag.
func ofGit(flag string, err error) error {
	flag = strings.TrimSpace(flag)
	name, _, _ := strings.Cut(flag, " ")
	if flag == "--date-from git" {
		name = "git"
	}
	wrapped := fmt.Errorf("%s: %w", flag, err)
	if hint := remedy.Of(err); hint != "" {
		return hinted(wrapped, strings.NewReplacer("--diff or --changed", name, "--diff", name).Replace(hint))
	}
	return wrapped
}

// asked reports whether a path is to be followed, and counts those that are passed over.
func (w *watch) asked(name string) bool {
	if len(w.below) > 0 && !slices.ContainsFunc(w.below, func(below string) bool {
		return name == below || strings.HasPrefix(name, below+"/")
	}) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			w.hidden[name] = true
			return false
		}
	}
	if w.excludes(name) {
		w.excluded[name] = true
		return false
	}
	return true
}

// excludes reports whether the configuration leaves a path out. One that is longer than a system
// takes is left out too.
func (w *watch) excludes(name string) bool {
	s := w.session.settings
	if len(name) > longestPath || s.none {
		return len(name) > longestPath
	}
	full, inside := s.folder.path(filepath.Join(w.base.root, filepath.FromSlash(name)))
	if !inside {
		return false
	}
	if s.Skips(full) || !s.Reads(full) {
		return true
	}
	for folder := path.Dir(full); folder != "." && folder != "/"; folder = path.Dir(folder) {
		if s.Skips(folder) {
			return true
		}
	}
	return false
}

// commits are those of the repository with the changes that are asked for. A file that had another
// name is followed under it, so the newest commits are looked at first.
func (w *watch) commits() []history.Commit {
	all := make([]history.Commit, len(w.git.Commits))
	before := map[string]bool{} // names that files which are followed had
	for i := len(all) - 1; i >= 0; i-- {
		c := &w.git.Commits[i]
		all[i] = history.Commit{ID: c.ID, Time: c.Time, Subject: c.Subject, First: c.First && w.git.Shallow}
		for _, change := range c.Changes {
			if !w.asked(change.Path) && !before[change.Path] {
				if change.From == "" || !w.asked(change.From) && !before[change.From] {
					continue
				}
				change = revision.Change{Path: change.From, Old: change.Old} // It left what is followed.
			}
			if change.From != "" {
				before[change.From] = true
			}
			all[i].Changes = append(all[i].Changes, history.Change{
				Path: change.Path, From: change.From, Old: versionKey(change.Old, cmp.Or(change.From, change.Path)),
				New: versionKey(change.New, change.Path),
			})
		}
	}
	return all
}

// versionKey names a content together with the ending of its file, by which it may be read.
func versionKey(id, name string) string {
	if id == "" {
		return ""
	}
	return id + " " + path.Ext(name)
}

// needed is a content that is to be read, and the first file and commit that have it.
type needed struct {
	id, key, name string
	commit        int
}

// read reads the contents that the commits need, each once. It returns the first commit for which
// the time did not suffice, or -1.
func (w *watch) read(ctx context.Context, commits []history.Commit, most time.Duration, jobs int) (int, error) {
	var list []needed
	seen := map[string]bool{}
	need := func(key, name string, commit int) {
		if key != "" && !seen[key] {
			seen[key] = true
			id, _, _ := strings.Cut(key, " ")
			list = append(list, needed{id, key, name, commit})
		}
	}
	followed := map[string]bool{}
	for i := range commits {
		for _, change := range commits[i].Changes {
			from := cmp.Or(change.From, change.Path)
			if !followed[from] { // Its version before is not that of an earlier commit.
				need(change.Old, from, i)
			}
			delete(followed, from)
			need(change.New, change.Path, i)
			followed[change.Path] = change.New != ""
		}
	}
	bounded, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	next := 0
	run := check.Run{Checker: w.session.checker, Inputs: w.inputs(bounded, list), Jobs: jobs}
	err := run.Each(bounded, func(report *analyzer.Report) error {
		w.note(report)
		w.versions[list[next].key] = w.shelf.VersionOf(report, w.session.policy)
		next++
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return -1, errors.New("interrupted; nothing was written")
	case errors.Is(bounded.Err(), context.DeadlineExceeded) && next < len(list):
		return list[next].commit, nil
	}
	return -1, err
}

// inputs are the contents as inputs of a check, in their order. What cannot be had is one with an
// error.
func (w *watch) inputs(ctx context.Context, list []needed) func(yield func(check.Input) bool) {
	return func(yield func(check.Input) bool) {
		var ids []string
		for _, n := range list {
			ids = append(ids, n.id)
		}
		at := 0
		w.git.Contents(ctx, ids, func(_, content string, err error) bool {
			in := check.Input{Name: list[at].name, Found: true, Err: err, Content: &content}
			at++
			return yield(in)
		})
	}
}

// note notes the language of a version.
func (w *watch) note(r *analyzer.Report) {
	if r == nil || r.Doc.Text == "" || len(r.Findings) == 0 {
		return
	}
	code := document.PrimaryLanguage(r.Doc.Lang)
	if r.Language != nil {
		code = r.Language.Code
		if r.Language.Beta {
			w.beta[code] = true
		}
	}
	if code != "" {
		w.languages[code] = true
	}
}

// noteHistory says on standard error what was not read.
func (a *app) noteHistory(w *watch, h *history.History) {
	if len(h.Unread) > 0 {
		a.outcome.unread = true
		u := h.Unread[len(h.Unread)-1]
		a.say("error", fmt.Sprintf(
			"%s not read, or not fully; the last is of %s: %s",
			counted(len(h.Unread), "version"),
			u.Path,
			wording.OneLine(u.Why),
		))
		a.hint("the report lists them; terms that came in or left there are dated by the versions around them")
	}
	if h.Stopped {
		a.complain(hinted(errors.New("the time was up before the newest commits were read"), "give more with --time"))
	}
	if w.git.Older {
		a.note(fmt.Sprintf("older commits are left out; --commits %d reads more", 10*len(h.Commits)))
	}
	if w.git.Shallow {
		a.note(
			"the clone is shallow: what its first commit holds may be older; git fetch --unshallow brings the rest",
		)
	}
	if !w.git.Renames {
		a.note("this partial clone lacks contents, so a file that was renamed and changed at once counts as new")
	}
}

// firstCommits finds out when the files of the repository were first committed.
func (a *app) firstCommits(ctx context.Context, s *session) (
	added func(name string) (dates.Date, bool), closed func() error, err error,
) {
	repo, err := repositoryAt(os.Getenv("GIT_WORK_TREE"))
	if err != nil {
		return nil, nil, err
	}
	h, err := revision.OpenHistory(ctx, repo.root, "", revision.MostCommits, int64(s.checker.Limits().Source))
	if err != nil {
		return nil, nil, ofGit("--date-from git", err)
	}
	if h.Shallow {
		a.note(
			"the clone is shallow: files that are older than it have no first commit; git fetch --unshallow brings them",
		)
	}
	times, folder := h.Added(), recordsFolder{repository: repo}
	return func(name string) (dates.Date, bool) {
		if len(name) > longestPath {
			return dates.Date{}, false
		}
		below, inside := folder.path(name)
		t, ok := times[below]
		if !inside || !ok {
			return dates.Date{}, false
		}
		return dates.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, true
	}, h.Close, nil
}
