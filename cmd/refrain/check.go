package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/reports"
)

// checkFlags are what the user asked of one check.
type checkFlags struct {
	in       inputFlags
	lexicon  lexiconFlags
	formats  []string
	output   string
	force    bool
	color    string
	advisory bool
	failOn   string
	count    []string
	pictures string
	root     string
	jobs     int
	quiet    bool
	records  recordFlags
	diff     string
	stdin    string
	archive  archiveFlags

	each func(r *records, report *analyzer.Report) // sees every document of the run; nil for none
	done func(r *records) error                    // ends a run that was not broken off; nil for none
}

func (a *app) check() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check [FILE|DIR|-]...",
		Short: "Find terms in documents and report how each is used",
		Long: `Check reads documents, finds the terms of the lexicon, decides how each is used and writes a report. Folders are searched for documents; - is
standard input. Without a name the folder of the configuration is searched, or with --diff the repository.

The exit code is 0 when nothing is at or above the threshold of --fail-on, 1 when something is, 2 when the work could not be done, and 3 when
some input was not read, or not fully. The threshold counts terms in the document's own voice that are on by default and well founded, and that
are neither waived nor in the baseline. A waiver that does not hold gives 1 too.`,
		Example: "  refrain check bill.pdf\n  refrain check --format json --output findings.json speeches/",
		RunE:    func(c *cobra.Command, args []string) error { return a.runCheck(c, &f, args) },
	}
	f.in.add(c)
	f.lexicon.add(c)
	f.records.add(c)
	f.archive.add(c)
	flags := c.Flags()
	flags.BoolVar(&f.records.strict, "strict-baseline", false, "rows of the baseline, and waivers, that nothing matches any more give exit code 1")
	flags.StringVar(&f.diff, "diff", "", "only what has changed since the last common ancestor with this revision of git, such as origin/main")
	flags.StringVar(&f.stdin, "stdin-name", "", "name of the file whose content is standard input, for editors")
	flags.StringArrayVar(&f.formats, "format", []string{"terminal"}, "kind of report: "+kindNames()+", or auto for what GitHub and GitLab show; KIND=FILE writes it to a file, and may be given again")
	flags.StringVarP(&f.output, "output", "o", "", "file for the report (default standard output)")
	flags.StringVar(&f.root, "root", "", "folder from which sarif, github and the like count paths (default the repository of the working directory)")
	flags.BoolVar(&f.force, "force", false, "write over a file that refrain did not write")
	flags.StringVar(&f.color, "color", "auto", "colour on the terminal: always, never or auto")
	flags.BoolVar(&f.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	flags.StringVar(&f.failOn, "fail-on", "replace", "least severity that gives exit code 1: replace, review, note or never")
	flags.StringSliceVar(&f.count, "count", []string{lexicon.Used.String()}, "statuses that count, such as used,quoted for a speech that is itself the quotation")
	flags.StringVar(&f.pictures, "pictures", "on", "pictures of the places in PDF files, in HTML reports: on or off")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress on the terminal")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)")
	fixed := func(values ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	}
	c.MarkFlagDirname("root")
	c.RegisterFlagCompletionFunc("format", fixed(append(strings.Split(kindNames(), ", "), auto)...))
	c.RegisterFlagCompletionFunc("color", fixed("always", "never", "auto"))
	c.RegisterFlagCompletionFunc("count", fixed(statusNames()...))
	c.RegisterFlagCompletionFunc("fail-on", fixed(thresholds...))
	c.RegisterFlagCompletionFunc("pictures", fixed("on", "off"))
	return c
}

// thresholds are the values of --fail-on. Context alone never fails.
var thresholds = []string{lexicon.Replace.String(), lexicon.Review.String(), lexicon.Note.String(), "never"}

// threshold reads --fail-on. It reports false for never.
func threshold(name string) (lexicon.Severity, bool, error) {
	for _, t := range thresholds {
		if t == name {
			severity, ok := lexicon.ParseSeverity(name)
			return severity, ok, nil
		}
	}
	return 0, false, fmt.Errorf("--fail-on %s: expected one of %s", name, strings.Join(thresholds, ", "))
}

// counted reads --count.
func counted(names []string) (reports.Counted, error) {
	var all reports.Counted
	for _, name := range names {
		status, ok := lexicon.ParseStatus(name)
		if !ok {
			return nil, fmt.Errorf("--count %s: expected some of %s", name, strings.Join(statusNames(), ", "))
		}
		if !slices.Contains(all, status) {
			all = append(all, status)
		}
	}
	slices.Sort(all)
	return all, nil
}

