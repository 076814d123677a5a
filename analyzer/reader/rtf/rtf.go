// Package rtf reads rich text (RTF): groups, control words and the text between them.
package rtf

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/provision"
)

// Magic begins a rich text file.
const Magic = `{\rtf`

// Is knows rich text by how it begins.
func Is(c *input.Content, _ bool) input.Fit {
	if strings.HasPrefix(c.Source, Magic) {
		return input.Stated
	}
	return input.Unfit
}

// Opens reports whether a file begins as rich text.
func Opens(c *input.Content) bool { return strings.HasPrefix(c.Source, Magic) }

// Read reads the text as a person sees it with its changes accepted. Text that is hidden, deleted
// or struck through becomes blocks of its own; comments and instructions of fields are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	r := &rich{
		ctx: ctx, d: d, s: in.Bytes, depth: in.Options.Limits.Depth, fonts: map[int]string{}, styles: map[int]string{},
	}
	r.state = state{ansi: "windows-1252", skip: 1}
	r.newRow = true
	if !r.run(len(r.s)) && ctx.Err() == nil {
		d.Gap(0, gap.Damaged+": a group has no end", "check that the file was saved or downloaded in full")
	}
	r.endParagraph()
	return d.Finish()
}

// state is what holds in a group, and ends with it.
type state struct {
	dest    destination
	hidden  bool
	struck  bool
	deleted bool // by a tracked change
	added   bool
	italic  bool
	raised  bool
	font    int
	ansi    string // the code page of the text
	skip    int    // how many bytes stand for a Unicode character where it is not known
	cell    bool   // paragraphs are in a table
	style   int
	outline int // the level of a heading, from 1; 0 for none
	listed  bool
}

// destination is what the text of a group is for.
type destination uint8

const (
	shown   destination = iota
	left                // settings
	counted             // comments, instructions of fields, properties: counted by words
	fonts               // the table of fonts
	sheet               // the sheet of styles
	picture             // a picture
	bullet              // what is printed before an item of a list
)

// aside is a note, a running head or a text box, which is read apart from the paragraph that it is
// in.
type aside struct {
	from, to int
	role     document.Role
	state    state
}

// rich is a file that is being read.
type rich struct {
	ctx    context.Context
	d      *builder.Builder
	s      string
	at     int
	depth  int
	state  state
	stack  []state
	fonts  map[int]string // code pages, by the numbers of fonts
	styles map[int]string // names, by the numbers of styles
	name   strings.Builder
	words  strings.Builder // of what is counted
	pass   int             // characters that stand for the Unicode character before them
	high   rune            // the first half of a pair of surrogates
	bytes  []byte          // text in the code page at hand that has not been decoded
	from   int             // where it begins
	role   document.Role   // of the story at hand: Note and Running hold for all
	is     document.Role   // what the open block is
	level  int             // of the open block
	path   provision.Outline
	over   int     // how many groups are open beyond the limit
	asides []aside // of the open paragraph
	apart  bool    // an aside is being read
	torn   bool    // a group has no end
	newRow bool    // no cell of the row at hand has come
}

