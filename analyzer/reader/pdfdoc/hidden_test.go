package pdfdoc_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

const (
	secret  = "Stop the flood of illegal migrants."
	visible = "The council met on Monday to hear the report on housing."
)

// paged is a document of one page on which the function writes.
func paged(write func(d *pdftest.Doc, p *pdftest.Page)) string {
	d := &pdftest.Doc{}
	p := d.Page(600, 800)
	write(d, p)
	return d.String()
}

// show writes a text in black with its baseline at a height.
func show(p *pdftest.Page, y float64, text string) { p.Text(60, y, 12, pdftest.Roman, text) }

// box is the operators of a filled box, in points from the bottom left.
func box(colour string, x, y, width, height float64) string {
	return fmt.Sprintf("q %s %g %g %g %g re f Q", colour, x, y, width, height)
}

// hiddenInPDF are ways to put a text into a page that nobody sees on it, and what reports call
// them.
var hiddenInPDF = map[string]struct {
	reason string
	write  func(d *pdftest.Doc, p *pdftest.Page)
}{
	"white on white": {"white text", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("1 1 1 rg")
		show(p, 200, secret)
		p.Write("0 g")
	}},
	"nearly white": {"white text", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("0.97 0.97 0.98 rg")
		show(p, 200, secret)
		p.Write("0 g")
	}},
	"white with an outline of white": {"white text", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 1 g 1 G 2 Tr")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"black on a black box": {"same colour as the background", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("%s", box("0 g", 50, 590, 400, 30))
		show(p, 200, secret)
	}},
	"white on a white picture": {"same colour as the background", func(d *pdftest.Doc, p *pdftest.Page) {
		n := d.Stream(
			"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
			"\xff",
		)
		p.Resource("XObject", "W", fmt.Sprintf("%d 0 R", n))
		p.Write("q 400 0 0 60 50 570 cm /W Do Q 1 g")
		show(p, 200, secret)
		p.Write("0 g")
	}},
	"right of the page": {
		"outside the page",
		func(d *pdftest.Doc, p *pdftest.Page) { p.Text(700, 200, 12, pdftest.Roman, secret) },
	},
	"above the page": {"outside the page", func(d *pdftest.Doc, p *pdftest.Page) { show(p, -100, secret) }},
	"cropped": {"outside the page", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Entry("/CropBox [0 0 600 500]")
		show(p, 200, secret)
	}},
	"covered by a box": {"covered", func(d *pdftest.Doc, p *pdftest.Page) {
		show(p, 200, secret)
		p.Write("%s", box("1 g", 0, 580, 600, 50))
	}},
	"covered by a black box, as if blacked out": {"covered", func(d *pdftest.Doc, p *pdftest.Page) {
		show(p, 200, secret)
		p.Write("%s", box("0 g", 50, 590, 300, 20))
	}},
	"covered by boxes word by word": {"covered", func(d *pdftest.Doc, p *pdftest.Page) {
		show(p, 200, secret)
		for x := 50.0; x < 350; x += 20 {
			p.Write("%s", box("0 g", x, 590, 20, 20))
		}
	}},
	"covered by a picture": {"covered", func(d *pdftest.Doc, p *pdftest.Page) {
		show(p, 200, secret)
		p.Image(50, 150, 400, 100)
	}},
	"covered and written over": {"covered", func(d *pdftest.Doc, p *pdftest.Page) {
		show(p, 200, secret)
		p.Write("%s", box("1 g", 0, 580, 600, 50))
		show(p, 230, "Nothing was said.")
	}},
	"without opacity": {"transparent", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Resource("ExtGState", "G", "<< /ca 0 /CA 0 >>")
		p.Write("q /G gs")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"masked": {"transparent", func(d *pdftest.Doc, p *pdftest.Page) {
		form := d.Stream(
			"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Group << /S /Transparency /CS /DeviceGray >>",
			"0 g 0 0 600 800 re f",
		)
		p.Resource("ExtGState", "G", fmt.Sprintf("<< /SMask << /S /Luminosity /G %d 0 R >> >>", form))
		p.Write("q /G gs")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"white that is multiplied": {"transparent", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Resource("ExtGState", "G", "<< /BM /Multiply >>")
		p.Write("%s q /G gs 1 g", box("0.5 g", 0, 580, 600, 50))
		show(p, 200, secret)
		p.Write("Q")
	}},
	"neither filled nor stroked": {"invisible", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 3 Tr")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"neither filled nor stroked, beside a picture": {"invisible", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Image(50, 400, 200, 200)
		p.Write("q 3 Tr")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"a clip path": {"invisible", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 7 Tr")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"clipped": {"clipped", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 0 0 100 100 re W n")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"clipped to a triangle beside it": {"clipped", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 0 0 m 599 0 l 599 799 l 590 790 l 580 780 l 570 770 l 10 10 l h W n")
		show(p, 200, secret)
		p.Write("Q")
	}},
	"clipped by the box of a form": {"clipped", func(d *pdftest.Doc, p *pdftest.Page) {
		n := d.Stream(
			"/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Resources << /Font << /F << /Type /Font /Subtype "+
				"/Type1 /BaseFont /Helvetica >> >> >>",
			"BT /F 12 Tf 60 600 Td ("+secret+") Tj ET",
		)
		p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", n))
		p.Write("/X Do")
	}},
	"a layer that is off": {"hidden layer", func(d *pdftest.Doc, p *pdftest.Page) {
		n := d.Object("<< /Type /OCG /Name (draft) >>")
		d.Entry(fmt.Sprintf("/OCProperties << /OCGs [%d 0 R] /D << /OFF [%d 0 R] >> >>", n, n))
		p.Resource("Properties", "L", fmt.Sprintf("%d 0 R", n))
		p.Write("/OC /L BDC")
		show(p, 200, secret)
		p.Write("EMC")
	}},
	"a form of a layer that is off": {"hidden layer", func(d *pdftest.Doc, p *pdftest.Page) {
		n := d.Object("<< /Type /OCG /Name (draft) >>")
		d.Entry(fmt.Sprintf("/OCProperties << /OCGs [%d 0 R] /D << /BaseState /OFF >> >>", n))
		form := d.Stream(
			fmt.Sprintf(
				"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /OC %d 0 R /Resources << /Font << /F << /Type "+
					"/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
				n,
			),
			"BT /F 12 Tf 60 600 Td ("+secret+") Tj ET",
		)
		p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", form))
		p.Write("/X Do")
	}},
	"half a point high": {
		"too small to read",
		func(d *pdftest.Doc, p *pdftest.Page) { p.Text(60, 200, 0.5, pdftest.Roman, secret) },
	},
	"scaled to nothing": {"too small to read", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Write("q 0.02 0 0 0.02 60 600 cm BT /F1 12 Tf (%s) Tj ET Q", secret)
	}},
	"an annotation that is hidden": {"hidden annotation", func(d *pdftest.Doc, p *pdftest.Page) {
		p.Annotation(60, 180, 400, 200, "/Subtype /FreeText /F 2 /DA (/F1 12 Tf) /Contents ("+secret+")")
	}},
}

