package canonical

import "testing"

// The lists of all languages are one, so a first part of one language must not be how words of
// another begin: "pro-pose" at the end of a line is "propose".
func TestFirstPartsOfOneLanguageDivideNoWordsOfAnother(t *testing.T) {
	for _, first := range []string{"pro", "pre", "ex", "inter", "extra", "est", "vis", "main", "it", "ci", "con", "dis", "re"} {
		if hyphenWords().compounds[first] {
			t.Errorf("%q- keeps its hyphen at the end of a line in every language", first)
		}
	}
}
