package main

import (
	"bufio"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/display"
)

func (a *app) text() *cobra.Command {
	var in inputFlags
	c := &cobra.Command{
		Use:   "text FILE|DIR|-...",
		Short: "Print the text as refrain reads it",
		Long: `Text prints the canonical text of each document: what refrain looks for terms in, with a form feed after each page. It is the first thing to look at
when a finding is missing. The spans of a JSON report count its bytes, form feeds aside.
Where the text holds what a runner of workflows would obey, such as two colons at the beginning of a line, one byte
of it is a question mark.`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			r := check.NewReader(in.settings(), a.stdin)
			defer r.Close()
			if err := ocrReady(r); err != nil {
				return err
			}
			files := &check.Walk{Args: args}
			if err := a.noInputOverwritten(c.Context(), files, a.targets(nil)); err != nil {
				return err
			}
			w := bufio.NewWriter(display.GuardText(a.stdout))
			first := true
			for input := range files.Inputs() {
				doc := r.Read(c.Context(), input)
				if doc == nil {
					continue
				}
				if !first {
					w.WriteByte('\n')
				}
				first = false
				writeText(w, doc)
				a.unread(doc.Name, doc.Gaps)
			}
			return w.Flush()
		},
	}
	in.add(c)
	return c
}

// writeText writes the text of a document and nothing else but a form feed after each page. The
// writer keeps the first error.
func writeText(w *bufio.Writer, d *document.Document) {
	from := 0
	for _, p := range d.Pages {
		w.WriteString(d.Text[from:p.End])
		w.WriteByte('\f')
		from = p.End
	}
	io.Copy(w, strings.NewReader(d.Text[from:]))
}
