package segment

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkScan scans invented prose of which half the words are in a vocabulary of 6,000.
func BenchmarkScan(b *testing.B) {
	v := NewVocabulary(english)
	for i := range 6000 {
		v.Add(fmt.Sprintf("word%d", i))
	}
	for _, w := range strings.Fields("the of and to in a that it was for not with people had been") {
		v.Add(w)
	}
	text := strings.Repeat(
		"The council had been told that two thousand people, not all of them from the valley, were waiting for a "+
			"decision. It was not made in May;\nnobody knows why “it” took longer. ",
		2000,
	)
	var tokens []Token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tokens = v.Scan(text, 0, len(text), tokens[:0])
	}
}
