package pdfdoc_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// TestTypedAndFilledInTextIsRead: what people type on a page or fill into its fields, also where no
// program has drawn it yet.
func TestTypedAndFilledInTextIsRead(t *testing.T) {
	const font = "/DA (/Helv 12 Tf 0 g)"
	for claim, write := range map[string]func(d *pdftest.Doc, p *pdftest.Page){
		"typed": func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Annotation(60, 180, 400, 220, "/Subtype /FreeText /F 4 "+font+" /Contents ("+secret+")")
		},
		"typed as rich text": func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Annotation(60, 180, 400, 220, "/Subtype /FreeText /F 4 "+font+` /RC (<?xml version="1.0"?><body>`+
				`<p>Stop the <b>flood</b> of illegal migrants.</p></body>)`)
		},
		"a field": func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) %s /Rect [60 580 400 620] /V (%s) >>",
				font, secret)
			d.Entry(fmt.Sprintf("/AcroForm << /Fields [%d 0 R] %s >>", n, font))
			p.Entry(fmt.Sprintf("/Annots [%d 0 R]", n))
		},
		"a field of several parts": func(d *pdftest.Doc, p *pdftest.Page) {
			parent := d.Object("<< /FT /Tx /T (a) %s /V (%s) /Kids [2 0 R] >>", font, secret)
			n := d.Object("<< /Type /Annot /Subtype /Widget /Parent %d 0 R /Rect [60 580 400 620] >>", parent)
			d.Entry(fmt.Sprintf("/AcroForm << /Fields [%d 0 R] %s >>", parent, font))
			p.Entry(fmt.Sprintf("/Annots [%d 0 R]", n))
		},
		"a field that is outside the form": func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Annotation(60, 180, 400, 220, "/Subtype /Widget /FT /Tx /T (a) "+font+" /V ("+secret+")")
		},
		"a choice": func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Object("<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (a) %s /Rect [60 580 400 620] "+
				"/Opt [[(x) (Welcome.)] [(y) (%s)]] /V (y) >>", font, secret)
			d.Entry(fmt.Sprintf("/AcroForm << /Fields [%d 0 R] %s >>", n, font))
			p.Entry(fmt.Sprintf("/Annots [%d 0 R]", n))
		},
		"a field that nothing is drawn of": func(d *pdftest.Doc, p *pdftest.Page) {
			look := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 340 40]", "/Tx BMC EMC 0 0 340 40 re S")
			p.Annotation(60, 180, 400, 220, fmt.Sprintf("/Subtype /Widget /FT /Tx /T (a) /V (%s) /AP << /N %d 0 R >>",
				secret, look))
		},
		"typed, with a frame alone": func(d *pdftest.Doc, p *pdftest.Page) {
			look := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 340 40]", "0 0 340 40 re S")
			p.Annotation(60, 180, 400, 220, fmt.Sprintf("/Subtype /FreeText /F 4 /Contents (%s) /AP << /N %d 0 R >>",
				secret, look))
		},
		"a field that is to be drawn anew": func(d *pdftest.Doc, p *pdftest.Page) {
			look := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 340 40] /Resources << /Font << /F << "+
				"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>", "BT /F 12 Tf 4 20 Td (Type here.) Tj ET")
			n := d.Object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 %s /Rect [60 580 400 620] /V (%s) "+
				"/AP << /N %d 0 R >> >>", font, secret, look)
			d.Entry(fmt.Sprintf("/AcroForm << /Fields [%d 0 R] /NeedAppearances true %s >>", n, font))
			p.Entry(fmt.Sprintf("/Annots [%d 0 R]", n))
		},
		"a field of rich text": func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) %s /Rect [60 580 400 620] "+
				"/RV (<body><p>Stop the <b>flood</b> of illegal migrants.</p></body>) >>", font)
			d.Entry(fmt.Sprintf("/AcroForm << /Fields [%d 0 R] %s >>", n, font))
			p.Entry(fmt.Sprintf("/Annots [%d 0 R]", n))
		},
		"a stamp": func(d *pdftest.Doc, p *pdftest.Page) {
			look := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 340 40] /Resources << /Font << /F << "+
				"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
				"BT /F 12 Tf 4 20 Td ("+secret+") Tj ET")
			p.Annotation(60, 180, 400, 220, fmt.Sprintf("/Subtype /Stamp /F 4 /AP << /N %d 0 R >>", look))
		},
		"a watermark": func(d *pdftest.Doc, p *pdftest.Page) {
			look := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 340 40] /Resources << /Font << /F << "+
				"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
				"0.7 g BT /F 12 Tf 4 20 Td ("+secret+") Tj ET")
			p.Annotation(60, 180, 400, 220, fmt.Sprintf("/Subtype /Watermark /F 4 /AP << /N %d 0 R >>", look))
		},
	} {
		for _, rotated := range []string{"", "/Rotate 90"} {
			doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
				p.Entry(rotated)
				show(p, 400, visible)
				write(d, p)
			}), input.Options{})
			if len(doc.Gaps) > 0 {
				t.Errorf("%s %s: gaps %s", claim, rotated, readertest.Gaps(doc))
			}
			if b := blockOf(t, doc, secret); b.Exclusion != document.Included {
				t.Errorf("%s %s: %v, %q", claim, rotated, b.Exclusion, b.Reason)
			}
			if place := doc.Locate(find(t, doc, secret)); place.Page != 1 || len(place.Boxes) == 0 {
				t.Errorf("%s %s: located at %+v", claim, rotated, place)
			}
		}
	}
}

