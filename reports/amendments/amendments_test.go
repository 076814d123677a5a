package amendments

import (
	"io"
	"strings"
	"testing"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
	"refrain/project/formula"
	head "refrain/project/letterhead"
	"refrain/reports/html"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// line is a line of a bill in the tests: its text, and how it is numbered.
type line struct {
	text    string
	path    string
	page    int
	at      int // the line on the page
	printed int
}

// lines are those of a bill of two pages, whose second has no numbers beside its lines.
var lines = []line{
	{"In this Act “illegal migrant” means a person without a permit.", "Clause 1(2)", 0, 4, 3},
	{"An illegal migrant may not work, and an illegal migrant", "Clause 2(1)", 0, 9, 8},
	{"may not rent. A flood of migrants is expected.", "Clause 2(1)", 0, 10, 9},
	{"Nothing here is illegal.", "Clause 3", 1, 2, 0},
	{"The stream of migrants is to be held back.", "Clause 4(a)", 1, 6, 0},
}

// twoPages is a document of those lines, with a block for each provision.
func twoPages(t *testing.T) *document.Document {
	t.Helper()
	d := &document.Document{
		Name:   "/home/somebody/bill.pdf",
		Format: "pdf",
		Lang:   "en",
		SHA256: strings.Repeat("ab", 32),
	}
	for i, l := range lines {
		start := len(d.Text)
		d.Text += l.text
		d.Runs.Append(&document.Run{
			Span: document.Span{Start: start, End: len(d.Text)}, Page: l.page, Line: l.at, Printed: l.printed,
		})
		if n := len(d.Blocks); n > 0 && d.Blocks[n-1].Path == l.path {
			d.Blocks[n-1].End = len(d.Text)
		} else {
			d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: start, End: len(d.Text)}, Path: l.path})
		}
		separator := "\n"
		if i+1 < len(lines) && lines[i+1].path == l.path {
			separator = " "
		}
		d.Text += separator
	}
	first := strings.Index(d.Text, lines[3].text)
	d.Pages = []document.Page{
		{
			Span:   document.Span{End: first},
			Number: 1,
			Label:  "ii",
		}, {Span: document.Span{Start: first, End: len(d.Text)}, Number: 2},
	}
	return d
}

// amended is a run over the bill with a definition, two uses of it in one line, a swap and a redraft.
func amended(t *testing.T) []*analyzer.Report {
	d := twoPages(t)
	r := &analyzer.Report{Doc: d, Words: 40, People: 5}
	find := func(e *lexicon.Entry, words, sentence string, nth int, v judge.Verdict) {
		f := reporttest.Find(t, d, e, words, sentence, v)
		for ; nth > 1; nth-- {
			f.Span.Start = f.Span.End + strings.Index(d.Text[f.Span.End:], words)
			f.Span.End = f.Span.Start + len(words)
		}
		r.Findings = append(r.Findings, f)
	}
	sentence := "An illegal migrant may not work, and an illegal migrant may not rent."
	find(reporttest.PeopleIllegal, "illegal migrant", lines[0].text, 1, judge.Verdict{Rule: "definition"})
	find(reporttest.PeopleIllegal, "illegal migrant", sentence, 1, judge.Verdict{})
	find(reporttest.PeopleIllegal, "illegal migrant", sentence, 2, judge.Verdict{})
	find(reporttest.PeopleAsWater, "flood of migrants", "A flood of migrants is expected.", 1, judge.Verdict{})
	find(reporttest.PeopleAsWater, "stream of migrants", lines[4].text, 1, judge.Verdict{})
	find(reporttest.PeopleAsWater, "illegal", lines[3].text, 1, judge.Verdict{Status: lexicon.Quoted})
	return []*analyzer.Report{r}
}

