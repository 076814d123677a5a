package copy

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// The first comment of an entry says why and who says so; a later one says where that is said.
func TestLaterCommentOnTheSameEntryIsShort(t *testing.T) {
	w := NewWord(nil, ofCopies)
	w.report, w.run = copied(t, "order.docx")[0], reporttest.FixtureRun
	numbers := numbered(w.report.Findings)
	first := joined(w.says(w.report.Doc, &w.report.Findings[0], numbers[0]))
	later := joined(w.says(w.report.Doc, &w.report.Findings[2], numbers[2]))
	if !strings.HasPrefix(first, "1. People called illegal: used") || !strings.Contains(first, "\nSources: ") {
		t.Errorf("the first comment says\n%s", first)
	}
	want := "3. People called illegal: named (heading)\nThis is left out of the totals.\nReasons and sources: see comment 1."
	if later != want {
		t.Errorf("a later comment says\n%s\nwant\n%s", later, want)
	}
}

func TestFirstCommentListsTheOthers(t *testing.T) {
	w := NewPDF(nil, ofPDF)
	w.report, w.run = printed(t), reporttest.FixtureRun
	marks, _ := w.marks()
	text := w.summary(stream.Totals{}, nil).Text
	for _, m := range marks {
		title, _, _ := strings.Cut(m.Text, ".")
		if !strings.Contains(text, "\n"+title+". “") {
			t.Errorf("the first comment does not list comment %s:\n%s", title, text)
		}
	}
	if len(marks) == 0 || !strings.Contains(text, "1. “illegal migrants”, page i, line 5 as printed (page 1 of the file), Article 4(2)(b): used") {
		t.Errorf("the first comment lists otherwise:\n%s", text)
	}
}

func TestNumbersStandBesideTheLines(t *testing.T) {
	page := &document.Page{Width: 200, Height: 100}
	line := document.Box{Left: 40, Top: 20, Right: 160, Bottom: 30}
	for _, c := range []struct {
		name  string
		words document.Box
		right bool // of the words
	}{
		{"words at the left", document.Box{Left: 50, Top: 20, Right: 70, Bottom: 30}, false},
		{"words at the right", document.Box{Left: 140, Top: 20, Right: 150, Bottom: 30}, true},
	} {
		m := margins{page: page, lines: []document.Box{line}}
		first, second := m.place(7, c.words), m.place(8, c.words)
		if first.Left < line.Right && first.Right > line.Left || (first.Left > c.words.Right) != c.right {
			t.Errorf("%s: the number is at %v, in the line or at its other end", c.name, first)
		}
		if second.Left < first.Right && second.Right > first.Left {
			t.Errorf("%s: two numbers are at one place: %v, %v", c.name, first, second)
		}
		numbered := margins{page: page, lines: []document.Box{line}, right: true}
		if at := numbered.place(7, c.words); at.Left < line.Right {
			t.Errorf("%s: the number is at %v, where the number of the line is", c.name, at)
		}
	}
	full := margins{page: page, lines: []document.Box{{Left: 0, Top: 20, Right: 200, Bottom: 30}}}
	if at := full.place(123, line); at.Left < 0 || at.Right > 200 {
		t.Errorf("the number of a line without margins is at %v, off the page", at)
	}
}
