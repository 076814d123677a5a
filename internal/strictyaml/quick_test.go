package strictyaml

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// tree is a node and what is below it, with all that decoding looks at.
func tree(n *Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %d:%d %q", n.kind, n.tag, n.Line, n.Column, n.Value)
	for _, c := range n.Content {
		b.WriteString("\n " + strings.ReplaceAll(tree(c), "\n", "\n "))
	}
	return b.String()
}

// compare reports whether the quick reader took data, and fails unless the library reads the same.
func compare(t *testing.T, data []byte) bool {
	t.Helper()
	got, ok := quickly(data)
	if !ok {
		return false
	}
	var want yaml.Node
	if err := yaml.Load(data, &want); err != nil {
		t.Fatalf("%q: the library refuses what the quick reader takes: %v", data, err)
	}
	if got, want := tree(got), tree(nodeOf(want.Content[0])); got != want {
		t.Fatalf("%q: got\n%s\nwant\n%s", data, got, want)
	}
	return true
}

// The files that are read at every start are written so that the quick reader takes nearly all.
func TestQuickReaderTakesTheLexicon(t *testing.T) {
	taken, files := 0, 0
	err := fs.WalkDir(os.DirFS("../../lexicon"), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := os.ReadFile("../../lexicon/" + name)
		files++
		switch {
		case err != nil:
		case compare(t, data):
			taken++
		case !strings.Contains(name, "/"), strings.HasPrefix(name, "en/") && !strings.Contains(name, "terms/"):
			t.Errorf("%s, which most runs read, is read by the library", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 200 || taken < files*9/10 {
		t.Errorf("the quick reader takes %d of %d files, want nine of ten", taken, files)
	}
}

// Whatever the quick reader takes, the library reads in the same way.
func FuzzQuickReader(f *testing.F) {
	for _, data := range []string{
		"a: b\n", "- a\n- b: c\n  d: e\n", "a:\n- b\n- c\n", "a: [b, \"c, d\", 'e'] # f\n", "a: {b: c, d: [e]}\n",
		"a: >-\n  b\n  c\nd: e\n", "a: b\n  c\n", "a: \"b\\\"c\"\n",
		"é: [ü, ö]\nb: 3\n", "a: yes\nb: no\nc: true\nd: Null\n",
		"a: b: c\n", "a: 'it''s'\n", "a: b #c\nd: e#f\n", "# x\n\na:\n  # y\n  b: c\n\n  d: e\n", "a: (b|c) of {d}?\n",
		"a: =b\nc: [=d, =]\n",
		"a: 1.2.3\nb: 1.2\nc: 1.2.\nd: 1..2\n", "a: 0x1\nb: 1e3\nc: 2001-01-01\n", "a: b\na: c\n", "a: >-\n  b\n# c\n",
		"a: >-\n  b\n\n  # c\nd: e\n", "a: >-\n  b\n # c\n\n# f\nd: e\n", "a: [b,, c]\n",
		"a: [b, ]\n", "a: {b: c,}\n", "? a\n", "0: >-\n 00: >-\n  ",
		"a: =\nb: =x\nc: <<\n", "a : b\n", "a:  b \n", "- - a\n", "a:\n    b: c\n  d: e\n", "---\na: b\n", "a: b\n...\n",
	} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 5000 {
			compare(t, data)
		}
	})
}
