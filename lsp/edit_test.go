package lsp_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"refrain/analyzer"
	"refrain/check"
	"refrain/lsp"
)

// words are what is written at random: text with findings and cues that reach across sentences, and
// what changes the structure of a document.
var words = []string{
	"illegal immigrants ", "A flood of migrants came. ", "Refugees arrived in March. They are a burden. ", "migrants ",
	"The minister said that illegal aliens came. ", "It is wrong to say ", "“", "”", "\"", "\n", "\r\n", "\n\n", "# ", "\n## Glossary of terms to avoid\n\n",
	"> ", "\n> ", "```\n", "\n```\n", "- ", "    ", "\t", "<!-- ", " -->", "`", "*", "**", "😀", "e\u0301", "שלום ", "a", "x ", ". ", "| ",
	"<p>", "</p>", "<q>", "</q>", "<del>", "</del>", "<b>", "---\n", "[x]: y\n", "not ", "The police fight illegal immigration. ",
}

// passages are documents to begin with.
var passages = map[string]string{
	"a.md": "# On arrivals\n\nA flood of migrants came. “Illegal immigrants” is a term that hurts.\n\n> The illegal aliens are many.\n\n" +
		"- They are a burden.\n- x\n\n```\nillegal immigrants\n```\n\nMigrants arrived. They are a threat to us.\r\n\r\nIllegal immigrants work here.\n",
	"a.txt":  "On arrivals\n\nA flood of migrants came.\r\nThe illegal immigrants were many. Refugees came.\nThey are a burden.\n\nMore text.\n",
	"a.html": "<h1>On arrivals</h1>\n<p>A flood of <b>migrants</b> came.</p><ul><li>The illegal immigrants</li></ul>\n<blockquote>Illegal aliens.</blockquote>\n",
}

func TestEditsAtRandomGiveWhatAFreshCheckGives(t *testing.T) {
	lex, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range passages {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(text, 5)
			fresh := check.New(lex, check.Options{Analyzer: analyzer.Options{Cache: languages()}})
			defer fresh.Close()
			e := start(t, options(t))
			e.begin("", pulling, nil)
			u := "untitled:" + name
			e.open(u, "", text)
			r := rand.New(rand.NewPCG(7, uint64(len(text))))
			units := utf16.Encode([]rune(text))
			some := 0
			for version := 2; version < 202; version++ {
				units = e.edit(u, version, units, r)
				text := string(utf16.Decode(units))
				var got struct{ Items []lsp.Diagnostic }
				e.call("textDocument/diagnostic", object{"textDocument": object{"uri": u}}, &got)
				want := expected(fresh.Document(context.Background(), name, text), text)
				some += len(want)
				if s := placesOf(got.Items); s != strings.Join(want, "\n") {
					t.Fatalf("version %d:\n%q\ngot:\n%s\nwant:\n%s", version, text, s, strings.Join(want, "\n"))
				}
			}
			if some < 200 {
				t.Errorf("all versions together have %d findings, which proves little", some)
			}
		})
	}
}

// edit makes an edit at random, and returns the units of the text with it.
func (e *editor) edit(u string, version int, units []uint16, r *rand.Rand) []uint16 {
	e.t.Helper()
	from := boundary(units, r.IntN(len(units)+1))
	to := from
	insert := words[r.IntN(len(words))]
	switch r.IntN(4) {
	case 0:
		to, insert = boundary(units, min(len(units), from+r.IntN(30))), ""
	case 1:
		to = boundary(units, min(len(units), from+r.IntN(5)))
	}
	e.change(u, version, object{"range": object{"start": place(units, from), "end": place(units, to)}, "text": insert})
	return append(append(append([]uint16{}, units[:from]...), utf16.Encode([]rune(insert))...), units[to:]...)
}

