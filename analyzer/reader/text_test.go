package reader

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"

	"refrain/analyzer/document"
)

// outlineOf is the blocks of a document, one a line: role, level, path and text. What readers do not
// see has its kind and the reason before it.
func outlineOf(doc *document.Document) string {
	var b strings.Builder
	for _, k := range doc.Blocks {
		if k.Exclusion == document.Included {
			fmt.Fprintf(&b, "%s", k.Role)
		} else {
			fmt.Fprintf(&b, "%s, %s", k.Exclusion, k.Reason)
		}
		if k.Level > 0 {
			fmt.Fprintf(&b, " %d", k.Level)
		}
		if k.Path != "" {
			fmt.Fprintf(&b, " [%s]", k.Path)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(k.Of(doc.Text), "\n", "⏎"))
	}
	return b.String()
}

// same compares two texts line by line.
func same(t *testing.T, claim, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	if got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", claim, got, want)
	}
}

func TestPlainTextBlocks(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"blank lines end paragraphs", "One\ntwo\n \t\nthree\n", "body: One⏎two\nbody: three"},
		{"so do form feeds", "One.\fTwo.\n\fThree.", "body: One.\nbody: Two.\nbody: Three."},
		{"but a sentence goes on over a page break", "a flood of\n\n\frefugees.\n\fand", "body: a flood of⏎⏎⏎refugees.\nbody: and"},
		{"a lone line in capitals is a heading", "BORDER CONTROL\n\nText.", "heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text."},
		{"also with CR LF", "BORDER CONTROL\r\n\r\nText\r\nmore.", "heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text⏎more."},
		{"also with lone CRs", "BORDER CONTROL\r\rText\rmore.", "heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text⏎more."},
		{"a numbered heading opens a path", "PART II\n\nArticle 4\n\nThe court.\n\nArticle 5 of the Convention applies.\n",
			"heading 1 [Part II]: PART II\nheading 4 [Article 4]: Article 4\nbody [Article 4]: The court.\nbody [Article 4]: Article 5 of the Convention applies."},
		{"a section may run on", "Section 3.2. The Minister shall act.\n\nNothing else.", "heading 4 [Section 3.2]: Section 3.2. The Minister shall act.\nbody [Section 3.2]: Nothing else."},
		{"paragraphs of a provision are cited with it", "Article 4\n\n2. The court:\n(a) one;\n(b) two:\n(i) three;\n(c) four.\n3. Five.", "heading 4 [Article 4]: Article 4\nlist item 1 [Article 4(2)]: 2. The court:\nlist item 1 [Article 4(2)(a)]: (a) one;\nlist item 1 [Article 4(2)(b)]: (b) two:\nlist item 1 [Article 4(2)(b)(i)]: (i) three;\nlist item 1 [Article 4(2)(c)]: (c) four.\nlist item 1 [Article 4(3)]: 3. Five."},
		{"list items are blocks", "It includes:\n- one\n- two\n  goes on\n• three\n(a) four;\niv) five\n12. six", "body: It includes:\nlist item 1: - one\nlist item 1: - two⏎  goes on\nlist item 1: • three\nlist item 1: (a) four;\nlist item 1: iv) five\nlist item 1: 12. six"},
		{"a wrapped line is no list item", "as laid down in point\n(a) of Article 5 and in\n2. the Act", "body: as laid down in point⏎(a) of Article 5 and in⏎2. the Act"},
		{"mail quotations are block quotes", "He wrote:\n> a flood of\n> refugees\n>\n> more\nI disagree.", "body: He wrote:\nblock quote: a flood of⏎refugees\nblock quote: more\nbody: I disagree."},
		{"a hyphen joins over a quotation's marks", "> immi-\n> grants", "block quote: immigrants"},
		{"nothing is nothing", " \n\t\n\u200B", ""},
	} {
		same(t, c.claim, outlineOf(read(t, "text", c.src)), c.want)
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ claim, src string }{
		{"UTF-8", "“réfugiés”"},
		{"UTF-8 with a mark", "\uFEFF“réfugiés”"},
		{"windows-1252", "\x93r\xe9fugi\xe9s\x94"},
		{"UTF-16 LE", "\xff\xfe\x1c\x20r\x00\xe9\x00f\x00u\x00g\x00i\x00\xe9\x00s\x00\x1d\x20"},
		{"UTF-16 BE", "\xfe\xff\x20\x1c\x00r\x00\xe9\x00f\x00u\x00g\x00i\x00\xe9\x00s\x20\x1d"},
	} {
		doc := read(t, "", c.src)
		if doc.Text != "“réfugiés”" || len(doc.Gaps) > 0 {
			t.Errorf("%s: got %q, gaps %v", c.claim, doc.Text, doc.Gaps)
		}
		if doc.SourceIsUTF8 != strings.HasPrefix(c.claim, "UTF-8") {
			t.Errorf("%s: SourceIsUTF8 is %v", c.claim, doc.SourceIsUTF8)
		}
	}
	if doc := read(t, "", "i\x00l\x00l\x00e\x00g\x00a\x00l\x00"); doc.Text != "illegal" {
		t.Errorf("UTF-16 without a mark: got %q", doc.Text)
	}
	doc := read(t, "", "les réfugiés, les immigrés, l’été, l’école, la frontière, là, où, ça, \xe9")
	if !strings.Contains(doc.Text, "réfugiés") || len(doc.Gaps) != 1 {
		t.Errorf("UTF-8 with a broken byte: got %q, gaps %v; want UTF-8 and a gap", doc.Text, doc.Gaps)
	}
}

