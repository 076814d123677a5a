package docx_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/readertest"
)

const (
	drop    = `<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>`
	shapeNS = `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"`
)

// Words is a paragraph of plain words.
func Words(text string) string { return readertest.WordParagraph("", text) }

// textBox is a paragraph with a box of a size, in EMU, whose further properties are given.
func textBox(size, properties, text string) string {
	return `<w:p><w:r><w:drawing ` + shapeNS + `><wp:anchor behindDoc="0"><wp:extent ` + size +
		`/><wp:docPr id="1"/><a:graphic><a:graphicData><wps:wsp>` +
		`<wps:spPr>` + properties + `</wps:spPr><wps:txbx><w:txbxContent>` + text + `</w:txbxContent></wps:txbx>` +
		`<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`
}

const boxSize = `cx="2000000" cy="1000000"`

// alternatives is an element of which programs show one alternative.
func alternatives(requires, first, fallback string) string {
	return `<mc:AlternateContent xmlns:zzz="urn:zzz"><mc:Choice Requires="` + requires + `">` + first +
		`</mc:Choice><mc:Fallback>` + fallback + `</mc:Fallback></mc:AlternateContent>`
}

func TestWordTextThatReadersSee(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(text string) string {
		return `<w:p>` + field("begin") + `<w:r><w:instrText xml:space="preserve">` + text +
			`</w:instrText></w:r>` + field("end") + `</w:p>`
	}
	list := `<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="first"/>` +
		`<w:listEntry w:val="illegal aliens"/></w:ddList></w:ffData>`
	const wordArt = `<w:p><w:r><w:pict><v:shape style="width:400pt;height:40pt">` +
		`<v:textpath string="A flood &amp; more"/></v:shape></w:pict></w:r></w:p>`
	merged := func(first, second string) string {
		return `<w:tr><w:tc><w:tcPr>` + first + `</w:tcPr>` + Words("one") + `</w:tc><w:tc><w:tcPr>` + second +
			`</w:tcPr>` + Words("two") + `</w:tc></w:tr>`
	}
	for _, c := range []struct{ claim, body, want string }{
		{
			"a dropped capital begins the next word",
			Words("Before.") + readertest.WordParagraph(drop, "I") + Words("llegal migrants."),
			"body: Before.\nbody: Illegal migrants.",
		},
		{
			"also in the margin, with a mark",
			readertest.WordParagraph(strings.Replace(drop, "drop\"", "margin\"", 1), "“I") +
				Words("llegal” migrants."),
			"body: “Illegal” migrants.",
		},
		{
			"the paragraph stays what it is",
			readertest.WordParagraph(drop, "S") + readertest.WordParagraph(readertest.StyledAs("berschrift1"),
				"cope"),
			"heading 1 [Scope]: Scope",
		},
		{
			"two dropped paragraphs",
			readertest.WordParagraph(drop, "I") + readertest.WordParagraph(drop, "ll") + Words("egal"),
			"body: Illegal",
		},
		{
			"a dropped capital by its style",
			readertest.WordParagraph(readertest.StyledAs("Initial"), "I") + Words("llegal"), "body: Illegal",
		},
		{
			"a dropped capital alone",
			readertest.WordParagraph(drop, "I") + `<w:tbl><w:tr><w:tc>` + Words("cell") + `</w:tc></w:tr></w:tbl>`,
			"body: I\ncell: cell",
		},
		{"the last of all", Words("End.") + readertest.WordParagraph(drop, "I"), "body: End.\nbody: I"},
		{
			"a frame that drops nothing is a paragraph",
			readertest.WordParagraph(`<w:framePr w:w="2000" w:hAnchor="page" w:x="700"/>`, "Aside") + Words("Text"),
			"body: Aside\nbody: Text",
		},
		{
			"of alternatives the first that Word understands",
			`<w:p><w:r>` + alternatives("wps", "<w:t>shown</w:t>", "<w:t>shown</w:t>") + `</w:r></w:p>`,
			"body: shown",
		},
		{"or else the fallback; the other is apart", `<w:p>` + alternatives("wps zzz", readertest.WordRun("",
			"new"), readertest.WordRun("", "A flood of migrants.")) + `</w:p>`,
			"body: A flood of migrants.\nhidden, shown by other programs only: new"},
		{
			"a fallback that says something else", alternatives("wps", Words("new"), Words("A flood")),
			"body: new\nhidden, shown by other programs only: A flood",
		},
		{"formulas", `<w:p><m:oMathPara><m:oMath><m:f><m:num><m:r><m:rPr><m:nor/></m:rPr>` +
			`<m:t>illegal aliens</m:t></m:r></m:num><m:den><m:r><m:t>n</m:t></m:r></m:den></m:f></m:oMath>` +
			`</m:oMathPara></w:p>`,
			"body: illegal aliens n"},
		{
			"a formula between paragraphs",
			`<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>` + Words("Text"),
			"body: x\nbody: Text",
		},
		{"old WordArt", wordArt, "body: A flood & more"},
		{
			"a button, whose text is in its instruction", code(` MACROBUTTON DoIt Stop the flood`),
			"body: Stop the flood",
		},
		{"a formula in an instruction", code(` EQ \f(illegal aliens,n\,m)`), "body: illegal aliens n,m"},
		{"a character in an instruction", code(` SYMBOL 73 \f "Arial"`), "body: I"},
		{"no other instruction", code(` SET x "illegal aliens"`) + Words("Text"), "body: Text"},
		{
			"the entry that a form shows",
			`<w:p>` + readertest.WordRun("", "We say ") + `<w:r><w:fldChar w:fldCharType="begin">` + list +
				`</w:fldChar></w:r>` + field("end") + `</w:p>`,
			"body: We say illegal aliens",
		},
		{
			"a paragraph whose mark is hidden goes on in its line",
			`<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>` + readertest.WordRun("", "illegal") +
				`</w:p>` + Words(" aliens"),
			"body: illegal aliens",
		},
		{"a heading with its text in one line stays one", `<w:p><w:pPr>` + readertest.StyledAs("berschrift1") +
			`<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>` + readertest.WordRun("", "Scope.") + `</w:p>` +
			Words("It is."),
			"heading 1 [Scope.]: Scope.\nbody [Scope.]: It is."},
		{"text on a dark ground", `<w:p><w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr>` +
			readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "white") + `</w:p>` +
			`<w:p>` + readertest.WordRun(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>`,
			"own ground ") + readertest.WordRun(`<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>`,
			"marker") + `</w:p>`,
			"body: white\nbody: own ground marker"},
		{"in a dark cell, or a table with a look of its own", `<w:tbl><w:tr><w:tc><w:tcPr>` +
			`<w:shd w:val="solid" w:color="000000"/></w:tcPr><w:p>` +
			readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "one") + `</w:p></w:tc></w:tr></w:tbl>` +
			`<w:tbl><w:tblPr><w:tblStyle w:val="Bunt"/></w:tblPr><w:tr><w:tc><w:p>` +
			readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "two") + `</w:p></w:tc></w:tr></w:tbl>`,
			"cell: one\ncell: two"},
		{"in a dark box, or one over another shape", textBox(boxSize, `<a:solidFill><a:srgbClr val="003366"/>`+
			`</a:solidFill>`, `<w:p>`+readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "dark")+`</w:p>`) +
			textBox(boxSize, `<a:noFill/>`, `<w:p>`+readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "clear")+
				`</w:p>`), "body: dark\nbody: clear"},
		{"in merged cells with none to go on from, and beside merged ones", `<w:tbl>` + merged("",
			"<w:vMerge/>") + merged("<w:vMerge/>", "<w:hMerge/>") + merged(`<w:vMerge w:val="restart"/>`,
			`<w:vMerge w:val="restart"/>`) + merged(`<w:gridSpan w:val="2"/><w:vMerge/>`, "") + `</w:tbl>`,
			strings.Repeat("cell: one\ncell: two\n", 3) + "hidden, covered by a merged cell: one\ncell: two"},
		{"white letters with an outline, grey ones, small ones", `<w:p>` +
			readertest.WordRun(`<w:outline/><w:color w:val="FFFFFF"/>`, "outline") +
			readertest.WordRun(`<w:color w:val="D9D9D9"/>`, " grey") + readertest.WordRun(`<w:sz w:val="4"/>`,
			" small") + `</w:p>`,
			"body: outline grey small"},
		{
			"what a style hides and a run of a hidden style shows",
			readertest.WordParagraph(readertest.StyledAs("Verborgen"), "no") + `<w:p><w:pPr>` +
				readertest.StyledAs("Verborgen") + `</w:pPr>` + readertest.WordRun(`<w:rStyle w:val="Geheim"/>`,
				"yes") + `</w:p>`,
			"hidden, hidden text: no\nbody: yes",
		},
		{
			"words on a line of its own in the web view",
			`<w:p>` + readertest.WordRun(`<w:webHidden/>`, "7") + `</w:p>`, "body: 7",
		},
	} {
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, c.body))
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %v, want none", c.claim, doc.Gaps)
		}
	}
}

// TestWordTextThatOnlySeemsToBeHidden: what does not hide text for certain does not hide it here.
func TestWordTextThatOnlySeemsToBeHidden(t *testing.T) {
	white := `<w:p>` + readertest.WordRun(`<w:color w:val="FFFFFF"/>`, "yes") + `</w:p>`
	shape := func(attributes, inside string) string {
		return `<w:p><w:r><w:pict><v:shape ` + attributes + `>` + inside + `<v:textbox><w:txbxContent>` + white +
			`</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
	}
	const dark = `fillcolor="#036"`
	box := func(old, new string) string {
		return strings.NewReplacer(old, new).Replace(textBox(`cx="0" cy="0"`, "", Words("yes")))
	}
	const place = `<wp:positionH relativeFrom="page"><wp:posOffset>99000000</wp:posOffset></wp:positionH><wp:extent `
	for claim, body := range map[string]string{
		"a size without a unit":              shape(`style="width:200;height:40" `+dark, ""),
		"a size in a unit that is not known": shape(`style="width:2furlongs" `+dark, ""),
		"a size in percent of the page":      shape(`style="width:0;mso-width-percent:400" `+dark, ""),
		"a box that grows with its text": strings.Replace(shape(`style="height:0" `+dark, ""),
			`<v:textbox>`, `<v:textbox style="mso-fit-shape-to-text:t">`, 1),
		"a place that does not count": shape(`style="margin-left:-3000pt" `+dark, ""),
		"a place that is overruled":   shape(`style="position:absolute;margin-left:-3000pt;mso-position-horizontal:center" `+dark, ""),
		"a wide box that begins off the page": shape(`style="position:absolute;margin-left:-1700pt;width:3000pt" `+
			dark, ""),
		"a fill of its own element": shape(`style="width:9in"`, `<v:fill color="#036"/>`),
		"a gradient":                shape(`style="width:9in"`, `<v:fill type="gradient"/>`),
		"a shape that is larger than its place": box(`<wps:spPr>`, `<wps:spPr><a:xfrm><a:ext cx="900000" `+
			`cy="900000"/></a:xfrm>`),
		"a shape that grows with its text": box(`<wps:bodyPr/>`, `<wps:bodyPr><a:spAutoFit/></wps:bodyPr>`),
		"a shape that is a share of the page": box(`</a:graphic>`, `</a:graphic><wp14:sizeRelH `+
			`xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing">`+
			`<wp14:pctWidth>40000</wp14:pctWidth></wp14:sizeRelH>`),
		"a simple place": strings.NewReplacer(`<wp:anchor `,
			`<wp:anchor simplePos="1" `, `<wp:extent `, place).Replace(textBox(boxSize, "", Words("yes"))),
		"a size of letters that says nothing": `<w:p>` + readertest.WordRun(`<w:sz/>`, "yes") + `</w:p>`,
		"a frame and a row without a height":  readertest.WordParagraph(`<w:framePr w:hRule="exact"/>`, "yes"),
		"a row of a dark colour": `<w:tbl><w:tr><w:tblPrEx>` +
			`<w:shd w:val="clear" w:fill="003366"/></w:tblPrEx><w:tc>` + white + `</w:tc></w:tr></w:tbl>`,
		"a table that other text hides in as well": `<w:tbl><w:tblPr><w:tblStyle w:val="Weg"/></w:tblPr><w:tr>` +
			`<w:tc>` + readertest.WordParagraph(readertest.StyledAs("Verborgen"), "yes") + `</w:tc></w:tr></w:tbl>`,
	} {
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, body))
		if got := readertest.Outline(doc); !strings.HasPrefix(got, "body: yes") &&
			!strings.HasPrefix(got, "cell: yes") ||
			len(doc.Gaps) > 0 {
			t.Errorf("%s: got %s and gaps %v, want a text that readers see", claim, got, doc.Gaps)
		}
	}
	far := textBox(boxSize, "", Words("no"))
	readertest.Expect(
		t,
		"off the page",
		readertest.WordFile(t, strings.Replace(far, "<wp:extent ", place, 1)),
		"hidden, off the page: no",
		"",
	)
	settings := `<w:settings ` + readertest.WordNS + `><w:clrSchemeMapping w:bg1="dark1" w:t1="light1" ` +
		`w:bg2="dark2" w:t2="light2"/></w:settings>`
	readertest.Expect(
		t,
		"a theme that is turned around",
		linkedParts(
			t,
			`<w:p>`+readertest.WordRun(`<w:color w:val="FFFFFF" w:themeColor="background1"/>`, "yes")+`</w:p>`,
			"settings",
			"word/settings.xml",
			settings,
		),
		"body: yes",
		"",
	)
}

