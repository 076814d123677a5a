package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/creachadair/jrpc2"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/atomicfile"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/project/baseline"
	"refrain/project/waiver"
	"refrain/reports/wording"
)

// Commands of workspace/executeCommand. Each takes one argument, an object.
const (
	waiveCommand    = "refrain.waive"
	baselineCommand = "refrain.addToBaseline"
	explainCommand  = "refrain.explain"
	reloadCommand   = "refrain.reload"
	examplesCommand = "refrain.runExamples"
)

// Places of a waiver.
const (
	inDocument = "document"
	inFile     = "file"
)

// subject is the finding that a command is about, and what it takes beside.
type subject struct {
	URI   string `json:"uri"`
	Key   string `json:"key"`
	Index int    `json:"index"` // of the findings with the key, from 0

	Where  string `json:"where"`  // of a waiver: "document" or "file"
	Reason string `json:"reason"` // asked for where it is ""
	By     string `json:"by"`     // of the settings where it is ""
	Until  string `json:"until"`  // likewise
	Quiet  bool   `json:"quiet"`  // the client shows the result itself
}

func (s *Server) commands() map[string]func(context.Context, *subject) (any, error) {
	return map[string]func(context.Context, *subject) (any, error){
		waiveCommand: s.waive, baselineCommand: s.addToBaseline, explainCommand: s.explain,
		examplesCommand: s.runExamples,
		reloadCommand: func(context.Context, *subject) (any, error) {
			s.reload()
			return nil, nil
		},
	}
}

// execute does what a command says.
func (s *Server) execute(ctx context.Context, p *executeCommandParams) (any, error) {
	do, ok := s.commands()[p.Command]
	if !ok {
		return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%.80q: no such command", p.Command)
	}
	var about subject
	if len(p.Arguments) > 0 {
		if err := json.Unmarshal(p.Arguments[0], &about); err != nil {
			return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%s: the argument is not understood: %v", p.Command, err)
		}
	}
	result, err := do(ctx, &about)
	var known *jrpc2.Error
	if err != nil && !errors.As(err, &known) {
		message := err.Error()
		if hint := remedy.Of(err); hint != "" {
			message += "; " + hint
		}
		return nil, jrpc2.Errorf(requestFailed, "%s", message)
	}
	return result, err
}

// find is the finding that a command is about, in the present version of its document.
func (s *Server) find(ctx context.Context, about *subject) (*buffer, *checked, placed, error) {
	b, err := s.opened(about.URI)
	if err != nil {
		return nil, nil, placed{}, err
	}
	c, err := s.current(ctx, b)
	if err != nil {
		return nil, nil, placed{}, err
	}
	for _, f := range c.findings {
		if f.Key == about.Key && f.index == about.Index {
			return b, c, f, nil
		}
	}
	return nil, nil, placed{}, jrpc2.Errorf(contentModified, "the finding is not in the document any more")
}

// explained is the result of explain.
type explained struct {
	Title    string `json:"title"`
	Markdown string `json:"markdown"`
}

func (s *Server) explain(ctx context.Context, about *subject) (any, error) {
	_, c, f, err := s.find(ctx, about)
	if err != nil {
		return nil, err
	}
	if !about.Quiet {
		words := wording.In(languageOf(c.project, c.report))
		s.show(messageInfo, display.Printable(words.Quoted(wording.OneLine(f.Text(c.report.Doc)))+": "+
			words.StatusWords(c.report.Doc, f.Finding)+". "+wording.Sentence(wording.OneLine(f.Entry.Why))))
	}
	return explained{f.Entry.ID, explanation(c, f)}, nil
}

// reasons are offered to the user of a client that does not ask for one itself.
var reasons = []string{"Title of a law or a document", "Quotation that is discussed", "To be rewritten later"}

