package integrity

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Bounds on what is unpacked of a file, in bytes. What is beyond counts as sound, and is not
// looked into.
const (
	mostStream  = 64 << 20
	mostStreams = 256 << 20
	mostHead    = 2000      // bytes of a dictionary before a stream
	mostGlyph   = 1 << 20   // bytes that are looked at of a pattern or a glyph
	mostNumbers = 2_000_000 // of objects
)

// Streams is what a look at the streams of a file shows.
type Streams struct {
	Torn    bool // a compressed one cannot be unpacked to its end
	Layered bool // the file may have layers
	Redrawn bool // programs are to draw the fields of its form anew
	Painted bool // a pattern or a glyph of a font writes text
	Missing bool // content of a page is not in the file
}

// streams goes through the streams of a file.
type streams struct {
	Streams

	src     string
	unpack  io.ReadCloser
	buffer  []byte
	left    int64
	packed  map[int]byte // objects within streams, with the first byte of each
	content []int        // objects that pages name as their content
}

// Inspect looks at the streams of a file. An engine shows a compressed one up to where it is torn
// and says nothing; it reads no text in patterns and in the glyphs of fonts, and takes a page whose
// content it does not find for an empty one.
func Inspect(src string) Streams {
	s := streams{src: src, left: mostStreams, buffer: make([]byte, 64<<10), packed: map[int]byte{}}
	s.Layered, s.Redrawn = strings.Contains(src, "/OCProperties"), needAppearances.MatchString(src)
	if strings.Contains(src, "/Encrypt") {
		s.Layered = s.Layered || !strings.Contains(src, "/Catalog")
		return s.Streams // What is encrypted looks damaged.
	}
	s.contents(src)
	s.all()
	s.Missing = !s.Torn && s.lost()
	return s.Streams
}

// needAppearances is the entry of a form whose fields do not look as their values say (ISO 32000-1,
// 12.7.2).
var needAppearances = regexp.MustCompile(`/NeedAppearances\s+true`)

// all looks at one stream after the other.
func (s *streams) all() {
	const word = "stream"
	for at := 0; s.left > 0; {
		i := strings.Index(s.src[at:], word)
		if i < 0 {
			return
		}
		head := s.src[max(0, at+i-mostHead) : at+i]
		at += i + len(word)
		if strings.HasSuffix(head, "end") {
			continue
		}
		if i := strings.LastIndex(head, " obj"); i >= 0 {
			head = head[i:]
		}
		body := streamBody(s.src[at:])
		switch {
		case flate(head):
			if !s.stream(head, body) {
				s.Torn = true
				return
			}
		case !strings.Contains(head, "/Filter"):
			if end := strings.Index(body[:min(len(body), mostGlyph)], "endstream"); end >= 0 {
				s.look(head, []byte(body[:end]))
			}
		}
	}
}

