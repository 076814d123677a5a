package mail

import "strings"

// packedWords are what packed rich text may refer to before anything else (MS-OXRTFCP).
const packedWords = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript ` +
	`\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" +
	`\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// unpackRTF unpacks rich text as Outlook keeps it, up to so many bytes. It reports whether all of it
// was there.
func unpackRTF(s string, most int) (text string, whole bool) {
	const (
		head   = 16
		packed = "LZFu"
		plain  = "MELA"
		window = 4096
	)
	if len(s) < head {
		return "", false
	}
	size := int(s[4]) | int(s[5])<<8 | int(s[6])<<16 | int(s[7])<<24
	kind, s := s[8:12], s[head:]
	switch {
	case size < 0 || size > most:
		return "", false
	case kind == plain:
		return s[:min(size, len(s))], len(s) >= size
	case kind != packed:
		return "", false
	}
	var dictionary [window]byte
	at := copy(dictionary[:], packedWords)
	var b strings.Builder
	put := func(c byte) {
		b.WriteByte(c)
		dictionary[at] = c
		at = (at + 1) % window
	}
	for i := 0; i < len(s); {
		flags := s[i]
		i++
		for bit := range 8 {
			switch {
			case b.Len() >= size || i >= len(s):
				return b.String(), b.Len() >= size
			case flags>>bit&1 == 0:
				put(s[i])
				i++
				continue
			case i+2 > len(s):
				return b.String(), false
			}
			from, n := int(s[i])<<4|int(s[i+1])>>4, int(s[i+1]&0xF)+2
			i += 2
			if from == at { // the end
				return b.String(), b.Len() >= size
			}
			for k := 0; k < n; k++ {
				put(dictionary[(from+k)%window])
			}
		}
	}
	return b.String(), b.Len() >= size
}
