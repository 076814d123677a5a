package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"refrain/reports"
)

// auto is the format that goes by the environment.
const auto = "auto"

// gitlabFile is where GitLab's documentation puts a Code Quality report.
const gitlabFile = "gl-code-quality-report.json"

// summaryLimit is how many bytes GitHub takes of the summary of a step. It shows nothing of a
// longer one.
const summaryLimit = 1 << 20

// destination is one report that the user asked for.
type destination struct {
	format string // as the user wrote it
	kind   reports.Kind
	target string // its file; "" for standard output
	limit  int64  // of the file, which the report is appended to; 0 for a file of its own
}

// destinations are what --format and --output ask for.
func (f *checkFlags) destinations(getenv func(string) string) ([]destination, error) {
	if len(f.formats) == 0 && f.kindOfOutput() == "" {
		return nil, f.unknownEnding()
	}
	var all []destination
	toOutput := false
	for _, format := range f.asked() {
		name, target, toFile := strings.Cut(format, "=")
		switch {
		case toFile && target == "":
			return nil, fmt.Errorf("--format %s: a file's name is missing after =", format)
		case name == auto && toFile:
			return nil, hinted(
				fmt.Errorf("--format %s: it writes where the environment says", format),
				"name a kind for the file: --format json=findings.json",
			)
		case name == auto:
			all = append(all, automatic(getenv)...)
			continue
		case !toFile:
			target, toOutput = f.output, true
		}
		if target == "-" {
			target = ""
		}
		kind := slices.IndexFunc(f.kindsOfReports(), func(k reports.Kind) bool { return k.Name == name })
		if kind < 0 {
			return nil, fmt.Errorf("--format %s: no such kind of report; there are %s", name, f.kindNames())
		}
		all = append(all, destination{format: format, kind: f.kindsOfReports()[kind], target: target})
	}
	if f.output != "" && !toOutput {
		return nil, hinted(errors.New("--output: every report has its file already"), "leave --output out")
	}
	return all, nil
}

// asked are the kinds that the user asked for. Where only --output is given, its ending names the
// kind: report.html is a page.
func (f *checkFlags) asked() []string {
	if len(f.formats) > 0 {
		return f.formats
	}
	return []string{f.kindOfOutput()}
}

// textEndings are of files that are texts to read, beside those that the kinds name.
var textEndings = []string{"", ".text", ".log"}

// kindOfOutput is the kind that the ending of --output names, or "".
func (f *checkFlags) kindOfOutput() string {
	ending := strings.ToLower(filepath.Ext(f.output))
	for _, k := range f.kindsOfReports() {
		if slices.Contains(k.Endings, ending) {
			return k.Name
		}
	}
	if slices.Contains(textEndings, ending) {
		return "terminal"
	}
	return ""
}

// unknownEnding says of --output that its ending names no kind, or that it could be of several.
func (f *checkFlags) unknownEnding() error {
	file := f.output
	ending := strings.ToLower(filepath.Ext(file))
	var endings []string
	for _, k := range f.kindsOfReports() {
		endings = append(endings, k.Endings...)
	}
	hint := "name a kind, --format KIND=" + file + ", or end the file's name with one of " + strings.Join(endings, ", ")
	if ending == ".xml" && f.kinds == nil {
		hint = "name the kind: --format junit=" + file + " or --format checkstyle=" + file
	}
	return hinted(fmt.Errorf("--output %s: the ending %s does not say which kind of report it is", file, ending), hint)
}

// automatic are the reports that a continuous integration shows where people work, or the one for
// reading.
func automatic(getenv func(string) string) []destination {
	to := func(kind, target string, limit int64) destination {
		k, ok := reports.KindOf(kind)
		if !ok {
			panic(kind + " is no kind of report")
		}
		return destination{auto, k, target, limit}
	}
	switch {
	case getenv("GITHUB_ACTIONS") == "true":
		all := []destination{to("github", "", 0)}
		summary := getenv("GITHUB_STEP_SUMMARY")
		if kind, ok := reports.KindOf("markdown"); ok && summary != "" {
			all = append(all, destination{auto, kind, summary, summaryLimit})
		}
		return all
	case getenv("GITLAB_CI") == "true":
		return []destination{to("terminal", "", 0), to("gitlab", gitlabFile, 0)}
	}
	return []destination{to("terminal", "", 0)}
}
