package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
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

func newResult(u *upload, run reports.Run) *result {
	r := &result{
		id: random(16), run: run, files: map[string]string{}, size: u.size,
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

// summary is what a page says of a check in its history.
type summary struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Documents int       `json:"documents"`
	Counts    int       `json:"counts"`   // findings that count
	Apart     int       `json:"apart"`    // findings that do not
	Gaps      int       `json:"gaps"`     // documents that were not read, or not fully
	Others    int       `json:"others"`   // files in folders that are of no kind that can be read
	Copies    []copying `json:"copies"`   // documents of which there are copies with comments
	Speakers  []string  `json:"speakers"` // in whose words findings count, in the order of speech
	Speaker   string    `json:"speaker"`  // the one whose findings count; "" for all
}

// copying is a document of which there is a copy with comments.
type copying struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
}

func (r *result) summary() summary {
	s := summary{
		ID: r.id, Name: display.Name(r.name), Documents: r.totals.Documents, Counts: r.totals.Counting(),
		Apart: r.totals.Apart(), Gaps: r.totals.Unread, Others: r.totals.OtherKinds, Copies: []copying{},
		Speakers: []string{}, Speaker: r.run.Policy.Speaker,
	}
	heard := r.hearing("").totals.Speakers
	for _, speaker := range heard[:min(len(heard), mostSpeakers)] {
		if speaker.Counting > 0 && speaker.Name != "" && len(speaker.Name) <= mostSpeakerBytes {
			s.Speakers = append(s.Speakers, speaker.Name)
		}
	}
	for i, report := range r.reports {
		if copied(report.Doc.Format) && report.Doc.Text != "" {
			s.Copies = append(s.Copies, copying{i, display.Name(report.Doc.Name), report.Doc.Format})
		}
	}
	return s
}

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

// report answers with a report of a check: "view" is the page that is shown, other kinds are
// downloads.
func (s *Server) report(w http.ResponseWriter, r *http.Request) {
	kind := r.PathValue("kind")
	d := downloads[0]
	if kind != "view" {
		i := slices.IndexFunc(downloads, func(d download) bool { return d.name == kind })
		if i < 0 {
			http.NotFound(w, r)
			return
		}
		d = downloads[i]
	}
	res := s.history.find(r.PathValue("id"))
	if res == nil {
		http.Error(w, "This report is not held any more. Check the documents again.", http.StatusNotFound)
		return
	}
	res = res.hearing(asksFor(r, res))
	content, err := s.write(r.Context(), res, d.kind, d.file, res.reports, res.totals)
	if err != nil {
		http.Error(w, display.Printable(err.Error()), http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Security-Policy", reportPolicy)
	w.Header().Set("Content-Type", d.media)
	if kind != "view" {
		attach(w, res.name, d.file)
	}
	w.Write(content)
}

// asksFor is the speaker that a request for a report names; the one of the check where it names none.
func asksFor(r *http.Request, res *result) string {
	if q := r.URL.Query(); q.Has("speaker") && len(q.Get("speaker")) <= mostSpeakerBytes {
		return q.Get("speaker")
	}
	return res.run.Policy.Speaker
}

// copy answers with a copy of one document with comments.
func (s *Server) copy(w http.ResponseWriter, r *http.Request) {
	res := s.history.find(r.PathValue("id"))
	n, err := strconv.Atoi(r.PathValue("number"))
	if res == nil || err != nil || n < 0 || n >= len(res.reports) {
		http.Error(w, "This document is not held any more. Check it again.", http.StatusNotFound)
		return
	}
	res = res.hearing(asksFor(r, res))
	report := res.reports[n]
	kind := report.Doc.Format
	if !copied(kind) {
		http.NotFound(w, r)
		return
	}
	totals := reports.Totals{Policy: res.run.Policy}
	totals.Add(report)
	content, err := s.write(r.Context(), res, kind, kind, []*analyzer.Report{report}, totals)
	if err != nil {
		http.Error(w, display.Printable(err.Error()), http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	attach(w, report.Doc.Name, kind)
	w.Write(content)
}

// write writes a report of some documents of a check.
func (s *Server) write(
	ctx context.Context, res *result, kind, file string, documents []*analyzer.Report, totals reports.Totals,
) ([]byte, error) {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
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
		File: "report." + file, Original: res.original, Picture: drawn.Draw, Letterhead: s.options.Letterhead,
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

// attach makes an answer a download: the name of the document, without its own ending, and that of
// the report.
func attach(w http.ResponseWriter, name, ending string) {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	disposition := mime.FormatMediaType("attachment", map[string]string{"filename": base + "-refrain." + ending})
	if disposition == "" {
		disposition = "attachment"
	}
	w.Header().Set("Content-Disposition", disposition)
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

// list answers with the checks of this session, the newest first.
func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	s.history.mu.Lock()
	all := slices.Clone(s.history.results)
	s.history.mu.Unlock()
	summaries := []summary{}
	for _, r := range slices.Backward(all) {
		summaries = append(summaries, r.summary())
	}
	writeJSON(w, summaries)
}

// forget lets go of a check and its files.
func (s *Server) forget(w http.ResponseWriter, r *http.Request) {
	h := &s.history
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := h.index(r.PathValue("id")); i >= 0 {
		h.size -= h.results[i].size
		h.results = slices.Delete(h.results, i, i+1)
	}
	w.WriteHeader(http.StatusNoContent)
}
