package reader

import (
	"fmt"
	"path"
)

func (d *draft) damagedPart(name string) {
	if len(d.doc.Gaps) >= maxNamedGaps {
		name = "more parts"
	}
	d.gap(0, fmt.Sprintf("%s: %s", gapDamaged, name), "open the file in the program that made it and save it again")
}

// maxNamedGaps is how many gaps name what they are about. Further ones do not, so that a list of
// them stays readable.
const maxNamedGaps = 100

// embedded says that a file inside the document was not read.
func (d *draft) embedded(name string) {
	hint := "open the document, save what is embedded in it as a file of its own and check that"
	if name != "" && len(d.doc.Gaps) < maxNamedGaps {
		hint += ": " + path.Base(name)
	}
	d.gap(0, gapEmbedded, hint)
}

// maxDefinitions is how many styles, lists, notes or links a document may have, of each. Word
// itself allows fewer.
const maxDefinitions = 100000

// full tells whether there are so many of something that no more are taken. That is a gap.
func (d *draft) full(n int, what string) bool {
	if n < maxDefinitions {
		return false
	}
	d.gap(0, gapLimit, fmt.Sprintf("check the file: it has more than %d %s", maxDefinitions, what))
	return true
}
