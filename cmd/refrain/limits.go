package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"refrain/analyzer/reader"
)

// limit is one bound of what a document may cost, as --limit names it.
type limit struct {
	name  string
	about string
	of    func(*reader.Limits) *int           // nil for a time
	long  func(*reader.Limits) *time.Duration // nil for a count
}

// limits are those that --limit sets. docs/limits.md explains them.
var limits = []limit{
	{"file", "bytes of a file", func(l *reader.Limits) *int { return &l.Source }, nil},
	{"text", "bytes of a document's text", func(l *reader.Limits) *int { return &l.Text }, nil},
	{"blocks", "paragraphs, headings and cells of a document", func(l *reader.Limits) *int { return &l.Blocks }, nil},
	{
		"unpacked", "bytes that a container such as DOCX may hold, unpacked",
		func(l *reader.Limits) *int { return &l.Inflated }, nil,
	},
	{"part", "bytes that one file in a container may unpack to", func(l *reader.Limits) *int { return &l.Part }, nil},
	{
		"ratio", "how many times its packed size a large file in a container may unpack to",
		func(l *reader.Limits) *int { return &l.Ratio }, nil,
	},
	{"members", "files in a container", func(l *reader.Limits) *int { return &l.Members }, nil},
	{"pages", "pages of a document", func(l *reader.Limits) *int { return &l.Pages }, nil},
	{"depth", "elements within elements", func(l *reader.Limits) *int { return &l.Depth }, nil},
	{"chars", "characters on one page of a PDF", func(l *reader.Limits) *int { return &l.Chars }, nil},
	{"pixels", "pixels of a picture of a place in a PDF", func(l *reader.Limits) *int { return &l.Pixels }, nil},
	{"work", "rounds of the PDF engine's loops for a page", func(l *reader.Limits) *int { return &l.Work }, nil},
	{
		"memory", "bytes of memory that reading one document may take",
		func(l *reader.Limits) *int { return &l.Memory }, nil,
	},
	{"findings", "findings of a document", func(l *reader.Limits) *int { return &l.Findings }, nil},
	{"ocr-pages", "pages of a document whose text is recognised", func(l *reader.Limits) *int { return &l.OCRPages }, nil},
	{
		"time", "for reading one document, such as 2m", nil,
		func(l *reader.Limits) *time.Duration { return &l.Time },
	},
	{
		"ocr-time", "for recognising the text of one document's pages, such as 1h", nil,
		func(l *reader.Limits) *time.Duration { return &l.OCRTime },
	},
}

// limitFlag is --limit NAME=VALUE, which may be given again.
type limitFlag reader.Limits

func (f *limitFlag) String() string { return "" }

func (f *limitFlag) Type() string { return "NAME=VALUE" }

func (f *limitFlag) Set(s string) error {
	name, value, _ := strings.Cut(s, "=")
	for _, l := range limits {
		if l.name != name {
			continue
		}
		if l.long != nil {
			d, err := time.ParseDuration(value)
			if err != nil || d <= 0 || d > maxTime {
				return fmt.Errorf("%s: expected a time such as 90s or 2m, up to %v", s, maxTime)
			}
			*l.long((*reader.Limits)(f)) = d
			return nil
		}
		n, err := number(value)
		if err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
		*l.of((*reader.Limits)(f)) = n
		return nil
	}
	return fmt.Errorf("%s: there are %s", name, strings.Join(limitNames(), ", "))
}

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
		known := limits[slices.IndexFunc(limits, func(l limit) bool { return l.name == set.Name })]
		switch {
		case known.long != nil && *known.long(&one) > max(maxTimeByConfig, *known.long(&standard)) ||
			known.of != nil && *known.of(&one) > maxByConfig**known.of(&standard):
			wrong = append(wrong, fmt.Errorf(
				"%s: %s=%s: more than a configuration may allow; name it with --limit", set.At, set.Name, set.Value,
			))
		case known.long != nil && *known.long(l) == 0:
			*known.long(l) = *known.long(&one)
		case known.of != nil && *known.of(l) == 0:
			*known.of(l) = *known.of(&one)
		}
	}
	return errors.Join(wrong...)
}

// How much a configuration may allow: so many times the default, and so long.
const (
	maxByConfig     = 10
	maxTimeByConfig = 10 * time.Minute
)

func limitNames() []string {
	var names []string
	for _, l := range limits {
		names = append(names, l.name)
	}
	return names
}

// maxTime is the most that --limit time takes. Sums of times must not run over.
const maxTime = 1000 * time.Hour

// number reads a count from 1, such as 5000, 20MiB or 2GiB.
func number(s string) (int, error) {
	shift := 0
	for i, unit := range []string{"KiB", "MiB", "GiB"} {
		if digits, ok := strings.CutSuffix(s, unit); ok {
			s, shift = digits, 10*(i+1)
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 1:
		return 0, errors.New("expected a number from 1, such as 5000, 20MiB or 2GiB")
	case n > min(1<<40, math.MaxInt)>>shift:
		return 0, fmt.Errorf("expected at most %d", int64(min(1<<40, math.MaxInt)))
	}
	return int(n << shift), nil
}
