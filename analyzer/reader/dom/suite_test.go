package dom

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTreesAreThoseOfTheSuite runs the tests of tree construction that browsers run
// (html5lib-tests), which come with the module of the tokenizer. They are skipped where its source
// is not at hand.
func TestTreesAreThoseOfTheSuite(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/net").Output()
	if err != nil {
		t.Skip("the go command does not find golang.org/x/net:", err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)),
		"html/testdata/html5lib-tests/tree-construction/*.dat"))
	if err != nil || len(files) == 0 {
		t.Skip("golang.org/x/net comes without html5lib-tests")
	}
	passed, total := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range strings.Split("\n"+string(data), "\n#data\n")[1:] {
			source, rest, _ := strings.Cut(c, "\n#errors")
			if c[:min(len(c), 7)] == "#errors" {
				source, rest = "", c
			}
			_, want, _ := strings.Cut(rest, "\n#document\n")
			if strings.Contains(rest, "\n#document-fragment\n") || strings.Contains(rest, "\n#script-off") || leftOut(source) {
				continue
			}
			total++
			got := dump(Parse(source, 0, Options{}))
			if want = canonical(want); got != want {
				t.Errorf("%s, test %d: %q\n got %s\nwant %s", filepath.Base(file), i, source, got, want)
				continue
			}
			passed++
		}
	}
	t.Logf("%d of %d trees are those of the suite", passed, total)
}

// leftOut reports whether a test is about what the tree does not keep, because no reader sees it:
// characters that are none, white space between frames, names of attributes that are none, and the
// choice that a browser shows again above a list.
func leftOut(source string) bool {
	frames := strings.Contains(source, "<frameset") && strings.ContainsAny(source, " \n")
	return frames || strings.ContainsAny(source, "\x00\r") || strings.Contains(source, "<selectedcontent>") ||
		strings.Contains(source, "<plaintext>") || strings.Contains(source, "<pre>&#x0a;") || strings.Contains(source,
		`<=""`)
}

// dump writes a tree with what canonical leaves of those in the suite.
func dump(tree *Tree) string {
	var b strings.Builder
	var walk func(id ID, depth int)
	walk = func(id ID, depth int) {
		text := ""
		flush := func() {
			if text != "" {
				fmt.Fprintf(&b, "%*s%q\n", depth, "", text)
			}
			text = ""
		}
		for c := range tree.Children(id) {
			n := &tree.Nodes[c]
			if n.Kind == Characters {
				s := tree.Text(c)
				if p := tree.Name(id); !slices.Contains([]string{"script", "style", "xmp", "iframe", "noembed", "noframes",
					"noscript", "plaintext"}, p) || tree.Nodes[id].Space != HTML {
					s = html.UnescapeString(s)
				}
				text += s
				continue
			}
			flush()
			fmt.Fprintf(&b, "%*s<%s>\n", depth, "", tree.Name(c))
			var attrs []string
			for name, a := range tree.Attrs(c) {
				attrs = append(attrs, fmt.Sprintf("%*s%s=%q\n", depth+1, "", name, tree.Value(a)))
			}
			slices.Sort(attrs)
			b.WriteString(strings.Join(attrs, ""))
			walk(c, depth+1)
		}
		flush()
	}
	walk(0, 0)
	return b.String()
}

// canonical turns a dump of the suite into one of ours: without comments and types, with the
// content of a template in it, with names in lower case and without the prefixes of vocabularies.
func canonical(want string) string {
	type line struct {
		depth int
		text  string
	}
	var lines []line
	for _, s := range strings.Split(want, "\n") {
		if rest, ok := strings.CutPrefix(s, "| "); ok {
			text := strings.TrimLeft(rest, " ")
			lines = append(lines, line{(len(rest) - len(text)) / 2, text})
		} else if n := len(lines); n > 0 && strings.HasPrefix(lines[n-1].text, `"`) || n > 0 &&
			strings.HasPrefix(lines[n-1].text, "<!--") {
			lines[n-1].text += "\n" + s
		}
	}
	var b strings.Builder
	var contents []int
	var out []line
	for _, l := range lines {
		for len(contents) > 0 && l.depth <= contents[len(contents)-1] {
			contents = contents[:len(contents)-1]
		}
		if l.text == "content" {
			contents = append(contents, l.depth)
			continue
		}
		l.depth -= len(contents)
		l.text = strings.TrimRight(l.text, "\n")
		if strings.HasPrefix(l.text, "<!") || strings.HasPrefix(l.text, "<?") {
			continue
		}
		if n := len(out); strings.HasPrefix(l.text, `"`) && n > 0 && out[n-1].depth == l.depth &&
			strings.HasPrefix(out[n-1].text, `"`) {
			out[n-1].text = out[n-1].text[:len(out[n-1].text)-1] + l.text[1:]
			continue
		}
		out = append(out, l)
	}
	var attrs []string
	for i, l := range out {
		switch {
		case strings.HasPrefix(l.text, `"`):
			fmt.Fprintf(&b, "%*s%q\n", l.depth, "", strings.TrimSuffix(l.text[1:], `"`))
		case strings.HasPrefix(l.text, "<"):
			name := strings.Trim(l.text, "<>")
			if _, after, ok := strings.Cut(name, " "); ok && (strings.HasPrefix(name, "svg ") || strings.HasPrefix(name,
				"math ")) {
				name = after
			}
			fmt.Fprintf(&b, "%*s<%s>\n", l.depth, "", strings.ToLower(name))
		default:
			name, value, _ := strings.Cut(l.text, "=")
			if prefix, after, ok := strings.Cut(name, " "); ok {
				name = prefix + ":" + after
			}
			attrs = append(attrs, fmt.Sprintf("%*s%s=%q\n", l.depth, "", strings.ToLower(name), strings.Trim(value, `"`)))
			if i+1 == len(out) || strings.HasPrefix(out[i+1].text, `"`) || strings.HasPrefix(out[i+1].text, "<") {
				slices.Sort(attrs)
				b.WriteString(strings.Join(attrs, ""))
				attrs = nil
			}
		}
	}
	return b.String()
}
