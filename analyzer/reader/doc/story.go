package doc

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
)

// story is a stretch of the document that is read from its beginning to its end: the text, a note,
// a running head.
type story struct {
	*word
	cursor   cursor
	from, to int
	role     document.Role // of plain paragraphs; Note and Running hold for all
	place    string        // the path of notes and boxes
	aside    bool          // it opens no path

	p          paragraph
	paragraphs int  // how many have begun
	open       bool // a block has begun for the paragraph
	joined     bool // the mark before was deleted, so the paragraph goes on in the one before
	newRow     bool
	numbers    []string
	label      int
	fields     []field
	commands   int // how many fields have not come to their result
	lost       bool
	after      [][2]int // notes that the paragraph refers to

	text   strings.Builder // letters that look alike and wait
	textAt int
	textTo int
	as     *look
	high   rune // the first half of a pair

	nearRun, nearPara int
	cached            *look
	cachedOf          *stretch
	cachedPiece       int
	cachedBase        int
}

// field is an open field.
type field struct{ result bool }

// story is what reads a stretch.
func (w *word) story(of [2]int, role document.Role) *story {
	return &story{
		word: w, cursor: cursor{w: w}, from: of[0], to: of[1], role: role, newRow: true, aside: role != document.Body,
	}
}

// apart says that the story opens no path.
func (s *story) apart() *story {
	s.aside = true
	return s
}

// Signs that stand for something other than a letter.
const (
	signPicture   = 0x01
	signNote      = 0x02
	signCell      = 0x07
	signLine      = 0x0B
	signPage      = 0x0C
	signParagraph = 0x0D
	signColumn    = 0x0E
	signField     = 0x13
	signResult    = 0x14
	signFieldEnd  = 0x15
	signHyphen    = 0x1E
	signSoft      = 0x1F
	signSymbol    = '('
)

// read reads the story.
func (s *story) read() {
	main := s.role == document.Body && !s.aside
	for at := s.from; at < s.to; {
		if s.ctx.Err() != nil {
			return
		}
		end := s.paragraphEnd(at)
		mark, ok := s.cursor.at(min(end, s.to-1))
		if !s.joined || !s.open {
			s.p = paragraph{style: &style{}, outline: 9}
			if ok {
				s.p = s.paragraphAt(mark)
			}
			s.paragraphs++
			s.open = false
		}
		if main {
			s.number++
			s.d.Paragraph = s.number
		}
		s.joined = false
		for ; at < end; at++ {
			if c, ok := s.cursor.at(at); ok {
				s.char(c, at)
			}
		}
		s.flush()
		if at = end + 1; end < s.to && ok {
			s.mark(mark)
		} else {
			s.endParagraph()
		}
	}
	s.endParagraph()
	if s.commands > 0 && s.lost {
		s.d.Gap(0, gap.Damaged+": a field has no end", "open the document in Word or LibreOffice and save it as .docx")
	}
}

// paragraphEnd is where the mark of the paragraph is that a place is in, or the end of the story.
func (s *story) paragraphEnd(at int) int {
	for ; at < s.to; at++ {
		if c, ok := s.cursor.at(at); ok && (c.code == signParagraph || c.code == signCell || c.code == signPage) {
			return at
		}
	}
	return s.to
}

// mark ends what the mark of a paragraph ends.
func (s *story) mark(c char) {
	l := s.lookAt(c, s.p.style.text)
	switch {
	case c.code == signPage:
		s.endParagraph()
	case c.code == signCell && s.p.rowEnd, c.code == signParagraph && s.p.innerRow:
		s.endParagraph()
		s.newRow = true
	case c.code == signCell, s.p.innerCell:
		s.endParagraph()
		s.startRow()
		s.d.NextCell()
	case l.deleted && s.open:
		s.joined = true
	default:
		s.begin() // Numbered paragraphs count also when they are empty.
		s.endParagraph()
	}
}

// startRow begins a row of a table with its first cell.
func (s *story) startRow() {
	if s.newRow {
		s.newRow = false
		s.d.NextRow()
		s.d.NextCell()
	}
}

// begin starts the block of the paragraph.
func (s *story) begin() {
	if s.open {
		return
	}
	s.open, s.label, s.numbers = true, 0, nil
	var l *list
	if s.p.list > 0 {
		l, s.numbers = s.next(s.p.list, s.p.level)
	}
	role, level := s.roleOf(&s.p)
	if role == document.Cell {
		s.startRow()
	}
	path := s.place
	if !s.aside {
		path = s.places.Of(role, level)
	}
	s.d.Part, s.d.Lang = mainStream, ""
	s.d.Begin(role, level, path)
	if l != nil && l.levels[s.p.level].Worded {
		text := l.Label(&l.levels, s.p.level)
		if s.again.Takes(s.d, len(text)) {
			s.d.Decoded(text, -1, 0)
			s.d.Space()
			s.label = len(s.d.Buffer) - s.d.Block.Start
		}
	}
}

