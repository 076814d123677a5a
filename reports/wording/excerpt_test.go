package wording

import (
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/reports/reporttest"
)

func TestContextOfAHugeSentenceIsBounded(t *testing.T) {
	huge := strings.Repeat("für ", 300_000) + "illegals" + strings.Repeat(" été", 300_000)
	got := Context(huge, document.Span{End: len(huge)}, reporttest.SpanOf(t, huge, "illegals"))
	if len(got) > 3*contextLimit || !utf8.ValidString(got) {
		t.Errorf("%d bytes, valid: %t", len(got), utf8.ValidString(got))
	}
	if !strings.HasPrefix(got, "… für ") || !strings.HasSuffix(got, " été …") ||
		!strings.Contains(got, " illegals ") {
		t.Errorf("got %q", got)
	}
}

func TestContextWithoutBlanksIsStillText(t *testing.T) {
	huge := strings.Repeat("字", 5000) + "illegals" + strings.Repeat("字", 5000)
	if got := Context(
		huge, document.Span{End: len(huge)}, reporttest.SpanOf(t, huge, "illegals"),
	); !utf8.ValidString(got) || len(got) > 3*contextLimit {
		t.Errorf("%d bytes, valid: %t", len(got), utf8.ValidString(got))
	}
}
