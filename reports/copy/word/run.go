package word

import (
	"slices"
	"strings"
)

// run is a run of a Word document, the only thing that its words stand in. A comment begins and
// ends between runs; where its words begin or end within one, that is closed and opened again with
// the same properties, so that it looks as before.
type run struct {
	*survey
	element
	properties string // as they stand in the part
	children   int    // that have ended, properties apart
	last       int    // where the last of them ended
	between    []*target
}

const xmlBlanks = " \t\r\n"

// child ends a child of the run.
func (r *run) child(e *element, from, to int) {
	if e.name == "w:rPr" {
		r.properties = r.text[e.from:to]
		return
	}
	if e.name == "w:t" && from > e.to {
		r.words(e, from, to)
	}
	r.children++
	r.last = to
}

func (r *run) closing() string { return "</" + tag(r.text, r.element) + ">" }

func (r *run) opening() string { return r.text[r.from:r.to] + r.properties }

// words gives points to the targets in a text element, whose end tag stands between two offsets.
// Blanks at the edge of a text count only where it says that they are preserved; so both halves of
// a split text have to say it, and blanks that did not count are put into a text of their own.
func (r *run) words(t *element, from, to int) {
	content := r.text[t.to:from]
	first, last := t.to, from // of what counts
	preserved := t.attr("xml:space") == "preserve"
	if !preserved {
		first += len(content) - len(strings.TrimLeft(content, xmlBlanks))
		last = t.to + len(strings.TrimRight(content, xmlBlanks))
	}
	whole := strings.Contains(content, "<") // comments or CDATA sections, in which nothing can be put
	text := tag(r.text, *t)
	preserving := "<" + text + ` xml:space="preserve">`
	var splits []int
	r.assign(t.to, from, false, func(target *target) point {
		at := target.at
		if target.behind {
			at++
		}
		switch {
		case !target.behind && (whole || at <= t.to) && r.children == 0:
			return point{at: r.element.from}
		case !target.behind && (whole || at <= t.to):
			return point{at: t.from, before: r.closing(), after: r.opening()}
		case target.behind && (whole || at >= from):
			r.between = append(r.between, target)
			return point{at: to, before: r.closing(), after: r.opening()}
		}
		at = min(max(at, first), max(first, last))
		splits = append(splits, at)
		p := point{at: at, before: "</" + text + ">" + r.closing(), after: r.opening() + preserving}
		if at == last && last < from {
			p.after = r.opening() + "<" + text + ">"
		}
		return p
	})
	if len(splits) > 0 && !preserved {
		r.preserve(t, splits, first, last, from)
	}
}

// preserve says of both halves of a text that was split that their blanks count, and puts blanks at
// its edges, which did not count, into texts of their own. What counts stands from first to last.
func (r *run) preserve(t *element, splits []int, first, last, from int) {
	text := tag(r.text, *t)
	preserving := "<" + text + ` xml:space="preserve">`
	start, end := slices.Min(splits), slices.Max(splits)
	switch {
	case first == t.to && t.attr("xml:space") == "":
		r.edits = append(r.edits, edit{from: t.to - 1, to: t.to - 1, with: ` xml:space="preserve"`})
	case start > first:
		r.edits = append(r.edits, edit{from: first, to: first, with: "</" + text + ">" + preserving})
	}
	if last < from && end < last {
		r.edits = append(r.edits, edit{from: last, to: last, with: "</" + text + "><" + text + ">"})
	}
}

// finish ends the run. What was to stand between its children stands after it where no child
// followed.
func (r *run) finish(to int) {
	for _, t := range r.between {
		if t.point.at == r.last {
			t.point = point{at: to}
		}
	}
}
