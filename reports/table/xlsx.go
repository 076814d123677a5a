package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/table/workbook"
	"refrain/reports/wording"
)

// XLSX writes a workbook: a summary with what was not read first, the findings that count, those
// that are shown apart, and what is known of their entries and sources. A sheet can be filtered.
// The summary needs the totals, so the rows are kept until the end.
type XLSX struct {
	w         io.Writer
	run       stream.Run
	gaps      [][]any
	documents [][]any
	findings  [][]any
	apart     [][]any
	most      int // rows that a sheet takes
	left      int // rows beyond that
	cells     tableCells
	entries   []*lexicon.Entry
	counts    map[*lexicon.Entry]*entryCount
}

// entryCount is how often an entry was found, and the link to its row in the sheet of entries.
type entryCount struct {
	counting, apart int
	link            any
}

// entryCell is the column that leads to the sheet of entries.
var entryCell = slices.IndexFunc(tableColumns, func(c tableColumn) bool { return c.title == entryColumn })

// NewXLSX returns a writer of such a report to w.
func NewXLSX(w io.Writer, _ stream.Options) *XLSX {
	return &XLSX{w: w, most: mostSheetRows, cells: tableCells{}, counts: map[*lexicon.Entry]*entryCount{}}
}

func (x *XLSX) Begin(run stream.Run) error {
	x.run = run
	return nil
}

// mostSheetRows is how many rows a sheet takes. A spreadsheet takes five times as many, but nobody
// looks through them, and they would need memory.
const mostSheetRows = 200_000

// add puts a row into a sheet, or counts it where the sheet is full.
func (x *XLSX) add(sheet *[][]any, row ...any) {
	if len(*sheet) == x.most {
		x.left++
		return
	}
	*sheet = append(*sheet, row)
}

func (x *XLSX) Document(r *analyzer.Report) error {
	name := tableText(wording.DocumentName(r.Doc))
	for _, g := range wording.GroupGaps(r.Gaps()) {
		x.add(&x.gaps, name, wording.GapPages(g), tableText(wording.GapReason(g)), tableText(g.Hint))
	}
	counting := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		count := x.count(f.Entry)
		rows := &x.apart
		if x.run.Policy.Counts(f) {
			rows = &x.findings
			counting++
			count.counting++
		} else {
			count.apart++
		}
		row := x.cells.of(&tableRow{r.Doc, f, r.Doc.Locate(f.Span)})
		row[entryCell] = count.link
		x.add(rows, row...)
	}
	read, rates := wording.DocumentFacts(r), wording.RateWords("", stream.RatesOf(r, x.run.Policy))
	if read == "" {
		read, rates = "not read", ""
	}
	x.add(
		&x.documents, name, read, len(r.Doc.Pages), r.Words, r.People, counting, len(r.Findings)-counting, len(r.Gaps()),
		rates, r.Doc.SHA256,
	)
	return nil
}

// count is the count of an entry. Entries are listed in the order in which they are found.
func (x *XLSX) count(e *lexicon.Entry) *entryCount {
	if x.counts[e] == nil {
		x.entries = append(x.entries, e)
		to := fmt.Sprintf("Entries!A%d", len(x.entries)+1)
		x.counts[e] = &entryCount{link: workbook.Link{Text: tableText(e.ID), To: to}}
	}
	return x.counts[e]
}

func (x *XLSX) End(t stream.Totals) error {
	columns := make([]workbook.Column, len(tableColumns))
	for i, c := range tableColumns {
		columns[i] = workbook.Column{Title: c.title, Width: c.width}
	}
	return workbook.Write(x.w, []workbook.Sheet{
		{
			Name:    "Summary",
			Columns: []workbook.Column{{Title: "what", Width: 34}, {Title: "number", Width: 12}, {Title: "remark", Width: 110}},
			Rows:    x.summary(t),
		},
		{Name: "Findings", Columns: columns, Rows: x.findings},
		{Name: "Apart", Columns: columns, Rows: x.apart},
		{Name: "Documents", Columns: []workbook.Column{
			{Title: fileColumn, Width: 36}, {Title: "read", Width: 60}, {Title: "pages", Width: 8},
			{Title: "words", Width: 10}, {Title: "mentions of migrants and migration", Width: 16},
			{Title: "counted", Width: 10}, {Title: "apart", Width: 10}, {Title: "gaps", Width: 8}, {Title: "rates", Width: 60},
			{Title: "sha256", Width: 68},
		}, Rows: x.documents},
		{Name: "Entries", Columns: []workbook.Column{
			{Title: "entry", Width: 26}, {Title: "category", Width: 26}, {Title: "counted", Width: 10},
			{Title: "apart", Width: 10}, {Title: "severity", Width: 10}, {Title: "tier", Width: 10},
			{Title: "evidence", Width: 10}, {Title: "own lexicon", Width: 12}, {Title: considerColumn, Width: 44},
			{Title: whyColumn, Width: 60}, {Title: noteColumn, Width: 44},
			{Title: "authorities differ", Width: 50}, {Title: "sources", Width: 60},
		}, Rows: x.entryRows()},
		{Name: "Sources", Columns: []workbook.Column{
			{Title: "source", Width: 60}, {Title: "publisher", Width: 36}, {Title: "year", Width: 8},
			{Title: "kind", Width: 18}, {Title: "what it says", Width: 70},
			{Title: "entries that rest on it", Width: 50}, {Title: "address", Width: 40},
		}, Rows: x.sourceRows()},
		{
			Name: "Gaps",
			Columns: []workbook.Column{
				{Title: fileColumn, Width: 40}, {Title: placeColumn, Width: 26}, {Title: "not read, or not fully", Width: 50},
				{Title: "what can be done", Width: 60},
			},
			Rows: x.gaps,
		},
	})
}

