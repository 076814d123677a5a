package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
)

// limitFlag is --limit NAME=VALUE, which may be given again.
type limitFlag reader.Limits

func (f *limitFlag) String() string { return "" }

func (f *limitFlag) Type() string { return "NAME=VALUE" }

func (f *limitFlag) Set(s string) error { return (*reader.Limits)(f).Set(s) }

// limit sets the limits of a configuration that are not set yet. It may lower each, and raise it
// tenfold: whoever writes a configuration decides what is checked, and not how long the machine of
// its reader is busy.
func (s *settings) limit(l *reader.Limits) error {
	standard := reader.Limits{}.Filled()
	var wrong []error
	for _, set := range s.Limits {
		var one reader.Limits
		if err := (*limitFlag)(&one).Set(set.Name + "=" + set.Value); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", set.At, err))
			continue
		}
		known := limits.All[slices.IndexFunc(limits.All, func(l limits.Named) bool { return l.Name == set.Name })]
		switch {
		case known.Time != nil && *known.Time(&one) > max(maxTimeByConfig, *known.Time(&standard)) ||
			known.Count != nil && *known.Count(&one) > maxByConfig**known.Count(&standard):
			wrong = append(wrong, fmt.Errorf(
				"%s: %s=%s: more than a configuration may allow; name it with --limit", set.At, set.Name, set.Value,
			))
		case known.Time != nil && *known.Time(l) == 0:
			*known.Time(l) = *known.Time(&one)
		case known.Count != nil && *known.Count(l) == 0:
			*known.Count(l) = *known.Count(&one)
		}
	}
	return errors.Join(wrong...)
}

// How much a configuration may allow: so many times the default, and so long.
const (
	maxByConfig     = 10
	maxTimeByConfig = 10 * time.Minute
)
