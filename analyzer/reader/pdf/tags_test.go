package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/pdftest"
)

// tagged writes each line into an element of its own within another.
func tagged(
	d *pdftest.Doc, p *pdftest.Page, within *pdftest.Element, kind string, x, y, size float64, lines ...string,
) {
	e := d.Element(within, kind)
	for i, s := range lines {
		p.Within(e, func() { p.Text(x, y+1.2*size*float64(i), size, pdftest.Roman, s) })
	}
}

func TestTagsSayWhatALineIs(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 700)
	tagged(&d, p, nil, "H1", 50, 60, 11, "Reception of people")
	tagged(&d, p, nil, "P", 50, 90, 11, "Nothing in the looks of the line above", "tells that it is a heading.")
	list := d.Element(nil, "L")
	item := d.Element(list, "LI")
	mark := d.Element(item, "Lbl")
	p.Within(mark, func() { p.Text(50, 130, 11, pdftest.Roman, "o") })
	text := d.Element(item, "LBody")
	tagged(&d, p, text, "P", 70, 130, 11, "The first item, which has", "two lines.")
	tagged(&d, p, text, "P", 70, 160, 11, "It has a second paragraph.")
	tagged(&d, p, nil, "BlockQuote", 50, 190, 11, "We never said so.")
	part := d.Element(nil, "Sect")
	for i, s := range []string{"Text in no paragraph,", "which programs put into", "elements without a meaning."} {
		tagged(&d, p, part, "NonStruct", 50, 250+13*float64(i), 11, s)
	}
	tagged(&d, p, nil, "Note", 50, 320, 11, "A note that stands in letters of the usual size.")
	p.Text(250, 680, 11, pdftest.Roman, "7 of the report")
	same(t, laid(t, &d), []string{
		"title: Reception of people",
		"body: Nothing in the looks of the line above tells that it is a heading.",
		"list item: o The first item, which has two lines.",
		"body: It has a second paragraph.",
		"block quote: We never said so.",
		"body: Text in no paragraph, which programs put into elements without a meaning.",
		"note: A note that stands in letters of the usual size.",
		"running head: 7 of the report",
	})
}

// The rows of the table are too close for any gap to tell the cells apart, and the content goes
// through them line by line.
func TestTagsTellTheCellsOfATable(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	table := d.Element(nil, "Table")
	for i, row := range [][2][2]string{
		{{"Words that", "are in use"}, {"What may be", "said instead"}},
		{{"A flood of", "Asylum seekers"}, {"Many people who", "Ask for protection"}},
	} {
		tr := d.Element(table, "TR")
		cells := [2]*pdftest.Element{d.Element(tr, "TD"), d.Element(tr, "TD")}
		for line := range 2 {
			for k, cell := range cells {
				x, y := 50+80*float64(k), 60+50*float64(i)+13*float64(line)
				p.Within(cell, func() { p.Text(x, y, 11, pdftest.Roman, row[k][line]) })
			}
		}
	}
	var got []string
	for _, b := range Layout(read(t, d.String())) {
		got = append(got, fmt.Sprintf("%v %d/%d: %s", b.Role, b.Row, b.Column, words(b)))
	}
	same(t, got, []string{
		"cell 1/1: Words that are in use", "cell 1/2: What may be said instead",
		"cell 2/1: A flood of Asylum seekers", "cell 2/2: Many people who Ask for protection",
	})
}

func TestParagraphThatTheFileSaysIsOneStaysOne(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	tagged(&d, p, nil, "P", 50, 60, 11, "The members asked the Council of the European", "Union to answer.",
		"Short as the line above is, the paragraph goes on.")
	tagged(&d, p, nil, "P", 50, 100, 11, "Another one begins here, without any space.")
	same(t, laid(t, &d), []string{
		"body: The members asked the Council of the European Union to answer. " +
			"Short as the line above is, the paragraph goes on.",
		"body: Another one begins here, without any space.",
	})
}

