package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/display"
	"refrain/reports"
)

// result is a check that is done.
type result struct {
	id      string
	run     reports.Run
	files   map[string]string // contents, by name of the document
	size    int64             // bytes of the files
	name    string            // of the check, for people
	reports []*analyzer.Report
	totals  reports.Totals
}

func newResult(u *Upload, run reports.Run) *result {
	r := &result{
		id: Random(16), run: run, files: map[string]string{}, size: u.size,
		name: u.files[0].name, totals: reports.Totals{Policy: run.Policy},
	}
	if n := len(u.files) - 1; n > 0 {
		r.name = fmt.Sprintf("%s and %d more", r.name, n)
	}
	for _, f := range u.files {
		r.files[f.name] = f.content
	}
	return r
}

func (r *result) add(report *analyzer.Report) {
	if report == nil {
		r.totals.OtherKinds++
		return
	}
	r.reports = append(r.reports, report)
	r.totals.Add(report)
}

// original is the content of a document of the result.
func (r *result) original(d *document.Document) (string, error) {
	content, ok := r.files[d.Name]
	if !ok {
		return "", errors.New("is not held any more")
	}
	return content, nil
}

// hearing is the result with only the words of one speaker counted, as a policy hears them; with all
// where there is no name.
func (r *result) hearing(speaker string) *result {
	if speaker == r.run.Policy.Speaker {
		return r
	}
	one := *r
	one.run.Policy.Speaker = speaker
	one.totals = reports.Totals{Policy: one.run.Policy, OtherKinds: r.totals.OtherKinds}
	for _, report := range one.reports {
		one.totals.Add(report)
	}
	return &one
}

// Summary is what a page says of a check in its history.
type Summary struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Documents int       `json:"documents"`
	Counts    int       `json:"counts"`   // findings that count
	Apart     int       `json:"apart"`    // findings that do not
	Gaps      int       `json:"gaps"`     // documents that were not read, or not fully
	Others    int       `json:"others"`   // files in folders that are of no kind that can be read
	Copies    []Copying `json:"copies"`   // documents of which there are copies with comments
	Versions  []Copying `json:"versions"` // documents of which two can be compared
	Speakers  []string  `json:"speakers"` // in whose words findings count, in the order of speech
	Speaker   string    `json:"speaker"`  // the one whose findings count; "" for all
}

// Copying is a document of which there is a copy with comments, or that can be compared.
type Copying struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
}

func (r *result) summary() Summary {
	s := Summary{
		ID: r.id, Name: display.Name(r.name), Documents: r.totals.Documents, Counts: r.totals.Counting(),
		Apart: r.totals.Apart(), Gaps: r.totals.Unread, Others: r.totals.OtherKinds, Copies: []Copying{},
		Versions: []Copying{}, Speakers: []string{}, Speaker: r.run.Policy.Speaker,
	}
	heard := r.hearing("").totals.Speakers
	for _, speaker := range heard[:min(len(heard), mostSpeakers)] {
		if speaker.Counting > 0 && speaker.Name != "" && len(speaker.Name) <= mostSpeakerBytes {
			s.Speakers = append(s.Speakers, speaker.Name)
		}
	}
	for i, report := range r.reports {
		if report.Doc.Text == "" {
			continue
		}
		one := Copying{i, display.Name(report.Doc.Name), report.Doc.Format}
		if copied(report.Doc.Format) {
			s.Copies = append(s.Copies, one)
		}
		if len(s.Versions) < mostVersions {
			s.Versions = append(s.Versions, one)
		}
	}
	return s
}

// mostVersions is how many documents a page offers to choose two from.
const mostVersions = 200

// mostSpeakers is how many speakers a page offers to choose from.
const mostSpeakers = 200

// copied reports whether there are copies of documents of a format: of a kind with its name.
func copied(format string) bool {
	kind, ok := reports.KindOf(format)
	return ok && kind.Copy
}

// download is a kind of report that a page offers.
type download struct {
	name  string
	about string
	kind  string // of reports.Kinds
	file  string // the end of the file's name
	media string
}

