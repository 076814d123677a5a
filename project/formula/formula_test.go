package formula

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestTemplatesSayWhatTheyAreFilledWith(t *testing.T) {
	f := Fields{
		Number: 3, Kind: "swap", Clause: "Clause 3", Page: "2", Line: "14", Old: "an illegal  immigrant",
		New: "a person\nin an irregular situation", Occurrence: "second",
	}
	for _, c := range []struct{ template, want string }{
		{"{{.Number}}. {{.Clause}}, page {{.Page}}", "3. Clause 3, page 2"},
		{`leave out {{if .Occurrence}}the {{.Occurrence}} {{end}}“{{.Old}}”`, "leave out the second “an illegal immigrant”"},
		{"{{if eq .Kind \"definition\"}}D{{else if .Page}}P{{else}}X{{end}}", "P"},
		{"{{.Old | upper}} {{capital .New}}", "AN ILLEGAL IMMIGRANT A person in an irregular situation"},
		{"{{struck .Old}} {{.New | bold | italic}}", "<4>an illegal immigrant<0> <3>a person in an irregular situation"},
		{"{{bold .Number}}\n\n  {{.Page}}\n{{.Model}}", "<1>3\n<0>2"},
		{"no field at all", "no field at all"},
	} {
		parsed, err := Parse(c.template)
		if err != nil {
			t.Errorf("%s: %v", c.template, err)
			continue
		}
		paragraphs, err := parsed.Write(f)
		if err != nil {
			t.Errorf("%s: %v", c.template, err)
			continue
		}
		if got := shown(paragraphs); got != c.want {
			t.Errorf("%s: got %q, want %q", c.template, got, c.want)
		}
	}
}

// shown are paragraphs a line each; a number in brackets says where another look begins.
func shown(paragraphs [][]Run) string {
	var b strings.Builder
	look := Look(0)
	for i, runs := range paragraphs {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, r := range runs {
			if r.Look != look {
				look = r.Look
				b.WriteString("<" + string(rune('0'+look)) + ">")
			}
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// A mistake is named with its line and with what there is instead.
func TestMistakesInTemplatesAreNamed(t *testing.T) {
	for _, c := range []struct {
		template string
		line     int
		want     string
	}{
		{"one\n{{.Olde}}", 2, ".Olde is no field; those that there are: .Bill, .Clause,"},
		{"{{.Old.Len}}", 1, ".Old.Len is no field"},
		{"{{printf \"%999999999d\" .Number}}", 1, "printf is no function; those that there are: and, bold, capital,"},
		{"{{shout .Old}}", 1, "\"shout\" is no function; those that there are: and, bold,"},
		{"a\nb\n{{range .Old}}x{{end}}", 3, "a template may hold fields, {{if}}, {{else}} and {{end}} alone"},
		{"{{with .Old}}x{{end}}", 1, "alone"},
		{"{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", 1, "a template may define no other"},
		{"{{block \"a\" .}}x{{end}}", 1, "a template may define no other"},
		{"{{$a := .Old}}{{$a}}", 1, "a template may hold no variables"},
		{"{{.}}", 1, "a dot alone says nothing; name a field, such as .Old"},
		{"{{if .Old}}", 1, "unexpected EOF"},
		{"{{upper .Number}}", 1, "wrong type"},
		{"{{\"\\x02\"}}", 1, "control character"},
		{"a\x02b", 1, "control character"},
		{strings.Repeat("x", LongestTemplate+1), 1, "longer than 4096 bytes; shorten it"},
		{strings.Repeat("{{.Old}}", mostActions+1), 1, "more than 200 parts; shorten the template"},
		{"{{call .Old}}", 1, "call is no function"},
		{"{{index .Old 0}}", 1, "index is no function"},
	} {
		_, err := Parse(c.template)
		var p Problem
		if !errors.As(err, &p) || p.Line != c.line || !strings.Contains(p.Msg, c.want) {
			t.Errorf("%.60q: got %d: %v, want %d: %s", c.template, p.Line, err, c.line, c.want)
		}
	}
}

// What a template writes is bounded however long the words are.
func TestResultsAreBounded(t *testing.T) {
	parsed, err := Parse(strings.Repeat("{{.Old}}", 100))
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("word ", 1<<16)
	if _, err := parsed.Write(Fields{Old: long}); err == nil ||
		!strings.Contains(err.Error(), "longer than 65536 bytes") {
		t.Errorf("got %v", err)
	}
	if parsed, err = Parse("{{.Old}}"); err != nil {
		t.Fatal(err)
	}
	if got, err := parsed.Write(Fields{Old: long}); err != nil || len(got[0][0].Text) > longestField+10 {
		t.Errorf("got %d bytes, %v", len(got[0][0].Text), err)
	}
}

// Words of a document do not change the look of a paper, whatever characters they have.
func TestFieldsCannotMarkLooks(t *testing.T) {
	parsed, err := Parse("{{.Old}} {{.New}}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := parsed.Write(Fields{Old: "\x02" + "7bold\x03", New: "x\u202ey"})
	if err != nil || len(got) != 1 || len(got[0]) != 1 || got[0][0].Look != 0 ||
		strings.Contains(got[0][0].Text, "\u202e") {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestNamesAreTheFields(t *testing.T) {
	if !slices.IsSorted(Names()) || !slices.IsSorted(Functions()) {
		t.Error("the names are not in order")
	}
	for _, name := range Names() {
		if _, err := Parse("{{." + name + "}}"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzTemplates(f *testing.F) {
	for _, s := range []string{"{{.Old}}", "{{if .Page}}a{{else}}b{{end}}\n{{bold .New}}", "{{(upper .Old) | lower}}", "{{\"a\"}}"} {
		f.Add(s, "words")
	}
	f.Fuzz(func(t *testing.T, text, words string) {
		parsed, err := Parse(text)
		if err != nil {
			var p Problem
			if !errors.As(err, &p) || p.Line < 1 || p.Msg == "" {
				t.Errorf("%q: got %v", text, err)
			}
			return
		}
		size := 0
		paragraphs, _ := parsed.Write(Fields{Old: words, New: words, Number: 1})
		for _, runs := range paragraphs {
			for _, r := range runs {
				size += len(r.Text)
				if strings.ContainsAny(r.Text, "\x02\x03\n") {
					t.Errorf("%q holds marks: %q", text, r.Text)
				}
			}
		}
		if size > longestResult {
			t.Errorf("%q wrote %d bytes", text, size)
		}
	})
}
