package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/lexicon"
	"refrain/project/baseline"
	"refrain/project/waiver"
	"refrain/reports"
)

// maxRecords is how much of a file of records is read, in bytes. Their readers refuse what is
// longer than they take.
const maxRecords = 1 << 29

// recordFlags say how the records that a user keeps beside the documents are taken.
type recordFlags struct {
	config configFlags
	today  string
	strict bool

	noBaseline bool // the baseline is being written
}

func (f *recordFlags) add(c *cobra.Command) {
	f.config.add(c)
	c.Flags().StringVar(
		&f.today, "today", "",
		"day by which waivers end, such as 2027-03-01 (default the day of $SOURCE_DATE_EPOCH, or today)",
	)
}

// day is the day by which waivers end. No report ever shows it.
func (f *recordFlags) day() (string, error) {
	if f.today != "" {
		if _, err := time.Parse(time.DateOnly, f.today); err != nil {
			return "", fmt.Errorf("--today %s: expected a day such as 2027-03-01", f.today)
		}
		return f.today, nil
	}
	date, err := sourceDate(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return "", err
	}
	if date.IsZero() {
		return time.Now().Format(time.DateOnly), nil
	}
	return date.UTC().Format(time.DateOnly), nil
}

// records are what the user keeps beside the documents, for one run: configuration, waivers,
// baseline.
type records struct {
	settings *settings
	waivers  waiver.Set
	ledger   *baseline.Ledger // nil without a baseline
	file     string           // of the baseline, as messages name it
	known    int              // findings in the baseline
	run      reports.Run
	strict   bool
	scope    []string // paths of the files and folders that the run is over
	notices  []analyzer.Notice
}

// open reads the records.
func (f *recordFlags) open(s *settings, lex *lexicon.Lexicon, run reports.Run, args []string) (*records, error) {
	r := &records{
		settings: s,
		run:      run,
		strict:   f.strict,
		waivers:  waiver.Set{Lexicon: lex},
		file:     s.inFolder(s.Baseline.Value),
	}
	var err error
	if r.waivers.Today, err = f.day(); err != nil {
		return nil, err
	}
	for _, name := range args {
		path, inside := s.folder.path(name)
		const separator = string(filepath.Separator)
		holds := strings.TrimSuffix(check.Real(name), separator) + separator
		if !inside && strings.HasPrefix(s.folder.root+separator, holds) {
			path, inside = ".", true
		}
		if inside {
			r.scope = append(r.scope, path)
		}
	}
	r.waivers.Distrusts = r.distrusts
	if s.none {
		return r, nil
	}
	name := s.inFolder(s.Waivers.Value)
	data, err := readRecords(name)
	if err != nil {
		return nil, err
	}
	if data != nil {
		if r.waivers.Waivers, err = waiver.Parse(filepath.ToSlash(name), data, lex); err != nil {
			return nil, err
		}
	}
	if err := r.waivers.Configure(s.Config); err != nil {
		return nil, err
	}
	r.notices = r.waivers.Wrong()
	if f.noBaseline {
		return r, nil
	}
	if data, err = readRecords(r.file); data == nil || err != nil {
		return r, err
	}
	known, err := baseline.Parse(filepath.ToSlash(r.file), data)
	if err != nil {
		return nil, err
	}
	r.known = known.Findings()
	r.ledger = baseline.NewLedger(known, headerOf(run), func(path string) bool {
		_, err := os.Stat(filepath.Join(s.folder.root, filepath.FromSlash(display.FileName(path))))
		return err == nil
	})
	return r, nil
}

// headerOf is how a baseline of a run is made.
func headerOf(run reports.Run) baseline.Header {
	return baseline.Header{Version: run.Version, Lexicon: run.LexiconVersion, SHA256: run.LexiconSHA256, Tiers: run.Tiers}
}

// readRecords reads a file that need not be there: then there is no data. It must be a file: a link
// to a device has no end, and a pipe may have no beginning.
func readRecords(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no regular file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxRecords))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	return data, nil
}