func TestWordTextThatReadersDoNotSee(t *testing.T) {
	white := `<w:color w:val="FFFFFF"/>`
	row := func(properties string) string {
		return `<w:tbl><w:tr><w:trPr>` + properties + `</w:trPr><w:tc>` + Words("row") + `</w:tc></w:tr></w:tbl>`
	}
	one := func(properties string) string { return `<w:p>` + readertest.WordRun(properties, "no") + `</w:p>` }
	vmlText := func(properties, text string) string {
		return `<w:p><w:r><w:pict><v:shape ` + properties + `><v:textbox><w:txbxContent>` + text +
			`</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
	}
	vml := func(properties string) string { return vmlText(properties, Words("no")) }
	for _, c := range []struct{ claim, body, want string }{
		{"white", one(white), "hidden, white text: no"},
		{"nearly white, of the theme, transparent", one(`<w:color w:val="FDFDFE"/>`) +
			one(`<w:color w:val="000000" w:themeColor="background1"/>`) + one(`<w14:textFill `+
			`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>`),
			"hidden, white text: no\nhidden, white text: no\nhidden, transparent text: no"},
		{
			"as white as a cell",
			`<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr>` + one(white) +
				`</w:tc></w:tr></w:tbl>`,
			"hidden, white text: no",
		},
		{"in the colour of its marker or ground", one(`<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>`) +
			one(`<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>`),
			"hidden, text in the colour of its background: no\nhidden, text in the colour of its background: no"},
		{"white in a white box", textBox(boxSize, `<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>`,
			one(white)) + vmlText(`style="width:9in"`, one(white)) + vmlText(`style="width:9in" fillcolor="#036"`,
			one(white)),
			"hidden, white text: no\nhidden, white text: no\nbody: no"},
		{
			"too small",
			one(`<w:sz w:val="1"/>`) + one(`<w:sz w:val="2"/>`) + one(`<w:w w:val="1"/>`) +
				one(`<w:spacing w:val="-240"/>`),
			strings.TrimSpace(strings.Repeat("hidden, too small to read: no\n", 4)),
		},
		{
			"in lines without height", readertest.WordParagraph(`<w:spacing w:line="1" w:lineRule="exact"/>`, "no"),
			"hidden, too small to read: no",
		},
		{
			"in rows that are hidden or flat", row(`<w:hidden/>`) + row(`<w:trHeight w:val="1" w:hRule="exact"/>`),
			"hidden, hidden row: row\nhidden, too small to read: row",
		},
		{"in a box that is hidden, flat, off the page", vml(`style="visibility:hidden"`) +
			vml(`style="width:0;height:20pt"`) +
			vml(`style="position:absolute;margin-left:-3000pt;width:100pt"`) + textBox(`cx="0" cy="0"`, "",
			Words("no")),
			"hidden, hidden shape: no\nhidden, too small to read: no\nhidden, off the page: no\nhidden, too " +
				"small to read: no"},
		{
			"struck out, once or twice, by a style",
			one(`<w:strike/>`) + one(`<w:dstrike/>`) + readertest.WordParagraph(readertest.StyledAs("Gestrichen"),
				"no"),
			strings.TrimSpace(strings.Repeat("deleted, struck through: no\n", 3)),
		},
		{
			"in a deleted row or cell",
			row(`<w:del/>`) + `<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>` + Words("no") +
				`</w:tc></w:tr></w:tbl>`,
			"deleted, tracked deletion: row\ndeleted, tracked deletion: no",
		},
		{
			"and not what follows it, whatever the row says twice",
			row(`<w:del/></w:trPr><w:trPr><w:del/></w:trPr><w:trPr>`) + Words("Text"),
			"deleted, tracked deletion: row\nbody: Text",
		},
		{
			"hidden words leave the sentence whole",
			`<w:p>` + readertest.WordRun("", "A flood ") + readertest.WordRun("<w:vanish/>", "of no ") +
				readertest.WordRun("", "of refugees.") + `</w:p>`,
			"body: A flood of refugees.\nhidden, hidden text: of no",
		},
		{
			"hidden paragraphs stay apart",
			`<w:p>` + readertest.WordRun("<w:vanish/>", "A flood of") + `</w:p><w:p>` +
				readertest.WordRun("<w:vanish/>", "refugees") + `</w:p>`,
			"hidden, hidden text: A flood of\nhidden, hidden text: refugees",
		},
		{"what hidden words refer to is hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr>` +
			`<w:footnoteReference w:id="2"/></w:r></w:p>` + Words("Text"),
			"hidden, hidden text: Another.\nbody: Text\nhidden, note that nothing refers to: A note.\nhidden, " +
				"note that nothing refers to: More of it.\nhidden, note that nothing refers to: Nobody refers to it."},
	} {
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, c.body))
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if len(doc.Gaps) > 0 && readertest.Gaps(doc) != "no text" {
			t.Errorf("%s: gaps %v, want none", c.claim, doc.Gaps)
		}
	}
}

