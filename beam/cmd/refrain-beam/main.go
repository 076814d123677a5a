// Refrain-beam checks archives that outgrow one machine: it runs refrain over a list of documents on
// an engine that Apache Beam knows, and writes the same lines as refrain check --format jsonl.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
	"refrain/beam/crew"
	"refrain/beam/pipeline"
	"refrain/beam/sdkworker"
	"refrain/internal/display"
	"refrain/internal/remedy"
)

// The exit codes, as refrain check has them. Findings are no reason to fail a job.
const (
	exitWhole  = 0
	exitFailed = 2 // the work could not be done
	exitUnread = 3 // some input was not read, or not fully
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, nil)) }

// run is the whole program. Before is called in a process that checks documents, before each.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, before crew.Hook) int {
	if len(args) == 1 {
		if code, ok := child(args[0], stdin, stdout, stderr, before); ok {
			return code
		}
	}
	if sdkworker.Asked(args) {
		err := sdkworker.Start(args)
		fmt.Fprintln(stderr, "refrain-beam:", err)
		return exitFailed
	}
	ours, beams, err := apart(args, flag.CommandLine)
	if err == nil {
		err = flag.CommandLine.Parse(beams)
	}
	if err != nil {
		return complain(stderr, err)
	}
	pipeline.Init() // A worker does its work here and does not return.
	defer pipeline.Close()
	a := &app{stdout: stdout, stderr: display.Guard(stderr)}
	c := a.command()
	c.SetArgs(ours)
	c.SetOut(display.Guard(stdout))
	c.SetErr(a.stderr)
	if err := c.Execute(); err != nil {
		return complain(a.stderr, err)
	}
	return a.code
}

// child does what this program starts itself once more for.
func child(asked string, in io.Reader, out, stderr io.Writer, before crew.Hook) (code int, ok bool) {
	var err error
	switch asked {
	case crew.Command:
		err = crew.Serve(in, out, before)
	case reader.PDFChildCommand:
		err = reader.ReadPDFChild(in, out)
	default:
		return 0, false
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitFailed, true
	}
	return exitWhole, true
}

// complain says what went wrong and what to do about it.
func complain(w io.Writer, err error) int {
	fmt.Fprintf(w, "refrain-beam: error: %v\n", err)
	if hint := remedy.Of(err); hint != "" {
		fmt.Fprintf(w, "refrain-beam: hint: %s\n", hint)
	}
	return exitFailed
}

// apart parts Beam's flags from ours: Beam has those of the package flag, and more with each runner.
func apart(args []string, known *flag.FlagSet) (ours, beams []string, err error) {
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return append(ours, args[i:]...), beams, nil
		}
		name, isFlag := strings.CutPrefix(args[i], "--")
		name, _, hasValue := strings.Cut(name, "=")
		f := known.Lookup(name)
		if !isFlag || f == nil {
			ours = append(ours, args[i])
			continue
		}
		beams = append(beams, args[i])
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); hasValue || ok && b.IsBoolFlag() {
			continue
		}
		if i++; i == len(args) {
			return nil, nil, fmt.Errorf("--%s: a value is missing", name)
		}
		beams = append(beams, args[i])
	}
	return ours, beams, nil
}

// app is one run of the program.
type app struct {
	stdout, stderr io.Writer
	code           int
}

// flags are ours.
type flags struct {
	job      pipeline.Job
	lexicons []string
	trials   pipeline.Trials
}

func (a *app) command() *cobra.Command {
	var f flags
	c := &cobra.Command{
		Use:   "refrain-beam --output DIR [--files-from LIST] [PATTERN]...",
		Short: "Check an archive of documents on an engine that Apache Beam knows",
		Long: `Refrain-beam reads the documents that a list or patterns name, on this machine or wherever
Beam's filesystems reach (gs://, and s3:// in a build with -tags s3), and finds the terms of the
lexicon in each. In DIR it writes

  archive-00001-of-00064.jsonl ...        a line for each document, as of refrain check --format jsonl
  documents.csv, findings.csv, gaps.csv   counts by year, source, language, category, entry, status

refrain report --from FILE makes any report of the lines. Part 2 of 64 holds what refrain check
--shard 2/64 reads. A job that is run again writes over what it wrote before; with --resume it goes
on with what is whole.

Where it runs is said by Beam's flags: --runner prism (the default) is this machine; --runner
universal --endpoint HOST:PORT is a job server such as those of Flink and Spark; --runner dataflow is
Google's. docs/archives.md has the commands. No .refrain.yaml is read, as with refrain check
--no-config. Passwords come from $REFRAIN_PASSWORD in each worker.

The exit code is 0 when all was read, 2 when the work could not be done, and 3 when some input was
not read, or not fully.`,
		Example: "  refrain-beam --output archive 'acts/*.pdf'\n" +
			"  refrain-beam --output gs://bucket/archive --parts 1000 --files-from gs://bucket/list.txt --runner dataflow ...",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       toolVersion(),
		RunE: func(c *cobra.Command, args []string) error {
			f.job.Patterns = args
			return a.run(c.Context(), &f, c.Flags().Changed("attempts"))
		},
	}
	f.add(c)
	return c
}

