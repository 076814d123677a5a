package trend

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/internal/display"
	"refrain/reports/html"
	"refrain/reports/stream"
	"refrain/reports/table"
	"refrain/reports/wording"
	"refrain/trend/history"
)

// HistoryReport is what is written of a git history, and how it was made.
type HistoryReport struct {
	Run     stream.Run
	History *history.History
	Range   string // as the user named it; "" for all that leads to what is checked out
	// Languages are those of the versions, and Beta those of them that no native speaker has
	// reviewed.
	Languages, Beta []string
	Passed          stream.Totals // files that were passed over
}

// HistoryKind is one kind of report on a history.
type HistoryKind struct {
	Name    string
	About   string // in a few words
	Write   func(w io.Writer, r *HistoryReport, o Options) error
	Began   func(head string) bool // reports whether a file that begins with head is of this kind
	Endings []string
}

// HistoryKinds are the kinds of reports on a history.
var HistoryKinds = []HistoryKind{
	{
		Name: "terminal", About: "for reading, on a terminal or in a text file", Write: writeHistory,
		Began: wording.IsHeading, Endings: []string{".txt"},
	},
	{
		Name: "html", About: "one file for any browser: a row for each term", Write: writeHistoryHTML, Began: html.Began,
		Endings: []string{".html", ".htm"},
	},
	{
		Name: "csv", About: "a table with a row for each term", Write: writeHistoryCSV, Began: beganHistoryCSV,
		Endings: []string{".csv"},
	},
	{
		Name: "json", About: "refrain-history/1, for programs", Write: writeHistoryJSON, Began: beganHistoryJSON,
		Endings: []string{".json"},
	},
}

// Bounds of what people read. The tables for programs hold all.
const (
	mostTerms  = 3000
	mostUnread = 200
	shortID    = 10 // digits of a commit's name that are shown
)

// What every report on a history says.
const (
	historyHeading wording.Text = "Terms by commit"
	firstParents   wording.Text = "Commits are those of the branch itself: what a merge brought in came in with " +
		"the merge."
	noBlame wording.Text = "A commit tells when words came in or left. It says nothing about who thought " +
		"of them, or why."
)

// commitWords are a commit with its date and subject, by its number.
func (w say) commitWords(h *history.History, n int) string {
	if n < 0 {
		return w.Say("before the first commit")
	}
	c := &h.Commits[n]
	return fmt.Sprintf("%s %s %s", isoDay(c.Time), short(c.ID), wording.OneLine(display.Legible(c.Subject)))
}

func short(id string) string { return id[:min(len(id), shortID)] }

// eventWords are when something happened, with the versions before that could not be read.
func (w say) eventWords(h *history.History, e *history.Event) string {
	words := w.commitWords(h, e.Commit)
	if e.Since >= 0 {
		words += " " + w.Say(
			"(or since {commit}, whose version was not read in full)",
			"commit",
			short(h.Commits[e.Since].ID),
		)
	}
	return words
}

// changeWords are what happened to a term between its coming and its leaving.
func (w say) changeWords(h *history.History, t *history.Term) []string {
	var list []string
	for i := range t.Events {
		e := &t.Events[i]
		switch e.Kind {
		case history.Reworded:
			list = append(list, w.Say("sentence changed: {commit}", "commit", w.eventWords(h, e)))
		case history.Used:
			list = append(list, w.Say(
				"{was} became {is}: {commit}", "was", w.Say(e.From), "is", w.Say(e.To), "commit", w.eventWords(h, e),
			))
		case history.Moved:
			list = append(list, w.Say(
				"from {from} to {to}: {commit}",
				"from",
				shownName(e.From),
				"to",
				shownName(e.To),
				"commit",
				w.eventWords(h, e),
			))
		}
	}
	return list
}

// leftWords are when a term left.
func (w say) leftWords(h *history.History, t *history.Term) string {
	if e := t.Left(); e != nil {
		return w.eventWords(h, e)
	}
	return w.Say("still there")
}

