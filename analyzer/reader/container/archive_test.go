package container_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/readertest"
)

func TestSharedContainersKeepTheirPlaces(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", "docx", "*"))
	if len(files) == 0 {
		t.Skip("no shared corpus beside the module")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := readertest.ReadAs(t, "", string(b))
		doc.Name = filepath.Base(file)
		if doc.Format != strings.TrimPrefix(filepath.Ext(file), ".") || len(doc.Gaps) > 0 || len(doc.Blocks) == 0 {
			t.Errorf("%s: format %s, gaps %v, %d blocks", doc.Name, doc.Format, doc.Gaps, len(doc.Blocks))
		}
		readertest.CheckPlaces(t, string(b), doc)
	}
}

func TestBrokenContainersAreGaps(t *testing.T) {
	paragraph := `<w:p><w:r><w:t>Refugees.</w:t></w:r></w:p>`
	good := readertest.WordFile(t, paragraph)
	bomb := readertest.WordFile(t, paragraph+strings.Repeat(" ", 33<<20))
	deep := readertest.WordFile(
		t,
		paragraph+strings.Repeat("<w:sdt>", 2000)+paragraph+strings.Repeat("</w:sdt>", 2000),
	)
	for _, c := range []struct{ claim, src, gap, text string }{
		{"cut off", good[:len(good)-30], "damaged: its list of files cannot be read", ""},
		{
			"a part that breaks off", readertest.Pack(t, "word/document.xml", readertest.WordHead+paragraph),
			"damaged: word/document.xml", "Refugees.",
		},
		{
			"a part that is no XML in the middle", readertest.WordFile(t, paragraph+"<w:p <<<>"+paragraph),
			"damaged: word/document.xml", "Refugees.",
		},
		{
			"a part whose elements cross", readertest.WordFile(t, `<w:p><w:r><w:t>Refugees.</w:r></w:t></w:p>`),
			"damaged: word/document.xml", "Refugees.",
		},
		{
			"no text", readertest.Pack(t, "word/settings.xml", "<x/>"),
			"damaged: the file holds no text of a Word document", "",
		},
		{"a part that unpacks to very much", bomb, "limit reached", "Refugees."},
		{"elements that are nested too deep", deep, "limit reached", "Refugees."},
		{
			"an encrypted document", "\xD0\xCF\x11\xE0" + strings.Repeat("\x00", 600) + utf16LE("EncryptedPackage"),
			"encrypted", "",
		},
		{
			"a field without an end",
			readertest.WordFile(t, `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`+paragraph),
			"damaged: word/document.xml has a field without an end", "",
		},
	} {
		doc := readertest.ReadAs(t, "", c.src)
		if doc.Format != "docx" {
			t.Errorf("%s: read as %s", c.claim, doc.Format)
		}
		if got := readertest.Gaps(doc); !strings.Contains(got, c.gap) {
			t.Errorf("%s: gaps %q, want %q", c.claim, got, c.gap)
		}
		if !strings.HasPrefix(doc.Text, c.text) {
			t.Errorf("%s: text %q, want %q", c.claim, doc.Text, c.text)
		}
		for _, g := range doc.Gaps {
			if g.Hint == "" {
				t.Errorf("%s: the gap %q names no remedy", c.claim, g.Reason)
			}
		}
	}
}

func TestADamagedPartIsReadAsFarAsItGoes(t *testing.T) {
	var body strings.Builder
	for i := range 20000 {
		body.WriteString(readertest.WordParagraph("", "Refugee "+strconv.Itoa(i*7919)))
	}
	src := []byte(readertest.WordFile(t, body.String()))
	src[len(src)/2] ^= 0xFF // The text is nearly all of the file.
	doc := readertest.ReadAs(t, "", string(src))
	if got, want := readertest.Gaps(doc), "damaged: word/document.xml"; got != want {
		t.Errorf("gaps %q, want %q", got, want)
	}
	if !strings.HasPrefix(doc.Text, "Refugee 0\n\nRefugee 7919\n\n") {
		t.Errorf("text begins with %.40q, want the paragraphs before the damage", doc.Text)
	}
}

func TestWordNamesItsMainPartByALink(t *testing.T) {
	src := readertest.Pack(
		t,
		"_rels/.rels",
		readertest.RelationHead+`<Relationship Id="a" Type="`+readertest.OfficeKind+`officeDocument" `+
			`Target="/word/document2.xml"/></Relationships>`,
		"word/document.xml",
		readertest.WordHead+readertest.WordParagraph("", "old")+"</w:body></w:document>",
		"word\\document2.xml",
		readertest.WordHead+readertest.WordParagraph("", "new")+"</w:body></w:document>",
	)
	if got := readertest.ReadAs(t, "", src).Text; got != "new" {
		t.Errorf("got %q, want %q", got, "new")
	}
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(0)
	}
	return b.String()
}

func TestMembersAreBounded(t *testing.T) {
	src := readertest.WordFile(t, `<w:p/>`, "a", "", "b", "", "c", "")
	doc, err := reader.New(input.Options{Limits: limits.Limits{Members: 3}}).Read(t.Context(), "test", src)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := readertest.Gaps(doc), "limit reached"; got != want {
		t.Errorf("a container with more members than allowed: gaps %q, want %q", got, want)
	}
}

func TestNamespacesDecideNotPrefixes(t *testing.T) {
	const ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	for _, c := range []struct{ claim, src string }{
		{
			"another prefix",
			`<x:document xmlns:x="` + ns + `"><x:body><x:p><x:r><x:t>Yes</x:t></x:r></x:p></x:body></x:document>`,
		},
		{"no prefix", `<document xmlns="` + ns + `"><body><p><r><t>Yes</t></r></p></body></document>`},
		{
			"Word's strict namespace",
			`<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r>` +
				`<w:t>Yes</w:t></w:r></w:p></w:body></w:document>`,
		},
		{
			"a prefix that means something else for a while",
			`<w:document xmlns:w="` + ns + `"><w:body><w:p><a xmlns:w="urn:x"><w:r><w:t>No</w:t></w:r></a><w:r>` +
				`<w:t>Yes</w:t></w:r></w:p></w:body></w:document>`,
		},
		{"no namespace at all", `<w:document><w:body><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:body></w:document>`},
	} {
		if got := readertest.ReadAs(t, "docx", readertest.Pack(t, "word/document.xml", c.src)).Text; got != "Yes" {
			t.Errorf("%s: got %q, want %q", c.claim, got, "Yes")
		}
	}
}

// TestListOfFilesIsCountedBeforeItIsRead: the end of the container may say that there is one entry,
// or none.
func TestListOfFilesIsCountedBeforeItIsRead(t *testing.T) {
	const many = 200_000
	entry := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	src := "PK\x03\x04" + strings.Repeat(
		"\x00",
		26,
	) + "word/document.xml" + strings.Repeat(
		string(entry),
		many,
	) + "PK\x05\x06" + strings.Repeat(
		"\x00",
		18,
	)
	allocated := testing.AllocsPerRun(1, func() {
		if got := readertest.Gaps(readertest.ReadAs(t, "docx", src)); got != "limit reached" {
			t.Errorf("gaps %q, want %q", got, "limit reached")
		}
	})
	if allocated > many/10 {
		t.Errorf("%.0f allocations for a list of %d files that is not read", allocated, many)
	}
}