// byHand proposes what the tests want: "undocumented person" for people, another word for a flood, and
// nothing for a stream.
func byHand(r *analyzer.Report, o amend.Options) *amend.Paper {
	p := &amend.Paper{Doc: r.Doc}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !amend.Own(f) || o.Only != nil && !o.Only(f) {
			continue
		}
		a := amend.Amendment{Finding: f, Of: -1}
		a.Span, a.Old = f.Span, f.Text(r.Doc)
		switch {
		case strings.HasPrefix(a.Old, "stream"):
			a.Kind, a.Reason, a.Model = amend.Redraft, amend.NoFit, "People arrive by several ways."
		case strings.HasPrefix(a.Old, "flood"):
			a.Span.Start -= len("A ")
			a.Old, a.New = a.Span.Of(r.Doc.Text), "The arrival of migrants"
			a.Others = []amend.Wording{{Span: a.Span, Old: a.Old, New: "A number of migrants"}}
		case f.Verdict.Rule == "definition":
			a.Kind, a.New = amend.Definition, "undocumented person"
		default:
			a.New = "undocumented person"
			if len(p.Amendments) > 0 && p.Amendments[0].Kind == amend.Definition {
				a.Kind, a.Of = amend.Consequential, 0
			}
		}
		p.Amendments = append(p.Amendments, a)
	}
	return p
}

// made makes a writer that proposes by hand.
func made(w io.Writer, o stream.Options) reporttest.Writer {
	b := New(w, o)
	b.propose = byHand
	return b
}

func report(t testing.TB, o stream.Options, in []*analyzer.Report, change func(*stream.Totals)) string {
	t.Helper()
	return reporttest.Write(t, made, o, reporttest.FixtureRun, in, change)
}

func in(style string) stream.Options {
	return stream.Options{Amendments: stream.Amendments{Style: style}}
}

func TestReportsAreTheGoldens(t *testing.T) {
	house := ownStyle(t)
	sponsored := in("uk")
	sponsored.Amendments.Sponsor = "Baroness Example"
	sponsored.Letterhead = head.Letterhead{
		Organisation: "Harbour Law Centre",
		Date:         "1 December",
		Contact:      "office@harbour.example",
	}
	page := in("eu")
	page.File = "paper.html"
	var list []reporttest.Golden
	for _, g := range []struct {
		name  string
		o     stream.Options
		began func(string) bool
	}{
		{"generic.md", in(""), Began}, {"uk.md", sponsored, Began}, {"us.md", in("us"), Began}, {"eu.md", in("eu"), Began},
		{"house.md", stream.Options{Amendments: stream.Amendments{Style: "island", House: house}}, Began},
		{"eu.html", page, html.Began},
	} {
		list = append(list, reporttest.Golden{
			Name: g.name, New: made, Began: g.began, Run: reporttest.FixtureRun, Options: g.o,
			Input: func(t *testing.T) []*analyzer.Report { return amended(t) },
		})
	}
	list = append(list, reporttest.Golden{
		Name: "several.md", New: made, Began: Began, Run: reporttest.FixtureRun, Totals: reporttest.Interrupted,
		Input: func(t *testing.T) []*analyzer.Report {
			return append(append(amended(t), reporttest.Several(t)...), reporttest.Missing())
		},
	})
	reporttest.Goldens(t, list)
}

