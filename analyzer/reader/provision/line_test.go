package provision_test

import (
	"testing"

	"refrain/analyzer/reader/provision"
)

func TestListMarkers(t *testing.T) {
	for line, want := range map[string]string{
		"(a) flood":       "(a)",
		"(iii) flood":     "(iii)",
		"1. flood":        "1.",
		"12a. flood":      "12a.",
		"iv) flood":       "iv)",
		"A) flood":        "",
		"B. Flood":        "",
		"• flood":         "•",
		"- flood":         "-",
		"-flood":          "",
		"1999) flood":     "",
		"(of) flood":      "",
		"flood of people": "",
		"3.5 million":     "",
	} {
		if got := line[:provision.ListMarker(line)]; got != want {
			t.Errorf("%q: got the marker %q, want %q", line, got, want)
		}
	}
}

func TestHeadingsWithNumbers(t *testing.T) {
	for line, want := range map[string]string{
		"Article 4 – Definitions":                  "Article 4",
		"Article 4 of the Convention provides":     "",
		"SEC. 101. SHORT TITLE.":                   "Sec. 101",
		"PART II":                                  "Part II",
		"Articles of association":                  "",
		"Section 12A (Removal of certain persons)": "Section 12A",
	} {
		if got, _ := provision.NumberedHeading(line); got != want {
			t.Errorf("%q: got the label %q, want %q", line, got, want)
		}
	}
}

func TestPathsOfParagraphs(t *testing.T) {
	var o provision.Outline
	for _, step := range []struct{ text, want string }{
		{"Article 4", "Article 4"},
		{"1. Member States shall", "Article 4(1)"},
		{"(a) ensure", "Article 4(1)(a)"},
		{"(b) report", "Article 4(1)(b)"},
		{"2. They may", "Article 4(2)"},
		{"Article 5", "Article 5"},
	} {
		if got := o.Provision(step.text); got != step.want {
			t.Errorf("%q: got the path %q, want %q", step.text, got, step.want)
		}
	}
}