// summary is what was not read, what was read and found, and what that does not say.
func (x *XLSX) summary(t stream.Totals) [][]any {
	var rows [][]any
	if t.Interrupted {
		rows = append(rows, []any{workbook.Strong("interrupted"), nil, "This is only what was done until then."})
	}
	if t.Gaps > 0 {
		rows = append(rows, []any{
			workbook.Strong("documents not read, or not fully"), t.Unread,
			workbook.Link{Text: "The sheet Gaps names each, with what can be done about it.", To: "Gaps!A2"},
		})
	}
	if x.left > 0 {
		rows = append(rows, []any{
			workbook.Strong("rows not in this workbook"), x.left, "A sheet takes no more. The kind csv holds all.",
		})
	}
	rows = append(
		rows, []any{workbook.Strong("what was found"), nil, workbook.Strong(strings.TrimSpace(wording.Found(t)))},
		[]any{"what was read", nil, wording.Read(t)},
	)
	if !t.Interrupted && t.Documents > t.Empty {
		rows = append(rows, []any{"rates", nil, wording.RateWords("", t.Rates())})
	}
	for _, c := range wording.StatusCounts(t) {
		sheet := workbook.Link{Text: c.Meaning + "; left out of the totals: in the sheet Apart", To: "Apart!A2"}
		if c.Counts {
			sheet = workbook.Link{Text: c.Meaning + "; in the sheet Findings", To: "Findings!A2"}
		}
		rows = append(rows, []any{"findings " + c.Name, c.N, sheet})
	}
	for _, c := range wording.SeverityCounts(t) {
		rows = append(rows, []any{"counted, " + c.Name, c.N, c.Meaning})
	}
	for _, s := range wording.Notices(t) {
		rows = append(rows, []any{"baseline and waivers", nil, tableText(s)})
	}
	rows = append(rows, []any{"how to read this", nil, wording.Limits})
	for _, c := range wording.Changes(x.run) {
		rows = append(rows, []any{"own lexicon", nil, c})
	}
	return append(rows, []any{"made by", nil, wording.MadeBy(x.run)})
}

func (x *XLSX) entryRows() [][]any {
	var rows [][]any
	for _, e := range x.entries {
		n := x.counts[e]
		var sources, sides []string
		for _, s := range wording.PrintableSources(e) {
			sources = append(sources, wording.ReferenceName(s))
		}
		for _, side := range e.Disagree {
			sides = append(sides, side.Says+wording.Publishers(side.Sources))
		}
		if len(sources) == 0 {
			sources = []string{wording.SourceNames(e)}
		}
		rows = append(rows, []any{
			e.ID, e.Category.Name, n.counting, n.apart, e.Severity.String(), e.Tier.String(), e.Grade.String(),
			tableText(e.By), tableText(strings.Join(e.Consider(), "; ")), tableText(e.Why), tableText(e.Caveat),
			tableText(strings.Join(sides, " ")), tableText(strings.Join(sources, "; ")),
		})
	}
	return rows
}

// sourceRows are the sources of the entries that were found, in the order of their publishers and
// titles.
func (x *XLSX) sourceRows() [][]any {
	var sources []*lexicon.Source
	entries := map[*lexicon.Source][]string{}
	for _, e := range x.entries {
		for _, s := range wording.PrintableSources(e) {
			if entries[s.Source] == nil {
				sources = append(sources, s.Source)
			}
			entries[s.Source] = append(entries[s.Source], e.ID)
		}
	}
	slices.SortFunc(sources, func(a, b *lexicon.Source) int {
		return strings.Compare(wording.SourceName(a)+a.ID, wording.SourceName(b)+b.ID)
	})
	var rows [][]any
	for _, s := range sources {
		to := ""
		if wording.IsWebAddress(s.URL) {
			to = s.URL
		}
		rows = append(rows, []any{
			workbook.Link{Text: tableText(s.Title), To: to}, tableText(s.Body), known(s.Year), tableText(s.Kind),
			tableText(s.Says), strings.Join(entries[s], ", "), tableText(s.URL),
		})
	}
	return rows
}
