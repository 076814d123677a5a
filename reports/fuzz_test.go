package reports

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	hypertext "golang.org/x/net/html"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	reportjson "refrain/reports/json"
	"refrain/reports/reporttest"
	"refrain/reports/table/tabletest"
)

// hostileWords would like to be more than words in one kind of report or another.
var hostileWords = []string{
	"</title></style></script><script>x()</script>", "\"><img src=x onerror=x()>",
	"](javascript:x()) ![a](http://x.y)", "<https://x.y> | `a` **b**\n\n# c\n\n- d", "=cmd|' /C calc'!A0", "+1", "@a",
	"\t=1", "::error file=a::b%0A::stop-commands::c", "\n::add-mask::a", "##[error]a",
	"a \u202eb\u202c \x1b[31mc\x00\x7f\u0085", "]]>&amp;&#0;<!--", "\\u0000", "\xff\xfe", "{{.Name}}",
	"x\ry\vz\fq", "\u2028\u2029", "<a\thref=//x.y>", "&lt;script&gt;", "~~~\n<b>\n```",
}

// pages are the kinds that a browser shows.
var pages = []string{"html", "brief", "markdown"}

// FuzzEscaping puts the same hostile words wherever a document may put words of its own, and reads
// each kind of report as its readers do.
func FuzzEscaping(f *testing.F) {
	for _, s := range hostileWords {
		f.Add(s, "illegal migrants came")
		f.Add("a.txt", s+" illegal migrants "+s)
	}
	usual := map[string]bool{}
	for _, kind := range pages {
		for _, r := range [][]*analyzer.Report{
			{reporttest.Saying("word", "a word")}, {reporttest.Saying("", "")},
			{reporttest.HostilePage(), reporttest.Saying("a", "b c"), reporttest.Missing()}, reporttest.Clean(),
		} {
			for _, e := range elements(f, kind, written(f, kind, r)) {
				usual[kind+e.Data] = true
			}
		}
	}
	f.Fuzz(func(t *testing.T, s, text string) {
		text = strings.ToValidUTF8(text, "")
		if len(text) > 5000 || len(s) > 5000 {
			return
		}
		in := []*analyzer.Report{
			reporttest.Saying(strings.ToValidUTF8(s, ""), text),
			{Doc: &document.Document{Name: s, Gaps: []document.Gap{{Reason: s, Hint: s}}}},
			reporttest.Steering(strings.ToValidUTF8(s, ""))[0], // The words of an entry may be hostile too.
		}
		noControls(t, in)
		noStrangeElements(t, in, usual)
		noCommands(t, in)
		wellFormed(t, in)
		noFormulas(t, in)
	})
}

// noControls looks at what people read for characters that change what they see.
func noControls(t *testing.T, in []*analyzer.Report) {
	controls := func(r rune) bool {
		return r != '\n' && r != '\t' && unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	}
	for _, kind := range []string{"terminal", "markdown", "html", "brief", "github"} {
		if i := strings.IndexFunc(written(t, kind, in), controls); i >= 0 {
			t.Errorf("%s: a control character at %d", kind, i)
		}
	}
}

// noStrangeElements looks at pages for elements that reports do not have, and for attributes that
// run scripts or lead elsewhere.
func noStrangeElements(t *testing.T, in []*analyzer.Report, usual map[string]bool) {
	for _, kind := range pages {
		for _, e := range elements(t, kind, written(t, kind, in)) {
			if kind == "markdown" && e.Data == "a" && strings.HasPrefix(e.Attr[0].Val, "mailto:") {
				continue // GitHub makes links of addresses.
			}
			if !usual[kind+e.Data] {
				t.Errorf("%s: an element <%s>", kind, e.Data)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && !harmless(a.Val) {
					t.Errorf("%s: an attribute %s=%q", kind, a.Key, a.Val)
				}
				if strings.Contains(a.Val, "ZgotmplZ") {
					t.Errorf("%s: %s leads nowhere", kind, a.Key)
				}
			}
		}
	}
}

// harmless reports whether a link leads to a page, or to a picture in the report itself.
func harmless(link string) bool {
	to := strings.ToLower(strings.TrimSpace(link))
	for _, scheme := range []string{"https:", "http:", "data:image/"} {
		if strings.HasPrefix(to, scheme) {
			return true
		}
	}
	return to == "data:," || !strings.Contains(to, ":")
}

// noCommands looks at all texts for what runners of workflows obey.
func noCommands(t *testing.T, in []*analyzer.Report) {
	for _, k := range Kinds {
		if k.Binary {
			continue
		}
		for _, line := range reporttest.Obeyed(written(t, k.Name, in)) {
			if k.Name != "github" || !reporttest.Annotation.MatchString(line) || strings.Contains(line, "##[") {
				t.Errorf("%s: a command %q", k.Name, line)
			}
		}
	}
}

