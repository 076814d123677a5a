package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// sheet is a page that a test writes. Its letters are half as wide as they are large.
type sheet struct{ Page }

// The fonts of a sheet.
const (
	plainFont = iota
	boldFont
)

func newSheet(width, height float64) *sheet {
	return &sheet{Page{Width: width, Height: height, Fonts: []Font{plainFont: {}, boldFont: {Bold: true}}}}
}

// line writes a line with its baseline's left end at x, y, in pieces of one font and element.
func (s *sheet) line(x, y, size float32, text string, like Char) {
	for _, r := range text {
		c := like
		c.Rune, c.Box = r, document.Box{Left: x, Top: y - 0.8*size, Right: x + size/2, Bottom: y + 0.2*size}
		s.Chars = append(s.Chars, c)
		x += size / 2
	}
	s.Chars = append(s.Chars, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
}

// text writes lines one below the other and returns where the next one would stand.
func (s *sheet) text(x, y, size float32, lines ...string) float32 {
	const leading = 1.3
	for _, l := range lines {
		s.line(x, y, size, l, Char{Tag: -1})
		y += leading * size
	}
	return y
}

// tagged writes lines that belong to an element.
func (s *sheet) tagged(e Element, x, y, size float32, lines ...string) {
	s.Elements = append(s.Elements, e)
	for i, l := range lines {
		s.line(x, y+1.3*size*float32(i), size, l, Char{Tag: int32(len(s.Elements) - 1)})
	}
}

func pagesOfSheets(sheets []*sheet) (pages []*Page) {
	for _, s := range sheets {
		pages = append(pages, &s.Page)
	}
	return pages
}

// laid returns for each block of the sheets its role and its text, in one line.
func laid(sheets ...*sheet) (all []string) {
	for _, b := range Blocks(pagesOfSheets(sheets)) {
		all = append(all, fmt.Sprintf("%v: %s", b.Role, words(b)))
	}
	return all
}

func words(b Block) string {
	var text strings.Builder
	for _, l := range b.Lines {
		for _, c := range l.Chars {
			text.WriteRune(c.Rune)
		}
		text.WriteByte(' ')
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// A scan gives words with boxes, line by line, and no blanks.
func TestRecognisedWordsAreLaidOut(t *testing.T) {
	s := newSheet(500, 700)
	var last document.Box
	y := float32(80)
	for _, l := range []string{
		"Report", "The council met on Monday and spoke of the people who had come over",
		"the sea. It asked for more beds.", "Nobody spoke against it.",
	} {
		x := float32(60)
		for _, word := range strings.Fields(l) {
			size := float32(11)
			if l == "Report" {
				size = 20
			}
			for _, r := range word {
				c := Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: y - size, Right: x + size/2, Bottom: y}}
				s.Chars = Append(s.Chars, last, c)
				last = c.Box
				x += size / 2
			}
			x += 5
		}
		if y += 15; l == "Report" || strings.HasPrefix(l, "the sea") {
			y += 15
		}
	}
	same(t, laid(s), []string{
		"title: Report",
		"body: The council met on Monday and spoke of the people who had come over the sea. It asked for more beds.",
		"body: Nobody spoke against it.",
	})
}

func TestParagraphs(t *testing.T) {
	const (
		first  = "The members of the council asked for a report on the people who"
		second = "had come over the sea in the year before, and on their children."
	)
	for claim, c := range map[string]struct {
		write func(s *sheet)
		want  []string
	}{
		"lines that follow each other closely are one paragraph": {func(s *sheet) {
			s.text(60, 80, 11, first, second)
		}, []string{"body: " + first + " " + second}},
		"space begins a paragraph": {func(s *sheet) {
			s.text(60, s.text(60, 80, 11, first, second)+8, 11, "A", "new one begins here.")
		}, []string{"body: " + first + " " + second, "body: A new one begins here."}},
		"an indent begins a paragraph": {func(s *sheet) {
			y := s.text(60, 80, 11, first, second)
			y = s.text(72, y, 11, "They have got an answer that they did not hope for at all,")
			s.text(60, y, 11, "said one of them.")
		}, []string{
			"body: " + first + " " + second,
			"body: They have got an answer that they did not hope for at all, said one of them.",
		}},
		"a short last line ends a paragraph": {func(s *sheet) {
			s.text(60, 80, 11, first, second, "They met.", first, second)
		}, []string{"body: " + first + " " + second + " They met.", "body: " + first + " " + second}},
		"larger letters are a heading": {func(s *sheet) {
			s.text(60, s.text(60, 80, 14, "Where people live")+4, 11, first, second)
		}, []string{"heading: Where people live", "body: " + first + " " + second}},
		"bold letters are a heading": {func(s *sheet) {
			s.line(60, 80, 11, "Where people live", Char{Font: boldFont, Tag: -1})
			s.text(60, 94, 11, first, second)
		}, []string{"heading: Where people live", "body: " + first + " " + second}},
		"bold words at the start of a paragraph end nothing": {func(s *sheet) {
			s.line(60, 80, 11, first, Char{Font: boldFont, Tag: -1})
			s.text(60, 94.3, 11, second, first, second)
		}, []string{"body: " + first + " " + second + " " + first + " " + second}},
		"items of a list": {func(s *sheet) {
			s.text(60, 80, 11, "The report names:", "(a) the people who came;", "(b) those who", "went, and",
				"• the rest.")
		}, []string{
			"body: The report names:", "list item: (a) the people who came;",
			"list item: (b) those who went, and", "list item: • the rest.",
		}},
		"a number in brackets that a sentence names begins no item": {func(s *sheet) {
			s.text(60, 80, 11, "(2) That period must not be less than", "six months or, subject to paragraph",
				"(3), two years.")
		}, []string{
			"list item: (2) That period must not be less than six months or, subject to paragraph (3), two years.",
		}},
		"centred lines stay together": {func(s *sheet) {
			s.text(110, 80, 11, "An Act on the reception")
			s.text(88, 94, 11, "Of people who come over the sea")
			s.text(60, 140, 11, first, second)
		}, []string{"body: An Act on the reception Of people who come over the sea", "body: " + first + " " + second}},
		"text that runs up the page stands alone": {func(s *sheet) {
			s.text(60, 80, 11, first, second)
			for i, r := range "upward" {
				y := 300 - 11*float32(i)
				at := document.Box{Left: 60, Top: y - 11, Right: 71, Bottom: y}
				s.Chars = append(s.Chars, Char{Rune: r, Tag: -1, Box: at})
			}
		}, []string{"body: " + first + " " + second, "body: upward"}},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newSheet(500, 700)
			c.write(s)
			s.text(60, 500, 11, first, second) // so that the body is known by most of the text
			same(t, laid(s), append(c.want, "body: "+first+" "+second))
		})
	}
}

