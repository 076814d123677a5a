package brief

import (
	"fmt"
	"slices"
	"strings"

	"refrain/reports/wording"
)

// arrange makes rows of the places, as close to the text as the room allows: by section and entry,
// or by document and entry, or by entry alone.
func (b *Writer) arrange() {
	groups := grouped(b.places, func(p foundPlace) rowKey { return rowKey{p.document, p.place.Section, p.entry} })
	if len(groups) > mostRows {
		b.brief.Together = "There are many places, so those of one term in a document are together."
		groups = grouped(b.places, func(p foundPlace) rowKey { return rowKey{p.document, "", p.entry} })
	}
	if len(groups) > mostRows && len(b.brief.Documents) > 1 {
		b.brief.Together = "There are many places, so those of one term in all documents are together."
		b.brief.Sections = []section{{Rows: rows(
			grouped(b.places, func(p foundPlace) rowKey { return rowKey{entry: p.entry} }), b.whereDocuments,
		)}}
		return
	}
	for i, d := range b.brief.Documents {
		var own [][]foundPlace
		for _, g := range groups {
			if g[0].document == i {
				own = append(own, g)
			}
		}
		if len(own) > 0 {
			b.brief.Sections = append(b.brief.Sections, section{d.Name, rows(own, wherePlaces)})
		}
	}
}

// rowKey is what the places of one row have in common.
type rowKey struct {
	document int
	section  string
	entry    *entry
}

// grouped are the places by what they have in common, in the order of the first of each.
func grouped(places []foundPlace, key func(foundPlace) rowKey) [][]foundPlace {
	var groups [][]foundPlace
	index := map[rowKey]int{}
	for _, p := range places {
		i, ok := index[key(p)]
		if !ok {
			i = len(groups)
			index[key(p)] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

func rows(groups [][]foundPlace, where func([]foundPlace) string) []row {
	var list []row
	for _, g := range groups {
		var words []string
		for _, p := range g {
			if w := wording.Quoted(p.words); !slices.ContainsFunc(
				words, func(other string) bool { return strings.EqualFold(w, other) },
			) {
				words = append(words, w)
			}
		}
		e := g[0].entry
		list = append(list, row{
			where(g), wording.FirstOf(words, mostWords, "form"), len(g),
			considered(g), e,
		})
	}
	return list
}

// considered are the first wordings that fit the places of a row: those of the place, or where its
// places differ the first that the entry says, and its model sentence.
func considered(group []foundPlace) string {
	words := group[0].consider
	if slices.ContainsFunc(group, func(p foundPlace) bool { return !slices.Equal(p.consider, words) }) {
		words = group[0].entry.Consider()
		if n := len(words); n > fewConsider && group[0].entry.Rewrite != "" {
			words = append(slices.Clone(words[:fewConsider-1]), words[n-1])
		}
	}
	return strings.Join(words[:min(len(words), fewConsider)], "; ")
}

// wherePlaces says where the places of a row are, all in one document.
func wherePlaces(group []foundPlace) string {
	if p := group[0].place; len(group) == 1 && (p.Line == 0 || p.Page > 0 || p.Timed || p.Speaker != "") {
		return group[0].where // Columns, which other places of text have, help a program, not somebody who drafts.
	}
	sections, pages, lines := different(group)
	numbers := ""
	switch {
	case len(pages) > 0:
		numbers = wording.Plural(len(pages), "page") + " " + wording.FirstOf(pages, mostPlaces, "page")
	case len(lines) > 0:
		numbers = wording.Plural(len(lines), "line") + " " + wording.FirstOf(lines, mostPlaces, "line")
	}
	switch {
	case len(sections) == 0 && numbers == "":
		return wording.Count(len(group), "place")
	case len(sections) == 0:
		return numbers
	case numbers == "":
		return wording.FirstOf(sections, mostPlaces, "section")
	case len(sections) == 1:
		return numbers + ", " + sections[0]
	}
	return numbers + ": " + wording.FirstOf(sections, mostPlaces, "section")
}

// different returns the sections, pages and lines of places, each once. A place with a page has no
// line of its own.
func different(group []foundPlace) (sections, pages, lines []string) {
	add := func(list *[]string, s string) {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, p := range group {
		switch {
		case p.place.Page > 0 && p.place.Label != "":
			add(&pages, fmt.Sprintf("%d (%s)", p.place.Page, p.place.Label))
		case p.place.Page > 0:
			add(&pages, fmt.Sprint(p.place.Page))
		case p.place.Line > 0:
			add(&lines, fmt.Sprint(p.place.Line))
		}
		if p.place.Section != "" {
			add(&sections, p.place.Section)
		}
	}
	return sections, pages, lines
}

// whereDocuments says in which documents the places of a row are, and how often.
func (b *Writer) whereDocuments(group []foundPlace) string {
	times := map[int]int{}
	var order []int
	for _, p := range group {
		if times[p.document] == 0 {
			order = append(order, p.document)
		}
		times[p.document]++
	}
	var names []string
	for _, d := range order {
		names = append(names, fmt.Sprintf("%s (%s)", b.brief.Documents[d].Name, wording.Number(times[d])))
	}
	return wording.FirstOf(names, mostPlaces, "document")
}
