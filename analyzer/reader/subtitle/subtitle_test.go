package subtitle_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestSubtitles(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want string }{
		{
			"cues are joined to sentences", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\nA flood of\n\n2\n00:00:02,000 --> 00:00:03,000\nrefugees came. \n" +
				"\n3\n00:00:03,000 --> 00:00:04,000\nMore.",
			"body: A flood of⏎refugees came.\nbody: More.",
		},
		{
			"a pause ends a sentence", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\nA flood\n\n2\n00:00:06,000 --> 00:00:07,000\nof light",
			"body: A flood\nbody: of light",
		},
		{
			"so does another speaker", "vtt",
			"WEBVTT - x\n\nNOTE\nno\n\n00:01.000 --> 00:02.000\n<v Ann Lee>A <i>flood</i>\n\nb1\n00:02.000 --> " +
				"00:03.000\n<v.loud Bo>of &amp; light</v>",
			"body: A flood\nbody: of & light",
		},
		{
			"rolling captions are read once", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\na flood\n\n2\n00:00:02,000 --> 00:00:03,000\na flood\nof refugees",
			"body: a flood⏎of refugees",
		},
		{
			"rolling captions have each word once, whatever their tags", "vtt",
			"WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n \na<00:01.500><c> flood</c>\n\n00:02.000 --> " +
				"00:02.010\na flood\n \n\n00:02.010 --> 00:03.000\na flood\nof<00:02.500><c> refugees</c>\n\n" +
				"00:03.000 --> 00:03.010\nof refugees\n",
			"body: a flood⏎of refugees",
		},
		{
			"two lines that roll up by one", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\na\nflood\n\n2\n00:00:02,000 --> 00:00:03,000\na\nflood\n\n3\n" +
				"00:00:03,000 --> 00:00:04,000\nflood\nof light",
			"body: a⏎flood⏎of light",
		},
		{
			"captions that grow word by word", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\na flood\n\n2\n00:00:02,000 --> 00:00:03,000\na flood of\n\n3\n" +
				"00:00:03,000 --> 00:00:04,000\na flood of light",
			"body: a flood⏎of⏎light",
		},
		{
			"what is said again later is read again", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\nno\n\n2\n00:00:04,000 --> 00:00:05,000\nno", "body: no⏎no",
		},
		{
			"a cue without a name goes on with the sentence of the one before", "srt",
			"1\n00:00:01,000 --> 00:00:02,000\nMAYOR: a flood\n\n2\n00:00:02,000 --> 00:00:03,000\nof light.\n\n" +
				"3\n00:00:03,000 --> 00:00:04,000\nYes",
			"body: MAYOR: a flood⏎of light.\nbody: Yes",
		},
		{
			"TTML", "ttml",
			`<tt xmlns="http://www.w3.org/ns/ttml"><head>no</head><body><p begin="1s" end="2s">A flood<br/>of</p>` +
				`<p begin="00:00:02.000" end="00:00:03.000">refugees.</p><p begin="3s">More.</p></body></tt>`,
			"body: A flood⏎of⏎refugees.\nbody: More.",
		},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, c.format, c.src)), c.want)
	}
	doc := readertest.ReadAs(t, "vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A flood of\n\n01:00:02.500 --> "+
		"01:00:03.000\n<v Bo>MORE refugees.")
	at := strings.Index(doc.Text, "refugees")
	p := doc.Locate(document.Span{Start: at, End: at + 8})
	if p.Time.String() != "1h0m2.5s" || p.Speaker != "Bo" || p.Line != 7 || p.Column != 12 {
		t.Errorf("refugees: got %v by %q at %d:%d, want 1h0m2.5s by Bo at 7:12", p.Time, p.Speaker, p.Line, p.Column)
	}
	doc = readertest.ReadAs(t, "vtt", "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnn Lee: A flood\n\n2\n00:02.000 "+
		"--> 00:03.000\nBo: No\n\n3\n00:03.000 --> 00:04.000\nAnn Lee: of light")
	if n := len(doc.Blocks); n != 3 || doc.Blocks[0].Speaker != "Ann Lee" || doc.Blocks[2].Speaker != "Ann Lee" ||
		doc.Blocks[1].Speaker != "Bo" {
		t.Errorf("names before colons: got %d blocks, %+v", n, doc.Blocks)
	}
	if doc := readertest.ReadAs(t, "srt", "1\n00:00:01 -> 2\nx\n\n2\n00:00:0x --> 3\ny"); len(doc.Gaps) != 1 ||
		!strings.Contains(doc.Text, "x") {
		t.Errorf("a bad time: got %q, gaps %v; want the words and a gap", doc.Text, doc.Gaps)
	}
}
