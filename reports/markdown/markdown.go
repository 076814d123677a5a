// Package markdown writes a report in the Markdown of GitHub, and text that means nothing but
// itself there.
package markdown

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Began reports whether a file that begins with head is such a report.
func Began(head string) bool {
	text, ok := strings.CutPrefix(head, "# ")
	return ok && wording.IsHeading(text)
}

// Writer writes for an issue or a mail, in the Markdown of GitHub, which is read as it stands too.
// What was not read and what was found stand first and need the totals, so the documents are kept,
// as Markdown, until the end.
type Writer struct {
	w       io.Writer
	run     stream.Run
	body    bytes.Buffer
	gaps    bytes.Buffer
	table   bytes.Buffer // of the documents
	entries map[*lexicon.Entry]int
	number  int // findings that count, so far
}

// New returns a writer of such a report to w.
func New(w io.Writer, _ stream.Options) *Writer {
	return &Writer{w: display.Guarded(w, display.MarkdownSigns), entries: map[*lexicon.Entry]int{}}
}

func (m *Writer) Begin(run stream.Run) error {
	m.run = run
	return nil
}

func (m *Writer) Document(r *analyzer.Report) error {
	name := Escape(wording.ForwardedName(r.Doc))
	gaps := wording.GroupGaps(r.Gaps())
	for _, g := range gaps {
		fmt.Fprintf(&m.gaps, "- %s: %s\n", name, gapWords(g))
	}
	var listed, waived, apart []*analyzer.Finding
	counting := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !m.run.Policy.Counts(f):
			apart = append(apart, f)
			continue
		case f.Record.State == analyzer.Waived:
			waived = append(waived, f)
		case m.run.Policy.Lists(f):
			listed = append(listed, f)
		}
		counting++
	}
	read := Escape(wording.DocumentFacts(r))
	if read == "" {
		read = "not read"
	}
	fmt.Fprintf(
		&m.table, "| %s | %s | %s | %s | %s |\n", name, read, wording.Number(counting), wording.Number(len(apart)),
		sum(r.Doc.SHA256),
	)
	if len(listed)+len(waived)+len(apart) == 0 {
		return nil
	}
	fmt.Fprintf(&m.body, "\n## %s\n\n%s. %s\n", name, read, wording.RateWords("", stream.RatesOf(r, m.run.Policy)))
	for _, g := range gaps {
		fmt.Fprintf(&m.body, "\n**%s:** %s\n", wording.NotRead, gapWords(g))
	}
	for _, f := range listed {
		m.finding(r.Doc, f)
	}
	m.short("Waived (these do not fail)", r.Doc, waived)
	m.short(wording.Capital(wording.UncountedTitle(m.run)), r.Doc, apart)
	return nil
}

// short writes a table of findings that need less room: their sentences, and why they stand there.
func (m *Writer) short(title string, d *document.Document, findings []*analyzer.Finding) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(&m.body, "\n### %s\n\n| place | words | how they are used |\n|---|---|---|\n", title)
	for _, f := range findings {
		fmt.Fprintf(
			&m.body, "| %s | %s | %s |\n", placeOf(d, f), context(d, f),
			Escape(wording.StatusWords(d, f)),
		)
	}
}

// inLinks encodes what would end the address of a link, or the cell that it is in.
var inLinks = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "|", "%7C")

// placeOf is the place of a finding, with a link to its words on a page of the web.
func placeOf(d *document.Document, f *analyzer.Finding) string {
	place, link := Escape(wording.PlaceWords(d, d.Locate(f.Span))), d.Link(f.Span)
	switch {
	case link == "":
		return place
	case strings.HasPrefix(link, "#"):
		return place + ", `" + link + "`"
	}
	return place + ", [on the page](<" + inLinks.Replace(link) + ">)"
}

