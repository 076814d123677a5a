package lexicon

import "strings"

// Inflect is the forms that a bare word of a pattern matches, the word itself first, in lower case. Forms that forms.yaml lists replace the
// generated ones. Generating is generous: it makes noun and verb forms of every word, because a form that no text holds costs nothing.
// The rules are those of regular English inflection (Quirk et al., A Comprehensive Grammar of the English Language, 1985, §3.5 and §5.80);
// other languages list their forms until they have rules of their own.
func (l *Language) Inflect(word string) []string {
	l.readForms()
	return l.inflect(strings.ToLower(word))
}

func (l *Language) inflect(word string) []string {
	if listed, ok := l.forms[word]; ok {
		return append([]string{word}, listed...)
	}
	if l.Code != "en" || len(word) < 3 || functionWords[word] {
		return []string{word}
	}
	return english(word)
}

// functionWords have no inflections.
var functionWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`a about across after against all along also am among an and any are around as at be because been before being
	below between both but by can could did do does down during each either every few for from had has have he her here hers him his how i if in into is
	it its just like many may me might mine more most much must my near no nor not now of off often on once one only onto or other our out over own per
	same she should since so some such than that the their them then there these they this those through to too toward towards under until up upon us
	very via was we were what when where whether which while who whom whose why will with within without would yet you your`) {
		words[word] = true
	}
	return words
}()

// english generates the plural, the third person, the past and the -ing form.
func english(word string) []string {
	forms := append(make([]string, 0, 7), word)
	add := func(f ...string) { forms = append(forms, f...) }
	last, before := word[len(word)-1], word[len(word)-2]
	stem := word[:len(word)-1]
	switch {
	case last == 'y' && !vowel(before):
		add(stem+"ies", stem+"ied", word+"ing")
	case last == 'e' && before == 'i': // die, tie
		add(word+"s", word+"d", word[:len(word)-2]+"ying")
	case last == 'e' && before == 'f': // knife
		add(word+"s", word[:len(word)-2]+"ves", word+"d", stem+"ing")
	case last == 'e':
		add(word+"s", word+"d", stem+"ing")
		if before == 'e' || before == 'o' || before == 'y' { // flee, shoe, dye keep their e
			add(word + "ing")
		}
	case last == 's' || last == 'x' || last == 'z' || last == 'h' && (before == 's' || before == 'c'):
		add(word+"es", word+"ed", word+"ing")
	case last == 'o' && !vowel(before):
		add(word+"es", word+"s", word+"ed", word+"ing")
	case last == 'f':
		add(word+"s", stem+"ves", word+"ed", word+"ing")
	default:
		add(word+"s", word+"ed", word+"ing")
	}
	if !vowel(last) && vowel(before) && !strings.ContainsRune("wxyh", rune(last)) && (len(word) == 3 || !vowel(word[len(word)-3])) {
		double := word + string(last)
		add(double+"ed", double+"ing")
	}
	return forms
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
