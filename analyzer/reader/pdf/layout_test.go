package pdf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/pdf/pdftest"
)

// read gives the pages of a document.
func read(t *testing.T, src string) []*Page {
	t.Helper()
	d := opened(t, src, Options{})
	pages := make([]*Page, d.Pages())
	for i := range pages {
		p, err := d.Page(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		pages[i] = p
	}
	return pages
}

// laid is the layout of a document: for each block its role and its text, in one line.
func laid(t *testing.T, d *pdftest.Doc) []string {
	t.Helper()
	var all []string
	for _, b := range Layout(read(t, d.String())) {
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

func TestColumnsWrittenLineByLineAreTakenApart(t *testing.T) {
	left := []string{"The number of people who", "cross the river is lower", "than in any other year of", "the decade, said the office", "that counts them."}
	right := []string{"Other offices count in other", "ways, and so the figures are", "not the same everywhere; the", "ministry has asked for one", "way of counting them all."}
	var d pdftest.Doc
	p := d.Page(500, 400)
	for i := range left {
		p.Text(50, 60+14*float64(i), 11, pdftest.Roman, left[i])
		p.Text(260, 60+14*float64(i), 11, pdftest.Roman, right[i])
	}
	same(t, laid(t, &d), []string{"body: " + strings.Join(left, " "), "body: " + strings.Join(right, " ")})
}

func TestRowsAreCutIntoCells(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	for i, row := range [][3]string{{"Year", "Asylum claims", "Returns"}, {"2029", "4,120", "310"}, {"2030", "3,870", "295"}, {"2031", "3,015", "402"}} {
		for k, cell := range row {
			p.Text(60+120*float64(k), 80+16*float64(i), 11, pdftest.Roman, cell)
		}
	}
	same(t, laid(t, &d), []string{"cell: Year", "cell: Asylum claims", "cell: Returns", "cell: 2029", "cell: 4,120", "cell: 310",
		"cell: 2030", "cell: 3,870", "cell: 295", "cell: 2031", "cell: 3,015", "cell: 402"})
}

func TestWordsOfACellThatRunsOnStayTogether(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	for i, row := range [][2]string{{"Measure", "Cost in crowns"}, {"Housing for undocumented", "two hundred"}, {"migrants in winter", "thousand"}, {"Schools", "none"}} {
		for k, cell := range row {
			p.Text(60+220*float64(k), 80+13*float64(i), 11, pdftest.Roman, cell)
		}
	}
	same(t, laid(t, &d), []string{"cell: Measure", "cell: Cost in crowns", "cell: Housing for undocumented migrants in winter", "cell: two hundred thousand", "cell: Schools", "cell: none"})
}

// TestRunningHeadsAlternate has heads that differ on even and odd pages, and sentences that run over the page breaks.
func TestRunningHeadsAlternate(t *testing.T) {
	var d pdftest.Doc
	for i := range 4 {
		p := d.Page(400, 500)
		if i%2 == 0 {
			p.Text(60, 40, 9, pdftest.Italic, fmt.Sprintf("Report on housing %d", i+1))
		} else {
			p.Text(60, 40, 9, pdftest.Italic, fmt.Sprintf("%d Committee of the regions", i+1))
		}
		p.Lines(60, 80, 11, 15, pdftest.Roman, fmt.Sprintf("ends on page %d. The next sentence begins here and it", i+1), "goes on to the end of this page, where it")
	}
	same(t, laid(t, &d), []string{
		"running head: Report on housing 1",
		"body: ends on page 1. The next sentence begins here and it goes on to the end of this page, where it ends on page 2. The next sentence begins here and it goes on to the end of this page, where it",
		"running head: 2 Committee of the regions",
		"running head: Report on housing 3",
		"body: ends on page 3. The next sentence begins here and it goes on to the end of this page, where it ends on page 4. The next sentence begins here and it goes on to the end of this page, where it",
		"running head: 4 Committee of the regions",
	})
}

func TestFootnoteComesBeforeTheSentenceThatLeavesThePage(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(400, 500)
	p.Text(60, 80, 11, pdftest.Roman, "The first paragraph is whole.")
	p.Lines(60, 110, 11, 15, pdftest.Roman, "The second one speaks of refugees and goes on over", "the end of the page, to those who")
	p.Text(60, 450, 6, pdftest.Roman, "1")
	p.Text(64, 453, 8, pdftest.Roman, "See the report of the committee.")
	d.Page(400, 500).Text(60, 80, 11, pdftest.Roman, "have waited for years.")
	same(t, laid(t, &d), []string{"body: The first paragraph is whole.", "note: 1 See the report of the committee.",
		"body: The second one speaks of refugees and goes on over the end of the page, to those who have waited for years."})
}

// A note's number between two words would part a term. Elsewhere it stays, and so does every exponent.
func TestMarksOfNotesNeitherGlueNorPartWords(t *testing.T) {
	for _, c := range []struct{ before, raised, behind, want string }{
		{"The rights of immigrants", "12", " are older.", "The rights of immigrants are older."},
		{"The rights of undocumented", "3", "people are older.", "The rights of undocumented people are older."},
		{"They are rights of immigrants", "12", "", "They are rights of immigrants 12"},
		{"They are rights of immigrants.", "12", " Others are older.", "They are rights of immigrants. 12 Others are older."},
		{"A camp of 12 km", "2", " holds them.", "A camp of 12 km 2 holds them."},
	} {
		var d pdftest.Doc
		p := d.Page(400, 500)
		wide := pdftest.Width(11, pdftest.Roman, c.before)
		p.Text(60, 80, 11, pdftest.Roman, c.before)
		p.Text(60+wide, 76, 6, pdftest.Roman, c.raised)
		if c.behind != "" {
			p.Text(60+wide+pdftest.Width(6, pdftest.Roman, c.raised), 80, 11, pdftest.Roman, c.behind)
		}
		same(t, laid(t, &d), []string{"body: " + c.want})
	}
}

func TestNumbersOfLinesAreTakenOut(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(400, 500)
	for i, s := range []string{"No person shall be called", "by a name that takes away", "the dignity of that person,", "whatever the law says of", "the right to stay, and no", "officer shall use one."} {
		p.Text(40, 80+20*float64(i), 9, pdftest.Roman, fmt.Sprint(i+1))
		p.Text(70, 80+20*float64(i), 11, pdftest.Roman, s)
	}
	blocks := Layout(read(t, d.String()))
	if len(blocks) != 1 {
		t.Fatalf("%d blocks, want 1", len(blocks))
	}
	if got, want := words(blocks[0]), "No person shall be called by a name that takes away the dignity of that person, whatever the law says of the right to stay, and no officer shall use one."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, l := range blocks[0].Lines {
		if l.Printed != i+1 {
			t.Errorf("line %d has the printed number %d, want %d", i+1, l.Printed, i+1)
		}
	}
}

// TestLayoutLosesNothing counts characters before and after, and compares what lies between with the printed numbers of lines.
func TestLayoutLosesNothing(t *testing.T) {
	sources := map[string]string{"the bill": pdftest.Bill()}
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", "pdf", "*.pdf"))
	for _, f := range files[:len(files)/3] {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sources[filepath.Base(f)] = string(src)
	}
	for name, src := range sources {
		pages := read(t, src)
		before, after := 0, 0
		for _, p := range pages {
			chars := slices.Clone(p.Chars)
			for _, layer := range p.Layers {
				chars = append(chars, layer.Chars...)
			}
			for _, c := range chars {
				if c.Rune > ' ' && c.Rune != 0xA0 {
					before++
				}
			}
		}
		printed := map[[2]int]bool{}
		page := 0
		for _, b := range Layout(pages) {
			for _, l := range b.Lines {
				if l.Page < page {
					t.Errorf("%s: page %d comes after page %d", name, l.Page+1, page+1)
				}
				page = l.Page
				if l.Printed > 0 {
					printed[[2]int{l.Page, l.Printed}] = true
				}
				for _, c := range l.Chars {
					if c.Rune > ' ' && c.Rune != 0xA0 {
						after++
					}
				}
			}
		}
		for p := range printed {
			after += len(fmt.Sprint(p[1]))
		}
		if before != after {
			t.Errorf("%s: %d characters, want %d", name, after, before)
		}
	}
}

func TestHostilePageIsLaidOutInTime(t *testing.T) {
	for name, at := range map[string]func(i int) (x, y, high float32){
		"in no order": func(i int) (x, y, high float32) {
			return float32(i * 37 % 600), float32(i * 91 % 800), float32(2 + i%7)
		},
		"rows of many pieces": func(i int) (x, y, high float32) { return float32(i%50_000) * 30, float32(i/50_000) * 14, 10 },
		"a line in no order":  func(i int) (x, y, high float32) { return float32(i*7919%200_000) * 3, 100, 10 },
		"lines of low glyphs": func(i int) (x, y, high float32) { return 5, float32(i) * 12, 6 + float32(i%100)/25 },
	} {
		t.Run(name, func(t *testing.T) {
			p := &Page{Width: 600, Height: 800, Fonts: []Font{{}}}
			for i := range 200_000 {
				x, y, high := at(i)
				p.Chars = append(p.Chars, Char{Rune: '1' + rune(i%60), Tag: -1, Box: document.Box{Left: x, Top: y, Right: x + 3, Bottom: y + high}})
			}
			n := 0
			for _, b := range Layout([]*Page{p}) {
				for _, l := range b.Lines {
					n += len(l.Chars)
				}
			}
			if n < len(p.Chars)*9/10 {
				t.Errorf("%d characters of %d are left", n, len(p.Chars))
			}
		})
	}
}

// FuzzLayout makes pages of arbitrary bytes: four for each character, which are the character, where it stands, how large it is and what the file says
// of it.
func FuzzLayout(f *testing.F) {
	f.Add("1\x10\x10\x0aA\x18\x10\x0ab\x20\x10\x0a\n\x00\x00\x00c\x10\x20\x0a-\x18\x20\x0a")
	f.Fuzz(func(t *testing.T, s string) {
		elements := []Element{{}, {}, {Role: document.Heading, Level: 2}, {Role: document.Cell, Row: 1, Column: 1}, {Role: document.Cell, Row: 1, Column: 2}, {loose: true}, {Role: document.Note}}
		pages := []*Page{{Width: 256, Height: 256, Fonts: []Font{{}, {Bold: true}}, Elements: elements}, nil, {Width: 256, Height: 256, Turn: 1, Elements: elements}}
		before := 0
		for i := 0; i+4 <= len(s); i += 4 {
			c := Char{Rune: rune(s[i]), Font: uint16(s[i+3] & 1), Tag: int32(s[i+3]>>5) - 1}
			if c.Rune == 0xFF {
				c.Rune = hyphen
			}
			x, y, size := float32(s[i+1]), float32(s[i+2]), float32(s[i+3]%32)
			c.Box = document.Box{Left: x, Top: y, Right: x + size/2, Bottom: y + size}
			p := pages[i/4%2*2]
			p.Chars = append(p.Chars, c)
			if c.Rune > ' ' && c.Rune != 0xA0 {
				before++
			}
		}
		after, page := 0, 0
		printed := map[[2]int]bool{}
		for _, b := range Layout(pages) {
			for _, l := range b.Lines {
				if l.Page < page {
					t.Errorf("page %d comes after page %d", l.Page, page)
				}
				page = l.Page
				printed[[2]int{l.Page, l.Printed}] = l.Printed > 0
				for _, c := range l.Chars {
					if c.Rune > ' ' && c.Rune != 0xA0 {
						after++
					}
				}
			}
		}
		if after > before || after < before-4*(len(printed)+before/5) {
			t.Errorf("%d characters, want %d", after, before)
		}
	})
}

// glyphs writes a line of characters that are five points wide each and as high as their glyphs are, from the baseline up: fonts without the height of
// their letters have such boxes.
func glyphs(p *Page, x, y float32, s string) {
	for _, r := range s {
		high := float32(7)
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("bdfhklt", r) {
			high = 10
		}
		p.Chars = append(p.Chars, Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: y - high, Right: x + 5, Bottom: y}})
		x += 5
	}
	p.Chars = append(p.Chars, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
}

func TestLineWithoutHighLettersIsNoSmallerPrint(t *testing.T) {
	p := &Page{Width: 500, Height: 500, Fonts: []Font{{}}}
	for i, s := range []string{"They found that the children of those who had come over the border", "were treated as if they had been born to the same parents or by some", "person."} {
		glyphs(p, 50, 100+13*float32(i), s)
	}
	blocks := Layout([]*Page{p})
	if len(blocks) != 1 {
		t.Errorf("%d blocks, want one:\n%v", len(blocks), blocks)
	}
}

// The engine ends a line behind a raised number.
func TestSentenceGoesOnBehindARaisedNumber(t *testing.T) {
	p := &Page{Width: 500, Height: 500, Fonts: []Font{{}}}
	glyphs(p, 50, 100, "The Council of the European")
	p.Chars = append(p.Chars[:len(p.Chars)-2], Char{Rune: '7', Tag: -1, Box: document.Box{Left: 185, Top: 89, Right: 188, Bottom: 94}}, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
	glyphs(p, 188, 100, " Union met.")
	blocks := Layout([]*Page{p})
	if len(blocks) != 1 || words(blocks[0]) != "The Council of the European Union met." {
		t.Errorf("got %d blocks, the first of which is %q, want the sentence", len(blocks), words(blocks[0]))
	}
}

func TestNumberInBracketsThatASentenceNamesBeginsNoItem(t *testing.T) {
	lines := []string{"(2) That period must not be less than six months or, subject to paragraph", "(3), more than two years."}
	var d pdftest.Doc
	d.Page(500, 400).Lines(50, 60, 11, 13, pdftest.Roman, lines...)
	same(t, laid(t, &d), []string{"list item: " + strings.Join(lines, " ")})
}

func TestBoldWordsAtTheStartOfAParagraphEndNothing(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	p.Text(50, 60, 11, pdftest.Bold, "Option two is a new offence for those who help other people over")
	text := []string{"the border, as the report of the last year asked for. The council has", "discussed it in the spring, and it has found no better words for those", "who would be meant by it."}
	p.Lines(50, 73, 11, 13, pdftest.Roman, text...)
	same(t, laid(t, &d), []string{"body: Option two is a new offence for those who help other people over " + strings.Join(text, " ")})
}

// Programs take glyphs that a font lacks from another one, and write them when the rest of the line is written.
func TestLetterWrittenBehindTheLineIsReadInItsPlace(t *testing.T) {
	p := &Page{Width: 500, Height: 500, Fonts: []Font{{}, {}}}
	const text = "A wave of people reached the coast"
	var late []Char
	for i, r := range text {
		c := Char{Rune: r, Tag: -1, Box: document.Box{Left: 50 + 5*float32(i), Top: 90, Right: 55 + 5*float32(i), Bottom: 100}}
		switch {
		case strings.ContainsRune("vpoh", r):
			c.Font = 1
			late = append(late, c)
		default:
			p.Chars = append(p.Chars, c)
		}
	}
	p.Chars = append(p.Chars, late...)
	blocks := Layout([]*Page{p})
	if len(blocks) != 1 || words(blocks[0]) != text {
		t.Errorf("got %d blocks, the first of which is %q, want %q", len(blocks), words(blocks[0]), text)
	}
}

func TestTextWrittenOverTextStaysInItsOrder(t *testing.T) {
	p := &Page{Width: 500, Height: 500, Fonts: []Font{{}}}
	for i, r := range "DRAFTdraft" {
		x := 50 + 5*float32(i%5)
		p.Chars = append(p.Chars, Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: 90, Right: x + 5, Bottom: 100}})
	}
	if got := words(Layout([]*Page{p})[0]); got != "DRAFTdraft" {
		t.Errorf("got %q, want one word after the other", got)
	}
}

func TestCellGoesOnUnderShorterNeighbours(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	y := 60.0
	for _, row := range []struct {
		term  string
		notes []string
	}{
		{"Term", []string{"What is said of it"}},
		{"flood", []string{"Compares people with", "Nature and its floods"}},
		{"aliens", []string{"Old law, which new", "Acts avoid"}},
		{"tide", []string{"See flood"}},
	} {
		p.Text(60, y, 11, pdftest.Roman, row.term)
		y = p.Lines(180, y, 11, 13, pdftest.Roman, row.notes...) + 6
	}
	same(t, laid(t, &d), []string{"cell: Term", "cell: What is said of it", "cell: flood", "cell: Compares people with Nature and its floods",
		"cell: aliens", "cell: Old law, which new Acts avoid", "cell: tide", "cell: See flood"})
}

func TestNumbersOfLinesGoOnFromPageToPage(t *testing.T) {
	text := pdftest.Wrap(300, 11, pdftest.Roman, strings.Repeat("The council spoke of the people who had come over the sea in the year before. ", 7))
	var d pdftest.Doc
	const perPage = 8
	var p *pdftest.Page
	for i, line := range text {
		if i%perPage == 0 {
			p = d.Page(500, 400)
		}
		y := 60 + 24*float64(i%perPage)
		p.Text(50, y, 8, pdftest.Roman, fmt.Sprint(i+1))
		p.Text(80, y, 11, pdftest.Roman, line)
	}
	if rest := len(text) % perPage; rest == 0 || rest >= 5 {
		t.Fatalf("%d lines on the last page, want few", rest)
	}
	blocks := Layout(read(t, d.String()))
	var got strings.Builder
	n := 0
	for _, b := range blocks {
		got.WriteString(words(b) + " ")
		for _, l := range b.Lines {
			if n++; l.Printed != n {
				t.Errorf("line %d has the printed number %d", n, l.Printed)
			}
		}
	}
	if want := strings.Join(text, " "); strings.TrimSpace(got.String()) != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
}

func TestNumbersOfRowsStay(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(500, 400)
	y := 60.0
	for i := range 7 {
		p.Text(50, y, 11, pdftest.Roman, fmt.Sprint(i+1))
		y = p.Lines(80, y, 11, 13, pdftest.Roman, "A row of the table that", "has a second line.") + 4
	}
	got := ""
	for _, b := range Layout(read(t, d.String())) {
		got += words(b) + " "
	}
	for i := range 7 {
		if !strings.Contains(got, fmt.Sprint(i+1)) {
			t.Errorf("the number %d is missing in %q", i+1, got)
		}
	}
}
