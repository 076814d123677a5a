package analyzer_test

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/lexicon"
)

// The matrix is lexemes × sentences × people. A sentence is a construction of ordinary English with
// {x} for the word that does harm, {xs}, {xing} and {xed} for its forms, and {who} for people. It
// holds what people write, not what patterns say, so that a pattern that misses a construction
// shows.

// lexeme is a word with its forms: of a noun the plural, of a verb the third person, the gerund and
// the participle.
type lexeme struct{ x, xs, xing, xed string }

// verb is a regular verb.
func verb(base string) lexeme {
	stem := strings.TrimSuffix(base, "e")
	return lexeme{base, base + "s", stem + "ing", stem + "ed"}
}

func nouns(words ...string) []lexeme {
	var all []lexeme
	for _, w := range words {
		all = append(all, lexeme{x: w, xs: w + "s"})
	}
	return all
}

// heads are the words that fill the heads of masses of people in the lexicon, so that none goes
// without the matrix.
func heads(lang *lexicon.Language) []lexeme {
	seen := map[string]bool{}
	var all []lexeme
	for _, e := range lang.Entries() {
		for _, f := range e.Frames {
			if f.Frame.Name != "mass-of-people" {
				continue
			}
			for _, w := range f.Parts["head"] {
				if seen[w] || strings.ContainsAny(w, "=({") {
					continue
				}
				seen[w] = true
				plural := w + "s"
				switch {
				case strings.HasSuffix(w, "y"):
					plural = strings.TrimSuffix(w, "y") + "ies"
				case strings.HasSuffix(w, "x"), strings.HasSuffix(w, "h"):
					plural = w + "es"
				}
				all = append(all, lexeme{x: w, xs: plural})
			}
		}
	}
	return all
}

type construction struct {
	name      string
	lexemes   []lexeme
	sentences []string
}

func constructions(lang *lexicon.Language) []construction {
	flood, overrun := verb("flood"), lexeme{"overrun", "overruns", "overrunning", "overrun"}
	swamp := lexeme{"swamp", "swamps", "swamping", "swamped"}
	return []construction{
		{"a mass of people", heads(lang), []string{
			"They fear a {x} of {who}.",
			"They fear a {x} of thousands of {who}.",
			"They fear {xs} of the {who}.",
			"They fear a {x} of students, workers and {who}.",
			"They fear a {x} of desperate {who}.",
			"They fear a new {x} of up to 10,000 {who}.",
			"They fear a {x}, mostly of {who}.",
			"They speak of the migrant {x}.",
			"Each {x} of {who} makes it worse.",
		}},
		{"people move", []lexeme{
			flood, {"pour", "pours", "pouring", "poured"}, {"stream", "streams", "streaming", "streamed"},
			{"sneak", "sneaks", "sneaking", "sneaked"}, {"flock", "flocks", "flocking", "flocked"},
		}, []string{
			"{who} {x} into our towns.",
			"{who} are {xing} into our towns.",
			"{who} have been {xing} into our towns.",
			"{who} will soon {x} into our towns.",
			"{who} want to {x} into our towns.",
			"{who} continue to {x} into our towns.",
			"{who}, mostly from the south, {x} into our towns.",
			"{who} who have no papers are {xing} into our towns.",
			"{who} from the south {xed} into our towns.",
			"More and more {who} keep {xing} into our towns.",
			"They complain of {who} {xing} into our towns.",
		}},
		{"people do something to us", []lexeme{
			flood, swamp, overrun, verb("invade"), {"overwhelm", "overwhelms", "overwhelming", "overwhelmed"},
		}, []string{
			"{who} {x} our towns.",
			"{who} are {xing} our towns.",
			"{who} have {xed} our towns.",
			"{who} want to {x} our towns.",
			"{who} threaten to {x} our towns.",
			"{who} from the south have {xed} our towns.",
			"{who} who come by boat {x} our towns.",
			"{who}, most of them young men, {x} our towns.",
		}},
		{"something is done by people", []lexeme{
			flood, swamp, overrun, verb("invade"), {"overwhelm", "", "overwhelming", "overwhelmed"},
			{"overburden", "", "overburdening", "overburdened"},
		}, []string{
			"The town is {xed} by {who}.",
			"The town is being {xed} by {who}.",
			"The town has been {xed} by thousands of {who}.",
			"We are being {xed} by {who}.",
			"Our schools were {xed} last year by these {who}.",
			"A town {xed} by {who} asks for help.",
			"The {xing} of our towns by {who} goes on.",
			"The town was completely {xed} by {who}.",
		}},
		{
			"people are something",
			append(
				nouns("burden", "liability", "parasite", "animal", "trump card", "commodity"),
				lexeme{x: "threat", xs: "threats"},
			),
			[]string{
				"{who} are a {x} to the country.",
				"{who} have become a {x} to the country.",
				"{who} are nothing but a {x} to the country.",
				"{who} will always be a {x} to the country.",
				"{who} from the south are a {x} to the country.",
				"{who} have proved to be a {x} to the country.",
				"We consider {who} a {x} to the country.",
				"We see the {who} as a {x} to the country.",
				"{who} are seen as a {x} to the country.",
			},
		},
		{"a label", []lexeme{{x: "bogus"}, {x: "fake"}, {x: "phoney"}, {x: "sham"}}, []string{
			"{x} asylum seekers must leave.",
			"The {x} asylum seeker must leave.",
			"Many asylum seekers are {x}.",
			"Asylum seekers who are {x} must leave.",
			"They call the asylum seekers {x}.",
			"Too many of these {x} refugees have come.",
		}},
		{"somebody does something to people", []lexeme{
			{
				"import",
				"imports",
				"importing",
				"imported",
			}, {"lure", "lures", "luring", "lured"}, {"herd", "herds", "herding", "herded"},
			{
				"ship in",
				"ships in",
				"shipping in",
				"shipped in",
			}, {"round up", "rounds up", "rounding up", "rounded up"},
		}, []string{
			"They {x} {who} every year.",
			"They {x} the {who} every year.",
			"They are {xing} {who} every year.",
			"They {x} thousands of {who} every year.",
			"They plan to {x} all these {who} next year.",
			"{who} are {xed} every year.",
			"{who} are being {xed} every year.",
			"{who} should be {xed} next year.",
			"{who} from the south were {xed} last year.",
		}},
	}
}

