package reader

import (
	"strings"
)

// ownEntities adds a gap when the text of a file refers to entities that only its document type can explain.
func (d *draft) ownEntities(src string) {
	if refersToOwn(behindType(src)) {
		d.gap(0, gapEntities, "open the file in the program that made it and save it with its entities resolved")
	}
}

// escaped appends text in which entities, and backslashes where the format has them, stand for
// characters.
func (d *draft) escaped(s string, at int, backslashes bool) {
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
			value, n := entity(s[i:])
			if n > 0 {
				d.text(s[from:i], at+from)
				d.decoded(value, at+i, n)
				i += n
				from = i
				continue
			}
		case s[i] == '\\' && backslashes && i+1 < len(s) && isPunct(s[i+1]):
			d.text(s[from:i], at+from)
			i++
			from = i
		}
		i++
	}
	d.text(s[from:], at+from)
}

// appendText appends character data as it stands in a part: its references stand for characters.
func (d *draft) appendText(s string, at int) {
	if strings.HasPrefix(s, cdata) {
		d.text(strings.TrimSuffix(s[len(cdata):], "]]>"), at+len(cdata))
		return
	}
	d.escaped(s, at, false)
}

// isPunct reports whether c is one of the marks of ASCII that a backslash may escape.
func isPunct(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
}