func TestTextThatNobodySeesIsHidden(t *testing.T) {
	for claim, c := range hiddenInPDF {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			show(p, 400, visible)
			c.write(d, p)
			show(p, 500, "The works go on in the spring.")
		}), input.Options{})
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
		if !strings.Contains(strings.ReplaceAll(doc.Text, "\n", " "), secret) {
			t.Errorf("%s: the text is lost: %q", claim, doc.Text)
			continue
		}
		if b := blockOf(t, doc, secret); b.Exclusion != document.Hidden || b.Reason != c.reason {
			t.Errorf("%s: %v, %q; want hidden, %q", claim, b.Exclusion, b.Reason, c.reason)
		}
		for _, words := range []string{visible, "in the spring"} {
			if b := blockOf(t, doc, words); b.Exclusion != document.Included {
				t.Errorf("%s: %q is %v, %q", claim, words, b.Exclusion, b.Reason)
			}
		}
		checkPages(t, claim, doc)
	}
}

// checkPages reports whether runs lie on the pages that they name, notes and cells that go on apart.
func checkPages(t *testing.T, claim string, doc *document.Document) {
	t.Helper()
	end := 0
	for i, p := range doc.Pages {
		if p.Start < end || p.End < p.Start {
			t.Errorf("%s: page %d is %v, after %d", claim, i+1, p.Span, end)
		}
		end = p.End
	}
	for r := range doc.Runs.All() {
		b := doc.BlockAt(r.Start)
		whole := b >= 0 && (doc.Blocks[b].Role == document.Note || doc.Blocks[b].Role == document.Cell)
		if p := doc.Pages[r.Page]; (r.Start < p.Start || r.End > p.End) && !(whole && r.End <= p.Start) {
			t.Errorf(
				"%s: run %q of page %d lies at %v, the page at %v",
				claim,
				r.Of(doc.Text),
				r.Page+1,
				r.Span,
				p.Span,
			)
		}
	}
}

