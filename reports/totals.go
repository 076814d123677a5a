package reports

import (
	"slices"

	"refrain/analyzer"
	"refrain/lexicon"
)

// Totals count what a run read and found.
type Totals struct {
	Documents int // that were named or found, read or not
	Pages     int // of documents that have pages
	Words     int
	People    int      // mentions of migrants and migration
	Languages []string // BCP 47 tags of the documents, sorted
	Assumed   int      // documents whose language nothing tells; they were read as one of Languages
	Gaps      int      // things that were not read, or not fully
	Unread    int      // documents with gaps
	Empty     int      // documents of which nothing at all was read

	Statuses   map[lexicon.Status]int   // findings by how they are used
	Severities map[lexicon.Severity]int // findings that are used, by severity

	OtherKinds  int  // files in folders that are of no kind that can be read
	Hidden      int  // hidden files and folders in folders
	Links       int  // links to folders, which are not followed
	Interrupted bool // the run was broken off: what was not reached is not counted
}

// Add counts one document.
func (t *Totals) Add(r *analyzer.Report) {
	if t.Statuses == nil {
		t.Statuses, t.Severities = map[lexicon.Status]int{}, map[lexicon.Severity]int{}
	}
	t.Documents++
	t.Pages += len(r.Doc.Pages)
	t.Words += r.Words
	t.People += r.People
	lang := r.Doc.Lang
	if lang == "" && r.Language != nil {
		lang = r.Language.Code
		t.Assumed++
	}
	if lang != "" {
		if i, found := slices.BinarySearch(t.Languages, lang); !found {
			t.Languages = slices.Insert(t.Languages, i, lang)
		}
	}
	if gaps := len(r.Gaps()); gaps > 0 {
		t.Gaps += gaps
		t.Unread++
		if r.Doc.Text == "" {
			t.Empty++
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		t.Statuses[f.Verdict.Status]++
		if f.Counts() {
			t.Severities[f.Entry.Severity]++
		}
	}
}

// Used is how many findings are used.
func (t *Totals) Used() int { return t.Statuses[lexicon.Used] }

// Apart is how many findings are not used but quoted, criticised and so on.
func (t *Totals) Apart() int {
	n := 0
	for status, count := range t.Statuses {
		if status != lexicon.Used {
			n += count
		}
	}
	return n
}

// Rates are the rates of the whole run.
func (t *Totals) Rates() analyzer.Rates { return analyzer.NewRates(t.Used(), t.Words, t.People) }

// ratesOf are the rates of one document.
func ratesOf(r *analyzer.Report) analyzer.Rates {
	uses := 0
	for i := range r.Findings {
		if r.Findings[i].Counts() {
			uses++
		}
	}
	return analyzer.NewRates(uses, r.Words, r.People)
}
