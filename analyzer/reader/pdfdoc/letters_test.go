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

// mappedFont adds a font whose letters the file says are what the function gives for them, and
// returns its number.
func mappedFont(d *pdftest.Doc, base string, letters string, to func(c rune) string) int {
	var b strings.Builder
	b.WriteString(
		"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def 1 begincodespacerange " +
			"<00><ff> endcodespacerange\n",
	)
	fmt.Fprintf(&b, "%d beginbfchar\n", len(letters))
	for _, c := range letters {
		fmt.Fprintf(&b, "<%02x><%s>\n", c, to(c))
	}
	b.WriteString("endbfchar endcmap end end")
	return d.Object(
		"<< /Type /Font /Subtype /Type1 /BaseFont /%s /ToUnicode %d 0 R >>",
		base,
		d.Stream("", b.String()),
	)
}

const alphabet = "abcdefghijklmnopqrstuvwxyz"

func TestLettersWithoutUnicodeAreNamed(t *testing.T) {
	for claim, to := range map[string]func(c rune) string{
		"no character":      func(rune) string { return "0000" },
		"a blank":           func(rune) string { return "0020" },
		"a wide blank":      func(rune) string { return "2003" },
		"nothing wide":      func(rune) string { return "200b" },
		"a joiner":          func(rune) string { return "200d" },
		"a soft place":      func(rune) string { return "feff" },
		"a tabulator":       func(rune) string { return "0009" },
		"a line end":        func(rune) string { return "000a" },
		"a replacement":     func(rune) string { return "fffd" },
		"a private use":     func(c rune) string { return fmt.Sprintf("%04x", 0xE000+c) },
		"a control":         func(c rune) string { return fmt.Sprintf("%04x", 0x80+c%0x20) },
		"the Braille blank": func(rune) string { return "2800" },
		"the Hangul filler": func(rune) string { return "3164" },
		"a no-break blank":  func(rune) string { return "00a0" },
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("Font", "M", fmt.Sprintf("%d 0 R", mappedFont(d, "Helvetica", alphabet, to)))
			for y := 100.0; y < 400; y += 20 {
				show(p, y, visible)
			}
			p.Write("BT /M 12 Tf 60 380 Td (The flood of migrants.) Tj ET")
		}), input.Options{})
		if len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "letters without usable Unicode" || doc.Gaps[0].Page != 1 ||
			!strings.Contains(doc.Gaps[0].Hint, "in the font Helvetica") {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}

// TestWordOfBlanksIsNamed: letters that the file says are blanks between blanks that are some.
func TestWordOfBlanksIsNamed(t *testing.T) {
	doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
		p.Resource(
			"Font",
			"M",
			fmt.Sprintf("%d 0 R", mappedFont(d, "Helvetica", "flod", func(rune) string { return "0020" })),
		)
		show(p, 100, visible)
		p.Write("BT /M 12 Tf 60 600 Td (A flood was seen.) Tj ET")
		p.Write("BT /M 12 Tf 60 500 Td (Name               [x]) Tj ET")
	}), input.Options{})
	if len(doc.Gaps) != 1 ||
		doc.Gaps[0].Hint != "line 2: 1 word in the font Helvetica; "+"run text recognition (OCR) on the file, "+
			"and check the recognised one" {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
}

// TestLigatureWithoutUnicodeIsNamed: one letter of a word that nobody can read is enough.
func TestLigatureWithoutUnicodeIsNamed(t *testing.T) {
	doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
		p.Resource(
			"Font",
			"M",
			fmt.Sprintf("%d 0 R", mappedFont(d, "Helvetica", "d", func(rune) string { return "e042" })),
		)
		show(p, 100, visible)
		p.Write("BT /M 12 Tf 60 600 Td (The flood of migrants.) Tj ET")
	}), input.Options{})
	if len(doc.Gaps) != 1 ||
		doc.Gaps[0].Hint != "line 2: 1 word in the font Helvetica; "+"run text recognition (OCR) on the file, "+
			"and check the recognised one" {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
}

