package builder

import (
	"fmt"

	"refrain/analyzer/document"
)

// Enclose appends a document that was read of a file within this one, under the file's name. Its
// pages and lines are parts of the paths, and its gaps name the file.
func (d *Builder) Enclose(name string, doc *document.Document) {
	d.End()
	part := d.Part
	d.Adopt(doc, func(b *document.Block) string {
		where := ""
		switch at := doc.Locate(b.Span); {
		case at.Page > 0:
			where = fmt.Sprintf("page %d", at.Page)
		case at.Paragraph > 0:
			where = fmt.Sprintf("paragraph %d", at.Paragraph)
		case at.Timed:
			where = at.Time.String()
		case at.Line > 0:
			where = fmt.Sprintf("line %d", at.Line)
		}
		return JoinPath(name, JoinPath(where, b.Path))
	}, func(r *document.Run, piece func(text string, at, n int)) {
		if d.Part = name; r.Part != "" {
			d.Part += "/" + r.Part
		}
		at := 0
		if d.Doc.Source != "" { // This file is text, and the other is nowhere in it as it is.
			at = -1
		}
		if at == 0 && r.Source.Len() > 0 {
			piece(r.Of(doc.Text), r.Source.Start, r.Source.Len())
			return
		}
		piece(r.Of(doc.Text), at, 0)
	})
	d.Part = part
	for _, g := range doc.Gaps {
		if len(d.Doc.Gaps) >= MaxNamedGaps {
			d.Gap(0, g.Reason, "check the files in it one by one")
			continue
		}
		hint := name
		if g.Page > 0 {
			hint = fmt.Sprintf("%s, page %d", name, g.Page)
		}
		if g.Hint != "" {
			hint += ": " + g.Hint
		}
		d.Gap(0, g.Reason, hint)
	}
}
