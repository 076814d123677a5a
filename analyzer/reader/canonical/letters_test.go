package canonical

import (
	"testing"

	"pgregory.net/rapid"
)

// TestLettersAreCountedAsOneByOne: eight at a time are counted as one by one, whatever stands
// around them and however little text is left.
func TestLettersAreCountedAsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("azAZkS@[`{-' \n\x00\x7f9éÄ’"))).Draw(t, "text")
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		want := 0
		for at+want < len(text) && (text[at+want] >= 'a' && text[at+want] <= 'z' || text[at+want] >= 'A' && text[at+want] <= 'Z') {
			want++
		}
		if got := asciiLetters(text, at); got != want {
			t.Fatalf("%q from %d: %d letters, want %d", text, at, got, want)
		}
	})
}
