package word

import (
	"archive/zip"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/document"
)

// wordFile packs a Word document whose body and further parts are given, by name and content in
// turn.
func wordFile(body string, more ...string) string {
	root := `<w:document xmlns:w="` + wordNamespace +
		`" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">`
	return packed(append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml", root + `<w:body>` + body + `</w:body></w:document>`,
	}, more...)...)
}

func openFile(body string, more ...string) string {
	root := `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">`
	return packed(append([]string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml",
		root + `<office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
	}, more...)...)
}

func packed(parts ...string) string {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			panic(err) // A strings.Builder takes everything.
		}
		io.WriteString(w, parts[i+1])
	}
	z.Close()
	return b.String()
}

// on is a note on the bytes between two brackets in a part, which is given without them.
func on(part, bracketed string) (n Note, text string) {
	from := strings.Index(bracketed, "[")
	to := strings.Index(bracketed, "]") - 1
	text = strings.NewReplacer("[", "", "]", "").Replace(bracketed)
	return Note{
		Part: part, Source: document.Span{Start: from, End: to}, Lines: []Line{{Text: "note"}}, Elsewhere: "elsewhere",
	}, text
}

func part(t *testing.T, file, name string) string {
	t.Helper()
	c, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := c.part(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// wordBody copies a document with a note on the words in brackets, and returns its new body.
func wordBody(t *testing.T, body string, more ...string) string {
	t.Helper()
	n, clean := on("word/document.xml", body)
	src := wordFile(clean, more...)
	shift := strings.Index(part(t, src, "word/document.xml"), clean)
	n.Source.Start += shift
	n.Source.End += shift
	return bodyOf(t, src, n)
}

func bodyOf(t *testing.T, src string, notes ...Note) string {
	t.Helper()
	c := Copy{Author: "refrain", Initials: "R", Date: time.Unix(0, 0), Notes: notes}
	var b strings.Builder
	if err := c.Word(&b, src); err != nil {
		t.Fatal(err)
	}
	text := part(t, b.String(), "word/document.xml")
	_, text, _ = strings.Cut(text, "<w:body>")
	text, _, _ = strings.Cut(text, "</w:body>")
	return text
}

const (
	start = `<w:commentRangeStart w:id="0"/>`
	end   = `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`
)

func TestRunsAreSplitAroundTheWordsOfAComment(t *testing.T) {
	const kept = ` xml:space="preserve"`
	for name, c := range map[string]struct{ body, want string }{
		"a whole run": {
			`<w:p><w:r><w:t>[ab]</w:t></w:r></w:p>`, `<w:p>` + start + `<w:r><w:t>ab</w:t></w:r>` + end + `</w:p>`,
		},
		"its middle": {
			`<w:p><w:r><w:t>a[b]c</w:t></w:r></w:p>`,
			`<w:p><w:r><w:t` + kept + `>a</w:t></w:r>` + start + `<w:r><w:t` + kept + `>b</w:t></w:r>` + end +
				`<w:r><w:t` +
				kept + `>c</w:t></w:r></w:p>`,
		},
		"with its look": {
			`<w:p><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t` + kept + `>a [b]</w:t></w:r></w:p>`,
			`<w:p><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t` + kept + `>a </w:t></w:r>` + start +
				`<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t` + kept + `>b</w:t></w:r>` + end + `</w:p>`,
		},
		"over two runs": {
			`<w:p><w:r><w:t>[a</w:t></w:r><w:r><w:t>b]</w:t></w:r></w:p>`,
			`<w:p>` + start + `<w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>` + end + `</w:p>`,
		},
		"from a link": {
			`<w:p><w:hyperlink><w:r><w:t>[a</w:t></w:r></w:hyperlink><w:r><w:t>b]</w:t></w:r></w:p>`,
			`<w:p><w:hyperlink>` + start + `<w:r><w:t>a</w:t></w:r></w:hyperlink><w:r><w:t>b</w:t></w:r>` + end +
				`</w:p>`,
		},
		"after a tab": {
			`<w:p><w:r><w:tab/><w:t>[a]</w:t><w:br/></w:r></w:p>`,
			`<w:p><w:r><w:tab/></w:r>` + start + `<w:r><w:t>a</w:t></w:r>` + end + `<w:r><w:br/></w:r></w:p>`,
		},
		"blanks that count not": {
			`<w:p><w:r><w:t> a [b] </w:t></w:r></w:p>`,
			`<w:p><w:r><w:t> </w:t><w:t` + kept + `>a </w:t></w:r>` + start + `<w:r><w:t` + kept +
				`>b</w:t></w:r>` + end +
				`<w:r><w:t> </w:t></w:r></w:p>`,
		},
		"a CDATA section": {`<w:p><w:r><w:t><![CDATA[a[b]c]]></w:t></w:r></w:p>`, ""},
		"a text control": {
			`<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>a[b]</w:t></w:r></w:sdtContent>` +
				`</w:sdt></w:p>`,
			`<w:p>` + start +
				`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>ab</w:t></w:r></w:sdtContent></w:sdt>` + end +
				`</w:p>`,
		},
		"another control": {
			`<w:p><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:r><w:t>[ab]</w:t></w:r>` +
				`</w:sdtContent></w:sdt></w:p>`,
			`<w:p><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>` + start +
				`<w:r><w:t>ab</w:t></w:r>` + end +
				`</w:sdtContent></w:sdt></w:p>`,
		},
		"a text box": {
			`<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>[a]b</w:t></w:r></w:p></w:txbxContent></w:pict>` +
				`</w:r></w:p>`,
			`<w:p>` + start +
				`<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>ab</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>` +
				end + `</w:p>`,
		},
	} {
		if c.want == "" { // Brackets are what these sections are made of.
			src := wordFile(`<w:p><w:r><w:t><![CDATA[abc]]></w:t></w:r></w:p>`)
			at := strings.Index(part(t, src, "word/document.xml"), "abc")
			got := bodyOf(t, src, Note{Part: "word/document.xml", Source: document.Span{Start: at + 1, End: at + 2}})
			if want := `<w:p>` + start + `<w:r><w:t><![CDATA[abc]]></w:t></w:r>` + end + `</w:p>`; got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", name, got, want)
			}
			continue
		}
		if got := wordBody(t, c.body); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

// What is printed in front of a paragraph, and what a control shows, stand in no text of the part.
func TestCommentsOnWordsThatAreNoText(t *testing.T) {
	const point = `<w:r><w:commentReference w:id="0"/></w:r>`
	const binding = `<w:sdt><w:sdtPr>[<w:dataBinding/>]</w:sdtPr><w:sdtContent><w:r><w:t>ab</w:t></w:r>` +
		`</w:sdtContent></w:sdt>`
	bound := strings.NewReplacer("[", "", "]", "").Replace(binding)
	for body, want := range map[string]string{
		`<w:p/>[<w:p>]<w:pPr/><w:r><w:t>ab</w:t></w:r></w:p>`: `<w:p/><w:p><w:pPr/>` + point +
			`<w:r><w:t>ab</w:t></w:r></w:p>`,
		`<w:p/>[<w:p/>]`: `<w:p/><w:p>` + point + `</w:p>`,
		`<w:p/>[<w:p><w:pPr/><w:r><w:t>a]b</w:t></w:r></w:p>`: `<w:p/><w:p><w:pPr/><w:commentRangeStart w:id="0"/>` +
			`<w:r><w:t xml:space="preserve">a</w:t></w:r>` +
			end + `<w:r><w:t xml:space="preserve">b</w:t></w:r></w:p>`,
		`<w:p>` + binding + `</w:p>`: `<w:p>` + point + bound + `</w:p>`,
		`<w:p>` + strings.Replace(binding, "[", "<w:text/>[", 1) + `</w:p>`: `<w:p>` + start + strings.Replace(
			bound, "<w:dataB", "<w:text/><w:dataB", 1,
		) + end + `</w:p>`,
		`<w:p><w:del><w:r><w:delText>[ab]</w:delText></w:r></w:del></w:p>`: `<w:p>` + start +
			`<w:del><w:r><w:delText>ab</w:delText></w:r></w:del>` + end + `</w:p>`,
	} {
		if got := wordBody(t, body); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", body, got, want)
		}
	}
}

func TestAPrefixThatMeansSomethingElseWithinIsDeclared(t *testing.T) {
	got := wordBody(t, `<w:p><a xmlns:w="urn:x"/><w:r><w:t>[ab]</w:t></w:r></w:p>`)
	if want := `<w:commentRangeStart xmlns:w="` + wordNamespace + `" w:id="0"/>`; !strings.Contains(got, want) {
		t.Errorf("got %s, want it to hold %s", got, want)
	}
}

func TestAnnotationsOnDeletedWordsStandWhereTheyStood(t *testing.T) {
	body := `<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><text:p>x</text:p>` +
		`</text:deletion></text:changed-region>` +

		`<text:changed-region xml:id="c2"><text:deletion><text:p>[old]</text:p></text:deletion>` +
		`</text:changed-region></text:tracked-changes>` +

		`<text:p>first</text:p><text:p>a <text:change text:change-id="c1"/>b <text:change text:change-id="c2"/>` +
		`</text:p>`
	n, clean := on("content.xml", body)
	src := openFile(clean)
	shift := strings.Index(part(t, src, "content.xml"), clean)
	n.Source.Start += shift
	n.Source.End += shift
	var b strings.Builder
	if err := (&Copy{Notes: []Note{n}}).OpenDocument(&b, src); err != nil {
		t.Fatal(err)
	}
	got := part(t, b.String(), "content.xml")
	for _, want := range []string{
		`b <office:annotation office:name="refrain-1">`,
		`<text:change text:change-id="c2"/><office:annotation-end office:name="refrain-1"/></text:p>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant it to hold %s", got, want)
		}
	}
}

