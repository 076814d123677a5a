package versions

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/reports/reporttest"
	"refrain/reports/wording"
)

// TestPagesAreTheGoldens: one comparison, and several with an index.
func TestPagesAreTheGoldens(t *testing.T) {
	one, several := pageOf(t, reporttest.FixtureRun, bill()), pageOf(t, reporttest.FixtureRun, bill(), turned(), alone())
	for name, page := range map[string]string{"bill.html": one, "folder.html": several} {
		reporttest.File(t, name, withoutStyle(page))
		if !beganPage(page[:512]) {
			t.Errorf("%s is not known for ours by how it begins", name)
		}
		if word := reporttest.Judging(page); word != "" {
			t.Errorf("%s says %q", name, word)
		}
	}
	if pageOf(t, reporttest.FixtureRun, bill()) != one {
		t.Error("the same comparison gives another page")
	}
	if folder := os.Getenv("REFRAIN_PICTURES"); folder != "" { // for people to look at
		os.WriteFile(folder+"/one.html", []byte(one), 0o644)
		os.WriteFile(folder+"/several.html", []byte(several), 0o644)
		os.WriteFile(folder+"/several.docx", []byte(written(t, newWord, reporttest.FixtureRun, bill(), turned(), alone())), 0o644)
	}
}

// withoutStyle is a page without its style and what depends on it, which are no words.
func withoutStyle(page string) string {
	before, rest, _ := strings.Cut(page, "<meta http-equiv")
	_, rest, _ = strings.Cut(rest, "\n")
	head, rest, _ := strings.Cut(rest, "<style>")
	_, rest, _ = strings.Cut(rest, "</style>")
	return before + head + rest
}

// nodes are the elements of a page with a class, or of a name.
func nodes(t *testing.T, page, wanted string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var list []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == wanted || slices.Contains(strings.Fields(attribute(n, "class")), wanted)) {
			list = append(list, n)
		}
	}
	return list
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is what an element says, without the notes that the report adds to a text.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if n.Data == "sup" || attribute(n, "class") == "why" {
		return ""
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(textOf(c))
	}
	return b.String()
}

// wordsOf are the words of some elements, in their order.
func wordsOf(list []*html.Node) []string {
	var words []string
	for _, n := range list {
		words = append(words, strings.Fields(textOf(n))...)
	}
	return words
}

// TestColumnsHoldEveryWord: nothing of either version is lost, also where it is folded, moved or
// changed.
func TestColumnsHoldEveryWord(t *testing.T) {
	c := bill()
	page := pageOf(t, reporttest.FixtureRun, c)
	if got, want := wordsOf(nodes(t, page, "new")), strings.Fields(c.New.Doc.Text); !slices.Equal(got, want) {
		t.Errorf("the new column has\n%q, want\n%q", got, want)
	}
	got, want := wordsOf(nodes(t, page, "old")), strings.Fields(c.Old.Doc.Text)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the old column has\n%q, want\n%q", got, want)
	}
}

// TestChangedWordsAreMarked: those that went as deleted, those that came as inserted.
func TestChangedWordsAreMarked(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, bill())
	for element, want := range map[string]string{
		"del": "Words that went|must|any |illegal migrant|first|" +
			"A person may be detained where the officer suspects that a flood of refugees is coming.|" +
			"The Secretary of State may by order house illegal migrants on vessels.",
		"ins": "Words that came|may|an |illegal immigrant|second|" +
			"An officer must keep a register of every flood of refugees, and of illegal migrants.",
	} {
		var got []string
		for _, n := range nodes(t, page, element) {
			got = append(got, textOf(n))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", element, strings.Join(got, "|"), want)
		}
	}
}

