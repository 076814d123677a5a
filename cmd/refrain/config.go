package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/gitignore"
	"refrain/internal/remedy"
	"refrain/project/config"
	"refrain/project/letterhead"
)

// configFlags say which configuration holds.
type configFlags struct {
	file string
	none bool
}

func (f *configFlags) add(c *cobra.Command) {
	c.Flags().StringVar(
		&f.file, "config", "",
		"configuration (default "+config.Name+" in the working directory, or above it in its repository)",
	)
	c.Flags().BoolVar(&f.none, "no-config", false, "no configuration, no baseline and no waivers beside the documents")
	c.MarkFlagFilename("config", "yaml")
}

// settings are the configuration that holds, and from where its patterns and paths count.
type settings struct {
	*config.Config
	file   string // as messages name it; "" without one
	none   bool   // the user wants neither configuration nor records
	folder recordsFolder
}

// load finds and reads the configuration.
func (f *configFlags) load() (*settings, error) {
	repo, err := repositoryAt("")
	if err != nil {
		return nil, err
	}
	s := &settings{Config: config.New(), none: f.none, folder: recordsFolder{repository: repo}}
	switch {
	case f.none && f.file != "":
		return nil, errors.New("--config and --no-config exclude each other; leave one out")
	case f.none:
		return s, nil
	case f.file != "":
		s.file = f.file
	default:
		if s.file = findConfig(repo.root); s.file == "" {
			return s, nil
		}
	}
	data, err := readConfig(s.file, f.file != "")
	if err != nil {
		return nil, hinted(err, "refrain init writes a configuration")
	}
	if s.Config, err = config.Parse(filepath.ToSlash(s.file), data); err != nil {
		return nil, hinted(err, "refrain init writes a configuration that explains itself")
	}
	s.folder.root = check.Real(filepath.Dir(s.file))
	if err := s.limit(&reader.Limits{}); err != nil {
		return nil, hinted(err, "docs/limits.md explains the limits")
	}
	return s, nil
}

