package layout

import "testing"

func TestLinesThatBeginItems(t *testing.T) {
	for text, want := range map[string]bool{
		"(a) flood": true, "1. flood": true, "(12a) flood": true, "iv) flood": true, "• flood": true, "— flood": true,
		"1999) flood": false, "flood of": false, "(of) flood": false, "A. Flood": true, "of. Flood": false,
	} {
		var chars []Char
		for _, r := range text {
			chars = append(chars, Char{Rune: r})
		}
		l := line{chars: chars}
		if got := l.beginsItem(); got != want {
			t.Errorf("%q: begins an item %v, want %v", text, got, want)
		}
	}
}
