package strictyaml_test

import (
	"errors"
	"strings"
	"testing"

	"refrain/internal/strictyaml"
)

// problemsOf are the mistakes in a file that may hold a name, a number and a list of words.
func problemsOf(data string) string {
	var problems []error
	d := &strictyaml.Decoder{File: "f.yaml", Problems: &problems}
	if root := d.Parse([]byte(data)); root != nil {
		var name string
		var number int
		var words []string
		var flag bool
		d.Mapping(root, strictyaml.Fields{
			"name": d.Text(&name), "number": d.Number(&number, 1, 9), "words": d.Texts(&words), "flag": d.Flag(&flag),
		}, "name")
	}
	strictyaml.Sort(problems)
	if err := errors.Join(problems...); err != nil {
		return err.Error()
	}
	return ""
}

func TestEveryMistakeHasItsPlace(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"name: x\nnumber: 3\nwords: [a]\nflag: true\n", ""},
		{"", "f.yaml:1:1: not valid YAML: yaml: no documents in stream"},
		{"name: x\ncolour: red\n", `f.yaml:2:1: unknown key "colour"`},
		{"name: x\nname: y\n", `f.yaml:2:1: `},
		{"number: 3\n", `f.yaml:1:1: the key "name" is missing`},
		{"name: x\nnumber: 30\n", "f.yaml:2:9: expected a number from 1 to 9"},
		{"name: x\nwords: a\n", "f.yaml:2:8: expected a list"},
		{"name: x\nflag: perhaps\n", "f.yaml:2:7: expected true or false"},
		{"name:\n", "expected text, found nothing"},
		{"name: \"\\u200b\\u2800 \\u3164\"\n", "f.yaml:1:7: expected text, found nothing that can be read"},
		{"name: [x]\n", "f.yaml:1:7: expected text"},
		{"name: x\nwords: [a, &b c]\nnumber: *b\n", "f.yaml:3:9: anchors and aliases are not read"},
		{"name: [\n", "not valid YAML"},
		{"- x\n", "f.yaml:1:1: expected a mapping"},
	} {
		got := problemsOf(c.data)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.data, got, c.want)
		}
	}
}

func TestBlankIsWhatNobodySees(t *testing.T) {
	for _, s := range []string{
		"", " \t\n", "\u00a0\u3000\u202f", "\u200b\u200c\u200d\u2060\ufeff", "\u2800",
		"\u3164\u115f\u1160\uffa0", "\u00ad\u034f\u180e",
		"\ufe0f\U000e0100", "\U000e0041", "\u202e\u2066\u200e", "\x00\x1b\u0085",
	} {
		if !strictyaml.Blank(s) {
			t.Errorf("%q is not taken for blank", s)
		}
	}
	for _, s := range []string{"a", "\u200ba", "é", "字", "-", "\u200f\u05d0", "👍"} {
		if strictyaml.Blank(s) {
			t.Errorf("%q is taken for blank", s)
		}
	}
}

func TestAllMistakesComeAtOnce(t *testing.T) {
	got := problemsOf("number: 30\nflag: perhaps\n")
	for _, want := range []string{`"name" is missing`, "expected a number", "expected true or false"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, which does not hold %q", got, want)
		}
	}
}
