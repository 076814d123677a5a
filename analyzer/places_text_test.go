package analyzer_test

var textPlaces = []place{
	{"plain", "a.txt", "A flood of refugees.", "flood of refugees 1:3", ""},
	{"no-break space", "a.txt", "A flood\u00A0of\u00A0refugees.", "flood of refugees 1:3", ""},
	{"thin space", "a.txt", "A flood\u2009of\u2009refugees.", "flood of refugees 1:3", ""},
	{"narrow no-break space", "a.txt", "A flood\u202Fof\u202Frefugees.", "flood of refugees 1:3", ""},
	{"figure space", "a.txt", "A flood\u2007of\u2007refugees.", "flood of refugees 1:3", ""},
	{"ideographic space", "a.txt", "A flood\u3000of\u3000refugees.", "flood of refugees 1:3", ""},
	{"hair space", "a.txt", "A flood\u200Aof\u200Arefugees.", "flood of refugees 1:3", ""},
	{"mathematical space", "a.txt", "A flood\u205Fof\u205Frefugees.", "flood of refugees 1:3", ""},
	{"tab", "a.txt", "A flood\tof\trefugees.", "flood of refugees 1:3", ""},
	{"two spaces", "a.txt", "A flood  of  refugees.", "flood  of  refugees 1:3", ""},
	{"object replacement", "a.txt", "A flood\uFFFCof\uFFFCrefugees.", "flood of refugees 1:3", ""},
	{"Hangul filler", "a.txt", "A flood\u3164of\u3164refugees.", "flood of refugees 1:3", ""},
	{"zero-width space in a word", "a.txt", "A flood of refu\u200Bgees.", "flood of refugees 1:3", ""},
	{"zero-width joiner in a word", "a.txt", "A flood of refu\u200Dgees.", "flood of refugees 1:3", ""},
	{"zero-width non-joiner in a word", "a.txt", "A flood of refu\u200Cgees.", "flood of refugees 1:3", ""},
	{"word joiner in a word", "a.txt", "A flood of refu\u2060gees.", "flood of refugees 1:3", ""},
	{"byte order mark in a word", "a.txt", "A flood of refu\uFEFFgees.", "flood of refugees 1:3", ""},
	{"soft hyphen in a word", "a.txt", "A flood of refu\u00ADgees.", "flood of refugees 1:3", ""},
	{"left-to-right mark in a word", "a.txt", "A flood of refu\u200Egees.", "flood of refugees 1:3", ""},
	{"right-to-left mark in a word", "a.txt", "A flood of refu\u200Fgees.", "flood of refugees 1:3", ""},
	{"combining grapheme joiner in a word", "a.txt", "A flood of refu\u034Fgees.", "flood of refugees 1:3", ""},
	{"variation selector in a word", "a.txt", "A flood of refu\uFE0Fgees.", "flood of refugees 1:3", ""},
	{"tag character in a word", "a.txt", "A flood of refu\U000E0041gees.", "flood of refugees 1:3", ""},
	{"Arabic letter mark in a word", "a.txt", "A flood of refu\u061Cgees.", "flood of refugees 1:3", ""},
	{"NUL in a word", "a.txt", "A flood of refu\x00gees.", "flood of refugees 1:3", ""},
	{"annotation anchor in a word", "a.txt", "A flood of refu\uFFF9gees.", "flood of refugees 1:3", ""},
	{"Mongolian selector in a word", "a.txt", "A flood of refu\u180Bgees.", "flood of refugees 1:3", ""},
	{
		"bidirectional controls around", "a.txt", "A \u202Aflood of\u202C \u2067refugees\u2069.",
		"flood of refugees 1:4", "",
	},
	{
		"right-to-left override letters", "a.txt", "A \u202Eflood\u202C of refugees.", "flood of refugees 1:4",
		"letters shown backwards",
	},
	{"line-end hyphen", "a.txt", "A flood of refu-\ngees came.", "flood of refugees 1:3", ""},
	{"line-end Unicode hyphen", "a.txt", "A flood of refu\u2010\ngees came.", "flood of refugees 1:3", ""},
	{"line-end no-break hyphen", "a.txt", "A flood of refu\u2011\ngees came.", "flood of refugees 1:3", ""},
	{"line-end soft hyphen", "a.txt", "A flood of refu\u00AD\ngees came.", "flood of refugees 1:3", ""},
	{"line-end not sign, as scans have it", "a.txt", "A flood of refu\u00AC\ngees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen and blanks", "a.txt", "A flood of refu-  \n    gees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, CR LF", "a.txt", "A flood of refu-\r\ngees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, tab", "a.txt", "A flood of refu-\n\tgees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, lone CR", "a.txt", "A flood of refu-\rgees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, NEL", "a.txt", "A flood of refu-\u0085gees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, line separator", "a.txt", "A flood of refu-\u2028gees came.", "flood of refugees 1:3", ""},
	{"line-end hyphen, vertical tab", "a.txt", "A flood of refu-\x0bgees came.", "flood of refugees 1:3", ""},
	{"two line-end hyphens", "a.txt", "So many ille-\ngal immi-\ngrants came.", "illegal immigrants 1:9", ""},
	{
		"a hyphen that belongs to the word", "a.txt", "A flood of asylum-\nseekers came.",
		"flood of asylum-seekers 1:3", "",
	},
	{
		"a hyphen that belongs to the word, no-break", "a.txt", "A flood of asylum\u2011seekers came.",
		"flood of asylum-seekers 1:3", "",
	},
	{"line ends between words", "a.txt", "They fear a flood\nof\nrefugees.", "flood⏎of⏎refugees 1:13", ""},
	{
		"line ends between words, CR LF and indents", "a.txt", "They fear a flood\r\n   of\r\n   refugees.",
		"flood⏎   of⏎   refugees 1:13", "",
	},
	{"a page break inside a term", "a.txt", "They fear a flood of\n\x0crefugees there.", "flood of⏎⏎refugees 1:13", ""},
	{"line and column after LF", "a.txt", "One.\nTwo, a flood of refugees.\n", "flood of refugees 2:8", ""},
	{
		"line and column after blank lines, LF", "a.txt", "One.\n\n\nTwo, a flood of refugees.\n",
		"flood of refugees 4:8", "",
	},
	{"line and column after CR LF", "a.txt", "One.\r\nTwo, a flood of refugees.\r\n", "flood of refugees 2:8", ""},
	{
		"line and column after blank lines, CR LF", "a.txt", "One.\r\n\r\n\r\nTwo, a flood of refugees.\r\n",
		"flood of refugees 4:8", "",
	},
	{"line and column after CR", "a.txt", "One.\rTwo, a flood of refugees.\r", "flood of refugees 2:8", ""},
	{
		"line and column after blank lines, CR", "a.txt", "One.\r\r\rTwo, a flood of refugees.\r",
		"flood of refugees 4:8", "",
	},
	{
		"line and column, mixed ends", "a.txt", "One.\rTwo.\r\nThree.\n\nA flood of refugees.",
		"flood of refugees 5:3", "",
	},
	{
		"ligatures", "a.txt", "A \uFB02ood of refugees and a \uFB02ood of asylum seekers.",
		"flood of refugees 1:3\nflood of asylum seekers 1:26", "",
	},
	{"ligature in front", "a.txt", "A su\uFB00ering \uFB01ve, a flood of refugees.", "flood of refugees 1:19", ""},
	{
		"full-width letters", "a.txt",
		"\uFF21 \uFF46\uFF4C\uFF4F\uFF4F\uFF44 \uFF4F\uFF46 \uFF52\uFF45\uFF46\uFF55\uFF47\uFF45\uFF45\uFF53.",
		"flood of refugees 1:3", "",
	},
	{
		"full-width space", "a.txt",
		"\uFF21\u3000\uFF46\uFF4C\uFF4F\uFF4F\uFF44\u3000\uFF4F\uFF46\u3000\uFF52\uFF45\uFF46\uFF55\uFF47\uFF45\uFF45\uFF53\u3002",
		"flood of refugees 1:3", "",
	},
	{
		"combining accents in front", "a.txt", "Les re\u0301fugie\u0301s: a flood of refugees.",
		"flood of refugees 1:19", "",
	},
	{"composed accents in front", "a.txt", "Les réfugiés: a flood of refugees.", "flood of refugees 1:17", ""},
	{"astral characters in front", "a.txt", "🌊🌊 a flood of refugees.", "flood of refugees 1:6", ""},
	{
		"an emoji of several characters in front", "a.txt",
		"\U0001F469\u200D\U0001F469\u200D\U0001F467 a flood of refugees.", "flood of refugees 1:9", "",
	},
	{"a flag in front", "a.txt", "\U0001F1EC\U0001F1E7 a flood of refugees.", "flood of refugees 1:6", ""},
	{"a tab in front", "a.txt", "\tA flood of refugees.", "flood of refugees 1:4", ""},
	{"Chinese in front", "a.txt", "\u96BE\u6C11\uFF0Ca flood of refugees.", "flood of refugees 1:6", ""},
	{"invisible characters in front", "a.txt", "\u200B\u200BA \u00ADflood of refugees.", "flood of refugees 1:6", ""},
	{
		"curly quotes", "a.txt", "The “flood” of “refugees”, a flood of “refugees”.",
		"flood” of “refugees 1:6\nflood of “refugees 1:30", "",
	},
	{"byte order mark first", "a.txt", "\uFEFFA flood of refugees.", "flood of refugees 1:3", ""},
	{"byte order mark first, second line", "a.txt", "\uFEFFOne.\nA flood of refugees.", "flood of refugees 2:3", ""},
	{
		"UTF-16LE with its mark", "a.txt",
		"\xff\xfeO\x00n\x00e\x00 \x00\x1c \xe9\x00\x1d .\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 " +
			"\x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \x00<\xd8\x0a\xdf.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.\x00",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-16LE without a mark", "a.txt",
		"O\x00n\x00e\x00 \x00\x1c \xe9\x00\x1d .\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 " +
			"\x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \x00<\xd8\x0a\xdf.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.\x00",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-16BE with its mark", "a.txt",
		"\xfe\xff\x00O\x00n\x00e\x00  \x1c\x00\xe9 \x1d\x00.\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 " +
			"\x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \xd8<\xdf\x0a\x00.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-16BE without a mark", "a.txt",
		"\x00O\x00n\x00e\x00  \x1c\x00\xe9 \x1d\x00.\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 " +
			"\x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \xd8<\xdf\x0a\x00.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-32LE with its mark", "a.txt",
		"\xff\xfe\x00\x00O\x00\x00\x00n\x00\x00\x00e\x00\x00\x00 \x00\x00\x00\x1c \x00\x00\xe9\x00\x00\x00\x1d " +
			"\x00\x00.\x00\x00\x00\x0a\x00\x00\x00A\x00\x00\x00 " +
			"\x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 " +
			"\x00\x00\x00o\x00\x00\x00f\x00\x00\x00 " +
			"\x00\x00\x00r\x00\x00\x00e\x00\x00\x00f\x00\x00\x00u\x00\x00\x00g\x00\x00\x00e\x00\x00\x00e\x00\x00\x00s\x00\x00\x00 \x00\x00\x00\x0a\xf3\x01\x00.\x00\x00\x00 \x00\x00\x00A\x00\x00\x00 \x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 \x00\x00\x00o\x00\x00\x00f\x00\x00\x00 \x00\x00\x00m\x00\x00\x00i\x00\x00\x00g\x00\x00\x00r\x00\x00\x00a\x00\x00\x00n\x00\x00\x00t\x00\x00\x00s\x00\x00\x00.\x00\x00\x00",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-32LE without a mark", "a.txt",
		"O\x00\x00\x00n\x00\x00\x00e\x00\x00\x00 \x00\x00\x00\x1c \x00\x00\xe9\x00\x00\x00\x1d " +
			"\x00\x00.\x00\x00\x00\x0a\x00\x00\x00A\x00\x00\x00 " +
			"\x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 " +
			"\x00\x00\x00o\x00\x00\x00f\x00\x00\x00 " +
			"\x00\x00\x00r\x00\x00\x00e\x00\x00\x00f\x00\x00\x00u\x00\x00\x00g\x00\x00\x00e\x00\x00\x00e\x00\x00\x00s\x00\x00\x00 \x00\x00\x00\x0a\xf3\x01\x00.\x00\x00\x00 \x00\x00\x00A\x00\x00\x00 \x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 \x00\x00\x00o\x00\x00\x00f\x00\x00\x00 \x00\x00\x00m\x00\x00\x00i\x00\x00\x00g\x00\x00\x00r\x00\x00\x00a\x00\x00\x00n\x00\x00\x00t\x00\x00\x00s\x00\x00\x00.\x00\x00\x00",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-32BE with its mark", "a.txt",
		"\x00\x00\xfe\xff\x00\x00\x00O\x00\x00\x00n\x00\x00\x00e\x00\x00\x00 \x00\x00 " +
			"\x1c\x00\x00\x00\xe9\x00\x00 \x1d\x00\x00\x00.\x00\x00\x00\x0a\x00\x00\x00A\x00\x00\x00 " +
			"\x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 " +
			"\x00\x00\x00o\x00\x00\x00f\x00\x00\x00 " +
			"\x00\x00\x00r\x00\x00\x00e\x00\x00\x00f\x00\x00\x00u\x00\x00\x00g\x00\x00\x00e\x00\x00\x00e\x00\x00\x00s\x00\x00\x00 \x00\x01\xf3\x0a\x00\x00\x00.\x00\x00\x00 \x00\x00\x00A\x00\x00\x00 \x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 \x00\x00\x00o\x00\x00\x00f\x00\x00\x00 \x00\x00\x00m\x00\x00\x00i\x00\x00\x00g\x00\x00\x00r\x00\x00\x00a\x00\x00\x00n\x00\x00\x00t\x00\x00\x00s\x00\x00\x00.",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-32BE without a mark", "a.txt",
		"\x00\x00\x00O\x00\x00\x00n\x00\x00\x00e\x00\x00\x00 \x00\x00 \x1c\x00\x00\x00\xe9\x00\x00 " +
			"\x1d\x00\x00\x00.\x00\x00\x00\x0a\x00\x00\x00A\x00\x00\x00 " +
			"\x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 " +
			"\x00\x00\x00o\x00\x00\x00f\x00\x00\x00 " +
			"\x00\x00\x00r\x00\x00\x00e\x00\x00\x00f\x00\x00\x00u\x00\x00\x00g\x00\x00\x00e\x00\x00\x00e\x00\x00\x00s\x00\x00\x00 \x00\x01\xf3\x0a\x00\x00\x00.\x00\x00\x00 \x00\x00\x00A\x00\x00\x00 \x00\x00\x00f\x00\x00\x00l\x00\x00\x00o\x00\x00\x00o\x00\x00\x00d\x00\x00\x00 \x00\x00\x00o\x00\x00\x00f\x00\x00\x00 \x00\x00\x00m\x00\x00\x00i\x00\x00\x00g\x00\x00\x00r\x00\x00\x00a\x00\x00\x00n\x00\x00\x00t\x00\x00\x00s\x00\x00\x00.",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-16LE, CR LF", "a.txt",
		"\xff\xfeO\x00n\x00e\x00 \x00\x1c \xe9\x00\x1d .\x00\x0d\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 " +
			"\x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \x00<\xd8\x0a\xdf.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.\x00",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"UTF-16LE, odd length", "a.txt",
		"\xff\xfeO\x00n\x00e\x00 \x00\x1c \xe9\x00\x1d .\x00\x0a\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 " +
			"\x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00 \x00<\xd8\x0a\xdf.\x00 \x00A\x00 " +
			"\x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00m\x00i\x00g\x00r\x00a\x00n\x00t\x00s\x00.\x00\x0a",
		"flood of refugees 2:3\nflood of migrants 2:26", "",
	},
	{
		"windows-1252", "a.txt", "\x93\xe9\x94 One.\x0d\x0aA flood of refugees \x96 \x93here\x94.",
		"flood of refugees 2:3", "",
	},
	{
		"windows-1252, no-break space and soft hyphen", "a.txt", "A flood\xa0of refu\xadgees.",
		"flood of refugees 1:3", "",
	},
	{"ISO 8859-15", "a.txt", "L'\xe9t\xe9 - 5 \xa4: a flood of refugees.", "flood of refugees 1:16", ""},
	{
		"Mac quotes", "a.txt", "He said \xd2a flood of refugees\xd3; it\xd5s not what we don\xd5t want.",
		"flood of refugees 1:12", "",
	},
	{
		"UTF-8 with a broken byte", "a.txt",
		"R\xc3\xa9fugi\xc3\xa9s, \xc3\xa9t\xc3\xa9, l\xc3\xa0, \xc3\xa7a: a flood of refugees.\xff",
		"flood of refugees 1:26", "damaged: bytes that are no UTF-8",
	},
	{"a quotation in mail", "a.txt", "> A flood of refu-\n> gees came.", "flood of refugees 1:5 as block quote", ""},
	{"a quotation in mail, deep", "a.txt", ">> A flood\n>> of refugees.", "flood⏎of refugees 1:6 as block quote", ""},
	{"a list", "a.txt", "The plan:\n\n- a flood of refugees;\n- more.", "flood of refugees 3:5 as list item", ""},
	{
		"an article", "a.txt", "Article 4\n\n2. The court:\n(a) one;\n(b) a flood of refugees.",
		"flood of refugees 5:7 [Article 4(2)(b)] as list item", "",
	},
	{
		"a section", "a.txt", "SEC. 101. FINDINGS.\n\n(a) In general.—A flood of refugees came.",
		"flood of refugees 3:19 [Sec. 101(a)] as list item", "",
	},
	{
		"a British section", "a.txt", "6.—(1) A flood of refugees came.\n\n(2) Another flood of refugees came.",
		"flood of refugees 1:10 [paragraph 6(1)]\nflood of refugees 3:13 [paragraph 6(2)] as list item", "",
	},
	{
		"a schedule", "a.txt", "SCHEDULE 2\n\n3. A flood of refugees came.",
		"flood of refugees 3:6 [Schedule 2, paragraph 3] as list item", "",
	},
	{"a recital", "a.txt", "(12) A flood of refugees came.", "flood of refugees 1:8 as list item", ""},
	{"a heading", "a.txt", "BORDERS\n\nA flood of refugees came.", "flood of refugees 3:3 [BORDERS]", ""},
	{"Markdown marks in plain text stay", "a.txt", "A *flood* of refugees.", "flood* of refugees 1:4", ""},
}

