package versions

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"maps"
	"sync"

	"refrain/compare"
	"refrain/internal/display"
	"refrain/reports/html"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

//go:embed versions.css
var ownStyle string

//go:embed versions.tmpl
var pageSource string

// templates is parsed by the first page that needs it.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("versions").Funcs(functions(wording.Words{})).Parse(html.Entries() + pageSource))
})

// functions are those of the templates, in the words of a language.
func functions(words wording.Words) template.FuncMap {
	all := html.Functions(words)
	maps.Copy(all, template.FuncMap{"first": firstRows, "rest": restRows, "unlisted": unlisted})
	return all
}

// pageWriter writes a page for any browser: what became of each finding, and both versions beside
// each other with their changed words marked. It needs no script, no network and no other file.
type pageWriter struct {
	w       io.Writer
	run     stream.Run
	words   wording.Words
	page    *template.Template
	names   wording.Names
	entries entries
	shown   []*shownComparison
	changes int
	room    room
}

// newPage returns a writer of a page to w.
func newPage(w io.Writer, _ stream.Options) Writer {
	return &pageWriter{w: display.Guarded(w, display.MarkupSigns), room: pageRoom}
}

// pageStyle is the style of a page.
func pageStyle() string { return "\n" + html.Base() + ownStyle }

func (p *pageWriter) Begin(run stream.Run) error {
	p.run, p.words = run, wording.In(run.Language)
	p.entries.words = p.words
	page, err := templates().Clone()
	if err != nil {
		return err
	}
	p.page = page.Funcs(functions(p.words))
	return nil
}

// group is the findings that count, of one kind.
type group struct {
	Kind, Title, About string
	Rows               []*shownChange
}

// Few reports whether the list of findings of all kinds is short.
func (c *shownComparison) Few() bool {
	n := 0
	for _, g := range c.Groups {
		n += len(g.Rows)
	}
	return n <= manyRows
}

func (p *pageWriter) Comparison(c *compare.Comparison) error {
	shown := showComparison(p.words, c, &p.names, p.run.Policy)
	shown.Number = len(p.shown) + 1
	p.shown = append(p.shown, shown)
	changes := changesOf(p.words, c, &p.entries, p.run.Policy, p.changes)
	p.changes += len(changes)
	shown.list(p.words, changes)
	marks := marksOf(c, changes)
	rows := rowsOf(c)
	fold(rows, marks)
	p.room.fit(rows, marks, shown.Passages)
	var b bytes.Buffer
	columns := columnWriter{
		b: &b, words: p.words, c: c, of: shown, marks: marks, anchored: map[string]bool{}, cut: map[int]bool{},
	}
	columns.write(rows)
	for _, change := range changes {
		change.found(columns.anchored)
	}
	shown.columns = display.Visible(b.String())
	return nil
}

// list takes the findings for the lists at the top, by what became of them.
func (c *shownComparison) list(words wording.Words, changes []*shownChange) {
	for _, k := range listed {
		g := group{Kind: k.String(), Title: kindTitle(words, k), About: kindMeaning(words, k)}
		for _, change := range changes {
			if change.Kind == g.Kind && change.Counts {
				g.Rows = append(g.Rows, change)
			}
		}
		if len(g.Rows) > 0 {
			c.Groups = append(c.Groups, g)
			unlist(g.Rows)
		}
	}
	for _, change := range changes {
		if !change.Counts {
			c.Others = append(c.Others, change)
		}
	}
	unlist(c.Others)
}

// unlist takes note of the findings that a list only counts.
func unlist(rows []*shownChange) {
	for _, change := range rows[len(rows)-unlisted(rows):] {
		change.Beyond = true
	}
}

// How many findings of one kind a list has: those that it shows at once, and those that it folds. More
// are counted, and marked in the text.
const (
	manyRows = 12
	mostRows = 1500
)

// firstRows are the findings that a list shows at once. One that would be folded alone is shown.
func firstRows(rows []*shownChange) []*shownChange {
	if len(rows) <= manyRows+1 {
		return rows
	}
	return rows[:manyRows]
}

// restRows are the findings that a list folds.
func restRows(rows []*shownChange) []*shownChange {
	return rows[len(firstRows(rows)):min(len(rows), mostRows)]
}

// unlisted is how many findings a list only counts.
func unlisted(rows []*shownChange) int { return max(0, len(rows)-mostRows) }

// top is what a page begins and ends with.
type top struct {
	Title       string
	One         *shownComparison // where there is one
	Comparisons []*shownComparison
	Summary     []string
	Interrupted bool
	Lexicon     string
	Changes     []string // of own lexicons
	Entries     []*html.Entry
}

func (p *pageWriter) End(t Totals) error {
	top := top{
		Title: titleOf(p.words, p.shown), Comparisons: p.shown, Interrupted: t.Interrupted, Lexicon: p.words.MadeBy(p.run),
		Changes: p.words.Changes(p.run), Entries: p.entries.list,
		Summary: summaryOf(p.words, t),
	}
	if len(p.shown) == 1 {
		top.One = p.shown[0]
	}
	var b bytes.Buffer
	html.WriteHead(&b, html.Page{
		Version: p.run.Version, Lang: p.words.Code(), Title: "refrain: " + top.Title, Style: pageStyle(),
	})
	if err := p.write(&b, "top", top); err != nil {
		return err
	}
	for _, c := range p.shown {
		part := "comparison"
		if top.One != nil {
			part = "alone"
		}
		if err := p.write(&b, part, c); err != nil {
			return err
		}
		if _, err := io.WriteString(p.w, c.columns+"</section>\n"); err != nil {
			return err
		}
	}
	return p.write(&b, "end", top)
}

// write writes a part of the page, after what is in the buffer.
func (p *pageWriter) write(b *bytes.Buffer, part string, value any) error {
	if err := p.page.ExecuteTemplate(b, part, value); err != nil {
		return err
	}
	_, err := io.WriteString(p.w, display.Visible(b.String()))
	b.Reset()
	return err
}

// beganPage reports whether a file that begins with head is a page of a comparison.
func beganPage(head string) bool { return html.Began(head) }
