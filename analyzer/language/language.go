// Package language holds what is known of languages in Go. The rest is data: lexicon/<code>.
package language

// Tag is what a word is in its sentence, as far as the analyzer asks.
type Tag uint8

// The tags.
const (
	Other      Tag = iota
	Adjective      // describes a noun
	Noun           // in the singular
	Plural         // a noun in the plural
	Participle     // of the past: describes a noun, or belongs to a verb
	Gerund         // or participle of the present
	Clause         // cannot describe a noun before it: pronouns, conjunctions
	Verb           // nor can it: finite verbs and infinitives
)

// Tagger gives the tags of the words of one sentence, in order. Commas are words of their own.
type Tagger func(words []string) ([]Tag, error)

// taggers are the languages whose sentences can be tagged.
var taggers = map[string]Tagger{"en": english, "de": german, "nl": dutch}

// TaggerOf returns the tagger of the language of that code, or nil.
func TaggerOf(code string) Tagger { return taggers[code] }