var markdownPlaces = []place{
	{"emphasis inside", "a.md", "A *flood* of **refugees**.", "flood of refugees 1:4", ""},
	{"emphasis inside a word", "a.md", "A flood of refu**gees**.", "flood of refugees 1:3", ""},
	{"a link inside", "a.md", "A flood of [refugees](http://x.y).", "flood of refugees 1:3", ""},
	{"a link around", "a.md", "A [flood of refugees](http://x.y \"flood of refugees\").", "flood of refugees 1:4", ""},
	{"a reference link", "a.md", "A flood [of][1] refugees.\n\n[1]: http://x.y", "flood of refugees 1:3", ""},
	{"a comment inside", "a.md", "A flood <!-- so --> of refugees.", "flood  of refugees 1:3", ""},
	{"an HTML tag inside", "a.md", "A <b>flood</b> of <span class=x>refugees</span>.", "flood of refugees 1:6", ""},
	{"del inside", "a.md", "A flood of <del>some</del> refugees.", "flood of  refugees 1:3", ""},
	{"hidden inside", "a.md", "A flood of <span hidden>some</span> refugees.", "flood of  refugees 1:3", ""},
	{"struck inside", "a.md", "A flood of ~~some~~ refugees.", "flood of  refugees 1:3", ""},
	{
		"a footnote inside", "a.md", "A flood[^1] of refugees.\n\n[^1]: A flood of migrants.",
		"flood of refugees 1:3\nflood of migrants 3:9 as note", "",
	},
	{"a raised number inside", "a.md", "A flood<sup>1</sup> of refugees.", "flood of refugees 1:3", ""},
	{"soft break", "a.md", "A flood\nof refugees.", "flood⏎of refugees 1:3", ""},
	{"hard break", "a.md", "A flood  \nof refugees.", "flood⏎of refugees 1:3", ""},
	{"hard break, backslash", "a.md", "A flood\\\nof refugees.", "flood⏎of refugees 1:3", ""},
	{"br", "a.md", "A flood<br>of refugees.", "flood⏎of refugees 1:3", ""},
	{"entities", "a.md", "A flood&nbsp;of refu&shy;gees.", "flood of refugees 1:3", ""},
	{"escapes", "a.md", "A \\*flood of refugees\\*.", "flood of refugees 1:5", ""},
	{"line-end hyphen", "a.md", "A flood of refu-\ngees.", "flood of refugees 1:3", ""},
	{"CR LF", "a.md", "# One\r\n\r\nA flood\r\nof refugees.\r\n", "flood⏎of refugees 3:3 [One]", ""},
	{"byte order mark", "a.md", "\uFEFFA flood of refugees.", "flood of refugees 1:3", ""},
	{"astral", "a.md", "🌊 *a* flood of refugees.", "flood of refugees 1:7", ""},
	{"tab", "a.md", "-\ta flood of refugees", "flood of refugees 1:5 as list item", ""},
	{"a quotation", "a.md", "> A flood\n> of refugees.", "flood⏎of refugees 1:5 as block quote", ""},
	{"a list", "a.md", "- x\n  - a flood\n    of refugees", "flood⏎of refugees 2:7 as list item", ""},
	{"a table", "a.md", "| a | b |\n|---|---|\n| x | a flood of refugees |", "flood of refugees 3:9 as cell", ""},
	{
		"a heading", "a.md", "# Scope\n## A flood of refugees",
		"flood of refugees 2:6 [Scope > A flood of refugees] as heading", "",
	},
	{
		"a setext heading", "a.md", "A flood of refugees\n===",
		"flood of refugees 1:3 [A flood of refugees] as heading", "",
	},
	{
		"front matter", "a.md", "---\ntitle: \"A flood of refugees\"\ntags: [flood of refugees]\n---\nText.",
		"flood of refugees 2:11 as title", "",
	},
	{"code", "a.md", "`flood of refugees` and\n\n```\nflood of refugees\n```\nText.", "", ""},
	{"an autolink", "a.md", "See <http://x.y/flood-of-refugees> here and http://x.y/flood%20of%20refugees.", "", ""},
	{"an HTML block", "a.md", "<div>\nA flood of <i>refugees</i>.\n</div>", "flood of refugees 2:3", ""},
	{
		"details", "a.md", "<details>\n<summary>More</summary>\n\nA flood of refugees.\n\n</details>",
		"flood of refugees 4:3", "",
	},
	{
		"UTF-16", "a.md",
		"\xff\xfeA\x00 \x00*\x00f\x00l\x00o\x00o\x00d\x00*\x00 \x00o\x00f\x00 " +
			"\x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00.\x00",
		"flood of refugees 1:4", "",
	},
	{"an image's alternative text", "a.md", "![a flood of refugees](x.png)", "flood of refugees 1:5", ""},
	{"smart quotes", "a.md", "“A flood of\nrefugees”, it said.", "flood of⏎refugees 1:4", ""},
	{
		"inline HTML in a heading", "a.md", "## <a id=\"x\"></a>A flood of refugees",
		"flood of refugees 1:20 [A flood of refugees] as heading", "",
	},
	{"a definition in a list", "a.md", "1. One\n2. A flood of refugees", "flood of refugees 2:6 as list item", ""},
	{"script inline", "a.md", "A flood <script>var x</script>of refugees.", "flood of refugees 1:3", ""},
}

