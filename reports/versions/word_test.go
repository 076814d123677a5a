package versions

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"

	"refrain/compare"
	"refrain/reports/reporttest"
)

// textOfWord is the text of a file of Word, a paragraph a line: between stars what is bold, between
// tildes what is struck through, and between bars the cells of a row.
func textOfWord(t *testing.T, file string) string {
	t.Helper()
	text := reporttest.Unpacked(t, file)["word/document.xml"]
	text = regexp.MustCompile(`<w:r><w:rPr><w:rStyle w:val="(?:Finding)?Deleted"/></w:rPr>(.*?)</w:r>`).ReplaceAllString(text, "~$1~")
	text = regexp.MustCompile(`<w:r><w:rPr><w:rStyle w:val="(?:Finding)?Inserted"/></w:rPr>(.*?)</w:r>`).ReplaceAllString(text, "*$1*")
	text = strings.NewReplacer("</w:p></w:tc><w:tc>", " | ", "</w:p>", "\n").Replace(text)
	text = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, "")
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`).Replace(text)
}

// TestWordTablesAreTheGoldens: what whoever opens the file reads.
func TestWordTablesAreTheGoldens(t *testing.T) {
	file := written(t, newWord, reporttest.FixtureRun, bill(), turned(), alone())
	shown := textOfWord(t, file)
	reporttest.File(t, "folder.docx.txt", shown)
	reporttest.File(t, "bill.docx.txt", textOfWord(t, written(t, newWord, reporttest.FixtureRun, bill())))
	if word := reporttest.Judging(shown); word != "" {
		t.Errorf("the table says %q", word)
	}
	if !beganWord(file[:512]) {
		t.Error("the file is not known for ours by how it begins")
	}
	if written(t, newWord, reporttest.FixtureRun, bill(), turned(), alone()) != file {
		t.Error("the same comparisons give another file")
	}
}

// TestWordTableHasWhatChanged: bold came in, struck through went, and what is the same and without
// findings is counted.
func TestWordTableHasWhatChanged(t *testing.T) {
	text := textOfWord(t, written(t, newWord, reporttest.FixtureRun, bill()))
	for _, want := range []string{
		"The Secretary of State ~must~ remove ~any ~~illegal migrant~ [2] who entered after the ~first~ of May. | The Secretary " +
			"of State *may* remove *an **illegal immigrant* [2] who entered after the *second* of May. | Clause 1, now Clause 2: " +
			"renumbered, reworded",
		"[2] “illegal migrant” (used) → “illegal immigrant” (used): changed in wording. People called illegal",
		"Old version: paragraph 2, Clause 1", "New version: paragraph 3, Clause 2", "Clause 9, now Clause 1: moved, renumbered",
		"6 provisions with the same words and without findings are not shown.", "pages 3, 4: no text layer",
		"embedded files not read", "doubtful: parts of the other version could not be read",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the file does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "document number") {
		t.Error("the table has provisions in which nothing changed")
	}
}

// TestWordTableLeavesOutTheMiddleOfLongWords that are the same, and says so, but nothing that changed.
func TestWordTableLeavesOutTheMiddleOfLongWords(t *testing.T) {
	long := strings.Repeat("words of law ", 100)
	c := &compare.Comparison{
		Old: act("a", "en", "1|First "+long+"must end."), New: act("b", "en", "1|First "+long+"may end. "+long),
	}
	c.Pairs = []compare.Pair{pairOf(c, compare.Reworded, []int{0}, []int{0}, "must/may")}
	text := textOfWord(t, written(t, newWord, reporttest.FixtureRun, c))
	if strings.Count(text, "[…]") != 3 || !strings.Contains(text, "law ~must~ end.") || !strings.Contains(text, "law *may* end.") {
		t.Errorf("got\n%s", text)
	}
	if n := len(text); n > 3000 {
		t.Errorf("the file has %d bytes of text", n)
	}
}

// TestWordTableIsBounded, findings first, and says how many changes it leaves out.
func TestWordTableIsBounded(t *testing.T) {
	c := long(4000, 10, 300)
	for i := range c.Pairs {
		c.Pairs[i].Moved = true
	}
	text := textOfWord(t, written(t, newWord, reporttest.FixtureRun, c))
	if len(text) > 2*(wordRoom[0]+wordRoom[1]) || !strings.Contains(text, "changed provisions are not shown, since the file would be too long.") {
		t.Errorf("%d bytes of text", len(text))
	}
	for _, n := range []string{"[1]", "[10]"} {
		if !strings.Contains(text, n) {
			t.Errorf("finding %s is not in the table", n)
		}
	}
}

// TestWordFileKeepsTheOrderOfItsSchema: Word calls a file damaged whose properties come in another
// order.
func TestWordFileKeepsTheOrderOfItsSchema(t *testing.T) {
	orders := map[string][]string{
		"pPr":  {"pStyle", "keepNext", "keepLines", "numPr", "pBdr", "bidi", "spacing", "ind", "jc", "outlineLvl"},
		"rPr":  {"rStyle", "rFonts", "b", "bCs", "strike", "color", "sz", "szCs", "u", "shd", "rtl", "lang"},
		"trPr": {"cantSplit", "tblHeader"}, "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblBorders", "tblCellMar"},
	}
	file := written(t, newWord, reporttest.FixtureRun, bill(), turned())
	parts := reporttest.Unpacked(t, file)
	for _, name := range []string{"word/document.xml", "word/styles.xml", "word/footer1.xml"} {
		d := xml.NewDecoder(strings.NewReader(parts[name]))
		var path []string
		last := map[int]int{}
		for {
			token, err := d.Token()
			if err != nil {
				break
			}
			switch e := token.(type) {
			case xml.StartElement:
				depth := len(path)
				if depth > 0 {
					if order, ok := orders[path[depth-1]]; ok {
						at := slices.Index(order, e.Name.Local)
						if at < 0 || at < last[depth] {
							t.Errorf("%s: %s in %s is not where the schema has it", name, e.Name.Local, path[depth-1])
						}
						last[depth] = at
					}
				}
				path = append(path, e.Name.Local)
				last[depth+1] = 0
			case xml.EndElement:
				path = path[:len(path)-1]
			}
		}
	}
}
