package main

import (
	"errors"
	"testing"
)

func TestUnreadInputWinsOverFindings(t *testing.T) {
	for _, c := range []struct {
		outcome outcome
		err     error
		want    int
	}{
		{outcome{}, nil, 0},
		{outcome{failing: 2}, nil, 1},
		{outcome{unread: true}, nil, 3},
		{outcome{failing: 2, unread: true}, nil, 3},
		{outcome{failing: 2, unread: true}, errors.New("disk full"), 2},
	} {
		if got := exitCode(c.outcome, c.err); got != c.want {
			t.Errorf("%+v, error %v: got %d, want %d", c.outcome, c.err, got, c.want)
		}
	}
}
