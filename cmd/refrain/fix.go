package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/atomicfile"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/reports"
)

// fixFlags are what the user asked of one fix.
type fixFlags struct {
	*checkFlags
	dryRun   bool
	recorded bool
	entries  []string
}

func (a *app) fix() *cobra.Command {
	f := fixFlags{checkFlags: &checkFlags{color: "never", pictures: "off"}}
	c := &cobra.Command{
		Use:   "fix [FILE|DIR]...",
		Short: "Write other words where exactly one wording fits",
		Long: `Fix changes text files: plain text, Markdown, HTML, reStructuredText, AsciiDoc, Org, LaTeX and others whose
words are in the file as they are read. It writes a wording only where grammar leaves no choice: exactly one of
the entry's wordings fits the sentence, or the configuration prefers one under prefer. Quotations, code, hidden
text, text that was recognised in pictures, and what is waived or in the baseline stay as they are. Where the
document defines a term, the definition and all uses are changed, or none. Each file is read again before it is
written: refrain finds nothing in the new words, and every other byte stays. What was left is named with the
reason.

The exit code is that of refrain check for what is left: 0 nothing at or above the threshold, 1 something, 2 the
work could not be done, 3 some input was not read, or not fully. With --dry-run nothing is written, so it is
that of the files as they are.`,
		Example: "  refrain fix --dry-run notes/\n  refrain fix README.md docs/",
		RunE:    func(c *cobra.Command, args []string) error { return a.runFix(c, &f, args) },
	}
	f.in.add(c)
	f.lexicon.add(c)
	f.checkFlags.records.add(c)
	flags := c.Flags()
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing, and print the changes as a unified diff")
	flags.BoolVar(&f.recorded, "recorded", false, "also change what is waived or in the baseline")
	flags.StringSliceVar(&f.entries, "entry", nil, "only findings of these entries, such as illegal-people")
	flags.BoolVar(&f.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	flags.StringVar(
		&f.failOn, "fail-on", "replace", "least severity that gives exit code 1: replace, review, note or never",
	)
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress on the terminal")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)")
	c.RegisterFlagCompletionFunc("fail-on", fixed(thresholds...))
	c.RegisterFlagCompletionFunc("entry", completeEntries)
	return c
}

func (a *app) runFix(c *cobra.Command, f *fixFlags, args []string) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	if slices.Contains(args, "-") {
		return hinted(errors.New("standard input has no file to write to"), "name files or folders")
	}
	s, err := a.session(c, f.checkFlags, args)
	if err != nil {
		return err
	}
	defer s.close()
	for _, id := range f.entries {
		if _, entry := entryOf(s.lexicon, id); entry == nil {
			return hinted(fmt.Errorf("--entry %s: the lexicon has no such entry", id), "refrain lexicon list shows the entries")
		}
	}
	files, err := s.walk(ctx, nil)
	if err != nil {
		return err
	}
	fix := &fixer{session: s, flags: f, open: map[string]string{}}
	totals := reports.Totals{Policy: s.policy}
	err = s.each(ctx, files, nil, &totals, func(report *analyzer.Report) error { return fix.document(ctx, report) })
	if err != nil {
		return err
	}
	if err := fix.end(); err != nil || fix.failed == 0 {
		return err
	}
	return fmt.Errorf("%s could not be changed", filesOf(fix.failed))
}

// fixer writes other words into files.
type fixer struct {
	*session
	flags *fixFlags

	changed, files int
	failed         int               // files that could not be written
	left           []string          // what was not changed and why, a line each
	open           map[string]string // a wording of each entry that has several
}

// fixable reports whether a finding is to be changed: it counts, and nobody lets it stand.
func (x *fixer) fixable(f *analyzer.Finding) bool {
	if len(x.flags.entries) > 0 && !slices.Contains(x.flags.entries, f.Entry.ID) {
		return false
	}
	return x.flags.recorded && f.Record.State != analyzer.Outside || f.Record.State == analyzer.Open
}

// document changes one document. A fault of one file does not end the run.
func (x *fixer) document(ctx context.Context, report *analyzer.Report) error {
	paper := amend.Propose(report, amend.Options{Prefer: x.prefer, Only: x.fixable})
	if len(paper.Amendments) == 0 {
		return nil
	}
	plan := x.plan(paper)
	content := ""
	if len(plan.chosen) > 0 {
		var err error
		if content, err = x.checker.Reader.Again(report.Doc); err == nil {
			content, err = x.write(ctx, report, paper, plan, content)
		}
		if err != nil {
			x.app.complain(err)
			x.failed++
			return nil
		}
	}
	x.tell(report, paper, plan)
	if x.flags.dryRun {
		return x.show(report.Doc, content, plan)
	}
	return nil
}

