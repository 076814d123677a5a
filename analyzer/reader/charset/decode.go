// Package charset turns bytes into UTF-8: it finds the encoding of a text, undoes text that was
// decoded wrongly before, and resolves references to characters.
package charset

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
)

// Decoded is a file's content as UTF-8.
type Decoded struct {
	Text string         // in UTF-8
	UTF8 bool           // text is the file's bytes as they are
	Gaps []document.Gap // what could not be decoded
}

// Decode finds the encoding of a text: a byte order mark, the pattern of UTF-32 and UTF-16, UTF-8
// when it is valid, the label that the text itself states ("" for none), or one with a byte for
// each character. A text in UTF-8 with a few broken characters stays one, with a gap.
func Decode(src, label string) Decoded {
	if strings.HasPrefix(src, BOM) {
		return utf8Text(src)
	}
	if order := utf32Order(Head(src)); order != nil {
		return transcode(src, order)
	}
	if order := UTF16(Head(src)); order != nil {
		return transcode(src, order)
	}
	if utf8.ValidString(src) {
		return Decoded{Text: src, UTF8: true}
	}
	if e, err := htmlindex.Get(label); err == nil && e != unicode.UTF8 {
		if name, _ := htmlindex.Name(e); name != "utf-16le" && name != "utf-16be" { // It says so in bytes that are no UTF-16.
			return transcode(src, e)
		}
	}
	// Letters and signs of other encodings are where those of UTF-8 would hardly ever, so a few
	// of these tell.
	if broken, sound := soundness(src); sound > broken || sound > 0 && broken <= 3 &&
		utf8.ValidString(src[:len(src)-broken]) {
		return utf8Text(src)
	}
	if strayBytes(src) {
		return utf8Text(src)
	}
	return eightBit(src)
}

// strayBytes reports whether all bytes of a text beyond ASCII are such as windows-1252 has no
// letter for, or none that is in use: they came into the text by a fault.
func strayBytes(src string) bool {
	for i := range len(src) {
		if src[i] >= utf8.RuneSelf && strings.IndexByte("\x81\x8D\x8F\x90\x9D\xFE\xFF", src[i]) < 0 {
			return false
		}
	}
	return true
}

// BOM is the byte order mark.
const BOM = "\uFEFF"

const ()

// utf8Text is a text that is meant to be UTF-8. Each broken character becomes U+FFFD.
func utf8Text(src string) Decoded {
	if utf8.ValidString(src) {
		return Decoded{Text: src, UTF8: true}
	}
	broken, _ := soundness(src)
	return Decoded{Text: strings.ToValidUTF8(src, "\uFFFD"), Gaps: []document.Gap{{
		Reason: gap.NotUTF8,
		Hint:   fmt.Sprintf("save the file again as UTF-8: %d bytes could not be read", broken),
	}}}
}

