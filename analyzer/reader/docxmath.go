package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// formula reads the words of an element of a formula, as part of its paragraph.
func (s *story) formula() {
	m := s.m
	switch {
	case m.name == "m:r":
		s.formulaRun()
	case strings.HasPrefix(m.name, "m:") && strings.HasSuffix(m.name, "Pr"):
	case m.name == "mc:AlternateContent":
		s.choice(s.formula)
	case m.name == "m:num", m.name == "m:den", m.name == "m:fName", m.name == "m:mr", m.name == "m:lim",
		m.name == "m:e" && inRow(m):
		s.d.space()
		m.each(s.formula)
		s.d.space()
	case strings.HasPrefix(m.name, "m:"):
		m.each(s.formula)
	default:
		s.inline()
	}
}

// inRow reports whether the element at hand is a cell of a matrix or a line of several formulas.
func inRow(m *markup) bool {
	outer := m.outer()
	return outer == "m:mr" || outer == "m:eqArr"
}

// formulaRun reads letters of a formula that look alike.
func (s *story) formulaRun() {
	outer := s.style
	s.style = s.p.base
	s.m.each(func() {
		switch s.m.name {
		case "w:rPr":
			s.dress()
		case "m:t":
			s.m.content(func() {}, s.text)
		default:
			s.piece()
		}
	})
	s.style = outer
	s.d.exclude(document.Included, "")
}
