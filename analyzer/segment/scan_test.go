package segment

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// english is what the built-in lexicon knows of English.
var english = func() *lexicon.Traits {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		panic(err)
	}
	return lex.Language("en").Traits()
}()

// words is how Scan splits text: known words bare, a possessive with ’s, and the separator before
// each but the first.
func words(text string) string {
	v := NewVocabulary(english)
	var out strings.Builder
	for i, t := range v.Scan(text, 0, len(text), nil) {
		if i > 0 {
			out.WriteString([]string{" ", ",", ";", "."}[t.Sep])
		}
		out.WriteString(text[t.Start:t.End])
		if t.Form&Possessive != 0 {
			out.WriteString("’s")
		}
	}
	return out.String()
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"asylum-seeker, asylum seeker; asylum\nseeker", "asylum seeker,asylum seeker;asylum seeker"},
		{"the migrants' boats and a refugee's claim", "the migrants’s boats and a refugee’s claim"},
		{"the migrants’ boats and a refugee’s claim", "the migrants’s boats and a refugee’s claim"},
		{"they don't, they don’t", "they don't,they don’t"},
		{"in the U.S. and the U.S.A. today", "in the U.S.and the U.S.A.today"},
		{"1,250.5 people. Then", "1,250.5 people.Then"},
		{"“illegal” migrants (so-called)", "illegal migrants;so called"},
		{"coming - they said – now—then", "coming;they said;now;then"},
		{"asylum–seeker non‑citizen H–2A", "asylum seeker non citizen H 2A"},
		{"and/or illegal/irregular and / or", "and or illegal irregular and,or"},
		{"réfugiés déboutés", "réfugiés déboutés"},
		{"s.33 of example.org", "s;33 of example;org"},
		{"[illegal] aliens", "illegal aliens"},
		{"移民 are people", "移民 are people"},
		{"", ""},
		{"...!?", ""},
		{"end.\xff\xfebad bytes", "end.bad bytes"},
		{"James' and Moses' flood", "James’s and Moses’s flood"},
		{
			"a flood of ‘asylum seekers’, the ‘asylum seekers’ who 'asylum seekers' say",
			"a flood of asylum seekers,the asylum seekers who asylum seekers say",
		},
		{"the workers’. The workers’", "the workers.The workers"},
	} {
		if got := words(tt.text); got != tt.want {
			t.Errorf("words(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestVocabularyFindsWordsInAnyLetters(t *testing.T) {
	v := NewVocabulary(english)
	var numbers []int32
	for i := range 5000 {
		numbers = append(numbers, v.Add(fmt.Sprintf("word%d", i)))
	}
	é := v.Add("Réfugié")
	apostrophe := v.Add("don’t")
	text := "WORD17 word4999 word5000 réfugié RÉFUGIÉ don't Don’t"
	got := v.Scan(text, 0, len(text), nil)
	for i, want := range []int32{numbers[17], numbers[4999], 0, é, é, apostrophe, apostrophe} {
		if v.Number(text, &got[i]) != want {
			t.Errorf("%q has number %d, want %d", text[got[i].Start:got[i].End], v.Number(text, &got[i]), want)
		}
	}
}

// TestJointsComeApartWhereBothHalvesAreKnown: a line-end hyphen may have been part of the word.
func TestJointsComeApartWhereBothHalvesAreKnown(t *testing.T) {
	v := NewVocabulary(english)
	for _, w := range []string{"asylum", "seekers", "immigrants", "immi", "queue"} {
		v.Add(w)
	}
	text := "asylumseekers’ boats, immigrants, queuejumpers, Asylumseekers"
	var got []string
	v.Mark(v.Find("seekers"))
	tokens, marked := v.ScanMarked(text, 0, len(text), nil, nil)
	tokens, marked = v.SplitRejoined(text, tokens, marked, []int32{6, 28, 41, 56})
	for _, tok := range tokens {
		got = append(got, text[tok.Start:tok.End])
	}
	if !slices.Equal(marked, []int32{1, 6}) {
		t.Errorf("marked words: %v", marked)
	}
	if s := strings.Join(got, "|"); s != "asylum|seekers|boats|immigrants|queuejumpers|Asylum|seekers" {
		t.Errorf("words: %s", s)
	}
}

// TestForms holds the letters that a stated form depends on.
func TestForms(t *testing.T) {
	v := NewVocabulary(english)
	text := "Aliens ALIENS aliens US I É É́TÉ A1"
	var got []string
	for _, tok := range v.Scan(text, 0, len(text), nil) {
		got = append(got, fmt.Sprintf("%d", tok.Form))
	}
	if s := strings.Join(got, " "); s != "2 6 0 6 2 2 6 2" {
		t.Errorf("forms of %q are %s", text, s)
	}
}

// TestZeroVocabularyCountsWords: so are the words counted that no lexicon reads.
func TestZeroVocabularyCountsWords(t *testing.T) {
	var none Vocabulary
	text := "Die Zahl der Geflüchteten"
	if got := len(none.Scan(text, 0, len(text), nil)); got != 4 {
		t.Errorf("%d words, want 4", got)
	}
}

// TestScanPointsOutMarkedWords compares what the scanner recognises with looking every word up.
func TestScanPointsOutMarkedWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := NewVocabulary(english)
		words := []string{"a", "éa", "abcdefgh", "abcdefghi", "abcdefghijklmnopq", "don't", "u.s.a", "1,5"}
		for _, w := range words {
			v.Add(w)
		}
		for _, w := range rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "marked") {
			v.Mark(v.Find(w))
		}
		some := rapid.SampledFrom(
			[]string{
				"A",
				"éa",
				"ABCDEFGH",
				"abcdefghi",
				"abcdefghijklmnopq",
				"abcdefghijklmnopqr",
				"Don’t",
				"U.S.A",
				"1,5",
				" ",
				", ",
				"’s",
				"x",
			},
		)
		text := strings.Join(rapid.SliceOf(some).Draw(t, "text"), "")
		tokens, marked := v.ScanMarked(text, 0, len(text), nil, nil)
		var want []int32
		for i, tok := range tokens {
			if n := v.Find(text[tok.Start:tok.End]); int(n) < len(v.marked) && v.marked[n] {
				want = append(want, int32(i))
			}
		}
		if !slices.Equal(marked, want) {
			t.Fatalf("marked in %q: %v, want %v", text, marked, want)
		}
	})
}

