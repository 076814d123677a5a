package margin_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/margin"
)

// FuzzFind holds that marks are in order, disjoint and within the text, whatever it is.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"[00:01] a\n[00:02] b\n[00:03] c", "0:01\n1 second\na\n\n0:05\nb\n0:09",
		"Ann 0:01\na\nBo 0:02\nb\nAnn (0:03):\nc",
		"**[0:01] Ann:** a\n**[0:02]** b [0:03](x) c\n#00:00:05-3# d", "00:01.5 --> 00:02.0\n\n00:02.0 --> 3",
		" 1  the law is amended so that it\n 2  reads as it has done before in\n 3  each year\n 4\n 5  and so " +
			"on.\n   -1-\nHB\n 1  the\n",
		"text of a line that is long    5\nb\nc\nd\ne\ntext of a line that is long   10\n",
		"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n",
		"head\na\n\f head\nb\n\fhead\nc\n\f\f\fhead", "so\n\n1 Note\n\fgoes on\n\f", "\f\f\f",
		"so it\n\n[[Page H1]]\n[[Page H2]]\n\ngoes on\n[[Page H3]]", "[[Page 1]]\na", "9999999999:99\n1:1\n[[[(0:1",
	} {
		f.Add(s)
		f.Add(strings.ReplaceAll(s, "\n", "\r\n"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, m := range margin.Find(text).List {
			if m.Start < at || m.End < m.Start || m.End > len(text) {
				t.Fatalf("mark %v after %d in %q", m.Span, at, text)
			}
			for _, s := range append(m.Apart, m.Notes...) {
				if s.Start < m.Start || s.End > m.End || s.Len() <= 0 {
					t.Fatalf("words %v in mark %v of %q", s, m.Span, text)
				}
			}
			at = m.End
		}
	})
}

// TestMarksTakeNoWords holds that nothing but times, numbers and blanks is taken out of a text.
func TestMarksTakeNoWords(t *testing.T) {
	text := "Talk\n\nAnn Lee  0:02\n0:05 seconds pass\n[0:07] and [0:09] more\n\n**[0:12] Bo:** no\n0:20\n20 " +
		"people came"
	marks := margin.Find(text)
	var left strings.Builder
	at := 0
	for _, m := range marks.List {
		left.WriteString(text[at:m.Start] + m.With)
		for _, s := range m.Apart {
			left.WriteString("<" + s.Of(text) + ">")
		}
		at = m.End
	}
	left.WriteString(text[at:])
	want := "Talk\n\n<Ann Lee>0:05 seconds pass\nand more\n\nBo: no\n20 people came"
	if got := left.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMarksOfPagesPartNoSentence(t *testing.T) {
	const text = "The people came and\n\n[[Page H5458]]\n\nwent. It was late.\n\n[[Page H5459]]\n\nThe next day [[Page 3]] too."
	var left strings.Builder
	at := 0
	for _, m := range margin.Find(text).List {
		left.WriteString(text[at:m.Start] + m.With)
		for _, s := range m.Apart {
			left.WriteString("<" + s.Of(text) + ">")
		}
		at = m.End
	}
	left.WriteString(text[at:])
	const want = "The people came and\n<[[Page H5458]]>went. It was late.\n\n<[[Page H5459]]>The next day [[Page 3]] too."
	if got := left.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
