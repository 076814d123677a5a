package docs_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"refrain/project/config"
	"refrain/project/formula"
)

// The page on amendments shows configurations that hold, and names every field and function of templates,
// and none else.
func TestPageOnAmendmentsIsComplete(t *testing.T) {
	content, err := os.ReadFile("amendments.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	blocks := snippet.FindAllStringSubmatch(page, -1)
	if len(blocks) != 2 {
		t.Errorf("%d configurations are shown", len(blocks))
	}
	for _, b := range blocks {
		if _, err := config.Parse("docs/amendments.md", []byte(b[1])); err != nil {
			t.Errorf("%v\n%s", err, b[1])
		}
	}
	for _, name := range formula.Names() {
		if !strings.Contains(page, "`."+name+"`") {
			t.Errorf("the field .%s is not explained", name)
		}
	}
	for _, name := range formula.Functions() {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("the function %s is not explained", name)
		}
	}
	for _, style := range formula.Styles {
		if !strings.Contains(page, "| `"+style+"` |") {
			t.Errorf("the style %s is not explained", style)
		}
	}
	for _, m := range regexp.MustCompile("`\\.([A-Z][a-z]+)`").FindAllStringSubmatch(page, -1) {
		if _, err := formula.Parse("{{." + m[1] + "}}"); err != nil {
			t.Errorf("%s: %v", m[1], err)
		}
	}
}