// run reads to the offset to. It reports whether the first group has ended before.
func (r *rich) run(to int) bool {
	for n := 0; r.at < to; n++ {
		if n&4095 == 0 && r.ctx.Err() != nil {
			return false
		}
		switch c := r.s[r.at]; c {
		case '{':
			r.begin()
		case '}':
			r.flush()
			r.at++
			if r.end() {
				return true
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
			r.at++
		default:
			r.char(c, r.at)
			r.at++
		}
	}
	r.flush()
	return false
}

// begin begins a group. Those that are too deep are passed over.
func (r *rich) begin() {
	r.flush()
	r.at++
	if len(r.stack) >= r.depth {
		r.d.Gap(0, gap.Limit, "check the file: its groups are nested too deep")
		r.over++
		return
	}
	r.stack = append(r.stack, r.state)
}

// end ends a group, and reports whether it was the last.
func (r *rich) end() bool {
	if r.over > 0 {
		r.over--
		return false
	}
	n := len(r.stack)
	if n == 0 {
		return true
	}
	inner, outer := r.state, r.stack[n-1]
	if inner.dest == counted && outer.dest != counted {
		r.d.Omit("comments and instructions", r.words.String())
		r.words.Reset()
	}
	r.state, r.stack = outer, r.stack[:n-1]
	r.look()
	return n == 1
}

// controlWord reads the control word that s begins with, after its backslash, and the number and the
// blank after it. It returns where it ends.
func controlWord(s string) (word string, value int, given bool, end int) {
	n := 1
	for n < len(s) && n < 40 && isLetter(s[n]) {
		n++
	}
	word = s[1:n]
	value, given, n = parameter(s, n)
	if n < len(s) && s[n] == ' ' {
		n++
	}
	return word, value, given, n
}

// parameter reads the number at s[n:] that a control word may have, and returns where it ends.
func parameter(s string, n int) (value int, given bool, end int) {
	negative := n < len(s) && s[n] == '-'
	if negative {
		n++
	}
	for digits := 0; n < len(s) && s[n] >= '0' && s[n] <= '9' && digits < 10; digits++ {
		value, given = value*10+int(s[n]-'0'), true
		n++
	}
	if negative {
		value = -value
	}
	return value, given, n
}

// control reads a control word or sign.
func (r *rich) control() {
	s := r.s[r.at:]
	if len(s) < 2 {
		r.at++
		return
	}
	c := s[1]
	if !isLetter(c) {
		r.sign(c, s)
		return
	}
	word, value, given, n := controlWord(s)
	at := r.at
	r.at += n
	if word == "bin" && given {
		r.at = min(len(r.s), r.at+max(value, 0))
		return
	}
	if r.over == 0 {
		r.word(word, value, given, at)
	}
}

// sign reads a control sign.
func (r *rich) sign(c byte, s string) {
	at := r.at
	r.at += 2
	switch c {
	case '\'':
		const length = 4
		if len(s) < length {
			r.at = len(r.s)
			return
		}
		r.at = at + length
		r.char(unhex(s[2])<<4|unhex(s[3]), at)
	case '\\', '{', '}':
		r.char(c, at)
	case '~':
		r.say(" ", at, 2)
	case '_':
		r.say("-", at, 2)
	case '-':
		r.say("\u00AD", at, 2)
	case '*':
		r.ignorable()
	case '\n', '\r':
		r.endParagraph()
	}
}

// ignorable looks whether a group that others may pass over holds text.
func (r *rich) ignorable() {
	rest := strings.TrimLeft(r.s[r.at:min(len(r.s), r.at+100)], " \r\n")
	for word, dest := range destinations {
		if after, ok := strings.CutPrefix(rest, `\`+word); ok && (after == "" || !isLetter(after[0])) {
			r.state.dest = dest
			return
		}
	}
	for _, word := range [...]string{`\shppict`, `\shpinst`, `\shptxt`, `\footnote`, `\ftnalt`} {
		if strings.HasPrefix(rest, word) {
			return
		}
	}
	r.state.dest = left
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 0
}

// char takes a byte of text in the code page at hand.
func (r *rich) char(c byte, at int) {
	if r.over > 0 {
		return
	}
	if r.pass > 0 {
		r.pass--
		return
	}
	r.high = 0
	if len(r.bytes) == 0 {
		r.from = at
	}
	r.bytes = append(r.bytes, c)
}

// flush decodes the bytes that wait.
func (r *rich) flush() {
	if len(r.bytes) == 0 {
		return
	}
	page := r.state.ansi
	if own, ok := r.fonts[r.state.font]; ok && own != "" {
		page = own
	}
	text, from, n := string(r.bytes), r.from, r.at-r.from
	r.bytes = r.bytes[:0]
	if isASCII(text) {
		r.text(text, from, n)
		return
	}
	if page == "symbol" && r.state.dest == bullet {
		return
	}
	if page == "symbol" && r.state.dest == shown {
		r.d.Gap(0, "letters of a font for symbols", "open the file and read them: their letters stand for signs")
		return
	}
	r.text(charset.Decode(text, page).Text, from, n)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// say appends what n bytes stand for.
func (r *rich) say(text string, at, n int) {
	r.flush()
	r.text(text, at, n)
}

// text takes decoded text.
func (r *rich) text(text string, at, n int) {
	switch r.state.dest {
	case counted:
		if r.words.Len() < mostCounted {
			r.words.WriteString(text)
		}
		return
	case sheet:
		if r.name.Len() < longestName {
			r.name.WriteString(text)
		}
		if name, ok := strings.CutSuffix(r.name.String(), ";"); ok {
			r.styles[r.state.style] = name
			r.name.Reset()
		}
		return
	case shown, bullet:
	default:
		return
	}
	if !r.d.IsOpen {
		if strings.TrimSpace(text) == "" {
			return
		}
		r.start()
	}
	if r.state.raised && r.d.IsNoteNumber(text, false) {
		return
	}
	r.look()
	if text == " " && r.d.AfterBlank() {
		return
	}
	if n == len(text) && r.s[at:at+n] != text {
		n = 0 // It does not stand there byte for byte.
	}
	if r.state.italic {
		r.d.OpenMark(document.Emphasis)
	}
	if r.state.added {
		r.d.OpenMark(document.Inserted)
	}
	r.d.Decoded(text, at, n)
	r.d.CloseMark(document.Inserted)
	r.d.CloseMark(document.Emphasis)
}

const (
	mostCounted = 1 << 20 // bytes of what is counted
	longestName = 200     // bytes of the name of a style
)

// look says whether readers see what follows.
func (r *rich) look() {
	switch {
	case r.state.hidden:
		r.d.Exclude(document.Hidden, office.HiddenText)
	case r.state.deleted:
		r.d.Exclude(document.Deleted, "tracked deletion")
	case r.state.struck:
		r.d.Exclude(document.Deleted, builder.StruckThrough)
	default:
		r.d.Exclude(document.Included, "")
	}
}

// start begins a block for the paragraph at hand.
func (r *rich) start() {
	role, level := r.role, 0
	name := r.styles[r.state.style]
	style := office.RoleOfStyle(name)
	switch {
	case role != document.Body:
	case r.state.outline > 0:
		role, level = document.Heading, r.state.outline
	case style.Known:
		role = style.Role
		if role == document.Heading || role == document.ListItem {
			if level = 1; name[len(name)-1] >= '1' && name[len(name)-1] <= '9' {
				level = int(name[len(name)-1] - '0')
			}
		}
	case r.state.cell:
		role = document.Cell
	case r.state.listed, r.state.dest == bullet:
		role, level = document.ListItem, 1
	}
	if role == document.Running && r.role != document.Running {
		role = document.Body
	}
	if role == document.Cell && r.newRow {
		r.newRow = false
		r.d.NextRow()
		r.d.NextCell()
	}
	r.is, r.level = role, level
	r.d.Begin(role, level, r.path.Path)
}

// endParagraph ends the open block.
func (r *rich) endParagraph() {
	r.flush()
	r.d.Exclude(document.Included, "")
	switch {
	case !r.d.IsOpen:
	case r.is == document.Heading:
		r.d.EndHeading(&r.path, max(r.level, 1))
	default:
		r.d.EndProvision(&r.path)
	}
	for len(r.asides) > 0 && !r.apart {
		a := r.asides[0]
		r.asides = r.asides[1:]
		r.readAside(a)
	}
	r.look()
}

// readAside reads what is apart from the paragraph that has ended.
func (r *rich) readAside(a aside) {
	at, outer, role := r.at, r.state, r.role
	r.at, r.state, r.role, r.apart = a.from, a.state, a.role, true
	r.run(a.to)
	r.endParagraph()
	r.at, r.state, r.role, r.apart = at, outer, role, false
}
