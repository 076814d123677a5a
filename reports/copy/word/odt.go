package word

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// openDialect is that of OpenDocument texts. Notes, frames, fields and ruby take no comments.
var openDialect = dialect{
	paragraphs:  []string{"text:p", "text:h"},
	transparent: []string{"text:span", "text:a", "text:meta"},
	apart: []string{
		"text:tracked-changes", "office:annotation", "office:forms", "office:styles", "office:automatic-styles",
		"office:master-styles", "office:settings",
		"draw:frame", "draw:g", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:line",
		"draw:polygon", "draw:path", "draw:connector", "draw:caption",
	},
}

// flatMarker stands in a copy that is one XML file, so that it is known for one.
const flatMarker = "<!-- refrain copy -->"

// openDocument puts comments into an OpenDocument text that is a container.
func (c *Copy) openDocument(box *container) error {
	if box.has("META-INF/documentsignatures.xml") {
		return ErrSigned
	}
	const name = "content.xml"
	if encrypted, err := box.encrypted(name); err != nil || encrypted {
		if err == nil {
			err = ErrEncrypted
		}
		return err
	}
	text, err := box.part(name)
	if err != nil {
		return err
	}
	s, edits, err := c.annotate(text, name)
	if err != nil {
		return inPart(err, name)
	}
	changed, err := splice(s.text, edits)
	box.change(name, changed)
	return inPart(err, name)
}

// encrypted reports whether the list of files says so of one of them.
func (c *container) encrypted(name string) (bool, error) {
	const manifest = "META-INF/manifest.xml"
	if !c.has(manifest) {
		return false, nil
	}
	text, err := c.part(manifest)
	if err != nil {
		return false, err
	}
	t := &tree{text: text}
	found := false
	t.begin = func() {
		if n := len(t.open); t.innermost().name == "manifest:encryption-data" && n > 1 {
			found = found || t.open[n-2].attr("manifest:full-path") == name
		}
	}
	return found, inPart(t.walk(), manifest)
}

// flat is a copy of an OpenDocument text that is one XML file.
func (c *Copy) flat(text string) (string, error) {
	if err := readable(text); err != nil {
		return "", err
	}
	s, edits, err := c.annotate(text, "")
	if err != nil {
		return "", err
	}
	return splice(text, append(edits, edit{from: s.root.from, to: s.root.from, with: flatMarker + "\n"}))
}

// annotate finds the places of the notes and writes the annotations.
func (c *Copy) annotate(text, part string) (*survey, []edit, error) {
	s := newSurvey(text, openDialect)
	keys := make([]string, len(c.Notes))
	if err := c.deleted(text, part, keys); err != nil {
		return nil, nil, err
	}
	for i, n := range c.Notes {
		switch {
		case keys[i] != "":
			s.wanted[keys[i]] = true
		case n.Source.Len() > 0 && memberName(n.Part) == part:
			s.want(i, n.Source.Start, n.Source.End)
		}
	}
	if err := s.find(); err != nil {
		return nil, nil, err
	}
	comments, err := c.comments(s, keys)
	if err != nil {
		return nil, nil, err
	}
	declared := ""
	for _, prefix := range []string{"office", "text", "dc"} {
		if !s.binds(prefix) {
			declared += ` xmlns:` + prefix + `="` + namespaceOf(prefix) + `"`
		}
	}
	var m marks
	next := 1
	for _, comment := range comments {
		name := "" // Only what has an end needs one.
		if !comment.place.isPoint {
			for s.used["refrain-"+strconv.Itoa(next)] {
				next++
			}
			name = ` office:name="refrain-` + strconv.Itoa(next) + `"`
			next++
			m.at(comment.place.to).ends.WriteString(`<office:annotation-end` + declared + name + `/>`)
		}
		c.annotation(&m.at(comment.place.from).starts, comment, declared+name)
	}
	return s, append(m.edits(), s.edits...), nil
}

// deleted finds the notes whose words a tracked change has deleted. They are kept apart from the
// text, which has a mark where they stood.
func (c *Copy) deleted(text, part string, keys []string) error {
	if !strings.Contains(text, "changed-region") {
		return nil
	}
	var order []int // of the notes on words in the part
	for i, n := range c.Notes {
		if memberName(n.Part) == part && n.Source.Len() > 0 {
			order = append(order, i)
		}
	}
	start := func(i int) int { return c.Notes[order[i]].Source.Start }
	slices.SortFunc(order, func(a, b int) int { return c.Notes[a].Source.Start - c.Notes[b].Source.Start })
	t := &tree{text: text}
	t.end = func(from, to int) {
		e := t.innermost()
		if e.name != "text:changed-region" {
			return
		}
		id := e.attr("text:id")
		if id == "" {
			id = e.attr("xml:id")
		}
		first := sort.Search(len(order), func(i int) bool { return start(i) >= e.from })
		for i := first; i < len(order) && start(i) < to; i++ {
			keys[order[i]] = "change " + id
		}
	}
	return t.walk()
}

// annotation writes a comment.
func (c *Copy) annotation(b *strings.Builder, comment comment, attributes string) {
	b.WriteString(
		`<office:annotation` + attributes + `><dc:creator>` + escaped(c.Author) + `</dc:creator>` +
			c.stamped("<dc:date>", "</dc:date>"),
	)
	for _, line := range comment.lines(comment.displaced) {
		b.WriteString(`<text:p>`)
		if line.Label != "" {
			b.WriteString(escaped(line.Label) + ": ")
		}
		b.WriteString(escaped(line.Text) + `</text:p>`)
	}
	b.WriteString(`</office:annotation>`)
}

func namespaceOf(prefix string) string {
	var all []string
	for namespace, usual := range usualPrefixes {
		if usual == prefix {
			all = append(all, namespace)
		}
	}
	slices.Sort(all)
	return all[0]
}
