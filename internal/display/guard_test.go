package display

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// TestGuardMarksCommandsOnly shows what a reader sees.
func TestGuardMarksCommandsOnly(t *testing.T) {
	for in, want := range map[string]string{
		"a::b ::c\n":                    "a::b ::c\n",
		"::add-mask::a\n  ::b":          ":·:add-mask::a\n  :·:b",
		"a\r::b\f\u3000::c\v\u200b::d":  "a\r:·:b\f\u3000:·:c\v\u200b:·:d",
		"\x1b[1;4m::a\x1b[0m\x1b[0m::b": "\x1b[1;4m:·:a\x1b[0m\x1b[0m::b",
		":a\n: :\n:\n:":                 ":a\n: :\n:\n:",
		"# [a] ##a# [b] ##a1[ ## [c]":   "# [a] ##a# [b] ##a1[ ## [c]",
		"##[a] ####vso[b]#[c]##[":       "##·[a] ####vso·[b]#[c]##·[",
		"é::a\xff::b":                   "é::a\xff::b",
		"#\n#[":                         "#\n#[",
	} {
		var whole, pieces strings.Builder
		io.WriteString(Guard(&whole), in)
		w := Guard(&pieces)
		for i := range len(in) {
			if n, err := w.Write([]byte{in[i]}); n != 1 || err != nil {
				t.Fatalf("Write says %d, %v", n, err)
			}
		}
		if whole.String() != want || pieces.String() != want {
			t.Errorf("%q became %q, and %q byte by byte; want %q", in, whole.String(), pieces.String(), want)
		}
	}
}

// TestSignsMeanTheSame holds for what programs read: only how it is written changes.
func TestSignsMeanTheSame(t *testing.T) {
	const words, blind = "::a ##[b] ##vso[c]", "\u0085\u202e\u200b\ufeff\u00ad\U000e0041\x7f\u2800é"
	var b strings.Builder
	Guarded(&b, JSONSigns).Write(JSON([]string{words, blind}))
	var list []string
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil || list[0] != words || list[1] != blind {
		t.Errorf("JSON %s is read as %q, %v", b.String(), list, err)
	}
	if i := strings.IndexFunc(b.String(), Unseen); i >= 0 {
		t.Errorf("%s has what nobody sees at %d", b.String(), i)
	}
	b.Reset()
	io.WriteString(Guarded(&b, MarkupSigns), "<a>\n"+words+"</a>")
	var text string
	if err := xml.Unmarshal([]byte(b.String()), &text); err != nil || text != "\n"+words {
		t.Errorf("XML %s is read as %q, %v", b.String(), text, err)
	}
	b.Reset()
	io.WriteString(Guarded(&b, textSigns), "\n"+words)
	if got := b.String(); got != "\n:?a ##?b] ##vso?c]" {
		t.Errorf("a text whose bytes are counted became %q", got)
	}
}