// TestFastPathEqualsSlowPath compares the scanner's ASCII path with its path for everything else,
// which an added letter outside ASCII forces.
func TestFastPathEqualsSlowPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("abS'’s.,- 1\n\"é/U")), 0, 30, -1).Draw(t, "text")
		v := NewVocabulary(english)
		tokens := v.Scan(text, 0, len(text), nil)
		last := int32(0)
		for _, tok := range tokens {
			if tok.Start < last || tok.End <= tok.Start || int(tok.End) > len(text) {
				t.Fatalf("token [%d,%d) after %d in %q", tok.Start, tok.End, last, text)
			}
			word := text[tok.Start:tok.End]
			if strings.ContainsFunc(word, unicode.IsSpace) || !isWordAt(text, int(tok.Start), len(text)) {
				t.Fatalf("word %q in %q", word, text)
			}
			slow, end := v.slowWord(text, int(tok.Start), len(text))
			if slow.End != tok.End || slow.Form != tok.Form {
				t.Fatalf(
					"%q in %q: fast path ends at %d with form %d, slow path at %d with form %d",
					word,
					text,
					tok.End,
					tok.Form,
					slow.End,
					slow.Form,
				)
			}
			last = tok.End
			_ = end
		}
		// Every letter and digit lies in a word.
		for i, r := range text {
			if !isWordRune(r) {
				continue
			}
			in := false
			for _, tok := range tokens {
				tail := tok.End
				if tok.Form&Possessive != 0 {
					tail += int32(len("’s"))
				}
				in = in || int(tok.Start) <= i && i < int(tail)
			}
			if !in {
				t.Fatalf("%q at %d of %q lies in no word", r, i, text)
			}
		}
	})
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct{ text, at, want string }{
		{"One. Two illegal three. Four.", "illegal", "Two illegal three."},
		{"He came. “We are full.” Then he left.", "full", "“We are full.”"},
		{
			"See Art. 5 and para. 7 of Reg. No. 12 on flows. Next.", "flows",
			"See Art. 5 and para. 7 of Reg. No. 12 on flows.",
		},
		{
			"Mr. J. Smith of the U.S. Senate spoke of a flood. He left.", "flood",
			"Mr. J. Smith of the U.S. Senate spoke of a flood.",
		},
		{"In 2015. The wave came! Why? Nobody knows.", "wave", "The wave came!"},
		{
			"It cost 1.5 million e.g. for aliens, i.e. people. Good.", "aliens",
			"It cost 1.5 million e.g. for aliens, i.e. people.",
		},
		{"1. Illegal entry is an offence. 2. Nothing else.", "Illegal", "1. Illegal entry is an offence."},
		{
			"They asked “Who came?” and a flood of people answered. Yes.", "flood",
			"They asked “Who came?” and a flood of people answered.",
		},
		{"No end here", "end", "No end here"},
		{"Children, families, etc. The flood rose.", "flood", "The flood rose."},
		{"It ended (at last.) A flood came.", "flood", "A flood came."},
	} {
		i := strings.Index(tt.text, tt.at)
		at := document.Span{Start: i, End: i + len(tt.at)}
		got := NewSplitter(english).Sentence(tt.text, document.Span{End: len(tt.text)}, at).Of(tt.text)
		if got != tt.want {
			t.Errorf("the sentence of %q in %q is %q, want %q", tt.at, tt.text, got, tt.want)
		}
	}
}

