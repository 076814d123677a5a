// Package word writes a copy of a Word document or an OpenDocument text with comments on its
// words.
//
// A copy is the original with bytes put in, and nothing else: no text, format, comment or tracked
// change of the original is touched, and a part that gets no comment is copied as it is packed. The
// package knows places and what to say about them, and nothing of what was looked for.
package word

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"refrain/analyzer/document"
)

// Copy is what is to be said about a document, and by whom.
type Copy struct {
	Author   string
	Initials string    // OpenDocument has no place for them
	Date     time.Time // of all comments; the zero value gives them none
	Notes    []Note    // they become comments in the order of the text
}

// Note is one comment.
type Note struct {
	Part string // of the container, as document.Run.Part names it
	// the words, in bytes of the part as it is unpacked; empty for a note on the document, which
	// stands at its first paragraph
	Source document.Span
	Lines  []Line
	// Elsewhere comes first where a comment cannot stand on the words themselves, as in notes,
	// running heads and text boxes. It then stands at what refers to them: the sign of the
	// footnote, the picture, the first paragraph of the section.
	Elsewhere string
}

// Line is a paragraph of a comment.
type Line struct {
	Label string // set in bold where the format can; "" for none
	Text  string
}

// Why a document cannot be copied.
var (
	ErrSigned    = errors.New("is digitally signed, and comments would break its signature")
	ErrEncrypted = errors.New("is encrypted; open it with its password and save it without one")
	ErrProtected = errors.New(
		"is protected against changes; open it in Word, stop its protection (Review, Restrict " +
			"Editing), save it, and run refrain again",
	)
	ErrTooLarge = errors.New("is too large to be copied with comments")
	ErrEncoding = errors.New("is not in UTF-8; open it in the program that made it and save it again")
	ErrDamaged  = errors.New("is damaged; open it in the program that made it and save it again")
)

// Word copies a Word document. Nothing is written when there is an error that is not the writer's
// own.
func (c *Copy) Word(w io.Writer, original string) error {
	box, err := open(original)
	if err != nil {
		return err
	}
	if err := c.word(box); err != nil {
		return err
	}
	return box.write(w)
}

// OpenDocument copies an OpenDocument text, in a container or as one XML file.
func (c *Copy) OpenDocument(w io.Writer, original string) error {
	if !strings.HasPrefix(original, "PK") {
		flat, err := c.flat(original)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, flat)
		return err
	}
	box, err := open(original)
	if err != nil {
		return err
	}
	if err := c.openDocument(box); err != nil {
		return err
	}
	return box.write(w)
}

// Ours reports whether a file that begins so is a copy that this package wrote. 512 bytes are
// enough.
func Ours(head string) bool {
	if strings.HasPrefix(head, "PK\x03\x04") {
		return strings.Contains(head, marker)
	}
	// The marker stands before the root. Elsewhere it is what somebody writes about it.
	_, root, ok := strings.Cut(head, flatMarker+"\n<")
	name, _, _ := strings.Cut(root, " ")
	return ok && strings.HasPrefix(head, "<") && strings.HasSuffix(name, "document")
}

// stamped is the date as both formats write it, between what opens and what ends it, or nothing.
func (c *Copy) stamped(opens, ends string) string {
	if c.Date.IsZero() {
		return ""
	}
	return opens + c.Date.UTC().Format("2006-01-02T15:04:05Z") + ends
}

// lines are the paragraphs of a comment; displaced says that it does not stand on its words.
func (n *Note) lines(displaced bool) []Line {
	if displaced && n.Elsewhere != "" {
		return append([]Line{{Text: n.Elsewhere}}, n.Lines...)
	}
	return n.Lines
}

// comments are the notes with their places, in the order of the text.
func (c *Copy) comments(s *survey, keys []string) ([]comment, error) {
	all := make([]comment, 0, len(c.Notes))
	for i := range c.Notes {
		n := &c.Notes[i]
		place, displaced := s.placeOf(i, keys[i])
		if place.none() {
			return nil, fmt.Errorf("%w: it has no paragraph for a comment", ErrDamaged)
		}
		all = append(all, comment{n, place, displaced && n.Source.Len() > 0})
	}
	slices.SortStableFunc(all, func(a, b comment) int { return cmp.Compare(a.place.from.at, b.place.from.at) })
	return all, nil
}

// comment is a note that has its place.
type comment struct {
	*Note
	place     place
	displaced bool // it does not stand on the words that it is about
}
