package builder

import (
	"fmt"
	"path"

	"refrain/analyzer/reader/gap"
)

// Damaged says that a part of the file cannot be read, or not to its end.
func (d *Builder) Damaged(name string) {
	if len(d.Doc.Gaps) >= MaxNamedGaps {
		name = "more parts"
	}
	d.Gap(0, fmt.Sprintf("%s: %s", gap.Damaged, name), "open the file in the program that made it and save it again")
}

// MaxNamedGaps is how many gaps name what they are about. Further ones do not, so that a list of
// them stays readable.
const MaxNamedGaps = 100

// Embedded says that a file inside the document was not read.
func (d *Builder) Embedded(name string) {
	hint := "open the document, save what is embedded in it as a file of its own and check that"
	if name != "" && len(d.Doc.Gaps) < MaxNamedGaps {
		hint += ": " + path.Base(name)
	}
	d.Gap(0, gap.Embedded, hint)
}

// maxDefinitions is how many styles, lists, notes or links a document may have, of each. Word
// itself allows fewer.
const maxDefinitions = 100000

// TooMany reports whether there are so many of something that no more are taken. That is a gap.
func (d *Builder) TooMany(n int, what string) bool {
	if n < maxDefinitions {
		return false
	}
	d.Gap(0, gap.Limit, fmt.Sprintf("check the file: it has more than %d %s", maxDefinitions, what))
	return true
}