var htmlPlaces = []place{
	{"inline elements", "a.html", "<p>A <b>flood</b> of <span>refu</span>gees.", "flood of refugees 1:9", ""},
	{
		"a link", "a.html", "<p>A flood <a href='x' title='flood of refugees'>of refugees</a>.",
		"flood of refugees 1:6\nflood of refugees 1:31, hidden", "",
	},
	{"entities", "a.html", "<p>A flood&nbsp;of&#32;refu&#103;ees.", "flood of refugees 1:6", ""},
	{"entities in front", "a.html", "<p>Fish &amp; chips: a flood of refugees.", "flood of refugees 1:24", ""},
	{"soft hyphens and wbr", "a.html", "<p>A fl&shy;ood of refu<wbr>gees.", "flood of refugees 1:6", ""},
	{"br", "a.html", "<p>A flood<br>of refugees.", "flood⏎of refugees 1:6", ""},
	{"two br end a paragraph", "a.html", "<p>A flood<br><br>of refugees.", "", ""},
	{"a comment", "a.html", "<p>A flood <!-- x -->of refu<!-- y -->gees.", "flood of refugees 1:6", ""},
	{"del", "a.html", "<p>A flood of <del>some </del>refugees.", "flood of refugees 1:6", ""},
	{"ins", "a.html", "<p>A flood of <ins>refugees</ins>.", "flood of refugees 1:6", ""},
	{"a note's number", "a.html", "<p>A flood<sup>1</sup> of refugees.", "flood of refugees 1:6", ""},
	{
		"a note's link", "a.html", "<p>A flood<sup><a href='#fn1'>[1]</a></sup> of refugees.",
		"flood of refugees 1:6", "",
	},
	{
		"a note's link without sup", "a.html", "<p>A flood<a href='#fn1' role='doc-noteref'>1</a> of refugees.",
		"flood of refugees 1:6", "",
	},
	{
		"a note's number at the end", "a.html", "<p>A flood of refugees<sup>12</sup>, they say.",
		"flood of refugees 1:6", "",
	},
	{"an exponent stays", "a.html", "<p>10 km<sup>2</sup> and a flood of refugees.", "flood of refugees 1:28", ""},
	{"hidden", "a.html", "<p>A flood of <span hidden>some </span>refugees.", "flood of refugees 1:6", ""},
	{
		"display none", "a.html", "<p>A flood of <span style='display : none'>some </span>refugees.",
		"flood of refugees 1:6", "",
	},
	{
		"visibility", "a.html", "<p>A flood of <span style='visibility:hidden'>some </span>refugees.",
		"flood of refugees 1:6", "",
	},
	{"script", "a.html", "<p>A flood of <script>some </script>refugees.", "flood of refugees 1:6", ""},
	{"style", "a.html", "<p>A flood of <style>some </style>refugees.", "flood of refugees 1:6", ""},
	{"template", "a.html", "<p>A flood of <template>some <b>x</b></template>refugees.", "flood of refugees 1:6", ""},
	{"noscript", "a.html", "<p>A flood of <noscript>some </noscript>refugees.", "flood of refugees 1:6", ""},
	{"struck", "a.html", "<p>A flood of <s>some </s>refugees.", "flood of refugees 1:6", ""},
	{
		"struck by style", "a.html",
		"<p>A flood of <span style='text-decoration: line-through'>some </span>refugees.", "flood of refugees 1:6",
		"",
	},
	{"rp and rt", "a.html", "<p>A flood of <rp>(</rp><rt>some</rt><rp>)</rp>refugees.", "flood of refugees 1:6", ""},
	{
		"a nested template", "a.html", "<p>A flood of <template><template>x</template>some </template>refugees.",
		"flood of refugees 1:6", "",
	},
	{"an image", "a.html", "<p>A flood of <img alt='some' src=x>refugees.", "flood of refugees 1:6", ""},
	{"datalist", "a.html", "<p>A flood of <datalist><option>some</datalist>refugees.", "flood of refugees 1:6", ""},
	{
		"the hidden attribute of a block", "a.html", "<div hidden><p>A flood of refugees.</div><p>Text.",
		"flood of refugees 1:18, hidden", "",
	},
	{
		"details are read", "a.html", "<details><summary>x</summary>A flood of refugees.</details>",
		"flood of refugees 1:32", "",
	},
	{"aria-hidden is seen", "a.html", "<p aria-hidden=true>A flood of refugees.", "flood of refugees 1:23", ""},
	{
		"title and heading", "a.html", "<title>A flood of refugees</title><h1>A flood of refugees</h1>",
		"flood of refugees 1:10 as title\nflood of refugees 1:41 [A flood of refugees] as heading", "",
	},
	{"options", "a.html", "<select><option>A flood of refugees<option>x</select>", "flood of refugees 1:19", ""},
	{"a text area", "a.html", "<textarea>A flood of refugees</textarea>", "flood of refugees 1:13", ""},
	{"svg text", "a.html", "<svg><text>A flood of <tspan>refugees</tspan></text></svg>", "flood of refugees 1:14", ""},
	{"preformatted", "a.html", "<pre>A flood\nof refugees</pre>", "flood⏎of refugees 1:8", ""},
	{"line ends", "a.html", "<p>A flood\r\n   of\r\n   refugees.", "flood⏎of⏎refugees 1:6", ""},
	{"lines", "a.html", "<html>\n<body>\r\n<p>é🌊 a flood of refugees.", "flood of refugees 3:9", ""},
	{"malformed nesting", "a.html", "<p>A <b>flood <i>of</b> refugees</i>.", "flood of refugees 1:9", ""},
	{"unclosed tags", "a.html", "<div><p>A <b>flood of refugees<div>x", "flood of refugees 1:14", ""},
	{"a tag in capitals", "a.html", "<P>A <B>FLOOD</B> OF REFUGEES", "FLOOD OF REFUGEES 1:9", ""},
	{"an attribute with >", "a.html", "<p title='a > b'>A flood of refugees.", "flood of refugees 1:20", ""},
	{
		"meta charset", "a.html", "<meta charset=windows-1252><p>\x93A flood of refugees\x94 \x96 \xe9",
		"flood of refugees 1:34", "",
	},
	{
		"meta that is wrong", "a.html", "<meta charset=iso-8859-1><p>é “A flood of refugees”",
		"flood of refugees 1:34", "",
	},
	{
		"UTF-16", "a.html",
		"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00<\x00p\x00>\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 " +
			"\x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00",
		"flood of refugees 1:12", "",
	},
	{
		"XHTML", "a.html",
		"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>A flood <span/>of " +
			"refugees<script src='x'/>.</p><p/></body></html>",
		"flood of refugees 1:76", "",
	},
	{
		"a block in French", "a.html", "<html lang=en><p lang=fr>La France.<p>A flood of refugees.",
		"flood of refugees 1:41", "",
	},
	{
		"table", "a.html", "<table><tr><td>A flood<td>of refugees<td>a flood of refugees</table>",
		"flood of refugees 1:44 as cell", "",
	},
	{"a list", "a.html", "<ul><li>A flood of refugees<li>x</ul>", "flood of refugees 1:11 as list item", ""},
	{"a section", "a.html", "<p>Sec. 2. Aim.<p>(a) A flood of refugees.", "flood of refugees 1:25 [Sec. 2(a)]", ""},
	{
		"an article", "a.html", "<h2>Article 4</h2><h3>Aim</h3><p>2. A flood of refugees.",
		"flood of refugees 1:39 [Article 4(2)]", "",
	},
	{
		"block quote", "a.html", "<blockquote>A flood of refugees</blockquote>",
		"flood of refugees 1:15 as block quote", "",
	},
	{
		"ruby", "a.html", "<p>A <ruby>flood<rp>(</rp><rt>x</rt><rp>)</rp></ruby> of refugees.",
		"flood of refugees 1:12", "",
	},
	{"a processing instruction", "a.html", "<p>A flood <?php echo 1 ?>of refugees.", "flood of refugees 1:6", ""},
	{
		"conditional comments", "a.html", "<p>A flood <!--[if mso]>x<![endif]-->of refugees.",
		"flood of refugees 1:6", "",
	},
	{"no-break hyphen", "a.html", "<p>A flood of asylum&#8209;seekers.", "flood of asylum-seekers 1:6", ""},
	{"bdo", "a.html", "<p>A <bdo dir=ltr>flood</bdo> of refugees.", "flood of refugees 1:19", ""},
	{
		"form fields", "a.html", "<p>A flood of refugees <input type=hidden value='flood of refugees'>.",
		"flood of refugees 1:6", "",
	},
	{
		"aside notes", "a.html", "<p>Text.<aside role=doc-footnote>A flood of refugees.</aside>",
		"flood of refugees 1:36 as note", "",
	},
	{"math", "a.html", "<p>A flood <math><mi>x</mi></math>of refugees.", "", ""},
}

