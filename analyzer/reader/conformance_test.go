package reader_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// samples are small documents of each text format, with what is hard about it.
var samples = map[string][]string{
	"text": {
		"\uFEFFPART II\r\n\r\nArticle 4\r\n\r\nThe “immi-\r\ngrants” \u00A0are\there.\r\n> a ﬂood\r\n> of " +
			"re\u0301fugie\u0301s\r\n- one\r\n(a) two\r\n\fEnd 🌊.",
		"a\rb\u2028c\u0085d\x00e\vf",
		"\x93windows\x94 r\xe9fugi\xe9s",
		"\xff\xfei\x00l\x00l\x00e\x00g\x00a\x00l\x00",
	},
	"markdown": {
		"---\ntitle: \"A flood\"\nabstract: >\n  one \\u00e9\n\n  'two'\nlayout: x # of all the pages here\n---\n" +
			"# Scope " +
			"*and* aim\n\nA [link](http://x.y \"t\") with `code` &amp; \\*stars\\* immi-\ngrants<br>x.\n\n> " +
			"quote\n> more\n\n" +
			"- a\n  - b\n\n| h | i |\n|---|---|\n| c | d \\| e |\n\nNote[^1] ~~gone~~ <q>said</q>.\n\n[^1]: The " +
			"*note*.\n\n" +
			"<div>html &lt; <b>x</b></div>\n\n```\ncode\n```\n",
		"+++\ntitle = \"\"\"\\\n A \\u00e9\"\"\"\n[a.b]\nabstract = ['one', {summary = \"two\\\"\"}] # and a few " +
			"words " +
			"more\n+++\nText.\n",
		";;;\n{\"title\": \"A \\u00e9\\n\\nb\"}\n;;;\nText.\n",
	},
	"html": {
		"<!DOCTYPE html><html lang=en-GB><head><meta " +
			"charset=utf-8><title>T&amp;T</title><script>x<y</script></head><body><h1>One</h1><p>A flood\n of " +
			"<i>refu&shy;gees</i><sup>1</sup><p " +
			"hidden>no<p>b<br>c<br><br>d<table><tr><td>x<td>y</table><blockquote><p>q " +
			"<q>said</q></blockquote><ul><li>1<li>2</ul><pre>a\n  b\n\n" +
			"c</pre><del>gone</del></body></html>",
		"\xEF\xBB\xBF<p>x</p>\r\n<p>y &notanentity; &#x2019; </div></p>",
	},
	"akn": {
		`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><x>no</x></meta><body><article eId="art_4"><num>Article 4</num><heading>Definitions</heading><paragraph><num>2.</num><list><intro><p>In this Act<authorialNote><p>A note.</p></authorialNote>, immi-
 grants:</p></intro><point><num>(b)</num><content><p>one <i>two</i> &amp; <![CDATA[three < four]]></p></content></point></list></paragraph></article></body></act></akomaNtoso>`,
	},
	"uslm": {
		`<bill xmlns="http://schemas.gpo.gov/xml/uslm" xml:lang="en"><main><section>` +
			`<num value="101">SEC. 101. </num><heading>TITLE.</heading><subsection><num>(a) </num>` +
			`<heading>In general.—</heading><content>Section 2 is amended by adding <quotedContent><section>` +
			`<num>“3.</num><content>New law.</content></section></quotedContent>.</content></subsection>` +
			`</section></main></bill>`,
	},
	"formex": {
		`<ACT xmlns:xsi="x" xsi:noNamespaceSchemaLocation="formex-05.xd"><BIB.INSTANCE>no</BIB.INSTANCE><TITLE>` +
			`<TI><P>Regulation</P></TI></TITLE><PREAMBLE><CONSID><NP><NO.P>(12)</NO.P><TXT>Whereas<NOTE>` +
			`<P>OJ.</P></NOTE> so.</TXT></NP></CONSID></PREAMBLE><ENACTING.TERMS><ARTICLE>` +
			`<TI.ART>Article 1</TI.ART><STI.ART>Aim</STI.ART><PARAG><NO.PARAG>1.</NO.PARAG>` +
			`<ALINEA>It <QUOT.START CODE="2018"/>is<QUOT.END CODE="2019"/>.</ALINEA></PARAG>` +
			`</ARTICLE></ENACTING.TERMS></ACT>`,
	},
	"fedreg": {
		`<RULE><HD SOURCE="HED">Aim</HD><P>Sec. 2. <E T="03">Policy.</E> It is<SU>1</SU><FTNT><P>A note.</P>` +
			`</FTNT> so:</P><P>(a) Ensure <PRTPAGE P="8"/>it.</P></RULE>`,
	},
	"xml": {
		"<?xml version='1.0' encoding='ISO-8859-1'?><a b='c'><d>One <i>two</i> " +
			"three</d><d>r\xe9fugi\xe9</d><e><f/>x<g>y</g></e></a>",
		"<a><b>x</c> \x01 <1 y ]]> z</b>",
	},
	"vtt": {
		"WEBVTT\n\nNOTE no\n\n1\n00:01.000 --> 00:02.000\n<v Ann>A flood\nof\n\n00:02.000 --> 00:03.000\n<v " +
			"Ann>refu<i>gees</i> &amp; more.\n\n00:09.000 --> 00:10.000\nEnd",
	},
	"srt": {
		"1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}A <b>flood</b>\r\n- of\r\n\r\n2\r\n00:00:02,500 --> bad\r\n" +
			"MINISTER: refugees.\r\n",
	},
	"ttml": {
		`<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><head><x>no</x></head><body><div>` +
			`<p begin="1s" end="2s">A flood<br/>of</p><p begin="00:00:02.000" end="00:00:03:10">refugees.</p>` +
			`</div></body></tt>`,
	},
}

