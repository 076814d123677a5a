package reader

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// marksOf is the marks of a document: kind and words.
func marksOf(doc *document.Document) string {
	names := map[document.MarkKind]string{document.Quotation: "quotation", document.Work: "work", document.Emphasis: "emphasis", document.Inserted: "inserted"}
	var all []string
	for _, m := range doc.Marks {
		all = append(all, names[m.Kind]+" "+m.Of(doc.Text))
	}
	return strings.Join(all, "|")
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"headings open a path", "# Part\n## Scope *now*\nText.", "heading 1 [Part]: Part\nheading 2 [Part > Scope now]: Scope now\nbody [Part > Scope now]: Text."},
		{"code, addresses and comments are left out", "A `x` b <http://x.y> c https://illegal.example d <!-- gone --> e.\n\n```\ncode\n```\n\n    code\n\n<!-- gone -->", "body: A  b  c  d  e."},
		{"the text of a link stays", "A [flood](http://x \"title\") of ![people](y.png) and [refs][r].\n\n[r]: http://z", "body: A flood of people and refs."},
		{"entities and backslashes stand for characters", "Fish &amp; \\*chips\\* &#8211; &nosuch;", "body: Fish & *chips* – &nosuch;"},
		{"quotations are block quotes", "> one\n> two\n\nthree", "block quote: one⏎two\nbody: three"},
		{"lists nest", "- a\n  - b\n- c", "list item 1: a\nlist item 2: b\nlist item 1: c"},
		{"tables come by cell", "| a | b |\n|---|---|\n| c | d \\| e |", "cell: a\ncell: b\ncell: c\ncell: d | e"},
		{"footnotes are notes", "Text[^1] more.\n\n[^1]: A note.", "body: Text more.\nnote: A note."},
		{"what is struck through is deleted", "A ~~flood~~ wave", "body: A  wave\ndeleted, struck out: flood"},
		{"front matter gives what is printed", "---\ntitle: 'The flood'\nlayout: post\n---\nText.", "title: The flood\nbody: Text."},
		{"a rule is no front matter", "---\n\ntitle: x", "body: title: x"},
		{"HTML is read as HTML", "<div>A <b>flood</b> &lt;</div>\n\nText<br>more.", "body: A flood <\nbody: Text⏎more."},
		{"an element may begin in one block and end in another", "<div hidden>\n\nflood\n\n</div>\n\nText.", "hidden, display: none: flood\nbody: Text."},
		{"styles count in Markdown too", "A <span style='color:white'>flood</span> of <s>refugees</s> <b>people</b>.", "body: A  of  people.\nhidden, white text: flood\ndeleted, struck out: refugees"},
		{"the deeper paragraphs of a law are no code", "1. One\n\n\n        a) who came in the year before last, or\n        b) § 24 of the Act.\n", "list item 1: One\nlist item 1: a) who came in the year before last, or⏎b) § 24 of the Act."},
		{"provisions open a path", "**Article 4** – Aim\n\n(1) One.", "body [Article 4]: Article 4 – Aim\nbody [Article 4(1)]: (1) One."},
		{"line-end hyphens join", "The immi-\ngrants.", "body: The immigrants."},
		{"hyphens join over a quotation's marks", "> The immi-\n> grants.", "block quote: The immigrants."},
	} {
		same(t, c.claim, outlineOf(read(t, "markdown", c.src)), c.want)
	}
	if got, want := marksOf(read(t, "markdown", "An *illegal* and **bold** <q>word</q> in <cite>Law</cite>.")), "emphasis illegal|quotation word|work Law"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
}

