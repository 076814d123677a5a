package pdf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/pdftest"
)

// read gives the pages of a document, however busy the machine is.
func read(t *testing.T, src string) []*Page {
	t.Helper()
	d := opened(t, src, Options{DocTime: time.Hour})
	pages := make([]*Page, d.Pages())
	for i := range pages {
		p, err := d.Page(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		pages[i] = p
	}
	return pages
}

// laid is the layout of a document: for each block its role and its text, in one line.
func laid(t *testing.T, d *pdftest.Doc) []string {
	t.Helper()
	var all []string
	for _, b := range Layout(read(t, d.String())) {
		all = append(all, fmt.Sprintf("%v: %s", b.Role, words(b)))
	}
	return all
}

func words(b layout.Block) string {
	var text strings.Builder
	for _, l := range b.Lines {
		for _, c := range l.Chars {
			text.WriteRune(c.Rune)
		}
		text.WriteByte(' ')
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// TestLayoutLosesNothing counts characters before and after. Only the printed numbers of lines are
// taken out of the text.
func TestLayoutLosesNothing(t *testing.T) {
	t.Run("the bill", func(t *testing.T) { losesNothing(t, pdftest.Bill()) })
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", "pdf", "*.pdf"))
	if len(files) == 0 {
		t.Log("no corpus beside the repository: only the bill is looked at")
	}
	for _, f := range files[:len(files)/3] {
		t.Run(filepath.Base(f), func(t *testing.T) {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			losesNothing(t, string(src))
		})
	}
}

func losesNothing(t *testing.T, src string) {
	t.Helper()
	pages := read(t, src)
	before, after := 0, 0
	for _, p := range pages {
		before += marks(p.Chars)
		for _, l := range p.Layers {
			before += marks(l.Chars)
		}
	}
	printed := map[[2]int]bool{}
	page := 0
	for _, b := range Layout(pages) {
		for _, l := range b.Lines {
			if l.Page < page {
				t.Errorf("page %d comes after page %d", l.Page+1, page+1)
			}
			page = l.Page
			if l.Printed > 0 {
				printed[[2]int{l.Page, l.Printed}] = true
			}
			after += marks(l.Chars)
		}
	}
	for p := range printed {
		after += len(fmt.Sprint(p[1]))
	}
	if before != after {
		t.Errorf("%d characters, want %d", after, before)
	}
}

// marks counts the characters that are no blanks.
func marks(chars []layout.Char) (n int) {
	for _, c := range chars {
		if !layout.Blank(c.Rune) {
			n++
		}
	}
	return n
}
