package lsp

import (
	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// looks is all that makes two checkers look for the same in the same way.
type looks struct {
	lexicon  string // its sum
	advisory bool
	lang     string
	limits   reader.Limits
}

// checkers keeps the checkers that are in use, since a compiled language takes much memory and many
// folders have the same settings. It is for one goroutine at a time.
type checkers struct {
	held map[looks]*check.Checker
}

// mostCheckers is how many are kept. Others are made anew when they are needed.
const mostCheckers = 8

// of returns the checker that looks so, with that lexicon.
func (c *checkers) of(lex *lexicon.Lexicon, l looks, kept cache.Folder) *check.Checker {
	if checker := c.held[l]; checker != nil {
		return checker
	}
	if len(c.held) >= mostCheckers {
		clear(c.held) // Projects hold those that they use.
	}
	if c.held == nil {
		c.held = map[looks]*check.Checker{}
	}
	c.held[l] = check.New(lex, check.Options{
		Reader:   reader.Options{Lang: l.lang, Limits: l.limits, OCR: "off"},
		Analyzer: analyzer.Options{Advisory: l.advisory, Cache: kept, Remember: mostSentences},
	})
	return c.held[l]
}
