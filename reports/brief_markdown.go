package reports

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

const briefHead = "<!-- refrain "

func beganBrief(head string) bool { return strings.HasPrefix(head, briefHead) }

// writeBriefMarkdown writes a brief as Markdown.
func writeBriefMarkdown(w io.Writer, s *brief) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s, brief -->\n# %s\n", briefHead, strings.ReplaceAll(markdown(s.Version), "--", "- -"), markdown(s.Title))
	if s.Interrupted {
		b.WriteString("\n**Interrupted: this is only what was done until then.**\n")
	}
	if len(s.Gaps) > 0 {
		b.WriteString("\n**Not read, or not fully:**\n\n")
		for _, g := range s.Gaps {
			fmt.Fprintf(&b, "- %s\n", markdown(g))
		}
		if s.MoreGaps > 0 {
			fmt.Fprintf(&b, "- and %s more\n", thousands(s.MoreGaps))
		}
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", s.Call, strings.TrimSpace("**"+markdown(s.Found)+"** "+markdown(s.Read)+" "+s.Rates))
	if len(s.Sections) > 0 {
		fmt.Fprintf(&b, "\n## Where, and what to consider\n")
		if s.Together != "" {
			fmt.Fprintf(&b, "\n%s\n", s.Together)
		}
	}
	for _, section := range s.Sections {
		if len(s.Documents) > 1 && section.Name != "" {
			fmt.Fprintf(&b, "\n### %s\n", markdown(section.Name))
		}
		b.WriteString("\n| where | words | consider | who says so |\n|---|---|---|---|\n")
		for _, r := range section.Rows {
			fmt.Fprintf(&b, "| %s | %s%s | %s | %d |\n", markdown(r.Where), markdown(r.Words), markdown(times(r.Times)), markdown(r.Consider), r.Entry.Number)
		}
	}
	if s.Nothing != "" && len(s.Documents) > 1 {
		fmt.Fprintf(&b, "\nNo findings in %s. That proves nothing about the rest of them.\n", markdown(s.Nothing))
	}
	if len(s.Entries) > 0 {
		b.WriteString("\n## Who says so\n\n")
	}
	for _, e := range s.Entries {
		fmt.Fprintf(&b, "%d. **%s** (%s, evidence %s%s): %s Consider: %s.\n", e.Number, markdown(e.Category.Name), markdown(e.ID), e.Grade, markdown(e.Aside), markdown(sentence(e.Why)), markdown(strings.Join(e.Instead, "; ")))
		if e.Caveat != "" {
			fmt.Fprintf(&b, "    - Note: %s\n", markdown(e.Caveat))
		}
		for _, side := range e.Disagree {
			fmt.Fprintf(&b, "    - Authorities differ: %s\n", markdown(side.Says+bodies(side.Sources)))
		}
		for _, source := range e.Sources {
			fmt.Fprintf(&b, "    - %s: %s\n", markdownSource(source), markdown(source.Words()))
		}
		switch {
		case len(e.Sources) == 0:
			b.WriteString("    - No source is confirmed; the judgement of the lexicon's editors.\n")
		case e.More > 0:
			fmt.Fprintf(&b, "    - %s: refrain lexicon show %s\n", count(e.More, "more source"), markdown(e.ID))
		}
	}
	if len(s.Waived) > 0 {
		b.WriteString("\n## Waived\n\n")
		for _, line := range s.Waived {
			fmt.Fprintf(&b, "- %s\n", markdown(line))
		}
		if s.MoreWaived > 0 {
			fmt.Fprintf(&b, "- and %s more\n", thousands(s.MoreWaived))
		}
	}
	if len(s.Apart) > 0 {
		fmt.Fprintf(&b, "\n## %s\n\n| status | what it means | findings |\n|---|---|---:|\n", capital(s.Rest))
		for _, a := range s.Apart {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", a.Name, a.Meaning, thousands(a.N))
		}
	}
	fmt.Fprintf(&b, "\n## About this page\n\n%s\n\n", s.Limits)
	for _, line := range append(append([]string{}, s.Remarks...), s.Changes...) {
		fmt.Fprintf(&b, "- %s\n", markdown(line))
	}
	for _, d := range s.Sums() {
		fmt.Fprintf(&b, "- %s: %s, sha256 `%s`\n", markdown(d.Name), markdown(d.Facts), d.SHA256)
	}
	fmt.Fprintf(&b, "- %s\n", markdown(s.MadeBy))
	_, err := b.WriteTo(guarded(w, markdownSigns))
	return err
}

// times is how often words stand in the places of a row, when that is more than once.
func times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (%s times)", thousands(n))
}
