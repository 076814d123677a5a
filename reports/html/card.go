package html

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// card is a finding as the templates show it.
type card struct {
	Number    int
	Document  int
	ID        string // of the card's element; that of the words is the same with "-w"
	Words     string
	Place     string
	Status    string // in English, for the script and the style
	Use       string // the status in words
	Lang      string // of the report
	Dir       string // "rtl" where the document's text is written from right to left
	How       string // how the words are used and what decided; "" where the status says all
	Consider  []string
	Counts    bool
	Open      bool  // unfolded: the first of its entry in the document that has room beside the text
	First     *card // the unfolded card of the same entry before it; nil for that card
	Entry     *Entry
	Picture   *placePicture
	Quotation wording.Quotation
	NoDraw    string // why there is no picture where there could be one

	// The link to the words on their page, and whether it is a whole address.
	Link    string
	Linked  bool
	finding *analyzer.Finding
}

// placePicture is the picture of a place.
type placePicture struct {
	URL           template.URL
	Width, Height int
}

// card is the card of a finding.
func (h *Writer) card(d *document.Document, of *shownDocument, f *analyzer.Finding) *card {
	h.cards++
	place := d.Locate(f.Span)
	c := &card{
		Number: h.cards, Document: of.Number, ID: h.id(f.Key), Words: wording.OneLine(f.Text(d)),
		Place: h.words.PlaceWords(d, place), Status: f.Verdict.Status.String(),
		Use: h.words.Status(f.Verdict.Status), Lang: h.words.Code(), Dir: Direction(d.Lang),
		Link: d.Link(f.Span), Linked: strings.HasPrefix(d.Link(f.Span), "http"),
		How: wording.Capital(h.words.StatusWords(d, f)), Consider: f.Consider(), Counts: h.run.Policy.Counts(f),
		Entry: h.known(f.Entry), Quotation: h.words.QuotationOf(of.Name, d, f), finding: f,
	}
	if h.options.Picture != nil && place.Page > 0 && len(place.Boxes) > 0 {
		c.Picture, c.NoDraw = h.draw(d, f.Span, place)
	}
	return c
}

// Direction is "rtl" for a language that is written from right to left, or "".
func Direction(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	if slices.Contains([]string{"ar", "ckb", "dv", "fa", "he", "ku", "prs", "ps", "sd", "ug", "ur", "yi"}, base) {
		return "rtl"
	}
	return ""
}

// id is an element's id for a finding: its key, which links from elsewhere may use, with a number
// where the same sentence appears again.
func (h *Writer) id(key string) string {
	h.keys[key]++
	if n := h.keys[key]; n > 1 {
		return fmt.Sprintf("%s-%d", key, n)
	}
	return key
}

// draw is the picture of a place, or why there is none.
func (h *Writer) draw(d *document.Document, s document.Span, place document.Place) (*placePicture, string) {
	page := &d.Pages[place.Page-1]
	if h.pictures > mostPictures {
		return nil, h.words.Say("No picture of the place: the report has as many as it can hold.")
	}
	b, size, err := picture(h.options, d, place, shownBox(place.Boxes, columnOf(d, s, place), page))
	if err != nil {
		return nil, h.words.Say("No picture of the place: {why}.", "why", h.words.Say(err.Error()))
	}
	encoded := base64.StdEncoding.EncodeToString(b)
	h.pictures += len(encoded)
	return &placePicture{template.URL("data:image/png;base64," + encoded), size.X, size.Y}, ""
}
