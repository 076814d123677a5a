package markdown_test

import (
	"strings"
	"testing"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

// TestTextBetweenRulesIsRead: what stands between two rules at the start of Markdown is front
// matter only where it parses as such.
func TestTextBetweenRulesIsRead(t *testing.T) {
	const flood = "The government must stop the flood of migrants."
	for _, c := range []struct{ claim, src, want string }{
		{"a paragraph", "---\n\n" + flood + "\n\n---\n\nText.", "body: " + flood + "\nbody: Text."},
		{"a heading and a paragraph", "---\n\n# Aim\n\n" + flood + "\n\n---\n", "heading 1 [Aim]: Aim\nbody [Aim]: " + flood},
		{"a line", "---\n" + flood + "\n---\nText.", "heading 2 [" + flood + "]: " + flood + "\nbody [" + flood + "]: Text."},
		{"a list", "---\n- one\n- two\n---\n", "list item 1: one\nlist item 1: two"},
		{"an unquoted colon", "---\ntitle: Borders: " + flood + "\n---\n", "heading 2 [title: Borders: " + flood +
			"]: title: Borders: " + flood},
		{"no end", "---\ntitle: A title\n", "body: title: A title"},
		{"no TOML", "+++\n" + flood + "\n+++\n", "body: +++⏎" + flood + "⏎+++"},
		{"no JSON", ";;;\n{" + flood + "}\n;;;\n", "body: ;;;⏎{" + flood + "}⏎;;;"},
		{"a sentence under any key", "---\nnote: " + flood + "\nlayout: post\n---\nText.", "body: " + flood +
			"\nbody: Text."},
		{"a sentence as a key", "---\n" + flood + ": 1\n---\nText.", "body: " + flood + "\nbody: Text."},
		{"a few words as a key", "---\nDeport all aliens: now\n---\nText.", "body: Deport all aliens\nbody: Text."},
		{"a sentence as a comment", "---\n# " + flood + "\nlayout: post # " + flood + " Now\n---\nText.", "body: " +
			flood + "\nbody: " + flood + " Now\nbody: Text."},
		{"a sentence far down", "---\na:\n  - b: {c: [\"" + flood + "\"]}\n---\nText.", "body: " + flood + "\nbody: Text."},
		{"the same sentence twice", "---\ndescription: " + flood + "\nseo: {text: " + flood + "}\n---\nText.", "body: " +
			flood + "\nbody: Text."},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "markdown", c.src)), c.want)
	}
}

func TestFrontMatterGivesWhatIsPrinted(t *testing.T) {
	const want = "title: A “flood”\nbody: First line⏎goes on.\nbody: Second.\nbody: Text."
	for claim, src := range map[string]string{
		"YAML": "---\ntitle: A “flood”\nabstract: |\n  First line\n  goes on.\n\n  Second.\nslug: " +
			"a-flood\ntags: [migrants, flood]\n---\nText.",
		"YAML, folded": "---\r\ntitle: 'A “flood”'\r\nabstract: >\r\n  First line\r\n  goes on.\r\n\r\n  " +
			"Second.\r\n...\r\nText.",
		"YAML in quotation marks": "---\nTitle: \"A \\u201cflood\\x201d\"\nabstract: \"First line\n  goes on.\n\n\n  " +
			"Second.\"\n---\nText.",
		"YAML in braces": "---\n{title: A “flood”, é: &a x, abstract: !!str \"First line\\ngoes " +
			"on.\\n\\nSecond.\"}\n---\nText.",
		"TOML": "+++\ntitle = \"A \\u201cflood\\u201d\"\ndraft = true\nabstract = \"\"\"\nFirst line\n" +
			"goes on.\n\nSecond.\"\"\"\n[params]\nkeys = [\"a\", 'b']\n+++\nText.",
		"JSON": ";;;\n{\"title\": \"A “flood”\", \"abstract\": \"First line\\ngoes on.\\n\\nSecond.\", " +
			"\"n\": [1, {\"a\": null}]}\n;;;\nText.",
	} {
		src = strings.Replace(src, `\x201d`, `\u201d`, 1)
		doc := readertest.ReadAs(t, "markdown", src)
		got := strings.ReplaceAll(readertest.Outline(doc), "First line goes", "First line⏎goes")
		readertest.Same(t, claim, got, want)
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %v", claim, doc.Gaps)
		}
		if n := len(doc.Omissions); strings.Contains(src, "tags:") && (n != 1 || doc.Omissions[0].Words != 3) {
			t.Errorf("%s: omissions %v, want the three words of its metadata", claim, doc.Omissions)
		}
		i := strings.Index(doc.Text, "flood")
		if p := doc.Locate(document.Span{Start: i, End: i + len("flood")}); p.Source.Of(src) != "flood" {
			t.Errorf("%s: the word stands at %v: %q", claim, p.Source, p.Source.Of(src))
		}
		i = strings.Index(doc.Text, "Second")
		if p := doc.Locate(document.Span{Start: i, End: i + len("Second")}); p.Source.Of(src) != "Second" {
			t.Errorf("%s: the last word stands at %v: %q", claim, p.Source, p.Source.Of(src))
		}
	}
}

// TestHostileFrontMatterStaysCheap: aliases are not followed, and what is nested deep or too long
// is text.
func TestHostileFrontMatterStaysCheap(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := byte('1'); i <= '9'; i++ {
		from, to := string(i-1), string(i)
		bomb += "a" + to + ": &a" + to + " [" + strings.Repeat("*a"+from+", ", 10) + "x]\n"
	}
	many := func(s string) string { return strings.Repeat(s, 256<<10/len(s)-1) }
	for claim, data := range map[string]string{
		"a bomb of aliases": bomb, "an alias of itself": "a: &a [*a]\n", "brackets": many("["), "braces": "a: " +
			many("{a: "), "keys of keys": many("? "),
		"dashes": many("- "), "keys": many("a: b\n"), "the same key": many("a:\n"), "anchors": many("&a "),
		"tags": many("!a "), "quotes": many("'"),
		"double quotes": many("\"\\"), "comments": many("# a b c d e\n"), "folded": "a: >\n" + many(" a\n\n"),
		"nested": many("a:\n "), "dots": many("a."),
		"no UTF-8": "a: \xff\xfe\n", "tabs": many("\t"), "too long": many("a: b\n") + many("a: b\n"),
		"colons": many(": "), "flow": "{" + many("a,"),
	} {
		for _, fence := range []string{"---", "+++", ";;;"} {
			began := time.Now()
			doc := readertest.ReadAs(t, "markdown", fence+"\n"+data+"\n"+fence+"\n\nText.\n")
			if d := time.Since(began); d > 5*time.Second {
				t.Errorf("%s between %s: took %v", claim, fence, d)
			} else if d > 500*time.Millisecond {
				t.Logf("%s between %s: took %v", claim, fence, d)
			}
			if gaps := readertest.Gaps(doc); strings.Contains(gaps, "runtime error") || !strings.Contains(doc.Text, "Text.") &&
				gaps == "" {
				t.Errorf("%s between %s: gaps %s, text %.100q", claim, fence, gaps, doc.Text)
			}
		}
	}
}
