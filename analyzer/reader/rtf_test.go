package reader_test

import (
	"testing"

	"refrain/analyzer/reader/readertest"
)

const richText = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial CYR;}}` +
	`{\stylesheet{\s0 Normal;}{\s1 heading 2;}{\s2 Quote;}}{\info{\title Not shown}}` +
	`{\header\pard Draft\par}` + "\r\n" +
	`\pard\s1 Scope\par\pard A \ldblquote wave\rdblquote  of r\'e9fugi\'e9s \u8212?and \uc1\u-3913 ` +
	`x{\footnote\pard A {\i note}.\par} goes on.\par` + "\r\n" +
	`{\v unseen} {\strike gone}{\deleted old}{\revised new} \f1\'cc\'e8\'f0\f0 {\field{\*\fldinst HYPERLINK ` +
	`"x"}{\fldrslt linked}}{\*\unknown not this}` +
	`{\*\annotation Who says so?} re\-fu\-gees\par` +
	`\pard\s2 Said so.\par\trowd\pard\intbl a\cell b\cell\row\pard\intbl c\cell d\cell\row\pard{\listtext ` +
	`1.\tab}\ls1 one\par` +
	`{\pict 89504e47}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard In a box\par}}}}`

func TestRichTextIsReadAsItIsShown(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.rtf", richText)
	readertest.Same(t, "rich text", readertest.Outline(doc), `
running head: Draft
heading 2 [Scope]: Scope
body [Scope]: A “wave” of réfugiés —and  goes on.
note [Scope]: A note.
body [Scope]: new Мирlinked refugees
hidden, hidden text [Scope]: unseen
deleted, struck through [Scope]: gone
deleted, tracked deletion [Scope]: old
block quote [Scope]: Said so.
cell [Scope]: a
cell [Scope]: b
cell [Scope]: c
cell [Scope]: d
list item 1 [Scope]: 1. one
body [Scope]: In a box`)
	if got, want := readertest.Marks(doc), "emphasis note|inserted new"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	if doc.Format != "rtf" || len(doc.Gaps) > 0 {
		t.Errorf("read as %s, gaps %v", doc.Format, doc.Gaps)
	}
	readertest.Suite(t, "rtf", "rtf", richText)
	outlined(t, "a.doc", `{\rtf1 words`, "rtf", "body: words", "damaged: a group has no end")
	outlined(t, "a.rtf", `{\rtf1{\fonttbl{\f0\fcharset2 Symbol;}}\f0\'e1\'e2}`, "rtf", "",
		"letters of a font for symbols")
}

func FuzzRTF(f *testing.F) { readertest.Fuzz(f, "rtf", richText, `{\rtf1 {\footnote{\footnote a}`) }
