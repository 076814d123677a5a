package html

import (
	"strconv"
	"strings"

	"refrain/analyzer/reader/css"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/provision"
)

// numberOf is the number that browsers print before an item, as provisions print it: "3." or "(a)". It
// is "" for an item without one, and where a style sheet that is not part of the page may have changed
// it.
func (h *Page) numberOf(li *element) string {
	list := li.outer
	if list == nil || list.tag != dom.Ol {
		return ""
	}
	if list.items == 0 {
		list.items = h.before(list)
	}
	list.items++
	if v, ok := h.Tree.Attr(li.id, "value"); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil {
			list.items = n
		}
	}
	kind := li.style.Marker
	if kind == css.UnsetMarker {
		kind = list.style.Marker
	}
	if typed, ok := h.Tree.Attr(list.id, "type"); ok && kind == css.UnsetMarker {
		kind = css.MarkerOf(typed)
	} else if kind == css.UnsetMarker && !h.styles.External {
		kind = css.Digits
	}
	return printed(kind, list.items)
}

// before is the number before the first of a list.
func (h *Page) before(list *element) int {
	start, _ := h.Tree.Attr(list.id, "start")
	n, err := strconv.Atoi(strings.TrimSpace(start))
	if err != nil {
		return 0
	}
	return n - 1
}

// printed is a number of a kind, or "" where provisions have none that high.
func printed(kind css.Marker, n int) string {
	const digits, letters, roman = 9999, 52, 30 // the highest
	switch {
	case n < 1:
	case kind == css.Digits && n <= digits:
		return strconv.Itoa(n) + "."
	case kind == css.SmallLetters && n <= letters:
		return "(" + provision.Letter(n) + ")"
	case kind == css.CapitalLetters && n <= letters:
		return "(" + strings.ToUpper(provision.Letter(n)) + ")"
	case kind == css.SmallRoman && n <= roman:
		return "(" + provision.Roman(n) + ")"
	case kind == css.CapitalRoman && n <= roman:
		return "(" + strings.ToUpper(provision.Roman(n)) + ")"
	}
	return ""
}
