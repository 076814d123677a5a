package pdftest

import "fmt"

// Bill is an invented bill with an explanatory statement: page labels, running heads, two columns,
// printed line numbers, a note, words divided at line ends and a sentence that runs over a page
// break. It is testdata/docs/border-order-bill.pdf.
func Bill() string {
	b := bill{&Doc{}}
	b.doc.Label(0, "r", "")
	b.doc.Label(2, "D", "")
	b.cover()
	b.statement()
	b.firstPart()
	b.secondPart()
	return b.doc.String()
}

// bill is the bill while it is being written.
type bill struct{ doc *Doc }

// The measures of the bill's pages.
const (
	billWidth, billHeight = 612, 792
	billLeft              = 108.0
	billMeasure           = 396.0
	billSize, billLeading = 11.0, 16.0
)

const billTitle = "Border Order and Returns Bill"

// page begins a page of the bill.
func (b *bill) page(name string) *Page {
	p := b.doc.Page(billWidth, billHeight)
	p.Centred(billWidth/2, 752, 9, Roman, name)
	if len(b.doc.pages) > 1 {
		p.Text(billLeft, 46, 9, Italic, billTitle)
		p.Text(400, 46, 9, Italic, "Parliament of Norland")
		p.Rule(billLeft, 52, billLeft+billMeasure, 52)
	}
	return p
}

// paragraph writes a paragraph and returns where the next one would stand.
func (b *bill) paragraph(p *Page, y float64, text string) float64 {
	lines := Wrap(billMeasure-18, billSize, Roman, text)
	p.Text(billLeft+18, y, billSize, Roman, lines[0])
	rest := Wrap(billMeasure, billSize, Roman, text[len(lines[0]):])
	return p.Lines(billLeft, y+billLeading, billSize, billLeading, Roman, rest...) + 4
}

// cover has the title and the preamble.
func (b *bill) cover() {
	p := b.page("i")
	p.Centred(billWidth/2, 110, 10, Roman, "PARLIAMENT OF NORLAND")
	p.Centred(billWidth/2, 128, 10, Roman, "SECOND SESSION 2031")
	p.Centred(billWidth/2, 170, 18, Bold, billTitle)
	p.Centred(billWidth/2, 214, 12, Bold, "A BILL")
	p.Centred(billWidth/2, 236, billSize, Roman,
		"to restore order at the external border, to speed up the return of persons")
	p.Centred(billWidth/2, 252, billSize, Roman, "who have no right to stay, and for connected purposes")
	p.Text(billLeft, 300, 12, Bold, "Preamble")
	y := b.paragraph(p, 324, "Whereas the southern districts have faced a flood of migrants since the spring of "+
		"2029, and whereas the reception centres of those districts were built for half as many people as they now "+
		"house, it is necessary to provide for orderly procedures.")
	y = b.paragraph(p, y, "Whereas the Minister told this House on 4 March that “a tidal wave of refugees is "+
		"heading for our coast”, and whereas the Commissioner for Human Rights has called that language "+
		"dehumanising, this House takes note of both statements.")
	b.paragraph(p, y, "Whereas no human being is illegal, and whereas every person who seeks protection must be "+
		"heard, nothing in this Act limits the right to apply for asylum.")
}

// statement is in two columns.
func (b *bill) statement() {
	p := b.page("ii")
	p.Centred(billWidth/2, 90, 13, Bold, "EXPLANATORY STATEMENT")
	column := func(x float64, paragraphs ...[]string) {
		y := 122.0
		for _, lines := range paragraphs {
			p.Text(x+10, y, 10, Roman, lines[0])
			y = p.Lines(x, y+13, 10, 13, Roman, lines[1:]...) + 5
		}
	}
	column(billLeft, []string{
		"The bill answers a growing concern",
		"in the border districts. Mayors of six",
		"towns have written to the Government",
		"that they can no longer house the",
		"people who arrive. The districts ask",
		"for faster decisions, for more places",
		"in schools and for clear rules.",
	}, []string{
		"Part 1 sets out who may be held at",
		"the border and for how long. It does",
		"not change the rights of children.",
		"Officers who meet undocumented immi-",
		"grants in the border zone must inform",
		"them, in a language that they under-",
		"stand, of their right to a lawyer.",
	}, []string{
		"Part 2 deals with returns. According",
		"to the Border Agency some 4,000 so-",
	})
	column(318, []string{
		"called “illegals” live in the district",
		"of Westmark. The Agency could not say",
		"how the number was found.",
	}, []string{
		"The Chamber of Commerce warns that",
		"the word invasion, which some speakers",
		"used in the first reading, frightens",
		"workers away from the harvest.",
	}, []string{
		"The cost of the bill is estimated at",
		"12 million crowns a year, of which the",
		"larger part is for interpreters and",
		"for the training of officers.",
	})
}

