package wording

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// said are all messages that reports say, by their English: those of Go files and templates below
// reports, and the names that other packages give. The value is set for messages that follow a
// number.
func said(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch {
		case strings.HasSuffix(name, ".tmpl"):
			template(t, name, all)
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool { source(n, all); return true })
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range lexicon.Statuses() {
		all[s.String()] = false
	}
	for _, s := range Severities {
		all[s.String()] = false
	}
	for _, e := range []document.Exclusion{document.Hidden, document.Deleted, document.Furniture} {
		all[e.String()] = false
	}
	all[lexicon.Core.String()], all[lexicon.Advisory.String()] = false, false
	taxonomy, err := fs.ReadFile(lexicon.Files, "taxonomy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^  (?:name|harm): (.*)$`).FindAllSubmatch(taxonomy, -1) {
		all[string(m[1])] = false
	}
	for _, code := range []string{"en", "de", "fr", "es", "it", "pt", "nl", "ar", "el", "ru", "pl", "zh"} {
		all[Words{}.languageName(code)] = false
	}
	rules(t, all)
	gaps(t, all)
	reasons(t, all, filepath.Join("..", "..", "amend", "amend.go"), "Reason")
	reasons(t, all, filepath.Join("..", "copy", "word", "track.go"), "Kept")
	for _, name := range []string{"project/waiver/waiver.go", "project/baseline/ledger.go", "cmd/refrain/diff.go"} {
		notices(t, all, filepath.Join("..", "..", filepath.FromSlash(name)))
	}
	delete(all, "{source}") // It has no word.
	return all
}

// rules takes the names of the rules of judging that are Go code. Those of cues are the ids of rows
// of the lexicon, which are no words.
func rules(t *testing.T, all map[string]bool) {
	files, err := filepath.Glob(filepath.Join("..", "..", "analyzer", "judge", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("no rules of judging", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`Rule: +"([^"]+)"`).FindAllSubmatch(data, -1) {
			all[string(m[1])] = false
		}
	}
}

// gaps takes the reasons that several formats give for what was not read. Those of one format alone, and
// what follows a colon, stay English.
func gaps(t *testing.T, all map[string]bool) {
	data, err := os.ReadFile(filepath.Join("..", "..", "analyzer", "reader", "gap", "gap.go"))
	if err != nil {
		t.Fatal(err)
	}
	reasons := regexp.MustCompile(`(?m)^\t[A-Z]\w* += "([^"]+)"`).FindAllSubmatch(data, -1)
	for _, m := range reasons {
		if !bytes.Contains(m[0], []byte("Hint")) {
			all[string(m[1])] = false
		}
	}
	if len(reasons) < 10 {
		t.Errorf("%d reasons of gaps were found", len(reasons))
	}
}

// reasons takes the constants of a type in a file: why a place is not amended, or not in the file.
func reasons(t *testing.T, all map[string]bool, file, kind string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^\t[A-Z]\w* +`+kind+` += "([^"]+)"`).FindAllSubmatch(data, -1)
	for _, m := range list {
		all[string(m[1])] = false
	}
	if len(list) < 5 {
		t.Errorf("%s: %d reasons were found", file, len(list))
	}
}

// notices takes the messages of notices on the user's records.
func notices(t *testing.T, all map[string]bool, name string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		if spec, ok := node.(*ast.ValueSpec); ok && named(spec.Type) == "Message" {
			for _, value := range spec.Values {
				add(all, literal(value), false)
				n++
			}
		}
		return true
	})
	if n == 0 {
		t.Errorf("%s holds no messages", name)
	}
}

// source takes what a node of a Go file says.
func source(n ast.Node, all map[string]bool) {
	if spec, ok := n.(*ast.ValueSpec); ok && named(spec.Type) == "Text" {
		for _, value := range spec.Values {
			add(all, literal(value), false)
		}
	}
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return
	}
	arg := func(i int) string {
		if i < len(call.Args) {
			return literal(call.Args[i])
		}
		return ""
	}
	switch named(call.Fun) {
	case "Say", "say":
		add(all, arg(0), false)
	case "Text":
		add(all, arg(0), strings.Contains(arg(0), "{n}"))
	case "Of", "more":
		add(all, arg(1), true)
	case "Count":
		add(all, noun("{n} ", arg(1)), true)
	case "AndMore":
		add(all, noun("and {n} more ", arg(1)), true)
	case "FirstOf", "list":
		add(all, noun("and {n} more ", arg(2)), true)
	}
}

func add(all map[string]bool, english string, counted bool) {
	if english != "" {
		all[english] = all[english] || counted
	}
}

func noun(before, word string) string {
	if strings.TrimSpace(word) == "" { // strings.Count has such arguments.
		return ""
	}
	return before + word
}

// named is the last part of a name: Say of h.words.Say.
func named(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literal is a string that stands in the source, also in pieces, or "".
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil {
			return s
		}
	case *ast.BinaryExpr:
		if a, b := literal(e.X), literal(e.Y); a != "" && b != "" {
			return a + b
		}
	}
	return ""
}

var (
	saidInTemplate = regexp.MustCompile(`\b(say1?|of|count) ((?:\([^)]*\)|[.$]\S*)? ?)"((?:[^"\\]|\\.)*)"`)
)

// template takes what a template says.
func template(t *testing.T, name string, all map[string]bool) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range saidInTemplate.FindAllStringSubmatch(string(data), -1) {
		switch m[1] {
		case "count":
			add(all, noun("{n} ", m[3]), true)
		default:
			add(all, m[3], m[1] == "of")
		}
	}
}

// TestCataloguesAreComplete compares each catalogue with what reports say.
func TestCataloguesAreComplete(t *testing.T) {
	english := said(t)
	for _, code := range Codes()[1:] {
		data, err := catalogues.ReadFile("catalogue/" + code + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		c, err := read(code, data)
		if err != nil {
			t.Error(err)
			continue
		}
		var missing, unknown []string
		for text, counted := range english {
			m, ok := c.messages[text]
			switch {
			case !ok:
				missing = append(missing, text)
			case !counted && m["is"] == "":
				t.Errorf("%s: %q has forms of number, but no report says it with one", code, text)
			}
		}
		for text := range c.messages {
			if _, ok := english[text]; !ok {
				unknown = append(unknown, text)
			}
		}
		slices.Sort(missing)
		slices.Sort(unknown)
		if c.complete && len(missing) > 0 {
			t.Errorf("%s is said to be complete and has no %q", code, missing)
		}
		if len(unknown) > 0 {
			t.Errorf("%s: no report says %q", code, unknown)
		}
	}
}
