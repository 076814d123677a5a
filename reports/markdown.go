package reports

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

const markdownHead = "# refrain "

func beganMarkdown(head string) bool {
	return strings.HasPrefix(head, markdownHead) && firstLine().MatchString(head)
}

// markdownWriter writes for an issue or a mail, in the Markdown of GitHub, which is read as it stands too. What was not read and what was found
// stand first and need the totals, so the documents are kept, as Markdown, until the end.
type markdownWriter struct {
	w       io.Writer
	run     Run
	body    bytes.Buffer
	gaps    bytes.Buffer
	table   bytes.Buffer // of the documents
	entries map[*lexicon.Entry]int
	number  int // findings that count, so far
}

func newMarkdown(w io.Writer, _ Options) Writer {
	return &markdownWriter{w: guarded(w, markdownSigns), entries: map[*lexicon.Entry]int{}}
}

func (m *markdownWriter) Begin(run Run) error {
	m.run = run
	return nil
}

func (m *markdownWriter) Document(r *analyzer.Report) error {
	name := markdown(shownName(r.Doc))
	gaps := GroupGaps(r.Gaps())
	for _, g := range gaps {
		fmt.Fprintf(&m.gaps, "- %s: %s\n", name, markdownGap(g))
	}
	var listed, waived, apart []*analyzer.Finding
	counting := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !m.run.Policy.Counts(f):
			apart = append(apart, f)
			continue
		case f.Standing.Is == analyzer.Waived:
			waived = append(waived, f)
		case m.run.Policy.Lists(f):
			listed = append(listed, f)
		}
		counting++
	}
	read := markdown(facts(r))
	if read == "" {
		read = "not read"
	}
	fmt.Fprintf(&m.table, "| %s | %s | %s | %s | %s |\n", name, read, thousands(counting), thousands(len(apart)), markdownSum(r.Doc.SHA256))
	if len(listed)+len(waived)+len(apart) == 0 {
		return nil
	}
	fmt.Fprintf(&m.body, "\n## %s\n\n%s. %s\n", name, read, rateWords("", ratesOf(r, m.run.Policy)))
	for _, g := range gaps {
		fmt.Fprintf(&m.body, "\n**Not read, or not fully:** %s\n", markdownGap(g))
	}
	for _, f := range listed {
		m.finding(r.Doc, f)
	}
	m.short("Waived (these do not fail)", r.Doc, waived)
	m.short(capital(m.run.Rest()), r.Doc, apart)
	return nil
}

// short writes a table of findings that need less room: their sentences, and why they stand there.
func (m *markdownWriter) short(title string, d *document.Document, findings []*analyzer.Finding) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(&m.body, "\n### %s\n\n| place | words | how they are used |\n|---|---|---|\n", title)
	for _, f := range findings {
		fmt.Fprintf(&m.body, "| %s | %s | %s |\n", markdown(findable(d, d.Locate(f.Span))), markdownContext(d, f), markdown(StatusWords(d, f)))
	}
}

// finding writes a finding that counts. What an entry says is written out once, where it is first found.
func (m *markdownWriter) finding(d *document.Document, f *analyzer.Finding) {
	e := f.Entry
	m.number++
	fmt.Fprintf(&m.body, "\n### %d. %s\n\n%s\n\n> %s\n\n", m.number, markdown(inQuotes(oneLine(f.Text(d)))), markdown(findable(d, d.Locate(f.Span))), markdownContext(d, f))
	fmt.Fprintf(&m.body, "- %s: %s (%s, evidence %s%s); %s\n", e.Severity, markdown(e.Category.Name), markdown(e.ID), e.Grade, markdown(asides(e)), markdown(StatusWords(d, f)))
	fmt.Fprintf(&m.body, "- **Consider:** %s\n", markdown(strings.Join(e.Instead, "; ")))
	if before := m.entries[e]; before > 0 {
		fmt.Fprintf(&m.body, "- Why, and who says so: as at finding %d\n", before)
		return
	}
	m.entries[e] = m.number
	fmt.Fprintf(&m.body, "- Why: %s\n", markdown(e.Why))
	if e.Caveat != "" {
		fmt.Fprintf(&m.body, "- Note: %s\n", markdown(e.Caveat))
	}
	for _, side := range e.Disagree {
		fmt.Fprintf(&m.body, "- Authorities differ: %s\n", markdown(side.Says+bodies(side.Sources)))
	}
	fmt.Fprintf(&m.body, "- Sources: %s\n", markdownSources(e))
}

// markdownSources are the first of the entry's sources with links to them, and how many more there are.
func markdownSources(e *lexicon.Entry) string {
	all := printable(e)
	if len(all) == 0 {
		return "none confirmed; the judgement of the lexicon's editors"
	}
	var list []string
	for i, s := range all {
		if more := len(all) - i; i == fewSources && more > 1 {
			list = append(list, fmt.Sprintf("and %d more: refrain lexicon show %s", more, markdown(e.ID)))
			break
		}
		list = append(list, markdownSource(s))
	}
	return strings.Join(list, "; ")
}

func markdownGap(g GapGroup) string {
	if g.Hint == "" {
		return markdown(g.String())
	}
	return markdown(g.String() + " (" + g.Hint + ")")
}

func markdownSum(sha256 string) string {
	if sha256 == "" {
		return ""
	}
	return "`" + sha256 + "`"
}

func (m *markdownWriter) End(t Totals) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s, lexicon %s (%s; %s entries%s)\n", markdownHead, markdown(m.run.Version), markdown(m.run.LexiconVersion), strings.Join(m.run.Languages, ", "), and(m.run.Tiers), markdown(own(m.run)))
	if t.Interrupted {
		b.WriteString("\n**Interrupted: this is only what was done until then.**\n")
	}
	if m.gaps.Len() > 0 {
		b.WriteString("\n**Not read, or not fully:**\n\n")
		m.gaps.WriteTo(&b)
	}
	fmt.Fprintf(&b, "\n**%s**\n\n%s\n", strings.TrimSpace(found(t)), markdown(read(t)))
	if !t.Interrupted && t.Documents > t.Empty {
		fmt.Fprintf(&b, "\n%s\n", rateWords("", t.Rates()))
	}
	if list := remarks(t); len(list) > 0 {
		fmt.Fprintf(&b, "\n**%s:**\n\n", remarksTitle(t))
		for _, s := range list {
			fmt.Fprintf(&b, "- %s\n", markdown(s))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", limits)
	m.body.WriteTo(&b)
	if m.table.Len() > 0 {
		b.WriteString("\n## Documents\n\n| document | read | counted | apart | sha256 |\n|---|---|---:|---:|---|\n")
		m.table.WriteTo(&b)
	}
	b.WriteString("\n## Lexicon\n\n")
	for _, c := range changed(m.run) {
		fmt.Fprintf(&b, "- %s\n", markdown(c))
	}
	fmt.Fprintf(&b, "- sha256 `%s`\n", m.run.LexiconSHA256)
	_, err := b.WriteTo(m.w)
	return err
}

// limits say what a finding is and is not, for reports that are passed on without their makers.
const limits = "A finding is a place to check: what the words are, how they are used there, why authorities advise against them, and what to consider instead. " +
	"It says nothing about what anybody meant. Words are not the whole of a text: what it does to people matters more."