// askReason asks the user for a reason.
func (s *Server) askReason(ctx context.Context, entry string) (string, error) {
	p := messageRequestParams{Type: messageInfo, Message: "Why may " + entry + " stand here?"}
	for _, r := range append(reasons, "Cancel") {
		p.Actions = append(p.Actions, messageAction{r})
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := s.rpc.Callback(ctx, "window/showMessageRequest", p)
	var chosen *messageAction
	if err == nil {
		err = r.UnmarshalResult(&chosen)
	}
	if err != nil || chosen == nil || chosen.Title == "Cancel" || chosen.Title == "" {
		return "", jrpc2.Errorf(requestFailed, "nothing is waived: a waiver needs a reason")
	}
	return chosen.Title, nil
}

// standardDays is after how many days a waiver ends where the configuration asks for a last day and the
// settings name none.
const standardDays = 180

// waiverOf is the waiver that a command asks for.
func (s *Server) waiverOf(ctx context.Context, c *checked, f placed, about *subject) (*waiver.Waiver, error) {
	settings := c.project.settings.Waiver
	w := &waiver.Waiver{Entry: f.Entry.ID, Reason: wording.OneLine(about.Reason), By: about.By, Until: about.Until}
	if w.By == "" {
		w.By = settings.By
	}
	days := settings.Days
	if days == 0 && c.project.set.Dated != "" {
		days = standardDays
	}
	if w.Until == "" && days > 0 {
		today, err := time.Parse(time.DateOnly, c.project.today)
		if err != nil {
			return nil, err
		}
		w.Until = today.AddDate(0, 0, days).Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, w.Until); err != nil && w.Until != "" {
		return nil, fmt.Errorf("until %.20s: expected a day such as 2027-03-01", w.Until)
	}
	var err error
	if w.Reason == "" {
		w.Reason, err = s.askReason(ctx, w.Entry)
	}
	return w, err
}

// waive lets a finding stand: by a comment in its document, which the editor writes, or in the list of
// waivers.
func (s *Server) waive(ctx context.Context, about *subject) (any, error) {
	b, c, f, err := s.find(ctx, about)
	if err != nil {
		return nil, err
	}
	if about.Where == inDocument {
		if why := c.project.distrusts(b.file); why != "" {
			return nil, errors.New("a comment in the document would not count: " + why)
		}
	} else if _, inside := c.project.path(b.file); !inside {
		return nil, errors.New("the document lies outside of the folder of its list of waivers")
	}
	w, err := s.waiverOf(ctx, c, f, about)
	if err != nil {
		return nil, err
	}
	if about.Where != inDocument {
		return nil, s.waiveInFile(ctx, b, c, f, w)
	}
	at, text, err := s.commentFor(ctx, b, c, f, w)
	if err != nil {
		return nil, err
	}
	place := newLines(c.text, s.encoding).position(at)
	return nil, s.applyEdit(ctx, "Let "+w.Entry+" stand", s.edit(b.uri, c, []textEdit{{Range{place, place}, text}}))
}

// applyEdit has the editor make an edit.
func (s *Server) applyEdit(ctx context.Context, label string, edit *workspaceEdit) error {
	if !s.client.Workspace.ApplyEdit {
		return errors.New("this editor makes no edits for a server")
	}
	r, err := s.rpc.Callback(ctx, "workspace/applyEdit", applyEditParams{label, *edit})
	if err != nil {
		return err
	}
	var done applyEditResult
	if err := r.UnmarshalResult(&done); err != nil {
		return err
	}
	if !done.Applied {
		return fmt.Errorf("the editor did not make the edit: %s", display.Printable(done.FailureReason))
	}
	return nil
}

// commentFor is where a comment goes that lets a finding stand, and its text. Each place is tried: with
// the comment there the document must have the same findings, and this one waived.
func (s *Server) commentFor(
	ctx context.Context, b *buffer, c *checked, f placed, w *waiver.Waiver,
) (at int, text string, err error) {
	comment, err := waiver.Comment(c.report.Doc.Comments, w)
	if err != nil {
		return 0, "", err
	}
	end := "\n"
	if strings.Contains(c.text, "\r\n") {
		end = "\r\n"
	}
	line := func(offset int) (int, string) {
		start := strings.LastIndexAny(c.text[:offset], "\r\n") + 1
		indent := c.text[start:offset]
		indent = indent[:len(indent)-len(strings.TrimLeft(indent, " \t"))]
		return start, indent + strings.ReplaceAll(comment, "\n", end) + end
	}
	type place struct {
		at   int
		text string
	}
	var tries []place
	add := func(at int, text string) { tries = append(tries, place{at, text}) }
	if i := c.report.Doc.BlockAt(f.Span.Start); i >= 0 {
		block := c.report.Doc.Blocks[i]
		first := c.sourceOf(document.Span{Start: block.Start, End: min(block.Start+1, block.End)})
		if block.Role != document.ListItem && block.Role != document.Cell {
			add(line(first.Start))
		}
		if strings.HasPrefix(comment, "<!--") {
			add(f.source.Start, comment)
		}
		add(line(first.Start))
	}
	add(line(f.source.Start))
	for _, p := range tries {
		if s.waives(ctx, b, c, f, p.at, p.text) {
			return p.at, p.text, nil
		}
	}
	return 0, "", errors.New("no comment in this place would count; let it stand in " + c.project.config.Waivers.Value)
}

// waives reports whether a document with a text put in has the same findings beside those in the text,
// and that one waived.
func (s *Server) waives(ctx context.Context, b *buffer, c *checked, f placed, at int, text string) bool {
	tried := &checked{text: c.text[:at] + text + c.text[at:], project: c.project}
	tried.report = c.project.checker.Document(ctx, s.readName(b), tried.text)
	c.project.apply(tried.report, b.file)
	if ctx.Err() != nil {
		return false
	}
	added := document.Span{Start: at, End: at + len(text)}
	left := c.findings
	for _, is := range tried.placeAll() {
		if added.Contains(is.source) {
			continue
		}
		if len(left) == 0 {
			return false
		}
		was := left[0]
		left = left[1:]
		place := was.source
		if place.Start >= at {
			place = document.Span{Start: place.Start + len(text), End: place.End + len(text)}
		}
		if was.Entry != is.Entry || was.Verdict.Status != is.Verdict.Status || place != is.source {
			return false
		}
		if was.Finding == f.Finding && is.Record.State != analyzer.Waived {
			return false
		}
	}
	return len(left) == 0
}

// waiveInFile adds a waiver to the list of waivers.
func (s *Server) waiveInFile(ctx context.Context, b *buffer, c *checked, f placed, w *waiver.Waiver) error {
	p := c.project
	name := p.inRoot(p.config.Waivers.Value)
	path, _ := p.path(b.file)
	item := waiverItem(w, f, path, c.report.Doc)
	listed := s.openFile(name)
	if listed == nil {
		old, err := readIfThere(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, remedy.Reason(err))
		}
		added, err := p.withItem(name, old, item)
		if err != nil {
			return err
		}
		if err := p.write(p.config.Waivers.Value, []byte(old+added)); err != nil {
			return err
		}
		s.reload()
		return nil
	}
	s.mu.Lock()
	old, version := listed.text, listed.version
	s.mu.Unlock()
	added, err := p.withItem(name, old, item)
	if err != nil {
		return err
	}
	end := newLines(old, s.encoding).position(len(old))
	edit := s.edit(listed.uri, &checked{version: version}, []textEdit{{Range{end, end}, added}})
	return s.applyEdit(ctx, "Let "+w.Entry+" stand", edit)
}

