package dates

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"refrain/analyzer/document"
	"refrain/internal/locale"
)

// Bounds of what is taken for a line with the date of a document.
const (
	headLines  = 15  // that are looked at, empty ones apart
	longLine   = 120 // bytes of a line that is more than a date
	moreWords  = 7   // beside the date: a place, a weekday, "Speech of"
	headLength = 4 << 10
)

// inHead finds the date line at the head of a text: a short line that is a date, with a few words
// beside it.
func inHead(d *document.Document) (Dated, bool) {
	text := d.Text[:min(len(d.Text), headLength)]
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if n++; n > headLines {
			break
		}
		if date, ok := inLine(line, document.PrimaryLanguage(d.Lang)); ok {
			return Dated{date, Content, "“" + line + "”"}, true
		}
	}
	return Dated{}, false
}

var (
	isoDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^0-9])(\d{4}-\d\d-\d\d)(?:[^0-9]|$)`)
	})
	numberDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^0-9.])(\d{1,2})([./])\s?(\d{1,2})[./]\s?(\d{4})(?:[^0-9]|$)`)
	})
	chineseDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?`)
	})
)

// inLine is the date of a line that says little else.
func inLine(line, lang string) (Date, bool) {
	if len(line) > longLine {
		return Date{}, false
	}
	line = westernDigits(line)
	for _, find := range []func(string, string) (d Date, rest string, ok bool){asISO, asChinese, asNumbers, asWords} {
		if d, rest, ok := find(line, lang); ok {
			return d, len(strings.FieldsFunc(rest, isNoLetter)) <= moreWords &&
				!strings.ContainsFunc(rest, unicode.IsDigit)
		}
	}
	return Date{}, false
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// westernDigits writes the digits of Arabic as others are.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		}
		return r
	}, s)
}

func asISO(line, _ string) (Date, string, bool) {
	at := isoDate().FindStringSubmatchIndex(line)
	if at == nil {
		return Date{}, "", false
	}
	d, ok := Parse(line[at[2]:at[3]])
	return d, withoutTime(line[:at[2]] + " " + line[at[3]:]), ok
}

// timeOfDay is a time that stands beside a date.
var timeOfDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`T?\d{1,2}[:.]\d\d(?:[:.]\d\d)?`)
})

func withoutTime(s string) string { return timeOfDay().ReplaceAllString(s, " ") }

func asChinese(line, _ string) (Date, string, bool) {
	at := chineseDate().FindStringSubmatchIndex(line)
	if at == nil {
		return Date{}, "", false
	}
	number := func(i int) int {
		if at[i] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(line[at[i]:at[i+1]])
		return n
	}
	d := of(number(2), number(4), number(6))
	return d, withoutTime(line[:at[0]] + " " + line[at[1]:]), d.Known()
}

// asNumbers reads 11.3.2016, and 11/3/2016 where English cannot mean the third of November.
func asNumbers(line, lang string) (Date, string, bool) {
	at := numberDate().FindStringSubmatchIndex(line)
	if at == nil {
		return Date{}, "", false
	}
	day, _ := strconv.Atoi(line[at[2]:at[3]])
	month, _ := strconv.Atoi(line[at[6]:at[7]])
	year, _ := strconv.Atoi(line[at[8]:at[9]])
	if line[at[4]:at[5]] == "/" && (lang == "en" || lang == "") && day <= 12 {
		return Date{}, "", false
	}
	d := of(year, month, day)
	return d, withoutTime(line[:at[2]] + " " + line[at[9]:]), d.Known() && d.Month > 0
}

// asWords reads a date whose month is a word, whichever of the languages it is in: "11 March 2016",
// "March 11th, 2016", "11 de marzo de 2016", "März 2016".
func asWords(line, _ string) (Date, string, bool) {
	words := strings.FieldsFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	for i, word := range words {
		month := locale.Month(word)
		if month == 0 {
			continue
		}
		from, to := i, i
		day, dayAt := 0, before(words, i)
		if dayAt >= 0 {
			if day = dayIn(words[dayAt]); day > 0 {
				from = dayAt
			}
		}
		next := after(words, i)
		if day == 0 && next < len(words) {
			if n := dayIn(words[next]); n > 0 {
				day, to, next = n, next, after(words, next)
			}
		}
		if next >= len(words) || len(words[next]) != 4 {
			continue
		}
		year, err := strconv.Atoi(words[next])
		if d := of(year, month, day); err == nil && d.Known() {
			to = next
			rest := strings.Join(words[:from], " ") + " " + timesOut(words[to+1:])
			if day == 0 && strings.TrimSpace(rest) != "" { // "the May 2016 elections" dates nothing.
				continue
			}
			return d, rest, true
		}
	}
	return Date{}, "", false
}

// timesOut are words after a date, without the numbers of a time of day.
func timesOut(words []string) string {
	for len(words) > 0 && len(words[0]) <= 2 && strings.Trim(words[0], "0123456789") == "" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// longestLink is how many letters a word has that links the parts of a date: "de", "of", "του".
const longestLink = 3

// before and after are the nearest words that do not link, -1 and the end where there are none.
func before(words []string, i int) int {
	for i--; i >= 0 && links(words[i]); i-- {
	}
	return i
}

func after(words []string, i int) int {
	for i++; i < len(words) && links(words[i]); i++ {
	}
	return i
}

func links(word string) bool {
	return len([]rune(word)) <= longestLink && !strings.ContainsFunc(word, unicode.IsDigit)
}

// dayIn is the day that a word is: "11", "1st", "1er", or 0.
func dayIn(word string) int {
	digits := strings.TrimRightFunc(word, unicode.IsLetter)
	if len(word)-len(digits) > 3 || len(digits) > 2 {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n > 31 {
		return 0
	}
	return n
}
