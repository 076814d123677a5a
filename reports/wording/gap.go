package wording

import (
	"fmt"
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

// String is the group without its hint: "pages 3 to 9, 12: no text layer".
func (g GapGroup) String() string {
	what := g.Reason
	if g.Accepted != "" {
		what += "; accepted: " + OneLine(g.Accepted)
	}
	switch len(g.Pages) {
	case 0:
		return what
	case 1:
		return fmt.Sprintf("page %d: %s", g.Pages[0], what)
	}
	return "pages " + ranges(g.Pages) + ": " + what
}

// ranges writes ascending numbers with stretches drawn together: "3 to 9, 12".
func ranges(numbers []int) string {
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
			fmt.Fprintf(&b, "%d to %d", numbers[i], numbers[j])
		}
		i = j + 1
	}
	return b.String()
}

// GapReason is why something was not read, without its pages.
func GapReason(g GapGroup) string { return GapGroup{Reason: g.Reason, Accepted: g.Accepted}.String() }

// GapPages are the pages of a gap in words, or "".
func GapPages(g GapGroup) string {
	switch len(g.Pages) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("page %d", g.Pages[0])
	}
	return "pages " + ranges(g.Pages)
}