func TestFieldThatShowsSomethingElseIsNamed(t *testing.T) {
	doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
		look := d.Stream(
			"/Type /XObject /Subtype /Form /BBox [0 0 340 40] /Resources << /Font << /F << /Type /Font /Subtype "+
				"/Type1 /BaseFont /Helvetica >> >> >>",
			"BT /F 12 Tf 4 20 Td (Nothing of note.) Tj ET",
		)
		p.Annotation(
			60,
			180,
			400,
			220,
			fmt.Sprintf("/Subtype /Widget /FT /Tx /T (a) /F 4 /V (%s) /AP << /N %d 0 R >>", secret, look),
		)
		show(p, 400, visible)
	}), input.Options{})
	if len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "form field differs from what it shows" {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
	if b := blockOf(t, doc, secret); b.Exclusion != document.Hidden {
		t.Errorf("what is not shown is %v", b.Exclusion)
	}
}

func TestCommentsAreCountedAndNotRead(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		p.Annotation(60, 180, 80, 200, "/Subtype /Text /Contents (Why do we say flood of migrants?)")
		show(p, 400, visible)
	}), input.Options{})
	if len(doc.Omissions) != 1 || doc.Omissions[0] != (document.Omission{Kind: "comments", Words: 7}) {
		t.Errorf("omissions %+v", doc.Omissions)
	}
	if strings.Contains(doc.Text, "Why") || len(doc.Gaps) > 0 {
		t.Errorf("text %q, gaps %s", doc.Text, readertest.Gaps(doc))
	}
}

// TestTurnedLinesAreRead writes two lines that make one sentence in every direction.
func TestTurnedLinesAreRead(t *testing.T) {
	for degrees := 0; degrees < 360; degrees += 15 {
		sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
		sin, cos = math.Round(sin*1e6)/1e6, math.Round(cos*1e6)/1e6
		for claim, words := range map[string]func(p *pdftest.Page, x, y float64, s string){
			"in one go": func(p *pdftest.Page, x, y float64, s string) { p.Turned(cos, sin, x, y, 12, s) },
			"word by word": func(p *pdftest.Page, x, y float64, s string) {
				at := 0.0
				for word := range strings.FieldsSeq(s) {
					p.Turned(cos, sin, x+at*cos, y-at*sin, 12, word)
					at += pdftest.Width(12, pdftest.Roman, word+" ")
				}
			},
		} {
			doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
				for y := 60.0; y < 240; y += 16 {
					show(p, y, visible)
				}
				words(p, 300, 520, "The government must stop the flood of")
				words(p, 300+14*sin, 520+14*cos, "migrants who come by sea in boats.")
			}), input.Options{})
			if !strings.Contains(
				strings.ReplaceAll(doc.Text, "\n", " "),
				"must stop the flood of migrants who come by sea",
			) {
				t.Errorf("%d degrees, %s: %q", degrees, claim, doc.Text[600:])
				continue
			}
			b := blockOf(t, doc, "flood of migrants")
			place := doc.Locate(find(t, doc, "migrants who come"))
			x, y := float32(300+14*sin+40*cos), float32(520+14*cos-40*sin)
			if b.Exclusion != document.Included || len(place.Boxes) != 1 || place.Boxes[0].Left > x ||
				place.Boxes[0].Right < x ||
				place.Boxes[0].Top > y ||
				place.Boxes[0].Bottom < y {
				t.Errorf(
					"%d degrees, %s: %v, located at %v, want around %.0f, %.0f",
					degrees,
					claim,
					b.Exclusion,
					place.Boxes,
					x,
					y,
				)
			}
		}
	}
}

