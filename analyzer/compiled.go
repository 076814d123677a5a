package analyzer

import (
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"

	"refrain/analyzer/judge"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/codec"
	"refrain/lexicon"
)

// Compiling the built-in lexicon takes longer than all else at the start of a run. So it is also kept compiled, in compiled.bin, for the options of
// most runs; what was made of other files is never used, a lexicon with own layers is compiled when it is needed. A change of how patterns are
// compiled makes the file stale too: a test says so.
//
//go:generate go test -run TestCompiledIsCurrent -update .

//go:embed compiled.bin
var compiled string

// restore takes the languages from compiled if that was made of the analyzer's lexicon.
func (a *Analyzer) restore(compiled string) bool {
	hash, err := hex.DecodeString(a.lex.SHA256)
	if err != nil || len(hash) == 0 || !strings.HasPrefix(compiled, string(hash)) {
		return false
	}
	c := codec.Reader(compiled[len(hash):])
	for _, lex := range a.lex.Languages {
		l := &language{lex: lex, words: new(segment.Vocabulary), entries: entries(lex, Options{})}
		l.words.Pack(c)
		l.pack(match.Unpacker(c, l.words))
		a.languages[lex.Code] = l
	}
	return true
}

// compiledOf is lex compiled with the zero options, as restore takes it.
func compiledOf(lex *lexicon.Lexicon) ([]byte, error) {
	hash, err := hex.DecodeString(lex.SHA256)
	if err != nil {
		return nil, err
	}
	c := codec.Writer()
	for _, lex := range lex.Languages {
		l, err := compile(lex, Options{})
		if err != nil {
			return nil, err
		}
		l.words.Pack(c)
		p := l.matcher.Packer(c)
		l.pack(p)
		p.Close()
	}
	return append(hash, c.Bytes()...), nil
}

// pack writes what was compiled, or reads it.
func (l *language) pack(p *match.Packer) {
	codec.List(p.Codec, &l.cues, codec.Fresh, func(sets *[]*match.Set) { codec.List(p.Codec, sets, codec.Fresh, p.Set) })
	codec.List(p.Codec, &l.people, codec.Fresh, p.Set)
	codec.List(p.Codec, &l.starts, codec.Fresh, func(m *mention) { codec.Number(p.Codec, m) })
	p.Matcher(&l.matcher)
	if !p.Writing() {
		l.judge = judge.Unpacked(l.lex, p, l.words)
	} else {
		l.judge.Pack(p)
	}
}

// entries are those that are looked for.
func entries(lex *lexicon.Language, options Options) []*lexicon.Entry {
	return slices.DeleteFunc(slices.Clone(lex.Entries), func(e *lexicon.Entry) bool { return e.Tier == lexicon.Advisory && !options.Advisory })
}
