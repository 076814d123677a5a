package word

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// changed makes a change of the words in brackets of a body: several pairs are the words of one change.
func changed(t *testing.T, body, instead string, more ...string) (text string, kept Kept) {
	t.Helper()
	clean := strings.NewReplacer("[", "", "]", "").Replace(body)
	src := wordFile(clean, more...)
	at := strings.Index(part(t, src, "word/document.xml"), clean)
	c := Change{Part: "word/document.xml", New: instead}
	for from := strings.IndexByte(body, '['); from >= 0; from = strings.IndexByte(body, '[') {
		to := strings.IndexByte(body, ']') - 1
		c.Words = append(c.Words, document.Span{Start: at + from, End: at + to})
		body = body[:from] + body[from+1:to+1] + body[to+2:]
	}
	copy := &Copy{Author: "refrain", Initials: "R"}
	tracked, err := copy.Track(src, []Change{c})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := tracked.box.write(&b); err != nil {
		t.Fatal(err)
	}
	_, text, _ = strings.Cut(part(t, b.String(), "word/document.xml"), "<w:body>")
	text, _, _ = strings.Cut(text, "</w:body>")
	return text, tracked.Kept[0]
}

func TestWordsAreDeletedAndOthersInserted(t *testing.T) {
	const (
		kept = ` xml:space="preserve"`
		del  = `<w:del w:id="1" w:author="refrain">`
		bold = `<w:rPr><w:b/></w:rPr>`
	)
	ins := func(id, look, words string) string {
		return `<w:ins w:id="` + id + `" w:author="refrain"><w:r>` + look + `<w:t` + kept + `>` + words + `</w:t></w:r></w:ins>`
	}
	gone := func(id, look, words string) string {
		return `<w:del w:id="` + id + `" w:author="refrain"><w:r>` + look + `<w:delText` + kept + `>` + words +
			`</w:delText></w:r></w:del>`
	}
	for name, c := range map[string]struct{ body, want string }{
		"a whole run": {
			`<w:p><w:r><w:t>[ab]</w:t></w:r></w:p>`, `<w:p>` + gone("1", "", "ab") + ins("2", "", "X &amp; Y") + `</w:p>`,
		},
		"its middle, with its look": {
			`<w:p><w:r w:rsidR="1">` + bold + `<w:t>a [b] c</w:t></w:r></w:p>`,
			`<w:p><w:r w:rsidR="1">` + bold + `<w:t` + kept + `>a </w:t></w:r>` + del + `<w:r w:rsidR="1">` + bold +
				`<w:delText` + kept + `>b</w:delText></w:r></w:del>` + ins("2", bold, "X &amp; Y") +
				`<w:r w:rsidR="1">` + bold + `<w:t` + kept + `> c</w:t></w:r></w:p>`,
		},
		"over two runs, with the look of most words": {
			`<w:p><w:r><w:t>x [a]</w:t></w:r><w:r>` + bold + `<w:t>[bcd]</w:t></w:r></w:p>`,
			`<w:p><w:r><w:t` + kept + `>x </w:t></w:r>` + gone("1", "", "a") + gone("2", bold, "bcd") +
				ins("3", bold, "X &amp; Y") + `</w:p>`,
		},
		"into a link": {
			`<w:p><w:r><w:t>[a]</w:t></w:r><w:hyperlink><w:r><w:t>[b]c</w:t></w:r></w:hyperlink></w:p>`,
			`<w:p>` + gone("1", "", "a") + `<w:hyperlink>` + gone("2", "", "b") + ins("3", "", "X &amp; Y") +
				`<w:r><w:t` + kept + `>c</w:t></w:r></w:hyperlink></w:p>`,
		},
		"around a footnote, which stays": {
			`<w:p><w:r><w:t>[a]</w:t><w:footnoteReference w:id="2"/><w:t>[b]</w:t></w:r></w:p>`,
			`<w:p>` + gone("1", "", "a") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + gone("3", "", "b") +
				ins("4", "", "X &amp; Y") + `</w:p>`,
		},
		"with a tab between words": {
			`<w:p><w:r><w:t>[a]</w:t><w:tab/><w:t>[b]c</w:t></w:r></w:p>`,
			`<w:p>` + del + `<w:r><w:delText` + kept + `>a</w:delText><w:tab/><w:delText` + kept +
				`>b</w:delText></w:r></w:del>` + ins("2", "", "X &amp; Y") + `<w:r><w:t` + kept + `>c</w:t></w:r></w:p>`,
		},
		"with what was folded away between them": {
			`<w:p><w:r><w:t>[a ] [b]c</w:t></w:r></w:p>`,
			`<w:p>` + gone("1", "", "a  b") + ins("2", "", "X &amp; Y") + `<w:r><w:t` + kept + `>c</w:t></w:r></w:p>`,
		},
		"in what somebody has inserted": {
			`<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>a [b] c</w:t></w:r></w:ins></w:p>`,
			`<w:p><w:ins w:id="1" w:author="A"><w:r><w:t` + kept + `>a </w:t></w:r>` + gone("2", "", "b") + `</w:ins>` +
				ins("3", "", "X &amp; Y") + `<w:ins w:id="4" w:author="A"><w:r><w:t` + kept + `> c</w:t></w:r></w:ins></w:p>`,
		},
		"at the end of what somebody has inserted": {
			`<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>[b]</w:t></w:r></w:ins></w:p>`,
			`<w:p><w:ins w:id="1" w:author="A">` + gone("2", "", "b") + `</w:ins>` + ins("3", "", "X &amp; Y") + `</w:p>`,
		},
		"in a run whose look somebody has changed": {
			`<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>a[b]</w:t></w:r></w:p>`,
			`<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t` + kept +
				`>a</w:t></w:r><w:del w:id="2" w:author="refrain"><w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="A"><w:rPr/>` +
				`</w:rPrChange></w:rPr><w:delText` + kept + `>b</w:delText></w:r></w:del>` + ins("4", bold, "X &amp; Y") + `</w:p>`,
		},
		"with blanks that count not": {
			`<w:p><w:r><w:t> [a] </w:t></w:r></w:p>`,
			`<w:p><w:r><w:t> </w:t></w:r>` + gone("1", "", "a") + ins("2", "", "X &amp; Y") + `<w:r><w:t> </w:t></w:r></w:p>`,
		},
	} {
		text, refused := changed(t, c.body, "X & Y")
		if text != c.want || refused != "" {
			t.Errorf("%s: got %s (%s)\nwant %s", name, text, refused, c.want)
		}
	}
}

