package wording

import (
	"testing"

	"refrain/analyzer/document"
)

func TestForwardedNamesHaveNoFoldersOfTheUser(t *testing.T) {
	var names Names
	for _, c := range []struct{ name, want string }{
		{"docs/bill.pdf", "docs/bill.pdf"},
		{"/home/anna/work/bill.pdf", "bill.pdf"},
		{"/home/anna/old/bill.pdf", "old/bill.pdf"},
		{"../speeches/one.txt", "one.txt"},
		{`C:\Users\Anna\two.docx`, "two.docx"},
		{"-", "<stdin>"},
	} {
		if got := names.Of(&document.Document{Name: c.name}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
