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

func TestDebatesNameOfficesAndDays(t *testing.T) {
	const declared = `<?xml version="1.0" encoding="UTF-8"?>`
	for _, c := range []struct{ name, src, words, who, where string }{
		{"Congreso", `<ecpc_CD><header><date>20180627</date></header><intervention><speaker><name>Lee Doe, Ann</name>` +
			`<birth_date>19720229</birth_date><post>PRESIDENTA</post></speaker><speech>First words.</speech></intervention>` +
			`</ecpc_CD>`, "First", "Lee Doe, Ann (PRESIDENTA)", "2018-06-27"},
		{"Congreso without a name", `<ecpc_CD><intervention><speaker><name>UNKNOWN</name><post>PRESIDENTA</post></speaker>` +
			`<speech>First words.</speech></intervention></ecpc_CD>`, "First", "PRESIDENTA", ""},
		{"Australia", `<hansard><session.header><date>1979-11-23</date></session.header><speech><talk.start><talker>` +
			`<name.id>L8O</name.id><role>Minister</role><name role="metadata">LEE, Ann</name><name role="display">Senator LEE</name>` +
			`</talker><para>Some words.</para></talk.start><interjection><talk.start><talker><name role="display">Mr DOE</name>` +
			`</talker><para>Oh no.</para></talk.start></interjection><para>First words.</para></speech></hansard>`,
			"First", "Senator LEE (Minister)", "1979-11-23"},
		{"ParlaMint", `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><setting><date when="2020-03-04">4 March</date>` +
			`</setting></teiHeader><text><body><div><u who="#LeeA" ana="#chair"><seg>First words.</seg></u></div></body></text></TEI>`,
			"First", "LeeA (chair)", "2020-03-04"},
		{"Bundestag", `<dbtplenarprotokoll sitzung-datum="18.12.2020"><rede><p klasse="redner">Ann Lee, Ministerin:</p>` +
			`<p klasse="J">First words.</p></rede></dbtplenarprotokoll>`, "First", "Ann Lee, Ministerin", "2020-12-18"},
	} {
		doc := readertest.Read(t, "xml", "a.xml", declared+c.src)
		at := strings.Index(doc.Text, c.words)
		if at < 0 {
			t.Errorf("%s: %q is not in %q", c.name, c.words, doc.Text)
			continue
		}
		p := doc.Locate(document.Span{Start: at, End: at + len(c.words)})
		if p.Speaker != c.who || p.Section != c.where {
			t.Errorf("%s: spoken by %q in %q, want %q in %q", c.name, p.Speaker, p.Section, c.who, c.where)
		}
		if strings.Contains(doc.Text, "1972") || strings.Contains(doc.Text, "L8O") {
			t.Errorf("%s: the record of the speaker is in the text: %q", c.name, doc.Text)
		}
	}
}

func TestUnderlinedWordsStayInTheirSentence(t *testing.T) {
	doc := readertest.Read(t, "xml", "a.xml", `<?xml version="1.0"?><doc><p>Some <u>plain</u> words.</p></doc>`)
	if doc.Text != "Some plain words." {
		t.Errorf("got %q", doc.Text)
	}
}
