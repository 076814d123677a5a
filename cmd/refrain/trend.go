package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/remedy"
	"refrain/reports"
	"refrain/reports/json"
	views "refrain/reports/trend"
	"refrain/trend"
	"refrain/trend/dates"
)

// trendFlags are what the user asked of a trend.
type trendFlags struct {
	check checkFlags // what is shared with check

	dateFrom  []string
	list      string
	by        string
	every     string
	sentences int
	sort      string
	git       bool
	watch     watchFlags
}

// What series may go by.
var seriesBy = []string{"all", "folder", "speaker", "series"}

// mostSentences is how many sentences a point may keep.
const mostSentences = 1000

func (a *app) trend() *cobra.Command {
	var f trendFlags
	c := &cobra.Command{
		Use:   "trend FILE|DIR|ARCHIVE.jsonl...",
		Short: "Follow a source over time",
		Long: `Trend puts documents in the order of their dates and says how often words were found in each period, per
1,000 words and per 100 words for migrants, with intervals that allow for how much documents differ. It reads
documents, folders, or the archives of refrain check --format jsonl.

A document's date comes from the first of --date-from that knows it: its name and folders (2016-03-11, 20160311,
2016-03, 2016), its content (dates that XML, mails, subtitles and properties at the head state, or a line at the head
that is a date), what the file states (PDF, Word, OpenDocument, EPUB, HTML), or its first commit. A list by --dates
wins over all. Documents without a date are listed.

It compares a source with itself. It ranks nobody: series are in the order of their names, each with a panel of its
own.

With --git it tells when each term came into the files of a repository and when it left, by commit:
refrain trend --git [REVISION|OLD..NEW] [-- PATH...]

The exit code is 0, 2 when the work could not be done, and 3 when some input was not read, or not fully.`,
		Example: "  refrain trend speeches/ --format html=speeches.html\n" +
			"  refrain trend --dates dates.csv --by series archive.jsonl\n  refrain trend --git v1.0..main -- docs",
		RunE: func(c *cobra.Command, args []string) error { return a.runTrend(c, &f, args) },
	}
	f.check.in.add(c)
	f.check.lexicon.add(c)
	f.check.records.config.add(c)
	f.check.addReportLang(c)
	f.add(c)
	return c
}

// add adds the flags of trends alone.
func (f *trendFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringSliceVar(
		&f.dateFrom, "date-from", namesOf(dates.Standard),
		"where dates come from, by trust: name, content, meta, git",
	)
	flags.StringVar(
		&f.list,
		"dates",
		"",
		"list of dates, a CSV file with the columns path,date and perhaps speaker,series",
	)
	flags.StringVar(
		&f.by, "by", "",
		"what makes a series: all, folder, speaker (of the list, or of transcripts) or series (of the list) "+
			"(default series where the list has them, else all)",
	)
	flags.StringVar(
		&f.every, "every", "",
		"length of a period: day, month, quarter or year (default by the span of the dates and the amount of words)",
	)
	flags.IntVar(&f.sentences, "sentences", 0, "sentences that a point keeps at most (default 20)")
	flags.StringVar(&f.sort, "sort", "name", "order of series; there is none but name")
	flags.StringArrayVar(
		&f.check.formats,
		"format",
		nil,
		"kind of report: "+strings.Join(
			trendKinds(),
			", ",
		)+"; KIND=FILE writes it to a file, and may be given again "+
			"(default what the ending of --output says, or terminal)",
	)
	flags.StringVarP(&f.check.output, "output", "o", "", "file for the report (default standard output)")
	flags.BoolVar(&f.check.force, "force", false, "write over a file that refrain did not write")
	flags.BoolVar(&f.check.verbose, "verbose", false, "on the terminal, with the sentences")
	flags.StringVar(&f.check.color, "color", "auto", "colour on the terminal: always, never or auto")
	flags.StringSliceVar(
		&f.check.count, "count", []string{"used"}, "how words must be used to be counted, such as used,quoted",
	)
	flags.StringVar(&f.check.speaker, "speaker", "", "one speaker of transcripts alone, by name or surname")
	flags.BoolVar(&f.check.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	flags.BoolVarP(&f.check.quiet, "quiet", "q", false, "no progress on the terminal")
	flags.IntVarP(
		&f.check.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)",
	)
	f.watch.add(c)
	flags.BoolVar(&f.git, "git", false, "watch a git history: when each term came in and left, by commit")
	c.MarkFlagFilename("dates", "csv")
	c.RegisterFlagCompletionFunc("date-from", fixed(namesOf(dates.Sources)...))
	c.RegisterFlagCompletionFunc("by", fixed(seriesBy...))
	c.RegisterFlagCompletionFunc("every", fixed(trend.EveryNames()...))
	c.RegisterFlagCompletionFunc("sort", fixed("name"))
	c.RegisterFlagCompletionFunc("format", fixed(trendKinds()...))
	c.RegisterFlagCompletionFunc("color", fixed("always", "never", "auto"))
	c.RegisterFlagCompletionFunc("count", fixed(statusNames()...))
}

