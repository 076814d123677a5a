package lsp

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
	"refrain/project/baseline"
	"refrain/project/config"
	"refrain/project/waiver"
	"refrain/reports/stream"
)

// Options are what the server is made of. Builtin and Limits must be set.
type Options struct {
	Version string
	Builtin func() (*lexicon.Lexicon, error)            // the built-in lexicon without its examples
	Limits  func(*config.Config) (reader.Limits, error) // what one document may cost
	Today   func() (string, error)                      // the day by which waivers end, "2027-03-01"
	Cache   cache.Folder                                // where compiled languages are kept; "" keeps none
	Log     func(message string)                        // what went wrong beside the protocol; nil for nobody
}

// project is what holds for the documents of a folder: its configuration, records and lexicon. It does
// not change after it was loaded, but for notes of which waivers were needed.
type project struct {
	root     string // the folder from which paths count, without links
	file     string // the configuration; "" without one
	config   *config.Config
	settings Settings
	lexicon  *lexicon.Lexicon
	own      []string // folders of own lexicons
	folders  []string // of own lexicons, whether they load or not
	checker  *check.Checker
	policy   analyzer.Policy
	prefer   map[string]string // the wording to take for findings of an entry
	header   baseline.Header
	today    string
	tracked  string // the repository whose .gitignore files hold; "" for none

	records sync.Mutex                // one document at a time is compared with what follows
	set     waiver.Set                // as it is before its first document
	known   *baseline.Baseline        // nil without one
	rows    map[string][]baseline.Row // of it, by path
	gone    []baseline.Row            // of documents that are not there any more

	links    sync.Map         // by entry
	problems []problem        // of the files that were read
	read     map[string]stamp // files that were read, or would be if they were there
}

// problem is a mistake in a file of the user's.
type problem struct {
	file         string // absolute
	line, column int    // from 1, columns in code points
	message      string
}

// stamp tells whether a file has changed.
type stamp struct {
	size    int64
	changed int64 // in nanoseconds; 0 for no file
}

func stampOf(name string) stamp {
	info, err := os.Stat(name)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime().UnixNano()}
}

// changed reports whether a file that the project was made from is another now.
func (p *project) changed() bool {
	for name, was := range p.read {
		if stampOf(name) != was {
			return true
		}
	}
	return false
}

// mostRecords is how much is read of a configuration or a file of records, in bytes. Their readers
// refuse what is longer than they take.
const mostRecords = 1 << 29

// load reads what holds for documents in a folder. What is wrong is among the problems, and its
// standard holds. The error is that the program's own lexicon does not load.
func load(folder string, s Settings, o Options, shared *checkers) (*project, error) {
	p := &project{settings: s, read: map[string]stamp{}, config: config.New()}
	repository := repositoryOf(folder)
	p.root = check.Real(folder)
	if p.file = findConfig(folder, repository, p.read); p.file != "" {
		p.root = check.Real(filepath.Dir(p.file))
		p.readConfig()
	}
	limits, err := o.Limits(p.config)
	p.fault(p.file, err)
	p.policy = policyOf(p.config, s)
	if err := p.readLexicon(o); err != nil {
		return nil, err
	}
	advisory := p.config.Advisory.Value || s.Advisory
	run := stream.RunOf(o.Version, p.lexicon, p.own, advisory, p.policy)
	p.header = baseline.Header{
		Version: run.Version, Lexicon: run.LexiconVersion, SHA256: run.LexiconSHA256, Tiers: run.Tiers,
	}
	if p.today, err = o.Today(); err != nil {
		return nil, err
	}
	p.readPreferences()
	p.readWaivers()
	p.readBaseline()
	if _, err := os.Lstat(filepath.Join(repository, ".git")); err == nil && p.config.Gitignore.Value {
		p.tracked = repository
	}
	lang := p.config.Lang.Value
	if lang == "" {
		lang = s.Lang
	}
	if lang != "" && p.lexicon.Language(document.PrimaryLanguage(lang)) == nil {
		p.fault(p.file, fmt.Errorf("lang: there is no lexicon of the language %.40q", lang))
		lang = ""
	}
	p.checker = shared.of(p.lexicon, looks{
		lexicon: p.lexicon.SHA256, advisory: advisory, lang: lang, limits: limits,
	}, o.Cache)
	return p, nil
}

// mostSentences is how many sentences keep their tags from one check to the next. They are those with
// findings, of the documents that are being written.
const mostSentences = 5000

