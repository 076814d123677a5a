package reports

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Bounds of an HTML report, in bytes. Beyond them a browser would struggle; what is left out is said in its place.
const (
	mostText     = 24 << 20 // of all documents; a document that goes beyond it is shown by the passages that hold findings
	mostPictures = 48 << 20 // of all pictures together
)

//go:embed html/report.css
var htmlStyle string

//go:embed html/report.js
var htmlScript string

//go:embed html/report.tmpl
var htmlSource string

// htmlTemplate is parsed by the first report that needs it: otherwise every run would pay for it at its start.
var htmlTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(template.FuncMap{
		"thousands": thousands, "count": count, "bodies": bodies, "source": referenceName,
		"web": webAddress,
	}).Parse(htmlSource))
})

const htmlHead = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"refrain "

func beganHTML(head string) bool { return strings.HasPrefix(head, htmlHead) }

// htmlWriter writes one file that needs nothing else: no network, no font, no script but its own. The summary stands first and needs the totals,
// so the documents are kept, as HTML, until the end.
type htmlWriter struct {
	w       io.Writer
	options Options
	run     Run
	body    bytes.Buffer

	documents []*htmlDocument
	withGaps  int
	filters   map[string]map[string]int // findings by what they can be filtered by, and its value
	found     map[*lexicon.Category]*htmlCategory
	entries   []*htmlEntry
	entry     map[*lexicon.Entry]*htmlEntry
	keys      map[string]int // how often a key came: a sentence may stand in a text twice
	cards     int
	text      int // bytes of text shown so far
	pictures  int // bytes of pictures so far
}

func newHTML(w io.Writer, o Options) Writer {
	h := &htmlWriter{
		w: guarded(w, markupSigns), options: o, filters: map[string]map[string]int{},
		found: map[*lexicon.Category]*htmlCategory{}, entry: map[*lexicon.Entry]*htmlEntry{}, keys: map[string]int{},
	}
	for _, f := range []string{"category", "severity", "status"} {
		h.filters[f] = map[string]int{}
	}
	return h
}

// htmlDocument is a document as the templates show it.
type htmlDocument struct {
	Number   int
	Name     string
	Facts    string
	SHA256   string
	Gaps     []GapGroup
	Counting int
	Apart    int
	Rates    string
	Passages bool // the text is too long to be shown whole
	Lang     string
}

// htmlCategory is how often a category was found.
type htmlCategory struct {
	Name, Harm      string
	Counting, Apart int
}

// htmlEntry is an entry with what it says, and where it was found first.
type htmlEntry struct {
	*lexicon.Entry
	Number    int
	Printable []lexicon.Reference
	Aside     string
}

// First are the first of the sources, and More is how many there are beyond them.
func (e *htmlEntry) First() []lexicon.Reference {
	return e.Printable[:min(len(e.Printable), fewSources)]
}

// More is how many sources a card does not name.
func (e *htmlEntry) More() int { return max(0, len(e.Printable)-fewSources) }

func (h *htmlWriter) Begin(run Run) error {
	h.run = run
	return nil
}

func (h *htmlWriter) Document(r *analyzer.Report) error {
	d := &htmlDocument{
		Number: len(h.documents) + 1, Name: shownName(r.Doc), SHA256: r.Doc.SHA256, Gaps: GroupGaps(r.Gaps()), Lang: r.Doc.Lang,
		Facts: facts(r), Rates: rateWords("", ratesOf(r, h.run.Policy)), Passages: h.text+len(r.Doc.Text) > mostText,
	}
	h.documents = append(h.documents, d)
	if len(d.Gaps) > 0 {
		h.withGaps++
	}
	cards := make([]*htmlCard, len(r.Findings))
	here := map[*lexicon.Entry]bool{}
	for i := range r.Findings {
		f := &r.Findings[i]
		cards[i] = h.card(r.Doc, d, f)
		cards[i].Open = !here[f.Entry]
		here[f.Entry] = true
		h.count(d, f)
	}
	if !d.Passages {
		h.text += len(r.Doc.Text)
	}
	var b bytes.Buffer
	if err := htmlTemplate().ExecuteTemplate(&b, "document", d); err != nil {
		return err
	}
	if err := writeHTMLText(&b, r.Doc, d, cards); err != nil {
		return err
	}
	b.WriteString("</div></section>\n")
	h.body.WriteString(visible(b.String()))
	return nil
}

