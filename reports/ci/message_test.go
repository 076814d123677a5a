package ci

import (
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/reports/reporttest"
)

func TestMessageIsOneLineOfTwoHundredCharacters(t *testing.T) {
	r := reporttest.Paged(t)
	f := r.Findings[0]
	entry := *f.Entry
	entry.Instead = []string{strings.Repeat("people in an irregular situation ", 9), "others", "a third"}
	f.Entry = &entry
	place := document.Place{Page: 3, Section: strings.Repeat("Article 4 ", 20)}
	got := message(r.Doc, &f, place)
	if n := utf8.RuneCountInString(got); n > mostMessage || strings.Contains(got, "\n") {
		t.Errorf("the message has %d characters, want one line of at most %d: %s", n, mostMessage, got)
	}
	for _, want := range []string{"“illegal migrants” (used)", "consider people in an irregular", "Key " + f.Key} {
		if !strings.Contains(got, want) {
			t.Errorf("the message does not say %q: %s", want, got)
		}
	}
}