// ownStyle is a style as a configuration has it.
func ownStyle(t *testing.T) *formula.House {
	t.Helper()
	parse := func(text string) *formula.Template {
		parsed, err := formula.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	return &formula.House{
		Name:      "island",
		Title:     parse("Proposals to the House on the {{.Bill}}"),
		Provision: parse("Concerning {{lower .Clause}}"),
		Amendment: parse("{{bold .Number}} {{.Clause}}, page {{.Page}}, line {{.Line}}: " +
			"delete {{if .Occurrence}}the {{.Occurrence}} {{end}}{{struck .Old}} and substitute {{.New | bold | italic}}."),
		Consequential: parse("{{bold .Number}} {{.Place}}: the same, by way of proposal {{.Definition}}."),
		Statement:     parse("{{italic \"Reason\"}}\n{{.Statement}}"),
	}
}

// TestClerksFindThePlaces: a clerk looks for the clause, the page and the line as printed, and for the words in
// that line.
func TestClerksFindThePlaces(t *testing.T) {
	for style, want := range map[string][]string{
		"uk": {
			"**1** Clause 1, page ii, line 3, leave out “illegal migrant” and insert “undocumented person”\n",
			"**2** Clause 2, page ii, line 8, leave out first “illegal migrant” and insert “undocumented person”\n",
			"**3** Clause 2, page ii, line 8, leave out second “illegal migrant” and insert “undocumented person”\n",
			"**4** Clause 2, page ii, line 9, leave out “A flood of migrants” and insert “The arrival of migrants”\n",
			"**Clause 4(a), page 2, in the sentence beginning “The stream of migrants is to be held”**\n",
		},
		"us": {
			"**(1)** On page ii, line 3, strike “illegal migrant” and insert “undocumented person”.\n",
			"**(2)** On page ii, line 8, strike “illegal migrant” the first place it appears and insert “undocumented person”.\n",
			"**(4)** On page ii, line 9, strike “A flood of migrants” and insert “The arrival of migrants”.\n",
			"**In clause 4(a), on page 2, in the sentence beginning “The stream of migrants is to be held”**\n",
		},
		"eu": {
			"**Clause 1 – paragraph 2**\n", "**Clause 2 – paragraph 1**\n", "**Clause 4 – point a**\n",
			"> This amendment is consequential on Amendment 1.\n>\n> A flood has no reasons and no rights.",
			"The text defines the term here. Amendment 2 is consequential on this one.",
			"In this Act “***undocumented person***” means a person without a permit.", "Or. en\n",
			"An ~~***illegal migrant***~~ may not work, and an ~~***illegal migrant***~~ may not rent. ~~***A flood of migrants***~~ is expected.",
			"An ***undocumented person*** may not work, and an ***undocumented person*** may not rent. ***The arrival of migrants*** is",
		},
		"generic": {
			"**Clause 2(1), page ii, line 8, place 2 of 2 of these words**\n", "Replace “illegal migrant” with “undocumented person”.\n",
			"It could also read “A number of migrants”.\n",
		},
	} {
		got := strings.NewReplacer(`\~`, "~", `\*`, "*").Replace(report(t, in(style), amended(t), nil))
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", style, w, got)
			}
		}
	}
}

// TestDefinitionsComeWithWhatFollows: what is consequential is listed after the definition and names it, and a
// reason is given once.
func TestDefinitionsComeWithWhatFollows(t *testing.T) {
	got := report(t, in("uk"), amended(t), nil)
	for _, want := range []string{
		"Amendments 2, 3 are consequential on this one.", "This amendment is consequential on Amendment 1.",
		"What is consequential on a change to a definition is listed after it; a marshalled list takes all",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the paper does not say %q:\n%s", want, got)
		}
	}
	why := strings.TrimSuffix(reporttest.PeopleIllegal.Why, ".")
	if n := strings.Count(got, why); n != 1 {
		t.Errorf("the reason is given %d times:\n%s", n, got)
	}
	if i, j := strings.Index(got, "**3** "), strings.Index(got, "**4** "); i < 0 || j < i {
		t.Errorf("the amendments are not in order:\n%s", got)
	}
}

// TestWhatIsNotProposedIsSaid at the end: what is to be redrafted, is in other use, waived, or was not read.
func TestWhatIsNotProposedIsSaid(t *testing.T) {
	reports := amended(t)
	reports[0].Findings[3].Record = analyzer.Record{State: analyzer.Waived, Reason: "a title", Where: "w.yaml:1:1"}
	reports[0].Doc.Gaps = []document.Gap{{Page: 2, Reason: "no text layer", Hint: "recognise it"}}
	got := report(t, in(""), reports, nil)
	_, end, _ := strings.Cut(got, "## About this paper")
	for _, want := range []string{
		"3 changes are proposed. 1 finding has no proposal and is marked for redrafting.",
		"1 finding is in other use, such as quoted or rejected, and needs no amendment.",
		"- page 2: no text layer (recognise it)", "“flood of migrants”; waived: a title (w.yaml:1:1)",
	} {
		if !strings.Contains(end, want) {
			t.Errorf("the end does not say %q:\n%s", want, end)
		}
	}
	if strings.Contains(got, "The arrival of migrants") {
		t.Error("waived words are amended")
	}
	if strings.Contains(got, "somebody") {
		t.Error("a paper that is handed on has the user's folder")
	}
	nothing := report(t, in("uk"), reporttest.Clean(), nil)
	if !strings.Contains(nothing, "No amendment is proposed.") || !strings.Contains(nothing, "That proves nothing") {
		t.Errorf("a paper about nothing: %s", nothing)
	}
}