func TestRaisedAndLoweredLettersAreRead(t *testing.T) {
	for _, rise := range []int{1, 3, 5} {
		doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
			show(p, 100, visible)
			p.Write("BT /F1 12 Tf 60 600 Td")
			for i, c := range "The flood of migrants came." {
				p.Write("%d Ts (%c) Tj", i%2*rise, c)
			}
			p.Write("ET")
		}), input.Options{})
		find(t, doc, "The flood of migrants came.")
	}
}

func TestTextDrawnAsShapesIsNamed(t *testing.T) {
	// letters draws a row of shapes as large as letters.
	letters := func(p *pdftest.Page, x, y float64, n int) {
		for i := range n {
			high := 6 + 3*float64(i%3/2)
			p.Write(
				"0 g %g %g m %g %g %g %g %g %g c %g %g l %g %g l h f",
				x,
				y,
				x+1,
				y+high,
				x+3,
				y+high,
				x+4,
				y,
				x+3,
				y+1,
				x+1,
				y+1,
			)
			if x += 5; i%6 == 5 {
				x += 4
			}
		}
	}
	for claim, c := range map[string]struct {
		write func(d *pdftest.Doc, p *pdftest.Page)
		named bool
	}{
		"below a running head": {func(_ *pdftest.Doc, p *pdftest.Page) {
			for y := 300; y < 600; y += 20 {
				letters(p, 60, float64(y), 60)
			}
		}, true},
		"in a form": {func(d *pdftest.Doc, p *pdftest.Page) {
			q := &pdftest.Page{}
			for y := 300; y < 600; y += 20 {
				letters(q, 60, float64(y), 60)
			}
			n := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", q.Content())
			p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", n))
			p.Write("/X Do")
		}, true},
		"in one path": {func(_ *pdftest.Doc, p *pdftest.Page) {
			q := &pdftest.Page{}
			for y := 300; y < 600; y += 20 {
				letters(q, 60, float64(y), 60)
			}
			p.Write("%s f", strings.NewReplacer("0 g ", "", " h f", " h").Replace(q.Content()))
		}, true},
		"a logo": {func(_ *pdftest.Doc, p *pdftest.Page) { letters(p, 60, 700, 40) }, false},
		"a map": {func(_ *pdftest.Doc, p *pdftest.Page) {
			for i := range 400 {
				x, y, r := float64(60+i*37%480), float64(100+i*91%500), float64(2+i*13%30)
				p.Write("0.5 g %g %g m %g %g l %g %g l %g %g l %g %g l %g %g l h f", x, y, x+r, y+3, x+r+4, y+r, x+
					r/2, y+r+5, x-3, y+r, x-5, y+2)
			}
		}, false},
		"a table": {func(_ *pdftest.Doc, p *pdftest.Page) {
			for i := range 400 {
				p.Write("0.9 g %d %d 20 10 re f", 60+i%20*22, 100+i/20*12)
			}
		}, false},
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			show(p, 40, "Ministry of the Interior, Annex 2, page 7")
			c.write(d, p)
		}), input.Options{})
		if named := len(doc.Gaps) == 1 && doc.Gaps[0].Reason == "text drawn as shapes" &&
			doc.Gaps[0].Page == 1; named != c.named ||
			!named && len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}

func TestScanBelowALiveHeaderIsNamed(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		p.Image(0, 0, 600, 800)
		for _, y := range []float64{30, 45, 60, 770, 785} {
			show(p, y, "Case 1:31-cv-00123 Document 3 Filed 4 March 2031 Page 1 of 9")
		}
	}), input.Options{})
	if len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "scanned image" {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
}

