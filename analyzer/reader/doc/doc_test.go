package doc_test

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/compound/compoundtest"
)

func read(t *testing.T, name, src string) *document.Document {
	t.Helper()
	r := reader.New(reader.Options{})
	t.Cleanup(func() { _ = r.Close() })
	doc, err := r.Read(context.Background(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// outline is a document in lines: what each block is, whether readers see it, and its text.
func outline(doc *document.Document) string {
	var b strings.Builder
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		b.WriteString(block.Role.String())
		if block.Exclusion != document.Included {
			b.WriteString(" " + block.Exclusion.String() + ": " + block.Reason)
		}
		b.WriteString(" | " + strings.ReplaceAll(block.Of(doc.Text), "\n", "/") + "\n")
	}
	return b.String()
}

// The file was made with LibreOffice.
func TestStoriesOfAnOldWordDocument(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("testdata", "made.doc"))
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, "made.doc", string(src))
	const want = `heading | Scope
body | The flood of migrants came here and inserted words stay.
body deleted: tracked deletion | deleted words
note | A footnote of words.
note | An endnote here.
body | Kept  and  and italic words.
body deleted: struck through | struck words
body hidden: hidden text | hidden words
body | See the linked page on page 1.
cell | Cell one
cell | more of one
cell | Cell two
cell | B one
cell | B two
list item | first item
list item | second item
body | Ünïcode – 日本語 text €.
running head | Running head of it
running head | Foot of it
`
	if got := outline(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(doc.Gaps) > 0 {
		t.Errorf("gaps: %v", doc.Gaps)
	}
	marks := map[document.MarkKind]string{}
	for _, m := range doc.Marks {
		marks[m.Kind] += m.Of(doc.Text)
	}
	if marks[document.Inserted] != "inserted words" || marks[document.Emphasis] != "italic words" {
		t.Errorf("marks: %v", marks)
	}
	if !slices.Contains(doc.Omissions, document.Omission{Kind: "comments", Words: 3}) {
		t.Errorf("omissions %v, want three words of a comment", doc.Omissions)
	}
	last := doc.Blocks[len(doc.Blocks)-1]
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Of(doc.Text) == "See the linked page on page 1." {
			if p := doc.Locate(b.Span); p.Paragraph != 4 {
				t.Errorf("paragraph %d, want 4", p.Paragraph)
			}
		}
	}
	if p := doc.Locate(last.Span); p.Paragraph != 0 {
		t.Errorf("a running head is paragraph %d", p.Paragraph)
	}
}

// part is a piece of a document: its text, how it is kept, and what is said of its letters.
type part struct {
	text string
	wide bool
	prm  uint16
}

// old writes a document of Word 97 with the pieces in the file in reverse order, as one that was
// saved quickly has them.
func old(flags uint16, version uint16, prcs string, parts ...part) string {
	const textAt = 1024
	main := make([]byte, textAt)
	binary.LittleEndian.PutUint16(main[0:], 0xA5EC)
	binary.LittleEndian.PutUint16(main[2:], version)
	binary.LittleEndian.PutUint16(main[0x0A:], flags)
	at := make([]uint32, len(parts))
	lengths := make([]uint32, len(parts))
	for i := len(parts) - 1; i >= 0; i-- {
		p := parts[i]
		if p.wide && len(main)%2 != 0 {
			main = append(main, 0)
		}
		at[i] = uint32(len(main))
		if !p.wide {
			at[i] = at[i]*2 | 0x40000000
			main = append(main, p.text...)
			lengths[i] = uint32(len(p.text))
			continue
		}
		for _, u := range utf16.Encode([]rune(p.text)) {
			main = binary.LittleEndian.AppendUint16(main, u)
			lengths[i]++
		}
	}
	var places, pieces []byte
	total := uint32(0)
	for i, p := range parts {
		places = binary.LittleEndian.AppendUint32(places, total)
		pieces = binary.LittleEndian.AppendUint16(pieces, 0)
		pieces = binary.LittleEndian.AppendUint32(pieces, at[i])
		pieces = binary.LittleEndian.AppendUint16(pieces, p.prm)
		total += lengths[i]
	}
	places = binary.LittleEndian.AppendUint32(places, total)
	table := prcs + "\x02" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(places)+len(pieces)))) +
		string(places) + string(pieces)
	binary.LittleEndian.PutUint32(main[0x4C:], total)
	binary.LittleEndian.PutUint32(main[0x1A2:], 0)
	binary.LittleEndian.PutUint32(main[0x1A6:], uint32(len(table)))
	return compoundtest.Write(map[string]string{"WordDocument": string(main), "1Table": table})
}

