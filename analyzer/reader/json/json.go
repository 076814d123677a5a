package json

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
)

// maxValid is up to how many bytes a file is parsed only to learn whether it is JSON.
const maxValid = 64 << 20

// Is knows JSON by how it begins where the file is named as JSON, and elsewhere by all of it.
func Is(c *input.Content, named bool) input.Fit {
	s := strings.TrimLeft(strings.TrimPrefix(c.Head(), charset.BOM), canonical.Blanks)
	switch {
	case s == "" || s[0] != '{' && s[0] != '[':
		return input.Unfit
	case named:
		return input.Leading
	case strings.Contains(c.Source, `"nbformat"`): // It is a notebook's, or says so.
		return input.Unfit
	case isWhole(c.Source) || isLines(c.Source):
		return input.Leading
	}
	return input.Unfit
}

// isWhole reports whether a text is one object or list of JSON.
func isWhole(src string) bool {
	src = strings.TrimLeft(strings.TrimPrefix(src, charset.BOM), canonical.Blanks)
	after := strings.TrimLeft(src[min(len(src), 1):], canonical.Blanks)
	if len(src) > maxValid || after == "" || strings.IndexByte(`"{[]}`, after[0]) < 0 {
		return false
	}
	return json.Valid([]byte(src))
}

// isLines reports whether the first lines of a text are objects of JSON, one in each.
func isLines(src string) bool {
	const most = 3
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(src, charset.BOM)) {
		if line = strings.Trim(line, canonical.Blanks); line == "" {
			continue
		}
		if line[0] != '{' || len(line) > maxValid || !json.Valid([]byte(line)) {
			return false
		}
		if n++; n == most {
			break
		}
	}
	return n > 1
}

// Read reads the strings of JSON that are values, each as paragraphs of its own under its path.
// Names of members are no text.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	source, from := d.Doc.Source, 0
	if strings.HasPrefix(source, charset.BOM) {
		from = len(charset.BOM)
	}
	s := NewScanner(source, from, in.Options.Limits.Depth)
	for n := 0; s.Next(); n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			break
		}
		switch s.Event {
		case String:
			put(d, &s.Text, s.Path(), in.Options.Limits.Depth, 0)
		case Comment:
			d.Omit("comments", source[s.From:s.To])
		case Bad:
			bad(d, s)
		}
	}
	Unended(d, s)
	return d.Finish()
}

// bad reads the rest of a line that is no JSON as it is.
func bad(d *builder.Builder, s *Scanner) {
	if len(d.Doc.Gaps) < builder.MaxNamedGaps {
		line := 1 + strings.Count(d.Doc.Source[:s.From], "\n")
		d.Gap(0, fmt.Sprintf("%s: line %d is no JSON", gap.Damaged, line),
			"mend the file, and check it again: the rest of that line was read as plain text")
	}
	d.Begin(document.Body, 0, "")
	d.Text(d.Doc.Source[s.From:s.To], s.From)
	d.End()
}

// Unended adds the gap of what a scanner at its end has found to have no end, or to be too deep.
func Unended(d *builder.Builder, s *Scanner) {
	if s.Open() {
		d.Gap(0, gap.Damaged+": the data have no end", "check that the file was saved or downloaded in full")
	}
	if s.Deep {
		d.Gap(0, gap.Limit, "check the file: its parts are nested too deep, so some have no path of their own")
	}
}