var xmlPlaces = []place{
	{
		"inline elements", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n" +
			"<act><body><section><num>4</num><content><p>A <b>flood</b> of " +
			"<i>refu</i>gees.</p></content></section></body></act>\n</akomaNtoso>",
		"flood of refugees 2:50 [Section 4]", "",
	},
	{
		"a note inside the term", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n" +
			"<act><body><section><num>4</num><content><p>A flood<authorialNote marker='1'><p>A flood of " +
			"migrants.</p></authorialNote> of refugees.</p></content></section></body></act>\n</akomaNtoso>",
		"flood of refugees 2:47 [Section 4]\nflood of migrants 2:83 [Section 4] as note", "",
	},
	{
		"a note reference inside", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><p>A flood<noteRef " +
			"href='#n1' marker='1'/> of refugees.</p></body></act>\n</akomaNtoso>",
		"flood of refugees 2:17", "",
	},
	{
		"line breaks", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><p>A " +
			"flood<eol/>of<br/>refugees.</p></body></act>\n</akomaNtoso>",
		"flood⏎of⏎refugees 2:17", "",
	},
	{
		"ins and del", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><p>A flood of " +
			"<del>some </del><ins>refugees</ins>.</p></body></act>\n</akomaNtoso>",
		"flood of refugees 2:17", "",
	},
	{
		"a path", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><part><num>Part " +
			"2</num><article eId='art_4'><num>Article " +
			"4</num><paragraph><num>2.</num><list><intro><p>x:</p></intro><point><num>(b)</num><content><p>a " +
			"flood of refugees.</p></content></point></list></paragraph></article></part></body></act>\n" +
			"</akomaNtoso>",
		"flood of refugees 2:165 [Article 4(2)(b)]", "",
	},
	{
		"a recital", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n" +
			"<act><preamble><recitals><recital><num>(12)</num><p>A flood of " +
			"refugees.</p></recital></recitals></preamble></act>\n</akomaNtoso>",
		"flood of refugees 2:55 [Recital 12]", "",
	},
	{
		"a schedule", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><hcontainer " +
			"name='schedule'><num>Schedule 2</num><paragraph><num>3</num><content><p>A flood of " +
			"refugees.</p></content></paragraph></hcontainer></body></act>\n</akomaNtoso>",
		"flood of refugees 2:98 [Schedule 2, paragraph 3]", "",
	},
	{
		"new law", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n" +
			"<bill><body><section><num>4</num><content><p>Insert—<mod><quotedStructure><section><num>9A</num><content><p>A flood of refugees.</p></content></section></quotedStructure></mod></p></content></section></body></bill>\n</akomaNtoso>",
		"flood of refugees 2:111 [Section 4] as amendment", "",
	},
	{
		"a quotation", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<act><body><p>He said " +
			"<embeddedText>a flood of refugees</embeddedText>.</p></body></act>\n</akomaNtoso>",
		"flood of refugees 2:39", "",
	},
	{
		"a speech", "a.xml",
		"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<debate><debateBody><speech " +
			"by='#x'><from>Mr Lee:</from><p>A flood of refugees.</p></speech></debateBody></debate>\n</akomaNtoso>",
		"flood of refugees 2:62 by Mr Lee", "",
	},
	{
		"Akoma Ntoso with a prefix", "a.xml",
		"<an:akomaNtoso xmlns:an=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><an:act><an:body><an:section><an:num>4</an:num><an:content><an:p>A flood of <an:i>refugees</an:i>.</an:p></an:content></an:section></an:body></an:act></an:akomaNtoso>",
		"flood of refugees 1:143 [Section 4]", "",
	},
	{
		"Akoma Ntoso 2.0", "a.xml",
		"<akomaNtoso xmlns=\"http://www.akomantoso.org/2.0\"><act><body><section " +
			"id=\"s4\"><num>4.</num><content><p>A flood of " +
			"refugees.</p></content></section></body></act></akomaNtoso>",
		"flood of refugees 1:106 [Section 4]", "",
	},
	{
		"USLM", "a.xml",
		"<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main><section><num value=\"101\">SEC. 101. " +
			"</num><heading>AIM.</heading><subsection><num>(a) " +
			"</num><chapeau>So—</chapeau><paragraph><num>(15)</num><content>a flood of " +
			"<i>refu</i>gees.</content></paragraph></subsection></section></main></bill>",
		"flood of refugees 1:204 [Sec. 101(a)(15)]", "",
	},
	{
		"USLM, lines and pages", "a.xml",
		"<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main><section><num value=\"2\">SEC. 2. " +
			"</num><content>A flood<page>3</page> of <lineNumber>4</lineNumber>refu<br/>gees " +
			"<footnote><num>1</num><p>x</p></footnote>.</content></section></main></bill>",
		"", "",
	},
	{
		"a bill's quoted block", "a.xml",
		"<bill bill-stage=\"x\"><legis-body><section><enum>101.</enum><header>Aim</header><text " +
			"display-inline=\"no-display-inline\">Add:</text><quoted-block><paragraph><enum>(3)</enum><text>A " +
			"flood of refugees.</text></paragraph></quoted-block></section></legis-body></bill>",
		"flood of refugees 1:181 [Sec. 101] as amendment", "",
	},
	{
		"Formex", "a.xml",
		"<ACT xmlns:xsi=\"x\" " +
			"xsi:noNamespaceSchemaLocation=\"formex-05.xd\"><PREAMBLE><CONSID><NP><NO.P>(12)</NO.P><TXT>A " +
			"flood<NOTE><P>OJ L 1.</P></NOTE> of " +
			"refugees.</TXT></NP></CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE><TI.ART>Article " +
			"4</TI.ART><PARAG><NO.PARAG>2.</NO.PARAG><ALINEA><P>x:</P><LIST><ITEM><NP><NO.P>(b)</NO.P><TXT>a flood of <HT TYPE=\"ITALIC\">refugees</HT>.</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE></ENACTING.TERMS></ACT>",
		"flood of refugees 1:111 [Recital 12]\nflood of refugees 1:324 [Article 4(2)(b)] as list item", "",
	},
	{
		"the Federal Register", "a.xml",
		"<RULE><PREAMB><SUBJECT>Rule</SUBJECT></PREAMB><SUPLINF><HD SOURCE=\"HED\">Aim</HD><P>A " +
			"flood<SU>1</SU><FTNT><P><SU>1</SU> Note.</P></FTNT> of <E T=\"03\">refugees</E>.</P></SUPLINF></RULE>",
		"flood of refugees 1:86 [Aim]", "",
	},
	{
		"the Federal Register's sections", "a.xml",
		"<RULE><REGTEXT><SECTION><SECTNO>§ 212.2</SECTNO><SUBJECT>Aim.</SUBJECT><P>(a) A flood <PRTPAGE " +
			"P=\"3\"/>of refugees.</P></SECTION></REGTEXT></RULE>",
		"flood of refugees 1:81 [§ 212.2(a)] as amendment", "",
	},
	{
		"any XML", "a.xml", "<?xml version='1.0'?>\n<doc><t>A <i>flood</i> of refugees.</t></doc>",
		"flood of refugees 2:14", "",
	},
	{
		"CDATA", "a.xml", "<?xml version='1.0'?>\n<doc><t>A <![CDATA[flood of refu]]>gees.</t></doc>",
		"flood of refugees 2:20", "",
	},
	{
		"a comment", "a.xml", "<?xml version='1.0'?>\n<doc><t>A flood <!-- x -->of refugees.</t></doc>",
		"flood of refugees 2:11", "",
	},
	{
		"references", "a.xml", "<?xml version='1.0'?>\n<doc><t>A flood&#xA0;of refu&#xAD;gees.</t></doc>",
		"flood of refugees 2:11", "",
	},
	{
		"HTML's names of characters", "a.xml", "<?xml version='1.0'?>\n<doc><t>A flood&nbsp;of refugees.</t></doc>",
		"flood of refugees 2:11", "",
	},
	{
		"a processing instruction", "a.xml", "<?xml version='1.0'?>\n<doc><t>A flood <?pi x?>of refugees.</t></doc>",
		"flood of refugees 2:11", "",
	},
	{
		"sections", "a.xml",
		"<?xml version='1.0'?>\n<doc><section><title>Aim</title><para>A flood of refugees.</para></section></doc>",
		"flood of refugees 2:41 [Aim]", "",
	},
	{
		"a raised number", "a.xml", "<?xml version='1.0'?>\n<doc><p>A flood<sup>1</sup> of refugees.</p></doc>",
		"flood of refugees 2:11", "",
	},
	{
		"a language", "a.xml",
		"<?xml version='1.0'?>\n<doc xml:lang='en'><p xml:lang='de'>Der Staat.</p><p>A flood of refugees.</p></doc>",
		"flood of refugees 2:56", "",
	},
	{
		"ISO 8859-1", "a.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a><p>\xe9 A flood of refugees.</p></a>",
		"flood of refugees 1:54", "",
	},
	{
		"UTF-16", "a.xml",
		"\xfe\xff\x00<\x00?\x00x\x00m\x00l\x00 " +
			"\x00v\x00e\x00r\x00s\x00i\x00o\x00n\x00=\x00'\x001\x00.\x000\x00'\x00 " +
			"\x00e\x00n\x00c\x00o\x00d\x00i\x00n\x00g\x00=\x00'\x00U\x00T\x00F\x00-\x001\x006\x00'\x00?\x00>\x00<\x00a\x00>\x00<\x00p\x00>\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00.\x00<\x00/\x00p\x00>\x00<\x00/\x00a\x00>",
		"flood of refugees 1:48", "",
	},
	{
		"UTF-16 without a mark", "a.xml",
		"<\x00?\x00x\x00m\x00l\x00 \x00v\x00e\x00r\x00s\x00i\x00o\x00n\x00=\x00'\x001\x00.\x000\x00'\x00 " +
			"\x00e\x00n\x00c\x00o\x00d\x00i\x00n\x00g\x00=\x00'\x00U\x00T\x00F\x00-\x001\x006\x00'\x00?\x00>\x00<\x00a\x00>\x00<\x00p\x00>\x00A\x00 \x00f\x00l\x00o\x00o\x00d\x00 \x00o\x00f\x00 \x00r\x00e\x00f\x00u\x00g\x00e\x00e\x00s\x00.\x00<\x00/\x00p\x00>\x00<\x00/\x00a\x00>\x00",
		"flood of refugees 1:48", "",
	},
}

