package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// maxCompound is how many words a compound may stand for: it bounds what a pattern costs.
const maxCompound = 20_000

// Compound is the words that a compound of a pattern stands for: each of First before each of Last
// makes one word, and they may also stand apart. The words are in lower case.
type Compound struct {
	First []string // with the linking elements of the language
	Last  []string // with the forms of the last part
}

// Compound returns the words that the parts of a compound stand for. An error says which part makes
// no word, or that there are too many.
func (l *Language) Compound(parts []Component) (Compound, error) {
	l.readForms()
	l.readSlots()
	c := Compound{First: []string{""}}
	for i := range parts {
		words, err := l.component(&parts[i])
		if err != nil {
			return c, err
		}
		if len(words) == 0 {
			return c, fmt.Errorf("%s has no member of one word, so it is no part of a compound", parts[i].String())
		}
		if i == len(parts)-1 {
			c.Last = unique(l.lastOf(words))
			break
		}
		var joined []string
		for _, w := range words {
			for _, first := range l.joint(w) {
				for _, before := range c.First {
					joined = append(joined, before+first)
				}
			}
		}
		if c.First = unique(joined); len(c.First) > maxCompound {
			break
		}
	}
	if len(c.First)*max(len(c.Last), 1) > maxCompound {
		return c, fmt.Errorf("the compound stands for more than %d words; name fewer", maxCompound)
	}
	return c, nil
}

// lastOf returns the forms of words as the last part of a compound.
func (l *Language) lastOf(words []Word) []string {
	var forms []string
	for _, w := range words {
		if word := strings.ToLower(w.Text); w.Exact {
			forms = append(forms, word)
		} else {
			forms = append(forms, l.inflect(word)...)
		}
	}
	return forms
}

func unique(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// component are the single words of a part. Members of a slot that are compounds or several words
// are none.
func (l *Language) component(part *Component) ([]Word, error) {
	if part.Slot == "" {
		return part.Words, nil
	}
	slot := l.slot[part.Slot]
	if slot == nil || slot.Open > 0 {
		return nil, fmt.Errorf("{%s} is not a slot with members in slots.yaml", part.Slot)
	}
	var words []Word
	for i := range slot.Members {
		elements := slot.Members[i].Elements()
		if len(elements) != 1 {
			continue
		}
		for _, a := range elements[0].Alternatives {
			if len(a.Words) == 1 && !a.Words[0].Possessive {
				words = append(words, a.Words[0])
			}
		}
	}
	return words, nil
}

// joint returns what a word becomes as the first part of a compound: what the language's joints
// say, or itself where it is stated exactly.
func (l *Language) joint(w Word) []string {
	word := strings.ToLower(w.Text)
	word, _, _ = strings.Cut(word, "/")
	if w.Exact {
		return []string{word}
	}
	if forms := l.Traits().inflection.joints.generate(nil, word); len(forms) > 0 {
		return forms
	}
	return []string{word}
}
