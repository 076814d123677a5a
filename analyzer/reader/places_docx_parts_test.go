package reader_test

import "strings"

// The parts of Word and OpenDocument texts that are rarer.

var wordPartPlaces = []place{
	wordRow("a deleted row whose text is not marked",
		`<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>`+p("A flood of migrants.")+
			`</w:tc></w:tr><w:tr><w:tc>`+p("A flood of refugees.")+`</w:tc></w:tr></w:tbl>`,
		"flood of migrants, deleted\n"+flood+" as cell"),
	wordRow("a deleted cell", `<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>`+
		p("A flood of migrants.")+`</w:tc><w:tc>`+p("A flood of refugees.")+`</w:tc></w:tr></w:tbl>`,
		"flood of migrants, deleted\n"+flood+" as cell"),
	wordRow("a field in a deletion", p("A flood ",
		`<w:del w:id="1">`+begin+`<w:r><w:delInstrText>REF x</w:delInstrText></w:r>`+separate+
			`<w:r><w:delText>x </w:delText></w:r>`+endField+`</w:del>`, "of refugees."), flood),
	wordRow("a field over two paragraphs", p(begin, instruction("INCLUDETEXT"), separate,
		"A flood of migrants.")+p("A flood of refugees.", endField), "flood of migrants\n"+flood),
	wordRow("a form field", p("A flood ", begin, instruction("FORMTEXT"), separate, "of", endField, " refugees."),
		flood),
	wordRow("a drop-down's options are not its value", p("A flood ",
		`<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="flood of migrants" w:value="x"/>`+
			`</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>of</w:t></w:r></w:sdtContent></w:sdt>`,
		" refugees."), flood),
	wordRow("formatting that was changed",
		`<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="V"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr>`+
			`<w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>`+
			`<w:t>A flood of refugees.</w:t></w:r></w:p>`, flood),
	wordRow("letters of one run in several elements",
		p(inRun(`<w:t>A flo</w:t><w:t>od </w:t><w:t xml:space="preserve">of refugees</w:t>`)), flood),
	wordRow("carriage returns", p("A flood", inRun(`<w:cr/>`), "of refugees."), "flood⏎of refugees"),
	wordRow("an aligned tab", p("A flood", inRun(`<w:ptab w:alignment="center"/>`), "of refugees."), flood),
	wordRow("a break that clears", p("A flood", inRun(`<w:br w:type="textWrapping" w:clear="all"/>`),
		"of refugees."), "flood⏎of refugees"),
	wordRow("a raised number that is a footnote's in a cell", `<w:tbl><w:tr><w:tc>`+p("A flood",
		inRun(`<w:footnoteReference w:id="2"/>`), " of refugees.")+`</w:tc></w:tr></w:tbl>`,
		flood+" as cell\nflood of migrants as note"),
	wordRow("a footnote in a heading", p(pStyle("H1"), "A flood", inRun(`<w:footnoteReference w:id="2"/>`),
		" of refugees"), flood+" [A flood of refugees] as heading\nflood of migrants [A flood of refugees] as note"),
	wordRow("an ordinal stays", p("The 21", rt(`<w:vertAlign w:val="superscript"/>`, "st"),
		" flood of refugees."), flood),
	wordRow("an exponent stays", p("On 5 km", rt(`<w:vertAlign w:val="superscript"/>`, "2"),
		" a flood of refugees."), flood),
	wordRow("group of shapes", p("Text ",
		inRun(`<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>`+
			p("A flood of refugees.")+`</w:txbxContent></wps:txbx></wps:wsp><wps:wsp><wps:txbx><w:txbxContent>`+
			p("A flood of migrants.")+`</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>`+
			`<mc:Fallback/></mc:AlternateContent>`)), flood+"\nflood of migrants"),
	wordRow("a choice that is a paragraph",
		`<mc:AlternateContent><mc:Choice Requires="x">`+p("A flood of refugees.")+`</mc:Choice><mc:Fallback>`+
			p("A flood of refugees.")+`</mc:Fallback></mc:AlternateContent>`, flood),
	wordRow("numbers with letters and Roman numbers in a style", p(pStyle("LN"), "x")+p(pStyle("LN"),
		"y")+p("(a) a flood of refugees."), flood),
	wordRow("list numbers continue over text", p(pList("3", "0"), "x")+p("Text.")+p(pList("3", "0"),
		"A flood of refugees."), flood+" [paragraph 2] as list item"),
	wordRow("a number that is taken away",
		p(`<w:pPr><w:pStyle w:val="LN"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>`, "A flood of refugees."),
		flood),
	wordRow("a list under a heading", p(pStyle("H1"), "Scope")+p(pList("3", "0"), "A flood of refugees."),
		flood+" [Scope, paragraph 1] as list item"),
	wordRow("a list of its own below a numbered paragraph", p(pList("3", "0"), "x:")+p(pList("5", "0"),
		"one")+p(pList("5", "0"), "a flood of refugees."), flood+" [paragraph 1(ii)] as list item"),
	wordRow("two levels of headings", p(pStyle("H1"), "One")+p(`<w:pPr><w:outlineLvl w:val="1"/></w:pPr>`,
		"Two")+p("A flood of refugees."), flood+" [One > Two]"),
	wordRow("a heading in a table opens nothing", `<w:tbl><w:tr><w:tc>`+p(pStyle("H1"),
		"One")+`</w:tc></w:tr></w:tbl>`+p("A flood of refugees."), flood+" [One]"),
	wordRow("typed points in a layout table",
		p("Article 4")+`<w:tbl><w:tr><w:tc>`+p("(b)")+`</w:tc><w:tc>`+p("a flood of refugees.")+
			`</w:tc></w:tr></w:tbl>`, flood+" [Article 4(b)] as cell"),
	wordRow("typed letters under a typed section",
		p("Sec. 101. Findings.")+p("(a) In general.—So:")+p("(15) a flood of refugees."), flood+" [Sec. 101(a)(15)]"),
	wordRow("an annex", p(pStyle("H1"), "ANNEX I")+p(pStyle("LN"), "A flood of refugees."),
		flood+" [Annex I, paragraph 1] as list item"),
	wordRow("white space around runs", p(" A ", " flood ", " of ", " refugees."), "flood  of  refugees"),
	wordRow("no-break spaces and zero-width characters", p("A flood\u00a0of\u2009refu\u200bgees."), flood),
	wordRow("ligatures and full-width letters", p("A ﬂood of refugees, a ｆｌｏｏｄ of migrants."),
		flood+"\nflood of migrants"),
	wordRow("accents that combine", p("Re\u0301fugie\u0301s: a flood of refugees."), flood),
	wordRow("two languages in a paragraph", p(rt(`<w:lang w:val="fr-FR"/>`, "mot "), rt(`<w:lang w:val="en-GB"/>`,
		"The ministers said that there was a flood of refugees.")), flood),
	{"a subdocument is a gap", "a.docx", word(p("Text.") + `<w:subDoc r:id="x"/>`), "", "linked document not read"},
	{
		"pictures of pages are a gap", "a.docx",
		word(p("Annex: a flood of refugees.") + p(`<w:r><w:drawing><wp:inline>`+
			`<wp:extent cx="5900000" cy="8000000"/><a:graphic><a:graphicData><a:blip r:embed="x"/>`+
			`</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)),
		flood, "scanned image",
	},
	{
		"pictures of pages, as before", "a.docx",
		word(p("Annex.", `<w:r><w:pict><v:shape style="width:450pt;height:9in"><v:imagedata r:id="x"/></v:shape>`+
			`</w:pict></w:r>`)),
		"", "scanned image",
	},
	{
		"a picture in a text is none", "a.docx",
		word(p(`<w:r><w:drawing><wp:inline><wp:extent cx="5900000" cy="8000000"/><a:graphic><a:graphicData>`+
			`<a:blip r:embed="x"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`) +
			strings.Repeat(p("They said that there was nothing of the kind in the report that had been given "+
				"to them."), 6)),
		"", "",
	},
	{
		"a small picture is none", "a.docx",
		word(p("Text.", strings.Replace(`<w:r><w:drawing><wp:inline><wp:extent cx="5900000" cy="8000000"/>`+
			`<a:graphic><a:graphicData><a:blip r:embed="x"/></a:graphicData></a:graphic></wp:inline></w:drawing>`+
			`</w:r>`, "8000000", "2000000", 1))),
		"", "",
	},
	{
		"no styles, lists or notes", "a.docx",
		word(p(pStyle("H1"), "One")+p(pList("3", "0"), "A flood of refugees.",
			inRun(`<w:footnoteReference w:id="2"/>`)), "word/_rels/document.xml.rels",
			packageLinks+`</Relationships>`),
		flood, "",
	},
	{"no links at all", "a.docx", word(p("A flood of refugees."), "_rels/.rels", ""), flood, ""},
	{
		"names in capitals and backslashes", "a.docx",
		container("[Content_Types].xml", "<x/>", "WORD\\document.xml",
			`<w:document `+wordNS+`><w:body>`+p("A flood of refugees.")+`</w:body></w:document>`),
		flood, "",
	},
	{
		"pictures of pages are a gap", "a.odt",
		open(`<text:p>Annex.<draw:frame svg:width="17cm" svg:height="24cm"><draw:image xlink:href="x.png"/>` +
			`</draw:frame></text:p>`),
		"", "scanned image",
	},
	openRow("numbered paragraphs",
		`<text:numbered-paragraph text:level="1"><text:p>A flood of refugees.</text:p></text:numbered-paragraph>`,
		flood),
	openRow("a list's header", `<text:list><text:list-header><text:p>A flood of refugees.</text:p>`+
		`</text:list-header></text:list>`, flood+" as list item"),
	openRow("fields", `<text:p>A <text:text-input>flood</text:text-input> <text:reference-ref>`+
		`of</text:reference-ref> <text:conditional-text>refugees</text:conditional-text>.</text:p>`, flood),
	openRow("a bibliography mark",
		`<text:p>A flood <text:bibliography-mark text:identifier="x">[X]</text:bibliography-mark>.</text:p>`, ""),
	openRow("a placeholder", `<text:p>A <text:placeholder text:placeholder-type="text">`+
		`&lt;flood&gt;</text:placeholder> of refugees.</text:p>`, "flood> of refugees"),
	openRow("meta", `<text:p>A <text:meta>flood</text:meta> <text:meta-field>of</text:meta-field> `+
		`refugees.</text:p>`, flood),
	openRow("an end note", `<text:p>A flood<text:note text:note-class="endnote">`+
		`<text:note-citation>i</text:note-citation><text:note-body><text:p>A flood of migrants.</text:p>`+
		`</text:note-body></text:note> of refugees.</text:p>`, flood+"\nflood of migrants as note"),
	openRow("a note in a cell", `<table:table><table:table-row><table:table-cell><text:p>A flood<text:note>`+
		`<text:note-body><text:p>A flood of migrants.</text:p></text:note-body></text:note> of refugees.</text:p>`+
		`</table:table-cell></table:table-row></table:table>`, flood+" as cell\nflood of migrants as note"),
	openRow("repeated and spanned cells",
		`<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">`+
			`<text:p>A flood of refugees.</text:p></table:table-cell><table:covered-table-cell>`+
			`<text:p>A flood of migrants.</text:p></table:covered-table-cell></table:table-row></table:table>`,
		flood+" as cell\nflood of migrants, hidden"),
	openRow("a table in a table", `<table:table><table:table-row><table:table-cell>`+
		`<table:table table:is-sub-table="true"><table:table-row><table:table-cell>`+
		`<text:p>A flood of refugees.</text:p></table:table-cell></table:table-row></table:table>`+
		`</table:table-cell></table:table-row></table:table>`, flood+" as cell"),
	openRow("typed article and points",
		`<text:p>Article 4</text:p><text:p>2. x</text:p><text:p>(b) a flood of refugees.</text:p>`,
		flood+" [Article 4(2)(b)]"),
	openRow("a numbered list in a schedule",
		`<text:h text:outline-level="1">Schedule 2</text:h><text:p>3. A flood of refugees.</text:p>`,
		flood+" [Schedule 2, paragraph 3]"),
	openRow("an index is read", `<text:table-of-content><text:index-body>`+
		`<text:p>A flood of refugees<text:tab/>3</text:p></text:index-body></text:table-of-content>`, flood),
	openRow("white space of the file", "<text:p>A\n   flood\n\t of\n refugees.</text:p>", "flood⏎of⏎refugees"),
	openRow("references", `<text:p>A flood&#xA0;of refu&#xAD;gees.</text:p>`, flood),
	openRow("deleted text inside a word",
		`<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>xx</text:p>`+
			`</text:deletion></text:changed-region></text:tracked-changes>`+
			`<text:p>A flood of refu<text:change text:change-id="c"/>gees.</text:p>`, flood),
	openRow("an insertion over two paragraphs",
		`<text:tracked-changes><text:changed-region text:id="c"><text:insertion/></text:changed-region>`+
			`</text:tracked-changes><text:p>A <text:change-start text:change-id="c"/>flood of migrants.</text:p>`+
			`<text:p>A flood<text:change-end text:change-id="c"/> of refugees.</text:p>`,
		"flood of migrants\n"+flood),
	openRow("shapes on the page", `<draw:frame text:anchor-type="page"><draw:text-box>`+
		`<text:p>A flood of refugees.</text:p></draw:text-box></draw:frame><text:p>Text.</text:p>`, flood),
	openRow("a dropdown", `<text:p>A <text:drop-down>`+
		`<text:label text:value="x"/>flood</text:drop-down> of refugees.</text:p>`, flood),
	openRow("a ruby and a change of style inside a word",
		`<text:p>A f<text:span>lo</text:span>od of refugees.</text:p>`, flood),
	{
		"a book without a list of pages", "a.epub",
		book("<p>A flood of refugees.</p>", "<p>x</p>", "", "", "META-INF/container.xml", "<container/>"), flood,
		"damaged: META-INF/container.xml",
	},
	{
		"a book with a paragraph over a page break", "a.epub",
		book(`<p>A flood <span epub:type="pagebreak" id="p3"/>of refugees.</p>`, "<p>x</p>", "", bothPages), flood,
		"",
	},
	{
		"a book's page in Latin-1", "a.epub",
		book("", "x", "", bothPages, "OEBPS/a.xhtml", "<?xml version='1.0' encoding='ISO-8859-1'?><html "+
			"xmlns='http://www.w3.org/1999/xhtml'><body><p>\xe9 A flood of refugees.</p></body></html>"),
		flood, "",
	},
	{
		"a book with names of characters", "a.epub",
		book("<p>A flood&nbsp;of refu&shy;gees.</p>", "x", "", bothPages), flood, "",
	},
	{
		"a book with headings", "a.epub",
		book("<h1>Article 4</h1><p>(b) a flood of refugees.</p>", "x", "", bothPages), flood + " [Article 4(b)]", "",
	},
	{
		"a book in parts cut off", "a.epub",
		book("<p>A flood of refugees.</p>", "x", "", bothPages, "OEBPS/b c.xhtml", "<html><body><p>x"), flood,
		"damaged: OEBPS/b c.xhtml",
	},
}
