// Package arch holds the rules of the house that a compiler does not check.
package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are our packages from the bottom up. A package imports only packages of layers below its
// own; within a line nobody imports anybody.
var layers = [][]string{
	{"internal/swar"},
	{
		"internal/remedy", "analyzer/document", "internal/strictyaml", "internal/gitignore", "internal/child",
		"internal/atomicfile", "internal/display", "internal/locale", "internal/interval",
	},
	{"internal/cache", "internal/revision", "lexicon"},
	{"analyzer/segment", "analyzer/language", "project/letterhead", "project/formula"},
	{"project/config"},
	{"analyzer/reader/gap", "analyzer/reader/limits", "analyzer/reader/compound"},
	{"analyzer/reader/canonical"},
	{"analyzer/reader/quotation"},
	{"analyzer/reader/charset", "analyzer/reader/oldlaw"},
	{"analyzer/reader/langid", "analyzer/reader/margin", "analyzer/reader/provision"},
	{"analyzer/reader/layout", "analyzer/reader/pdf/engine", "analyzer/reader/pdf/integrity", "analyzer/reader/dom"},
	{"analyzer/reader/pdf/paint", "analyzer/reader/pdf/letters", "analyzer/reader/ocr"},
	{"analyzer/reader/pdf"},
	{"analyzer/reader/pdf/plain"},
	{"analyzer/reader/css"},
	{"analyzer/reader/builder"},
	{"analyzer/reader/xmltok"},
	{"analyzer/reader/container", "analyzer/reader/office"},
	{"analyzer/reader/opc"},
	{"analyzer/reader/input", "analyzer/reader/scalar"},
	{"analyzer/reader/magic"},
	{"analyzer/reader/text", "analyzer/reader/subtitle", "analyzer/reader/pdfdoc", "analyzer/reader/html",
		"analyzer/reader/odt",
		"analyzer/reader/json", "analyzer/reader/yaml", "analyzer/reader/latex", "analyzer/reader/csv",
		"analyzer/reader/xlsx", "analyzer/reader/pptx", "analyzer/reader/rtf", "analyzer/reader/doc",
	},
	{"analyzer/reader/markdown", "analyzer/reader/epub", "analyzer/reader/docx", "analyzer/reader/xml",
		"analyzer/reader/scan"},
	{"analyzer/reader/notebook", "analyzer/reader/markup", "analyzer/reader/archive", "analyzer/reader/mail"},
	{"analyzer/reader/asciidoc", "analyzer/reader/rst", "analyzer/reader/org"},
	{"analyzer/match", "analyzer/reader"},
	{"analyzer/judge"},
	{"analyzer"},
	{"project/baseline", "project/waiver", "compare", "amend"},
	{"trend/dates"},
	{"reports/stream", "reports/copy/pdf", "reports/copy/word", "reports/table/workbook"},
	{"reports/wording"},
	{"reports/docx", "reports/odt", "trend", "trend/history"},
	{"reports/terminal", "reports/html", "reports/markdown", "reports/table", "reports/json", "reports/copy",
		"reports/quote",
	},
	{"reports/trend"},
	{"reports/amendments", "reports/brief", "reports/ci"},
	{"reports/versions"},
	{"reports"},
	{"check"},
	{"serve/session", "serve/page", "lsp"},
	{"serve"},
	{"cmd/refrain", "internal/release", "internal/web", "internal/web/engine", "docs"},
	{"beam/crew", "beam/files", "beam/tally", "beam/sdkworker", "beam/simulation"},
	{"beam/pipeline"},
	{"beam/cmd/refrain-beam"},
}

// moduleOf is the folder of the module that a package is in: "" for the main one.
func moduleOf(name string) string {
	if first, _, _ := strings.Cut(name, "/"); first == "beam" {
		return first
	}
	return ""
}

