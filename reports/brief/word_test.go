package brief

import (
	"strings"
	"testing"

	"refrain/analyzer"
	head "refrain/project/letterhead"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

var network = head.Letterhead{
	Organisation: "Network & <Friends>", Introduction: "First.\n\nSecond.", Date: "1 May", Contact: "ask@example.org",
	Paper: head.Letter,
	Logo:  &head.Logo{Type: "image/svg+xml", Data: []byte(`<svg viewBox="0 0 2 1"/>`), Width: 2, Height: 1},
}

// TestWordBriefIsMadeOfStyles: who edits it finds headings, a table whose titles come again on the
// next page, links, and the organisation's own words.
func TestWordBriefIsMadeOfStyles(t *testing.T) {
	o := stream.Options{File: "a.docx", Letterhead: network}
	in := reporttest.Several(t)
	in[1].Doc.Name = "a\u202e.txt"
	file := report(t, o, reporttest.FixtureRun, in, nil)
	if !Began(file[:512]) {
		t.Error("the file is not known for ours by how it begins")
	}
	if again := report(t, o, reporttest.FixtureRun, in, nil); again != file {
		t.Error("the same documents give another file")
	}
	parts := reporttest.Unpacked(t, file)
	for name, want := range map[string][]string{
		"word/document.xml": {
			`<w:pStyle w:val="Title"/>`, `<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="ListNumber"/>`, `<w:tblHeader/>`,
			`<w:pgSz w:w="12240" w:h="15840"/>`, "Network &amp; &lt;Friends&gt;", ">Second.<", "1 May", "ask@example.org",
			`<w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">flood of refugees`, `w:anchor="reason1"`,
			`w:name="reason1"`, `descr="Logo of Network &amp; &lt;Friends&gt;"`, "a‹U+202E›.txt",
		},
		"word/styles.xml":              {`<w:name w:val="heading 1"/>`, `w:type="table"`},
		"word/media/logo.svg":          {"<svg "},
		"word/media/logo.png":          {"PNG"},
		"docProps/core.xml":            {"<dc:title>Wording to consider in 5 documents</dc:title>"},
		"word/_rels/document.xml.rels": {`Target="media/logo.svg"`},
	} {
		for _, w := range want {
			if !strings.Contains(parts[name], w) {
				t.Errorf("%s does not hold %q:\n%s", name, w, parts[name])
			}
		}
	}
	for name, content := range parts {
		if strings.Contains(content, "1970") || strings.Contains(content, "\u202e") {
			t.Errorf("%s has a date, or characters that nobody sees: %s", name, content)
		}
	}
}

func TestHTMLBriefHasTheLetterhead(t *testing.T) {
	page := report(t, stream.Options{File: "a.html", Letterhead: network}, reporttest.FixtureRun, reporttest.Clean(), nil)
	for _, want := range []string{
		`<img src="data:image/svg+xml;base64,`, `alt="Logo of Network &amp; &lt;Friends&gt;"`, "size: Letter;",
		`<p class="call">First.</p>`, "img-src data:",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "Call to action 3") {
		t.Error("an introduction of one's own does not replace the usual one")
	}
}

// TestUsersFoldersAreNotInABrief: it is forwarded.
func TestUsersFoldersAreNotInABrief(t *testing.T) {
	r := sections(t, "/home/somebody/secret/a.pdf", 1, 2)
	r.Findings[1].Record = analyzer.Record{State: analyzer.Waived, Reason: "a title", Where: "w.yaml:1:1"}
	for _, file := range []string{"", "a.html"} {
		text := report(t, stream.Options{File: file}, reporttest.FixtureRun, []*analyzer.Report{r, reporttest.Missing()}, nil)
		if strings.Contains(text, "somebody") || !strings.Contains(text, "a.pdf") {
			t.Errorf("got %s", text)
		}
	}
}