// boundary moves an index out of a surrogate pair and out of CR LF.
func boundary(units []uint16, i int) int {
	for i > 0 && i < len(units) && (units[i] >= 0xDC00 && units[i] < 0xE000 || units[i-1] == '\r' && units[i] == '\n') {
		i--
	}
	return i
}

// place is the place of a unit.
func place(units []uint16, i int) lsp.Position {
	var p lsp.Position
	for k := range i {
		p.Character++
		if units[k] == '\n' || units[k] == '\r' && (k+1 == len(units) || units[k+1] != '\n') {
			p.Line, p.Character = p.Line+1, 0
		}
	}
	return p
}

// expected are the findings of a report that count, by place.
func expected(r *analyzer.Report, text string) []string {
	var all []string
	for i := range r.Gaps() {
		all = append(all, fmt.Sprintf("{{0 0} {0 0}} not-read %d", i))
	}
	var policy analyzer.Policy
	type at struct {
		start int
		line  string
	}
	var found []at
	for i := range r.Findings {
		f := &r.Findings[i]
		if policy.Counts(f) {
			source, _ := r.Doc.InSource(f.Span)
			start := len(utf16.Encode([]rune(text[:source.Start])))
			end := len(utf16.Encode([]rune(text[:source.End])))
			units := utf16.Encode([]rune(text))
			found = append(found, at{source.Start, fmt.Sprintf("%v %s", lsp.Range{Start: place(units, start), End: place(units, end)}, f.Entry.ID)})
		}
	}
	for i := range found { // By place; insertion keeps the order of those at one place.
		for k := i; k > 0 && found[k].start < found[k-1].start; k-- {
			found[k], found[k-1] = found[k-1], found[k]
		}
	}
	for _, f := range found {
		all = append(all, f.line)
	}
	return all
}

func placesOf(list []lsp.Diagnostic) string {
	var all []string
	gaps := 0
	for _, d := range list {
		s := fmt.Sprintf("%v %s", d.Range, d.Code)
		if d.Code == "not-read" {
			s += fmt.Sprintf(" %d", gaps)
			gaps++
		}
		all = append(all, s)
	}
	return strings.Join(all, "\n")
}

func TestRangesAreRightInEachEncoding(t *testing.T) {
	for _, before := range []string{"", "\t", "😀 ", "e\u0301a\u0308 ", "שלום ", "مرحبا ", "😀\r\n\t👩‍👩‍👧 ", "x\ry\r", "\ufeff", "Ⅷ ﬁ "} {
		for _, offered := range []string{"utf-8", "utf-16", "utf-32", ""} {
			text := before + "Then illegal immigrants came.\n"
			e := start(t, options(t))
			capabilities := object{"textDocument": object{"diagnostic": object{}}}
			if offered != "" {
				capabilities["general"] = object{"positionEncodings": []string{"none", offered, "utf-16"}}
			}
			if got := string(e.begin("", capabilities, nil)); offered != "" && !strings.Contains(got, `"positionEncoding":"`+offered+`"`) {
				t.Errorf("%s is not taken: %s", offered, got)
			}
			e.open("untitled:a", "plaintext", text)
			var got struct{ Items []lsp.Diagnostic }
			e.call("textDocument/diagnostic", object{"textDocument": object{"uri": "untitled:a"}}, &got)
			if len(got.Items) != 1 {
				t.Errorf("%q: got %+v", text, got.Items)
				continue
			}
			if words := cut(text, got.Items[0].Range, offered); words != "illegal immigrants" {
				t.Errorf("%q in %q: the range %v holds %q", text, offered, got.Items[0].Range, words)
			}
		}
	}
}

// cut is what a range of one line holds.
func cut(text string, r lsp.Range, encoding string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	line := strings.Split(text, "\n")[r.Start.Line]
	from, to := r.Start.Character, r.End.Character
	switch encoding {
	case "utf-8":
		return line[from:to]
	case "utf-32":
		return string([]rune(line)[from:to])
	}
	return string(utf16.Decode(utf16.Encode([]rune(line))[from:to]))
}
