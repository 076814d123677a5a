package json

import (
	"encoding/json"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/scalar"
)

// Programs write JSON into strings of JSON, and escape strings that are escaped already.
const (
	mostEscaped = 1 << 20 // bytes of a string that is looked at for such
	deepEscaped = 3       // times that a string is escaped
)

// put appends a string to a document: the strings of the JSON that it holds, or else its text.
func put(d *builder.Builder, t *scalar.Text, path string, limit, deep int) {
	text := t.String()
	if deep > deepEscaped || len(text) > mostEscaped {
		t.Put(d, document.Body, path)
		return
	}
	if within := strings.Trim(text, canonical.Blanks); within != "" && (within[0] == '{' || within[0] == '[') &&
		strings.Contains(within, `"`) && json.Valid([]byte(within)) {
		for s := NewScanner(text, 0, limit); s.Next(); {
			if s.Event == String {
				inner := composed(t, &s.Text)
				put(d, &inner, builder.JoinPath(path, s.Path()), limit, deep+1)
			}
		}
		return
	}
	if escapedAgain(text) {
		inner := unescaped(t)
		put(d, &inner, path, limit, deep+1)
		return
	}
	t.Put(d, document.Body, path)
}

// escapedAgain reports whether a string is escaped after it has been decoded: it has escapes of
// quotation marks, letters or line breaks, and no other backslashes. Paths on a drive have others.
func escapedAgain(s string) bool {
	found := false
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		_, n := unescape(s[i:])
		if n == 0 || i > 0 && s[i-1] == ':' {
			return false
		}
		found = found || n > 2 || s[i+1] == 'n' || s[i+1] == '"'
		i += n - 1
	}
	return found
}

// unescaped decodes a string once more. Each piece keeps its place.
func unescaped(t *scalar.Text) (out scalar.Text) {
	text := t.String()
	from := 0
	for i := 0; i < len(text); {
		if text[i] != '\\' {
			i++
			continue
		}
		value, n := unescape(text[i:])
		t.Each(document.Span{Start: from, End: i}, out.Add)
		at, length := placeOf(t, document.Span{Start: i, End: i + n})
		out.Add(value, at, length)
		i += n
		from = i
	}
	t.Each(document.Span{Start: from, End: len(text)}, out.Add)
	return out
}

// composed gives the pieces of a string within a decoded one their places in the source.
func composed(outer, inner *scalar.Text) (out scalar.Text) {
	inner.Each(document.Span{End: len(inner.String())}, func(text string, at, n int) {
		s := document.Span{Start: at, End: at + n}
		if n == len(text) && text == s.Of(outer.String()) {
			outer.Each(s, out.Add)
			return
		}
		from, length := placeOf(outer, s)
		out.Add(text, from, length)
	})
	return out
}

// placeOf returns where a stretch of a text is in the source.
func placeOf(t *scalar.Text, s document.Span) (at, n int) {
	at = -1
	end := 0
	t.Each(s, func(_ string, from, size int) {
		if at < 0 {
			at = from
		}
		end = from + size
	})
	return at, end - at
}
