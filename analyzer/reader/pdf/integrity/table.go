// Package integrity looks at the bytes of a PDF for damage that engines pass over in silence:
// tables of objects that lead astray, and content that is torn or missing. It needs no engine.
package integrity

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

// StartsTable is the word before the offset of the last table of objects.
const StartsTable = "startxref"

// Astray reports whether an entry in a file's tables of objects does not lead to its object (ISO
// 32000-1, 7.5.4 and 7.5.8). Then an engine that trusts the table may take a page whose content it
// does not find for an empty one.
func Astray(src string) bool {
	const head = 1024 // bytes, in which the file's header begins
	t := table{src: src, base: max(0, strings.Index(src[:min(len(src), head)], "%PDF-")), left: mostEntries}
	at := strings.LastIndex(src, StartsTable)
	if at < 0 {
		return true
	}
	next, _, ok := leadingInt(src[at+len(StartsTable):])
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

// sound reports whether all entries of the table at an offset lead to their objects, and so in the
// stream that goes with it. It notes where the table before is.
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
		if rest, ok = t.section(rest, first, count); !ok {
			return false
		}
		if t.left <= 0 {
			return true
		}
	}
	if !strings.HasPrefix(rest, "trailer") {
		return false
	}
	dict := dictionary(rest)
	t.prev = integer(dict, previous, -1)
	if at := integer(dict, hybrid, -1); at >= 0 && !seen[at] {
		prev := t.prev
		if seen[at] = true; !t.stream(t.from(at)) {
			return false
		}
		t.prev = prev
	}
	return true
}

// section reports whether the entries of a section lead to their objects, and returns what follows
// them.
func (t *table) section(s string, first, count int) (rest string, ok bool) {
	const entry, offset, kind = 20, 10, 17 // bytes, of which two end the line; of the offset; before the kind
	for i := range count {
		if len(s) < entry-2 || s[offset] != ' ' {
			return s, false
		}
		if t.left--; t.left <= 0 {
			return s, true
		}
		at, err := strconv.Atoi(s[:offset])
		if err != nil || s[kind] == 'n' && at != 0 && !t.leads(at, first+i) {
			return s, false
		}
		s = strings.TrimLeft(s[entry-2:], blanks)
	}
	return s, true
}

// longestHead is in how many bytes the head of an object is looked for.
const longestHead = 40

var (
	objectHead = regexp.MustCompile(`^(\d+)[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+obj`)
	previous   = regexp.MustCompile(`/Prev[\x00\t\n\f\r ]+(\d+)`)
	hybrid     = regexp.MustCompile(`/XRefStm[\x00\t\n\f\r ]+(\d+)`)
	sizes      = regexp.MustCompile(`/Size[\x00\t\n\f\r ]+(\d+)`)
	rowLength  = regexp.MustCompile(`/Columns[\x00\t\n\f\r ]+(\d+)`)
	predictor  = regexp.MustCompile(`/Predictor[\x00\t\n\f\r ]+(\d+)`)
	widths     = regexp.MustCompile(`/W[\x00\t\n\f\r ]*\[([\d\x00\t\n\f\r ]*)\]`)
	parts      = regexp.MustCompile(`/Index[\x00\t\n\f\r ]*\[([\d\x00\t\n\f\r ]*)\]`)
)

// leads reports whether the object of a number begins at an offset.
func (t *table) leads(offset, number int) bool {
	s := t.from(offset)
	m := objectHead.FindStringSubmatch(s[:min(len(s), longestHead)])
	return m != nil && (m[1] == strconv.Itoa(number) || strings.TrimLeft(m[1], "0") == strconv.Itoa(number))
}

// stream is sound for a table that is a stream. One that cannot be taken apart here counts as sound
// when it is a stream at all.
func (t *table) stream(s string) bool {
	t.prev = -1
	if !objectHead.MatchString(s[:min(len(s), longestHead)]) {
		return false
	}
	dict := dictionary(s)
	t.prev = integer(dict, previous, -1)
	w := ints(dict, widths)
	_, data, ok := strings.Cut(s[len(dict):], "stream")
	if len(w) != 3 || !ok || !strings.Contains(dict, "/XRef") {
		return false
	}
	const widest = 8 // bytes of a field that an int can hold
	e := entries{table: t, widths: [3]int(w), width: w[0] + w[1] + w[2], index: ints(dict, parts)}
	if e.index == nil {
		e.index = []int{0, integer(dict, sizes, 0)}
	}
	if max(w[0], w[1], w[2]) > widest || e.width == 0 || len(e.index)%2 != 0 || strings.Count(dict, "Decode") > 2 {
		return true
	}
	e.rows = strings.NewReader(streamBody(data))
	if strings.Contains(dict, "/FlateDecode") || strings.Contains(dict, "/Fl ") {
		z, err := zlib.NewReader(e.rows)
		if err != nil {
			return false
		}
		e.rows = z
	} else if strings.Contains(dict, "/Filter") {
		return true
	}
	const filters = 10 // the first predictor that is one of PNG's
	if e.filtered = integer(dict, predictor, 1) >= filters; e.filtered && integer(dict, rowLength, 1) != e.width {
		return true
	}
	return e.sound()
}

// entries are the rows of a table that is a stream.
type entries struct {
	*table
	rows     io.Reader
	widths   [3]int // of the fields of a row, in bytes: the kind, the offset, the generation
	width    int    // of a row
	index    []int  // the first number and the count of each part
	filtered bool   // by PNG's filters, one for each row
}

// sound reports whether all rows lead to their objects. What is filtered in ways that tables do not
// use counts as sound.
func (e *entries) sound() bool {
	row, above := make([]byte, e.width+1), make([]byte, e.width+1)
	from := 1
	if e.filtered {
		from = 0
	}
	for i := 0; i+1 < len(e.index); i += 2 {
		for n := range e.index[i+1] {
			if e.left--; e.left <= 0 {
				return true
			}
			if _, err := io.ReadFull(e.rows, row[from:]); err != nil {
				return false
			}
			if e.filtered && !unfilter(row, above) {
				return true
			}
			if !e.row(row[1:], e.index[i]+n) {
				return false
			}
			row, above = above, row
		}
	}
	return true
}

// row reports whether a row leads to the object of the number, or to none in the file itself.
func (e *entries) row(row []byte, number int) bool {
	const inFile = 1
	kind := inFile
	if e.widths[0] > 0 {
		kind = bigEndian(row[:e.widths[0]])
	}
	at := bigEndian(row[e.widths[0] : e.widths[0]+e.widths[1]])
	return kind != inFile || at == 0 || e.leads(at, number)
}

// unfilter undoes PNG's filters on a row whose first byte names the filter. It reports false for
// those that tables do not use.
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
	for _, end := range []string{"stream", StartsTable} {
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

// leadingInt is the number that s begins with, after blanks, and what follows it after blanks.
// Without such a number the rest is s without its blanks.
func leadingInt(s string) (n int, rest string, ok bool) {
	s = strings.TrimLeft(s, blanks)
	rest = strings.TrimLeft(s, "0123456789")
	n, err := strconv.Atoi(s[:len(s)-len(rest)])
	if err != nil {
		return 0, s, false
	}
	return n, strings.TrimLeft(rest, blanks), true
}