func TestEveryFormatKeepsItsPromises(t *testing.T) {
	for format, sources := range samples {
		for _, src := range sources {
			readertest.Suite(t, format, format, src)
		}
	}
}

func TestSharedCorpusKeepsItsPromises(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "*", "*"))
	n := 0
	for _, file := range files {
		switch filepath.Base(filepath.Dir(file)) {
		case "html", "md", "xml", "sub":
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			n++
			readertest.Suite(t, "", filepath.Base(file), string(b))
		}
	}
	if n == 0 {
		t.Skip("no shared corpus beside the module")
	}
}

func FuzzText(f *testing.F)     { readertest.Fuzz(f, "text", samples["text"]...) }
func FuzzMarkdown(f *testing.F) { readertest.Fuzz(f, "markdown", samples["markdown"]...) }
func FuzzHTML(f *testing.F)     { readertest.Fuzz(f, "html", samples["html"]...) }
func FuzzAKN(f *testing.F)      { readertest.Fuzz(f, "akn", samples["akn"]...) }
func FuzzUSLM(f *testing.F)     { readertest.Fuzz(f, "uslm", samples["uslm"]...) }
func FuzzFormex(f *testing.F)   { readertest.Fuzz(f, "formex", samples["formex"]...) }
func FuzzFedReg(f *testing.F)   { readertest.Fuzz(f, "fedreg", samples["fedreg"]...) }
func FuzzXML(f *testing.F)      { readertest.Fuzz(f, "xml", samples["xml"]...) }
func FuzzSubtitles(f *testing.F) {
	readertest.Fuzz(f, "", append(append(samples["vtt"], samples["srt"]...), samples["ttml"]...)...)
}
func FuzzTTML(f *testing.F) { readertest.Fuzz(f, "ttml", samples["ttml"]...) }

// FuzzFlatODT is OpenDocument as one XML file.
func FuzzFlatODT(f *testing.F) {
	readertest.Fuzz(
		f,
		"odt",
		`<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" `+
			`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>`+
			openBody+`</office:text></office:body></office:document>`,
	)
}

// FuzzAnyFile lets the reader find out what the file is.
func FuzzAnyFile(f *testing.F) {
	for _, list := range samples {
		for _, s := range list {
			f.Add("file", s)
		}
	}
	f.Add("a.docx", readertest.WordFile(f, wordBody))
	f.Add("a.odt", readertest.OpenFile(f, openBody))
	f.Add("a.epub", readertest.BookFile(f, bookBody, "<p>End</p>"))
	f.Add("a.md", "\xff\xfe<\x00?\x00x\x00m\x00l\x00")
	f.Fuzz(func(t *testing.T, name, src string) {
		if strings.Contains(src, "%PDF") {
			return // FuzzPDF is for them.
		}
		doc := readertest.Read(t, "", name, src)
		for _, wrong := range readertest.Check(doc) {
			t.Error(wrong)
		}
		if len(doc.Gaps) == 0 && strings.TrimSpace(doc.Text) == "" {
			t.Error("no text and no gap")
		}
	})
}
