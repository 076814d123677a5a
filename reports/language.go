package reports

import (
	"io"

	"refrain/analyzer"
	"refrain/reports/wording"
)

// mostHeld is how many documents are held until the language of a report is known.
const mostHeld = 64

// worded is a kind whose words are those of Options.Language, or of the documents where they agree.
func worded[W Writer](create func(io.Writer, Options) W) func(io.Writer, Options) Writer {
	return func(w io.Writer, o Options) Writer {
		to := create(w, o)
		return &agreeing{to, wording.Agreement[*analyzer.Report]{
			Asked: o.Language, Most: mostHeld, Written: to.Begin, Write: to.Document,
			Of: func(r *analyzer.Report) []*analyzer.Report { return []*analyzer.Report{r} },
		}}
	}
}

// agreeing writes a report in the language that its documents agree on.
type agreeing struct {
	to        Writer
	agreement wording.Agreement[*analyzer.Report]
}

func (a *agreeing) Begin(run Run) error {
	begun, err := a.agreement.Begin(run)
	if ready, ok := a.to.(interface{ Ready() error }); ok && !begun {
		return ready.Ready()
	}
	return err
}

func (a *agreeing) Document(r *analyzer.Report) error { return a.agreement.Add(r) }

func (a *agreeing) End(t Totals) error {
	if err := a.agreement.End(); err != nil {
		return err
	}
	return a.to.End(t)
}
