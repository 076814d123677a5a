// Package history follows terms through the commits of a repository: when each came into a file,
// how its sentence and its use changed, and when it left. It knows no git: it is given commits with
// the names of contents, and what was found in each content.
package history

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// Commit is a commit with the files that it changed.
type Commit struct {
	ID      string
	Time    time.Time
	Subject string
	First   bool // there is nothing before it that could be compared: what it holds may be older
	Changes []Change
}

// Change is a file that a commit changed, by the keys of its contents; "" is none.
type Change struct {
	Path, From string
	Old, New   string
}

// Version is what was found in a content.
type Version struct {
	Found []Found // by place
	Gap   string  // why it was not read, or not fully; "" where all was
	Empty bool    // nothing of it was read
	Other bool    // it is of no kind that can be read
}

// Found is a term in a version. What versions have in common they share.
type Found struct {
	*Sentence
	Status  lexicon.Status
	Counts  bool
	Speaker string
	Place   document.Place
}

// Sentence is a term with its sentence.
type Sentence struct {
	Entry, Category      string // ids
	Key                  string // of the entry and the sentence, wherever they are
	Term                 string // its words in lower case and one line
	Before, Words, After string
}

// Shelf shares what versions have in common: most of a version is that of the one before.
type Shelf struct{ sentences map[string]*Sentence }

// context is how many bytes of a sentence are kept on each side of the words.
const context = 160

// VersionOf is what a report says of a content; nil is a file of no kind that can be read.
func (s *Shelf) VersionOf(r *analyzer.Report, policy analyzer.Policy) *Version {
	if r == nil {
		return &Version{Other: true}
	}
	v := &Version{Empty: r.Doc.Text == ""}
	if gaps := r.Gaps(); len(gaps) > 0 {
		v.Gap = strings.Clone(gaps[0].Reason)
	}
	if s.sentences == nil {
		s.sentences = map[string]*Sentence{}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		place := r.Doc.Locate(f.Span)
		v.Found = append(v.Found, Found{
			Sentence: s.sentence(r.Doc, f), Status: f.Verdict.Status, Counts: policy.Counts(f),
			Speaker: strings.Clone(wording.OneLine(f.Voice)), Place: document.Place{
				Page: place.Page, Label: strings.Clone(place.Label), Line: place.Line, Column: place.Column,
				Section: strings.Clone(
					place.Section,
				), Paragraph: place.Paragraph, Time: place.Time, Timed: place.Timed,
			},
		})
	}
	return v
}

func (s *Shelf) sentence(d *document.Document, f *analyzer.Finding) *Sentence {
	before, words, after := wording.ContextWithin(d, f, context)
	id := f.Entry.ID + "\x00" + f.Key + "\x00" + before + "\x00" + words
	known := s.sentences[id]
	if known == nil {
		known = &Sentence{
			Entry: f.Entry.ID, Category: f.Entry.Category.ID, Key: strings.Clone(f.Key),
			Term: strings.ToLower(
				words,
			), Before: strings.Clone(before), Words: strings.Clone(words), After: strings.Clone(after),
		}
		s.sentences[strings.Clone(id)] = known
	}
	return known
}

// Event is something that a commit did to a term.
type Event struct {
	Commit int // its number in the history; -1 before the first
	Kind   EventKind
	// Since is the first commit of those just before whose version could not be read, so that it
	// may have happened from there on; -1 where none is.
	Since    int
	From, To string // paths of a move; statuses of a change of use
	Old      *Sentence
}

// EventKind is what happened.
type EventKind uint8

// What may happen to a term.
const (
	Came EventKind = iota
	Left
	Reworded // its sentence changed
	Used     // its use changed, as when words are put in quotation marks
	Moved    // its file was renamed, or its sentence went to another file
)

var kindNames = [...]string{"came", "left", "reworded", "used", "moved"}

// String names what happened in a word.
func (k EventKind) String() string { return kindNames[k] }

// Term is a term in a file, from the commit with which it came to the one with which it left.
type Term struct {
	Found          // as it was last seen
	Path    string // of its file then
	Events  []Event
	Counted bool // it counted at some time
}

// Came and Left are when the term came in and left; Left is nil while it is there.
func (t *Term) Came() Event { return t.Events[0] }

