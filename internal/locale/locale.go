// Package locale knows of languages what the Unicode consortium publishes (CLDR): which form of a
// word follows a number, and the signs within numbers. No other package asks golang.org/x/text for it.
package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Locale is what is known of one language.
type Locale struct {
	Code    string // BCP 47
	Group   string // the sign between thousands: 5,210
	Decimal string // the sign before a fraction: 1.4

	tag language.Tag
}

// Of returns the locale of a BCP 47 code. It is an error when nothing is known by that code.
func Of(code string) (Locale, error) {
	tag, err := language.Parse(code)
	if err != nil {
		return Locale{}, err
	}
	l := Locale{Code: code, tag: tag}
	// The library does not say the signs, but it writes them.
	const sample = 1_234_567.5
	signs := strings.FieldsFunc(message.NewPrinter(tag).Sprint(number.Decimal(sample)), unicode.IsDigit)
	if len(signs) > 0 {
		l.Group, l.Decimal = signs[0], signs[len(signs)-1]
	}
	return l, nil
}

// names are the categories of CLDR.
var names = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
	plural.Other: "other",
}

// Plural is the category of the form that follows a number: "one" for 1 in English.
func (l Locale) Plural(n int) string { return names[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)] }

// Forms are the categories of whole numbers, in the order in which CLDR lists them.
func (l Locale) Forms() []string {
	const enough = 200 // No rule looks at more than the last two digits, apart from full millions.
	found := map[string]bool{}
	for n := range enough {
		found[l.Plural(n)] = true
	}
	var list []string
	for _, name := range []string{"zero", "one", "two", "few", "many", "other"} {
		if found[name] {
			list = append(list, name)
		}
	}
	return list
}

// Base is the shortest code of a language that somebody names in two or three letters: "de" of "deu".
func Base(code string) (string, bool) {
	base, err := language.ParseBase(code)
	return base.String(), err == nil
}
