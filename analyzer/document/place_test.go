package document

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// lined is a text whose source is the text itself, but for a byte order mark.
func lined(text string) *Document {
	d := &Document{Format: "text", Text: strings.TrimPrefix(text, "\ufeff"), Source: text, SourceIsUTF8: true}
	d.Runs = RunsOf(Run{Span: Span{End: len(d.Text)}, Source: Span{len(text) - len(d.Text), len(text)}})
	d.Blocks = []Block{{Span: Span{End: len(d.Text)}}}
	return d
}

func TestPlaceEndsAfterItsLastCharacter(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        Place
	}{
		{"flood", "flood", Place{Line: 1, Column: 1, EndLine: 1, EndColumn: 6, Byte: 1, EndByte: 6}},
		{"one\n😀 é flood.", "flood", Place{Line: 2, Column: 5, EndLine: 2, EndColumn: 10, Byte: 9, EndByte: 14}},
		{"\ufeffa flood", "flood", Place{Line: 1, Column: 3, EndLine: 1, EndColumn: 8, Byte: 3, EndByte: 8}},
		{
			"a flood\r\nof é men", "flood\r\nof é",
			Place{Line: 1, Column: 3, EndLine: 2, EndColumn: 5, Byte: 3, EndByte: 6},
		},
	} {
		d := lined(c.text)
		start := strings.Index(d.Text, c.words)
		got := d.Locate(Span{start, start + len(c.words)})
		got.Source = Span{}
		if got.Line != c.want.Line || got.Column != c.want.Column || got.EndLine != c.want.EndLine ||
			got.EndColumn != c.want.EndColumn ||
			got.Byte != c.want.Byte ||
			got.EndByte != c.want.EndByte {
			t.Errorf("%q in %q: got %+v, want %+v", c.words, c.text, got, c.want)
		}
	}
}

// TestLinesAndColumnsAreCounted asks for a place at every offset of texts with line ends of all
// kinds, some of which lie where the index counts anew.
func TestLinesAndColumnsAreCounted(t *testing.T) {
	for _, unit := range []string{"é\n", "a\r\n", "a\r", "\r\n\r", "ab", "\n\n", "\r\r\n"} {
		for shift := range len(unit) {
			text := strings.Repeat("x", shift) + strings.Repeat(unit, 2*chunk/len(unit)+9)
			d := lined(text)
			line, start := 1, 0
			for i := range text {
				if i > 0 && (text[i-1] == '\n' || text[i-1] == '\r' && text[i] != '\n') {
					line, start = line+1, i
				}
				if i%chunk > 3 && i%chunk < chunk-4 && i%97 != 0 {
					continue
				}
				gotLine, gotColumn, gotByte := d.lineColumn(i)
				if column := 1 + utf8.RuneCountInString(text[start:i]); gotLine != line || gotColumn != column ||
					gotByte != 1+i-start {
					t.Fatalf("%q, offset %d: line %d, column %d, byte %d; want %d, %d, %d",
						unit, i, gotLine, gotColumn, gotByte, line, column, 1+i-start)
				}
			}
		}
	}
}

// A character that was folded from two ends after both.
func TestPlaceOfFoldedCharacterEndsAfterItsSource(t *testing.T) {
	d := &Document{Format: "text", Text: "caf\u00e9", Source: "cafe\u0301", SourceIsUTF8: true}
	d.Runs = RunsOf(Run{Span: Span{0, 3}, Source: Span{0, 3}}, Run{Span: Span{3, 5}, Source: Span{3, 6}})
	if got := d.Locate(Span{0, 5}); got.EndColumn != 6 || got.EndByte != 7 {
		t.Errorf("ends at column %d and byte %d, want 6 and 7", got.EndColumn, got.EndByte)
	}
}

func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{
		"en": "en", "en-GB": "en-GB", "en_US": "en-US", "zh-Hant-TW": "zh-Hant-TW", "de-1996": "de-1996", "": "",
		"<script>": "", "en\" onclick": "", "é": "", "1a": "", "abcdefghi": "", "en-abcdefghi": "",
		"a-b-c-d-e-f-g-h-i": "", "en\x1b": "", "none of it": "",
	} {
		if got := LanguageTag(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestPlaceNamesAndDoesNotQuote has a document whose speaker, section, page and part have names of
// a million letters.
func TestPlaceNamesAndDoesNotQuote(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	d := Document{
		Text: "abc", Blocks: []Block{{Span: Span{End: 3}, Path: long, Speaker: long}},
		Pages: []Page{{Span: Span{End: 3}, Number: 1, Label: long}},
	}
	d.Runs = RunsOf(Run{Span: Span{End: 3}, Part: long})
	p := d.Locate(Span{End: 3})
	for _, name := range []string{p.Section, p.Speaker, p.Label, p.Part} {
		if len(name) > 1010 || !strings.HasPrefix(name, "ééé") || !strings.HasSuffix(name, "é…") {
			t.Errorf("a name of %d bytes, %.20q", len(name), name)
		}
	}
}