// TestMovedClauseSaysWhere: at its new place, and at the old one.
func TestMovedClauseSaysWhere(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, bill())
	for _, want := range []string{
		`>Clause 9, now Clause 1 <span class="ways">moved, renumbered</span> <a class="was" href="#c1p2-was1">`,
		`<p class="away from-old" id="c1p2-was1"><a href="#c1p2">Clause 9 was moved from here: now Clause 1</a></p>`,
		`>Clause 3, now Clause 3 and Clause 4 <span class="ways">split</span>`,
		`>Clause 2 <span class="ways">only in the old version</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	before, after, _ := strings.Cut(page, `id="c1p2-was1"`)
	if !strings.HasSuffix(strings.TrimSpace(before[:strings.LastIndex(before, "<p")]), "</section>") ||
		strings.Count(before, "document number 8") != 2 || !strings.Contains(after, "on vessels") {
		t.Error("the old place of clause 9 is not after clause 8 and before clause 10")
	}
}

// TestPartsOfASplitProvisionAreFound where other provisions stand between them.
func TestPartsOfASplitProvisionAreFound(t *testing.T) {
	c := &compare.Comparison{
		Old: act("a", "en", "1|Alpha one. Beta two.", "2|Gamma three."),
		New: act("b", "en", "1|Alpha one.", "2|Gamma three.", "3|Beta two."),
	}
	c.Pairs = []compare.Pair{
		pairOf(c, compare.Split, []int{0}, []int{0, 2}), pairOf(c, compare.Same, []int{1}, []int{1}),
	}
	page := pageOf(t, reporttest.FixtureRun, c)
	want := `<p class="away from-new" id="c1p1-part2"><a href="#c1p1">3 is shown with 1, now 1 and 3</a></p>`
	if _, after, _ := strings.Cut(page, "Gamma three."); !strings.Contains(after, want) {
		t.Errorf("the page does not say %s:\n%s", want, page)
	}
}

// TestFindingsAreMarkedInBothColumns: each has a number, what became of it, and links that lead to it.
func TestFindingsAreMarkedInBothColumns(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, bill())
	for _, want := range []string{
		`<a class="f used counts kind-changed" href="#f2"><span id="f2-old"></span><del>illegal migrant</del><sup>2 changed in wording</sup></a>`,
		`<a class="f used counts kind-changed" href="#f2"><span id="f2-new"></span><ins>illegal immigrant</ins><sup>2 changed in wording</sup></a>`,
		`<a class="f used counts kind-gone" href="#f3"><span id="f3-old"></span>flood of refugees<sup>3 gone</sup></a>`,
		`<a class="f quoted kind-moved" href="#f1"><span id="f1-new"></span>illegal migrants<sup>1 moved, quoted</sup></a>`,
		`<a href="#f2-old">Old version: paragraph 2, Clause 1</a>`, `<a href="#f2-new">New version: paragraph 3, Clause 2</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	linksLead(t, page)
	linksLead(t, pageOf(t, reporttest.FixtureRun, bill(), turned(), alone()))
}

// linksLead fails for links within a page that lead nowhere, and for ids that come twice.
func linksLead(t *testing.T, page string) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range allOf(t, page) {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s comes twice", id)
			}
			ids[id] = true
		}
	}
	for _, n := range allOf(t, page) {
		if to, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok && !ids[to] {
			t.Errorf("a link leads to #%s, which is not there", to)
		}
	}
}

func allOf(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(root.Descendants())
}

// TestGapsComeBeforeFindings: who reads the counts has seen what they are not of.
func TestGapsComeBeforeFindings(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, bill())
	old, new, findings := strings.Index(page, "embedded files not read"), strings.Index(page, "pages 3, 4: no text layer"),
		strings.Index(page, `id="findings"`)
	if old < 0 || new < old || findings < new {
		t.Errorf("gaps are at %d and %d, findings at %d", old, new, findings)
	}
	if !strings.Contains(page, "1 of them is doubtful: it may be in what the other version could not be read for.") {
		t.Error("the page does not say that a finding is doubtful")
	}
}