func statusNames() []string {
	var names []string
	for _, s := range lexicon.Statuses() {
		names = append(names, s.String())
	}
	return names
}

func kindNames() string {
	var names []string
	for _, k := range reports.Kinds {
		names = append(names, k.Name)
	}
	return strings.Join(names, ", ")
}

func (a *app) runCheck(c *cobra.Command, f *checkFlags, args []string) error {
	ctx, given := c.Context(), args
	settings, err := f.records.config.load()
	if err != nil {
		return err
	}
	settings.flags(c, f)
	settings.allow(&f.in.options.Limits) // What is wrong with them has been said when they were loaded.
	if f.diff == "" && c.Flags().Changed("diff") {
		return hinted{errors.New("--diff: names no revision"), "check the variable that it comes from, or leave --diff out"}
	}
	if len(args) == 0 && (settings.file != "" || f.diff != "") {
		args = []string{settings.beside(".")}
	}
	if f.archive.list != "" {
		args = given
	} else if err := someFiles(c, args); err != nil {
		return err
	}
	if f.stdin != "" && !slices.Contains(args, "-") {
		return hinted{fmt.Errorf("--stdin-name %s: standard input is not among what is to be read", f.stdin), "name - for standard input"}
	}
	severity, canFail, err := threshold(f.failOn)
	if err != nil {
		return err
	}
	counts, err := counted(f.count)
	if err != nil {
		return err
	}
	if f.jobs < 0 {
		return fmt.Errorf("--jobs %d: expected a number from 1, or 0 for one for each processor", f.jobs)
	}
	if f.jobs == 0 {
		f.jobs = runtime.GOMAXPROCS(0)
	}
	lex, err := f.lexicon.load()
	if err != nil {
		return err
	}
	checker := analyzer.New(lex, analyzer.Options{
		Advisory: f.advisory, Findings: f.in.options.Limits.Findings, Cache: cache.User("languages"),
	})
	if err := knownLanguage(lex, f.in.options.Lang); err != nil {
		return err
	}
	if f.pictures != "on" && f.pictures != "off" {
		return fmt.Errorf("--pictures %s: expected on or off", f.pictures)
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // A second interrupt ends the program at once.

	r := f.in.reader()
	a.most = r.Limits().Source
	drawn := &pictures{app: a, ctx: ctx, reader: r}
	root, err := repositoryAt(f.root)
	if err != nil {
		return err
	}
	run := runOf(lex, f, counts)
	records, err := f.records.open(settings, lex, run, args)
	if err != nil {
		return err
	}
	covers := records.covers
	if f.archive.partly() {
		covers = nothing
	}
	var changed *changes
	if f.diff != "" {
		if changed, err = since(ctx, f.diff, r.Limits().Source); err != nil {
			return err
		}
		defer changed.base.Close()
		covers = nothing
	}
	o := reports.Options{Path: root.path, Breaks: records.fails, Fails: func(found *analyzer.Finding) bool { return fails(*found, counts, severity, !canFail) }}
	out, err := a.open(f, drawn, o)
	if err != nil {
		return err
	}
	defer out.discard()
	files, err := a.files(ctx, f, args, records, out)
	if err != nil {
		return err
	}
	defer files.close()
	before := &kept{}
	if archive, err := f.archive.archive(out); err != nil {
		return err
	} else if archive != nil {
		if before, err = keep(archive.target, lex, run); err != nil {
			return err
		}
		defer before.close()
		archive.whole = before.size
	}
	if err := out.begin(run); err != nil {
		return err
	}
	totals := reports.Totals{Counted: counts}
	files.outputs = append(files.outputs, out.made()...)
	work := func(in input) *analyzer.Report { return a.examine(ctx, r, checker, in, before) }
	if changed != nil {
		files.has = func(in *input) bool { return changed.has(ctx, in) }
		work = func(in input) *analyzer.Report {
			report := a.examine(ctx, r, checker, in, before)
			if report != nil {
				changed.mark(ctx, report, in, func(old input, src string) *analyzer.Report {
					return examineTaken(ctx, r, checker, old, src)
				})
			}
			return report
		}
	}
	p := a.progress(f.quiet)
	stderr := a.stderr
	a.stderr = p.beside(stderr)
	for _, o := range out {
		o.stdout = p.beside(o.stdout)
	}
	followed := func(in input) *analyzer.Report {
		p.begins(in)
		report := work(in)
		p.ends(in, report)
		return report
	}
	err = inOrder(ctx, f.jobs, p.all(ctx, files.inputs()), followed, func(report *analyzer.Report) error {
		if report == nil {
			totals.OtherKinds++
			return nil
		}
		for _, remark := range changed.remarks(report) {
			a.note(remark.String())
			records.remarks = append(records.remarks, remark)
		}
		again := restored(report)
		if !again {
			records.apply(report)
		}
		if f.each != nil {
			f.each(records, report)
		}
		totals.Add(report)
		for i := range report.Findings {
			if o.Fails(&report.Findings[i]) {
				a.outcome.failing++
			}
		}
		a.unread(report.Doc.Name, report.Gaps())
		if again {
			return nil
		}
		return out.document(report)
	})
	drawn.close()
	p.end()
	a.stderr = stderr
	switch {
	case err == nil:
		totals.OtherKinds += files.others
		totals.Hidden, totals.Links, totals.Excluded, totals.Unchanged = files.hidden, files.links, files.excluded, files.unchanged
		a.remark(records, &totals, covers)
		if f.done != nil {
			if err := f.done(records); err != nil {
				return err
			}
		}
	case errors.Is(err, context.Canceled):
		totals.Interrupted, a.outcome.unread = true, true
		a.complain(hinted{errors.New("interrupted; the report holds what was done until then"), "run refrain again for the rest"})
		return out.end(totals)
	default:
		return err
	}
	return errors.Join(out.end(totals), r.Close())
}

// files is the walk over what is to be read. The error is that a report would go over some of it.
func (a *app) files(ctx context.Context, f *checkFlags, args []string, r *records, out outputs) (*walk, error) {
	files := f.in.walk(args)
	files.part, files.stdin, files.leavesOut = f.archive.shard, f.stdin, r.settings.leavesOut()
	goals := a.goals(out)
	if err := spares(goals, aRecord, r.names(f.lexicon.own)...); err != nil {
		return nil, err
	}
	if f.archive.list != "" {
		if err := spares(goals, aList, f.archive.list); err != nil {
			return nil, err
		}
		list, err := a.list(f.archive.list, len(goals) > 0)
		if err != nil {
			return nil, err
		}
		files.list, files.listed = list, list.names()
	}
	if err := a.spare(ctx, files, goals); err != nil {
		files.close()
		return nil, err
	}
	return files, nil
}

func knownLanguage(lex *lexicon.Lexicon, tag string) error {
	code, _, _ := strings.Cut(tag, "-")
	if tag == "" || lex.Language(strings.ToLower(code)) != nil {
		return nil
	}
	var known []string
	for _, l := range lex.Languages {
		known = append(known, l.Code)
	}
	return fmt.Errorf("--lang %s: no lexicon of this language; there is one for %s", tag, strings.Join(known, ", "))
}

func runOf(lex *lexicon.Lexicon, f *checkFlags, counts reports.Counted) reports.Run {
	run := reports.Run{
		Version: toolVersion(), LexiconVersion: lex.Version, LexiconSHA256: lex.SHA256, Tiers: []string{lexicon.Core.String()},
		Counted: counts, Own: f.lexicon.own, Changes: lex.Changes,
	}
	for _, l := range lex.Languages {
		run.Languages = append(run.Languages, l.Code)
	}
	if f.advisory {
		run.Tiers = append(run.Tiers, lexicon.Advisory.String())
	}
	return run
}

// fails tells whether a finding is at or above the threshold, by the rules of its document where it has its own. One that counts by --count is taken
// like one that is used.
func fails(f analyzer.Finding, counts reports.Counted, threshold lexicon.Severity, never bool) bool {
	if f.Rules != nil {
		threshold, never = f.Rules.Threshold, f.Rules.Never
	}
	if never || !counts.Has(&f) {
		return false
	}
	f.Verdict.Status = lexicon.Used
	return f.CanFail(threshold)
}

// remark puts what there is to say about the user's records into the report, and names on standard error what fails the run.
func (a *app) remark(r *records, totals *reports.Totals, covers func(path string) bool) {
	var failing int
	totals.Remarks, failing = r.end(covers)
	a.outcome.failing += failing
	for _, remark := range totals.Remarks {
		if r.fails(remark) {
			a.complain(errors.New(remark.String()))
		}
	}
}
