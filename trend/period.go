package trend

import (
	"fmt"
	"time"

	"refrain/trend/dates"
)

// Every is how long a period is.
type Every uint8

// The lengths of periods. Chosen goes by the span of the documents' dates.
const (
	Chosen Every = iota
	Day
	Month
	Quarter
	Year
)

var everyNames = [...]string{"", "day", "month", "quarter", "year"}

// EveryNames are the names of the lengths of periods.
func EveryNames() []string { return everyNames[1:] }

// String is the name of the length: "quarter".
func (e Every) String() string { return everyNames[e] }

// ParseEvery is the length of that name.
func ParseEvery(name string) (Every, bool) {
	for i, known := range everyNames {
		if known == name && i > 0 {
			return Every(i), true
		}
	}
	return Chosen, false
}

// grain is how much of a date a period of this length asks for.
func (e Every) grain() int {
	switch e {
	case Day:
		return 3
	case Month, Quarter:
		return 2
	}
	return 1
}

// Period is a day, month, quarter or year, by its number: those that follow each other are one
// apart.
type Period struct {
	Every  Every
	Number int
}

// periodOf is the period that a date is in; false where the date is coarser than the period.
func (e Every) periodOf(d dates.Date) (Period, bool) {
	if d.Grain() < e.grain() {
		return Period{}, false
	}
	p := Period{Every: e}
	switch e {
	case Day:
		p.Number = int(day(d.Year, d.Month, d.Day).Unix() / (24 * 60 * 60))
	case Month:
		p.Number = d.Year*12 + d.Month - 1
	case Quarter:
		p.Number = d.Year*4 + (d.Month-1)/3
	default:
		p.Number = d.Year
	}
	return p, true
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// First and Last are the days with which the period begins and ends.
func (p Period) First() time.Time {
	switch p.Every {
	case Day:
		return time.Unix(int64(p.Number)*24*60*60, 0).UTC()
	case Month:
		return day(p.Number/12, p.Number%12+1, 1)
	case Quarter:
		return day(p.Number/4, p.Number%4*3+1, 1)
	}
	return day(p.Number, 1, 1)
}

// Last is the day with which the period ends.
func (p Period) Last() time.Time { return Period{p.Every, p.Number + 1}.First().AddDate(0, 0, -1) }

// String names the period: "2016-03-11", "2016-03", "2016 Q1", "2016".
func (p Period) String() string {
	switch p.Every {
	case Day:
		return p.First().Format(time.DateOnly)
	case Month:
		return p.First().Format("2006-01")
	case Quarter:
		return fmt.Sprintf("%d Q%d", p.Number/4, p.Number%4+1)
	}
	return fmt.Sprint(p.Number)
}

// middle is the middle of the period in years.
func (p Period) middle() float64 {
	const year = 365.2425 * 24 // hours
	first, after := p.First(), Period{p.Every, p.Number + 1}.First()
	return (first.Sub(day(2000, 1, 1)).Hours() + after.Sub(first).Hours()/2) / year
}

// Spans of dates, in days, up to which periods are that short when nobody has chosen: so there are
// a few dozen at most.
const (
	spanOfDays     = 62
	spanOfMonths   = 3 * 366
	spanOfQuarters = 8 * 366
)

// mostPeriods is how many periods a trend may have. A plot with more shows nothing.
const mostPeriods = 500

// coarse is how many documents of a hundred may be left out because their dates are coarser than
// the period that their span would choose.
const coarse = 10

// choose is the length of periods that suits dates: by their span, but no shorter than nearly all
// of them are known.
func choose(all []dates.Date) Every {
	var first, last time.Time
	grains := [4]int{}
	for _, d := range all {
		at := day(d.Year, max(d.Month, 1), max(d.Day, 1))
		if first.IsZero() || at.Before(first) {
			first = at
		}
		if last.IsZero() || at.After(last) {
			last = at
		}
		grains[d.Grain()]++
	}
	days := int(last.Sub(first).Hours() / 24)
	e := Year
	switch {
	case days <= spanOfDays:
		e = Day
	case days <= spanOfMonths:
		e = Month
	case days <= spanOfQuarters:
		e = Quarter
	}
	for ; e < Year; e++ {
		left := 0
		for grain := range e.grain() {
			left += grains[grain]
		}
		if left*100 <= len(all)*coarse {
			break
		}
	}
	return e
}