// onlyForTests reports whether only tests import a package, like net/http/httptest: it stands above
// what it tests.
func onlyForTests(name string) bool {
	return strings.HasSuffix(name, "test") || name == "docs" || name == "internal/arch" || name == "internal/mutate"
}

// sources are the files of each of our packages, test files apart. A package of tests alone has
// none.
func sources(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	all := map[string]map[string]*ast.File{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		of := path.Dir(filepath.ToSlash(relative))
		if all[of] == nil {
			all[of] = map[string]*ast.File{}
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		all[of][filepath.ToSlash(relative)] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// imports are the imports of each of our packages, test files apart.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for of, files := range sources(t) {
		all[of] = nil
		for _, file := range files {
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				all[of] = append(all[of], imported)
			}
		}
	}
	return all
}

func layerOf(name string) int {
	return slices.IndexFunc(layers, func(layer []string) bool { return slices.Contains(layer, name) })
}

func TestImportsPointDown(t *testing.T) {
	for of, list := range imports(t) {
		layer := layerOf(of)
		if layer < 0 {
			if !onlyForTests(of) {
				t.Errorf("%s has no place among the layers; give it one in this test", of)
			}
			continue
		}
		for _, imported := range list {
			ours, ok := strings.CutPrefix(imported, "refrain/")
			if !ok {
				continue
			}
			if below := layerOf(ours); below < 0 || below >= layer {
				t.Errorf("%s imports %s, which does not lie below it", of, ours)
			}
		}
	}
}

func TestEachDependencyHasOneOwner(t *testing.T) {
	owners := map[string][]string{}
	for of, list := range imports(t) {
		if onlyForTests(of) {
			continue
		}
		for _, imported := range list {
			first, _, _ := strings.Cut(imported, "/")
			if !strings.Contains(first, ".") {
				continue
			}
			if owned := path.Join(moduleOf(of), imported); !slices.Contains(owners[owned], of) {
				owners[owned] = append(owners[owned], of)
			}
		}
	}
	for dependency, list := range owners {
		if len(list) > 1 {
			slices.Sort(list)
			t.Errorf("%s is imported by %s; let one of them wrap it", dependency, strings.Join(list, " and "))
		}
	}
}

// TestCoreKnowsNoFormat keeps what reads files out of the analyzer, so that a program can analyse a
// text without PDFium and the rest.
func TestCoreKnowsNoFormat(t *testing.T) {
	all := imports(t)
	for _, of := range []string{"analyzer", "analyzer/judge", "analyzer/match", "analyzer/segment",
		"analyzer/document", "lexicon"} {
		for _, imported := range all[of] {
			for _, format := range []string{"refrain/analyzer/reader", "wazero", "pdf", "archive/zip", "net/html"} {
				if strings.Contains(imported, format) {
					t.Errorf("%s imports %s", of, imported)
				}
			}
		}
	}
}

// vague are names of packages that say nothing, and so gather everything.
var vague = []string{"util", "utils", "common", "helper", "helpers", "misc", "pkg", "base", "shared", "types", "core"}

func TestPackagesAreNamedForWhatTheyHold(t *testing.T) {
	for of := range imports(t) {
		if slices.Contains(vague, path.Base(of)) {
			t.Errorf("%s: the name does not say what the package holds", of)
		}
	}
}

func TestGoroutinesStartInTheRunAlone(t *testing.T) {
	for of, files := range sources(t) {
		if of == "check" || of == "serve" || of == "lsp" || of == "cmd/refrain" || of == "internal/child" ||
			of == "internal/web/engine" || of == "beam/pipeline" || onlyForTests(of) {
			continue // A child process watches its own memory; a server looks whether its pages are closed; an editor server checks documents beside its answers; a call from a page returns before its work is done.
		}
		for name, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				if _, ok := n.(*ast.GoStmt); ok {
					t.Errorf("%s starts a goroutine; stages are plain functions, concurrency lives in check", name)
				}
				return true
			})
		}
	}
}
