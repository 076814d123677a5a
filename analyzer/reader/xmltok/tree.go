package xmltok

import (
	"encoding/xml"
	"io"
)

// Node is an element of a small XML text that is held as a tree.
type Node struct {
	Name     xml.Name   // with its namespace
	Attrs    []xml.Attr // likewise
	Children []*Node    // the elements in it
	Text     []byte     // between the children

	byName map[xml.Name][]*Node // of the children; nil before one is asked for
}

// Tree bounds trees.
type Tree struct {
	Nodes int // that all trees together may still have
	Depth int // of one
	Text  int // bytes that a node has, at most
}

// Parse returns a node with the elements of a text as children; nil where it is no sound XML, or
// too large. It takes what the tree has from t.Nodes.
func (t *Tree) Parse(text string) *Node {
	root := &Node{}
	open := []*Node{root}
	decoder := newDecoder(text)
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return root
		}
		if err != nil || t.Nodes < 0 || len(open) > t.Depth {
			return nil
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			t.Nodes--
			node := &Node{Name: token.Name, Attrs: token.Copy().Attr}
			last.Children = append(last.Children, node)
			open = append(open, node)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.Text = append(last.Text, token[:min(len(token), t.Text-len(last.Text))]...)
		}
	}
}

// Child is the nth child of a name, from 1; nil without one.
func (n *Node) Child(name xml.Name, nth int) *Node {
	if n.byName == nil {
		n.byName = map[xml.Name][]*Node{}
		for _, child := range n.Children {
			n.byName[child.Name] = append(n.byName[child.Name], child)
		}
	}
	if same := n.byName[name]; nth >= 1 && nth <= len(same) {
		return same[nth-1]
	}
	return nil
}

// Value is the text in an element and in those in it, up to so many bytes.
func (n *Node) Value(most int) string { return string(n.appendTo(nil, most)) }

func (n *Node) appendTo(b []byte, most int) []byte {
	b = append(b, n.Text...)
	for _, child := range n.Children {
		if len(b) >= most {
			return b[:most]
		}
		b = child.appendTo(b, most)
	}
	return b
}
