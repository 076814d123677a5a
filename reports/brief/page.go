package brief

import (
	"slices"

	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// page is what a brief says, in the order in which it does.
type page struct {
	Title       string
	Interrupted bool
	Gaps        []string
	MoreGaps    int
	Found       string
	Read        string
	Rates       string
	Documents   []readDocument
	Nothing     string // documents that were read without a finding that counts
	Sections    []section
	Together    string // how the places were drawn together; "" when they were not
	Entries     []*entry
	Waived      []string
	MoreWaived  int
	Apart       []wording.StatusCount
	Rest        string // title of what is apart
	Changes     []string
	Notices     []string
	Call        string
	Limits      string
	MadeBy      string
	Version     string
}

// readDocument is a document that was read, or not.
type readDocument struct {
	Name, Facts, SHA256 string
	judged              bool // a lexicon has read words of it
	Findings            int
}

// section is a document with its places. Without a name it is all documents together.
type section struct {
	Name string
	Rows []row
}

// row is one row of the list of places.
type row struct {
	Where    string
	Words    string
	Times    int
	Consider string
	Entry    *entry
}

// entry is an entry with what authorities say.
type entry struct {
	*lexicon.Entry
	Number  int
	Sources []lexicon.Reference // the first few that may be named
	More    int                 // that are not named
	Aside   string
}

// foundPlace is one finding that counts.
type foundPlace struct {
	document int
	place    document.Place
	where    string // as a reader finds it, without the document
	words    string
	consider []string
	entry    *entry
}

// Sums are the documents with their hashes, where they are few enough for a brief.
func (s *page) Sums() []readDocument {
	if len(s.Documents) > mostRows {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Documents), func(d readDocument) bool { return d.SHA256 == "" })
}

// nothing are the documents that were read and in which nothing was found, "" when there are none.
func (s *page) nothing() string {
	var names []string
	for _, d := range s.Documents {
		if d.Findings == 0 && d.judged {
			names = append(names, d.Name)
		}
	}
	return wording.FirstOf(names, mostPlaces, "document")
}