func TestWhatIsNotReadIsAGap(t *testing.T) {
	for _, c := range []struct{ name, src, reason string }{
		{"a.txt", "", "empty file"},
		{"a.txt", " \n\n", "empty file"},
		{"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "not a supported format: a legacy Office file"},
		{"a.txt", "\x89PNG\r\n\x1a\n", "not a supported format: an image"},
		{"a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "not a supported format: a legacy Office file"},
		{"a.rtf", "{\\rtf1 text}", "not a supported format: a rich text file"},
		{"a.zip", "PK\x03\x04abc", "not a supported format: an archive"},
		{"a.bin", strings.Repeat("\x01\x02\x00\x7f", 100), "not a supported format"},
		{"a.md", strings.Repeat("\x01\x02\x00\x7f", 100), "not a supported format"},
		{"a.msg", "\xD0\xCF\x11\xE0 _\x00_\x00s\x00u\x00b\x00s\x00t\x00g\x001\x00", "not a supported format: a mail of Outlook"},
		{"a.doc", "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>", "not a supported format: a Word document in one file of XML"},
		{"a.xlsx", pack(t, "xl/workbook.xml", "<x/>"), "not a supported format: a spreadsheet"},
		{"a.pages", pack(t, "Index/Document.iwa", "x"), "not a supported format: a file of Pages, Numbers or Keynote"},
		{"a.heic", "\x00\x00\x00\x18ftypheic", "not a supported format: an image"},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42", "not a supported format: a media file"},
		{"a.ass", "[Script Info]\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,x,A flood of\\Nrefugees\n", "not a supported format: subtitles of a kind of their own"},
		{"a.eml", "From: a@b.c\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA flood of refu=\r\ngees.", "not a supported format: a mail or web archive whose text is encoded"},
		{"a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "not a supported format: a mail or web archive whose text is encoded"},
		{"a.html", "\x1f\x8b\x08abc", "not a supported format: a compressed file"},
	} {
		doc, err := New(Options{}).Read(t.Context(), c.name, c.src)
		if err != nil || len(doc.Gaps) != 1 || doc.Gaps[0].Reason != c.reason || doc.Gaps[0].Hint == "" || doc.Text != "" {
			t.Errorf("%s %q: got %+v, %v; want the gap %q", c.name, c.src, doc, err, c.reason)
		}
	}
}

// TestEncodingThatNothingTellsIsAGap: a text in some encoding with a byte for each character is never read as one that it is not in silence.
func TestEncodingThatNothingTellsIsAGap(t *testing.T) {
	russian, err := charmap.Windows1251.NewEncoder().String("Министр заявил, что число людей, пересёкших границу, выросло.")
	if err != nil {
		t.Fatal(err)
	}
	japanese, err := japanese.ShiftJIS.NewEncoder().String("大臣は、国境を越えた人の数が昨年より増えたと述べた。")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ src, want string }{
		{russian, "encoding not known"},
		{japanese, "encoding not known"},
		{"L'\xe9t\xe9 \xe0 la fronti\xe8re, les r\xe9fugi\xe9s ont \xe9t\xe9 accueillis \x96 dit-on \x96 par la pr\xe9fecture.", ""},
	} {
		if got := gapsOf(read(t, "text", c.src)); got != c.want {
			t.Errorf("%.20q: gaps %q, want %q", c.src, got, c.want)
		}
	}
}

func TestFormatComesFromTheContent(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"a.txt", "Text.", "text"},
		{"a", "Text.", "text"},
		{"a.md", "About <html> in Markdown", "markdown"},
		{"a.md", "%PDF-1.7\n", "pdf"},
		{"a.md", "It begins with `%PDF-1.7`.", "markdown"},
		{"a.txt", "1\n00:00:01,000 --> 00:00:02,000\nText\n", "srt"},
		{"a.bin", "\n\n%PDF-1.7\n", "pdf"},
		{"a.txt", "\n<!DOCTYPE html><p>Text", "html"},
		{"a.txt", "The <html> and the <body>", "text"},
		{"-", "<!DOCTYPE html><p>Text", "html"},
		{"-", "<?xml version='1.0'?><akomaNtoso/>", "akn"},
		{"-", "WEBVTT\n\n00:01.000 --> 00:02.000\nText", "vtt"},
		{"-", "1\n00:00:01,000 --> 00:00:02,000\nText\n", "srt"},
	} {
		if got := choose(c.name, &content{src: c.src, most: 100}).Name; got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.name, c.src, got, c.want)
		}
	}
}