func TestColumnsWrittenLineByLineAreTakenApart(t *testing.T) {
	left := []string{
		"The number of people who",
		"cross the river is lower",
		"than in any other year of",
		"the decade, said the office",
		"that counts them.",
	}
	right := []string{
		"Other offices count other",
		"ways, so that figures are",
		"different; the ministry",
		"has asked for one way of",
		"counting them all.",
	}
	s := newSheet(500, 400)
	for i := range left {
		y := 60 + 14*float32(i)
		s.line(50, y, 11, left[i], Char{Tag: -1})
		s.Chars = s.Chars[:len(s.Chars)-2] // The content goes on in the other column.
		s.line(260, y, 11, right[i], Char{Tag: -1})
	}
	same(t, laid(s), []string{"body: " + strings.Join(left, " "), "body: " + strings.Join(right, " ")})
}

// rows writes rows of a table, straight through its columns.
func (s *sheet) rows(y, leading, column float32, rows ...[]string) {
	for _, row := range rows {
		for k, cell := range row {
			s.line(60+column*float32(k), y, 11, cell, Char{Tag: -1})
			if k < len(row)-1 {
				s.Chars = s.Chars[:len(s.Chars)-2]
			}
		}
		y += leading
	}
}

func TestRowsAreCutIntoCells(t *testing.T) {
	s := newSheet(500, 400)
	s.rows(
		80,
		16,
		120,
		[]string{"Year", "Asylum claims", "Returns"},
		[]string{"2029", "4,120", "310"},
		[]string{"2030", "3,870", "295"},
	)
	same(
		t,
		laid(s),
		[]string{"cell: Year", "cell: Asylum claims", "cell: Returns", "cell: 2029", "cell: 4,120", "cell: 310",
			"cell: 2030", "cell: 3,870", "cell: 295"},
	)
}