func TestHTML(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"scripts and styles are no text", "<style>a</style><script>b<c</script>f", "body: f"},
		{"what is hidden is set apart", "<p hidden>a</p><p style='DISPLAY: none'>b</p><div style=\"visibility:hidden\"><p>c</p></div><p aria-hidden=true>d", "hidden, display: none: a\nhidden, display: none: b\nhidden, visibility: hidden: c\nbody: d"},
		{"so are the names of pictures", "<svg><title>a</title><text>b</text></svg>", "hidden, not drawn: a\nbody: b"},
		{"so is what is struck out", "A <del>flood</del><s>tide</s> wave", "body: A wave\ndeleted, struck out: floodtide"},
		{"white space is a blank", "<p>A  flood\n   of\tpeople&nbsp;now </p>", "body: A flood⏎of people now"},
		{"paragraphs need no end tags", "<p>a<p>b<ul><li>c<li>d</ul>e", "body: a\nbody: b\nlist item 1: c\nlist item 1: d\nbody: e"},
		{"inline elements do not part words", "<p>immi<b>gr</b>ants, immi<wbr>grants, immi&shy;grants", "body: immigrants, immigrants, immigrants"},
		{"a line break is one, two end a paragraph", "a<br>b<br><br>c", "body: a⏎b\nbody: c"},
		{"tables come by cell", "<table><caption>T</caption><tr><th>a<td>b<tr><td>c</table>", "caption: T\ncell: a\ncell: b\ncell: c"},
		{"block quotes are quotations", "<blockquote><p>a</p><ul><li>b</ul></blockquote>c", "block quote: a\nblock quote: b\nbody: c"},
		{"headings open a path", "<title>T</title><h1>One</h1><p>a<h2>Two</h2><p>b<h1>Three</h1>c", "title: T\nheading 1 [One]: One\nbody [One]: a\nheading 2 [One > Two]: Two\nbody [One > Two]: b\nheading 1 [Three]: Three\nbody [Three]: c"},
		{"a heading by its role", "<div role=heading aria-level=1>One</div><p>a<div role=heading>Two</div>b", "heading 1 [One]: One\nbody [One]: a\nheading 2 [One > Two]: Two\nbody [One > Two]: b"},
		{"provisions open a path", "<p>Sec. 2. <i>Policy.</i> It is<p>(a) one<p>(i) two<p>(b) three<p>Sec. 3. (a) Four", "body [Sec. 2]: Sec. 2. Policy. It is\nbody [Sec. 2(a)]: (a) one\nbody [Sec. 2(a)(i)]: (i) two\nbody [Sec. 2(b)]: (b) three\nbody [Sec. 3(a)]: Sec. 3. (a) Four"},
		{"preformatted text has paragraphs", "<pre>a\n  b\n\nc</pre>", "body: a⏎  b\nbody: c"},
		{"the number of a note is no text", "<p>immigrants<sup>12</sup>, 5 km<sup>2</sup> are", "body: immigrants, 5 km2 are"},
		{"notes are notes", "<p>a</p><aside role=doc-footnote>b</aside><li class=footnote>c", "body: a\nnote: b\nnote: c"},
		{"stray end tags mean nothing", "<table><td>a</i></div>b</td></table>", "cell: ab"},
		{"but that of a paragraph is one", "a</p>b", "body: a\nbody: b"},
	} {
		same(t, c.claim, outlineOf(read(t, "html", c.src)), c.want)
	}
	if got, want := marksOf(read(t, "html", "<q>A <em>flood</em></q> in <cite>The Act</cite>, <ins>new</ins>.")), "quotation A flood|emphasis flood|work The Act|inserted new"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
	for _, c := range []struct{ claim, src string }{
		{"meta charset", "<meta charset=iso-8859-2><p>uchod\xbc"},
		{"http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'><p>uchod\x9f"},
	} {
		if doc := read(t, "html", c.src); !strings.HasSuffix(doc.Text, "uchodź") {
			t.Errorf("%s: got %q", c.claim, doc.Text)
		}
	}
	doc := read(t, "html", "<html lang=en>\n<p>One <i>two</i>\n&amp; three<p lang=fr>quatre")
	at := strings.Index(doc.Text, "three")
	if p := doc.Locate(document.Span{Start: at, End: at + 5}); p.Line != 3 || p.Column != 7 {
		t.Errorf("three: got %d:%d, want 3:7", p.Line, p.Column)
	}
	if doc.Lang != "en" || doc.Blocks[1].Lang != "fr" {
		t.Errorf("languages: got %q and %q, want en and fr", doc.Lang, doc.Blocks[1].Lang)
	}
}

