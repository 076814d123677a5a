package oldlaw_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestOldLawInBracketsIsDeletedWhereTheDocumentSaysSo(t *testing.T) {
	const law = "The commissioner shall count all [illegal aliens] NONCITIZENS in each county and [may remove " +
		"them] SHALL REGISTER THEM."
	const seen = "The commissioner shall count all NONCITIZENS in each county and SHALL REGISTER THEM."
	const gone = "deleted, in brackets, as old law: illegal aliens\ndeleted, in brackets, as old law: may remove them"
	for _, statement := range []string{
		"EXPLANATION--Matter in italics (underscored) is new; matter in brackets [ ] is old law to be omitted.",
		"EXPLANATION: CAPITALS INDICATE MATTER ADDED TO EXISTING LAW. [Brackets] indicate matter deleted from " +
			"existing law.",
		"EXPLANATION – Matter in bolded italics is new; matter between brackets [omitted material] is material " +
			"to be omitted.",
		"EXPLANATION – Matter enclosed in bold-faced brackets [thus] in the above bill is not enacted and is " +
			"intended to be omitted in the law.",
		"NOTE: Matter in boldfaced type in an amended section is new; matter [italic and bracketed] is existing " +
			"law to be omitted.",
		"New Text Underlined [DELETED TEXT BRACKETED]",
		"[bracketed material] = delete",
	} {
		for format, src := range map[string]string{
			"text":     statement + "\n\n" + law + "\n",
			"markdown": statement + "\n\n" + law + "\n",
			"html":     "<p>" + statement + "</p><p>" + strings.ReplaceAll(law, "[illegal", "<i>[illegal") + "</i></p>",
			"akn":      "<akomaNtoso><doc><p>" + statement + "</p><p>" + law + "</p></doc></akomaNtoso>",
		} {
			doc := readertest.ReadAs(t, format, src)
			readertest.Same(
				t,
				format+": "+statement,
				readertest.Outline(doc),
				"body: "+statement+"\nbody: "+seen+"\n"+gone,
			)
		}
	}
	for _, statement := range []string{"", "Words in brackets are the editor's.", "The list of brackets. Matter " +
		"is old. It is omitted."} {
		doc := readertest.ReadAs(t, "text", statement+"\n\n"+law+"\n")
		if strings.Contains(readertest.Outline(doc), "deleted") {
			t.Errorf("%q: brackets delete:\n%s", statement, readertest.Outline(doc))
		}
	}
}

func TestBracketsOfOldLawKeepPlacesMarksAndPages(t *testing.T) {
	const head = "Matter in brackets [ ] is old law to be omitted.\n\n"
	for _, c := range []struct{ claim, src, want string }{
		{
			"a paragraph that goes", head + "[(a) One.]\n\n(b) Two.",
			"body: Matter in brackets [ ] is old law to be omitted.\ndeleted, in brackets, as old law: [(a) " +
				"One.]\nlist item 1: (b) Two.",
		},
		{
			"several paragraphs", head + "Zero [one.\n\nTwo.\n\nThree] four.",
			"body: Matter in brackets [ ] is old law to be omitted.\nbody: Zero\ndeleted, in brackets, as old " +
				"law: one.\ndeleted, in brackets, as old law: Two.\nbody: four.\ndeleted, in brackets, as old " +
				"law: Three",
		},
		{
			"brackets in brackets", head + "Zero [one [two] three] four.",
			"body: Matter in brackets [ ] is old law to be omitted.\nbody: Zero four.\ndeleted, in brackets, as " +
				"old law: one [two] three",
		},
		{
			"numbers of notes", head + "Zero [12] four [ ].",
			"body: Matter in brackets [ ] is old law to be omitted.\nbody: Zero [12] four [ ].",
		},
		{
			"one without an end", head + "Zero [one four.",
			"body: Matter in brackets [ ] is old law to be omitted.\nbody: Zero [one four.",
		},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "text", c.src)), c.want)
	}
	src := "<p>Matter in brackets is old law to be omitted.</p>\n<p>A <em>great [flood] wave</em> came &amp; went.</p>"
	doc := readertest.ReadAs(t, "html", src)
	if got, want := readertest.Marks(doc), "emphasis great|emphasis wave|emphasis flood"; strings.ReplaceAll(
		got,
		"great ",
		"great",
	) != strings.ReplaceAll(
		want,
		"great ",
		"great",
	) &&
		!strings.Contains(got, "emphasis flood") {
		t.Errorf("marks %q, want %q", got, want)
	}
	for _, word := range []string{"flood", "wave", "went"} {
		at := strings.Index(doc.Text, word)
		if p := doc.Locate(document.Span{Start: at, End: at + len(word)}); p.Line != 2 ||
			p.Column != strings.Index(src, word)-strings.Index(src, "\n") {
			t.Errorf("%s: at %d:%d", word, p.Line, p.Column)
		}
	}
}
