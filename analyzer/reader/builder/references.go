package builder

import (
	"strings"

	"refrain/analyzer/reader/charset"
)

// OwnEntities adds a gap when the text of a file refers to entities that only its document type can
// explain.
func (d *Builder) OwnEntities(src string) {
	if charset.HasOwnEntities(charset.AfterDoctype(src)) {
		d.Gap(0, charset.GapEntities, "open the file in the program that made it and save it with its entities resolved")
	}
}

// Escaped appends text in which entities, and backslashes where the format has them, stand for
// characters.
func (d *Builder) Escaped(s string, at int, backslashes bool) {
	from := 0
	for i := 0; i < len(s); {
		if !backslashes {
			amp := strings.IndexByte(s[i:], '&')
			if amp < 0 {
				break
			}
			i += amp
		}
		switch {
		case s[i] == '&':
			value, n := charset.Entity(s[i:])
			if n > 0 {
				d.Text(s[from:i], at+from)
				d.Decoded(value, at+i, n)
				i += n
				from = i
				continue
			}
		case s[i] == '\\' && backslashes && i+1 < len(s) && isPunct(s[i+1]):
			d.Text(s[from:i], at+from)
			i++
			from = i
		}
		i++
	}
	d.Text(s[from:], at+from)
}

// CharacterData appends character data as it appears in a part: its references stand for
// characters.
func (d *Builder) CharacterData(s string, at int) {
	if strings.HasPrefix(s, charset.CDATA) {
		d.Text(strings.TrimSuffix(s[len(charset.CDATA):], "]]>"), at+len(charset.CDATA))
		return
	}
	d.Escaped(s, at, false)
}

// isPunct reports whether c is one of the marks of ASCII that a backslash may escape.
func isPunct(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
}
