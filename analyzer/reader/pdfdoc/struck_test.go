package pdfdoc_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// struckLine writes "The agency counts <old> <new> in each county." and returns where the old and
// the new words are, from left to right.
func struckLine(p *pdftest.Page, y float64, old, new string) (oldLeft, oldRight, newLeft, newRight float64) {
	const size = 12
	width := func(s string) float64 { return pdftest.Width(size, pdftest.Roman, s) }
	before := "The agency counts "
	p.Text(60, y, size, pdftest.Roman, before+old+" "+new+" in each county.")
	oldLeft = 60 + width(before)
	oldRight = oldLeft + width(old)
	newLeft = oldRight + width(" ")
	return oldLeft, oldRight, newLeft, newLeft + width(new)
}

// excludedTexts are the excluded blocks of a document, and the text of the others.
func excludedTexts(doc *document.Document) (rest string, excluded []string) {
	for _, b := range doc.Blocks {
		text := strings.ReplaceAll(b.Of(doc.Text), "\n", " ")
		if b.Exclusion == document.Included {
			rest += text + "\n"
		} else {
			excluded = append(excluded, fmt.Sprintf("%v %s: %s", b.Exclusion, b.Reason, text))
		}
	}
	return strings.TrimSpace(rest), excluded
}

func TestStruckTextIsDeleted(t *testing.T) {
	const y = 200.0
	for claim, strike := range map[string]func(d *pdftest.Doc, p *pdftest.Page, left, right float64){
		"a line": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left, y-3.5,
				right, y-3.5)
		},
		"a line before it": nil,
		"a thin box": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Write("%s", box("0 g", left, 603, right-left, 0.7))
		},
		"a red line": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Write("q 1 0 0 RG 1 w %g 603.5 m %g 603.5 l S Q", left, right)
		},
		"two lines": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left, y-3, right, y-3)
			p.Rule(left, y-5, right, y-5)
		},
		"a line a bit long": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left-2, y-3.5,
				right+2, y-3.5)
		},
		"a line for each syllable": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			for x := left; x < right; x += 8 {
				p.Write("%s", box("0 g", x, 603, min(8, right-x), 0.5))
			}
		},
		"a path of several lines": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Write("0.5 w 60 300 m 300 300 l 60 320 m 300 320 l %g 603.5 m %g 603.5 l S", left, right)
		},
		"a line in a form": func(d *pdftest.Doc, p *pdftest.Page, left, right float64) {
			n := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [2 0 0 2 0 0]",
				fmt.Sprintf("0.3 w %g 301.7 m %g 301.7 l S", left/2, right/2))
			p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", n))
			p.Write("/X Do")
		},
		"an annotation": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Annotation(left, y-10, right, y+3, fmt.Sprintf("/Subtype /StrikeOut /F 4 /QuadPoints [%g 610 %g "+
				"610 %g 597 %g 597]", left, right, left, right))
		},
		"an annotation without points": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Annotation(left, y-10, right, y+3, "/Subtype /StrikeOut /F 4")
		},
	} {
		src := paged(func(d *pdftest.Doc, p *pdftest.Page) {
			if strike == nil {
				left, right, _, _ := struckLine(&pdftest.Page{}, y, "illegal aliens", "noncitizens")
				p.Rule(left, y-3.5, right, y-3.5)
			}
			left, right, _, _ := struckLine(p, y, "illegal aliens", "noncitizens")
			if strike != nil {
				strike(d, p, left, right)
			}
		})
		doc := readAsPDF(t, src, input.Options{})
		rest, excluded := excludedTexts(doc)
		if rest != "The agency counts noncitizens in each county." ||
			!slices.Equal(excluded, []string{"deleted struck through: illegal aliens"}) {
			t.Errorf("%s: text %q, excluded %q", claim, rest, excluded)
		}
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}