// Some programs make a paragraph of every line. Then what they say is worth nothing.
func TestTagsThatCutSentencesAreNotBelieved(t *testing.T) {
	const sentence = "The council spoke of the flood of people who had come over the sea in the year before. "
	text := pdftest.Wrap(300, 11, pdftest.Roman, strings.Repeat(sentence, 8))
	var d pdftest.Doc
	p := d.Page(500, 700)
	for i, line := range text {
		tagged(&d, p, nil, "P", 50, 60+13*float64(i), 11, line)
	}
	same(t, laid(t, &d), []string{"body: " + strings.Join(text, " ")})
}

func TestPageFullOfElementsIsRead(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	deep := d.Element(nil, "Sect")
	for range 300 {
		deep = d.Element(deep, "Sect")
	}
	tagged(&d, p, deep, "P", 50, 60, 11, "Deep down there is a paragraph.")
	tagged(&d, p, nil, "H2", 50, 100, 11, "Not so deep")
	got := strings.Join(laid(t, &d), "\n")
	for _, want := range []string{"Deep down there is a paragraph.", "heading: Not so deep"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// An element that holds itself must not keep the engine busy, whatever else is lost of the
// structure.
func TestElementsInACircleEnd(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	outer := d.Element(nil, "Sect")
	inner := d.Element(outer, "Sect")
	tagged(&d, p, inner, "P", 50, 60, 11, "This is read all the same.")
	src := d.String()
	first := strings.Index(src, "/S /Sect")
	second := strings.Index(src[first+1:], "/S /Sect") + first + 1
	for _, circle := range []string{
		src[:second] + strings.Replace(src[second:], "/K [ ", "/K [ 9 0 R ", 1),
		strings.Replace(src, "/S /Sect /P 8 0 R", "/S /Sect /P 9 0 R", 1),
	} {
		doc := opened(t, circle, Options{})
		page, err := doc.Page(context.Background(), 0)
		if err != nil && !errors.Is(err, ErrLimit) {
			t.Fatal(err)
		}
		if err != nil {
			continue
		}
		if words(layout.Block{Lines: []layout.Line{{Chars: page.Chars}}}) != "This is read all the same." {
			t.Errorf("the page has %d characters, want all", len(page.Chars))
		}
	}
}

func TestStructureThatTakesTooMuchWorkLosesNoText(t *testing.T) {
	var d pdftest.Doc
	const pages = 40
	for range pages {
		p := d.Page(500, 400)
		for k := range 20 {
			tagged(&d, p, nil, "P", 50, 20+18*float64(k), 11, "One of many.")
		}
	}
	doc := opened(t, d.String(), Options{}).(*pdfiumDoc)
	doc.tagWork = 1
	with := 0
	for i := range pages {
		p, err := doc.Page(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(words(layout.Block{Lines: []layout.Line{{Chars: p.Chars}}}), "One of many."); n != 20 {
			t.Errorf("page %d has %d of its 20 paragraphs", i+1, n)
		}
		if len(p.Elements) > 0 {
			with++
		}
	}
	if with == 0 || with == pages {
		t.Errorf("%d pages have elements, want the first ones", with)
	}
}

func TestSecondParagraphOfAnItemGoesOnOnTheNextPage(t *testing.T) {
	var d pdftest.Doc
	first, second := d.Page(500, 400), d.Page(500, 400)
	item := d.Element(d.Element(nil, "L"), "LI")
	body := d.Element(item, "LBody")
	tagged(&d, first, body, "P", 50, 300, 11, "The first paragraph of the item ends on its page, in a line of its own.")
	long := d.Element(body, "P")
	first.Within(long, func() {
		first.Text(50, 330, 11, pdftest.Roman, "The second one asks the members of the European")
	})
	second.Within(long, func() { second.Text(50, 60, 11, pdftest.Roman, "union for an answer.") })
	same(t, laid(t, &d), []string{
		"list item: The first paragraph of the item ends on its page, in a line of its own.",
		"body: The second one asks the members of the European union for an answer.",
	})
}
