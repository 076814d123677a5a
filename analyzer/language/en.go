package language

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v3/tag"
)

// The model and the tagger are loaded when the first sentence needs them; a run without a doubtful
// candidate never pays for them. The tagger is for sentences with signs or emoticons.
var (
	model  = sync.OnceValue(newPerceptron)
	tagger = sync.OnceValues(func() (*tag.Tagger, error) { return tag.New() })
)

// english tags English with the tags of the Penn Treebank.
func english(words []string) ([]Tag, error) {
	named, err := Penn(words)
	if err != nil {
		return nil, err
	}
	tags := make([]Tag, len(words))
	for i, name := range named {
		tags[i] = penn(name)
	}
	return tags, nil
}

// penn is what a tag of the Penn Treebank says about whether a word can describe a noun.
func penn(tag string) Tag {
	switch tag {
	case "NN":
		return Noun
	case "NNS":
		return Plural
	case "VBN":
		return Participle
	case "VBG":
		return Gerund
	case "PRP", "PRP$", "WDT", "WP", "WRB", "CC", "TO", "EX", "UH":
		return Clause
	case "VB", "VBD", "VBP", "VBZ", "MD":
		return Verb
	}
	if strings.HasPrefix(tag, "JJ") {
		return Adjective
	}
	return Other
}

// Penn gives the words of one English sentence the tags of the Penn Treebank, in order. Marks of
// punctuation and possessive endings are words of their own.
func Penn(words []string) ([]string, error) {
	if p := model(); p != nil {
		if tags, ok := p.tags(words); ok {
			return tags, nil
		}
	}
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
