package word

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// dialect is what a survey has to know of a format. Elements go by their usual names.
type dialect struct {
	paragraphs  []string // what words stand in
	transparent []string // in a paragraph: they only stand around words, so a comment may begin or end in them
	properties  []string // in a paragraph: they hold no words of it
	apart       []string // outside paragraphs: no comment can stand on what is in them
	run         string   // words stand in runs of this name, which have to be split; "" where words stand in paragraphs
}

// survey finds the places where comments may stand, in one walk over the part that holds the text.
// What a comment cannot stand in, because the format or the programs do not allow it, is a unit:
// the comment then stands around it as a whole.
type survey struct {
	tree
	dialect
	wanted    map[string]bool   // what is referred to, by keys such as "footnote 3" and the names of parts
	relations map[string]string // names of parts, by the ids of the relations to them
	used      map[string]bool   // the ids or names of comments that are there

	targets  []*target      // by offset
	notes    map[int]*words // by the index of their note
	edits    []edit         // that the points need
	referred map[string]place
	sections map[string]*paragraph // first paragraphs of the sections that refer to a part
	first    *paragraph            // of the text

	unit         *unit
	paragraph    *paragraph
	section      *paragraph // the first of the section at hand
	sectionEnds  bool
	apartAt      int // the depth of an open element that is apart; 0 without
	propertiesAt int
}

// words are those of a note.
type words struct{ first, last target }

// target is a byte that has to get a point before or after it.
type target struct {
	at        int
	behind    bool
	ok        bool
	displaced bool // the point is that of a unit
	point
}

// paragraph is where a comment can stand that is about no words of it.
type paragraph struct {
	point
	from, to int // its start tag, where what is printed in front of it counts as standing
}

// unit is an element that a comment can stand around.
type unit struct {
	from  int
	depth int
	run   *run
	keys  []string // of what it refers to
}

func newSurvey(text string, d dialect) *survey {
	s := &survey{
		dialect: d, wanted: map[string]bool{}, used: map[string]bool{}, notes: map[int]*words{},
		referred: map[string]place{}, sections: map[string]*paragraph{},
	}
	s.tree = tree{text: text, begin: s.begins, end: s.ends}
	if d.run == "" {
		s.tree.words = s.characters
	}
	return s
}

// want asks for a place for a note on the words between two offsets.
func (s *survey) want(note, from, to int) {
	if from < 0 || to <= from || to > len(s.text) {
		return
	}
	w := &words{target{at: from}, target{at: to - 1, behind: true}}
	s.notes[note] = w
	s.targets = append(s.targets, &w.first, &w.last)
}

// find makes the walk.
func (s *survey) find() error {
	slices.SortStableFunc(s.targets, func(a, b *target) int { return cmp.Compare(a.at, b.at) })
	return s.walk()
}

// placeOf is where a note stands: on its words, at what refers to them, or at the first paragraph.
func (s *survey) placeOf(note int, key string) (p place, displaced bool) {
	if w := s.notes[note]; w != nil && w.first.ok && w.last.ok {
		p = place{from: w.first.point, to: w.last.point, isPoint: w.first.point.at >= w.last.point.at}
		return p, w.first.displaced || w.last.displaced
	}
	if p, ok := s.referred[key]; ok {
		return p, true
	}
	at := s.first
	if p := s.sections[key]; p != nil {
		at = p
	}
	if at == nil {
		return place{}, true
	}
	return place{from: at.point, to: at.point, isPoint: true}, true
}

// assign gives the targets between two offsets their points, those that have none.
func (s *survey) assign(from, to int, displaced bool, pointOf func(*target) point) {
	i := sort.Search(len(s.targets), func(i int) bool { return s.targets[i].at >= from })
	for ; i < len(s.targets) && s.targets[i].at < to; i++ {
		if t := s.targets[i]; !t.ok {
			t.point, t.ok, t.displaced = pointOf(t), true, displaced
		}
	}
}

