package markdown

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/scalar"
	"refrain/internal/strictyaml"
)

// maxFrontMatter is how many bytes of front matter are parsed. Lists of references take some tens
// of thousands.
const maxFrontMatter = 256 << 10

// maxFrontDepth is how deep front matter may be nested.
const maxFrontDepth = 50

// published are the keys of front matter whose values are printed on the page.
var published = map[string]document.Role{
	"title": document.Title, "headline": document.Heading, "subtitle": document.Heading, "subheading": document.Heading,
	"description": document.Body, "summary": document.Body, "abstract": document.Body, "excerpt": document.Body,
	"lead": document.Body, "lede": document.Body, "teaser": document.Body, "tagline": document.Body,
	"intro": document.Body,
}

// A Markdown file may begin with front matter: data between two lines of "---" (YAML), "+++" (TOML)
// or ";;;" (JSON). What is between two rules is front matter only if it parses as a mapping.
// Programs that know no front matter show all of it, and some that do show it as a table, so
// whatever reads like a sentence is text, be it a value, a key or a comment.

// front is one scalar or comment of front matter, with its place.
type front struct {
	document.Span        // in the front matter, quotation marks included
	value         string // decoded
	role          document.Role
	shown         bool // it is the value of one of the published keys
	key           bool // it is a key itself
}

// fences are the lines that front matter is between, and how it is parsed.
var fences = []struct {
	open  string
	close []string
	parse func(s string) ([]front, bool)
}{
	{"---", []string{"---", "..."}, yamlFront},
	{"+++", []string{"+++"}, tomlFront},
	{";;;", []string{";;;"}, jsonFront},
}

// frontMatter reads the text of the front matter that s begins with, and returns its length; 0
// without any.
func (m *markdown) frontMatter(s string) int {
	for _, f := range fences {
		from, to, end := between(s, f.open, f.close)
		if end == 0 || to-from > maxFrontMatter {
			continue
		}
		found, ok := f.parse(s[from:to])
		if !ok {
			return 0
		}
		m.front(s[from:to], m.base+from, found)
		return end
	}
	return 0
}

// between returns where the lines between an opening fence and the next closing one begin and end,
// and where the text after the closing one begins. All are 0 when s does not begin with the fence,
// or it has no end.
func between(s, open string, closing []string) (from, to, end int) {
	at := 0
	for line := range strings.Lines(s) {
		trimmed := strings.TrimRight(line, canonical.Blanks)
		switch {
		case at == 0 && trimmed != open:
			return 0, 0, 0
		case at == 0:
			from = len(line)
		case slices.Contains(closing, trimmed):
			return from, at, at + len(line)
		}
		if at += len(line); at > maxFrontMatter+len(open)+2 {
			return 0, 0, 0
		}
	}
	return 0, 0, 0
}

// front appends what is text of the front matter s, which begins at the offset at of the source.
func (m *markdown) front(s string, at int, found []front) {
	found = append(found, comments(s, found)...)
	slices.SortStableFunc(found, func(a, b front) int { return a.Start - b.Start })
	seen := map[string]bool{}
	data := 0 // words that are not text
	for _, f := range found {
		words := strings.Join(strings.Fields(f.value), " ")
		switch {
		case f.shown, (sentenceLike(f.value) || f.key && lettered(f.value) > 1) &&
			!seen[words]: // No key of data has a blank.
			seen[words] = true
			m.d.Begin(f.role, 0, "")
			m.scalar(s, at, f)
			m.d.End()
		case !f.key && !seen[words]:
			data += lettered(f.value)
		}
	}
	if data > 0 {
		m.d.Doc.Omissions = append(m.d.Doc.Omissions, document.Omission{Kind: "metadata", Words: data})
	}
}

// sentenceLike reports whether a value is prose and not a list, a name or an address.
func sentenceLike(s string) bool {
	const fewest = 5 // words of a sentence; dates, names and file names have fewer
	words := lettered(s)
	return words >= fewest && 2*strings.Count(s, ", ") < words
}

// lettered counts the words of s that are no numbers and addresses.
func lettered(s string) int {
	words := 0
	for word := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(word, unicode.IsLetter) && !strings.Contains(word, "://") {
			words++
		}
	}
	return words
}

// comments are the comments of front matter: what follows "#" outside of scalars.
func comments(s string, scalars []front) []front {
	slices.SortStableFunc(scalars, func(a, b front) int { return a.Start - b.Start })
	var found []front
	at := 0
	for line := range strings.Lines(s) {
		for i := range line {
			for len(scalars) > 0 && scalars[0].End <= at+i {
				scalars = scalars[1:]
			}
			if line[i] != '#' || i > 0 && !canonical.IsBlank(line[i-1]) || len(scalars) > 0 && scalars[0].Start <= at+i {
				continue
			}
			text := strings.TrimRight(line[i:], canonical.Blanks)
			start := len(text) - len(strings.TrimLeft(text, "# \t"))
			if start < len(text) {
				span := document.Span{Start: at + i + start, End: at + i + len(text)}
				found = append(found, front{Span: span, value: span.Of(s)})
			}
			break
		}
		at += len(line)
	}
	return found
}

