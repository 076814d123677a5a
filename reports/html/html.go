// Package html writes a report as one page for any browser: the text with its words marked, and a
// card for each finding.
package html

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Bounds of an HTML report, in bytes. Beyond them a browser would struggle; what is left out is
// said in its place.
const (
	mostText     = 24 << 20  // of all documents; of one beyond it, the passages with findings are shown
	mostPictures = 48 << 20  // of all pictures together
	longText     = 400 << 10 // of a document that browsers should lay out in pieces
)

//go:embed report.css
var style string

//go:embed report.js
var script string

//go:embed report.tmpl
var source string

// templates is parsed by the first report that needs it: otherwise every run would pay for it at
// its start.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(template.FuncMap{
		"thousands": wording.Number, "count": wording.Count, "bodies": wording.Publishers, "source": wording.ReferenceName,
		"web": wording.IsWebAddress, "grade": wording.GradeWords, "first": firstRows, "rest": restRows,
	}).Parse(source))
})

// Writer writes one file that needs nothing else: no network, no font, no script but its own. The
// summary stands first and needs the totals, so the documents are kept, as HTML, until the end.
type Writer struct {
	w       io.Writer
	options stream.Options
	run     stream.Run
	body    bytes.Buffer

	documents []*shownDocument
	withGaps  int
	filters   map[string]map[string]int // findings by what they can be filtered by, and its value
	found     map[*lexicon.Category]*category
	entries   []*entry
	entry     map[*lexicon.Entry]*entry
	keys      map[string]int // how often a key came: a sentence may appear in a text twice
	names     wording.Names
	cards     int
	text      int // bytes of text shown so far
	pictures  int // bytes of pictures so far
}

// New returns a writer of such a report to w.
func New(w io.Writer, o stream.Options) *Writer {
	h := &Writer{
		w: display.Guarded(w, display.MarkupSigns), options: o, filters: map[string]map[string]int{},
		found: map[*lexicon.Category]*category{}, entry: map[*lexicon.Entry]*entry{}, keys: map[string]int{},
	}
	for _, f := range []string{"category", "severity", "status"} {
		h.filters[f] = map[string]int{}
	}
	return h
}

// shownDocument is a document as the templates show it.
type shownDocument struct {
	Number      int
	Name        string // without the user's folders
	Title       string // the document's own, or ""
	Facts       string
	SHA256      string
	Gaps        []wording.GapGroup
	Rows        []*card // of the findings that count, for the list
	Others      []*card // of those that do not
	OthersTitle string
	Tally       string
	ListOpen    bool // its part of the list is shown at once
	Marks       []mapMark
	Passages    bool // the text is too long to be shown whole
	Lang        string
	Long        bool // browsers are asked to lay out only what is seen
}

// category is how often a category was found.
type category struct {
	Name, Harm      string
	Counting, Apart int
}

// entry is an entry with what it says, and where it was found first.
type entry struct {
	*lexicon.Entry
	Number    int
	Printable []lexicon.Reference
	Aside     string
}

// First are the first of the sources, and More is how many there are beyond them.
func (e *entry) First() []lexicon.Reference {
	return e.Printable[:min(len(e.Printable), wording.FewSources)]
}

// More is how many sources a card does not name.
func (e *entry) More() int { return max(0, len(e.Printable)-wording.FewSources) }

func (h *Writer) Begin(run stream.Run) error {
	h.run = run
	return nil
}

func (h *Writer) Document(r *analyzer.Report) error {
	d := &shownDocument{
		Number: len(h.documents) + 1, Name: h.names.Of(r.Doc), Title: wording.DocumentTitle(r.Doc), SHA256: r.Doc.SHA256,
		Gaps: wording.GroupGaps(r.Gaps()), Lang: r.Doc.Lang,
		Facts: wording.DocumentFacts(r), Passages: h.text+len(r.Doc.Text) > mostText,
		Long: len(r.Doc.Text) > longText,
	}
	h.documents = append(h.documents, d)
	if len(d.Gaps) > 0 {
		h.withGaps++
	}
	cards := make([]*card, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		cards[i] = h.card(r.Doc, d, f)
		h.count(f)
	}
	d.list(cards, len(r.Doc.Text))
	if !d.Passages {
		h.text += len(r.Doc.Text)
	}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "document", d); err != nil {
		return err
	}
	if err := writeText(&b, r.Doc, d, cards); err != nil {
		return err
	}
	b.WriteString("</div></section>\n")
	h.body.WriteString(display.Visible(b.String()))
	for _, c := range cards {
		c.finding, c.Picture, c.Quotation, d.Marks = nil, nil, wording.Quotation{}, nil // The list at the top needs no more of a card than its words.
	}
	return nil
}

// count counts a finding for the summary and the filters.
func (h *Writer) count(f *analyzer.Finding) {
	c := h.found[f.Entry.Category]
	if c == nil {
		c = &category{Name: f.Entry.Category.Name, Harm: f.Entry.Category.Harm}
		h.found[f.Entry.Category] = c
	}
	if h.run.Policy.Counts(f) {
		c.Counting++
	} else {
		c.Apart++
	}
	h.filters["category"][f.Entry.Category.Name]++
	h.filters["severity"][f.Entry.Severity.String()]++
	h.filters["status"][f.Verdict.Status.String()]++
}

// known is the entry as the templates show it. Entries are numbered in the order in which they are
// found.
func (h *Writer) known(e *lexicon.Entry) *entry {
	known := h.entry[e]
	if known == nil {
		known = &entry{Entry: e, Number: len(h.entries) + 1, Aside: wording.Asides(e)}
		for _, s := range e.Sources {
			if s.Printable() {
				known.Printable = append(known.Printable, s)
			}
		}
		h.entry[e] = known
		h.entries = append(h.entries, known)
	}
	return known
}

func (h *Writer) End(t stream.Totals) error {
	top := h.summary(t)
	var b bytes.Buffer
	style, script := "\n"+style, "\n"+script
	WriteHead(&b, Page{Version: h.run.Version, Title: top.Title, Style: style, Script: script})
	if err := templates().ExecuteTemplate(&b, "top", top); err != nil {
		return err
	}
	if _, err := io.WriteString(h.w, display.Visible(b.String())); err != nil {
		return err
	}
	if _, err := h.body.WriteTo(h.w); err != nil {
		return err
	}
	b.Reset()
	if err := templates().ExecuteTemplate(&b, "end", top); err != nil {
		return err
	}
	fmt.Fprintf(&b, "<script>%s</script>\n</body>\n</html>\n", script)
	_, err := io.WriteString(h.w, display.Visible(b.String()))
	return err
}

// sorted are the counts by value, in the order of names, or else of the alphabet.
func sorted(counts map[string]int, names []string) []choice {
	if names == nil {
		for name := range counts {
			names = append(names, name)
		}
		slices.Sort(names)
	}
	var list []choice
	for _, name := range names {
		if counts[name] > 0 {
			list = append(list, choice{name, counts[name]})
		}
	}
	return list
}