// facts are what was read of a document, in words.
func facts(r *analyzer.Report) string {
	if r.Doc.Text == "" {
		return ""
	}
	parts := []string{r.Doc.Format}
	if len(r.Doc.Pages) > 0 {
		parts = append(parts, count(len(r.Doc.Pages), "page"))
	}
	parts = append(parts, count(r.Words, "word"), count(r.People, "mention")+" of migrants and migration")
	switch {
	case r.Doc.Lang != "":
		parts = append(parts, "language "+r.Doc.Lang)
	case r.Language != nil:
		parts = append(parts, "language "+r.Language.Code+" (assumed)")
	}
	if left := omissions(r.Omissions); left != "" {
		parts = append(parts, strings.TrimSuffix(left, "."))
	}
	if r.Disguised > 0 {
		parts = append(parts, count(r.Disguised, "word")+" in disguised letters")
	}
	return strings.Join(parts, " · ")
}

// count counts a finding for the summary and the filters.
func (h *htmlWriter) count(d *htmlDocument, f *analyzer.Finding) {
	c := h.found[f.Entry.Category]
	if c == nil {
		c = &htmlCategory{Name: f.Entry.Category.Name, Harm: f.Entry.Category.Harm}
		h.found[f.Entry.Category] = c
	}
	if h.run.Policy.Counts(f) {
		c.Counting++
		d.Counting++
	} else {
		c.Apart++
		d.Apart++
	}
	h.filters["category"][f.Entry.Category.Name]++
	h.filters["severity"][f.Entry.Severity.String()]++
	h.filters["status"][f.Verdict.Status.String()]++
}

// known is the entry as the templates show it. Entries are numbered in the order in which they are found.
func (h *htmlWriter) known(e *lexicon.Entry) *htmlEntry {
	known := h.entry[e]
	if known == nil {
		known = &htmlEntry{Entry: e, Number: len(h.entries) + 1, Aside: asides(e)}
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

func (h *htmlWriter) End(t Totals) error {
	top := h.summary(t)
	var b bytes.Buffer
	style, script := "\n"+htmlStyle, "\n"+htmlScript
	fmt.Fprintf(&b, "%s%s\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
		htmlHead, template.HTMLEscapeString(h.run.Version), hashed(style), hashed(script))
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>%s</style>\n</head>\n", template.HTMLEscapeString(top.Title), style)
	if err := htmlTemplate().ExecuteTemplate(&b, "top", top); err != nil {
		return err
	}
	if _, err := io.WriteString(h.w, visible(b.String())); err != nil {
		return err
	}
	if _, err := h.body.WriteTo(h.w); err != nil {
		return err
	}
	b.Reset()
	if err := htmlTemplate().ExecuteTemplate(&b, "end", top); err != nil {
		return err
	}
	fmt.Fprintf(&b, "<script>%s</script>\n</body>\n</html>\n", script)
	_, err := io.WriteString(h.w, visible(b.String()))
	return err
}

// hashed names a style or script in a Content-Security-Policy.
func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// sorted are the counts by value, in the order of names, or else of the alphabet.
func sorted(counts map[string]int, names []string) []htmlChoice {
	if names == nil {
		for name := range counts {
			names = append(names, name)
		}
		slices.Sort(names)
	}
	var list []htmlChoice
	for _, name := range names {
		if counts[name] > 0 {
			list = append(list, htmlChoice{name, counts[name]})
		}
	}
	return list
}

// htmlChoice is a value to filter by, and how many findings have it.
type htmlChoice struct {
	Name string
	N    int
}

// shownBox is the part of a page that a picture shows: the boxes with as much around them as it takes to recognise the place.
func shownBox(boxes []document.Box, page *document.Page) document.Box {
	const around, beside, narrowest, tallest = 16, 90, 330, 160 // points
	var box document.Box
	for _, b := range boxes {
		box = box.Union(b)
	}
	box.Left, box.Right, box.Top, box.Bottom = box.Left-beside, box.Right+beside, box.Top-around, box.Bottom+around
	if missing := narrowest - (box.Right - box.Left); missing > 0 {
		box.Left, box.Right = box.Left-missing/2, box.Right+missing/2
	}
	width, height := float32(page.Width), float32(page.Height)
	if box.Left < 0 {
		box.Left, box.Right = 0, box.Right-box.Left
	}
	if box.Right > width {
		box.Left, box.Right = box.Left-(box.Right-width), width
	}
	box.Bottom = min(box.Bottom, box.Top+tallest)
	return document.Box{Left: max(box.Left, 0), Top: max(box.Top, 0), Right: box.Right, Bottom: min(box.Bottom, height)}
}
