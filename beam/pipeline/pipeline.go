// Package pipeline checks archives of documents on Apache Beam. A job is a list of names, parted by
// hash; each part is checked and written as one file of archive lines, whole or not at all. Counts of
// all parts are written as tables.
//
// Names are grouped by part before they are checked, and lines never travel: a part is the unit that
// is tried again, written over, and skipped when a job goes on.
package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"refrain/beam/crew"
	"refrain/beam/files"
	"refrain/beam/tally"
	"refrain/internal/remedy"
)

// Job is one run over an archive.
type Job struct {
	Settings  crew.Settings
	Patterns  []string // of files
	List      string   // file with names, one in a line; "" for none
	Columns   []string // of a line of the list, which tabs part; empty for names alone
	Output    string   // folder
	Parts     int      // of the archive
	Resume    bool     // parts that are whole are not checked again
	Processes int      // that check documents on each worker; 0 for one for each processor
}

// Document is a name in a job, with what the list says about it.
type Document struct {
	Name, Year, Source string
}

func (d *Document) label() tally.Label { return tally.Label{Year: d.Year, Source: d.Source}.Of(d.Name) }

// Columns are those that a list may have.
var Columns = []string{"name", "year", "source"}

// MaxParts is how many parts an archive may have.
const MaxParts = 99999

// PartName is the name of the file of a part, counted from 1. Part 2 of 8 holds the documents that
// refrain check --shard 2/8 reads.
func PartName(part, of int) string { return fmt.Sprintf("archive-%05d-of-%05d.jsonl", part, of) }

// What a folder of an archive holds beside its parts.
const (
	beginning = "run.json"    // how the job was started
	ending    = "totals.json" // counts of all documents, when all is done
)

// Init is to be called before anything else. In a worker it does the worker's work and does not
// return.
func Init() { beam.Init() }

// Runner is the name of the runner that Beam's flags name.
func Runner() string {
	if name := flag.Lookup("runner").Value.String(); name != "" {
		return name
	}
	return "prism"
}

// graph is the job as Beam knows it.
func (j *Job) graph() *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	named := []beam.PCollection{beam.ParDo(s.Scope("parts"), &eachPart{j.Parts}, beam.Impulse(s))}
	if len(j.Patterns) > 0 {
		patterns := beam.CreateList(s.Scope("patterns"), j.Patterns)
		named = append(named, beam.ParDo(s.Scope("find"), &find{j.Parts}, patterns))
	}
	if j.List != "" {
		lines := textio.Read(s.Scope("list"), j.List, textio.ReadUncompressed())
		named = append(named, beam.ParDo(s.Scope("names"), &readLine{j.Parts, j.List, j.Columns}, lines))
	}
	parts := beam.GroupByKey(s.Scope("group"), beam.Flatten(s, named...))
	counts := beam.ParDo(s.Scope("check"), &checkPart{
		Settings: j.Settings, Output: j.Output, Parts: j.Parts, Resume: j.Resume, Processes: j.Processes,
	}, parts)
	sums := beam.CombinePerKey(s.Scope("sum"), tally.Add, counts)
	one := beam.GroupByKey(s.Scope("tables"), beam.ParDo(s, keyed, sums))
	beam.ParDo0(s.Scope("write"), &writeTables{j.Output}, one)
	return p
}

func init() {
	register.Function2x1(tally.Add)
	register.Function2x2(keyed)
	register.DoFn2x0[[]byte, func(int, Document)](&eachPart{})
	register.DoFn3x1[context.Context, string, func(int, Document), error](&find{})
	register.DoFn2x1[string, func(int, Document), error](&readLine{})
	register.DoFn4x1[context.Context, int, func(*Document) bool, func(string, tally.Counts), error](&checkPart{})
	register.DoFn3x1[context.Context, int, func(*counted) bool, error](&writeTables{})
	register.Emitter2[int, Document]()
	register.Emitter2[string, tally.Counts]()
	register.Iter1[Document]()
	register.Iter1[counted]()
}

// Begin writes down how the job is started, and by the time of that file when: parts that are older
// belong to no job that goes on. When this one goes on with an archive, it is an error that the
// archive was started in another way.
func (j *Job) Begin(ctx context.Context) error {
	if err := j.valid(ctx); err != nil {
		return err
	}
	if err := j.absolute(); err != nil {
		return err
	}
	name := files.Join(j.Output, beginning)
	now, err := j.description()
	if err != nil {
		return err
	}
	before, err := files.Read(ctx, name, maxDescription)
	if err == nil && j.Resume {
		_, err = files.Modified(ctx, name) // Nobody goes on with an archive where this cannot be told.
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("%s: %w", name, remedy.Reason(err))
	case !j.Resume:
	case string(before) == string(now):
		return nil // Its time is what parts are held against.
	default:
		return remedy.Error{
			Err:    fmt.Errorf("%s: the archive was begun with another version, lexicon, number of parts or settings", j.Output),
			Remedy: "name the same ones, or leave --resume out and begin anew",
		}
	}
	return files.Write(ctx, name, now)
}

