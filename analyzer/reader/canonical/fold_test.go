package canonical_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/readertest"
)

func TestFoldedText(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"plain ASCII stays", "a flood of refugees", "a flood of refugees"},
		{"curly quotes, dashes and accents stay", "“réfugiés” – it’s", "“réfugiés” – it’s"},
		{"a soft hyphen is taken out", "immi\u00ADgrants", "immigrants"},
		{"a line-end hyphen joins", "illegal immi-\ngrants", "illegal immigrants"},
		{"and with CR LF", "illegal immi-\r\ngrants", "illegal immigrants"},
		{"and with a lone CR", "illegal immi-\rgrants", "illegal immigrants"},
		{"and with blanks around", "illegal immi- \n   grants", "illegal immigrants"},
		{"and the Unicode hyphen", "illegal immi\u2010\ngrants", "illegal immigrants"},
		{"and a soft hyphen at the line end", "illegal immi\u00AD\ngrants", "illegal immigrants"},
		{
			"and PDFium's marks", "immi\uFFFE\ngrants and refu\uFFFEgees and immi\x02\r\ngrants",
			"immigrants and refugees and immigrants",
		},
		{"first parts of compounds keep it", "an asylum-\nseeker", "an asylum-seeker"},
		{"re- keeps it before e only", "re-\nentry and re-\nturn", "re-entry and return"},
		{"a capital keeps it", "non-\nEuropean and Ibero-\nAmerican", "non-European and Ibero-American"},
		{"an abbreviation keeps it", "ISIS-\nfighters", "ISIS-fighters"},
		{
			"second parts of compounds keep it", "government-\nsponsored, under-\nfunded",
			"government-sponsored, underfunded",
		},
		{"all capitals join", "IMMI-\nGRANTS", "IMMIGRANTS"},
		{
			"no end of a word keeps it", "foreign-\ners, a state-\nment and human-\nitarian law-\nyers",
			"foreigners, a statement and humanitarian lawyers",
		},
		{"so-called keeps it", "so-\ncalled so-\nlutions ex-\nploit", "so-called solutions exploit"},
		{"a digit keeps it", "2018-\n19", "2018-19"},
		{"the document's spelling keeps it", "the sea-\nborne; a sea-borne", "the sea-borne; a sea-borne"},
		{"the document's spelling joins", "self-\nish and selfish", "selfish and selfish"},
		{"a chain keeps it", "state-of-the-\nart", "state-of-the-art"},
		{"a chain keeps it before a small word too", "catch-\nand-release", "catch-and-release"},
		{"a suspended hyphen stays", "short-\nand long-term", "short-\nand long-term"},
		{"a dash stays", "refugees -\nmany", "refugees -\nmany"},
		{"a paragraph ends the word", "immi-\n\ngrants", "immi-\n\ngrants"},
		{"blanks become spaces", "a\u00A0b\u2009c\u2007d\u3000e\tf\u202Fg", "a b c d e f g"},
		{
			"invisible characters go", "re\u200Bfu\u200Dgee\uFEFFs \u202Aof\u202C \u2066war\u2069\u2060",
			"refugees of war",
		},
		{"ligatures are undone", "a ﬂood of suﬀering, ﬁve oﬃces, ﬆop", "a flood of suffering, five offices, stop"},
		{"full-width forms are undone", "ｉｌｌｅｇａｌ！", "illegal!"},
		{"combining sequences compose", "re\u0301fugie\u0301s, Å\u0301", "réfugiés, Ǻ"},
		{"a base and many marks compose once", "o\u0302\u0323", "ộ"},
		{"Hangul composes", "\u1112\u1161\u11AB", "한"},
		{"line breaks are line feeds", "a\r\nb\rc\u2028d\u0085e\u2029f", "a\nb\nc\nd\ne\nf"},
		{"control characters go", "a\x00b\x1bc\x7fd", "abcd"},
		{"Unicode hyphens are hyphens", "asylum\u2010seeker asylum\u2011seeker", "asylum-seeker asylum-seeker"},
		{"astral characters stay", "𐍈 flood 🌊 of", "𐍈 flood 🌊 of"},
		{"letters of mathematical styles stay, as segment reads them", "𝐟𝐥𝐨𝐨𝐝 𝗼𝗳", "𝐟𝐥𝐨𝐨𝐝 𝗼𝗳"},
		{"colours of terminals go", "\x1b[31mflo\x1b[0mod \x1b[1;38;5;9mof\x1b[m a\u009b31mb", "flood of ab"},
		{"links and titles of terminals go", "\x1b]8;;http://x\x1b\\flo\x1b]8;;\aod\x1b(B", "flood"},
		{"what no sequence of a terminal ends is text", "\x1b[31 flood \x1b]flood", "[31 flood ]flood"},
		{"blanks of other scripts are spaces", "a\u2800b\u3164c", "a b c"},
		{"what is no character goes", "f\uFFFFl\uFFFEo\uFDD0o\U0001FFFEd \u115Fa\u17B4b", "flood ab"},
		{"hair spaces part no word", "flo\u200Aod of\u200A5 \u200Aa a\u200Ab\u200Ac", "flood of 5  a a b c"},
		{"marks of hyphens are PDFium's alone", "fl\x02ood", "flood"},
		{"the number of a note is no word", "refugees¹² of km², 5³ m³", "refugees of km², 5³ m³"},
		{"long lines of ASCII before a change", strings.Repeat("x ", 50) + "\u00A0y", strings.Repeat("x ", 50) + " y"},
	} {
		if got := readertest.ReadAs(t, "text", c.src).Text; got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.claim, c.src, got, c.want)
		}
	}
}