func TestOrnamentsAreNoLetters(t *testing.T) {
	for claim, write := range map[string]func(d *pdftest.Doc, p *pdftest.Page){
		"bullets": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("Font", "M", fmt.Sprintf("%d 0 R", mappedFont(d, "Symbol", "l",
				func(rune) string { return "f0b7" })))
			for y := 300; y < 500; y += 20 {
				p.Write("BT /M 12 Tf 60 %d Td (l) Tj /F1 12 Tf 20 0 Td (An item of a list) Tj ET", y)
			}
		},
		"a row of stars": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("Font", "M", fmt.Sprintf("%d 0 R", mappedFont(d, "Helvetica", "x",
				func(rune) string { return "e001" })))
			p.Write("BT /M 12 Tf 60 300 Td (xxxxxxxxxxxx) Tj ET")
		},
		"dingbats": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Resource("Font", "M", fmt.Sprintf("%d 0 R", d.Object("<< /Type /Font /Subtype /Type1 /BaseFont "+
				"/ZapfDingbats >>")))
			p.Write("BT /M 12 Tf 60 300 Td (4 l n) Tj ET")
		},
		"real blanks": func(d *pdftest.Doc, p *pdftest.Page) {
			p.Write("BT /F1 12 Tf 60 300 Td (Name          and          date) Tj ET")
		},
	} {
		doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
			for y := 100.0; y < 200; y += 20 {
				show(p, y, visible)
			}
			write(d, p)
		}), input.Options{})
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %s", claim, readertest.Gaps(doc))
		}
	}
}

func TestTextThatIsToldInsteadOfWhatIsDrawn(t *testing.T) {
	const calm = "Nothing of note was said here."
	for claim, c := range map[string]struct {
		drawn, told string
		text        string // that is read, "" for what is drawn
		differs     bool
	}{
		"the same":                 {drawn: secret, told: secret},
		"spelled with blanks":      {drawn: "S t o p", told: "Stop"},
		"with a divided word":      {drawn: "immi- grants", told: "immigrants"},
		"an initial":               {drawn: "T he council met", told: "The council met"},
		"nothing for a hyphen":     {drawn: "-", told: ""},
		"a word for a sign":        {drawn: "&", told: "and", text: "and"},
		"a name for a logo":        {drawn: "*", told: "Ministry of Norland", text: "Ministry of Norland"},
		"harm behind what is calm": {drawn: calm, told: secret, differs: true},
		"calm before what is harm": {drawn: secret, told: calm, differs: true},
		"nothing for harm":         {drawn: secret, told: "  ", differs: true},
		"another letter":           {drawn: "flood", told: "fluid", differs: true},
		"a sentence for a sign":    {drawn: "*", told: secret + " " + secret, differs: true},
		"a word more in a long text": {drawn: "No flood came.", told: "A flood of illegal migrants came.",
			differs: true},
	} {
		for where, write := range map[string]func(d *pdftest.Doc, p *pdftest.Page){
			"in the content": func(_ *pdftest.Doc, p *pdftest.Page) {
				p.Write("/Span << /ActualText (%s) >> BDC", c.told)
				show(p, 200, c.drawn)
				p.Write("EMC")
			},
			"by name": func(_ *pdftest.Doc, p *pdftest.Page) {
				p.Resource("Properties", "T", "<< /ActualText ("+c.told+") >>")
				p.Write("/Span /T BDC")
				show(p, 200, c.drawn)
				p.Write("EMC")
			},
			"in the structure": func(d *pdftest.Doc, p *pdftest.Page) {
				e := d.Element(nil, "P")
				e.Entry("/ActualText (" + c.told + ")")
				p.Within(e, func() { show(p, 200, c.drawn) })
			},
		} {
			if where == "in the structure" && c.text != "" {
				continue // There it is no part of the text for any reader.
			}
			doc := readAsPDF(t, paged(func(d *pdftest.Doc, p *pdftest.Page) {
				write(d, p)
				show(p, 300, visible)
			}), input.Options{})
			want := c.text
			if want == "" {
				want = c.drawn
			}
			if want != "-" {
				if b := blockOf(t, doc, want); b.Exclusion != document.Included {
					t.Errorf("%s, %s: %q is %v", claim, where, want, b.Exclusion)
				}
			}
			named := slices.ContainsFunc(
				doc.Gaps,
				func(g document.Gap) bool { return g.Reason == "ActualText differs from what is drawn" && g.Page == 1 },
			)
			if named != c.differs || len(doc.Gaps) > 1 || len(doc.Gaps) == 1 && !c.differs {
				t.Errorf("%s, %s: gaps %s", claim, where, readertest.Gaps(doc))
			}
			if told := strings.TrimSpace(c.told); c.differs && told != "" {
				if b := blockOf(t, doc, told); b.Exclusion != document.Hidden {
					t.Errorf("%s, %s: what is told is %v", claim, where, b.Exclusion)
				}
			}
		}
	}
}

