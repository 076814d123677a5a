package docx

// laying is where in the text of a document the reader is: in which paragraph, and on which page it
// was when a program last laid it out. Word notes where pages began; other programs do not.
type laying struct {
	known     bool // the file notes where pages began
	paragraph int  // from 1
	breaks    int  // pages that have ended
	typed     bool // the last page was ended by a break that somebody typed, and no text has come since
}

// ends says that a page ends at a break that is typed. Word notes that too, where text follows.
func (l *laying) ends() { l.breaks, l.typed = l.breaks+1, true }

// noted says that a page began here when the file was last laid out.
func (l *laying) noted() {
	if !l.typed {
		l.breaks++
	}
	l.typed = false
}

// page is the page at hand, 0 where that is not known.
func (l *laying) page() int {
	if !l.known {
		return 0
	}
	return l.breaks + 1
}

// isMain reports whether the story is the text itself. Its paragraphs have numbers.
func (s *story) isMain() bool { return !s.apart() && s.place == "" && s.m.Within.Part.Name == s.main }

// mark says where what follows is.
func (s *story) placed() {
	s.d.Paragraph, s.d.Laid = 0, 0
	if s.isMain() {
		s.d.Paragraph, s.d.Laid = s.laid.paragraph, s.laid.page()
	}
}

// newPage says that a page ends here, by a break that is typed, or that one began here.
func (s *story) newPage(typed bool) {
	switch {
	case !s.isMain():
		return
	case typed:
		s.laid.ends()
	default:
		s.laid.noted()
	}
	s.placed()
}
