package json

import (
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// ArchiveKind is the name of the kind that every other report can be made of again. Its lines stand
// for themselves: a run may be broken off between two of them, and the lines of several runs may be
// put together in any order.
const ArchiveKind = "jsonl"

// archiveSchema names the form of an archive's lines.
const archiveSchema = "refrain-archive/1"

// A run without documents has no line at all.
func BeganArchive(head string) bool {
	return head == "" || strings.HasPrefix(head, `{"schema":"`+archiveSchema+`"`)
}

// ArchiveWriter writes a line for each document, in one write each: its findings with their
// sentences, its gaps, and which lexicon was used.
type ArchiveWriter struct {
	w    io.Writer
	line archiveLine // what all lines have
}

// NewArchive returns a writer of an archive.
func NewArchive(w io.Writer, _ stream.Options) *ArchiveWriter {
	return &ArchiveWriter{w: display.Guarded(w, display.JSONSigns)}
}

// archiveLine is one document, without its text but for the sentences that hold findings.
type archiveLine struct {
	Schema  string   `json:"schema"`
	Path    string   `json:"path"`
	SHA256  string   `json:"sha256,omitempty"`
	Tool    string   `json:"tool"`
	Lexicon string   `json:"lexicon"`
	Tiers   []string `json:"tiers"`

	Format   string         `json:"format,omitempty"`
	Language string         `json:"language,omitempty"` // that the document states, or that was found out
	Entries  string         `json:"entries,omitempty"`  // the language whose entries were looked for
	Pages    int            `json:"pages,omitempty"`
	Words    int            `json:"words"`
	People   int            `json:"people_mentions"`
	Unread   map[string]int `json:"unread,omitempty"` // words in languages without a lexicon
	Full     int            `json:"full,omitempty"`   // how many findings there may be, where there are more
	Empty    bool           `json:"empty,omitempty"`  // nothing of it was read
	Accepted string         `json:"accepted,omitempty"`
	Rules    *archiveRules  `json:"rules,omitempty"`
	Gaps     []jsonGap      `json:"gaps"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`

	Recognised int `json:"recognised_words,omitempty"`

	Texts    []archiveText    `json:"texts,omitempty"` // sentences, and what else findings point at
	Findings []archiveFinding `json:"findings"`
}

type archiveText struct {
	Text    string `json:"text"`
	Section string `json:"section,omitempty"`
}

// archiveSpan is a stretch of one of the texts: its number, and bytes from its start.
type archiveSpan struct {
	Text  int `json:"text"`
	Start int `json:"start"`
	End   int `json:"end"`
}

type archiveFinding struct {
	Entry   string        `json:"entry"`
	Key     string        `json:"key"`
	Words   string        `json:"words"`
	Plain   string        `json:"plain,omitempty"`
	Picture bool          `json:"recognised,omitempty"`
	Fits    []string      `json:"fits,omitempty"`
	Rewrite string        `json:"rewrite,omitempty"`
	Status  string        `json:"status"`
	Pattern int           `json:"pattern"`
	At      archiveSpan   `json:"at"`
	Rule    string        `json:"rule,omitempty"`
	Cue     *archiveSpan  `json:"cue,omitempty"`
	Speaker *archiveSpan  `json:"speaker,omitempty"`
	Carried *archiveCarry `json:"carried,omitempty"`
	Place   archivePlace  `json:"place"`
	Record  *jsonRecord   `json:"standing,omitempty"`
}

// archiveCarry is what a finding takes from outside its sentence.
type archiveCarry struct {
	From     *archiveSpan  `json:"from,omitempty"`
	Place    *archivePlace `json:"place,omitempty"`
	Mentions int           `json:"people_mentions,omitempty"`
	Words    int           `json:"words,omitempty"`
}

// archivePlace is a place with its end, which the other reports tell in their own ways.
type archivePlace struct {
	jsonPlace
	EndLine   int `json:"end_line,omitempty"`
	EndColumn int `json:"end_column,omitempty"`
	Byte      int `json:"byte_column,omitempty"`
	EndByte   int `json:"end_byte_column,omitempty"`
}

type archiveRules struct {
	Counted  []string `json:"counted"`
	Severity string   `json:"severity"`
	Never    bool     `json:"never,omitempty"`
	OCRFails bool     `json:"ocr_fails,omitempty"`
}

func archivePlaceOf(p document.Place) archivePlace {
	return archivePlace{place(p), p.EndLine, p.EndColumn, p.Byte, p.EndByte}
}

func (a *ArchiveWriter) Begin(run stream.Run) error {
	a.line = archiveLine{Schema: archiveSchema, Tool: run.Version, Lexicon: run.LexiconSHA256, Tiers: Listed(run.Tiers)}
	return nil
}

func (a *ArchiveWriter) Document(r *analyzer.Report) error {
	d, line := r.Doc, a.line
	line.Path, line.SHA256, line.Format, line.Language = display.Name(d.Name), d.SHA256, d.Format, d.Lang
	if r.Language != nil {
		line.Entries = r.Language.Code
	}
	line.Pages, line.Words, line.People, line.Unread, line.Full = len(d.Pages), r.Words, r.People, r.Unread, r.Truncated
	line.Empty, line.Accepted = d.Text == "", r.Accepted
	line.Omissions, line.Disguised, line.Recognised = omitted(r.Omissions), r.Disguised, r.Recognised
	line.Gaps = []jsonGap{}
	for _, g := range d.Gaps {
		line.Gaps = append(line.Gaps, gapOf(g))
	}
	line.Findings = []archiveFinding{}
	texts := &archiveTexts{doc: d, sentences: map[document.Span]int{}, others: map[document.Span]int{}}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Policy != nil {
			line.Rules = &archiveRules{
				wording.CountedNames(*f.Policy), f.Policy.Threshold.String(), f.Policy.Never, f.Policy.OCRFails,
			}
		}
		line.Findings = append(line.Findings, texts.finding(f))
	}
	line.Texts = texts.all
	_, err := a.w.Write(append(display.JSON(line), '\n'))
	return err
}