func (s *survey) begins() {
	e, depth := s.innermost(), len(s.open)
	switch {
	case s.apartAt > 0 || s.propertiesAt > 0:
	case s.unit != nil:
	case s.paragraph == nil && slices.Contains(s.paragraphs, e.name):
		s.enter(e)
	case s.paragraph == nil:
		if slices.Contains(s.apart, e.name) {
			s.apartAt = depth
		}
	case slices.Contains(s.transparent, e.name):
	case slices.Contains(s.properties, e.name):
		s.propertiesAt = depth
	default:
		s.unit = &unit{from: e.from, depth: depth}
		if e.name == s.run {
			s.unit.run = &run{survey: s, element: *e}
		}
	}
	s.refers(e)
}

// enter begins a paragraph.
func (s *survey) enter(e *element) {
	p := &paragraph{point{at: e.to}, e.from, e.to}
	if strings.HasSuffix(s.text[e.from:e.to], "/>") {
		p.point = point{at: e.to - len("/>"), skip: len("/>"), before: ">", after: "</" + tag(s.text, *e) + ">"}
	}
	s.paragraph = p
	if s.first == nil {
		s.first = p
	}
	if s.section == nil {
		s.section = p
	}
}

// refers takes note of what an element refers to.
func (s *survey) refers(e *element) {
	if id := e.commentID(); id != "" {
		s.used[id] = true
	}
	for _, key := range e.keys(s.relations) {
		_, known := s.referred[key]
		switch {
		case !s.wanted[key] || known || s.sections[key] != nil:
		case e.name == "w:headerReference" || e.name == "w:footerReference":
			s.sections[key] = s.section
		case s.unit != nil:
			s.unit.keys = append(s.unit.keys, key)
		}
	}
}

func (s *survey) ends(from, to int) {
	e, depth := s.innermost(), len(s.open)
	switch {
	case depth == s.apartAt:
		s.apartAt = 0
	case depth == s.propertiesAt:
		s.propertiesAt = 0
		s.passed(e, to)
	case s.unit != nil && depth == s.unit.depth:
		s.leave(to)
	case s.unit != nil && s.unit.run != nil && depth == s.unit.depth+1:
		s.unit.run.child(e, from, to)
	case s.unit == nil && s.paragraph != nil && slices.Contains(s.paragraphs, e.name):
		p := s.paragraph
		s.assign(p.from, p.to, true, func(*target) point { return p.point })
		s.paragraph = nil
		if s.sectionEnds {
			s.section, s.sectionEnds = nil, false
		}
	}
	if e.name == "w:sectPr" {
		s.sectionEnds = true
	} else if s.propertiesAt > 0 && depth == s.propertiesAt+1 && slices.Contains(fixedControls, e.name) {
		s.open[s.propertiesAt-1].fixed = true
	}
}

// passed notes that the properties of an element have ended.
func (s *survey) passed(e *element, to int) {
	switch {
	case e.name == "w:pPr":
		s.paragraph.point = point{at: to}
	case e.fixed: // The content control around it takes no comment, so it is a unit from its beginning on.
		control := len(s.open) - 1
		s.unit = &unit{from: s.open[control-1].from, depth: control}
	case len(s.open) > 1: // What a control shows may be said in its properties.
		at := s.open[len(s.open)-2].from
		s.assign(e.from, to, true, func(*target) point { return point{at: at} })
	}
}

// leave ends the unit. Targets in it that have no point get one before or after it.
func (s *survey) leave(to int) {
	u := s.unit
	s.unit = nil
	if u.run != nil {
		u.run.finish(to)
	}
	s.assign(u.from, to, true, func(t *target) point {
		if t.behind {
			return point{at: to}
		}
		return point{at: u.from}
	})
	for _, key := range u.keys {
		if _, ok := s.referred[key]; !ok {
			s.referred[key] = place{from: point{at: u.from}, to: point{at: to}}
		}
	}
}

// characters are text that stands in a paragraph without a run.
func (s *survey) characters(from, to int) {
	if s.paragraph == nil || s.unit != nil || s.propertiesAt > 0 {
		return
	}
	whole := strings.HasPrefix(s.text[from:to], "<") // a CDATA section
	s.assign(from, to, false, func(t *target) point {
		switch {
		case whole && t.behind:
			return point{at: to}
		case whole:
			return point{at: from}
		case t.behind:
			return point{at: t.at + 1}
		}
		return point{at: t.at}
	})
}
