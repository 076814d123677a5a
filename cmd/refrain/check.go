package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/project/config"
	"refrain/project/formula"
	"refrain/reports"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// checkFlags are what the user asked of one check.
type checkFlags struct {
	in         inputFlags
	lexicon    lexiconFlags
	kinds      []reports.Kind // that the command writes; nil for all kinds of reports on documents
	formats    []string
	output     string
	force      bool
	color      string
	advisory   bool
	reportLang string
	failOn     string
	betaFails  bool
	count      []string
	speaker    string
	ocrFails   bool
	pictures   string
	style      string
	verbose    bool
	root       string
	jobs       int
	quiet      bool
	records    recordFlags
	diff       string
	changed    bool
	stdin      string
	voices     bool // count the words of all speakers
	archive    archiveFlags
}

func (a *app) check() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check [FILE|DIR|-]...",
		Short: "Find terms in documents and report how each is used",
		Long: `Check reads documents, finds the terms of the lexicon, decides how each is used and writes a report. Folders are searched for documents; - is
standard input. Without a name the folder of the configuration is searched, or with --diff or --changed the repository.

The exit code is 0 when nothing is at or above the threshold of --fail-on, 1 when something is, 2 when the work could not be done, and 3 when
some input was not read, or not fully. The threshold is for terms in the document's own voice that are looked for by default and well founded, and that
are neither waived (refrain help waivers) nor in the baseline. A waiver that does not hold gives 1 too.`,
		Example: "  refrain check bill.pdf\n  refrain check --format json --output findings.json speeches/",
		RunE:    func(c *cobra.Command, args []string) error { return a.runCheck(c, &f, args) },
	}
	f.in.add(c)
	f.lexicon.add(c)
	f.records.add(c)
	f.archive.add(c)
	flags := c.Flags()
	flags.BoolVar(
		&f.records.strict, "strict-baseline", false,
		"rows of the baseline, and waivers, that nothing matches any more give exit code 1",
	)
	flags.StringVar(
		&f.diff, "diff", "",
		"only what has changed since the last common ancestor with this revision of git, such as origin/main",
	)
	flags.BoolVar(
		&f.changed, "changed", false,
		"--diff with the branch that the changes are for: what a pipeline says, or else the default branch",
	)
	flags.StringVar(&f.stdin, "stdin-name", "", "name of the file whose content is standard input, for editors")
	f.addReports(c, true)
	flags.BoolVar(&f.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	flags.StringVar(
		&f.style, "style", "",
		"how a paper of --format amendments is written: "+strings.Join(formula.Styles, ", ")+", or a style of the "+
			"configuration (default what that says, or generic)",
	)
	flags.StringVar(&f.pictures, "pictures", "on", "pictures of the places in PDF files, in HTML reports: on or off")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress on the terminal")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)")
	c.RegisterFlagCompletionFunc("pictures", fixed("on", "off"))
	c.RegisterFlagCompletionFunc("style", a.completeStyles)
	return c
}

// addReportLang adds the flag that says in which language reports are written.
func (f *checkFlags) addReportLang(c *cobra.Command) {
	codes := wording.Codes()
	c.Flags().StringVar(
		&f.reportLang, "report-lang", "",
		"language of the words of reports: "+strings.Join(codes, ", ")+
			" (default that of the documents where it is one of these and all agree, else en)",
	)
	c.RegisterFlagCompletionFunc("report-lang", fixed(codes...))
}

// knownReportLang is an error where reports are not written in a language.
func knownReportLang(code string) error {
	if code == "" || wording.Knows(code) {
		return nil
	}
	return hinted(
		fmt.Errorf("--report-lang, or report-lang in "+config.Name+": no report is written in %q", code),
		"reports are written in "+strings.Join(wording.Codes(), ", ")+"; without it they are in the documents' language",
	)
}