func TestJointsAreWhereHyphensWere(t *testing.T) {
	doc := readertest.ReadAs(t, "text", "Many immi-\ngrants; an asylum-\nseeker; refu\u00ADgees")
	var got []string
	for _, j := range doc.Rejoined {
		got = append(got, doc.Text[j-4:j]+"|"+doc.Text[j:j+4])
	}
	if want := "immi|gran refu|gees"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFoldedTextKeepsItsPlace(t *testing.T) {
	for _, c := range []struct {
		src, words   string
		line, column int
	}{
		{"\uFEFFillegal", "illegal", 1, 1},
		{"a\r\n\tillegal", "illegal", 2, 2},
		{"a\rb\rillegal", "illegal", 3, 1},
		{"🌊🌊 illegal", "illegal", 1, 4},
		{"re\u0301fugie\u0301s ille\u00ADgal", "illegal", 1, 12},
		{"x ﬂood", "flood", 1, 3},
		{"oﬃce x", "x", 1, 6},
		{"oﬃce x", "ice", 1, 2},
		{"x immi-\ngrants", "immigrants", 1, 3},
		{"x immi-\ngrants y", "y", 2, 8},
		{"> one\n> > two", "two", 2, 5},
	} {
		doc := readertest.ReadAs(t, "text", c.src)
		at := strings.Index(doc.Text, c.words)
		if at < 0 {
			t.Errorf("%q: %q is not in %q", c.src, c.words, doc.Text)
			continue
		}
		p := doc.Locate(document.Span{Start: at, End: at + len(c.words)})
		if p.Line != c.line || p.Column != c.column {
			t.Errorf("%q: %q: got %d:%d, want %d:%d", c.src, c.words, p.Line, p.Column, c.line, c.column)
		}
	}
}

// FuzzFold folds texts of several blocks, as the bits of cuts part them. What is left has nothing
// more to fold, and keeps every letter that a plain comparison knows, in order.
func FuzzFold(f *testing.F) {
	f.Add(
		"illegal immi-\ngrants and refu\u00ADgees\r\n“ﬂood” of\u00A0re\u0301fugie\u0301s \x02 a\uFFFE",
		uint64(1<<8),
	)
	f.Add("refugees¹² км² \u0377\u03AC¹", uint64(0))
	f.Add("\u2000\u3164a\uFFA0", uint64(0))
	f.Add("refugees¹² \x1b2км² ͷά¹", uint64(0))
	f.Add("sea-\nborne sea-borne a\u2010\nb \u1112\u1161\u11AB", uint64(0))
	f.Fuzz(func(t *testing.T, text string, cuts uint64) {
		text = strings.ToValidUTF8(text, "")
		doc, at := builder.New("text", text, limits.Limits{}.Filled(), nil), 0
		doc.TextLimit = 1 << 20
		for i, part := range strings.SplitAfter(text, "\n") {
			if i == 0 || cuts>>(i%64)&1 == 1 {
				doc.Begin(document.Body, 0, "")
			}
			doc.Text(part, at)
			at += len(part)
		}
		done := doc.Finish()
		end := 0
		for _, b := range done.Blocks {
			if b.Start < end || b.End <= b.Start || b.End > len(done.Text) {
				t.Fatalf("block %v after %d in a text of %d bytes", b.Span, end, len(done.Text))
			}
			end = b.End
		}
		for _, r := range done.Text {
			if with, ok := canonical.Folded(r); ok && r >= 0xA0 && with != string(r) {
				t.Fatalf("%q is left in %q", r, done.Text)
			}
		}
		if strings.ContainsAny(text, "\x1b\u009b") {
			return // Control sequences of terminals go with their letters and digits.
		}
		if got, want := plainLetters(done.Text), plainLetters(text); got != want {
			t.Errorf("%q: the letters %q, want %q", text, got, want)
		}
	})
}

// plainLetters are the letters and digits of a text in their compatibility decomposition, without
// marks, without the fillers of Hangul, which Unicode counts among the letters although nobody sees
// them, and without raised digits, which may be the number of a note.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) {
			return r
		}
		return -1
	}, norm.NFKD.String(strings.Map(func(r rune) rune {
		if strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) {
			return -1
		}
		return r
	}, s)))
}

