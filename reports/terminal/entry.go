package terminal

import (
	"fmt"
	"io"
	"strings"

	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// WriteEntry writes an entry as a page that a lawyer can read: what it finds, why, what to
// consider, who says so and where they differ, with its examples.
func WriteEntry(w io.Writer, l *lexicon.Language, e *lexicon.Entry) error {
	var words wording.Words // The page is in English, as all commands but reports are.
	t := &Writer{Lines: NewLines(w, stream.Options{})}
	t.Line("", display.Printable(fmt.Sprintf("%s (%s)", e.ID, l.Name)))
	t.Labelled("category", fmt.Sprintf("%s (%s): %s", e.Category.Name, e.Category.ID, e.Category.Definition))
	t.Labelled("harm", e.Category.Harm)
	t.Labelled("severity", words.SeverityWords(e))
	t.Labelled("tier", tierMeaning(e))
	t.Labelled("rests on", words.GradeMeaning(e.Grade))
	t.Labelled("why", e.Why)
	t.Labelled("consider", strings.Join(e.Consider(), "; "))
	if e.Caveat != "" {
		t.Labelled("note", e.Caveat)
	}
	if e.Scope != "" {
		t.Labelled("scope", e.Scope)
	}
	t.section("Authorities differ", len(e.Disagree))
	for _, side := range e.Disagree {
		t.Paragraph(Indent, side.Says+words.Publishers(side.Sources))
	}
	t.section("Sources", len(e.Sources))
	for _, s := range e.Sources {
		if s.Printable() {
			t.source(s)
		}
	}
	t.patterns("Finds", e.Match)
	t.patterns("But not within", e.Unless)
	if len(e.Cue) > 0 {
		t.section("Needs in the same sentence a word of", 1)
		t.Line(Indent, display.Printable("{"+strings.Join(e.Cue, "} or {")+"}"))
	}
	t.examples("Found", e.Hits)
	t.examples("Not found", e.Misses)
	return t.Flush()
}

func tierMeaning(e *lexicon.Entry) string {
	switch {
	case e.CanFail():
		return "standard: looked for by default; may fail a build"
	case e.Tier == lexicon.Core:
		return "standard: looked for by default; does not fail a build by itself"
	}
	return "advisory: looked for only with --advisory"
}

func (t *Writer) section(title string, lines int) {
	if lines > 0 {
		t.Line("", "")
		t.Line("", title)
	}
}

func (t *Writer) source(s lexicon.Reference) {
	through := ""
	if s.Status == lexicon.Secondary {
		through = ", read through another source"
	}
	t.Paragraph(Indent, fmt.Sprintf("%s: %s%s. %s", s.ID, t.words.ReferenceName(s), through, s.Words()))
	if s.URL != "" {
		t.Line(Indent+Indent, display.Printable(s.URL))
	}
}

func (t *Writer) patterns(title string, patterns []lexicon.Pattern) {
	t.section(title, len(patterns))
	frame := ""
	for _, p := range patterns {
		if p.Frame != frame {
			frame = p.Frame
			t.Line(Indent, display.Printable("frame "+frame+":"))
		}
		if frame != "" {
			t.Paragraph(Indent+Indent, p.Text)
		} else {
			t.Paragraph(Indent, p.Text)
		}
	}
}

// examples writes the sentences with their marks, as the author wrote them.
func (t *Writer) examples(title string, examples []lexicon.Example) {
	t.section(title, len(examples))
	for _, e := range examples {
		t.Paragraph(Indent, marked(e))
	}
}

func marked(e lexicon.Example) string {
	var b strings.Builder
	from := 0
	for _, m := range e.Marks {
		b.WriteString(e.Text[from:m.Start] + "[" + e.Text[m.Start:m.End])
		if m.Status != lexicon.Used {
			b.WriteString("|" + m.Status.String())
		}
		b.WriteString("]")
		from = m.End
	}
	return b.String() + e.Text[from:]
}