// Left is when the term left, nil while it is there.
func (t *Term) Left() *Event {
	if last := &t.Events[len(t.Events)-1]; last.Kind == Left {
		return last
	}
	return nil
}

// Unread is a version that could not be read, or not fully.
type Unread struct {
	Commit int
	Path   string
	Why    string
	Whole  bool // nothing of it was read
}

// History is the terms of a repository's files over its commits.
type History struct {
	Commits []Commit
	Terms   []*Term // by path, then by when they came, then by place
	Unread  []Unread
	Older   bool // commits before the first were left out
	Files   int  // that were followed
	Read    int  // versions
	Stopped bool // not all commits were read
	Others  int  // files of no kind that can be read
}

// follow is what is known of the files at a commit.
type follow struct {
	h     *History
	files map[string]*file
	all   []*Term
}

// file is a file at a commit.
type file struct {
	live   []*Term // by place
	read   bool    // some version of it
	unread int     // the first commit of those just before whose version could not be read; -1 for none
}

// Follow follows the terms of files through commits, the oldest first. Versions are what was found
// in contents, by their keys; a key without a version is one that could not be had.
func Follow(commits []Commit, versions func(key string) *Version) *History {
	f := &follow{h: &History{Commits: commits}, files: map[string]*file{}}
	for i := range commits {
		f.commit(i, versions)
	}
	f.h.Terms = f.all
	slices.SortStableFunc(f.h.Terms, func(a, b *Term) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Events[0].Commit, b.Events[0].Commit))
	})
	return f.h
}

// loose are the terms that left a file with a commit, and those that came.
type loose struct {
	left []*Term
	came []arrival
}

type arrival struct {
	found Found
	path  string
	since int
	file  *file
	at    int // among the terms of its file
}

// commit takes the changes of a commit.
func (f *follow) commit(n int, versions func(string) *Version) {
	c := &f.h.Commits[n]
	var out loose
	// Renames first leave their old names, so that files may change theirs with each other.
	moved := map[string]*file{}
	for _, change := range c.Changes {
		if change.From != "" {
			if old := f.files[change.From]; old != nil {
				moved[change.From] = old
			}
		}
	}
	for from := range moved {
		delete(f.files, from)
	}
	for i := range c.Changes {
		f.change(n, &c.Changes[i], moved, versions, &out)
	}
	f.settle(n, &out)
}

// change takes a file of a commit.
func (f *follow) change(n int, c *Change, moved map[string]*file, versions func(string) *Version, out *loose) {
	at := f.files[c.Path]
	if c.From != "" {
		at = moved[c.From]
	}
	if at == nil {
		at = &file{unread: -1}
		if c.Old != "" { // It is older than what was followed.
			f.older(at, n, c, versions)
		}
	}
	f.files[c.Path] = at
	if c.From != "" && c.From != c.Path {
		for _, t := range at.live {
			t.Path = c.Path
			t.Events = append(t.Events, Event{Commit: n, Kind: Moved, Since: -1, From: c.From, To: c.Path})
		}
	}
	if c.New == "" {
		delete(f.files, c.Path)
		for _, t := range at.live {
			f.leaves(t, n, at.unread)
		}
		out.left = append(out.left, at.live...)
		return
	}
	v := versions(c.New)
	if v != nil && v.Other && !at.read {
		at.read = true
		f.h.Others++
	}
	if v == nil || v.Other {
		return
	}
	if !at.read {
		at.read = true
		f.h.Files++
	}
	f.h.Read++
	if v.Gap != "" {
		f.h.Unread = append(f.h.Unread, Unread{n, c.Path, v.Gap, v.Empty})
	}
	f.compare(n, c.Path, at, v, out)
}

// older fills a file with the terms that it had before the first commit. What was not read of that
// version may have held others.
func (f *follow) older(at *file, n int, c *Change, versions func(string) *Version) {
	v := versions(c.Old)
	if v == nil || v.Other {
		return
	}
	name := c.Path
	if c.From != "" {
		name = c.From
	}
	if v.Gap != "" {
		f.h.Unread = append(f.h.Unread, Unread{-1, name, v.Gap, v.Empty})
		at.unread = n
	}
	for _, found := range v.Found {
		t := &Term{
			Found:   found,
			Path:    name,
			Counted: found.Counts,
			Events:  []Event{{Commit: -1, Kind: Came, Since: -1}},
		}
		f.all = append(f.all, t)
		at.live = append(at.live, t)
	}
}