// firstPart has numbered lines, of which the last ends within a sentence.
func (b *bill) firstPart() {
	p := b.page("1")
	numbered := []struct {
		text string
		font Font
		x    float64
	}{
		{"PART 1", Bold, 250}, {"DETENTION AT THE BORDER", Bold, 198},
		{"SECTION 1. SHORT TITLE.", Bold, 0},
		{"This Act may be cited as the “Border Order and Returns Act 2031”.", Roman, 18},
		{"SEC. 2. DEFINITIONS.", Bold, 0},
		{"In this Act—", Roman, 18},
		{"(a) “Agency” means the Border Agency;", Roman, 18},
		{"(b) “illegal immigrant” means a person who is present in Norland", Roman, 18},
		{"without a permit that the law requires.", Roman, 0},
		{"SEC. 3. POWER TO DETAIN.", Bold, 0},
		{"(1) An officer may detain any person whom the officer believes to be", Roman, 18},
		{"an illegal immigrant for up to 72 hours.", Roman, 0},
		{"(2) Illegal immigrants who are detained under subsection (1) shall be", Roman, 18},
		{"brought before a judge without delay.", Roman, 0},
		{"(3) No unaccompanied child shall be detained under this section.", Roman, 18},
		{"SEC. 4. BORDER ZONE.", Bold, 0},
		{"(1) The Minister may by order declare a strip of land of no more than", Roman, 18},
		{"ten kilometres along the border to be the border zone.", Roman, 0},
		{"(2) In the border zone the Agency may build fences and may use cameras", Roman, 18},
		{"in order to stem the flow of migrants and to catch the smugglers who", Roman, 0},
		{"bring illegal", Roman, 0},
	}
	y := 90.0
	for i, l := range numbered {
		p.Text(billLeft-18-Width(9, Roman, fmt.Sprint(i+1)), y, 9, Roman, fmt.Sprint(i+1))
		p.Text(billLeft+l.x, y, billSize, l.font, l.text)
		y += 28
	}
}

// secondPart has a footnote.
func (b *bill) secondPart() {
	p := b.page("2")
	y := p.Lines(billLeft, 90, billSize, billLeading, Roman,
		"immigrants across the river Asp at night and leave them without food",
		"or shelter.") + 14
	p.Centred(billWidth/2, y, billSize, Bold, "PART 2")
	p.Centred(billWidth/2, y+billLeading, billSize, Bold, "RETURNS")
	p.Text(billLeft, y+3*billLeading, billSize, Bold, "SEC. 5. RETURN DECISIONS.")
	y = b.paragraph(p, y+4*billLeading, "(1) A return decision shall state its reasons in writing. It shall "+
		"not describe the person as a criminal alien unless a court has found the person guilty of an offence.")
	p.Text(billLeft+18, y, billSize, Roman, "(2) A person who has lived in Norland for five years")
	wide := Width(billSize, Roman, "(2) A person who has lived in Norland for five years")
	p.Text(billLeft+18+wide, y-4, 7, Roman, "1")
	y = 4 + p.Lines(billLeft, y+billLeading, billSize, billLeading, Roman,
		"may ask the court to set the decision aside.")
	p.Text(billLeft, y+10, billSize, Bold, "SEC. 6. REPORT TO PARLIAMENT.")
	b.paragraph(p, y+10+billLeading, "The Minister shall report each year on the number of asylum seekers, "+
		"refugees and other migrants who were detained, and on the language that officers use in their decisions.")
	p.Rule(billLeft, 690, billLeft+120, 690)
	p.Text(billLeft, 702, 6, Roman, "1")
	p.Text(billLeft+5, 704, 8, Roman,
		"The period was ten years in the draft of 2030, which spoke of bogus asylum seekers; see the report of")
	p.Text(billLeft, 714, 8, Roman, "the Committee on Justice, page 12.")
}