func TestLinesThatStrikeNothingOut(t *testing.T) {
	const y = 200.0
	for claim, draw := range map[string]func(d *pdftest.Doc, p *pdftest.Page, left, right float64){
		"underlined": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left,
				y+1.5, right, y+1.5)
		},
		"underlined through descenders": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left,
				y+0.5, right, y+0.5)
		},
		"a line above": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Rule(left,
				y-9.5, right, y-9.5)
		},
		"a line of a grid": func(_ *pdftest.Doc, p *pdftest.Page, _, _ float64) {
			p.Rule(20, y-3.5,
				580, y-3.5)
		},
		"a white line": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Write("q 1 G 0.5 w %g 603.5 m %g 603.5 l S Q", left, right)
		},
		"a line without opacity": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Resource("ExtGState", "G", "<< /CA 0 >>")
			p.Write("q /G gs 0.5 w %g 603.5 m %g 603.5 l S Q", left, right)
		},
		"a line through one letter": func(_ *pdftest.Doc, p *pdftest.Page, left, _ float64) {
			p.Rule(left, y-3.5,
				left+4, y-3.5)
		},
		"an upright line": func(_ *pdftest.Doc, p *pdftest.Page, left, _ float64) {
			p.Rule(left+5, y-10,
				left+5, y+3)
		},
		"a marker's stroke": func(d *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Resource("ExtGState", "G", "<< /BM /Multiply >>")
			p.Write("q /G gs %s Q", box("1 1 0 rg", left, 597, right-left, 13))
		},
		"an annotation that is hidden": func(_ *pdftest.Doc, p *pdftest.Page, left, right float64) {
			p.Annotation(left, y-10, right, y+3, "/Subtype /StrikeOut /F 2")
		},
		"a table": func(_ *pdftest.Doc, p *pdftest.Page, _, _ float64) {
			for row := range 8 {
				p.Rule(50, y-16+float64(row)*20, 400, y-16+float64(row)*20)
				p.Text(60, y+20*float64(row+1), 12, pdftest.Roman, "illegal aliens")
			}
		},
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			left, right, _, _ := struckLine(p, y, "illegal aliens", "and refugees")
			draw(d, p, left, right)
		}), input.Options{})
		if rest, excluded := excludedTexts(doc); !strings.HasPrefix(
			rest,
			"The agency counts illegal aliens and refugees in each county.",
		) ||
			excluded != nil {
			t.Errorf("%s: text %q, excluded %q", claim, rest, excluded)
		}
		for _, m := range doc.Marks {
			t.Errorf("%s: mark %v", claim, m)
		}
	}
}

func TestUnderlinedTextIsNewWhereOldTextIsStruck(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		left, right, from, to := struckLine(p, 200, "illegal aliens", "noncitizens")
		p.Rule(left, 196.5, right, 196.5)
		p.Rule(from, 201.5, to, 201.5)
		p.Text(60, 240, 12, pdftest.Roman, "Signature")
		p.Rule(60, 241.5, 400, 241.5)
	}), input.Options{})
	if len(doc.Marks) != 1 || doc.Marks[0].Kind != document.Inserted || doc.Marks[0].Of(doc.Text) != "noncitizens" {
		t.Errorf("marks %+v, want noncitizens inserted", doc.Marks)
	}
}

// TestPartsOfWordsAreStruckWhereWordsAre: a line through a letter counts where others go through
// words.
func TestPartsOfWordsAreStruckWhereWordsAre(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		left, right, _, _ := struckLine(p, 200, "illegal", "migrants")
		p.Rule(left, 196.5, right, 196.5)
		_, last, _, _ := struckLine(p, 230, "aliens", "here")
		p.Rule(last-pdftest.Width(12, pdftest.Roman, "s"), 226.5, last, 226.5)
	}), input.Options{})
	rest, excluded := excludedTexts(doc)
	if want := "The agency counts migrants in each county. The agency counts alien here in each county."; rest != want ||
		len(excluded) != 2 {
		t.Errorf("text %q, excluded %q", rest, excluded)
	}
}

// TestStruckTextOverPageBreaks: what is struck stays on its page, and the sentence around it whole.
func TestStruckTextOverPageBreaks(t *testing.T) {
	var d pdftest.Doc
	lines := pdftest.Wrap(
		300,
		12,
		pdftest.Roman,
		strings.Repeat("the agency counts the illegal aliens who live in the county and ", 12)+"reports the number.",
	)
	per := len(lines)/3 + 1
	for from := 0; from < len(lines); from += per {
		p := d.Page(420, 300)
		p.Text(60, 30, 9, pdftest.Roman, "Norland Gazette")
		for i, l := range lines[from:min(len(lines), from+per)] {
			y := 60 + 16*float64(i)
			p.Text(60, y, 12, pdftest.Roman, l)
			if at := strings.Index(l, "illegal aliens"); at >= 0 {
				left := 60 + pdftest.Width(12, pdftest.Roman, l[:at])
				p.Rule(left, y-3.5, left+pdftest.Width(12, pdftest.Roman, "illegal aliens"), y-3.5)
			}
		}
	}
	doc := readAsPDF(t, d.String(), input.Options{})
	checkPages(t, "struck over page breaks", doc)
	pages := map[int]int{}
	for _, b := range doc.Blocks {
		switch text := b.Of(doc.Text); {
		case b.Exclusion == document.Deleted:
			p := doc.Locate(b.Span)
			pages[p.Page]++
			if page := doc.Pages[p.Page-1]; !page.Contains(b.Span) || len(p.Boxes) == 0 {
				t.Errorf("struck %q is located at %+v", text, p)
			}
		case strings.Contains(text, "  "):
			t.Errorf("two blanks in %q", text)
		}
	}
	if len(pages) != 3 {
		t.Errorf("struck text on pages %v, want on all three", pages)
	}
	find(t, doc, "the agency counts the who live in the county")
}
