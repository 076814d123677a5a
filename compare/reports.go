package compare

import "refrain/analyzer"

// Reports compares what was found in two versions of a document. One of them may be nil: then the
// document is only in the other. It never fails.
func Reports(old, new *analyzer.Report) *Comparison {
	c := &Comparison{Old: old, New: new}
	a := newAlignment(readSide(old), readSide(new))
	c.Pairs = a.pairs()
	c.findings(a)
	return c
}
