package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// codePage is an encoding with a byte for each character, for a script of its own.
type codePage struct {
	charmap *charmap.Charmap
	script  *unicode.RangeTable
	often   string // the letters that are most of a text in the script's languages, in small ones
}

// codePages are those that Russian, Greek and Arabic texts are in. The letters are the ten most
// frequent of each language, which are about two thirds of its texts.
var codePages = []codePage{
	{charmap.Windows1251, unicode.Cyrillic, "оеаинтсрвл"},
	{charmap.KOI8R, unicode.Cyrillic, "оеаинтсрвл"},
	{charmap.MacintoshCyrillic, unicode.Cyrillic, "оеаинтсрвл"},
	{charmap.CodePage866, unicode.Cyrillic, "оеаинтсрвл"},
	{charmap.Windows1253, unicode.Greek, "αοιετσνηυρ"},
	{charmap.Windows1256, unicode.Arabic, "اليمونرتب"},
}

// codePageOf is the encoding of a text of which a third of the letters or more is beyond ASCII: the one
// under which its letters are those that are frequent in a language. It is nil where none is far ahead
// of all others.
func codePageOf(src string) *charmap.Charmap {
	const (
		enough = 0.4 // of the letters; other encodings give a tenth
		ahead  = 0.1
	)
	var best codePage
	most := map[*unicode.RangeTable]float64{} // by script: of one script, encodings may share the small letters
	first := 0.0
	for _, p := range codePages {
		score := p.score(src)
		if most[p.script] = max(most[p.script], score); score > first {
			best, first = p, score
		}
	}
	for script, score := range most {
		if script != best.script && first < score+ahead {
			return nil
		}
	}
	if first < enough {
		return nil
	}
	return best.charmap
}

// score is the share of the bytes beyond ASCII that are frequent letters; rarer letters count less,
// capitals within words and what is no letter of the script against it.
func (p *codePage) score(src string) float64 {
	sum, bytes := 0.0, 0
	before := ' '
	for i := range len(src) {
		r := rune(src[i])
		if r >= utf8.RuneSelf {
			r = p.charmap.DecodeByte(src[i])
			bytes++
			switch {
			case strings.ContainsRune(p.often, r):
				sum++
			case unicode.Is(p.script, r) && unicode.IsUpper(r) && unicode.IsLower(before):
				sum--
			case unicode.Is(p.script, r) && unicode.IsLetter(r):
				sum += 0.3
			case !unicode.IsPunct(r) && !unicode.IsSpace(r):
				sum--
			}
		}
		before = r
	}
	if bytes == 0 {
		return 0
	}
	return sum / float64(bytes)
}

// centralEuropean is windows-1250 or ISO 8859-2 where letters of Polish stand within words at bytes
// at which windows-1252 has signs that never do: "¹" in "rz¹d" is "ą". It is nil elsewhere. At the end
// of a word alone they may be the raised numbers of notes.
func centralEuropean(src string) *charmap.Charmap {
	const few = 2
	within, all, windows, iso := 0, 0, 0, 0
	for i := 1; i+1 < len(src); i++ {
		if src[i] < utf8.RuneSelf || !isLetter(src[i-1]) {
			continue
		}
		switch src[i] {
		case 0xB3, 0xBF: // ł ż
		case 0xB9, 0x9F: // ą ź
			windows++
		case 0xB1, 0xB6, 0xBC: // ą ś ź
			iso++
		default:
			continue
		}
		all++
		if isLetter(src[i+1]) {
			within++
		}
	}
	switch {
	case within == 0 || all < few:
		return nil
	case iso > windows:
		return charmap.ISO8859_2
	}
	return charmap.Windows1250
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
