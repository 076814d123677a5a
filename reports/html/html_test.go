package html

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// page is a drawing of a page: lines of noise, as print has.
func page(_ *document.Document, _ int, box document.Box, scale float64) (image.Image, error) {
	width, height := int(float64(box.Right-box.Left)*scale), int(float64(box.Bottom-box.Top)*scale)
	drawn := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			gray := uint8(255)
			if y%12 < 6 && (x*7+y*13)%5 == 0 {
				gray = uint8(x * y)
			}
			drawn.SetRGBA(x, y, color.RGBA{gray, gray, gray, 255})
		}
	}
	return drawn, nil
}

func TestHostileWordsStayWordsInHTML(t *testing.T) {
	got := report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{reporttest.HostilePage()}, nil)
	body := got[strings.Index(got, "<body>"):strings.LastIndex(got, "<script>")]
	for _, bad := range []string{
		"<script", "<img", "<b onclick", "<i>", "onclick=\"", "href=\"javascript", "</style", "\u202e", "\u202c",
		"\x00",
		"\x1b",
	} {
		if i := strings.Index(body, bad); i >= 0 {
			t.Errorf("the report holds %q: …%.80s", bad, body[i:])
		}
	}
	for _, good := range []string{"‹U+202E›", "‹U+0000›‹U+001B›[31m", "&lt;script&gt;window.hit=1&lt;/script&gt;"} {
		if !strings.Contains(body, good) {
			t.Errorf("the report does not show %s", good)
		}
	}
}

// shownText is the HTML of a document's text alone.
func shownText(t *testing.T, r *analyzer.Report) string {
	t.Helper()
	got := report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil)
	_, got, _ = strings.Cut(got, `<div class="text">`+"\n")
	got, _, _ = strings.Cut(got, "</div>\n<div class=\"cards\">")
	return got
}

