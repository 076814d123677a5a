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
	words   wording.Words

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
	x.run, x.words = run, wording.In(run.Language)
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
		x.add(&x.gaps, name, x.words.GapPages(g), tableText(x.words.GapReason(g)), tableText(x.words.Say(g.Hint)))
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
	read, rates := x.words.DocumentFacts(r), x.words.RateWords("", stream.RatesOf(r, x.run.Policy))
	if read == "" {
		read, rates = x.words.Say("not read"), ""
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
		tableText(x.words.WhereWords(r.doc, r.place)), tableText(words),
		workbook.Marked{Before: display.Visible(before), Words: display.Visible(words), After: display.Visible(after)},
		tableText(x.words.UseAndReason(r.doc, r.finding)), tableText(consider), x.linkedSource(r.finding.Entry),
	}
}

// linkedSource is the publisher of the first source that can be read on the web and advises against
// the words, with a link to it. It is short, because programs show a link on one line.
func (x *XLSX) linkedSource(e *lexicon.Entry) workbook.Link {
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
		link.Text = x.words.Say(wording.NoPublisher)
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
	say := x.words.Say
	sheets := []workbook.Sheet{
		{Name: say(wording.FindingsSheet), Columns: x.findingColumns(), Rows: x.first(t), Tall: true},
		{Name: say(wording.ColumnsSheet), Columns: all, Rows: x.all},
	}
	for _, s := range []workbook.Sheet{
		{Name: say(wording.OthersSheet), Columns: x.findingColumns(), Rows: x.others},
		{Name: say(wording.SpeakersSheet), Columns: []workbook.Column{
			{Title: say("speaker, in the order of speech"), Width: 40}, {Title: say("in the speaker's own voice"), Width: 24},
			{Title: say("used in other ways"), Width: 24},
		}, Rows: speakerRows(x.words, t)},
		{Name: say(wording.DatesSheet), Columns: []workbook.Column{
			{Title: say("date in the file's name"), Width: 14}, {Title: say("file"), Width: 36},
			{Title: say("words"), Width: 10}, {Title: say("findings in the totals"), Width: 12},
			{Title: say("findings per 1,000 words, with 95 % intervals"), Width: 30},
		}, Rows: dateRows(x.words, t)},
		{Name: say(wording.GapsSheet), Columns: []workbook.Column{
			{Title: say("file"), Width: 40}, {Title: say("place"), Width: 26},
			{Title: say("not read, or not fully"), Width: 50},
			{Title: say("what can be done"), Width: 60},
		}, Rows: x.gaps},
		{Name: say(wording.DocumentsSheet), Columns: []workbook.Column{
			{Title: say("file"), Width: 36}, {Title: say("read"), Width: 40}, {Title: say("pages"), Width: 8},
			{Title: say("words"), Width: 10}, {Title: say("words for migrants or migration"), Width: 16},
			{Title: say("findings in the totals"), Width: 12}, {Title: say("other uses"), Width: 10},
			{Title: say("gaps"), Width: 8},
			{Title: say("rates"), Width: 48}, {Title: "sha256", Width: 34},
		}, Rows: x.documents},
		{Name: say(wording.EntriesSheet), Columns: []workbook.Column{
			{Title: say("entry"), Width: 24}, {Title: say("category"), Width: 22},
			{Title: say("findings in the totals"), Width: 12},
			{Title: say("other uses"), Width: 10}, {Title: say("severity"), Width: 10}, {Title: say("tier"), Width: 10},
			{Title: say("grade"), Width: 8}, {Title: say("own lexicon"), Width: 12}, {Title: say("consider"), Width: 30},
			{Title: say("why"), Width: 40}, {Title: say("note"), Width: 30},
			{Title: say("authorities differ"), Width: 34}, {Title: say("sources"), Width: 44},
		}, Rows: x.entryRows()},
		{Name: say(wording.SourcesSheet), Columns: []workbook.Column{
			{Title: say("source"), Width: 50}, {Title: say("publisher"), Width: 30}, {Title: say("year"), Width: 8},
			{Title: say("kind"), Width: 14}, {Title: say("what it says"), Width: 50},
			{Title: say("entries that rest on it"), Width: 36}, {Title: say("address"), Width: 40},
		}, Rows: x.sourceRows()},
	} {
		if s.Tall = true; len(s.Rows) > 0 {
			sheets = append(sheets, s)
		}
	}
	return workbook.Write(x.w, x.options.Date, append(sheets, workbook.Sheet{
		Name: say(wording.SummarySheet),
		Columns: []workbook.Column{
			{Title: say("what"), Width: 34}, {Title: say("number"), Width: 12}, {Title: say("remark"), Width: 110},
		},
		Rows: x.summary(t),
		Tall: true,
	}))
}

// dateRows are the documents whose names hold a date, in the order of the dates; the last row says what
// not to do with them.
func dateRows(words wording.Words, t stream.Totals) (rows [][]any) {
	for _, r := range wording.RatesByDay(t) {
		rows = append(rows, []any{r.Date, tableText(r.Name), r.Words, r.Findings, words.Rate(r)})
	}
	if len(rows) > 0 {
		rows = append(rows, []any{"", words.Say(wording.DoNotRank), nil, nil, nil})
	}
	return rows
}

