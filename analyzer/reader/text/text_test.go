package text_test

import (
	"testing"

	"refrain/analyzer/reader/readertest"
)

func TestPlainTextBlocks(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"blank lines end paragraphs", "One\ntwo\n \t\nthree\n", "body: One⏎two\nbody: three"},
		{"so do form feeds", "One.\fTwo.\n\fThree.", "body: One.\nbody: Two.\nbody: Three."},
		{
			"but a sentence goes on over a page break", "a flood of\n\n\frefugees.\n\fand",
			"body: a flood of⏎⏎⏎refugees.\nbody: and",
		},
		{
			"a lone line in capitals is a heading", "BORDER CONTROL\n\nText.",
			"heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text.",
		},
		{
			"also with CR LF", "BORDER CONTROL\r\n\r\nText\r\nmore.",
			"heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text⏎more.",
		},
		{
			"also with lone CRs", "BORDER CONTROL\r\rText\rmore.",
			"heading 1 [BORDER CONTROL]: BORDER CONTROL\nbody [BORDER CONTROL]: Text⏎more.",
		},
		{"a numbered heading opens a path", "PART II\n\nArticle 4\n\nThe court.\n\nArticle 5 of the Convention " +
			"applies.\n",
			"heading 1 [Part II]: PART II\nheading 4 [Article 4]: Article 4\nbody [Article 4]: The court.\nbody " +
				"[Article 4]: Article 5 of the Convention applies."},
		{
			"a section may run on", "Section 3.2. The Minister shall act.\n\nNothing else.",
			"heading 4 [Section 3.2]: Section 3.2. The Minister shall act.\nbody [Section 3.2]: Nothing else.",
		},
		{
			"paragraphs of a provision are cited with it",
			"Article 4\n\n2. The court:\n(a) one;\n(b) two:\n(i) three;\n(c) four.\n3. Five.",
			"heading 4 [Article 4]: Article 4\nlist item 1 [Article 4(2)]: 2. The court:\nlist item 1 [Article " +
				"4(2)(a)]: (a) one;\nlist item 1 [Article 4(2)(b)]: (b) two:\nlist item 1 [Article 4(2)(b)(i)]: " +
				"(i) three;\nlist item 1 [Article 4(2)(c)]: (c) four.\nlist item 1 [Article 4(3)]: 3. Five.",
		},
		{
			"list items are blocks", "It includes:\n- one\n- two\n  goes on\n• three\n(a) four;\niv) five\n12. six",
			"body: It includes:\nlist item 1: - one\nlist item 1: - two⏎  goes on\nlist item 1: • three\nlist " +
				"item 1: (a) four;\nlist item 1: iv) five\nlist item 1: 12. six",
		},
		{
			"a wrapped line is no list item", "as laid down in point\n(a) of Article 5 and in\n2. the Act",
			"body: as laid down in point⏎(a) of Article 5 and in⏎2. the Act",
		},
		{
			"mail quotations are block quotes", "He wrote:\n> a flood of\n> refugees\n>\n> more\nI disagree.",
			"body: He wrote:\nblock quote: a flood of⏎refugees\nblock quote: more\nbody: I disagree.",
		},
		{"a hyphen joins over a quotation's marks", "> immi-\n> grants", "block quote: immigrants"},
		{"nothing is nothing", " \n\t\n\u200B", ""},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "text", c.src)), c.want)
	}
}
