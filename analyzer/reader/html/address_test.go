package html_test

import (
	"testing"

	"refrain/analyzer/reader/readertest"
)

func TestPagesSayWhereTheyAre(t *testing.T) {
	const page = `<html><head>HEAD</head><body><p>Words of the page.</p></body></html>`
	for _, c := range []struct{ before, head, want string }{
		{"", `<link rel="canonical" href="https://example.org/a?b=1&amp;c=2">`, "https://example.org/a?b=1&c=2"},
		{"", `<meta property="og:url" content="http://example.org/b">`, "http://example.org/b"},
		{"<!-- saved from url=(0020)https://example.org/ -->\n", "", "https://example.org/"},
		{"", `<link rel="canonical" href="/relative"><meta property="og:url" content="https://example.org/b">`,
			"https://example.org/b"},
		{"", `<link rel="canonical" href="javascript:alert(1)">`, ""},
		{"", `<link rel="canonical" href="https://name:word@example.org/">`, ""},
		{"", "", ""},
	} {
		doc := readertest.ReadNamed(t, "a.html", c.before+"<!DOCTYPE html>"+`<html><head>`+c.head+page[len("<html><head>HEAD"):])
		if !doc.Linkable || doc.Address != c.want {
			t.Errorf("%s%s: got %q, want %q", c.before, c.head, doc.Address, c.want)
		}
	}
}