func TestXMLDialects(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want string }{
		{"Akoma Ntoso has its place from numbers", "akn", `<akomaNtoso><act><meta><p>no</p></meta><body><part><num>PART II</num><heading>Scope</heading><article><num>Article 4</num><heading>Aim</heading>
<paragraph><num>2.</num><content><p>It is:</p></content><point><num>(b)</num><content><p>that <i>x</i>.</p></content></point></paragraph></article></part></body></act></akomaNtoso>`,
			"heading 1 [Part II]: PART II Scope\nheading 2 [Article 4]: Article 4 Aim\nbody [Article 4(2)]: 2. It is:\nbody [Article 4(2)(b)]: (b) that x."},
		{"recitals and citations", "akn", `<akomaNtoso><act><preamble><citations><citation><p>Having regard</p></citation></citations><recitals><recital><num>(12)</num><p>Whereas.</p></recital></recitals></preamble></act></akomaNtoso>`,
			"citation: Having regard\nbody [Recital 12]: (12) Whereas."},
		{"schedules have paragraphs", "akn", `<akomaNtoso><act><hcontainer name="schedule"><num>SCHEDULE 2</num><heading>Transition</heading><paragraph><num>3</num><content><p>It ends.</p></content></paragraph></hcontainer></act></akomaNtoso>`,
			"heading 1 [Schedule 2]: SCHEDULE 2 Transition\nbody [Schedule 2, paragraph 3]: 3 It ends."},
		{"new law is the bill's own voice, with the bill's place", "akn", `<akomaNtoso><bill><section><num>4</num><content><p>After 9 insert—<mod><quotedStructure><section><num>9A</num><content><p>New.</p></content></section></quotedStructure></mod></p></content></section></bill></akomaNtoso>`,
			"body [Section 4]: 4 After 9 insert—\namendment [Section 4]: 9A New."},
		{"a note does not cut the sentence", "akn", `<akomaNtoso><doc><p>One<authorialNote marker="1"><p>A note.</p></authorialNote>two<authorialNote><p>B.</p></authorialNote>, immi<b>gr</b>ants.</p><p>Three.</p></doc></akomaNtoso>`,
			"body: One two, immigrants.\nnote: A note.\nnote: B.\nbody: Three."},
		{"definitions", "akn", `<akomaNtoso><act><article><num>Article 2</num><heading>Definitions</heading><paragraph><num>1.</num><content><p>“alien” means</p></content></paragraph></article></act></akomaNtoso>`,
			"heading 1 [Article 2]: Article 2 Definitions\ndefinition [Article 2(1)]: 1. “alien” means"},
		{"USLM", "uslm", `<bill xmlns="http://schemas.gpo.gov/xml/uslm"><meta><title>no</title></meta><main><section><num value="101">SEC. 101. </num><heading>AIM.</heading><subsection><num>(a) </num><heading>In General.—</heading><chapeau>The law—</chapeau><paragraph><num>(15)</num><content>is <deletedText>old</deletedText>new.</content></paragraph></subsection></section></main></bill>`,
			"heading 1 [Sec. 101]: SEC. 101. AIM.\nbody [Sec. 101(a)]: (a) In General.—The law—\nbody [Sec. 101(a)(15)]: (15) is new.\ndeleted, marked as deleted [Sec. 101(a)(15)]: old"},
		{"bills of before", "uslm", `<bill bill-stage="x"><legis-body><section><enum>101.</enum><header>Aim</header><subsection><enum>(a)</enum><header>In general</header><text>Section 2 is amended by adding:</text><quoted-block><paragraph><enum>(3)</enum><text>New.</text></paragraph><after-quoted-block>.</after-quoted-block></quoted-block></subsection></section></legis-body></bill>`,
			"heading 1 [Sec. 101]: 101. Aim\nheading 2 [Sec. 101(a)]: (a) In general\nbody [Sec. 101(a)]: Section 2 is amended by adding:\namendment [Sec. 101(a)]: (3) New.\namendment [Sec. 101(a)]: ."},
		{"Formex", "formex", `<ACT><BIB.INSTANCE>no</BIB.INSTANCE><TITLE><TI><P>Regulation</P></TI></TITLE><PREAMBLE><VISA>Having regard</VISA><CONSID><NP><NO.P>(12)</NO.P><TXT>Whereas<NOTE><P>OJ L 1.</P></NOTE> so.</TXT></NP></CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE><TI.ART>Article 4</TI.ART><STI.ART>Aim</STI.ART><PARAG><NO.PARAG>2.</NO.PARAG><ALINEA>It <QUOT.START CODE="2018"/>is<QUOT.END CODE="2019"/>.</ALINEA></PARAG></ARTICLE></ENACTING.TERMS></ACT>`,
			"title: Regulation\ncitation: Having regard\nbody [Recital 12]: (12) Whereas so.\nnote [Recital 12]: OJ L 1.\nheading 1 [Article 4]: Article 4 Aim\nbody [Article 4(2)]: 2. It ‘is’."},
		{"the Federal Register", "fedreg", `<RULE><HD SOURCE="HED">Order</HD><FP>Sec. 2. <E T="03">Policy.</E> It is<SU>1</SU> so:</FP><P>(a) Ensure <PRTPAGE P="8"/>it.</P></RULE>`,
			"heading 1 [Order]: Order\nbody [Sec. 2]: Sec. 2. Policy. It is  so:\nbody [Sec. 2(a)]: (a) Ensure it."},
		{"any other XML comes by element", "xml", `<a x="1"><t>One <i>two</i> three</t><t>four</t><w><v>five</v> <v>six</v></w>&lt;<![CDATA[ <seven> ]]></a>`,
			"body: One two three\nbody: four\nbody: five\nbody: six\nbody: < <seven>"},
	} {
		got := outlineOf(read(t, c.format, c.src))
		same(t, c.claim, strings.ReplaceAll(got, "  ", " "), strings.ReplaceAll(c.want, "  ", " "))
	}
	if got, want := marksOf(read(t, "akn", `<akomaNtoso><p>He said <embeddedText>a <i>flood</i></embeddedText> in <ref>Act 3</ref>.</p></akomaNtoso>`)), "quotation a flood|emphasis flood|work Act 3"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
}