// termPlace is where a term was last seen.
func (w say) termPlace(t *history.Term) string {
	name := shownName(t.Path)
	p := t.Place
	if p.Page == 0 && p.Line > 0 {
		return name + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
	}
	p.Speaker = ""
	if at := w.Place(placeholder(t.Path), p); at != wording.DocumentName(placeholder(t.Path)) {
		return name + ", " + at
	}
	return name
}

// counted are the terms that counted at some time, and how many others there are.
func counted(h *history.History) (list []*history.Term, others int) {
	for _, t := range h.Terms {
		if t.Counted {
			list = append(list, t)
		} else {
			others++
		}
	}
	return list, others
}

// historyFacts is what a history is made of, in sentences.
func (w say) historyFacts(r *HistoryReport) []string {
	h := r.History
	list, others := counted(h)
	here := 0
	for _, t := range list {
		if t.Left() == nil {
			here++
		}
	}
	facts := []string{w.Count(len(h.Commits), "commit"), w.Count(h.Files, "file"), w.Count(h.Read, "version")}
	if n := len(h.Commits); n > 0 {
		facts = append(
			facts,
			w.Say("{first} to {last}", "first", isoDay(h.Commits[0].Time), "last", isoDay(h.Commits[n-1].Time)),
		)
	}
	facts = append(facts, w.passed(r.Passed, r.Run.Policy)...)
	for _, code := range r.Beta {
		facts = append(facts, w.LanguageName(code)+": "+w.Say(wording.Beta))
	}
	all := []string{strings.Join(facts, "; "), w.Say("{came} came in; still there: {here}.",
		"came", w.Count(len(list), "finding"), "here", w.Number(here))}
	if others > 0 {
		all[1] += " " + w.Of(others, "{n} more, used in other ways", "{n} more, used in other ways") + "."
	}
	if h.Older {
		all = append(
			all,
			w.Say(
				"Older commits were left out: what was there before the first is only known of files that changed since.",
			),
		)
	}
	if h.Stopped {
		all = append(all, w.Say("The time was up: the newest commits were not read."))
	}
	return append(all, w.Say(firstParents), w.Say(noBlame))
}

func writeHistory(w io.Writer, r *HistoryReport, o Options) error {
	words := in(o.Language, r.Languages)
	t := newTerminal(w, o, words)
	h := r.History
	t.title(words.Heading(r.Run))
	for _, fact := range words.historyFacts(r) {
		t.paragraph("", fact)
	}
	list, _ := counted(h)
	path := ""
	for i, term := range list {
		if i == mostTerms {
			t.line("")
			t.line(words.AndMore(len(list)-mostTerms, "finding"))
			break
		}
		if term.Path != path {
			path = term.Path
			t.line("")
			t.w.WriteString(t.bold(display.Printable(shownName(path))) + "\n")
		}
		came := term.Came()
		t.paragraph("  ", term.Before+"["+term.Words+"]"+term.After)
		t.paragraph("    ", term.Entry+", "+words.Status(term.Status)+", "+words.termPlace(term))
		t.paragraph("    ", words.Say("came in")+": "+words.eventWords(h, &came))
		if o.Verbose {
			for _, change := range words.changeWords(h, term) {
				t.paragraph("    ", change)
			}
		}
		t.paragraph("    ", words.Say("left")+": "+words.leftWords(h, term))
	}
	t.unread(h)
	return t.w.Flush()
}

// unread lists the versions that were not read.
func (t *terminal) unread(h *history.History) {
	if len(h.Unread) == 0 {
		return
	}
	t.line("")
	t.w.WriteString(t.bold(t.words.Say(wording.NotRead)) + "\n")
	for i := range h.Unread {
		if i == mostUnread {
			t.line("  " + t.words.AndMore(len(h.Unread)-mostUnread, "version"))
			break
		}
		t.paragraph("  ", t.words.unreadWords(h, &h.Unread[i]))
	}
}