// TestEveryFifthLineIsNumbered: the lines between are counted where that leads to the next number, and not
// otherwise.
func TestEveryFifthLineIsNumbered(t *testing.T) {
	page := func(printed map[int]int) *document.Document {
		d := &document.Document{Name: "bill.pdf", Format: "pdf", Lang: "en"}
		for line := 1; line <= 14; line++ {
			start := len(d.Text)
			d.Text += "An illegal migrant. "
			d.Runs.Append(
				&document.Run{
					Span:    document.Span{Start: start, End: len(d.Text)},
					Line:    line,
					Printed: printed[line],
				},
			)
		}
		d.Blocks = []document.Block{{Span: document.Span{End: len(d.Text)}, Path: "Clause 1"}}
		d.Pages = []document.Page{{Span: document.Span{End: len(d.Text)}, Number: 1}}
		return d
	}
	for _, c := range []struct {
		printed map[int]int
		want    string // the numbers of the lines, - where they cannot be told
	}{
		{map[int]int{7: 5, 12: 10}, "- - 1 2 3 4 5 6 7 8 9 10 11 12"},            // two lines are the head of the page
		{map[int]int{7: 5, 13: 10}, "- - - - - - 5 - - - - - 10 -"},              // a line between has no number of its own
		{map[int]int{5: 5}, "- - - - 5 - - - - - - - - -"},                       // one number tells nothing of others
		{map[int]int{}, "- - - - - - - - - - - - - -"},                           //
		{map[int]int{3: 5, 8: 10, 13: 15}, "3 4 5 6 7 8 9 10 11 12 13 14 15 16"}, // the page goes on from the one before
	} {
		d := page(c.printed)
		var got []string
		for line := range 14 {
			s := document.Span{Start: line*len("An illegal migrant. ") + 3}
			s.End = s.Start + len("illegal")
			if p := placeOf(d, s, s); p.line != "" {
				got = append(got, p.line)
			} else {
				got = append(got, "-")
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: got %s, want %s", c.printed, strings.Join(got, " "), c.want)
		}
	}
}

// The formulae of Westminster and Washington are English, whatever the language of the bill; a paper says so.
func TestFormulaeAreEnglish(t *testing.T) {
	reports := amended(t)
	reports[0].Doc.Lang = "de"
	run := reporttest.FixtureRun
	run.Language = "de"
	for style, want := range map[string][]string{
		"uk":      {"leave out “illegal migrant”", "The formulae are those of Westminster and are in English"},
		"us":      {"strike “illegal migrant”", "those of the Congress of the United States"},
		"generic": {"„illegal migrant“ durch „undocumented person“ ersetzen.", "## Über dieses Papier"},
		"eu":      {"## Änderungsantrag 1", "| Text des Entwurfs | Geänderter Text |", "**Clause 1 – Absatz 2**", "Or. de", "**Begründung**"},
	} {
		got := reporttest.Write(t, made, in(style), run, reports, nil)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", style, w, got)
			}
		}
	}
	reports[0].Doc.Lang = "el"
	if got := reporttest.Write(t, made, in("eu"), reporttest.FixtureRun, reports, nil); !strings.Contains(
		got,
		"here they are in English.",
	) ||
		!strings.Contains(got, "Or. el") {
		t.Errorf("got %s", got)
	}
}

