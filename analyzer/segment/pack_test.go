package segment

import (
	"fmt"
	"testing"

	"refrain/codec"
)

// TestRestoredVocabularyKnowsItsWords: those that it was written with, and others that it gets later.
func TestRestoredVocabularyKnowsItsWords(t *testing.T) {
	word := func(i int) string { return fmt.Sprintf("word%dé", i) }
	v := NewVocabulary()
	for i := range 3000 {
		if n := v.Add(word(i)); i%3 == 0 {
			v.Mark(n)
		}
	}
	c := codec.Writer()
	v.Pack(c)
	restored := new(Vocabulary)
	restored.Pack(codec.Reader(string(c.Bytes())))
	check := func(words int) {
		t.Helper()
		if restored.Len() != words+1 {
			t.Fatalf("%d words, want %d", restored.Len()-1, words)
		}
		for i := range words {
			n := restored.Find(word(i))
			if n != int32(i+1) || restored.Word(n) != word(i) {
				t.Fatalf("%s has the number %d, want %d", word(i), n, i+1)
			}
		}
		if n := restored.Find(word(words)); n != 0 {
			t.Errorf("%s, which it does not hold, has the number %d", word(words), n)
		}
	}
	check(3000)
	text := word(1) + " " + word(3) + " else " + word(6)
	if _, marked := restored.ScanMarked(text, 0, len(text), nil, nil); fmt.Sprint(marked) != "[1 3]" {
		t.Errorf("marked in %q are %v, want [1 3]", text, marked)
	}
	for i := range 9000 {
		if n := restored.Add(word(i)); n != int32(i+1) {
			t.Fatalf("%s got the number %d, want %d", word(i), n, i+1)
		}
	}
	check(9000)
}
