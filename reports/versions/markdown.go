package versions

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/compare"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/markdown"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// markdownWriter writes for an issue or a mail, in the Markdown of GitHub: what was not read and the
// counts come first, then a table for each document, and at the end what the entries say. The tables
// are kept until the end.
type markdownWriter struct {
	w       io.Writer
	run     stream.Run
	words   wording.Words
	body    bytes.Buffer
	gaps    bytes.Buffer
	entries []*lexicon.Entry // of new findings
	numbers map[*lexicon.Entry]int
}

// newMarkdown returns a writer of such a report to w.
func newMarkdown(w io.Writer, _ stream.Options) Writer {
	return &markdownWriter{w: display.Guarded(w, display.MarkdownSigns), numbers: map[*lexicon.Entry]int{}}
}

func (m *markdownWriter) Begin(run stream.Run) error {
	m.run, m.words = run, wording.In(run.Language)
	return nil
}

func (m *markdownWriter) Comparison(c *compare.Comparison) error {
	fmt.Fprintf(&m.body, "\n## %s\n\n", markdown.Escape(forwardedNames(c)))
	for _, notice := range noticesOf(m.words, c) {
		fmt.Fprintf(&m.body, "**%s**\n\n", markdown.Escape(notice))
	}
	var said []string
	if n := c.Count(m.run.Policy); n != (compare.Counts{}) || len(c.Findings) == 0 {
		said = append(said, foundWords(m.words, n))
	}
	if text := provisionCounts(m.words, c.Provisions()); text != "" && c.Old != nil && c.New != nil {
		said = append(said, text)
	}
	m.body.WriteString(markdown.Escape(strings.Join(said, " ")) + "\n")
	m.keepGaps(m.words.Say("Old version"), c.Old)
	m.keepGaps(m.words.Say("New version"), c.New)
	var counted, apart []*compare.Change
	for i := range c.Findings {
		if f := &c.Findings[i]; f.Counts(m.run.Policy) {
			counted = append(counted, f)
		} else {
			apart = append(apart, f)
		}
	}
	m.table(c, counted)
	if len(apart) > 0 {
		fmt.Fprintf(&m.body, "\n### %s\n", wording.Capital(m.words.UncountedTitle(m.run)))
		m.table(c, apart)
	}
	m.changed(c)
	return nil
}

// forwardedNames are the names of both versions without the user's folders.
func forwardedNames(c *compare.Comparison) string {
	switch {
	case c.Old == nil:
		return wording.ForwardedName(c.New.Doc)
	case c.New == nil:
		return wording.ForwardedName(c.Old.Doc)
	}
	return wording.ForwardedName(c.Old.Doc) + " → " + wording.ForwardedName(c.New.Doc)
}

// table writes findings, a row each.
func (m *markdownWriter) table(c *compare.Comparison, list []*compare.Change) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(
		&m.body, "\n| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", m.words.Say("what"), m.words.Say("provision"),
		m.words.Say("Old version"), m.words.Say("New version"), m.words.Say("entry"),
	)
	for _, f := range list {
		kind := markdown.Escape(kindWord(m.words, f))
		if f.Fresh(m.run.Policy) {
			kind = "**" + kind + "**"
		}
		if f.Doubtful {
			kind += " (" + markdown.Escape(m.words.Say("doubtful: parts of the other version could not be read")) + ")"
		}
		e := f.Finding().Entry
		name := markdown.Escape(e.ID)
		if f.New != nil && f.Counts(m.run.Policy) {
			if m.numbers[e] == 0 {
				m.entries = append(m.entries, e)
				m.numbers[e] = len(m.entries)
			}
			name = fmt.Sprintf("%s (%d)", name, m.numbers[e])
		}
		fmt.Fprintf(
			&m.body, "| %s | %s | %s | %s | %s |\n", kind, markdown.Escape(m.provision(c, f)),
			m.cell(c.Old, f.Old), m.cell(c.New, f.New), name,
		)
	}
}

// provision is where a finding stands, by the provision's name in both versions.
func (m *markdownWriter) provision(c *compare.Comparison, f *compare.Change) string {
	n := f.NewPair
	if f.New == nil {
		n = f.OldPair
	}
	if n < 0 {
		return ""
	}
	return pairName(m.words, c, &c.Pairs[n])
}

