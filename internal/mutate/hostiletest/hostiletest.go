// Package hostiletest makes documents that nobody writes: texts of which every character, word,
// line or element is a thing that costs a reader memory. They show what a document costs at the
// worst. It is used by tests and by the tool mutate.
package hostiletest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// Text is a document of one repeated thing.
type Text struct {
	Name  string // of its file: what is repeated, and the extension of its format
	Bytes int    // of its text, unpacked, at which it is worth a look
	body  func(w *bufio.Writer, size int)
	pack  func(w io.Writer, body func(io.Writer) error) error // into a container; nil for none
}

// Write writes the document with at least so many bytes, unpacked. The same size gives the same
// bytes.
func (t Text) Write(w io.Writer, size int) error {
	body := func(w io.Writer) error {
		b := bufio.NewWriter(w)
		t.body(b, size)
		return b.Flush()
	}
	if t.pack != nil {
		return t.pack(w, body)
	}
	return body(w)
}

// ByName is the text with a name. It panics where there is none.
func ByName(name string) Text {
	for _, t := range Texts {
		if t.Name == name {
			return t
		}
	}
	panic("hostiletest: no text is called " + name)
}

// String is the document as a string.
func (t Text) String(size int) string {
	var b strings.Builder
	if err := t.Write(&b, size); err != nil {
		panic(err) // A builder takes everything.
	}
	return b.String()
}

const mb = 1_000_000