// plan is what is to be done about each amendment of a paper.
type plan struct {
	chosen []int // of the amendments, in order
	edits  []amend.Edit
	why    map[int]string // why another one is left
	after  string         // the content of the file with the edits
}

func (p *plan) leave(i int, why string) {
	p.why[i] = why
	p.chosen = slices.DeleteFunc(p.chosen, func(k int) bool { return k == i })
}

// plan chooses what is unambiguous and can be written. A term that the document defines is changed
// everywhere or nowhere.
func (x *fixer) plan(paper *amend.Paper) *plan {
	p := &plan{why: map[int]string{}}
	for i := range paper.Amendments {
		a := &paper.Amendments[i]
		edit, written := amend.InSource(paper.Doc, a.Wording)
		switch {
		case a.Kind == amend.Redraft:
			p.why[i] = "to redraft: " + string(a.Reason)
		case !paper.Doc.SourceIsUTF8 && paper.Doc.Source != "":
			p.why[i] = "the file is not in UTF-8: convert it first, for example with iconv"
		case paper.Doc.Source == "":
			p.why[i] = "files of this format are not changed in place"
		case !a.Alone:
			p.why[i] = several
			x.open[a.Finding.Entry.ID] = a.From
		case !written:
			p.why[i] = "marks of the format are between or within the words"
		case underlined[paper.Doc.Format] && outgrows(paper.Doc.Source, edit):
			p.why[i] = "the line under the heading would be too short"
		default:
			p.chosen = append(p.chosen, i)
		}
	}
	p.whole(paper)
	return p
}

// underlined are the formats in which the line under a heading is as long as the heading.
var underlined = map[string]bool{"rst": true, "asciidoc": true}

// outgrows reports whether the line of an edit is a heading that would be longer than the line of marks
// under it.
func outgrows(source string, e amend.Edit) bool {
	start := strings.LastIndexByte(source[:e.Span.Start], '\n') + 1
	rest := source[e.Span.End:]
	line, after, _ := strings.Cut(rest, "\n")
	under, _, _ := strings.Cut(after, "\n")
	under = strings.TrimRight(under, " \r")
	if len(under) < 2 || strings.Trim(under, under[:1]) != "" || !strings.Contains("=-~^\"'`#*+.:_", under[:1]) {
		return false
	}
	grown := source[start:e.Span.Start] + e.New + strings.TrimRight(line, " \r")
	return utf8.RuneCountInString(grown) > len(under)
}

const several = "several wordings fit"

// whole leaves out the uses of a term of which the definition or another use stays.
func (p *plan) whole(paper *amend.Paper) {
	of := func(i int) int {
		if a := &paper.Amendments[i]; a.Kind == amend.Definition || a.Of >= 0 {
			return max(a.Of, a.Defines)
		}
		return -1
	}
	stays := map[int]bool{}
	for i := range paper.Amendments {
		if d := of(i); d >= 0 && p.why[i] != "" {
			stays[d] = true
		}
	}
	for i := range paper.Amendments {
		if d := of(i); d >= 0 && stays[d] && p.why[i] == "" {
			p.leave(i, "the document defines the term, and not every use of it can be changed")
		}
	}
}

// write makes the new content of a file, reads it again, and puts it in the file's place. It returns
// the old content. Where what is read is not what was meant, each change is tried alone.
func (x *fixer) write(
	ctx context.Context, report *analyzer.Report, paper *amend.Paper, p *plan, content string,
) (string, error) {
	d := report.Doc
	if !x.proves(ctx, report, paper, p, content) {
		const most = 200 // changes that are tried alone
		chosen := p.chosen
		p.chosen = nil
		for n, i := range chosen {
			p.chosen = append(p.chosen, i)
			if n >= most || !x.proves(ctx, report, paper, p, content) {
				p.leave(i, "the file would be read in another way")
			}
		}
		p.whole(paper)
		if !x.proves(ctx, report, paper, p, content) {
			return content, fmt.Errorf("%s: not changed: the file would be read in another way", display.Name(d.Name))
		}
	}
	if x.flags.dryRun || len(p.chosen) == 0 {
		return content, nil
	}
	name := check.Real(d.Name) // A link stays a link.
	if err := writable(name); err != nil {
		return content, fmt.Errorf("%s: cannot be written: %w", d.Name, remedy.Reason(err))
	}
	file, err := atomicfile.Create(name)
	if err == nil {
		defer file.Discard()
		_, err = io.WriteString(file, p.after)
	}
	if err != nil {
		return content, fmt.Errorf("%s: cannot be written: %w", d.Name, remedy.Reason(err))
	}
	if _, err := x.checker.Reader.Again(d); err != nil {
		return content, hinted(err, "run refrain fix again")
	}
	if err := file.Place(); err != nil {
		return content, fmt.Errorf("%s: cannot be written: %w", d.Name, remedy.Reason(err))
	}
	return content, nil
}

