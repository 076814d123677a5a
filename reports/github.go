package reports

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// githubLimit is how many annotations of each level GitHub shows of one step. It drops the others and says nothing of it.
const githubLimit = 10

// githubGaps is how many of the errors may be documents that were not read, so that there is room for findings.
const githubGaps = githubLimit / 2

// githubRecords is how many of the errors may be the user's records.
const githubRecords = 3

// githubWriter writes for the log of a GitHub workflow: every finding on a line for people, as it comes, and at the end annotations, as many as GitHub
// shows. The last one of a level says how many more there are.
type githubWriter struct {
	w       *bufio.Writer
	lines   io.Writer // to w, for people
	options Options
	run     Run
	gaps    annotations
	records annotations
	levels  [len(githubLevels)]annotations
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

func newGitHub(w io.Writer, o Options) Writer {
	g := &githubWriter{w: bufio.NewWriter(w), options: o}
	g.lines = Guard(g.w)
	return g
}

func (g *githubWriter) Begin(run Run) error {
	g.run = run
	g.plain(fmt.Sprintf("refrain %s, lexicon %s (%s; %s entries)", run.Version, run.LexiconVersion, strings.Join(run.Languages, ", "), and(run.Tiers)))
	for _, change := range changed(run) {
		g.plain(change)
	}
	return g.w.Flush()
}

func (g *githubWriter) Document(r *analyzer.Report) error {
	path := g.options.path(r.Doc)
	if gaps := notRead(r); len(gaps) > 0 {
		text := strings.Join(gaps, " ")
		g.plain(path + ": " + text)
		level := githubLevel(gapSeverity(r))
		into, limit := &g.gaps, githubGaps
		if level > 0 {
			into, limit = &g.levels[level], githubLimit
		}
		into.add(limit, command(githubLevels[level], "Not read, or not fully", path, document.Place{}, text))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !g.run.Policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		text, level := remark(r.Doc, f, p), githubLevel(severity(f))
		where := path
		if onLine(p) {
			where = fmt.Sprintf("%s:%d:%d", path, p.Line, p.Column)
		}
		g.plain(fmt.Sprintf("%s: %s: %s: %s", where, f.Entry.Severity, f.Entry.ID, text))
		g.levels[level].add(githubLimit, command(githubLevels[level], title(f.Entry), path, p, text))
	}
	return g.w.Flush()
}

// githubLevel is the index in githubLevels of a severity. It is worst first too, so each level fills up with its worst findings first, as they come.
func githubLevel(s lexicon.Severity) int { return min(int(s), len(githubLevels)-1) }

func (g *githubWriter) End(t Totals) error {
	for _, b := range g.options.broken(t) {
		g.records.add(githubRecords, command(githubLevels[0], "Baseline and waivers", b.path, b.at, b.words()))
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
			more = append(more, count(a.more, "finding"))
		}
		if i == 0 && g.gaps.more > 0 {
			more = append(more, count(g.gaps.more, "document")+" not read, or not fully")
		}
		if i == 0 && g.records.more > 0 {
			more = append(more, count(g.records.more, "record")+" of baseline and waivers")
		}
		if len(more) > 0 {
			g.w.WriteString(command(level, "More", "", document.Place{}, fmt.Sprintf("And %s: the log of this step lists all.", and(more))))
		}
		room = githubLimit
	}
	for _, s := range summary(t) {
		g.plain(s)
	}
	return g.w.Flush()
}

// plain writes a line for people.
func (g *githubWriter) plain(s string) { io.WriteString(g.lines, Printable(s)+"\n") }

// command is one annotation. Columns are code points; GitHub takes them only where the words stand on one line.
func command(level, title, path string, p document.Place, text string) string {
	var properties []string
	add := func(name, value string) {
		properties = append(properties, name+"="+githubProperty.Replace(Printable(value)))
	}
	if path != "" {
		add("file", path)
	}
	if onLine(p) {
		add("line", fmt.Sprint(p.Line))
		add("endLine", fmt.Sprint(p.EndLine))
		if p.Line == p.EndLine {
			add("col", fmt.Sprint(p.Column))
			add("endColumn", fmt.Sprint(p.EndColumn))
		}
	}
	add("title", title)
	return "::" + level + " " + plainSigns.within(strings.Join(properties, ",")+"::"+githubText.Replace(text)) + "\n"
}

var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
