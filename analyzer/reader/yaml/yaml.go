// Package yaml reads YAML: its strings are the text.
package yaml

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/scalar"
	"refrain/internal/strictyaml"
)

// maxTree is up to how many bytes a document of YAML is parsed. Its tree takes a hundred times as
// much memory.
const maxTree = 4 << 20

// Read reads the strings of YAML that are values, each as paragraphs of its own under its path.
// Names of members are no text; comments are counted. What is no YAML is read as it is, with a gap.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	source, at := d.Doc.Source, 0
	if strings.HasPrefix(source, charset.BOM) {
		at = len(charset.BOM)
	}
	for at < len(source) && ctx.Err() == nil {
		end := documentEnd(source, at)
		readDocument(d, source[at:end], at, in.Options.Limits.Depth)
		at = end
	}
	return d.Finish()
}

// documentEnd is where the document ends that begins at the offset at: before a line of "---".
func documentEnd(source string, at int) int {
	i, data := at, false
	for line := range strings.Lines(source[at:]) {
		begins := line == "---" || strings.HasPrefix(line, "---") && canonical.IsBlank(line[3])
		if begins && data {
			return i
		}
		data = data || begins || strings.Trim(line, canonical.Blanks) != "" && line[0] != '#' && line[0] != '%'
		i += len(line)
	}
	return len(source)
}

// readDocument reads one document of a file, which begins at the offset base.
func readDocument(d *builder.Builder, s string, base, depth int) {
	if strings.Trim(s, canonical.Blanks+"-.") == "" {
		return
	}
	asText := func(reason, hint string) {
		d.Gap(0, reason, hint)
		d.Begin(document.Body, 0, "")
		d.Text(s, base)
		d.End()
	}
	line := 1 + strings.Count(d.Doc.Source[:base], "\n")
	if len(s) > maxTree || tangled(s) {
		asText(gap.Limit, "split the file: its data are too large or nested too deep, so it was read as plain text")
		return
	}
	var problems []error
	decoder := strictyaml.Decoder{Problems: &problems}
	root := decoder.Parse([]byte(s))
	if root == nil {
		if onlyComments(s) {
			for line := range strings.Lines(s) {
				text := strings.TrimLeft(line, "# ")
				d.Comment(text, base+len(line)-len(text))
				base += len(line)
			}
			return
		}
		asText(fmt.Sprintf("%s: no YAML after line %d", gap.Damaged, line),
			"mend the file, and check it again: it was read as plain text")
		return
	}
	y := &tree{d: d, s: s, base: base, lines: scalar.LinesOf(s)}
	y.node(root, "", depth)
	y.comments()
}

// tangled reports whether data are nested deeper than the parser should be asked to follow.
func tangled(s string) bool {
	const most = 1000
	depth, deepest := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	for line := range strings.Lines(s) {
		dashes := 0
		for i := 0; i < len(line) && strings.IndexByte(" -?", line[i]) >= 0; i++ {
			dashes++
		}
		deepest = max(deepest, dashes)
	}
	return deepest > most
}

// onlyComments reports whether no line holds data.
func onlyComments(s string) bool {
	for line := range strings.Lines(s) {
		line = strings.Trim(line, canonical.Blanks)
		if line != "" && line[0] != '#' && line != "---" && line != "..." {
			return false
		}
	}
	return true
}

// tree is a document that is being read.
type tree struct {
	d     *builder.Builder
	s     string
	base  int             // where s begins in the source
	lines scalar.Lines    // of s
	taken []document.Span // scalars, in s
}

// longestPath is about how many bytes a path has. What is deeper has the beginning of its path.
const longestPath = 400

func (y *tree) node(n *strictyaml.Node, path string, depth int) {
	if len(path) > longestPath {
		path = strings.ToValidUTF8(path[:longestPath], "")
	}
	switch {
	case depth == 0:
		y.d.Gap(0, gap.Limit, "check the file: its parts are nested too deep")
	case strictyaml.IsScalar(n):
		y.scalar(n, path, n.ShortTag() == "!!str")
	case strictyaml.IsMapping(n):
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			inner := key.Value
			if strictyaml.IsScalar(key) {
				y.scalar(key, "", false)
			} else {
				y.node(key, path, depth-1)
			}
			if path != "" {
				inner = path + "." + inner
			}
			y.node(n.Content[i+1], inner, depth-1)
		}
	default:
		for i, item := range n.Content {
			y.node(item, path+"["+strconv.Itoa(i)+"]", depth-1)
		}
	}
}

// scalar takes note of where a scalar is, and appends it where it is text.
func (y *tree) scalar(n *strictyaml.Node, path string, isText bool) {
	at, ok := y.lines.Offset(y.s, n.Line, n.Column)
	if !ok {
		return
	}
	for at < len(y.s) && (y.s[at] == '&' || y.s[at] == '!') { // an anchor or a tag
		at += strings.IndexAny(y.s[at:]+" ", canonical.Blanks)
		at += len(y.s[at:]) - len(strings.TrimLeft(y.s[at:], canonical.Blanks))
	}
	span := document.Span{Start: min(at, len(y.s)), End: min(at, len(y.s))}
	var text scalar.Text
	scalar.Align(y.s, span.Start, n.Value, func(piece string, from, size int) {
		span.End = max(span.End, from+size)
		if isText {
			text.Add(piece, y.base+from, size)
		}
	})
	if k := len(y.taken); k > 0 {
		span.Start = max(span.Start, y.taken[k-1].End)
	}
	y.taken = append(y.taken, document.Span{Start: span.Start, End: max(span.Start, span.End)})
	if isText {
		text.Put(y.d, document.Body, path)
	}
}

// comments counts what follows "#" outside of scalars.
func (y *tree) comments() {
	taken := y.taken
	for _, at := range y.lines {
		end := len(y.s)
		if n := strings.IndexByte(y.s[at:], '\n'); n >= 0 {
			end = at + n
		}
		for i := at; i < end; i++ {
			for len(taken) > 0 && taken[0].End <= i {
				taken = taken[1:]
			}
			if len(taken) > 0 && taken[0].Start <= i {
				continue
			}
			if y.s[i] == '#' && (i == at || canonical.IsBlank(y.s[i-1])) {
				text := strings.TrimLeft(y.s[i:end], "# ")
				y.d.Comment(text, y.base+end-len(text))
				break
			}
		}
	}
}