// readConfig reads a configuration. One that the user has named may be a pipe.
func readConfig(name string, named bool) ([]byte, error) {
	if !named {
		return readRecords(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	return data, nil
}

// findConfig is the name of the configuration in the working directory or above it, up to the root;
// "" when there is none.
func findConfig(root string) string {
	for folder, name := check.Real("."), config.Name; ; folder, name = filepath.Dir(folder), filepath.Join("..", name) {
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			return name
		}
		if folder == root || folder == filepath.Dir(folder) {
			return ""
		}
	}
}

// flags let what the user said on the command line win, and give the other flags what the
// configuration says.
func (s *settings) flags(c *cobra.Command, f *checkFlags) {
	merge(c, "fail-on", &f.failOn, &s.FailOn)
	merge(c, "beta-fails", &f.betaFails, &s.BetaFails)
	merge(c, "count", &f.count, &s.Count)
	merge(c, "advisory", &f.advisory, &s.Advisory)
	merge(c, "lang", &f.in.options.Lang, &s.Lang)
	merge(c, "report-lang", &f.reportLang, &s.ReportLang)
	merge(c, "pdf-engine", &f.in.options.PDFEngine, &s.PDFEngine)
	merge(c, "ocr", &f.in.options.OCR, &s.OCR)
	merge(c, "ocr-fails", &f.ocrFails, &s.OCRFails)
	byFlag := c.Flags().Changed("lexicon")
	merge(c, "lexicon", &f.lexicon.own, &s.Lexicon)
	if !byFlag {
		f.lexicon.within = filepath.Dir(s.file)
		for i, folder := range s.Lexicon.Value {
			f.lexicon.own[i] = filepath.ToSlash(filepath.Join(filepath.Dir(s.file), filepath.FromSlash(folder)))
		}
	}
}

// letterhead is what the configuration puts on briefs. The logo is read when a brief is asked for,
// so that a missing one stops nothing else.
func (s *settings) letterhead(asked []string) (letterhead.Letterhead, error) {
	b := &s.Brief
	l := letterhead.Letterhead{
		Organisation: b.Organisation.Value, Introduction: b.Introduction.Value, Date: b.Date.Value,
		Contact: b.Contact.Value, Paper: letterhead.PaperOf(b.Paper.Value),
	}
	if b.Logo.Value == "" || !slices.ContainsFunc(asked, hasLetterhead) {
		return l, nil
	}
	logo, err := letterhead.ReadLogo(s.folder.root, b.Logo.Value)
	if err != nil {
		return l, fmt.Errorf("%s: brief: logo: %w", b.Logo.Origin, err)
	}
	l.Logo = logo
	return l, nil
}

// hasLetterhead reports whether a value of --format asks for a brief or a paper of amendments.
func hasLetterhead(format string) bool {
	kind, _, _ := strings.Cut(format, "=")
	return kind == "brief" || kind == "amendments"
}

// letterheadHere is what the configuration of the working directory puts on briefs, for a command
// that asks nothing else of it.
func letterheadHere(asked []string) (letterhead.Letterhead, error) {
	if !slices.ContainsFunc(asked, hasLetterhead) {
		return letterhead.Letterhead{}, nil
	}
	s, err := (&configFlags{}).load()
	if err != nil {
		return letterhead.Letterhead{}, err
	}
	return s.letterhead(asked)
}

// merge gives a flag and a setting the same value: the flag's where the user gave it.
func merge[T any](c *cobra.Command, flag string, value *T, setting *config.Value[T]) {
	if c.Flags().Changed(flag) {
		*setting = config.Value[T]{Value: *value, Origin: "--" + flag}
		return
	}
	*value = setting.Value
}

// inFolder is the name of a file that lies in the folder of the configuration.
func (s *settings) inFolder(name string) string {
	relative, err := filepath.Rel(check.Real("."), filepath.Join(s.folder.root, filepath.FromSlash(name)))
	if err != nil {
		return filepath.Join(s.folder.root, filepath.FromSlash(name))
	}
	return relative
}

// leavesOut tells of files and folders that were found in a folder whether they are not to be read.
// The second result is nil when all are.
func (s *settings) leavesOut() func(name string, folder bool) bool {
	if s.none {
		return nil
	}
	repo, err := repositoryAt("")
	if err != nil {
		return nil
	}
	var tree *gitignore.Tree
	if _, err := os.Lstat(filepath.Join(repo.root, ".git")); err == nil && s.Gitignore.Value {
		tree = &gitignore.Tree{Root: repo.root}
	}
	// The walk runs beside the rest, so it has homes of its own.
	inRepository, here := recordsFolder{repository: repo}, recordsFolder{repository: s.folder.repository}
	var lexicons []string // They hold the words that they are to find.
	for _, name := range s.Lexicon.Value {
		if path, inside := here.path(filepath.Join(s.folder.root, filepath.FromSlash(name))); inside && s.file != "" {
			lexicons = append(lexicons, path)
		}
	}
	return func(name string, folder bool) bool {
		if path, ok := inRepository.path(name); ok && tree != nil && tree.Ignores(path, folder) {
			return true
		}
		path, _ := here.path(name)
		if folder {
			return s.Skips(path) || slices.Contains(lexicons, path)
		}
		return !s.Reads(path)
	}
}

// recordsFolder is a folder from which paths count. Unlike a repository it knows a link by the link's own
// name, and remembers folders, because it is asked of every file. It is not safe for concurrent
// use.
type recordsFolder struct {
	repository
	folders map[string]string
}

// path is a file's path from the folder, with forward slashes. A file outside of it keeps the name
// that the user gave it.
func (h *recordsFolder) path(name string) (path string, inside bool) {
	name = filepath.FromSlash(name)
	dir := filepath.Dir(name)
	folder, ok := h.folders[dir]
	if !ok {
		folder = check.Real(dir)
		if h.folders == nil {
			h.folders = map[string]string{}
		}
		h.folders[dir] = folder
	}
	whole := filepath.Join(folder, filepath.Base(name))
	if base := filepath.Base(name); base == "." || base == ".." {
		whole = check.Real(name)
	}
	relative, err := filepath.Rel(h.root, whole)
	if err != nil || !filepath.IsLocal(relative) {
		return filepath.ToSlash(name), false
	}
	return filepath.ToSlash(relative), true
}

func (a *app) config() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Show the configuration",
		Args:  knownCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.configShow())
	return c
}