// linkedParts makes a Word document whose main part links to further parts, by kind, name and
// content in turn.
func linkedParts(t *testing.T, body string, parts ...string) string {
	var links strings.Builder
	files := []string{
		"_rels/.rels",
		readertest.RelationHead + `<Relationship Id="rId1" Type="` + readertest.OfficeKind +
			`officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" ` +
			`Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" ` +
			`Target="docProps/core.xml"/></Relationships>`,
		"word/document.xml",
		readertest.WordHead + body + `</w:body></w:document>`,
	}
	for i := 0; i < len(parts); i += 3 {
		id := string(rune('a' + i/3))
		links.WriteString(
			`<Relationship Id="` + id + `" Type="` + readertest.OfficeKind + parts[i] + `" Target="/` + parts[i+
				1] + `"/>`,
		)
		if parts[i+2] != "" {
			files = append(files, parts[i+1], parts[i+2])
		}
	}
	links.WriteString(
		`<Relationship Id="out" Type="` + readertest.OfficeKind + `subDocument" Target="file:///chapter2.docx" ` +
			`TargetMode="External"/>`,
	)
	return readertest.Pack(
		t,
		append(files, "word/_rels/document.xml.rels", readertest.RelationHead+links.String()+"</Relationships>")...)
}

func TestWordDiagramsAndCharts(t *testing.T) {
	const drawing = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ` +
		`xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"`
	shown := func(text string) string { return `<a:p><a:r><a:t>` + text + `</a:t></a:r></a:p>` }
	diagram := `<dgm:dataModel ` + drawing + `><dgm:pt><dgm:t>` + shown("Stop the flood") +
		`</dgm:t></dgm:pt><dsp:dataModelExt relId="b"/></dgm:dataModel>`
	place := `<w:p>` + readertest.WordRun(
		"",
		"See:",
	) + `<w:r><w:drawing><dgm:relIds r:dm="a"/></w:drawing></w:r></w:p>`
	drawn := func(text string) string { return `<dsp:drawing ` + drawing + `>` + shown(text) + `</dsp:drawing>` }
	readertest.Expect(
		t,
		"a diagram once, also where its picture is kept",
		linkedParts(
			t,
			place,
			"diagramData",
			"word/diagrams/data1.xml",
			diagram,
			"diagramDrawing",
			"word/diagrams/drawing1.xml",
			drawn("Stop the flood"),
		),
		"body: See:\nbody: Stop the flood",
		"",
	)
	readertest.Expect(
		t,
		"a picture that says something else",
		linkedParts(
			t,
			place,
			"diagramData",
			"word/diagrams/data1.xml",
			diagram,
			"diagramDrawing",
			"word/diagrams/drawing1.xml",
			drawn("Illegal aliens"),
		),
		"body: See:\nbody: Stop the flood\nhidden, shown by other programs only: Illegal aliens",
		"",
	)
	chart := `<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" ` + drawing +
		`><cx:chartData><cx:data><cx:strDim><cx:lvl><cx:pt>Illegal aliens</cx:pt></cx:lvl></cx:strDim><cx:numDim>` +
		`<cx:lvl><cx:pt>3</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx>` +
		`<cx:rich>` + shown("Arrivals") + `</cx:rich></cx:tx></cx:title></cx:chart></cx:chartSpace>`
	readertest.Expect(
		t,
		"a chart of the newer kind",
		linkedParts(
			t,
			`<w:p><w:r><w:drawing>`+
				`<cx:chart xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" r:id="a"/>`+
				`</w:drawing></w:r></w:p>`,
			"chartEx",
			"word/charts/chartEx1.xml",
			chart,
		),
		"body: Illegal aliens\nbody: Arrivals",
		"",
	)
	const drawingOn = `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:userShapes r:id="u"/>` +
		`</c:chartSpace>`
	charted := linkedParts(
		t,
		`<w:p><w:r><w:drawing><c:chart r:id="a"/></w:drawing></w:r></w:p>`,
		"chart",
		"word/charts/chart1.xml",
		drawingOn,
	)
	charted = addFiles(
		t,
		charted,
		"word/charts/_rels/chart1.xml.rels",
		readertest.RelationHead+`<Relationship Id="u" Type="`+readertest.OfficeKind+`chartUserShapes" `+
			`Target="../drawings/drawing1.xml"/></Relationships>`,
		"word/drawings/drawing1.xml",
		`<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" `+drawing+`>`+shown(
			"On top",
		)+`</c:userShapes>`,
	)
	readertest.Expect(t, "what is drawn on a chart", charted, "body: On top", "")
	control := `<w:p>` + readertest.WordRun(
		"",
		"Press ",
	) + `<w:r><w:object><v:shape style="width:80pt;height:20pt"/><w:control r:id="a" w:name="B"/></w:object>` +
		`</w:r></w:p>`
	readertest.Expect(
		t,
		"a button",
		linkedParts(
			t,
			control,
			"control",
			"word/activeX/activeX1.xml",
			`<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX">`+
				`<ax:ocxPr ax:name="Caption" ax:value="Stop them"/></ax:ocx>`,
		),
		"body: Press\nbody: Stop them",
		"",
	)
	readertest.Expect(
		t,
		"a control that cannot be looked into",
		linkedParts(
			t,
			control,
			"control",
			"word/activeX/activeX1.xml",
			`<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"/>`,
		),
		"body: Press",
		"embedded files not read",
	)
}

