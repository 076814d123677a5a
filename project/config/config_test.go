package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"refrain/project/config"
)

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Parse("c.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryValueHasItsOrigin(t *testing.T) {
	c := parse(t, "fail-on: note\ncount: [used, quoted]\nbaseline: x/known.json\n")
	if c.FailOn.Value != "note" || c.FailOn.Origin != "c.yaml:1:10" {
		t.Errorf("fail-on: got %+v", c.FailOn)
	}
	if !slices.Equal(c.Count.Value, []string{"used", "quoted"}) || c.Count.Origin != "c.yaml:2:8" {
		t.Errorf("count: got %+v", c.Count)
	}
	if c.Advisory.Origin != config.Default || c.Baseline.Value != "x/known.json" {
		t.Errorf("got advisory %+v, baseline %+v", c.Advisory, c.Baseline)
	}
}

func TestLaterPatternsWinAndFlagsWinOverAll(t *testing.T) {
	c := parse(
		t,
		"paths:\n  speeches/**:\n    count: [used, quoted]\n    fail-on: note\n  speeches/old/:\n    fail-on: "+
			"never\n    allow-gaps: scans\n",
	)
	for _, want := range []struct{ name, failOn, count, gaps string }{
		{"a.md", "replace", "used", ""}, {"speeches/a.md", "note", "used quoted", ""},
		{"speeches/old/a.md", "never", "used quoted", "scans"},
	} {
		one := c.For(want.name)
		if one.FailOn.Value != want.failOn || strings.Join(one.Count.Value, " ") != want.count ||
			one.Gaps.Value != want.gaps {
			t.Errorf("%s: got %s, %v, %q, want %+v", want.name, one.FailOn.Value, one.Count.Value, one.Gaps.Value, want)
		}
	}
	c.FailOn = config.Value[string]{Value: "review", Origin: "--fail-on"}
	if got := c.For("speeches/old/a.md").FailOn.Value; got != "review" {
		t.Errorf("with --fail-on review: got %s", got)
	}
}

func TestWaiversOfAllPatternsAddUpAndTheLaterGoFirst(t *testing.T) {
	c := parse(t, "waivers: {file: w.yaml, dates: required}\npaths:\n  laws/**:\n    waive:\n      a: first\n      b: second\n"+
		"  laws/old/**:\n    waive: {a: {reason: third, by: A. B., until: \"2027-03-01\"}, all: fourth}\n")
	if c.Waivers.Value != "w.yaml" || c.Dates.Value != "required" || c.Dates.Origin != "c.yaml:1:32" {
		t.Errorf("got %+v %+v", c.Waivers, c.Dates)
	}
	var got []string
	for _, w := range c.For("laws/old/a.md").Waived {
		got = append(got, w.Entry+"="+w.Reason+" "+w.By+" "+w.Until+" "+w.At.String())
	}
	want := "a=third A. B. 2027-03-01 c.yaml:8:13|=fourth   c.yaml:8:65|a=first   c.yaml:5:7|b=second   c.yaml:6:7"
	if strings.Join(got, "|") != want || len(c.For("a.md").Waived) != 0 {
		t.Errorf("got %q, want %s", got, want)
	}
}

