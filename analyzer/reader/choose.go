package reader

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/magic"
)

// A file may fit several formats: a page of HTML that holds a PDF in a comment, an archive that is
// a Word document and a book at once. Then it is read as what the program for its extension opens,
// and the others are gaps, since another program shows another text.

// choice is what a file is read as.
type choice struct {
	Format
	extensionOf Format         // the format that the extension is of; empty for none
	named       string         // its name
	also        []document.Gap // what else the file is
}

// choose goes by the extension where the content fits it, or where a program for the extension
// opens any content, and by the content elsewhere. What nothing claims is plain text; whether it is
// text at all is seen in refusal.
func choose(name string, c *input.Content) choice {
	ext := strings.ToLower(filepath.Ext(name))
	named := slices.IndexFunc(Formats, func(f Format) bool { return slices.Contains(f.Extensions, ext) })
	fits := make([]input.Fit, len(Formats))
	for i, f := range Formats {
		if f.sniff != nil {
			fits[i] = f.sniff(c, i == named)
		}
	}
	i := pick(c, named, fits)
	chosen := choice{Format: Formats[i]}
	if named >= 0 {
		chosen.extensionOf, chosen.named = Formats[named], Formats[named].Name
	}
	for j, f := range Formats {
		if j != i && counts(f, fits[j]) && !(f.holds == xmlText && chosen.holds == xmlText) {
			chosen.also = append(chosen.also, also(f.what, f.extension()))
		}
	}
	chosen.also = append(chosen.also, strays(c, chosen, fits[i])...)
	return chosen
}

// pick is the index of the format that a file is read as.
func pick(c *input.Content, named int, fits []input.Fit) int {
	best := 0
	for i := range fits {
		if fits[i] > fits[best] {
			best = i
		}
	}
	plain := len(Formats) - 1
	switch {
	case fits[best] < input.Leading && foreignOf(c) != nil && (named < 0 || fits[named] == input.Unfit):
		best = plain // What it begins with is known, and is not read.
	case fits[best] == input.Unfit:
		best = plain
	}
	if named < 0 {
		return best
	}
	least := input.Inside // that a format must fit to be chosen where the extension's does not
	switch f := Formats[named]; {
	case fits[named] != input.Unfit:
		return named
	case f.accepts == allText:
		if fits[best] >= input.Leading && !Formats[best].isText() {
			return best
		}
		return named
	case f.accepts == anyText:
		least = input.Leading
	}
	if fits[best] < least {
		return named
	}
	return best
}

// counts reports whether a format is named that a file fits and is not read as. Tags may appear in
// any text.
func counts(f Format, fits input.Fit) bool {
	return fits >= input.Leading || fits == input.Inside && !f.isText()
}

// also is the gap of a format that a file fits and is not read as. The names of its files end with
// ext.
func also(what, ext string) document.Gap {
	return document.Gap{
		Reason: fmt.Sprintf("also %s: not read", what),
		Hint: "other programs show another text of this file: keep one document in a file, " +
			"or check a copy whose name ends with " + ext + " too",
	}
}

// strays are the gaps of a file that is read as chosen for what else is in it: files of other
// programs, bytes before its beginning, and that a program for its extension shows it otherwise.
func strays(c *input.Content, chosen choice, fits input.Fit) []document.Gap {
	var gaps []document.Gap
	archived := c.Listed().Present && chosen.holds != zipFile && len(chosen.also) == 0
	switch k := foreignOf(c); {
	case k != nil && k.what != anArchive && fits != input.Unfit:
		gaps = append(gaps, document.Gap{Reason: fmt.Sprintf("also %s: not read", k.what), Hint: k.hint})
	case archived && (k == nil || fits != input.Unfit):
		gaps = append(gaps, document.Gap{Reason: fmt.Sprintf("also %s: not read", anArchive), Hint: unpack})
	}
	switch {
	case chosen.holds == zipFile && len(chosen.also)+len(gaps) == 0 && (c.Listed().Led() || c.Listed().Trailed()):
		gaps = append(gaps, document.Gap{
			Reason: gap.Damaged + ": bytes around the container",
			Hint:   "open the file in the program that made it and save it again: what stands before or after it was not read",
		})
	case chosen.holds == pageFile && chosen.named != chosen.Name &&
		strings.ContainsFunc(magic.BeforePDF(c.Source), canonical.IsWordRune):
		gaps = append(gaps, document.Gap{
			Reason: "also text before the PDF: not read",
			Hint:   "take out what stands before %PDF, or save it as a file of its own and check that",
		})
	}
	if shown := chosen.extensionOf.editors; shown != "" && !chosen.opensAlike() {
		gaps = append(gaps, document.Gap{
			Reason: fmt.Sprintf("named as %s, read as %s", shown, chosen.what),
			Hint: fmt.Sprintf("rename it so that it ends with %s: programs for %s show it otherwise",
				chosen.extension(), shown),
		})
	}
	return gaps
}

// opensAlike reports whether a program for the extension of a file shows the text that is read. Of
// subtitles all lines are read then. Markdown may hold a page of HTML.
func (c choice) opensAlike() bool {
	return c.Name == c.named || c.allLines || c.accepts == allText && c.extensionOf.Comments == document.MarkdownComments
}
