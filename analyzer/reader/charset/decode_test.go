package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"

	"refrain/analyzer/reader/readertest"
)

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ claim, src string }{
		{"UTF-8", "“réfugiés”"},
		{"UTF-8 with a mark", "\uFEFF“réfugiés”"},
		{"windows-1252", "\x93r\xe9fugi\xe9s\x94"},
		{"UTF-16 LE", "\xff\xfe\x1c\x20r\x00\xe9\x00f\x00u\x00g\x00i\x00\xe9\x00s\x00\x1d\x20"},
		{"UTF-16 BE", "\xfe\xff\x20\x1c\x00r\x00\xe9\x00f\x00u\x00g\x00i\x00\xe9\x00s\x20\x1d"},
	} {
		doc := readertest.ReadAs(t, "", c.src)
		if doc.Text != "“réfugiés”" || len(doc.Gaps) > 0 {
			t.Errorf("%s: got %q, gaps %v", c.claim, doc.Text, doc.Gaps)
		}
		if doc.SourceIsUTF8 != strings.HasPrefix(c.claim, "UTF-8") {
			t.Errorf("%s: SourceIsUTF8 is %v", c.claim, doc.SourceIsUTF8)
		}
	}
	if doc := readertest.ReadAs(t, "", "i\x00l\x00l\x00e\x00g\x00a\x00l\x00"); doc.Text != "illegal" {
		t.Errorf("UTF-16 without a mark: got %q", doc.Text)
	}
	doc := readertest.ReadAs(t, "", "les réfugiés, les immigrés, l’été, l’école, la frontière, là, où, ça, \xe9")
	if !strings.Contains(doc.Text, "réfugiés") || len(doc.Gaps) != 1 {
		t.Errorf("UTF-8 with a broken byte: got %q, gaps %v; want UTF-8 and a gap", doc.Text, doc.Gaps)
	}
}

// TestEncodingThatNothingTellsIsAGap: a text in some encoding with a byte for each character is
// never read as one that it is not in silence.
func TestEncodingThatNothingTellsIsAGap(t *testing.T) {
	hebrew, err := charmap.Windows1255.NewEncoder().
		String("השר אמר שמספר האנשים שחצו את הגבול גדול יותר מאשר בשנה שעברה.")
	if err != nil {
		t.Fatal(err)
	}
	japanese, err := japanese.ShiftJIS.NewEncoder().String("大臣は、国境を越えた人の数が昨年より増えたと述べた。")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ src, want string }{
		{hebrew, "encoding not known"},
		{japanese, "encoding not known"},
		{
			"L'\xe9t\xe9 \xe0 la fronti\xe8re, les r\xe9fugi\xe9s ont \xe9t\xe9 accueillis \x96 dit-on \x96 par " +
				"la pr\xe9fecture.",
			"",
		},
	} {
		if got := readertest.Gaps(readertest.ReadAs(t, "text", c.src)); got != c.want {
			t.Errorf("%.20q: gaps %q, want %q", c.src, got, c.want)
		}
	}
}
