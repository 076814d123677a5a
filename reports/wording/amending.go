package wording

// What papers of amendments and copies with tracked changes say.
const (
	Redraft        Text = "Redraft"
	ModelSentence  Text = "Model sentence"
	NotChangedHere Text = "Not changed in this copy"

	// BelongTogether is said where a document defines a term that is changed.
	BelongTogether Text = "The change of a definition and those that follow from it belong together: accept or reject " +
		"all of them."
)

// ChangesTracked says how many tracked changes a copy has.
func (w Words) ChangesTracked(n int) string {
	if n == 0 {
		return w.Say("No change is proposed as a tracked change.")
	}
	return w.Of(
		n, "{n} change is proposed as a tracked change. Accept it, or reject it, which leaves the document as it was.",
		"{n} changes are proposed as tracked changes. Accept or reject each; rejecting all leaves the document as it was.",
	)
}

// ToRedraft says for how many places no words are proposed; "" for none.
func (w Words) ToRedraft(n int) string {
	if n == 0 {
		return ""
	}
	return w.Of(
		n, "{n} place needs a sentence of your own; a comment says why.",
		"{n} places need a sentence of your own; a comment at each says why.",
	)
}

// ChangesKept says how many changes could not be made in the file; "" for none.
func (w Words) ChangesKept(n int) string {
	if n == 0 {
		return ""
	}
	return w.Of(
		n, "{n} change could not be made in the file safely; a comment says which and why.",
		"{n} changes could not be made in the file safely; a comment at each says which and why.",
	)
}

// ReplaceBy proposes words in place of others.
func (w Words) ReplaceBy(old, words string) string {
	return w.Say("Replace {old} with {new}.", "old", w.Quoted(old), "new", w.Quoted(words))
}
