// Package document is the one text model that every stage of refrain shares. A reader fills it
// once; nobody changes it afterwards.
//
// A position is a [Span] from the tokeniser to the report. Lines, columns, pages and boxes are
// computed by [Document.Locate] when something is printed, and nothing ever searches the text again
// to find where a match was.
package document

import (
	"strings"
	"time"
)

// Document is what a reader made of one source.
type Document struct {
	Name   string // as the user named it; "-" for standard input
	Format string // the name in reader.Formats: "pdf", "text", "markdown", ...
	Lang   string // BCP 47 tag of the document, "" when unknown
	SHA256 string // of the source's bytes, in lower-case hexadecimal

	// Text is canonical UTF-8: line-end hyphens joined, ligatures and full-width letters undone,
	// invisible characters gone, every kind of blank a plain space, lines ended by "\n". It is what
	// `refrain text` prints, form feeds aside.
	Text string

	Blocks []Block // in reading order, disjoint; no sentence crosses one; text outside every block is white space
	Marks  []Mark  // sorted by Start; they may nest, and lie within one block each
	Pages  []Page  // in order, disjoint; empty for formats without pages
	Runs   Runs    // together they cover every byte of every block
	Gaps   []Gap   // what could not be read; every report shows them

	// Omissions are what was left out of Text on purpose, such as code. Every report counts their
	// words.
	Omissions []Omission

	// Linkable says that browsers find words of the document by a text fragment, and Address is the
	// address that it has on the web, "" when it states none.
	Linkable bool
	Address  string

	Timed    bool     // its places are times, as in subtitles
	Comments Comments // how Source holds comments

	// Directives are the comments in Source that begin with [Directive], ascending, in formats whose
	// readers know comments: from that word to the end of the comment. Formats with marks like HTML,
	// and plain text, have none here: their comments are found in Source.
	Directives []Span

	// Source is the source as UTF-8, before folding, for formats that people open as text (plain
	// text, Markdown, HTML, XML, subtitles). It shares memory with Text where nothing had to be
	// folded. Empty for PDF, Word and other containers.
	Source string
	// SourceIsUTF8 says that offsets into Source are offsets into the file, so reports may print
	// them.
	SourceIsUTF8 bool

	// Rejoined are the offsets in Text, ascending, where a line-end hyphen was taken out and the two
	// halves of a word were joined. A word that holds one may have been a compound
	// ("asylum-seeker"); the matcher tries both readings.
	Rejoined []int32

	// Places are where spans stood in the source, in a document that was restored from an archive
	// and has but a part of its text. Locate answers from it. Nil in documents that were read.
	Places map[Span]Place

	index sourceIndex
	plain plainText
}

// Comments says how people write comments into a source that nobody reads as text.
type Comments uint8

const (
	NoComments       Comments = iota
	LineComments              // as lines of their own: plain text
	MarkupComments            // <!-- like this -->
	MarkdownComments          // likewise, but not within code
	DotComments               // .. like this: reStructuredText
	SlashComments             // // like this: AsciiDoc
	PercentComments           // % like this: LaTeX
	HashComments              // # like this: YAML, Org
	BraceComments             // {/* like this */}: Markdown with JSX (MDX)
)

// Directive is what comments begin with that are written for refrain.
const Directive = "refrain:"

// Span is a half-open range of bytes [Start, End), in Document.Text unless its owner says
// otherwise.
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of is the bytes of text that s names.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Role is what a block is for. Judging depends on it.
type Role uint8

// The roles of blocks.
const (
	Body       Role = iota
	Title           // the title of the document
	Heading         // Block.Level counts from 1
	ListItem        // Block.Level is the depth, from 1
	Cell            // a cell of a table
	Note            // footnote, endnote, marginal note
	Citation        // bibliography, enacting formula's citations
	BlockQuote      // a quotation set apart
	Definition      // a definition, in a list or section of them
	Caption         // of a table or figure
	Amendment       // new law inside an amendment: the bill's own voice
	Running         // running head or foot; its words are read but belong to no sentence of the text
)

var roleNames = [...]string{
	"body",
	"title",
	"heading",
	"list item",
	"cell",
	"note",
	"citation",
	"block quote",
	"definition",
	"caption",
	"amendment",
	"running head",
}

// String is the role's name in lower case, for people.
func (r Role) String() string { return roleNames[r] }

// Block is a paragraph, heading, cell, note: the largest unit that a sentence lies within. A
// paragraph that runs on over a page break is one block.
type Block struct {
	Span
	Role   Role
	Level  int // of a heading or list item, from 1; 0 elsewhere
	Row    int // of a cell, counted through all tables of the document, from 1; 0 where the format does not tell
	Column int // of a cell, in its row, from 1; blocks of the same row and column are paragraphs of one cell
	// Where a lawyer would cite it: "Article 4(2)(b)", "Part II > Scope"; "" when the format has no
	// structure.
	Path    string
	Lang    string // BCP 47 tag where the format states one
	Speaker string // of a subtitle, where the format states one
	// The number of the paragraph in the text of a Word document, from 1: empty ones and those in
	// tables count, notes and boxes do not. 0 elsewhere.
	Paragraph int

	// Exclusion says that readers of the source do not see the block as part of its text, and
	// Reason why: "white text". An excluded block follows the block in which its words appear in
	// the source, so that the visible sentence stays whole.
	Exclusion Exclusion
	Reason    string
}