// finding writes a finding that counts. What an entry says is written out once, where it is first
// found.
func (m *Writer) finding(d *document.Document, f *analyzer.Finding) {
	e := f.Entry
	m.number++
	fmt.Fprintf(
		&m.body, "\n### %d. %s\n\n%s\n\n> %s\n\n", m.number, Escape(wording.Quoted(wording.OneLine(f.Text(d)))),
		placeOf(d, f), context(d, f),
	)
	fmt.Fprintf(
		&m.body, "- %s: %s (%s; %s%s); %s\n", e.Severity, Escape(e.Category.Name), Escape(e.ID),
		wording.GradeWords(e.Grade), Escape(wording.Asides(e)), Escape(wording.StatusWords(d, f)),
	)
	fmt.Fprintf(&m.body, "- **Consider:** %s\n", Escape(strings.Join(f.Consider(), "; ")))
	if before := m.entries[e]; before > 0 {
		fmt.Fprintf(&m.body, "- Why, and who says so: as at finding %d\n", before)
		return
	}
	m.entries[e] = m.number
	fmt.Fprintf(&m.body, "- Why: %s\n", Escape(e.Why))
	if e.Caveat != "" {
		fmt.Fprintf(&m.body, "- Note: %s\n", Escape(e.Caveat))
	}
	for _, side := range e.Disagree {
		fmt.Fprintf(&m.body, "- Authorities differ: %s\n", Escape(side.Says+wording.Publishers(side.Sources)))
	}
	fmt.Fprintf(&m.body, "- Sources: %s\n", sources(e))
}

// sources are the first of the entry's sources with links to them, and how many more there are.
func sources(e *lexicon.Entry) string {
	all := wording.PrintableSources(e)
	if len(all) == 0 {
		return "none confirmed; the judgement of the lexicon's editors"
	}
	var list []string
	for i, s := range all {
		if more := len(all) - i; i == wording.FewSources && more > 1 {
			list = append(list, fmt.Sprintf("and %d more: refrain lexicon show %s", more, Escape(e.ID)))
			break
		}
		list = append(list, Source(s))
	}
	return strings.Join(list, "; ")
}

func gapWords(g wording.GapGroup) string {
	if g.Hint == "" {
		return Escape(g.String())
	}
	return Escape(g.String() + " (" + g.Hint + ")")
}

func sum(sha256 string) string {
	if sha256 == "" {
		return ""
	}
	return "`" + sha256 + "`"
}

func (m *Writer) End(t stream.Totals) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", Escape(wording.MadeWith(m.run)))
	if t.Interrupted {
		b.WriteString("\n**" + wording.Interrupted + "**\n")
	}
	if m.gaps.Len() > 0 {
		b.WriteString("\n**" + wording.NotRead + ":**\n\n")
		m.gaps.WriteTo(&b)
	}
	fmt.Fprintf(&b, "\n**%s**\n\n%s\n", strings.TrimSpace(wording.Found(t)), Escape(wording.Read(t)))
	writeSpeakers(&b, t)
	if !t.Interrupted && t.Documents > t.Empty {
		fmt.Fprintf(&b, "\n%s\n", wording.RateWords("", t.Rates()))
	}
	if list := wording.Notices(t); len(list) > 0 {
		fmt.Fprintf(&b, "\n**%s:**\n\n", wording.NoticesTitle(t))
		for _, s := range list {
			fmt.Fprintf(&b, "- %s\n", Escape(s))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", wording.Limits)
	m.body.WriteTo(&b)
	if m.table.Len() > 0 {
		b.WriteString("\n## Documents\n\n| document | read | findings | in other use | sha256 |\n|---|---|---:|---:|---|\n")
		m.table.WriteTo(&b)
	}
	b.WriteString("\n## Lexicon\n\n")
	for _, c := range wording.Changes(m.run) {
		fmt.Fprintf(&b, "- %s\n", Escape(c))
	}
	fmt.Fprintf(&b, "- sha256 `%s`\n", m.run.LexiconSHA256)
	_, err := b.WriteTo(m.w)
	return err
}

// writeSpeakers writes the table by speaker, where there are such.
func writeSpeakers(b *bytes.Buffer, t stream.Totals) {
	rows, more := wording.SpeakerCounts(t)
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n| speaker | own voice | in other use |\n|---|---|---|\n", wording.SpeakersTitle)
	for _, r := range rows {
		fmt.Fprintf(b, "| %s | %s | %s |\n", Escape(r.Name), wording.Number(r.Counting), wording.Number(r.Other))
	}
	if more > 0 {
		fmt.Fprintf(b, "\n%s\n", wording.Count(more, "more speaker"))
	}
}
