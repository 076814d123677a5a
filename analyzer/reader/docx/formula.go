package docx

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/xmltok"
)

// formula reads the words of an element of a formula, as part of its paragraph.
func (s *story) formula() {
	m := s.m
	switch {
	case m.Name == "m:r":
		s.formulaRun()
	case strings.HasPrefix(m.Name, "m:") && strings.HasSuffix(m.Name, "Pr"):
	case m.Name == "mc:AlternateContent":
		s.choice(s.formula)
	case m.Name == "m:num", m.Name == "m:den", m.Name == "m:fName", m.Name == "m:mr", m.Name == "m:lim",
		m.Name == "m:e" && inRow(m):
		s.d.Space()
		m.Each(s.formula)
		s.d.Space()
	case strings.HasPrefix(m.Name, "m:"):
		m.Each(s.formula)
	default:
		s.inline()
	}
}

// inRow reports whether the element at hand is a cell of a matrix or a line of several formulas.
func inRow(m *xmltok.Parser) bool {
	outer := m.Outer()
	return outer == "m:mr" || outer == "m:eqArr"
}

// formulaRun reads letters of a formula that look alike.
func (s *story) formulaRun() {
	outer := s.style
	s.style = s.p.base
	s.m.Each(func() {
		switch s.m.Name {
		case "w:rPr":
			s.dress()
		case "m:t":
			s.m.Content(func() {}, s.text)
		default:
			s.piece()
		}
	})
	s.style = outer
	s.d.Exclude(document.Included, "")
}
