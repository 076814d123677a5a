package main

import (
	"errors"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
)

// preferences are the wordings that the configuration prefers, by entry. Each is one of the entry's, or
// words in which refrain itself finds nothing.
func (s *settings) preferences(lex *lexicon.Lexicon) (map[string]string, error) {
	if len(s.Prefer) == 0 {
		return nil, nil
	}
	all := map[string]string{}
	a := analyzer.New(lex, analyzer.Options{Advisory: true})
	var problems []error
	for _, p := range s.Prefer {
		switch lang, entry := entryOf(lex, p.Entry); {
		case entry == nil:
			problems = append(problems, strictyaml.Problem{At: p.At, Msg: p.Entry + ": the lexicon has no such entry"})
		case oneOfItsOwn(entry, p.Wording):
		default:
			if found := foundIn(a, lang.Code, p.Wording); found != nil {
				problems = append(problems, strictyaml.Problem{
					At: p.At, Msg: "“" + p.Wording + "”: refrain finds " + found.Entry.ID + " in it",
				})
			}
		}
		all[p.Entry] = p.Wording
	}
	if len(problems) > 0 {
		return nil, hinted(errors.Join(problems...), "refrain lexicon show ENTRY prints the wordings of an entry")
	}
	return all, nil
}

// entryOf is the entry of that id with its language, or nil.
func entryOf(lex *lexicon.Lexicon, id string) (*lexicon.Language, *lexicon.Entry) {
	for _, l := range lex.Languages {
		if e := l.Entry(id); e != nil {
			return l, e
		}
	}
	return nil, nil
}

func oneOfItsOwn(e *lexicon.Entry, wording string) bool {
	return slices.ContainsFunc(slices.Concat(e.Instead, e.One, e.Verbs), func(own string) bool {
		return strings.EqualFold(own, wording)
	})
}

// foundIn is what refrain finds in words, or nil.
func foundIn(a *analyzer.Analyzer, code, words string) *analyzer.Finding {
	d := &document.Document{Text: words, Lang: code, Blocks: []document.Block{{Span: document.Span{End: len(words)}}}}
	r := a.Run(d)
	if len(r.Findings) == 0 {
		return nil
	}
	return &r.Findings[0]
}
