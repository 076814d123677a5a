package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"refrain/check"
	"refrain/lexicon"
)

// A report in a folder quotes documents, so its findings are not its own. Named, it is read.
func TestReportsOfOursInFoldersAreNoDocuments(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	c := check.New(lex, check.Options{})
	defer c.Close()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"ours.json":   `{"schema":"refrain-report/1","documents":[{"text":"a flood of refugees"}]}`,
		"theirs.json": `{"title":"A flood of refugees came."}`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	walk := check.Walk{Args: []string{folder}}
	for in := range walk.Inputs() {
		read := c.Input(t.Context(), in, nil) != nil
		if ours := filepath.Base(in.Name) == "ours.json"; read == ours {
			t.Errorf("%s is read as a document: %v", in.Name, read)
		}
	}
	named := check.Walk{Args: []string{filepath.Join(folder, "ours.json")}}
	for _, in := range slices.Collect(named.Inputs()) {
		if c.Input(t.Context(), in, nil) == nil {
			t.Error("a report that was named is passed over")
		}
	}
}