func TestPlacesOfTheEuropeanParliament(t *testing.T) {
	for _, c := range []struct{ lang, provision, want string }{
		{"en", "Article 4(2)(b)", "Article 4 – paragraph 2 – point b"},
		{"en", "Article 4(2)(b)(ii)", "Article 4 – paragraph 2 – point b – point ii"},
		{"en", "Article 4(b)", "Article 4 – point b"},
		{"en", "Article 2(1)(3)", "Article 2 – paragraph 1 – point 3"},
		{"en", "Recital 12", "Recital 12"},
		{"de", "Artikel 4(2)(b)", "Artikel 4 – Absatz 2 – Buchstabe b"},
		{"de", "Artikel 2(1)(3)", "Artikel 2 – Absatz 1 – Nummer 3"},
		{"fr", "Article 12a(1)", "Article 12a – paragraphe 1"},
		{"nl", "Artikel 4(2)(b)", "Artikel 4 – lid 2 – letter b"},
		{"pt", "Artigo 4(2)(b)", "Artigo 4 – n.º 2 – alínea b"},
		{"en", "Part II > Scope", "Part II – Scope"},
	} {
		if got := termsOf[c.lang].place(place{provision: c.provision}, c.lang, (&Writer{}).words); got != c.want {
			t.Errorf("%s: got %s, want %s", c.provision, got, c.want)
		}
	}
}

