package word

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// wordDialect is that of Word documents. Text boxes, formulas, ruby and alternatives of which
// programs show one take no comments.
var wordDialect = dialect{
	paragraphs: []string{"w:p"},
	transparent: []string{
		"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml", "w:bdo",
		"w:dir",
	},
	properties: []string{"w:pPr", "w:sdtPr", "w:sdtEndPr"},
	apart:      []string{"mc:AlternateContent"},
	run:        "w:r",
}

// fixedControls are kinds of content controls that hold nothing but text, as their properties say.
var fixedControls = []string{"w:text", "w:comboBox", "w:dropDownList", "w:date"}

// commentID is the id or name of a comment that an element begins, ends or anchors.
func (e *element) commentID() string {
	switch e.name {
	case "w:comment", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference":
		return e.attr("w:id")
	case "office:annotation", "office:annotation-end":
		return e.attr("office:name")
	}
	return ""
}

// keys name what an element refers to.
func (e *element) keys(relations map[string]string) []string {
	switch e.name {
	case "text:change":
		return []string{"change " + e.attr("text:change-id")}
	case "w:footnoteReference", "w:endnoteReference":
		return []string{strings.TrimSuffix(strings.TrimPrefix(e.name, "w:"), "Reference") + " " + e.attr("w:id")}
	}
	var keys []string
	for _, a := range e.attrs {
		if target := relations[a.Value]; target != "" && usualPrefixes[a.Name.Space] == "r" {
			keys = append(keys, target)
		}
	}
	return keys
}

// word puts comments into a Word document.
func (c *Copy) word(box *container) error {
	links, main, err := box.wordParts()
	if err != nil {
		return err
	}
	text, err := box.part(main)
	if err != nil {
		return err
	}
	s := newSurvey(text, wordDialect)
	s.relations = links.byID
	keys := make([]string, len(c.Notes))
	elsewhere := map[string][]int{} // indexes of notes by the part that they are in
	for i, n := range c.Notes {
		switch part := memberName(n.Part); {
		case n.Source.Len() == 0:
		case part == memberName(main):
			s.want(i, n.Source.Start, n.Source.End)
		default:
			keys[i], s.wanted[part] = part, true
			elsewhere[part] = append(elsewhere[part], i)
		}
	}
	for _, kind := range []string{"/footnotes", "/endnotes"} {
		part, ok := links.kind(kind)
		if notes := elsewhere[memberName(part)]; ok && len(notes) > 0 {
			if err := c.notesIn(box, part, notes, keys); err != nil {
				return err
			}
			for _, i := range notes {
				s.wanted[keys[i]] = true
			}
		}
	}
	if err := s.find(); err != nil {
		return inPart(err, main)
	}
	comments, err := c.comments(s, keys)
	if err != nil {
		return err
	}
	return c.writeWord(box, main, links, s, comments)
}

// notesIn finds the foot- or endnotes that the words of some notes of ours stand in.
func (c *Copy) notesIn(box *container, part string, notes []int, keys []string) error {
	text, err := box.part(part)
	if err != nil {
		return err
	}
	t := &tree{text: text}
	t.end = func(from, to int) {
		e := t.innermost()
		if len(t.open) != 2 || e.name != "w:footnote" && e.name != "w:endnote" {
			return
		}
		key := strings.TrimPrefix(e.name, "w:") + " " + e.attr("w:id")
		for len(notes) > 0 && c.Notes[notes[0]].Source.Start < to {
			if c.Notes[notes[0]].Source.Start >= e.from {
				keys[notes[0]] = key
			}
			notes = notes[1:]
		}
	}
	return inPart(t.walk(), part)
}

func inPart(err error, part string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w (%s)", err, part)
}

