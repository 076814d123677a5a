package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// story is a stretch of a Word document that is read from its beginning to its end: the body, a note, a running head, a text box.
type story struct {
	*word
	m         *markup
	relations relations     // of the part it lies in
	role      document.Role // of plain paragraphs; Note and Running hold for all
	place     string        // the path of notes and text boxes, whose headings open none
	boxes     int           // how many text boxes it lies in

	cells    int     // how many tables the paragraph lies in
	inserted int     // how many tracked insertions
	deleted  int     // how many tracked deletions
	fields   []bool  // open ones, which may go on over several paragraphs: whether the result has begun
	commands int     // how many of them have not come to their result
	lost     bool    // text stood in the instruction of an open field
	ownMark  bool    // what follows in the run is the mark of a note
	scan     bool    // the picture at hand is as large as a page
	after    []aside // what the paragraph refers to and is read behind it
	p        paragraph
}

// aside is what stands apart from the paragraph that refers to it.
type aside struct {
	fragment
	relations relations
	role      document.Role
	kind      asideKind
}

type asideKind uint8

const (
	asideNote asideKind = iota
	asideBox
	asideDrawing // a diagram or chart
)

// maxBoxes is how many text boxes may lie in each other. Word allows none within another, other programs and groups of shapes do.
const maxBoxes = 8

// paragraph is the state of the paragraph at hand.
type paragraph struct {
	begun     bool
	style     *wordStyle
	list      string
	level     int
	outline   int
	chain     []string // its numbers; see counters.next
	markGone  bool     // its mark is deleted, so the next paragraph goes on in it
	italic    bool     // marks that are open
	insertion bool
	languages map[string]int // bytes in each that is stated
	unstated  int            // bytes in none
}

// blocks reads paragraphs and tables, wherever they lie: in content controls, custom XML, insertions.
func (s *story) blocks() {
	s.m.each(s.block)
	s.finish()
}

func (s *story) block() {
	m := s.m
	switch m.name {
	case "w:p":
		s.paragraph()
	case "w:tbl":
		s.settle()
		s.cells++
		m.each(s.block)
		s.cells--
	case "w:tr":
		s.row()
	case "w:tc":
		s.d.nextCell()
		s.cell()
	case "w:sectPr":
		s.section()
	case "w:altChunk", "w:subDoc":
		embedded(s.d, s.relations.byID[m.attr("r:id")])
	case "mc:AlternateContent":
		s.choice(s.block)
	case "w:del", "w:moveFrom":
		s.deleted++
		m.each(s.block)
		s.deleted--
	case "w:ins", "w:moveTo":
		s.inserted++
		m.each(s.block)
		s.inserted--
	case "w:sdtPr", "w:tblPr", "w:trPr":
	default:
		m.each(s.block)
	}
}

// choice reads the first alternative that an element offers; the others say the same in other words.
func (s *story) choice(read func()) {
	taken := false
	s.m.each(func() {
		if !taken && (s.m.name == "mc:Choice" || s.m.name == "mc:Fallback") {
			taken = true
			s.m.each(read)
		}
	})
}

// row reads a row of a table, unless it is deleted.
func (s *story) row() {
	s.d.nextRow()
	deleted := false
	s.m.each(func() {
		if s.m.name == "w:trPr" {
			s.m.each(func() { deleted = deleted || s.m.name == "w:del" })
		} else if !deleted {
			s.block()
		}
	})
}

// cell reads a cell of a table. One that goes on from the row above shows nothing of its own, and neither does one that is deleted.
func (s *story) cell() {
	goesOn := false
	s.m.each(func() {
		if s.m.name == "w:tcPr" {
			s.m.each(func() {
				goesOn = goesOn || s.m.name == "w:cellDel"
				if value := s.m.attr("w:val"); (s.m.name == "w:vMerge" || s.m.name == "w:hMerge") && value != "restart" {
					goesOn = true
				}
			})
		} else if !goesOn {
			s.block()
		}
	})
	s.settle()
}

// section takes note of the running heads and feet of a section.
func (s *story) section() {
	s.m.each(func() {
		if s.m.name != "w:headerReference" && s.m.name != "w:footerReference" {
			return
		}
		switch name := s.relations.byID[s.m.attr("r:id")]; {
		case name == "" || s.read[name]:
		case !s.archive.has(name):
			s.archive.damaged(name)
		default:
			s.read[name] = true
			s.running = append(s.running, name)
		}
	})
}