// TestLongStretchesAreFolded, but for what stands next to a change.
func TestLongStretchesAreFolded(t *testing.T) {
	folded := nodes(t, pageOf(t, reporttest.FixtureRun, bill()), "same-words")
	if len(folded) != 1 {
		t.Fatalf("%d stretches are folded, want 1", len(folded))
	}
	text := textOf(folded[0])
	if !strings.HasPrefix(text, "3 provisions with the same words, 3 of them renumbered: from Clause 5, now Clause 6 to Clause 7, now Clause 8") ||
		strings.Contains(text, "number 4") || strings.Contains(text, "number 8") {
		t.Errorf("got %q", text)
	}
}

// long is an act of so many provisions, of which some have a finding.
func long(provisions, findings, words int) *compare.Comparison {
	var lines []string
	for i := range provisions {
		line := fmt.Sprintf("Article %d|%s", i+1, strings.Repeat("words of law ", words/3))
		if i%(provisions/findings) == 0 {
			line += "{illegal migrants}"
		}
		lines = append(lines, line)
	}
	c := &compare.Comparison{Old: act("old.txt", "en", lines...), New: act("new.txt", "en", lines...)}
	for i := range provisions {
		c.Pairs = append(c.Pairs, pairOf(c, compare.Same, []int{i}, []int{i}))
		if i%(provisions/findings) == 0 {
			n := i / (provisions / findings)
			found(c, compare.Kept, n, n, i, i)
		}
	}
	return c
}

// TestPageIsBounded: findings are all there, and what is left out is counted.
func TestPageIsBounded(t *testing.T) {
	c := long(4000, 10, 200)
	page := pageOf(t, reporttest.FixtureRun, c)
	if len(page) > 2*(pageRoom[0]+pageRoom[1]+pageRoom[2]) {
		t.Errorf("the page has %d bytes", len(page))
	}
	linksLead(t, page)
	left := nodes(t, page, "left-out")
	if len(left) == 0 || !strings.Contains(textOf(left[len(left)-1]), "not shown here, since the page would be too long") {
		t.Error("the page does not say what it leaves out")
	}
	for i := range 10 {
		if !strings.Contains(page, fmt.Sprintf(`id="f%d-old"`, i+1)) || !strings.Contains(page, fmt.Sprintf(`id="f%d-new"`, i+1)) {
			t.Errorf("finding %d is not in the page", i+1)
		}
	}
}

// TestThirtyThousandWordsAreShownWhole in a page that opens fast.
func TestThirtyThousandWordsAreShownWhole(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, long(300, 100, 100))
	if len(page) > 2<<20 || len(nodes(t, page, "left-out")) > 0 {
		t.Errorf("the page has %d bytes, and leaves out %d stretches", len(page), len(nodes(t, page, "left-out")))
	}
}

// TestDocumentOfOneSideShowsItsFindings alone.
func TestDocumentOfOneSideShowsItsFindings(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, alone())
	for _, want := range []string{
		"This document is only among the new ones.", "1 provision without findings is not shown.", "hostile",
		`<dd>there is none</dd>`,
	} {
		if strings.Contains(page, want) == (want == "hostile") {
			t.Errorf("the page says %q: %t", want, want == "hostile")
		}
	}
	if got := strings.Join(wordsOf(nodes(t, page, "new")), " "); got != "They spoke of illegal migrants." {
		t.Errorf("the column has %q", got)
	}
}

// TestHostileWordsAreText, and nothing in the page is obeyed.
func TestHostileWordsAreText(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, turned())
	for _, bad := range []string{"<script", "\u202e", "\x1b", "##[error]"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, want := range []string{
		"&lt;script&gt;", "‹U+202E›", `lang="ar" dir="rtl"`, `<p class="excluded"><b class="why">hidden (white text):</b>`,
		"script-src", "v1/", "v2/",
	} {
		if strings.Contains(page, want) == (want == "script-src") {
			t.Errorf("the page holds %q: %t", want, want == "script-src")
		}
	}
}

