package integrity

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/reader/pdf/pdftest"
)

// packed is s as a stream of PDF holds it.
func packed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// streamed is a file whose table is a stream, with the filter of rows that PNG calls Up where that
// is asked for. The offset of its second object is off by so many bytes.
func streamed(up bool, off int) string {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var above []byte
	var table bytes.Buffer
	entry := func(kind, at int) {
		row := []byte{byte(kind), byte(at >> 8), byte(at), 0}
		if !up {
			table.Write(row)
			return
		}
		table.WriteByte(2)
		for i := range row {
			before := byte(0)
			if above != nil {
				before = above[i]
			}
			table.WriteByte(row[i] - before)
		}
		above = row
	}
	entry(0, 0)
	for i, o := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
	} {
		at := b.Len()
		if i == 1 {
			at += off
		}
		entry(1, at)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	entry(1, start)
	params := ""
	if up {
		params = "/DecodeParms << /Predictor 12 /Columns 4 >> "
	}
	data := packed(table.String())
	fmt.Fprintf(&b, "4 0 obj\n<< /Type /XRef /Size 5 /Root 1 0 R /W [1 2 1] %s/Filter /FlateDecode /Length %d >>\n",
		params, len(data))
	fmt.Fprintf(&b, "stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", data, start)
	return b.String()
}

func TestTableThatLeadsAstrayIsSeen(t *testing.T) {
	bill := pdftest.Bill()
	for name, c := range map[string]struct {
		src  string
		want bool
	}{
		"sound":                       {bill, false},
		"behind other bytes":          {"junk\n" + bill, false},
		"something put in":            {strings.Replace(bill, "2 0 obj", " \n2 0 obj", 1), true},
		"its place is wrong":          {strings.Replace(bill, "startxref\n", "startxref\n1", 1), true},
		"no place":                    {strings.Replace(bill, "startxref", "startxxxx", 1), true},
		"cut off":                     {bill[:len(bill)/2], true},
		"stream":                      {streamed(false, 0), false},
		"stream that is filtered":     {streamed(true, 0), false},
		"stream that leads astray":    {streamed(false, 1), true},
		"filtered and leading astray": {streamed(true, -3), true},
		"a table that is its own predecessor": {
			"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 >>\nstartxref\n9\n", false,
		},
		"endless count": {"%PDF-1.4\nxref\n0 99999999999\ntrailer\n<< >>\nstartxref\n9\n", true},
		"empty":         {"", true},
	} {
		if got := Astray(c.src); got != c.want {
			t.Errorf("%s: astray %v, want %v", name, got, c.want)
		}
	}
}

func TestTornStreamIsSeen(t *testing.T) {
	object := func(dict, data string) string {
		const form = "%%PDF-1.4\n4 0 obj\n<< %s /Length %d >>\nstream\r\n%s\nendstream\nendobj\n"
		return fmt.Sprintf(form, dict, len(data), data)
	}
	text := strings.Repeat("BT (They came by sea.) Tj ET ", 50)
	whole := packed(text)
	for name, c := range map[string]struct {
		src  string
		want bool
	}{
		"whole":          {object("/Filter /FlateDecode", whole), false},
		"in a list":      {object("/Filter [ /FlateDecode ]", whole), false},
		"without a sum":  {object("/Filter /FlateDecode", whole[:len(whole)-4]), false},
		"hole":           {object("/Filter /FlateDecode", whole[:20]+strings.Repeat("\x00", 10)+whole[30:]), true},
		"zeros":          {object("/Filter [/FlateDecode]", strings.Repeat("\x00", 50)), true},
		"picture":        {object("/Subtype /Image /Filter /FlateDecode", "\x00\x00"), false},
		"two filters":    {object("/Filter [/ASCII85Decode /FlateDecode]", "abc~>"), false},
		"no filter":      {object("", text), false},
		"encrypted":      {object("/Filter /FlateDecode", "\x00\x00") + "trailer << /Encrypt 9 0 R >>", false},
		"after another":  {object("/Filter /FlateDecode", whole) + object("/Filter /FlateDecode", "x"+whole), true},
		"word in a text": {object("", "the stream of people, and a downstream"), false},
	} {
		if got := Inspect(c.src).Torn; got != c.want {
			t.Errorf("%s: torn %v, want %v", name, got, c.want)
		}
	}
}
