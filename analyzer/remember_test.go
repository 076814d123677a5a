package analyzer

import (
	"fmt"
	"slices"
	"testing"

	"refrain/analyzer/language"
)

func TestTagsOfKnownSentencesAreNotAskedForAgain(t *testing.T) {
	asked := 0
	tag := remember(func(words []string) ([]language.Tag, error) {
		asked++
		return make([]language.Tag, len(words)), nil
	}, 10)
	for range 3 {
		for i := range 10 {
			tags, err := tag([]string{"word", fmt.Sprint(i)})
			if err != nil || !slices.Equal(tags, make([]language.Tag, 2)) {
				t.Fatalf("got %v, %v", tags, err)
			}
		}
	}
	if asked != 10 {
		t.Errorf("the tagger was asked %d times for 10 sentences", asked)
	}
	// Words are parted: these are not the same.
	tag([]string{"word 1"})
	if asked != 11 {
		t.Errorf("two words are taken for one")
	}
}

func TestSentencesAreForgotten(t *testing.T) {
	r := &remembered{most: 10, recent: map[string][]language.Tag{}}
	asked := map[string]int{}
	r.tag = func(words []string) ([]language.Tag, error) {
		asked[words[0]]++
		return nil, nil
	}
	for i := range 1000 {
		r.tags([]string{fmt.Sprint(i)})
		r.tags([]string{"again"})
	}
	if n := len(r.recent) + len(r.old); n > 20 {
		t.Errorf("%d sentences are kept, want at most 20", n)
	}
	if asked["again"] != 1 {
		t.Errorf("a sentence that comes again and again was tagged %d times", asked["again"])
	}
}
