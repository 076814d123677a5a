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
	var c Compound
	for i := range parts {
		words, err := l.component(&parts[i])
		if err != nil {
			return c, err
		}
		if i == len(parts)-1 {
			for _, w := range words {
				if c.Last = append(c.Last, strings.ToLower(w.Text)); !w.Exact {
					c.Last = append(c.Last[:len(c.Last)-1], l.inflect(strings.ToLower(w.Text))...)
				}
			}
			continue
		}
		var joined []string
		for _, w := range words {
			for _, first := range l.joint(w) {
				if len(c.First) == 0 {
					joined = append(joined, first)
				}
				for _, before := range c.First {
					joined = append(joined, before+first)
				}
			}
		}
		if len(joined) > maxCompound {
			break
		}
		c.First = joined
	}
	c.First, c.Last = unique(c.First), unique(c.Last)
	if n := len(c.First) * len(c.Last); n > maxCompound || n == 0 {
		return c, fmt.Errorf("the compound stands for more than %d words; name fewer", maxCompound)
	}
	return c, nil
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
