// Package html writes a report as one page for any browser: the text with its words marked, and a
// card for each finding.
package html

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
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

//go:embed base.css
var base string

//go:embed report.css
var own string

// style is that of a report.
var style = base + own

// Base is the style that pages of refrain have in common: type, space and colours as tokens, in light,
// dark and on paper, and the elements that pages begin with.
func Base() string { return base }

//go:embed report.js
var script string

//go:embed report.tmpl
var source string

//go:embed entries.tmpl
var entriesSource string

// Entries are templates of pages of refrain: "entries" for what the lexicon says of a list of Entry
// that is not empty, and "source" for the name of a source. They use the functions that Functions has.
func Entries() string { return entriesSource }

// templates is parsed by the first report that needs it: otherwise every run would pay for it at
// its start. Each report takes a clone with its own words.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(functions(wording.Words{})).Parse(entriesSource + source))
})

// Functions are those that the templates of all pages use, in the words of a language.
func Functions(words wording.Words) template.FuncMap {
	return template.FuncMap{
		"say": words.Say, "count": words.Count, "gap": words.Gap, "bodies": words.Publishers,
		"source": words.ReferenceName, "web": wording.IsWebAddress, "grade": words.GradeWords,
		"of": func(n int, one, other wording.Text) string { return words.Of(n, one, other) },
	}
}

// functions are those of a report's templates.
func functions(words wording.Words) template.FuncMap {
	all := Functions(words)
	maps.Copy(all, template.FuncMap{
		"thousands": words.Number, "first": firstRows, "rest": restRows, "more": words.AndMore, "rate": words.Rate,
		"say1": func(english wording.Text, name string, value any) string {
			return words.Say(english, name, fmt.Sprint(value))
		},
		"cue": func() template.HTML { return cueWords(words) },
	})
	return all
}

// cueWords explain a mark of the text by wearing it.
func cueWords(words wording.Words) template.HTML {
	const place = "\uE000" // Nothing else has it.
	before, after, _ := strings.Cut(template.HTMLEscapeString(words.Say(
		"{words} decided how a term is judged to be used: check them, because a rule can be wrong.", "words", place,
	)), place)
	marked := template.HTMLEscapeString(words.Say("Words marked like this"))
	return template.HTML(before + `<span class="cue">` + marked + `</span>` + after)
}

// scriptIn is the script with the words that it says.
func scriptIn(words wording.Words) string {
	shown := words.Say("{count} of {all} findings shown", "count", "${count}", "all", "${cards.length}")
	copied, _ := json.Marshal(words.Say("Copied"))
	return strings.NewReplacer(
		"${count} of ${cards.length} findings shown", strings.NewReplacer("\\", "\\\\", "`", "\\`").Replace(shown),
		`"Copied"`, string(copied),
	).Replace(script)
}

// Writer writes one file that needs nothing else: no network, no font, no script but its own. The
// summary stands first and needs the totals, so the documents are kept, as HTML, until the end.
type Writer struct {
	w       io.Writer
	options stream.Options
	run     stream.Run
	words   wording.Words
	page    *template.Template
	body    bytes.Buffer

	documents []*shownDocument
	withGaps  int
	filters   map[string]map[string]int // findings by what they can be filtered by, and its value
	found     map[*lexicon.Category]*category
	entries   []*Entry
	entry     map[*lexicon.Entry]*Entry
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
		found: map[*lexicon.Category]*category{}, entry: map[*lexicon.Entry]*Entry{}, keys: map[string]int{},
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
	Dir         string // "rtl" where the text is written from right to left
	Long        bool   // browsers are asked to lay out only what is seen
}

// category is how often a category was found.
type category struct {
	Name, Harm      string
	Counting, Apart int
}

// Entry is an entry with what it says.
type Entry struct {
	*lexicon.Entry
	Kind      string // the name of the category in words
	Number    int    // in the order in which the entries are found first
	Printable []lexicon.Reference
	Aside     string
}

