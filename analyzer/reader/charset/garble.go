package charset

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// Text in UTF-8 that a program took for windows-1252 or ISO 8859-1, and wrote as UTF-8 once more,
// has two or three characters for each one beyond ASCII: "â€œ" for a quotation mark. Where they are
// what such a mistake makes, and nothing that anybody writes, they are undone; "Ã” after a capital
// might be a word in Portuguese, and is undone only in a text that has others.

// Ungarble undoes what such a mistake has made of a document's text, up to three times over. What
// is left of it and cannot be undone is a gap.
func Ungarble(doc *document.Document, spare int) {
	if strings.IndexByte(doc.Text, 0xC3) < 0 { // Each garbled character begins with a letter from À to ô.
		return
	}
	g := garbled{text: doc.Text}
	for _, ok := g.next(); ok && g.sure < enoughGarble; _, ok = g.next() {
	}
	if g.sure > 0 {
		all := garbled{text: doc.Text, trusted: g.sure >= enoughGarble}
		canonical.Apply(doc, all.next, 0, spare)
		g.lost = all.lost
	}
	switch {
	case g.lost > 0:
		doc.Gaps = append(doc.Gaps, document.Gap{
			Reason: gapGarbled,
			Hint:   fmt.Sprintf("save the file as UTF-8 from where its letters are right: %d words could not be read", g.lost),
		})
	case !canonical.Undecoded(doc) && garbledThroughout(doc.Text):
		doc.Gaps = append(doc.Gaps, document.Gap{
			Reason: gapGarbled, Hint: "save the file as UTF-8 from where its letters are right: hardly a word could be read",
		})
	}
}

const gapGarbled = "garbled letters"

// garbledThroughout reports whether more than a third of a text's letters are those from À to ÿ, as
// in no language: Russian in windows-1251 looks so when it is taken for windows-1252.
func garbledThroughout(text string) bool {
	const fewest = 20
	high := strings.Count(text, "\xC3")
	if high < fewest || high*8 < len(text) {
		return false
	}
	letters := 0
	for i := range len(text) {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			letters++
		}
	}
	return high*2 > letters
}

// enoughGarble is how many characters must be garbled for certain for others to be taken for it
// too.
const enoughGarble = 3

// garbled finds the garbled characters of a text, in order.
type garbled struct {
	text    string
	at      int  // up to here it has been looked at
	trusted bool // the text is known to be garbled

	sure int // characters that are garbled for certain
	lost int // places that are garbled and cannot be read
}

// next is the next stretch of garbled characters, with what they stand for.
func (g *garbled) next() (canonical.Edit, bool) {
	for {
		i := strings.IndexByte(g.text[g.at:], 0xC3)
		if i < 0 {
			return canonical.Edit{}, false
		}
		start := g.at + i
		before, _ := utf8.DecodeLastRuneInString(g.text[:start])
		if r, n := utf8.DecodeRuneInString(g.text[start:]); r < 0xC2 || r > 0xF4 || start+n < len(g.text) &&
			!g.mayFollow(r, start+n) {
			g.at = start + n
			if (r == 'Ã' || r == 'Â') && unicode.IsLower(before) && unicode.IsLower(following(g.text, g.at)) {
				g.lost++
			}
			continue
		}
		end := garbleEnd(g.text, start)
		u := undoing{trusted: g.trusted, before: before}
		with := u.undo(g.text[start:end], following(g.text, end), 0)
		g.at = end
		g.sure += u.sure
		if with == g.text[start:end] {
			if u.odd {
				g.lost++
			}
			continue
		}
		return canonical.Edit{Span: document.Span{Start: start, End: end}, With: with}, true
	}
}

// mayFollow reports whether what is at i may go on with a character that began with r: a letter
// or sign of windows-1252 that is no letter from À on, or for "Â" a blank.
func (g *garbled) mayFollow(r rune, i int) bool {
	if g.text[i] < utf8.RuneSelf {
		return r == 'Â'
	}
	next, _ := utf8.DecodeRuneInString(g.text[i:])
	b, ok := windowsByte(next)
	return ok && b < 0xC0
}

// garbleEnd is where a stretch of characters beyond ASCII that windows-1252 has ends.
func garbleEnd(text string, i int) int {
	const longest = 1 << 10
	start := i
	for i < len(text) && i-start < longest {
		r, n := utf8.DecodeRuneInString(text[i:])
		if _, ok := windowsByte(r); !ok && !(r == utf8.RuneError && strings.HasSuffix(text[start:i], "â€")) {
			break
		}
		i += n
	}
	return i
}

