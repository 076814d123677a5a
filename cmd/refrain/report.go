package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/check"
	"refrain/internal/remedy"
	"refrain/reports"
	"refrain/reports/json"
)

func (a *app) report() *cobra.Command {
	var f checkFlags
	var from []string
	c := &cobra.Command{
		Use:   "report --from ARCHIVE...",
		Short: "Make reports of what refrain check --format jsonl has found",
		Long: `Report makes any kind of report but copies of the archives that refrain check --format jsonl has written, without reading the documents again.
An archive knows the sentences that hold findings and no other text. Where it holds a document twice, the last line holds.

The lexicon must be the one that the archive was made with. The exit code is that of the check.`,
		Example: "  refrain report --from acts.jsonl --format html --output acts.html\n  refrain report --from part1.jsonl --from part2.jsonl --format csv",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return a.runReport(&f, from) },
	}
	f.lexicon.add(c)
	flags := c.Flags()
	flags.StringArrayVar(&from, "from", nil, "an archive; may be given again")
	f.addReports(c, false)
	return c
}

func (a *app) runReport(f *checkFlags, from []string) error {
	if len(from) == 0 {
		return hinted(errors.New("no archive is named"), "name one: --from archive.jsonl")
	}
	for _, format := range f.asked() {
		name, _, _ := strings.Cut(format, "=")
		if kind, _ := reports.KindOf(name); kind.Copy {
			return hinted(
				fmt.Errorf("--format %s: an archive does not hold the documents", format),
				"refrain check --format "+name+" makes a copy of one",
			)
		}
	}
	policy, err := f.policy()
	if err != nil {
		return err
	}
	root, err := repositoryAt(f.root)
	if err != nil {
		return err
	}
	lex, err := f.lexicon.load()
	if err != nil {
		return err
	}
	all, err := survey(from)
	if err != nil {
		return err
	}
	head, err := letterheadHere(f.asked())
	if err != nil {
		return err
	}
	out, err := a.open(f, &check.Pictures{Reader: &check.Reader{}}, reports.Options{Path: root.path, Letterhead: head})
	if err != nil {
		return err
	}
	defer out.discard()
	if err := noneOverwritten(a.targets(out), anArchive, from...); err != nil {
		return err
	}
	run := runOf(lex, f, policy)
	if all.lines > 0 {
		run.Version, run.Tiers = strings.Join(all.versions, ", "), all.tiers
	}
	if err := out.begin(run); err != nil {
		return err
	}
	totals := reports.Totals{Policy: policy}
	err = all.each(from, func(line []byte) error {
		report, _, err := json.Restore(line, lex)
		if err != nil {
			return hinted(err, "name the lexicon that it was made with with --lexicon, or check the documents again")
		}
		a.count(policy, &totals, report)
		return out.document(report)
	})
	if err != nil {
		return err
	}
	return out.end(totals)
}

// surveyed is what several archives hold together.
type surveyed struct {
	last     map[[16]byte]int // the last line of each document, counted through all archives
	lines    int
	versions []string
	tiers    []string
}

// survey looks through archives without making reports of their lines.
func survey(from []string) (*surveyed, error) {
	all := &surveyed{last: map[[16]byte]int{}}
	err := all.read(from, func(line []byte) error {
		o, err := json.OriginOf(line)
		if err != nil {
			return err
		}
		if all.lines == 0 {
			all.tiers = o.Tiers
		}
		if !slices.Equal(all.tiers, o.Tiers) {
			return errors.New("made with other tiers than the lines before; make a report of each archive")
		}
		if !slices.Contains(all.versions, o.Tool) {
			all.versions = append(all.versions, o.Tool)
		}
		all.last[check.Fingerprint(o.Path, "")] = all.lines
		all.lines++
		return nil
	})
	return all, err
}

// each hands on the line that holds for each document.
func (all *surveyed) each(from []string, do func(line []byte) error) error {
	number := -1
	return all.read(from, func(line []byte) error {
		number++
		o, err := json.OriginOf(line)
		if err != nil || all.last[check.Fingerprint(o.Path, "")] != number {
			return err
		}
		return do(line)
	})
}

// read hands on the lines of archives. It is an error when one ends within a line: then documents
// are missing.
func (all *surveyed) read(from []string, do func(line []byte) error) error {
	for _, name := range from {
		file, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, remedy.Reason(err))
		}
		size := int64(0)
		err = check.EachLine(file, name, func(line []byte, at int64) error {
			size = at + int64(len(line)) + 1
			return do(line)
		})
		if info, e := file.Stat(); err == nil && e == nil && info.Size() != size {
			err = hinted(
				fmt.Errorf("%s: its last line is not whole: the run that wrote it is at work, or was broken off", name),
				"refrain check --resume goes on with it",
			)
		}
		file.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