// TestDeletedLawIsSetApart: what a bill strikes out, and what it says is gone, is neither the text nor
// silence, and its numbers do not count.
func TestDeletedLawIsSetApart(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want, marks string }{
		{"a stricken body", "uslm", `<bill bill-stage="x"><legis-body changed="deleted" reported-display-style="strikethrough"><section><enum>1.</enum><header>Old aim</header><text>A flood of <italic>refugees</italic>.</text><paragraph><enum>(1)</enum><text>More.</text></paragraph></section></legis-body><legis-body changed="added"><section><enum>2.</enum><header>Aim</header><text>People came.</text></section></legis-body></bill>`,
			"deleted, marked as deleted: 1. Old aim\ndeleted, marked as deleted: A flood of refugees.\ndeleted, marked as deleted: (1) More.\nheading 1 [Sec. 2]: 2. Aim\nbody [Sec. 2]: People came.", "inserted 2. Aim|inserted People came."},
		{"a phrase in a sentence", "uslm", `<bill bill-stage="x"><legis-body><section><enum>1.</enum><text>The agency counts <deleted-phrase>illegal aliens</deleted-phrase> <added-phrase>people</added-phrase> yearly.</text></section></legis-body></bill>`,
			"body [Sec. 1]: 1. The agency counts people yearly.\ndeleted, marked as deleted [Sec. 1]: illegal aliens", "inserted people"},
		{"a removed article", "akn", `<akomaNtoso><act><body><article status="removed"><num>Article 1</num><content><p>Old.</p></content></article><article><num>Article 2</num><content><p>It <del>was</del><ins>is</ins> new.</p></content></article></body></act></akomaNtoso>`,
			"deleted, marked as deleted: Article 1\ndeleted, marked as deleted: Old.\nbody [Article 2]: Article 2 It is new.\ndeleted, marked as deleted [Article 2]: was", "inserted is"},
		{"a repealed section", "uslm", `<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm"><main><section status="repealed"><num>§ 1.</num><content>Old.</content></section><section><num>§ 2.</num><content>New.</content></section></main></lawDoc>`,
			"deleted, marked as repealed: § 1. Old.\nbody [Sec. 2]: § 2. New.", ""},
		{"what is not to be shown", "uslm", `<bill xmlns="http://schemas.gpo.gov/xml/uslm"><preface><currentChamber display="no">Senate</currentChamber></preface><main><section><num>SEC. 1.</num><content>New.</content></section></main></bill>`,
			"hidden, marked as not shown: Senate\nbody [Sec. 1]: SEC. 1. New.", ""},
		{"a manuscript", "xml", `<?xml version="1.0"?><TEI><text><p>A <del rend="strikethrough">flood</del><add>number</add> of people.</p></text></TEI>`,
			"body: A number of people.\ndeleted, marked as deleted: flood", "inserted number"},
	} {
		doc := read(t, c.format, c.src)
		same(t, c.claim, strings.ReplaceAll(outlineOf(doc), "  ", " "), c.want)
		if got := marksOf(doc); got != c.marks {
			t.Errorf("%s: marks %q, want %q", c.claim, got, c.marks)
		}
	}
	doc := read(t, "akn", "<akomaNtoso><act><meta><p>two words</p></meta><body><p>Text.</p></body></act></akomaNtoso>")
	if len(doc.Omissions) != 1 || doc.Omissions[0].Words != 2 || doc.Omissions[0].Kind != "metadata" {
		t.Errorf("omissions %v, want 2 words of metadata", doc.Omissions)
	}
}