// What cannot be changed safely stays as it is, and the reason is said.
func TestWordsThatCannotBeChangedStay(t *testing.T) {
	field := func(code string) string {
		return `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ` + code + ` </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>[a]</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
	}
	run := `<w:r><w:t>[a]</w:t></w:r>`
	for name, c := range map[string]struct {
		body string
		want Kept
	}{
		"a table of contents": {field(`TOC \o`), InField},
		"a link":              {field(`HYPERLINK "https://example.org"`), ""},
		"a short field":       {`<w:p><w:fldSimple w:instr="REF a">` + run + `</w:fldSimple></w:p>`, InField},
		"a date":              {`<w:p><w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>` + run + `</w:sdtContent></w:sdt></w:p>`, InControl},
		"a locked control": {
			`<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent><w:p>` + run + `</w:p></w:sdtContent></w:sdt>`,
			InControl,
		},
		"a control that cannot be deleted": {
			`<w:p><w:sdt><w:sdtPr><w:lock w:val="sdtLocked"/></w:sdtPr><w:sdtContent>` + run + `</w:sdtContent></w:sdt></w:p>`,
			"",
		},
		"a control around paragraphs": {
			`<w:sdt><w:sdtPr/><w:sdtContent><w:p>` + run + `</w:p></w:sdtContent></w:sdt>`, InBlock,
		},
		"a text box": {
			`<w:p><w:r><w:pict><w:txbxContent><w:p>` + run + `</w:p></w:txbxContent></w:pict></w:r></w:p>`, InDrawing,
		},
		"words that were moved": {`<w:p><w:moveTo w:id="1">` + run + `</w:moveTo></w:p>`, InMove},
		"two paragraphs":        {`<w:p>` + run + `</w:p><w:p>` + run + `</w:p>`, InParts},
		"a CDATA section":       {`<w:p><w:r><w:t><![CDATA[[a]]]></w:t></w:r></w:p>`, Unusual},
		"a tag":                 {`<w:p><w:r [w:rsidR="1"]><w:t>a</w:t></w:r></w:p>`, NotThere},
		"a cell":                {`<w:tbl><w:tr><w:tc><w:p>` + run + `</w:p></w:tc></w:tr></w:tbl>`, ""},
	} {
		text, refused := changed(t, c.body, "X")
		if refused != c.want {
			t.Errorf("%s: got %q, want %q", name, refused, c.want)
		}
		if clean := strings.NewReplacer("[", "", "]", "").Replace(c.body); c.want != "" && text != clean {
			t.Errorf("%s: the text has become %s", name, text)
		}
	}
}

func TestProtectedDocumentsAreNotChanged(t *testing.T) {
	links := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" ` +
		`Target="settings.xml"/></Relationships>`
	for attrs, want := range map[string]error{
		`w:edit="readOnly" w:enforcement="1"`:       ErrProtected,
		`w:edit="forms" w:enforcement="true"`:       ErrProtected,
		`w:edit="readOnly" w:enforcement="0"`:       nil,
		`w:edit="readOnly"`:                         nil,
		`w:edit="trackedChanges" w:enforcement="1"`: nil,
	} {
		src := wordFile(
			`<w:p><w:r><w:t>a</w:t></w:r></w:p>`, "word/_rels/document.xml.rels", links, "word/settings.xml",
			`<w:settings xmlns:w="`+wordNamespace+`"><w:documentProtection `+attrs+`/></w:settings>`,
		)
		if _, err := (&Copy{}).Track(src, nil); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", attrs, err, want)
		}
	}
}

