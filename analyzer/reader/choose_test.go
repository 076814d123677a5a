package reader_test

import (
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// smallPDF is a PDF whose page says so.
func smallPDF() string {
	var d pdftest.Doc
	d.Page(300, 200).Typed(50, 100, 10, "words of the PDF")
	return d.String()
}

const aknHead = `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">`

// faces are a small file of each format, and the words that its programs show.
func faces(t testing.TB) map[string]struct{ src, words string } {
	return map[string]struct{ src, words string }{
		"pdf":      {smallPDF(), "words of the PDF"},
		"docx":     {readertest.WordFile(t, readertest.WordParagraph("", "words of Word")), "words of Word"},
		"odt":      {readertest.OpenFile(t, "<text:p>words of the open text</text:p>"), "words of the open text"},
		"epub":     {readertest.BookFile(t, "<p>words of the book</p>", "<p>End</p>"), "words of the book"},
		"html":     {"<!doctype html><p>words of the page</p>", "words of the page"},
		"akn":      {aknHead + `<act><body><p>words of the act</p></body></act></akomaNtoso>`, "words of the act"},
		"xml":      {`<?xml version="1.0"?><doc><p>words of XML</p></doc>`, "words of XML"},
		"vtt":      {"WEBVTT\n\n00:01.000 --> 00:02.000\nwords of WebVTT\n", "words of WebVTT"},
		"srt":      {"1\n00:00:01,000 --> 00:00:02,000\nwords of SRT\n", "words of SRT"},
		"markdown": {"# Heading\n\nwords of *Markdown*\n", "words of Markdown"},
		"text":     {"words of plain text\n", "words of plain text"},
	}
}

// TestTwoFormatsInOneFileAreNeverClean puts each format after each other one, and names the file as
// either and as neither. Without a gap the words that a program for the name shows are read: of
// text all, of a container its own, and two containers always have a gap.
func TestTwoFormatsInOneFileAreNeverClean(t *testing.T) {
	all := faces(t)
	r := reader.New(input.Options{OCR: "off"})
	defer r.Close()
	for first, a := range all {
		for second, b := range all {
			if first == second {
				continue
			}
			src := a.src + "\n" + b.src
			for _, of := range []string{first, second, ""} {
				name := "a"
				if of != "" {
					name += (append(formatNamed(of).Extensions, ".xml"))[0]
				}
				doc, err := r.Read(t.Context(), name, src)
				if err != nil {
					t.Fatal(err)
				}
				for _, g := range doc.Gaps {
					if g.Hint == "" {
						t.Errorf("%s of %s and %s: the gap %q names no remedy", name, first, second, g.Reason)
					}
				}
				if len(doc.Gaps) > 0 {
					continue
				}
				if !isContainer(first) && !isContainer(second) {
					text := strings.ReplaceAll(doc.Text, "*", "")
					if !strings.Contains(text, a.words) || !strings.Contains(text, b.words) {
						t.Errorf(
							"%s of %s and %s: read as %s without a gap: %q",
							name,
							first,
							second,
							doc.Format,
							doc.Text,
						)
					}
					continue
				}
				// No program shows text after a PDF, and those for a file that is named as one pass
				// over text before it.
				alone := second == "pdf" && of == "pdf" && !isContainer(first) ||
					first == "pdf" && !isContainer(second)
				if !alone || !strings.Contains(doc.Text, "words of the PDF") {
					t.Errorf(
						"%s of %s and %s: read as %s without a gap: %q",
						name,
						first,
						second,
						doc.Format,
						doc.Text,
					)
				}
			}
		}
	}
}

// isContainer reports whether files of a format are no text.
func isContainer(format string) bool {
	return slices.Contains([]string{"pdf", "docx", "odt", "epub"}, format)
}

func formatNamed(name string) reader.Format {
	return reader.Formats[slices.IndexFunc(reader.Formats, func(f reader.Format) bool { return f.Name == name })]
}

// TestFileIsReadAsItsExtensionOpens: programs for an extension take their format out of a file that
// fits others as well.
func TestFileIsReadAsItsExtensionOpens(t *testing.T) {
	all := faces(t)
	pdf, word := all["pdf"].src, all["docx"].src
	const kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	both := readertest.Pack(
		t,
		"mimetype",
		"application/epub+zip",
		"META-INF/container.xml",
		"<x/>",
		"a.xhtml",
		"<p>words of the book</p>",
		"content.xml",
		"<x/>",
		"META-INF/manifest.xml",
		"<x/>",
		"[Content_Types].xml",
		`<Types><Override ContentType="`+kind+`"/></Types>`,
		"word/document.xml",
		readertest.WordHead+readertest.WordParagraph("", "words of Word")+"</w:body></w:document>",
	)
	many := strings.Repeat("Some words. ", 500)
	small := readertest.Pack(
		t,
		"word/document.xml",
		readertest.WordHead+readertest.WordParagraph("", "words")+"</w:body></w:document>",
	) // Which letters its bytes look like stays.
	for _, c := range []struct {
		name, src, format string
		gaps              []string
	}{
		{"a.txt", "words\n" + pdf, "text", []string{"also a PDF: not read"}},
		{"a.md", "words\n" + pdf, "markdown", []string{"also a PDF: not read"}},
		{"a.html", "<!doctype html><p>words</p><!--\n" + pdf + "-->", "html", []string{"also a PDF: not read"}},
		{"a.htm", "<p>words</p><!--\n" + pdf + "-->", "html", []string{"also a PDF: not read"}},
		{"a.pdf", strings.Repeat("junk of a server, ", 50) + pdf, "pdf", nil},
		{"a.pdf", "<!doctype html><p>words</p><!--\n" + pdf + "-->", "pdf", []string{"also a page of HTML: not read"}},
		{"a.pdf", "\xFF\xD8\xFF\xE0\x00\x10JFIF\n" + pdf, "pdf", []string{"also an image: not read"}},
		{"a.jpg", "\xFF\xD8\xFF\xE0\x00\x10JFIF\n" + pdf, "image",
			[]string{"damaged: an image", "also a PDF: not read"}},
		{"a.rtf", "{\\rtf1 words\n" + pdf, "rtf",
			[]string{"damaged: a group has no end", "also a PDF: not read"}},
		{"a.pdf", pdf + word, "pdf", []string{"also a Word document: not read"}},
		{"a.pdf", pdf + readertest.Pack(t, "a.exe", "MZ"), "pdf", []string{"also an archive: not read"}},
		{"a.docx", pdf + word, "docx", []string{"also a PDF: not read"}},
		{"a.docx", "words" + word, "docx", []string{"damaged: bytes around the container"}},
		{"a.docx", readertest.Pack(t, "a", "b") + word, "docx", []string{"damaged: bytes around the container"}},
		{
			"a.txt", many + small, "text",
			[]string{"letters without a meaning in Unicode", "also a Word document: not read"},
		},
		{"a.html", "<p>" + many + "</p>" + readertest.Pack(t, "a", "b"), "html", []string{"also an archive: not read"}},
		{"a.docx", both, "docx", []string{"also a book (EPUB): not read"}},
		{"a.epub", both, "epub", []string{"damaged: META-INF/container.xml", "also a Word document: not read"}},
		{"a.docx", readertest.WordFile(t, readertest.WordParagraph("", "words"), "xl/workbook.xml", "<x/>"), "docx",
			[]string{"also a workbook of Excel: not read"}},
		{
			"a.docx",
			readertest.WordFile(t, readertest.WordParagraph("", "words"), "word/embeddings/a.xlsx",
				readertest.Pack(t, "mimetype", "xl/workbook")),
			"docx", nil,
		},
		{"a.txt", word, "docx", []string{"named as plain text, read as a Word document"}},
		{"a.txt", "<!doctype html><p>words</p>", "html", []string{"named as plain text, read as a page of HTML"}},
		{"a.md", "<!doctype html><p>words</p>", "html", nil},
		{"a.md", "<tt>words</tt> of a page", "markdown", nil},
		{"a.html", all["akn"].src, "html", []string{"also XML of Akoma Ntoso: not read"}},
		{"a.xml", all["akn"].src, "akn", nil},
		{"a.xml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>words</p></html>`, "html", nil},
		{"a.srt", "<!doctype html>\n1\n00:00:01,000 --> 00:00:02,000\nwords\n", "srt",
			[]string{"also a page of HTML: not read"}},
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,000\nthe <body> of words\n", "srt", nil},
		{"a.txt", "A text may say <office:document> and opendocument.text.", "text", nil},
		{"a", "words\n" + pdf, "pdf", []string{"also text before the PDF: not read"}},
		{"a", "words\n%PDF-1.7 is how it begins, it says.", "text", nil},
		{"a.docx", word + "\n" + pdf, "docx", []string{"damaged: bytes around the container"}},
		{"a.pdf", word + "\n" + pdf, "pdf", []string{"damaged", "also a Word document: not read"}},
		{"a.pdf", "\x1f\x8b\x08abc", "pdf", []string{"not a supported format: a compressed file"}},
		{"a.pdf", "words alone", "pdf", []string{"not a supported format: text that is named as a PDF"}},
		{"a.txt", "{\\rtf1 words}", "rtf", []string{"named as plain text, read as a rich text file"}},
	} {
		doc := readertest.ReadNamed(t, c.name, c.src)
		var got []string
		for _, g := range doc.Gaps {
			got = append(got, g.Reason)
			if g.Hint == "" {
				t.Errorf("%s %.40q: the gap %q names no remedy", c.name, c.src, g.Reason)
			}
		}
		if doc.Format != c.format || !slices.Equal(got, c.gaps) {
			t.Errorf(
				"%s %.40q: read as %s with the gaps %q, want %s with %q",
				c.name,
				c.src,
				doc.Format,
				got,
				c.format,
				c.gaps,
			)
		}
	}
}

func TestPlayersOfTextShowAllLines(t *testing.T) {
	const vtt = "WEBVTT the header\n\nNOTE the note\n\nname of the cue\n00:01.000 --> 00:02.000\nThe words.\n"
	for name, want := range map[string]string{
		"a.vtt": "The words.",
		"a.txt": "WEBVTT the header\nNOTE the note\nname of the cue\nThe words.",
	} {
		if doc := readertest.ReadNamed(t, name, vtt); doc.Text != want || len(doc.Gaps) > 0 {
			t.Errorf("%s: got %q, gaps %v, want %q", name, doc.Text, doc.Gaps, want)
		}
	}
	const srt = "No number.\n00:00:01,000 --> 00:00:02,000\nThe words.\n"
	if got, want := readertest.ReadNamed(t, "a.srt", srt).Text, "No number.\n\nThe words."; got != want {
		t.Errorf("a line before a time: got %q, want %q", got, want)
	}
}

// TestFilesThatStandInForDocumentsAreGaps: a file that only names where the document is has no
// findings, and is not clean.
func TestFilesThatStandInForDocumentsAreGaps(t *testing.T) {
	pointer := "version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("6f", 32) + "\nsize 90405\n"
	for _, ext := range []string{".txt", ".md", ".html", ".xml", ".pdf", ".docx", ".odt", ".epub", ".srt", ""} {
		doc := readertest.ReadNamed(t, "a"+ext, pointer)
		want := document.Gap{
			Reason: "not the document: a pointer of Git LFS",
			Hint:   "fetch the document with git lfs pull, and check again",
		}
		if len(doc.Gaps) != 1 || doc.Gaps[0] != want || doc.Text != "" {
			t.Errorf("a%s: gaps %v, text %q, want the gap %v", ext, doc.Gaps, doc.Text, want)
		}
	}
	for _, c := range []struct{ src, want string }{
		{"/annex/objects/SHA256E-s100--6f.pdf\n", "not the document: a pointer of git-annex"},
		{"[InternetShortcut]\r\nURL=https://example.org/\r\n", "not the document: a shortcut to a page"},
		{`{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}`,
			"not the document: a shortcut to a document of Google's"},
		{`<Error><Code>AccessDenied</Code><RequestId>1</RequestId></Error>`,
			"not the document: a server's refusal"},
		{`{"message":"Not Found","documentation_url":"https://example.org/"}`, "not the document: a server's refusal"},
		{`{"text": "See https://docs.google.com/ for the report."}`, ""},
		{"version https://git-lfs.github.com/spec/v1 is how a pointer begins.", ""},
	} {
		if got := readertest.Gaps(readertest.ReadNamed(t, "a.txt", c.src)); got != c.want {
			t.Errorf("%q: gaps %q, want %q", c.src, got, c.want)
		}
	}
}