// TestLongTextFoldsAsItsParagraphsDo folds a text with more edits than are kept between the two
// passes over it: each paragraph must become what it becomes by itself.
func TestLongTextFoldsAsItsParagraphsDo(t *testing.T) {
	const paragraph = "> ﬁve refu\u00ADgees,\tand an asylum- \t\r\n> seeker\u00A0of\r\n> the coun-\r\n> try.\r\n\r\n"
	const edits = 14
	one := readertest.ReadAs(t, "text", paragraph)
	times := 1<<16/edits + 1000
	many := readertest.ReadAs(t, "text", strings.Repeat(paragraph, times))
	if want := strings.Repeat(one.Text, times); many.Text != want {
		t.Fatalf("text %.100q…, want %.100q…", many.Text, want)
	}
	if len(many.Blocks) != times || len(many.Rejoined) != times*len(one.Rejoined) || len(one.Rejoined) == 0 {
		t.Fatalf(
			"%d blocks and %d rejoined, want %d and %d",
			len(many.Blocks),
			len(many.Rejoined),
			times,
			times*len(one.Rejoined),
		)
	}
	if got, most := many.Runs.Len(), times*(one.Runs.Len()+1); got > most {
		t.Errorf("%d runs, want at most %d", got, most)
	}
	for i, b := range many.Blocks {
		first := one.Blocks[0]
		if want := (document.Span{Start: first.Start + i*len(one.Text), End: first.End +
			i*len(one.Text)}); b.Span != want {
			t.Fatalf("block %d is at %v, want %v", i, b.Span, want)
		}
	}
	at := strings.LastIndex(many.Text, "country")
	p := many.Locate(document.Span{Start: at, End: at + len("country")})
	if p.Line != 5*times-2 || p.Column != 7 || many.Source[p.Source.Start:p.Source.End] != "coun-\r\n> try" {
		t.Errorf("the last country is at %d:%d, %q", p.Line, p.Column, many.Source[p.Source.Start:p.Source.End])
	}
}

// TestManyBlanksBeforeALineBreak: looking for a hyphen before each of many line breaks must not
// take the square of their number.
func TestManyBlanksBeforeALineBreak(t *testing.T) {
	const many = 1 << 20
	doc := readertest.ReadAs(t, "text", "a-"+strings.Repeat("\r", many)+"b")
	if got := len(doc.Text); got != many+3 {
		t.Errorf("%d bytes of text, want %d", got, many+3)
	}
}

// TestLettersWithoutAMeaningAreAGap: a word that cannot be read whole is named, an ornament is not.
func TestLettersWithoutAMeaningAreAGap(t *testing.T) {
	for src, words := range map[string]string{
		"flo\uFFFDod of mi\uE000\uE001grants": ": 2 could", "f\uE000l\uE000o\uE000od \uE000of": ": 1 could",
		"\uF0B7 flood of \uE000 people\uF0A7": "", "caf\uFFFD owners": "",
	} {
		doc := readertest.ReadAs(t, "text", src)
		switch {
		case words == "" && len(doc.Gaps) > 0:
			t.Errorf("%q: gaps %v, want none", src, doc.Gaps)
		case words != "" && (readertest.Gaps(doc) != "letters without a meaning in Unicode" ||
			!strings.Contains(doc.Gaps[0].Hint, words)):
			t.Errorf("%q: gaps %v, want one of %s", src, doc.Gaps, words)
		}
	}
}

func TestLettersShownBackwardsAreAGap(t *testing.T) {
	for src, want := range map[string]string{
		"a \u202Edoolf\u202C of": "letters shown backwards", "a \u202Eשלום\u202C of": "",
		"a \u202Dflood\u202C \u200Fb": "",
	} {
		if got := readertest.Gaps(readertest.ReadAs(t, "text", src)); got != want {
			t.Errorf("%q: gaps %q, want %q", src, got, want)
		}
	}
}
