package dom

import (
	"fmt"
	"strings"
	"testing"
)

// shape writes a tree in one line.
func shape(t *Tree) string {
	var b strings.Builder
	var walk func(ID)
	walk = func(id ID) {
		for c := range t.Children(id) {
			if t.Nodes[c].Kind == Characters {
				fmt.Fprintf(&b, "%q", t.Text(c))
				continue
			}
			b.WriteString(t.Name(c))
			if t.Nodes[c].First != 0 {
				b.WriteString("(")
				walk(c)
				b.WriteString(")")
			}
			b.WriteString(" ")
		}
	}
	walk(0)
	return strings.TrimSpace(strings.ReplaceAll(b.String(), " )", ")"))
}

func TestTextsAndTagsKeepTheirPlace(t *testing.T) {
	const source = "\uFEFF<p>one<b>two<p class=\"a&amp;b\" class=c>three</b>four<table>five<td>six"
	tree := Parse(source, len("\uFEFF"), Options{})
	for id := range tree.Nodes {
		n := &tree.Nodes[id]
		at := source[n.At : n.At+n.Len]
		switch {
		case n.Kind == Characters && strings.ContainsAny(at, "<>"):
			t.Errorf("node %d is the text %q", id, at)
		case n.Kind == Element && n.Len > 0 && !strings.HasPrefix(at, "<"+tree.Name(ID(id))):
			t.Errorf("node %d is %s, its tag %q", id, tree.Name(ID(id)), at)
		}
	}
	if got, want := shape(tree),
		`html(head body(p("one"b("two")) p(b("three") "four""five"table(tbody(tr(td("six")))))))`; got != want {
		t.Errorf("tree %s, want %s", got, want)
	}
	for id := range tree.Within(0) {
		if class, ok := tree.Attr(id, "class"); ok && class != "a&b" {
			t.Errorf("class %q, want the first, with its reference resolved", class)
		}
	}
}

func TestTreesOfXHTMLEndWhereTheTagSaysSo(t *testing.T) {
	const source = "<div/><p>one<a id='x'/>two</p><script/><title/>three"
	if got, want := shape(Parse(source, 0, Options{XHTML: true})),
		`html(head body(div p("one"a "two") script title "three"))`; got != want {
		t.Errorf("as XHTML %s, want %s", got, want)
	}
}

func TestMarkupMayComeInParts(t *testing.T) {
	const source = "<div hidden>\none *two* </div>"
	b := NewBuilder(source, Options{Fragment: true})
	b.Markup(0, len("<div hidden>"))
	b.Open(P)
	b.Text(13, 4, true)
	b.Open(Em)
	b.Text(18, 3, true)
	b.Close(Em)
	b.Close(P)
	b.Markup(strings.Index(source, "</div>"), len(source))
	b.Open(P)
	b.Text(13, 3, true)
	if got, want := shape(b.Tree()), `html(body(div(p("one "em("two"))) p("one")))`; got != want {
		t.Errorf("tree %s, want %s", got, want)
	}
}

func TestWhatBreaksOffIsAProblem(t *testing.T) {
	for _, c := range []struct {
		source string
		want   string
	}{
		{"<p>one<p", "0"}, {"<p>one<!-- two", "1"}, {`<a href="x>one</a><p class="y">two`, "2"},
		{strings.Repeat("<i>", 50) + "one", "3"}, {strings.Repeat("<br>", 500), "4"}, {"<p>one<!-- two -->", ""},
	} {
		var got []string
		tree := Parse(c.source, 0, Options{Depth: 40, Nodes: 400})
		for _, p := range tree.Problems {
			if s := fmt.Sprint(p.Kind); len(got) == 0 || got[len(got)-1] != s {
				got = append(got, s)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%.40s: problems %v, want %q", c.source, got, c.want)
		}
	}
}

// What makes a careless builder of trees slow, or its tree large, stays within bounds.
func TestHostileMarkupMakesNoLargeTree(t *testing.T) {
	var many strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&many, "<b a=%d>", i)
	}
	for _, source := range []string{
		many.String() + strings.Repeat("<p>x", 20_000),
		strings.Repeat("<a><table>", 5000), strings.Repeat("<b><div>x</b>", 5000), strings.Repeat("<svg><b>", 5000),
		strings.Repeat("<template>", 5000), strings.Repeat("<table><p>", 5000), strings.Repeat("<select><option>", 5000),
	} {
		tree := Parse(source, 0, Options{})
		if most := 20*strings.Count(source, "<") + 20_000; len(tree.Nodes) > most {
			t.Errorf("%.20s: %d nodes, want at most %d", source, len(tree.Nodes), most)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"<p>a<b>b<p>c</b>d", "<table><tr><p>a<td>b", "<svg><p>a", "<template><tr><td>a", "<frameset><frame>a",
		"<a><div><a>",
		"<select><option>a<select>", "<math><mtext><table>a", "<!-- a", "<b></b/>", "<p/><div/>",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, source string, xhtml bool) {
		tree := Parse(source, 0, Options{XHTML: xhtml})
		seen := 0
		for id := range tree.Within(0) {
			n := tree.Nodes[id]
			if seen++; seen > len(tree.Nodes) {
				t.Fatal("the tree has a circle")
			}
			if n.First != 0 && tree.Nodes[n.First].Parent != id || n.Next != 0 && tree.Nodes[n.Next].Prev != id {
				t.Fatalf("node %d does not fit to those around it", id)
			}
			if n.At < 0 || n.Len < 0 || int(n.At+n.Len) > len(source) {
				t.Fatalf("node %d is at %d+%d in %d bytes", id, n.At, n.Len, len(source))
			}
		}
	})
}
