package text_test

import (
	"testing"

	"refrain/analyzer/reader/readertest"
)

func TestSpeakersOfCaptionsAreNotQuoted(t *testing.T) {
	const src = ">> REPORTER: A flood of people.\n>> JANE DOE: No\nmore.\n\n>> Old words: of a mail\n"
	const want = "body: REPORTER: A flood of people.\nbody: JANE DOE: No⏎more.\nblock quote: Old words: of a mail"
	readertest.Same(t, "captions", readertest.Outline(readertest.ReadNamed(t, "a.txt", src)), want)
}