// EntryOf is an entry in the words of a language.
func EntryOf(words wording.Words, e *lexicon.Entry, number int) *Entry {
	shown := &Entry{Entry: e, Kind: words.Say(e.Category.Name), Number: number, Aside: words.Asides(e)}
	for _, s := range e.Sources {
		if s.Printable() {
			shown.Printable = append(shown.Printable, s)
		}
	}
	return shown
}

// First are the first of the sources, and More is how many there are beyond them.
func (e *Entry) First() []lexicon.Reference {
	return e.Printable[:min(len(e.Printable), wording.FewSources)]
}

// More is how many sources a card does not name.
func (e *Entry) More() int { return max(0, len(e.Printable)-wording.FewSources) }

func (h *Writer) Begin(run stream.Run) error {
	h.run, h.words = run, wording.In(run.Language)
	page, err := templates().Clone()
	if err != nil {
		return err
	}
	h.page = page.Funcs(functions(h.words))
	return nil
}

func (h *Writer) Document(r *analyzer.Report) error {
	d := &shownDocument{
		Number: len(h.documents) + 1, Name: h.names.Of(r.Doc), Title: wording.DocumentTitle(r.Doc), SHA256: r.Doc.SHA256,
		Gaps: wording.GroupGaps(r.Gaps()), Lang: r.Doc.Lang, Dir: Direction(r.Doc.Lang),
		Facts: h.words.DocumentFacts(r), Passages: h.text+len(r.Doc.Text) > mostText,
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
	if err := h.page.ExecuteTemplate(&b, "document", d); err != nil {
		return err
	}
	if err := h.writeText(&b, r.Doc, d, cards); err != nil {
		return err
	}
	b.WriteString("</div></section>\n")
	h.body.WriteString(display.Visible(b.String()))
	for _, c := range cards {
		// The list at the top needs no more of a card than its words.
		c.finding, c.Picture, c.Quotation, d.Marks = nil, nil, wording.Quotation{}, nil
	}
	return nil
}

// count counts a finding for the summary and the filters.
func (h *Writer) count(f *analyzer.Finding) {
	c := h.found[f.Entry.Category]
	if c == nil {
		c = &category{Name: h.words.Say(f.Entry.Category.Name), Harm: h.words.Say(f.Entry.Category.Harm)}
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

// known is the entry as the templates show it.
func (h *Writer) known(e *lexicon.Entry) *Entry {
	known := h.entry[e]
	if known == nil {
		known = EntryOf(h.words, e, len(h.entries)+1)
		h.entry[e] = known
		h.entries = append(h.entries, known)
	}
	return known
}

func (h *Writer) End(t stream.Totals) error {
	top := h.summary(t)
	var b bytes.Buffer
	style, script := "\n"+style, "\n"+scriptIn(h.words)
	WriteHead(&b, Page{Version: h.run.Version, Lang: h.words.Code(), Title: top.Title, Style: style, Script: script})
	if err := h.page.ExecuteTemplate(&b, "top", top); err != nil {
		return err
	}
	if _, err := io.WriteString(h.w, display.Visible(b.String())); err != nil {
		return err
	}
	if _, err := h.body.WriteTo(h.w); err != nil {
		return err
	}
	b.Reset()
	if err := h.page.ExecuteTemplate(&b, "end", top); err != nil {
		return err
	}
	fmt.Fprintf(&b, "<script>%s</script>\n</body>\n</html>\n", script)
	_, err := io.WriteString(h.w, display.Visible(b.String()))
	return err
}

// sorted are the choices of a filter, in the order of names, or else of the alphabet.
func (h *Writer) sorted(filter string, names []string) []choice {
	counts := h.filters[filter]
	inOrder := names != nil
	if !inOrder {
		names = slices.Sorted(maps.Keys(counts))
	}
	var list []choice
	for _, name := range names {
		if counts[name] > 0 {
			list = append(list, choice{name, h.words.Say(name), counts[name]})
		}
	}
	if !inOrder {
		slices.SortStableFunc(list, func(a, b choice) int { return strings.Compare(a.Label, b.Label) })
	}
	return list
}
