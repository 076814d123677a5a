package versions

import (
	"strings"

	"refrain/compare"
	"refrain/reports/wording"
)

// listed are the kinds of findings in the order in which lists have them.
var listed = []compare.Kind{
	compare.New, compare.Changed, compare.Gone, compare.Moved, compare.Kept, compare.Unknown,
}

// kindTexts are the words for what became of findings.
var kindTexts = [...]struct{ word, title, about wording.Text }{
	compare.Kept: {
		wording.Text("kept"), wording.Text("Kept"), wording.Text("The same words, used alike, in the same provision."),
	},
	compare.Moved: {
		wording.Text("moved"), wording.Text("Moved"), wording.Text("The same words, used alike, at another place."),
	},
	compare.Changed: {
		wording.Text("changed"), wording.Text("Changed"),
		wording.Text("The same place, in other words or used otherwise."),
	},
	compare.New:  {wording.Text("new"), wording.Text("New"), wording.Text("Only in the new version.")},
	compare.Gone: {wording.Text("gone"), wording.Text("Gone"), wording.Text("Only in the old version.")},
	compare.Unknown: {
		wording.Text("not known"), wording.Text("Not known"),
		wording.Text("Nothing of the other version could be read, so nobody can say whether they are new or gone."),
	},
}

// kindWord is what became of a finding, in a word.
func kindWord(words wording.Words, c *compare.Change) string {
	switch {
	case c.Kind == compare.Changed && c.Wording && c.Status:
		return words.Say("changed in wording and status")
	case c.Kind == compare.Changed && c.Wording:
		return words.Say("changed in wording")
	case c.Kind == compare.Changed && c.Status:
		return words.Say("changed in status")
	}
	return words.Say(kindTexts[c.Kind].word)
}

func kindTitle(words wording.Words, k compare.Kind) string { return words.Say(kindTexts[k].title) }

func kindMeaning(words wording.Words, k compare.Kind) string { return words.Say(kindTexts[k].about) }

// foundWords say how many findings became what.
func foundWords(words wording.Words, n compare.Counts) string {
	var list []string
	add := func(n int, one, other wording.Text) {
		if n > 0 {
			list = append(list, words.Of(n, one, other))
		}
	}
	add(n.New, wording.Text("{n} new"), "{n} new")
	add(n.Changed, wording.Text("{n} changed in wording or status"), "{n} changed in wording or status")
	add(n.Gone, wording.Text("{n} gone"), "{n} gone")
	add(n.Moved, wording.Text("{n} moved"), "{n} moved")
	add(n.Kept, wording.Text("{n} kept"), "{n} kept")
	add(n.Unknown, wording.Text("{n} not known to be new or gone"), "{n} not known to be new or gone")
	if len(list) == 0 {
		return words.Say("No findings in either version.")
	}
	text := words.Say("Findings: {list}.", "list", words.List(list))
	if n.Doubtful > 0 {
		text += " " + words.Of(
			n.Doubtful, "{n} of them is doubtful: it may be in what the other version could not be read for.",
			"{n} of them are doubtful: they may be in what the other version could not be read for.",
		)
	}
	return text
}

// provisionCounts say how many provisions became what.
func provisionCounts(words wording.Words, n compare.Provisions) string {
	var list []string
	add := func(n int, one wording.Text) {
		if n > 0 {
			list = append(list, words.Of(n, one, one))
		}
	}
	add(n.Same, wording.Text("{n} with the same words"))
	add(n.Reworded, wording.Text("{n} reworded"))
	add(n.Split, wording.Text("{n} split"))
	add(n.Merged, wording.Text("{n} merged"))
	add(n.Added, wording.Text("{n} only in the new version"))
	add(n.Removed, wording.Text("{n} only in the old version"))
	add(n.Moved, wording.Text("{n} moved"))
	add(n.Renumbered, wording.Text("{n} renumbered"))
	if len(list) == 0 {
		return ""
	}
	return words.Say("Provisions: {list}.", "list", words.List(list))
}

// wayTexts are the words for what became of provisions, by compare's own.
var wayTexts = map[string]wording.Text{
	"same": wording.Text("same words"), "reworded": wording.Text("reworded"), "split": wording.Text("split"),
	"merged": wording.Text("merged"), "added": wording.Text("only in the new version"),
	"removed": wording.Text("only in the old version"), "moved": wording.Text("moved"),
	"renumbered": wording.Text("renumbered"),
}

// wayWords are what became of a pair: "moved, reworded".
func wayWords(words wording.Words, p *compare.Pair) string {
	var list []string
	for _, way := range p.Ways() {
		list = append(list, words.Say(wayTexts[way]))
	}
	return strings.Join(list, ", ")
}

// besideText says how many stretches are no part of the text that readers see.
func besideText(words wording.Words, n int) string {
	return words.Of(n, "{n} page head or paragraph that is no part of the text",
		"{n} page heads or paragraphs that are no part of the text")
}

// noticesOf are what must not be missed about a comparison.
func noticesOf(words wording.Words, c *compare.Comparison) []string {
	var list []string
	switch {
	case c.Old == nil:
		list = append(list, words.Say("This document is only among the new ones."))
	case c.New == nil:
		list = append(list, words.Say("This document is only among the old ones."))
	case c.SameBytes:
		list = append(list, words.Say("Both versions are the same file."))
	case c.Likeness == compare.SameText:
		list = append(list, words.Say("Both versions have the same words in the same order."))
	case c.Likeness == compare.Unlike:
		list = append(list, words.Say("Next to nothing is the same: these are hardly versions of one document."))
	case c.Likeness == compare.OneSided:
		list = append(list, words.Say("Nothing of one version could be read, so nothing can be compared."))
	}
	if c.OldLang != "" || c.NewLang != "" {
		list = append(list, words.Say("The versions are in different languages: only numbers are compared."))
	}
	if c.Limited {
		list = append(list, words.Say(
			"Some long provisions were compared as a whole: their changed words are not marked one by one.",
		))
	}
	return list
}

// titleOf is what a comparison, or several, are called.
func titleOf(words wording.Words, list []*shownComparison) string {
	if len(list) != 1 {
		return words.Of(len(list), "{n} document in two versions", "{n} documents in two versions")
	}
	c := list[0]
	if c.Old == nil || c.New == nil {
		return c.Name
	}
	return words.Say("{old} and {new}, compared", "old", c.Old.Name, "new", c.New.Name)
}

// summaryOf are the counts of several comparisons, a sentence each.
func summaryOf(words wording.Words, t Totals) []string {
	var list []string
	add := func(n int, one, other wording.Text) {
		if n > 0 {
			list = append(list, words.Of(n, one, other))
		}
	}
	add(t.Compared, wording.Text("{n} document compared"), "{n} documents compared")
	add(t.Same, wording.Text("{n} with the same words"), "{n} with the same words")
	add(t.Renamed, wording.Text("{n} renamed"), "{n} renamed")
	add(t.Added, wording.Text("{n} only among the new ones"), "{n} only among the new ones")
	add(t.Removed, wording.Text("{n} only among the old ones"), "{n} only among the old ones")
	return []string{foundWords(words, t.Counts), wording.Sentence(words.List(list))}
}
