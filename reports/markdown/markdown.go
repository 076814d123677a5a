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
	words   wording.Words
	body    bytes.Buffer
	gaps    bytes.Buffer
	table   bytes.Buffer // of the documents
	entries map[*lexicon.Entry]int
	number  int // findings that count, so far

	options  stream.Options
	failures wording.Failures
}

// New returns a writer of such a report to w.
func New(w io.Writer, o stream.Options) *Writer {
	return &Writer{w: display.Guarded(w, display.MarkdownSigns), entries: map[*lexicon.Entry]int{}, options: o}
}

func (m *Writer) Begin(run stream.Run) error {
	m.run, m.words = run, wording.In(run.Language)
	return nil
}

func (m *Writer) Document(r *analyzer.Report) error {
	name := Escape(wording.ForwardedName(r.Doc))
	gaps := wording.GroupGaps(r.Gaps())
	for _, g := range gaps {
		fmt.Fprintf(&m.gaps, "- %s: %s\n", name, Escape(m.words.Hinted(g)))
	}
	m.failures.Add(m.words, m.run, m.options, r)
	var listed, waived, apart []*analyzer.Finding
	counting, before := 0, 0
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !m.run.Policy.Counts(f) && (f.Record.State == analyzer.Known || f.Record.State == analyzer.Outside):
			before++
			continue
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
	read := Escape(m.words.DocumentFacts(r))
	if read == "" {
		read = m.words.Say("not read")
	}
	fmt.Fprintf(
		&m.table, "| %s | %s | %s | %s | %s |\n", name, read, m.words.Number(counting), m.words.Number(len(apart)+before),
		sum(r.Doc.SHA256),
	)
	if len(listed)+len(waived)+len(apart) == 0 {
		return nil
	}
	fmt.Fprintf(&m.body, "\n## %s\n\n%s. %s\n", name, read, m.words.RateWords("", stream.RatesOf(r, m.run.Policy)))
	for _, g := range gaps {
		fmt.Fprintf(&m.body, "\n**%s:** %s\n", m.words.Say(wording.NotRead), Escape(m.words.Hinted(g)))
	}
	for _, f := range listed {
		m.finding(r.Doc, f)
	}
	m.short(wording.Capital(m.words.Say("waived (these do not fail)")), r.Doc, waived)
	m.short(wording.Capital(m.words.UncountedTitle(m.run)), r.Doc, apart)
	return nil
}

// short writes a table of findings that need less room: their sentences, and why they stand there.
func (m *Writer) short(title string, d *document.Document, findings []*analyzer.Finding) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(
		&m.body, "\n### %s\n\n| %s | %s | %s |\n|---|---|---|\n", title, m.words.Say("place"), m.words.Say("words"),
		m.words.Say("how they are used"),
	)
	for _, f := range findings {
		fmt.Fprintf(
			&m.body, "| %s | %s | %s |\n", placeOf(m.words, d, f), context(d, f),
			Escape(m.words.StatusWords(d, f)),
		)
	}
}

// inLinks encodes what would end the address of a link, or the cell that it is in.
var inLinks = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "|", "%7C")

// placeOf is the place of a finding, with a link to its words on a page of the web.
func placeOf(words wording.Words, d *document.Document, f *analyzer.Finding) string {
	place, link := Escape(words.PlaceWords(d, d.Locate(f.Span))), d.Link(f.Span)
	switch {
	case link == "":
		return place
	case strings.HasPrefix(link, "#"):
		return place + ", `" + link + "`"
	}
	return place + ", [" + words.Say("on the page") + "](<" + inLinks.Replace(link) + ">)"
}

// finding writes a finding that counts. What an entry says is written out once, where it is first
// found.
func (m *Writer) finding(d *document.Document, f *analyzer.Finding) {
	e := f.Entry
	m.number++
	fmt.Fprintf(
		&m.body, "\n### %d. %s\n\n%s\n\n> %s\n\n", m.number, Escape(m.words.Quoted(wording.OneLine(f.Text(d)))),
		placeOf(m.words, d, f), context(d, f),
	)
	fmt.Fprintf(
		&m.body, "- %s: %s (%s; %s%s); %s\n", m.words.Severity(e.Severity), Escape(m.words.Say(e.Category.Name)),
		Escape(e.ID),
		m.words.GradeWords(e.Grade), Escape(m.words.Asides(e)), Escape(m.words.StatusWords(d, f)),
	)
	fmt.Fprintf(&m.body, "- **%s** %s\n", m.words.Say("Consider:"), Escape(strings.Join(f.Consider(), "; ")))
	if before := m.entries[e]; before > 0 {
		fmt.Fprintf(&m.body, "- %s\n", m.words.Say("Why, and who says so: as at finding {n}", "n", fmt.Sprint(before)))
		return
	}
	m.entries[e] = m.number
	fmt.Fprintf(&m.body, "- %s %s\n", m.words.Say("Why:"), Escape(e.Why))
	if e.Caveat != "" {
		fmt.Fprintf(&m.body, "- %s %s\n", m.words.Say("Note:"), Escape(e.Caveat))
	}
	for _, side := range e.Disagree {
		fmt.Fprintf(&m.body, "- %s %s\n", m.words.Say("Authorities differ:"),
			Escape(side.Says+m.words.Publishers(side.Sources)))
	}
	fmt.Fprintf(&m.body, "- %s %s\n", m.words.Say("Sources:"), sources(m.words, e))
}

