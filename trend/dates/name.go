package dates

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// forms are the dates that names hold, the finest first. The digits around them are no part of a
// longer number.
var forms = sync.OnceValue(func() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, form := range []string{
		`((?:18|19|20)\d\d)([-_. ])(\d\d)[-_. ](\d\d)`, `((?:18|19|20)\d\d)()(\d\d)(\d\d)`,
		`((?:18|19|20)\d\d)(-)(\d\d)`,
	} {
		list = append(list, regexp.MustCompile(`(?:^|[^0-9])`+form+`(?:[^0-9]|$)`))
	}
	// A year alone is no part of a number with letters, such as that of a bill.
	list = append(list, regexp.MustCompile(`(?:^|[^0-9])((?:18|19|20)\d\d)(?:[^0-9A-Za-z]|$)`))
	return list
})

// InName finds the date in the name of a file: YYYY-MM-DD, YYYYMMDD, YYYY-MM or YYYY in the file's
// own name, or else in that of its nearest folder, where folders may also be a year, a month and a
// day. A coarse date in the file's own name is made finer by one of a folder within it.
func InName(name string) (Dated, bool) {
	parts := strings.Split(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/")
	var found Dated
	for i := len(parts) - 1; i >= 0; i-- {
		d := inPart(parts[i])
		if stepped := inSteps(parts[:i+1]); stepped.Grain() > d.Grain() {
			d = stepped
		}
		switch {
		case !d.Known():
		case !found.Known():
			found = Dated{d, Name, parts[i]}
		case d.Within(found.Date) && d.Grain() > found.Grain():
			found = Dated{d, Name, parts[i]}
		}
	}
	return found, found.Known()
}

// inPart is the first of the finest dates in a part of a path.
func inPart(part string) Date {
	for _, form := range forms() {
		for rest := part; ; {
			at := form.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			var numbers []int
			for i := 2; i < len(at); i += 2 {
				if n, err := strconv.Atoi(rest[at[i]:at[i+1]]); err == nil {
					numbers = append(numbers, n)
				}
			}
			numbers = append(numbers, 0, 0)
			whole := len(numbers) > 3 && numbers[1] == 0 // A month of 00 is none.
			if d := of(numbers[0], numbers[1], numbers[2]); d.Known() && !whole {
				return d
			}
			rest = rest[at[3]:]
		}
	}
	return Date{}
}

// inSteps is the date of folders that are a year, a month and a day, the last of which may be the
// file: 2016/03/11.txt.
func inSteps(parts []string) Date {
	last := parts[len(parts)-1]
	last = strings.TrimSuffix(last, path.Ext(last))
	numbers := func(s string, digits int) int {
		if len(s) != digits || strings.Trim(s, "0123456789") != "" {
			return 0
		}
		n, _ := strconv.Atoi(s)
		return n
	}
	n := len(parts)
	if n >= 3 && numbers(parts[n-3], 4) > 0 && numbers(parts[n-2], 2) > 0 && numbers(last, 2) > 0 {
		return of(numbers(parts[n-3], 4), numbers(parts[n-2], 2), numbers(last, 2))
	}
	if n >= 2 && numbers(parts[n-2], 4) > 0 && numbers(last, 2) > 0 {
		return of(numbers(parts[n-2], 4), numbers(last, 2), 0)
	}
	return Date{}
}