// jsonFront parses JSON, which is YAML as well.
func jsonFront(s string) ([]front, bool) {
	if !json.Valid([]byte(s)) {
		return nil, false
	}
	return yamlFront(s)
}

// yamlFront parses YAML. Aliases are not followed.
func yamlFront(s string) ([]front, bool) {
	var problems []error
	d := strictyaml.Decoder{Problems: &problems}
	root := d.Parse([]byte(s))
	if root == nil || !strictyaml.IsMapping(root) || len(root.Content) == 0 {
		return nil, false
	}
	y := yamlScalars{s: s, lines: scalar.LinesOf(s)}
	y.node(root, front{}, maxFrontDepth)
	return y.found, !y.deep
}

// yamlScalars are the scalars of a tree of YAML.
type yamlScalars struct {
	s     string
	lines scalar.Lines
	found []front
	deep  bool // nested deeper than is followed
}

func (y *yamlScalars) node(n *strictyaml.Node, as front, depth int) {
	switch {
	case depth == 0:
		y.deep = true
	case strictyaml.IsScalar(n):
		y.scalar(n, as)
	case strictyaml.IsMapping(n):
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			y.node(key, front{key: true}, depth-1)
			role, ok := published[strings.ToLower(key.Value)]
			y.node(n.Content[i+1], front{role: role, shown: ok && depth == maxFrontDepth}, depth-1)
		}
	default:
		for _, item := range n.Content {
			y.node(item, as, depth-1)
		}
	}
}

// scalar finds where a scalar is: from where its node begins to its last character.
func (y *yamlScalars) scalar(n *strictyaml.Node, as front) {
	at, ok := y.lines.Offset(y.s, n.Line, n.Column)
	if !ok {
		return
	}
	for at < len(y.s) && (y.s[at] == '&' || y.s[at] == '!') { // an anchor or a tag
		at += strings.IndexAny(y.s[at:]+" ", canonical.Blanks)
		at += len(y.s[at:]) - len(strings.TrimLeft(y.s[at:], " \t"))
	}
	as.value = n.Value
	as.Span = document.Span{Start: at, End: at}
	scalar.Align(y.s, as.Start, as.value, func(_ string, from, size int) { as.End = max(as.End, from+size) })
	y.found = append(y.found, as)
}

// tomlFront parses TOML.
func tomlFront(s string) ([]front, bool) {
	var p unstable.Parser
	p.Reset([]byte(s))
	t := tomlScalars{p: &p}
	root, keyed := true, false
	for p.NextExpression() {
		n := p.Expression()
		switch n.Kind {
		case unstable.KeyValue:
			t.keyValue(n, root, maxFrontDepth)
		case unstable.Table, unstable.ArrayTable:
			root = false
			for key := n.Key(); key.Next(); {
				t.add(key.Node(), front{key: true})
			}
		}
		keyed = true
	}
	return t.found, p.Error() == nil && keyed && !t.deep
}

// tomlScalars are the strings and keys of TOML.
type tomlScalars struct {
	p     *unstable.Parser
	found []front
	deep  bool
}

func (t *tomlScalars) keyValue(n *unstable.Node, root bool, depth int) {
	name, keys := "", 0
	for key := n.Key(); key.Next(); keys++ {
		name = string(key.Node().Data)
		t.add(key.Node(), front{key: true})
	}
	role, ok := published[strings.ToLower(name)]
	t.value(n.Value(), front{role: role, shown: ok && root && keys == 1}, depth-1)
}

func (t *tomlScalars) value(n *unstable.Node, as front, depth int) {
	switch {
	case depth == 0:
		t.deep = true
	case n.Kind == unstable.KeyValue:
		t.keyValue(n, false, depth)
	case n.Kind == unstable.String:
		t.add(n, as)
	case n.Kind == unstable.Array, n.Kind == unstable.InlineTable:
		for item := n.Children(); item.Next(); {
			t.value(item.Node(), as, depth-1)
		}
	}
}

func (t *tomlScalars) add(n *unstable.Node, as front) {
	as.Start, as.End = int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length)
	as.value = string(n.Data)
	t.found = append(t.found, as)
}

// scalar appends a scalar of the front matter s, which begins at the offset at of the source. A
// blank line in it begins a paragraph.
func (m *markdown) scalar(s string, at int, f front) {
	scalar.Align(s, f.Start, f.value, func(text string, from, size int) {
		switch {
		case strings.Trim(text, canonical.Blanks) != "" && size == len(text):
			m.d.Text(text, at+from)
		case strings.Trim(text, canonical.Blanks) != "":
			m.d.Decoded(text, at+from, size)
		case strings.Count(text, "\n") > 1, strings.Contains(text, "\n") && strings.Count(s[from:from+size], "\n") > 1:
			m.d.Begin(f.role, 0, "")
		case strings.Contains(text, "\n"):
			m.d.Newline()
		default:
			m.d.Space()
		}
	})
}
