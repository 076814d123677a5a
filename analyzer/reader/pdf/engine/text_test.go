package engine

import "testing"

func TestTextStringsAreDecoded(t *testing.T) {
	for _, c := range []struct{ claim, in, want string }{
		{"UTF-16", "\xfe\xff\x06\x31\x00a\x20\x1c", "رa“"},
		{"UTF-16 with half a pair", "\xfe\xff\xd8\x3d\x00a", "\uFFFDa"},
		{"an odd byte", "\xfe\xff\x00a\x00", "a"},
		{"UTF-8 with a mark", "\xef\xbb\xbfée", "ée"},
		{"UTF-8 without one", "“é”", "“é”"},
		{"the encoding of documents", "caf\xe9 \x8dX\x8e \x93", "café “X” ﬁ"},
		{"nothing", "", ""},
	} {
		if got := DecodeString([]byte(c.in)); got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}