// fault takes note of mistakes in a file of the user's, each with its place where it has one.
func (p *project) fault(file string, err error) {
	switch joined := err.(type) {
	case nil:
		return
	case interface{ Unwrap() []error }:
		for _, one := range joined.Unwrap() {
			p.fault(file, one)
		}
		return
	}
	one := problem{file: file, line: 1, column: 1, message: err.Error()}
	var placed strictyaml.Problem
	if errors.As(err, &placed) {
		one.line, one.column, one.message = placed.At.Line, placed.At.Column, placed.Msg
		if at := filepath.FromSlash(placed.At.File); filepath.IsAbs(at) {
			one.file = at
		}
	}
	if hint := remedy.Of(err); hint != "" {
		one.message += "; " + hint
	}
	if rest, ok := strings.CutPrefix(one.message, filepath.ToSlash(file)+":"); ok && file != "" {
		one.message = strings.TrimSpace(rest)
		if n, _ := fmt.Sscanf(rest, "%d:%d:", &one.line, &one.column); n == 2 {
			_, one.message, _ = strings.Cut(rest, ": ")
		}
	}
	p.problems = append(p.problems, one)
}

// readRecords reads a file that need not be there: then there is no data. It must be a file: a link to
// a device has no end, and a pipe may have no beginning.
func (p *project) readRecords(name string) []byte {
	p.read[name] = stampOf(name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("is no regular file")
	}
	var data []byte
	if err == nil {
		data, err = readBounded(name, mostRecords)
	}
	if err != nil {
		p.fault(name, remedy.Reason(err))
	}
	return data
}

func readBounded(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most))
}

func (p *project) readConfig() {
	data := p.readRecords(p.file)
	read, err := config.Parse(filepath.ToSlash(p.file), data)
	if err != nil {
		p.fault(p.file, err)
		return
	}
	p.config = read
}

// policyOf is what counts and what fails. The configuration has checked the names.
func policyOf(c *config.Config, s Settings) analyzer.Policy {
	count := c.Count.Value
	if c.Count.Origin == config.Default && len(s.Count) > 0 {
		count = s.Count
	}
	return rules(c.FailOn.Value, count, c.OCRFails.Value, c.BetaFails.Value)
}

func rules(failOn string, count []string, ocr, beta bool) analyzer.Policy {
	counted, _ := lexicon.ParseStatuses(count)
	severity, ok := lexicon.ParseSeverity(failOn)
	return analyzer.Policy{Counted: counted, Threshold: severity, Never: !ok, OCRFails: ocr, Beta: beta}
}

// readLexicon loads the built-in lexicon with the own ones on top. One that does not load is left out.
func (p *project) readLexicon(o Options) error {
	folders := p.settings.Lexicon
	within := "" // the folder that links of a configuration's lexicon do not lead out of
	if p.config.Lexicon.Origin != config.Default {
		folders, within = p.config.Lexicon.Value, p.root
	}
	var own []lexicon.Own
	var root *os.Root
	if within != "" && len(folders) > 0 {
		opened, err := os.OpenRoot(within)
		if err != nil {
			return err
		}
		defer opened.Close()
		root = opened
	}
	for _, folder := range folders {
		name := filepath.FromSlash(folder)
		if !filepath.IsAbs(name) {
			name = filepath.Join(p.root, name)
		}
		p.folders = append(p.folders, name)
		files, err := lexiconFiles(root, folder, name)
		if err != nil {
			p.fault(p.file, fmt.Errorf("lexicon: %s: %w", folder, remedy.Reason(err)))
			continue
		}
		p.own = append(p.own, name)
		own = append(own, lexicon.Own{Name: filepath.ToSlash(name), Files: files})
		p.watch(name)
	}
	var err error
	if len(own) > 0 {
		if p.lexicon, err = lexicon.LoadTerms(lexicon.Files, own...); err == nil {
			return nil
		}
		p.fault(p.file, err)
		p.own = nil
	}
	p.lexicon, err = o.Builtin()
	return err
}

// lexiconFiles are the files of an own lexicon. With a root, one of a configuration, they lie in it.
func lexiconFiles(root *os.Root, folder, name string) (fs.FS, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, errors.New("is no folder")
	case root == nil:
		return os.DirFS(name), nil
	}
	files, err := fs.Sub(root.FS(), path.Clean(filepath.ToSlash(folder)))
	if err != nil {
		return nil, err
	}
	if _, err = fs.Stat(files, "."); err != nil {
		return nil, errors.New("a link leads out of the folder of the configuration; copy it there")
	}
	return files, nil
}

// mostWatched is how many files of own lexicons are looked at for changes.
const mostWatched = 2000

// watch takes note of the files of an own lexicon.
func (p *project) watch(folder string) {
	filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || len(p.read) > mostWatched {
			return fs.SkipAll
		}
		if entry.IsDir() || strings.HasSuffix(name, ".yaml") {
			p.read[name] = stampOf(name)
		}
		return nil
	})
}

// readPreferences takes over which wordings the configuration prefers.
func (p *project) readPreferences() {
	p.prefer = map[string]string{}
	for _, one := range p.config.Prefer {
		known := slices.ContainsFunc(p.lexicon.Languages, func(l *lexicon.Language) bool { return l.Entry(one.Entry) != nil })
		if !known {
			p.fault(p.file, strictyaml.Problem{At: one.At, Msg: fmt.Sprintf(
				"prefer: %q is not an entry; refrain lexicon list shows them", one.Entry,
			)})
			continue
		}
		p.prefer[one.Entry] = one.Wording
	}
}