// sources are the first of the entry's sources with links to them, and how many more there are.
func sources(words wording.Words, e *lexicon.Entry) string {
	all := wording.PrintableSources(e)
	if len(all) == 0 {
		return words.Say(wording.NoneConfirmed)
	}
	var list []string
	for i, s := range all {
		if more := len(all) - i; i == wording.FewSources && more > 1 {
			list = append(list, words.Of(
				more, "and {n} more: {command}", "and {n} more: {command}", "command", "refrain lexicon show "+Escape(e.ID),
			))
			break
		}
		list = append(list, Source(words, s))
	}
	return strings.Join(list, "; ")
}

func sum(sha256 string) string {
	if sha256 == "" {
		return ""
	}
	return "`" + sha256 + "`"
}

func (m *Writer) End(t stream.Totals) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", Escape(m.words.MadeWith(m.run)))
	if t.Interrupted {
		b.WriteString("\n**" + m.words.Say(wording.Interrupted) + "**\n")
	}
	if m.gaps.Len() > 0 {
		b.WriteString("\n**" + m.words.Say(wording.NotRead) + ":**\n\n")
		m.gaps.WriteTo(&b)
	}
	fmt.Fprintf(&b, "\n**%s**\n\n%s\n", strings.TrimSpace(m.words.Found(t)), Escape(m.words.Read(t)))
	writeSpeakers(m.words, &b, t)
	if !t.Interrupted && t.Documents > t.Empty {
		fmt.Fprintf(&b, "\n%s\n", m.words.RateWords("", t.Rates()))
	}
	if lines := m.failures.Lines(m.words, m.options); len(lines) > 0 {
		// What is set in by four blanks is shown as it is, and can be copied.
		fmt.Fprintf(&b, "\n**%s:**\n\n    %s\n", m.failures.Title(m.words), strings.Join(lines, "\n    "))
	}
	if list := m.words.Notices(t); len(list) > 0 {
		fmt.Fprintf(&b, "\n**%s:**\n\n", m.words.NoticesTitle(t))
		for _, s := range list {
			fmt.Fprintf(&b, "- %s\n", Escape(s))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", m.words.Say(wording.Limits))
	m.body.WriteTo(&b)
	if m.table.Len() > 0 {
		fmt.Fprintf(
			&b, "\n## %s\n\n| %s | %s | %s | %s | sha256 |\n|---|---|---:|---:|---|\n", m.words.Say(wording.DocumentsSheet),
			m.words.Say("document"), m.words.Say("read"), m.words.Say("findings"), m.words.Say("in other use"),
		)
		m.table.WriteTo(&b)
	}
	b.WriteString("\n## " + m.words.Say("Lexicon") + "\n\n")
	for _, c := range m.words.Changes(m.run) {
		fmt.Fprintf(&b, "- %s\n", Escape(c))
	}
	fmt.Fprintf(&b, "- sha256 `%s`\n", m.run.LexiconSHA256)
	_, err := b.WriteTo(m.w)
	return err
}

// writeSpeakers writes the table by speaker, where there are such.
func writeSpeakers(words wording.Words, b *bytes.Buffer, t stream.Totals) {
	rows, more := wording.SpeakerCounts(t)
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(
		b, "\n**%s**\n\n| %s | %s | %s |\n|---|---|---|\n", words.Say(wording.SpeakersTitle), words.Say("speaker"),
		words.Say("own voice"), words.Say("in other use"),
	)
	for _, r := range rows {
		fmt.Fprintf(b, "| %s | %s | %s |\n", Escape(r.Name), words.Number(r.Counting), words.Number(r.Other))
	}
	if more > 0 {
		fmt.Fprintf(b, "\n%s\n", words.Count(more, "more speaker"))
	}
}