var matrixPeople = []string{
	"migrants", "asylum seekers", "illegal immigrants", "Syrians", "Vietnamese migrants", "foreign nurses",
	"people fleeing war",
	"men crossing the Channel", "Rohingya", "refugee families",
}

// matrixRecall is how many of the cells must be found. Some read oddly: a bunch of nurses is no
// flood.
const matrixRecall = 0.9

func TestMatrixOfConstructions(t *testing.T) {
	a := builtin(t)
	cells, found := 0, 0
	for _, c := range constructions(a.Lexicon().Language("en")) {
		total, hit := 0, 0
		missed := map[string]int{}
		for _, sentence := range c.sentences {
			people := matrixPeople
			if !strings.Contains(sentence, "{who}") {
				people = people[:1]
			}
			for _, word := range c.lexemes {
				for _, who := range people {
					total++
					if text := word.in(sentence, who); finds(t, a, text) {
						hit++
					} else {
						missed[sentence]++
						missed["with "+word.x]++
						missed["of "+who]++
						t.Logf("missed: %s", text)
					}
				}
			}
		}
		t.Logf("%s: %d of %d (missed: %v)", c.name, hit, total, missed)
		if share := float64(hit) / float64(total); share < matrixRecall {
			t.Errorf("%s: %d of %d cells are found, want %.0f %%", c.name, hit, total, 100*matrixRecall)
		}
		cells, found = cells+total, found+hit
	}
	t.Logf("%d of %d cells", found, cells)
}

// in is the sentence with the word and the people, which begin with a capital where it does.
func (l lexeme) in(sentence, who string) string {
	s := strings.NewReplacer("{x}", l.x, "{xs}", l.xs, "{xing}", l.xing, "{xed}", l.xed, "{who}", who).
		Replace(sentence)
	for _, vowel := range []string{"a", "e", "i", "o"} {
		s = strings.ReplaceAll(s, " a "+vowel, " an "+vowel)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// finds reports whether anything but a mere label of the people is found.
func finds(t *testing.T, a *analyzer.Analyzer, text string) bool {
	t.Helper()
	for _, f := range analyze(t, a, text).Findings {
		if f.Entry.ID != "illegal-people" {
			return true
		}
	}
	return false
}