func TestXMLKeepsItsPlace(t *testing.T) {
	for _, c := range []struct {
		format, src  string
		line, column int
		part         string
	}{
		{"xml", "<bill>\n<section><text>one</text></section>\n<section><text>two &amp; <b>three</b></text></section></bill>", 3, 29, "/bill/section[2]/text"},
		{"xml", "<a><b xml:id='x'><c>one</c><c>three</c></b></a>", 1, 31, "//b[@xml:id='x']/c[2]"},
		{"akn", "<akomaNtoso><act><body><article eId='art_4'><num>4</num><paragraph><content><p>three</p></content></paragraph></article></body></act></akomaNtoso>", 1, 80, "//article[@eId='art_4']/paragraph/content/p"},
		{"akn", "<akomaNtoso><act><body><section><content><p>three</p></content></section></body></act></akomaNtoso>", 1, 45, "/akomaNtoso/act/body/section/content/p"},
		{"uslm", "<bill xmlns='http://schemas.gpo.gov/xml/uslm'><main><section identifier='/us/bill/118/s/1/s3'><num value='3'>SEC. 3.</num><subsection><content>three</content></subsection></section></main></bill>", 1, 144, "//section[@identifier='/us/bill/118/s/1/s3']/subsection/content"},
	} {
		doc := read(t, c.format, c.src)
		at := strings.Index(doc.Text, "three")
		p := doc.Locate(document.Span{Start: at, End: at + 5})
		if p.Line != c.line || p.Column != c.column || p.Part != c.part {
			t.Errorf("%s: three: got %d:%d in %q, want %d:%d in %s", c.format, p.Line, p.Column, p.Part, c.line, c.column, c.part)
		}
	}
}

func TestDamagedXMLIsReadAndSaysSo(t *testing.T) {
	for _, src := range []string{"<a><b>one</b><c>two", "<a>one</b>two</a>", "<a>one <1 two</a>", "<a>one \x01 two</a>", "<a b='1>one</a>"} {
		doc := read(t, "xml", src)
		if len(doc.Gaps) == 0 || !strings.HasPrefix(doc.Gaps[0].Reason, "damaged") {
			t.Errorf("%q: got the gaps %v, want one that says damaged", src, doc.Gaps)
		}
		if !strings.Contains(doc.Text, "one") {
			t.Errorf("%q: got %q, want the words that are there", src, doc.Text)
		}
	}
}

func TestEntitiesAreNotExpanded(t *testing.T) {
	doc := read(t, "xml", `<!DOCTYPE a [<!ENTITY b "boom boom"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>x &b; &c; y</a>`)
	if doc.Text != "x &b; &c; y" {
		t.Errorf("got %q, want the references as they are", doc.Text)
	}
}

