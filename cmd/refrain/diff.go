package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/revision"
	"refrain/internal/strictyaml"
)

// changes are what has changed in a repository since the last common ancestor with a revision:
// committed or not, and what git does not know.
type changes struct {
	home     recordsFolder
	revision string
	base     *revision.Base
	checker  *check.Checker

	mu       sync.Mutex
	unproven map[*analyzer.Report]analyzer.Notice // why findings of a document count as new
}

// since finds out from when changes count. What checks the documents checks their old versions. The
// caller closes the base.
func since(ctx context.Context, name string, checker *check.Checker) (*changes, error) {
	flag := "--diff " + name
	repo, err := workTree(flag)
	if err != nil {
		return nil, err
	}
	base, err := revision.Open(ctx, repo.root, name, int64(checker.Limits().Source))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	return changesSince(repo, name, base, checker), nil
}

// workTree is the repository whose changes a flag asks for.
func workTree(flag string) (repository, error) {
	tree := os.Getenv("GIT_WORK_TREE")
	repo, err := repositoryAt(tree)
	if err != nil {
		return repo, hinted(fmt.Errorf("%s: %s is no folder", flag, tree), "check GIT_WORK_TREE")
	}
	return repo, nil
}

func changesSince(repo repository, name string, base *revision.Base, checker *check.Checker) *changes {
	return &changes{
		home: recordsFolder{repository: repo}, revision: name, base: base, checker: checker,
		unproven: map[*analyzer.Report]analyzer.Notice{},
	}
}

// has reports whether a file may hold changed text: it is not the one that it was. It notes the
// file's path for mark.
func (c *changes) has(ctx context.Context, in *check.Input) bool {
	if in.Document() == "-" {
		return true
	}
	name := in.Document()
	if info, err := os.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		name = check.Real(name) // The text is that of the file to which the link leads.
	}
	path, inside := c.home.path(name)
	if !inside {
		return true
	}
	in.Path = path
	return in.Name == "-" || !c.base.Unchanged(ctx, path)
}

// mark marks the findings that the file had at the base too. Where its old version cannot be had,
// or not in full, it says so, and findings that are not known from it are new. It is safe for
// concurrent use.
func (c *changes) mark(ctx context.Context, in check.Input, report *analyzer.Report) {
	if in.Path == "" || len(report.Findings) == 0 {
		return
	}
	old, err := c.base.Old(ctx, in.Path)
	switch {
	case ctx.Err() != nil: // The run ends here, and says so.
	case err != nil:
		c.doubt(report, noVersion, err.Error())
	case old != nil:
		before := c.checker.Document(ctx, old.Path, old.Content)
		markKnown(report, before)
		if gaps := before.Gaps(); len(gaps) > 0 && strings.TrimSpace(old.Content) != "" && anyNew(report) {
			c.doubt(report, halfVersion, gaps[0].Reason)
		}
	}
}

// anyNew reports whether a document has a finding that is not known from before.
func anyNew(report *analyzer.Report) bool {
	return slices.ContainsFunc(report.Findings, func(f analyzer.Finding) bool {
		return f.Record.State != analyzer.Outside
	})
}

// Messages of notices.
const (
	noVersion   analyzer.Message = "its version at {revision} cannot be had ({reason}), so all of it is taken as new"
	halfVersion analyzer.Message = "its version at {revision} could not be read in full ({reason}), " +
		"so what is not known from the rest is taken as new"
)

// doubt notes why findings count as new that may be old.
func (c *changes) doubt(report *analyzer.Report, message analyzer.Message, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := strictyaml.Position{File: report.Doc.Name}
	c.unproven[report] = analyzer.NewNotice("base", at, message, "revision", c.revision, "reason", reason)
}

// notices are what there is to say about the old version of a document. It is asked once.
func (c *changes) notices(report *analyzer.Report) []analyzer.Notice {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	notice, ok := c.unproven[report]
	delete(c.unproven, report)
	if !ok {
		return nil
	}
	return []analyzer.Notice{notice}
}

// markKnown marks the findings that the old version had too, as often as it had them: those of the
// same entry, words, sentence and status. Of several that are the same, it marks those that stand
// where they stood.
func markKnown(report, old *analyzer.Report) {
	had, has := occurrences(old), occurrences(report)
	known := make([]bool, len(had))
	for _, compared := range []func(occurrence) occurrence{
		func(o occurrence) occurrence { return o },
		func(o occurrence) occurrence { o.after = ""; return o },
		func(o occurrence) occurrence { o.before = ""; return o },
		func(o occurrence) occurrence { o.before, o.after = "", ""; return o },
	} {
		left := map[occurrence][]int{}
		for i, o := range had {
			if !known[i] {
				left[compared(o)] = append(left[compared(o)], i)
			}
		}
		for i, o := range has {
			those := left[compared(o)]
			if record := &report.Findings[i].Record; len(those) > 0 && record.State != analyzer.Outside {
				record.State, known[those[0]], left[compared(o)] = analyzer.Outside, true, those[1:]
			}
		}
	}
}

// occurrence is what a finding is, and what stands around it.
type occurrence struct{ key, words, status, before, after string }

// around is how many bytes of the text before and after a sentence tell it from others like it.
const around = 200

// occurrences are the findings of a document.
func occurrences(r *analyzer.Report) []occurrence {
	all := make([]occurrence, 0, len(r.Findings))
	text := r.Doc.Text
	for i := range r.Findings {
		f := &r.Findings[i]
		start, end := min(f.Sentence.Start, len(text)), min(f.Sentence.End, len(text))
		all = append(all, occurrence{
			key:    f.Key,
			words:  strings.ToLower(strings.Join(strings.Fields(f.Text(r.Doc)), " ")),
			status: f.Verdict.Status.String(),
			before: text[max(0, start-around):start],
			after:  text[end:min(len(text), end+around)],
		})
	}
	return all
}