// addReports adds the flags of commands that write reports. With pipelines, --format also takes
// auto, the kind that the pipeline at hand shows.
func (f *checkFlags) addReports(c *cobra.Command, pipelines bool) {
	flags, formats, or := c.Flags(), strings.Split(f.kindNames(), ", "), ""
	if pipelines {
		formats, or = append(formats, auto), ", or auto for what GitHub and GitLab show"
	}
	flags.StringArrayVar(
		&f.formats, "format", nil,
		"kind of report: "+f.kindNames()+or+"; KIND=FILE writes it to a file, and may be given again "+
			"(default what the ending of --output says, or terminal)",
	)
	flags.StringVarP(&f.output, "output", "o", "", "file for the report (default standard output)")
	flags.StringVar(
		&f.root, "root", "",
		"folder to which the paths in sarif, github and the like are relative "+
			"(default the repository of the working directory)",
	)
	flags.BoolVar(&f.force, "force", false, "write over a file that refrain did not write")
	f.addReportLang(c)
	flags.BoolVar(&f.verbose, "verbose", false, "on the terminal, all reasons, sources and places of each finding")
	flags.StringVar(&f.color, "color", "auto", "colour on the terminal: always, never or auto")
	flags.StringVar(
		&f.failOn, "fail-on", "replace", "least severity that gives exit code 1: replace, review, note or never",
	)
	flags.BoolVar(
		&f.betaFails, "beta-fails", false,
		"findings of languages that no native speaker has reviewed may give exit code 1, too",
	)
	flags.StringSliceVar(
		&f.count, "count", []string{lexicon.Used.String()},
		"how words must be used to be in the totals and to fail, such as used,quoted for a speech that is itself "+
			"the quotation",
	)
	flags.BoolVar(
		&f.ocrFails, "ocr-fails", false, "text that was recognised in pictures can give exit code 1 by itself",
	)
	flags.StringVar(
		&f.speaker, "speaker", "",
		"only what one speaker of a transcript says is in the totals, by name or surname; "+
			"what others say is listed after it",
	)
	c.MarkFlagDirname("root")
	c.RegisterFlagCompletionFunc("format", fixed(formats...))
	c.RegisterFlagCompletionFunc("color", fixed("always", "never", "auto"))
	c.RegisterFlagCompletionFunc("count", fixed(statusNames()...))
	c.RegisterFlagCompletionFunc("fail-on", fixed(thresholds...))
}

// fixed completes a flag by some words alone.
func fixed(values ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
}

// thresholds are the values of --fail-on. Context alone never fails.
var thresholds = []string{lexicon.Replace.String(), lexicon.Review.String(), lexicon.Note.String(), "never"}

// policy is what counts and what fails, as --count and --fail-on say.
func (f *checkFlags) policy() (analyzer.Policy, error) {
	var p analyzer.Policy
	if !slices.Contains(thresholds, f.failOn) {
		return p, fmt.Errorf("--fail-on %s: expected one of %s", f.failOn, strings.Join(thresholds, ", "))
	}
	severity, ok := lexicon.ParseSeverity(f.failOn)
	p.Threshold, p.Never = severity, !ok
	counted, unknown := lexicon.ParseStatuses(f.count)
	if unknown >= 0 {
		return p, fmt.Errorf("--count %s: expected some of %s", f.count[unknown], strings.Join(statusNames(), ", "))
	}
	p.Counted, p.Speaker, p.Beta, p.OCRFails = counted, f.speaker, f.betaFails, f.ocrFails
	return p, nil
}

func statusNames() []string {
	var names []string
	for _, s := range lexicon.Statuses() {
		names = append(names, s.String())
	}
	return names
}

// kindsOfReports are the kinds of reports that the command writes.
func (f *checkFlags) kindsOfReports() []reports.Kind {
	if f.kinds != nil {
		return f.kinds
	}
	return reports.Kinds
}

func (f *checkFlags) kindNames() string {
	var names []string
	for _, k := range f.kindsOfReports() {
		names = append(names, k.Name)
	}
	return strings.Join(names, ", ")
}

// compares reports whether only what has changed is asked for.
func (f *checkFlags) compares() bool { return f.diff != "" || f.changed }

// session is one check as the flags and the configuration want it, ready to run.
type session struct {
	app      *app
	flags    *checkFlags
	settings *settings
	args     []string // files and folders to read
	policy   analyzer.Policy
	lexicon  *lexicon.Lexicon
	prefer   map[string]string // wordings that the configuration prefers, by entry
	checker  *check.Checker
	report   reports.Run
	records  *records
	changed  *changes // since --diff; nil without it
	covers   func(path string) bool
}

