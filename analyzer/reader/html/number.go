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
		list.items = h.number0(list)
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

// number0 is the number before the first of a list.
func (h *Page) number0(list *element) int {
	start, _ := h.Tree.Attr(list.id, "start")
	n, err := strconv.Atoi(strings.TrimSpace(start))
	if err != nil {
		return 0
	}
	return n - 1
}

// printed is a number of a kind, or "".
func printed(kind css.Marker, n int) string {
	const most = 9999
	if n < 1 || n > most {
		return ""
	}
	number := ""
	switch kind {
	case css.Digits:
		return strconv.Itoa(n) + "."
	case css.SmallLetters, css.CapitalLetters:
		number = provision.Letter(n)
	case css.SmallRoman, css.CapitalRoman:
		number = provision.Roman(n)
	}
	switch {
	case number == "":
		return ""
	case kind == css.CapitalLetters || kind == css.CapitalRoman:
		number = strings.ToUpper(number)
	}
	return "(" + number + ")"
}
