package document

import "strings"

// Interjection reports whether a line is what a record says of the room between what speakers say:
// "(APPLAUSE)", "[Laughter]". It is no heading.
func Interjection(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) < 3 || len(line) > longestInterjection || strings.Count(line, "(")+strings.Count(line, "[") != 1 {
		return false
	}
	return line[0] == '(' && line[len(line)-1] == ')' || line[0] == '[' && line[len(line)-1] == ']'
}

const longestInterjection = 80 // bytes
