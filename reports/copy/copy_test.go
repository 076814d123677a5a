package copy

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/reports/copy/word"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

const (
	wordStart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`
	wordPart = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	wordLink = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// wordFile is a Word document with a tracked change, a comment, a footnote and a running head.
func wordFile() string {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + wordPart +
			`document.main+xml"/><Override PartName="/word/comments.xml" ContentType="` + wordPart + `comments+xml"/>` +
			`<Override PartName="/word/footnotes.xml" ContentType="` + wordPart +
			`footnotes+xml"/><Override PartName="/word/header1.xml" ContentType="` + wordPart +
			`header+xml"/></Types>`},
		{
			"_rels/.rels",
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
				`<Relationship Id="rId1" Type="` +
				wordLink + `officeDocument" Target="word/document.xml"/></Relationships>`,
		},
		{"word/_rels/document.xml.rels", `<Relationships ` +
			`xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + wordLink + `comments" Target="comments.xml"/>` +
			`<Relationship Id="rId2" Type="` + wordLink +
			`footnotes" Target="footnotes.xml"/><Relationship Id="rId3" Type="` + wordLink +
			`header" Target="header1.xml"/></Relationships>`},
		{"word/document.xml", fmt.Sprintf(
			wordStart, "document",
		) + `<w:body><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Draft Order &lt;2&gt;</w:t></w:r></w:p>` +
			`<w:p><w:commentRangeStart w:id="0"/><w:r>` +
			`<w:t xml:space="preserve">The authority shall detain ille</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>` +
			`<w:t xml:space="preserve">gal migrants </w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>` +
			`<w:commentReference w:id="0"/></w:r>` +

			`<w:ins w:id="7" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r><w:t>at once</w:t></w:r></w:ins>` +
			`<w:del w:id="8" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r>` +
			`<w:delText> illegal migrants</w:delText></w:r></w:del>` +

			`<w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr>` +
			`<w:headerReference w:type="default" r:id="rId3"/></w:sectPr></w:body></w:document>`},
		{
			"word/comments.xml",
			fmt.Sprintf(
				wordStart, "comments",
			) + `<w:comment w:id="0" w:author="A"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>` +
				`</w:comments>`,
		},
		{
			"word/footnotes.xml",
			fmt.Sprintf(
				wordStart, "footnotes",
			) + `<w:footnote w:id="2"><w:p><w:r><w:t>A flood of migrants is expected.</w:t></w:r></w:p>` +
				`</w:footnote></w:footnotes>`,
		},
		{
			"word/header1.xml",
			fmt.Sprintf(wordStart, "hdr") + `<w:p><w:r><w:t>Illegal migrants: draft</w:t></w:r></w:p></w:hdr>`,
		},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			panic(err) // A strings.Builder takes everything.
		}
		io.WriteString(w, part[1])
	}
	z.Close()
	return b.String()
}