func TestSubtitles(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want string }{
		{"cues are joined to sentences", "srt", "1\n00:00:01,000 --> 00:00:02,000\nA flood of\n\n2\n00:00:02,000 --> 00:00:03,000\nrefugees came. \n\n3\n00:00:03,000 --> 00:00:04,000\nMore.", "body: A flood of⏎refugees came.\nbody: More."},
		{"a pause ends a sentence", "srt", "1\n00:00:01,000 --> 00:00:02,000\nA flood\n\n2\n00:00:06,000 --> 00:00:07,000\nof light", "body: A flood\nbody: of light"},
		{"so does another speaker", "vtt", "WEBVTT - x\n\nNOTE\nno\n\n00:01.000 --> 00:02.000\n<v Ann Lee>A <i>flood</i>\n\nb1\n00:02.000 --> 00:03.000\n<v.loud Bo>of &amp; light</v>", "body: A flood\nbody: of & light"},
		{"rolling captions are read once", "srt", "1\n00:00:01,000 --> 00:00:02,000\na flood\n\n2\n00:00:02,000 --> 00:00:03,000\na flood\nof refugees", "body: a flood⏎of refugees"},
		{"TTML", "ttml", `<tt xmlns="http://www.w3.org/ns/ttml"><head>no</head><body><p begin="1s" end="2s">A flood<br/>of</p><p begin="00:00:02.000" end="00:00:03.000">refugees.</p><p begin="3s">More.</p></body></tt>`, "body: A flood⏎of⏎refugees.\nbody: More."},
	} {
		same(t, c.claim, outlineOf(read(t, c.format, c.src)), c.want)
	}
	doc := read(t, "vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A flood of\n\n01:00:02.500 --> 01:00:03.000\n<v Bo>MORE refugees.")
	at := strings.Index(doc.Text, "refugees")
	p := doc.Locate(document.Span{Start: at, End: at + 8})
	if p.Time.String() != "1h0m2.5s" || p.Speaker != "Bo" || p.Line != 7 || p.Column != 12 {
		t.Errorf("refugees: got %v by %q at %d:%d, want 1h0m2.5s by Bo at 7:12", p.Time, p.Speaker, p.Line, p.Column)
	}
	if doc := read(t, "srt", "1\n00:00:01 -> 2\nx\n\n2\n00:00:0x --> 3\ny"); len(doc.Gaps) != 1 || !strings.Contains(doc.Text, "x") {
		t.Errorf("a bad time: got %q, gaps %v; want the words and a gap", doc.Text, doc.Gaps)
	}
}

// What hides everything behind it because it has no end takes words out of sight, so it is said. What people leave out as they may is not.
func TestWhatHasNoEndIsAGap(t *testing.T) {
	const words = "A flood of refugees came."
	for _, c := range []struct{ format, src, gap string }{
		{"html", "<!doctype html><p>Some text.<style>" + words + "</p></html>", "damaged: a <style> has no end"},
		{"html", "<!doctype html><p>Some text.<script>" + words, "damaged: a <script> has no end"},
		{"html", "<!doctype html><p>Some text.<div hidden>" + words + "</p>", "damaged: a <div> has no end"},
		{"html", "<!doctype html><p>Some text.<object data=x.png>" + words + "</body>", "damaged: a <object> has no end"},
		{"html", "<!doctype html><head><title>T</title><style>p{} " + words + "</p></html>", "damaged: a <style> has no end"},
		{"html", "<!doctype html><head><style>p{} <body><p>" + words + "</p><style>a{}</style>Some text.", "damaged: a <style> has no end"},
		{"html", "<!doctype html><p>Some text.<p hidden><b>" + words, ""},
		{"html", "<!doctype html><div>Some text.<code>" + words + "</div><p>More.", "damaged: a <code> has no end"},
		{"html", "<!doctype html><div>Some text.<code>no</code> <p><s>no</s></div><p>More.", ""},
		{"html", "<!doctype html><style><!-- p > a{} --></style><p>Some text.", ""},
		{"html", "<!doctype html><p>Some text.<!-- " + words + "</p></html>", "damaged: a comment has no end"},
		{"html", "<!doctype html><p>Some text.<? " + words, "damaged: a comment has no end"},
		{"html", "<!doctype html><p>Some text. <a href=\"https://norland.example/" + words + "</p><p class=\"x\">More.", "damaged: a quotation mark within a tag has no end"},
		{"html", "<!doctype html><p>Some text.<!-- " + words + " --></p><p hidden>" + words, ""},
		{"html", "<!doctype html><p>Some text.<style>p{}</style><script></script><iframe src=//x>", ""},
		{"html", "<!doctype html><p>Some text.<!-- " + words + " -->", ""},
		{"html", "<!doctype html><p>Some text.<!-->", ""},
		{"markdown", "Some text.\n\n<!-- \n\n" + words + "\n", "damaged: a comment has no end"},
		{"markdown", "Some text.\n\n<style>\n\n" + words + "\n", "damaged: a <style> has no end"},
		{"markdown", "Some text.\n\n```\n" + words + "\n", "damaged: a block of code has no end"},
		{"markdown", "Some text.\n\n~~~\n" + words + "\n```", "damaged: a block of code has no end"},
		{"markdown", "- Some text.\n\n  ```\n  " + words + "\n", "damaged: a block of code has no end"},
		{"markdown", "Some text.\n\n```\n" + words + "\n```\n", ""},
		{"markdown", "Some text.\n\n```\n" + words + "\n```", ""},
		{"markdown", "Some text.\n\n- a\n  ~~~\n  " + words + "\n  ~~~\n\n", ""},
		{"markdown", "Some text.\n\n<!-- " + words + " -->", ""},
		{"markdown", "Some text.\n\n<div hidden>\n" + words + "\n\n</div>\n", ""},
		{"markdown", "Some text.\n\n```\n", ""},
	} {
		var got []string
		for _, g := range read(t, c.format, c.src).Gaps {
			got = append(got, g.Reason)
		}
		if strings.Join(got, "|") != c.gap {
			t.Errorf("%q: gaps %q, want %q", c.src, got, c.gap)
		}
	}
}