var subtitlePlaces = []place{
	{
		"over two cues", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nA flood of\n\n2\n00:00:02,500 --> 00:00:04,000\nrefugees came.\n",
		"flood of⏎refugees 3:3 at 1s", "",
	},
	{
		"a hyphen over two cues", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nA flood of refu-\n\n2\n00:00:02,500 --> 00:00:04,000\ngees came.\n",
		"flood of refugees 3:3 at 1s", "",
	},
	{
		"two lines", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:02,500 --> 00:00:04,000\nA flood\nof refugees.\n",
		"flood⏎of refugees 7:3 at 2.5s", "",
	},
	{
		"CR LF", "a.srt",
		"1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\nA flood of " +
			"refugees.\r\n",
		"flood of refugees 7:3 at 2.5s", "",
	},
	{
		"styles", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}A <i>flood</i> of <font color=\"red\">refugees</font>.\n\n2\n" +
			"00:00:02,500 --> 00:00:04,000\nx\n",
		"flood of refugees 3:12 at 1s", "",
	},
	{
		"a speaker", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nMINISTER: a flood of refugees.\n\n2\n00:00:02,500 --> 00:00:04,000\nx\n",
		"flood of refugees 3:13 by MINISTER at 1s", "",
	},
	{
		"dialogue", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\n- A flood\n- of refugees\n\n2\n00:00:02,500 --> 00:00:04,000\nx\n", "", "",
	},
	{
		"dashes and words", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\n- What?\n- A flood of refugees.\n\n2\n00:00:02,500 --> 00:00:04,000\nx\n",
		"flood of refugees 4:5 at 1s", "",
	},
	{
		"byte order mark", "a.srt",
		"\uFEFF1\n00:00:01,000 --> 00:00:02,000\nA flood of refugees.\n\n2\n00:00:02,500 --> 00:00:04,000\nx\n",
		"flood of refugees 3:3 at 1s", "",
	},
	{
		"music and brackets", "a.srt",
		"1\n00:00:01,000 --> 00:00:02,000\n[MUSIC] A flood of refugees \u266A\n\n2\n00:00:02,500 --> " +
			"00:00:04,000\nx\n",
		"flood of refugees 3:11 at 1s", "",
	},
	{
		"windows-1252", "a.srt",
		"1\x0a00:00:01,000 --> 00:00:02,000\x0a\xe9 A flood of refugees.\x0a\x0a2\x0a00:00:02,500 --> " +
			"00:00:04,000\x0ax\x0a",
		"flood of refugees 3:5 at 1s", "",
	},
	{
		"WebVTT", "a.vtt",
		"WEBVTT\n\n00:01.000 --> 00:02.000 align:start position:10%\n<v Ann Lee>A <c.x>flood</c> of\n\n00:02.000 " +
			"--> 00:03.000\n<v Ann Lee>refugees.",
		"flood of⏎refugees 4:19 by Ann Lee at 1s", "",
	},
	{
		"WebVTT entities", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nA flood&nbsp;of &lrm;refugees &amp; so.",
		"flood of refugees 4:3 at 1s", "",
	},
	{
		"WebVTT times inside", "a.vtt",
		"WEBVTT\n\n00:01.000 --> 00:02.000\nA <00:01.200><c>flood</c> <00:01.500>of refugees.",
		"flood of refugees 4:17 at 1s", "",
	},
	{
		"WebVTT note, style and name", "a.vtt",
		"WEBVTT\n\nNOTE a flood of refugees\n\nSTYLE\n::cue { x }\n\nc1\n00:01.000 --> 00:02.000\nA flood of " +
			"refugees.",
		"flood of refugees 10:3 at 1s", "",
	},
	{
		"WebVTT ruby", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nA <ruby>flood<rt>x</rt></ruby> of refugees.",
		"flood of refugees 4:9 at 1s", "",
	},
	{
		"TTML", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div><p begin=\"00:00:01.500\" " +
			"end=\"00:00:02.500\">A flood<br/>of <span tts:color=\"red\">refugees</span>.</p></div></body></tt>",
		"flood⏎of refugees 1:109 at 1.5s", "",
	},
	{
		"TTML over two", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div><p begin=\"1s\" end=\"2s\">A flood " +
			"of</p><p begin=\"2s\" end=\"3s\">refugees.</p></div></body></tt>",
		"flood of⏎refugees 1:89 at 1s", "",
	},
	{
		"TTML spans with times", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div><p><span begin=\"1s\" end=\"2s\">A " +
			"flood</span> <span begin=\"2s\" end=\"3s\">of refugees.</span></p></div></body></tt>",
		"flood of refugees 1:95 at 1s", "",
	},
	{
		"TTML times of the div", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div begin=\"10s\"><p begin=\"1s\" " +
			"end=\"2s\">A flood of refugees.</p></div></body></tt>",
		"flood of refugees 1:101 at 11s", "",
	},
	{
		"TTML with ticks", "a.ttml",
		"<tt xmlns=\"http://www.w3.org/ns/ttml\" ttp:tickRate=\"10000000\" " +
			"xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" xml:lang=\"en\"><body><div><p begin=\"15000000t\" " +
			"end=\"25000000t\">A flood of refugees.</p></div></body></tt>",
		"flood of refugees 1:175 at 1.5s", "",
	},
}
