package baseline_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/project/baseline"
)

var builtin = sync.OnceValues(func() (*analyzer.Analyzer, error) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		return nil, err
	}
	return analyzer.New(lex, analyzer.Options{}), nil
})

// texts are the documents of a folder, by path.
type texts map[string]string

func check(t testing.TB, name, text string) *analyzer.Report {
	t.Helper()
	a, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	d, err := reader.New(reader.Options{Lang: "en"}).Read(context.Background(), name, text)
	if err != nil {
		t.Fatal(err)
	}
	return a.Run(d)
}

var header = baseline.Header{
	Schema: baseline.Schema, Version: "1", Lexicon: "1", SHA256: strings.Repeat("a", 64), Tiers: []string{"core"},
}

// written is the baseline of a folder, written and read again.
func written(t testing.TB, docs texts, change func(path string, r *analyzer.Report)) *baseline.Baseline {
	t.Helper()
	b := &baseline.Baseline{Header: header}
	for path, text := range docs {
		r := check(t, path, text)
		if change != nil {
			change(path, r)
		}
		b.Add(r, path)
	}
	return reread(t, b)
}

func reread(t testing.TB, b *baseline.Baseline) *baseline.Baseline {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	again, err := baseline.Parse("b.json", out.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return again
}

// compare runs a baseline over a folder. States has, for each document in the order given, a letter
// for each finding: O open, K known, L late.
func compare(
	t testing.TB, b *baseline.Baseline, run baseline.Header, docs texts, order ...string,
) (states string, l *baseline.Ledger) {
	t.Helper()
	l = baseline.NewLedger(b, run, func(path string) bool { _, ok := docs[path]; return ok })
	var all []string
	for _, path := range order {
		r := check(t, path, docs[path])
		l.Apply(r, path)
		s := ""
		for i := range r.Findings {
			s += strings.ToUpper(r.Findings[i].Record.State.String()[:1])
		}
		all = append(all, s)
	}
	return strings.Join(all, " "), l
}

func everything(string) bool { return true }

func remarks(l *baseline.Ledger) string {
	var all []string
	for _, r := range l.Notices(everything) {
		all = append(all, r.Kind+" "+r.Place.String())
	}
	return strings.Join(all, ", ")
}

const (
	fear = "We fear illegal immigrants.\n\n"
	came = "Illegal immigrants came by sea.\n\n"
	said = "The minister said “illegal immigrants march through our towns and sleep in our parks”.\n\n"
)

func TestOnlyNewWordingIsNew(t *testing.T) {
	for _, c := range []struct {
		what            string
		before, now     texts
		order           []string
		states, remarks string
	}{
		{"nothing changed", texts{"a.md": fear}, texts{"a.md": fear}, []string{"a.md"}, "K", ""},
		{"a new finding", texts{"a.md": fear}, texts{"a.md": fear + came}, []string{"a.md"}, "KO", ""},
		{
			"a moved line", texts{"a.md": fear + came}, texts{"a.md": "# Title\n\n" + came + "Words.\n\n" + fear},
			[]string{"a.md"}, "KK", "",
		},
		{
			"a re-wrapped sentence", texts{"a.md": fear}, texts{"a.md": "We fear\nillegal\nimmigrants.\n"}, []string{"a.md"},
			"K", "",
		},
		{
			"an edited sentence", texts{"a.md": fear}, texts{"a.md": "We dearly fear illegal immigrants.\n"}, []string{"a.md"},
			"O", "stale a.md",
		},
		{"a fixed one", texts{"a.md": fear + came}, texts{"a.md": came}, []string{"a.md"}, "K", "stale a.md"},
		{"a second copy", texts{"a.md": fear}, texts{"a.md": fear + fear}, []string{"a.md"}, "KO", ""},
		{"a copied file", texts{"a.md": fear}, texts{"a.md": fear, "b.md": fear}, []string{"a.md", "b.md"}, "K O", ""},
		{"a renamed file", texts{"a.md": fear + came}, texts{"b.md": fear + came}, []string{"b.md"}, "KK", "moved b.md"},
		{"a renamed file with more", texts{"a.md": fear}, texts{"b.md": fear + came}, []string{"b.md"}, "KO", "moved b.md"},
		{"a removed file", texts{"a.md": fear, "b.md": came}, texts{"a.md": fear}, []string{"a.md"}, "K", "stale b.md"},
		{
			"a quotation without its marks", texts{"a.md": said},
			texts{"a.md": strings.NewReplacer("“", "", "”", "").Replace(said)}, []string{"a.md"}, "O", "stale a.md",
		},
	} {
		states, l := compare(t, written(t, c.before, nil), header, c.now, c.order...)
		if got := remarks(l); states != c.states || got != c.remarks {
			t.Errorf("%s: got %s and %q, want %s and %q", c.what, states, got, c.states, c.remarks)
		}
	}
}

func TestWhatIsNewOnlyBecauseOfTheLexiconIsLate(t *testing.T) {
	// The baseline was made by a lexicon that did not know "illegal immigrants".
	unknowing := func(_ string, r *analyzer.Report) { r.Findings = nil }
	newer := header
	newer.SHA256 = strings.Repeat("b", 64)
	for _, c := range []struct {
		what   string
		run    baseline.Header
		now    texts
		order  []string
		states string
	}{
		{"the text is the same", newer, texts{"a.md": fear}, []string{"a.md"}, "L"},
		{"the file was renamed too", newer, texts{"b.md": fear}, []string{"b.md"}, "L"},
		{"the text has changed too", newer, texts{"a.md": fear + came}, []string{"a.md"}, "OO"},
		{"the file was copied", newer, texts{"a.md": fear, "b.md": fear}, []string{"a.md", "b.md"}, "L O"},
		{"the lexicon is the same: somebody took the row out", header, texts{"a.md": fear}, []string{"a.md"}, "O"},
	} {
		if states, _ := compare(t, written(t, texts{"a.md": fear}, unknowing), c.run, c.now, c.order...); states != c.states {
			t.Errorf("%s: got %s, want %s", c.what, states, c.states)
		}
	}
}

func TestWaivedFindingIsNotKnownWhenItsWaiverEnds(t *testing.T) {
	waive := func(_ string, r *analyzer.Report) { r.Findings[0].Record.State = analyzer.Waived }
	newer := header
	newer.Version = "2"
	for _, run := range []baseline.Header{header, newer} {
		if states, _ := compare(t, written(t, texts{"a.md": fear}, waive), run, texts{"a.md": fear}, "a.md"); states != "O" {
			t.Errorf("got %s, want O", states)
		}
	}
}

func TestUnreadDocumentsAreNotStale(t *testing.T) {
	b := written(t, texts{"a.md": fear, "b.md": fear}, nil)
	_, l := compare(t, b, header, texts{"a.md": fear, "b.md": fear}, "a.md")
	if got := l.Notices(func(path string) bool { return path == "a.md" }); len(got) > 0 {
		t.Errorf("after a run over a.md alone: got %v", got)
	}
}

func TestPruneTakesOutAndNeverAdds(t *testing.T) {
	b := written(t, texts{"a.md": fear + fear + came, "old.md": came, "gone.md": fear}, nil)
	now := texts{"a.md": fear + "New: we fear illegal immigrants, truly.\n\n", "new.md": came}
	states, l := compare(t, b, header, now, "a.md", "new.md")
	if states != "KO K" {
		t.Fatalf("got %s, want KO K", states)
	}
	pruned := reread(t, l.Pruned(everything))
	var got []string
	for _, r := range pruned.Rows {
		got = append(got, strings.TrimSpace(r.Path+" "+r.Words))
	}
	if want := "a.md|a.md illegal immigrants|new.md|new.md Illegal immigrants"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
	if states, l := compare(t, pruned, header, now, "a.md", "new.md"); states != "KO K" || remarks(l) != "" {
		t.Errorf("after pruning: got %s, %q", states, remarks(l))
	}
}

func TestRowsStandOnLinesOfTheirOwn(t *testing.T) {
	b := &baseline.Baseline{Header: header}
	b.Add(check(t, "a.md", fear+fear+came), "a.md")
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 5 || lines[4] != "]" || !baseline.Began(lines[0]) {
		t.Errorf("got\n%s", out.String())
	}
	for _, line := range lines[1:4] {
		if !strings.HasPrefix(line, `,{"path":"a.md",`) {
			t.Errorf("got %s", line)
		}
	}
	schema, err := jsonschema.NewCompiler().Compile("refrain-baseline.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
	// Two branches have added the same row: git keeps both, and it counts once.
	twice := strings.Join([]string{lines[0], lines[1], lines[2], lines[2], lines[3], "]"}, "\n")
	again, err := baseline.Parse("b.json", []byte(twice))
	if err != nil || again.Findings() != b.Findings() {
		t.Errorf("got %d findings, %v; want %d", again.Findings(), err, b.Findings())
	}
}

func TestWhatIsNoBaselineIsSaidWithItsPlace(t *testing.T) {
	head := `[{"schema":"refrain-baseline/1","refrain":"1","lexicon":"1","sha256":"x","tiers":["core"]}` + "\n"
	for _, c := range []struct{ data, want string }{
		{"", "b.json:1:1: expected a baseline"},
		{"{}", "b.json:1:1: expected a baseline"},
		{"[{\"schema\":\"refrain-baseline/2\"}]", `b.json:1:2: "refrain-baseline/2" was written by another refrain`},
		{
			"[{\"schema\":\"refrain-baseline/2\",\"colour\":1}]",
			`b.json:1:2: "refrain-baseline/2" was written by another refrain`,
		},
		{strings.Replace(head, `"refrain":`, `"colour":1,"refrain":`, 1) + "]", "b.json:1:2: the first line is no header"},
		{head + `,{"path":"a","colour":1}` + "\n]", "b.json:2:2: not a row"},
		{head + `,{"path":"a"}` + "\n]", "b.json:2:2: not a row: expected path and text"},
		{
			head + `,{"path":"a","entry":"x","words":"w","status":"used","key":"k","count":-1}` + "\n]",
			"b.json:2:2: not a row",
		},
		{head + `,{"path":"a","text":"x"}` + "\n", "b.json:2:25: the end is missing"},
		{head + "<<<<<<< ours\n]", "b.json:2:1: holds a conflict that git could not merge; keep the rows of both sides"},
		{head + "] x", "b.json:2:3: something follows the end"},
	} {
		_, err := baseline.Parse("b.json", []byte(c.data))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.data, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(
		`[{"schema":"refrain-baseline/1","refrain":"1","lexicon":"1","sha256":"x","tiers":["core"]}` + "\n" +
			`,{"path":"a","entry":"x","words":"w","status":"used","key":"k","count":1}` + "\n]",
	))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := baseline.Parse("b.json", data); err == nil {
			l := baseline.NewLedger(b, header, func(string) bool { return false })
			l.Notices(everything)
			if p := l.Pruned(everything); p.Findings() > b.Findings() {
				t.Errorf("pruning made %d findings of %d", p.Findings(), b.Findings())
			}
		}
	})
}
