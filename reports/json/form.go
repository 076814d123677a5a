package json

import (
	"refrain/analyzer"
	"refrain/analyzer/document"
)

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonLexicon struct {
	Version   string       `json:"version"`
	SHA256    string       `json:"sha256"`
	Languages []string     `json:"languages"`
	Own       []string     `json:"own,omitempty"`
	Changes   []jsonChange `json:"changes,omitempty"`
}

type jsonChange struct {
	Entry  string   `json:"entry"`
	What   []string `json:"what"`
	Reason string   `json:"reason"`
	By     string   `json:"by"`
}

type jsonRates struct {
	Uses     int       `json:"uses"`
	PerWords *jsonRate `json:"per_1000_words,omitempty"`
	PerMany  *jsonRate `json:"per_100_mentions,omitempty"`
	TooShort []string  `json:"too_short,omitempty"`
	Several  bool      `json:"several_documents,omitempty"`
}

type jsonRate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

type jsonDocument struct {
	Path     string    `json:"path"`
	SHA256   string    `json:"sha256,omitempty"`
	Format   string    `json:"format,omitempty"`
	Language string    `json:"language,omitempty"`
	Assumed  bool      `json:"language_assumed,omitempty"`
	Pages    int       `json:"pages,omitempty"`
	Words    int       `json:"words"`
	People   int       `json:"people_mentions"`
	Rates    jsonRates `json:"rates"`
	Gaps     []jsonGap `json:"gaps"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`

	Recognised int `json:"recognised_words,omitempty"`
}

// jsonOmission is an amount of text that does not count, because readers do not see it or because
// it is no prose.
type jsonOmission struct {
	Kind   string `json:"kind"`
	Reason string `json:"reason,omitempty"`
	Words  int    `json:"words"`
}

func omitted(list []document.Omission) []jsonOmission {
	var out []jsonOmission
	for _, o := range list {
		out = append(out, jsonOmission(o))
	}
	return out
}

type jsonGap struct {
	Page     int    `json:"page,omitempty"`
	Reason   string `json:"reason"`
	Hint     string `json:"hint,omitempty"`
	Accepted string `json:"accepted,omitempty"`
}

type jsonFinding struct {
	Key      string       `json:"key"`
	Entry    string       `json:"entry"`
	Category string       `json:"category"`
	Severity string       `json:"severity"`
	Tier     string       `json:"tier"`
	By       string       `json:"by,omitempty"`
	Concept  string       `json:"concept,omitempty"` // where it is not the entry's id
	Beta     bool         `json:"beta,omitempty"`
	Grade    string       `json:"grade"`
	Status   string       `json:"status"`
	Text     string       `json:"text"`
	Plain    string       `json:"plain,omitempty"`
	Picture  bool         `json:"recognised,omitempty"`
	Fits     []string     `json:"fits,omitempty"`
	Rewrite  string       `json:"rewrite,omitempty"`
	Beside   []string     `json:"beside,omitempty"`
	Context  string       `json:"context"`
	Span     jsonSpan     `json:"span"`
	Place    jsonPlace    `json:"place"`
	Verdict  *jsonVerdict `json:"verdict,omitempty"`
	Carried  *jsonCarried `json:"carried,omitempty"`

	Record *jsonRecord `json:"standing,omitempty"`
}

// jsonCarried is what a finding takes from outside its sentence: words before it with their place,
// or the topic of the document.
type jsonCarried struct {
	From     string     `json:"from,omitempty"`
	Place    *jsonPlace `json:"place,omitempty"`
	Mentions int        `json:"people_mentions,omitempty"`
	Words    int        `json:"words,omitempty"`
}

func carriedOf(d *document.Document, c *analyzer.Carried) *jsonCarried {
	if c == nil {
		return nil
	}
	out := &jsonCarried{Mentions: c.Mentions, Words: c.Words}
	if c.From.Len() > 0 {
		at := place(d.Locate(c.From))
		out.From, out.Place = c.From.Of(d.Text), &at
	}
	return out
}

// jsonRecord is what the user's records know of a finding. An open one has none.
type jsonRecord struct {
	Is     string `json:"is"`
	Reason string `json:"reason,omitempty"`
	By     string `json:"by,omitempty"`
	Until  string `json:"until,omitempty"`
	At     string `json:"at,omitempty"`
}

type jsonNotice struct {
	Kind string `json:"kind"`
	At   string `json:"at"`
	Text string `json:"text"`
}

// jsonReasons are what a finding says by its entry alone.
type jsonReasons struct {
	Instead  []string   `json:"instead"`
	Why      string     `json:"why"`
	Caveat   string     `json:"caveat,omitempty"`
	Sources  []string   `json:"sources"`
	Disagree []jsonSide `json:"disagree,omitempty"`
}

type jsonSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type jsonPlace struct {
	Page      int          `json:"page,omitempty"`
	Label     string       `json:"label,omitempty"`
	Section   string       `json:"section,omitempty"`
	Line      int          `json:"line,omitempty"`
	Column    int          `json:"column,omitempty"`
	Printed   int          `json:"printed_line,omitempty"`
	Paragraph int          `json:"paragraph,omitempty"`
	Laid      int          `json:"page_last_laid_out,omitempty"`
	Link      string       `json:"link,omitempty"`
	Time      string       `json:"time,omitempty"`
	Speaker   string       `json:"speaker,omitempty"`
	Part      string       `json:"part,omitempty"`
	Bytes     *jsonSpan    `json:"bytes,omitempty"`
	Boxes     [][4]float64 `json:"boxes,omitempty"`
}

type jsonVerdict struct {
	Rule    string `json:"rule,omitempty"`
	Cue     string `json:"cue,omitempty"`
	Speaker string `json:"speaker,omitempty"`
}

type jsonSide struct {
	Says    string   `json:"says"`
	Sources []string `json:"sources"`
}

type jsonSpeaker struct {
	Name     string `json:"speaker"`
	Findings int    `json:"findings"`
	Counting int    `json:"counting"`
}

type jsonTotals struct {
	Documents  int            `json:"documents"`
	Pages      int            `json:"pages"`
	Words      int            `json:"words"`
	People     int            `json:"people_mentions"`
	Rates      jsonRates      `json:"rates"`
	Languages  []string       `json:"languages"`
	Beta       []string       `json:"languages_beta,omitempty"`
	Gaps       int            `json:"gaps"`
	Statuses   map[string]int `json:"statuses"`
	Severities map[string]int `json:"severities"`

	Speakers []jsonSpeaker `json:"speakers,omitempty"` // in the order of speech
	Unheard  int           `json:"further_speakers_findings,omitempty"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`

	Recognised int `json:"recognised_words,omitempty"`

	Records map[string]int `json:"standings,omitempty"`
	Notices []jsonNotice   `json:"remarks,omitempty"`

	Excluded    int  `json:"excluded,omitempty"`
	Unchanged   int  `json:"unchanged,omitempty"`
	OtherKinds  int  `json:"other_kinds,omitempty"`
	Hidden      int  `json:"hidden,omitempty"`
	Links       int  `json:"links,omitempty"`
	Interrupted bool `json:"interrupted,omitempty"`
}
