package layout

import (
	"cmp"
	"slices"
	"testing"

	"refrain/analyzer/document"
)

// TestColumnsDownThePageAreReadFromTheRight writes two paragraphs down the page, the content of which
// comes in several orders.
func TestColumnsDownThePageAreReadFromTheRight(t *testing.T) {
	columns := []string{"日本語の文章は上から下", "へ読みます。列は右から", "左へ進みます。", "　次の段落はここです。", "それは短いです。"}
	for claim, order := range map[string]func(a, b Char) int{
		"column by column": func(a, b Char) int { return 0 },
		"row by row": func(a, b Char) int {
			return cmp.Or(cmp.Compare(a.Box.Top, b.Box.Top), cmp.Compare(b.Box.Left, a.Box.Left))
		},
		"from the left": func(a, b Char) int {
			return cmp.Or(cmp.Compare(a.Box.Left, b.Box.Left), cmp.Compare(a.Box.Top, b.Box.Top))
		},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newSheet(500, 700)
			for i, column := range columns {
				for k, r := range []rune(column) {
					if r == '　' {
						continue
					}
					x, y := 400-24*float32(i), 60+15*float32(k)
					at := document.Box{Left: x, Top: y, Right: x + 14, Bottom: y + 14}
					s.Chars = append(s.Chars, Char{Rune: r, Tag: -1, Box: at})
				}
			}
			slices.SortStableFunc(s.Chars, order)
			same(t, laid(s), []string{
				"body: 日本語の文章は上から下 へ読みます。列は右から 左へ進みます。", "body: 次の段落はここです。 それは短いです。",
			})
		})
	}
}

func TestLinesOfIdeographsRunAcross(t *testing.T) {
	s := newSheet(500, 700)
	for i, line := range []string{"日本語の文章は左から右へ", "読みます。行は上から下へ", "進みます。"} {
		for k, r := range []rune(line) {
			x, y := 60+14*float32(k), 60+18*float32(i)
			at := document.Box{Left: x, Top: y, Right: x + 14, Bottom: y + 14}
			s.Chars = append(s.Chars, Char{Rune: r, Tag: -1, Box: at})
		}
		s.Chars = append(s.Chars, Char{Rune: '\n', Tag: -1})
	}
	same(t, laid(s), []string{"body: 日本語の文章は左から右へ 読みます。行は上から下へ 進みます。"})
}
