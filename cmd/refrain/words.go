package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"refrain/lexicon"
)

func (a *app) lexiconWords() *cobra.Command {
	var lang string
	var from lexiconFlags
	c := &cobra.Command{
		Use:   "words WORD...",
		Short: "List the forms of words, and what compounds and slots stand for",
		Long: `Words lists, a line for each, what a word of a pattern matches: its forms by its
ending, by the classes that it names (мигрант/m1), or as forms.yaml lists them. A compound
such as "{person}+flut" is listed joined; a slot such as "{person}" by its members with their forms.`,
		Example: "  refrain lexicon words --lang en flood\n  refrain lexicon words --lang en '{person}'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			lex, err := from.loadWhole()
			if err != nil {
				return err
			}
			l := lex.Language(lang)
			if l == nil {
				return hinted(
					fmt.Errorf("--lang %s: the lexicon has no such language", lang), "refrain lexicon list shows the languages",
				)
			}
			for _, arg := range args {
				lines, err := wordsOf(l, arg)
				if err != nil {
					return fmt.Errorf("%s: %w", arg, err)
				}
				if err := a.print("%s\n", strings.Join(lines, "\n")); err != nil {
					return err
				}
			}
			return nil
		},
	}
	from.add(c)
	c.Flags().StringVar(&lang, "lang", "en", "language of the words")
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
	return c
}

// wordsOf is a line for each word that a part of a pattern stands for.
func wordsOf(l *lexicon.Language, text string) ([]string, error) {
	p, err := lexicon.ParsePattern(text)
	alone := strings.HasPrefix(text, "{") && !strings.Contains(text, "+")
	if slot := l.Slot(strings.Trim(text, "{}")); slot != nil && alone {
		var lines []string
		for i := range slot.Members {
			more, err := formsOf(l, slot.Members[i].Elements())
			if err != nil {
				return nil, err
			}
			lines = append(lines, more...)
		}
		return lines, nil
	}
	if err != nil {
		return nil, err
	}
	return formsOf(l, p.Elements())
}

// formsOf is a line for each word of the elements, with its forms, and for each first part of a
// compound with the words that it makes.
func formsOf(l *lexicon.Language, elements []lexicon.Element) ([]string, error) {
	var lines []string
	for i := range elements {
		for _, alternative := range elements[i].Alternatives {
			var words []string
			for _, w := range alternative.Words {
				forms := []string{w.Text}
				if !w.Exact {
					if missing, ok := l.ClassesKnown(w.Text); !ok {
						return nil, hinted(
							fmt.Errorf("%s is no class of inflection", missing), "language.yaml names the classes",
						)
					}
					forms = l.Inflect(w.Text)
				}
				words = append(words, strings.Join(forms, " "))
			}
			if len(alternative.Compound) > 0 {
				compound, err := l.Compound(alternative.Compound)
				if err != nil {
					return nil, err
				}
				for _, first := range compound.First {
					line := make([]string, len(compound.Last))
					for i, last := range compound.Last {
						line[i] = first + last
					}
					lines = append(lines, strings.Join(line, " "))
				}
				continue
			}
			if alternative.Slot != "" {
				words = []string{"{" + alternative.Slot + "}"}
			}
			lines = append(lines, strings.Join(words, " + "))
		}
	}
	return lines, nil
}