func TestWordsOfACellThatRunsOnStayTogether(t *testing.T) {
	s := newSheet(500, 400)
	s.rows(80, 13, 220, []string{"Measure", "Cost in crowns"}, []string{"Housing for undocumented", "two hundred"},
		[]string{"migrants in winter", "thousand"}, []string{"Schools", "none"})
	same(
		t,
		laid(s),
		[]string{"cell: Measure", "cell: Cost in crowns", "cell: Housing for undocumented migrants in winter",
			"cell: two hundred thousand", "cell: Schools", "cell: none"},
	)
}

func TestCellGoesOnUnderShorterNeighbours(t *testing.T) {
	s := newSheet(500, 400)
	y := float32(60)
	for _, row := range [][]string{
		{"Term", "What is said of it"}, {"flood", "Compares people with", "Nature and its floods"},
		{"aliens", "Old law, which new", "Acts avoid"}, {"tide", "See flood"},
	} {
		s.rows(y, 0, 120, row[:2])
		if y += 13; len(row) > 2 {
			s.line(180, y, 11, row[2], Char{Tag: -1})
			y += 13
		}
		y += 6
	}
	same(
		t,
		laid(s),
		[]string{
			"cell: Term",
			"cell: What is said of it",
			"cell: flood",
			"cell: Compares people with Nature and its floods",
			"cell: aliens",
			"cell: Old law, which new Acts avoid",
			"cell: tide",
			"cell: See flood",
		},
	)
}

// Heads differ on even and odd pages, and sentences run over the page breaks.
func TestRunningHeadsAlternate(t *testing.T) {
	var sheets []*sheet
	for i := range 4 {
		s := newSheet(400, 500)
		if i%2 == 0 {
			s.text(60, 40, 9, fmt.Sprintf("Report on housing %d", i+1))
		} else {
			s.text(60, 40, 9, fmt.Sprintf("%d Committee of the regions", i+1))
		}
		s.text(
			60,
			80,
			11,
			fmt.Sprintf("ends on page %d. The next sentence begins here and it", i+1),
			"goes on to the end of this page, where it",
		)
		s.text(200, 490, 9, fmt.Sprint(i+1))
		sheets = append(sheets, s)
	}
	const goesOn = "The next sentence begins here and it goes on to the end of this page, where it"
	same(t, laid(sheets...), []string{
		"running head: Report on housing 1", "running head: 1",
		"body: ends on page 1. " + goesOn + " ends on page 2. " + goesOn,
		"running head: 2 Committee of the regions", "running head: 2",
		"running head: Report on housing 3", "running head: 3",
		"body: ends on page 3. " + goesOn + " ends on page 4. " + goesOn,
		"running head: 4 Committee of the regions", "running head: 4",
	})
}

func TestPageNumberIsKnownByItsLabel(t *testing.T) {
	s := newSheet(400, 500)
	s.Label = "xii"
	s.text(60, 80, 11, "A page with one sentence, and its number below.")
	s.text(200, 480, 11, "xii")
	same(t, laid(s), []string{"body: A page with one sentence, and its number below.", "running head: xii"})
}

func TestFootnoteComesBeforeTheSentenceThatLeavesThePage(t *testing.T) {
	s, next := newSheet(400, 500), newSheet(400, 500)
	s.text(60, 80, 11, "The first paragraph is whole.")
	s.text(60, 110, 11, "The second one speaks of refugees and goes on over", "the end of the page, to those who")
	s.text(60, 450, 8, "1 See the report of the committee.")
	next.text(60, 80, 11, "have waited for years.")
	same(t, laid(s, next), []string{"body: The first paragraph is whole.", "note: 1 See the report of the committee.",
		"body: The second one speaks of refugees and goes on over the end of the page, " +
			"to those who have waited for years."})
}

