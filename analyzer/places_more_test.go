package analyzer_test

var morePlaces = []place{
	{"a line-end hyphen before a page break", "a.txt", "A flood of refu-\n\x0cgees came.", "flood of refugees 1:3", ""},
	{
		"a line-end hyphen before a page break and blank lines", "a.txt", "A flood of refu-\n\n\x0cgees came.",
		"flood of refugees 1:3", "",
	},
	{"a hyphen and a blank line end a paragraph", "a.txt", "A flood of refu-\n\ngees came.", "", ""},
	{"a suspended hyphen", "a.txt", "They feared over- and flood of refugees.", "flood of refugees 1:23", ""},
	{
		"full-width hyphen and digits", "a.txt", "\uFF11\uFF12 a flood of asylum\uFF0Dseekers.",
		"flood of asylum-seekers 1:6", "",
	},
	{"small hyphen, hyphen bullet", "a.txt", "A flood of asylum\uFE63seekers.", "flood of asylum-seekers 1:3", ""},
	{"mathematical minus", "a.txt", "A flood of asylum\u2212seekers.", "flood of asylum-seekers 1:3", ""},
	{"figure dash and en dash", "a.txt", "A flood of asylum–seekers.", "flood of asylum–seekers 1:3", ""},
	{
		"Armenian and other ligatures of Latin stay apart", "a.txt",
		"The \uFB03ne o\uFB04ine \uFB00 a \uFB02ood of refugees.", "flood of refugees 1:19", "",
	},
	{"long s", "a.txt", "A flood of refugees and po\u017F\u017Fibly more.", "flood of refugees 1:3", ""},
	{
		"Turkish dotless i stays", "a.txt", "S\u0131\u011F\u0131nmac\u0131: a flood of refugees.",
		"flood of refugees 1:14", "",
	},
	{
		"capital letters with accents, decomposed", "a.txt", "RE\u0301FUGIE\u0301S: FLOOD OF REFUGEES",
		"FLOOD OF REFUGEES 1:13 [R\u00C9FUGI\u00C9S: FLOOD OF REFUGEES] as heading", "",
	},
	{"accents on the term", "a.txt", "A flood of ré\u0301fugees.", "flood of r\u00E9\u0301fugees 1:3", ""},
	{"stacked accents and tab", "a.txt", "o\u0302\u0323\tA flood of refugees.", "flood of refugees 1:7", ""},
	{
		"Hangul in front", "a.txt", "\u1112\u1161\u11AB\u1100\u116E\u11A8 a flood of refugees.",
		"flood of refugees 1:10", "",
	},
	{
		"Devanagari in front", "a.txt", "\u0936\u0930\u0923\u093E\u0930\u094D\u0925\u0940: a flood of refugees.",
		"flood of refugees 1:13", "",
	},
	{
		"Arabic in front", "a.txt", "\u0644\u0627\u062C\u0626\u0648\u0646 a flood of refugees.",
		"flood of refugees 1:10", "",
	},
	{
		"Hebrew points in front", "a.txt", "\u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD a flood of refugees.",
		"flood of refugees 1:11", "",
	},
	{"raised digits", "a.txt", "A flood\u00B9 of refugees\u00B2.", "flood of refugees 1:3", ""},
	{"mathematical letters", "a.txt", "A \U0001D41F\U0001D425\U0001D428\U0001D428\U0001D41D \U0001D630\U0001D627 " +
		"refugees.", "𝐟𝐥𝐨𝐨𝐝 𝘰𝘧 refugees 1:3", ""},
	{
		"emoji with modifier and keycap", "a.txt", "\U0001F44D\U0001F3FD 1\uFE0F\u20E3 a flood of refugees.",
		"flood of refugees 1:10", "",
	},
	{"astral letters", "a.txt", "\U0001D49C\U0001D4B7 a flood of refugees.", "flood of refugees 1:6", ""},
	{
		"two on a line after astral", "a.txt", "🌊 a flood of refugees 🌊🌊 and a flood of migrants.",
		"flood of refugees 1:5\nflood of migrants 1:32", "",
	},
	{
		"two on a line after folding", "a.txt",
		"A \uFB02ood of refu\u00ADgees, a \uFB02ood of\u00A0migrants, a flood of aliens.",
		"flood of refugees 1:3\nflood of migrants 1:24\nflood of aliens 1:44\naliens 1:53", "",
	},
	{"after a joined word", "a.txt", "The immi-\ngrants: a flood of refugees.", "flood of refugees 2:11", ""},
	{"after a removed line of signs", "a.txt", "> \n> a flood of refugees", "flood of refugees 2:5 as block quote", ""},
	{"CR CR LF", "a.txt", "One.\r\r\nA flood of refugees.", "flood of refugees 3:3", ""},
	{"LF CR", "a.txt", "One.\n\rA flood of refugees.", "flood of refugees 3:3", ""},
	{
		"NEL ends a line of text, not of an editor", "a.txt", "One.\u0085A flood of refugees.",
		"flood of refugees 1:8", "",
	},
	{"line separator likewise", "a.txt", "One.\u2028A flood of refugees.", "flood of refugees 1:8", ""},
	{"paragraph separator likewise", "a.txt", "One.\u2029A flood of refugees.", "flood of refugees 1:8", ""},
	{"vertical tab", "a.txt", "A flood\x0bof refugees.", "flood⏎of refugees 1:3", ""},
	{"form feed", "a.txt", "One.\n\x0cA flood of refugees.", "flood of refugees 2:4", ""},
	{"a final line without an end", "a.txt", "One.\n\nflood of refugees", "flood of refugees 3:1", ""},
	{"trailing blanks", "a.txt", "A flood   \n   of   \n   refugees   .", "flood   ⏎   of   ⏎   refugees 1:3", ""},
	{"a tab inside", "a.txt", "A flood\t\tof\trefugees", "flood  of refugees 1:3", ""},
	{"escape and bell", "a.txt", "A\x1b flood\x07 of refugees.", "flood of refugees 1:4", ""},
	{"DEL and C1", "a.txt", "A flood\x7f of\u0080 refugees.", "flood of refugees 1:3", ""},
	{"byte order marks in the middle", "a.txt", "One.\n\uFEFFA flood of refugees.", "flood of refugees 2:4", ""},
	{"two byte order marks", "a.txt", "\uFEFF\uFEFFA flood of refugees.", "flood of refugees 1:4", ""},
	{"apostrophes", "a.txt", "It’s the ministers’ flood of refugees.", "flood of refugees 1:21", ""},
	{"quotation marks in the middle", "a.txt", "A flood of “refugees”.", "flood of “refugees 1:3", ""},
	{"brackets", "a.txt", "A (flood of refugees).", "flood of refugees 1:4", ""},
	{"underscores of plain text", "a.txt", "A _flood of refugees_.", "flood of refugees 1:4", ""},
	{"a slash", "a.txt", "A flood of refugees/migrants.", "flood of refugees 1:3", ""},
	{
		"windows-1252, long", "a.txt", "\x93One\x94 \x96 \xe9.\x0d\x0aTwo\x85\x0d\x0aa flood of refugees",
		"flood of refugees 3:3", "",
	},
	{
		"UTF-16BE, astral", "a.txt",
		"\xd8<\xdf\x0a\x00  \x1c\x00\xe9 \x1d\x00\x0d\x00\x0a\x00\x0d\x00\x0a\xd8<\xdf\x0a\x00 \x00a\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00.",
		"flood of refugees 3:5", "",
	},
	{
		"UTF-16LE, NFD and soft hyphen", "a.txt",
		"\xff\xfee\x00\x01\x03 \x00a\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 " +
			"\x00r\x00e\x00f\x00u\x00\xad\x00g\x00e\x00e\x00s\x00.\x00",
		"flood of refugees 1:6", "",
	},
	{
		"UTF-8 declared nowhere, Latin letters", "a.txt", "\u00DCber die Br\u00FCcke: a flood of refugees.",
		"flood of refugees 1:20", "",
	},
	{
		"a numbered heading", "a.txt", "1. INTRODUCTION\n\nA flood of refugees.",
		"flood of refugees 3:3 [1. INTRODUCTION]", "",
	},
	{
		"Article with a title beneath", "a.txt", "Article 4\n\nDefinitions\n\n1. A flood of refugees.",
		"flood of refugees 5:6 [Article 4(1)] as list item", "",
	},
	{
		"Sec. with nested paragraphs", "a.txt",
		"SEC. 101. AIM.\n\n(a) In general.—So:\n(1) One.\n(15) A flood of refugees.",
		"flood of refugees 5:8 [Sec. 101(a)(15)] as list item", "",
	},
	{
		"Chapter and Article", "a.txt", "CHAPTER II\n\nArticle 12a\n\n(3) A flood of refugees.",
		"flood of refugees 5:7 [Article 12a(3)] as list item", "",
	},
	{
		"British, with letters", "a.txt", "12A.—(1) So.\n\n(2) That—\n\n(a) one, and\n\n(b) a flood of refugees.",
		"flood of refugees 7:7 [paragraph 12A(2)(b)] as list item", "",
	},
	{
		"British, after a part", "a.txt", "PART 2\n\n6.—(1) A flood of refugees.\n\n7. A flood of migrants.",
		"flood of refugees 3:10 [Part 2, paragraph 6(1)]\nflood of migrants 5:6 [Part 2, paragraph 7] as list item",
		"",
	},
	{
		"recitals in text", "a.txt",
		"Whereas:\n\n(1) One.\n\n(2) A flood of refugees.\n\nHAVE ADOPTED THIS REGULATION:\n\nArticle 1\n\nA " +
			"flood of migrants.",
		"flood of refugees 5:7 [Recital 2] as list item\nflood of migrants 11:3 [Article 1]", "",
	},
	{
		"a schedule with parts", "a.txt", "SCHEDULE 2\n\nPART 1\n\n3.—(1) A flood of refugees.",
		"flood of refugees 5:10 [Schedule 2, paragraph 3(1)]", "",
	},
	{
		"mail quotation with hyphen", "a.txt", "He wrote:\n> > a flood of refu-\n> > gees",
		"flood of refugees 2:7 as block quote", "",
	},
	{"CR alone", "a.md", "# One\r\rA flood of refugees.\r", "flood of refugees 3:3 [One]", ""},
	{"CR alone, in a list", "a.md", "* x\r* a flood of refugees\r", "flood of refugees 2:5 as list item", ""},
	{
		"front matter over several lines", "a.md",
		"---\ntitle: x\ndescription: >\n  A flood of\n  refugees came\n---\nText.", "flood of refugees 4:5", "",
	},
	{
		"front matter, folded plainly", "a.md", "---\ndescription: A flood of\n  refugees came\n---\nText.",
		"flood of refugees 2:16", "",
	},
	{
		"front matter of TOML", "a.md", "+++\ntitle = \"A flood of refugees\"\n+++\nText.",
		"flood of refugees 2:12 as title", "",
	},
	{
		"front matter with a list", "a.md", "---\ntags:\n  - flood of refugees\n---\nA flood of migrants.",
		"flood of migrants 5:3", "",
	},
	{"a link over two lines", "a.md", "A [flood\nof](x) refugees.", "flood⏎of refugees 1:4", ""},
	{"nested emphasis", "a.md", "A ***flood** of* refugees.", "flood of refugees 1:6", ""},
	{"underscores", "a.md", "A __flood__ of _refugees_.", "flood of refugees 1:5", ""},
	{
		"an emphasised part of a word with underscore stays", "a.md", "A flood of refugees and snake_case_word.",
		"flood of refugees 1:3", "",
	},
	{
		"a quotation in a list", "a.md", "- x\n\n  > a flood\n  > of refugees",
		"flood⏎of refugees 3:7 as block quote", "",
	},
	{"lazy quotation", "a.md", "> a flood of\nrefugees", "flood of⏎refugees 1:5 as block quote", ""},
	{
		"a table with escapes", "a.md",
		"| a \\| b | A **flood** of refugees |\n|---|---|\n| x | a flood of migrants |",
		"flood of refugees 1:16 as cell\nflood of migrants 3:9 as cell", "",
	},
	{
		"a table without outer bars", "a.md", "a | b\n--|--\nx | a flood of refugees",
		"flood of refugees 3:7 as cell", "",
	},
	{"an entity before", "a.md", "&copy; &mdash; a flood of refugees.", "flood of refugees 1:18", ""},
	{"entities inside", "a.md", "A fl&#111;od of&#x20;refugees.", "flood of refugees 1:3", ""},
	{"named invisible characters", "a.md", "A flood&ThinSpace;of&NoBreak; refu&shy;gees.", "flood of refugees 1:3", ""},
	{"several blank lines and tabs", "a.md", "\n\n\t\n\nA flood of refugees.", "flood of refugees 5:3", ""},
	{"a code span in a line before", "a.md", "`a b c` a flood of refugees.", "flood of refugees 1:11", ""},
	{
		"a footnote with two paragraphs", "a.md", "x[^1]\n\n[^1]: One.\n\n    A flood of refugees.",
		"flood of refugees 5:7 as note", "",
	},
	{
		"an HTML comment over lines", "a.md", "<!--\nflood of refugees\n-->\nA flood of migrants.",
		"flood of migrants 4:3", "",
	},
	{
		"an HTML table", "a.md", "<table><tr><td>a flood of refugees</td></tr></table>",
		"flood of refugees 1:18 as cell", "",
	},
	{
		"Markdown in details", "a.md",
		"<details><summary>A flood of migrants</summary>\n\nA *flood* of refugees.\n</details>",
		"flood of migrants 1:21\nflood of refugees 3:4", "",
	},
	{
		"a heading with closing signs", "a.md", "## A flood of refugees ##",
		"flood of refugees 1:6 [A flood of refugees] as heading", "",
	},
	{"indented by three", "a.md", "   A flood of refugees.", "flood of refugees 1:6", ""},
	{"an ordered list", "a.md", "3. x\n4. a flood of refugees", "flood of refugees 2:6 as list item", ""},
	{"a task", "a.md", "- [x] a flood of refugees", "flood of refugees 1:9 as list item", ""},
	{"a hard break and a hyphen", "a.md", "A flood of refu-  \ngees.", "flood of refugees 1:3", ""},
	{"math stays as it is", "a.md", "$x$ a flood of refugees.", "flood of refugees 1:7", ""},
	{"a kbd tag inside", "a.md", "A flood of <kbd>x</kbd>refugees.", "flood of refugees 1:3", ""},
	{"an inline image between", "a.md", "A flood ![](x.png)of refugees.", "flood of refugees 1:3", ""},
	{"a sub tag", "a.md", "A flood of refu<sub></sub>gees.", "flood of refugees 1:3", ""},
	{"JSX", "a.md", "<Note>\nA flood of refugees.\n</Note>", "flood of refugees 2:3", ""},
	{
		"an article", "a.md", "## Article 4\n\n2. x\n\n(a) A flood of refugees.",
		"flood of refugees 5:7 [Article 4(a)]", "",
	},
	{"windows-1252", "a.md", "\x93\xe9\x94 a *flood* of refugees.", "flood of refugees 1:8", ""},
	{
		"names of invisible characters", "a.html", "<p>A flood&ThinSpace;of&NoBreak; refu&ZeroWidthSpace;gees.",
		"flood of refugees 1:6", "",
	},
	{"entities without semicolons", "a.html", "<p>A flood&nbspof refu&shygees.", "flood of refugees 1:6", ""},
	{"ligatures by number", "a.html", "<p>A &#xFB02;ood of refugees.", "flood of refugees 1:6", ""},
	{"hyphen entities", "a.html", "<p>A flood of asylum&hyphen;seekers.", "flood of asylum-seekers 1:6", ""},
	{"a hyphen at br", "a.html", "<p>A flood of refu-<br>\n gees.", "flood of refugees 1:6", ""},
	{"a hyphen at a line end of the source", "a.html", "<p>A flood of refu-\n gees.", "flood of refugees 1:6", ""},
	{
		"nested inline", "a.html", "<p>A <b><i>flood</i> <u>of</u></b> <font color=red>refu<big>gees</big></font>.",
		"flood of refugees 1:12", "",
	},
	{
		"hidden blocks do not part", "a.html", "<div>A flood <span hidden><div>x</div></span>of refugees.</div>",
		"flood of refugees 1:8", "",
	},
	{
		"a hidden div between", "a.html", "<div>A flood <div style=\"display:none\">x</div>of refugees.</div>",
		"flood of refugees 1:8", "",
	},
	{"an image between", "a.html", "<p>A flood <img src=x alt=\"some\">of refugees.", "flood of refugees 1:6", ""},
	{
		"abbr, time, data, mark", "a.html", "<p>A <abbr title=x>flood</abbr> <mark>of</mark> <time>refugees</time>.",
		"flood of refugees 1:20", "",
	},
	{
		"an anchor without address", "a.html", "<p>A flood <a name=x></a>of <a id=y>refugees</a>.",
		"flood of refugees 1:6", "",
	},
	{
		"Word’s HTML", "a.html",
		"<p class=MsoNormal>A <span lang=EN-GB style='mso-fareast-language:EN-US'>flood<o:p></o:p></span> of " +
			"refugees<a href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a>.<div " +
			"id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> A " +
			"flood of migrants.</div>",
		"flood of refugees 1:74\nflood of migrants 1:284 as note", "",
	},
	{
		"a note of the Official Journal inside", "a.html",
		"<p>A flood (<a id=\"ntc1\" href=\"#ntr1\"><span class=\"oj-super oj-note-tag\">1</span></a>) of refugees.",
		"flood of refugees 1:6", "",
	},
	{
		"Wikipedia’s references", "a.html",
		"<p>A flood<sup id=\"cite_ref-1\" class=\"reference\"><a href=\"#cite_note-1\"><span " +
			"class=\"cite-bracket\">[</span>1<span class=\"cite-bracket\">]</span></a></sup> of refugees.",
		"flood of refugees 1:6", "",
	},
	{
		"pandoc’s notes", "a.html",
		"<p>A flood<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" role=\"doc-noteref\"><sup>1</sup></a> " +
			"of refugees.</p><section class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn1\"><p>A flood of " +
			"migrants.<a href=\"#fnref1\" class=\"footnote-back\" " +
			"role=\"doc-backlink\">\u21A9\uFE0E</a></p></li></ol></section>",
		"flood of refugees 1:6\nflood of migrants 1:180 as note", "",
	},
	{"two notes in one", "a.html", "<p>A flood<sup>1, 2</sup> of refugees.", "flood of refugees 1:6", ""},
	{"an asterisk", "a.html", "<p>A flood<sup>*</sup> of refugees.", "flood of refugees 1:6", ""},
	{"an ordinal stays", "a.html", "<p>The 21<sup>st</sup> flood of refugees.", "flood of refugees 1:24", ""},
	{
		"CDATA in XHTML", "a.html",
		"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p><![CDATA[A " +
			"]]>flood<![CDATA[ of refu]]>gees</p></body></html>",
		"flood of refugees 1:88", "",
	},
	{
		"tables in tables", "a.html",
		"<table><tr><td><table><tr><td>a flood of refugees</td></tr></table></td></tr></table>",
		"flood of refugees 1:33 as cell", "",
	},
	{"definition lists", "a.html", "<dl><dt>x<dd>a flood of refugees</dl>", "flood of refugees 1:16 as definition", ""},
	{
		"a figure", "a.html", "<figure><figcaption>A flood of refugees</figcaption></figure>",
		"flood of refugees 1:23 as caption", "",
	},
	{"lines before a doctype", "a.html", "\n\n<!DOCTYPE html>\n<p>A flood of refugees.", "flood of refugees 4:6", ""},
	{"byte order mark", "a.html", "\uFEFF<!DOCTYPE html>\n<p>é A flood of refugees.", "flood of refugees 2:8", ""},
	{"CR alone", "a.html", "<p>One\r<p>A flood of refugees.", "flood of refugees 2:6", ""},
	{"q and cite", "a.html", "<p>A <q>flood</q> of <cite>refugees</cite>.", "flood of refugees 1:9", ""},
	{
		"an article as headings", "a.html", "<h3>Article 4</h3><h3>Aim</h3><p>1. x<p>(b) a flood of refugees.",
		"flood of refugees 1:47 [Article 4(1)(b)]", "",
	},
	{
		"British numbers", "a.html", "<p>6.—(1) x<p>(2) a flood of refugees.",
		"flood of refugees 1:21 [paragraph 6(2)]", "",
	},
	{"recitals", "a.html", "<p>Whereas:<p>(12) a flood of refugees.", "flood of refugees 1:22 [Recital 12]", ""},
	{
		"recitals in a table, as the Official Journal has them", "a.html",
		"<p>Whereas:</p><table><tr><td><p>(12)</p></td><td><p>a flood of refugees.</p></td></tr></table>",
		"flood of refugees 1:56 [Recital 12] as cell", "",
	},
	{
		"a schedule", "a.html", "<h2>SCHEDULE 2</h2><p>3. a flood of refugees.",
		"flood of refugees 1:28 [Schedule 2, paragraph 3]", "",
	},
	{
		"a heading path", "a.html", "<h1>One</h1><h2>Two</h2><p>a flood of refugees.",
		"flood of refugees 1:30 [One > Two]", "",
	},
	{
		"a page of text only", "a.html", "<pre>\nSEC. 2. AIM.\n\n    (a) A flood\nof refugees.\n</pre>",
		"flood⏎of refugees 4:11 [Sec. 2(a)]", "",
	},
	{
		"slots and custom elements", "a.html",
		"<my-page><my-text>A flood <my-em>of</my-em> refugees.</my-text></my-page>", "flood of refugees 1:21", "",
	},
	{
		"an unclosed comment hides the rest", "a.html", "<p>A flood of refugees.<!-- flood of migrants",
		"flood of refugees 1:6", "damaged: a comment has no end",
	},
	{
		"an unclosed script", "a.html", "<p>A flood of refugees.<script>flood of migrants", "flood of refugees 1:6",
		"damaged: a <script> has no end",
	},
	{
		"attributes without quotes and with newlines", "a.html", "<p\n class=a\n id=b\n>A flood of refugees.",
		"flood of refugees 4:4", "",
	},
	{
		"a label and a button", "a.html", "<label>A flood of refugees <button>x</button></label>",
		"flood of refugees 1:10", "",
	},
	{
		"noscript in the head", "a.html",
		"<head><noscript><p>flood of migrants</p></noscript></head><body><p>A flood of refugees.",
		"flood of migrants 1:20, hidden\nflood of refugees 1:70", "",
	},
	{
		"frames", "a.html", "<frameset><noframes>flood of migrants</noframes></frameset>A flood of refugees.",
		"flood of migrants 1:21, hidden\nflood of refugees 1:62, hidden", "no text but what is hidden",
	},
	{
		"a hyphen at eol", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><p>A flood of " +
			"refu-<eol/>gees.</p></body></act></akomaNtoso>",
		"flood of refugees 1:86", "",
	},
	{
		"a raised number", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><p>A " +
			"flood<sup>1</sup> of refugees.</p></body></act></akomaNtoso>",
		"flood of refugees 1:86", "",
	},
	{
		"def, term, ref, span, inline", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><p>A <def>flood</def> " +
			"<span>of</span> <inline name=\"x\">refu</inline><term>gees</term>.</p></body></act></akomaNtoso>",
		"flood of refugees 1:91", "",
	},
	{
		"quoted text", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><bill><body><section><num>1</num><content><p>For “x” substitute <mod><quotedText>a flood of refugees</quotedText></mod>.</p></content></section></body></bill></akomaNtoso>",
		"flood of refugees 1:153 [Section 1]", "",
	},
	{
		"sub-paragraphs", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><section><num>4</num><subsection><num>(1)</num><paragraph><num>(a)</num><content><p>a flood of refugees</p></content></paragraph></subsection></section></body></act></akomaNtoso>",
		"flood of refugees 1:167 [Section 4(1)(a)]", "",
	},
	{
		"a table", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><section><num>4</num><content><table><tr><td><p>a flood of refugees</p></td></tr></table></content></section></body></act></akomaNtoso>",
		"flood of refugees 1:131 [Section 4] as cell", "",
	},
	{
		"a heading", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><section><num>4</num><heading>A flood of refugees</heading></section></body></act></akomaNtoso>",
		"flood of refugees 1:113 [Section 4] as heading", "",
	},
	{
		"a preface and longTitle", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><preface><longTitle><p>An " +
			"Act about a flood of refugees</p></longTitle></preface></act></akomaNtoso>",
		"flood of refugees 1:113 as title", "",
	},
	{
		"a judgment", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><judgment><judgmentBody><decision><paragraph><num>12.</num><content><p>A flood of refugees.</p></content></paragraph></decision></judgmentBody></judgment></akomaNtoso>",
		"flood of refugees 1:143 [paragraph 12]", "",
	},
	{
		"comments and instructions", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><p>A flood <!-- x " +
			"--><?y z?>of refugees.</p></body></act></akomaNtoso>",
		"flood of refugees 1:86", "",
	},
	{
		"an annex", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><attachments><attachment><heading>Annex I</heading><doc><mainBody><paragraph><num>3.</num><content><p>A flood of refugees.</p></content></paragraph></mainBody></doc></attachment></attachments></act></akomaNtoso>",
		"flood of refugees 1:179 [Annex I, paragraph 3]", "",
	},
	{
		"USLM’s link to a note", "a.xml",
		"<lawDoc xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main><section><num value=\"4\">§ 4.</num><content>A " +
			"flood<ref class=\"footnoteRef\" idref=\"fn1\">1</ref><note type=\"footnote\" " +
			"id=\"fn1\"><num>1</num> So.</note> of refugees.</content></section></main></lawDoc>",
		"flood of refugees 1:100 [Sec. 4]", "",
	},
	{
		"a sidenote and page inside", "a.xml",
		"<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main><section><num value=\"4\">SEC. 4.</num><content>A " +
			"flood <page>2</page>of <sidenote><p>x</p></sidenote>refugees.</content></section></main></bill>",
		"flood of refugees 1:101 [Sec. 4]", "",
	},
	{
		"a bill of before with a nested path", "a.xml",
		"<bill bill-stage=\"x\"><legis-body><title><enum>I</enum><header>x</header><section><enum>101.</enum><header>y</header><subsection><enum>(a)</enum><text>z—</text><paragraph><enum>(15)</enum><text>a flood of <term>refugees</term>.</text></paragraph></subsection></section></title></legis-body></bill>",
		"flood of refugees 1:196 [Sec. 101(a)(15)]", "",
	},
	{
		"TEI", "a.xml",
		"<TEI><text><body><div><head>One</head><p>A flood of <hi " +
			"rend=\"i\">refugees</hi>.</p></div></body></text></TEI>",
		"flood of refugees 1:44 [One]", "",
	},
	{
		"JATS", "a.xml",
		"<article><body><sec><title>One</title><sec><title>Two</title><p>A flood<xref ref-type=\"fn\" " +
			"rid=\"fn1\"><sup>1</sup></xref> of refugees.</p></sec></sec></body></article>",
		"flood of refugees 1:67 [One > Two]", "",
	},
	{
		"DocBook", "a.xml",
		"<book><chapter><title>One</title><para>A flood of <emphasis>refugees</emphasis><footnote><para>A flood " +
			"of migrants.</para></footnote>.</para></chapter></book>",
		"flood of refugees 1:42 [One]\nflood of migrants 1:98 [One] as note", "",
	},
	{
		"a default namespace and CRLF", "a.xml",
		"<?xml version=\"1.0\"?>\r\n<a xmlns=\"urn:x\">\r\n<b>A flood\r\n of refugees.</b></a>",
		"flood⏎of refugees 3:6", "",
	},
	{
		"RSS", "a.xml",
		"<rss><channel><item><title>x</title><description>A flood of refugees.</description></item></channel></rss>",
		"flood of refugees 1:52", "",
	},
	{
		"windows-1252", "a.xml",
		"<?xml version=\x221.0\x22 encoding=\x22windows-1252\x22?><a><p>\x93\xe9\x94 a flood of refugees.</p></a>",
		"flood of refugees 1:58", "",
	},
	{
		"UTF-8 with its mark", "a.xml",
		"\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?><a><p>é a flood of refugees.</p></a>",
		"flood of refugees 1:49", "",
	},
	{
		"several lines and a mark", "a.srt", "\uFEFF1\n00:00:01,000 --> 00:00:02,000\né 🌊 a flood\nof refu-\ngees.\n",
		"flood⏎of refugees 3:7 at 1s", "",
	},
	{"no numbers", "a.srt", "00:00:01,000 --> 00:00:02,000\nA flood of refugees.\n", "flood of refugees 2:3 at 1s", ""},
	{
		"points for commas and missing hours", "a.srt", "1\n00:01.500 --> 00:02.000\nA flood of refugees.\n",
		"flood of refugees 3:3 at 1.5s", "",
	},
	{
		"UTF-16", "a.srt",
		"\xff\xfe1\x00\x0d\x00\x0a\x000\x000\x00:\x000\x000\x00:\x000\x001\x00,\x000\x000\x000\x00 " +
			"\x00-\x00-\x00>\x00 \x000\x000\x00:\x000\x000\x00:\x000\x002\x00,\x000\x000\x000\x00\x0d\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00.\x00\x0d\x00\x0a\x00",
		"flood of refugees 3:3 at 1s", "",
	},
	{
		"a speaker in arrows", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n>> MR. LEE: a flood of refugees.\n",
		"flood of refugees 3:15 by MR. LEE at 1s", "",
	},
	{
		"two voices in one cue", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\n- What?\n- A flood of\n\n2\n00:00:02,000 --> 00:00:03,000\nrefugees.\n",
		"flood of⏎refugees 4:5 at 1s", "",
	},
	{
		"over three cues", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nA flood\n\n2\n00:00:02,000 --> 00:00:03,000\nof\n\n3\n00:00:03,000 " +
			"--> 00:00:04,000\nrefugees.\n",
		"flood⏎of⏎refugees 3:3 at 1s", "",
	},
	{
		"a hundred hours", "a.srt", "1\n100:00:01,000 --> 100:00:02,000\nA flood of refugees.\n",
		"flood of refugees 3:3 at 100h0m1s", "",
	},
	{
		"a class on a voice", "a.vtt",
		"WEBVTT\n\n00:01.000 --> 00:02.000\n<v.first.loud Ann>A flood of</v> <v Ann>refugees</v>\n",
		"flood of refugees 4:21 by Ann at 1s", "",
	},
	{
		"header lines", "a.vtt",
		"WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\nA flood of refugees.\n",
		"flood of refugees 6:3 at 1s", "",
	},
	{
		"CR LF and a mark", "a.vtt", "\uFEFFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nA flood of refugees.\r\n",
		"flood of refugees 4:3 at 1s", "",
	},
	{
		"an agent has a name", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" " +
			"xml:lang=\"en\"><head><metadata><ttm:agent xml:id=\"a1\" type=\"person\"><ttm:name " +
			"type=\"full\">Ann Lee</ttm:name></ttm:agent></metadata></head><body><div><p begin=\"1s\" " +
			"end=\"2s\" ttm:agent=\"a1\">A flood of refugees.</p></div></body></tt>",
		"flood of refugees 1:274 by Ann Lee at 1s", "",
	},
	{
		"a length", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" " +
			"xml:lang=\"en\"><head><metadata><ttm:agent xml:id=\"a1\" type=\"person\"><ttm:name " +
			"type=\"full\">Ann Lee</ttm:name></ttm:agent></metadata></head><body><div begin=\"10s\"><p " +
			"begin=\"1s\" dur=\"2s\">A flood</p><p begin=\"3s\" dur=\"1s\">of " +
			"refugees.</p></div></body></tt>",
		"flood⏎of refugees 1:271 at 11s", "",
	},
	{
		"frames", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" " +
			"xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" ttp:frameRate=\"25\" " +
			"xml:lang=\"en\"><head><metadata><ttm:agent xml:id=\"a1\" type=\"person\"><ttm:name " +
			"type=\"full\">Ann Lee</ttm:name></ttm:agent></metadata></head><body><div><p " +
			"begin=\"00:00:01:05\" end=\"00:00:02:00\">A flood of refugees.</p></div></body></tt>",
		"flood of refugees 1:344 at 1.2s", "",
	},
	{
		"the namespace of before", "a.dfxp",
		"<tt xmlns=\"http://www.w3.org/2006/10/ttaf1\"><body><div><p begin=\"00:00:01.00\" end=\"00:00:02.00\">A " +
			"flood<br/>of refugees.</p></div></body></tt>",
		"flood⏎of refugees 1:99 at 1s", "",
	},
	{
		"a page mark of the Government Publishing Office", "a.txt", "A flood of\n\n[[Page 8801]]\n\nrefugees came.",
		"flood of⏎refugees 1:3", "",
	},
	{
		"a page mark between paragraphs", "a.txt", "Text.\n\n[[Page 8801]]\n\nA flood of refugees came.",
		"flood of refugees 5:3", "",
	},
	{
		"a page mark of the Government Publishing Office", "a.html",
		"<pre>\n  A flood of\n\n[[Page 8801]]\n\n  refugees came.\n</pre>", "flood of⏎refugees 2:5", "",
	},
	{
		"a hyphen at a page mark", "a.html", "<pre>\n  A flood of refu-\n\n[[Page 8801]]\n\ngees came.\n</pre>",
		"flood of refugees 2:5", "",
	},
	{
		"a page mark between paragraphs", "a.html",
		"<pre>\n  Text.\n\n[[Page 8801]]\n\n  A flood of refugees came.\n</pre>", "flood of refugees 6:5", "",
	},
	{"decimal numbers", "a.txt", "7.1 The plan: a flood of refugees.", "flood of refugees 1:17 [paragraph 7.1]", ""},
	{"a quantity is no number", "a.txt", "3.5 million people and a flood of refugees.", "flood of refugees 1:26", ""},
	{
		"decimal numbers under a heading", "a.html",
		"<h2>Background</h2><p>7.1  The plan: a flood of refugees.<p>(a) a flood of migrants",
		"flood of refugees 1:40 [Background, paragraph 7.1]\nflood of migrants 1:67 [Background, paragraph 7.1(a)]",
		"",
	},
	{
		"no-break spaces behind numbers", "a.txt",
		"Article\u00A04\n\n2.\u00A0\u00A0So:\n\n(b)\u2003a flood of refugees.",
		"flood of refugees 5:7 [Article 4(2)(b)] as list item", "",
	},
	{
		"the Official Journal’s articles", "a.html",
		"<div id=\"art_4\"><p class=\"oj-ti-art\">Article\u00A04</p><div class=\"eli-title\"><p " +
			"class=\"oj-sti-art\">Definitions</p></div><p " +
			"class=\"oj-normal\">2.\u00A0\u00A0\u00A0So:</p><table><tbody><tr><td><p " +
			"class=\"oj-normal\">(b)</p></td><td><p class=\"oj-normal\">a flood of refugees (<a " +
			"id=\"ntc1\" href=\"#ntr1\"><span class=\"oj-super " +
			"oj-note-tag\">1</span></a>);</p></td></tr></tbody></table></div>",
		"flood of refugees 1:232 [Article 4(2)(b)] as cell", "",
	},
	{
		"a section sign", "a.html", "<p>§\u00A012 Aim<p>(1)\u00A0A flood of refugees.",
		"flood of refugees 1:21 [§ 12(1)]", "",
	},
	{
		"British numbers with wide blanks", "a.html", "<p>6.\u2003—(1)\u2003x<p>(2)\u2003a flood of refugees.",
		"flood of refugees 1:22 [paragraph 6(2)]", "",
	},
	{
		"a regulation", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><hcontainer " +
			"name=\"regulation\"><num>6</num><paragraph><num>(1)</num><content><p>A flood of " +
			"refugees.</p></content></paragraph></hcontainer></body></act></akomaNtoso>",
		"flood of refugees 1:162 [Regulation 6(1)]", "",
	},
	{
		"a part of another name", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><hcontainer " +
			"name=\"group\"><num>1.</num><heading>Aims</heading><content><p>A flood of " +
			"refugees.</p></content></hcontainer></body></act></akomaNtoso>",
		"flood of refugees 1:156 [1 Aims]", "",
	},
	{
		"numbers that hold those above", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc><mainBody><section><num>6.</num><heading>Law</heading><paragraph><num>6.1</num><content><p>A flood of refugees.</p></content></paragraph></section></mainBody></doc></akomaNtoso>",
		"flood of refugees 1:168 [paragraph 6.1]", "",
	},
}
