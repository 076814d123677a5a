package reader_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/readertest"
)

// lightSamples are small texts of light markup, with what is hard about them.
var lightSamples = map[string][]string{
	"asciidoc": {"= Plan of the _council_\n:owner: the Council\n// a comment\n\n== Scope\n\nThe {owner} counts " +
		"*all* of `code` \"`people`\".footnote:[A note of _one_.]\n" +
		"See https://a.b/[the page], <<scope,this part>> and link:x.html[that].\n\n[quote, A Minister]\n____\nA " +
		"wave is coming.\n\nSo it is.\n____\n\n" +
		"* one\n* two\n+\nmore of two\n\nTerm:: what it means\n\n----\nx = 1\n----\n\n////\nnot this\n////\n\n" +
		"|===\n|a |b\n\n|c\n|d of\ne\n|===\n\n" +
		"[quote]\nSaid so.\n\n.A caption\n[.line-through]#gone# left +\nimage::x.png[A boat]\ninclude::other.adoc[]\n"},
	"rst": {"Plan\n====\n\n.. comment: no\n   more of it\n\nThe council counts **all** *people* and ``code``. " +
		"See :ref:`this part <x>` and `that <http://a.b>`_ [1]_.\n\n" +
		"    A wave is coming, she said.\n\nScope\n-----\n\n- one\n  and on\n- two\n\nterm\n    what it means\n\n" +
		".. epigraph::\n\n   Said so.\n\n.. note:: Mind\n   this.\n\n" +
		".. [1] A note.\n\n.. |org| replace:: the Council\n\nSo says |org|::\n\n   x = 1\n\n+---+---+\n| a | b " +
		"|\n+---+---+\n| c | d |\n+---+---+\n\n" +
		"====  ====\na     b\n====  ====\nc     d e\n====  ====\n\n.. include:: other.rst\n"},
	"org": {"#+title: Plan\n# a comment\n* TODO Scope of /it/ :tag:\n:PROPERTIES:\n:ID: x\n:END:\nThe *council* " +
		"counts =code= of [[http://a.b][people]].[fn:1]\nMore +gone+ left.\n\n" +
		"#+begin_quote\nA wave is coming.\n#+end_quote\n\n- [ ] one\n- two\n\n| a | b |\n|---+---|\n| c | d |\n\n" +
		"#+begin_src sh\nx=1\n#+end_src\n\n[fn:1] A note.\n\n* COMMENT Draft\nnot this\n* Last\nEnd.\n"},
	"latex": {"\\documentclass{article} % a comment\n\\newcommand{\\org}{the Council}\n\\title{Plan}\n" +
		"\\begin{document}\n\\section{Scope of \\emph{it}}\n" +
		"The \\org{} counts \\emph{all}~people, ``so called'', caf\\'e na\\\"{\\i}ve\\footnote{A note.} and " +
		"refu\\-gees $x+1$.\n\n" +
		"\\begin{quote}\nA wave is coming.\n\\end{quote}\n\\begin{itemize}\n\\item one\n\\item two \\sout{gone}\n" +
		"\\end{itemize}\n" +
		"\\begin{tabular}{ll}\na & b \\\\\nc & d\n\\end{tabular}\n\\begin{verbatim}\nx = 1\n\\end{verbatim}\n" +
		"\\label{x}\\input{other}50\\,\\% of it.\n\\end{document}\nnot this\n"},
}

func TestLightMarkupKeepsItsPromises(t *testing.T) {
	for format, sources := range lightSamples {
		for _, src := range sources {
			readertest.Suite(t, format, format, src)
		}
	}
}

func FuzzAsciiDoc(f *testing.F)         { readertest.Fuzz(f, "asciidoc", lightSamples["asciidoc"]...) }
func FuzzReStructuredText(f *testing.F) { readertest.Fuzz(f, "rst", lightSamples["rst"]...) }
func FuzzOrg(f *testing.F)              { readertest.Fuzz(f, "org", lightSamples["org"]...) }
func FuzzLaTeX(f *testing.F)            { readertest.Fuzz(f, "latex", lightSamples["latex"]...) }

