package main

import "testing"

func TestColourFollowsTheConventions(t *testing.T) {
	for _, c := range []struct {
		env        map[string]string
		isTerminal bool
		want       bool
	}{
		{nil, true, true},
		{nil, false, false},
		{map[string]string{"NO_COLOR": "1"}, true, false},
		{map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, true, false},
		{map[string]string{"CLICOLOR_FORCE": "1"}, false, true},
		{map[string]string{"CLICOLOR_FORCE": "0"}, false, false},
		{map[string]string{"CLICOLOR_FORCE": "1", "TERM": "dumb"}, false, true},
		{map[string]string{"CLICOLOR": "0"}, true, false},
		{map[string]string{"TERM": "dumb"}, true, false},
	} {
		if got := wantsColor(func(name string) string { return c.env[name] }, c.isTerminal); got != c.want {
			t.Errorf("colour with %v, terminal %t: got %t, want %t", c.env, c.isTerminal, got, c.want)
		}
	}
}