func TestNoteGoesOnOnTheNextPage(t *testing.T) {
	s, next := newSheet(400, 500), newSheet(400, 500)
	s.text(60, 80, 11, "The paragraph of the first page is whole.")
	s.text(60, 440, 8, "1 See the report of the committee, and what the")
	next.text(60, 80, 11, "The paragraph of the second page is whole.")
	next.text(60, 440, 8, "council said of it.")
	same(
		t,
		laid(s, next),
		[]string{
			"body: The paragraph of the first page is whole.",
			"note: 1 See the report of the committee, and what the council said of it.",
			"body: The paragraph of the second page is whole.",
		},
	)
}

// A note's number between two words would part a term. Elsewhere it stays, and so does every
// exponent.
func TestMarksOfNotesNeitherGlueNorPartWords(t *testing.T) {
	for _, c := range []struct{ before, raised, after, want string }{
		{"The rights of immigrants", "12", " are older.", "The rights of immigrants are older."},
		{"The rights of undocumented", "3", "people are older.", "The rights of undocumented people are older."},
		{"They are rights of immigrants", "12", "", "They are rights of immigrants 12"},
		{"They are rights of people.", "12", " Others are older.", "They are rights of people. 12 Others are older."},
		{"A camp of 12 km", "2", " holds them.", "A camp of 12 km 2 holds them."},
	} {
		s := newSheet(400, 500)
		s.line(60, 80, 11, c.before, Char{Tag: -1})
		x := 60 + 5.5*float32(len(c.before))
		s.Chars = s.Chars[:len(s.Chars)-2]
		s.line(x, 76, 6, c.raised, Char{Tag: -1})
		s.Chars = s.Chars[:len(s.Chars)-2]
		s.line(x+3*float32(len(c.raised)), 80, 11, c.after, Char{Tag: -1})
		same(t, laid(s), []string{"body: " + c.want})
	}
}

// The content may end a line after a raised number.
func TestSentenceGoesOnAfterARaisedNumber(t *testing.T) {
	s := newSheet(500, 500)
	s.line(50, 100, 11, "The Council of the European", Char{Tag: -1})
	s.Chars = s.Chars[:len(s.Chars)-2]
	x := 50 + 5.5*float32(len("The Council of the European"))
	s.line(x, 96, 6, "7", Char{Tag: -1})
	s.line(x+3, 100, 11, " Union met.", Char{Tag: -1})
	same(t, laid(s), []string{"body: The Council of the European Union met."})
}

// printed are the printed numbers of the lines of the text.
func printed(blocks []Block) (numbers []int) {
	for _, b := range blocks {
		for _, l := range b.Lines {
			numbers = append(numbers, l.Printed)
		}
	}
	return numbers
}

func TestNumbersOfLinesAreTakenOut(t *testing.T) {
	s := newSheet(400, 500)
	lines := []string{
		"No person shall be called",
		"by a name that takes away",
		"the dignity of that person,",
		"whatever the law says of",
		"the right to stay, and no",
		"officer shall use one.",
	}
	for i, l := range lines {
		y := 80 + 20*float32(i)
		s.text(40, y, 9, fmt.Sprint(i+1))
		s.text(70, y, 11, l)
	}
	same(t, laid(s), []string{"body: " + strings.Join(lines, " ")})
	if got, want := printed(Blocks([]*Page{&s.Page})), []int{1, 2, 3, 4, 5, 6}; !slices.Equal(got, want) {
		t.Errorf("the lines have the printed numbers %v, want %v", got, want)
	}
}