// TestSentenceIsBounded shows that a text without a full stop gives a piece of bounded length, cut
// between characters.
func TestSentenceIsBounded(t *testing.T) {
	text := strings.Repeat("é wörd ", 100_000)
	at := document.Span{Start: len(text) / 2, End: len(text)/2 + 1}
	for !utf8.RuneStart(text[at.Start]) {
		at.Start, at.End = at.Start+1, at.End+1
	}
	s := NewSplitter(english).Sentence(text, document.Span{End: len(text)}, at)
	if !s.Contains(at) || s.Len() > 2*maxSentence+10 || !utf8.ValidString(s.Of(text)) {
		t.Errorf("sentence [%d,%d) around %d", s.Start, s.End, at.Start)
	}
}

func FuzzScan(f *testing.F) {
	for _, seed := range []string{"The U.S.'s “asylum-seekers’” 1,000.5", "l’étranger", "\xff'\x00’s",
		"a.b.c.D.E", "''", "——"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := NewVocabulary(english)
		v.Add("asylum")
		last := int32(0)
		for _, tok := range v.Scan(text, 0, len(text), nil) {
			if tok.Start < last || tok.End <= tok.Start || int(tok.End) > len(text) {
				t.Fatalf("token [%d,%d) after %d", tok.Start, tok.End, last)
			}
			last = tok.End
			at := document.Span{Start: int(tok.Start), End: int(tok.End)}
			s := NewSplitter(english).Sentence(text, document.Span{End: len(text)}, at)
			if s.Start > int(tok.Start) || s.End < int(tok.End) {
				t.Fatalf("the sentence [%d,%d) does not hold its word [%d,%d)", s.Start, s.End, tok.Start, tok.End)
			}
		}
	})
}

func TestVocabularyKeepsItsNumbersAsItGrows(t *testing.T) {
	word := func(i int) string { return fmt.Sprintf("word%dé", i) }
	v := NewVocabulary(english)
	for range 2 {
		for i := range 9000 {
			if n := v.Add(word(i)); n != int32(i+1) || v.Word(n) != word(i) || v.Find(word(i)) != n {
				t.Fatalf("%s has the number %d, want %d", word(i), n, i+1)
			}
		}
	}
	if n := v.Find(word(9000)); n != 0 || v.Len() != 9001 {
		t.Errorf("a word that was never added has the number %d; %d words", n, v.Len())
	}
}
