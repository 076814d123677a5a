package reader_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

// dataSamples are small files of data, with what is hard about them.
var dataSamples = map[string][]string{
	"json": {
		"{\"a\":[{\"text\":\"One\\u00a0two\\nthree\\n\\nfour " +
			"\\ud83c\\udf0a\"},{\"text\":\"“caf\\u0065\\u0301”\"}],\n\"n\":-1.5e3,\"b\":true}",
		"\uFEFF{\"a\":\"x\"}\r\n{\"a\":\"y \\t z\"}\n\n{\"a\": \"broken\n[\"last\"]\n",
		"[ // a comment\n\"one\", /* two */ \"three\", 'four',\n]]\n\"five\"",
	},
	"notebook": {
		"{\"cells\":[{\"cell_type\":\"markdown\",\"source\":[\"# Plan *now*\\n\",\"\\n\",\"> a " +
			"\\u201cquoted\\u201d\\n\",\"> wave\\n\"]}," +
			"{\"cell_type\":\"code\",\"outputs\":[{\"text\":[\"printed words\\n\"]}],\"source\":\"print(1)\"}," +
			"{\"cell_type\":\"raw\",\"source\":\"raw\\n\\nwords\"}],\"nbformat\":4}",
	},
	"yaml": {
		"# a comment\na: one # two\nb:\n  - 'it''s'\n  - \"caf\\u00e9\\n\\nx\"\n  - |\n    block\n    of lines\n" +
			"\n    more\n  - >-\n    folded\n    text\nn: 5\n" +
			"---\nc: &x plain\n  over lines\nd: *x\n...\n",
		"a: [b\n\nc: d",
	},
}

func TestDataKeepPromises(t *testing.T) {
	for format, sources := range dataSamples {
		for _, src := range sources {
			readertest.Suite(t, format, format, src)
		}
	}
}

func FuzzJSON(f *testing.F)     { readertest.Fuzz(f, "json", dataSamples["json"]...) }
func FuzzNotebook(f *testing.F) { readertest.Fuzz(f, "notebook", dataSamples["notebook"]...) }
func FuzzYAML(f *testing.F)     { readertest.Fuzz(f, "yaml", dataSamples["yaml"]...) }

// outlined checks the format, the outline and the gaps of a named file.
func outlined(t *testing.T, name, src, format, want, gaps string) {
	t.Helper()
	doc := readertest.ReadNamed(t, name, src)
	if doc.Format != format {
		t.Errorf("%s: read as %s, want %s", name, doc.Format, format)
	}
	readertest.Same(t, name, readertest.Outline(doc), want)
	if got := readertest.Gaps(doc); got != gaps {
		t.Errorf("%s: gaps %q, want %q", name, got, gaps)
	}
}

func TestStringsOfJSONAreText(t *testing.T) {
	outlined(t, "a.json", `{"speeches":[{"speaker":"A","text":"A wave\nof \u0072efugees.\n\nNext."},{"n":1,"text":"“x” \"y\""}]}`, "json", `
body [speeches[0].speaker]: A
body [speeches[0].text]: A wave⏎of refugees.
body [speeches[0].text]: Next.
body [speeches[1].text]: “x” "y"`, "")
	outlined(t, "a.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n", "json", "body [text]: One.\nbody "+
		"[text]: Two.", "")
	outlined(t, "-", `[{"text":"One."}]`, "json", "body [[0].text]: One.", "")
	outlined(t, "a.txt", `[1] A note about {"text"}.`, "text", `body: [1] A note about {"text"}.`, "")
	outlined(t, "a.json", "[\"one\",\n\"two", "json", "body [[0]]: one\nbody: \"two",
		"damaged: line 2 is no JSON\ndamaged: the data have no end")
}

// TestPlaceInJSONIsThatOfItsBytes: what an escape stands for is found at the escape.
func TestStringsOfJSONThatAreEscapedAgainAreText(t *testing.T) {
	const src = `{"a": "{\"b\": \"They said \\u201cgo\\u201d\\nand \\\\u00e9 came.\", \"n\": 1}", "c": "Don\\u2019t.", ` +
		`"d": "C:\\new\\table", "e": "[12]"}`
	outlined(t, "a.json", src, "json", `
body [a > b]: They said “go”⏎and é came.
body [c]: Don’t.
body [d]: C:\new\table
body [e]: [12]`, "")
	doc := readertest.ReadNamed(t, "a.json", src)
	at := strings.Index(doc.Text, "came")
	if p := doc.Locate(document.Span{Start: at, End: at + 4}); src[p.Source.Start:p.Source.End] != "came" {
		t.Errorf("the words come from %q", src[p.Source.Start:p.Source.End])
	}
	readertest.Suite(t, "json", "json", src)
}

func TestPlaceInJSONIsThatOfItsBytes(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.json", "{\n \"a\": \"One \\u0074wo\\nthree\"}")
	for words, column := range map[string]int{"One": 8, "two": 12, "three": 22} {
		at := strings.Index(doc.Text, words)
		if p := doc.Locate(document.Span{Start: at, End: at + len(words)}); p.Line != 2 || p.Column != column {
			t.Errorf("%s: line %d, column %d, want line 2, column %d", words, p.Line, p.Column, column)
		}
	}
}

func TestNotebookCellsAreMarkdown(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.ipynb", dataSamples["notebook"][0])
	readertest.Same(t, "a notebook", readertest.Outline(doc), `
heading 1 [cell 1 > Plan now]: Plan now
block quote [cell 1 > Plan now]: a “quoted”⏎wave
body [cell 3]: raw
body [cell 3]: words`)
	if got, want := readertest.Marks(doc), "emphasis now"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	if len(doc.Omissions) != 2 || doc.Omissions[0].Kind != "code" || doc.Omissions[1].Words != 2 {
		t.Errorf("omissions %v, want code, and 2 words of its output", doc.Omissions)
	}
	if p := doc.Locate(doc.Blocks[1].Span); p.Line != 1 || p.Column < 60 {
		t.Errorf("the quotation is at %d:%d", p.Line, p.Column)
	}
	if doc := readertest.ReadNamed(t, "a.ipynb",
		`{"nbformat":4}`); readertest.Gaps(doc) != "damaged: the notebook has no cells" {
		t.Errorf("no cells: gaps %v", doc.Gaps)
	}
}

func TestStringsOfYAMLAreText(t *testing.T) {
	outlined(t, "a.yaml", dataSamples["yaml"][0], "yaml", `
body [a]: one
body [b[0]]: it's
body [b[1]]: café
body [b[1]]: x
body [b[2]]: block⏎of lines
body [b[2]]: more
body [b[3]]: folded text
body [c]: plain over lines`, "")
	outlined(t, "a.yml", "a: [b\n\nc: d", "yaml", "body: a: [b⏎⏎c: d", "damaged: no YAML after line 1")
}
