package stream

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Totals count what a run read and found.
type Totals struct {
	Policy analyzer.Policy // as in the Run; set before the first Add

	Documents int // that were named or found, read or not
	Pages     int // of documents that have pages
	Words     int
	Judged    int      // words that a lexicon read
	People    int      // mentions of migrants and migration
	Languages []string // BCP 47 tags of the documents, sorted
	Beta      []string // those of them that no native speaker has reviewed
	Assumed   int      // documents whose language nothing tells; they were read as one of Languages
	Gaps      int      // things that were not read, or not fully
	Unread    int      // documents with gaps
	Empty     int      // documents of which nothing at all was read

	// Omissions are words that readers do not see, or that are no prose, by kind and reason.
	Omissions []document.Omission

	Recognised int // words that were recognised in pictures, see [analyzer.Report.Recognised]
	Disguised  int // words in letters that look like others, see [analyzer.Report.Disguised]

	Statuses   map[lexicon.Status]int   // findings by how they are used
	Severities map[lexicon.Severity]int // findings that count, by severity
	Places     int                      // of findings that count; those that overlap are at one

	Texts []Text // that were read, in the order of the input; at most mostTexts

	Speakers []Speaker // of findings, in the order of speech; at most mostSpeakers
	Unheard  int       // findings of further speakers
	Others   int       // findings that would count if the policy named no speaker

	Records map[analyzer.State]int // findings that count, by what the user's records know of them
	Passed  int                    // findings that do not count, and were there before
	Notices []analyzer.Notice      // about the user's records

	Excluded int // files and folders in folders that .refrain.yaml or .gitignore leaves out
	// files that have not changed since the revision that the run was asked to compare with, and
	// were not read
	Unchanged   int
	OtherKinds  int  // files in folders that are of no kind that can be read
	Hidden      int  // hidden files and folders in folders
	Links       int  // links to folders, which are not followed
	Interrupted bool // the run was broken off: what was not reached is not counted
}

// Speaker is somebody with how many findings are in what they say.
type Speaker struct {
	Name     string
	Findings int
	Counting int // those of Findings that count
	Places   int // of those that count; those that overlap are at one
	Words    int // of the speaker; 0 where nobody has counted them
}

// Rates are the rates of what a speaker says. Mentions are not counted by speaker.
func (s *Speaker) Rates() analyzer.Rates { return analyzer.NewRates(s.Places, s.Words, 0) }

// Text is a document with its rates.
type Text struct {
	Name  string // as the user named it
	Rates analyzer.Rates
}

// mostTexts bounds the table by document.
const mostTexts = 1000

// mostSpeakers bounds the table of speakers. No hearing has more.
const mostSpeakers = 1000

// say counts a finding of a speaker. Names that differ in capitals alone are one.
func (t *Totals) say(name string, counts bool) {
	if name == "" {
		return
	}
	at := slices.IndexFunc(t.Speakers, func(s Speaker) bool { return strings.EqualFold(s.Name, name) })
	if at < 0 {
		if len(t.Speakers) == mostSpeakers {
			t.Unheard++
			return
		}
		at = len(t.Speakers)
		t.Speakers = append(t.Speakers, Speaker{Name: name})
	}
	t.Speakers[at].Findings++
	if counts {
		t.Speakers[at].Counting++
	}
}

// Add counts one document.
func (t *Totals) Add(r *analyzer.Report) {
	if t.Statuses == nil {
		t.Statuses, t.Severities, t.Records = map[lexicon.Status]int{}, map[lexicon.Severity]int{}, map[analyzer.State]int{}
	}
	t.Documents++
	t.Pages += len(r.Doc.Pages)
	t.Words += r.Words
	t.Judged += r.Judged()
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
		if r.Language != nil && r.Language.Beta && !slices.Contains(t.Beta, lang) {
			t.Beta = append(t.Beta, lang)
		}
	}
	if gaps := len(r.Gaps()); gaps > 0 {
		t.Gaps += gaps
		t.Unread++
		if r.Doc.Text == "" {
			t.Empty++
		}
	}
	for _, o := range r.Omissions {
		t.omit(o)
	}
	t.Disguised += r.Disguised
	t.Recognised += r.Recognised
	t.Places += r.Places(t.Policy.Counts)
	for i := range r.Findings {
		f := &r.Findings[i]
		t.Statuses[f.Verdict.Status]++
		counts := t.Policy.Counts(f)
		t.say(f.Voice, counts)
		if !t.Policy.Hears(f.Voice) && t.Policy.CountsStatus(f.Verdict.Status) {
			t.Others++
		}
		if counts {
			t.Severities[f.Entry.Severity]++
			t.Records[f.Record.State]++
		} else if f.Record.State == analyzer.Known || f.Record.State == analyzer.Outside {
			t.Passed++
		}
	}
	t.voices(r)
	if r.Doc.Text != "" && len(t.Texts) < mostTexts {
		t.Texts = append(t.Texts, Text{r.Doc.Name, RatesOf(r, t.Policy)})
	}
}

// omit adds an omission of one document.
func (t *Totals) omit(o document.Omission) {
	for i := range t.Omissions {
		if known := &t.Omissions[i]; known.Kind == o.Kind && known.Reason == o.Reason {
			known.Words += o.Words
			return
		}
	}
	t.Omissions = append(t.Omissions, o)
}

// Counting is how many findings count.
func (t *Totals) Counting() int {
	n := 0
	for _, count := range t.Severities {
		n += count
	}
	return n
}

// Apart is how many findings do not count, because they are quoted, criticised and so on.
func (t *Totals) Apart() int {
	n := -t.Counting()
	for _, count := range t.Statuses {
		n += count
	}
	return n
}

// Rates are the rates of the whole run: those of its one document. Of several documents there are
// none, because texts of different kinds do not make one.
func (t *Totals) Rates() analyzer.Rates {
	if t.Documents-t.Empty > 1 {
		return analyzer.Rates{Uses: t.Places, Words: t.Judged, Mentions: t.People, Several: true}
	}
	return analyzer.NewRates(t.Places, t.Judged, t.People)
}

// voices adds what each speaker of a document says.
func (t *Totals) voices(r *analyzer.Report) {
	for _, v := range r.Voices {
		at := slices.IndexFunc(t.Speakers, func(s Speaker) bool { return strings.EqualFold(s.Name, v.Name) })
		if at < 0 {
			continue // Nothing is found in what they say.
		}
		t.Speakers[at].Words += v.Words
		t.Speakers[at].Places += r.Places(func(f *analyzer.Finding) bool {
			return t.Policy.Counts(f) && strings.EqualFold(f.Voice, v.Name)
		})
	}
}

// RatesOf are the rates of one document.
func RatesOf(r *analyzer.Report, policy analyzer.Policy) analyzer.Rates {
	return analyzer.NewRates(r.Places(policy.Counts), r.Judged(), r.People)
}
