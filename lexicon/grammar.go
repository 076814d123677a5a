package lexicon

import (
	_ "embed" // for the text of the package's own documentation
	"strings"
)

//go:embed doc.go
var documentation string

// Grammar is the section of this package's documentation that defines the pattern language, as
// plain text. What people read in the terminal is what stands in the code.
func Grammar() string {
	_, section, _ := strings.Cut(documentation, "// # Patterns\n//\n")
	section, _, _ = strings.Cut(section, "package lexicon")
	var b strings.Builder
	for line := range strings.Lines(section) {
		b.WriteString(strings.TrimPrefix(strings.TrimPrefix(line, "//"), " "))
	}
	return b.String()
}
