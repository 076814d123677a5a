package mail_test

import (
	"context"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/compound/compoundtest"
	"refrain/analyzer/reader/readertest"
)

// wide is text of two bytes to a character.
func wide(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// short are the short properties of a storage, after its head.
func short(head int, values map[uint32]uint64) string {
	b := make([]byte, head)
	var keys []uint32
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		b = binary.LittleEndian.AppendUint32(b, k)
		b = binary.LittleEndian.AppendUint32(b, 6)
		b = binary.LittleEndian.AppendUint64(b, values[k])
	}
	return string(b)
}

// packed is rich text packed without references.
func packed(s string) string {
	b := binary.LittleEndian.AppendUint32(nil, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(s)))
	b = append(b, "LZFu\x00\x00\x00\x00"...)
	for i := range len(s) {
		if i%8 == 0 {
			b = append(b, 0)
		}
		b = append(b, s[i])
	}
	return string(b)
}

const (
	substg   = "__substg1.0_"
	props    = "__properties_version1.0"
	attached = "__attach_version1.0_#00000000/"
)

// outlook writes a mail from Jane Doe, sent on 2 May 2024 at 10:30, with streams.
func outlook(streams map[string]string) string {
	all := map[string]string{
		props:               short(32, map[uint32]uint64{0x00390040: (1714645800 + 11644473600) * 10_000_000, 0x3FFD0003: 1252}),
		substg + "0037001F": wide("A flood of people"),
		substg + "0042001F": wide("Jane Doe"),
	}
	for name, s := range streams {
		all[name] = s
	}
	return compoundtest.Write(all)
}

// where is what an outline says of the place of a block.
var where = regexp.MustCompile(` \[[^]]*\]:`)

func TestOutlookMails(t *testing.T) {
	const html = `<html><head><meta charset="windows-1252"></head><body><p>New words é.</p><p>From: Joe<br>` +
		`Sent: Thursday, 2 May 2024 09:15<br>To: Jane<br>Subject: People</p><p>Old words.</p></body></html>`
	const quotedPlain = "New words.\r\n\r\n> Old words.\r\n"
	rich := `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}` +
		`{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 New {\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 words\htmlrtf }\htmlrtf0` +
		`{\*\htmltag92 </b>} \'e9{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 .\htmlrtf }\htmlrtf0{\*\htmltag72 </p>}}`
	for _, c := range []struct {
		name    string
		streams map[string]string
		want    string
	}{
		{"plain", map[string]string{substg + "1000001F": wide(quotedPlain)}, "body: New words.\nblock quote: Old words."},
		{"plain in bytes", map[string]string{substg + "1000001E": "Caf\xe9 words.\x00"}, "body: Café words."},
		{"a page", map[string]string{substg + "10130102": strings.ReplaceAll(html, "é", "\xe9"), props: short(32,
			map[uint32]uint64{0x3FDE0003: 1252}), substg + "1000001F": wide("The same")},
			"body: New words é.\nblock quote: From: Joe⏎Sent: Thursday, 2 May 2024 09:15⏎To: Jane⏎Subject: People\nblock quote: Old words."},
		{"a page within rich text", map[string]string{substg + "10090102": packed(rich)}, "body: New words é<."},
		{"text within rich text", map[string]string{substg + "10090102": packed(
			`{\rtf1\ansi\fromtext\fbidis{\fonttbl{\f0 Arial;}}\pard\plain New words.\par\par\u8211 ? more\par}`)},
			"body: New words.\nbody: – more"},
		{"rich text", map[string]string{substg + "10090102": "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7" +
			"\x03\x00\x0a\x00\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0"},
			"body: hello world"},
		{"attached", map[string]string{
			attached + props: short(8, map[uint32]uint64{0x37050003: 1}), attached + substg + "3707001F": wide("note.txt"),
			attached + substg + "37010102": "Words in a note.\n",
		}, "body: Words in a note."},
		{"an attached mail", map[string]string{
			attached + props: short(8, map[uint32]uint64{0x37050003: 5}), attached + substg + "3701000D/" + props: short(24, nil),
			attached + substg + "3701000D/" + substg + "0037001F": wide("Inner"),
			attached + substg + "3701000D/" + substg + "0C1A001F": wide("Joe"),
			attached + substg + "3701000D/" + substg + "1000001F": wide("Inner words."),
		}, "title: Inner\nbody: Inner words."},
	} {
		doc := readertest.ReadNamed(t, "a.msg", outlook(c.streams))
		readertest.Same(t, c.name, where.ReplaceAllString(readertest.Outline(doc), ":"), "title: A flood of people\n"+c.want)
		if len(doc.Gaps) > 0 || doc.Format != "msg" {
			t.Errorf("%s: format %s, gaps %v", c.name, doc.Format, doc.Gaps)
		}
	}
}

func TestOutlookMailNamesSenderAndDate(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.msg", outlook(map[string]string{
		substg + "1000001F": wide("New words.\r\n\r\n> Old words.\r\n"),
		attached + props:    short(8, map[uint32]uint64{0x37050003: 1}), attached + substg + "3707001F": wide("note.txt"),
		attached + substg + "37010102": "A note.\n",
	}))
	for words, want := range map[string]document.Place{
		"New": {Section: "sent 2024-05-02 10:30", Speaker: "Jane Doe"}, "Old": {Section: "sent 2024-05-02 10:30"},
		"A note": {Section: "sent 2024-05-02 10:30 > note.txt > line 1"},
	} {
		at := strings.Index(doc.Text, words)
		p := doc.Locate(document.Span{Start: at, End: at + len(words)})
		if p.Section != want.Section || p.Speaker != want.Speaker {
			t.Errorf("%s: section %q, speaker %q; want %q, %q", words, p.Section, p.Speaker, want.Section, want.Speaker)
		}
	}
}

func TestOutlookMailsSayWhatIsNotRead(t *testing.T) {
	for _, c := range []struct {
		name    string
		streams map[string]string
		want    string
	}{
		{"an object", map[string]string{
			attached + props:                        short(8, map[uint32]uint64{0x37050003: 6}),
			attached + substg + "3701000D/Contents": "x",
		}, "embedded files not read"},
		{"a link to a file", map[string]string{attached + props: short(8, map[uint32]uint64{0x37050003: 4})},
			"embedded files not read"},
		{"encrypted", map[string]string{
			substg + "001A001F": wide("IPM.Note.SMIME"), attached + substg + "3707001F": wide("smime.p7m"),
			attached + substg + "37010102": "\x30\x80\x06\x09", attached + props: short(8, nil),
		}, "encrypted"},
		{"broken rich text", map[string]string{substg + "10090102": "xxxx"}, "damaged: the rich text of a mail"},
	} {
		if got := readertest.Gaps(readertest.ReadNamed(t, "a.msg", outlook(c.streams))); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzOutlook(f *testing.F) {
	f.Add(outlook(map[string]string{substg + "10090102": packed(`{\rtf1\fromtext words\par}`)}))
	f.Fuzz(func(t *testing.T, src string) {
		r := reader.New(reader.Options{Format: "msg"})
		defer func() { _ = r.Close() }()
		if _, err := r.Read(context.Background(), "a.msg", src); err != nil {
			t.Fatal(err)
		}
	})
}
