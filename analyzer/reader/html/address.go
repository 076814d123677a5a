package html

import (
	"html"
	"net/url"
	"strings"

	"refrain/analyzer/reader/dom"
)

// longestAddress is how many bytes an address has at most.
const longestAddress = 2000

// address is where the page is on the web: as its link to itself says, what it gives to be shared,
// or the comment of the browser that saved it. It is "" where none of them is an address.
func (h *Page) address() string {
	var stated [3]string
	for id := range h.Tree.Within(0) {
		n := &h.Tree.Nodes[id]
		if n.Kind != dom.Element || n.Tag != dom.Link && n.Tag != dom.Meta {
			continue
		}
		value := func(name string) string {
			v, _ := h.Tree.Attr(id, name)
			return strings.TrimSpace(v)
		}
		switch {
		case stated[0] == "" && strings.EqualFold(value("rel"), "canonical"):
			stated[0] = value("href")
		case stated[1] == "" && strings.EqualFold(value("property"), "og:url"):
			stated[1] = value("content")
		}
	}
	stated[2] = savedFrom(h.Tree.Source[:min(len(h.Tree.Source), 4096)])
	for _, s := range stated {
		if u, err := url.Parse(s); err == nil && len(s) <= longestAddress && u.Host != "" && u.User == nil &&
			(u.Scheme == "http" || u.Scheme == "https") {
			return u.String()
		}
	}
	return ""
}

// savedFrom is the address in the comment with which browsers say where a page was saved from:
// "<!-- saved from url=(0019)http://example.org/ -->". It is before the page's first element.
func savedFrom(head string) string {
	before, rest, ok := strings.Cut(head, "saved from url=(")
	if !ok || !strings.HasSuffix(strings.TrimRight(before, " "), "<!--") {
		return ""
	}
	_, rest, _ = strings.Cut(rest, ")")
	address, _, _ := strings.Cut(rest, "-->")
	return html.UnescapeString(strings.TrimSpace(address))
}
