package versions

import (
	"io"

	"refrain/analyzer"
	"refrain/compare"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// mostHeld is how many comparisons are held until the language of a report is known.
const mostHeld = 16

// worded is a kind whose words are those of Options.Language, or of the documents where they agree.
func worded(create func(io.Writer, stream.Options) Writer) func(io.Writer, stream.Options) Writer {
	return func(w io.Writer, o stream.Options) Writer {
		to := create(w, o)
		return &agreeing{to, wording.Agreement[*compare.Comparison]{
			Asked: o.Language, Most: mostHeld, Written: to.Begin, Write: to.Comparison,
			Of: func(c *compare.Comparison) []*analyzer.Report { return []*analyzer.Report{c.Old, c.New} },
		}}
	}
}

// agreeing writes a report in the language that its documents agree on.
type agreeing struct {
	to        Writer
	agreement wording.Agreement[*compare.Comparison]
}

func (a *agreeing) Begin(run stream.Run) error {
	_, err := a.agreement.Begin(run)
	return err
}

func (a *agreeing) Comparison(c *compare.Comparison) error { return a.agreement.Add(c) }

func (a *agreeing) End(t Totals) error {
	if err := a.agreement.End(); err != nil {
		return err
	}
	return a.to.End(t)
}