// writeWord changes the parts: the text, the comments, and where they are new, what says that there
// are some.
func (c *Copy) writeWord(box *container, main string, links *relations, s *survey, comments []comment) error {
	namespace, kind := wordNamespace, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	if isStrict(&s.tree) {
		namespace, kind = strictWordNamespace, "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
	}
	part, linked := links.kind("/comments")
	if !linked {
		part = box.free(path.Join(path.Dir(main), "comments.xml"))
	}
	if memberName(part) == memberName(main) || strings.HasPrefix(part, "../") {
		return errNoComments
	}
	before, err := commentsBefore(box, part, namespace, s)
	if err != nil {
		return err
	}
	declared := s.declaring(namespace)
	var m marks
	var all strings.Builder
	next := 0
	for _, comment := range comments {
		for s.used[strconv.Itoa(next)] {
			next++
		}
		id := strconv.Itoa(next)
		next++
		reference := `<w:r` + declared + `><w:commentReference w:id="` + id + `"/></w:r>`
		if comment.place.isPoint {
			m.at(comment.place.from).starts.WriteString(reference)
		} else {
			m.at(comment.place.from).starts.WriteString(`<w:commentRangeStart` + declared + ` w:id="` + id + `"/>`)
			m.at(comment.place.to).ends.WriteString(`<w:commentRangeEnd` + declared + ` w:id="` + id + `"/>` + reference)
		}
		c.wordComment(&all, comment, id, before.declaring(namespace))
	}
	changed, err := splice(s.text, append(m.edits(), s.edits...))
	if err != nil {
		return inPart(err, main)
	}
	box.change(main, changed)
	box.change(part, before.append(all.String()))
	if !linked {
		box.link(main, links, kind, path.Base(part))
	}
	return box.declare(part, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
}

var errNoComments = fmt.Errorf("%w: what it links to as comments are none", ErrDamaged)

// declaring is what an element in a part needs so that its prefix is that of Word.
func (t *tree) declaring(namespace string) string {
	if t.binds("w") {
		return ""
	}
	return ` xmlns:w="` + namespace + `"`
}

// commentsBefore are the comments that the document has already, or an empty part for new ones. The
// survey gets to know the ids that are in use.
func commentsBefore(box *container, part, namespace string, s *survey) (*tree, error) {
	before := &tree{text: xml.Header + `<w:comments xmlns:w="` + namespace + `"></w:comments>`}
	if box.has(part) {
		text, err := box.part(part)
		if err != nil {
			return nil, err
		}
		before.text = text
	}
	before.begin = func() {
		if id := before.innermost().commentID(); id != "" {
			s.used[id] = true
		}
	}
	if err := before.walk(); err != nil {
		return nil, inPart(err, part)
	}
	if before.root.name != "w:comments" {
		return nil, errNoComments
	}
	return before, nil
}

// isStrict reports whether a part is in the strict variant of the format, whose namespaces are
// others.
func isStrict(t *tree) bool {
	for _, a := range t.root.attrs {
		if a.Name.Space == "xmlns" && a.Value == strictWordNamespace {
			return true
		}
	}
	return false
}

// wordComment writes a comment.
func (c *Copy) wordComment(b *strings.Builder, comment comment, id, declared string) {
	b.WriteString(
		`<w:comment` + declared + ` w:id="` + id + `" w:author="` + escaped(
			c.Author,
		) + `"` + c.stamped(
			` w:date="`,
			`"`,
		) +
			` w:initials="` + escaped(
			c.Initials,
		) + `">`,
	)
	for _, line := range comment.lines(comment.displaced) {
		b.WriteString(`<w:p>`)
		if line.Label != "" {
			b.WriteString(
				`<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + escaped(line.Label) + `: </w:t></w:r>`,
			)
		}
		b.WriteString(`<w:r><w:t xml:space="preserve">` + escaped(line.Text) + `</w:t></w:r></w:p>`)
	}
	b.WriteString(`</w:comment>`)
}

// escaped is a text as it stands in XML. What XML cannot hold becomes U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // A strings.Builder takes everything.
	return b.String()
}
