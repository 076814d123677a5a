package reader

import (
	"strconv"
)

// numberings are the lists of a Word document by the ids that paragraphs name.
type numberings struct{ byID map[string]*numbering }

// numbering is one way into a list: Word lets several ids count on in one list.
type numbering struct {
	levels *listLevels
	*counters
	starts  map[int]int // the numbers that levels start with when the id is first used
	started bool
}

// next counts a paragraph of a list. See counters.next.
func (n *numbering) next(level int) []string {
	if !n.started {
		n.started = true
		for i, start := range n.starts {
			n.levels[i].start = start
			n.on[i] = false
		}
	}
	return n.counters.next(n.levels, level)
}

// levelOf is the level at which a paragraph style is numbered, or 0.
func (n *numbering) levelOf(style string) int {
	for i := range n.levels {
		if style != "" && n.levels[i].style == style {
			return i
		}
	}
	return 0
}

type abstractList struct {
	levels listLevels
	counters
	link string // the style whose list this is
}

// readNumberings reads word/numbering.xml.
func (w *word) readNumberings(m *markup) numberings {
	lists := map[string]*abstractList{}
	all := numberings{map[string]*numbering{}}
	abstractOf := map[string]string{}
	overridden := map[string]map[int]listLevel{}
	m.each(func() {
		m.each(func() {
			if w.d.full(max(len(lists), len(all.byID)), "lists") {
				return
			}
			switch m.name {
			case "w:abstractNum":
				list := &abstractList{}
				for i := range list.levels {
					list.levels[i] = listLevel{format: "none", restart: -1}
				}
				lists[m.attr("w:abstractNumId")] = list
				m.each(func() {
					switch m.name {
					case "w:lvl":
						i, level := w.listLevel(m)
						list.levels[i] = level
					case "w:numStyleLink":
						list.link = m.attr("w:val")
					}
				})
			case "w:num":
				id := m.attr("w:numId")
				n := &numbering{starts: map[int]int{}}
				all.byID[id], overridden[id] = n, map[int]listLevel{}
				m.each(func() {
					switch m.name {
					case "w:abstractNumId":
						abstractOf[id] = m.attr("w:val")
					case "w:lvlOverride":
						i := levelIndex(m.attr("w:ilvl"))
						m.each(func() {
							switch m.name {
							case "w:startOverride":
								n.starts[i], _ = strconv.Atoi(m.attr("w:val"))
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
			if linked := lists[abstractOf[w.styles.of(list.link).list]]; linked != nil {
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
		n.levels, n.counters = &levels, &list.counters
	}
	return all
}

func levelIndex(value string) int {
	n, _ := strconv.Atoi(value)
	return min(max(n, 0), maxListLevels-1)
}

// listLevel reads a lvl element.
func (w *word) listLevel(m *markup) (index int, level listLevel) {
	index, level = levelIndex(m.attr("w:ilvl")), listLevel{format: "decimal", start: 0, restart: -1}
	m.each(func() {
		value := m.attr("w:val")
		switch m.name {
		case "w:start":
			level.start, _ = strconv.Atoi(value)
		case "w:numFmt":
			level.format = value
		case "mc:AlternateContent": // a number format that old versions of Word do not know
			m.each(func() {
				if m.name == "mc:Choice" {
					m.each(func() {
						if m.name == "w:numFmt" {
							level.format = m.attr("w:val")
						}
					})
				}
			})
		case "w:lvlText":
			level.pattern = printable(m, value)
		case "w:suff":
			level.suffix = value
		case "w:rPr":
			level.text = w.letters(m)
		case "w:lvlRestart":
			level.restart, _ = strconv.Atoi(value)
		case "w:isLgl":
			level.legal = toggle(value) == on
		case "w:pStyle":
			level.style = value
		}
	})
	level.worded = wordedLabel(level.pattern, level.suffix)
	return index, level
}
