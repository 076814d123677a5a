package reader_test

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

// TestPlacesAreCitedAsLawyersDo goes through provisions of many countries, written in their style:
// the word MARK of each is cited as the first line says.
func TestPlacesAreCitedAsLawyersDo(t *testing.T) {
	n, right := 0, 0
	check := func(name, text, want string) {
		t.Helper()
		doc := readertest.ReadNamed(t, name, text)
		at := strings.Index(doc.Text, "MARK")
		if at < 0 {
			t.Errorf("%s: the word was not read: %q", name, doc.Text)
			return
		}
		n++
		if got := doc.Locate(document.Span{Start: at, End: at + 4}).Section; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
			return
		}
		right++
	}
	for _, name := range []string{"us", "world"} {
		content, err := os.ReadFile(filepath.Join("testdata", "cited", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(content), "\n=== ")[1:] {
			head, text, _ := strings.Cut(c, "\n")
			name, want, _ := strings.Cut(head, " | ")
			check(name, text, want)
			law, plain := strings.CutSuffix(name, ".txt")
			if !plain {
				continue
			}
			var page, word strings.Builder
			for paragraph := range strings.SplitSeq(text, "\n") {
				if paragraph = html.EscapeString(strings.TrimSpace(paragraph)); paragraph != "" {
					page.WriteString("<p>" + paragraph + "</p>\n")
					word.WriteString(readertest.WordParagraph("", paragraph))
				}
			}
			check(law+".html", "<!DOCTYPE html><body>"+page.String(), want)
			check(law+".docx", readertest.WordFile(t, word.String()), want)
		}
	}
	t.Logf("%d of %d", right, n)
}
