package reader_test

import (
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/readertest"
)

// TestHostileInputStaysCheap reads what makes careless readers quadratic, or deep beyond their stack.
func TestHostileInputStaysCheap(t *testing.T) {
	const size = 300_000
	pieces := map[string][]string{
		"text": {"-\n", "a-\n", "\u0301", ">\n", ">", "(a) ", "a\u00AD\n", "\x02 ", "\r", "\f",
			"Section 1\n\n", "\uFFFE", "- \n", "\u1112\u1161"},
		"markdown": {"> ", "- ", "[", "![", "*a ", "**", "`", "~", "|", "a|b\n-|-\n", "<", "&", "[a](", "[^a]", "\\", "_a", "# ", "<!--", "- a\n  ", "(", "\n>", "[^a]: b\n\n", "<a ", "](", "http://a", "1. ", "[a](<", "[a](b \"c", "[a](b)", "![a](b", "<a b='", "***a ", "a~~", "[[a]](", "[a]: b 'c\n", "``a", "$", "|-", "- - ", "\t", "  - a\n\n", "&#", "www.a", "a@b", "[^1][^1]"},
		"html":     {"<", "<p>", "<div>", "<q>", "&", "</a", "<!--", "<script>", "<td>", "<li>", "<a ", "<b a=\"", "<table>", "<h1>", "<br>", "<p hidden>", "<pre>\n", "<i><p>", "<![CDATA[", " \n", "<sup>1", "<p><object><h1>", "<a b=c ", "</p>", "<q></q>", "<ul><li>"},
		"xml":      {"<", "<p>", "<q>", "&", "</a>", "<!--", "<![CDATA[", "]]>", "<a b=\"", "<note>", "<a/>", "<?", "<!DOCTYPE [", "<h1>", "<é>", "\x01"},
		"akn":      {"<authorialNote>", "<article><num>1</num>", "<p>", "<num>", "<heading>", "<quotedStructure>", "<i>", "<from>", "<point><num>a</num><p>"},
		"vtt":      {"-->\n", "00:01.000 --> 00:02.000\n", "<v a>", "<i>", "a\n\n", "<", "{\\", "\n", "NOTE\n\n"},
		"json":     {"[", "{\"a\":", "\"a\",", "\\n", "\"\\u0041", "x\n", "/*", "[\"a\"", "}\n", "\"a\":"},
		"notebook": {"{\"cells\":[", "[", "{\"cells\":[{\"source\":["},
		"yaml":     {"- ", "a: b\n", "? ", "[", "&a ", "*a\n", "---\n", "#\n", "\"", "- |\n  a\n\n", "{a: "},
		"rtf":      {"{", "{\\footnote ", "\\par ", "{\\footnote a}", "\\u8212?", "\\'e9", "{\\*\\a ", "\\intbl a\\cell ", "{\\i a}", "}"},
		"mail":     {"From a\nFrom: b\n\n", "From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", "--x\n\n"},
		"csv":      {"\"", "a,", "\"\",", "\n", "a\n", "\"a\"b"},
		"asciidoc": {"*a ", "_a", "`a", "[", "{a}", "<<a", "|===\n", "____\n", "footnote:[", ":a: b\n", "a:: ", "* a\n", "((", "https://", "====\n"},
		"rst": {"*a ", "`a", ":a:`", "|a", ".. a\n", "- ", "    a\n", "a\n=\n", "+---+\n", "|a|\n",
			"==  ==\n", "a::\n\n", ":a: b\n", " "},
		"org": {"* a\n", "*a ", "[[a", "[fn:", "#+begin_quote\n", ":A:\n", "| a", "<2024-", "- a\n", "#+x: "},
		"latex": {"{", "\\a{", "\\emph{", "\\footnote{", "$", "\\begin{quote}", "\\begin{verbatim}",
			"\\newcommand{\\a}{\\b", "&", "\\(", "\\\\", "\\a[", "%", "\\item[", "\\begin{tabular}"},
		"srt": {"1\n", "00:00:01,000 --> 00:00:02,000\na\n\n", "A:", "-", "x --> y\n", "{\\", "<"},
	}
	for format, list := range pieces {
		for _, p := range list {
			for _, prefix := range []string{"", "<akomaNtoso>"} {
				if prefix != "" && format != "akn" {
					continue
				}
				began := time.Now()
				src := prefix + strings.Repeat(p, size/len(p))
				doc := readertest.ReadAs(t, format, src)
				if d := time.Since(began); d > 30*time.Second { // Only what grows with the square comes near.
					t.Errorf("%s of %q: took %v", format, p, d)
				} else if d > 400*time.Millisecond {
					t.Logf("%s of %q: took %v", format, p, d)
				}
				for _, g := range doc.Gaps {
					if strings.Contains(g.Reason, "runtime error") {
						t.Errorf("%s of %q: %s", format, p, g.Reason)
					}
				}
			}
		}
	}
}