// archiveTexts are the texts of a line, with their numbers: sentences, and what else findings point
// at. A sentence may hold thousands of findings and be as long as a document, so each is written
// once.
type archiveTexts struct {
	doc               *document.Document
	all               []archiveText
	sentences, others map[document.Span]int
}

func (t *archiveTexts) number(of map[document.Span]int, s document.Span, section string) int {
	i, ok := of[s]
	if !ok {
		i = len(t.all)
		of[s] = i
		t.all = append(t.all, archiveText{s.Of(t.doc.Text), section})
	}
	return i
}

// finding is a finding as the archive holds it, with its texts among all.
func (t *archiveTexts) finding(f *analyzer.Finding) archiveFinding {
	d := t.doc
	p := d.Locate(f.Span)
	sentence := t.number(t.sentences, f.Sentence, p.Section)
	within := func(s document.Span) archiveSpan {
		return archiveSpan{sentence, s.Start - f.Sentence.Start, s.End - f.Sentence.Start}
	}
	anywhere := func(s document.Span) *archiveSpan {
		if s.Len() == 0 {
			return nil
		}
		at := within(s)
		if !f.Sentence.Contains(s) {
			at = archiveSpan{t.number(t.others, s, ""), 0, s.Len()}
		}
		return &at
	}
	found := archiveFinding{
		Entry: f.Entry.ID, Key: f.Key, Words: f.Text(d), Plain: f.Plain, Picture: f.Recognised,
		Fits: f.Fits, Rewrite: f.Rewrite, Status: f.Verdict.Status.String(),
		Pattern: f.Pattern, At: within(f.Span), Rule: f.Verdict.Rule,
		Cue: anywhere(f.Verdict.Cue), Speaker: anywhere(f.Verdict.Speaker), Place: archivePlaceOf(p),
	}
	found.Place.Link = d.Link(f.Span)
	if c := f.Carried; c != nil {
		found.Carried = &archiveCarry{From: anywhere(c.From), Mentions: c.Mentions, Words: c.Words}
		if c.From.Len() > 0 {
			at := archivePlaceOf(d.Locate(c.From))
			found.Carried.Place = &at
		}
	}
	if s := f.Record; s.State != analyzer.Open {
		found.Record = recordOf(s)
	}
	return found
}

func (a *ArchiveWriter) End(stream.Totals) error { return nil }
