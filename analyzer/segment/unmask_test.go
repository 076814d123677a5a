package segment

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unmasked is the words of a text as they read after Unmask, those in disguise in brackets, and
// each strong separator.
func unmasked(v *Vocabulary, text string, accents bool) string {
	tokens, marked := v.ScanMarked(text, 0, len(text), nil, nil)
	var readings []Reading
	if new(Vocabulary).Disguised(text, 0, len(text), tokens) {
		tokens, _, readings = v.Unmask(text, 0, len(text), tokens, marked, accents)
	}
	var words []string
	for i := range tokens {
		t := &tokens[i]
		word := text[t.Start:t.End]
		if t.Form&Disguise != 0 {
			word = "[" + Text(text, int(t.Start), int(t.End), readings) + "]"
		}
		if t.Form&Possessive != 0 {
			word += "'s"
		}
		words = append(words, []string{"", ", ", "; ", ". "}[t.Sep]+word)
	}
	return strings.Join(words, " ")
}

func TestWordsInDisguiseAreReadAsTheyLook(t *testing.T) {
	v := NewVocabulary(english)
	for _, w := range strings.Fields("flood of migrants illegal alien aliens the wave deport resume cop") {
		v.Add(w)
	}
	for _, c := range []struct{ claim, text, want string }{
		{"plain words", "the flood of illegal migrants", "the flood of illegal migrants"},
		{"letters of another script", "the flооd оf mіgrants", "the [flood] [of] [migrants]"},
		{"letters of several scripts", "fӏood of miցrants", "[flood] of [migrants]"},
		{"a capital that looks like two letters", "Іllegal ΑΙІΕΝ", "[illegal] [alien]"},
		{"a word of another script among Latin ones", "an аӏіеn came", "an [alien] came"},
		{"a word of another script among its own", "это сор и сор", "это сор и сор"},
		{"a word that looks like one of no vocabulary", "the хор sang", "the хор sang"},
		{"a short word of another script", "the α of сор", "the α of [cop]"},
		{"strokes", "f̲l̲o̲o̲d̲ of m̶i̶g̶r̶a̶n̶t̶s̶", "[flood] of [migrants]"},
		{"circles and squares", "ⓕⓛⓞⓞⓓ 🅾🅵 🄼🄸🄶🅁🄰🄽🅃🅂", "[flood] [of] [migrants]"},
		{"styles", "𝐢𝐥𝐥𝐞𝐠𝐚𝐥, 𝓪𝓵𝓲𝓮𝓷𝓼", "[illegal] , [aliens]"},
		{"small capitals and raised letters", "ꜰʟᴏᴏᴅ ᵒᶠ ᵐⁱᵍʳᵃⁿᵗˢ", "[flood] [of] [migrants]"},
		{"raised letters after a word", "migrantsᵃ and aliensᵇᶜ", "[migrants] and [aliens]"},
		{"raised letters after a word of no vocabulary", "peopleᵃ", "peopleᵃ"},
		{"marks", "ïllégal mìgrạnts", "[illegal] [migrants]"},
		{"marks in a short word", "à la résumé", "à la [resume]"},
		{"what cannot be read", "flo\uFFFDod of\uE000 mi\uE001grants", "[flood] of [migrants]"},
		{"points between syllables", "mi·grants mi⋅grants", "[migrants] [migrants]"},
		{"letters with hooks and strokes", "ɱigrants fłøød", "[migrants] [flood]"},
		{"a possessive", "the аlien's wave", "the [alien]'s wave"},
		{"spaced letters", "i l l e g a l  a l i e n s came", "[illegal] [aliens] came"},
		{"a short word between spaced ones", "f l o o d   o f   m i g r a n t s", "[flood] [of] [migrants]"},
		{"one gap between all letters", "a f l o o d o f m i g r a n t s", "a [flood] [of] [migrants]"},
		{"dotted letters", "i.l.l.e.g.a.l a.l.i.e.n", "[illegal] [alien]"},
		{"dotted letters after a letter", "a a.l.i.e.n, a  w a v e", "a [alien] , a [wave]"},
		{"hyphened letters", "i-l-l-e-g-a-l w-a-v-e", "[illegal] [wave]"},
		{"dotted capitals", "I.L.L.E.G.A.L A-L-I-E-N", "[illegal] [alien]"},
		{"spaced letters of another script", "а l і е n", "[alien]"},
		{"wide gaps", "a  l  i  e  n", "[alien]"},
		{"initials and lists", "U.S.C. § 8, items a, b, c, d and w, x", "U.S.C . 8 , items a , b , c , d and w , x"},
		{"digits are no letters", "al1en i11egal", "al1en i11egal"},
	} {
		if got := unmasked(v, c.text, true); got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.claim, c.text, got, c.want)
		}
	}
	if got, want := unmasked(v, "ïllégal", false), "ïllégal"; got != want {
		t.Errorf("where the language has accents: got %q, want %q", got, want)
	}
}