// writable is an error where the user may not write a file. Replacing one asks for no right on it.
func writable(name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// proves reports whether the content with the edits of a plan is read as the old text with the other
// words, and holds no finding in them.
func (x *fixer) proves(ctx context.Context, report *analyzer.Report, paper *amend.Paper, p *plan, content string) bool {
	d := report.Doc
	var inText []amend.Edit
	p.edits = nil
	for _, i := range p.chosen {
		a := &paper.Amendments[i]
		edit, _ := amend.InSource(d, a.Wording)
		if edit.Span.End > len(content) || edit.Span.Of(content) != edit.Span.Of(d.Source) {
			return false
		}
		p.edits = append(p.edits, edit)
		inText = append(inText, amend.Edit{Span: a.Span, New: a.New})
	}
	p.after = amend.Apply(content, p.edits)
	if len(p.edits) == 0 {
		return true
	}
	again := x.checker.Document(ctx, d.Name, p.after)
	if len(again.Gaps()) != len(report.Gaps()) || !sameShape(again.Doc, d) {
		return false
	}
	if !slices.Equal(strings.Fields(again.Doc.Text), strings.Fields(amend.Apply(d.Text, inText))) {
		return false
	}
	for i := range again.Findings {
		at, grown := again.Doc.Locate(again.Findings[i].Span).Source, 0
		for _, e := range p.edits {
			new := document.Span{Start: e.Span.Start + grown, End: e.Span.Start + grown + len(e.New)}
			if at.Overlaps(new) {
				return false
			}
			grown += len(e.New) - e.Span.Len()
		}
	}
	return len(again.Findings) <= len(report.Findings)-len(p.chosen)
}

// sameShape reports whether two documents have the same blocks, apart from their words.
func sameShape(a, b *document.Document) bool {
	return slices.EqualFunc(a.Blocks, b.Blocks, func(x, y document.Block) bool {
		return x.Role == y.Role && x.Level == y.Level && x.Exclusion == y.Exclusion
	})
}

// tell counts what was done about a document and keeps what there is to say.
func (x *fixer) tell(report *analyzer.Report, paper *amend.Paper, p *plan) {
	name := display.Name(report.Doc.Name)
	for i := range paper.Amendments {
		a := &paper.Amendments[i]
		if why := p.why[i]; why != "" {
			place := report.Doc.Locate(a.Finding.Span)
			where := name
			if place.Page > 0 {
				where = fmt.Sprintf("%s: page %d", name, place.Page)
			} else if place.Line > 0 {
				where = fmt.Sprintf("%s:%d:%d", name, place.Line, place.Column)
			}
			words := strings.Join(strings.Fields(a.Finding.Text(report.Doc)), " ")
			x.left = append(x.left, fmt.Sprintf("%s: %s “%s”: %s", where, a.Finding.Entry.ID, words, why))
			continue
		}
		for _, f := range append([]*analyzer.Finding{a.Finding}, a.Beside...) {
			if !x.flags.dryRun && x.policy.Fails(f) {
				x.app.outcome.failing--
			}
		}
	}
	if n := len(p.chosen); n > 0 {
		x.changed += n
		x.files++
	}
}

// show prints the changes of a document as a unified diff.
func (x *fixer) show(d *document.Document, content string, p *plan) error {
	if len(p.chosen) == 0 {
		return nil
	}
	name := filepath.ToSlash(display.Name(d.Name))
	from, to := "a/"+name, "b/"+name
	if strings.HasPrefix(name, "/") {
		from, to = name, name
	}
	changes := diff.Diff(from, []byte(content), to, []byte(p.after))
	if out, ok := x.app.stdout.(*os.File); ok && term.IsTerminal(int(out.Fd())) {
		return x.app.print("%s", changes)
	}
	_, err := display.GuardText(x.app.stdout).Write(changes) // Another program applies it.
	return err
}

// end says what was done and what was left.
func (x *fixer) end() error {
	done := "changed"
	if x.flags.dryRun {
		done = "to change"
	}
	var b strings.Builder
	for _, line := range x.left {
		b.WriteString(display.Printable(line) + "\n")
	}
	for _, id := range sortedKeys(x.open) {
		b.WriteString(display.Printable(fmt.Sprintf("to choose a wording of %s, write into .refrain.yaml: prefer: {%s: %q}",
			id, id, x.open[id])) + "\n")
	}
	fmt.Fprintf(&b, "%s %s in %s, %d left\n", places(x.changed), done, filesOf(x.files), len(x.left))
	out := x.app.print
	if x.flags.dryRun { // Standard output is the diff alone.
		out = func(format string, args ...any) error {
			_, err := io.WriteString(x.app.stderr, display.Shown(fmt.Sprintf(format, args...)))
			return err
		}
	}
	return out("%s", b.String())
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

func filesOf(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
