package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/check"
	"refrain/compare"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports"
	"refrain/reports/stream"
	"refrain/reports/versions"
	"refrain/reports/wording"
)

func (a *app) compare() *cobra.Command {
	f := checkFlags{pictures: "off"}
	totals := &versions.Totals{}
	f.kinds = comparisonKinds(totals)
	var git string
	c := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Compare two versions of a document: which terms are kept, gone or new",
		Long: `Compare reads two versions of a document, in any two formats, finds which provision of the old one is which of the new one, and says what became of
each finding: kept, moved, changed in wording or status, gone, new. Provisions are aligned by their words, numbers and headings, so they may have been moved,
renumbered, reworded, split or merged.

OLD and NEW are two files, or two folders, whose files are paired by their paths and then, where files were renamed, by their words. One of two files may be
-, standard input. With --git, versions come from a repository: --git REV -- FILE compares the file at that revision with the file as it is now, and --git
A..B -- FILE the file at two revisions. A folder stands for all files in it; of a file that was renamed between two revisions, both names are given.

The exit code is 1 only for new findings at or above the threshold of --fail-on, among them those that are now in the document's own voice. It is 2 when the
work could not be done, and 3 when a version was not read, or not fully, or the versions are in different languages.`,
		Example: "  refrain compare bill-as-introduced.pdf bill-as-amended.docx --format html=changes.html\n" +
			"  refrain compare 2025/ 2026/\n  refrain compare --git origin/main -- bills/asylum.docx",
		RunE: func(c *cobra.Command, args []string) error { return a.runCompare(c, &f, git, totals, args) },
	}
	f.in.add(c)
	f.lexicon.add(c)
	f.records.add(c)
	f.addReports(c, false)
	flags := c.Flags()
	flags.MarkHidden("root") // No kind of these reports has paths for other programs.
	flags.StringVar(
		&git, "git", "", "compare versions of the files named in a git repository: REV for what was then and is now, or A..B",
	)
	flags.BoolVar(&f.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress on the terminal")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)")
	return c
}

// comparing lets reports on comparisons go where reports on documents go.
type comparing struct {
	versions.Writer
	totals *versions.Totals
}

// Document is not used: reports on comparisons get both versions at once.
func (c comparing) Document(*analyzer.Report) error { return nil }

func (c comparing) End(stream.Totals) error { return c.Writer.End(*c.totals) }

// comparisonKinds are the kinds of reports on comparisons. Their ends get what the run has counted.
func comparisonKinds(totals *versions.Totals) []reports.Kind {
	var kinds []reports.Kind
	for _, k := range versions.Kinds {
		kinds = append(kinds, reports.Kind{
			Name: k.Name, About: k.About, Began: k.Began, Ended: k.Ended, Endings: k.Endings, Binary: k.Binary,
			New: func(w io.Writer, o reports.Options) reports.Writer { return comparing{k.New(w, o), totals} },
		})
	}
	return kinds
}

// comparison hands a comparison to every report. The error is that no report can be written any more.
func (all outputs) comparison(c *compare.Comparison) error {
	for _, o := range all {
		if o.failed != nil {
			continue
		}
		if o.failed = o.Writer.(comparing).Comparison(c); o.failed == nil && o.target == "" {
			o.failed = o.buffer.Flush()
		}
	}
	return all.lost()
}

// versionPair is a document in two versions. One of them may be nil.
type versionPair struct {
	old, new *version
	renamed  bool
}

// version is what is to be read of one version.
type version struct {
	input check.Input
	path  string                                 // from its folder, for what was found in one
	file  string                                 // whose records and settings hold for it
	load  func(context.Context) (*string, error) // its content; nil where input says what to read
}

// comparer is one run of compare.
type comparer struct {
	*session
	pairs  []versionPair
	totals *versions.Totals
	out    outputs
}

func (a *app) runCompare(c *cobra.Command, f *checkFlags, git string, totals *versions.Totals, args []string) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	byGit := c.Flags().Changed("git")
	if err := comparable(byGit, git, args); err != nil {
		return err
	}
	s, err := a.session(c, f, args)
	if err != nil {
		return err
	}
	r := &comparer{session: s, totals: totals}
	totals.Old.Policy, totals.New.Policy = s.policy, s.policy
	drawn := &check.Pictures{Context: ctx, Reader: s.checker.Reader}
	if r.out, err = a.open(f, drawn, reports.Options{}); err != nil {
		return err
	}
	defer r.out.discard()
	walk, err := s.walk(ctx, r.out)
	if err != nil {
		return err
	}
	if byGit {
		repo, err := r.revisions(ctx, git, args, walk)
		if err != nil {
			return err
		}
		defer repo.close()
	} else if err := r.named(ctx, args[0], args[1], walk); err != nil {
		return err
	}
	if err := r.out.begin(s.report); err != nil {
		return err
	}
	return r.run(ctx)
}