// Texts are the documents. Their names are unique.
var Texts = []Text{
	{Name: "ligatures.txt", Bytes: 150 * mb, body: repeated("\uFB01 ")},
	{Name: "ligatures-in-words.txt", Bytes: 32 * mb, body: repeated("a\uFB01b\uFB03")},
	{Name: "soft-hyphens.txt", Bytes: 64 * mb, body: repeated("a\u00AD")},
	{Name: "zero-width.txt", Bytes: 64 * mb, body: repeated("a\u200Bb\u200D")},
	{Name: "accents.txt", Bytes: 64 * mb, body: repeated("e\u0301 ")},
	{Name: "long-accents.txt", Bytes: 16 * mb, body: repeated("a" + strings.Repeat("\u0301\u0323", 14))},
	{Name: "full-width.txt", Bytes: 64 * mb, body: repeated("\uFF41\uFF42\u3000")},
	{Name: "mathematical.txt", Bytes: 32 * mb, body: repeated("\U0001D41A ")},
	{Name: "raised.txt", Bytes: 32 * mb, body: repeated("word\u00B9")},
	{Name: "no-break.txt", Bytes: 32 * mb, body: repeated("a\u00A0")},
	{Name: "tabs.txt", Bytes: 64 * mb, body: repeated("a\t")},
	{Name: "control.txt", Bytes: 32 * mb, body: repeated("a\x01")},
	{Name: "carriage-returns.txt", Bytes: 64 * mb, body: repeated("a\r")},
	{Name: "crlf.txt", Bytes: 64 * mb, body: repeated("a\r\n")},
	{Name: "line-ends.txt", Bytes: 64 * mb, body: repeated("mi-\n")},
	{Name: "line-ends-all-different.txt", Bytes: 32 * mb, body: func(w *bufio.Writer, size int) {
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(w, "%s-\n%s ", word(i), word(i*7+1))
			n += m
		}
	}},
	{Name: "one-letter-words.txt", Bytes: 150 * mb, body: repeated("a ")},
	{Name: "one-letter-lines.txt", Bytes: 64 * mb, body: repeated("a\n")},
	{Name: "one-letter-paragraphs.txt", Bytes: 64 * mb, body: repeated("a\n\n")},
	{Name: "no-words.txt", Bytes: 64 * mb, body: repeated("......... ")},
	{Name: "one-word.txt", Bytes: 64 * mb, body: repeated("abcdefgh")},
	{Name: "quotations.txt", Bytes: 32 * mb, body: repeated("\u201Ca\u201D ")},
	{Name: "terms.txt", Bytes: 64 * mb, body: repeated("migrants ")},
	{Name: "findings.txt", Bytes: 8 * mb, body: repeated("A flood of illegal migrants. ")},
	{Name: "tagged.txt", Bytes: 8 * mb, body: repeated("illegal young migrants ")},
	{Name: "mail.txt", Bytes: 32 * mb, body: repeated("> a\n")},
	{Name: "page-marks.txt", Bytes: 32 * mb, body: repeated("a\n\n[[Page 1]]\n\nb\n")},
	{Name: "latin1.txt", Bytes: 64 * mb, body: repeated("\xE9\x80 ")},
	{Name: "utf16.txt", Bytes: 64 * mb, body: func(w *bufio.Writer, size int) {
		w.WriteString("\xFF\xFE")
		var unit []byte
		for _, u := range utf16.Encode([]rune("\uFB01a ")) {
			unit = append(unit, byte(u), byte(u>>8))
		}
		for n := 0; n < size; n += len(unit) {
			w.Write(unit)
		}
	}},

	{Name: "entities.html", Bytes: 32 * mb, body: page(repeated("&eacute;"))},
	{Name: "numeric.html", Bytes: 32 * mb, body: page(repeated("a&#101;"))},
	{Name: "long-entities.html", Bytes: 32 * mb, body: page(repeated("a&CounterClockwiseContourIntegral;"))},
	{Name: "emphasis.html", Bytes: 32 * mb, body: page(repeated("<i>a</i>"))},
	{Name: "spans.html", Bytes: 32 * mb, body: page(repeated("a<b>"))},
	{Name: "paragraphs.html", Bytes: 32 * mb, body: page(repeated("<p>a"))},
	{Name: "blanks.html", Bytes: 32 * mb, body: page(repeated("a  "))},
	{Name: "breaks.html", Bytes: 32 * mb, body: page(repeated("a<br>"))},
	{Name: "cells.html", Bytes: 32 * mb, body: page(func(w *bufio.Writer, size int) {
		w.WriteString("<table><tr>")
		repeated("<td>a")(w, size)
	})},
	{Name: "deep.html", Bytes: 16 * mb, body: page(repeated("<div>a"))},
	{Name: "attribute.html", Bytes: 32 * mb, body: page(func(w *bufio.Writer, size int) {
		w.WriteString(`<p class="`)
		repeated("a ")(w, size)
		w.WriteString(`">text</p>`)
	})},

	{Name: "emphasis.md", Bytes: 4 * mb, body: repeated("*a* b ")},
	{Name: "emphasis-large.md", Bytes: 32 * mb, body: repeated("*a* b ")},
	{Name: "items.md", Bytes: 4 * mb, body: repeated("- a\n")},
	{Name: "links.md", Bytes: 4 * mb, body: repeated("[a](b)\n")},
	{Name: "cells.md", Bytes: 4 * mb, body: func(w *bufio.Writer, size int) {
		w.WriteString("|a|b|\n|-|-|\n")
		repeated("|a|b|\n")(w, size)
	}},
	{Name: "entities.md", Bytes: 4 * mb, body: repeated("a&eacute;")},

	{Name: "elements.xml", Bytes: 32 * mb, body: rooted(repeated("<e>a</e>"))},
	{Name: "elements-all-different.xml", Bytes: 32 * mb, body: rooted(func(w *bufio.Writer, size int) {
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(w, "<%s>a</%[1]s>", word(i))
			n += m
		}
	})},
	{Name: "entities.xml", Bytes: 32 * mb, body: rooted(repeated("a&#233;"))},
	{Name: "attributes.xml", Bytes: 16 * mb, body: rooted(func(w *bufio.Writer, size int) {
		w.WriteString("<e")
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(w, ` a%d=""`, i)
			n += m
		}
		w.WriteString(">text</e>")
	})},

	{Name: "cues.srt", Bytes: 32 * mb, body: func(w *bufio.Writer, size int) {
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(
				w, "%d\n%02d:%02d:%02d,000 --> %02[2]d:%02[3]d:%02[4]d,500\na\n\n", i+1, i/3600%100, i/60%60, i%60,
			)
			n += m
		}
	}},
	{Name: "cues.vtt", Bytes: 32 * mb, body: func(w *bufio.Writer, size int) {
		w.WriteString("WEBVTT\n\n")
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(w, "%02d:%02d.000 --> %02[1]d:%02[2]d.500\n<v %[3]s>a\n\n", i/60%60, i%60, word(i))
			n += m
		}
	}},
	{Name: "cues.ttml", Bytes: 32 * mb, body: func(w *bufio.Writer, size int) {
		w.WriteString(`<tt xmlns="http://www.w3.org/ns/ttml"><body><div>`)
		for i, n := 0, 0; n < size; i++ {
			m, _ := fmt.Fprintf(w, `<p begin="%ds" end="%[1]d.5s">a</p>`, i)
			n += m
		}
		w.WriteString("</div></body></tt>")
	}},

	{Name: "ligatures.docx", Bytes: 28 * mb, body: wordBody(repeated("<w:p><w:r><w:t>" +
		strings.Repeat("\uFB01 ", 3500) + "</w:t></w:r></w:p>")), pack: packedDOCX},
	{Name: "letters.docx", Bytes: 64 * mb, body: wordBody(func(w *bufio.Writer, size int) {
		w.WriteString("<w:p>")
		repeated("<w:r><w:t>a</w:t></w:r>")(w, size)
		w.WriteString("</w:p>")
	}), pack: docx},
	{Name: "italics.docx", Bytes: 64 * mb, body: wordBody(func(w *bufio.Writer, size int) {
		w.WriteString("<w:p>")
		repeated("<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>")(w, size)
		w.WriteString("</w:p>")
	}), pack: docx},
	{Name: "entities.docx", Bytes: 64 * mb, body: wordBody(repeated("<w:p><w:r><w:t>" +
		strings.Repeat("a&#x301;", 3000) + "</w:t></w:r></w:p>")), pack: docx},
	{Name: "hyphens.docx", Bytes: 64 * mb, body: wordBody(repeated("<w:p><w:r>" +
		strings.Repeat("<w:t>a</w:t><w:softHyphen/>", 3000) + "</w:r></w:p>")), pack: docx},
	{Name: "paragraphs.docx", Bytes: 32 * mb, body: wordBody(repeated("<w:p><w:r><w:t>a</w:t></w:r></w:p>")), pack: docx},
	{Name: "cells.docx", Bytes: 64 * mb, body: wordBody(func(w *bufio.Writer, size int) {
		w.WriteString("<w:tbl><w:tr>")
		repeated("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>")(w, size)
		w.WriteString("</w:tr></w:tbl>")
	}), pack: docx},
	{Name: "letters.odt", Bytes: 64 * mb, body: openDocument(func(w *bufio.Writer, size int) {
		w.WriteString("<text:p>")
		repeated("<text:span>a</text:span>b")(w, size)
		w.WriteString("</text:p>")
	}), pack: odt},
	{Name: "spaces.odt", Bytes: 64 * mb, body: openDocument(func(w *bufio.Writer, size int) {
		w.WriteString("<text:p>")
		repeated("a<text:s/>\u00AD")(w, size)
		w.WriteString("</text:p>")
	}), pack: odt},
	{Name: "chapters.epub", Bytes: 32 * mb, body: repeated("<p>a&eacute;<i>b</i></p>"), pack: epub},

	{Name: "letters.pdf", Bytes: 4 * mb, body: pieces(func(i int) string {
		return fmt.Sprintf("1 0 0 1 %d %d Tm(a)Tj\n", i%60*10, i/60%80*10)
	}), pack: pdf},
	{Name: "words.pdf", Bytes: 16 * mb, body: pieces(func(i int) string {
		return fmt.Sprintf("1 0 0 1 %d %d Tm(flood of x)Tj\n", i%20*30, i/20%80*10)
	}), pack: pdf},
	{Name: "long-lines.pdf", Bytes: 16 * mb, body: pieces(func(i int) string {
		return fmt.Sprintf("1 0 0 1 0 %d Tm(%s)Tj\n", i%80*10, strings.Repeat("a ", 2000))
	}), pack: pdf},
}

