package main

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/internal/atomicfile"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/project/baseline"
	"refrain/reports"
)

func (a *app) baseline() *cobra.Command {
	c := &cobra.Command{
		Use:   "baseline",
		Short: "Keep the findings that are known, so that only new wording fails",
		Args:  knownCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.baselineWrite(), a.baselinePrune(), a.baselineShow())
	return c
}

// baselineFlags makes a check of the flags that a baseline is made with. It writes no report.
func baselineFlags(c *cobra.Command) *checkFlags {
	f := &checkFlags{color: "never", pictures: "off"}
	f.in.add(c)
	f.lexicon.add(c)
	f.records.add(c)
	c.Flags().BoolVar(&f.advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	c.Flags().IntVarP(&f.jobs, "jobs", "j", 0, "documents to read at the same time (default one for each processor)")
	return f
}

// checkAll checks all documents of the configuration, or of the repository, and hands on each
// report. Findings do not change the exit code. It returns no session when something was not read:
// what it holds would be new the next time, so nothing is to be written.
func (a *app) checkAll(c *cobra.Command, f *checkFlags, do func(*session, *analyzer.Report) error) (*session, error) {
	settings, err := f.records.config.load()
	if err != nil {
		return nil, err
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	s, err := a.session(c, f, []string{settings.inFolder(".")})
	if err != nil {
		return nil, err
	}
	defer s.close()
	files, err := s.walk(ctx, nil)
	if err != nil {
		return nil, err
	}
	totals := reports.Totals{Policy: s.policy}
	err = s.each(ctx, files, nil, &totals, func(report *analyzer.Report) error { return do(s, report) })
	if err != nil {
		return nil, err
	}
	a.notice(s.records, &totals, s.covers)
	if a.outcome.unread {
		a.complain(hinted(
			fmt.Errorf("%s: not written, because not everything was read", s.records.file),
			"make it readable, leave it out with exclude, or accept it with allow-gaps and a reason, in .refrain.yaml",
		))
		return nil, nil
	}
	a.outcome.failing = 0
	return s, nil
}

func (a *app) baselineWrite() *cobra.Command {
	var f *checkFlags
	c := &cobra.Command{
		Use:   "write",
		Short: "Check all documents and write down every finding",
		Long: `Write checks all documents in the folder of the configuration, or else of the repository, and writes every finding into the baseline: by entry,
words and sentence, with a count for each file, and without lines. From then on refrain check fails for other findings only. Nothing is written
when not everything was read.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			b := &baseline.Baseline{}
			f.records.noBaseline = true
			s, err := a.checkAll(c, f, func(s *session, report *analyzer.Report) error {
				b.Add(report, display.Name(s.records.path(report.Doc.Name)))
				return nil
			})
			if s == nil || err != nil {
				return err
			}
			r := s.records
			b.Header = headerOf(r.run)
			if err := writeBaseline(r.file, b); err != nil {
				return err
			}
			return a.print("%s: %s known\n", r.file, findings(b.Findings()))
		},
	}
	f = baselineFlags(c)
	return c
}

func (a *app) baselinePrune() *cobra.Command {
	var f *checkFlags
	c := &cobra.Command{
		Use:   "prune",
		Short: "Take out of the baseline what nothing matches any more",
		Long: `Prune checks all documents and takes out of the baseline what is fixed. What has moved with a renamed file gets the file's new name. Nothing is
added.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.checkAll(c, f, func(*session, *analyzer.Report) error { return nil })
			if s == nil || err != nil {
				return err
			}
			r := s.records
			if r.ledger == nil {
				return r.missing()
			}
			b := r.ledger.Pruned(r.covers)
			if err := writeBaseline(r.file, b); err != nil {
				return err
			}
			return a.print("%s: %s known, %d taken out\n", r.file, findings(b.Findings()), r.known-b.Findings())
		},
	}
	f = baselineFlags(c)
	return c
}

func (a *app) baselineShow() *cobra.Command {
	var f configFlags
	c := &cobra.Command{
		Use:   "show [PATH]...",
		Short: "Print the findings that are known",
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := f.load()
			if err != nil {
				return err
			}
			r := &records{settings: s, file: s.inFolder(s.Baseline.Value)}
			data, err := readRecords(r.file)
			switch {
			case err != nil:
				return err
			case data == nil:
				return r.missing()
			}
			b, err := baseline.Parse(r.file, data)
			if err != nil {
				return err
			}
			r.scope = []string{"."}
			if len(args) > 0 {
				r.scope = nil
				for _, name := range args {
					r.scope = append(r.scope, r.path(name))
				}
			}
			return a.showBaseline(b, r.covers)
		},
	}
	f.add(c)
	return c
}

// showBaseline prints the rows of the paths that are asked for.
func (a *app) showBaseline(b *baseline.Baseline, covers func(path string) bool) error {
	var w strings.Builder
	n := 0
	for _, r := range b.Rows {
		if r.Entry == "" || !covers(r.Path) {
			continue
		}
		waived := ""
		if r.Waived {
			waived = ", waived"
		} else {
			n += r.Count
		}
		row := fmt.Sprintf("%s: %d × %s “%s” (%s%s; key %s)", r.Path, r.Count, r.Entry, r.Words, r.Status, waived, r.Key)
		w.WriteString(display.Printable(row) + "\n")
	}
	made := fmt.Sprintf("%s known; written by refrain %s with lexicon %s, %s entries",
		findings(n), b.Header.Version, b.Header.Lexicon, strings.Join(b.Header.Tiers, " and "))
	w.WriteString(display.Printable(made) + "\n")
	return a.print("%s", w.String())
}

// missing is the error when there is no baseline to work on.
func (r *records) missing() error {
	return hinted(fmt.Errorf("%s: %w", r.file, fs.ErrNotExist), "refrain baseline write makes one")
}

func findings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprintf("%d findings", n)
}

// writeBaseline puts a baseline in its place. It writes over no other file, and never leaves half
// of one.
func writeBaseline(name string, b *baseline.Baseline) error {
	data, err := readRecords(name)
	switch {
	case err != nil:
		return err
	case len(data) > 0 && !baseline.Began(string(data[:min(len(data), 512)])):
		return hinted(
			fmt.Errorf("%s: exists, and is no baseline", name), "name another file in .refrain.yaml, or take this one away",
		)
	}
	file, err := atomicfile.Create(name)
	if err == nil {
		defer file.Discard()
		if err = b.Write(file); err == nil {
			err = file.Place()
		}
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, remedy.Reason(err))
	}
	return nil
}
