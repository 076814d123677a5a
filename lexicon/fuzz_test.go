package lexicon

import (
	"testing"
	"testing/fstest"
)

// FuzzLoad loads a lexicon in which any of the files may be whatever it is. Every mistake is an
// error with its place, and never more than that.
func FuzzLoad(f *testing.F) {
	names := []string{
		"lexicon.yaml",
		"taxonomy.yaml",
		"sources.yaml",
		"en/slots.yaml",
		"en/cues.yaml",
		"en/terms/flood-of-people.yaml",
	}
	for i, name := range names {
		f.Add(uint8(i), small()[name].Data)
	}
	f.Add(uint8(5), []byte("a: &a [*a, *a]\n"))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		if len(data) > 20_000 {
			return
		}
		files := small()
		files[names[int(which)%len(names)]] = &fstest.MapFile{Data: data}
		lex, err := Load(files)
		if (lex == nil) == (err == nil) {
			t.Errorf("lexicon %v with error %v", lex, err)
		}
	})
}