// wellFormed reads the kinds that programs read.
func wellFormed(t *testing.T, in []*analyzer.Report) {
	for _, kind := range []string{"json", "sarif", "gitlab"} {
		if !json.Valid([]byte(written(t, kind, in))) {
			t.Errorf("%s: no JSON", kind)
		}
	}
	for _, kind := range []string{"jsonl", "rdjsonl"} {
		for line := range strings.Lines(written(t, kind, in)) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s: no JSON: %q", kind, line)
			}
		}
	}
	for _, kind := range []string{"junit", "checkstyle"} {
		d := xml.NewDecoder(strings.NewReader(written(t, kind, in)))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
		}
	}
}

// noFormulas reads the tables.
func noFormulas(t *testing.T, in []*analyzer.Report) {
	table := csv.NewReader(strings.NewReader(strings.TrimPrefix(written(t, "csv", in), "\ufeff")))
	table.FieldsPerRecord = -1
	rows, err := table.ReadAll()
	if err != nil {
		t.Fatalf("csv: %v", err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("csv: a formula %q", cell)
			}
		}
	}
	tabletest.SheetsOf(t, written(t, "xlsx", in))
}

// written is a report of a kind.
func written(t testing.TB, kind string, in []*analyzer.Report) string {
	o := Options{}
	if kind == "brief" {
		o.File = "brief.html"
	}
	return report(t, kind, o, reporttest.FixtureRun, in, nil)
}

// elements are the elements of a page as a browser makes them; Markdown is made into one first,
// with its raw HTML.
func elements(t testing.TB, kind, page string) []*hypertext.Node {
	if kind == "markdown" {
		var b strings.Builder
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe())).Convert([]byte(page), &b); err != nil {
			t.Fatal(err)
		}
		page = b.String()
	}
	root, err := hypertext.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []*hypertext.Node
	scripts := 0
	for n := range root.Descendants() {
		if n.Type == hypertext.ElementNode {
			all = append(all, n)
			if n.Data == "script" {
				scripts++
			}
		}
	}
	if scripts > 1 {
		t.Errorf("%s: %d scripts", kind, scripts)
	}
	return all
}

// FuzzRestore makes every kind of report of a line that some other program, or somebody, may have
// written: the line itself, or one with the words and numbers.
func FuzzRestore(f *testing.F) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		f.Fatal(err)
	}
	head := `{"schema":"refrain-archive/1","path":"a","tool":"1","lexicon":"` + lex.SHA256 + `","tiers":["core"],"entries":"en","words":1,"people_mentions":0,`
	f.Add(head+`"pages":3,"gaps":[],"unread":{"fr":3},"rules":{"counted":["used"],"severity":"note"},"findings":[]}`, "", 0, 0, 0, 0, 0)
	f.Add("", "é a flood of refugees", 1, 9, 3, 2, 4)
	f.Add("", "flood", 0, 0, -1, 1<<40, -1)
	f.Fuzz(func(t *testing.T, line, text string, start, end, page, row, column int) {
		if line == "" {
			type object = map[string]any
			at := object{"text": 0, "start": start, "end": end}
			made, err := json.Marshal(object{
				"schema": "refrain-archive/1", "path": text, "lexicon": lex.SHA256, "entries": "en", "pages": page, "words": row,
				"people_mentions": column, "empty": row < 0, "unread": object{text: row},
				"gaps":  []object{{"page": page, "reason": text, "hint": text}},
				"texts": []object{{"text": text, "section": text}, {"text": text}},
				"findings": []object{{
					"entry": lex.Languages[0].Entries()[0].ID, "key": text, "words": text, "status": "used", "pattern": page,
					"at": at, "cue": at, "speaker": object{"text": 1, "start": end, "end": start},
					"place": object{
						"page": page, "line": row, "column": column, "section": text,
						"end_line": column, "end_column": row, "byte_column": start, "end_byte_column": end,
					},
					"standing": object{"is": "waived", "reason": text, "at": text},
				}},
			})
			if err != nil {
				t.Fatal(err)
			}
			line = string(made)
		}
		r, _, err := reportjson.Restore([]byte(line), lex)
		if err != nil {
			return
		}
		for _, kind := range []string{"terminal", "json", "html", "markdown", "csv", "brief", "sarif", "github", "lines", "gitlab", "junit", "checkstyle", "rdjsonl", "jsonl"} {
			written(t, kind, []*analyzer.Report{r})
		}
	})
}
