package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// TestWordsInDisguiseAreFound: what people read is found, however its letters are made, and stands
// where it was written.
func TestWordsInDisguiseAreFound(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(lex, analyzer.Options{})
	r := reader.New(reader.Options{})
	defer r.Close()
	const rest = " The committee met on Monday to consider the report of the minister on housing and roads."
	for claim, words := range map[string]string{
		"plain": "", "another script": "flооd оf mіgrants", "a whole word of another script": "flood of mіgrаnts",
		"strokes under it": "f̲l̲o̲o̲d̲ of migrants", "letters apart": "f l o o d   o f   m i g r a n t s",
		"points": "f.l.o.o.d of m.i.g.r.a.n.t.s", "circles": "ⓕⓛⓞⓞⓓ of migrants",
		"raised":         "flood of ᵐⁱᵍʳᵃⁿᵗˢ",
		"small capitals": "ꜰʟᴏᴏᴅ of migrants",
		"marks":          "flóód of migrants", "what cannot be read": "flo\uFFFDod of migrants",
		"private use":                   "flo\uE000od of migrants",
		"a capital that is two letters": "flood of mΙgrants",
	} {
		plain := "flood of migrants"
		if words == "" {
			words, plain = plain, ""
		}
		doc, err := r.Read(t.Context(), "a.txt", "There came a "+words+"."+rest)
		if err != nil {
			t.Fatal(err)
		}
		report := a.Run(doc)
		if len(report.Findings) != 1 {
			t.Errorf("%s: %d findings in %q, want one", claim, len(report.Findings), doc.Text)
			continue
		}
		f := &report.Findings[0]
		if got := f.Span.Of(doc.Text); got != words || f.Plain != plain {
			t.Errorf("%s: found %q, read as %q; want %q as %q", claim, got, f.Plain, words, plain)
		}
		if got := doc.Locate(f.Span).Source.Of(doc.Source); got != words {
			t.Errorf("%s: in the source it is %q", claim, got)
		}
		if disguised := report.Disguised > 0; disguised != (plain != "" && claim != "marks") {
			t.Errorf("%s: %d words in disguise", claim, report.Disguised)
		}
	}
}

// TestOtherLanguagesAreNoDisguise: texts in Russian, Greek and French, and foreign words in
// English, are read as they are.
func TestOtherLanguagesAreNoDisguise(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(lex, analyzer.Options{Advisory: true})
	for _, text := range []string{
		"Министр заявил, что рост продолжится. Сор, рот, тор, мор, хор.",
		"Ο υπουργός είπε ότι ο αριθμός των ανθρώπων είναι μεγαλύτερος.",
		"Le ministre a dit que les réfugiés et les enfants ont été accueillis à la frontière.",
		"The word нелегал is Russian, хор is a choir, and λόγος is Greek; the α and β levels stay.",
		"The naïve résumé of the café in Québec.",
		"Section 5(a), (b), (c) and (d) of 8 U.S.C. and items A. B. C. D. E. of the list, by J. R. R. T. Smith.",
	} {
		r := reader.New(reader.Options{})
		doc, err := r.Read(t.Context(), "a.txt", text)
		if err != nil {
			t.Fatal(err)
		}
		report := a.Run(doc)
		var found []string
		for i := range report.Findings {
			found = append(found, fmt.Sprint(report.Findings[i].Text(doc), " as ", report.Findings[i].Plain))
		}
		if len(found) > 0 || report.Disguised > 0 {
			t.Errorf("%q: found %s, and %d words in disguise", text, strings.Join(found, ", "), report.Disguised)
		}
		r.Close()
	}
}
