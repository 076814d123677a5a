package wording

import (
	"fmt"
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/internal/display"
)

// ManyGaps is how many documents with gaps are named in one place. The others are counted.
const ManyGaps = 200

// GapGroup is one reason why something was not read, with all the pages that it holds for.
type GapGroup struct {
	Reason string
	Hint   string
	Pages  []int // ascending; empty when the gap is not a page's

	Accepted string // why the user's configuration accepts it; "" when it does not
}

// GroupGaps puts gaps of the same reason together, in the order in which the reasons first come.
func GroupGaps(gaps []document.Gap) []GapGroup {
	var groups []GapGroup
	index := map[document.Gap]int{}
	for _, g := range gaps {
		g.Reason, g.Hint = display.Legible(g.Reason), display.Legible(g.Hint)
		key := document.Gap{Reason: g.Reason, Hint: g.Hint, Accepted: g.Accepted}
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, GapGroup{Reason: g.Reason, Hint: g.Hint, Accepted: g.Accepted})
		}
		if g.Page > 0 {
			groups[i].Pages = append(groups[i].Pages, g.Page)
		}
	}
	return groups
}

// String is the group in English without its hint, for programs: "pages 3 to 9, 12: no text layer".
func (g GapGroup) String() string { return Words{}.Gap(g) }

// Gap is a group without its hint: "pages 3 to 9, 12: no text layer".
func (w Words) Gap(g GapGroup) string {
	if len(g.Pages) == 0 {
		return w.GapReason(g)
	}
	return w.GapPages(g) + ": " + w.GapReason(g)
}

// Hinted is a gap with what can be done about it in brackets.
func (w Words) Hinted(g GapGroup) string {
	if g.Hint == "" {
		return w.Gap(g)
	}
	return w.Gap(g) + " (" + w.Say(g.Hint) + ")"
}

// ranges writes ascending numbers with stretches drawn together: "3 to 9, 12".
func (w Words) ranges(numbers []int) string {
	var b strings.Builder
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] <= numbers[j]+1 {
			j++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		switch {
		case numbers[j] == numbers[i]:
			fmt.Fprintf(&b, "%d", numbers[i])
		case numbers[j] == numbers[i]+1:
			fmt.Fprintf(&b, "%d, %d", numbers[i], numbers[j])
		default:
			b.WriteString(w.Say("{first} to {last}", "first", strconv.Itoa(numbers[i]), "last", strconv.Itoa(numbers[j])))
		}
		i = j + 1
	}
	return b.String()
}

// GapReason is why something was not read, without its pages.
func (w Words) GapReason(g GapGroup) string {
	// After a colon is what the file itself says, or a detail for whoever repairs it.
	reason, detail, _ := strings.Cut(g.Reason, ": ")
	if reason = w.Say(reason); detail != "" {
		reason += ": " + detail
	}
	if g.Accepted == "" {
		return reason
	}
	return w.Say("{reason}; accepted: {why}", "reason", reason, "why", OneLine(g.Accepted))
}

// GapPages are the pages of a gap in words, or "".
func (w Words) GapPages(g GapGroup) string {
	switch len(g.Pages) {
	case 0:
		return ""
	case 1:
		return w.Say("page {n}", "n", strconv.Itoa(g.Pages[0]))
	}
	return w.Say("pages {list}", "list", w.ranges(g.Pages))
}