func (a *app) configShow() *cobra.Command {
	var f configFlags
	c := &cobra.Command{
		Use:   "show [FILE]",
		Short: "Print what holds, and where each value comes from",
		Long: `Show prints every setting with its origin: a place in the configuration, or default. With a FILE it prints what holds for that document, by the
patterns under paths.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := f.load()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				path, _ := s.folder.path(args[0])
				return a.showSettings(s, s.For(path), true)
			}
			return a.showSettings(s, s.Config, false)
		},
	}
	f.add(c)
	return c
}

// showSettings prints settings as a configuration that says the same, of one document or of all.
func (a *app) showSettings(s *settings, c *config.Config, one bool) error {
	var b strings.Builder
	if s.file == "" {
		b.WriteString("# no " + config.Name + "; refrain init writes one\n")
	}
	line := func(indent, key, value, at string) {
		fmt.Fprintf(&b, "%-40s # %s\n", indent+key+": "+value, at)
	}
	waive := func(indent string, all []config.Waive) {
		if len(all) > 0 {
			b.WriteString(indent + "waive:\n")
		}
		for _, w := range all {
			line(indent+"  ", cmp.Or(w.Entry, config.AllEntries), waiveValue(w), w.At.String())
		}
	}
	list := func(items []string) string { return "[" + strings.Join(quoted(items), ", ") + "]" }
	line("", "fail-on", c.FailOn.Value, c.FailOn.Origin)
	line("", "beta-fails", fmt.Sprint(c.BetaFails.Value), c.BetaFails.Origin)
	line("", "count", list(c.Count.Value), c.Count.Origin)
	line("", "advisory", fmt.Sprint(c.Advisory.Value), c.Advisory.Origin)
	line("", "lexicon", list(c.Lexicon.Value), c.Lexicon.Origin)
	line("", "lang", quote(c.Lang.Value), c.Lang.Origin)
	line("", "report-lang", quote(c.ReportLang.Value), c.ReportLang.Origin)
	line("", "pdf-engine", c.PDFEngine.Value, c.PDFEngine.Origin)
	line("", "ocr", c.OCR.Value, c.OCR.Origin)
	line("", "ocr-fails", fmt.Sprint(c.OCRFails.Value), c.OCRFails.Origin)
	line("", "include", list(c.Include.Value), c.Include.Origin)
	line("", "exclude", list(c.Exclude.Value), c.Exclude.Origin)
	line("", "gitignore", fmt.Sprint(c.Gitignore.Value), c.Gitignore.Origin)
	line("", "baseline", quote(c.Baseline.Value), c.Baseline.Origin)
	b.WriteString("waivers:\n")
	line("  ", "file", quote(c.Waivers.Value), c.Waivers.Origin)
	line("  ", "dates", c.Dates.Value, c.Dates.Origin)
	if len(c.Limits) > 0 {
		b.WriteString("limits:\n")
	}
	for _, l := range c.Limits {
		line("  ", l.Name, l.Value, l.At)
	}
	if len(c.Prefer) > 0 {
		b.WriteString("prefer:\n")
	}
	for _, p := range c.Prefer {
		line("  ", p.Entry, quote(p.Wording), p.At.String())
	}
	b.WriteString("brief:\n")
	line("  ", "organisation", quote(c.Brief.Organisation.Value), c.Brief.Organisation.Origin)
	line("  ", "logo", quote(c.Brief.Logo.Value), c.Brief.Logo.Origin)
	line("  ", "introduction", quote(c.Brief.Introduction.Value), c.Brief.Introduction.Origin)
	line("  ", "date", quote(c.Brief.Date.Value), c.Brief.Date.Origin)
	line("  ", "contact", quote(c.Brief.Contact.Value), c.Brief.Contact.Origin)
	line("  ", "paper", c.Brief.Paper.Value, c.Brief.Paper.Origin)
	b.WriteString("amendments:\n")
	line("  ", "style", quote(c.Amendments.Style.Value), c.Amendments.Style.Origin)
	line("  ", "sponsor", quote(c.Amendments.Sponsor.Value), c.Amendments.Sponsor.Origin)
	if len(c.Amendments.Houses) > 0 {
		b.WriteString("  # styles of one's own:\n")
	}
	for _, h := range c.Amendments.Houses {
		fmt.Fprintf(&b, "%-40s # %s\n", "  #   "+h.Name, h.At)
	}
	switch {
	case one:
		line("", "allow-gaps", quote(c.Gaps.Value), c.Gaps.Origin)
		waive("", c.Waived)
	case len(c.Paths) > 0:
		b.WriteString("paths:\n")
		for _, o := range c.Paths {
			line("  ", quote(o.Pattern), "", o.At)
			if o.FailOn.Origin != "" {
				line("    ", "fail-on", o.FailOn.Value, o.FailOn.Origin)
			}
			if o.Count.Origin != "" {
				line("    ", "count", list(o.Count.Value), o.Count.Origin)
			}
			if o.Gaps.Origin != "" {
				line("    ", "allow-gaps", quote(o.Gaps.Value), o.Gaps.Origin)
			}
			waive("    ", o.Waive)
		}
	}
	return a.print("%s", b.String())
}

// waiveValue is what the configuration says of findings that may stand.
func waiveValue(w config.Waive) string {
	if w.By == "" && w.Until == "" {
		return quote(w.Reason)
	}
	value := "{reason: " + quote(w.Reason)
	if w.By != "" {
		value += ", by: " + quote(w.By)
	}
	if w.Until != "" {
		value += fmt.Sprintf(", until: %q", w.Until)
	}
	return value + "}"
}

// quote is text as YAML reads it back, with quotation marks only where something else than a name
// stands there.
func quote(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./-_") == "" &&
		strings.ContainsAny(s[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ./") {
		return s
	}
	return fmt.Sprintf("%q", s)
}

func quoted(items []string) []string {
	var all []string
	for _, s := range items {
		all = append(all, quote(s))
	}
	return all
}
