package analyzer

import (
	"slices"
	"strings"

	"refrain/analyzer/segment"
)

// longestInterjection is how many words the record of a speech puts between brackets for what
// happens in the room: "(Applause and cheering from the gallery)".
const longestInterjection = 8

// interjections takes the words of interjections, such as "(APPLAUSE)", out of a stretch: they are
// no words of the speech, and part none of its terms. The record says so by a word of the class
// interjection at the beginning of the brackets.
func (p *pass) interjections(l *compiled, from, to int) {
	for _, brackets := range [][2]byte{{'(', ')'}, {'[', ']'}} {
		for at := from; ; {
			i := strings.IndexByte(p.doc.Text[at:to], brackets[0])
			if i < 0 {
				break
			}
			at += i + 1
			if !l.interjections[firstWord(p.doc.Text[at:to])] {
				continue
			}
			if end := strings.IndexByte(p.doc.Text[at:to], brackets[1]); end >= 0 {
				p.without(at, at+end)
			}
		}
	}
}

// firstWord is the word that s begins with, in lower case, where it is of ASCII letters.
func firstWord(s string) string {
	const most = 16 // letters
	n := 0
	for n < min(len(s), most) && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	return strings.ToLower(s[:n])
}

// without takes the tokens between two offsets away, if they are few.
func (p *pass) without(from, to int) {
	first, _ := slices.BinarySearchFunc(p.tokens, from, func(t segment.Token, at int) int { return int(t.Start) - at })
	end := first
	for end < len(p.tokens) && int(p.tokens[end].End) <= to {
		end++
	}
	n := end - first
	if n == 0 || n > longestInterjection {
		return
	}
	if first > 0 && end < len(p.tokens) {
		text := p.doc.Text // Where nothing else stands between the words around it, nothing does.
		before, after := text[p.tokens[first-1].End:from-1], text[min(to+1, int(p.tokens[end].Start)):p.tokens[end].Start]
		if strings.TrimSpace(before+after) == "" {
			p.tokens[end].Sep = segment.Blank
		}
	}
	p.tokens = slices.Delete(p.tokens, first, end)
	p.marked = slices.DeleteFunc(p.marked, func(m int32) bool { return int(m) >= first && int(m) < end })
	for i, m := range p.marked {
		if int(m) >= end {
			p.marked[i] = m - int32(n)
		}
	}
}