func namesOf(list []dates.Source) []string {
	var names []string
	for _, s := range list {
		names = append(names, string(s))
	}
	return names
}

func trendKinds() []string {
	var names []string
	for _, k := range views.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// options are what the flags say of the trend, held against each other.
func (f *trendFlags) options() (o trend.Options, order []dates.Source, err error) {
	if f.sort != "name" {
		return o, nil, hinted(
			fmt.Errorf("--sort %s: series are in the order of their names, and in no other", f.sort),
			"people and parties speak about different subjects, in different places and amounts: a list by rate would rank "+
				"what cannot be compared",
		)
	}
	for _, name := range f.dateFrom {
		if !slices.Contains(dates.Sources, dates.Source(name)) {
			return o, nil, fmt.Errorf(
				"--date-from %s: expected some of %s",
				name,
				strings.Join(namesOf(dates.Sources), ", "),
			)
		}
		order = append(order, dates.Source(name))
	}
	if f.by != "" && !slices.Contains(seriesBy, f.by) {
		return o, nil, fmt.Errorf("--by %s: expected one of %s", f.by, strings.Join(seriesBy, ", "))
	}
	if f.every != "" {
		every, ok := trend.ParseEvery(f.every)
		if !ok {
			return o, nil, fmt.Errorf(
				"--every %s: expected one of %s",
				f.every,
				strings.Join(trend.EveryNames(), ", "),
			)
		}
		o.Every = every
	}
	if f.sentences < 0 || f.sentences > mostSentences {
		return o, nil, fmt.Errorf("--sentences %d: expected a number up to %d", f.sentences, mostSentences)
	}
	o.Sentences = f.sentences
	return o, order, nil
}

// follower gives documents their dates and series, and hands them to a collector.
type follower struct {
	flags     *trendFlags
	session   *session
	order     []dates.Source
	list      *dates.Table
	listPlace string // the folder of the list
	added     func(name string) (dates.Date, bool)
	closes    func() error // ends the history that added asks
	speakers  bool         // each speaker of a transcript is a series
	collector *trend.Collector
	passed    reports.Totals // what was passed over in folders

	bare      map[string]string // documents that the list knows by their names without folders
	ambiguous error             // two documents are one in the list
}

func (a *app) runTrend(c *cobra.Command, f *trendFlags, args []string) error {
	f.check.failOn, f.check.pictures = "never", "off"
	if f.git {
		return a.runWatch(c, f, args)
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	t, err := a.follower(ctx, c, f, args)
	if err != nil {
		return err
	}
	defer t.close()
	archives, err := archivesAmong(args)
	if err != nil {
		return err
	}
	out, err := a.openViews(&f.check, viewsOfTrend)
	if err != nil {
		return err
	}
	defer out.discard()
	if archives {
		err = a.followArchives(ctx, t, out, args)
	} else {
		err = a.followDocuments(ctx, t, out)
	}
	if err = cmp.Or(err, t.ambiguous); err != nil {
		return err
	}
	result, err := t.collector.Trend()
	if err != nil {
		return err
	}
	a.noteTrend(t, result)
	report := &views.Report{Run: t.session.report, Trend: result, Passed: t.passed}
	return out.write(func(w io.Writer, k viewKind, o views.Options) error { return k.trend(w, report, o) })
}

// follower makes ready what the flags ask for. The caller closes it.
func (a *app) follower(ctx context.Context, c *cobra.Command, f *trendFlags, args []string) (*follower, error) {
	if err := f.watch.unused(c); err != nil {
		return nil, err
	}
	options, order, err := f.options()
	if err != nil {
		return nil, err
	}
	if err := someFiles(c, args); err != nil {
		return nil, err
	}
	t := &follower{flags: f, order: order, bare: map[string]string{}, closes: func() error { return nil }}
	if err := t.open(); err != nil {
		return nil, err
	}
	f.check.voices = t.speakers
	if t.session, err = a.session(c, &f.check, args); err != nil {
		return nil, err
	}
	t.session.policy.Never = true // A trend tells, and fails nothing.
	options.Policy, options.Speakers = t.session.policy, t.speakers
	t.collector = trend.New(options)
	if slices.Contains(order, dates.Git) {
		if t.added, t.closes, err = a.firstCommits(ctx, t.session); err != nil {
			return nil, errors.Join(err, t.session.close())
		}
	}
	return t, nil
}

// close ends what the follower has started.
func (t *follower) close() {
	t.closes()
	t.session.close()
}

// noteTrend says on standard error what is easily passed over.
func (a *app) noteTrend(t *follower, result *trend.Trend) {
	if n := len(result.Left) + result.MoreLeft; n > 0 {
		a.note(fmt.Sprintf("%s in no period: without a date, or with one that is too coarse; the report lists them",
			counted(n, "document")))
	}
	if n := t.list.Unused(); n > 0 {
		a.note(fmt.Sprintf("%s: %s of no document that was read", t.flags.list, counted(n, "row")))
	}
}

// open reads the list of dates, and finds out what makes a series.
func (t *follower) open() error {
	f := t.flags
	if f.list != "" {
		file, err := os.Open(f.list)
		if err != nil {
			return fmt.Errorf("--dates %s: %w", f.list, remedy.Reason(err))
		}
		defer file.Close()
		if t.list, err = dates.ReadTable(file); err != nil {
			return hinted(
				fmt.Errorf(
					"%s: %w",
					f.list,
					err,
				),
				"its lines are path,date,speaker,series; the last two may be left out",
			)
		}
		t.listPlace = filepath.ToSlash(filepath.Dir(f.list))
	}
	switch {
	case f.by == "" && t.list.Has("series"):
		f.by = "series"
	case f.by == "" && f.check.speaker != "":
		f.by = "speaker"
	case f.by == "series" && !t.list.Has("series"):
		return hinted(
			errors.New("--by series: there is no list with a column of series"),
			"name one: --dates FILE.csv",
		)
	case f.check.speaker != "" && f.by != "speaker":
		return hinted(fmt.Errorf("--speaker goes with --by speaker, not with --by %s", f.by), "leave --by out")
	}
	t.speakers = f.by == "speaker" && !t.list.Has("speaker")
	if f.by == "speaker" && !t.speakers && f.check.speaker != "" {
		return hinted(errors.New("--speaker: the list names the speaker of each document"), "leave --speaker out")
	}
	return nil
}

// archivesAmong reports whether what is named are archives. Archives and documents together would
// count a document twice.
func archivesAmong(args []string) (bool, error) {
	archives, other := 0, ""
	for _, name := range args {
		if isArchive(name) {
			archives++
		} else if other == "" {
			other = name
		}
	}
	if archives > 0 && other != "" {
		return false, hinted(
			fmt.Errorf("%s: is no archive, and the others are: a document in both would count twice", other),
			"make an archive of it: refrain check --format jsonl --output more.jsonl "+other,
		)
	}
	return archives > 0, nil
}

// isArchive reports whether a file begins as an archive.
func isArchive(name string) bool {
	if name == "-" {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	head := make([]byte, 64)
	n, _ := io.ReadFull(file, head)
	return n > 0 && json.BeganArchive(string(head[:n]))
}

// followArchives counts the documents of archives, as refrain report reads them: where a document
// is in them twice, the last line holds.
func (a *app) followArchives(ctx context.Context, t *follower, out *viewOutputs, names []string) error {
	if err := noneOverwritten(out.goals(a), anArchive, names...); err != nil {
		return err
	}
	all, err := survey(names)
	if err != nil {
		return err
	}
	if all.lines > 0 {
		t.session.report.Version, t.session.report.Tiers = strings.Join(all.versions, ", "), all.tiers
	}
	return all.each(names, func(line []byte) error {
		if ctx.Err() != nil {
			return errors.New("interrupted; nothing was written")
		}
		report, _, err := json.Restore(line, t.session.lexicon)
		if err != nil {
			return hinted(err, "name the lexicon that it was made with with --lexicon, or check the documents again")
		}
		a.unread(report.Doc.Name, report.Gaps())
		t.take(ctx, report)
		return nil
	})
}

// followDocuments reads and counts documents.
func (a *app) followDocuments(ctx context.Context, t *follower, out *viewOutputs) error {
	s := t.session
	w := &check.Walk{Args: s.args, LeavesOut: s.settings.leavesOut()}
	goals := out.goals(a)
	if t.flags.list != "" {
		if err := noneOverwritten(goals, aList, t.flags.list); err != nil {
			return err
		}
	}
	if err := a.noInputOverwritten(ctx, w, goals); err != nil {
		return err
	}
	if t.flags.list != "" {
		if info, err := os.Stat(t.flags.list); err == nil {
			w.Outputs = append(w.Outputs, info) // The list is no document of the source.
		}
	}
	totals := reports.Totals{Policy: s.policy}
	err := s.each(ctx, w, nil, &totals, func(report *analyzer.Report) error {
		t.take(ctx, report)
		return nil
	})
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; nothing was written")
	}
	t.passed = reports.Totals{
		OtherKinds: totals.OtherKinds, Hidden: totals.Hidden, Links: totals.Links, Excluded: totals.Excluded,
	}
	return err
}

// take gives a document its date and series.
func (t *follower) take(ctx context.Context, r *analyzer.Report) {
	name := r.Doc.Name
	row, listed := t.list.Of(name, t.fromList(name))
	if bare := path.Base(filepath.ToSlash(name)); !listed {
		if row, listed = t.list.Of(bare); listed {
			if other := t.bare[bare]; other != "" && other != name && t.ambiguous == nil {
				t.ambiguous = hinted(
					fmt.Errorf("%s: line %d: %s may be %s and %s", t.flags.list, row.Line, bare, other, name),
					"write their paths",
				)
			}
			t.bare[bare] = name
		}
	}
	placed := trend.Placed{Dated: row.Date, Series: t.series(name, row)}
	if !placed.Dated.Known() {
		placed.Dated, _ = dates.Find(t.file(ctx, r), t.order)
	}
	t.collector.Add(r, placed)
}

// longestPath is how many bytes a path has at most that a system takes. A line of an archive may
// name a longer one.
const longestPath = 4096

// fromList is a document's path from the folder of the list.
func (t *follower) fromList(name string) string {
	if t.list == nil || len(name) > longestPath {
		return name
	}
	relative, err := filepath.Rel(check.Real(filepath.FromSlash(t.listPlace)), check.Real(filepath.FromSlash(name)))
	if err != nil {
		return name
	}
	return filepath.ToSlash(relative)
}

// file is a document as its date is asked for. An archive does not hold the file: where it is still
// there and has not changed, it is read again.
func (t *follower) file(ctx context.Context, r *analyzer.Report) *dates.File {
	name, reader := r.Doc.Name, t.session.checker.Reader
	var src string
	read, ok := false, false
	bytes := func() (string, bool) {
		if !read && name != "-" {
			content, err := reader.Again(r.Doc)
			src, ok = content, err == nil
		}
		read = true
		return src, ok
	}
	return &dates.File{
		Name: name, Bytes: bytes, Added: t.added,
		Stated: func(pdf string) string { return reader.Stated(ctx, pdf, "CreationDate") },
		Document: func() *document.Document {
			if r.Doc.Places == nil {
				return r.Doc
			}
			content, ok := bytes()
			if !ok {
				return nil
			}
			return reader.Read(ctx, check.Input{Name: name, Content: &content})
		},
	}
}

// series is the series that a document is in.
func (t *follower) series(name string, row dates.Listed) string {
	switch t.flags.by {
	case "series":
		return row.Series
	case "speaker":
		return row.Speaker
	case "folder":
		return folderSeries(name)
	}
	return ""
}

// folderSeries is the folder of a document without those of years, months and days.
func folderSeries(name string) string {
	var parts []string
	for part := range strings.SplitSeq(path.Dir(filepath.ToSlash(name)), "/") {
		if strings.Trim(part, "0123456789-_. ") != "" || part == "" || part == ".." {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}
