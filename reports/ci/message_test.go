package ci

import (
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

func TestMessageIsOneLineOfTwoHundredCharacters(t *testing.T) {
	r := reporttest.Paged(t)
	f := r.Findings[0]
	entry := *f.Entry
	entry.Instead = []string{strings.Repeat("people in an irregular situation ", 9), "others", "a third"}
	f.Entry = &entry
	place := document.Place{Page: 3, Section: strings.Repeat("Article 4 ", 20)}
	got := message(wording.Words{}, r.Doc, &f, place)
	if n := utf8.RuneCountInString(got); n > mostMessage || strings.Contains(got, "\n") {
		t.Errorf("the message has %d characters, want one line of at most %d: %s", n, mostMessage, got)
	}
	for _, want := range []string{"“illegal migrants” (used)", "consider people in an irregular", "Key " + f.Key} {
		if !strings.Contains(got, want) {
			t.Errorf("the message does not say %q: %s", want, got)
		}
	}
}

// What cannot be read has a message of the same length; the reason comes before what can be done.
func TestMessageOnAGapIsShort(t *testing.T) {
	r := reporttest.Paged(t)
	r.Doc.Gaps = []document.Gap{
		{Reason: "no text layer", Hint: strings.Repeat("recognise its text ", 20)},
		{Reason: strings.Repeat("a long reason ", 20)},
		{Reason: "encrypted", Hint: "save it without a password"},
	}
	got := notRead(wording.Words{}, r)
	for _, s := range got {
		if n := utf8.RuneCountInString(s); n > mostMessage {
			t.Errorf("a message of %d characters: %s", n, s)
		}
	}
	if want := "Not read, or not fully: no text layer."; got[0] != want {
		t.Errorf("got %q, want %q", got[0], want)
	}
	if want := "Not read, or not fully: encrypted (save it without a password)."; got[2] != want {
		t.Errorf("got %q, want %q", got[2], want)
	}
}

// Formats that have a place for it say why words are named, outside of the message.
func TestReasonIsBesideTheMessage(t *testing.T) {
	for kind, want := range map[string]string{
		"gitlab": `"content":{"body":"Acts can break a law; a person cannot be illegal.`,
		"junit":  `<property name="illegal-people" value="Acts can break a law; a person cannot be illegal.`,
		"sarif":  `"help":{"text":"Acts can break a law; a person cannot be illegal.`,
	} {
		got := report(t, kind, stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil)
		if !strings.Contains(got, want) {
			t.Errorf("%s has no %s:\n%s", kind, want, got)
		}
	}
}
