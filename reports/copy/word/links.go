package word

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// relations are the links of a part of a Word document to others.
type relations struct {
	tree
	name  string            // of the part that holds them
	kinds []relation        // in their order
	byID  map[string]string // the names of the parts, as memberName has them
	ids   map[string]bool
}

type relation struct{ kind, target string }

// links reads the links of a part; "" stands for the file itself.
func (c *container) links(part string) (*relations, error) {
	dir, base := path.Split(part)
	r := &relations{name: dir + "_rels/" + base + ".rels", byID: map[string]string{}, ids: map[string]bool{}}
	r.text = xml.Header +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
	if c.has(r.name) {
		text, err := c.part(r.name)
		if err != nil {
			return nil, err
		}
		r.text = text
	}
	r.begin = func() {
		e := r.innermost()
		if e.name != "rel:Relationship" {
			return
		}
		id := e.attr("Id")
		r.ids[id] = true
		if e.attr("TargetMode") == "External" {
			return
		}
		target := e.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		r.byID[id] = memberName(target)
		r.kinds = append(r.kinds, relation{e.attr("Type"), target})
	}
	return r, inPart(r.walk(), r.name)
}

// kind is the part that is linked to as what its kind ends with.
func (r *relations) kind(ending string) (target string, ok bool) {
	for _, link := range r.kinds {
		if strings.HasSuffix(link.kind, ending) {
			return link.target, true
		}
	}
	return "", false
}

// link adds a link from a part to a new one in the same folder.
func (c *container) link(part string, r *relations, kind, target string) {
	id := "rIdRefrain"
	for i := 2; r.ids[id]; i++ {
		id = "rIdRefrain" + strconv.Itoa(i)
	}
	prefix := prefixOf(tag(r.text, r.root))
	c.change(r.name, r.append(fmt.Sprintf(
		`<%sRelationship Id="%s" Type="%s" Target="%s"/>`, prefix, id, kind, escaped(target),
	)))
}

// prefixOf is the prefix of a name with its colon; "" without one.
func prefixOf(name string) string { return name[:strings.Index(name, ":")+1] }

// declare says what type a part is of, unless that is said already.
func (c *container) declare(part, contentType string) error {
	const name = "[Content_Types].xml"
	text, err := c.part(name)
	if err != nil {
		return err
	}
	t := &tree{text: text}
	known := false
	t.begin = func() {
		e := t.innermost()
		known = known || e.name == "types:Override" && memberName(e.attr("PartName")) == memberName(part)
	}
	if err := t.walk(); err != nil {
		return inPart(err, name)
	}
	if !known {
		prefix := prefixOf(tag(text, t.root))
		c.change(name, t.append(fmt.Sprintf(
			`<%sOverride PartName="/%s" ContentType="%s"/>`, prefix, escaped(part), contentType,
		)))
	}
	return nil
}

// free is a name that no part has, made from one by a number before its ending.
func (c *container) free(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for i := 2; c.has(name); i++ {
		name = stem + strconv.Itoa(i) + ext
	}
	return name
}