// compare finds out which terms of a file are those of its version before.
func (f *follow) compare(n int, name string, at *file, v *Version, out *loose) {
	if v.Empty && v.Gap != "" { // Nothing is known of it.
		if at.unread < 0 {
			at.unread = n
		}
		return
	}
	pairs := match(at.live, v.Found)
	var live []*Term
	stays := map[*Term]bool{}
	for i, found := range v.Found {
		t := pairs[i]
		if t == nil {
			live = append(live, nil)
			out.came = append(out.came, arrival{found, name, at.unread, at, len(live) - 1})
			continue
		}
		stays[t] = true
		t.goesOn(n, found)
		live = append(live, t)
	}
	for _, t := range at.live {
		switch {
		case stays[t]:
		case v.Gap != "": // It may be in what was not read.
			live = append(live, t)
		default:
			f.leaves(t, n, at.unread)
			out.left = append(out.left, t)
		}
	}
	at.live = live
	if v.Gap == "" {
		at.unread = -1
	} else if at.unread < 0 {
		at.unread = n
	}
}

// goesOn notes what changed about a term.
func (t *Term) goesOn(n int, now Found) {
	if t.Key != now.Key {
		t.Events = append(t.Events, Event{Commit: n, Kind: Reworded, Since: -1, Old: t.Sentence})
	}
	if t.Status != now.Status {
		t.Events = append(t.Events, Event{
			Commit: n, Kind: Used, Since: -1, From: t.Status.String(), To: now.Status.String(),
		})
	}
	t.Found = now
	t.Counted = t.Counted || now.Counts
}

func (f *follow) leaves(t *Term, n, since int) {
	t.Events = append(t.Events, Event{Commit: n, Kind: Left, Since: since})
}

// match pairs what is found in a version with the terms of the one before: those of the same
// sentence and use, then of the same sentence, then of the same entry and words, in their order.
func match(before []*Term, now []Found) []*Term {
	pairs := make([]*Term, len(now))
	taken := map[*Term]bool{}
	type key struct {
		entry, term, sentence string
		status                lexicon.Status
	}
	for _, of := range []func(*Found) key{
		func(f *Found) key { return key{f.Entry, f.Term, f.Key, f.Status} },
		func(f *Found) key { return key{f.Entry, f.Term, f.Key, 0} },
		func(f *Found) key { return key{f.Entry, f.Term, "", f.Status} },
		func(f *Found) key { return key{f.Entry, f.Term, "", 0} },
	} {
		left := map[key][]*Term{}
		for _, t := range before {
			if t != nil && !taken[t] {
				k := of(&t.Found)
				left[k] = append(left[k], t)
			}
		}
		for i := range now {
			if pairs[i] != nil {
				continue
			}
			k := of(&now[i])
			if list := left[k]; len(list) > 0 {
				pairs[i], left[k] = list[0], list[1:]
				taken[list[0]] = true
			}
		}
	}
	return pairs
}

// settle ends a commit: a sentence that left one file and came into another has moved, and whatever
// else came is new.
func (f *follow) settle(n int, out *loose) {
	left := map[string][]*Term{}
	for _, t := range out.left {
		k := t.Entry + "\x00" + t.Key
		left[k] = append(left[k], t)
	}
	for _, a := range out.came {
		k := a.found.Entry + "\x00" + a.found.Key
		var t *Term
		if list := left[k]; len(list) > 0 {
			t, left[k] = list[0], list[1:]
			t.Events = t.Events[:len(t.Events)-1]
			t.Events = append(t.Events, Event{Commit: n, Kind: Moved, Since: -1, From: t.Path, To: a.path})
			t.Path = a.path
			t.goesOn(n, a.found)
		} else {
			came := Event{Commit: n, Kind: Came, Since: a.since}
			if f.h.Commits[n].First {
				came.Commit = -1
			}
			t = &Term{Found: a.found, Path: a.path, Counted: a.found.Counts, Events: []Event{came}}
			f.all = append(f.all, t)
		}
		a.file.live[a.at] = t
	}
}