// session makes a check ready. Nothing has been read or written then but records and the lexicon.
// The caller closes it.
func (a *app) session(c *cobra.Command, f *checkFlags, args []string) (*session, error) {
	s := &session{app: a, flags: f}
	if err := s.configure(c, args); err != nil {
		return nil, err
	}
	var err error
	if s.policy, err = f.policy(); err != nil {
		return nil, err
	}
	if s.lexicon, err = f.lexicon.load(); err != nil {
		return nil, err
	}
	if err := knownLanguage(s.lexicon, f.in.options.Lang); err != nil {
		return nil, err
	}
	if s.prefer, err = s.settings.preferences(s.lexicon); err != nil {
		return nil, err
	}
	s.report = runOf(s.lexicon, f, s.policy)
	if s.records, err = f.records.open(s.settings, s.lexicon, s.report, s.args); err != nil {
		return nil, err
	}
	s.checker = check.New(s.lexicon, check.Options{
		Reader: f.in.settings(), Stdin: a.stdin,
		Analyzer: analyzer.Options{Advisory: f.advisory, Voices: f.voices, Cache: cache.User("languages")},
	})
	if err := ocrReady(s.checker.Reader); err != nil {
		return nil, errors.Join(err, s.checker.Close())
	}
	s.covers = s.records.covers
	if f.archive.partly() || f.compares() {
		s.covers = nothing
	}
	switch {
	case f.diff != "":
		s.changed, err = since(c.Context(), f.diff, s.checker)
	case f.changed:
		s.changed, err = a.sinceBranch(c.Context(), f.quiet, s.checker)
	}
	return s, err
}

// configure reads the configuration, and holds the flags against it and against each other.
func (s *session) configure(c *cobra.Command, args []string) (err error) {
	f := s.flags
	if s.settings, err = f.records.config.load(); err != nil {
		return err
	}
	s.settings.flags(c, f)
	s.settings.limit(&f.in.options.Limits) // What is wrong with them has been said when they were loaded.
	if f.diff == "" && c.Flags().Changed("diff") {
		return hinted(errors.New("--diff: names no revision"), "check the variable that it comes from, or leave --diff out")
	}
	if f.diff != "" && f.changed {
		return errors.New("--diff and --changed exclude each other; leave one out")
	}
	s.args = args
	if len(args) == 0 && f.archive.list == "" && (s.settings.file != "" || f.compares()) {
		s.args = []string{s.settings.inFolder(".")}
	}
	if f.archive.list == "" {
		if err := someFiles(c, s.args); err != nil {
			return err
		}
	}
	switch {
	case f.stdin != "" && !slices.Contains(s.args, "-"):
		err := fmt.Errorf("--stdin-name %s: standard input is not among what is to be read", f.stdin)
		return hinted(err, "name - for standard input")
	case f.jobs < 0:
		return fmt.Errorf("--jobs %d: expected a number from 1, or 0 for one for each processor", f.jobs)
	case f.pictures != "on" && f.pictures != "off":
		return fmt.Errorf("--pictures %s: expected on or off", f.pictures)
	}
	return nil
}

// close ends what the session has started.
func (s *session) close() error {
	if s.changed != nil {
		s.changed.base.Close()
	}
	return s.checker.Close()
}

// walk finds what is to be read. The error is that a report would go over some of it. The caller
// closes its list.
func (s *session) walk(ctx context.Context, out outputs) (*check.Walk, error) {
	a, f := s.app, s.flags
	w := &check.Walk{Args: s.args, Part: f.archive.shard, Stdin: f.stdin, LeavesOut: s.settings.leavesOut()}
	goals := a.targets(out)
	if err := noneOverwritten(goals, aRecord, s.records.names(f.lexicon.own)...); err != nil {
		return nil, err
	}
	if f.archive.list != "" {
		if err := noneOverwritten(goals, aList, f.archive.list); err != nil {
			return nil, err
		}
		list, err := check.OpenList(f.archive.list, a.stdin, slices.ContainsFunc(goals, target.holdsWords))
		if err != nil {
			return nil, err
		}
		w.List = list
	}
	if err := a.noInputOverwritten(ctx, w, goals); err != nil {
		w.List.Close()
		return nil, err
	}
	w.Outputs = append(w.Outputs, out.made()...)
	if s.changed != nil {
		w.Has = func(in *check.Input) bool { return s.changed.has(ctx, in) }
	}
	return w, nil
}

