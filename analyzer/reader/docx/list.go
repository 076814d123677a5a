package docx

import (
	"strconv"

	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// numberings are the lists of a Word document by the ids that paragraphs name.
type numberings struct{ byID map[string]*numbering }

// numbering is one way into a list: Word lets several ids count on in one list.
type numbering struct {
	levels *office.ListLevels
	*office.Counters
	starts  map[int]int // the numbers that levels start with when the id is first used
	started bool
}

// next counts a paragraph of a list. See counters.next.
func (n *numbering) next(level int) []string {
	if !n.started {
		n.started = true
		for i, start := range n.starts {
			n.levels[i].Start = start
			n.Begun[i] = false
		}
	}
	return n.Counters.Next(n.levels, level)
}

// levelOf is the level at which a paragraph style is numbered, or 0.
func (n *numbering) levelOf(style string) int {
	for i := range n.levels {
		if style != "" && n.levels[i].Style == style {
			return i
		}
	}
	return 0
}

type abstractList struct {
	levels office.ListLevels
	office.Counters
	link string // the style whose list this is
}

// readNumberings reads word/numbering.xml.
func (w *word) readNumberings(m *xmltok.Parser) numberings {
	lists := map[string]*abstractList{}
	all := numberings{map[string]*numbering{}}
	abstractOf := map[string]string{}
	overridden := map[string]map[int]office.ListLevel{}
	m.Each(func() {
		m.Each(func() {
			if w.d.TooMany(max(len(lists), len(all.byID)), "lists") {
				return
			}
			switch m.Name {
			case "w:abstractNum":
				list := &abstractList{}
				for i := range list.levels {
					list.levels[i] = office.ListLevel{Format: "none", Restart: -1}
				}
				lists[m.Attr("w:abstractNumId")] = list
				m.Each(func() {
					switch m.Name {
					case "w:lvl":
						i, level := w.listLevel(m)
						list.levels[i] = level
					case "w:numStyleLink":
						list.link = m.Attr("w:val")
					}
				})
			case "w:num":
				id := m.Attr("w:numId")
				n := &numbering{starts: map[int]int{}}
				all.byID[id], overridden[id] = n, map[int]office.ListLevel{}
				m.Each(func() {
					switch m.Name {
					case "w:abstractNumId":
						abstractOf[id] = m.Attr("w:val")
					case "w:lvlOverride":
						i := levelIndex(m.Attr("w:ilvl"))
						m.Each(func() {
							switch m.Name {
							case "w:startOverride":
								n.starts[i], _ = strconv.Atoi(m.Attr("w:val"))
							case "w:lvl":
								_, overridden[id][i] = w.listLevel(m)
							}
						})
					}
				})
			}
		})
	})
	for id, n := range all.byID {
		list := lists[abstractOf[id]]
		if list != nil && list.link != "" { // The list is that of a style, which names an id.
			if linked := lists[abstractOf[w.styles.Of(list.link).List]]; linked != nil {
				list = linked
			}
		}
		if list == nil {
			list = &abstractList{}
		}
		levels := list.levels
		for i, level := range overridden[id] {
			levels[i] = level
		}
		n.levels, n.Counters = &levels, &list.Counters
	}
	return all
}

func levelIndex(value string) int {
	n, _ := strconv.Atoi(value)
	return min(max(n, 0), office.MaxListLevels-1)
}

// ListLevel reads a lvl element.
func (w *word) listLevel(m *xmltok.Parser) (index int, level office.ListLevel) {
	index, level = levelIndex(m.Attr("w:ilvl")), office.ListLevel{Format: "decimal", Start: 0, Restart: -1}
	m.Each(func() {
		value := m.Attr("w:val")
		switch m.Name {
		case "w:start":
			level.Start, _ = strconv.Atoi(value)
		case "w:numFmt":
			level.Format = value
		case "mc:AlternateContent": // a number format that old versions of Word do not know
			m.Each(func() {
				if m.Name == "mc:Choice" {
					m.Each(func() {
						if m.Name == "w:numFmt" {
							level.Format = m.Attr("w:val")
						}
					})
				}
			})
		case "w:lvlText":
			level.Pattern = office.Printable(m, value)
		case "w:suff":
			level.Suffix = value
		case "w:rPr":
			level.Text = w.letters(m)
		case "w:lvlRestart":
			level.Restart, _ = strconv.Atoi(value)
		case "w:isLgl":
			level.Legal = toggle(value) == office.On
		case "w:pStyle":
			level.Style = value
		}
	})
	level.Worded = office.WordedLabel(level.Pattern, level.Suffix)
	return index, level
}
