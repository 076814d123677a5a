package reader_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// What is hard about containers, as the text of their main part.
const (
	wordBody = `<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r>` +
		`<w:t xml:space="preserve"> Scope&#160;</w:t></w:r></w:p>` +
		`<w:p><w:ins><w:r><w:rPr><w:i/></w:rPr><w:t>A ﬂood of re&#x301;fu</w:t></w:r></w:ins><w:r><w:softHyphen/>` +
		`<w:t>gees</w:t><w:br/><w:t>immi-</w:t><w:br/><w:t>grants</w:t><w:footnoteReference w:id="1"/></w:r>` +
		`</w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>` +
		`<w:r><w:t>one</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>no</w:t><w:fldChar w:fldCharType="separate"/>` +
		`<w:t>yes</w:t><w:fldChar w:fldCharType="end"/><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r>` +
		`</w:p></w:txbxContent></w:pict></w:r></w:p>` +
		`<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>I</w:t></w:r></w:p><w:p><w:r>` +
		`<w:t xml:space="preserve">llegal </w:t></w:r><w:del><w:r><w:delText>al</w:delText></w:r></w:del>` +
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t>ie</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>` +
		`<w:t>ns</w:t></w:r></w:p>` +
		`<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="1" w:displayText="x"/></w:dropDownList>` +
		`</w:sdtPr><w:sdtContent><w:r><w:t>y</w:t></w:r></w:sdtContent></w:sdt><mc:AlternateContent>` +
		`<mc:Choice Requires="w14"><w:r><w:t>new</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>old</w:t>` +
		`</w:r></mc:Fallback></mc:AlternateContent>` +
		`<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby>` +
		`<w:pict><v:shape><v:textpath string="&lt;art"/></v:shape></w:pict></w:r></w:p><w:altChunk r:id="r6"/>`
	openBody = `<text:h text:outline-level="1"> Scope&#160;</text:h>` +
		`<text:p>A ﬂood of <text:span text:style-name="T1">re&#x301;fu</text:span>gees<text:line-break/>` +
		`immi-<text:line-break/>grants<text:note><text:note-body><text:p>note</text:p></text:note-body>` +
		`</text:note></text:p>` +
		`<text:list text:style-name="L1"><text:list-item><text:p>one</text:p></text:list-item></text:list>` +
		`<table:table><table:table-cell><text:p>cell <draw:frame><draw:text-box><text:p>box</text:p>` +
		`</draw:text-box></draw:frame></text:p></table:table-cell></table:table>` +
		`<text:tracked-changes><text:changed-region xml:id="c"><text:deletion><text:p>a</text:p>` +
		`<text:p>b</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
		`<text:p>x<text:change text:change-id="c"/><text:span text:style-name="T2">y</text:span>` +
		`<text:hidden-paragraph text:is-hidden="true"/></text:p>` +
		`<text:section text:display="none"><text:p>z<text:ruby><text:ruby-text>r</text:ruby-text></text:ruby>` +
		`</text:p></text:section>`
	bookBody = `<h1> Scope&#160;</h1><p>A ﬂood of <i>re&#x301;fu</i>gees<br/>immi-<br/>grants</p><blockquote>` +
		`<p>said</p></blockquote>`
)

func TestContainersKeepTheirPromises(t *testing.T) {
	readertest.Suite(t, "docx", "docx", readertest.WordFile(t, wordBody))
	readertest.Suite(t, "odt", "odt", readertest.OpenFile(t, openBody))
	readertest.Suite(t, "epub", "epub", readertest.BookFile(t, bookBody, "<p>End"))
}

func TestSharedContainersKeepTheirPromises(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "docx", "*"))
	if len(files) == 0 {
		t.Skip("no shared corpus beside the module")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Suite(t, "", filepath.Base(file), string(b))
	}
}

// fuzz fuzzes the main part of a container, or the container's own bytes when they do not look like
// text.
func fuzz(f *testing.F, format string, build func(t testing.TB, body string) string, seed string) {
	f.Add(seed, false)
	f.Add(build(f, seed), true)
	f.Fuzz(func(t *testing.T, src string, whole bool) {
		if !whole {
			src = build(t, src)
		}
		doc := readertest.Read(t, format, "fuzz", src)
		for _, wrong := range readertest.Check(doc) {
			t.Error(wrong)
		}
		for _, g := range doc.Gaps {
			if strings.Contains(g.Reason, "runtime error") {
				t.Errorf("panics: %s", g.Reason)
			}
		}
	})
}

func FuzzDOCX(f *testing.F) {
	fuzz(f, "docx", func(t testing.TB, body string) string { return readertest.WordFile(t, body) }, wordBody)
}

func FuzzODT(f *testing.F) {
	fuzz(f, "odt", func(t testing.TB, body string) string { return readertest.OpenFile(t, body) }, openBody)
}

func FuzzEPUB(f *testing.F) {
	fuzz(
		f,
		"epub",
		func(t testing.TB, body string) string { return readertest.BookFile(t, body, "<p>End</p>") },
		bookBody,
	)
}
