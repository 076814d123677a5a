package wording

import (
	"strconv"
	"strings"
)

// What papers of amendments and copies with tracked changes say.
const (
	Redraft        Text = "Redraft"
	ModelSentence  Text = "Model sentence"
	NotChangedHere Text = "Not changed in this copy"

	// ReadAgain is said where something is proposed.
	ReadAgain Text = "Each wording was put into its sentence and read again with the same rules, which find nothing in it. " +
		"Whether it says what the law is to say is for you to judge: read each amendment in the bill before you table it."

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

// ConsequentialOn names the amendments that follow from one to a definition, by their numbers.
func (w Words) ConsequentialOn(n int, list string) string {
	if n == 1 {
		return w.Say("The text defines the term here. Amendment {n} is consequential on this one.", "n", list)
	}
	return w.Say("The text defines the term here. Amendments {list} are consequential on this one.", "list", list)
}

// AmendmentCounts says how much a paper proposes, and for how many places it proposes nothing.
func (w Words) AmendmentCounts(amendments, redrafts int) string {
	var parts []string
	if amendments > 0 {
		parts = append(parts, w.Of(amendments, "{n} change is proposed.", "{n} changes are proposed."))
	}
	if redrafts > 0 {
		parts = append(parts, w.Of(
			redrafts, "{n} finding has no proposal and is marked for redrafting.",
			"{n} findings have no proposal and are marked for redrafting.",
		))
	}
	if len(parts) == 0 {
		return w.Say("Nothing was found in the document's own voice. That proves nothing about the rest of it.")
	}
	return strings.Join(parts, " ")
}

// OtherUses says how many findings need no amendment.
func (w Words) OtherUses(n int) string {
	return w.Of(
		n, "{n} finding is in other use, such as quoted or rejected, and needs no amendment.",
		"{n} findings are in other use, such as quoted or rejected, and need no amendment.",
	)
}

// InPictures says how many findings are in words that may be others.
func (w Words) InPictures(n int) string {
	return w.Of(
		n, "{n} finding is in text that was recognised in a picture and is not amended: look at the page.",
		"{n} findings are in text that was recognised in pictures and are not amended: look at the pages.",
	)
}

// Amendment names an amendment by its number.
func (w Words) Amendment(n int) string { return w.Say("Amendment {n}", "n", strconv.Itoa(n)) }

// NthPlace says which of several places of the same words is meant.
func (w Words) NthPlace(n, of int) string {
	return w.Say("place {n} of {of} of these words", "n", strconv.Itoa(n), "of", strconv.Itoa(of))
}

// ReplaceOrDelete proposes words in place of others, or to leave those out.
func (w Words) ReplaceOrDelete(old, words string) string {
	if words == "" {
		return w.Say("Leave out {old}.", "old", w.Quoted(old))
	}
	return w.ReplaceBy(old, words)
}
