package brief

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/internal/display"
	"refrain/reports/markdown"
	"refrain/reports/wording"
)

const begins = "<!-- refrain "

// Began reports whether a file that begins with head is a brief in Markdown. One in HTML begins
// like any page of refrain.
func Began(head string) bool { return strings.HasPrefix(head, begins) }

// writeMarkdown writes a brief as Markdown.
func writeMarkdown(w io.Writer, s *page) error {
	var b bytes.Buffer
	fmt.Fprintf(
		&b, "%s%s, brief -->\n# %s\n", begins, strings.ReplaceAll(markdown.Escape(s.Version), "--", "- -"),
		markdown.Escape(s.Title),
	)
	if s.Interrupted {
		b.WriteString("\n**" + wording.Interrupted + "**\n")
	}
	if len(s.Gaps) > 0 {
		writeList(&b, "\n**"+wording.NotRead+":**\n\n", s.Gaps, s.MoreGaps)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", s.Call, strings.TrimSpace(
		"**"+markdown.Escape(s.Found)+"** "+markdown.Escape(s.Read)+" "+s.Rates,
	))
	writePlaces(&b, s)
	if s.Nothing != "" && len(s.Documents) > 1 {
		fmt.Fprintf(&b, "\nNo findings in %s. That proves nothing about the rest of them.\n", markdown.Escape(s.Nothing))
	}
	if len(s.Entries) > 0 {
		b.WriteString("\n## Who says so\n\n")
	}
	for _, e := range s.Entries {
		writeEntry(&b, e)
	}
	if len(s.Waived) > 0 {
		writeList(&b, "\n## Waived\n\n", s.Waived, s.MoreWaived)
	}
	if len(s.Apart) > 0 {
		title := wording.Capital(s.Rest)
		fmt.Fprintf(&b, "\n## %s\n\n| status | what it means | findings |\n|---|---|---:|\n", title)
		for _, a := range s.Apart {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", a.Name, a.Meaning, wording.Number(a.N))
		}
	}
	writeAbout(&b, s)
	_, err := b.WriteTo(display.Guarded(w, display.MarkdownSigns))
	return err
}

// writeList writes lines after what introduces them, and how many more there are.
func writeList(b *bytes.Buffer, before string, lines []string, more int) {
	b.WriteString(before)
	for _, line := range lines {
		fmt.Fprintf(b, "- %s\n", markdown.Escape(line))
	}
	if more > 0 {
		fmt.Fprintf(b, "- and %s more\n", wording.Number(more))
	}
}

// writePlaces writes a table of places for each section.
func writePlaces(b *bytes.Buffer, s *page) {
	if len(s.Sections) > 0 {
		b.WriteString("\n## Where, and what to consider\n")
		if s.Together != "" {
			fmt.Fprintf(b, "\n%s\n", s.Together)
		}
	}
	for _, section := range s.Sections {
		if len(s.Documents) > 1 && section.Name != "" {
			fmt.Fprintf(b, "\n### %s\n", markdown.Escape(section.Name))
		}
		b.WriteString("\n| where | words | consider | who says so |\n|---|---|---|---|\n")
		for _, r := range section.Rows {
			fmt.Fprintf(
				b, "| %s | %s%s | %s | %d |\n", markdown.Escape(r.Where), markdown.Escape(r.Words),
				markdown.Escape(wording.Times(r.Times)), markdown.Escape(r.Consider), r.Entry.Number,
			)
		}
	}
}

// writeEntry writes what an entry says, and who says so.
func writeEntry(b *bytes.Buffer, e *entry) {
	fmt.Fprintf(
		b, "%d. **%s** (%s; %s%s): %s Consider: %s\n", e.Number, markdown.Escape(e.Category.Name),
		markdown.Escape(e.ID), wording.GradeWords(e.Grade), markdown.Escape(e.Aside),
		markdown.Escape(wording.Sentence(e.Why)), markdown.Escape(wording.Sentence(strings.Join(e.Consider(), "; "))),
	)
	if e.Caveat != "" {
		fmt.Fprintf(b, "    - Note: %s\n", markdown.Escape(e.Caveat))
	}
	for _, side := range e.Disagree {
		fmt.Fprintf(b, "    - Authorities differ: %s\n", markdown.Escape(side.Says+wording.Publishers(side.Sources)))
	}
	for _, source := range e.Sources {
		fmt.Fprintf(b, "    - %s: %s\n", markdown.Source(source), markdown.Escape(source.Words()))
	}
	switch {
	case len(e.Sources) == 0:
		b.WriteString("    - No source is confirmed; the judgement of the lexicon's editors.\n")
	case e.More > 0:
		fmt.Fprintf(b, "    - %s: refrain lexicon show %s\n", wording.Count(e.More, "more source"), markdown.Escape(e.ID))
	}
}

// writeAbout writes what the page is and how it was made.
func writeAbout(b *bytes.Buffer, s *page) {
	fmt.Fprintf(b, "\n## About this page\n\n%s\n\n", s.Limits)
	for _, line := range append(append([]string{}, s.Notices...), s.Changes...) {
		fmt.Fprintf(b, "- %s\n", markdown.Escape(line))
	}
	for _, d := range s.Sums() {
		fmt.Fprintf(b, "- %s: %s, sha256 `%s`\n", markdown.Escape(d.Name), markdown.Escape(d.Facts), d.SHA256)
	}
	fmt.Fprintf(b, "- %s\n", markdown.Escape(s.MadeBy))
}
