package table

import (
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/table/workbook"
	"refrain/reports/wording"
)

// XLSX writes a workbook: the findings that count in six columns for people, all columns for
// programs, and what is known of other uses, speakers, documents, entries, sources, and what was
// not read. A sheet can be filtered. The first one begins with what was not read, which the totals
// say, so the rows are kept until the end.
type XLSX struct {
	w       io.Writer
	options stream.Options
	run     stream.Run

	findings  [][]any
	all       [][]any
	others    [][]any
	documents [][]any
	gaps      [][]any
	most      int // rows that a sheet takes
	left      int // rows beyond that

	cells   tableCells
	entries []*lexicon.Entry
	counts  map[*lexicon.Entry]*entryCount
}

// entryCount is how often an entry was found.
type entryCount struct {
	counting, apart int
}

// NewXLSX returns a writer of such a report to w.
func NewXLSX(w io.Writer, o stream.Options) *XLSX {
	return &XLSX{
		w: w, options: o, most: mostSheetRows, cells: tableCells{}, counts: map[*lexicon.Entry]*entryCount{},
	}
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
	name := tableText(wording.ForwardedName(r.Doc))
	for _, g := range wording.GroupGaps(r.Gaps()) {
		x.add(&x.gaps, name, wording.GapPages(g), tableText(wording.GapReason(g)), tableText(g.Hint))
	}
	counting := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		count := x.count(f.Entry)
		rows, counts := &x.others, x.run.Policy.Counts(f)
		if counts {
			rows = &x.findings
			counting++
			count.counting++
		} else {
			count.apart++
		}
		row := &tableRow{r.Doc, f, r.Doc.Locate(f.Span), counts}
		x.add(rows, x.forPeople(row)...)
		x.add(&x.all, x.cells.of(row)...)
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

// forPeople are the six cells of a finding.
func (x *XLSX) forPeople(r *tableRow) []any {
	before, words, after := wording.ContextParts(r.doc, r.finding)
	consider := ""
	if r.counts {
		consider = strings.Join(r.finding.Consider(), "; ")
	}
	return []any{
		tableText(wording.WhereWords(r.doc, r.place)), tableText(words),
		workbook.Marked{Before: display.Visible(before), Words: display.Visible(words), After: display.Visible(after)},
		tableText(wording.UseAndReason(r.doc, r.finding)), tableText(consider), linkedSource(r.finding.Entry),
	}
}

// linkedSource is the publisher of the first source that can be read on the web and advises against
// the words, with a link to it. It is short, because programs show a link on one line.
func linkedSource(e *lexicon.Entry) workbook.Link {
	link := workbook.Link{}
	for _, s := range wording.PrintableSources(e) {
		named := link.Text == "" || link.To == "" && wording.IsWebAddress(s.URL)
		if against := s.Role == lexicon.Against && wording.IsWebAddress(s.URL); named || against {
			link.Text, link.To = tableText(wording.CutAt(s.Body, linkLetters)), ""
			if wording.IsWebAddress(s.URL) {
				link.To = s.URL
			}
			if against {
				return link
			}
		}
	}
	if link.Text == "" {
		link.Text = wording.NoPublisher
	}
	return link
}

// linkLetters is how long the text of a link is at most.
const linkLetters = 34

func (x *XLSX) End(t stream.Totals) error {
	all := make([]workbook.Column, len(tableColumns))
	for i, name := range tableNames() {
		all[i] = workbook.Column{Title: name, Width: columnWidth}
	}
	sheets := []workbook.Sheet{
		{Name: wording.FindingsSheet, Columns: findingColumns(), Rows: x.first(t), Tall: true},
		{Name: wording.ColumnsSheet, Columns: all, Rows: x.all},
	}
	for _, s := range []workbook.Sheet{
		{Name: wording.OthersSheet, Columns: findingColumns(), Rows: x.others},
		{Name: wording.SpeakersSheet, Columns: []workbook.Column{
			{Title: "speaker, in the order of speech", Width: 40}, {Title: "in the speaker's own voice", Width: 24},
			{Title: "used in other ways", Width: 24},
		}, Rows: speakerRows(t)},
		{Name: wording.DatesSheet, Columns: []workbook.Column{
			{Title: "date in the file's name", Width: 14}, {Title: "file", Width: 36}, {Title: "words", Width: 10},
			{Title: "findings in the totals", Width: 12}, {Title: wording.RateUnit + ", with 95 % intervals", Width: 30},
		}, Rows: dateRows(t)},
		{Name: wording.GapsSheet, Columns: []workbook.Column{
			{Title: "file", Width: 40}, {Title: "place", Width: 26}, {Title: "not read, or not fully", Width: 50},
			{Title: "what can be done", Width: 60},
		}, Rows: x.gaps},
		{Name: wording.DocumentsSheet, Columns: []workbook.Column{
			{Title: "file", Width: 36}, {Title: "read", Width: 40}, {Title: "pages", Width: 8},
			{Title: "words", Width: 10}, {Title: "words for migrants or migration", Width: 16},
			{Title: "findings in the totals", Width: 12}, {Title: "other uses", Width: 10}, {Title: "gaps", Width: 8},
			{Title: "rates", Width: 48}, {Title: "sha256", Width: 34},
		}, Rows: x.documents},
		{Name: wording.EntriesSheet, Columns: []workbook.Column{
			{Title: "entry", Width: 24}, {Title: "category", Width: 22}, {Title: "findings in the totals", Width: 12},
			{Title: "other uses", Width: 10}, {Title: "severity", Width: 10}, {Title: "tier", Width: 10},
			{Title: "grade", Width: 8}, {Title: "own lexicon", Width: 12}, {Title: "consider", Width: 30},
			{Title: "why", Width: 40}, {Title: "note", Width: 30},
			{Title: "authorities differ", Width: 34}, {Title: "sources", Width: 44},
		}, Rows: x.entryRows()},
		{Name: wording.SourcesSheet, Columns: []workbook.Column{
			{Title: "source", Width: 50}, {Title: "publisher", Width: 30}, {Title: "year", Width: 8},
			{Title: "kind", Width: 14}, {Title: "what it says", Width: 50},
			{Title: "entries that rest on it", Width: 36}, {Title: "address", Width: 40},
		}, Rows: x.sourceRows()},
	} {
		if s.Tall = true; len(s.Rows) > 0 {
			sheets = append(sheets, s)
		}
	}
	return workbook.Write(x.w, x.options.Date, append(sheets, workbook.Sheet{
		Name:    wording.SummarySheet,
		Columns: []workbook.Column{{Title: "what", Width: 34}, {Title: "number", Width: 12}, {Title: "remark", Width: 110}},
		Rows:    x.summary(t),
		Tall:    true,
	}))
}

// dateRows are the documents whose names hold a date, in the order of the dates; the last row says what
// not to do with them.
func dateRows(t stream.Totals) (rows [][]any) {
	for _, r := range wording.RatesByDay(t) {
		rows = append(rows, []any{r.Date, tableText(r.Name), r.Words, r.Findings, r.Rate()})
	}
	if len(rows) > 0 {
		rows = append(rows, []any{"", wording.DoNotRank, nil, nil, nil})
	}
	return rows
}

// columnWidth is that of the columns for programs, in characters.
const columnWidth = 16

// findingWidths are those of wording.FindingTitles.
var findingWidths = [len(wording.FindingTitles)]float64{22, 18, 50, 44, 34, 30}

// findingColumns are the columns of a sheet for people.
func findingColumns() []workbook.Column {
	columns := make([]workbook.Column, len(findingWidths))
	for i, title := range wording.FindingTitles {
		columns[i] = workbook.Column{Title: title, Width: findingWidths[i]}
	}
	return columns
}

// first are the rows of the first sheet: what was not read, that nothing was found, or the findings.
func (x *XLSX) first(t stream.Totals) [][]any {
	var rows [][]any
	if t.Interrupted {
		rows = append(rows, []any{nil, nil, workbook.Strong(wording.Interrupted)})
	}
	if t.Gaps > 0 {
		rows = append(rows, []any{nil, nil, workbook.Link{
			Text: wording.UnreadRow(t), To: "'" + wording.GapsSheet + "'!A2",
		}})
	}
	if len(x.findings) == 0 {
		rows = append(rows, []any{nil, nil, workbook.Strong(tableText(wording.Found(t)))})
	}
	return append(rows, x.findings...)
}

// speakerRows are the findings by speaker, in the order of speech.
func speakerRows(t stream.Totals) [][]any {
	speakers, more := wording.SpeakerCounts(t)
	var rows [][]any
	for _, s := range speakers {
		rows = append(rows, []any{tableText(s.Name), s.Counting, s.Other})
	}
	if more > 0 {
		rows = append(rows, []any{wording.Count(more, "more speaker"), nil, nil})
	}
	return rows
}

// count is the count of an entry. Entries are listed in the order in which they are found.
func (x *XLSX) count(e *lexicon.Entry) *entryCount {
	if x.counts[e] == nil {
		x.entries = append(x.entries, e)
		x.counts[e] = &entryCount{}
	}
	return x.counts[e]
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
			workbook.Link{
				Text: "The sheet " + wording.GapsSheet + " names each, with what can be done about it.",
				To:   "'" + wording.GapsSheet + "'!A2",
			},
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
		sheet := workbook.Link{
			Text: c.Meaning + "; left out of the totals: in the sheet " + wording.OthersSheet,
			To:   "'" + wording.OthersSheet + "'!A2",
		}
		if c.Counts {
			sheet = workbook.Link{Text: c.Meaning + "; in the sheet " + wording.FindingsSheet, To: wording.FindingsSheet + "!A2"}
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
			tableText(s.Title), tableText(s.Body), known(s.Year), tableText(s.Kind), tableText(s.Says),
			strings.Join(entries[s], ", "), workbook.Link{Text: tableText(s.URL), To: to},
		})
	}
	return rows
}
