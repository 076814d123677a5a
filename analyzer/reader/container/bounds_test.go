package container_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// member is a file of a container whose entry in the list may say what it likes.
type member struct {
	name, content string
	of            int    // the member whose bytes it has, counted from 1; 0 for bytes of its own
	size          uint64 // that it claims to unpack to; 0 for the truth
}

// claimed makes a container of members in which entries overlap and sizes are made up.
func claimed(t *testing.T, members ...member) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if m.of == 0 {
			fmt.Fprint(w, m.content)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	src := b.Bytes()
	// Entries of the list are 46 bytes and the name; the sum, the sizes and the place of the bytes
	// stand at fixed offsets in each.
	var starts []int
	for at := bytes.Index(src, []byte("PK\x01\x02")); len(starts) < len(members); at += 46 +
		len(members[len(starts)-1].name) {
		starts = append(starts, at)
	}
	for i, m := range members {
		entry := src[starts[i]:]
		if m.of > 0 {
			other := src[starts[m.of-1]:]
			copy(entry[16:28], other[16:28])
			copy(entry[42:46], other[42:46])
		}
		if m.size > 0 {
			copy(entry[24:28], []byte{byte(m.size), byte(m.size >> 8), byte(m.size >> 16), byte(m.size >> 24)})
		}
	}
	return string(src)
}

const outward = `<Relationship Id="%s" Type="` + readertest.OfficeKind + `%s" Target="%s" TargetMode="%s"/>`

// TestHostileContainerIsReadOrNamed: containers that claim what they do not hold, hold a thing many
// times, or lead outside.
func TestHostileContainerIsReadOrNamed(t *testing.T) {
	const words = "A flood of refugees."
	text := readertest.WordHead + readertest.WordParagraph("", words)
	headers := []member{
		{name: "word/document.xml"},
		{name: "word/_rels/document.xml.rels"},
		{name: "word/header0.xml", content: strings.Replace(text, "w:document", "w:hdr", 1)},
	}
	var relations strings.Builder
	text += "<w:p><w:pPr><w:sectPr>"
	for i := range 2000 {
		name := fmt.Sprintf("header%d", i)
		text += `<w:headerReference r:id="` + name + `"/>`
		fmt.Fprintf(&relations, outward, name, "header", name+".xml", "Internal")
		if i > 0 {
			headers = append(headers, member{name: "word/" + name + ".xml", of: 3})
		}
	}
	headers[0].content = text + "</w:sectPr></w:pPr></w:p></w:body></w:document>"
	headers[1].content = readertest.RelationHead + relations.String() + "</Relationships>"
	whole := readertest.WordHead + readertest.WordParagraph("", words) + "</w:body></w:document>"
	outside := func(kind, target, mode string) string {
		return readertest.Pack(
			t,
			"word/document.xml",
			whole,
			"word/_rels/document.xml.rels",
			readertest.RelationHead+fmt.Sprintf(outward, "a", kind, target, mode)+"</Relationships>",
		)
	}
	book := func(manifest, spine string, files ...string) string {
		return readertest.Pack(t, append([]string{"mimetype", "application/epub+zip",
			"META-INF/container.xml",
			`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
				`<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
			"a.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest>` + manifest +
				`</manifest><spine>` + spine + `</spine></package>`}, files...)...)
	}
	chapter := `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>` + words + `</p></body></html>`
	const item = `<item id="a" href="%s" media-type="application/xhtml+xml"/>`
	for claim, src := range map[string]string{
		"nothing wrong": claimed(t, member{name: "word/document.xml", content: whole}),
		"a size that is too small": claimed(t, member{name: "word/document.xml", content: whole,
			size: 10}),
		"a size that is too large": claimed(t, member{name: "word/document.xml", content: whole,
			size: 0xFFFF_FFF0}),
		"one text under two thousand names": claimed(t, headers...),
		"a container in the container": readertest.Pack(t, "word/document.xml", whole,
			"word/embeddings/a.zip", readertest.Pack(t, "a", strings.Repeat("\x00", 20<<20))),
		"two texts of one name": claimed(t, member{name: "word/document.xml", content: whole},
			member{name: "word/document.xml", content: readertest.WordHead}),
		"notes outside of the container": outside("footnotes", "../../../../../../../../etc/passwd", "Internal"),
		"notes at an absolute place":     outside("footnotes", "file:///etc/passwd", "Internal"),
		"a header on the network":        outside("header", "http://example.org/a", "External"),
		"a template on the network":      outside("attachedTemplate", "http://example.org/a.dotm", "External"),
		"a book whose chapter comes for ever": book(fmt.Sprintf(item, "a.xhtml"),
			strings.Repeat(`<itemref idref="a"/>`, 150_000), "a.xhtml", chapter),
		"a book whose chapter is its list": book(fmt.Sprintf(item, "a.opf"), `<itemref idref="a"/>`),
		"a book whose chapter is outside of it": book(fmt.Sprintf(item, "../../../../etc/passwd"),
			`<itemref idref="a"/>`),
		"a book whose chapter is on the disk": book(fmt.Sprintf(item, "file:///etc/passwd"), `<itemref idref="a"/>`),
	} {
		doc := readertest.ReadAs(t, "", src)
		if !strings.Contains(doc.Text, words) && len(doc.Gaps) == 0 {
			t.Errorf("%s: text %.100q, and no gap", claim, doc.Text)
		}
		if claim == "nothing wrong" && len(doc.Gaps) > 0 || strings.Contains(readertest.Gaps(doc), "runtime error") ||
			strings.Contains(doc.Text, "root:") {
			t.Errorf("%s: gaps %s, text %.100q", claim, readertest.Gaps(doc), doc.Text)
		}
	}
}

// TestWhatLiesIsNotTakenForTheWhole: a part that is other than its entry says is read as far as it
// goes, with a gap.
func TestWhatLiesIsNotTakenForTheWhole(t *testing.T) {
	whole := readertest.WordHead + readertest.WordParagraph("", "A flood of refugees.") + "</w:body></w:document>"
	src := claimed(t, member{name: "word/document.xml", content: whole})
	at := strings.Index(src, "PK\x01\x02") + 16
	sum := crc32.ChecksumIEEE([]byte(whole)) ^ 1
	src = src[:at] + string([]byte{byte(sum), byte(sum >> 8), byte(sum >> 16), byte(sum >> 24)}) + src[at+4:]
	if got, want := readertest.Gaps(readertest.ReadAs(t, "", src)), "damaged: word/document.xml"; got != want {
		t.Errorf("with a wrong sum: gaps %q, want %q", got, want)
	}
}
