// Package session is what a page for people without a terminal stands on: it takes documents, checks
// them, holds the reports, and writes every kind of them. It knows nothing of how a page reaches it;
// package serve does so over HTTP, and internal/web/engine within the page itself.
//
// Nothing is written to the machine. What is checked is held in memory within the bounds of [Limits].
package session

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/project/letterhead"
	"refrain/reports"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Options say what a session offers. Lexicons must not be empty.
type Options struct {
	Lexicons []Lexicon      // to choose from; the first is taken when nothing is chosen
	Reader   reader.Options // how documents are read
	Cache    cache.Folder   // of compiled languages; "" keeps none
	Defaults Settings       // what the page shows before anybody has chosen anything
	From     string         // the name of the configuration that Defaults come from; "" for none
	Version  string         // of refrain, for reports
	Limits   Limits         // zero fields have their defaults

	Letterhead letterhead.Letterhead // of the organisation, for briefs and amendments
	Amendments reports.Amendments    // how papers of amendments are written
}

// Lexicon is one lexicon to choose.
type Lexicon struct {
	Name    string // for people
	Lexicon *lexicon.Lexicon
	Own     []string // the folders of own lexicons in it, for reports
}

// Settings are what the page lets people choose for a check.
type Settings struct {
	Lexicon  int      `json:"lexicon"`     // index of Options.Lexicons
	Lang     string   `json:"lang"`        // code of a language; "" finds it out
	Report   string   `json:"report_lang"` // code of the words of reports; "" goes by the documents
	Advisory bool     `json:"advisory"`    // whether entries that are not on by default are looked for
	AllText  bool     `json:"all_text"`    // whether menus and banners of web pages count as text
	Count    []string `json:"count"`       // statuses that count; empty means "used" alone
	Speaker  string   `json:"speaker"`     // the one whose findings count, by name or surname; "" for all
}

// Limits bound what a server does for whoever knows its token.
type Limits struct {
	Upload int64         // bytes of all files of one check; 256 MiB by default
	Files  int           // files of one check; 2,000 by default
	Held   int64         // bytes of files that are held for downloads, the oldest go first; 512 MiB by default
	Checks int           // checks that are held; 50 by default
	AtOnce int           // checks at the same time, the others wait; 2 by default
	Time   time.Duration // that a check may take; 30 minutes by default
}

func (l Limits) filled() Limits {
	set := func(n *int, standard int) {
		if *n == 0 {
			*n = standard
		}
	}
	set(&l.Files, 2000)
	set(&l.Checks, 50)
	set(&l.AtOnce, 2)
	if l.Upload == 0 {
		l.Upload = 256 << 20
	}
	if l.Held == 0 {
		l.Held = 512 << 20
	}
	if l.Time == 0 {
		l.Time = 30 * time.Minute
	}
	return l
}

// Session holds checks and their reports. It is safe for concurrent use.
type Session struct {
	options  Options
	limits   Limits
	history  history
	checkers checkers
	running  chan struct{} // holds a value for each check at work
	writing  chan struct{} // likewise for each report that is being written
}

// New returns a session. Nothing is read yet. The caller closes it.
func New(o Options) *Session {
	l := o.Limits.filled()
	return &Session{
		options: o, limits: l,
		history:  history{most: l.Checks, held: l.Held},
		checkers: checkers{budget: check.NewBudget(o.Reader.Limits)},
		running:  make(chan struct{}, l.AtOnce),
		writing:  make(chan struct{}, l.AtOnce),
	}
}

// Limits are those that the session keeps, with the defaults in place.
func (s *Session) Limits() Limits { return s.limits }

// Busy reports whether a check is at work.
func (s *Session) Busy() bool { return len(s.running) > 0 }

// Random returns so many random bytes as text that can stand in an address: nobody can guess it.
func Random(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b) // It never fails, and ends the program where the system has no randomness.
	return base64.RawURLEncoding.EncodeToString(b)
}

// run is what reports say of how a check was made.
func (s *Session) run(c Settings) reports.Run {
	chosen := s.options.Lexicons[c.Lexicon]
	run := stream.RunOf(s.options.Version, chosen.Lexicon, chosen.Own, c.Advisory, c.policy())
	run.Language = c.Report
	return run
}

// Offer is what a page can offer.
type Offer struct {
	Version  string   `json:"version"`
	From     string   `json:"from,omitempty"` // the configuration that the defaults come from
	Defaults Settings `json:"defaults"`
	Lexicons []choice `json:"lexicons"`
	Statuses []named  `json:"statuses"`
	Reports  []named  `json:"report_languages"`
	Kinds    []named  `json:"kinds"` // of reports to download
	Files    int      `json:"most_files"`
	Upload   int64    `json:"most_bytes"`
}

// choice is a lexicon to choose, with the languages that it covers.
type choice struct {
	Name      string  `json:"name"`
	Languages []named `json:"languages"`
}

// named is what the page sends back, and what it shows for it.
type named struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

// About returns what the session offers.
func (s *Session) About() Offer {
	a := Offer{
		Version: s.options.Version, From: display.Name(s.options.From), Defaults: s.options.Defaults,
		Files: s.limits.Files, Upload: s.limits.Upload,
	}
	for _, l := range s.options.Lexicons {
		c := choice{Name: display.Printable(l.Name)}
		for _, lang := range l.Lexicon.Languages {
			c.Languages = append(c.Languages, named{lang.Code, lang.Name})
		}
		a.Lexicons = append(a.Lexicons, c)
	}
	for _, status := range lexicon.Statuses() {
		a.Statuses = append(a.Statuses, named{status.String(), wording.StatusMeaning[status]})
	}
	for _, code := range wording.Codes() {
		a.Reports = append(a.Reports, named{code, lexicon.LanguageName(code)})
	}
	for _, d := range downloads {
		a.Kinds = append(a.Kinds, named{d.name, d.about})
	}
	return a
}

const mostSpeakerBytes = 200

// Valid returns an error where the settings name what there is not.
func (s *Session) Valid(c Settings) error {
	if c.Lexicon < 0 || c.Lexicon >= len(s.options.Lexicons) {
		return errors.New("settings: no such lexicon")
	}
	if c.Lang != "" && s.options.Lexicons[c.Lexicon].Lexicon.Language(c.Lang) == nil {
		return fmt.Errorf("settings: no lexicon of the language %.40q", c.Lang)
	}
	if c.Report != "" && !wording.Knows(c.Report) {
		return fmt.Errorf("settings: no reports in the language %.40q", c.Report)
	}
	if _, unknown := lexicon.ParseStatuses(c.Count); unknown >= 0 {
		return fmt.Errorf("settings: no status %.40q", c.Count[unknown])
	}
	if len(c.Speaker) > mostSpeakerBytes {
		return fmt.Errorf("settings: the name of a speaker is longer than %d bytes", mostSpeakerBytes)
	}
	return nil
}

// policy is what counts.
func (c Settings) policy() analyzer.Policy {
	counted, _ := lexicon.ParseStatuses(c.Count) // Settings were checked when they came.
	return analyzer.Policy{Threshold: lexicon.Replace, Counted: counted, Speaker: c.Speaker}
}
