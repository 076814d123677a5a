package lsp

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// texts have all that makes places hard: ends of lines, tabs, characters beyond the basic plane,
// combining letters, a byte order mark, and letters that are written from right to left.
var texts = []string{
	"", "\n", "a", "a\nb", "a\r\nb\r\n", "a\rb\r\rc", "\r\n\r\n\n\r", "\ta\t\tb\n", "😀a😀😀b\n😀", "e\u0301a\u0308\u0323 x\n",
	"\ufeffa\nb", "שלום עולם\nمرحبا بالعالم x\n", "a\u2028b\u0085c", "🏴\u200d☠️ x\r\n👩‍👩‍👧 y", strings.Repeat("é", 300) + "\n",
}

// plainPosition is position, counted from the start of the text each time.
func plainPosition(text string, offset int, in encoding) Position {
	line, start := 0, 0
	for i := 0; i < offset; i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line, start = line+1, i+1
		}
	}
	for !utf8.RuneStart(byteAt(text, offset)) {
		offset--
	}
	s := text[start:max(start, offset)]
	switch in {
	case utf8Units:
		return Position{uint32(line), uint32(len(s))}
	case utf16Units:
		return Position{uint32(line), uint32(len(utf16.Encode([]rune(s))))}
	}
	return Position{uint32(line), uint32(utf8.RuneCountInString(s))}
}

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

func checkPositions(t *testing.T, text string) {
	t.Helper()
	for _, in := range []encoding{utf8Units, utf16Units, utf32Units} {
		l, backwards := newLines(text, in), newLines(text, in)
		for offset := range len(text) + 1 {
			if !utf8.RuneStart(byteAt(text, offset)) {
				continue
			}
			want := plainPosition(text, offset, in)
			if got := l.position(offset); got != want {
				t.Fatalf("%q at %d in %s: got %v, want %v", text, offset, in, got, want)
			}
			if back := l.offsetOf(want); back != offset && !insideEnd(text, offset) {
				t.Fatalf("%q: %v in %s is %d, want %d", text, want, in, back, offset)
			}
		}
		for offset := len(text); offset >= 0; offset-- {
			if got, want := backwards.position(offset), plainPosition(text, offset, in); utf8.RuneStart(byteAt(text, offset)) && got != want {
				t.Fatalf("%q backwards at %d in %s: got %v, want %v", text, offset, in, got, want)
			}
		}
	}
}

// insideEnd reports whether an offset lies between CR and LF, where no place is.
func insideEnd(text string, offset int) bool {
	return offset > 0 && offset < len(text) && text[offset-1] == '\r' && text[offset] == '\n'
}

func TestPositionsAreThoseOfTheSpecification(t *testing.T) {
	for _, text := range texts {
		checkPositions(t, text)
	}
}

func TestPlacesBeyondTheTextAreItsEnds(t *testing.T) {
	l := newLines("ab\r\nc😀d\n", utf16Units)
	for _, c := range []struct {
		at   Position
		want int
	}{
		{Position{0, 99}, 2}, {Position{1, 2}, 5}, {Position{1, 3}, 9}, {Position{1, 1 << 31}, 10}, {Position{2, 0}, 11},
		{Position{99, 0}, 11}, {Position{1<<32 - 1, 1<<32 - 1}, 11},
	} {
		if got := l.offsetOf(c.at); got != c.want {
			t.Errorf("%v: got %d, want %d", c.at, got, c.want)
		}
	}
}

func FuzzPositions(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 2000 && utf8.ValidString(text) {
			checkPositions(t, text)
		}
	})
}

// FuzzChange makes a change twice: by the buffer, and on the code units of UTF-16 as an editor does.
func FuzzChange(f *testing.F) {
	for i, text := range texts {
		f.Add(text, "x\n😀", uint32(i%3), uint32(i), uint32(i%2+1), uint32(3))
	}
	f.Fuzz(func(t *testing.T, text, insert string, fromLine, from, toLine, to uint32) {
		if !utf8.ValidString(text) || !utf8.ValidString(insert) {
			return
		}
		start, end := Position{fromLine, from}, Position{toLine, to}
		b := buffer{text: text}
		b.change(contentChange{Range: &Range{start, end}, Text: insert}, utf16Units)
		if !utf8.ValidString(b.text) {
			t.Fatalf("%q after a change at %v is %q", text, start, b.text)
		}
		units := utf16.Encode([]rune(text))
		i, j := unitOf(units, start), unitOf(units, end)
		if j < i {
			i, j = j, i
		}
		want := string(utf16.Decode(units[:i])) + insert + string(utf16.Decode(units[j:]))
		if b.text != want {
			t.Errorf("%q, %v to %v: got %q, want %q", text, start, end, b.text, want)
		}
	})
}