func TestTextInPatternsAndGlyphsIsNamed(t *testing.T) {
	const helvetica = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
	for claim, c := range map[string]struct {
		write  func(d *pdftest.Doc, p *pdftest.Page)
		reason string
	}{
		"a pattern": {func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 50] /XStep 300 /YStep 50 "+
				helvetica, "BT /F 12 Tf 4 20 Td ("+secret+") Tj ET")
			p.Resource("Pattern", "P", fmt.Sprintf("%d 0 R", n))
			p.Write("/Pattern cs /P scn 60 500 400 100 re f")
		}, "text in patterns or glyphs"},
		"a packed pattern": {func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 50] /XStep 300 /YStep 50 "+
				"/Filter /FlateDecode "+helvetica,
				deflated(t, "BT /F 12 Tf 4 20 Td ("+secret+") Tj ET"))
			p.Resource("Pattern", "P", fmt.Sprintf("%d 0 R", n))
			p.Write("/Pattern cs /P scn 60 500 400 100 re f")
		}, "text in patterns or glyphs"},
		"a pattern without text": {func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8 "+
				"/Resources << >>", "0 0 4 4 re f")
			p.Resource("Pattern", "P", fmt.Sprintf("%d 0 R", n))
			p.Write("/Pattern cs /P scn 60 500 400 100 re f")
		}, ""},
		"a glyph that writes": {func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("", "3000 0 d0 BT /F 1000 Tf (flood) Tj ET")
			p.Resource("Font", "T", fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 3000 1000] "+
				"/FontMatrix [0.001 0 0 0.001 0 0] "+
				"/CharProcs << /A %d 0 R >> /Encoding << /Differences [65 /A] >> /FirstChar 65 /LastChar 65 "+
				"/Widths [3000] %s >>", n, helvetica))
			p.Write("BT /T 12 Tf 60 600 Td (A) Tj ET")
		}, "text in patterns or glyphs"},
		"a glyph as long as a sentence, written in another way": {func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("/Filter /ASCIIHexDecode", fmt.Sprintf("%x>", "40000 0 d0 BT /F 1000 Tf ("+secret+") Tj ET"))
			p.Resource("Font", "T", fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 40000 1000] "+
				"/FontMatrix [0.001 0 0 0.001 0 0] "+
				"/CharProcs << /A %d 0 R >> /Encoding << /Differences [65 /A] >> /FirstChar 65 /LastChar 65 "+
				"/Widths [40000] %s >>", n, helvetica))
			p.Write("BT /T 12 Tf 60 600 Td (A) Tj ET")
		}, "letters without usable Unicode"},
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			for y := 60.0; y < 180; y += 16 {
				show(p, y, visible)
			}
			c.write(d, p)
		}), input.Options{})
		if c.reason == "" && len(doc.Gaps) > 0 ||
			c.reason != "" && (len(doc.Gaps) != 1 || doc.Gaps[0].Reason != c.reason) {
			t.Errorf("%s: gaps %s, want %q", claim, readertest.Gaps(doc), c.reason)
		}
	}
}

func TestContentThatIsNotThereIsNamed(t *testing.T) {
	catalog, tree := fmt.Sprintf(rawCatalog, ""), fmt.Sprintf(rawTree, "3 0 R 6 0 R", 2)
	first, text := fmt.Sprintf(rawPage, ""), rawStream("", rawText)
	for claim, c := range map[string]struct {
		contents string
		more     string
		named    bool
	}{
		"no content":                {"", "null", false},
		"content":                   {"/Contents 4 0 R", "null", false},
		"empty content":             {"/Contents 7 0 R", rawStream("", ""), false},
		"a list":                    {"/Contents [4 0 R 7 0 R]", rawStream("", " "), false},
		"a list elsewhere":          {"/Contents 7 0 R", "[4 0 R]", false},
		"what is not in the file":   {"/Contents 99 0 R", "null", true},
		"a part is not in the file": {"/Contents [4 0 R 99 0 R]", "null", true},
		"nothing":                   {"/Contents 7 0 R", "null", true},
		"no stream":                 {"/Contents 7 0 R", "<< /Length 5 >>", true},
	} {
		second := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] " + c.contents +
			" /Resources << /Font << /F 5 0 R >> >> >>"
		doc := readAsPDF(t, rawPDF("", catalog, tree, first, text, rawFont, second, c.more), input.Options{})
		if named := len(doc.Gaps) > 0 && doc.Gaps[0].Reason == "damaged"+
			": content of a page is missing"; named != c.named {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}

// TestLineOfOnePathIsNamed: programs draw a line as one path, with the insides of its letters.
func TestLineOfOnePathIsNamed(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		for y := 100.0; y < 300; y += 14 {
			show(p, y, visible)
		}
		ring := func(x, y, r float64) {
			p.Write("%g %g m %g %g %g %g %g %g c %g %g %g %g %g %g c h", x-r, y, x-r, y+1.3*r, x+r, y+1.3*r, x+r, y,
				x+r, y-1.3*r, x-r, y-1.3*r, x-r, y)
		}
		for _, y := range []float64{400, 386} {
			for i := range 40 {
				ring(60+8*float64(i), y, 3)
				ring(60+8*float64(i), y, 1.5)
			}
			p.Write("f*")
		}
	}), input.Options{})
	if len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "text drawn as shapes" {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
}
