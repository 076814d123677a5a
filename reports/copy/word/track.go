package word

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// Change is words of a document and those that take their place.
type Change struct {
	Part string // of the container, as document.Run.Part names it
	// The words, in bytes of the part as it is unpacked, in order and disjoint. What lies between two
	// of them is cut out with them where it is text of the same element.
	Words []document.Span
	New   string // "" takes the words out
}

// Kept is why words were left as they are. It is short and stable: reports translate it.
type Kept string

// The reasons to leave words as they are.
const (
	NotThere  Kept = "the words are in no paragraph"
	InDrawing Kept = "the words are in a text box, a drawing or a formula"
	InField   Kept = "the words are in the result of a field, which Word makes anew"
	InControl Kept = "the words are in a form field that takes no other text"
	InBlock   Kept = "the words are in a content control around whole paragraphs, where some programs lose changes"
	InMove    Kept = "the words are in text that somebody has moved"
	InParts   Kept = "the words are in more than one paragraph"
	Unusual   Kept = "the words are written in a form of XML that cannot be changed safely"
)

// Tracked is a copy of a Word document with changes that whoever opens it accepts or rejects. It has
// not been written yet.
type Tracked struct {
	// Kept are the reasons why a change was not made, by the index of the change; "" where it was.
	Kept []Kept

	copy  *Copy
	box   *container
	moved map[string][]edit // what was done to a part, by its name as memberName has it
}

// Track makes changes to a Word document: the words become deletions, and the new ones insertions by
// the author of the copy. All that is around them stays the same bytes, but for the tags of runs that
// are split. Rejecting the changes gives the words and their look as they were.
func (c *Copy) Track(original string, changes []Change) (*Tracked, error) {
	box, err := open(original)
	if err != nil {
		return nil, err
	}
	links, _, err := box.wordParts()
	if err != nil {
		return nil, err
	}
	if err := box.changeable(links); err != nil {
		return nil, err
	}
	t := &Tracked{Kept: make([]Kept, len(changes)), copy: c, box: box, moved: map[string][]edit{}}
	byPart := map[string][]int{}
	var parts []string
	for i := range changes {
		name := memberName(changes[i].Part)
		switch {
		case !box.has(name) || len(changes[i].Words) == 0:
			t.Kept[i] = NotThere
			continue
		case byPart[name] == nil:
			parts = append(parts, name)
		}
		byPart[name] = append(byPart[name], i)
	}
	ids := &revisionIDs{used: map[string]bool{}, next: 1}
	for _, name := range parts {
		if err := t.change(name, changes, byPart[name], ids); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// change makes the changes of one part.
func (t *Tracked) change(name string, changes []Change, of []int, ids *revisionIDs) error {
	text, err := t.box.part(name)
	if err != nil {
		return err
	}
	r := newRevision(text, ids)
	for _, i := range of {
		r.want(i, changes[i])
	}
	if err := r.walk(); err != nil {
		return inPart(err, name)
	}
	edits := r.finish(t.copy, t.Kept)
	if len(edits) == 0 {
		return nil
	}
	changed, err := splice(text, slices.Clone(edits))
	if err != nil {
		return inPart(err, name)
	}
	t.box.change(t.box.files[name].Name, changed)
	t.moved[name] = edits
	return nil
}

// Write writes the copy with notes, whose places are those of the original. No note lies on words
// that were changed.
func (t *Tracked) Write(w io.Writer, notes []Note) error {
	c := *t.copy
	c.Notes = slices.Clone(notes)
	for i := range c.Notes {
		n := &c.Notes[i]
		if edits := t.moved[memberName(n.Part)]; len(edits) > 0 && n.Source.Len() > 0 {
			n.Source = document.Span{Start: movedTo(edits, n.Source.Start), End: movedTo(edits, n.Source.End-1) + 1}
		}
	}
	if err := c.word(t.box); err != nil {
		return err
	}
	return t.box.write(w)
}

// movedTo is where a byte of a part is after edits, which are in order.
func movedTo(edits []edit, at int) int {
	shift := 0
	for _, e := range edits {
		if at < e.from {
			break
		}
		if at < e.to {
			for _, k := range e.kept {
				if at >= k.from && at < k.to {
					return e.from + shift + k.at + at - k.from
				}
			}
			return e.from + shift
		}
		shift += len(e.with) - (e.to - e.from)
	}
	return at + shift
}

// wordParts are the links of the main part of a Word document, and its name.
func (c *container) wordParts() (links *relations, main string, err error) {
	top, err := c.links("")
	if err != nil {
		return nil, "", err
	}
	if _, signed := top.kind("/digital-signature/origin"); signed {
		return nil, "", ErrSigned
	}
	main, ok := top.kind("/officeDocument")
	if !ok || !c.has(main) {
		main = "word/document.xml"
	}
	links, err = c.links(main)
	return links, main, err
}

// changeable is an error for a document that its author has protected against changes.
func (c *container) changeable(links *relations) error {
	name, ok := links.kind("/settings")
	if !ok || !c.has(name) {
		return nil
	}
	text, err := c.part(name)
	if err != nil {
		return err
	}
	t := &tree{text: text}
	protected := false
	t.begin = func() {
		e := t.innermost()
		if e.name == "w:documentProtection" && isOn(e.attr("w:enforcement")) && e.attr("w:enforcement") != "" {
			edit := e.attr("w:edit")
			protected = protected || edit != "trackedChanges" && edit != "none" && edit != ""
		}
	}
	if err := t.walk(); err != nil {
		return inPart(err, name)
	}
	if protected {
		return ErrProtected
	}
	return nil
}

// isOn reports whether a property of Word's with a value is set.
func isOn(value string) bool { return !slices.Contains([]string{"0", "false", "off"}, value) }

// revisionIDs gives tracked changes numbers of their own.
type revisionIDs struct {
	used map[string]bool
	next int
}

func (r *revisionIDs) take() string {
	for r.used[strconv.Itoa(r.next)] {
		r.next++
	}
	r.next++
	return strconv.Itoa(r.next - 1)
}

// tracked is the start tag of an insertion or a deletion.
func (c *Copy) tracked(prefix, name string, ids *revisionIDs) string {
	return fmt.Sprintf(
		`<%[1]s%[2]s %[1]sid="%[3]s" %[1]sauthor="%[4]s"%[5]s>`, prefix, name, ids.take(), escaped(c.Author),
		c.stamped(` `+prefix+`date="`, `"`),
	)
}

// withoutFormerLook are the properties of a run without a tracked change to them, which has a number
// of its own.
func withoutFormerLook(properties, prefix string) string {
	from := strings.Index(properties, "<"+prefix+"rPrChange")
	ends := "</" + prefix + "rPrChange>"
	to := strings.Index(properties, ends)
	if from < 0 || to < from {
		return properties
	}
	return properties[:from] + properties[to+len(ends):]
}
