package subtitle_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestSubtitles(t *testing.T) {
	for _, c := range []struct{ claim, format, src, want string }{
		{"cues are joined to sentences", "srt", "1\n00:00:01,000 --> 00:00:02,000\nA flood of\n\n2\n00:00:02,000 --> 00:00:03,000\nrefugees came. \n\n3\n00:00:03,000 --> 00:00:04,000\nMore.", "body: A flood of⏎refugees came.\nbody: More."},
		{"a pause ends a sentence", "srt", "1\n00:00:01,000 --> 00:00:02,000\nA flood\n\n2\n00:00:06,000 --> 00:00:07,000\nof light", "body: A flood\nbody: of light"},
		{"so does another speaker", "vtt", "WEBVTT - x\n\nNOTE\nno\n\n00:01.000 --> 00:02.000\n<v Ann Lee>A <i>flood</i>\n\nb1\n00:02.000 --> 00:03.000\n<v.loud Bo>of &amp; light</v>", "body: A flood\nbody: of & light"},
		{"rolling captions are read once", "srt", "1\n00:00:01,000 --> 00:00:02,000\na flood\n\n2\n00:00:02,000 --> 00:00:03,000\na flood\nof refugees", "body: a flood⏎of refugees"},
		{"TTML", "ttml", `<tt xmlns="http://www.w3.org/ns/ttml"><head>no</head><body><p begin="1s" end="2s">A flood<br/>of</p><p begin="00:00:02.000" end="00:00:03.000">refugees.</p><p begin="3s">More.</p></body></tt>`, "body: A flood⏎of⏎refugees.\nbody: More."},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, c.format, c.src)), c.want)
	}
	doc := readertest.ReadAs(t, "vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A flood of\n\n01:00:02.500 --> 01:00:03.000\n<v Bo>MORE refugees.")
	at := strings.Index(doc.Text, "refugees")
	p := doc.Locate(document.Span{Start: at, End: at + 8})
	if p.Time.String() != "1h0m2.5s" || p.Speaker != "Bo" || p.Line != 7 || p.Column != 12 {
		t.Errorf("refugees: got %v by %q at %d:%d, want 1h0m2.5s by Bo at 7:12", p.Time, p.Speaker, p.Line, p.Column)
	}
	if doc := readertest.ReadAs(t, "srt", "1\n00:00:01 -> 2\nx\n\n2\n00:00:0x --> 3\ny"); len(doc.Gaps) != 1 || !strings.Contains(doc.Text, "x") {
		t.Errorf("a bad time: got %q, gaps %v; want the words and a gap", doc.Text, doc.Gaps)
	}
}
