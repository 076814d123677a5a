package amend_test

import (
	"os"
	"sync"
	"testing"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// builtin is an analyzer of the built-in lexicon, shared by all tests.
var builtin = sync.OnceValue(func() *analyzer.Analyzer {
	lex, err := lexicon.Builtin()
	if err != nil {
		panic(err)
	}
	return analyzer.New(lex, analyzer.Options{Advisory: os.Getenv("ADV") != ""})
})

// bill is a document of these blocks.
func bill(blocks ...string) *document.Document {
	d := &document.Document{Name: "bill.txt", Format: "text", Lang: "en"}
	for _, b := range blocks {
		start := len(d.Text)
		d.Text += b
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: start, End: len(d.Text)}})
		d.Text += "\n\n"
	}
	return d
}

func propose(t *testing.T, o amend.Options, blocks ...string) *amend.Paper {
	t.Helper()
	return amend.Propose(builtin().Run(bill(blocks...)), o)
}

// TestSwapsFitTheSentence: article, number, possessive and capitals are those of the old words.
func TestSwapsFitTheSentence(t *testing.T) {
	for _, c := range []struct{ old, want string }{
		{"The bill targets illegal immigrants.", "The bill targets people in an irregular situation."},
		{"Nobody may hire an illegal immigrant here.", "Nobody may hire a person in an irregular situation here."},
		{"Every illegal immigrant pays taxes.", "Every person in an irregular situation pays taxes."},
		{"Illegal immigrants pay taxes.", "People in an irregular situation pay taxes."},
		{"An illegal alien shall leave.", "A person in an irregular situation shall leave."},
		{"They read an illegal alien's letter.", "They read the letter of a person in an irregular situation."},
		{"The office plans illegal alien removal.", "The office plans removal of people in an irregular situation."},
	} {
		if got := propose(t, amend.Options{}, c.old).Text(); got != c.want+"\n\n" {
			t.Errorf("%s\n got %s\nwant %s", c.old, got, c.want)
		}
	}
}
