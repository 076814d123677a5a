package html

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"refrain/reports/wording"
)

// What every page begins with, around the code of its language, up to the version of the program.
const (
	opens  = "<!doctype html>\n<html lang=\""
	begins = "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"refrain "
)

// Began reports whether a file that begins with head is a page of refrain.
func Began(head string) bool {
	rest, ok := strings.CutPrefix(head, opens)
	language, rest, quoted := strings.Cut(rest, "\"")
	return ok && quoted && len(language) <= longestCode && strings.HasPrefix("\""+rest, begins)
}

// longestCode is how long the code of a language in a page may be.
const longestCode = 35 // as BCP 47 recommends to programs

// Page is what the head of a page holds. The style and the script are the only ones that a browser
// obeys in it, and it loads nothing.
type Page struct {
	Version string // of refrain
	Lang    string // BCP 47 code of its words; "" is English
	Title   string
	Style   string // CSS
	Script  string // JavaScript; "" allows none
}

// WriteHead writes a page from its beginning to its body. The script is not part of it: it goes to
// the end of the body.
func WriteHead(b *bytes.Buffer, p Page) {
	scripts := ""
	if p.Script != "" {
		scripts = " script-src '" + hashed(p.Script) + "';"
	}
	policy := fmt.Sprintf("default-src 'none'; style-src '%s';%s img-src data:; base-uri 'none'; form-action 'none'",
		hashed(p.Style), scripts)
	b.WriteString(opens + template.HTMLEscapeString(cmp.Or(p.Lang, "en")) + begins +
		template.HTMLEscapeString(p.Version) + "\">\n")
	b.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	b.WriteString("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
	fmt.Fprintf(b, "<title>%s</title>\n<style>%s</style>\n</head>\n", template.HTMLEscapeString(p.Title), p.Style)
}

// Allowed are the style and the scripts of reports in all languages, as a Content-Security-Policy names
// them, for a page that shows reports which it holds itself: they obey its policy too.
func Allowed() (styles string, scripts []string) {
	for _, code := range wording.Codes() {
		if hash := hashed("\n" + scriptIn(wording.In(code))); !slices.Contains(scripts, hash) {
			scripts = append(scripts, hash)
		}
	}
	return hashed("\n" + style), scripts
}

// hashed names a style or script in a Content-Security-Policy.
func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
