package pdf

import (
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Bounds on what is looked at of a file's tables of objects. Beyond them a table counts as sound.
const (
	mostTables  = 1000
	mostEntries = 2_000_000
)

// startsTable is the word before the offset of the last table of objects.
const startsTable = "startxref"

// astray tells whether an entry in a file's tables of objects does not lead to its object (ISO 32000-1, 7.5.4 and 7.5.8). Then an engine that trusts
// the table may take a page whose content it does not find for an empty one.
func astray(src string) bool {
	t := table{src: src, base: max(0, strings.Index(src[:min(len(src), 1024)], "%PDF-")), left: mostEntries}
	at := strings.LastIndex(src, startsTable)
	if at < 0 {
		return true
	}
	next, _, ok := leadingInt(src[at+len(startsTable):])
	seen := map[int]bool{}
	for range mostTables {
		if !ok || !t.sound(next, seen) {
			return true
		}
		if t.prev < 0 || t.left <= 0 || seen[t.prev] {
			return false
		}
		next = t.prev
	}
	return false
}

// table is a walk through the tables of objects of a file, from the last to the first.
type table struct {
	src  string
	base int // of all offsets
	left int // entries that may still be looked at
	prev int // offset of the table before; -1 for none
}

// from is the file from an offset on, without the blanks there; "" beyond its end.
func (t *table) from(offset int) string {
	if offset < 0 || offset > len(t.src)-t.base {
		return ""
	}
	return strings.TrimLeft(t.src[t.base+offset:], blanks)
}

const blanks = "\x00\t\n\f\r "

// sound tells whether all entries of the table at an offset lead to their objects, and so in the stream that goes with it. It notes where the table
// before is.
func (t *table) sound(offset int, seen map[int]bool) bool {
	seen[offset] = true
	rest, ok := strings.CutPrefix(t.from(offset), "xref")
	if !ok {
		return t.stream(t.from(offset))
	}
	for {
		var first, count int
		if first, rest, ok = leadingInt(rest); !ok {
			break
		}
		if count, rest, ok = leadingInt(rest); !ok {
			return false
		}
		const entry = 20 // bytes, of which two end the line
		for i := range count {
			if len(rest) < entry-2 || rest[10] != ' ' {
				return false
			}
			if t.left--; t.left <= 0 {
				return true
			}
			at, err := strconv.Atoi(rest[:10])
			if err != nil {
				return false
			}
			if rest[17] == 'n' && at != 0 && !t.leads(at, first+i) {
				return false
			}
			rest = strings.TrimLeft(rest[entry-2:], blanks)
		}
	}
	if !strings.HasPrefix(rest, "trailer") {
		return false
	}
	dict := dictionary(rest)
	t.prev = integer(dict, previous, -1)
	if at := integer(dict, beside, -1); at >= 0 && !seen[at] {
		prev := t.prev
		if seen[at] = true; !t.stream(t.from(at)) {
			return false
		}
		t.prev = prev
	}
	return true
}

var (
	objectHead = regexp.MustCompile(`^(\d+)[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+obj`)
	previous   = regexp.MustCompile(`/Prev[\x00\t\n\f\r ]+(\d+)`)
	beside     = regexp.MustCompile(`/XRefStm[\x00\t\n\f\r ]+(\d+)`)
	sizes      = regexp.MustCompile(`/Size[\x00\t\n\f\r ]+(\d+)`)
	rowLength  = regexp.MustCompile(`/Columns[\x00\t\n\f\r ]+(\d+)`)
	predictor  = regexp.MustCompile(`/Predictor[\x00\t\n\f\r ]+(\d+)`)
	widths     = regexp.MustCompile(`/W[\x00\t\n\f\r ]*\[([\d\x00\t\n\f\r ]*)\]`)
	parts      = regexp.MustCompile(`/Index[\x00\t\n\f\r ]*\[([\d\x00\t\n\f\r ]*)\]`)
)

// leads tells whether the object of a number stands at an offset.
func (t *table) leads(offset, number int) bool {
	s := t.from(offset)
	m := objectHead.FindStringSubmatch(s[:min(len(s), 40)])
	return m != nil && (m[1] == strconv.Itoa(number) || strings.TrimLeft(m[1], "0") == strconv.Itoa(number))
}

// stream is sound for a table that is a stream. One that cannot be taken apart here counts as sound when it is a stream at all.
func (t *table) stream(s string) bool {
	t.prev = -1
	if !objectHead.MatchString(s[:min(len(s), 40)]) {
		return false
	}
	dict := dictionary(s)
	t.prev = integer(dict, previous, -1)
	w := ints(dict, widths)
	_, data, ok := strings.Cut(s[len(dict):], "stream")
	if len(w) != 3 || !ok || !strings.Contains(dict, "/XRef") {
		return false
	}
	width := w[0] + w[1] + w[2]
	index := ints(dict, parts)
	if index == nil {
		index = []int{0, integer(dict, sizes, 0)}
	}
	if max(w[0], w[1], w[2]) > 8 || width == 0 || len(index)%2 != 0 || strings.Count(dict, "Decode") > 2 {
		return true
	}
	var rows io.Reader = strings.NewReader(streamBody(data))
	if strings.Contains(dict, "/FlateDecode") || strings.Contains(dict, "/Fl ") {
		z, err := zlib.NewReader(rows)
		if err != nil {
			return false
		}
		rows = z
	} else if strings.Contains(dict, "/Filter") {
		return true
	}
	filtered := integer(dict, predictor, 1) >= 10
	if filtered && integer(dict, rowLength, 1) != width {
		return true
	}
	row, above := make([]byte, width+1), make([]byte, width+1)
	for i := 0; i+1 < len(index); i += 2 {
		for n := range index[i+1] {
			if t.left--; t.left <= 0 {
				return true
			}
			from := 1
			if filtered {
				from = 0
			}
			if _, err := io.ReadFull(rows, row[from:]); err != nil {
				return false
			}
			if filtered && !unfilter(row, above) {
				return true
			}
			kind, at := 1, 0
			if w[0] > 0 {
				kind = bigEndian(row[1 : 1+w[0]])
			}
			if at = bigEndian(row[1+w[0] : 1+w[0]+w[1]]); kind == 1 && at != 0 && !t.leads(at, index[i]+n) {
				return false
			}
			row, above = above, row
		}
	}
	return true
}

// unfilter undoes PNG's filters on a row whose first byte names the filter. It reports false for those that tables do not use.
func unfilter(row, above []byte) bool {
	switch row[0] {
	case 0:
	case 1:
		for i := 2; i < len(row); i++ {
			row[i] += row[i-1]
		}
	case 2:
		for i := 1; i < len(row); i++ {
			row[i] += above[i]
		}
	default:
		return false
	}
	return true
}

// dictionary is an object or trailer up to what follows its dictionary, as far as tables need it.
func dictionary(s string) string {
	s = s[:min(len(s), 4096)]
	for _, end := range []string{"stream", startsTable} {
		if i := strings.Index(s, end); i >= 0 {
			s = s[:i]
		}
	}
	return s
}

func bigEndian(b []byte) (n int) {
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

func integer(s string, key *regexp.Regexp, otherwise int) int {
	m := key.FindStringSubmatch(s)
	if m == nil {
		return otherwise
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return otherwise
	}
	return n
}

// ints are the numbers in the array of a key; nil when it is not there.
func ints(s string, key *regexp.Regexp) []int {
	m := key.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	list := []int{}
	for _, field := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(blanks, r) }) {
		n, err := strconv.Atoi(field)
		if err != nil {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// leadingInt is the number that s begins with, behind blanks, and what follows it behind blanks. Without such a number the rest is s without its blanks.
func leadingInt(s string) (n int, rest string, ok bool) {
	s = strings.TrimLeft(s, blanks)
	rest = strings.TrimLeft(s, "0123456789")
	n, err := strconv.Atoi(s[:len(s)-len(rest)])
	if err != nil {
		return 0, s, false
	}
	return n, strings.TrimLeft(rest, blanks), true
}
