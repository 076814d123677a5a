package lexicon

import (
	"fmt"
	"strings"
)

// ParseExample reads a text with [[marked words]] and [[marked words|status]]. Without a status the
// mark expects Used. Marks do not nest.
func ParseExample(text string) (Example, error) {
	var e Example
	var plain strings.Builder
	for rest := text; ; {
		open := strings.Index(rest, "[[")
		if open < 0 {
			if strings.Contains(rest, "]]") {
				return e, fmt.Errorf("]] without [[")
			}
			plain.WriteString(rest)
			break
		}
		if strings.Contains(rest[:open], "]]") {
			return e, fmt.Errorf("]] without [[")
		}
		length := strings.Index(rest[open:], "]]")
		if length < 0 {
			return e, fmt.Errorf("[[ without ]]")
		}
		inner := rest[open+2 : open+length]
		if strings.Contains(inner, "[[") {
			return e, fmt.Errorf("marks do not nest; write the sentence twice")
		}
		mark := ExampleMark{Status: Used}
		if bar := strings.LastIndexByte(inner, '|'); bar >= 0 {
			status, ok := ParseStatus(inner[bar+1:])
			if !ok {
				return e, fmt.Errorf(
					"%q is not a status; use one of %s",
					inner[bar+1:],
					strings.Join(statusNames, ", "),
				)
			}
			mark.Status, inner = status, inner[:bar]
		}
		if strings.TrimSpace(inner) != inner || inner == "" {
			return e, fmt.Errorf("a mark must hold words, without blanks at its ends")
		}
		plain.WriteString(rest[:open])
		mark.Start = plain.Len()
		plain.WriteString(inner)
		mark.End = plain.Len()
		e.Marks = append(e.Marks, mark)
		rest = rest[open+length+2:]
	}
	e.Text = plain.String()
	return e, nil
}
