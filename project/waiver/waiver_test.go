package waiver_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/project/waiver"
)

var builtin = sync.OnceValues(func() (*analyzer.Analyzer, error) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		return nil, err
	}
	return analyzer.New(lex, analyzer.Options{}), nil
})

func checker(t testing.TB) *analyzer.Analyzer {
	t.Helper()
	a, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// check reads and analyses a text under a name, which tells its format.
func check(t testing.TB, name, text string) *analyzer.Report {
	t.Helper()
	d, err := reader.New(reader.Options{Lang: "en"}).Read(context.Background(), name, text)
	if err != nil {
		t.Fatal(err)
	}
	return checker(t).Run(d)
}

func counts(f *analyzer.Finding) bool { return f.Verdict.Status == lexicon.Used }

// outcome is what a book makes of a report: a letter for each finding, W for waived and - for
// others, and the remarks.
func outcome(t testing.TB, b *waiver.Set, name string, r *analyzer.Report) (states string, remarks []string) {
	t.Helper()
	b.Lexicon = checker(t).Lexicon()
	if b.Today == "" {
		b.Today = "2026-11-24"
	}
	for _, remark := range b.Apply(r, name, counts) {
		remarks = append(remarks, remark.Kind+" "+remark.String())
	}
	for i := range r.Findings {
		if r.Findings[i].Record.State == analyzer.Waived {
			states += "W"
		} else {
			states += "-"
		}
	}
	return states, remarks
}

const comment = `<!-- refrain: allow illegal-people until 2027-03-01 by "A. B." because "title of the 1996 act" -->`

func TestCommentWaivesTheFindingBesideIt(t *testing.T) {
	const one, two = "We fear illegal immigrants.", "Illegal immigrants came."
	line := strings.TrimSuffix(strings.TrimPrefix(comment, "<!-- "), " -->")
	for _, c := range []struct{ name, text, want string }{
		{"above.md", comment + "\n\n" + one + "\n\n" + two + "\n", "W-"},
		{"above-joined.md", comment + "\n" + one + "\n\n" + two + "\n", "W-"},
		{"between.md", one + "\n\n" + comment + "\n\n" + two + "\n", "-W"},
		{"inside.md", "We fear " + comment + " illegal immigrants. " + two + "\n", "W-"},
		{"behind.md", one + " " + comment + "\n\n" + two + "\n", "W-"},
		{"below.md", one + "\n" + comment + "\n\nNothing here.\n", "W"},
		{"far.md", one + "\n\nNothing here.\n\n" + comment + "\n", "-"},
		{"twice.md", comment + comment + "\n\n" + one + " " + two + "\n", "WW"},
		{"once.md", comment + "\n\n" + one + " " + two + "\n", "W-"},
		{"list.md", "- " + one + "\n- " + comment + two + "\n", "-W"},
		{"fence.md", "```\n" + comment + "\n```\n\n" + one + "\n", "-"},
		{"fence-in-list.md", "- ~~~~ md\n  ```\n  " + comment + "\n  ~~~~\n\n" + one + "\n", "-"},
		{"after-fence.md", "```\ncode\n```\n" + comment + "\n\n" + one + "\n", "W"},
		{"before-far.md", one + "\n" + comment + "\n\nWe all know that some people fear illegal immigrants.\n", "-W"},
		{"code.md", "Write `" + comment + "`: " + one + "\n", "-"},
		{"a.html", "<html><body><p>" + one + "</p>\n" + comment + "\n<p>" + two + "</p></body></html>", "-W"},
		{"line.html", "<html><body><p>" + one + "</p><p>" + comment + two + "</p></body></html>", "-W"},
		{"a.xml", "<bill><p>" + one + "</p>\n" + comment + "<p>" + two + "</p></bill>", "-W"},
		{"a.txt", line + "\n" + one + "\n\n" + two + "\n", "WW-"},
		{"alone.txt", one + "\n\n# " + line + "\n\n" + two + "\n", "-WW"},
		{"last.txt", one + "\n" + line + "\n\nNothing here.\n", "WW"},
		{"middle.txt", "He said: " + line + " " + one + "\n", "--"},
	} {
		states, remarks := outcome(t, &waiver.Set{}, c.name, check(t, c.name, c.text))
		if states != c.want {
			t.Errorf("%s: got %s, want %s\n%s\n%s", c.name, states, c.want, c.text, remarks)
		}
	}
}

// TestDistrustedDocumentWaivesNothing: the waivers of a document that is not the user's are counted
// and named.
func TestDistrustedDocumentWaivesNothing(t *testing.T) {
	const two = comment + "<!-- refrain: allow all -->\n\nWe fear illegal immigrants.\n"
	book := &waiver.Set{Distrusts: func(d *document.Document) string {
		if d.Name == "own.md" {
			return ""
		}
		return "it came by mail"
	}}
	for _, c := range []struct{ name, text, states, remark string }{
		{"own.md", comment + "\n\nWe fear illegal immigrants.\n", "W", ""},
		{"a.md", comment + "\n\nWe fear illegal immigrants.\n", "-",
			"ignored a.md:1:6: a waiver in the document is not applied (illegal-people): it came by mail"},
		{"b.md", two, "-", "ignored b.md:1:6: 2 waivers in the document are not applied (illegal-people): it came by mail"},
		{"c.md", "We fear illegal immigrants.\n", "-", ""},
	} {
		states, remarks := outcome(t, book, c.name, check(t, c.name, c.text))
		if states != c.states || strings.Join(remarks, "\n") != c.remark {
			t.Errorf("%s: got %s %q, want %s %q", c.name, states, remarks, c.states, c.remark)
		}
	}
}

func TestWaiverSaysWhyWhoAndUntilWhen(t *testing.T) {
	r := check(t, "a.md", comment+"\n\nWe fear illegal immigrants.\n")
	outcome(t, &waiver.Set{}, "a.md", r)
	want := analyzer.Record{State: analyzer.Waived, Reason: "title of the 1996 act", By: "A. B.", Until: "2027-03-01", Where: "a.md:1:6"}
	if got := r.Findings[0].Record; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestReasonInPlainTextIsNoFindingOfItsOwn(t *testing.T) {
	r := check(t, "a.txt", "refrain: allow illegal-people because \"the act says illegal immigrants\"\n\nWe fear illegal immigrants.\n\nIllegal immigrants came.\n")
	if states, _ := outcome(t, &waiver.Set{}, "a.txt", r); states != "WWW-" {
		t.Errorf("got %s, want WWW-: the entry's id, the reason, the finding, and not the next", states)
	}
}

func TestWaiverThatDoesNotHoldIsNamedWithItsPlace(t *testing.T) {
	for _, c := range []struct{ comment, want string }{
		{`refrain: allow illegal-people`, "invalid a.md:2:6: the waiver of illegal-people gives no reason"},
		{`refrain: allow illegal-people because ""`, `invalid a.md:2:6: nothing follows "because"`},
		{"refrain: allow illegal-people because \"\u200b\u2800\"", `invalid a.md:2:6: nothing follows "because"`},
		{"refrain: allow illegal-people because \u3164", `invalid a.md:2:6: nothing follows "because"`},
		{`refrain: allow illegal-people until 2026-11-23 because "x"`, "expired a.md:2:6: the waiver of illegal-people ended on 2026-11-23"},
		{`refrain: allow illegal-people until soon because "x"`, "invalid a.md:2:6: until soon: expected a day"},
		{`refrain: allow illegal-peple because "x"`, `invalid a.md:2:6: "illegal-peple" is neither an entry nor a finding's key`},
		{`refrain: ignore illegal-people because "x"`, `invalid a.md:2:6: "ignore" is nothing that refrain does`},
		{`refrain: allow illegal-people forever because "x"`, `invalid a.md:2:6: "forever" is not understood`},
		{`refrain: allow illegal-people because "x" because "y"`, `invalid a.md:2:6: "because" is given twice`},
		{`refrain: allow flood-of-people because "x"`, "unused a.md:2:6: the waiver of flood-of-people is not needed"},
		{`refrain: allow illegal-people because "` + strings.Repeat("x", 3000) + `"`, "invalid a.md:2:6: the waiver is longer"},
	} {
		states, remarks := outcome(t, &waiver.Set{}, "a.md", check(t, "a.md", "# Title\n<!-- "+c.comment+" -->\n\nWe fear illegal immigrants.\n"))
		if states != "-" || len(remarks) != 1 || !strings.HasPrefix(remarks[0], c.want) {
			t.Errorf("%.60s: got %s, %q, want %q", c.comment, states, remarks, c.want)
		}
	}
}

func TestWaiverHoldsUntilTheEndOfItsLastDay(t *testing.T) {
	for today, want := range map[string]string{"2027-02-28": "W", "2027-03-01": "W", "2027-03-02": "-"} {
		if states, _ := outcome(t, &waiver.Set{Today: today}, "a.md", check(t, "a.md", comment+"\n\nWe fear illegal immigrants.\n")); states != want {
			t.Errorf("on %s: got %s, want %s", today, states, want)
		}
	}
}

// book is a book with the waivers of a file.
func book(t *testing.T, file string) *waiver.Set {
	t.Helper()
	all, err := waiver.Parse("w.yaml", []byte(file), checker(t).Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	return &waiver.Set{Waivers: all, Today: "2026-11-24"}
}

func TestFileWaivesByEntryAndPathOrByKey(t *testing.T) {
	const text = "We fear illegal immigrants.\n\nThe Illegal Immigrants Act of 1996 says illegal immigrants.\n"
	key := check(t, "a.md", text).Findings[0].Key
	for _, c := range []struct{ file, path, want string }{
		{"- entry: illegal-people\n  paths: [laws/]\n  reason: r\n", "laws/a.md", "WWW"},
		{"- entry: illegal-people\n  paths: [laws/]\n  reason: r\n", "a.md", "---"},
		{"- entry: illegal-people\n  paths: ['*.md']\n  text: act of 1996\n  reason: r\n", "a.md", "-WW"},
		{"- key: " + key + "\n  reason: r\n", "a.md", "W--"},
		{"- key: " + key + "\n  paths: [laws/]\n  reason: r\n", "a.md", "---"},
		{"- key: " + key + "\n  reason: r\n  until: 2026-11-23\n", "a.md", "---"},
	} {
		r := check(t, "a.md", text)
		got, _ := outcome(t, book(t, c.file), c.path, r)
		want := c.want[:len(r.Findings)]
		if got != want {
			t.Errorf("%q for %s: got %s, want %s", c.file, c.path, got, want)
		}
	}
}

func TestUnusedAndExpiredWaiversAreNamed(t *testing.T) {
	b := book(t, "- entry: illegal-people\n  paths: ['*.md']\n  reason: r\n- entry: flood-of-people\n  paths: ['*.md']\n  reason: r\n- entry: illegal-people\n  paths: [x]\n  reason: r\n  until: 2020-01-01\n")
	outcome(t, b, "a.md", check(t, "a.md", "We fear illegal immigrants.\n"))
	var got []string
	for _, remark := range append(b.Wrong(), b.Unused()...) {
		got = append(got, remark.Kind+" "+remark.Place.String())
	}
	if strings.Join(got, ", ") != "expired w.yaml:7:3, unused w.yaml:4:3" {
		t.Errorf("got %q", got)
	}
}

// mistakes are files that hold no waivers, with what is said of them; schema reports whether an
// editor with the schema marks them too.
var mistakes = []struct {
	text, want string
	schema     bool
}{
	{"- entry: illegal-people\n  paths: [a]\n", `w.yaml:1:3: the key "reason" is missing`, true},
	{"- entry: illegal-people\n  paths: [a]\n  reason:\n", "w.yaml:3:", true},
	{"- entry: illegal-people\n  paths: [a]\n  reason: null\n", "w.yaml:3:11: expected the reason", true},
	{"- entry: illegal-people\n  reason: r\n", `w.yaml:1:3: the key "paths" is missing`, true},
	{"- entry: illegal-peple\n  paths: [a]\n  reason: r\n", `w.yaml:1:10: "illegal-peple" is not an entry`, false},
	{"- key: xyz\n  reason: r\n", `w.yaml:1:8: "xyz" is not a finding's key`, true},
	{"- paths: [a]\n  reason: r\n", "w.yaml:1:3: expected either entry or key", true},
	{"- entry: illegal-people\n  key: 0123456789abcdef0123\n  paths: [a]\n  reason: r\n", "w.yaml:1:3: expected either entry or key", true},
	{"- key: 0123456789abcdef0123\n  reason: r\n  until: \"2027-02-30\"\n", `w.yaml:3:10: "2027-02-30" is not a day`, false},
	{"- key: 0123456789abcdef0123\n  reason: r\n  expires: x\n", `w.yaml:3:3: unknown key "expires"`, true},
	{"- entry: illegal-people\n  paths: ['[']\n  reason: r\n", `w.yaml:2:11: "[": not a pattern`, false},
	{"entry: illegal-people\n", "w.yaml:1:1: expected a list", true},
	{"- key: 0123456789abcdef0123\n  reason: \"\\u200b\\u3164\"\n",
		"w.yaml:2:11: expected text, found nothing that can be read", false},
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	for _, m := range mistakes {
		_, err := waiver.Parse("w.yaml", []byte(m.text), checker(t).Lexicon())
		if err == nil || !strings.Contains(err.Error(), m.want) {
			t.Errorf("%q: got %v, want %s", m.text, err, m.want)
		}
	}
}

func TestSchemaIsAsStrictAsTheLoader(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("waivers.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text string) error {
		var value any
		if err := yaml.Load([]byte(text), &value); err != nil {
			return err
		}
		return schema.Validate(value)
	}
	good := "- entry: illegal-people\n  paths: [a]\n  text: t\n  reason: r\n  by: A. B.\n  until: \"2027-03-01\"\n- key: 0123456789abcdef0123\n  reason: r\n"
	if err := validate(good); err != nil {
		t.Error(err)
	}
	for _, m := range mistakes {
		if m.schema && validate(m.text) == nil {
			t.Errorf("the schema accepts %q", m.text)
		}
	}
}

func TestManyWaiversTakeLittleTime(t *testing.T) {
	states, remarks := outcome(t, &waiver.Set{}, "a.md", check(t, "a.md", strings.Repeat("<!-- refrain: allow illegal-people because \"x\" -->\n", 20_000)+"\nWe fear illegal immigrants.\n"))
	if states != "W" || len(remarks) != 10_000 {
		t.Errorf("got %s and %d remarks, want W and one for each waiver but the last, and one that there are too many", states, len(remarks))
	}
}

func FuzzComments(f *testing.F) {
	f.Add("a.md", comment+"\n\nWe fear illegal immigrants.\n")
	f.Add("a.txt", "refrain: allow illegal-people because \"x\nIllegal immigrants came.")
	f.Add("a.html", "<p>Illegal immigrants<!--refrain:allow illegal-people because “x”-->")
	f.Add("a.xml", "<a><!-- refrain: --><b>illegal immigrants</b></a>")
	f.Add("a.md", "<!-- refrain: off because \"x\" -->\n\nIllegal immigrants.\n\n<!-- refrain: on illegal-people -->")
	f.Add("a.rst", ".. refrain: off illegal-people\n   because \"x\"\n\nIllegal immigrants.\n\n.. refrain: on\n")
	f.Add("a.tex", "% refrain: off because x\nillegal immigrants % refrain: on")
	f.Fuzz(func(t *testing.T, name, text string) {
		outcome(t, &waiver.Set{}, name, check(t, name, text))
	})
}

// FuzzParse holds for any file of waivers: it is refused with a place, or each waiver in it can be
// applied.
func FuzzParse(f *testing.F) {
	f.Add("- entry: illegal-people\n  paths: [laws/]\n  reason: r\n  until: 2026-11-23\n")
	f.Add("- key: 0123456789abcdef\n  reason: r\n  by: a\n- entry: flood-of-people\n  text: act of 1996\n  paths: ['*.md', '!x']\n  reason: r\n")
	f.Add("- *a\n- &a {<<: *a}\n")
	lex := checker(f).Lexicon()
	f.Fuzz(func(t *testing.T, file string) {
		all, err := waiver.Parse("w.yaml", []byte(file), lex)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "w.yaml") {
				t.Errorf("%q does not begin with the file", err)
			}
			return
		}
		outcome(t, &waiver.Set{Waivers: all, Today: "2026-11-24"}, "a.md", check(t, "a.md", "We fear illegal immigrants.\n"))
	})
}