// unreadWords are a version that was not read, and why.
func (w say) unreadWords(h *history.History, u *history.Unread) string {
	reason, detail, _ := strings.Cut(u.Why, ": ")
	if reason = w.Say(reason); detail != "" {
		reason += ": " + detail
	}
	return shownName(u.Path) + ", " + w.commitWords(h, u.Commit) + ": " + reason
}

// historyPage is a history as the template shows it.
type historyPage struct {
	Title, Made string
	Facts       []string
	Unread      []string
	MoreUnread  string
	Rows        []termRow
	More        string
	Others      []termRow
	OthersTitle string
}

type termRow struct {
	Came, Left, Place, Entry, Status string
	Sentence                         sentence
	Changes                          []string
}

func writeHistoryHTML(w io.Writer, r *HistoryReport, o Options) error {
	words := in(o.Language, r.Languages)
	h := r.History
	p := historyPage{Title: words.Say(historyHeading), Made: words.MadeWith(r.Run), Facts: words.historyFacts(r)}
	for i := range h.Unread {
		if i == mostUnread {
			p.MoreUnread = words.AndMore(len(h.Unread)-mostUnread, "version")
			break
		}
		p.Unread = append(p.Unread, words.unreadWords(h, &h.Unread[i]))
	}
	list, others := counted(h)
	for i, t := range list {
		if i == mostTerms {
			p.More = words.AndMore(len(list)-mostTerms, "finding")
			break
		}
		p.Rows = append(p.Rows, words.termRow(h, t))
	}
	if others > 0 {
		p.OthersTitle = words.Of(others, "{n} more, used in other ways", "{n} more, used in other ways")
		for _, t := range h.Terms {
			if !t.Counted && len(p.Others) < mostTerms {
				p.Others = append(p.Others, words.termRow(h, t))
			}
		}
	}
	return writePage(w, words, r.Run.Version, p.Title, "history", p)
}

func (w say) termRow(h *history.History, t *history.Term) termRow {
	came := t.Came()
	return termRow{
		Came: w.eventWords(
			h,
			&came,
		), Left: w.leftWords(h, t), Place: w.termPlace(t), Entry: t.Entry, Status: w.Status(t.Status),
		Sentence: sentence{Before: t.Before, Words: t.Words, After: t.After}, Changes: w.changeWords(h, t),
	}
}

// historyColumns are the columns of the table of terms.
var historyColumns = []string{
	"path", "page", "line", "column", "section", "entry", "category", "words", "status", "counts", "speaker", "sentence",
	"came_commit", "came_date", "came_subject", "came_since", "left_commit", "left_date", "left_subject", "left_since",
	"changes",
}

func beganHistoryCSV(head string) bool {
	return strings.HasPrefix(head, table.BeganSheet("path,page,line,column,section,entry,"))
}

