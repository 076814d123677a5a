package xmltok_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/reader/xmltok"
)

// tokens lists what a scanner finds, each with its place.
func tokens(source string) string {
	var found []string
	for s := xmltok.NewScanner(source, 0, len(source)); s.Next(); {
		kind := map[bool]string{true: "no XML", false: "other"}[s.Token == nil]
		switch s.Token.(type) {
		case xml.StartElement:
			kind = "start"
		case xml.EndElement:
			kind = "end"
		case xml.CharData:
			kind = "text"
		}
		found = append(found, fmt.Sprintf("%s %s", kind, source[s.From:s.To]))
	}
	return strings.Join(found, "|")
}

func TestScannerGoesOnAfterWhatIsNoXML(t *testing.T) {
	for source, want := range map[string]string{
		"<a>one</a>":       "start <a>|text one|end </a>",
		"<a>é &amp; b</a>": "start <a>|text é &amp; b|end </a>",
		"<a b='1'>\n<c/>":  "start <a b='1'>|text \n|start <c/>|end ",
		"<a><1 x>two</a>":  "start <a>|no XML <1|text  x>two|end </a>",
		"<a>one":           "start <a>|text one",
		"":                 "",
	} {
		if got := tokens(source); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}

func TestRootIsTheFirstElement(t *testing.T) {
	r, ok := xmltok.ParseRoot(
		"<?xml version='1.0'?>\n<!DOCTYPE bill SYSTEM 'b.dtd'><!-- x --><b:bill xmlns:b='urn:b' stage='1'><a/>",
	)
	if !ok || r.Name != "bill" || r.Namespace != "urn:b" || !strings.Contains(r.Doctype, "b.dtd") ||
		!strings.Contains(r.Attributes, "stage=1") {
		t.Errorf("got %+v, %v", r, ok)
	}
	for _, source := range []string{"", "text", "<1>", "<!-- no element -->"} {
		if r, ok := xmltok.ParseRoot(source); ok {
			t.Errorf("%q: got the root %+v", source, r)
		}
	}
}

func TestTreesAreBounded(t *testing.T) {
	bounds := xmltok.Tree{Nodes: 4, Depth: 3, Text: 5}
	root := bounds.Parse("<a><b>one flood</b><b>two</b></a>")
	if root == nil {
		t.Fatal("no tree")
	}
	a := root.Child(xml.Name{Local: "a"}, 1)
	if got := a.Child(xml.Name{Local: "b"}, 1).Value(100) + "|" + a.Child(xml.Name{Local: "b"},
		2).Value(100); got != "one f|two" {
		t.Errorf("got %q", got)
	}
	if a.Child(xml.Name{Local: "b"}, 3) != nil {
		t.Error("there is a third b")
	}
	for claim, source := range map[string]string{
		"too many nodes": "<a><b/><b/><b/></a>", "no XML": "<a>", "too deep": "<a><b><c><d/></c></b></a>",
	} {
		bounds := xmltok.Tree{Nodes: 3, Depth: 3, Text: 5}
		if bounds.Parse(source) != nil {
			t.Errorf("%s: there is a tree", claim)
		}
	}
}