// soundness counts the bytes that are no UTF-8, and the bytes of the characters beyond ASCII that
// are after the first of each: what follows by rule, and not by chance.
func soundness(src string) (broken, sound int) {
	for i := 0; i < len(src); {
		if src[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(src[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			sound += n - 1
		}
		i += n
	}
	return broken, sound
}

// eightBit reads a text of which nothing tells the encoding by its letters: as that of a language in
// another script, or of Polish; else as windows-1252, or as that of old Macintoshes when it has their
// quotation marks. One with so many letters beyond ASCII as no
// language that these are for gets a gap.
func eightBit(src string) Decoded {
	letters, high, windows, mac := 0, 0, 0, 0
	for i := range len(src) {
		c := src[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
			continue
		case c < 0x80:
			continue
		case c >= 0x91 && c <= 0x97: // quotation marks and dashes in windows-1252
			windows++
		case c >= 0xC0 || c != 0x85 && c < 0xA0:
			letters++
			high++
		}
		if macQuote(src, i) {
			mac++
		}
	}
	if high*3 > letters {
		if e := codePageOf(Head(src)); e != nil {
			return transcode(src, e)
		}
	}
	if mac > windows {
		return transcode(src, charmap.Macintosh)
	}
	if e := centralEuropean(src); e != nil {
		return transcode(src, e)
	}
	d := transcode(src, charmap.Windows1252)
	if high > 20 && high*3 > letters {
		d.Gaps = append(d.Gaps, document.Gap{Reason: gap.Encoding, Hint: "save the file again as UTF-8"})
	}
	return d
}

// macQuote reports whether the byte at i is a quotation mark of old Macintoshes by what is around
// it. In windows-1252 it would be a capital letter within a word or after one.
func macQuote(src string, i int) bool {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = src[i-1]
	}
	if i+1 < len(src) {
		after = src[i+1]
	}
	small := before >= 'a' && before <= 'z'
	switch src[i] {
	case 0xD5: // ’
		return small && after >= 'a' && after <= 'z'
	case 0xD3: // ”
		return (small || strings.IndexByte(".,!?", before) >= 0) &&
			(canonical.IsBlank(after) || strings.IndexByte(".,;:)", after) >= 0)
	}
	return false
}

func transcode(src string, e encoding.Encoding) Decoded {
	size := 2 * len(src)
	if len(src) > largeText { // It is worth a second pass to have no room to spare.
		size = 0
		if err := convert(src, e, func(piece []byte) { size += len(piece) }); err != nil {
			return utf8Text(src)
		}
	}
	var text strings.Builder
	text.Grow(size)
	if err := convert(src, e, func(piece []byte) { text.Write(piece) }); err != nil {
		return utf8Text(src)
	}
	return Decoded{Text: text.String()}
}

const largeText = 1 << 20 // bytes

// convert hands on what src is in UTF-8, in pieces. The decoders in use replace what they cannot
// read, so there is no error.
func convert(src string, e encoding.Encoding, take func(piece []byte)) error {
	r := transform.NewReader(strings.NewReader(src), e.NewDecoder())
	piece := make([]byte, 16<<10)
	for {
		n, err := r.Read(piece)
		take(piece[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// utf32Order is the encoding of a text in UTF-32: by its byte order mark, or by the NUL bytes that
// every character has.
func utf32Order(s string) encoding.Encoding {
	switch {
	case strings.HasPrefix(s, "\xFF\xFE\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)
	case strings.HasPrefix(s, "\x00\x00\xFE\xFF"):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case len(s) < 8 || strings.IndexByte(s, 0) < 0:
		return nil
	}
	var nul [4]int
	for i := range len(s) / 4 * 4 {
		if s[i] == 0 {
			nul[i%4]++
		}
	}
	switch n := len(s) / 4; {
	case nul[3] == n && nul[2] >= n*2/3 && nul[0] == 0:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case nul[0] == n && nul[1] >= n*2/3 && nul[3] == 0:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	}
	return nil
}

// UTF16 is the encoding of a text in UTF-16: by its byte order mark, or by the NUL bytes that Latin
// letters have in every second place.
func UTF16(s string) encoding.Encoding {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM),
		unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	switch {
	case strings.HasPrefix(s, "\xFF\xFE"):
		return little
	case strings.HasPrefix(s, "\xFE\xFF"):
		return big
	case strings.IndexByte(s, 0) < 0:
		return nil
	}
	var nul, text [2]int
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			nul[i%2]++
		} else if s[i] < utf8.RuneSelf && (s[i] >= ' ' || strings.IndexByte(canonical.Blanks, s[i]) >= 0) {
			text[i%2]++
		}
	}
	half := len(s) / 2
	switch {
	case nul[1] > half*2/3 && nul[0] == 0 && text[0] > half*2/3:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case nul[0] > half*2/3 && nul[1] == 0 && text[1] > half*2/3:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// Head is as much of the beginning of a file as is looked at to find its format.
func Head(src string) string { return src[:min(len(src), headBytes)] }

// headBytes is how many bytes at a file's start are looked at to find its format.
const headBytes = 4096

// StatedLabel is the label of the encoding that a page, or an XML declaration, states at its
// start; "" when it states none.
func StatedLabel(src string) string {
	s := strings.ToLower(Head(src))
	for _, key := range []string{"charset=", "encoding="} {
		if _, rest, ok := strings.Cut(s, key); ok {
			rest = strings.TrimLeft(rest, "\"' ")
			if end := strings.IndexAny(rest, "\"' ;/>?"); end > 0 {
				return rest[:end]
			}
		}
	}
	return ""
}

// IsBinary reports whether a file is not text in any encoding that decode knows: control
// characters, and no sign of UTF-16 or UTF-32.
func IsBinary(src string) bool {
	s := Head(src)
	if UTF16(s) != nil || utf32Order(s) != nil {
		return false
	}
	control := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && strings.IndexByte(canonical.Blanks, c) < 0 && c != 0x1b && c != 0x1a {
			control++
		}
	}
	return control > len(s)/50+1
}