// streamBody returns what a stream holds, and whatever follows it, of the text after the word
// stream.
func streamBody(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n") }

// stream unpacks a stream, and reports whether that goes to its end.
func (s *streams) stream(head, body string) bool {
	packed := strings.NewReader(body)
	var err error
	if s.unpack == nil {
		s.unpack, err = zlib.NewReader(packed)
	} else {
		err = s.unpack.(zlib.Resetter).Reset(packed, nil)
	}
	if err != nil {
		return false
	}
	in := io.LimitReader(s.unpack, min(mostStream, s.left))
	first, err := filled(in, s.buffer)
	s.left -= int64(len(first))
	if err == nil && len(first) == len(s.buffer) {
		if strings.Contains(head, "/ObjStm") || drawing(head, first) {
			var rest []byte
			rest, err = io.ReadAll(in)
			first = append(bytes.Clone(first), rest...)
			s.left -= int64(len(rest))
		} else {
			var rest int64
			rest, err = io.Copy(io.Discard, in)
			s.left -= rest
		}
	}
	s.look(head, first)
	return err == nil || errors.Is(err, zlib.ErrChecksum) // Many writers leave the sum out.
}

// filled reads until the buffer is full or there is no more.
func filled(in io.Reader, buffer []byte) ([]byte, error) {
	n := 0
	for n < len(buffer) {
		k, err := in.Read(buffer[n:])
		n += k
		if err == io.EOF {
			return buffer[:n], nil
		}
		if err != nil {
			return buffer[:n], err
		}
	}
	return buffer, nil
}

// flate reports whether a dictionary that ends with head is one of a stream that is compressed in
// that way alone, and no picture or font: their loss takes no words, or is seen in them.
func flate(head string) bool {
	if !strings.Contains(head, "/FlateDecode") ||
		strings.Contains(head, "/Image") || strings.Contains(head, "/Length1") {
		return false
	}
	_, filter, ok := strings.Cut(head, "/Filter")
	filter = strings.Trim(filter, blanks)
	list, _, closed := strings.Cut(strings.TrimPrefix(filter, "["), "]")
	return ok && (!strings.HasPrefix(filter, "[") || closed && strings.Count(list, "/") == 1)
}

// look takes note of what a stream holds.
func (s *streams) look(head string, data []byte) {
	switch {
	case strings.Contains(head, "/ObjStm"):
		text := string(data)
		s.Layered = s.Layered || strings.Contains(text, "/OCProperties")
		s.Redrawn = s.Redrawn || needAppearances.MatchString(text)
		s.contents(text)
		s.objects(head, text)
	case drawing(head, data):
		s.Painted = s.Painted || writes.Match(data[:min(len(data), mostGlyph)])
	}
}

var (
	glyphStart = regexp.MustCompile(`^[\s\d.+-]{3,120}d[01]\s`)
	writes     = regexp.MustCompile(`(?s)\bBT\b.*(\)|>|\])\s*(Tj|TJ|'|")`)
)

// drawing reports whether a stream is a pattern or a glyph (ISO 32000-1, 8.7.3 and 9.6.5).
func drawing(head string, data []byte) bool {
	if strings.Contains(head, "/PatternType") {
		return true
	}
	start := data[:min(len(data), 130)]
	glyph := bytes.Contains(start, []byte("d0")) || bytes.Contains(start, []byte("d1"))
	return glyph && glyphStart.Match(start)
}

var reference = regexp.MustCompile(`^[\s\x00]*(\[?)((?:[\s\x00]*\d{1,9}[\s\x00]+\d{1,5}[\s\x00]+R)+)`)

// contents takes note of the objects that dictionaries name as content of a page.
func (s *streams) contents(text string) {
	const key = "/Contents"
	for len(s.content) < mostNumbers {
		i := strings.Index(text, key)
		if i < 0 {
			return
		}
		text = text[i+len(key):]
		found := reference.FindStringSubmatch(text[:min(len(text), 4096)])
		if found == nil {
			continue
		}
		fields := strings.Fields(strings.ReplaceAll(found[2], "\x00", " "))
		for k := 0; k+2 < len(fields); k += 3 {
			if n, err := strconv.Atoi(fields[k]); err == nil {
				s.content = append(s.content, n)
			}
		}
	}
}

// objects takes note of the objects that a stream holds (ISO 32000-1, 7.5.7).
func (s *streams) objects(head, text string) {
	_, after, ok := strings.Cut(head, "/First")
	first, _, number := leadingInt(after)
	if !ok || !number || first < 0 || first > len(text) {
		return
	}
	fields := strings.Fields(text[:first])
	for k := 0; k+1 < len(fields) && len(s.packed) < mostNumbers; k += 2 {
		n, err := strconv.Atoi(fields[k])
		at, wrong := strconv.Atoi(fields[k+1])
		if err != nil || wrong != nil || at < 0 || first+at >= len(text) {
			continue
		}
		if rest := strings.TrimLeft(text[first+at:], blanks); rest != "" {
			s.packed[n] = rest[0]
		}
	}
}

// lost reports whether an object that a page names as its content is not in the file, or is
// neither a stream nor a list of them.
func (s *streams) lost() bool {
	if len(s.content) == 0 {
		return false
	}
	written := map[int]bool{}
	const word = " obj"
	for at := 0; ; {
		i := strings.Index(s.src[at:], word)
		if i < 0 {
			break
		}
		at += i + len(word)
		before := strings.Fields(s.src[max(0, at-len(word)-20) : at-len(word)])
		if n, ok := objectNumber(before); ok {
			written[n] = written[n] || holdsContent(s.src[at:])
		}
	}
	for _, n := range s.content {
		if kind, ok := s.packed[n]; !written[n] && !(ok && kind == '[') {
			return true
		}
	}
	return false
}

// objectNumber is the number of an object, of the words before "obj".
func objectNumber(before []string) (int, bool) {
	if len(before) < 2 {
		return 0, false
	}
	number := before[len(before)-2]
	for i := range number { // It may follow something that is not set apart.
		if n, err := strconv.Atoi(number[i:]); err == nil && n >= 0 {
			return n, true
		}
	}
	return 0, false
}

// holdsContent reports whether an object is a stream, or a list.
func holdsContent(s string) bool {
	s = strings.TrimLeft(s, blanks)
	if strings.HasPrefix(s, "[") {
		return true
	}
	end := strings.Index(s[:min(len(s), 1<<16)], "endobj")
	if end < 0 {
		return true
	}
	return strings.Contains(s[:end], "stream")
}
