package quotation_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestQuotationsGoOnOverParagraphs(t *testing.T) {
	for _, c := range []struct{ claim, text, want string }{
		{"marks at both ends alone", "He said:|“One.|Two.|Three.” And more.|Four.", "Two.|Three."},
		{"marks at each beginning tell by themselves", "“One.|“Two.|“Three.”|Four.", ""},
		{"in German", "„Eins.|Zwei.|Drei.“|Vier.", "Zwei.|Drei."},
		{"a quotation within", "“One.|Two “a” b.|Three.”", "Two “a” b.|Three."},
		{"one that nobody closed", "“One.|Two.|Three.", ""},
		{"one that nobody closed, and a mark too many later", "“One.|Two “a” b.|Three “c”. And four” five.", ""},
		{"one that nobody closed, and another later", "“One.|Two “a” b.|“Three.”|Four.", ""},
		{"one that is closed too far away", "“One." + strings.Repeat("|Two.", 15) + "|Three.”", ""},
		{"one that is closed at once", "“One.” “Two.”|Three.”", ""},
		{"two after each other", "“One.|Two.” Then “three.|Four.”", "Two.|Four."},
		{"straight marks", "He said: \"One.|Two.|Three.\" And more.|Four.", "Two.|Three."},
		{"straight marks at each beginning", "\"One.|\"Two.|\"Three.\"|Four.", ""},
		{"inches are no marks", "It is 5\" wide.|Two.|It is 6\" wide.", ""},
		{"a quotation of its own in a paragraph between", "He said: \"One.|Two \"a\" b.|Three.\"", ""},
		{"French", "Il dit : « Un.|Deux.|Trois. » Et.|Quatre.", "Deux.|Trois."},
		{"German, turned around", "Er sagte: »Eins.|Zwei.|Drei.« Und.|Vier.", "Zwei.|Drei."},
		{"British", "She said: ‘One of the migrants’ friends.|Two isn’t.|Three.’ And.|Four.", "Two isn’t.|Three."},
		{"an apostrophe at the start", "In the ‘90s it was.|Two of the migrants’ rights.|Three.’", ""},
		{"Japanese", "彼は「一。|二。|三。」と。|四。", "二。|三。"},
		{"a heading ends it", "“One.|# Two|Three.”", ""},
	} {
		var body strings.Builder
		for p := range strings.SplitSeq(c.text, "|") {
			if title, ok := strings.CutPrefix(p, "# "); ok {
				body.WriteString(readertest.WordParagraph(readertest.StyledAs("berschrift1"), title))
			} else {
				body.WriteString(readertest.WordParagraph("", p))
			}
		}
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, body.String()))
		var got []string
		for _, m := range doc.Marks {
			if m.Kind != document.Quotation {
				t.Errorf("%s: a mark of another kind on %q", c.claim, m.Of(doc.Text))
			}
			got = append(got, m.Of(doc.Text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: quoted without marks %q, want %q", c.claim, s, c.want)
		}
	}
}
