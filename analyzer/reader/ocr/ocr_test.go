package ocr

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/limits"
)

// table is an answer of Tesseract's: a heading, and rows without their first two columns.
func table(rows ...string) []byte {
	head := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	return []byte(head + "4\t1\t1\t1\t1\t0\t0\t0\t400\t40\t-1\t\n" + strings.Join(rows, "\n") + "\n")
}

func row(line, left, width, confidence, text string) string {
	return strings.Join([]string{"5", "1", "1", "1", line, "1", left, "100", width, "34", confidence, text}, "\t")
}

func TestWordsOfLittleConfidenceStandForNothing(t *testing.T) {
	words, err := parse(table(
		row("1", "100", "80", "96.5", "flood"), row("1", "200", "40", "31", "ot"), row("1", "260", "20", "12", "~—"),
		row("1", "300", "120", "60", "refugees"), row("2", "100", "100", "95", "again"),
	), 4)
	if err != nil {
		t.Fatal(err)
	}
	p := layout.Page{Width: 600, Height: 800}
	Append(&p, words)
	var text strings.Builder
	for _, c := range p.Chars {
		text.WriteRune(c.Rune)
		if c.Style != layout.Recognised && c.Rune != '\n' {
			t.Errorf("%q does not say that it was recognised", c.Rune)
		}
	}
	if want := "flood \uFFFD refugees\nagain\n"; text.String() != want {
		t.Errorf("text %q, want %q", text.String(), want)
	}
	if want := (document.Box{Left: 25, Top: 25, Right: 45, Bottom: 33.5}); words[0].Box != want {
		t.Errorf("box %v, want %v: four pixels are a point", words[0].Box, want)
	}
}

func TestAnswerThatIsNoTableIsAnError(t *testing.T) {
	for _, answer := range []string{"no table", string(table(row("1", "x", "80", "96", "flood"))),
		string(table(row("1", "-5", "80", "96", "flood")))} {
		if words, err := parse([]byte(answer), 4); err == nil {
			t.Errorf("%q: words %v, want an error", answer, words)
		}
	}
}

func TestWordDividedAtTheEndOfALineIsMarked(t *testing.T) {
	p := layout.Page{Width: 600, Height: 800}
	Append(&p, []Word{
		{"refu-", true, 1, document.Box{Left: 10, Top: 10, Right: 50, Bottom: 20}},
		{"gees", true, 2, document.Box{Left: 10, Top: 25, Right: 50, Bottom: 35}},
		{"pre-", true, 2, document.Box{Left: 60, Top: 25, Right: 80, Bottom: 35}},
		{"Brexit", true, 3, document.Box{Left: 10, Top: 40, Right: 50, Bottom: 50}},
	})
	hyphens := 0
	for _, c := range p.Chars {
		if c.Rune == layout.Hyphen {
			hyphens++
		}
	}
	if hyphens != 1 {
		t.Errorf("%d words are divided, want 1: %+v", hyphens, p.Chars)
	}
}

func TestTurnOfAPageIsToldByItsLines(t *testing.T) {
	for turn := range 4 {
		p := layout.Page{Width: 600, Height: 800, Turn: turn}
		var words []Word
		for i := range 6 {
			at := float32(40 * i)
			b := document.Box{Left: 50 + at, Top: 100, Right: 85 + at, Bottom: 110}
			if back := p.Upright(p.Displayed(b)); back != b {
				t.Fatalf("turn %d: %v there and back is %v", turn, b, back)
			}
			words = append(words, Word{"word", true, 1, p.Displayed(b)})
		}
		if got := turnOf(words, false); got != turn {
			t.Errorf("turn %d, want %d", got, turn)
		}
	}
}

func TestNoWordStandsTwice(t *testing.T) {
	words := []Word{
		{"Ministry", true, 1, document.Box{Left: 40, Top: 30, Right: 90, Bottom: 39}},
		{"flood", true, 2, document.Box{Left: 40, Top: 100, Right: 70, Bottom: 109}},
	}
	var have []document.Box
	for x := float32(41); x < 90; x += 6 {
		have = append(have, document.Box{Left: x, Top: 28, Right: x + 6, Bottom: 41})
	}
	if left := Beside(words, have); len(left) != 1 || left[0].Text != "flood" {
		t.Errorf("left are %v, want the flood alone", left)
	}
}

func TestBlankPageIsBlank(t *testing.T) {
	paper := image.NewGray(image.Rect(0, 0, 1000, 1400))
	for i := range paper.Pix {
		paper.Pix[i] = byte(240 + i%11)
	}
	if !isBlank(paper) {
		t.Error("an empty sheet is not blank")
	}
	for y := range 20 {
		for x := range 8 {
			paper.Pix[(700+y)*paper.Stride+500+x] = 0
		}
	}
	if isBlank(paper) {
		t.Error("a sheet with a letter is blank")
	}
}

func TestLanguageHasItsPack(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "eng", "de": "deu", "zh": "chi_sim", "zh-Hant": "chi_tra", "zh-TW": "chi_tra", "xx": "", "": "",
	} {
		if got := packOf(tag); got != want {
			t.Errorf("%q: pack %q, want %q", tag, got, want)
		}
	}
	if got := packageOf("chi_tra"); got != "tesseract-ocr-chi-tra" {
		t.Errorf("package %q", got)
	}
}

func TestMissingPackIsNamed(t *testing.T) {
	r := New(Auto, limits.Limits{}.Filled())
	r.find = func() installed {
		return installed{path: "tesseract", packs: map[string]bool{"eng": true, "osd": true}}
	}
	pages, err := r.Document("fi", true)
	if err != nil {
		t.Fatal(err)
	}
	packages, instead := pages.Wanted()
	if !slices.Equal(packages, []string{"tesseract-ocr-fin"}) || instead != "eng" {
		t.Errorf("wanted %v, used %q", packages, instead)
	}
}

func TestMissingProgramIsSaid(t *testing.T) {
	t.Setenv("PATH", "")
	r := New(On, limits.Limits{}.Filled())
	if err := r.Ready(); !errors.Is(err, ErrNone) {
		t.Errorf("error %v, want %v", err, ErrNone)
	}
}