var downloads = []download{
	{"html", "the report as a page, to forward or print", "html", "html", "text/html; charset=utf-8"},
	{"brief", "two pages to lay before a drafter", "brief", "brief.html", "text/html; charset=utf-8"},
	{"brief-word", "the same for Word, to edit", "brief", "brief.docx",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"brief-markdown", "the same as text with marks", "brief", "brief.md", "text/markdown; charset=utf-8"},
	{"amendments-word", "a paper of amendments for Word, to edit and table", "amendments", "amendments.docx",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"amendments", "the same as a page", "amendments", "amendments.html", "text/html; charset=utf-8"},
	{"amendments", "what is proposed, as amendments to edit and table", "amendments", "amendments.html",
		"text/html; charset=utf-8"},
	{"amendments-word", "the same for Word", "amendments", "amendments.docx",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"xlsx", "a workbook for a spreadsheet", "xlsx", "xlsx",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{"quote", "the sentences as quotations, for a chat or an article", "quote", "quotes.txt", "text/plain; charset=utf-8"},
	{"csv", "a table of findings for any program", "csv", "csv", "text/csv; charset=utf-8"},
	{"csv-documents", "a table of documents, with what was not read and rates", "csv-documents", "documents.csv",
		"text/csv; charset=utf-8"},
	{"markdown", "text for a mail or an issue", "markdown", "md", "text/markdown; charset=utf-8"},
	{"terminal", "plain text", "terminal", "txt", "text/plain; charset=utf-8"},
	{"json", "for programs", "json", "json", "application/json"},
	{"sarif", "for editors and code scanning", "sarif", "sarif", "application/json"},
}

// ErrGone says that a check is not held any more.
var ErrGone = errors.New("this report is not held any more; check the documents again")

// ErrNone says that there is no such report.
var ErrNone = errors.New("there is no such report")

// View is what to ask [Session.Report] for to show it: it is no download.
const View = "view"

// File is a report that was written.
type File struct {
	Name    string // for a download
	Media   string
	Content []byte
}

// Report writes a report of a check: View, or a kind that About names. With a speaker, only that
// one's words count; nil stands for whom the check was asked for.
func (s *Session) Report(ctx context.Context, id, kind string, speaker *string) (File, error) {
	d := downloads[0]
	if kind != View {
		i := slices.IndexFunc(downloads, func(d download) bool { return d.name == kind })
		if i < 0 {
			return File{}, ErrNone
		}
		d = downloads[i]
	}
	res := s.history.find(id)
	if res == nil {
		return File{}, ErrGone
	}
	res = res.heardBy(speaker)
	content, err := s.write(ctx, res, d.kind, d.file, res.reports, res.totals)
	return File{downloadName(res.name, d.file), d.media, content}, err
}

// heardBy is the result for the speaker that a page asks for.
func (r *result) heardBy(speaker *string) *result {
	if speaker == nil || len(*speaker) > mostSpeakerBytes {
		return r
	}
	return r.hearing(*speaker)
}

// Copy writes a copy of the document of that number of a check, with comments.
func (s *Session) Copy(ctx context.Context, id string, number int, speaker *string) (File, error) {
	res := s.history.find(id)
	if res == nil || number < 0 || number >= len(res.reports) {
		return File{}, ErrGone
	}
	res = res.heardBy(speaker)
	report := res.reports[number]
	kind := report.Doc.Format
	if !copied(kind) {
		return File{}, ErrNone
	}
	totals := reports.Totals{Policy: res.run.Policy}
	totals.Add(report)
	content, err := s.write(ctx, res, kind, kind, []*analyzer.Report{report}, totals)
	return File{downloadName(report.Doc.Name, kind), "application/octet-stream", content}, err
}

// write writes a report of some documents of a check.
func (s *Session) write(
	ctx context.Context, res *result, kind, file string, documents []*analyzer.Report, totals reports.Totals,
) ([]byte, error) {
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	k, ok := reports.KindOf(kind)
	if !ok {
		return nil, fmt.Errorf("there is no kind %s", kind)
	}
	drawer := check.NewReader(s.options.Reader, nil)
	defer drawer.Close()
	drawn := &check.Pictures{Context: ctx, Reader: drawer, Original: res.original}
	defer drawn.Close()
	var b bytes.Buffer
	w := k.New(&b, reports.Options{
		File: "report." + file, Language: res.run.Language, Original: res.original, Picture: drawn.Draw,
		Letterhead: s.options.Letterhead, Amendments: s.options.Amendments,
	})
	if err := w.Begin(res.run); err != nil {
		return nil, err
	}
	for _, d := range documents {
		if err := w.Document(d); err != nil {
			return nil, err
		}
	}
	if err := w.End(totals); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// turn waits until a report can be written, and returns what to call after that.
func (s *Session) turn(ctx context.Context) (done func(), err error) {
	select {
	case s.writing <- struct{}{}:
		return func() { <-s.writing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// downloadName is the name of the document, without its own ending, and that of the report.
func downloadName(name, ending string) string {
	return strings.TrimSuffix(path.Base(name), path.Ext(name)) + "-refrain." + ending
}

// history holds the checks of this session.
type history struct {
	most int   // checks
	held int64 // bytes of their files

	mu      sync.Mutex
	results []*result // the oldest first
	size    int64
}

// add holds a check. The oldest go when there are too many, or their files take too much.
func (h *history) add(r *result) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.results, h.size = append(h.results, r), h.size+r.size
	for len(h.results) > 1 && (len(h.results) > h.most || h.size > h.held) {
		h.size -= h.results[0].size
		h.results = slices.Delete(h.results, 0, 1)
	}
}

func (h *history) find(id string) *result {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := h.index(id); i >= 0 {
		return h.results[i]
	}
	return nil
}

func (h *history) index(id string) int {
	return slices.IndexFunc(h.results, func(r *result) bool { return r.id == id })
}

// List returns the checks that are held, the newest first.
func (s *Session) List() []Summary {
	s.history.mu.Lock()
	all := slices.Clone(s.history.results)
	s.history.mu.Unlock()
	summaries := []Summary{}
	for _, r := range slices.Backward(all) {
		summaries = append(summaries, r.summary())
	}
	return summaries
}

// Forget lets go of a check and its files.
func (s *Session) Forget(id string) {
	h := &s.history
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := h.index(id); i >= 0 {
		h.size -= h.results[i].size
		h.results = slices.Delete(h.results, i, i+1)
	}
}