// TestReplacementsHoldForAllPages: two pages may name one list of entries.
func TestReplacementsHoldForAllPages(t *testing.T) {
	var d pdftest.Doc
	n := d.Object("<< /ActualText (Nothing of note.) >>")
	for range 3 {
		p := d.Page(600, 800)
		p.Resource("Properties", "T", fmt.Sprintf("%d 0 R", n))
		p.Write("/Span /T BDC")
		show(p, 200, secret)
		p.Write("EMC")
	}
	doc := readAsPDF(t, d.String(), input.Options{})
	if len(doc.Gaps) != 3 {
		t.Errorf("gaps %s, want one on each page", readertest.Gaps(doc))
	}
}

// TestReplacementInUTF16IsDecoded: programs tell each letter of Arabic so.
func TestReplacementInUTF16IsDecoded(t *testing.T) {
	doc := readAsPDF(t, paged(func(_ *pdftest.Doc, p *pdftest.Page) {
		p.Write("/Span << /ActualText <feff201c00730061006900640020006e006f201d> >> BDC")
		show(p, 200, "“said no”")
		p.Write("EMC")
		show(p, 300, visible)
	}), input.Options{})
	if len(doc.Gaps) > 0 {
		t.Errorf("gaps %s", readertest.Gaps(doc))
	}
	if b := blockOf(t, doc, "“said no”"); b.Exclusion != document.Included {
		t.Errorf("the text is %v", b.Exclusion)
	}
}

// The engine has no widths for a font that the file does not hold, and leaves out what is not wide.
func TestTextThatRunsDownInAFontOfOthersIsNamed(t *testing.T) {
	for encoding, gaps := range map[string]int{"UniJIS-UCS2-V": 1, "UniJIS-UCS2-H": 0} {
		var d pdftest.Doc
		p := d.Page(400, 500)
		font := d.Object("<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /%s /DescendantFonts [<< "+
			"/Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) "+
			"/Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /Ascent 723 /Descent -241 "+
			"/CapHeight 709 /ItalicAngle 0 /StemV 69 /FontBBox [-123 -257 1001 910] >> >>] >>", encoding)
		p.Resource("Font", "J", fmt.Sprintf("%d 0 R", font))
		p.Write("BT /J 14 Tf 1 0 0 1 50 450 Tm <65e5672c8a9e306e65877ae0306f4e0a304b30894e0b3078> Tj ET\n")
		doc := readAsPDF(t, d.String(), input.Options{})
		if len(doc.Gaps) != gaps || gaps > 0 && (doc.Gaps[0].Reason != "text not read" || doc.Gaps[0].Page != 1) {
			t.Errorf("%s: gaps %+v, text %q", encoding, doc.Gaps, doc.Text)
		}
	}
}