// Notes are put where their words are after the changes.
func TestNotesFindTheirWordsAfterChanges(t *testing.T) {
	body := `<w:p><w:r><w:t>one two three</w:t></w:r></w:p><w:p><w:r><w:t>four</w:t></w:r></w:p>`
	src := wordFile(body)
	main := part(t, src, "word/document.xml")
	span := func(words string) document.Span {
		at := strings.Index(main, words)
		return document.Span{Start: at, End: at + len(words)}
	}
	c := &Copy{Author: "refrain", Initials: "R"}
	tracked, err := c.Track(src, []Change{{Part: "word/document.xml", Words: []document.Span{span("two")}, New: "2"}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var notes []Note
	for _, words := range []string{"one", "three", "four"} {
		notes = append(
			notes,
			Note{Part: "word/document.xml", Source: span(words), Lines: []Line{{Text: "on " + words}}},
		)
	}
	if err := tracked.Write(&b, notes); err != nil {
		t.Fatal(err)
	}
	text := part(t, b.String(), "word/document.xml")
	for i, words := range []string{"one", "three", "four"} {
		id := string(rune('0' + i))
		_, rest, _ := strings.Cut(text, `<w:commentRangeStart w:id="`+id+`"/>`)
		rest, _, ok := strings.Cut(rest, `<w:commentRangeEnd w:id="`+id+`"/>`)
		if got := plain(rest); !ok || got != words {
			t.Errorf("the comment on %q is on %q: %s", words, got, text)
		}
	}
}

// plain are the words of a stretch of XML.
func plain(text string) string {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader("<a>" + text))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		if words, ok := token.(xml.CharData); ok {
			b.Write(words)
		}
	}
}

// FuzzTrack makes changes to documents that are damaged or odd. Nothing panics, and what is written
// gives the text of the original back when its changes are rejected.
func FuzzTrack(f *testing.F) {
	for _, body := range []string{
		`<w:p><w:r><w:t>one two</w:t></w:r></w:p>`,
		`<w:p><w:ins w:id="1" w:author="A"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> one</w:t><w:tab/>` +
			`<w:t>two </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>x &amp; y</w:t></w:r></w:hyperlink></w:p>`,
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK</w:instrText><w:fldChar w:fldCharType="separate"/>` +
			`<w:t>two</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
	} {
		f.Add(body, 15, 4, 30, 3)
		f.Add(body, 0, len(body), 10, 200)
	}
	f.Fuzz(func(t *testing.T, body string, a, n, b, m int) {
		src := wordFile(body)
		spans := []document.Span{{Start: a, End: a + n}, {Start: b, End: b + m}}
		slices.SortFunc(spans, func(a, b document.Span) int { return a.Start - b.Start })
		if a < 0 || b < 0 || n < 0 || m < 0 || a > 1<<20 || b > 1<<20 || n > 1<<20 || m > 1<<20 ||
			spans[0].Overlaps(spans[1]) {
			return
		}
		changes := []Change{
			{
				Part:  "word/document.xml",
				Words: spans[:1],
				New:   "new <words>",
			}, {Part: "word/document.xml", Words: spans[1:]},
		}
		tracked, err := (&Copy{Author: "refrain"}).Track(src, changes)
		if err != nil {
			return
		}
		var out strings.Builder
		if err := tracked.Write(&out, nil); err != nil {
			if errors.Is(err, ErrDamaged) {
				return
			}
			t.Fatal(err)
		}
		before, after := part(t, src, "word/document.xml"), part(t, out.String(), "word/document.xml")
		if got, want := rejected(after), rejected(before); got != want {
			t.Errorf("rejecting the changes gives\n%s\nand not\n%s", got, want)
		}
	})
}

// rejected is the text of a part without our changes.
func rejected(text string) string {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(text))
	ours, depth := 0, 0
	var names []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return b.String()
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			names = append(names, token.Name.Local)
			if token.Name.Local == "ins" && ours == 0 && slices.ContainsFunc(token.Attr, func(a xml.Attr) bool {
				return a.Name.Local == "author" && a.Value == "refrain"
			}) {
				ours = depth
			}
			if ours == 0 && slices.Contains([]string{"tab", "br", "p", "cr"}, token.Name.Local) {
				b.WriteString("<" + token.Name.Local + ">")
			}
		case xml.EndElement:
			if depth == ours {
				ours = 0
			}
			depth--
			names = names[:len(names)-1]
		case xml.CharData:
			if ours == 0 && len(names) > 0 && slices.Contains([]string{"t", "delText"}, names[len(names)-1]) {
				b.Write(token)
			}
		}
	}
}
