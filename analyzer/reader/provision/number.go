package provision

import "strings"

// Letter is a number from 1 as small letters count it in provisions: "c", and "aa" after "z".
func Letter(n int) string {
	const alphabet = 26
	return strings.Repeat(string(rune('a'+(n-1)%alphabet)), (n-1)/alphabet+1)
}

// Roman is a number from 1 to 3999 in small Roman letters.
func Roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value  int
		digits string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
		{9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.digits)
		}
	}
	return b.String()
}
