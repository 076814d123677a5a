package css

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/reader/dom"
)

// styleOf is the style of the first element with the id "t" in a page.
func styleOf(t *testing.T, page string) (*Style, *Cascade) {
	t.Helper()
	tree := dom.Parse(page, 0, dom.Options{})
	c := New(tree, nil)
	var found *Style
	var walk func(dom.ID, *Style)
	walk = func(id dom.ID, outer *Style) {
		for child := range tree.Children(id) {
			if tree.Nodes[child].Kind != dom.Element {
				continue
			}
			s := c.Style(child, 0, outer)
			if name, _ := tree.Attr(child, "id"); name == "t" {
				found = s
			}
			walk(child, s)
		}
	}
	walk(0, c.Root())
	if found == nil {
		t.Fatalf("no element with the id t in %s", page)
	}
	return found, c
}

// Sheets decide by importance, layer, specificity and order; the file of pieces of pages in the
// reader's testdata has more.
func TestTheStrongestDeclarationWins(t *testing.T) {
	for _, c := range []struct {
		sheet string
		want  Display
	}{
		{"#t{display:none}", Absent},
		{"#t{display:none}p{display:block!important}", Block},
		{"#t{display:none!important}p{display:block!important}", Absent},
		{"p.a{display:none}p{display:flex}", Absent},
		{".a{display:none}.b{display:flex}", Flex},
		{"@layer x{#t{display:none}}p{display:flex}", Flex},
		{"@layer x{p{display:none!important}}#t{display:flex!important}", Absent},
		{"p{display:none}p{display:nonsense}", Absent},
		{"p{display:none;display:inline}", Inline},
		{"p{display:var(--x)}body{--x:none}", Absent},
		{"p{display:var(--y, flex)}", Flex},
		{"p{display:var(--y)}", Inline},
		{"p{display:none}p{display:revert}", Block},
		{"p{display:none}p{display:initial}", Inline},
		{"div{display:flex}p{display:inherit}", Flex},
		{"body:has(.b) .a{display:none}", Absent},
		{"p:nth-last-child(1 of .b){display:none}", Absent},
		{"div{& > .a{display:none}}", Absent},
		{"@media print{p{display:none}}", Block},
		{"@media (width > 1000px) and (hover){p{display:none}}", Absent},
		{"@supports (display:grid) and (not (display:nonsense)){p{display:none}}", Absent},
		{"@supports (gap:1px){p{display:none}}", Absent},
		{"@supports (nonsense:1px){p{display:none}}", Block},
	} {
		s, _ := styleOf(t, "<!doctype html><style>"+c.sheet+"</style><body><div><p id=t class='a b'>x")
		if s.Display != c.want {
			t.Errorf("%s: display %d, want %d", c.sheet, s.Display, c.want)
		}
	}
}

func TestColoursAreComputed(t *testing.T) {
	for value, want := range map[string]Color{
		"#fff": White, "#FFFFFF": White, "white": White, "rgb(255,255,255)": White, "rgb(100% 100% 100%)": White,
		"hsl(120 50% 100%)": White, "hwb(0 100% 0%)": White, "oklab(1 0 0)": White, "lab(100 0 0)": White, "black": Black,
		"rgb(0 0 0 / .5)": {A: 0.5, Known: true}, "#0008": {A: 136.0 / 255, Known: true}, "transparent": Transparent,
		"hsl(0,100%,50%)": {R: 1, A: 1, Known: true}, "color-mix(in srgb, red, blue)": {},
	} {
		got, ok := tokenize(value).color(0)
		if !ok || Distance(got, want) > 0.01 || got.A-want.A > 0.01 || want.A-got.A > 0.01 || got.Known != want.Known {
			t.Errorf("%s: %v, %v, want %v", value, got, ok, want)
		}
	}
	for _, value := range []string{"#ff", "#ggg", "nonsense", "rgb(1)", "12px"} {
		if got, ok := tokenize(value).color(0); ok {
			t.Errorf("%s: %v, want no colour", value, got)
		}
	}
	if got := Contrast(Black, White); got < 20.9 || got > 21.1 {
		t.Errorf("contrast of black and white %v, want 21", got)
	}
}

func TestLengthsAreComputed(t *testing.T) {
	for value, want := range map[string]float32{
		"12px": 12, "1in": 96, "-9999px": -9999, "calc(10px - 2 * 3px)": 4, "min(3px, 1em)": 3, "clamp(1px, 5px, 4px)": 4,
		"1e1px": 10, "0": 0,
		"100vw": 1280, ".5em": 8,
	} {
		if got, ok := tokenize(value).lengthAt(0, 16, false); !ok || got.Px != want {
			t.Errorf("%s: %v, %v, want %v px", value, got.Px, ok, want)
		}
	}
	for _, value := range []string{"12", "12xy", "calc(1px + )", "calc(1px + 2)", "red"} {
		if got, ok := tokenize(value).lengthAt(0, 16, false); ok && value != "calc(1px + 2)" {
			t.Errorf("%s: %v, want no length", value, got)
		}
	}
}

// Sheets that are made to take long are given up, and the cascade says so.
func TestHostileSheetsAreBounded(t *testing.T) {
	nested := strings.Repeat("a{", 50_000)
	chain := strings.Repeat("div:has(", 7) + "b" + strings.Repeat(")", 7) + "{display:none}"
	vars := ":root{--a0:x"
	for i := range 40 {
		vars += fmt.Sprintf(";--a%d:var(--a%d)var(--a%d)", i+1, i, i)
	}
	for _, c := range []struct {
		sheet   string
		limited bool
	}{
		{nested, true},
		{strings.Repeat("a,", 120_000) + "a{color:red}", true},
		{strings.Repeat(chain, 20), true},
		{vars + "}p{color:var(--a40)}", false},
		{":root{--a:var(--b);--b:var(--a)}p{display:var(--a)}", false},
		{"p{width:" + strings.Repeat("calc(", 10_000) + "}", false},
		{":is(" + strings.Repeat(":is(", 5000) + "{color:red}", false},
	} {
		page := "<!doctype html><style>" + c.sheet + "</style>" + strings.Repeat(strings.Repeat("<div>",
			200)+"<i>x</i>"+strings.Repeat("</div>", 200), 40) + "<p id=t>x"
		_, cascade := styleOf(t, page)
		if cascade.Limited != c.limited {
			t.Errorf("%.40s: limited %v, want %v", c.sheet, cascade.Limited, c.limited)
		}
	}
}

func FuzzSheet(f *testing.F) {
	for _, seed := range []string{
		"p{display:none}", "@media print{p{color:red}}", "p:nth-child(2n+1 of .a)>b~c{--x:var(--y)}", ".a{&.b{c{d:e}}}",
		"@layer a{}@layer b.c{p{}}",
		"p{width:calc(1px*(2 + 3))}", "@supports not (a:b){p{color:rgb(0 0 0/1)}}",
		"p::before{content:'\\41' attr(x) counter(y)}", "\\", "u+a", "url(", "'",
	} {
		f.Add(seed, "display:none")
		f.Add("", seed)
	}
	f.Fuzz(func(t *testing.T, sheet, inline string) {
		if strings.Contains(strings.ToLower(sheet), "</style") || strings.ContainsAny(inline, "\"<") {
			return
		}
		styleOf(t, "<!doctype html><style>"+sheet+"</style><div class=a><p id=t class=b style=\""+inline+"\">x")
	})
}
