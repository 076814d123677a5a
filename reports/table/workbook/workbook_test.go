package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func written(t *testing.T, sheets ...Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, time.Time{}, sheets); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var column = []Column{{"what", 10}, {"how much", 10}}

func TestTextIsNeverAFormula(t *testing.T) {
	hostile := []string{
		"=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-1", "<script>&", "_x0041_", "_x0041_x0042_", "a_xyz", "tab\tand\nline",
	}
	var rows [][]any
	for _, text := range hostile {
		rows = append(rows, []any{text, 3})
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, Sheet{Name: "One", Columns: column, Rows: rows})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetRows("One")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range hostile {
		if got[i+1][0] != want || got[i+1][1] != "3" {
			t.Errorf("%q became %q", want, got[i+1])
		}
	}
	if sheet := part(
		t, written(t, Sheet{Name: "One", Columns: column, Rows: rows}), "xl/worksheets/sheet1.xml",
	); strings.Contains(sheet, "<f>") || strings.Contains(sheet, "<f ") {
		t.Errorf("the sheet holds a formula: %s", sheet)
	}
}

// part is one part of a package.
func part(t *testing.T, packed []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestTextThatIsEditedIsNoFormula(t *testing.T) {
	for text, want := range map[string]int{
		"=1": quotedStyle, " \t+1": quotedStyle, "-1": quotedStyle,
		"@a": quotedStyle, "＝1": quotedStyle, "a=1": plainStyle, "": plainStyle,
	} {
		packed := written(t, Sheet{Name: "One", Columns: column, Rows: [][]any{{text, 3}}})
		sheet := part(t, packed, "xl/worksheets/sheet1.xml")
		if !strings.Contains(sheet, fmt.Sprintf(`r="A2" s="%d"`, want)) {
			t.Errorf("%q has another style than %d: %s", text, want, sheet)
		}
		f, err := excelize.OpenReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if style, err := f.GetStyle(want); err != nil || style.Alignment == nil || !style.Alignment.WrapText {
			t.Errorf("style %d is %+v, %v", want, style, err)
		}
		f.Close()
	}
}

func TestTitlesStayInSightAndFilter(t *testing.T) {
	sheet := part(
		t, written(t, Sheet{Name: "One", Columns: column, Rows: [][]any{{"a", 1}, {nil, 2}}}), "xl/worksheets/sheet1.xml",
	)
	for _, want := range []string{`state="frozen"`, `ySplit="1"`, `<autoFilter ref="A1:B3"/>`, `<cols><col min="1" `} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s:\n%s", want, sheet)
		}
	}
}

func TestLinksBeyondTheirBoundAreText(t *testing.T) {
	var rows [][]any
	for range MaxLinks + 5 {
		rows = append(rows, []any{Link{Text: "here", To: "One!A1"}, Link{Text: "nowhere", To: ""}})
	}
	rows[0][0] = Link{Text: "the web", To: "https://a.example/?b=c&d"}
	sheet := part(t, written(t, Sheet{Name: "One", Columns: column, Rows: rows}), "xl/worksheets/sheet1.xml")
	if got := strings.Count(sheet, "<hyperlink "); got != MaxLinks {
		t.Errorf("%d links, want %d", got, MaxLinks)
	}
	if got := strings.Count(sheet, "here</t>"); got != 2*MaxLinks+9 {
		t.Errorf("%d cells with words, want %d", got, 2*MaxLinks+9)
	}
}

func TestTooManyRowsAreAnError(t *testing.T) {
	err := Write(io.Discard, time.Time{}, []Sheet{{Name: "One", Columns: column, Rows: make([][]any, MaxRows)}})
	if err == nil || !strings.Contains(err.Error(), "sheet One: 1048576 rows") {
		t.Errorf("got %v", err)
	}
}

func TestHeadTellsWhoseItIs(t *testing.T) {
	packed := string(written(t, Sheet{Name: "One", Columns: column}))
	if !Ours(packed[:512]) {
		t.Errorf("%q is not recognised", packed[:512])
	}
	if Ours("PK\x03\x04 somebody's") || Ours("") {
		t.Error("what is somebody's is taken for ours")
	}
}

func TestSameTablesGiveTheSameBytes(t *testing.T) {
	sheets := []Sheet{
		{Name: "One", Columns: column}, {Name: "Two", Columns: column, Rows: [][]any{{Strong("a"), 1}}},
		{Name: "Three", Columns: column},
	}
	if !bytes.Equal(written(t, sheets...), written(t, sheets...)) {
		t.Fatal("two workbooks differ")
	}
}

