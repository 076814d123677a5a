package xml_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestDebatesNameWhoSpeaks(t *testing.T) {
	const declared = `<?xml version="1.0" encoding="UTF-8"?>`
	for _, c := range []struct {
		name, src string
		want      map[string]string // who speaks, by words
	}{
		{"ParlaMint", `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><note type="speaker">Mr Lee:</note>` +
			`<u who="#LeeA"><seg>First words.</seg></u><u who="#DoeJ"><seg>Second words.</seg></u>` +
			`<note type="time">At noon.</note></div></body></text></TEI>`,
			map[string]string{"First": "Mr Lee", "Second": "DoeJ"}},
		{"a play of TEI", `<TEI><text><sp><speaker>Ann.</speaker><p>First words.</p></sp><p>No voice.</p></text></TEI>`,
			map[string]string{"First": "Ann", "No voice": ""}},
		{"Hansard", `<publicwhip><speech speakername="Ann Lee"><p>First words.</p></speech><speech nospeaker="true">` +
			`<p>No voice.</p></speech></publicwhip>`, map[string]string{"First": "Ann Lee", "No voice": ""}},
		{"Bundestag", `<dbtplenarprotokoll><rede id="ID1"><p klasse="redner"><redner id="1"><name><vorname>Ann</vorname>` +
			`</name></redner>Ann Lee (ABC):</p><p klasse="J">First words.</p><kommentar>(Beifall)</kommentar>` +
			`<p klasse="J">Second words.</p><name>Präsident Doe:</name><p klasse="J">Third words.</p></rede>` +
			`</dbtplenarprotokoll>`, map[string]string{"First": "Ann Lee (ABC)", "Beifall": "", "Second": "Ann Lee (ABC)",
			"Third": "Präsident Doe"}},
		{"FoLiA", `<FoLiA xmlns="http://ilk.uvt.nl/folia"><text><utt speaker="Ann Lee"><t>First words.</t><s><t>First words.</t>` +
			`<w><t>First</t></w><w space="no"><t>words</t></w><w><t>.</t></w></s></utt></text></FoLiA>`,
			map[string]string{"First words.": "Ann Lee"}},
	} {
		doc := readertest.Read(t, "xml", "a.xml", declared+c.src)
		for words, want := range c.want {
			if strings.Count(doc.Text, words) != 1 {
				t.Errorf("%s: %q is not there once: %q", c.name, words, doc.Text)
				continue
			}
			at := strings.Index(doc.Text, words)
			if got := doc.Locate(document.Span{Start: at, End: at + len(words)}).Speaker; got != want {
				t.Errorf("%s: %q is spoken by %q, want %q", c.name, words, got, want)
			}
		}
	}
}

func TestUnderlinedWordsStayInTheirSentence(t *testing.T) {
	doc := readertest.Read(t, "xml", "a.xml", `<?xml version="1.0"?><doc><p>Some <u>plain</u> words.</p></doc>`)
	if doc.Text != "Some plain words." {
		t.Errorf("got %q", doc.Text)
	}
}