func TestIncludeAndExcludeArePatternsOfGit(t *testing.T) {
	c := parse(t, "include: [docs/, '*.md']\nexclude: [drafts/, /docs/old.md]\n")
	for name, want := range map[string]bool{
		"docs/a.txt": true, "a.md": true, "a.txt": false, "drafts/a.md": false, "docs/drafts/a.md": false,
		"docs/old.md": false, "x/docs/old.md": true,
	} {
		if got := c.Reads(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	if !c.Skips("drafts") || c.Skips("docs") {
		t.Error("drafts is walked, or docs is not")
	}
}

// mistakes are files that no configuration may be, with what is said of them; schema reports whether
// an editor with the schema marks them too.
var mistakes = []struct {
	text, want string
	schema     bool
}{
	{"fail-on: info\n", `c.yaml:1:10: "info" is not one of replace, review, note, never`, true},
	{"fail_on: note\n", `c.yaml:1:1: unknown key "fail_on"`, true},
	{"count: [used, loud]\n", `c.yaml:1:15: "loud" is not one of`, true},
	{"count: []\n", "c.yaml:1:8: expected at least one of", true},
	{"count: used\n", "c.yaml:1:8: expected a list", true},
	{"advisory: perhaps\n", "c.yaml:1:11: expected true or false", true},
	{"exclude: ['[']\n", `c.yaml:1:11: "[": not a pattern`, false},
	{"baseline: ../x\n", "c.yaml:1:11: ", false},
	{"waivers: /etc/passwd\n", "c.yaml:1:10: ", true},
	{
		"lexicon: [own, ../../other]\n",
		`c.yaml:1:16: "../../other": expected a folder in the folder of this configuration`, false,
	},
	{"lexicon: [/etc]\n", "c.yaml:1:11: ", true},
	{"paths:\n  a/:\n    allow-gaps: true\n", "c.yaml:3:17: expected the reason", true},
	{"paths:\n  a/:\n    allow-gaps: yes\n", "c.yaml:3:17: expected the reason", false},
	{"paths:\n  a/:\n    allow-gaps:\n", "c.yaml:3:", true},
	{"paths:\n  a/:\n    lang: fr\n", `c.yaml:3:5: unknown key "lang"`, true},
	{"waivers: {dates: never}\n", `c.yaml:1:18: "never" is not one of optional, required`, true},
	{"waivers: {file: ../x}\n", "c.yaml:1:17: ", false},
	{"waivers: {path: x}\n", `c.yaml:1:11: unknown key "path"`, true},
	{"paths:\n  a/:\n    waive: illegal-people\n", "c.yaml:3:12: expected a mapping from names", true},
	{"paths:\n  a/:\n    waive: [illegal-people]\n", "c.yaml:3:12: expected a mapping from names", true},
	{"paths:\n  a/:\n    waive: {all: yes}\n", "c.yaml:3:18: expected the reason why these findings may stand", false},
	{"paths:\n  a/:\n    waive: {all: true}\n", "c.yaml:3:18: expected the reason why these findings may stand", true},
	{"paths:\n  a/:\n    waive:\n      all:\n", "c.yaml:4:", true},
	{"paths:\n  a/:\n    waive: {all: {by: A}}\n", `c.yaml:3:18: the key "reason" is missing`, true},
	{"paths:\n  a/:\n    waive: {all: {reason: r, until: soon}}\n", `c.yaml:3:37: "soon" is not a day`, true},
	{"paths:\n  a/:\n    waive: {all: {reason: r, paths: [b]}}\n", `c.yaml:3:30: unknown key "paths"`, true},
	{"paths:\n  a/:\n    waive: {a: r, a: s}\n", `c.yaml:3:19: "a" is given twice`, false},
	{"limits: [text]\n", `c.yaml:1:9: expected a mapping`, true},
	{"limits:\n  text: [1]\n", `c.yaml:2:9: expected text`, true},
	{"limits:\n  text: 1\n  text: 2\n", `c.yaml:3:3: "text" is given twice`, false},
	{"paths:\n  a/: {}\n  a/: {}\n", `c.yaml:3:3: "a/" is given twice`, false},
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	for _, m := range mistakes {
		_, err := config.Parse("c.yaml", []byte(m.text))
		if err == nil || !strings.Contains(err.Error(), m.want) {
			t.Errorf("%q: got %v, want %s", m.text, err, m.want)
		}
	}
	_, err := config.Parse("c.yaml", []byte("fail-on: info\nadvisory: perhaps\n"))
	if err == nil || strings.Count(err.Error(), "c.yaml:") != 2 {
		t.Errorf("two mistakes: got %v", err)
	}
}

func TestSchemaIsAsStrictAsTheLoader(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("refrain.schema.json")
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
	for _, text := range []string{string(config.Example), everything(t)} {
		if err := validate(text); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
	}
	for _, m := range mistakes {
		if m.schema && validate(m.text) == nil {
			t.Errorf("the schema accepts %q", m.text)
		}
	}
}

// everything is the example with nothing commented out.
func everything(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(string(config.Example)) {
		if strings.HasPrefix(line, "#  ") || strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "# ") {
			line = line[1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

func TestExampleSaysWhatHoldsAnyway(t *testing.T) {
	c := parse(t, string(config.Example))
	if d := config.New(); c.FailOn.Value != d.FailOn.Value || !slices.Equal(c.Count.Value, d.Count.Value) ||
		len(c.Paths) > 0 ||
		len(c.Exclude.Value) > 0 {
		t.Errorf("the example changes what holds without it: %+v", c)
	}
	all := parse(t, everything(t))
	if len(all.Paths) != 5 || !all.Advisory.Value || all.For("archive/scans/1.pdf").Gaps.Value == "" {
		t.Errorf("with nothing commented out: %+v", all)
	}
}

func TestHugeFilesAreRefused(t *testing.T) {
	if _, err := config.Parse("c.yaml", make([]byte, 2<<20)); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(config.Example)
	for _, m := range mistakes {
		f.Add([]byte(m.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := config.Parse("c.yaml", data); err == nil {
			c.For("a/b.md")
			c.Reads("a/b.md")
		}
	})
}

func TestFileWithCommentsAloneSaysNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "# later\n\n  # more\n", "\ufeff# later\n"} {
		if c := parse(t, text); c.FailOn != config.New().FailOn {
			t.Errorf("%q: got %+v", text, c.FailOn)
		}
	}
}
