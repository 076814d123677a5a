package reports

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// htmlCard is a finding as the templates show it.
type htmlCard struct {
	Number   int
	Document int
	ID       string // of the card's element; that of the words is the same with "-w"
	Words    string
	Place    string
	Status   string
	How      string // what decided, in words that follow the status
	Counts   bool
	Open     bool // what its entry says is shown at once, because it is the first of its entry in the document
	Entry    *htmlEntry
	Picture  *htmlPicture
	NoDraw   string // why there is no picture where there could be one

	finding *analyzer.Finding
}

// htmlPicture is the picture of a place.
type htmlPicture struct {
	URL           template.URL
	Width, Height int
}

// card is the card of a finding.
func (h *htmlWriter) card(d *document.Document, of *htmlDocument, f *analyzer.Finding) *htmlCard {
	h.cards++
	place := d.Locate(f.Span)
	c := &htmlCard{
		Number: h.cards, Document: of.Number, ID: h.id(f.Key), Words: oneLine(f.Text(d)), Place: findable(d, place), Status: f.Verdict.Status.String(),
		How: strings.TrimPrefix(StatusWords(d, f), f.Verdict.Status.String()), Counts: h.run.Policy.Counts(f), Entry: h.known(f.Entry), finding: f,
	}
	if h.options.Picture != nil && place.Page > 0 && len(place.Boxes) > 0 {
		c.Picture, c.NoDraw = h.draw(d, place)
	}
	return c
}

// findable is a place in words, for readers who do not know how editors write it.
func findable(d *document.Document, p document.Place) string {
	if p.Page == 0 && p.Line > 0 {
		return strings.Join(append([]string{fmt.Sprintf("line %d, column %d", p.Line, p.Column)}, parts(p)...), ", ")
	}
	return spot(d, p)
}

// id is an element's id for a finding: its key, which links from elsewhere may use, with a number where the same sentence stands there again.
func (h *htmlWriter) id(key string) string {
	h.keys[key]++
	if n := h.keys[key]; n > 1 {
		return fmt.Sprintf("%s-%d", key, n)
	}
	return key
}

// draw is the picture of a place, or why there is none.
func (h *htmlWriter) draw(d *document.Document, place document.Place) (*htmlPicture, string) {
	page := &d.Pages[place.Page-1]
	if h.pictures > mostPictures {
		return nil, "No picture of the place: the report has as many as it can hold."
	}
	b, size, err := picture(h.options, d, place, shownBox(place.Boxes, page))
	if err != nil {
		return nil, "No picture of the place: " + err.Error() + "."
	}
	encoded := base64.StdEncoding.EncodeToString(b)
	h.pictures += len(encoded)
	return &htmlPicture{template.URL("data:image/png;base64," + encoded), size.X, size.Y}, ""
}