// repeated repeats a thing.
func repeated(thing string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, size int) {
		for n := 0; n < size; n += len(thing) {
			w.WriteString(thing)
		}
	}
}

// word is a word of small letters for each number.
func word(n int) string {
	b := []byte{'q'}
	for n = max(n, -n); n > 0; n /= 26 {
		b = append(b, byte('a'+n%26))
	}
	return string(b)
}

func around(before string, body func(*bufio.Writer, int), after string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, size int) {
		w.WriteString(before)
		body(w, size)
		w.WriteString(after)
	}
}

func page(body func(*bufio.Writer, int)) func(*bufio.Writer, int) {
	return around("<!doctype html><html><body>", body, "</body></html>")
}

func rooted(body func(*bufio.Writer, int)) func(*bufio.Writer, int) {
	return around("<root><para>", body, "</para></root>")
}

func wordBody(body func(*bufio.Writer, int)) func(*bufio.Writer, int) {
	const space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	return around(`<w:document xmlns:w="`+space+`"><w:body>`, body, "</w:body></w:document>")
}

func openDocument(body func(*bufio.Writer, int)) func(*bufio.Writer, int) {
	const space = "urn:oasis:names:tc:opendocument:xmlns:"
	return around(`<office:document-content xmlns:office="`+space+`office:1.0" xmlns:text="`+space+`text:1.0">`+
		"<office:body><office:text>", body, "</office:text></office:body></office:document-content>")
}