func (f *flags) add(c *cobra.Command) {
	o, read := c.Flags(), &f.job.Settings.Reader
	o.StringVarP(&f.job.Output, "output", "o", "", "folder for the archive and its tables")
	o.StringVar(&f.job.List, "files-from", "", "file with the names of what is to be read, one in a line")
	o.StringSliceVar(
		&f.job.Columns, "columns", nil,
		"what a line of the list holds, with tabs between: "+strings.Join(pipeline.Columns, ", ")+
			" (default the name alone; year and source then come from the name and the folder)",
	)
	o.IntVar(&f.job.Parts, "parts", 16, "files of the archive; docs/archives.md says how many are good")
	o.BoolVar(&f.job.Resume, "resume", false, "go on with an archive: parts that are whole are not checked again")
	o.IntVar(&f.trials.Most, "attempts", 0, "how often a job is submitted before it fails (default 3 on Prism, else 1)")
	o.DurationVar(
		&f.trials.Stall, "stall", 0,
		"give a job up, and submit it again, when no part was written for so long, such as 2h (default: wait for ever)",
	)
	o.IntVar(
		&f.job.Processes, "processes", 0,
		"documents that a worker checks at the same time, each in a process of its own (default one for each processor)",
	)
	o.StringArrayVar(
		&f.lexicons, "lexicon", nil, "folder of an own lexicon, on top of the built-in one; may be given again",
	)
	o.BoolVar(&f.job.Settings.Advisory, "advisory", false, "also look for advisory entries, which are not on by default")
	o.StringVar(
		&read.Lang, "lang", "", "language of the documents, such as en (default: what they say, or else found out)",
	)
	o.StringVar(&read.PDFEngine, "pdf-engine", "", "what reads PDF: pdfium or go (default pdfium)")
	o.StringVar(&read.OCR, "ocr", "", "recognise text in pictures with Tesseract: auto, on or off (default auto)")
	o.BoolVar(
		&read.AllText, "all-text", false, "read menus, banners, forms and footers of web pages as part of their text",
	)
	o.StringVar(&read.Format, "as", "", "read every file as this format, such as text (default: found out)")
	o.Var(
		(*limitFlag)(&read.Limits), "limit",
		"how much one document may cost, such as time=2m or pages=50000; there are "+strings.Join(limits.Names(), ", "),
	)
}

// limitFlag is --limit NAME=VALUE, which may be given again.
type limitFlag limits.Limits

func (f *limitFlag) String() string { return "" }

func (f *limitFlag) Type() string { return "NAME=VALUE" }

func (f *limitFlag) Set(s string) error { return (*limits.Limits)(f).Set(s) }

// run runs a job to its end.
func (a *app) run(ctx context.Context, f *flags, counted bool) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := f.settle(counted); err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	pipeline.UseProgram(program)
	if err := f.job.Begin(ctx); err != nil {
		return err
	}
	f.trials.Tell = func(err error) {
		fmt.Fprintf(a.stderr, "refrain-beam: the job failed and is submitted again: %v\n", err)
	}
	err = f.job.Run(ctx, f.trials)
	switch {
	case ctx.Err() != nil:
		return remedy.Error{
			Err:    errors.New("interrupted; a job server may go on with the job"),
			Remedy: "run it again with --resume when no job is at work: parts that are whole are kept",
		}
	case err != nil:
		return remedy.Error{
			Err:    fmt.Errorf("the job on %s failed: %w", pipeline.Runner(), err),
			Remedy: "run it again with --resume: parts that are whole are kept",
		}
	}
	if !pipeline.Waits() {
		return nil
	}
	totals, err := f.job.Totals(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "refrain-beam: %d documents, %d of them not read or not fully; %d findings in %d words\n",
		totals.Documents, totals.Unread, totals.Findings, totals.Words)
	if totals.Unread > 0 {
		a.code = exitUnread
	}
	return nil
}

// settle completes what the flags say.
func (f *flags) settle(counted bool) error {
	s := &f.job.Settings
	s.Version = toolVersion()
	for _, name := range f.lexicons {
		own, err := crew.Pack(name)
		if err != nil {
			return err
		}
		s.Own = append(s.Own, own)
	}
	if err := s.Valid(); err != nil {
		return err
	}
	switch {
	case f.trials.Stall < 0:
		return fmt.Errorf("--stall %v: expected a time such as 2h", f.trials.Stall)
	case !counted && pipeline.Runner() == "prism":
		f.trials.Most = 3 // Prism fails a job when its worker ends.
	case !counted:
		f.trials.Most = 1 // The engines try each part again by themselves.
	case f.trials.Most < 1:
		return errors.New("--attempts: expected a number from 1")
	}
	return nil
}
