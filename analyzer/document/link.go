package document

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A page of the web is cited by its words: a text fragment, after "#:~:text=", has the browser scroll
// to them (https://wicg.github.io/scroll-to-text-fragment/). Words that the page has more than once
// are told apart by what is before and after them.

const (
	countable = 256 << 10 // bytes of text up to which it is found out whether words are there once
	nearWords = 3         // before and after words that are not
	farWords  = 8         // where those are not enough
	longWords = 300       // bytes of words from which the first and the last are named
	fewWords  = 4         // of such a stretch, at each end
)

// Link is the address at which a browser shows the span: that of the page, or where that is not
// known, the fragment alone, which goes after the name of the file. It is "" for documents that are
// no pages of the web, and for text that no reader sees.
func (d *Document) Link(s Span) string {
	if p, ok := d.Places[s]; ok {
		return p.Link
	}
	i := d.BlockAt(s.Start)
	if !d.Linkable || i < 0 {
		return ""
	}
	b := &d.Blocks[i]
	if b.Exclusion == Hidden || b.Exclusion == Deleted || s.End > b.End || s.Len() <= 0 {
		return ""
	}
	// A browser finds whole words.
	for s.Start > b.Start && !isBlank(d.Text[s.Start-1]) {
		s.Start--
	}
	for s.End < b.End && !isBlank(d.Text[s.End]) {
		s.End++
	}
	address, own, _ := strings.Cut(d.Address, "#")
	own, _, _ = strings.Cut(own, ":~:")
	words := trimmed(s.Of(d.Text))
	if words == "" {
		return ""
	}
	before, after := d.Text[b.Start:s.Start], d.Text[s.End:b.End]
	around := 0
	switch {
	case len(d.Text) > countable:
		around = nearWords
	case d.repeats(s):
		around = nearWords
		if d.repeats(Span{s.Start - len(lastWords(before, around)), s.End + len(firstWords(after, around))}) {
			around = farWords
		}
	}
	var f strings.Builder
	f.WriteString(address + "#" + own + ":~:text=")
	if prefix := trimmed(lastWords(before, around)); prefix != "" {
		f.WriteString(escapeFragment(prefix) + "-,")
	}
	if len(words) > longWords {
		f.WriteString(escapeFragment(trimmed(firstWords(words, fewWords))) + ",")
		words = trimmed(lastWords(words, fewWords))
	}
	f.WriteString(escapeFragment(words))
	if suffix := trimmed(firstWords(after, around)); suffix != "" {
		f.WriteString(",-" + escapeFragment(suffix))
	}
	return f.String()
}

// plainText is the text as a browser compares it: line breaks are blanks, and letters small.
type plainText struct {
	once sync.Once
	text string
}

var plainWords = strings.NewReplacer("\n", " ")

// repeats reports whether the words of a span are in the text more than once.
func (d *Document) repeats(s Span) bool {
	d.plain.once.Do(func() { d.plain.text = strings.ToLower(plainWords.Replace(d.Text)) })
	return strings.Count(d.plain.text, strings.ToLower(plainWords.Replace(s.Of(d.Text)))) > 1
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' }

// trimmed is a stretch with one blank between words, as a browser shows it.
func trimmed(s string) string { return strings.Join(strings.Fields(s), " ") }

// lastWords is the end of a text with n words.
func lastWords(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		for i > 0 && isBlank(s[i-1]) {
			i--
		}
		for i > 0 && !isBlank(s[i-1]) {
			i--
		}
	}
	return s[i:]
}

// firstWords is the beginning of a text with n words.
func firstWords(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		for i < len(s) && isBlank(s[i]) {
			i++
		}
		for i < len(s) && !isBlank(s[i]) {
			i++
		}
	}
	return s[:i]
}

// escapeFragment encodes words so that nothing in them ends them: also commas, ampersands and
// hyphens, which have a meaning in a text fragment.
func escapeFragment(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c < utf8.RuneSelf && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
			strings.IndexByte("._~", c) >= 0):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
	return b.String()
}