func TestTextThatIsSeenIsNotHidden(t *testing.T) {
	for claim, write := range map[string]func(d *pdftest.Doc, p *pdftest.Page){
		"black": func(d *pdftest.Doc, p *pdftest.Page) { show(p, 200, secret) },
		"grey": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("0.8 g")
			show(p, 200, secret)
			p.Write("0 g")
		},
		"white on a dark box": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("%s 1 g", box("0.1 0.1 0.4 rg", 0, 580, 600, 50))
			show(p, 200, secret)
			p.Write("0 g")
		},
		"white on a dark box on a white one": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("%s %s 1 g", box("1 g", 0, 500, 600, 200), box("0.1 0.1 0.4 rg", 0, 580, 600, 50))
			show(p, 200, secret)
			p.Write("0 g")
		},
		"white on a picture": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Image(50, 150, 400, 100)
			p.Write("1 g")
			show(p, 200, secret)
			p.Write("0 g")
		},
		"white with a dark outline": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 1 g 0 G 0.3 w 2 Tr")
			show(p, 200, secret)
			p.Write("Q")
		},
		"an outline": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 1 g 0 G 0.3 w 1 Tr")
			show(p, 200, secret)
			p.Write("Q")
		},
		"half transparent": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("ExtGState", "G", "<< /ca 0.4 >>")
			p.Write("q /G gs")
			show(p, 200, secret)
			p.Write("Q")
		},
		"below a marker's stroke": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("ExtGState", "G", "<< /BM /Multiply >>")
			show(p, 200, secret)
			p.Write("q /G gs %s Q", box("1 1 0 rg", 50, 590, 300, 20))
		},
		"below glass": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("ExtGState", "G", "<< /ca 0.3 >>")
			show(p, 200, secret)
			p.Write("q /G gs %s Q", box("0 0 1 rg", 50, 590, 300, 20))
		},
		"a frame around it": func(d *pdftest.Doc, p *pdftest.Page) {
			show(p, 200, secret)
			p.Write("0 g 20 20 560 760 re 25 25 550 750 re f*")
		},
		"a box that touches its edge": func(d *pdftest.Doc, p *pdftest.Page) {
			show(p, 200, secret)
			p.Write("%s", box("1 g", 0, 580, 600, 19))
		},
		"within its clip path": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 50 590 400 30 re W n")
			show(p, 200, secret)
			p.Write("Q")
		},
		"within a clip path of many corners": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 10 500 m 20 650 l 300 700 l 590 700 l 595 500 l 400 450 l 300 400 l 20 450 l h W n")
			show(p, 200, secret)
			p.Write("Q")
		},
		"a layer that is on": func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Object("<< /Type /OCG /Name (text) >>")
			d.Entry(fmt.Sprintf("/OCProperties << /OCGs [%d 0 R] /D << >> >>", n))
			p.Resource("Properties", "L", fmt.Sprintf("%d 0 R", n))
			p.Write("/OC /L BDC")
			show(p, 200, secret)
			p.Write("EMC")
		},
		"a form in a form": func(d *pdftest.Doc, p *pdftest.Page) {
			const form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 10 0] /Resources << "
			inner := d.Stream(form+"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
				"BT /F 12 Tf 60 600 Td ("+secret+") Tj ET")
			outer := d.Stream(fmt.Sprintf("%s/XObject << /Y %d 0 R >> >>", form, inner),
				"q 0.9 0 0 0.9 20 20 cm /Y Do Q")
			p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", outer))
			p.Write("/X Do")
		},
		"two points high": func(d *pdftest.Doc, p *pdftest.Page) { p.Text(60, 200, 2, pdftest.Roman, secret) },
		"a picture in the form of its letters": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 7 Tr")
			show(p, 200, secret)
			p.Image(50, 150, 400, 100)
			p.Write("Q")
		},
		"recognised in a picture of the page": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Image(0, 0, 600, 800)
			p.Write("q 3 Tr")
			show(p, 200, secret)
			p.Write("Q")
		},
		"recognised below a picture of the page": func(d *pdftest.Doc, p *pdftest.Page) {
			show(p, 200, secret)
			show(p, 220, strings.Repeat("More words that were recognised. ", 3))
			show(p, 240, strings.Repeat("More words that were recognised. ", 3))
			show(p, 400, visible)
			p.Image(0, 0, 600, 480)
		},
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			write(d, p)
			for y := 500.0; y < 700; y += 20 {
				show(p, y, "The works go on in the spring, and the council will decide.")
			}
		}), input.Options{})
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
		for _, b := range doc.Blocks {
			if b.Exclusion != document.Included {
				t.Errorf("%s: %q is %v, %q", claim, b.Of(doc.Text), b.Exclusion, b.Reason)
			}
		}
		find(t, doc, secret)
	}
}

// TestInvisibleTextOverItsOutlines: some programs draw text as shapes and lay it over them, so that
// it can be found.
func TestInvisibleTextOverItsOutlines(t *testing.T) {
	src := paged(func(d *pdftest.Doc, p *pdftest.Page) {
		for x := 60.0; x < 240; x += 6 {
			p.Write("0 g %g 600 m %g 608 l %g 600 l f", x, x+2, x+4)
		}
		p.Write("q 3 Tr")
		show(p, 200, secret)
		show(p, 400, "Hidden where nothing is drawn.")
		p.Write("Q")
	})
	doc := readAsPDF(t, src, input.Options{})
	if b := blockOf(t, doc, secret); b.Exclusion != document.Included {
		t.Errorf("text over its outlines is %v, %q", b.Exclusion, b.Reason)
	}
	if b := blockOf(t, doc, "Hidden where nothing is drawn."); b.Exclusion != document.Hidden {
		t.Errorf("text over nothing is %v", b.Exclusion)
	}
}