// names are the files that the run reads beside the documents, own lexicons among them.
func (r *records) names(lexicons []string) []string {
	names := []string{r.settings.file}
	if logo := r.settings.Brief.Logo.Value; logo != "" {
		names = append(names, r.settings.inFolder(logo))
	}
	if !r.settings.none {
		names = append(names, r.file, r.settings.inFolder(r.settings.Waivers.Value))
	}
	for _, folder := range lexicons {
		filepath.WalkDir(folder, func(name string, _ fs.DirEntry, _ error) error {
			names = append(names, name)
			return nil
		})
	}
	return names
}

// path is a document's path in the records.
func (r *records) path(name string) string {
	if name == "-" {
		return name
	}
	path, _ := r.settings.folder.path(name)
	return path
}

// distrusts returns why waivers in a document do not count; "" where they do: in files below the
// folder of the configuration. Links are followed first, since a link may lead out of it. What an
// editor pipes counts as the file that the user says it is.
func (r *records) distrusts(d *document.Document) string {
	switch {
	case d.Name == "-":
		return "standard input may be anybody's text; --stdin-name says which file it is"
	case r.settings.none:
		return "waivers in documents hold in the folder of a configuration, and --no-config reads none"
	case r.settings.file == "":
		return "waivers in documents hold in the folder of a configuration, and there is none; refrain init writes one"
	}
	within, err := filepath.Rel(r.settings.folder.root, check.Real(filepath.FromSlash(d.Name)))
	if err != nil || !filepath.IsLocal(within) {
		return "the document lies outside the folder of " + filepath.ToSlash(r.settings.file)
	}
	return ""
}

// apply says what the records know of a document and of its findings.
func (r *records) apply(report *analyzer.Report) {
	path := r.path(report.Doc.Name)
	r.settle(report, path)
	r.notices = append(r.notices, r.waivers.Apply(report, path, r.run.Policy.Counts)...)
	if r.ledger != nil {
		r.ledger.Apply(report, display.Name(path))
	}
}

// settle says what the settings for a path say of a document and of its findings.
func (r *records) settle(report *analyzer.Report, path string) {
	one := r.settings.For(path)
	report.Accepted = one.Gaps.Value
	if one.FailOn.Origin != r.settings.FailOn.Origin || one.Count.Origin != r.settings.Count.Origin {
		rules := r.rules(one.FailOn.Value, one.Count.Value)
		for i := range report.Findings {
			report.Findings[i].Policy = rules
		}
	}
}

// rules are those of documents for which the configuration has its own. It has checked the names.
func (r *records) rules(failOn string, count []string) *analyzer.Policy {
	rules := &analyzer.Policy{OCRFails: r.settings.OCRFails.Value}
	for _, name := range count {
		status, _ := lexicon.ParseStatus(name)
		rules.Counted = append(rules.Counted, status)
	}
	severity, ok := lexicon.ParseSeverity(failOn)
	rules.Threshold, rules.Never, rules.Beta = severity, !ok, r.run.Policy.Beta
	return rules
}

// covers reports whether the run is over a path as the baseline writes it, whether or not there is a
// file.
func (r *records) covers(path string) bool {
	path = display.FileName(path)
	for _, s := range r.scope {
		if s == "." || s == path || strings.HasPrefix(path, s+"/") {
			return true
		}
	}
	return false
}

// nothing is covers for a run that leaves out what has not changed.
func nothing(string) bool { return false }

// end is all there is to say about the records after a run, and how much of it fails the run.
func (r *records) end(covers func(path string) bool) (notices []analyzer.Notice, failing int) {
	notices = r.notices
	if covers(".") {
		notices = append(notices, r.waivers.Unused()...)
	}
	if r.ledger != nil {
		for _, notice := range r.ledger.Notices(covers) {
			notice.Place.File = display.FileName(notice.Place.File)
			notices = append(notices, notice)
		}
	}
	for _, notice := range notices {
		if r.fails(notice) {
			failing++
		}
	}
	return notices, failing
}

// fails reports whether a notice fails the run: a waiver that does not hold always, and what nothing
// matches when the user is strict.
func (r *records) fails(notice analyzer.Notice) bool {
	return notice.Fails() || r.strict && (notice.Kind == "stale" || notice.Kind == "unused")
}
