package reader

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// pack makes a zip container of names and contents in turn. A member "mimetype" is stored as it is, as the formats want it.
func pack(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if files[i] == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// members are the names and contents of a container's files in turn.
func members(t *testing.T, src string) []string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f.Name, string(b))
	}
	return files
}

// gapsOf are the gaps of a document, one a line.
func gapsOf(doc *document.Document) string {
	var all []string
	for _, g := range doc.Gaps {
		all = append(all, g.Reason)
	}
	return strings.Join(all, "\n")
}

// checkPlaces fails the test where a run that says that it stands byte for byte in a part does not.
func checkPlaces(t *testing.T, src string, doc *document.Document) {
	t.Helper()
	parts := map[string]string{}
	files := members(t, src)
	for i := 0; i < len(files); i += 2 {
		parts[files[i]] = files[i+1]
	}
	placed := 0
	for r := range doc.Runs.All() {
		if r.Source.Len() > 0 {
			placed += r.Len()
		}
		if r.Source.Len() != r.Len() {
			continue
		}
		if got := r.Source.Of(parts[r.Part]); got != r.Of(doc.Text) {
			if strings.TrimSpace(got) == "" && strings.TrimSpace(r.Of(doc.Text)) == "" {
				continue // One blank for another.
			}
			t.Fatalf("%s: run %v is %q; the part %s has %q at %v", doc.Name, r.Span, r.Of(doc.Text), r.Part, got, r.Source)
		}
	}
	if letters := len(strings.Join(strings.Fields(doc.Text), "")); placed < letters*9/10 {
		t.Errorf("%s: %d bytes of text have a place, want nearly all of %d", doc.Name, placed, letters)
	}
}

func TestSharedContainersKeepTheirPlaces(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "docx", "*"))
	if len(files) == 0 {
		t.Skip("no shared corpus beside the module")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := read(t, "", string(b))
		doc.Name = filepath.Base(file)
		if doc.Format != strings.TrimPrefix(filepath.Ext(file), ".") || len(doc.Gaps) > 0 || len(doc.Blocks) == 0 {
			t.Errorf("%s: format %s, gaps %v, %d blocks", doc.Name, doc.Format, doc.Gaps, len(doc.Blocks))
		}
		checkPlaces(t, string(b), doc)
	}
}

func TestBrokenContainersAreGaps(t *testing.T) {
	paragraph := `<w:p><w:r><w:t>Refugees.</w:t></w:r></w:p>`
	good := wordFile(t, paragraph)
	bomb := wordFile(t, paragraph+strings.Repeat(" ", anyRatio+1<<20))
	deep := wordFile(t, paragraph+strings.Repeat("<w:sdt>", 2000)+paragraph+strings.Repeat("</w:sdt>", 2000))
	for _, c := range []struct{ claim, src, gap, text string }{
		{"cut off", good[:len(good)-30], "damaged: its list of files cannot be read", ""},
		{"a part that breaks off", pack(t, "word/document.xml", wordHead+paragraph), "damaged: word/document.xml", "Refugees."},
		{"a part that is no XML in the middle", wordFile(t, paragraph+"<w:p <<<>"+paragraph), "damaged: word/document.xml", "Refugees."},
		{"a part whose elements cross", wordFile(t, `<w:p><w:r><w:t>Refugees.</w:r></w:t></w:p>`), "damaged: word/document.xml", "Refugees."},
		{"no text", pack(t, "word/settings.xml", "<x/>"), "damaged: the file holds no text of a Word document", ""},
		{"a part that unpacks to very much", bomb, "limit reached", "Refugees."},
		{"elements that are nested too deep", deep, "limit reached", "Refugees."},
		{"an encrypted document", "\xD0\xCF\x11\xE0" + strings.Repeat("\x00", 600) + utf16LE("EncryptedPackage"), "encrypted", ""},
		{"a field without an end", wordFile(t, `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`+paragraph), "damaged: word/document.xml has a field without an end", ""},
	} {
		doc := read(t, "", c.src)
		if doc.Format != "docx" {
			t.Errorf("%s: read as %s", c.claim, doc.Format)
		}
		if got := gapsOf(doc); !strings.Contains(got, c.gap) {
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
		body.WriteString(para("", "Refugee "+strconv.Itoa(i*7919)))
	}
	src := []byte(wordFile(t, body.String()))
	src[len(src)/2] ^= 0xFF // The text is nearly all of the file.
	doc := read(t, "", string(src))
	if got, want := gapsOf(doc), "damaged: word/document.xml"; got != want {
		t.Errorf("gaps %q, want %q", got, want)
	}
	if !strings.HasPrefix(doc.Text, "Refugee 0\n\nRefugee 7919\n\n") {
		t.Errorf("text begins with %.40q, want the paragraphs before the damage", doc.Text)
	}
}

func TestWordNamesItsMainPartByALink(t *testing.T) {
	src := pack(t, "_rels/.rels", relationHead+`<Relationship Id="a" Type="`+officeKind+`officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/document.xml", wordHead+para("", "old")+"</w:body></w:document>", "word\\document2.xml", wordHead+para("", "new")+"</w:body></w:document>")
	if got := read(t, "", src).Text; got != "new" {
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
	src := wordFile(t, `<w:p/>`, "a", "", "b", "", "c", "")
	doc, err := New(Options{Limits: Limits{Members: 3}}).Read(t.Context(), "test", src)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := gapsOf(doc), "limit reached"; got != want {
		t.Errorf("a container with more members than allowed: gaps %q, want %q", got, want)
	}
}

func TestNamespacesDecideNotPrefixes(t *testing.T) {
	const ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	for _, c := range []struct{ claim, src string }{
		{"another prefix", `<x:document xmlns:x="` + ns + `"><x:body><x:p><x:r><x:t>Yes</x:t></x:r></x:p></x:body></x:document>`},
		{"no prefix", `<document xmlns="` + ns + `"><body><p><r><t>Yes</t></r></p></body></document>`},
		{"Word's strict namespace", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:body></w:document>`},
		{"a prefix that means something else for a while", `<w:document xmlns:w="` + ns + `"><w:body><w:p><a xmlns:w="urn:x"><w:r><w:t>No</w:t></w:r></a><w:r><w:t>Yes</w:t></w:r></w:p></w:body></w:document>`},
		{"no namespace at all", `<w:document><w:body><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:body></w:document>`},
	} {
		if got := read(t, "docx", pack(t, "word/document.xml", c.src)).Text; got != "Yes" {
			t.Errorf("%s: got %q, want %q", c.claim, got, "Yes")
		}
	}
}

// TestListOfFilesIsCountedBeforeItIsRead: the end of the container may say that there is one entry, or none.
func TestListOfFilesIsCountedBeforeItIsRead(t *testing.T) {
	const many = 200_000
	entry := append([]byte(listMagic), make([]byte, 42)...)
	src := "PK\x03\x04" + strings.Repeat("\x00", 26) + "word/document.xml" + strings.Repeat(string(entry), many) + "PK\x05\x06" + strings.Repeat("\x00", 18)
	allocated := testing.AllocsPerRun(1, func() {
		if got := gapsOf(read(t, "docx", src)); got != "limit reached" {
			t.Errorf("gaps %q, want %q", got, "limit reached")
		}
	})
	if allocated > many/10 {
		t.Errorf("%.0f allocations for a list of %d files that is not read", allocated, many)
	}
}
