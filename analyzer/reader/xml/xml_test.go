package xml_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestXMLDialects(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want string }{
		{"Akoma Ntoso has its place from numbers", "akn", `<akomaNtoso><act><meta><p>no</p></meta><body><part><num>PART II</num><heading>Scope</heading><article><num>Article 4</num><heading>Aim</heading>
<paragraph><num>2.</num><content><p>It is:</p></content><point><num>(b)</num><content><p>that <i>x</i>.</p></content></point></paragraph></article></part></body></act></akomaNtoso>`,
			"heading 1 [Part II]: PART II Scope\nheading 2 [Article 4]: Article 4 Aim\nbody [Article 4(2)]: 2. " +
				"It is:\nbody [Article 4(2)(b)]: (b) that x."},
		{"recitals and citations", "akn", `<akomaNtoso><act><preamble><citations><citation><p>Having regard</p>` +
			`</citation></citations><recitals><recital><num>(12)</num><p>Whereas.</p></recital></recitals>` +
			`</preamble></act></akomaNtoso>`,
			"citation: Having regard\nbody [Recital 12]: (12) Whereas."},
		{"schedules have paragraphs", "akn", `<akomaNtoso><act><hcontainer name="schedule"><num>SCHEDULE 2</num>` +
			`<heading>Transition</heading><paragraph><num>3</num><content><p>It ends.</p></content></paragraph>` +
			`</hcontainer></act></akomaNtoso>`,
			"heading 1 [Schedule 2]: SCHEDULE 2 Transition\nbody [Schedule 2, paragraph 3]: 3 It ends."},
		{"new law is the bill's own voice, with the bill's place", "akn", `<akomaNtoso><bill><section>` +
			`<num>4</num><content><p>After 9 insert—<mod><quotedStructure><section><num>9A</num><content>` +
			`<p>New.</p></content></section></quotedStructure></mod></p></content></section></bill></akomaNtoso>`,
			"body [Section 4]: 4 After 9 insert—\namendment [Section 4]: 9A New."},
		{"a note does not cut the sentence", "akn", `<akomaNtoso><doc><p>One<authorialNote marker="1">` +
			`<p>A note.</p></authorialNote>two<authorialNote><p>B.</p></authorialNote>, immi<b>gr</b>ants.</p>` +
			`<p>Three.</p></doc></akomaNtoso>`,
			"body: One two, immigrants.\nnote: A note.\nnote: B.\nbody: Three."},
		{"definitions", "akn", `<akomaNtoso><act><article><num>Article 2</num><heading>Definitions</heading>` +
			`<paragraph><num>1.</num><content><p>“alien” means</p></content></paragraph></article></act>` +
			`</akomaNtoso>`,
			"heading 1 [Article 2]: Article 2 Definitions\ndefinition [Article 2(1)]: 1. “alien” means"},
		{"USLM", "uslm", `<bill xmlns="http://schemas.gpo.gov/xml/uslm"><meta><title>no</title></meta><main>` +
			`<section><num value="101">SEC. 101. </num><heading>AIM.</heading><subsection><num>(a) </num>` +
			`<heading>In General.—</heading><chapeau>The law—</chapeau><paragraph><num>(15)</num>` +
			`<content>is <deletedText>old</deletedText>new.</content></paragraph></subsection></section>` +
			`</main></bill>`,
			"heading 1 [Sec. 101]: SEC. 101. AIM.\nbody [Sec. 101(a)]: (a) In General.—The law—\nbody [Sec. " +
				"101(a)(15)]: (15) is new.\ndeleted, marked as deleted [Sec. 101(a)(15)]: old"},
		{"bills of before", "uslm", `<bill bill-stage="x"><legis-body><section><enum>101.</enum>` +
			`<header>Aim</header><subsection><enum>(a)</enum><header>In general</header>` +
			`<text>Section 2 is amended by adding:</text><quoted-block><paragraph><enum>(3)</enum>` +
			`<text>New.</text></paragraph><after-quoted-block>.</after-quoted-block></quoted-block>` +
			`</subsection></section></legis-body></bill>`,
			"heading 1 [Sec. 101]: 101. Aim\nheading 2 [Sec. 101(a)]: (a) In general\nbody [Sec. 101(a)]: " +
				"Section 2 is amended by adding:\namendment [Sec. 101(a)]: (3) New.\namendment [Sec. 101(a)]: ."},
		{"Formex", "formex", `<ACT><BIB.INSTANCE>no</BIB.INSTANCE><TITLE><TI><P>Regulation</P></TI></TITLE>` +
			`<PREAMBLE><VISA>Having regard</VISA><CONSID><NP><NO.P>(12)</NO.P><TXT>Whereas<NOTE><P>OJ L 1.</P>` +
			`</NOTE> so.</TXT></NP></CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE><TI.ART>Article 4</TI.ART>` +
			`<STI.ART>Aim</STI.ART><PARAG><NO.PARAG>2.</NO.PARAG>` +
			`<ALINEA>It <QUOT.START CODE="2018"/>is<QUOT.END CODE="2019"/>.</ALINEA></PARAG>` +
			`</ARTICLE></ENACTING.TERMS></ACT>`,
			"title: Regulation\ncitation: Having regard\nbody [Recital 12]: (12) Whereas so.\nnote [Recital 12]: " +
				"OJ L 1.\nheading 1 [Article 4]: Article 4 Aim\nbody [Article 4(2)]: 2. It ‘is’."},
		{"the Federal Register", "fedreg", `<RULE><HD SOURCE="HED">Order</HD>` +
			`<FP>Sec. 2. <E T="03">Policy.</E> It is<SU>1</SU> so:</FP><P>(a) Ensure <PRTPAGE P="8"/>it.</P></RULE>`,
			"heading 1 [Order]: Order\nbody [Sec. 2]: Sec. 2. Policy. It is  so:\nbody [Sec. 2(a)]: (a) Ensure it."},
		{"any other XML comes by element", "xml", `<a x="1"><t>One <i>two</i> three</t><t>four</t><w>` +
			`<v>five</v> <v>six</v></w>&lt;<![CDATA[ <seven> ]]></a>`,
			"body: One two three\nbody: four\nbody: five\nbody: six\nbody: < <seven>"},
	} {
		got := readertest.Outline(readertest.ReadAs(t, c.format, c.src))
		readertest.Same(t, c.claim, strings.ReplaceAll(got, "  ", " "), strings.ReplaceAll(c.want, "  ", " "))
	}
	if got, want := readertest.Marks(readertest.ReadAs(t, "akn", `<akomaNtoso><p>He said <embeddedText>a <i>`+
		`flood</i></embeddedText> in <ref>Act 3</ref>.</p></akomaNtoso>`)), "quotation a flood|emphasis "+
		"flood|work Act 3"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
}

