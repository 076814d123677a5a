package locale

import (
	"slices"
	"strings"
	"testing"
)

func TestNumbersAndFormsAreThoseOfTheLanguage(t *testing.T) {
	for _, c := range []struct {
		code, group, decimal string
		forms                []string
		one                  []int // numbers whose form is that of one
	}{
		{"en", ",", ".", []string{"one", "other"}, []int{1}},
		{"de", ".", ",", []string{"one", "other"}, []int{1}},
		{"fr", "\u00a0", ",", []string{"one", "other"}, []int{0, 1}},
		{"pl", "\u00a0", ",", []string{"one", "few", "many"}, []int{1}},
		{"ru", "\u00a0", ",", []string{"one", "few", "many"}, []int{1, 21}},
	} {
		l, err := Of(c.code)
		if err != nil {
			t.Fatal(err)
		}
		if l.Group != c.group || l.Decimal != c.decimal {
			t.Errorf("%s: signs %q and %q, want %q and %q", c.code, l.Group, l.Decimal, c.group, c.decimal)
		}
		if got := l.Forms(); !slices.Equal(got, c.forms) {
			t.Errorf("%s: forms %v, want %v", c.code, got, c.forms)
		}
		for _, n := range c.one {
			if got := l.Plural(n); got != "one" {
				t.Errorf("%s: %d takes the form %s, want one", c.code, n, got)
			}
		}
	}
	if _, err := Of("no language"); err == nil {
		t.Error("no error for a code that is none")
	}
	if got, ok := Base("deu"); got != "de" || !ok {
		t.Errorf("deu: got %q, %t", got, ok)
	}
}

func TestMonthsOfAllLanguages(t *testing.T) {
	for code, list := range months {
		count := 0
		for _, names := range strings.Fields(list) {
			count++
			if name, _, _ := strings.Cut(names, "/"); Month(name) != count {
				t.Errorf("%s: %s is month %d, want %d", code, name, Month(name), count)
			}
		}
		if count != 12 {
			t.Errorf("%s has %d months", code, count)
		}
	}
	for word, want := range map[string]int{"MAY": 5, "Sept.": 9, "μαΐου": 5, "maj": 5, "": 0, "monday": 0} {
		if got := Month(word); got != want {
			t.Errorf("%q: got %d, want %d", word, got, want)
		}
	}
}