// comparable is an error where the arguments are not what can be compared.
func comparable(byGit bool, git string, args []string) error {
	switch {
	case byGit && git == "":
		return hinted(errors.New("--git: names no revision"), "check the variable that it comes from")
	case byGit && len(args) == 0:
		return hinted(
			errors.New("--git "+git+": no file is named"),
			"name files or folders after --: refrain compare --git "+git+" -- FILE",
		)
	case byGit:
		return nil
	case len(args) != 2:
		return hinted(
			fmt.Errorf("%s named; compare takes two", counted(len(args), "version")),
			"name the old version, then the new one: refrain compare OLD NEW",
		)
	case args[0] == "-" && args[1] == "-":
		return hinted(errors.New("-: standard input is one version only"), "name a file for the other")
	}
	return nil
}

// turn is one version to read: of which pair, and on which side.
type turn struct {
	pair  int
	isNew bool
}

// turns are the versions to read, the old one of each pair before the new one.
func (r *comparer) turns() []turn {
	var list []turn
	for i, p := range r.pairs {
		if p.old != nil {
			list = append(list, turn{i, false})
		}
		if p.new != nil {
			list = append(list, turn{i, true})
		}
	}
	return list
}

func (r *comparer) version(s turn) *version {
	if s.isNew {
		return r.pairs[s.pair].new
	}
	return r.pairs[s.pair].old
}

// inputs yields what is to be read. Contents of revisions are taken when it is their turn.
func (r *comparer) inputs(ctx context.Context, p *progress, turns []turn) iter.Seq[check.Input] {
	all := func(yield func(check.Input) bool) {
		for _, s := range turns {
			if !yield(r.version(s).input) {
				return
			}
		}
	}
	return func(yield func(check.Input) bool) {
		at := 0
		for in := range p.all(ctx, all) {
			if v := r.version(turns[at]); v.load != nil {
				in.Content, in.Err = v.load(ctx)
			}
			at++
			if !yield(in) {
				return
			}
		}
	}
}

// run reads the versions, compares them and writes the reports.
func (r *comparer) run(ctx context.Context) error {
	a, p, turns := r.app, r.app.progress(r.flags.quiet), r.turns()
	work := check.Run{
		Checker: r.checker, Inputs: r.inputs(ctx, p, turns), Jobs: r.flags.jobs, Begins: p.begins, Ends: p.ends,
	}
	var read [2]*analyzer.Report
	at := 0
	err := work.Each(ctx, func(report *analyzer.Report) error {
		s := turns[at]
		at++
		if report != nil {
			r.apply(report, r.version(s), s.isNew)
		}
		if !s.isNew {
			read[0] = report
		} else {
			read[1] = report
		}
		if at < len(turns) && turns[at].pair == s.pair {
			return nil
		}
		old, new := read[0], read[1]
		read = [2]*analyzer.Report{}
		return r.pair(&r.pairs[s.pair], old, new)
	})
	p.end()
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		r.totals.Interrupted, a.outcome.unread = true, true
		a.complain(hinted(
			errors.New("interrupted; the report holds what was done until then"), "run refrain again for the rest",
		))
		return r.out.end(reports.Totals{})
	default:
		return err
	}
	for _, notice := range r.records.notices {
		if notice.Fails() {
			a.note(wording.NoticeWords(notice)) // The finding that it was for counts as one without.
		}
	}
	return errors.Join(r.out.end(reports.Totals{}), r.close())
}

// apply says what the user's settings say of a version, and of the new one also what waivers and the
// baseline do. Versions from a repository are taken for the file that they are versions of.
func (r *comparer) apply(report *analyzer.Report, v *version, isNew bool) {
	name := report.Doc.Name
	report.Doc.Name = v.file
	if isNew {
		r.records.apply(report)
	} else {
		r.records.settle(report, r.records.path(v.file))
	}
	report.Doc.Name = name
}

// pair compares two versions, counts what became of the findings, and hands all on to the reports.
func (r *comparer) pair(p *versionPair, old, new *analyzer.Report) error {
	a, t := r.app, r.totals
	for _, side := range []struct {
		report *analyzer.Report
		totals *reports.Totals
		which  string
	}{{old, &t.Old, "the old version, "}, {new, &t.New, "the new version, "}} {
		if side.report != nil {
			side.totals.Add(side.report)
			a.unread(side.which+side.report.Doc.Name, side.report.Gaps())
		}
	}
	if old == nil && new == nil {
		return nil // of no kind that can be read
	}
	c := compare.Reports(old, new)
	switch {
	case old == nil:
		t.Added++
	case new == nil:
		t.Removed++
	default:
		t.Compared++
		if p.renamed {
			t.Renamed++
		}
		if c.Likeness == compare.SameText {
			t.Same++
		}
	}
	if c.OldLang != c.NewLang {
		a.outcome.unread = true
		a.say("error", fmt.Sprintf(
			"%s is in %s and %s in %s: their words cannot be compared", display.Name(old.Doc.Name),
			lexicon.LanguageName(c.OldLang), display.Name(new.Doc.Name), lexicon.LanguageName(c.NewLang),
		))
		a.hint("--lang says which language both are in, if one was found out wrongly")
	}
	t.Counts.Add(c.Count(r.policy))
	for i := range c.Findings {
		if c.Findings[i].Fails(r.policy) {
			t.Failing++
			a.outcome.failing++
		}
	}
	return r.out.comparison(c)
}