// A head ends where something begins that cannot stand in it, with or without a tag.
func TestHeadEndsWithoutATag(t *testing.T) {
	for _, src := range []string{
		"<!doctype html><head><title>T</title><p>A flood came.",
		"<!doctype html><html><head><meta charset=utf-8><style>p{}</style><title>T</title>A flood came.",
		"<!doctype html><title>T</title><p>A flood came.",
		"<!doctype html><head><title>T</title><noscript><link></noscript></head>A flood came.",
	} {
		doc := read(t, "html", src)
		if got := strings.Join(strings.Fields(doc.Text), " "); got != "T A flood came." || len(doc.Gaps) != 0 {
			t.Errorf("%q: got %q with the gaps %v, want the text behind the head", src, got, doc.Gaps)
		}
	}
}

// TestEntitiesOfAFileAreAGap: what a document type declares is not read, so words that it holds must not go missing in silence.
func TestEntitiesOfAFileAreAGap(t *testing.T) {
	const declared, used = `[<!ENTITY own "A flood of refugees."> <!ENTITY more "&own;&own;">]>`, `They said &own; &amp; left&nbsp;again.`
	for format, head := range map[string]string{"xml": "<!DOCTYPE a ", "html": "<!DOCTYPE html ", "akn": "<!DOCTYPE akomaNtoso "} {
		for _, c := range []struct {
			src string
			gap bool
		}{
			{head + declared + "<p>" + used + "</p>", true},
			{`<?xml version="1.0"?>` + head + `SYSTEM "own.dtd"><p>` + used + "</p>", true},
			{head + declared + "<p>They said so &amp; left &#233;&nbsp;AT&T; again.</p>", true},
			{head + declared + "<p>They said so &amp; left &#233;&nbsp;AT & T; again.</p>", false},
			{head + ">" + "<p>They &amp; left.</p>", false},
			{"<p>" + used + "</p>", false},
		} {
			if format == "html" && !strings.Contains(c.src, "<!ENTITY") {
				c.gap = false // What a page only misspells is shown as it stands.
			}
			if got := strings.Contains(gapsOf(read(t, format, c.src)), "entities of its own not read"); got != c.gap {
				t.Errorf("%s: a gap for entities: %v, want %v, in %s", format, got, c.gap, c.src)
			}
		}
	}
	word := pack(t, "word/document.xml", `<?xml version="1.0"?><!DOCTYPE w `+declared+strings.TrimPrefix(wordHead, `<?xml version="1.0"?>`)+`<w:p><w:r><w:t>`+used+`</w:t></w:r></w:p></w:body></w:document>`)
	if got := gapsOf(read(t, "docx", word)); !strings.Contains(got, "entities of its own not read") {
		t.Errorf("a Word document: gaps %q, want %q", got, "entities of its own not read")
	}
}
