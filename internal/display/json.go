package display

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// EncodeJSON appends a value as JSON to b. What has no look of its own is written as \u and its
// number, so that whoever looks at the file sees it; a program reads the same string. The values
// are plain structs, which cannot fail to encode.
func EncodeJSON(b *bytes.Buffer, value any) {
	from := b.Len()
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	b.Truncate(b.Len() - 1) // The encoder's newline.
	text := b.Bytes()[from:]
	first := bytes.IndexFunc(text, func(r rune) bool { return r > '~' && Unseen(r) })
	if first < 0 {
		return
	}
	rest := bytes.Clone(text[first:])
	b.Truncate(from + first)
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r <= '~' || !Unseen(r):
			b.Write(rest[:size])
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(b, `\u%04x`, r)
		}
		rest = rest[size:]
	}
}

// JSON is a value as JSON, as encode writes it.
func JSON(value any) []byte {
	var b bytes.Buffer
	EncodeJSON(&b, value)
	return b.Bytes()
}