// following is the character at i, or a blank at the end.
func following(text string, i int) rune {
	if i >= len(text) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

// windowsByte is the byte of a character beyond ASCII in windows-1252, or in ISO 8859-1.
func windowsByte(r rune) (byte, bool) {
	switch {
	case r < 0x80:
		return 0, false
	case r <= 0xFF:
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// undoing is the way back of one stretch.
type undoing struct {
	trusted bool
	before  rune // the stretch
	sure    int
	odd     bool // it holds what only such a mistake makes
}

// undo is what a stretch stands for. It is taken back as often as it was garbled.
func (u *undoing) undo(s string, after rune, depth int) string {
	const most = 3 // times
	var out strings.Builder
	before, changed := u.before, false
	trusted := u.trusted || throughout(s, after)
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		plain, size, how := original(s, after)
		certain := how == certainly && (!unicode.IsUpper(before) || size > len("Ã©")) || how != never && trusted
		if plain == "" && !unicode.IsLower(before) && !strings.ContainsRune("0123456789.,;:!?)”", before) {
			certain = false
		}
		switch {
		case certain:
			u.sure++
			u.odd = true
			fallthrough
		case how == perhaps && u.sure > 0:
			out.WriteString(plain)
			before, _ = utf8.DecodeLastRuneInString(plain)
			s, changed = s[size:], true
			continue
		}
		u.odd = u.odd || (r == 'Ã' || r == 'Â') && unicode.IsLower(before)
		out.WriteString(s[:n])
		before, s = r, s[n:]
	}
	if !changed || depth == most {
		return out.String()
	}
	return u.undo(out.String(), after, depth+1)
}

// throughout reports whether s is nothing but garbled characters, two or more.
func throughout(s string, after rune) bool {
	n := 0
	for ; s != ""; n++ {
		_, size, how := original(s, after)
		if how == never {
			return false
		}
		s = s[size:]
	}
	return n > 1
}

// certainty is how surely characters were garbled.
type certainty uint8

const (
	never certainty = iota
	perhaps
	certainly
)

// original is the character that those at the start of s were before, and how many bytes of s they
// are. After is what follows s.
func original(s string, after rune) (plain string, size int, how certainty) {
	var b [utf8.UTFMax]byte
	var last rune
	n := 0
	for _, r := range s {
		c, ok := windowsByte(r)
		if !ok || n > 0 && c >= 0xC0 {
			break
		}
		b[n] = c
		n++
		size += utf8.RuneLen(r)
		last = r
		if n == utf8.UTFMax || utf8.FullRune(b[:n]) {
			break
		}
	}
	if r, width := utf8.DecodeRune(b[:n]); width == n && n > 1 && (r != utf8.RuneError || b[0] == 0xEF) {
		return string(r), size, sureness(r, n, last)
	}
	switch {
	case strings.HasPrefix(s, "â€"): // The third byte was lost: windows-1252 has no character for that of "”".
		rest := s[len("â€"):]
		lost := len(rest) - len(strings.TrimPrefix(rest, "\uFFFD"))
		if lost > 0 || rest == "" && !unicode.IsLetter(after) {
			return "”", len("â€") + lost, certainly
		}
	case s == "Â" && !unicode.IsLetter(after): // The no-break space after it became a plain one.
		return "", len("Â"), certainly
	}
	return "", 0, never
}

// sureness is how surely r, of n bytes in UTF-8, is what was garbled. Last is the last of the
// characters that stand for it: dashes and quotation marks follow any letter.
func sureness(r rune, n int, last rune) certainty {
	common := strings.ContainsRune("‘’“”‚„–—…‹›•«»° ", last)
	switch {
	case r == '\uFEFF', r == utf8.RuneError, r >= 0x2010 && r <= 0x203A, r >= 0x20A0 && r <= 0x20BF, r == '™',
		r >= 0xFB00 && r <= 0xFB06, n == 4:
		return certainly
	case n == 2 && r >= 0xA0 && r <= 0xBF, n == 2 && r >= 0xC0 && r <= 0x17F && !common:
		return certainly
	case n == 3 && unicode.Is(unicode.Han, r) && common:
		return never // "é…”" closes a quotation.
	}
	return perhaps
}