func TestWordDocumentsInDocuments(t *testing.T) {
	chunk := Words("Before.") + `<w:altChunk r:id="a"/>` + Words("After.")
	inner := readertest.Pack(t, "word/document.xml", readertest.WordHead+Words("Inner.")+"</w:body></w:document>")
	for _, c := range []struct{ claim, name, content, want, gaps string }{
		{
			"a page", "a.html", "<html><body><p>Illegal aliens &amp; more.</p></body></html>",
			"body: Illegal aliens & more.", "",
		},
		{"plain text", "a.txt", "One.\nTwo.", "body: One.\nbody: Two.", ""},
		{"a Word document", "a.docx", inner, "body: Inner.", ""},
		{"rich text", "a.rtf", `{\rtf1 Illegal aliens}`, "", "embedded files not read"},
		{
			"a web archive", "a.mht", "MIME-Version: 1.0\nContent-Type: text/html\n\n<html>", "",
			"embedded files not read",
		},
		{"something else", "a.bin", "\x00\x01\x02\x03", "", "embedded files not read"},
	} {
		want := strings.ReplaceAll("body: Before.\n"+c.want+"\nbody: After.", "\n\n", "\n")
		readertest.Expect(t, c.claim, linkedParts(t, chunk, "aFChunk", "word/"+c.name, c.content), want, c.gaps)
	}
	readertest.Expect(
		t,
		"a part that is not there",
		linkedParts(t, chunk, "aFChunk", "word/a.html", ""),
		"body: Before.\nbody: After.",
		"damaged: word/a.html",
	)
	for claim, body := range map[string]string{"in a paragraph": `<w:p><w:subDoc r:id="out"/></w:p>`,
		"between paragraphs": `<w:subDoc r:id="out"/>`, "as a chunk": `<w:altChunk r:id="out"/>`} {
		doc := readertest.ReadAs(t, "", linkedParts(t, Words("Text")+body))
		if got := readertest.Gaps(doc); got != "linked document not read" ||
			!strings.Contains(doc.Gaps[0].Hint, "chapter2.docx") {
			t.Errorf(
				"%s: gaps %v, want %q with the name of the document",
				claim,
				doc.Gaps,
				"linked document not read",
			)
		}
	}
	endless := inner
	for range 6 {
		endless = readertest.Pack(
			t,
			"word/document.xml",
			readertest.WordHead+Words("Deep.")+`<w:altChunk r:id="a"/></w:body></w:document>`,
			"word/a.docx",
			endless,
			"word/_rels/document.xml.rels",
			readertest.RelationHead+`<Relationship Id="a" Type="`+readertest.OfficeKind+
				`aFChunk" Target="a.docx"/></Relationships>`,
		)
	}
	if doc := readertest.ReadAs(t, "", endless); readertest.Gaps(doc) != "embedded files not read" ||
		strings.Count(doc.Text, "Deep.") != 4 {
		t.Errorf("documents in documents without end: %d read, gaps %v", strings.Count(doc.Text, "Deep."), doc.Gaps)
	}
}