func (s *story) paragraph() {
	if !s.p.markGone || !s.p.begun {
		s.p = paragraph{style: s.styles.of(s.styles.plain), outline: -1, level: -1}
	}
	s.p.markGone = false
	s.m.each(s.inline)
	s.begin() // Numbered paragraphs count also when they are empty.
	if !s.p.markGone || !s.d.began {
		s.end()
	}
}

// begin starts the block of the paragraph, once what the paragraph is has been read.
func (s *story) begin() {
	p := &s.p
	if p.begun {
		return
	}
	p.begun = true
	if p.list == "" {
		p.list = p.style.list
		if p.level < 0 {
			p.level = p.style.level
		}
	}
	if p.outline < 0 {
		p.outline = p.style.outline
	}
	role, level := s.role, 0
	list := s.lists.byID[p.list]
	switch {
	case p.outline > 0:
		role, level = document.Heading, p.outline
	case p.style.role.known:
		if role = p.style.role.role; role == document.Heading || role == document.ListItem {
			level = p.style.role.level
		}
	}
	if list != nil {
		if p.level < 0 {
			p.level = list.levelOf(p.style.id)
		}
		if !p.markGone {
			p.chain = list.next(p.level)
		}
		if role == document.Body {
			role, level = document.ListItem, p.level+1
		}
	}
	if role == document.Body && s.cells > 0 {
		role = document.Cell
	}
	if s.role == document.Running || s.role == document.Note && role != document.BlockQuote {
		role, level = s.role, 0
	} else if role == document.Running { // a body paragraph in the style of a running head
		role = document.Body
	}
	s.d.part = s.m.within.part.name
	s.d.lang = ""
	s.d.begin(role, level, s.pathOf(role, level))
}

// pathOf is the path of a paragraph that opens none.
func (s *story) pathOf(role document.Role, level int) string {
	if s.apart() {
		return s.place
	}
	return s.places.of(role, level)
}

// apart tells whether the story is a note, box or running head.
func (s *story) apart() bool { return s.role != document.Body || s.boxes > 0 }

// end ends the paragraph and reads what it refers to.
func (s *story) end() {
	s.p.close(s.d)
	place := s.places.end(s.d, standing{s.p.chain, s.apart(), s.place, s.cells > 0, s.p.style.role.settles()})
	s.p = paragraph{}
	s.asides(place)
}

// settle ends a paragraph that waits for the next one to go on in it.
func (s *story) settle() {
	if s.p.begun {
		s.end()
	}
}

// finish ends the story. A field that has not ended has hidden what stood behind its beginning.
func (s *story) finish() {
	s.settle()
	if s.commands > 0 && s.lost {
		s.archive.damaged(s.m.within.part.name + " has a field without an end")
	}
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *story) asides(place string) {
	after := s.after
	s.after = nil
	for _, a := range after {
		role := a.role
		if s.role != document.Body {
			role = s.role
		}
		t := s.word.story(a.fragment, a.relations, role)
		t.place, t.boxes = place, s.boxes
		if a.kind != asideNote {
			t.boxes++
		}
		if t.boxes > maxBoxes {
			s.d.gap(0, gapLimit, "check the file: its text boxes are nested too deep")
			continue
		}
		if a.kind == asideDrawing {
			t.m.each(t.caption)
		} else {
			t.blocks()
		}
	}
}

// caption reads the words of a diagram or chart.
func (s *story) caption() {
	m := s.m
	switch m.name {
	case "a:p", "c:v":
		s.d.begin(s.role, 0, s.place)
		s.words()
		s.d.end()
	case "c:numCache", "c:numLit", "c:f":
	case "mc:AlternateContent":
		s.choice(s.caption)
	default:
		m.each(s.caption)
	}
}

// words appends the text of an element and of those in it.
func (s *story) words() {
	s.m.content(func() {
		switch s.m.name {
		case "a:br":
			s.d.newline()
		case "a:t", "a:r", "a:fld":
			s.words()
		}
	}, func(text string, at int) {
		if strings.Trim(text, blanks) != "" || s.m.open[len(s.m.open)-1].name == "a:t" {
			s.d.appendText(text, at)
		}
	})
}
