package limits

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Named is one limit as users name it. docs/limits.md explains each.
type Named struct {
	Name  string
	About string
	Count func(*Limits) *int           // nil for a time
	Time  func(*Limits) *time.Duration // nil for a count
}

// All are the limits that users may set.
var All = []Named{
	{"file", "bytes of a file", func(l *Limits) *int { return &l.Source }, nil},
	{"text", "bytes of a document's text", func(l *Limits) *int { return &l.Text }, nil},
	{"blocks", "paragraphs, headings and cells of a document", func(l *Limits) *int { return &l.Blocks }, nil},
	{
		"unpacked", "bytes that a container such as DOCX may hold, unpacked",
		func(l *Limits) *int { return &l.Inflated }, nil,
	},
	{"part", "bytes that one file in a container may unpack to", func(l *Limits) *int { return &l.Part }, nil},
	{
		"ratio", "how many times its packed size a large file in a container may unpack to",
		func(l *Limits) *int { return &l.Ratio }, nil,
	},
	{"members", "files in a container", func(l *Limits) *int { return &l.Members }, nil},
	{"pages", "pages of a document", func(l *Limits) *int { return &l.Pages }, nil},
	{"depth", "elements within elements", func(l *Limits) *int { return &l.Depth }, nil},
	{"chars", "characters on one page of a PDF", func(l *Limits) *int { return &l.Chars }, nil},
	{"pixels", "pixels of a picture of a place in a PDF", func(l *Limits) *int { return &l.Pixels }, nil},
	{"work", "rounds of the PDF engine's loops for a page", func(l *Limits) *int { return &l.Work }, nil},
	{
		"memory", "bytes of memory that reading one document may take",
		func(l *Limits) *int { return &l.Memory }, nil,
	},
	{"findings", "findings of a document", func(l *Limits) *int { return &l.Findings }, nil},
	{"ocr-pages", "pages of a document whose text is recognised", func(l *Limits) *int { return &l.OCRPages }, nil},
	{
		"time", "for reading one document, such as 2m", nil,
		func(l *Limits) *time.Duration { return &l.Time },
	},
	{
		"ocr-time", "for recognising the text of one document's pages, such as 1h", nil,
		func(l *Limits) *time.Duration { return &l.OCRTime },
	},
}

// Names are the names of all limits.
func Names() []string {
	var names []string
	for _, l := range All {
		names = append(names, l.Name)
	}
	return names
}

// MaxTime is the longest time that Set takes. Sums of times must not overflow.
const MaxTime = 1000 * time.Hour

// Set sets the limit that a text such as "time=2m" or "memory=2GiB" names.
func (l *Limits) Set(text string) error {
	name, value, _ := strings.Cut(text, "=")
	for _, known := range All {
		if known.Name != name {
			continue
		}
		if known.Time != nil {
			d, err := time.ParseDuration(value)
			if err != nil || d <= 0 || d > MaxTime {
				return fmt.Errorf("%s: expected a time such as 90s or 2m, up to %v", text, MaxTime)
			}
			*known.Time(l) = d
			return nil
		}
		n, err := number(value)
		if err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
		*known.Count(l) = n
		return nil
	}
	return fmt.Errorf("%s: there are %s", name, strings.Join(Names(), ", "))
}

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