func TestTextKeepsItsStructure(t *testing.T) {
	d := &document.Document{Name: "a.md", Format: "markdown", Lang: "en"}
	for _, b := range []struct {
		text  string
		block document.Block
	}{
		{"A bill", document.Block{Role: document.Title}},
		{"Scope", document.Block{Role: document.Heading, Level: 1}},
		{"Deep", document.Block{Role: document.Heading, Level: 7}},
		{"Words & words.", document.Block{}},
		{"one", document.Block{Role: document.ListItem, Level: 1}},
		{"(a) two", document.Block{Role: document.ListItem, Level: 2}},
		{"Zitat", document.Block{Role: document.BlockQuote, Lang: "de"}},
		{"top left", document.Block{Role: document.Cell, Row: 1, Column: 1}},
		{"also", document.Block{Role: document.Cell, Row: 1, Column: 1}},
		{"top right", document.Block{Role: document.Cell, Row: 1, Column: 2}},
		{"below", document.Block{Role: document.Cell, Row: 2, Column: 1}},
		{"nowhere", document.Block{Role: document.Cell}},
		{"A note.", document.Block{Role: document.Note}},
		{"Bill", document.Block{Role: document.Running}},
	} {
		b.block.Span = document.Span{Start: len(d.Text), End: len(d.Text) + len(b.text)}
		d.Text += b.text + "\n\n"
		d.Blocks = append(d.Blocks, b.block)
	}
	want := `<h3 class="title">A bill</h3>
<h3>Scope</h3>
<h4>Deep</h4>
<p>Words &amp; words.</p>
<ul class="items">
<li class="level1">one</li>
<li class="level2 marked">(a) two</li>
</ul>
<blockquote lang="de">Zitat</blockquote>
<div class="cells" tabindex="0" role="group" aria-label="table"><table>
<tr><td><p class="cell">top left</p>
<p class="cell">also</p>
</td><td><p class="cell">top right</p>
</td></tr>
<tr><td><p class="cell">below</p>
</td></tr>
<tr><td><p class="cell">nowhere</p>
</td></tr>
</table></div>
<p class="note">A note.</p>
<p class="running-head">Bill</p>
`
	if got := shownText(t, &analyzer.Report{Doc: d}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMarksNestAndOverlap(t *testing.T) {
	const text = "A bogus flood of illegal migrants came."
	at := func(words string) document.Span { return reporttest.SpanOf(t, text, words) }
	d := &document.Document{
		Name: "a.txt", Format: "text", Text: text, Blocks: []document.Block{{Span: at(text)}},
		Marks: []document.Mark{{Span: at("illegal"), Kind: document.Emphasis}},
		Pages: []document.Page{{Span: document.Span{End: at("migrants").Start}, Number: 1}, {
			Span: document.Span{Start: at("migrants").Start, End: len(text)}, Number: 2,
		}},
		Runs: document.RunsOf(document.Run{Span: at(text)}),
	}
	finding := func(e *lexicon.Entry, words, key string) analyzer.Finding {
		return analyzer.Finding{
			Entry: e, Span: at(words), Sentence: at(text), Key: key,
			Verdict: judge.Verdict{Status: lexicon.Named, Cue: at("bogus flood")},
		}
	}
	r := &analyzer.Report{Doc: d, Findings: []analyzer.Finding{
		finding(reporttest.PeopleAsWater, "flood of illegal migrants", "a"),
		finding(reporttest.PeopleIllegal, "illegal migrants", "b"),
	}}
	want := `<span class="page" id="d1p1">page 1</span><p>A <span class="cue">bogus </span>` +
		`<a class="f named" href="#a" data-n="1" id="a-w"><span class="cue">flood</span> of </a>` +
		`<a class="f named" href="#b" data-n="1 2" id="b-w"><em>illegal</em> </a>` +
		`<span class="page" id="d1p2">page 2</span>` +
		`<a class="f named" href="#b" data-n="1 2">migrants<sup>1 named</sup><sup>2 named</sup></a> came.</p>` + "\n"
	if got := shownText(t, r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPictureIsSmallAndMarksTheWords(t *testing.T) {
	r := reporttest.Paged(t)
	place := r.Doc.Locate(r.Findings[0].Span)
	part := shownBox(place.Boxes, columnOf(r.Doc, r.Findings[0].Span, place), &r.Doc.Pages[0])
	b, size, err := picture(stream.Options{Picture: page}, r.Doc, place, part)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > mostPicture {
		t.Errorf("the picture has %d bytes, want at most %d", len(b), mostPicture)
	}
	drawn, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	box := place.Boxes[0]
	scale := float64(drawn.Bounds().Dx()) / float64(size.X)
	x, y := int(float64((box.Left+box.Right)/2-part.Left)*scale), int(float64(box.Bottom-part.Top)*scale)+3
	if red, _, blue, _ := drawn.At(x, y).RGBA(); red == blue {
		t.Errorf("there is no line below the words at %d,%d", x, y)
	}
	if red, _, blue, _ := drawn.At(2, 2).RGBA(); red != blue {
		t.Error("what is not a finding is marked")
	}
}

func TestPictureThatCannotBeDrawnIsSaid(t *testing.T) {
	fails := func(*document.Document, int, document.Box, float64) (image.Image, error) {
		return nil, errors.New("the file has changed")
	}
	got := report(t, stream.Options{Picture: fails}, reporttest.FixtureRun, reporttest.Fixture(t), nil)
	if want := "No picture of the place: the file has changed."; strings.Count(got, want) != 2 {
		t.Errorf("the report says %d times %q, want twice", strings.Count(got, want), want)
	}
}

// TestRatesOfSeveralTextsAreBesideEachOther: each has its own row and, where it is long enough, its
// own drawing; there is no rate of all of them, and the caution is beside it.
func TestRatesOfSeveralTextsAreBesideEachOther(t *testing.T) {
	in := append(reporttest.Long(t), reporttest.Lined(t))
	page := report(t, stream.Options{}, reporttest.FixtureRun, in, nil)
	for _, want := range []string{
		wording.RatesByDocument, "<td>too short</td>", wording.DoNotRank, wording.NotPooled, `class="panel"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if n := strings.Count(page, `<figure class="panel">`); n != 1 {
		t.Errorf("got %d drawings, want that of the one long text", n)
	}
	if one := report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Long(t), nil); strings.Contains(
		one, wording.RatesByDocument,
	) {
		t.Error("a text alone is compared")
	}
}

// TestEveryCardHasAQuotation: it can be read and copied without scripts.
func TestEveryCardHasAQuotation(t *testing.T) {
	page := report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{reporttest.Lined(t)}, nil)
	if cards, quotes := strings.Count(page, `<details class="card`), strings.Count(page, "<blockquote>"); cards == 0 ||
		quotes < cards || !strings.Contains(page, "<blockquote>“Illegal migrants, again.”</blockquote>") {
		t.Errorf("got %d cards and %d quotations", cards, quotes)
	}
}