func writeHistoryCSV(w io.Writer, r *HistoryReport, _ Options) error {
	sheet, err := table.NewSheet(w, historyColumns)
	if err != nil {
		return err
	}
	h := r.History
	for _, t := range h.Terms {
		row := []any{
			display.Printable(display.Name(t.Path)), known(t.Place.Page, t.Place.Page > 0), known(t.Place.Line, t.Place.Line > 0),
			known(
				t.Place.Column,
				t.Place.Column > 0,
			), t.Place.Section, t.Entry, t.Category, t.Words, t.Status.String(),
			yes(t.Counted), t.Speaker, t.Before + t.Words + t.After,
		}
		came := t.Came()
		row = append(row, eventCells(h, &came)...)
		row = append(row, eventCells(h, t.Left())...)
		sheet.Add(append(row, display.Printable(strings.Join(say{}.changeWords(h, t), "; ")))...)
	}
	return sheet.Flush()
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// eventCells are an event, or empty cells for one that has not happened or is older than the
// history.
func eventCells(h *history.History, e *history.Event) []any {
	if e == nil || e.Commit < 0 {
		return []any{nil, nil, nil, nil}
	}
	c := &h.Commits[e.Commit]
	since := ""
	if e.Since >= 0 {
		since = h.Commits[e.Since].ID
	}
	return []any{c.ID, isoDay(c.Time), display.Printable(c.Subject), since}
}

// historySchema names the form of the report. refrain-history.schema.json describes it.
const historySchema = "refrain-history/1"

func beganHistoryJSON(head string) bool {
	return strings.HasPrefix(head, `{"schema":"`+historySchema+`"`)
}

type (
	jsonHistory struct {
		Schema  string       `json:"schema"`
		Tool    string       `json:"tool"`
		Lexicon string       `json:"lexicon"`
		Counted []string     `json:"counted"`
		Range   string       `json:"range,omitempty"`
		Older   bool         `json:"older_left_out"`
		Stopped bool         `json:"stopped"`
		Files   int          `json:"files"`
		Read    int          `json:"versions"`
		Beta    []string     `json:"beta"`
		Commits []jsonCommit `json:"commits"`
		Terms   []jsonTerm   `json:"terms"`
		Unread  []jsonUnread `json:"unread"`
	}
	jsonCommit struct {
		ID      string `json:"id"`
		Date    string `json:"date"`
		Subject string `json:"subject"`
	}
	jsonTerm struct {
		Path     string      `json:"path"`
		Entry    string      `json:"entry"`
		Category string      `json:"category"`
		Before   string      `json:"before"`
		Words    string      `json:"words"`
		After    string      `json:"after"`
		Status   string      `json:"status"`
		Counts   bool        `json:"counts"`
		Speaker  string      `json:"speaker,omitempty"`
		Place    jsonPlace   `json:"place"`
		There    bool        `json:"there"`
		Events   []jsonEvent `json:"events"`
	}
	jsonEvent struct {
		Kind   string `json:"kind"`
		Commit string `json:"commit,omitempty"`
		Since  string `json:"since,omitempty"`
		From   string `json:"from,omitempty"`
		To     string `json:"to,omitempty"`
		Was    string `json:"was,omitempty"`
	}
	jsonUnread struct {
		Path   string `json:"path"`
		Commit string `json:"commit,omitempty"`
		Reason string `json:"reason"`
		Whole  bool   `json:"whole"`
	}
)

func writeHistoryJSON(w io.Writer, r *HistoryReport, _ Options) error {
	h := r.History
	out := jsonHistory{
		Schema: historySchema, Tool: r.Run.Version, Lexicon: r.Run.LexiconSHA256, Range: r.Range, Older: h.Older,
		Counted: wording.CountedNames(
			r.Run.Policy,
		), Stopped: h.Stopped, Files: h.Files, Read: h.Read, Beta: listed(r.Beta),
		Commits: []jsonCommit{}, Terms: []jsonTerm{}, Unread: []jsonUnread{},
	}
	name := func(n int) string {
		if n < 0 {
			return ""
		}
		return h.Commits[n].ID
	}
	for i := range h.Commits {
		c := &h.Commits[i]
		out.Commits = append(out.Commits, jsonCommit{c.ID, isoDay(c.Time), display.Legible(c.Subject)})
	}
	for _, t := range h.Terms {
		term := jsonTerm{
			display.Name(
				t.Path,
			), t.Entry, t.Category, t.Before, t.Words, t.After, t.Status.String(), t.Counted, t.Speaker,
			placeForm(t.Place), t.Left() == nil, []jsonEvent{},
		}
		for i := range t.Events {
			e := &t.Events[i]
			was := ""
			if e.Old != nil {
				was = e.Old.Before + e.Old.Words + e.Old.After
			}
			term.Events = append(term.Events, jsonEvent{
				e.Kind.String(), name(e.Commit), name(e.Since), display.Name(e.From), display.Name(e.To), was,
			})
		}
		out.Terms = append(out.Terms, term)
	}
	for _, u := range h.Unread {
		out.Unread = append(out.Unread, jsonUnread{display.Name(u.Path), name(u.Commit), u.Why, u.Whole})
	}
	return writeForm(w, out)
}
