package provision

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// FirstLine is the length of the first line of s. Of a very long line the beginning is enough.
func FirstLine(s string) int {
	end := len(s)
	for _, c := range [...]byte{'\n', '\r', '\v'} {
		if i := strings.IndexByte(s[:min(end, 200)], c); i >= 0 {
			end = i
		}
	}
	return end
}

// EndsClause reports whether a line ends as a sentence or clause does.
func EndsClause[T string | []byte](line T) bool {
	c := line[len(line)-1]
	return c == '.' || c == ';' || c == ':' || c == ',' || c == '!' || c == '?' || c == ')' || c == '"' ||
		c >= utf8.RuneSelf
}

// BeginsParagraph reports whether a line begins a paragraph by its indent alone: it is set in by two
// blanks more than the line before, and what is before it ends a sentence. The line before must not be
// the first of its paragraph, which items set in less than the others.
func BeginsParagraph[T string | []byte](before T, last, indent int) bool {
	const more = 2 // blanks
	if indent < last+more {
		return false
	}
	end := len(before)
	for end > 0 && (before[end-1] == ')' || before[end-1] == '"' || before[end-1] == '\'') {
		end--
	}
	return end > 0 && (before[end-1] == '.' || before[end-1] == ';' || before[end-1] == ':' ||
		before[end-1] == '?' || before[end-1] == '!')
}

// PageMark is the length of the blank lines and the page number at the start of s, as the
// Government Publishing Office of the United States sets it into texts: "[[Page 8801]]" on a line
// of its own. It is 0 when s begins otherwise.
func PageMark(s string) int {
	rest := strings.TrimLeft(s[:min(len(s), 200)], canonical.Blanks)
	if !strings.HasPrefix(rest, "[[Page ") {
		return 0
	}
	end := strings.Index(rest[:min(len(rest), 24)], "]]")
	if end < 0 {
		return 0
	}
	start := strings.Index(s, rest)
	end += start + len("]]")
	after := s[end:]
	line := after[:FirstLine(after)]
	if strings.Trim(line, canonical.Blanks) != "" {
		return 0
	}
	return len(s) - len(strings.TrimLeft(after, canonical.Blanks))
}

// IsBullet reports whether a line begins with a bullet: a mark that no wrapped line begins with by
// chance.
func IsBullet(line string) bool {
	c, n := utf8.DecodeRuneInString(line)
	return canonical.BlankAt(line, n) > 0 && strings.ContainsRune("•◦▪‣●○■-*", c)
}

// ListMarker is the length of the list marker that a line begins with, the blank after it not
// counted: "-", "•", "(a)", "1.", "iv)".
func ListMarker(line string) int {
	if beginsProse(line) {
		return 0
	}
	if IsBullet(line) {
		_, n := utf8.DecodeRuneInString(line)
		return n
	}
	from, opened := 0, line[0] == '('
	if opened {
		from = 1
	}
	const longest = 5 // bytes of a number: "xviii"
	i := from
	for i < len(line) && i-from < longest && (isAlphanumeric(line[i]) || opened && isPut(line, from, i)) {
		if isCapital(line[i]) && !opened && !strings.HasPrefix(line[i+1:], ")") {
			break // A capital letter with a full stop begins a name.
		}
		i++
	}
	if opened && strings.HasPrefix(line[i:], ")(") { // "(b)(1)"
		if _, n := marksOf(line); canonical.BlankAt(line, n) > 0 && IsItemNumber(line[from:i]) {
			return n
		}
	}
	closed := i < len(line) && (line[i] == ')' || line[i] == '.' && !opened)
	if !closed || canonical.BlankAt(line, i+1) == 0 || !IsItemNumber(line[from:i]) {
		return 0
	}
	return i + 1
}

// beginsProse reports whether a line begins with a word, as nearly every line of prose does. It may
// report false for one that does.
func beginsProse(line string) bool {
	c := line[0]
	if c < 'a' || c > 'z' || len(line) <= 5 {
		return isCapital(c)
	}
	return !strings.ContainsAny(line[1:4], ".)")
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isAlphanumeric(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }

// IsItemNumber reports whether letters and digits count the items of a list: up to three digits,
// with a letter after them where an item was put in between; one letter or two the same; a small
// Roman number. Four digits are a year.
func IsItemNumber(s string) bool {
	switch {
	case s == "":
		return false
	case strings.Contains(s, "."): // put in later: "b.1"
		before, later, _ := strings.Cut(s, ".")
		return len(before) == 1 && before[0] >= 'a' && IsItemNumber(later)
	case s[0] >= '0' && s[0] <= '9':
		rest := strings.TrimLeft(s, "0123456789")
		return len(s)-len(rest) <= 3 && len(rest) <= 1
	}
	if len(s) == 2 && s[0] >= 'a' && s[0] <= 'h' && s[1] == 'a' { // put in after "(b)": "(ba)"
		return true
	}
	return len(s) == 1 || len(s) == 2 && s[0] == s[1] || strings.Trim(s, "ivxl") == "" || strings.Trim(s, "IVXL") == ""
}

// HeadingLike reports whether a line that is alone is a heading: short, and all in capitals, or
// with a number like "3.2" before capitalised words.
func HeadingLike(line string) bool {
	if len(line) > 120 || strings.ContainsAny(line, "\n\r") || document.Interjection(line) {
		return false
	}
	rest := strings.TrimLeft(line, "0123456789.")
	for n := 0; n < 4 && n < len(rest) && isCapital(rest[n]) && rest[0] != line[0]; n++ { // "82A Appeals"
		if n+1 < len(rest) && rest[n+1] == ' ' {
			rest = rest[n+1:]
			break
		}
	}
	if number := line[:len(line)-len(rest)]; number != "" && number[0] != '.' && strings.HasPrefix(rest, " ") {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, canonical.Blanks))
		clear := strings.Contains(number, ".") || len(rest) < 60 || isCapital(number[len(number)-1])
		if unicode.IsUpper(first) && !strings.HasSuffix(rest, ".") && clear {
			return true
		}
	}
	upper := 0
	for _, r := range line {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 2
}

// TitleLike reports whether a line that is alone may be a heading without a number: a few words
// that begin with a capital and end without a mark.
func TitleLike(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return len(line) <= 60 && unicode.IsUpper(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) &&
		!strings.Contains(line, ", ") && strings.Count(line, " ") < 8
}
