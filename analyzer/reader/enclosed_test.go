package reader_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/readertest"
)

const mailHead = "From: Ann <a@b.example>\r\nTo: c@d.example\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n" +
	"Subject: =?utf-8?q?A_plan_for_caf=C3=A9s?=\r\nMIME-Version: 1.0\r\n"

// mailOf makes a mail of a text in two forms and what is attached to it.
func mailOf(t testing.TB, attached string) string {
	part := func(head, body string) string { return "--x\r\n" + head + "\r\n\r\n" + body + "\r\n" }
	return mailHead + "Content-Type: multipart/mixed; boundary=x\r\n\r\nnot shown\r\n" +
		part("Content-Type: multipart/alternative; boundary=y", "--y\r\nContent-Type: text/plain\r\n\r\nThe "+
			"plain text.\r\n"+
			"--y\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"+
			"<p>A wave of refu=\r\ngees, caf=C3=A9.<blockquote type=3D\"cite\">They are <i>said</i> to "+
			"come.</blockquote>\r\n--y--\r\n") +
		part("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.docx\r\n"+
			"Content-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte(attached))) +
		part("Content-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\nContent-Transfer-Encoding: base64",
			"iVBORw0KGgo=") +
		"--x--\r\n"
}

func TestMailIsReadWithWhatIsAttached(t *testing.T) {
	word := readertest.WordFile(t, readertest.WordParagraph("", "Words of the attachment."))
	outlined(t, "a.eml", mailOf(t, word), "mail", `
title [sent 2024-01-01 10:00]: A plan for cafés
body [sent 2024-01-01 10:00]: A wave of refugees, café.
block quote [sent 2024-01-01 10:00]: They are said to come.
body [sent 2024-01-01 10:00 > a.docx > paragraph 1]: Words of the attachment.`, "")
	readertest.Suite(t, "mail", "mail", mailOf(t, word))
	plain := mailHead + "\r\nYou wrote:\r\n\r\n> A wave of\r\n> refugees.\r\n\r\nNo, it is not.\r\n\r\n" +
		"-----Original Message-----\r\nFrom: x\r\n\r\nOld words.\r\n"
	doc := readertest.ReadNamed(t, "-", plain)
	readertest.Same(t, "a plain mail", readertest.Outline(doc), `
title [sent 2024-01-01 10:00]: A plan for cafés
body [sent 2024-01-01 10:00]: You wrote:
block quote [sent 2024-01-01 10:00]: A wave of⏎refugees.
body [sent 2024-01-01 10:00]: No, it is not.
block quote [sent 2024-01-01 10:00]: -----Original Message-----⏎From: x
block quote [sent 2024-01-01 10:00]: Old words.`)
	at := strings.Index(doc.Text, "wave")
	if p := doc.Locate(document.Span{Start: at, End: at + 4}); p.Line != 9 || p.Column != 5 || p.Speaker != "" {
		t.Errorf("the quoted words are at %d:%d, spoken by %q, want 9:5", p.Line, p.Column, p.Speaker)
	}
	at = strings.Index(doc.Text, "No, it")
	if p := doc.Locate(document.Span{Start: at, End: at + 4}); p.Speaker != "Ann" {
		t.Errorf("the answer is spoken by %q, want Ann", p.Speaker)
	}
	readertest.Suite(t, "mail", "mail", plain)
	outlined(t, "a.eml", "Some words: no mail.", "mail", "body: Some words: no mail.", "")
	outlined(t, "a.eml", mailHead+"Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x--\r\n", "mail",
		"title [sent 2024-01-01 10:00]: A plan for cafés", "encrypted")
}

func TestMailboxIsReadMailByMail(t *testing.T) {
	src := "From a@b Mon Jan  1\n" + strings.ReplaceAll(mailHead, "\r", "") + "\nOne.\nFrom here it goes on.\n\n" +
		"From a@b Mon Jan  1\n" + strings.ReplaceAll(mailHead, "\r", "") + "\nTwo.\n"
	outlined(t, "a.mbox", src, "mail", `
title [mail 1 > sent 2024-01-01 10:00]: A plan for cafés
body [mail 1 > sent 2024-01-01 10:00]: One.⏎From here it goes on.
title [mail 2 > sent 2024-01-01 10:00]: A plan for cafés
body [mail 2 > sent 2024-01-01 10:00]: Two.`, "")
	readertest.Suite(t, "mail", "mbox", src)
}

func TestFilesOfAnArchiveAreDocuments(t *testing.T) {
	src := readertest.Pack(t, "a/one.txt", "First.\n\nA wave.\n", "two.docx",
		readertest.WordFile(t, readertest.WordParagraph("", "Words.")), "logo.png", "\x89PNG\r\n\x1a\n", "more.zip",
		readertest.Pack(t, "x", "y"),
		"old.xls", "\xD0\xCF\x11\xE0W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "talk.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nA flood.\n", "three.pdf", smallPDF())
	doc := readertest.ReadNamed(t, "a.zip", src)
	readertest.Same(t, "an archive", readertest.Outline(doc), `
body [a/one.txt > line 1]: First.
body [a/one.txt > line 3]: A wave.
body [two.docx > paragraph 1]: Words.
body [talk.srt > 1s]: A flood.
body [three.pdf > page 1]: words of the PDF`)
	if got, want := readertest.Gaps(doc), "not a supported format: an archive in the archive\nnot a supported "+
		"format: a legacy spreadsheet"; got != want {
		t.Errorf("gaps %q, want %q", got, want)
	}
	if hint := doc.Gaps[1].Hint; !strings.HasPrefix(hint, "old.xls: ") {
		t.Errorf("the hint %q does not name the file", hint)
	}
	readertest.Suite(t, "zip", "zip", src)
}

// TestWhatIsInAnArchiveIsBounded: the bounds hold for all files in one together.
func TestWhatIsInAnArchiveIsBounded(t *testing.T) {
	var files []string
	for i := range 30 {
		files = append(files, fmt.Sprintf("%d.txt", i), strings.Repeat("Some words. ", 100))
	}
	src := readertest.Pack(t, files...)
	for _, l := range []reader.Limits{{Members: 20}, {Inflated: 5000}, {Text: 5000}, {Blocks: 10}, {Part: 100}} {
		if !limited(t, "zip", src, l) {
			t.Errorf("%+v: no gap says so", l)
		}
	}
}

func FuzzMail(f *testing.F) {
	readertest.Fuzz(f, "mail", mailOf(f, "words"), "From a\n"+mailHead+"\n> x\n")
}
func FuzzZIP(f *testing.F) {
	fuzz(f, "zip", func(t testing.TB, body string) string {
		return readertest.Pack(t, "a.txt", body, "b.html",
			body)
	}, "A <b>wave")
}