func TestNumbersOfLinesGoOnFromPageToPage(t *testing.T) {
	var sheets []*sheet
	var want []int
	for i := range 19 { // so that the last page has fewer than are enough on a first one
		if i%8 == 0 {
			sheets = append(sheets, newSheet(500, 400))
		}
		y := 60 + 24*float32(i%8)
		s := sheets[len(sheets)-1]
		s.text(50, y, 8, fmt.Sprint(i+1))
		s.text(80, y, 11, "and the council spoke of people who had come over the sea")
		want = append(want, i+1)
	}
	if got := printed(Blocks(pagesOfSheets(sheets))); !slices.Equal(got, want) {
		t.Errorf("the lines have the printed numbers %v, want %v", got, want)
	}
}

func TestNumbersOfRowsStay(t *testing.T) {
	s := newSheet(500, 400)
	y := float32(60)
	for i := range 7 {
		s.text(50, y, 11, fmt.Sprint(i+1))
		y = s.text(80, y, 11, "A row of the table that", "has a second line.") + 4
	}
	got := strings.Join(laid(s), " ")
	for i := range 7 {
		if !strings.Contains(got, fmt.Sprint(i+1)) {
			t.Errorf("the number %d is missing in %q", i+1, got)
		}
	}
}

func TestElementsSayWhatALineIs(t *testing.T) {
	s := newSheet(500, 700)
	s.tagged(Element{Role: document.Heading, Level: 2}, 50, 60, 11, "Reception of people")
	s.tagged(
		Element{},
		50,
		90,
		11,
		"Nothing in the looks of the line above",
		"tells that it is a heading. Short.",
		"It is one paragraph.",
	)
	s.tagged(Element{}, 50, 132, 11, "Another one begins without any space.")
	s.tagged(Element{Role: document.BlockQuote}, 50, 170, 11, "We never said so.")
	s.text(250, 680, 11, "7 of the report")
	same(t, laid(s), []string{
		"heading: Reception of people",
		"body: Nothing in the looks of the line above tells that it is a heading. Short. It is one paragraph.",
		"body: Another one begins without any space.",
		"block quote: We never said so.",
		"running head: 7 of the report",
	})
}

// Some programs make a paragraph of every line. Then what they say is worth nothing.
func TestElementsThatCutSentencesAreNotBelieved(t *testing.T) {
	s := newSheet(500, 700)
	var want []string
	for i := range 9 {
		line := "who had come over the sea in the year before, the council said of people"
		s.tagged(Element{}, 50, 60+14*float32(i), 11, line)
		want = append(want, line)
	}
	same(t, laid(s), []string{"body: " + strings.Join(want, " ")})
}

// The rows are too close for any gap to tell the cells apart, and the content goes through them
// line by line.
func TestElementsTellTheCellsOfATable(t *testing.T) {
	s := newSheet(500, 400)
	for row, cells := range [][2][2]string{
		{{"Words in", "use"}, {"What may", "be said"}},
		{{"A flood of", "aliens"}, {"Many who", "ask"}},
	} {
		first := int32(len(s.Elements))
		for column := range 2 {
			s.Elements = append(s.Elements, Element{Role: document.Cell, Row: row + 1, Column: column + 1})
		}
		for line := range 2 {
			for column := range 2 {
				y := 60 + 50*float32(row) + 14*float32(line)
				s.line(50+60*float32(column), y, 11, cells[column][line], Char{Tag: first + int32(column)})
			}
		}
	}
	same(
		t,
		laid(s),
		[]string{"cell: Words in use", "cell: What may be said", "cell: A flood of aliens", "cell: Many who ask"},
	)
}

func TestLayersAreLaidOutApart(t *testing.T) {
	s, apart := newSheet(500, 400), newSheet(500, 400)
	s.text(60, 80, 11, "This is seen.")
	apart.text(60, 80, 11, "This is not", "seen at all.")
	s.Layers = []Layer{{Chars: apart.Chars, Exclusion: document.Hidden, Reason: "white text"}}
	blocks := Blocks([]*Page{&s.Page})
	if len(blocks) != 2 || words(blocks[1]) != "This is not seen at all." || blocks[1].Exclusion != document.Hidden ||
		blocks[1].Reason != "white text" {
		t.Errorf("got %v, want the text, and the layer with its reason", blocks)
	}
}

