package display

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A runner of workflows obeys lines of what a step prints. GitHub and Forgejo obey a line that
// begins with two colons, after white space or not. GitHub, Azure Pipelines and TeamCity obey
// "##[", "##vso[" and "##teamcity[" wherever they appear in a line. GitLab, Travis and Jenkins need
// control characters for theirs, which no kind of report lets through. What documents say must
// never be obeyed, so each kind writes through a guard.

// Signs are what a kind writes in place of the second colon of a line that begins with two, and of
// the bracket in "##name[".
type Signs struct{ colon, bracket string }

var (
	PlainSigns    = Signs{"·:", "·["}         // for people: the dot that Printable shows for what could steer a terminal
	MarkdownSigns = Signs{`\:`, `\[`}         // the same sign, by escapes of Markdown
	MarkupSigns   = Signs{"&#58;", "&#91;"}   // the same sign in HTML and XML
	JSONSigns     = Signs{`\u003a`, `\u005b`} // the same sign in a string of JSON, where alone both can appear
	textSigns     = Signs{"?", "?"}           // of one byte, for texts whose bytes are counted
)

// Guard returns a writer for lines that people read. What is written through it steers no workflow:
// a middle dot is put into what a runner would obey. It holds nothing back.
func Guard(w io.Writer) io.Writer { return Guarded(w, PlainSigns) }

// GuardText is Guard for a text whose bytes are counted: a question mark takes the place of one
// byte of what a runner would obey.
func GuardText(w io.Writer) io.Writer { return Guarded(w, textSigns) }

// Shown is lines as people may see them: nothing in them steers a terminal, as Printable has it, or
// a workflow.
func Shown(text string) string {
	var b strings.Builder
	w := Guard(&b)
	for line := range strings.Lines(text) {
		ended := strings.TrimSuffix(line, "\n")
		io.WriteString(w, Printable(ended)+line[len(ended):]) // A builder takes everything.
	}
	return b.String()
}

// Guarded is w with signs for what a runner would obey.
func Guarded(w io.Writer, s Signs) io.Writer { return &guard{w: w, signs: s} }

// guard follows the lines that are written through it. A command is broken at its last character,
// so no character has to be held back until the next is known.
type guard struct {
	w     io.Writer
	signs Signs
	line  lineState
	marks markState
	part  []byte // the bytes of a character whose end has not come yet, where a line begins
}

// lineState is how far a line has come towards two colons.
type lineState uint8

const (
	lineBegins  lineState = iota // with nothing, or with what a runner passes over
	lineEscapes                  // after ESC, where a line begins
	lineColours                  // within a control sequence, where a line begins
	lineColon                    // with one colon
	lineGoesOn                   // with something else
)

// markState is how far a line has come towards "##name[".
type markState uint8

const (
	noMark markState = iota
	oneMark
	twoMarks // and letters after them
)

func (g *guard) Write(p []byte) (int, error) {
	var out bytes.Buffer
	from := 0
	for i := 0; i < len(p); i++ {
		if g.line == lineGoesOn && g.marks == noMark {
			// Most of a text is here: nothing matters before the next of these.
			next := bytes.IndexAny(p[i:], "#\n\r\v\f")
			if next < 0 {
				break
			}
			i += next
		}
		if sign := g.next(p[i]); sign != "" {
			out.Write(p[from:i])
			out.WriteString(sign)
			from = i + 1
		}
	}
	if from == 0 {
		return g.w.Write(p)
	}
	out.Write(p[from:])
	if _, err := g.w.Write(out.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString saves text a copy.
func (g *guard) WriteString(s string) (int, error) { return g.Write([]byte(s)) }

// next takes note of the next byte, and is what to write in its place; "" is itself.
func (g *guard) next(b byte) (sign string) {
	switch {
	case b == '[' && g.marks == twoMarks:
		sign = g.signs.bracket
	case b == ':' && g.line == lineColon:
		sign = g.signs.colon
	}
	switch {
	case b == '#':
		g.marks = min(g.marks+1, twoMarks)
	case g.marks != twoMarks || !isLetter(b):
		g.marks = noMark
	}
	switch {
	case b == '\n' || b == '\r' || b == '\v' || b == '\f':
		g.line, g.part = lineBegins, g.part[:0]
	case g.line == lineBegins:
		g.line = g.begin(b)
	case g.line == lineEscapes && b == '[':
		g.line = lineColours
	case g.line == lineEscapes || g.line == lineColours && b >= '@' && b <= '~':
		g.line = lineBegins
	case g.line == lineColon:
		g.line = lineGoesOn
	}
	return sign
}

// begin is the state after a byte where nothing has come yet but what a runner passes over.
func (g *guard) begin(b byte) lineState {
	if b < utf8.RuneSelf && len(g.part) == 0 {
		switch {
		case b == ':':
			return lineColon
		case b == '\x1b':
			return lineEscapes
		case b <= ' ' || b == 0x7F:
			return lineBegins
		}
		return lineGoesOn
	}
	g.part = append(g.part, b)
	if !utf8.FullRune(g.part) {
		return lineBegins
	}
	r, _ := utf8.DecodeRune(g.part)
	g.part = g.part[:0]
	if unicode.IsSpace(r) || Unseen(r) {
		return lineBegins
	}
	return lineGoesOn
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// Within is text for the middle of a line, in which no command remains.
func (s Signs) Within(text string) string {
	var b bytes.Buffer
	g := guard{w: &b, signs: s, line: lineGoesOn}
	g.WriteString(text) // A buffer takes everything.
	return b.String()
}