func TestWordControlsShowTheirData(t *testing.T) {
	const store = "{11111111-2222-3333-4444-555555555555}"
	bound := func(path, properties, content string) string {
		return `<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings="xmlns:q='urn:q'" w:xpath="` + path +
			`" w:storeItemID="` + strings.ToUpper(store) + `"/>` + properties + `</w:sdtPr><w:sdtContent>` +
			content + `</w:sdtContent></w:sdt>`
	}
	const text = `<w:text/>`
	const gone = "hidden, replaced by the data that it is bound to: "
	list := `<w:dropDownList><w:listItem w:value="1" w:displayText="refugees"/>` +
		`<w:listItem w:value="2" w:displayText="illegal aliens"/></w:dropDownList>`
	for _, c := range []struct{ claim, body, want, gaps string }{
		{
			"the same in both",
			`<w:p>` + readertest.WordRun("", "We say ") + bound("/q:root[1]/q:v[1]", text, readertest.WordRun("",
				"illegal aliens")) + readertest.WordRun("", ".") + `</w:p>`,
			"body: We say illegal aliens.", "",
		},
		{
			"other data",
			`<w:p>` + readertest.WordRun("", "We say ") + bound("/q:root[1]/q:v[1]", text, readertest.WordRun("",
				"people")) + readertest.WordRun("", ".") + `</w:p>`,
			"body: We say illegal aliens.\n" + gone + "people", "",
		},
		{
			"the second of a name, and an attribute",
			`<w:p>` + bound("/q:root[1]/q:v[2]", text, readertest.WordRun("", "old")) +
				bound("/q:root[1]/q:v[1]/@note", text, readertest.WordRun("", "old")) + `</w:p>`,
			"body: twonoted\n" + gone + "old\n" + gone + "old", "",
		},
		{
			"around a paragraph", bound("/q:root[1]/q:v[1]", text, Words("people")) + Words("Text"),
			"body: illegal aliens\n" + gone + "people\nbody: Text", "",
		},
		{
			"a choice shows its words",
			`<w:p>` + bound("/q:root[1]/q:n[1]", list, readertest.WordRun("", "refugees")) + `</w:p>`,
			"body: illegal aliens\n" + gone + "refugees", "",
		},
		{
			"a date is written in another way",
			`<w:p>` + bound("/q:root[1]/q:d[1]", `<w:date/>`, readertest.WordRun("", "5 May 2024")) + `</w:p>`,
			"body: 5 May 2024", "",
		},
		{
			"no data there",
			`<w:p>` + bound("/q:root[1]/q:none[1]", text, readertest.WordRun("", "people")) +
				bound("/q:root[1]/q:empty[1]", text, readertest.WordRun("", " here")) + `</w:p>`,
			"body: people here", "",
		},
		{
			"a path that is not followed",
			`<w:p>` + bound("//q:v", text, readertest.WordRun("", "people")) + `</w:p>`, "body: people",
			"data of a content control not found",
		},
		{
			"a control that holds whole texts", bound("/q:root[1]/q:v[1]", "", Words("people")),
			"hidden, shown by other programs only: illegal aliens\nbody: people", "",
		},
		{
			"no store",
			strings.Replace(`<w:p>`+bound("/q:root[1]/q:v[1]", text, readertest.WordRun("", "people"))+`</w:p>`,
				"1111", "9999", 1),
			"body: people", "",
		},
	} {
		src := linkedParts(
			t,
			c.body,
			"customXml",
			"customXml/item1.xml",
			`<root xmlns="urn:q"><v note="noted">illegal aliens</v><x:v xmlns:x="urn:x">no</x:v><v>two</v>`+
				`<n>2</n><d>2024-05-05T00:00:00</d><empty/></root>`,
		)
		src = addFiles(
			t,
			src,
			"customXml/_rels/item1.xml.rels",
			readertest.RelationHead+`<Relationship Id="a" Type="`+readertest.OfficeKind+
				`customXmlProps" Target="itemProps1.xml"/></Relationships>`,
			"customXml/itemProps1.xml",
			`<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" `+
				`ds:itemID="`+store+`"/>`,
		)
		readertest.Expect(t, c.claim, src, c.want, c.gaps)
	}
	title := `<w:p><w:sdt><w:sdtPr>` +
		`<w:dataBinding w:prefixMappings="xmlns:n='http://purl.org/dc/elements/1.1/' ` +
		`xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'" ` +
		`w:xpath="/c:coreProperties[1]/n:title[1]" ` +
		`w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr><w:sdtContent>` +
		readertest.WordRun(
			"",
			"old",
		) + `</w:sdtContent></w:sdt></w:p>`
	core := `<cp:coreProperties ` +
		`xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The flood</dc:title></cp:coreProperties>`
	picked := readertest.ReadAs(
		t,
		"",
		linkedParts(
			t,
			`<w:p><w:sdt><w:sdtPr>`+list+`</w:sdtPr><w:sdtContent>`+readertest.WordRun(
				"",
				"refugees",
			)+`</w:sdtContent></w:sdt></w:p>`,
		),
	)
	if picked.Text != "refugees" || len(picked.Omissions) != 1 || picked.Omissions[0].Words != 2 {
		t.Errorf(
			"a list that is bound to nothing: text %q, omissions %v; want the entry that is chosen, and 2 words "+
				"of the other",
			picked.Text,
			picked.Omissions,
		)
	}
	readertest.Expect(
		t,
		"the title of the document",
		addFiles(t, linkedParts(t, title), "docProps/core.xml", core),
		"body: The flood\n"+gone+"old",
		"",
	)
}