// cell is a finding in one version: its sentence with the words in bold letters, where, and how it is
// used.
func (m *markdownWriter) cell(r *analyzer.Report, f *analyzer.Finding) string {
	const around = 120 // bytes of the sentence on each side
	if f == nil {
		return "–"
	}
	before, words, after := wording.ContextWithin(r.Doc, f, around)
	place := markdown.Escape(m.words.PlaceWords(r.Doc, r.Doc.Locate(f.Span)))
	return fmt.Sprintf(
		"%s**%s**%s (%s; %s)", markdown.Escape(before), markdown.Escape(words), markdown.Escape(after), place,
		markdown.Escape(m.words.Status(f.Verdict.Status)),
	)
}

// changed writes the provisions whose words differ, with these.
func (m *markdownWriter) changed(c *compare.Comparison) {
	if c.Old == nil || c.New == nil {
		return
	}
	title := false
	for i := range c.Pairs {
		p := &c.Pairs[i]
		if !p.Changed() || p.Apart() || p.First == p.End {
			continue
		}
		if !title {
			title = true
			fmt.Fprintf(&m.body, "\n### %s\n\n", m.words.Say("Provisions with findings that have changed"))
		}
		fmt.Fprintf(
			&m.body, "- %s: %s", markdown.Escape(pairName(m.words, c, p)), markdown.Escape(wayWords(m.words, p)),
		)
		var edits []string
		for k, e := range p.Words {
			if k == mostEdits {
				edits = append(edits, "…")
				break
			}
			var both [2]string
			for side, text := range [2]string{e.Old.Of(c.Old.Doc.Text), e.New.Of(c.New.Doc.Text)} {
				if both[side] = "–"; text != "" {
					both[side] = markdown.Escape(m.words.Quoted(wording.OneLine(text)))
				}
			}
			edits = append(edits, both[0]+" → "+both[1])
		}
		if len(edits) > 0 {
			m.body.WriteString(": " + strings.Join(edits, "; "))
		}
		m.body.WriteString("\n")
	}
}

func (m *markdownWriter) keepGaps(which string, r *analyzer.Report) {
	if r == nil {
		return
	}
	for _, g := range wording.GroupGaps(r.Gaps()) {
		fmt.Fprintf(
			&m.gaps, "- %s, %s: %s\n", which, markdown.Escape(wording.ForwardedName(r.Doc)),
			markdown.Escape(m.words.Hinted(g)),
		)
	}
}

func (m *markdownWriter) End(t Totals) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", markdown.Escape(m.words.Heading(m.run)))
	if m.gaps.Len() > 0 {
		fmt.Fprintf(&b, "\n**%s:**\n\n%s", m.words.Say(wording.NotRead), m.gaps.String())
	}
	if t.Interrupted {
		fmt.Fprintf(&b, "\n%s\n", m.words.Say(wording.Interrupted))
	}
	if t.Compared+t.Added+t.Removed > 1 {
		b.WriteString("\n")
		for _, s := range summaryOf(m.words, t) {
			b.WriteString(markdown.Escape(s) + "\n")
		}
	}
	b.Write(m.body.Bytes())
	if len(m.entries) > 0 {
		fmt.Fprintf(&b, "\n## %s\n\n", m.words.Say("What the entries say"))
	}
	for i, e := range m.entries {
		fmt.Fprintf(
			&b, "%d. **%s** (%s; %s). %s %s %s %s %s\n", i+1, markdown.Escape(m.words.Say(e.Category.Name)),
			markdown.Escape(e.ID),
			m.words.Severity(e.Severity), markdown.Escape(e.Why), m.words.Say("Consider:"),
			markdown.Escape(wording.Sentence(strings.Join(e.Wordings(), "; "))), m.words.Say("Sources:"),
			markdown.Escape(wording.Sentence(m.words.SourceNames(e))),
		)
	}
	for _, change := range m.words.Changes(m.run) {
		fmt.Fprintf(&b, "\n%s\n", markdown.Escape(change))
	}
	fmt.Fprintf(&b, "\n%s\n", markdown.Escape(m.words.Say(
		"Lexicon {version}, sha256 {sum}, {entries}.", "version", m.run.LexiconVersion,
		"sum", fmt.Sprintf("%.12s", m.run.LexiconSHA256), "entries", m.words.Entries(m.run),
	)))
	_, err := b.WriteTo(m.w)
	return err
}
