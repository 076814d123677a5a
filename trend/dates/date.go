// Package dates finds out of when a document is: by its name, by what its file states, by its text,
// or by a list. Each date carries where it comes from. It reads a file's metadata on its own, so
// that a check that needs no date pays nothing for it.
package dates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day, a month or a year. The zero value is none.
type Date struct {
	Year  int
	Month int // 0 where only the year is known
	Day   int // 0 where only the month is known
}

// The years that a date may have. Numbers beyond them are something else.
const (
	firstYear = 1800
	lastYear  = 2100
)

// Known reports whether there is a date.
func (d Date) Known() bool { return d.Year != 0 }

// String writes the date as ISO 8601 does, as far as it is known: "2016-03-11", "2016-03", "2016".
func (d Date) String() string {
	switch {
	case !d.Known():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Within reports whether d is e, or a part of it.
func (d Date) Within(e Date) bool {
	return d.Year == e.Year && (e.Month == 0 || d.Month == e.Month && (e.Day == 0 || d.Day == e.Day))
}

// Grain is how much of a date is known: 1 for the year, 2 for the month too, 3 for the day.
func (d Date) Grain() int {
	switch {
	case !d.Known():
		return 0
	case d.Month == 0:
		return 1
	case d.Day == 0:
		return 2
	}
	return 3
}

// of is a date that the calendar has, or none.
func of(year, month, day int) Date {
	d := Date{year, month, day}
	if year < firstYear || year > lastYear || month < 0 || month > 12 || day < 0 || month == 0 && day > 0 {
		return Date{}
	}
	if day > 0 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return Date{}
	}
	return d
}

// Parse reads a date as ISO 8601 writes it, with a time after it or without: "2016-03-11",
// "20160311", "2016-03", "2016".
func Parse(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	if day, _, timed := strings.Cut(s, "T"); timed {
		s = day
	}
	s, _, _ = strings.Cut(s, " ")
	s = strings.TrimSuffix(s, "Z")
	if len(s) > len(time.DateOnly) { // XML Schema has dates with a time zone: 2016-03-11+01:00.
		s = s[:len(time.DateOnly)]
	}
	parts := strings.Split(s, "-")
	if len(parts) == 1 && len(s) == len("20160311") {
		parts = []string{s[:4], s[4:6], s[6:]}
	}
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || i > 0 && len(part) != 2 || n < 1 {
			return Date{}, false
		}
		numbers[i] = n
	}
	d := of(numbers[0], numbers[1], numbers[2])
	return d, d.Known()
}

// Source is where a date comes from.
type Source string

// The sources of dates.
const (
	List    Source = "list"    // the user's list
	Name    Source = "name"    // the file's name and folders
	Meta    Source = "meta"    // what the file states beside its text
	Content Source = "content" // the text, or what its format says of it
	Git     Source = "git"     // the first commit of the file
)

// Sources are the sources that can be asked for, in the order in which they are trusted by default.
// The first commit is not among the default ones: of files that were brought in together it is the
// same day.
var (
	Sources  = []Source{Name, Content, Meta, Git}
	Standard = []Source{Name, Content, Meta}
)

// Dated is a date with its source.
type Dated struct {
	Date
	Source Source
	From   string // the words or the field that say so: "FRBRdate", "line 2: “London, 3 May 2019”"
}