func TestCommentsThatMeetEndBeforeTheNextBegins(t *testing.T) {
	src := wordFile(`<w:p><w:r><w:t>abcd</w:t></w:r></w:p>`)
	at := strings.Index(part(t, src, "word/document.xml"), "abcd")
	note := func(from, to int) Note {
		return Note{Part: "word/document.xml", Source: document.Span{Start: at + from, End: at + to}}
	}
	got := bodyOf(t, src, note(2, 4), note(0, 2), note(1, 3))
	for _, order := range [][2]string{
		{`RangeStart w:id="0"`, `RangeStart w:id="1"`}, {`RangeStart w:id="1"`, `RangeEnd w:id="0"`},
		{`RangeEnd w:id="0"`, `RangeStart w:id="2"`},
		{`RangeStart w:id="2"`, `RangeEnd w:id="1"`}, {`RangeEnd w:id="1"`, `RangeEnd w:id="2"`},
	} {
		if i, j := strings.Index(got, order[0]), strings.Index(got, order[1]); i < 0 || j < i {
			t.Errorf("%s does not come before %s in\n%s", order[0], order[1], got)
		}
	}
}

func TestOtherPrefixesAreDeclared(t *testing.T) {
	text := `<x:document xmlns:x="` + wordNamespace + `"><x:body><x:p><x:r><x:t>ab</x:t></x:r></x:p></x:body>` +
		`</x:document>`
	src := packed(
		"[Content_Types].xml",
		`<t:Types xmlns:t="http://schemas.openxmlformats.org/package/2006/content-types"></t:Types>`,
		"word/document.xml",
		text,
	)
	at := strings.Index(text, "ab")
	c := Copy{Notes: []Note{{Part: "word/document.xml", Source: document.Span{Start: at + 1, End: at + 2}}}}
	var b strings.Builder
	if err := c.Word(&b, src); err != nil {
		t.Fatal(err)
	}
	got := part(t, b.String(), "word/document.xml")
	if want := `a</x:t></x:r><w:commentRangeStart xmlns:w="` + wordNamespace +
		`" w:id="0"/><x:r><x:t xml:space="preserve">b`; !strings.Contains(got, want) {
		t.Errorf("got %s, want it to hold %s", got, want)
	}
	types := part(t, b.String(), "[Content_Types].xml")
	if !strings.Contains(types, `<t:Override PartName="/word/comments.xml"`) {
		t.Errorf("the comments have no type in %s", types)
	}
}