// each checks what the walk finds, counts it, and hands on each report with what the records know
// of it, in the order of the walk. The reports of documents that an archive held already are
// counted alone.
func (s *session) each(
	ctx context.Context, w *check.Walk, before *check.Archive, totals *reports.Totals, do func(*analyzer.Report) error,
) error {
	a, p := s.app, s.app.progress(s.flags.quiet)
	run := check.Run{
		Checker: s.checker, Inputs: p.all(ctx, w.Inputs()), Jobs: s.flags.jobs, Before: before, Begins: p.begins,
		Ends: p.ends,
	}
	if s.changed != nil {
		run.Compare = s.changed.mark
	}
	err := run.Each(ctx, func(report *analyzer.Report) error {
		if report == nil {
			totals.OtherKinds++
			return nil
		}
		for _, notice := range s.changed.notices(report) {
			a.note(notice.String())
			s.records.notices = append(s.records.notices, notice)
		}
		again := check.Restored(report)
		if !again {
			s.records.apply(report)
		}
		a.count(s.policy, totals, report)
		if again {
			return nil
		}
		return do(report)
	})
	p.end()
	totals.OtherKinds += w.Others
	totals.Hidden, totals.Links, totals.Excluded, totals.Unchanged = w.Hidden, w.Links, w.Excluded, w.Unchanged
	return err
}

// count counts a document, and notes what it means for the exit code.
func (a *app) count(policy analyzer.Policy, totals *reports.Totals, report *analyzer.Report) {
	totals.Add(report)
	for i := range report.Findings {
		if policy.Fails(&report.Findings[i]) {
			a.outcome.failing++
		}
	}
	a.unread(report.Doc.Name, report.Gaps())
}

func (a *app) runCheck(c *cobra.Command, f *checkFlags, args []string) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	s, err := a.session(c, f, args)
	if err != nil {
		return err
	}
	root, err := repositoryAt(f.root)
	if err != nil {
		return err
	}
	drawn := &check.Pictures{Context: ctx, Reader: s.checker.Reader}
	head, err := s.settings.letterhead(f.asked())
	if err != nil {
		return err
	}
	papers, err := s.settings.papers(f.style)
	if err != nil {
		return err
	}
	out, err := a.open(f, drawn, reports.Options{
		Path: root.path, Breaks: s.records.fails, Letterhead: head, Amendments: papers, Remedies: s.remedies(),
		Prefer: s.prefer,
	})
	if err != nil {
		return err
	}
	defer out.discard()
	files, err := s.walk(ctx, out)
	if err != nil {
		return err
	}
	defer files.List.Close()
	before, err := f.archive.resumed(out, s.lexicon, s.report)
	if err != nil {
		return err
	}
	defer before.Close()
	if err := out.begin(s.report); err != nil {
		return err
	}
	files.Outputs = append(files.Outputs, out.made()...)
	totals := reports.Totals{Policy: s.policy}
	err = s.each(ctx, files, before, &totals, out.document)
	drawn.Close()
	switch {
	case err == nil:
		a.notice(s.records, &totals, s.covers)
	case errors.Is(err, context.Canceled):
		totals.Interrupted, a.outcome.unread = true, true
		interrupted := errors.New("interrupted; the report holds what was done until then")
		a.complain(hinted(interrupted, "run refrain again for the rest"))
		return out.end(totals)
	default:
		return err
	}
	return errors.Join(out.end(totals), s.close())
}

// interruptible is a context that the first interrupt ends. A second one ends the program at once.
func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

func knownLanguage(lex *lexicon.Lexicon, tag string) error {
	if tag == "" || lex.Language(document.PrimaryLanguage(tag)) != nil {
		return nil
	}
	var known []string
	for _, l := range lex.Languages {
		known = append(known, l.Code)
	}
	return fmt.Errorf("--lang %s: no lexicon of this language; there is one for %s", tag, strings.Join(known, ", "))
}

func runOf(lex *lexicon.Lexicon, f *checkFlags, policy analyzer.Policy) reports.Run {
	return stream.RunOf(toolVersion(), lex, f.lexicon.own, f.advisory, policy)
}

// notice puts what there is to say about the user's records into the report, and names on standard
// error what fails the run.
func (a *app) notice(r *records, totals *reports.Totals, covers func(path string) bool) {
	var failing int
	totals.Notices, failing = r.end(covers)
	a.outcome.failing += failing
	seen := map[string]int{}
	for _, notice := range totals.Notices {
		if !r.fails(notice) {
			continue
		}
		if seen[notice.Kind]++; !wording.Repeats(notice) || seen[notice.Kind] <= wording.FewNotices {
			a.complain(errors.New(wording.NoticeWords(notice)))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(seen)) {
		if more := seen[kind] - wording.FewNotices; more > 0 && wording.Repeats(analyzer.Notice{Kind: kind}) {
			a.complain(fmt.Errorf("and %d more like these; --format json lists all", more))
		}
	}
}