// unitOf is the index of a place among the units of a text.
func unitOf(units []uint16, p Position) int {
	i := 0
	for line := uint32(0); line < p.Line; {
		if i == len(units) {
			return i
		}
		if units[i] == '\n' || units[i] == '\r' && (i+1 == len(units) || units[i+1] != '\n') {
			line++
		}
		i++
	}
	start := i
	for ; i < len(units) && units[i] != '\n' && units[i] != '\r' && uint32(i-start) < p.Character; i++ {
		if utf16.IsSurrogate(rune(units[i])) && i+1 < len(units) && utf16.DecodeRune(rune(units[i]), rune(units[i+1])) != utf8.RuneError {
			if uint32(i-start)+1 == p.Character {
				return i
			}
			i++
		}
	}
	return i
}

// pipe is a stream that somebody else has written.
type pipe struct{ io.Reader }

func (pipe) Write(p []byte) (int, error) { return len(p), nil }
func (pipe) Close() error                { return nil }

func TestMessagesThatAreTooLongArePassedOver(t *testing.T) {
	in := "Content-Length: 30\r\n\r\n" + strings.Repeat("x", 30) + "content-length:2\r\nContent-Type: a\r\n\r\n{}"
	f := newFrames(strings.NewReader(in), pipe{})
	f.most = 20
	if m, err := f.Recv(); err != nil || len(m) != 0 {
		t.Errorf("a long message: got %q, %v", m, err)
	}
	if m, err := f.Recv(); err != nil || string(m) != "{}" {
		t.Errorf("the message after it: got %q, %v", m, err)
	}
	if _, err := f.Recv(); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
}

func TestHeadersThatNobodyUnderstandsEndTheConnection(t *testing.T) {
	for in, want := range map[string]string{
		"Content-Length: -1\r\n\r\n": "not a length", "Content-Length: 99999999999999999999\r\n\r\n": "not a length",
		"Content-Type: a\r\n\r\n{}": "without Content-Length", "{}\r\n": "not a header",
		"X: " + strings.Repeat("y", 5000) + "\r\n": "longer than", "Content-Length: 5\r\n\r\n{}": "unexpected EOF",
		"Content-Length: 5\r\n": "unexpected EOF",
	} {
		if _, err := newFrames(strings.NewReader(in), pipe{}).Recv(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %s", in, err, want)
		}
	}
}

func FuzzFrames(f *testing.F) {
	f.Add("Content-Length: 2\r\n\r\n{}\r\nContent-Length: 99\r\n\r\n")
	f.Add("content-length:3\n\nabcX: y\r\n\r\n")
	f.Fuzz(func(t *testing.T, in string) {
		frames := newFrames(strings.NewReader(in), pipe{})
		for range len(in) + 1 {
			m, err := frames.recv()
			if err != nil {
				return
			}
			if len(m) > len(in) {
				t.Fatalf("a message of %d bytes in %d", len(m), len(in))
			}
		}
		t.Error("the stream does not end")
	})
}

func TestProcessesThatHaveEndedAreNotAlive(t *testing.T) {
	if !alive(os.Getpid()) {
		t.Error("this process is not alive")
	}
	c := exec.Command(os.Args[0], "-test.run", "^$")
	if err := c.Run(); err != nil {
		t.Skip(err)
	}
	if alive(c.Process.Pid) {
		t.Error("a process that has ended is alive")
	}
}

func TestFilesAreTheSameHoweverTheirURIIsWritten(t *testing.T) {
	for a, b := range map[string]string{
		"file:///x/a%20%28b%29.md": "file:///x/a%20(b).md", "file:///x/%C3%A9.md": "file:///x/é.md",
		"file://localhost/x/a.md": "file:///x/../x/a.md",
	} {
		if sameOf(a) != sameOf(b) {
			t.Errorf("%s is %s, %s is %s", a, sameOf(a), b, sameOf(b))
		}
	}
	if sameOf("untitled:a") != "untitled:a" || pathOf("http://x/a.md") != "" || pathOf("file:///a%00b") != "" {
		t.Error("what is no file is one")
	}
}
