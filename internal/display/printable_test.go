package display

import (
	"testing"
	"unicode"
)

// TestUnseenIsWhatUnicodeSays goes through all characters, because most are told without a table.
func TestUnseenIsWhatUnicodeSays(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := r == 0x2800 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point)
		if Unseen(r) != want {
			t.Errorf("U+%04X: %v, want %v", r, Unseen(r), want)
		}
	}
}

func TestWhatChangesWhatAReaderSeesIsShown(t *testing.T) {
	const joined = "می\u200cخواهم 👩\u200d🚀 ❤\ufe0f \u0600"
	for in, want := range map[string][2]string{
		"a\u202eb\u0085c\x1bd": {"a·b·c·d", "a‹U+202E›b‹U+0085›c‹U+001B›d"},
		"a\u200bb\U000e0041c":  {"a·b·c", "a‹U+200B›b‹U+E0041›c"},
		"\u3164\u2800\ufeff":   {"···", "‹U+3164›‹U+2800›‹U+FEFF›"},
		joined:                 {joined, joined},
		"inv\xff":              {`inv\xff`, `inv\xff`},
	} {
		if got := [2]string{Printable(in), Visible(in)}; got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}