// TestWordsOfOtherScriptsStay: nothing is read into text in Russian, Greek and other scripts, or
// into signs.
func TestWordsOfOtherScriptsStay(t *testing.T) {
	v := NewVocabulary(english)
	for _, w := range strings.Fields("no co we are the cop top pot map cope care over pope cap hop map") {
		v.Add(w)
	}
	for _, text := range []string{
		"Сор из избы не выносят, а рот закрой. Тор и рота; мора нет.",
		"Το μωρό και ο τόπος, ο ρόλος του νόμου.", "№ 5 ‖ Ⅻ ∞ ℡ ₨ x² 5 km² №",
		"Об этом сказано в ст. 5 (п. 3), см. также гл. Х.",
		"大臣は、移民について述べた。", "वह आया।",
	} {
		if got := unmasked(v, text, true); strings.Contains(got, "[") {
			t.Errorf("%q: got %q, want no word in disguise", text, got)
		}
	}
}

// TestDisguisesAreSeenWhereverTheyStand: the quick look misses none, whatever stands before.
func TestDisguisesAreSeenWhereverTheyStand(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"w a v e", true}, {"w.a.v.e", true}, {"W.A.V.E.S", true}, {"flооd", true}, {"f̲lood", true}, {"flo\uFFFDod",
			true}, {"mi·grants", true}, {"ᵃ", true},
		{"The “flood” – it’s a §5, €5 … I saw a man.", false}, {"a U.S. law and all", false},
		{"1 2 3 4 5 6 7 8", false},
	} {
		for n := range 40 {
			text := strings.Repeat("(", n) + " " + c.text + " " + strings.Repeat(")", n%9)
			tokens := new(Vocabulary).Scan(text, 0, len(text), nil)
			if got := new(Vocabulary).Disguised(text, 0, len(text), tokens); got != c.want {
				t.Errorf("%q: got %v, want %v", text, got, c.want)
			}
		}
	}
}

// TestAccentsAreThoseOfUnicode compares the table with the canonical decompositions.
func TestAccentsAreThoseOfUnicode(t *testing.T) {
	n := 0
	for r := rune(0xC0); r < 0x1F00; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		if len(parts) < 2 || parts[0] >= 0x80 || !unicode.IsLetter(parts[0]) {
			continue
		}
		n++
		if base := accents()[r]; base != string(unicode.ToLower(parts[0])) {
			t.Errorf("%c: got %q, want %c", r, base, parts[0])
		}
	}
	if n != len(accents()) {
		t.Errorf("%d letters have accents, and the table has %d", n, len(accents()))
	}
}

// TestMasksStayCheap: no text costs more than a few times what its length costs.
func TestMasksStayCheap(t *testing.T) {
	v := NewVocabulary(english)
	v.Add("alien")
	const size = 1 << 20
	for _, piece := range []string{"a ", "a l i e n ", "é", "f̲", "\uE000", "a\uE000", "аl", "о ", "ⓐ", "І", "a.",
		"A.", "̲", "a·", "𝐚 ", "оа — ", "a   ", "аӏіеn "} {
		text := strings.Repeat(piece, size/len(piece))
		began := time.Now()
		tokens, marked := v.ScanMarked(text, 0, len(text), nil, nil)
		if new(Vocabulary).Disguised(text, 0, len(text), tokens) {
			v.Unmask(text, 0, len(text), tokens, marked, true)
		}
		if d := time.Since(began); d > 5*time.Second {
			t.Errorf("a mebibyte of %q: took %v", piece, d)
		} else if d > 500*time.Millisecond {
			t.Logf("a mebibyte of %q: took %v", piece, d)
		}
	}
}

func BenchmarkDisguised(b *testing.B) {
	text := strings.Repeat("The Minister told the House that “people” had crossed; nobody knows why – not I.\n"+
		"", 10000)
	tokens := new(Vocabulary).Scan(text, 0, len(text), nil)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if new(Vocabulary).Disguised(text, 0, len(text), tokens) {
			b.Fatal("plain text is taken for disguised")
		}
	}
}