// TestUsersFoldersAreNotInAPage: it is forwarded.
func TestUsersFoldersAreNotInAPage(t *testing.T) {
	c := turned()
	c.Old.Doc.Name, c.New.Doc.Name = "/home/somebody/v1/act.docx", "/home/somebody/v2/act.docx"
	for _, create := range []string{"html", "docx"} {
		kind, _ := KindOf(create)
		if page := written(t, kind.New, reporttest.FixtureRun, c); strings.Contains(page, "somebody") {
			t.Errorf("%s names the user's folder", create)
		}
	}
	if page := pageOf(t, reporttest.FixtureRun, c); !strings.Contains(page, "<h1>act.docx and v2/act.docx, compared</h1>") {
		t.Errorf("the page does not tell the versions apart: %s", page[strings.Index(page, "<h1>"):][:200])
	}
}

// TestPiecesAreTheText wherever findings and changed words begin and end.
func TestPiecesAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 60, 200).Draw(t, "text")
		d := &document.Document{Text: text}
		spans := func(name string) []document.Span {
			var list []document.Span
			for range rapid.IntRange(0, 5).Draw(t, name) {
				a, b := rapid.IntRange(0, len(text)).Draw(t, "a"), rapid.IntRange(0, len(text)).Draw(t, "b")
				list = append(list, document.Span{Start: min(a, b), End: max(a, b)})
			}
			slices.SortFunc(list, func(a, b document.Span) int { return a.Start - b.Start })
			return list
		}
		var edits []document.Span
		end := 0
		for _, s := range spans("edits") { // They do not overlap.
			if s.Start >= end && s.Len() > 0 {
				edits, end = append(edits, s), s.End
			}
		}
		var marks []mark
		for _, s := range spans("marks") {
			if s.Len() > 0 {
				marks = append(marks, mark{&shownChange{}, s})
			}
		}
		var got, changed strings.Builder
		begins, ends := 0, 0
		for _, p := range pieces(d, document.Span{End: len(text)}, edits, marks) {
			got.WriteString(p.text)
			if p.changed {
				changed.WriteString(p.text)
			}
			begins, ends = begins+len(p.begins), ends+len(p.ends)
		}
		want := ""
		for _, s := range edits {
			want += s.Of(text)
		}
		if got.String() != text || changed.String() != want || begins != len(marks) || ends != len(marks) {
			t.Fatalf("text %q, changed %q, begins %d, ends %d; want %q, %q, %d", got.String(), changed.String(), begins, ends,
				text, want, len(marks))
		}
	})
}

// TestPageHeadsAreNoProvisions: what readers do not see as part of the text is folded with what is the
// same around it, and bears no number of a provision.
func TestPageHeadsAreNoProvisions(t *testing.T) {
	lines := []string{"1|Alpha one.", "2|Beta two.", "2|Gazette, page 7", "3|Gamma three.", "4|Delta four.", "5|Epsilon five."}
	c := &compare.Comparison{Old: act("a", "en", lines...), New: act("b", "en", slices.Delete(slices.Clone(lines), 2, 3)...)}
	c.Old.Doc.Blocks[2].Exclusion, c.Old.Doc.Blocks[2].Reason = document.Furniture, "production line"
	for old, new := 0, 0; old < len(lines); old++ {
		if old == 2 {
			c.Pairs = append(c.Pairs, pairOf(c, compare.Removed, []int{2}, nil))
			continue
		}
		c.Pairs = append(c.Pairs, pairOf(c, compare.Same, []int{old}, []int{new}))
		new++
	}
	page := pageOf(t, reporttest.FixtureRun, c)
	want := "<summary>5 provisions with the same words: from 1 to 5; 1 page head or paragraph that is no part of the text</summary>"
	if !strings.Contains(page, want) || !strings.Contains(page, "furniture (production line):</b>") {
		t.Errorf("the page does not say %s:\n%s", want, page)
	}
	if strings.Contains(page, ">only in the old version<") {
		t.Error("a page head is called a provision of the old version")
	}
	text := textOfWord(t, written(t, newWord, reporttest.FixtureRun, c))
	if strings.Contains(text, "Gazette") || !strings.Contains(text, "Not shown: 1 page head or paragraph") {
		t.Errorf("got\n%s", text)
	}
}