func TestWordNumbersThatAreWords(t *testing.T) {
	level := func(format, text, more string) string {
		return `<w:numbering ` + readertest.WordNS + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">` +
			`<w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text +
			`"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	}
	two := readertest.WordParagraph(
		readertest.InList("1", "0"),
		"deported.",
	) + readertest.WordParagraph(
		readertest.InList("1", "0"),
		"",
	)
	for _, c := range []struct{ claim, numbering, body, want string }{
		{
			"words in front of each item", level("decimal", "Illegal alien %1", ""), two,
			"list item 1 [point (Illegal alien 1)]: Illegal alien 1 deported.\nlist item 1 [point (Illegal alien " +
				"2)]: Illegal alien 2",
		},
		{
			"a bullet of words", level("bullet", "Illegal aliens", ""), two,
			"list item 1: Illegal aliens deported.\nlist item 1: Illegal aliens",
		},
		{
			"a letter that touches the text", level("bullet", "I", `<w:suff w:val="nothing"/>`),
			readertest.WordParagraph(readertest.InList("1", "0"), "llegal aliens"), "list item 1: Illegal aliens",
		},
		{
			"hidden ones", level("decimal", "Illegal alien %1", `<w:rPr><w:vanish/></w:rPr>`), two,
			"list item 1 [point (Illegal alien 1)]: deported.\nhidden, hidden text [point (Illegal alien 1)]: " +
				"Illegal alien 1\nhidden, hidden text: Illegal alien 2",
		},
		{"numbers of laws are no text", level("decimal", "Article %1.", ""), two, "list item 1 [Article 1]: deported."},
	} {
		readertest.Expect(
			t,
			c.claim,
			linkedParts(t, c.body, "numbering", "word/numbering.xml", c.numbering),
			c.want,
			"",
		)
	}
	styles := `<w:styles ` + readertest.WordNS + `><w:style w:type="paragraph" w:styleId="h">` +
		`<w:name w:val="heading 1"/></w:style></w:styles>`
	readertest.Expect(
		t,
		"a heading's path has its number once",
		linkedParts(
			t,
			readertest.WordParagraph(readertest.StyledAs("h")+readertest.InList("1", "0"), "Scope"),
			"numbering",
			"word/numbering.xml",
			level("decimal", "Option %1:", ""),
			"styles",
			"word/styles.xml",
			styles,
		),
		"heading 1 [Option 1 Scope]: Option 1: Scope",
		"",
	)
}

func TestWordRunningHeadsThatPagesShow(t *testing.T) {
	head := func(text string) string { return `<w:hdr ` + readertest.WordNS + `>` + Words(text) + `</w:hdr>` }
	settings := func(even string) string { return `<w:settings ` + readertest.WordNS + `>` + even + `</w:settings>` }
	refs := `<w:headerReference w:type="first" r:id="a"/><w:headerReference w:type="even" r:id="b"/>` +
		`<w:headerReference w:type="default" r:id="c"/>`
	for _, c := range []struct{ claim, section, even, want string }{
		{
			"the usual one alone", refs, "",
			"hidden, running head that no page shows: first\nhidden, running head that no page shows: even\n" +
				"running head: all",
		},
		{
			"all of them", refs + `<w:titlePg/>`, `<w:evenAndOddHeaders/>`,
			"running head: first\nrunning head: even\nrunning head: all",
		},
		{
			"a first page in a later section", refs + `</w:sectPr></w:pPr></w:p><w:p><w:pPr><w:sectPr><w:titlePg/>`,
			"", "running head: first\nhidden, running head that no page shows: even\nrunning head: all",
		},
	} {
		src := linkedParts(
			t,
			`<w:p><w:pPr><w:sectPr>`+c.section+`</w:sectPr></w:pPr></w:p>`+Words("Text"),
			"header",
			"word/h1.xml",
			head("first"),
			"header",
			"word/h2.xml",
			head("even"),
			"header",
			"word/h3.xml",
			head("all"),
			"settings",
			"word/settings.xml",
			settings(c.even),
		)
		readertest.Expect(t, c.claim, src, "body: Text\n"+c.want, "")
	}
	notes := `<w:footnotes ` + readertest.WordNS + `><w:footnote w:type="separator" w:id="0">` +
		Words("Stop the flood") + `</w:footnote><w:footnote w:id="1">` + Words("A note.") +
		`</w:footnote></w:footnotes>`
	readertest.Expect(
		t,
		"what stands above the notes",
		linkedParts(
			t,
			`<w:p>`+readertest.WordRun("", "Text")+`<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`,
			"footnotes",
			"word/footnotes.xml",
			notes,
		),
		"body: Text\nnote: A note.\nrunning head: Stop the flood",
		"",
	)
}

func TestWordCountsWhatItLeavesOut(t *testing.T) {
	body := `<w:p><w:r><w:drawing ` + shapeNS + `><wp:inline><wp:docPr id="1" descr="A flood of people" ` +
		`title="x"/></wp:inline></w:drawing></w:r>` + readertest.WordRun(
		"",
		"Text",
	) + `</w:p><w:r><w:t>bare run</w:t></w:r>`
	comments := `<w:comments ` + readertest.WordNS + `><w:comment w:id="0">` + Words("One two.") +
		Words("Three.") + `</w:comment></w:comments>`
	glossary := `<w:glossaryDocument ` + readertest.WordNS + `><w:docParts>` + Words("Click here") +
		`</w:docParts></w:glossaryDocument>`
	core := `<cp:coreProperties ` +
		`xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The flood</dc:title>` +
		`<dc:creator>A B C</dc:creator></cp:coreProperties>`
	src := addFiles(
		t,
		linkedParts(
			t,
			body,
			"comments",
			"word/comments.xml",
			comments,
			"glossaryDocument",
			"word/glossary/document.xml",
			glossary,
		),
		"docProps/core.xml",
		core,
	)
	doc := readertest.ReadAs(t, "", src)
	if doc.Text != "Text" {
		t.Errorf("text %q, want %q", doc.Text, "Text")
	}
	got := map[string]int{}
	for _, o := range doc.Omissions {
		got[o.Kind] = o.Words
	}
	for kind, want := range map[string]int{"comments": 3, "building blocks": 2, "document properties": 2,
		"descriptions of pictures": 5, "text outside of paragraphs": 2} {
		if got[kind] != want {
			t.Errorf("%d words of %s, want %d", got[kind], kind, want)
		}
	}
}

// addFiles packs a container again with more members.
func addFiles(t *testing.T, src string, files ...string) string {
	t.Helper()
	return readertest.Pack(t, append(readertest.Members(t, src), files...)...)
}

func TestPartsOfOneNameAreAGap(t *testing.T) {
	twice := func(name, a, b string, more ...string) string {
		return readertest.Pack(t, append(more, name, a, strings.ToUpper(name), b)...)
	}
	one, two := readertest.WordHead+Words(
		"One",
	)+"</w:body></w:document>", readertest.WordHead+Words(
		"Two",
	)+"</w:body></w:document>"
	page := func(text string) string {
		return `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>` + text + `</p></body></html>`
	}
	for claim, src := range map[string]string{
		"Word": twice("word/document.xml", one, two),
		"OpenDocument": twice("content.xml", `<office:document-content `+readertest.OpenNS+
			`><office:body><office:text><text:p>One</text:p></office:text></office:body></office:document-content>`, `<office:document-content `+readertest.OpenNS+`><office:body><office:text><text:p>Two</text:p></office:text></office:body></office:document-content>`, "mimetype", "application/vnd.oasis.opendocument.text"),
		"a book": twice("a.xhtml", page("One"), page("Two"), "mimetype", "application/epub+zip",
			"META-INF/container.xml",
			`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>`+
				`<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
			"a.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest>`+
				`<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>`+
				`<itemref idref="a"/></spine></package>`),
	} {
		doc := readertest.ReadAs(t, "", src)
		if got := readertest.Gaps(doc); !strings.Contains(got, "twice") || doc.Text != "Two" {
			t.Errorf("%s: text %q, gaps %q; want the last part and a gap", claim, doc.Text, got)
		}
	}
}

// What a file holds once and shows many times takes no more memory than it should.
func TestWordThatRepeatsItselfIsBounded(t *testing.T) {
	numbering := `<w:numbering ` + readertest.WordNS + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">` +
		`<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1 ` + strings.Repeat(
		"flood ",
		1000,
	) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	doc := readertest.ReadAs(
		t,
		"",
		linkedParts(
			t,
			strings.Repeat(readertest.WordParagraph(readertest.InList("1", "0")), 30_000),
			"numbering",
			"word/numbering.xml",
			numbering,
		),
	)
	if n := len(doc.Text); n > 2*office.MaxRepeated || !strings.Contains(readertest.Gaps(doc), "limit reached") {
		t.Errorf(
			"%d bytes of text and gaps %q, want less than %d and %q",
			n,
			readertest.Gaps(doc),
			2*office.MaxRepeated,
			"limit reached",
		)
	}
	deep := `<w:t>in</w:t>`
	for range 100 {
		deep = alternatives("wps", deep, `<w:t>out</w:t>`)
	}
	if doc := readertest.ReadAs(t, "", linkedParts(t, `<w:p><w:r>`+deep+
		`</w:r></w:p>`)); readertest.Gaps(doc) != "limit reached" {
		t.Errorf("alternatives in alternatives without end: gaps %q, want %q", readertest.Gaps(doc), "limit reached")
	}
}

// TestStrictWord: the strict variant of the format has other namespaces, and units in its measures.
func TestStrictWord(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/"
	body := `<w:p>` + readertest.WordRun(
		"",
		"A flood of refugees.",
	) + readertest.WordRun(
		`<w:sz w:val="0.5pt"/>`,
		"tiny",
	) + readertest.WordRun(
		`<w:color w:val="FFFFFF"/>`,
		"white",
	) + readertest.WordRun(
		`<w:strike w:val="true"/>`,
		"struck",
	) + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` +
		readertest.WordParagraph(
			`<w:spacing w:line="0.1pt" w:lineRule="exact"/>`,
			"flat",
		) + `<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>`
	notes := `<w:footnotes ` + readertest.WordNS + `><w:footnote w:id="1">` + Words("A note.") +
		`</w:footnote></w:footnotes>`
	src := readertest.Pack(
		t,
		"_rels/.rels",
		readertest.RelationHead+`<Relationship Id="a" Type="`+strict+
			`officeDocument/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels",
		readertest.RelationHead+`<Relationship Id="a" Type="`+strict+`officeDocument/relationships/footnotes" `+
			`Target="footnotes.xml"/></Relationships>`,
		"word/document.xml",
		strictly(readertest.WordHead+body)+"</w:body></w:document>",
		"word/footnotes.xml",
		strictly(notes),
	)
	readertest.Expect(
		t,
		"strict",
		src,
		"body: A flood of refugees.\nhidden, too small to read: tiny\nhidden, white text: white\ndeleted, struck "+
			"through: struck\nnote: A note.\nhidden, too small to read: flat\nbody: x",
		"",
	)
}

// strictly is a part in the strict variant of Word's format.
func strictly(part string) string {
	return strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
		"http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/").
		Replace(part)
}