// Exclusion is a kind of text that readers do not see as part of a document. It is searched, and
// what is found is shown apart.
type Exclusion uint8

// The kinds of exclusion.
const (
	Included  Exclusion = iota // part of the text
	Hidden                     // in the file, but no reader sees it: white on white, covered, hidden by a style
	Deleted                    // struck out, or marked as deleted
	Furniture                  // menus, banners, footers and forms of a web page, production lines of a gazette
)

var exclusionNames = [...]string{"included", "hidden", "deleted", "furniture"}

// String returns the name of the kind in lower case.
func (e Exclusion) String() string { return exclusionNames[e] }

// Omission is an amount of text that does not count, because readers do not see it or because it is
// no prose.
type Omission struct {
	Kind   string // the name of an Exclusion, or what was not searched: "code"
	Reason string // why, short and stable: "white text"; "" where the kind says it all
	Words  int
}

// MarkKind is what an inline mark means.
type MarkKind uint8

// The kinds of inline marks.
const (
	Quotation  MarkKind = iota // the format itself says that these words are quoted (HTML q, Akoma Ntoso embeddedText)
	Work                       // the title of a work or law (HTML cite, a reference's title)
	Emphasis                   // italic, which often sets off a title or a word that is mentioned
	Inserted                   // a tracked insertion
	Recognised                 // a program has recognised these words in a picture: they may be other words
)

// Mark is an inline stretch of text that the source sets apart.
type Mark struct {
	Span
	Kind MarkKind
}

// Recognised are the stretches of text that a program has recognised in pictures, in order. Marks of
// that kind do not overlap each other.
func (d *Document) Recognised() []Span {
	var spans []Span
	for i := range d.Marks {
		if m := &d.Marks[i]; m.Kind == Recognised {
			spans = append(spans, m.Span)
		}
	}
	return spans
}

// Page is one page of a paged format. Its Span covers the text that stands on it, so a block that
// runs over a page break lies in two pages. A note or a cell that does so lies in the page where it
// begins, and its runs name the page of each line.
type Page struct {
	Span
	Number        int     // from 1
	Label         string  // as printed or as the file labels it: "ii", "A-3"; "" when it is just Number
	Width, Height float64 // in points, as displayed: after rotation

	// Turn and the corner lead back to the file's own space, in which annotations are placed. PDF
	// only.
	Turn         int     // quarter turns, clockwise, by which the page is displayed
	Left, Bottom float64 // the lower left corner of what is displayed, before the turn
}

// Box is a rectangle on a page, in points from the displayed page's top left corner, y growing
// downwards.
type Box struct{ Left, Top, Right, Bottom float32 }

// Union is the smallest box around b and c. The zero Box is empty and adds nothing.
func (b Box) Union(c Box) Box {
	if b == (Box{}) {
		return c
	}
	if c == (Box{}) {
		return b
	}
	return Box{min(b.Left, c.Left), min(b.Top, c.Top), max(b.Right, c.Right), max(b.Bottom, c.Bottom)}
}

// Run ties a stretch of Text to the place in the source that it came from.
type Run struct {
	Span
	// Source is the place in Document.Source. Where its length equals the run's, bytes correspond
	// one to one; where not, the run is one folded character (or a few) and is located as a whole.
	// In a container, whose Document.Source is empty, it counts bytes in the part that Part names,
	// unpacked and as UTF-8, so an annotated copy finds the words again. Unused in PDF.
	Source Span

	Page    int           // index into Document.Pages; meaningful when there are pages
	Line    int           // paged formats: the line on its page, from 1; a run never spans two lines
	Printed int           // the line number that is printed beside this line in bills; 0 without
	Laid    int           // Word: the page that it was on when the file was last laid out, from 1; 0 when not known
	Boxes   []Box         // paged formats: one box for each code point of the run; a space may have the zero Box
	Time    time.Duration // subtitles: when the cue starts
	// Containers and XML: the part or element path that holds it: "word/footnotes.xml",
	// "/bill/section[2]/text".
	Part string
}

// Gap is something that could not be read. Reports show every gap, and a run with gaps that nobody
// has accepted never ends with exit code 0.
type Gap struct {
	Page   int    // from 1; 0 when the gap is not one page's
	Reason string // short and stable: "no text layer", "wrong password"
	Hint   string // what the user can do about it, when we know

	Accepted string // why the user's configuration accepts it; "" when it does not
}

// PrimaryLanguage is the language of a BCP 47 tag, without its script and country: "en" of "en-GB".
func PrimaryLanguage(tag string) string {
	code, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(code)
}

// LanguageTag is a tag of a language in the form of BCP 47 (RFC 5646, section 2.1): parts of one to
// eight letters or digits with hyphens between them, the first of letters. Underscores become
// hyphens. It is "" for what is no such tag: documents state their language in words of their own,
// and reports print it.
func LanguageTag(s string) string {
	const longest = 8 // of a part; and more parts than this have no tags that are in use
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' })
	for i, part := range parts {
		for _, r := range part {
			if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' && i > 0) {
				return ""
			}
		}
		if len(part) > longest || i >= longest {
			return ""
		}
	}
	return strings.Join(parts, "-")
}