// absolute names the output and the list as workers find them, wherever they run. The names of
// documents stay: they are what the archive says.
func (j *Job) absolute() (err error) {
	if j.Output, err = files.Absolute(j.Output); err == nil && j.List != "" {
		j.List, err = files.Absolute(j.List)
	}
	return err
}

// maxDescription is how many bytes of a file are read that says how a job was started.
const maxDescription = 64 << 20

// description is what two jobs have in common that may go on with each other's archive.
func (j *Job) description() ([]byte, error) {
	lex, err := j.Settings.Load()
	if err != nil {
		return nil, err
	}
	run := j.Settings.Run(lex)
	settings := j.Settings
	settings.Own = nil // The lexicon's sum knows them.
	content, err := json.MarshalIndent(struct {
		Schema   string        `json:"schema"`
		Tool     string        `json:"tool"`
		Lexicon  string        `json:"lexicon"`
		Tiers    []string      `json:"tiers"`
		Parts    int           `json:"parts"`
		Settings crew.Settings `json:"settings"`
	}{"refrain-beam/1", run.Version, run.LexiconSHA256, run.Tiers, j.Parts, settings}, "", "  ")
	return append(content, '\n'), err
}

// valid reports what is wrong with a job.
func (j *Job) valid(ctx context.Context) error {
	switch {
	case j.Output == "":
		return remedy.Error{Err: errors.New("no folder for the archive is named"), Remedy: "name one: --output DIR"}
	case len(j.Patterns) == 0 && j.List == "":
		return remedy.Error{
			Err: errors.New("no document is named"), Remedy: "name patterns of files, or a list: --files-from LIST",
		}
	case j.Parts < 1 || j.Parts > MaxParts:
		return fmt.Errorf("--parts %d: expected a number from 1 to %d", j.Parts, MaxParts)
	case j.Processes < 0:
		return fmt.Errorf("--processes %d: expected a number from 1, or 0 for one for each processor", j.Processes)
	}
	for _, name := range append(slices.Clone(j.Patterns), j.Output) {
		if err := files.Reachable(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := j.validList(ctx); err != nil {
		return err
	}
	return j.noOtherParts(ctx)
}

func (j *Job) validList(ctx context.Context) error {
	if j.List == "" {
		return nil
	}
	if len(j.Columns) > 0 && !slices.Contains(j.Columns, "name") {
		return fmt.Errorf("--columns %s: the column name is missing", strings.Join(j.Columns, ","))
	}
	for i, c := range j.Columns {
		if !slices.Contains(Columns, c) || slices.Contains(j.Columns[:i], c) {
			return fmt.Errorf("--columns %s: expected some of %s, each once", strings.Join(j.Columns, ","),
				strings.Join(Columns, ", "))
		}
	}
	if strings.ContainsAny(j.List, "*?[") {
		return remedy.Error{
			Err: fmt.Errorf("--files-from %s: Beam takes the name for a pattern", j.List), Remedy: "give the list another name",
		}
	}
	list, err := files.Open(ctx, j.List)
	if err != nil {
		return fmt.Errorf("--files-from %s: %w", j.List, remedy.Reason(err))
	}
	return list.Close()
}

// noOtherParts is an error where the folder holds parts of an archive of another number of parts:
// whoever reads all files of the folder would read documents twice.
func (j *Job) noOtherParts(ctx context.Context) error {
	found, err := files.InFolder(ctx, j.Output, "archive-*-of-*.jsonl")
	if err != nil {
		return fmt.Errorf("%s: %w", j.Output, remedy.Reason(err))
	}
	for _, name := range found {
		if !strings.HasSuffix(name, fmt.Sprintf("-of-%05d.jsonl", j.Parts)) {
			return remedy.Error{
				Err:    fmt.Errorf("%s: holds %s, a part of an archive of another number of parts", j.Output, name),
				Remedy: "name another folder, or as many --parts as before, or remove the old archive",
			}
		}
	}
	return nil
}

// Waits reports whether a job has ended when Run returns: Beam's flags may say that it is submitted
// alone, or only written down.
func Waits() bool {
	template, dry := flag.Lookup("template_location"), flag.Lookup("dry_run")
	return !*jobopts.Async && template.Value.String() == "" && dry.Value.String() != "true"
}

// UseProgram has workers run a program, unless Beam's flags name another. Beam would otherwise
// compile one on the fly where this one is not for the workers' system.
func UseProgram(name string) {
	if *jobopts.WorkerBinary == "" && !jobopts.IsLoopback() {
		*jobopts.WorkerBinary = name
	}
}

// Close ends the processes that this program has started to check documents, as a worker of a job.
func Close() { crews.close() }

// Totals are the counts of all documents of a job that has ended.
func (j *Job) Totals(ctx context.Context) (tally.Counts, error) {
	var totals tally.Counts
	name := files.Join(j.Output, ending)
	content, err := files.Read(ctx, name, maxDescription)
	if err == nil {
		err = json.Unmarshal(content, &totals)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	return totals, err
}