const secondTable = 0x0200

func TestPiecesOfAFastSave(t *testing.T) {
	doc := read(t, "a.doc", old(secondTable|4, 0xC1, "\x01\x03\x00\x37\x08\x01",
		part{text: "The caf\xe9 \x96 "},
		part{text: "日本語 ", wide: true},
		part{text: "gone ", prm: 0x41<<1 | 1<<8}, // a deletion
		part{text: "struck ", prm: 1},            // the first list of properties
		part{text: "stays.\rNext \x13PAGE \x141\x15 line.\r"}))
	const want = `body | The café – 日本語 stays.
body deleted: tracked deletion | gone
body deleted: struck through | struck
body | Next 1 line.
`
	if got := outline(doc); got != want || len(doc.Gaps) > 0 {
		t.Errorf("got\n%s%v\nwant\n%s", got, doc.Gaps, want)
	}
}

func TestOldWordDocumentsThatAreNotRead(t *testing.T) {
	text := part{text: "Some words.\r"}
	whole := old(secondTable, 0xC1, "", text)
	for _, c := range []struct{ name, src, reason string }{
		{"encrypted", old(secondTable|0x100, 0xC1, "", text), "encrypted"},
		{"Word 6", old(secondTable, 0x65, "", text), "not a supported format: a document of Word 6 or 95"},
		{"no table", old(0, 0xC1, "", text), "damaged: 0Table"},
		{"broken list of pieces", old(secondTable, 0xC1, "\x07", text), "damaged: the table of pieces"},
		{"a field without an end", old(secondTable, 0xC1, "", part{text: "A \x13 SET words are lost\r"}),
			"damaged: a field has no end"},
	} {
		doc := read(t, "a.doc", c.src)
		if !slices.ContainsFunc(doc.Gaps, func(g document.Gap) bool { return g.Reason == c.reason && g.Hint != "" }) {
			t.Errorf("%s: gaps %v, want %q with a remedy", c.name, doc.Gaps, c.reason)
		}
	}
	for n := 8; n < len(whole); n += 97 {
		if doc := read(t, "a.doc", whole[:n]); len(doc.Gaps) == 0 && !strings.Contains(doc.Text, "Some words.") {
			t.Errorf("cut at %d: neither text nor gap", n)
		}
	}
}

func FuzzRead(f *testing.F) {
	if src, err := os.ReadFile(filepath.Join("testdata", "made.doc")); err == nil {
		f.Add(string(src))
	}
	f.Add(old(secondTable, 0xC1, "", part{text: "Some words.\r"}))
	f.Fuzz(func(t *testing.T, src string) {
		r := reader.New(reader.Options{Format: "doc"})
		defer func() { _ = r.Close() }()
		doc, err := r.Read(context.Background(), "a.doc", src)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range doc.Gaps {
			if strings.Contains(g.Reason, "runtime error") {
				t.Error(g)
			}
		}
	})
}

func TestBytesThatAreWrongBreakNothing(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("testdata", "made.doc"))
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.Options{Format: "doc"})
	defer func() { _ = r.Close() }()
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		b := slices.Clone(src)
		for range 5 {
			b[random.IntN(len(b))] = byte(random.IntN(256))
		}
		doc, err := r.Read(context.Background(), "a.doc", string(b))
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range doc.Gaps {
			if strings.Contains(g.Reason, "runtime error") {
				t.Fatal(g)
			}
		}
	}
}
