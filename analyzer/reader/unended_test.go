package reader_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// What hides everything behind it because it has no end takes words out of sight, so it is said.
// What people leave out as they may is not.
func TestWhatHasNoEndIsAGap(t *testing.T) {
	const words = "A flood of refugees came."
	for _, c := range []struct{ format, src, gap string }{
		{"html", "<!doctype html><p>Some text.<style>" + words + "</p></html>", "damaged: a <style> has no end"},
		{"html", "<!doctype html><p>Some text.<script>" + words, "damaged: a <script> has no end"},
		{"html", "<!doctype html><p>Some text.<div hidden>" + words + "</p>", "damaged: a <div> has no end"},
		{
			"html", "<!doctype html><p>Some text.<object data=x.png>" + words + "</body>",
			"damaged: a <object> has no end",
		},
		{
			"html", "<!doctype html><head><title>T</title><style>p{} " + words + "</p></html>",
			"damaged: a <style> has no end",
		},
		{
			"html", "<!doctype html><head><style>p{} <body><p>" + words + "</p><style>a{}</style>Some text.",
			"damaged: a <style> has no end",
		},
		{"html", "<!doctype html><p>Some text.<p hidden><b>" + words, ""},
		{"html", "<!doctype html><div>Some text.<code>" + words + "</div><p>More.", "damaged: a <code> has no end"},
		{"html", "<!doctype html><div>Some text.<code>no</code> <p><s>no</s></div><p>More.", ""},
		{"html", "<!doctype html><style><!-- p > a{} --></style><p>Some text.", ""},
		{"html", "<!doctype html><p>Some text.<!-- " + words + "</p></html>", "damaged: a comment has no end"},
		{"html", "<!doctype html><p>Some text.<? " + words, "damaged: a comment has no end"},
		{
			"html",
			"<!doctype html><p>Some text. <a href=\"https://norland.example/" + words + "</p><p class=\"x\">More.",
			"damaged: a quotation mark within a tag has no end",
		},
		{"html", "<!doctype html><p>Some text.<!-- " + words + " --></p><p hidden>" + words, ""},
		{"html", "<!doctype html><p>Some text.<style>p{}</style><script></script><iframe src=//x>", ""},
		{"html", "<!doctype html><p>Some text.<!-- " + words + " -->", ""},
		{"html", "<!doctype html><p>Some text.<!-->", ""},
		{"markdown", "Some text.\n\n<!-- \n\n" + words + "\n", "damaged: a comment has no end"},
		{"markdown", "Some text.\n\n<style>\n\n" + words + "\n", "damaged: a <style> has no end"},
		{"markdown", "Some text.\n\n```\n" + words + "\n", "damaged: a block of code has no end"},
		{"markdown", "Some text.\n\n~~~\n" + words + "\n```", "damaged: a block of code has no end"},
		{"markdown", "- Some text.\n\n  ```\n  " + words + "\n", "damaged: a block of code has no end"},
		{"markdown", "Some text.\n\n```\n" + words + "\n```\n", ""},
		{"markdown", "Some text.\n\n```\n" + words + "\n```", ""},
		{"markdown", "Some text.\n\n- a\n  ~~~\n  " + words + "\n  ~~~\n\n", ""},
		{"markdown", "Some text.\n\n<!-- " + words + " -->", ""},
		{"markdown", "Some text.\n\n<div hidden>\n" + words + "\n\n</div>\n", ""},
		{"markdown", "Some text.\n\n```\n", ""},
	} {
		var got []string
		for _, g := range readertest.ReadAs(t, c.format, c.src).Gaps {
			got = append(got, g.Reason)
		}
		if strings.Join(got, "|") != c.gap {
			t.Errorf("%q: gaps %q, want %q", c.src, got, c.gap)
		}
	}
}

// TestEntitiesOfAFileAreAGap: what a document type declares is not read, so words that it holds
// must not go missing in silence.
func TestEntitiesOfAFileAreAGap(t *testing.T) {
	const declared, used = `[<!ENTITY own "A flood of refugees."> <!ENTITY more "&own;&own;">]>`,
		`They said &own; &amp; left&nbsp;again.`
	for format, head := range map[string]string{"xml": "<!DOCTYPE a ", "html": "<!DOCTYPE html ",
		"akn": "<!DOCTYPE akomaNtoso "} {
		for _, c := range []struct {
			src string
			gap bool
		}{
			{head + declared + "<p>" + used + "</p>", true},
			{`<?xml version="1.0"?>` + head + `SYSTEM "own.dtd"><p>` + used + "</p>", true},
			{head + declared + "<p>They said so &amp; left &#233;&nbsp;AT&T; again.</p>", true},
			{head + declared + "<p>They said so &amp; left &#233;&nbsp;AT & T; again.</p>", false},
			{head + ">" + "<p>They &amp; left.</p>", false},
			{"<p>" + used + "</p>", false},
		} {
			if format == "html" && !strings.Contains(c.src, "<!ENTITY") {
				c.gap = false // What a page only misspells is shown as it stands.
			}
			if got := strings.Contains(readertest.Gaps(readertest.ReadAs(t, format, c.src)),
				"entities of its own not read"); got != c.gap {
				t.Errorf("%s: a gap for entities: %v, want %v, in %s", format, got, c.gap, c.src)
			}
		}
	}
	word := readertest.Pack(
		t,
		"word/document.xml",
		`<?xml version="1.0"?><!DOCTYPE w `+declared+strings.TrimPrefix(
			readertest.WordHead,
			`<?xml version="1.0"?>`,
		)+`<w:p><w:r><w:t>`+used+`</w:t></w:r></w:p></w:body></w:document>`,
	)
	if got := readertest.Gaps(readertest.ReadAs(t, "docx", word)); !strings.Contains(
		got,
		"entities of its own not read",
	) {
		t.Errorf("a Word document: gaps %q, want %q", got, "entities of its own not read")
	}
}
