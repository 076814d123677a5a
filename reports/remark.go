package reports

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// The formats of other programs (SARIF, GitHub, GitLab, JUnit, Checkstyle, rdjsonl) show a finding beside a line, or in a list, and have one text for
// it. They hold the findings that count; what is quoted, criticised and so on is counted at their end, where the format has a place for it.

// remark is a finding in a few sentences: what was found and how it is used, what to consider, why, and who says so. Where there is no line to show it
// beside, it begins with the place and holds the sentence.
func remark(d *document.Document, f *analyzer.Finding, p document.Place) string {
	e := f.Entry
	var s strings.Builder
	if list := parts(p); len(list) > 0 {
		s.WriteString(capital(strings.Join(list, ", ")) + ": ")
	}
	s.WriteString(inQuotes(oneLine(f.Text(d))) + ": " + e.Category.Name + ", " + StatusWords(d, f) + ".")
	if !onLine(p) {
		s.WriteString(" In: " + inQuotes(context(d.Text, f.Sentence, f.Span)))
	}
	s.WriteString(" Consider: " + strings.Join(e.Instead, "; ") + ". Why: " + sentence(e.Why))
	if e.Caveat != "" {
		s.WriteString(" Note: " + sentence(e.Caveat))
	}
	s.WriteString(differ(e) + " Sources: " + sentence(sourceNames(e)))
	return Printable(s.String())
}

// differ is what each side says where authorities differ, or "".
func differ(e *lexicon.Entry) string {
	var s strings.Builder
	for _, side := range e.Disagree {
		s.WriteString(" " + side.Says + bodies(side.Sources))
	}
	if s.Len() == 0 {
		return ""
	}
	return " Authorities differ:" + s.String()
}

// title names a finding by its harm and its entry.
func title(e *lexicon.Entry) string { return e.Category.Name + " (" + e.ID + ")" }

// onLine tells whether a place is a line of a file that people open as text, so that a program can show something beside it.
func onLine(p document.Place) bool { return p.Page == 0 && p.Line > 0 }

// notRead are the gaps of a document as sentences, one for each reason.
func notRead(r *analyzer.Report) []string {
	var list []string
	for _, g := range GroupGaps(r.Gaps()) {
		s := "Not read, or not fully: " + g.String()
		if g.Hint != "" {
			s += " (" + g.Hint + ")"
		}
		list = append(list, Printable(s)+".")
	}
	return list
}

// summary is what a run read and found in a few sentences, for formats that have room for words at their end.
func summary(t Totals) []string {
	list := []string{found(t), read(t)}
	switch {
	case t.Interrupted:
		list = append(list, "Interrupted: this is only what was done until then.")
	case t.Documents > t.Empty:
		list = append(list, rateWords("", t.Rates()))
	}
	return append(list, remarks(t)...)
}

// changed says what own lexicons changed, one sentence for each change.
func changed(run Run) []string {
	var list []string
	for _, c := range run.Changes {
		list = append(list, Printable("Changed by "+c.By+": "+c.Entry+": "+strings.Join(c.What, "; ")+". Reason: "+c.Reason))
	}
	return list
}

// sentence ends words with a full stop, unless something ends them already.
func sentence(s string) string {
	for _, end := range []string{"", ".", "!", "?", "…"} {
		if s == end || end != "" && strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}

// capital is s with a capital first letter, where that is one of A to Z.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// ordinals number the findings of one document that have the same key: a sentence may stand there twice.
type ordinals map[string]int

func (o ordinals) next(key string) int {
	o[key]++
	return o[key]
}

// path is the document's path for other programs: from the repository's root where Options know it,
// as Name shows it.
func (o Options) path(d *document.Document) string { return Name(o.file(d)) }

// file is the same, as the name of a file.
func (o Options) file(d *document.Document) string {
	switch {
	case d.Name == "-":
		return "stdin"
	case o.Path == nil:
		return d.Name
	}
	return o.Path(d.Name)
}