// openFile is a file that is open in the editor, by whatever name; nil where it is not.
func (s *Server) openFile(name string) *buffer {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.open {
		if b.file != "" && check.Real(b.file) == check.Real(name) {
			return b
		}
	}
	return nil
}

// readIfThere is the content of a file, and "" where there is none.
func readIfThere(name string) (string, error) {
	data, err := readBounded(name, mostRecords)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(data), err
}

// waiverItem is a waiver of one finding as an item of the list. Texts are written as JSON, which is YAML.
func waiverItem(w *waiver.Waiver, f placed, path string, d *document.Document) string {
	text := func(s string) string { return string(bytes.TrimSpace(display.JSON(s))) }
	words := wording.CutAt(wording.OneLine(f.Text(d)), mostWords)
	item := "- key: " + text(f.Key) + " # " + display.Printable(w.Entry+": "+words) + "\n" +
		"  paths: [" + text("/"+escapePattern(path)) + "]\n  reason: " + text(w.Reason) + "\n"
	if w.By != "" {
		item += "  by: " + text(w.By) + "\n"
	}
	if w.Until != "" {
		item += "  until: " + text(w.Until) + "\n"
	}
	return item
}

// escapePattern is a pattern of git's that names one path.
func escapePattern(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// withItem is what to add to a list of waivers for one more, so that all that is in it stays as it is.
// The error is that the list is written in a way that nothing can be added to, or is not valid.
func (p *project) withItem(name, old, item string) (added string, err error) {
	var before []*waiver.Waiver
	if !onlyComments(old) {
		if before, err = waiver.Parse(filepath.ToSlash(name), []byte(old), p.lexicon); err != nil {
			return "", err
		}
	}
	if old != "" && !strings.HasSuffix(old, "\n") {
		added = "\n"
	}
	added += item
	if strings.Contains(old, "\r\n") {
		added = strings.ReplaceAll(added, "\n", "\r\n")
	}
	after, err := waiver.Parse(filepath.ToSlash(name), []byte(old+added), p.lexicon)
	if err != nil || len(after) != len(before)+1 {
		return "", fmt.Errorf("%s: nothing can be added after its end; write it there yourself:\n%s", name, item)
	}
	return added, nil
}

// onlyComments reports whether YAML holds nothing but comments.
func onlyComments(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// addToBaseline adds a finding to the baseline.
func (s *Server) addToBaseline(ctx context.Context, about *subject) (any, error) {
	b, c, f, err := s.find(ctx, about)
	if err != nil {
		return nil, err
	}
	p := c.project
	path, inside := p.path(b.file)
	if !inside {
		return nil, errors.New("the document lies outside of the folder of its baseline")
	}
	name := p.inRoot(p.config.Baseline.Value)
	data, err := readIfThere(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, remedy.Reason(err))
	}
	known := &baseline.Baseline{Header: p.header}
	if data != "" {
		if known, err = baseline.Parse(filepath.ToSlash(name), []byte(data)); err != nil {
			return nil, err
		}
	}
	var one baseline.Baseline
	one.Add(&analyzer.Report{Doc: c.report.Doc, Findings: []analyzer.Finding{*f.Finding}}, display.Name(path))
	for _, row := range one.Rows {
		if row.Entry != "" { // The document is not known as a whole.
			known.Rows = append(known.Rows, row)
		}
	}
	var out bytes.Buffer
	if err := known.Write(&out); err != nil {
		return nil, err
	}
	if err := p.write(p.config.Baseline.Value, out.Bytes()); err != nil {
		return nil, err
	}
	s.reload()
	return nil, nil
}

// write writes a file of records, which lies in the folder of the configuration. No link leads it out
// of there.
func (p *project) write(name string, data []byte) error {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return err
	}
	defer root.Close()
	whole := p.inRoot(name)
	info, err := root.Lstat(filepath.FromSlash(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := root.Stat(filepath.Dir(filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", whole, remedy.Reason(err))
		}
	case err != nil:
		return fmt.Errorf("%s: cannot be written: %w", whole, remedy.Reason(err))
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: is no regular file; nothing is written", whole)
	}
	file, err := atomicfile.Create(whole)
	if err == nil {
		defer file.Discard()
		if _, err = file.Write(data); err == nil {
			err = file.Place()
		}
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", whole, remedy.Reason(err))
	}
	return nil
}