// TestDeletedLawIsSetApart: what a bill strikes out, and what it says is gone, is neither the text
// nor silence, and its numbers do not count.
func TestDeletedLawIsSetApart(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want, marks string }{
		{"a stricken body", "uslm", `<bill bill-stage="x">` +
			`<legis-body changed="deleted" reported-display-style="strikethrough"><section><enum>1.</enum>` +
			`<header>Old aim</header><text>A flood of <italic>refugees</italic>.</text><paragraph>` +
			`<enum>(1)</enum><text>More.</text></paragraph></section></legis-body>` +
			`<legis-body changed="added"><section><enum>2.</enum><header>Aim</header>` +
			`<text>People came.</text></section></legis-body></bill>`,
			"deleted, marked as deleted: 1. Old aim\ndeleted, marked as deleted: A flood of refugees.\ndeleted, " +
				"marked as deleted: (1) More.\nheading 1 [Sec. 2]: 2. Aim\nbody [Sec. 2]: People came.",
			"inserted 2. Aim|inserted People came."},
		{"a phrase in a sentence", "uslm", `<bill bill-stage="x"><legis-body><section><enum>1.</enum>` +
			`<text>The agency counts <deleted-phrase>illegal aliens</deleted-phrase> <added-phrase>` +
			`people</added-phrase> yearly.</text></section></legis-body></bill>`,
			"body [Sec. 1]: 1. The agency counts people yearly.\ndeleted, marked as deleted [Sec. 1]: illegal " +
				"aliens", "inserted people"},
		{"a removed article", "akn", `<akomaNtoso><act><body><article status="removed"><num>Article 1</num>` +
			`<content><p>Old.</p></content></article><article><num>Article 2</num><content><p>It <del>was</del>` +
			`<ins>is</ins> new.</p></content></article></body></act></akomaNtoso>`,
			"deleted, marked as deleted: Article 1\ndeleted, marked as deleted: Old.\nbody [Article 2]: Article " +
				"2 It is new.\ndeleted, marked as deleted [Article 2]: was", "inserted is"},
		{"a repealed section", "uslm", `<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm"><main>` +
			`<section status="repealed"><num>§ 1.</num><content>Old.</content></section><section><num>§ 2.</num>` +
			`<content>New.</content></section></main></lawDoc>`,
			"deleted, marked as repealed: § 1. Old.\nbody [Sec. 2]: § 2. New.", ""},
		{"what is not to be shown", "uslm", `<bill xmlns="http://schemas.gpo.gov/xml/uslm"><preface>` +
			`<currentChamber display="no">Senate</currentChamber></preface><main><section><num>SEC. 1.</num>` +
			`<content>New.</content></section></main></bill>`,
			"hidden, marked as not shown: Senate\nbody [Sec. 1]: SEC. 1. New.", ""},
		{"a manuscript", "xml", `<?xml version="1.0"?><TEI><text><p>A <del rend="strikethrough">flood</del>` +
			`<add>number</add> of people.</p></text></TEI>`,
			"body: A number of people.\ndeleted, marked as deleted: flood", "inserted number"},
	} {
		doc := readertest.ReadAs(t, c.format, c.src)
		readertest.Same(t, c.claim, strings.ReplaceAll(readertest.Outline(doc), "  ", " "), c.want)
		if got := readertest.Marks(doc); got != c.marks {
			t.Errorf("%s: marks %q, want %q", c.claim, got, c.marks)
		}
	}
	doc := readertest.ReadAs(
		t,
		"akn",
		"<akomaNtoso><act><meta><p>two words</p></meta><body><p>Text.</p></body></act></akomaNtoso>",
	)
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
		{
			"xml",
			"<bill>\n<section><text>one</text></section>\n<section><text>two &amp; " +
				"<b>three</b></text></section></bill>",
			3, 29, "/bill/section[2]/text",
		},
		{"xml", "<a><b xml:id='x'><c>one</c><c>three</c></b></a>", 1, 31, "//b[@xml:id='x']/c[2]"},
		{
			"akn",
			"<akomaNtoso><act><body><article " +
				"eId='art_4'><num>4</num><paragraph><content><p>three</p></content></paragraph></article></body></act></akomaNtoso>",
			1, 80, "//article[@eId='art_4']/paragraph/content/p",
		},
		{
			"akn",
			"<akomaNtoso><act><body><section><content><p>three</p></content></section></body></act></akomaNtoso>", 1,
			45, "/akomaNtoso/act/body/section/content/p",
		},
		{
			"uslm",
			"<bill xmlns='http://schemas.gpo.gov/xml/uslm'><main><section identifier='/us/bill/118/s/1/s3'><num " +
				"value='3'>SEC. 3.</num><subsection><content>three</content></subsection></section></main></bill>",
			1, 144, "//section[@identifier='/us/bill/118/s/1/s3']/subsection/content",
		},
	} {
		doc := readertest.ReadAs(t, c.format, c.src)
		at := strings.Index(doc.Text, "three")
		p := doc.Locate(document.Span{Start: at, End: at + 5})
		if p.Line != c.line || p.Column != c.column || p.Part != c.part {
			t.Errorf(
				"%s: three: got %d:%d in %q, want %d:%d in %s",
				c.format,
				p.Line,
				p.Column,
				p.Part,
				c.line,
				c.column,
				c.part,
			)
		}
	}
}

func TestDamagedXMLIsReadAndSaysSo(t *testing.T) {
	for _, src := range []string{"<a><b>one</b><c>two", "<a>one</b>two</a>", "<a>one <1 two</a>",
		"<a>one \x01 two</a>", "<a b='1>one</a>"} {
		doc := readertest.ReadAs(t, "xml", src)
		if len(doc.Gaps) == 0 || !strings.HasPrefix(doc.Gaps[0].Reason, "damaged") {
			t.Errorf("%q: got the gaps %v, want one that says damaged", src, doc.Gaps)
		}
		if !strings.Contains(doc.Text, "one") {
			t.Errorf("%q: got %q, want the words that are there", src, doc.Text)
		}
	}
}

func TestEntitiesAreNotExpanded(t *testing.T) {
	doc := readertest.ReadAs(
		t,
		"xml",
		`<!DOCTYPE a [<!ENTITY b "boom boom"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>x &b; &c; y</a>`,
	)
	if doc.Text != "x &b; &c; y" {
		t.Errorf("got %q, want the references as they are", doc.Text)
	}
}
