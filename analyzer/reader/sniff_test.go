package reader_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/readertest"
)

func TestWhatIsNotReadIsAGap(t *testing.T) {
	for _, c := range []struct{ name, src, reason string }{
		{"a.txt", "", "empty file"},
		{"a.txt", " \n\n", "empty file"},
		{"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "not a supported format: a legacy Office file"},
		{"a.png", "\x89PNG\r\n\x1a\n", "not a supported format: an image"},
		{"a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "not a supported format: a legacy Office file"},
		{"a.zip", "PK\x03\x04abc", "not a supported format: an archive"},
		{"a.bin", strings.Repeat("\x01\x02\x00\x7f", 100), "not a supported format"},
		{"a.md", strings.Repeat("\x01\x02\x00\x7f", 100), "not a supported format"},
		{
			"a.msg", "\xD0\xCF\x11\xE0 _\x00_\x00s\x00u\x00b\x00s\x00t\x00g\x001\x00",
			"not a supported format: a mail of Outlook",
		},
		{
			"a.doc",
			"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
			"not a supported format: a Word document in one file of XML",
		},
		{"a.xlsb", readertest.Pack(t, "xl/workbook.bin", "x"), "not a supported format: a spreadsheet"},
		{
			"a.pages", readertest.Pack(t, "Index/Document.iwa", "x"),
			"not a supported format: a file of Pages, Numbers or Keynote",
		},
		{"a.heic", "\x00\x00\x00\x18ftypheic", "not a supported format: an image"},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42", "not a supported format: a media file"},
		{
			"a.ass", "[Script Info]\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,x,A flood of\\Nrefugees\n",
			"not a supported format: subtitles of a kind of their own",
		},
		{"a.html", "\x1f\x8b\x08abc", "not a supported format: a compressed file"},
	} {
		doc, err := reader.New(input.Options{OCR: "off"}).Read(t.Context(), c.name, c.src)
		if err != nil || len(doc.Gaps) != 1 || doc.Gaps[0].Reason != c.reason || doc.Gaps[0].Hint == "" ||
			doc.Text != "" {
			t.Errorf("%s %q: got %+v, %v; want the gap %q", c.name, c.src, doc, err, c.reason)
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
		if got := readertest.ReadNamed(t, c.name, c.src).Format; got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.name, c.src, got, c.want)
		}
	}
}

func TestForcedFormat(t *testing.T) {
	if _, err := reader.New(input.Options{Format: "wpd"}).Read(t.Context(), "a", "x"); err == nil ||
		!strings.Contains(err.Error(), "docx") {
		t.Errorf("got %v, want an error that names the formats", err)
	}
}