// flatFile is an OpenDocument text in one XML file.
const flatFile = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:h text:outline-level="1">Draft Order &lt;2&gt;</text:h>
<text:p>The authority shall detain ille<text:span>gal migrants</text:span> at once.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A flood of migrants is expected.</text:p></text:note-body></text:note></text:p>
</office:text></office:body></office:document>
`

// ofCopies give the document that is to be copied.
var ofCopies = stream.Options{Original: originalOf}

func originalOf(d *document.Document) (string, error) {
	if d.Name == "order.docx" {
		return wordFile(), nil
	}
	return flatFile, nil
}

// copied is a run over one document that can be copied. Its findings are in the text, in a note,
// and in the running head where there is one.
func copied(t *testing.T, name string) []*analyzer.Report {
	t.Helper()
	src, _ := originalOf(&document.Document{Name: name})
	d, err := reader.New(reader.Options{}).Read(t.Context(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	d.SHA256 = strings.Repeat("ab", 32) // That of a container would change with the way in which it is packed.
	d.Gaps = []document.Gap{{Reason: "embedded files not read", Hint: "check them by themselves"}}
	r := &analyzer.Report{Doc: d, Words: 12, People: 3, Findings: []analyzer.Finding{
		reporttest.Find(
			t,
			d,
			reporttest.PeopleIllegal,
			"illegal migrants",
			"The authority shall detain illegal migrants at once.",
			judge.Verdict{},
		),
		reporttest.Find(
			t, d, reporttest.PeopleAsWater, "flood of migrants", "A flood of migrants is expected.", judge.Verdict{},
		),
	}}
	if strings.Contains(d.Text, "Illegal migrants: draft") {
		r.Findings = append(r.Findings, reporttest.Find(
			t, d, reporttest.PeopleIllegal, "Illegal migrants", "Illegal migrants: draft",
			judge.Verdict{Status: lexicon.Named, Rule: "heading"},
		))
	}
	return []*analyzer.Report{r}
}

// partsOf are the parts that a copy has changed, an element a line, so that a golden of them can be
// read.
func partsOf(t *testing.T, copy string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(copy), int64(len(copy)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range []string{"word/document.xml", "word/comments.xml"} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n%s\n\n", name, strings.ReplaceAll(string(content), "><", ">\n<"))
	}
	return b.String()
}

func TestCopyReadsLikeTheOriginal(t *testing.T) {
	for _, name := range []string{"order.docx", "order.fodt"} {
		in := copied(t, name)
		out := report(t, in[0].Doc.Format, ofCopies, reporttest.FixtureRun, in, nil)
		d, err := reader.New(reader.Options{}).Read(t.Context(), name, out)
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != in[0].Doc.Text {
			t.Errorf("%s: the copy reads\n%q\nwant\n%q", name, d.Text, in[0].Doc.Text)
		}
	}
}

// TestTrackedCopyReadsWithItsChanges: refrain reads a copy as a person sees it with all changes accepted, and
// a signed original is not copied.
func TestTrackedCopyReadsWithItsChanges(t *testing.T) {
	in := copied(t, "order.docx")
	out := report(t, Tracked, ofCopies, reporttest.FixtureRun, in, nil)
	d := read(t, "order.docx", out)
	if !strings.Contains(d.Text, "The authority shall detain people in an irregular situation at once.") {
		t.Errorf("the copy reads %q", d.Text)
	}
	waived := copied(t, "order.docx")
	waived[0].Findings[0].Record = analyzer.Record{State: analyzer.Waived, Reason: "a title", Where: "w.yaml:1:1"}
	if d := read(t, "order.docx", report(t, Tracked, ofCopies, reporttest.FixtureRun, waived, nil)); d.Text != waived[0].Doc.Text {
		t.Errorf("waived words were changed: %q", d.Text)
	}
}

func TestCommentsHaveTheDateOfTheSource(t *testing.T) {
	o := ofCopies
	o.Date = time.Unix(86400, 0)
	if out := report(
		t, "odt", o, reporttest.FixtureRun, copied(t, "order.fodt"), nil,
	); !strings.Contains(out, "<dc:date>1970-01-02T00:00:00Z</dc:date>") {
		t.Errorf("the date is not that of the options:\n%s", out)
	}
}

func TestCopyOfWhatCannotBeCopiedIsRefused(t *testing.T) {
	good := copied(t, "order.fodt")[0]
	stdin := &document.Document{Name: "-", Format: "odt", Text: "All is well."}
	locked := &document.Document{Name: "locked.odt", Format: "odt", Gaps: []document.Gap{{
		Reason: "encrypted", Hint: "save it without a password",
	}}}
	for _, c := range []struct {
		kind string
		in   []*analyzer.Report
		want string
	}{
		{
			"docx", []*analyzer.Report{good},
			"--format docx: order.fodt: is not a Word document; --format odt=FILE writes a report on it",
		},
		{
			"odt", []*analyzer.Report{good, good},
			"--format odt: order.fodt: is a second document, and a copy is of one; run refrain once for each",
		},
		{"odt", []*analyzer.Report{reporttest.Paged(t)}, "docs/bill.pdf: is not an OpenDocument text; --format "},
		{
			"odt", []*analyzer.Report{{Doc: stdin}},
			"--format odt: <stdin>: is read once only; name the file for a copy of it",
		},
		{"odt", []*analyzer.Report{{Doc: locked}}, "--format odt: locked.odt: encrypted; save it without a password"},
		{"odt", []*analyzer.Report{reporttest.Missing()}, "--format odt: gone.txt: no such file; check the name"},
		{
			Tracked, []*analyzer.Report{good},
			"--format docx-tracked: order.fodt: is not a Word document; --format odt=FILE writes a report on it, " +
				"--format amendments=FILE.docx the amendments as a paper in Word",
		},
		{"odt", nil, "--format odt: there is no document to copy; name one that is an OpenDocument text"},
	} {
		var b strings.Builder
		create := kinds[c.kind]
		w := create(&b, ofCopies)
		err := w.Begin(reporttest.FixtureRun)
		for _, r := range c.in {
			if err == nil {
				err = w.Document(r)
			}
		}
		if err == nil {
			err = w.End(stream.Totals{})
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
		if b.Len() > 0 {
			t.Errorf("%s: something was written", c.want)
		}
	}
}

// TestCopiesOfTheCorpusReadLikeTheOriginals puts comments on words here and there in real
// documents.
func TestCopiesOfTheCorpusReadLikeTheOriginals(t *testing.T) {
	const corpus = "../../../shared/corpus/docx"
	files, _ := filepath.Glob(filepath.Join(corpus, "[^.]*"))
	if len(files) == 0 {
		t.Skipf("%s is not there", corpus)
	}
	r := reader.New(reader.Options{})
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := r.Read(t.Context(), name, string(src))
		if err != nil || d.Text == "" {
			t.Errorf("%s: not read: %v", name, err)
			continue
		}
		c := &word.Copy{Author: "refrain", Initials: "R"}
		step := max(len(d.Blocks)/300, 1)
		for i := 0; i < len(d.Blocks); i += step {
			s := d.Blocks[i].Span
			for range i % 3 {
				if at := strings.IndexByte(s.Of(d.Text), ' '); at >= 0 {
					s.Start += at + 1
				}
			}
			s.End = s.Start + len(strings.Join(strings.Fields(s.Of(d.Text))[:1], " "))
			n := word.Note{Lines: []word.Line{{Text: "a comment"}}}
			n.Part, n.Source = sourceOf(d, s)
			c.Notes = append(c.Notes, n)
		}
		var out strings.Builder
		copy := c.Word
		if d.Format == "odt" {
			copy = c.OpenDocument
		}
		if err := copy(&out, string(src)); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := r.Read(t.Context(), name, out.String())
		if err != nil {
			t.Fatal(err)
		}
		if again.Text != d.Text || len(again.Blocks) != len(d.Blocks) || len(again.Marks) != len(d.Marks) ||
			len(again.Gaps) != len(d.Gaps) {
			t.Errorf("%s: the copy with %d comments reads otherwise", name, len(c.Notes))
		}
	}
}
