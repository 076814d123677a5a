package ci

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// BeganGitLab reports whether a file that begins with head is such a report.
func BeganGitLab(head string) bool {
	return head == "[]\n" || strings.HasPrefix(head, "[\n{\"check_name\":\"refrain/")
}

// GitLab writes a Code Quality report for GitLab's merge requests: one JSON list, an issue a line.
type GitLab struct {
	w       io.Writer
	options stream.Options
	policy  analyzer.Policy
	words   wording.Words
	buffer  bytes.Buffer
	issues  int
}

// NewGitLab returns a writer of such a report to w.
func NewGitLab(w io.Writer, o stream.Options) *GitLab {
	return &GitLab{w: display.Guarded(w, display.JSONSigns), options: o}
}

type gitlabIssue struct {
	Check       string         `json:"check_name"`
	Description string         `json:"description"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
	// why the words are named; GitLab shows it nowhere, other programs that read this format do
	Content *gitlabContent `json:"content,omitempty"`
}

type gitlabContent struct {
	Body string `json:"body"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// gitlabSeverities are GitLab's names. Nothing here is a blocker: whether a pipeline fails is for
// --fail-on to say.
var gitlabSeverities = map[lexicon.Severity]string{
	lexicon.Replace: "major", lexicon.Review: "minor", lexicon.Note: "info", lexicon.Info: "info",
}

func (g *GitLab) Begin(run stream.Run) error {
	g.policy, g.words = run.Policy, wording.In(run.Language)
	return nil
}

func (g *GitLab) Document(r *analyzer.Report) error {
	path, seen := pathOf(g.options, r.Doc), ordinals{}
	// GitLab wants a line of every issue. Where there is none it is the first, and the description
	// begins with the page or section.
	at := gitlabLocation{path, gitlabLines{Begin: 1}}
	unread := "critical"
	if r.Accepted != "" {
		unread = gitlabSeverities[wording.GapSeverity(r)]
	}
	english := notRead(wording.Words{}, r) // An issue is the same one in any language.
	for i, gap := range notRead(g.words, r) {
		print := gitlabFingerprint(path, english[i], seen.next(english[i]))
		g.add(gitlabIssue{"refrain/not-read", gap, print, unread, at, nil})
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !g.policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		at.Lines = gitlabLines{Begin: 1}
		if wording.OnLine(p) {
			at.Lines = gitlabLines{p.Line, p.EndLine}
		}
		g.add(gitlabIssue{
			"refrain/" + f.Entry.ID, message(g.words, r.Doc, f, p), gitlabFingerprint(path, f.Key, seen.next(f.Key)),
			gitlabSeverities[wording.SeverityOf(f)], at, &gitlabContent{MarkdownText(reason(f.Entry))},
		})
	}
	return g.flush()
}

func (g *GitLab) End(t stream.Totals) error {
	seen := ordinals{}
	for _, b := range brokenRecords(g.options, t) {
		at := gitlabLocation{b.path, gitlabLines{Begin: max(b.at.Line, 1)}}
		g.add(gitlabIssue{
			"refrain/" + b.Kind, b.words(g.words), gitlabFingerprint(b.path, b.Text, seen.next(b.path+b.Text)),
			gitlabSeverities[lexicon.Replace], at, nil,
		})
	}
	end := "\n]\n"
	if g.issues == 0 {
		end = "[]\n"
	}
	g.buffer.WriteString(end)
	return g.flush()
}

// gitlabFingerprint is the same in the next run when only lines have moved. Two that are equal
// would be shown as one, hence the ordinal.
func gitlabFingerprint(path, key string, ordinal int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", path, key, ordinal))
	return hex.EncodeToString(sum[:16])
}

func (g *GitLab) add(issue gitlabIssue) {
	if g.issues == 0 {
		g.buffer.WriteString("[")
	}
	g.buffer.WriteString(separator(g.issues))
	g.buffer.Write(display.JSON(issue))
	g.issues++
}

func (g *GitLab) flush() error {
	_, err := g.buffer.WriteTo(g.w)
	return err
}
