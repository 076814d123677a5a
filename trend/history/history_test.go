package history

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// files are the versions of a test by their keys: sentences, each a term of the entry "flood". A
// leading “ makes it quoted, and ? is a version that could not be read.
func version(key string) *Version {
	if key == "?" {
		return &Version{Gap: "damaged", Empty: true}
	}
	v := &Version{}
	if strings.HasSuffix(key, "?") {
		key, v.Gap = strings.TrimSuffix(key, "?"), "no text layer"
	}
	for i, sentence := range strings.Split(key, "|") {
		if sentence == "" {
			continue
		}
		status := lexicon.Used
		if strings.HasPrefix(sentence, "“") {
			status, sentence = lexicon.Quoted, strings.TrimPrefix(sentence, "“")
		}
		v.Found = append(v.Found, Found{
			Sentence: &Sentence{Entry: "flood", Key: sentence, Term: "flood of migrants", Words: "flood of migrants"},
			Status:   status, Counts: status == lexicon.Used, Place: document.Place{Line: i + 1},
		})
	}
	return v
}

// commits are written as "path old>new", or "from=path old>new" for a renamed file, "," between
// them.
func commits(list ...string) []Commit {
	var all []Commit
	for i, changes := range list {
		c := Commit{ID: fmt.Sprint(i)}
		for _, change := range strings.Split(changes, ",") {
			name, contents, _ := strings.Cut(change, " ")
			old, now, _ := strings.Cut(contents, ">")
			from := ""
			if before, after, renamed := strings.Cut(name, "="); renamed {
				from, name = before, after
			}
			c.Changes = append(c.Changes, Change{Path: name, From: from, Old: old, New: now})
		}
		all = append(all, c)
	}
	return all
}

// told is what a history says, a term in a line: "a.md: came 0, left 2".
func told(h *History) string {
	var lines []string
	for _, t := range h.Terms {
		var events []string
		for _, e := range t.Events {
			event := fmt.Sprintf("%s %d", e.Kind, e.Commit)
			if e.Since >= 0 {
				event += fmt.Sprintf(" since %d", e.Since)
			}
			if e.From != "" {
				event += " " + e.From + ">" + e.To
			}
			events = append(events, event)
		}
		lines = append(lines, t.Path+": "+strings.Join(events, ", "))
	}
	for _, u := range h.Unread {
		lines = append(lines, fmt.Sprintf("unread %d %s %s", u.Commit, u.Path, u.Why))
	}
	return strings.Join(lines, "\n")
}

func TestTermsAreFollowed(t *testing.T) {
	for claim, c := range map[string]struct {
		commits []Commit
		want    string
	}{
		"a term comes and leaves": {commits("a >x|y", "a x|y>y", "a y>"),
			"a: came 0, left 1\na: came 0, left 2"},
		"a file is renamed": {commits("a >x", "a=b x>x", "b x>x|y"),
			"b: came 0, moved 1 a>b\nb: came 2"},
		"a file is renamed and changed": {commits("a >x|y", "a=b x|y>y"),
			"b: came 0, moved 1 a>b, left 1\nb: came 0, moved 1 a>b"},
		"two files change their names": {commits("a >x,b >y", "a=b x>x,b=a y>y"),
			"a: came 0, moved 1 b>a\nb: came 0, moved 1 a>b"},
		"a sentence moves to another file": {commits("a >x|y", "a x|y>y,b >x"),
			"a: came 0\nb: came 0, moved 1 a>b"},
		"a sentence is reworded":           {commits("a >x", "a x>z"), "a: came 0, reworded 1"},
		"words are put in quotation marks": {commits("a >x", "a x>“x"), "a: came 0, used 1 used>quoted"},
		"the same sentence twice":          {commits("a >x|x", "a x|x>x"), "a: came 0\na: came 0, left 1"},
		"sentences change places":          {commits("a >x|y", "a x|y>y|x"), "a: came 0\na: came 0"},
		"a file is older than the history": {commits("a x>x|y", "a x|y>y"),
			"a: came -1, left 1\na: came 0"},
		"a file is gone and comes back": {commits("a >x", "a x>", "a >x"), "a: came 0, left 1\na: came 2"},
		"a version cannot be read": {commits("a >x", "a x>?", "a ?>y|z", "a y|z>z"),
			"a: came 0, reworded 2, left 3\na: came 2 since 1\nunread 1 a damaged"},
		"a term leaves unread": {commits("a >x", "a x>?", "a ?>", "b >y"),
			"a: came 0, left 2 since 1\nb: came 3\nunread 1 a damaged"},
		"a part cannot be read": {commits("a >x|y", "a x|y>y?", "a y?>y"),
			"a: came 0, left 2 since 1\na: came 0\nunread 1 a no text layer"},
		"the version before the first cannot be read": {commits("a ?>x"), "a: came 0 since 0\nunread -1 a damaged"},
	} {
		if got := told(Follow(c.commits, version)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", claim, got, c.want)
		}
	}
}

// The last commit that a shallow clone has holds everything that is older.
func TestWhatAShallowCloneBeginsWithIsOlder(t *testing.T) {
	all := commits("a >x", "a x>x|y")
	all[0].First = true
	if got, want := told(Follow(all, version)), "a: came -1\na: came 1"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