func TestLightMarkupIsReadAsItIsShown(t *testing.T) {
	const linked = "linked document not read"
	for _, c := range []struct{ name, format, gaps, want string }{
		{"a.adoc", "asciidoc", linked, `
title: Plan of the council
heading 1 [Scope]: Scope
body [Scope]: The the Council counts all of “people”.⏎See the page, this part and that.
note [Scope]: A note of one.
block quote [Scope]: A wave is coming.
block quote [Scope]: So it is.
list item 1 [Scope]: one
list item 1 [Scope]: two
body [Scope]: more of two
definition [Scope]: Term
definition [Scope]: what it means
cell [Scope]: a
cell [Scope]: b
cell [Scope]: c
cell [Scope]: d of⏎e
block quote [Scope]: Said so.
caption [Scope]: A caption
body [Scope]: left
deleted, struck through [Scope]: gone`},
		{"a.rst", "rst", linked, `
heading 1 [Plan]: Plan
body [Plan]: The council counts all people and . See this part and that .
block quote [Plan]: A wave is coming, she said.
heading 2 [Plan > Scope]: Scope
list item 1 [Plan > Scope]: one⏎and on
list item 1 [Plan > Scope]: two
definition [Plan > Scope]: term
definition [Plan > Scope]: what it means
block quote [Plan > Scope]: Said so.
body [Plan > Scope]: Mind⏎this.
note [Plan > Scope]: A note.
body [Plan > Scope]: So says the Council:
cell [Plan > Scope]: a
cell [Plan > Scope]: b
cell [Plan > Scope]: c
cell [Plan > Scope]: d
cell [Plan > Scope]: a
cell [Plan > Scope]: b
cell [Plan > Scope]: c
cell [Plan > Scope]: d e`},
		{"a.org", "org", "", `
title: Plan
heading 1 [Scope of it]: Scope of it
body [Scope of it]: The council counts of people.⏎More left.
deleted, struck through [Scope of it]: gone
block quote [Scope of it]: A wave is coming.
list item 1 [Scope of it]: one
list item 1 [Scope of it]: two
cell [Scope of it]: a
cell [Scope of it]: b
cell [Scope of it]: c
cell [Scope of it]: d
note [Scope of it]: A note.
heading 1 [Last]: Last
body [Last]: End.`},
		{"a.tex", "latex", linked, `
title: Plan
heading 3 [Scope of it]: Scope of it
body [Scope of it]: The the Council counts all people, “so called”, café naïve and refugees .
note [Scope of it]: A note.
block quote [Scope of it]: A wave is coming.
list item 1 [Scope of it]: one
list item 1 [Scope of it]: two
deleted, struck through [Scope of it]: gone
cell [Scope of it]: a
cell [Scope of it]: b
cell [Scope of it]: c
cell [Scope of it]: d
body [Scope of it]: 50 % of it.`},
	} {
		outlined(t, c.name, lightSamples[c.format][0], c.format, c.want, c.gaps)
	}
}

// TestPlaceInLightMarkupIsThatOfItsWords: the place is where the words are in the source.
func TestPlaceInLightMarkupIsThatOfItsWords(t *testing.T) {
	for format, sources := range lightSamples {
		doc := readertest.ReadAs(t, format, sources[0])
		at := strings.Index(doc.Text, "wave")
		if at < 0 {
			t.Errorf("%s: no wave in %q", format, doc.Text)
			continue
		}
		want := 1 + strings.Count(sources[0][:strings.Index(sources[0], "wave")], "\n")
		if p := doc.Locate(document.Span{Start: at, End: at + len("wave")}); p.Line != want {
			t.Errorf("%s: line %d, want %d", format, p.Line, want)
		}
		if role := doc.Blocks[doc.BlockAt(at)].Role; role != document.BlockQuote {
			t.Errorf("%s: what is quoted is a %s", format, role)
		}
	}
}

// TestAnythingIsReadAsTextOnRequest: what begins as another format is text, too, where somebody
// asks for that.
func TestAnythingIsReadAsTextOnRequest(t *testing.T) {
	for _, src := range []string{
		`{"text": "words"}`, `{\rtf1 words}`, `\documentclass{article} words`, "<!doctype html><p>words",
		"%PDF-1.7 words",
	} {
		r := reader.New(reader.Options{Format: "text"})
		doc, err := r.Read(t.Context(), "a.json", src)
		if err != nil || doc.Format != "text" || doc.Text != src || len(doc.Gaps) > 0 {
			t.Errorf("%q: read as %s, %q, gaps %v, %v", src, doc.Format, doc.Text, doc.Gaps, err)
		}
	}
}