// Where a file has no lines, its sentence tells the place.
func TestPlacesWithoutLines(t *testing.T) {
	d := &document.Document{
		Name:   "bill.xml",
		Format: "xml",
		Lang:   "en",
		Text:   "First words here. A flood of migrants, and again a flood of migrants.",
	}
	d.Blocks = []document.Block{{Span: document.Span{End: len(d.Text)}, Path: "Sec. 10(c)"}}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(d.Text)}})
	sentence := document.Span{Start: strings.Index(d.Text, "A flood"), End: len(d.Text)}
	at := strings.LastIndex(d.Text, "flood")
	p := placeOf(d, document.Span{Start: at, End: at + len("flood of migrants")}, sentence)
	if got := p.uk(); got != "Section 10(c), in the sentence beginning “A flood of migrants, and again a flood”" ||
		p.ordinal() != "second" {
		t.Errorf("got %s, %s", got, p.ordinal())
	}
	if got := p.us(); got != "In section 10(c), in the sentence beginning “A flood of migrants, and again a flood”" {
		t.Errorf("got %s", got)
	}
	d.Text = strings.Replace(d.Text, "again a flood of", "again a flood\nof", 1)
	if p = placeOf(d, document.Span{Start: at, End: at + len("flood of migrants")}, sentence); p.ordinal() != "second" {
		t.Errorf("words over two lines are the %s", p.ordinal())
	}
	p.provision = "Part II > Scope"
	if got := p.us(); !strings.HasPrefix(got, "Under the heading “Part II”, “Scope”, in the sentence") {
		t.Errorf("got %s", got)
	}
	for n, want := range map[int]string{2: "second", 11: "11th", 21: "21st", 112: "112th", 23: "23rd"} {
		if got := (place{nth: n}).ordinal(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestPaperGoesByTheEndingOfItsFile(t *testing.T) {
	for file, want := range map[string]string{
		"": begins, "a.md": begins, "A.HTML": "<!doctype html>", "a.DOCX": "PK\x03\x04", "a.odt": "PK\x03\x04",
	} {
		o := in("eu")
		o.File = file
		got := report(t, o, amended(t), nil)
		if !strings.HasPrefix(got, want) || !Began(got[:512]) && want != "<!doctype html>" {
			t.Errorf("%q: begins %q", file, got[:40])
		}
		if report(t, o, amended(t), nil) != got {
			t.Errorf("%q: the same bill gives another file", file)
		}
	}
	if err := New(io.Discard, stream.Options{File: "a.txt"}).Begin(reporttest.FixtureRun); err == nil ||
		!strings.Contains(err.Error(), "a.txt: a paper of amendments is a file of Word") {
		t.Errorf("got %v", err)
	}
}

// Office files are made of styles, and hold what the paper says as it was written.
func TestOfficeFilesAreMadeOfStyles(t *testing.T) {
	o := in("eu")
	o.Letterhead = head.Letterhead{
		Organisation: "Network & <Friends>", Introduction: "First.\n\nSecond.", Date: "1 May", Contact: "ask@example.org",
		Paper: head.Letter, Logo: &head.Logo{Type: "image/svg+xml", Data: []byte(`<svg viewBox="0 0 2 1"/>`), Width: 2, Height: 1},
	}
	for file, want := range map[string]map[string][]string{
		"a.docx": {
			"word/document.xml": {
				`<w:pStyle w:val="Heading1"/>`, `<w:tblHeader/>`, `<w:rStyle w:val="RemovedStrongEmphasis"/></w:rPr><w:t xml:space="preserve">illegal migrant<`,
				`<w:rStyle w:val="StrongEmphasis"/>`, "Network &amp; &lt;Friends&gt;", `descr="Logo of Network`, `<w:pgSz w:w="12240"`,
			},
			"word/styles.xml":     {`<w:name w:val="Statement"/>`, `<w:strike/>`, `w:styleId="Columns"`},
			"word/media/logo.svg": {"<svg "},
		},
		"a.odt": {
			"content.xml": {
				`<text:h text:style-name="Heading1" text:outline-level="1">Amendment 1</text:h>`,
				`<text:span text:style-name="RemovedStrongEmphasis">illegal migrant</text:span>`, `<table:table-header-rows>`,
				"Network &amp; &lt;Friends&gt;", "<svg:title>Logo of Network",
			},
			"styles.xml":            {`style:name="StrongEmphasis"`, `fo:page-width="612.0pt"`, `style:text-line-through-style="solid"`},
			"META-INF/manifest.xml": {`manifest:full-path="Pictures/logo.svg"`},
			"Pictures/logo.svg":     {"<svg "},
			"mimetype":              {"application/vnd.oasis.opendocument.text"},
		},
	} {
		o.File = file
		parts := reporttest.Unpacked(t, report(t, o, amended(t), nil))
		for name, list := range want {
			for _, w := range list {
				if !strings.Contains(parts[name], w) {
					t.Errorf("%s: %s does not hold %q:\n%s", file, name, w, parts[name])
				}
			}
		}
	}
}

func TestHostileWordsStayWordsInAPaper(t *testing.T) {
	for _, style := range []string{"", "uk", "us", "eu"} {
		documents := reporttest.Several(t)
		documents[1].Doc.Name = "a\u202e](javascript:b) <script>.txt"
		o := in(style)
		markdown := report(t, o, documents, nil)
		o.File = "a.html"
		_, markdown, _ = strings.Cut(markdown, "\n")
		for name, got := range map[string]string{"html": report(t, o, documents, nil), "markdown": reporttest.Rendered(t, markdown)} {
			for _, bad := range []string{"<script", `href="javascript`, "raw HTML omitted", "\u202e"} {
				if strings.Contains(got, bad) {
					t.Errorf("%s in %s holds %q:\n%s", style, name, bad, got)
				}
			}
		}
		for _, file := range []string{"a.docx", "a.odt"} {
			o.File = file
			for name, part := range reporttest.Unpacked(t, report(t, o, documents, nil)) {
				if strings.Contains(part, "\u202e") || strings.Contains(part, "1970") {
					t.Errorf("%s: %s has a date, or characters that nobody sees", file, name)
				}
			}
		}
	}
}

// A style of one's own that writes too much ends the paper with its name and what to do.
func TestHouseStyleThatWritesTooMuchIsNamed(t *testing.T) {
	house := ownStyle(t)
	parsed, err := formula.Parse(strings.Repeat("{{.Statement}}", 150))
	if err != nil {
		t.Fatal(err)
	}
	house.Statement = parsed
	long := *reporttest.PeopleIllegal
	long.Why = strings.Repeat("A long reason. ", 500)
	reports := amended(t)
	reports[0].Findings[0].Entry = &long
	b := made(io.Discard, stream.Options{Amendments: stream.Amendments{House: house}})
	if err := b.Begin(reporttest.FixtureRun); err != nil {
		t.Fatal(err)
	}
	if err := b.Document(reports[0]); err != nil {
		t.Fatal(err)
	}
	if err := b.End(stream.Totals{}); err == nil ||
		!strings.Contains(err.Error(), "style island: what the template writes is longer than") {
		t.Errorf("got %v", err)
	}
}