func TestRowsAreAsHighAsTheirText(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
	}{{"", 15}, {"short", 15}, {strings.Repeat("a", 15), 30}, {strings.Repeat("é", 500), 90}} {
		s := Sheet{Columns: column}
		if got := s.height([]any{c.text, nil}); got != c.want {
			t.Errorf("%d letters: got %v, want %v", len(c.text), got, c.want)
		}
	}
	s := Sheet{Columns: column, Tall: true}
	long := Marked{Before: strings.Repeat("a", 60), Words: strings.Repeat("b", 60), After: strings.Repeat("c", 30)}
	if got := s.height([]any{long}); got != 17*lineHeight {
		t.Errorf("a sheet to be read shows %v points of a long text, want %v", got, 17*lineHeight)
	}
	if got := s.height([]any{strings.Repeat("a", 5000)}); got != mostHeight {
		t.Errorf("a row is %v points high, and spreadsheets take %v", got, mostHeight)
	}
}

func TestSheetsArePrintedForPeople(t *testing.T) {
	packed := written(t, Sheet{Name: "Not read", Columns: column, Rows: [][]any{{"a", 1.5}}})
	sheet, book := part(t, packed, "xl/worksheets/sheet1.xml"), part(t, packed, "xl/workbook.xml")
	for _, want := range []string{`fitToPage="1"`, `orientation="landscape" fitToWidth="1" fitToHeight="0"`, "<v>1.5</v>"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s:\n%s", want, sheet)
		}
	}
	if want := `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Not read'!$1:$1</definedName>`; !strings.Contains(
		book, want,
	) {
		t.Errorf("the titles are not on each page:\n%s", book)
	}
}

func TestWorkbookHasTheDateThatIsGiven(t *testing.T) {
	if got := part(t, written(t, Sheet{Name: "One", Columns: column}), "docProps/core.xml"); strings.Contains(got, "W3CDTF") {
		t.Errorf("there is a date that nobody gave:\n%s", got)
	}
	var b bytes.Buffer
	if err := Write(&b, time.Unix(86400, 0), []Sheet{{Name: "One", Columns: column}}); err != nil {
		t.Fatal(err)
	}
	if got := part(t, b.Bytes(), "docProps/core.xml"); strings.Count(got, ">1970-01-02T00:00:00Z<") != 2 {
		t.Errorf("the date is another:\n%s", got)
	}
}

func TestPartsOfACellMayLookDifferent(t *testing.T) {
	cells := []any{Marked{"We fear ", "floods", " = here"}, Link{Lead: "=why ", Text: "who", To: "https://a.example/"}}
	packed := written(t, Sheet{Name: "One", Columns: column, Rows: [][]any{cells}})
	f, err := excelize.OpenReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("One")
	if err != nil || rows[1][0] != "We fear floods = here" || rows[1][1] != "=why who" {
		t.Errorf("the row is %q, %v", rows, err)
	}
	if runs, err := f.GetCellRichText("One", "A2"); err != nil || len(runs) != 3 || !runs[1].Font.Bold {
		t.Errorf("the words are not bold: %+v, %v", runs, err)
	}
}

func TestCellsAreNamedAsInSpreadsheets(t *testing.T) {
	for column, want := range map[int]string{0: "A7", 25: "Z7", 26: "AA7", 51: "AZ7", 52: "BA7", 701: "ZZ7"} {
		if got := cell(column, 7); got != want {
			t.Errorf("column %d: got %s, want %s", column, got, want)
		}
	}
}

func TestTextBeyondWhatACellTakesIsCut(t *testing.T) {
	for text, want := range map[string]int{
		strings.Repeat("é", 40_000): 2 * mostLetters, strings.Repeat("𝄞", 20_000): 4 * (mostLetters / 2), "short": 5,
	} {
		if got := cut(text, mostLetters); len(got) != want || !strings.HasPrefix(text, got) {
			t.Errorf("%d bytes are cut to %d, want %d", len(text), len(got), want)
		}
	}
}

// TestLinksLeadWhereTheySay: outside of the workbook, and to other cells.
func TestLinksLeadWhereTheySay(t *testing.T) {
	rows := [][]any{{Link{Text: "web", To: "https://a.example/?b=c&d"}, Link{Text: "cell", To: "Two!A2"}}, {
		"plain", Link{Text: "again", To: "https://b.example/"},
	}}
	f, err := excelize.OpenReader(bytes.NewReader(written(
		t, Sheet{Name: "One", Columns: column, Rows: rows}, Sheet{Name: "Two", Columns: column},
	)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, want := range map[string]string{
		"A2": "https://a.example/?b=c&d", "B2": "Two!A2", "B3": "https://b.example/", "A3": "",
	} {
		if _, got, err := f.GetCellHyperLink("One", at); err != nil || got != want {
			t.Errorf("%s leads to %q, want %q (%v)", at, got, want, err)
		}
	}
}
