package analyzer

import (
	"strings"

	"refrain/internal/strictyaml"
)

// State is what is known of a finding beside the text: whether somebody has recorded it.
type State uint8

// The states of a finding. Only an open one can fail a build.
const (
	Open    State = iota // nobody has recorded it
	Known                // it stands in the baseline
	Late                 // it is new only because the lexicon has changed since the baseline was written, not the text
	Waived               // somebody lets it stand, with a reason
	Outside              // the text had it already before the changes that the run was asked about
)

var stateNames = [...]string{"open", "known", "late", "waived", "outside"}

// String is the state's name in lower case.
func (s State) String() string { return stateNames[s] }

// ParseState is the state of that name.
func ParseState(name string) (State, bool) {
	for s, n := range stateNames {
		if n == name {
			return State(s), true
		}
	}
	return 0, false
}

// Record is a finding's state and, of a waived one, the waiver. The analyzer leaves every finding
// open; whoever runs it knows the records.
type Record struct {
	State  State
	Reason string
	By     string // who waived it; "" when the waiver does not say
	Until  string // the last day of the waiver, "2027-03-01"; "" when it has none
	Where  string // where the waiver stands: "file:line:column"
}

// Notice is something to say about the records that a user keeps beside the documents: a waiver
// that has ended, a row of the baseline that nothing matches any more.
type Notice struct {
	// Kind is "invalid" or "expired", which fail a run; "unused", "unended", "ignored", "stale" or
	// "moved"; or "base", for a document whose old version is not known in full.
	Kind  string
	Place strictyaml.Position // of the record; of a row of the baseline it is the path of the row's document
	Text  string              // in English
	// Message and its Parts make Text in another language. A notice without them is English alone.
	Message Message
	Parts   []string
}

// Message is what a notice says in English, with names in braces for what changes: "the waiver of
// {entry} is not needed". Reports in other languages know it.
type Message string

// NewNotice is a notice with a message. The parts come in pairs, a name in the message and what it
// stands for.
func NewNotice(kind string, place strictyaml.Position, message Message, parts ...string) Notice {
	pairs := make([]string, 0, len(parts))
	for i := 0; i+1 < len(parts); i += 2 {
		pairs = append(pairs, "{"+parts[i]+"}", parts[i+1])
	}
	return Notice{
		Kind: kind, Place: place, Message: message, Parts: parts,
		Text: strings.NewReplacer(pairs...).Replace(string(message)),
	}
}

// String is the remark for people: "notes.md:3:1: the waiver of illegal-people ended on
// 2027-03-01".
func (r Notice) String() string { return r.Place.String() + ": " + r.Text }

// Fails reports whether a record does not hold, so that whoever keeps it has to look at it.
func (r Notice) Fails() bool { return r.Kind == "invalid" || r.Kind == "expired" }
