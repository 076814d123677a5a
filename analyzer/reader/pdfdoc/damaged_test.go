package pdfdoc_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// rawPDF is a file of the objects, which are numbered from 1. The first is the catalog, the third
// the page, whose content is the fourth.
func rawPDF(trailer string, objects ...string) string {
	return pdftest.File("1.7", "/Root 1 0 R "+trailer, objects...)
}

const (
	rawCatalog = "<< /Type /Catalog /Pages 2 0 R %s >>"
	rawTree    = "<< /Type /Pages /Kids [%s] /Count %d >>"
	rawPage    = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F " +
		"5 0 R >> %s >> >>"
	rawFont = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
	rawText = "BT /F 12 Tf 50 700 Td (A flood of refugees.) Tj ET "
)

func rawStream(entries, data string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), entries, data)
}

func deflated(t *testing.T, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostilePDFIsReadOrNamed: files that go round in circles, claim what they do not hold, or hold
// more than they seem to.
func TestHostilePDFIsReadOrNamed(t *testing.T) {
	catalog, tree, page, text := fmt.Sprintf(
		rawCatalog,
		"",
	), fmt.Sprintf(
		rawTree,
		"3 0 R",
		1,
	), fmt.Sprintf(
		rawPage,
		"",
	), rawStream(
		"",
		rawText,
	)
	painted := fmt.Sprintf(rawPage, "/XObject << /X 6 0 R >>")
	form := "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X %d 0 R >> >>"
	picture := "/Type /XObject /Subtype /Image /Width 65000 /Height 65000 /BitsPerComponent 8 /ColorSpace " +
		"/DeviceRGB /Filter /%s /DecodeParms << /K -1 /Columns 65000 /Rows 65000 >>"
	chain := []string{catalog, tree, painted, rawStream("", rawText+"/X Do"), rawFont}
	for i := range 30 {
		chain = append(chain, rawStream(fmt.Sprintf(form, 7+i%30), "/X Do /X Do /X Do"))
	}
	deep := []string{catalog, fmt.Sprintf(rawTree, "6 0 R", 1), page, text, rawFont}
	for i := range 3000 {
		deep = append(deep, fmt.Sprintf(rawTree, fmt.Sprintf("%d 0 R", 7+i), 1))
	}
	good := rawPDF("", catalog, tree, page, text, rawFont)
	files := map[string]string{
		"nothing wrong": good,
		"a form that paints itself": rawPDF(
			"",
			catalog,
			tree,
			painted,
			rawStream("", rawText+"/X Do"),
			rawFont,
			rawStream(fmt.Sprintf(form, 6), strings.Repeat("/X Do ", 10)),
		),
		"forms that paint the next thrice": rawPDF("", chain...),
		"a tree of pages that holds itself": rawPDF(
			"",
			catalog,
			fmt.Sprintf(rawTree, "2 0 R 3 0 R 2 0 R", 3),
			page,
			text,
			rawFont,
		),
		"a tree of pages in a circle": rawPDF(
			"",
			catalog,
			fmt.Sprintf(rawTree, "6 0 R", 5),
			page,
			text,
			rawFont,
			fmt.Sprintf(rawTree, "2 0 R 3 0 R", 5),
		),
		"a deep tree of pages": rawPDF("", deep...),
		"a page a hundred thousand times": rawPDF(
			"",
			catalog,
			fmt.Sprintf(rawTree, strings.Repeat("3 0 R ", 100_000), 100_000),
			page,
			text,
			rawFont,
		),
		"more pages than there are": rawPDF(
			"",
			catalog,
			fmt.Sprintf(rawTree, "3 0 R", 100_000_000),
			page,
			text,
			rawFont,
		),
		"fewer pages than none": rawPDF(
			"",
			catalog,
			fmt.Sprintf(rawTree, "3 0 R", -1),
			page,
			text,
			rawFont,
		),
		"a stream as long as itself": rawPDF(
			"",
			catalog,
			tree,
			page,
			"<< /Length 4 0 R >>\nstream\n"+rawText+"\nendstream",
			rawFont,
		),
		"a stream that claims to be long": rawPDF(
			"",
			catalog,
			tree,
			page,
			"<< /Length 99999999999 >>\nstream\n"+rawText+"\nendstream",
			rawFont,
		),
		"a stream packed twice": rawPDF(
			"",
			catalog,
			tree,
			page,
			rawStream(
				"/Filter [/FlateDecode /FlateDecode]",
				deflated(t, deflated(t, rawText+strings.Repeat(" ", 50<<20))),
			),
			rawFont,
		),
		"a stream packed a thousand times": rawPDF(
			"",
			catalog,
			tree,
			page,
			rawStream("/Filter ["+strings.Repeat("/ASCIIHexDecode ", 1000)+"]", strings.Repeat("41", 1000)),
			rawFont,
		),
		"LZW of nothing": rawPDF(
			"",
			catalog,
			tree,
			page,
			rawStream("/Filter /LZWDecode", strings.Repeat("\x80\x0b\x60\x50\x22\x0c", 1000)),
			rawFont,
		),
		"saved and never restored": rawPDF(
			"",
			catalog,
			tree,
			page,
			rawStream("/Filter /FlateDecode", deflated(t, strings.Repeat("q ", 20<<20)+rawText)),
			rawFont,
		),
		"a path without an end": rawPDF(
			"",
			catalog,
			tree,
			page,
			rawStream("/Filter /FlateDecode", deflated(t, rawText+"0 0 m "+strings.Repeat("1 1 l ", 10<<20)+"S")),
			rawFont,
		),
		"nested lists": rawPDF(
			"",
			catalog,
			tree,
			fmt.Sprintf(rawPage, "/X "+strings.Repeat("[", 500_000)),
			text,
			rawFont,
		),
		"a table that goes on from itself": strings.Replace(
			good,
			"/Size 6",
			fmt.Sprintf("/Size 6 /Prev %d", strings.Index(good, "xref\n")),
			1,
		),
		"a table that claims to be long": strings.Replace(good, "xref\n0 6", "xref\n0 2000000000", 1),
		"more objects than there are":    strings.Replace(good, "/Size 6", "/Size 2147483647", 1),
		"a font that is its own descendant": rawPDF(
			"",
			catalog,
			tree,
			page,
			text,
			"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] "+
				"/ToUnicode 5 0 R >>",
		),
		"an outline in a circle": rawPDF(
			"",
			fmt.Sprintf(rawCatalog, "/Outlines 6 0 R"),
			tree,
			page,
			text,
			rawFont,
			"<< /First 6 0 R /Next 6 0 R /Last 6 0 R >>",
		),
		"attachments in a circle": rawPDF(
			"",
			fmt.Sprintf(rawCatalog, "/Names << /EmbeddedFiles 6 0 R >>"),
			tree,
			page,
			text,
			rawFont,
			"<< /Kids [6 0 R 6 0 R] >>",
		),
		"a structure in a circle": rawPDF(
			"",
			fmt.Sprintf(rawCatalog, "/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R"),
			tree,
			page,
			text,
			rawFont,
			"<< /Type /StructTreeRoot /K [7 0 R 7 0 R] >>",
			"<< /Type /StructElem /S /P /P 7 0 R /K [7 0 R 7 0 R 0] /Pg 3 0 R >>",
		),
		"labels in a circle": rawPDF(
			"",
			fmt.Sprintf(rawCatalog, "/PageLabels 6 0 R"),
			tree,
			page,
			text,
			rawFont,
			"<< /Kids [6 0 R 6 0 R] /Nums [0 << /S /r /St 2000000000 >>] >>",
		),
		"a page without an end": rawPDF(
			"",
			catalog,
			tree,
			strings.Replace(page, "0 0 600 800", "-1e30 -1e30 1e30 1e30", 1),
			text,
			rawFont,
		),
	}
	for _, filter := range []string{"JBIG2Decode", "JPXDecode", "CCITTFaxDecode", "DCTDecode", "FlateDecode",
		"LZWDecode", "RunLengthDecode"} {
		files["a picture by "+filter+" that claims to be large"] = rawPDF(
			"",
			catalog,
			tree,
			painted,
			rawStream("", rawText+"600 0 0 800 0 0 cm /X Do"),
			rawFont,
			rawStream(fmt.Sprintf(picture, filter), strings.Repeat("\x00", 1000)),
		)
	}
	r := reader.New(
		input.Options{Format: "pdf", OCR: "off", Limits: limits.Limits{Memory: 128 << 20, Work: 100_000_000}},
	) // Less than by default, so that the test is short.
	defer r.Close()
	for claim, src := range files {
		doc, err := r.Read(t.Context(), claim, src)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(doc.Text, "A flood of refugees.") && len(doc.Gaps) == 0 {
			t.Errorf("%s: text %q, and no gap", claim, doc.Text)
		}
		if claim == "nothing wrong" && len(doc.Gaps) > 0 || strings.Contains(readertest.Gaps(doc), "runtime error") {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}