func TestAnEmptyParagraphTakesTheNoteOnTheDocument(t *testing.T) {
	src := wordFile(`<w:p w:rsidR="1"/><w:p/>`)
	want := `<w:p w:rsidR="1"><w:r><w:commentReference w:id="0"/></w:r></w:p><w:p/>`
	if got := bodyOf(t, src, Note{Lines: []Line{{Text: "note"}}}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestIdsOfOtherCommentsStayTheirs(t *testing.T) {
	src := wordFile(`<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>ab</w:t></w:r></w:p>`)
	if got := bodyOf(t, src, Note{}); !strings.Contains(got, `<w:commentReference w:id="1"/>`) {
		t.Errorf("the comment has not the next free id: %s", got)
	}
}

func TestWhatXMLCannotHoldIsReplaced(t *testing.T) {
	c := Copy{Author: `"<a>`, Notes: []Note{{Lines: []Line{{Label: "a&b", Text: "</w:t>\x00\x1b"}}}}}
	var b strings.Builder
	if err := c.Word(&b, wordFile(`<w:p/>`)); err != nil {
		t.Fatal(err)
	}
	text := part(t, b.String(), "word/comments.xml")
	for _, want := range []string{`w:author="&#34;&lt;a&gt;"`, `a&amp;b: `, "&lt;/w:t&gt;\uFFFD\uFFFD<"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not hold %s", text, want)
		}
	}
}

func TestWhatCommentsWouldBreakIsRefused(t *testing.T) {
	const package2006 = "http://schemas.openxmlformats.org/package/2006/relationships"
	signed := `<Relationships xmlns="` + package2006 + `"><Relationship Id="a" Type="` + package2006 +
		`/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>`
	comments := func(target string) string {
		return `<Relationships xmlns="` + package2006 +
			`"><Relationship Id="a" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="` +
			target + `"/></Relationships>`
	}
	encrypted := `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">` +
		`<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`
	word, odt := (*Copy).Word, (*Copy).OpenDocument
	for name, c := range map[string]struct {
		copy func(*Copy, io.Writer, string) error
		src  string
		want error
	}{
		"signed Word": {word, wordFile(`<w:p/>`, "_rels/.rels", signed), ErrSigned},
		"signed OpenDocument": {odt, openFile(`<text:p/>`, "META-INF/documentsignatures.xml", "<a/>"),
			ErrSigned},
		"encrypted OpenDocument":      {odt, openFile(`<text:p/>`, "META-INF/manifest.xml", encrypted), ErrEncrypted},
		"text that is there twice":    {word, wordFile(`<w:p/>`, "word/Document.xml", "<a/>"), ErrDamaged},
		"content that is there twice": {odt, openFile(`<text:p/>`, "content.xml", "<a/>"), ErrDamaged},
		"comments that are the text": {
			word, wordFile(`<w:p/>`, "word/_rels/document.xml.rels", comments("document.xml")), ErrDamaged,
		},
		"comments that are styles": {
			word,
			wordFile(
				`<w:p/>`, "word/_rels/document.xml.rels", comments("styles.xml"), "word/styles.xml",
				`<w:styles xmlns:w="`+wordNamespace+`"/>`,
			),
			ErrDamaged,
		},
		"comments outside": {
			word, wordFile(`<w:p/>`, "word/_rels/document.xml.rels", comments("../../../a.xml")), ErrDamaged,
		},
		"no zip":                   {word, "no zip", ErrDamaged},
		"cut off":                  {word, wordFile(`<w:p/>`)[:200], ErrDamaged},
		"unclosed element":         {word, wordFile(`<w:p>`), ErrDamaged},
		"no text":                  {word, packed("a.xml", "<a/>"), ErrDamaged},
		"no paragraph":             {odt, openFile(``), ErrDamaged},
		"UTF-16":                   {odt, packed("content.xml", "<\x00a\x00/\x00>\x00"), ErrEncoding},
		"flat and not well-formed": {odt, "<office:document>", ErrDamaged},
	} {
		var b strings.Builder
		err := c.copy(&Copy{Notes: []Note{{}}}, &b, c.src)
		if !errors.Is(err, c.want) || b.Len() > 0 {
			t.Errorf("%s: got %v and %d bytes, want %v and none", name, err, b.Len(), c.want)
		}
	}
}

func TestAnnotationsStandAroundWordsAndFrames(t *testing.T) {
	const a, z = `<office:annotation office:name="refrain-1"><dc:creator>refrain</dc:creator>` +
		`<dc:date>1970-01-01T00:00:00Z</dc:date>`, `<office:annotation-end office:name="refrain-1"/>`
	const note, elsewhere = `<text:p>note</text:p></office:annotation>`, `<text:p>elsewhere</text:p>`
	for body, want := range map[string]string{
		`<text:p>a [b<text:span>c]d</text:span></text:p>`: `<text:p>a ` +
			a + note + `b<text:span>c` + z + `d</text:span></text:p>`,
		`<text:p>a<draw:frame><draw:text-box><text:p>[b]</text:p></draw:text-box></draw:frame></text:p>`: `<text:p>a` + a +
			elsewhere + note + `<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>` + z +
			`</text:p>`,
		`<draw:frame><text:p>[b]</text:p></draw:frame><text:p/>`: `<draw:frame><text:p>b</text:p></draw:frame>` +
			`<text:p>` +
			strings.Replace(
				a, ` office:name="refrain-1"`, "", 1,
			) + elsewhere + note + `</text:p>`,
	} {
		n, clean := on("content.xml", body)
		src := openFile(clean)
		shift := strings.Index(part(t, src, "content.xml"), clean)
		n.Source.Start += shift
		n.Source.End += shift
		var b strings.Builder
		c := Copy{Author: "refrain", Date: time.Unix(0, 0), Notes: []Note{n}}
		if err := c.OpenDocument(&b, src); err != nil {
			t.Fatal(err)
		}
		if got := part(t, b.String(), "content.xml"); !strings.Contains(got, want) {
			t.Errorf("got %s\nwant it to hold %s", got, want)
		}
		if head := b.String()[:60]; !strings.Contains(head, "mimetypeapplication/vnd") {
			t.Errorf("the type does not stand first and as it is: %q", head)
		}
		if !Ours(b.String()[:512]) {
			t.Error("the copy is not known for one")
		}
		if Ours(src) {
			t.Error("the original is taken for a copy")
		}
	}
}

func TestUntouchedPartsStayAsTheyArePacked(t *testing.T) {
	src := wordFile(`<w:p/>`, "word/media/image1.bin", strings.Repeat("picture", 100))
	var b strings.Builder
	if err := (&Copy{Notes: []Note{{}}}).Word(&b, src); err != nil {
		t.Fatal(err)
	}
	raw := func(file string) string {
		c, err := open(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.files["word/media/image1.bin"].OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		bytes, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(bytes)
	}
	if got, want := raw(b.String()), raw(src); got != want || want == "" {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzWord holds for any body and any words in it: the copy is refused, or is well-formed and has
// the letters of the original in their order.
func FuzzWord(f *testing.F) {
	f.Add(
		`<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t> a b </w:t><w:tab/>`+
			`<w:t xml:space="preserve">c</w:t></w:r></w:p>`,
		60,
		75,
	)
	f.Add(
		`<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>ab</w:t></w:r></w:sdtContent></w:sdt></w:p>`,
		50,
		90,
	)
	f.Add(
		`<w:p><w:r><mc:AlternateContent><w:p><w:r><w:t>ab</w:t></w:r></w:p></mc:AlternateContent></w:r></w:p><w:p/>`,
		40,
		60,
	)
	f.Fuzz(func(t *testing.T, body string, from, to int) {
		src := wordFile(body)
		c := Copy{Author: "refrain", Notes: []Note{{}, {
			Part: "word/document.xml", Source: document.Span{Start: from, End: to},
		}}}
		var b strings.Builder
		if err := c.Word(&b, src); err != nil {
			return
		}
		if got, want := letters(t, part(
			t, b.String(), "word/document.xml",
		)), letters(t, part(t, src, "word/document.xml")); got != want {
			t.Errorf("the copy has the letters %q, want %q", got, want)
		}
	})
}

// letters are all text of a part.
func letters(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	tree := tree{text: text}
	tree.words = func(from, to int) { b.WriteString(text[from:to]) }
	if err := tree.walk(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return b.String()
}
