package reader_test

import (
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/readertest"
)

// TestWhatMemoryCutsOffIsSound reads documents with ever less memory. What is left of each must be
// a sound document with the start of the text, and a gap says that it is not all.
func TestWhatMemoryCutsOffIsSound(t *testing.T) {
	folded := "ﬁve\u00ADteen re\u0301fugie\u0301s,\r\n> in a coun-\r\n> try\tof ﬂoods.\r\n"
	for name, src := range map[string]string{
		"a.txt": strings.Repeat(folded+"\r\n> quoted\r\n\r\n", 100),
		"b.txt": strings.Repeat(folded, 200),
		"a.html": "<!doctype html>" + strings.Repeat("<p>One <i>f&#xfb01;ve</i> &amp; two.<ul><li>a  b<li "+
			"hidden>c</ul>", 100),
		"a.xml": "<a>" + strings.Repeat("<b>One &#233; <c>two</c></b><d>three</d>", 100) + "</a>",
		"a.srt": strings.Repeat("1\n00:00:01,000 --> 00:00:02,000\nﬁve\n\n", 100),
	} {
		whole := readertest.Read(t, "", name, src)
		cutOff := 0
		for memory := len(src) / 2; memory < 12*len(src); memory += len(src) / 3 {
			r := reader.New(reader.Options{Limits: reader.Limits{Memory: memory}})
			doc, err := r.Read(t.Context(), name, src)
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range readertest.Check(doc) {
				t.Errorf("%s with %d bytes of memory: %s", name, memory, wrong)
			}
			const torn = 20 // A word that is cut off may have been divided, or a letter may lack its accent.
			if start := doc.Text[:max(0, len(doc.Text)-torn)]; !strings.HasPrefix(whole.Text, start) {
				t.Errorf("%s with %d bytes of memory: text %q is not the start of the whole", name, memory, doc.Text)
			}
			isCut := slices.ContainsFunc(doc.Gaps, func(g document.Gap) bool { return g.Reason == "limit reached" })
			if less := len(doc.Text) < len(whole.Text); less != isCut {
				t.Errorf("%s with %d bytes of memory: %d bytes of text of %d, gaps %v",
					name, memory, len(doc.Text), len(whole.Text), doc.Gaps)
			}
			if isCut {
				cutOff++
			}
			r.Close()
		}
		if cutOff == 0 {
			t.Errorf("%s: never cut off", name)
		}
	}
}