// TestWhatMovedTogetherIsFolded after its first provision, at its new place, and links lead into it.
func TestWhatMovedTogetherIsFolded(t *testing.T) {
	var old, new []string
	for _, i := range []int{1, 2, 3, 4, 5, 6} {
		old = append(old, fmt.Sprintf("%d|Words of number %d.", i, i))
	}
	for _, i := range []int{6, 1, 2, 3, 4, 5} {
		new = append(new, fmt.Sprintf("%d|Words of number %d.", i, i))
	}
	c := &compare.Comparison{Old: act("a", "en", old...), New: act("b", "en", new...)}
	c.Pairs = append(c.Pairs, pairOf(c, compare.Same, []int{5}, []int{0}))
	for i := range 5 {
		c.Pairs = append(c.Pairs, pairOf(c, compare.Same, []int{i}, []int{i + 1}))
		c.Pairs[i+1].Moved = true
	}
	page := pageOf(t, reporttest.FixtureRun, c)
	folded := nodes(t, page, "same-words")
	if len(folded) != 1 || !strings.HasPrefix(textOf(folded[0]), "4 more provisions that were moved, with the same words: from 2 to 5") {
		t.Errorf("%d stretches are folded:\n%s", len(folded), page)
	}
	linksLead(t, page)
}

// TestReportsSpeakEveryLanguage that has a catalogue.
func TestReportsSpeakEveryLanguage(t *testing.T) {
	for _, code := range wording.Codes() {
		run := reporttest.FixtureRun
		run.Language = code
		page, table := pageOf(t, run, bill(), turned(), alone()), textOfWord(t, written(t, newWord, run, bill()))
		if !strings.Contains(page, `<html lang="`+code+`"`) {
			t.Errorf("the page in %s does not state its language", code)
		}
		for _, english := range []string{"Old version", "renumbered", "only in the new", "not in the", "Findings:", "{"} {
			if code != wording.English && (strings.Contains(withoutStyle(page), english) || strings.Contains(table, english)) {
				t.Errorf("a report in %s says %q", code, english)
			}
		}
	}
}

// TestUnchangedDocumentsTakeNoRoomFromOthers: in a folder, what changed in the last document is shown.
func TestUnchangedDocumentsTakeNoRoomFromOthers(t *testing.T) {
	var folder []*compare.Comparison
	for range 4 {
		folder = append(folder, long(1000, 1, 200))
	}
	page := pageOf(t, reporttest.FixtureRun, append(folder, bill())...)
	linksLead(t, page)
	if got := len(nodes(t, page, "reworded")); got != 1 || !strings.Contains(page, `id="f9-new"`) {
		t.Errorf("%d reworded provisions are shown, want 1", got)
	}
}

// TestManyFindingsAreCounted: a list stays a list, links lead somewhere, and all are marked in the text.
func TestManyFindingsAreCounted(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, long(2000, 2000, 6))
	linksLead(t, page)
	if got := strings.Count(page, `<li id="f`); got != mostRows {
		t.Errorf("the list has %d findings, want %d", got, mostRows)
	}
	if !strings.Contains(page, "500 more are marked in the text.") || !strings.Contains(page, `id="f2000-new"`) {
		t.Error("the page does not say that more findings are marked in the text")
	}
}

// TestFindingsWithoutRoomAreListed with their places, and no link leads to words that are not there.
func TestFindingsWithoutRoomAreListed(t *testing.T) {
	page := pageOf(t, reporttest.FixtureRun, long(1000, 1000, 1500))
	linksLead(t, page)
	if !strings.Contains(page, `<span class="where">New version: paragraph 1000, Article 1000</span>`) ||
		!strings.Contains(page, "provisions are not shown here, since the page would be too long.") {
		t.Error("the page does not name the place of a finding that it has no room for")
	}
}
