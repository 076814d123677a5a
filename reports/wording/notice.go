package wording

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/stream"
)

// Notices are what there is to say about the user's records, a sentence each.
func (w Words) Notices(t stream.Totals) []string {
	var list []string
	seen := map[string]int{}
	for _, r := range t.Notices {
		if seen[r.Kind]++; Repeats(r) && seen[r.Kind] > FewNotices {
			continue
		}
		list = append(list, display.Printable(w.placed(r))+".")
	}
	if more := seen["unused"] - FewNotices; more > 0 {
		list = append(list, w.Of(more, "And {n} more waiver is not needed.", "And {n} more waivers are not needed."))
	}
	if more := max(seen["stale"]-FewNotices, 0) + max(seen["moved"]-FewNotices, 0); more > 0 {
		list = append(list, w.Of(
			more, "And {n} more row of the baseline is not as the text is; refrain baseline prune brings it up to date.",
			"And {n} more rows of the baseline are not as the text is; refrain baseline prune brings them up to date.",
		))
	}
	return list
}

// FewNotices is how many notices of one kind are given in full, where one command, or one look, is
// the remedy for all.
const FewNotices = 5

// Repeats reports whether a notice is of a kind that comes in large numbers, after documents were
// mended or moved.
func Repeats(r analyzer.Notice) bool {
	return r.Kind == "unused" || r.Kind == "stale" || r.Kind == "moved"
}

// NoticesTitle is what the remarks are about.
func (w Words) NoticesTitle(t stream.Totals) string {
	if slices.ContainsFunc(t.Notices, func(r analyzer.Notice) bool { return r.Kind == "base" }) {
		return w.Say("Baseline, waivers and earlier versions")
	}
	return w.Say("Baseline and waivers")
}

// NoticeWords are a remark with its place, whose file is written as Name has it.
func NoticeWords(r analyzer.Notice) string {
	r.Place.File = display.Name(r.Place.File)
	return r.String()
}

// placed is a notice with its place.
func (w Words) placed(r analyzer.Notice) string {
	r.Place.File, r.Text = display.Name(r.Place.File), w.Notice(r)
	return r.String()
}

// Notice is what a notice says without its place. What is said of a comment that is not understood,
// or comes from another program, is English.
func (w Words) Notice(r analyzer.Notice) string {
	if r.Message == "" {
		return r.Text
	}
	fill := slices.Clone(r.Parts)
	for i := 0; i+1 < len(fill); i += 2 {
		switch fill[i] {
		case "entry", "list":
			if fill[i+1] == allEntries {
				fill[i+1] = w.Say(allEntries)
			}
		case "why":
			fill[i+1] = w.distrust(fill[i+1])
		}
	}
	return w.Say(Text(r.Message), fill...)
}

// allEntries is what a waiver is of that names none.
const allEntries Text = "all entries"

// distrusts are why waivers in a document do not count.
var distrusts = []Text{
	Text("standard input may be anybody's text; --stdin-name says which file it is"),
	Text("waivers in documents hold in the folder of a configuration, and --no-config reads none"),
	Text("waivers in documents hold in the folder of a configuration, and there is none; refrain init writes one"),
}

// distrust is why waivers in a document do not count.
func (w Words) distrust(why string) string {
	const outside = "the document lies outside the folder of "
	if file, ok := strings.CutPrefix(why, outside); ok {
		return w.Say("the document lies outside the folder of {file}", "file", file)
	}
	if slices.Contains(distrusts, why) {
		return w.Say(why)
	}
	return why
}
