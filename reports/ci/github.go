package ci

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// githubLimit is how many annotations of each level GitHub shows of one step. It drops the others
// and says nothing of it.
const githubLimit = 10

// githubGaps is how many of the errors may be documents that were not read, so that there is room
// for findings.
const githubGaps = githubLimit / 2

// githubRecords is how many of the errors may be the user's records.
const githubRecords = 3

// GitHub writes for the log of a GitHub workflow: every finding on a line for people, as it comes,
// and at the end annotations, as many as GitHub shows. The last one of a level says how many more
// there are.
type GitHub struct {
	w       *bufio.Writer
	lines   io.Writer // to w, for people
	options stream.Options
	run     stream.Run
	words   wording.Words
	gaps    annotations
	records annotations
	levels  [len(githubLevels)]annotations

	failures wording.Failures
	bare     bool // only the lines for people
}

// githubLevels are the levels of annotations, worst first.
var githubLevels = [...]string{"error", "warning", "notice"}

// annotations are the first of a level, and how many came after.
type annotations struct {
	first []string
	more  int
}

func (a *annotations) add(limit int, s string) {
	if len(a.first) < limit {
		a.first = append(a.first, s)
	} else {
		a.more++
	}
}

// BeganGitHub reports whether a file that begins with head is such a report.
func BeganGitHub(head string) bool { return wording.IsHeading(head) }

// NewGitHub returns a writer of such a report to w.
func NewGitHub(w io.Writer, o stream.Options) *GitHub {
	g := &GitHub{w: bufio.NewWriter(w), options: o}
	g.lines = display.Guard(g.w)
	return g
}

// BeganLines reports whether a file that begins with head is a report of [NewLines].
func BeganLines(head string) bool { return wording.IsHeading(head) }

// NewLines returns a writer of the same lines without annotations, for logs, and for editors that
// know the lines of compilers.
func NewLines(w io.Writer, o stream.Options) *GitHub {
	g := NewGitHub(w, o)
	g.bare = true
	return g
}

func (g *GitHub) Begin(run stream.Run) error {
	g.run, g.words = run, wording.In(run.Language)
	g.plain(g.words.Heading(run))
	for _, change := range g.words.Changes(run) {
		g.plain(change)
	}
	return g.w.Flush()
}

func (g *GitHub) Document(r *analyzer.Report) error {
	path := pathOf(g.options, r.Doc)
	if g.bare {
		path = display.Name(r.Doc.Name) // Whoever called refrain there reads it there.
	}
	g.failures.Add(g.words, g.run, g.options, r)
	if gaps := notRead(g.words, r); len(gaps) > 0 {
		text := strings.Join(gaps, " ")
		g.plain(path + ": " + text)
		level := githubLevel(wording.GapSeverity(r))
		into, limit := &g.gaps, githubGaps
		if level > 0 {
			into, limit = &g.levels[level], githubLimit
		}
		into.add(limit, command(githubLevels[level], g.words.Say(wording.NotRead), path, document.Place{}, text))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !g.run.Policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		text, level := message(g.words, r.Doc, f, p), githubLevel(wording.SeverityOf(f))
		where := path
		if wording.OnLine(p) {
			where = fmt.Sprintf("%s:%d:%d", path, p.Line, p.Column)
		}
		g.plain(fmt.Sprintf("%s: %s: %s: %s", where, g.words.Severity(f.Entry.Severity), f.Entry.ID, text))
		g.levels[level].add(githubLimit, command(githubLevels[level], title(g.words, f.Entry), path, p, text))
	}
	return g.w.Flush()
}

// githubLevel is the index in githubLevels of a severity. It is worst first too, so each level
// fills up with its worst findings first, as they come.
func githubLevel(s lexicon.Severity) int { return min(int(s), len(githubLevels)-1) }

func (g *GitHub) End(t stream.Totals) error {
	if !g.bare {
		g.annotate(t)
	}
	for _, s := range g.words.Summary(t) {
		g.plain(s)
	}
	if lines := g.failures.Lines(g.words, g.options); len(lines) > 0 {
		g.plain(g.failures.Title(g.words) + ":")
		for _, s := range lines {
			g.plain("  " + s)
		}
	}
	return g.w.Flush()
}

// annotate writes the annotations.
func (g *GitHub) annotate(t stream.Totals) {
	for _, b := range brokenRecords(g.options, t) {
		title := g.words.Say("Baseline and waivers")
		g.records.add(githubRecords, command(githubLevels[0], title, b.path, b.at, b.words(g.words)))
	}
	for _, line := range slices.Concat(g.gaps.first, g.records.first) {
		g.w.WriteString(line)
	}
	room := githubLimit - len(g.gaps.first) - len(g.records.first)
	for i, level := range githubLevels {
		a := g.levels[i]
		if more := a.more + max(len(a.first)-room, 0); more > 0 {
			// The last place goes to the count, together with the finding that stood there.
			a.first, a.more = a.first[:room-1], len(a.first)+a.more-room+1
		}
		for _, line := range a.first {
			g.w.WriteString(line)
		}
		var more []string
		if a.more > 0 {
			more = append(more, g.words.Count(a.more, "finding"))
		}
		if i == 0 && g.gaps.more > 0 {
			more = append(more, g.words.Of(
				g.gaps.more, "{n} document not read, or not fully", "{n} documents not read, or not fully",
			))
		}
		if i == 0 && g.records.more > 0 {
			more = append(more, g.words.Of(
				g.records.more, "{n} record of baseline and waivers", "{n} records of baseline and waivers",
			))
		}
		if len(more) > 0 {
			g.w.WriteString(command(level, g.words.Say("More"), "", document.Place{}, g.words.Say(
				"And {list}: the log of this step lists all.", "list", g.words.List(more),
			)))
		}
		room = githubLimit
	}
}

// plain writes a line for people.
func (g *GitHub) plain(s string) { io.WriteString(g.lines, display.Printable(s)+"\n") }

// command is one annotation. Columns are code points; GitHub takes them only where the words stand
// on one line.
func command(level, title, path string, p document.Place, text string) string {
	var properties []string
	add := func(name, value string) {
		properties = append(properties, name+"="+githubProperty.Replace(display.Printable(value)))
	}
	if path != "" {
		add("file", path)
	}
	if wording.OnLine(p) {
		add("line", fmt.Sprint(p.Line))
		add("endLine", fmt.Sprint(p.EndLine))
		if p.Line == p.EndLine {
			add("col", fmt.Sprint(p.Column))
			add("endColumn", fmt.Sprint(p.EndColumn))
		}
	}
	add("title", title)
	return "::" + level + " " + display.PlainSigns.Within(
		strings.Join(properties, ",")+"::"+githubText.Replace(text),
	) + "\n"
}

var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
