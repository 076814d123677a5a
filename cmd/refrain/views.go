package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"refrain/check"
	"refrain/reports"
	views "refrain/reports/trend"
)

// viewKind is a kind of report on a trend or on a history.
type viewKind struct {
	name    string
	endings []string
	trend   func(w io.Writer, r *views.Report, o views.Options) error
	history func(w io.Writer, r *views.HistoryReport, o views.Options) error
}

// viewsOfTrend and viewsOfHistory are the kinds of their reports.
var (
	viewsOfTrend = kindsOf(views.Kinds, func(k views.Kind) viewKind {
		return viewKind{name: k.Name, endings: k.Endings, trend: k.Write}
	})
	viewsOfHistory = kindsOf(views.HistoryKinds, func(k views.HistoryKind) viewKind {
		return viewKind{name: k.Name, endings: k.Endings, history: k.Write}
	})
)

func kindsOf[K any](list []K, of func(K) viewKind) []viewKind {
	var all []viewKind
	for _, k := range list {
		all = append(all, of(k))
	}
	return all
}

// viewOutputs are the reports on one trend or history, each made when all is known.
type viewOutputs struct {
	app *app
	all []*viewOutput
}

type viewOutput struct {
	*output
	kind  viewKind
	style views.Options
}

// openViews makes ready what --format and --output ask for, and touches no file that refrain did
// not write.
func (a *app) openViews(f *checkFlags, kinds []viewKind) (*viewOutputs, error) {
	if err := knownReportLang(f.reportLang); err != nil {
		return nil, err
	}
	out := &viewOutputs{app: a}
	asked, toOutput := f.formats, false
	if len(asked) == 0 {
		name, err := viewOfEnding(f.output, kinds)
		if err != nil {
			return nil, err
		}
		asked = []string{name}
	}
	for _, format := range asked {
		name, target, toFile := strings.Cut(format, "=")
		if toFile && target == "" {
			return nil, fmt.Errorf("--format %s: a file's name is missing after =", format)
		}
		if !toFile {
			target, toOutput = f.output, true
		}
		if target == "-" {
			target = ""
		}
		i := slices.IndexFunc(kinds, func(k viewKind) bool { return k.name == name })
		if i < 0 {
			return nil, fmt.Errorf("--format %s: no such kind of report here; there are %s", name, viewNames(kinds))
		}
		if err := out.add(f, format, kinds[i], target); err != nil {
			return nil, err
		}
	}
	if f.output != "" && !toOutput {
		return nil, hinted(errors.New("--output: every report has its file already"), "leave --output out")
	}
	return out, nil
}

func viewNames(kinds []viewKind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}

// viewOfEnding is the kind that the ending of a file names.
func viewOfEnding(file string, kinds []viewKind) (string, error) {
	ending := strings.ToLower(filepath.Ext(file))
	for _, k := range kinds {
		if slices.Contains(k.endings, ending) {
			return k.name, nil
		}
	}
	if slices.Contains(textEndings, ending) {
		return "terminal", nil
	}
	return "", hinted(
		fmt.Errorf("--output %s: the ending %s does not say which kind of report it is", file, ending),
		"name a kind, --format KIND="+file+"; there are "+viewNames(kinds),
	)
}

func (out *viewOutputs) add(f *checkFlags, format string, kind viewKind, target string) error {
	var refused error
	if target != "" {
		if refused = mayReplace(target); refused != nil && !f.force {
			return refused
		}
	}
	if slices.ContainsFunc(out.all, func(o *viewOutput) bool { return check.Real(o.target) == check.Real(target) }) {
		return hinted(fmt.Errorf("--format %s: two reports for one place", format),
			"name a file for each: --format html=trend.html")
	}
	style, err := out.app.style(f.color, target, reports.Options{})
	if err != nil {
		return err
	}
	o := &output{target: target, others: refused != nil, app: out.app}
	if info, err := os.Stat(target); err == nil && info.Mode().IsRegular() {
		o.over = info
	}
	o.buffer = bufio.NewWriterSize(o, 64<<10)
	out.all = append(out.all, &viewOutput{o, kind, views.Options{
		Language: f.reportLang, Bold: style.Color, Width: style.Width, Verbose: f.verbose,
	}})
	return nil
}

// goals are the files that the run would change.
func (out *viewOutputs) goals(a *app) []target {
	var all outputs
	for _, o := range out.all {
		all = append(all, o.output)
	}
	return a.targets(all)
}

// write writes every report and puts it in its place. One that cannot be written takes no other
// with it.
func (out *viewOutputs) write(do func(w io.Writer, k viewKind, o views.Options) error) error {
	var errs []error
	for _, o := range out.all {
		errs = append(errs, o.write(do))
	}
	return errors.Join(errs...)
}

func (o *viewOutput) write(do func(w io.Writer, k viewKind, o views.Options) error) error {
	if o.target != "" {
		if err := o.create(); err != nil {
			return err
		}
	}
	if err := do(o.buffer, o.kind, o.style); err != nil {
		return err
	}
	if err := o.buffer.Flush(); err != nil {
		return err
	}
	return o.place()
}

// discard takes away what was not put in its place.
func (out *viewOutputs) discard() {
	var all outputs
	for _, o := range out.all {
		all = append(all, o.output)
	}
	all.discard()
}