func TestForcedFormat(t *testing.T) {
	if _, err := New(Options{Format: "doc"}).Read(t.Context(), "a", "x"); err == nil || !strings.Contains(err.Error(), "docx") {
		t.Errorf("got %v, want an error that names the formats", err)
	}
}

const prose = "The Minister told the House that the number of people who had crossed the Channel in small boats was higher than in the year before.\nShe said that her Department would publish the figures, as it had done in each quarter.\n\n"

func BenchmarkTextASCII(b *testing.B) { benchmarkText(b, strings.Repeat(prose, 20000)) }

func BenchmarkTextCurlyQuotes(b *testing.B) {
	benchmarkText(b, strings.Repeat("The Minister’s “plan” – a réfugié’s – was, she said, “not” what the House had seen:\n"+prose, 15000))
}

func BenchmarkTextHyphens(b *testing.B) {
	benchmarkText(b, strings.Repeat(prose+"The immi-\ngrants are here.\n\n", 20000))
}

func BenchmarkTextCRLF(b *testing.B) {
	benchmarkText(b, strings.ReplaceAll(strings.Repeat(prose, 20000), "\n", "\r\n"))
}

func BenchmarkTextCyrillic(b *testing.B) {
	benchmarkText(b, strings.Repeat("Министр заявил, что число людей, пересёкших границу, выросло.\n\n", 40000))
}

// benchmarkText measures what reading costs beyond the hash of the file.
func benchmarkText(b *testing.B, src string) {
	in := input{format: "text", bytes: src, options: Options{Limits: Limits{}.Filled()}}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		readText(b.Context(), in)
	}
}
