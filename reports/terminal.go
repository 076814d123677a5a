package reports

import (
	"io"
	"strings"

	"refrain/analyzer"
)

func beganTerminal(head string) bool {
	return strings.HasPrefix(head, "refrain ") && strings.Contains(head, ", lexicon ")
}

func newTerminal(w io.Writer, o Options) Writer { return nil }

var _ = analyzer.Report{}