// zipped writes a container of which the last member is the body; the others have their content.
func zipped(w io.Writer, method uint16, body func(io.Writer) error, names ...string) error {
	z := zip.NewWriter(w)
	for i := 0; i < len(names); i += 2 {
		f, err := z.CreateHeader(&zip.FileHeader{Name: names[i], Method: method})
		if err != nil {
			return err
		}
		if i+1 < len(names) {
			_, err = io.WriteString(f, names[i+1])
		} else {
			err = body(f)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// docx is not packed: what shrinks to less than a hundredth has a limit of its own.
func docx(w io.Writer, body func(io.Writer) error) error {
	return zipped(w, zip.Store, body, "[Content_Types].xml", "<Types/>", "word/document.xml")
}

func packedDOCX(w io.Writer, body func(io.Writer) error) error {
	return zipped(w, zip.Deflate, body, "[Content_Types].xml", "<Types/>", "word/document.xml")
}

func odt(w io.Writer, body func(io.Writer) error) error {
	return zipped(w, zip.Store, body, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml")
}

// epub writes a book of chapters of a kilobyte, each of them the start of the body.
func epub(w io.Writer, body func(io.Writer) error) error {
	const chapter = 1 << 11
	var all bytes.Buffer
	if err := body(&all); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	add := func(name, content string) error {
		f, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(f, content)
		}
		return err
	}
	var items, order strings.Builder
	chapters := min(all.Len()/chapter+1, 19_000)
	for i := range chapters {
		fmt.Fprintf(&items, `<item id="c%d" href="c%[1]d.xhtml" media-type="application/xhtml+xml"/>`, i)
		fmt.Fprintf(&order, `<itemref idref="c%d"/>`, i)
	}
	for _, f := range [][2]string{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
			`<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		{"a.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest>` + items.String() +
			"</manifest><spine>" + order.String() + "</spine></package>"},
	} {
		if err := add(f[0], f[1]); err != nil {
			return err
		}
	}
	text := string(all.Next(chapter))
	text = text[:strings.LastIndex(text, "<p>")]
	for i := range chapters {
		page := `<html xmlns="http://www.w3.org/1999/xhtml"><body>` + text + "</body></html>"
		if err := add(fmt.Sprintf("c%d.xhtml", i), page); err != nil {
			return err
		}
	}
	return z.Close()
}

// pieces is what draws text on a page, a piece for each number.
func pieces(piece func(i int) string) func(*bufio.Writer, int) {
	return func(w *bufio.Writer, size int) {
		for i, n := 0, 0; n < size; i++ {
			s := piece(i)
			w.WriteString(s)
			n += len(s)
		}
	}
}

// pdf writes a file of pages with some hundred kilobytes of content each, in compressed streams.
func pdf(w io.Writer, body func(io.Writer) error) error {
	const most = 256 << 10
	var all bytes.Buffer
	if err := body(&all); err != nil {
		return err
	}
	var streams [][]byte
	for all.Len() > 0 {
		var content bytes.Buffer
		content.WriteString("BT /F1 8 Tf\n")
		for all.Len() > 0 && content.Len() < most {
			line, _ := all.ReadBytes('\n')
			content.Write(line)
		}
		content.WriteString("ET\n")
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		z.Write(content.Bytes()) // A buffer takes everything.
		z.Close()
		streams = append(streams, packed.Bytes())
	}
	var out bytes.Buffer
	var offsets []int
	object := func(text string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), text)
	}
	out.WriteString("%PDF-1.7\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range streams {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(streams), kids.String()))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
	for i, s := range streams {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents %d 0 R "+
			"/Resources << /Font << /F1 3 0 R >> >> >>", 5+2*i))
		object(fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", len(s), s))
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, table)
	_, err := out.WriteTo(w)
	return err
}