// The boxes are those around letters that run up the page.
func TestTurnedLayerKeepsItsPlaceOnThePage(t *testing.T) {
	const quarter = 1.5707963267948966
	var upward []Char
	for i, r := range "upward we go" {
		y := 300 - 5*float32(i)
		upward = append(upward, Char{Rune: r, Tag: -1, Box: document.Box{Left: 72, Top: y - 5, Right: 82, Bottom: y}})
	}
	l := Layer{Tilt: quarter}
	l.Add(upward, func(int) float32 { return 10 })
	blocks := Blocks([]*Page{{Width: 500, Height: 400, Layers: []Layer{l}}})
	if len(blocks) != 1 || words(blocks[0]) != "upward we go" {
		t.Fatalf("got %v, want the words in one block", blocks)
	}
	for i, c := range blocks[0].Lines[0].Chars {
		got, want := c.Box, upward[i].Box
		across := max(abs(got.Left-want.Left), abs(got.Right-want.Right))
		if along := max(abs(got.Top-want.Top), abs(got.Bottom-want.Bottom)); max(across, along) > 0.01 {
			t.Errorf("%c is at %v, want %v", c.Rune, got, want)
		}
	}
}

func TestTextIsSetWithinItsBox(t *testing.T) {
	box := document.Box{Left: 100, Top: 50, Right: 200, Bottom: 90}
	p := &Page{Width: 500, Height: 400, Chars: Set("People who have come over the sea are people.\nSo are we.", box)}
	for _, c := range p.Chars {
		if b := c.Box; !Blank(c.Rune) && (b.Left < box.Left || b.Right > box.Right+b.Right-b.Left || b.Top < box.Top) {
			t.Errorf("%c is at %v, which is not in %v", c.Rune, b, box)
		}
	}
	same(t, laid(&sheet{*p}), []string{"body: People who have come over the sea are people.", "body: So are we."})
}

// glyphs writes a line of characters that are five points wide each and as high as their glyphs
// are, from the baseline up: fonts without the height of their letters have such boxes.
func glyphs(p *Page, x, y float32, s string) {
	for _, r := range s {
		high := float32(7)
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("bdfhklt", r) {
			high = 10
		}
		p.Chars = append(
			p.Chars,
			Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: y - high, Right: x + 5, Bottom: y}},
		)
		x += 5
	}
	p.Chars = append(p.Chars, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
}

func TestLineWithoutHighLettersIsNoSmallerPrint(t *testing.T) {
	s := newSheet(500, 500)
	lines := []string{
		"They found that the children of those who had come over the border",
		"were treated as if they had been born to the same parents or by some",
		"person.",
	}
	for i, l := range lines {
		glyphs(&s.Page, 50, 100+13*float32(i), l)
	}
	same(t, laid(s), []string{"body: " + strings.Join(lines, " ")})
}

// Programs take glyphs that a font lacks from another one, and write them when the rest of the line
// is written.
func TestLetterWrittenAfterTheLineIsReadInItsPlace(t *testing.T) {
	s := newSheet(500, 500)
	const text = "A wave of people reached the coast"
	var late []Char
	for i, r := range text {
		c := Char{
			Rune: r,
			Tag:  -1,
			Box:  document.Box{Left: 50 + 5*float32(i), Top: 90, Right: 55 + 5*float32(i), Bottom: 100},
		}
		if strings.ContainsRune("vpoh", r) {
			c.Font = boldFont
			late = append(late, c)
		} else {
			s.Chars = append(s.Chars, c)
		}
	}
	s.Chars = append(s.Chars, late...)
	same(t, laid(s), []string{"body: " + text})
}

func TestTextWrittenOverTextStaysInItsOrder(t *testing.T) {
	s := newSheet(500, 500)
	for i, r := range "DRAFTdraft" {
		x := 50 + 5*float32(i%5)
		s.Chars = append(
			s.Chars,
			Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: 90, Right: x + 5, Bottom: 100}},
		)
	}
	same(t, laid(s), []string{"body: DRAFTdraft"})
}
