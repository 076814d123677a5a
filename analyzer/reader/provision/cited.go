package provision

import (
	"strings"

	"refrain/lexicon"
)

// Cite writes the numbers of a path as the language of the tag cites them: "§ 2(1)(3)(b)" as "§ 2
// Abs. 1 Nr. 3 Buchst. b". In a language that puts them in brackets, or of which nothing is known, the
// path stays as it is.
func Cite(tag, path string) string {
	r := languageWords().of(tag)
	path = relabelled(r, path)
	if !strings.HasSuffix(path, ")") || len(r.Within) == 0 {
		return path
	}
	from := len(path)
	for strings.HasSuffix(path[:from], ")") {
		open := strings.LastIndexByte(path[:from], '(')
		if open < 0 || !isNumber(path[open+1:from-1]) {
			break
		}
		from = open
	}
	if from == len(path) || from == 0 || path[from-1] == ' ' { // A bracket after a blank is no number of a paragraph.
		return path
	}
	return path[:from] + within(r, strings.Split(strings.Trim(path[from:], "()"), ")("))
}

// relabelled is a path whose provision is named by the word of the language, where another language has
// the same word for it: "Art. 5" is "Article 5" before anybody knows that the text is Italian.
func relabelled(r *lexicon.Reading, path string) string {
	if r == languageWords().first {
		return path
	}
	for _, shared := range []string{"Article ", "Art. "} {
		rest, ok := strings.CutPrefix(path, shared)
		if !ok {
			continue
		}
		for _, d := range r.Divisions {
			if d.Level == Level && strings.HasPrefix(d.Word, "art") {
				return d.Cited + " " + rest
			}
		}
	}
	return path
}

// within are numbers as a language cites them one after the other.
func within(r *lexicon.Reading, numbers []string) string {
	var b strings.Builder
	level := 0
	for _, number := range numbers {
		template := r.Letter
		if isDigits(number[:1]) || template == "" {
			template = r.Within[min(level, len(r.Within)-1)]
			level++
		}
		if template[0] != ',' && template[0] != '.' {
			b.WriteByte(' ')
		}
		b.WriteString(citedAs(template, number))
	}
	return b.String()
}

// isNumber reports whether s is the number of a paragraph: a few letters and digits.
func isNumber(s string) bool {
	const longest = 6
	return s != "" && len(s) <= longest && strings.IndexFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '.'
	}) < 0
}