// columnWidth is that of the columns for programs, in characters.
const columnWidth = 16

// findingWidths are those of wording.FindingTitles.
var findingWidths = [len(wording.FindingTitles)]float64{22, 18, 50, 44, 34, 30}

// findingColumns are the columns of a sheet for people.
func (x *XLSX) findingColumns() []workbook.Column {
	columns := make([]workbook.Column, len(findingWidths))
	for i, title := range wording.FindingTitles {
		columns[i] = workbook.Column{Title: x.words.Say(title), Width: findingWidths[i]}
	}
	return columns
}

// first are the rows of the first sheet: what was not read, that nothing was found, or the findings.
func (x *XLSX) first(t stream.Totals) [][]any {
	var rows [][]any
	if t.Interrupted {
		rows = append(rows, []any{nil, nil, workbook.Strong(x.words.Say(wording.Interrupted))})
	}
	if t.Gaps > 0 {
		rows = append(rows, []any{nil, nil, workbook.Link{
			Text: x.words.UnreadRow(t), To: x.to(wording.GapsSheet),
		}})
	}
	if len(x.findings) == 0 {
		rows = append(rows, []any{nil, nil, workbook.Strong(tableText(x.words.Found(t)))})
	}
	return append(rows, x.findings...)
}

// to is a link to a sheet.
func (x *XLSX) to(sheet wording.Text) string {
	return "'" + strings.ReplaceAll(x.words.Say(sheet), "'", "''") + "'!A2"
}

// speakerRows are the findings by speaker, in the order of speech.
func speakerRows(words wording.Words, t stream.Totals) [][]any {
	speakers, more := wording.SpeakerCounts(t)
	var rows [][]any
	for _, s := range speakers {
		rows = append(rows, []any{tableText(s.Name), s.Counting, s.Other})
	}
	if more > 0 {
		rows = append(rows, []any{words.Count(more, "more speaker"), nil, nil})
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
		rows = append(rows, []any{
			workbook.Strong(x.words.Say("interrupted")), nil, x.words.Say("This is only what was done until then."),
		})
	}
	if t.Gaps > 0 {
		rows = append(rows, []any{
			workbook.Strong(x.words.Say("documents not read, or not fully")), t.Unread,
			workbook.Link{
				Text: x.words.Say(
					"The sheet {sheet} names each, with what can be done about it.", "sheet", x.words.Say(wording.GapsSheet),
				),
				To: x.to(wording.GapsSheet),
			},
		})
	}
	if x.left > 0 {
		rows = append(rows, []any{
			workbook.Strong(x.words.Say("rows not in this workbook")), x.left,
			x.words.Say("A sheet takes no more. The kind csv holds all."),
		})
	}
	rows = append(
		rows, []any{workbook.Strong(x.words.Say("what was found")), nil, workbook.Strong(x.words.Found(t))},
		[]any{x.words.Say("what was read"), nil, x.words.Read(t)},
	)
	if !t.Interrupted && t.Documents > t.Empty {
		rows = append(rows, []any{x.words.Say("rates"), nil, x.words.RateWords("", t.Rates())})
	}
	for _, c := range x.words.StatusCounts(t) {
		sheet := workbook.Link{
			Text: c.Meaning + "; " + x.words.Say(
				"left out of the totals: in the sheet {sheet}", "sheet", x.words.Say(wording.OthersSheet),
			),
			To: x.to(wording.OthersSheet),
		}
		if c.Counts {
			sheet = workbook.Link{Text: c.Meaning + "; " + x.words.Say(
				"in the sheet {sheet}", "sheet", x.words.Say(wording.FindingsSheet),
			), To: x.words.Say(wording.FindingsSheet) + "!A2"}
		}
		rows = append(rows, []any{x.words.Say("findings {status}", "status", c.Name), c.N, sheet})
	}
	for _, c := range x.words.SeverityCounts(t) {
		rows = append(rows, []any{x.words.Say("counted, {severity}", "severity", c.Name), c.N, c.Meaning})
	}
	for _, s := range x.words.Notices(t) {
		rows = append(rows, []any{x.words.Say("baseline and waivers"), nil, tableText(s)})
	}
	rows = append(rows, []any{x.words.Say("how to read this"), nil, x.words.Say(wording.Limits)})
	for _, c := range x.words.Changes(x.run) {
		rows = append(rows, []any{x.words.Say("own lexicon"), nil, c})
	}
	return append(rows, []any{x.words.Say("made by"), nil, x.words.MadeBy(x.run)})
}

func (x *XLSX) entryRows() [][]any {
	var rows [][]any
	for _, e := range x.entries {
		n := x.counts[e]
		var sources, sides []string
		for _, s := range wording.PrintableSources(e) {
			sources = append(sources, x.words.ReferenceName(s))
		}
		for _, side := range e.Disagree {
			sides = append(sides, side.Says+x.words.Publishers(side.Sources))
		}
		if len(sources) == 0 {
			sources = []string{x.words.SourceNames(e)}
		}
		rows = append(rows, []any{
			e.ID, x.words.Say(e.Category.Name), n.counting, n.apart, x.words.Severity(e.Severity),
			x.words.Say(e.Tier.String()),
			e.Grade.String(),
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
