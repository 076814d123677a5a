package engine

import (
	"context"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// shortText is how many bytes of a text are asked for at first.
const shortText = 512

// ShortText calls a function that writes a text in UTF-16, with a zero after it, into a buffer and
// returns its size in bytes. What is longer than 255 characters is left out.
func (in *Instance) ShortText(ctx context.Context, function string, arguments ...uint64) (string, error) {
	buffer, err := in.Scratch(ctx, shortText)
	if err != nil {
		return "", err
	}
	n, err := in.Call(ctx, function, append(arguments, uint64(buffer), shortText)...)
	if err != nil || uint32(n) < 2 || uint32(n) > shortText {
		return "", err
	}
	b, ok := in.Read(buffer, uint32(n)-2)
	if !ok {
		return "", nil
	}
	return DecodeUTF16(b), nil
}

// LongText calls a function like those of ShortText, once more where the text is longer. What is
// longer than most bytes is cut.
func (in *Instance) LongText(ctx context.Context, most uint32, function string, arguments ...uint64) (string, error) {
	const tooLong = 1 << 30 // bytes, which no text of a file has
	buffer, err := in.Scratch(ctx, shortText)
	if err != nil {
		return "", err
	}
	n, err := in.Call(ctx, function, append(arguments, uint64(buffer), shortText)...)
	size := uint32(n)
	if err != nil || size <= 2 || size > tooLong {
		return "", err
	}
	if size > shortText {
		if buffer, err = in.Scratch(ctx, size); err != nil {
			return "", err
		}
		if _, err = in.Call(ctx, function, append(arguments, uint64(buffer), uint64(size))...); err != nil {
			return "", err
		}
	}
	b, _ := in.Read(buffer, min(size, most))
	return DecodeUTF16(b), nil
}

// DecodeUTF16 returns a text as PDFium writes it, up to the zero at its end.
func DecodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return strings.ToValidUTF8(strings.TrimRight(string(utf16.Decode(units)), "\x00"), "")
}

// DecodeString returns a text string of PDF (ISO 32000-2, 7.9.2.2): in UTF-16 or UTF-8 with a mark, or
// in the encoding of PDF documents. Many programs write UTF-8 without the mark.
func DecodeString(b []byte) string {
	const utf16Mark, utf8Mark = "\xfe\xff", "\xef\xbb\xbf"
	text := string(b)
	if rest, ok := strings.CutPrefix(text, utf16Mark); ok {
		units := make([]uint16, len(rest)/2)
		for i := range units {
			units[i] = uint16(rest[2*i])<<8 | uint16(rest[2*i+1])
		}
		return strings.ToValidUTF8(string(utf16.Decode(units)), "")
	}
	if text = strings.TrimPrefix(text, utf8Mark); utf8.ValidString(text) {
		return text
	}
	const from, to = 0x80, 0xA0
	special := []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€")
	var out strings.Builder
	for _, c := range b {
		if c >= from && c <= to {
			out.WriteRune(special[c-from])
		} else {
			out.WriteRune(rune(c))
		}
	}
	return out.String()
}
