package judge

import (
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Verdict is how a term is used, and what decided.
type Verdict struct {
	Status  lexicon.Status
	Rule    string        // the name of the rule that decided; "" for Used, when none did
	Cue     document.Span // the words that decided, in Document.Text; empty when the structure did
	Speaker document.Span // of a quotation or a turn of a transcript, where one is named; empty otherwise
}
