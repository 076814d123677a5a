package segment

import (
	"sync"

	"github.com/jdkato/prose/v3/tag"
)

// tagger is loaded when the first sentence needs it; a run without a doubtful candidate never pays for it.
var tagger = sync.OnceValues(func() (*tag.Tagger, error) { return tag.New() })

// Tags are the Penn Treebank part-of-speech tags of the words of one English sentence, in order.
func Tags(words []string) ([]string, error) {
	t, err := tagger()
	if err != nil {
		return nil, err
	}
	tokens := make([]tag.Token, len(words))
	for i, word := range words {
		tokens[i].Text = word
	}
	t.TagTokens(tokens)
	tags := make([]string, len(words))
	for i := range tokens {
		tags[i] = tokens[i].Tag
	}
	return tags, nil
}