// inRoot is a file that the configuration names.
func (p *project) inRoot(name string) string { return filepath.Join(p.root, filepath.FromSlash(name)) }

func (p *project) readWaivers() {
	p.set = waiver.Set{Lexicon: p.lexicon, Today: p.today}
	p.fault(p.file, p.set.Configure(p.config))
	name := p.inRoot(p.config.Waivers.Value)
	if data := p.readRecords(name); data != nil {
		all, err := waiver.Parse(filepath.ToSlash(name), data, p.lexicon)
		p.fault(name, err)
		if err == nil {
			p.set.Waivers = append(p.set.Waivers, all...)
		}
	}
	for _, n := range p.set.Wrong() {
		p.problems = append(p.problems, problem{filepath.FromSlash(n.Place.File), n.Place.Line, n.Place.Column, n.Text})
	}
}

func (p *project) readBaseline() {
	name := p.inRoot(p.config.Baseline.Value)
	data := p.readRecords(name)
	if data == nil {
		return
	}
	known, err := baseline.Parse(filepath.ToSlash(name), data)
	if err != nil {
		p.fault(name, err)
		return
	}
	p.known, p.rows = known, map[string][]baseline.Row{}
	for _, r := range known.Rows {
		p.rows[r.Path] = append(p.rows[r.Path], r)
	}
	for _, r := range known.Rows {
		if _, err := os.Stat(p.inRoot(display.FileName(r.Path))); errors.Is(err, fs.ErrNotExist) {
			p.gone = append(p.gone, r)
		}
	}
}

// path is a document's path in the records: from the root, with forward slashes. It is not inside when
// the document lies elsewhere, or is no file.
func (p *project) path(file string) (path string, inside bool) {
	if file == "" {
		return "-", false
	}
	whole := filepath.Join(check.Real(filepath.Dir(file)), filepath.Base(file))
	relative, err := filepath.Rel(p.root, whole)
	if err != nil || !filepath.IsLocal(relative) {
		return filepath.ToSlash(file), false
	}
	return filepath.ToSlash(relative), true
}

// distrusts returns why waivers in a document do not count; "" where they do: in files below the
// folder of the configuration. A link may lead out of it.
func (p *project) distrusts(file string) string {
	switch {
	case file == "":
		return "the text is no file yet; waivers in it hold when it is saved"
	case p.file == "":
		return "waivers in documents hold in the folder of a configuration, and there is none; refrain init writes one"
	}
	within, err := filepath.Rel(p.root, check.Real(file))
	if err != nil || !filepath.IsLocal(within) {
		return "the document lies outside the folder of " + filepath.ToSlash(p.file)
	}
	return ""
}

// apply says what the configuration and the records know of a document and of its findings, and
// returns what is wrong with waivers in it.
func (p *project) apply(r *analyzer.Report, file string) []analyzer.Notice {
	path, _ := p.path(file)
	one := p.config.For(path)
	r.Accepted = one.Gaps.Value
	if one.FailOn.Origin != p.config.FailOn.Origin || one.Count.Origin != p.config.Count.Origin {
		own := rules(one.FailOn.Value, one.Count.Value, p.config.OCRFails.Value, p.config.BetaFails.Value)
		for i := range r.Findings {
			r.Findings[i].Policy = &own
		}
	}
	p.records.Lock()
	defer p.records.Unlock()
	set := p.set
	set.Distrusts = func(*document.Document) string { return p.distrusts(file) }
	notices := set.Apply(r, path, p.policy.Counts)
	if p.known != nil {
		name := display.Name(path)
		rows := slices.Concat(p.rows[name], p.gone)
		missing := map[string]bool{}
		for i := range p.gone {
			missing[p.gone[i].Path] = true
		}
		ledger := baseline.NewLedger(
			&baseline.Baseline{Header: p.known.Header, Rows: rows}, p.header,
			func(path string) bool { return !missing[path] },
		)
		ledger.Apply(r, name)
	}
	return notices
}

// repositoryOf is the nearest folder with a repository at or above a folder, or else that folder.
func repositoryOf(folder string) string {
	here := check.Real(folder)
	for at := here; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return here
		}
	}
}

// findConfig is the configuration in a folder or above it, up to the repository; "" when there is
// none. Files that would be one are taken note of.
func findConfig(folder, repository string, looked map[string]stamp) string {
	for at := check.Real(folder); ; at = filepath.Dir(at) {
		name := filepath.Join(at, config.Name)
		looked[name] = stampOf(name)
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			return name
		}
		if at == repository || at == filepath.Dir(at) {
			return ""
		}
	}
}
