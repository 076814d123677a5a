package display

import (
	"testing"
	"unicode/utf8"
)

func TestNameIsReversibleAndUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"plain é.txt": "plain é.txt", "inv\xff.txt": `inv\xff.txt`, `inv\xff.txt`: `inv\x5cxff.txt`,
		`C:\xfer\a`: `C:\x5cxfer\a`, `\xFF\x`: `\xFF\x`,
		"\\\xff": `\\xff`, "\\x\xff": `\x\xff`, "\xc3": `\xc3`, "\ufffd": "\ufffd", "": "", "\xed\xa0\x80": `\xed\xa0\x80`,
	} {
		got := Name(in)
		if got != want || !utf8.ValidString(got) || FileName(got) != in {
			t.Errorf("Name(%q) is %q, want %q; FileName gives %q", in, got, want, FileName(got))
		}
	}
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"a\xff", `\xff`, `\x5c\xff`, "\\x5\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Name(s); FileName(got) != s || !utf8.ValidString(got) {
			t.Errorf("Name(%q) is %q, FileName gives %q", s, got, FileName(got))
		}
	})
}
