package analyzer_test

import (
	"testing"

	"refrain/analyzer"
	"refrain/lexicon"
)

func TestASpeakerIsHeardByWholeWordsOfTheName(t *testing.T) {
	for _, c := range []struct {
		asked, said string
		want        bool
	}{
		{"", "", true}, {"", "MR DOE", true},
		{"doe", "Mr Doe", true}, {"mr. doe", "MR DOE", true}, {"Jane Roe", "Ms. Jane Roe", true},
		{"prime minister", "THE PRIME MINISTER", true},
		{"Do", "Mr Doe", false}, {"Doe", "", false}, {"Roe Jane", "Jane Roe", false}, {"–", "Mr Doe", false},
	} {
		if got := (analyzer.Policy{Speaker: c.asked}).Hears(c.said); got != c.want {
			t.Errorf("%q heard in %q: %t, want %t", c.asked, c.said, got, c.want)
		}
	}
}

func TestAPolicyOfOneSpeakerCountsNoOther(t *testing.T) {
	r := analyze(t, builtin(t), "Mr Doe: A swarm of migrants came.\n\nMs Roe: A flood of refugees came.")
	p := analyzer.Policy{Threshold: lexicon.Replace, Speaker: "roe"}
	for i := range r.Findings {
		f := &r.Findings[i]
		want := f.Text(r.Doc) == "flood of refugees"
		if p.Counts(f) != want || p.Fails(f) != want {
			t.Errorf("“%s” of %q: counts %t, fails %t; want %t", f.Text(r.Doc), f.Voice, p.Counts(f), p.Fails(f), want)
		}
	}
	if len(r.Findings) != 2 {
		t.Errorf("got %d findings, want 2", len(r.Findings))
	}
}
