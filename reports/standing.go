package reports

import (
	"fmt"

	"refrain/analyzer"
)

// standingWords say what the user's records know of a finding. They begin with a semicolon and follow how it is used; an open finding has none.
func standingWords(s analyzer.Standing) string {
	switch s.Is {
	case analyzer.Known:
		return "; known from the baseline"
	case analyzer.Late:
		return "; new because the lexicon has changed, not the text"
	case analyzer.Outside:
		return "; outside the changed text"
	case analyzer.Waived:
		words := "; waived"
		if s.By != "" {
			words += " by " + oneLine(s.By)
		}
		if s.Until != "" {
			words += " until " + s.Until
		}
		return words + ": " + oneLine(s.Reason) + " (" + s.At + ")"
	}
	return ""
}

// standings say how many of the findings that count are recorded somewhere, or "".
func standings(t Totals) string {
	var list []string
	for _, s := range []struct {
		state analyzer.State
		words string
	}{
		{analyzer.Known, "known from the baseline"}, {analyzer.Waived, "waived"}, {analyzer.Late, "new because the lexicon has changed, not the text"},
		{analyzer.Outside, "outside the changed text"},
	} {
		if n := t.Standings[s.state]; n > 0 {
			list = append(list, fmt.Sprintf("%s %s", thousands(n), s.words))
		}
	}
	if len(list) == 0 {
		return ""
	}
	switch n := t.Standings[analyzer.Open]; n {
	case 0:
		return " Of these, " + and(list) + "; no others."
	case 1:
		return " Of these, " + and(list) + "; the other one is new."
	default:
		return fmt.Sprintf(" Of these, %s; the other %s are new.", and(list), thousands(n))
	}
}

// remarks are what there is to say about the user's records, a sentence each.
func remarks(t Totals) []string {
	var list []string
	for _, r := range t.Remarks {
		list = append(list, Printable(r.String())+".")
	}
	return list
}