// endParagraph ends the block of the paragraph, and reads the notes that it refers to.
func (s *story) endParagraph() {
	s.flush()
	s.d.Exclude(document.Included, "")
	place := s.place
	if s.open {
		s.p.Close(s.d)
		place = s.places.End(s.d, office.Context{
			Numbers: s.numbers, Printed: min(s.label, max(0, s.d.Tail()-s.d.Block.Start)), Aside: s.aside, Outer: s.place,
			InTable: s.p.inTable, HasRole: s.p.style.role.HasOwnPlace(),
		})
	}
	s.open, s.joined = false, false
	after := s.after
	s.after = nil
	for _, of := range after {
		note := s.word.story(of, document.Note)
		note.place, s.d.Paragraph = place, 0
		note.read()
	}
}

// char reads one character of a paragraph.
func (s *story) char(c char, at int) {
	if s.reference(at) {
		s.flush()
		return
	}
	switch c.code {
	case signField:
		s.flush()
		s.fields = append(s.fields, field{})
		s.commands++
		return
	case signResult, signFieldEnd:
		s.flush()
		s.endField(c.code == signFieldEnd)
		return
	}
	if s.commands > 0 {
		s.lost = s.lost || c.code > ' '
		return
	}
	l := s.lookAt(c, s.p.style.text)
	switch {
	case c.code == signLine, c.code == signColumn:
		s.flush()
		s.see(l)
		s.d.Newline()
	case c.code == '\t':
		s.letter(' ', c, l)
	case c.code == signHyphen:
		s.letter('-', c, l)
	case c.code == signSoft:
		s.letter('\u00AD', c, l)
	case c.code == signSymbol && l.special:
		if l.symbol >= ' ' && (l.symbol < 0xF000 || l.symbol > 0xF0FF) && utf8.ValidRune(l.symbol) {
			s.letter(l.symbol, c, l)
		} else {
			s.letter(' ', c, l)
		}
	case c.code < ' ' || l.special: // a picture, the number of a note, of a page
	default:
		s.letter(c.rune(), c, l)
	}
}

// endField begins the result of the innermost field, or ends it.
func (s *story) endField(end bool) {
	last := len(s.fields) - 1
	if last < 0 {
		return
	}
	if !s.fields[last].result {
		s.fields[last].result = true
		s.commands--
	}
	if end {
		s.fields = s.fields[:last]
	}
	if s.commands == 0 {
		s.lost = false
	}
}

// reference reports whether a note is referred to at a place, and has it read after the paragraph.
func (s *story) reference(at int) bool {
	if s.role != document.Body || s.aside {
		return false
	}
	for i := range s.notes {
		n := &s.notes[i]
		k, ok := n.refs[at]
		if !ok {
			continue
		}
		if of := n.ranges[k]; !s.seen[of[0]] {
			s.seen[of[0]] = true
			s.after = append(s.after, of)
		}
		return true
	}
	return false
}

// letter appends a letter, once its neighbours that look alike have come.
func (s *story) letter(r rune, c char, l *look) {
	if utf16.IsSurrogate(r) {
		if r < 0xDC00 {
			s.high = r
			return
		}
		r = utf16.DecodeRune(s.high, r)
	}
	if s.high = 0; s.as != l || s.textTo != c.at || s.text.Len() > 1<<16 {
		s.flush()
		s.as, s.textAt = l, c.at
	}
	s.text.WriteRune(r)
	s.textTo = c.at + c.n
}

// flush appends the letters that wait.
func (s *story) flush() {
	if s.text.Len() == 0 {
		return
	}
	text, l := s.text.String(), s.as
	s.text.Reset()
	s.begin()
	if !s.see(l) {
		s.d.Decoded(text, s.textAt, s.textTo-s.textAt)
		return
	}
	if l.Raised == office.On && s.d.IsNoteNumber(text, false) {
		return
	}
	if strings.Trim(text, canonical.Blanks) != "" {
		s.p.Mark(s.d, l.Italic == office.On && s.p.style.text.Italic != office.On, l.inserted)
	}
	s.d.Decoded(text, s.textAt, s.textTo-s.textAt)
}

// see says whether readers see letters of a look as part of the text. What they do not see is
// excluded.
func (s *story) see(l *look) bool {
	kind, why := document.Deleted, office.TrackedDeletion
	if !l.deleted {
		behind := office.White
		switch {
		case s.p.shade != office.NoColour:
			behind = s.p.shade
		case s.p.inTable || s.drawn || s.role != document.Body || s.aside: // A cell or box has a ground of its own.
			behind = office.SomeColour
		}
		kind, why = l.Unseen(behind)
	}
	s.d.Exclude(kind, why)
	return kind == document.Included
}
