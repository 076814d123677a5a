package charset

import (
	"html"
	"strings"
)

// GapEntities is for words that appear in a document type. Nothing of one is read: what it declares
// may be endless, or lie outside the file.
const GapEntities = "entities of its own not read"

// AfterDoctype is what follows the document type at the start of a file; "" for one without. One
// that holds declarations ends with ]>.
func AfterDoctype(src string) string {
	begin := strings.Index(Head(src), "<!DOCTYPE")
	if begin < 0 {
		return ""
	}
	rest := src[begin:]
	end := strings.IndexAny(rest, "[>")
	if end < 0 {
		return ""
	}
	if rest[end] == '[' {
		if end = strings.Index(rest, "]>"); end < 0 {
			return ""
		}
	}
	return rest[end:]
}

// HasOwnEntities reports whether there is a reference to an entity that neither XML nor HTML knows.
func HasOwnEntities(s string) bool {
	for {
		_, rest, found := strings.Cut(s, "&")
		if !found {
			return false
		}
		s = rest
		const most = 100
		end := strings.IndexByte(s[:min(len(s), most)], ';')
		if end <= 0 || s[0] == '#' || strings.ContainsAny(s[:end], " \t\r\n&<>\"'") {
			continue
		}
		if reference := "&" + s[:end+1]; html.UnescapeString(reference) == reference {
			return true
		}
	}
}

// Entity is what the reference at the start of s ("&amp;", "&#8217;") stands for, and its length; 0
// when s starts with none.
func Entity(s string) (value string, n int) {
	for n = 1; n < len(s) && n < 40 && (s[n] == '#' || s[n] >= '0' && s[n] <= '9' || s[n] >= 'a' && s[n] <= 'z' ||
		s[n] >= 'A' && s[n] <= 'Z'); n++ {
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if value = html.UnescapeString(s[:n]); value == s[:n] {
		return "", 0
	}
	return value, n
}

// CDATA begins a section of XML in which nothing is markup.
const CDATA = "<![CDATA["

// Unescape are what character data stands for.
func Unescape(data string) string {
	if strings.HasPrefix(data, CDATA) {
		return strings.TrimSuffix(data[len(CDATA):], "]]>")
	}
	return html.UnescapeString(data)
}
